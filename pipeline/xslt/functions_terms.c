/* functions_terms.c - functions that tell whether two texts speak of one thing: in other words,
 * with another bound, under another abbreviation.
 *
 * Where an abbreviation or a bound first stands, and in how many texts, is read from the whole
 * document when it is first asked: an xsl:key would give all places each time. */
#include "xslt/functions_int.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/hash.h>

#include "base/strbuf.h"
#include "text/abbreviation.h"
#include "text/abbreviation_form.h"
#include "text/claim.h"
#include "text/subject.h"
#include "xml/nodes.h"

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

static const char *fn_claims_all(function_state *s, const char *const *args, int count)
{
    const word_lists *terms = functions_terms(s);
    (void)count;
    return terms && claims_all(terms, args[0]) ? "true" : NULL;
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
    return functions_taken(s, &out);
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

/* ---- the document's index ---- */

typedef struct {
    const char *name; /* «a:» and an abbreviation, «b:» and the key of a bound */
    const xmlNode *first, *last;
    size_t texts;
} indexed;

/* Abbreviations with one key (abbreviation_keys) in common; so many at most, as an author means few
 * by one. */
enum { MOST_ALIKE = 32 };
typedef struct alike alike;
struct alike {
    const indexed *entry;
    alike *next;
    size_t count; /* with those behind it */
};

struct term_index {
    xmlHashTablePtr by_name, by_key;
};

/* The next of words with blanks between; NULL at the end. */
static const char *next_key(arena *a, const char **keys)
{
    size_t n;

    *keys += strspn(*keys, " ");
    n = strcspn(*keys, " ");
    *keys += n;
    return n ? arena_strndup(a, *keys - n, n) : NULL;
}

static indexed *index_find(const struct term_index *x, const char *name)
{
    return xmlHashLookup(x->by_name, (const xmlChar *)name);
}

static void index_keys(function_state *s, struct term_index *x, const indexed *e)
{
    const char *keys = abbreviation_keys(s->mem, functions_terms(s), e->name + 2), *key;

    while ((key = next_key(s->mem, &keys))) {
        alike *others = xmlHashLookup(x->by_key, (const xmlChar *)key), *k;
        if (others && others->count == MOST_ALIKE)
            continue;
        k = ARENA_NEW(s->mem, alike);
        *k = (alike){e, others, others ? others->count + 1 : 1};
        if (others)
            xmlHashUpdateEntry(x->by_key, (const xmlChar *)key, k, NULL);
        else
            xmlHashAddEntry(x->by_key, (const xmlChar *)key, k); /* which lets the table grow */
    }
}

static void index_add(function_state *s, struct term_index *x, const char *name, const xmlNode *at)
{
    indexed *e = index_find(x, name);

    if (!e) {
        e = ARENA_NEW(s->mem, indexed);
        *e = (indexed){arena_strdup(s->mem, name), at, NULL, 0};
        xmlHashAddEntry(x->by_name, (const xmlChar *)e->name, e);
        if (*name == 'a')
            index_keys(s, x, e);
    }
    e->texts += e->last != at;
    e->last = at;
}

static void index_text(function_state *s, struct term_index *x, const xmlNode *n)
{
    const word_lists *terms = functions_terms(s);
    xmlChar *text = xmlNodeGetContent(n);
    arena *a = arena_new();
    abbreviations found =
        abbreviation_find(a, terms, (const char *)text, strlen((const char *)text));
    bounds limits = bounds_find(a, terms, (const char *)text, strlen((const char *)text));

    for (size_t i = 0; i < found.count; i++)
        if (found.items[i].words == 1)
            index_add(s, x, arena_printf(a, "a:%s", found.items[i].text), n);
    for (size_t i = 0; i < limits.count; i++)
        index_add(s, x, arena_printf(a, "b:%s", limits.items[i].key), n);
    arena_free(a);
    xmlFree(text);
}

/* A text is the outermost element with words of its own. Organisations are not printed. */
static bool holds_text(const xmlNode *n)
{
    for (const xmlNode *k = n->children; k; k = k->next)
        if (k->type == XML_TEXT_NODE && !xmlIsBlankNode(k))
            return true;
    return false;
}

static void index_below(function_state *s, struct term_index *x, const xmlNode *n)
{
    for (; n; n = n->next) {
        if (n->type != XML_ELEMENT_NODE || xmlStrEqual(n->name, (const xmlChar *)"organisation"))
            continue;
        if (holds_text(n))
            index_text(s, x, n);
        else
            index_below(s, x, n->children);
    }
}

void functions_index_free(struct term_index *x)
{
    if (!x)
        return;
    xmlHashFree(x->by_name, NULL);
    xmlHashFree(x->by_key, NULL);
}

static const struct term_index *index_of(function_state *s)
{
    if (!s->index && functions_terms(s)) {
        s->index = ARENA_NEW(s->mem, struct term_index);
        s->index->by_name = xmlHashCreate(256);
        s->index->by_key = xmlHashCreate(256);
        index_below(s, s->index, s->run->tree->children);
    }
    return s->index;
}

static const indexed *index_entry(function_state *s, const char *name)
{
    const struct term_index *x = index_of(s);
    return x ? index_find(x, name) : NULL;
}

/* f:at() of the first text in which it stands. */
static const char *fn_first_at(function_state *s, const char *const *args, int count)
{
    const indexed *e = index_entry(s, args[0]);
    (void)count;
    return e ? arena_printf(s->scratch, "%u", xml_index(e->first)) : "";
}

static const char *fn_first_text(function_state *s, const char *const *args, int count)
{
    const indexed *e = index_entry(s, args[0]);
    (void)count;
    return node_text(s->scratch, e ? e->first : NULL);
}

/* The first abbreviation of which `abbr` may be another form: «same», letters swapped or listed,
 * one that stands before it; «changed», one letter: one in at least `usual` texts, if `abbr` stands
 * in at most `rare`. */
static bool is_other(function_state *s, const indexed *mine, const indexed *other,
                     const char *const *args)
{
    abbreviation_form form =
        abbreviation_compare(s->scratch, functions_terms(s), mine->name + 2, other->name + 2);

    if (form == FORM_NONE)
        return false;
    if (form != FORM_CHANGED)
        return !strcmp(args[1], "same") && xml_index(other->first) < xml_index(mine->first);
    return !strcmp(args[1], "changed") && mine->texts <= strtoul(args[2], NULL, 10) &&
           other->texts >= strtoul(args[3], NULL, 10);
}

static const char *fn_abbreviation_other(function_state *s, const char *const *args, int count)
{
    const indexed *mine = index_entry(s, arena_printf(s->scratch, "a:%s", args[0]));
    const indexed *found = NULL;
    const char *keys, *key;
    (void)count;

    if (!mine)
        return "";
    keys = abbreviation_keys(s->scratch, functions_terms(s), args[0]);
    while ((key = next_key(s->scratch, &keys)))
        for (const alike *k = xmlHashLookup(s->index->by_key, (const xmlChar *)key); k; k = k->next)
            if (is_other(s, mine, k->entry, args) &&
                (!found || xml_index(k->entry->first) < xml_index(found->first)))
                found = k->entry;
    return found ? found->name + 2 : "";
}

const string_function term_functions[] = {
    {"claims-all", 1, 1, fn_claims_all, true},
    {"gist", 1, 1, fn_gist, false},
    {"gist-shared", 2, 2, fn_gist_shared, false},
    {"bounds", 1, 1, fn_bounds, true},
    {"bound", 2, 3, fn_bound, true},
    {"first-at", 1, 1, fn_first_at, false},
    {"first-text", 1, 1, fn_first_text, false},
    {"abbreviation-other", 2, 4, fn_abbreviation_other, false},
    {NULL, 0, 0, NULL, false},
};
