/* functions_terms.c - functions that tell whether two texts speak of one thing: in other words, with
 * another bound, under another abbreviation. */
#include "xslt/functions_int.h"

#include <string.h>

#include "base/strbuf.h"
#include "text/abbreviation.h"
#include "text/abbreviation_form.h"
#include "text/subject.h"

static const char *taken(function_state *s, strbuf *out)
{
    const char *text = arena_strdup(s->scratch, strbuf_text(out));
    strbuf_free(out);
    return text;
}

static const char *fn_gist(function_state *s, const char *const *args, int count)
{
    const word_lists *terms = functions_terms(s);
    (void)count;
    return terms ? subject_words(s->scratch, terms, args[0], strlen(args[0])) : args[0];
}

static const char *fn_gist_shared(function_state *s, const char *const *args, int count)
{
    const word_lists *terms = functions_terms(s);
    (void)count;
    return terms ? arena_printf(s->scratch, "%zu",
                                subject_shared(s->scratch, terms, args[0], args[1]))
                 : "0";
}

/* ---- bounds ---- */

static bounds bounds_of(function_state *s, const char *text)
{
    const word_lists *terms = functions_terms(s);
    return terms ? bounds_find(s->scratch, terms, text, strlen(text)) : (bounds){0};
}

static const char *fn_bounds(function_state *s, const char *const *args, int count)
{
    bounds found = bounds_of(s, args[0]);
    strbuf out = STRBUF_INIT;
    (void)count;
    for (size_t i = 0; i < found.count; i++)
        strbuf_printf(&out, "%s%s", i ? " " : "", found.items[i].key);
    return taken(s, &out);
}

/* The bound with this key, as it stands in the text; with a third argument its number. */
static const char *fn_bound(function_state *s, const char *const *args, int count)
{
    bounds found = bounds_of(s, args[0]);
    for (size_t i = 0; i < found.count; i++)
        if (strcmp(found.items[i].key, args[1]) == 0)
            return count > 2 ? found.items[i].value : found.items[i].words;
    return "";
}

/* ---- abbreviations ---- */

static abbreviations abbreviations_of(function_state *s, const word_lists *terms, const char *text)
{
    return abbreviation_find(s->scratch, word_lists_set(terms, "capital-words"), text,
                             strlen(text));
}

static const char *fn_abbreviation_keys(function_state *s, const char *const *args, int count)
{
    const word_lists *terms = functions_terms(s);
    abbreviations found = {0};
    strbuf out = STRBUF_INIT;
    (void)count;

    if (terms)
        found = abbreviations_of(s, terms, args[0]);
    for (size_t i = 0; i < found.count; i++)
        if (found.items[i].words == 1)
            strbuf_printf(&out, "%s%s", i ? " " : "",
                          abbreviation_keys(s->scratch, terms, found.items[i].text));
    return taken(s, &out);
}

static const char *fn_abbreviation_form(function_state *s, const char *const *args, int count)
{
    const word_lists *terms = functions_terms(s);
    const bool changed = strcmp(args[2], "changed") == 0;
    abbreviations found = {0};
    (void)count;

    if (terms)
        found = abbreviations_of(s, terms, args[0]);
    for (size_t i = 0; i < found.count; i++) {
        const char *other = found.items[i].text;
        abbreviation_form form = abbreviation_compare(s->scratch, terms, args[1], other);
        if (found.items[i].words == 1 && form != FORM_NONE && (form == FORM_CHANGED) == changed)
            return other;
    }
    return "";
}

const string_function term_functions[] = {
    {"gist", 1, 1, fn_gist},
    {"gist-shared", 2, 2, fn_gist_shared},
    {"bounds", 1, 1, fn_bounds},
    {"bound", 2, 3, fn_bound},
    {"abbreviation-keys", 1, 1, fn_abbreviation_keys},
    {"abbreviation-form", 3, 3, fn_abbreviation_form},
    {NULL, 0, 0, NULL},
};
