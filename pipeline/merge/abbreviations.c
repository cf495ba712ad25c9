/* abbreviations.c - one thing is abbreviated in one way, and explained in one way, over the plan
 * and all submissions; what the report's list of abbreviations explains.
 *
 * Each way of writing is noted with its first place and the number of submissions that have it;
 * when all are there, those with a key in common (abbreviation_keys, or the same letters) are
 * compared. Within one submission this is R33. */
#include <stdlib.h>
#include <string.h>

#include <libxml/hash.h>

#include "merge/merge_int.h"
#include "text/abbreviation.h"
#include "text/abbreviation_form.h"
#include "text/casing.h"
#include "text/similar.h"

/* ---- noting ---- */

/* Joined ones («ФИС_ФРДО») are only looked for in explanations. */
static void note_use(reading *r, const char *written, bool joined, src_pos pos)
{
    merge *m = r->m;
    abbreviation_use *use = xmlHashLookup(m->used, BAD_CAST written);

    if (!use) {
        use = ARENA_NEW(m->mem, abbreviation_use);
        *use = (abbreviation_use){
            .next = m->abbreviations, .written = arena_strdup(m->mem, written), .pos = pos};
        if (!joined)
            m->abbreviations = use;
        xmlHashAddEntry(m->used, BAD_CAST use->written, use);
    }
    use->submissions += use->last != r->own;
    use->last = r->own;
}

/* Two capital letters of Russian are side by side somewhere (U+0410 … U+042F). */
static bool may_have_any(const char *s)
{
    for (bool before = false; *s; s++) {
        const unsigned char c = (unsigned char)s[0], d = (unsigned char)s[1];
        const bool capital = c == 0xD0 && d >= 0x90 && d <= 0xAF;
        if (capital && before)
            return true;
        before = capital;
        s += c >= 0xC0 && d;
    }
    return false;
}

static void note_text(reading *r, xmlNodePtr n)
{
    const char *text = (const char *)n->content, *from = text;
    arena *a = arena_new();
    const abbreviations found = abbreviation_find(a, r->m->rules.terms, text, strlen(text));

    for (size_t i = 0; i < found.count; i++) {
        const bool joined = found.items[i].words > 1;
        const char *at = joined ? NULL : strstr(from, found.items[i].text);
        from = at ? at : from; /* they come in the order of the text */
        note_use(r, found.items[i].text, joined, reading_text_place(r, n, (size_t)(from - text)));
    }
    arena_free(a);
}

void reading_note_abbreviations(reading *r, xmlNodePtr cell)
{
    for (xmlNodePtr n = cell->children; n; n = n->next)
        if (n->type == XML_TEXT_NODE && may_have_any((const char *)n->content))
            note_text(r, n);
        else if (n->type == XML_ELEMENT_NODE)
            reading_note_abbreviations(r, n);
}

/* ---- explanations ---- */

static bool same_words(arena *a, const char *x, const char *y)
{
    return !strcmp(text_normalise(a, x, strlen(x)), text_normalise(a, y, strlen(y)));
}

static void note_explanation(reading *r, const char *written, const char *expansion, xmlNodePtr n)
{
    merge *m = r->m;
    const src_pos pos = reading_place(r, xml_node_pos(r->doc, n));
    abbreviation_use *use = xmlHashLookup(m->explained, BAD_CAST written);

    if (!*written || !*expansion)
        return;
    if (!use) {
        use = ARENA_NEW(m->mem, abbreviation_use);
        *use = (abbreviation_use){.next = m->explanations,
                                  .written = written,
                                  .expansion = expansion,
                                  .last = r->own,
                                  .pos = pos};
        m->explanations = use;
        xmlHashAddEntry(m->explained, BAD_CAST written, use);
    } else if (use->last != r->own && !same_words(m->mem, use->expansion, expansion)) {
        diag_report(m->dg, pos, MSG_MERGE_EXPLAINED, written, expansion, use->expansion,
                    use->pos.file, diag_number(m->dg, (long)use->pos.line));
    }
}

void reading_note_explanations(reading *r)
{
    arena *a = r->m->mem;
    const xmlNodeSet *entries = xml_elements(r->doc, "entry"),
                     *marked = xml_elements(r->doc, "abbr");

    for (int i = 0; entries && i < entries->nodeNr; i++) {
        xmlNodePtr n = entries->nodeTab[i];
        note_explanation(r, node_words(a, node_child(n, "abbr")),
                         node_words(a, node_child(n, "expansion")), n);
    }
    for (int i = 0; marked && i < marked->nodeNr; i++) {
        xmlNodePtr n = marked->nodeTab[i];
        note_explanation(r, node_words(a, n), node_attribute(a, n, "expansion"), n);
    }
}

