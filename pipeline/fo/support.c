/* support.c - which properties and values do nothing on a page (unsupported.def), so that a
 * document that relies on one is told. The question is asked once for each value that is refined,
 * and the answer is kept with it: a million cells cost nothing. */
#include <string.h>

#include "fo/fo_int.h"

typedef struct {
    enum { LIMIT_NONE, LIMIT_ALL, LIMIT_VALUES } kind;
    const char *words; /* of LIMIT_ALL without harm, of LIMIT_VALUES without effect */
} limit;

static const limit limits[PR_COUNT] = {
#define UNSUPPORTED(id, harmless)      [PR_##id] = {LIMIT_ALL, harmless},
#define UNSUPPORTED_VALUES(id, values) [PR_##id] = {LIMIT_VALUES, values},
#define UNSUPPORTED_ON(object, id)
#include "fo/unsupported.def"
#undef UNSUPPORTED
#undef UNSUPPORTED_VALUES
#undef UNSUPPORTED_ON
};

static const struct {
    uint16_t type, prop;
} not_on[] = {
#define UNSUPPORTED(id, harmless)
#define UNSUPPORTED_VALUES(id, values)
#define UNSUPPORTED_ON(object, id) {FO_##object, PR_##id},
#include "fo/unsupported.def"
#undef UNSUPPORTED
#undef UNSUPPORTED_VALUES
#undef UNSUPPORTED_ON
};

static bool serves(fo_type type, fo_prop p)
{
    for (size_t i = 0; i < COUNT(not_on); i++)
        if (not_on[i].type == type && not_on[i].prop == p)
            return false;
    return true;
}

/* Is the text one of a list separated by spaces? */
static bool has_word(const char *list, const char *text)
{
    size_t n = strlen(text);

    for (const char *s = list; *s; s += strcspn(s, " "), s += *s == ' ')
        if (strcspn(s, " ") == n && memcmp(s, text, n) == 0)
            return true;
    return false;
}

static bool listed(const limit *l, const fo_value *v)
{
    switch (v->form) {
    case FORM_KEYWORD:
        return words_contain(l->words, (fo_keyword)v->keyword);
    case FORM_WORDS:
        for (const uint16_t *w = v->u.words; *w; w++)
            if (words_contain(l->words, (fo_keyword)*w))
                return true;
        return false;
    case FORM_STRING:
        return has_word(l->words, v->u.string);
    default:
        return false;
    }
}

bool value_takes_effect(const fo_tree *t, fo_type type, fo_prop p, const fo_value *v)
{
    const limit *l = &limits[p];

    if (memcmp(v, initial_value(t, p), sizeof *v) == 0)
        return true; /* asks for nothing */
    if (!serves(type, p))
        return false;
    if (l->kind == LIMIT_ALL)
        return listed(l, v);
    return l->kind == LIMIT_NONE || !listed(l, v);
}

fo_support fo_prop_support(fo_prop p)
{
    if (limits[p].kind == LIMIT_ALL || prop_of(p)->kind == KIND_AURAL)
        return FO_SUPPORT_NO;
    return limits[p].kind == LIMIT_VALUES ? FO_SUPPORT_PARTLY : FO_SUPPORT_YES;
}

fo_support fo_type_support(fo_type t)
{
    return object_model(t)[0] == '!' ? FO_SUPPORT_NO : FO_SUPPORT_YES;
}
