/* plural.c - see plural.h. The number goes to ICU as a formatted decimal, so that «1,0» and «1»
 * keep their difference. */
#include "text/plural.h"

#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <string.h>

struct plural {
    UPluralRules *rules;
    UNumberFormatter *format;
    UFormattedNumber *buffer;
};

plural *plural_open(const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    plural *p = mem_alloc(sizeof *p);

    p->rules = uplrules_openForType(language, UPLURAL_TYPE_CARDINAL, &status);
    p->format = unumf_openForSkeletonAndLocale(u".##################", -1, language, &status);
    p->buffer = unumf_openResult(&status);
    if (U_SUCCESS(status))
        return p;
    plural_close(p);
    return NULL;
}

void plural_close(plural *p)
{
    if (!p)
        return;
    uplrules_close(p->rules);
    unumf_close(p->format);
    unumf_closeResult(p->buffer);
    mem_free(p);
}

static plural_form form_named(const UChar *keyword)
{
    return keyword[0] == 'o' && keyword[1] == 'n' ? PLURAL_ONE
           : keyword[0] == 'f'                    ? PLURAL_FEW
           : keyword[0] == 'm'                    ? PLURAL_MANY
                                                  : PLURAL_OTHER;
}

plural_form plural_select(const plural *p, number n)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar keyword[16] = {0};
    arena *a = arena_new();
    const char *text = number_plain(a, n);

    unumf_formatDecimal(p->format, text, (int32_t)strlen(text), p->buffer, &status);
    uplrules_selectFormatted(p->rules, p->buffer, keyword, 15, &status);
    arena_free(a);
    return U_SUCCESS(status) ? form_named(keyword) : PLURAL_OTHER;
}