void merge_note_plan(merge *m)
{
    static const char *const texts[] = {"name", "deadline", "responsible"};
    submission *own = ARENA_NEW(m->mem, submission);
    reading r = {.m = m, .doc = m->plan, .own = own};

    own->path = xml_path(m->plan);
    for (size_t i = 0; i < m->measure_count; i++)
        for (size_t k = 0; k < COUNT(texts); k++)
            if (node_child(m->measures[i].node, texts[k]))
                reading_note_abbreviations(&r, node_child(m->measures[i].node, texts[k]));
    reading_note_explanations(&r);
}

/* ---- the report's list ---- */

static bool is_used(const merge *m, arena *a, const char *written)
{
    char *joined = arena_strdup(a, written);

    for (char *s = joined; *s; s++)
        if (*s == ' ')
            *s = '_';
    return xmlHashLookup(m->used, BAD_CAST joined) != NULL;
}

static int by_letters(const void *x, const void *y)
{
    return strcmp((*(const abbreviation_use *const *)x)->written,
                  (*(const abbreviation_use *const *)y)->written);
}

const abbreviation_use **merge_explanations(const merge *m, arena *a, size_t *count)
{
    const abbreviation_use **all =
        ARENA_ARRAY(a, const abbreviation_use *, (size_t)xmlHashSize(m->explained) + 1);

    *count = 0;
    for (const abbreviation_use *use = m->explanations; use; use = use->next)
        if (is_used(m, a, use->written))
            all[(*count)++] = use;
    if (*count)
        qsort(all, *count, sizeof(*all), by_letters);
    return all;
}

/* ---- comparing ---- */

typedef struct sharing sharing;
struct sharing {
    const abbreviation_use *use;
    const sharing *next;
};

static bool is_slip(const merge *m, const abbreviation_use *x, const abbreviation_use *y)
{
    return x->submissions <= merge_threshold(m, "M18.rare") &&
           y->submissions >= merge_threshold(m, "M18.usual");
}

/* Is `x` another way to write `y`, and the one to be told of? */
static bool is_variant(const merge *m, arena *a, const abbreviation_use *x,
                       const abbreviation_use *y, const char *upper, const char *other)
{
    if (x->submissions > y->submissions || x->pos.file == y->pos.file)
        return false;
    if (!strcmp(upper, other))
        return true;
    switch (abbreviation_compare(a, m->rules.terms, x->written, y->written)) {
    case FORM_SWAPPED:
    case FORM_LISTED:
        return true;
    case FORM_CHANGED:
        return is_slip(m, x, y);
    default:
        return false;
    }
}

static void tell(merge *m, const abbreviation_use *x, const abbreviation_use *y)
{
    diag_report(m->dg, x->pos, MSG_MERGE_ABBREVIATION, x->written, y->written, y->pos.file,
                diag_number(m->dg, (long)y->pos.line));
}

enum { MOST_ALIKE = 32 /* with one key: more are noise, or meant to take time */ };

/* Each pair once: the rarer way is told, of equally rare ones the later. */
static void compare(merge *m, arena *a, const abbreviation_use *x, const sharing *others)
{
    const char *upper = text_in_capitals(a, x->written);

    for (int i = 0; others && i < MOST_ALIKE; i++, others = others->next) {
        const abbreviation_use *y = others->use;
        const char *other = text_in_capitals(a, y->written);
        if (y->submissions < x->submissions && is_variant(m, a, y, x, other, upper))
            tell(m, y, x);
        else if (is_variant(m, a, x, y, upper, other))
            tell(m, x, y);
    }
}

/* Those that are in capitals what `use` is, or share a key of forms. */
static const char *keys_of(const merge *m, arena *a, const abbreviation_use *use)
{
    return arena_printf(a, "^%s %s", text_in_capitals(a, use->written),
                        abbreviation_keys(a, m->rules.terms, use->written));
}

/* A list is changed in its head: libxml2's table grows when entries are added, never when they are
 * updated. */
static void compare_and_share(merge *m, arena *a, xmlHashTablePtr by_key,
                              const abbreviation_use *use)
{
    const char *keys = keys_of(m, a, use);

    for (size_t n; n = strcspn(keys, " "), *keys; keys += n + (keys[n] == ' ')) {
        const char *key = arena_strndup(a, keys, n);
        sharing *head = xmlHashLookup(by_key, BAD_CAST key), *own = ARENA_NEW(a, sharing);
        if (!head) {
            head = ARENA_NEW(a, sharing);
            xmlHashAddEntry(by_key, BAD_CAST key, head);
        }
        compare(m, a, use, head->next);
        *own = (sharing){use, head->next};
        head->next = own;
    }
}

void merge_check_abbreviations(merge *m)
{
    arena *a = arena_new();
    xmlHashTablePtr by_key = xmlHashCreate(0);

    for (const abbreviation_use *use = m->abbreviations; use; use = use->next)
        compare_and_share(m, a, by_key, use);
    xmlHashFree(by_key, NULL);
    arena_free(a);
}
