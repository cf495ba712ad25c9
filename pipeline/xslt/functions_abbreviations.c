/* functions_abbreviations.c - functions about abbreviations: those of a text, and where in the
 * document each first stands.
 *
 * An xsl:key would hold all the places of each and compare them one by one; so the document is read
 * once, when it is first asked. Its texts are the elements that terms.ini lists. Capital and small
 * letters do not count («СанПиН»). */
#include "xslt/functions_int.h"

#include <string.h>

#include <libxml/hash.h>

#include "base/strbuf.h"
#include "text/abbreviation.h"
#include "text/abbreviation_form.h"
#include "text/casing.h"

/* ---- of a text ---- */

typedef enum { ANY, OPEN, EXPLAINED } which;

static which which_of(const char *name)
{
    return !strcmp(name, "open") ? OPEN : !strcmp(name, "explained") ? EXPLAINED : ANY;
}

static bool wanted(const word_lists *terms, const abbreviation *a, which w)
{
    if (w == EXPLAINED)
        return a->explained;
    return w == ANY || (a->words == 1 && !a->explained && !a->legal_form &&
                        !abbreviation_is_known(terms, a->text));
}

static abbreviations find_in(arena *mem, const word_lists *terms, const char *text)
{
    return abbreviation_find(mem, terms, text, strlen(text));
}

static const char *fn_abbreviations(function_state *s, const char *const *args, int count)
{
    const word_lists *terms = functions_terms(s);
    abbreviations found = {0};
    strbuf out = STRBUF_INIT;
    (void)count;

    if (terms)
        found = find_in(s->scratch, terms, args[0]);
    for (size_t i = 0; i < found.count; i++)
        if (wanted(terms, &found.items[i], which_of(args[1])))
            strbuf_printf(&out, "%s%s", out.len ? " " : "", found.items[i].text);
    return functions_taken(s, &out);
}

static const char *fn_key(function_state *s, const char *const *args, int count)
{
    (void)count;
    return text_in_capitals(s->scratch, args[0]);
}

/* ---- of the document ---- */

typedef struct {
    uint32_t at; /* of the first text it stands in */
    const char *written;
} first;

struct abbreviation_index {
    xmlHashTablePtr places[3]; /* by which: the first of each key */
    xmlHashTablePtr forms;     /* as written */
    strbuf open, written;      /* in the order of the document, with blanks between */
};

static bool note(function_state *s, xmlHashTablePtr table, const char *key, const char *written,
                 const xmlNode *at)
{
    first *f;

    if (xmlHashLookup(table, (const xmlChar *)key))
        return false;
    f = ARENA_NEW(s->mem, first);
    *f = (first){xml_index(at), arena_strdup(s->mem, written)};
    xmlHashAddEntry(table, (const xmlChar *)key, f);
    return true;
}

static void index_one(function_state *s, arena *a, const abbreviation *found, const xmlNode *at)
{
    struct abbreviation_index *x = s->abbreviations;
    const char *key = text_in_capitals(a, found->text);

    if (note(s, x->forms, found->text, found->text, at))
        strbuf_printf(&x->written, "%s ", found->text);
    for (which w = ANY; w <= EXPLAINED; w++)
        if (wanted(functions_terms(s), found, w) && note(s, x->places[w], key, found->text, at) &&
            w == OPEN)
            strbuf_printf(&x->open, "%s ", key);
}

static void index_text(function_state *s, xmlNodePtr n)
{
    arena *a = arena_new();
    abbreviations found = find_in(a, functions_terms(s), functions_text_of(a, n, true));

    for (size_t i = 0; i < found.count; i++)
        index_one(s, a, &found.items[i], n);
    arena_free(a);
}

static struct abbreviation_index *index_of(function_state *s)
{
    const word_lists *terms = functions_terms(s);
    const word_set *texts;

    if (s->abbreviations || !terms)
        return s->abbreviations;
    s->abbreviations = ARENA_NEW(s->mem, struct abbreviation_index);
    for (which w = ANY; w <= EXPLAINED; w++)
        s->abbreviations->places[w] = xmlHashCreate(128);
    s->abbreviations->forms = xmlHashCreate(128);
    texts = word_lists_set(terms, "texts-with-abbreviations");
    for (xmlNodePtr n = xmlDocGetRootElement(s->run->tree); n; n = xml_following(n))
        if (n->type == XML_ELEMENT_NODE &&
            word_set_has(texts, (const char *)n->name, strlen((const char *)n->name)))
            index_text(s, n);
    return s->abbreviations;
}

void functions_abbreviations_free(struct abbreviation_index *x)
{
    if (!x)
        return;
    for (which w = ANY; w <= EXPLAINED; w++)
        xmlHashFree(x->places[w], NULL);
    xmlHashFree(x->forms, NULL);
    strbuf_free(&x->open);
    strbuf_free(&x->written);
}

/* All of the document, each once: those that want an explanation by their keys («open»), or as they
 * are written. */
static const char *fn_list(function_state *s, const char *const *args, int count)
{
    const struct abbreviation_index *x = index_of(s);
    (void)count;

    if (!x)
        return NULL;
    return strbuf_text(which_of(args[0]) == OPEN ? &x->open : &x->written);
}

static const first *first_of(function_state *s, const char *const *args)
{
    const struct abbreviation_index *x = index_of(s);

    if (!x)
        return NULL;
    return xmlHashLookup(!strcmp(args[0], "written") ? x->forms : x->places[which_of(args[0])],
                         (const xmlChar *)args[1]);
}

static const char *fn_at(function_state *s, const char *const *args, int count)
{
    const first *f = first_of(s, args);
    (void)count;
    return f ? arena_printf(s->scratch, "%u", f->at) : NULL;
}

/* `part` between the low lines of `whole`. */
static bool is_part(const char *whole, const char *part)
{
    const size_t n = strlen(part);

    for (const char *at = whole; (at = strstr(at, part)); at++)
        if ((at == whole || at[-1] == '_') && (at[n] == '\0' || at[n] == '_'))
            return true;
    return false;
}

static const char *fn_wholes(function_state *s, const char *const *args, int count)
{
    const first *f = first_of(s, (const char *const[]){"open", args[0]});
    xmlNodePtr text = f ? xml_node(s->run->doc, f->at) : NULL;
    abbreviations found = {0};
    strbuf out = STRBUF_INIT;
    (void)count;

    if (text)
        found = find_in(s->scratch, functions_terms(s), functions_text_of(s->scratch, text, true));
    for (size_t i = 0; i < found.count; i++) {
        const char *key = text_in_capitals(s->scratch, found.items[i].text);
        if (is_part(key, args[0]))
            strbuf_printf(&out, "%s%s", out.len ? " " : "", key);
    }
    return functions_taken(s, &out);
}

static const char *fn_written(function_state *s, const char *const *args, int count)
{
    const first *f = first_of(s, args);
    (void)count;
    return f ? f->written : NULL;
}

const string_function abbreviation_functions[] = {
    {"abbreviations", 1, 2, fn_abbreviations, true},
    {"abbreviation-key", 1, 1, fn_key, false},
    {"abbreviation-list", 1, 1, fn_list, false},
    {"abbreviation-at", 2, 2, fn_at, false},
    {"abbreviation-written", 2, 2, fn_written, false},
    {"abbreviation-wholes", 1, 1, fn_wholes, false},
    {NULL, 0, 0, NULL, false},
};
