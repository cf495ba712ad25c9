/* alike.c - what two districts report in the same words: one event that is counted twice, or a
 * copied row.
 *
 * Usual phrases («работы выполнены в срок») and usual numbers meet by chance. A row is copied if
 * its words are long enough, all its numbers are the same and have digits enough, or its words are
 * very long; an event is one if it has a count and a name in quotes or a day. What is the same
 * within one district is R15. */
#include <string.h>

#include <libxml/hash.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "merge/merge_int.h"
#include "text/date.h"
#include "text/similar.h"

typedef struct {
    const submission *from;
    src_pos pos;
} place;

/* Where another district has told the same before; NULL: nobody has. */
static const place *told_before(reading *r, const char *key, src_pos pos)
{
    merge *m = r->m;
    place *p = xmlHashLookup(m->told, BAD_CAST key);

    if (p)
        return p->from == r->own ? NULL : p;
    p = ARENA_NEW(m->mem, place);
    *p = (place){r->own, pos};
    xmlHashAddEntry(m->told, BAD_CAST key, p);
    return NULL;
}

static size_t count_digits(const char *s)
{
    size_t n = 0;

    for (; *s; s++)
        n += *s >= '0' && *s <= '9';
    return n;
}

/* ---- rows ---- */

/* Words and numbers of the row; *letters of the words, *digits of the numbers. */
static void row_key(const reading *r, arena *a, const merge_measure *measure, strbuf *key,
                    size_t *letters, size_t *digits)
{
    for (size_t i = 0; i < r->m->column_count; i++) {
        const entry *e = reading_entry(r, measure, i);
        const char *words = "";
        if (e && e->has_number) {
            words = number_plain(a, e->value);
            *digits += e->value.units ? count_digits(words) : 0;
        } else if (e && operator_lists(r->m->columns[i].op)) {
            words = text_normalise(a, e->plain, strlen(e->plain));
            *letters += utf8_count(words, strlen(words));
        }
        strbuf_printf(key, "|%s", words);
    }
}

static const place *same_row(reading *r, const merge_measure *measure, src_pos pos)
{
    arena *a = arena_new();
    strbuf key = STRBUF_INIT;
    size_t letters = 0, digits = 0;
    const place *found = NULL;

    strbuf_printf(&key, "row %zu", (size_t)(measure - r->m->measures));
    row_key(r, a, measure, &key, &letters, &digits);
    if (letters >= merge_threshold(r->m, "M15.long") ||
        (letters >= merge_threshold(r->m, "M15.letters") &&
         digits >= merge_threshold(r->m, "M15.digits")))
        found = told_before(r, strbuf_text(&key), pos);
    strbuf_free(&key);
    arena_free(a);
    return found;
}

/* ---- events ---- */

/* A name in quotes or a day: without them two events may well be alike. */
static bool is_distinct(arena *a, const char *words)
{
    return strstr(words, "«") || strchr(words, '"') || date_find(a, words, strlen(words)).count;
}

static void check_event(reading *r, xmlNodePtr n)
{
    arena *a = arena_new();
    const char *words = node_words(a, n), *key = text_normalise(a, words, strlen(words));
    const src_pos pos = reading_place(r, xml_node_pos(r->doc, n));
    const place *before;

    if (utf8_count(key, strlen(key)) >= merge_threshold(r->m, "M22.letters") &&
        is_distinct(a, words) && (before = told_before(r, arena_printf(a, "event %s", key), pos)))
        diag_report(r->m->dg, pos, MSG_MERGE_EVENT, before->from->path,
                    diag_number(r->m->dg, (long)before->pos.line));
    arena_free(a);
}

static bool has_count(const xmlNode *n)
{
    for (xmlNodePtr k = n->children; k; k = k->next)
        if (node_is(k, "count") || (k->type == XML_ELEMENT_NODE && has_count(k)))
            return true;
    return false;
}

static void check_events(reading *r, const xmlNode *n)
{
    for (xmlNodePtr k = n->children; k; k = k->next)
        if (node_is(k, "evidence") && has_count(k))
            check_event(r, k);
        else if (k->type == XML_ELEMENT_NODE)
            check_events(r, k);
}

void reading_check_alike(reading *r, const merge_measure *measure, xmlNodePtr row)
{
    const src_pos pos = reading_place(r, xml_node_pos(r->doc, row));
    const place *before = same_row(r, measure, pos);

    if (before)
        diag_report(r->m->dg, pos, MSG_MERGE_ALIKE, before->from->path,
                    diag_number(r->m->dg, (long)before->pos.line));
    else
        check_events(r, row);
}
