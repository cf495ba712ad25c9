/* dates.c - days outside of the plan's period, in what a submission reports. Acts may be older: an
 * order of the year before is one. */
#include <string.h>

#include "merge/merge_int.h"
#include "text/date.h"

static bool outside(const merge *m, date from, date to)
{
    date first, last;

    return date_from_iso(m->from, &first) && date_from_iso(m->to, &last) &&
           (date_compare(date_first(from), date_first(first)) < 0 ||
            date_compare(date_last(to), date_last(last)) > 0);
}

static const char *shown(arena *a, const char *iso)
{
    date d;

    return date_from_iso(iso, &d) && d.day ? date_numeric(a, d) : iso;
}

static void report(reading *r, src_pos at, const char *text, size_t n)
{
    merge *m = r->m;

    diag_report(m->dg, reading_place(r, at), MSG_MERGE_DATE, diag_text(m->dg, text, n),
                shown(m->mem, m->from), shown(m->mem, m->to));
}

static void check_text(reading *r, xmlNodePtr n)
{
    arena *a = arena_new();
    const char *text = (const char *)n->content;
    const date_spans found = date_find(a, text, strlen(text));

    for (size_t i = 0; i < found.count; i++) {
        const date_span *d = &found.items[i];
        if (!(d->flags & (DATE_INVALID | DATE_REVERSED)) && outside(r->m, d->from, d->to))
            report(r, reading_text_place(r, n, d->at), text + d->at, d->len);
    }
    arena_free(a);
}

/* A marked date says what it means; false: it does not, and its words are to be read. */
static bool check_marked(reading *r, xmlNodePtr n)
{
    arena *a = r->m->mem;
    const char *iso = node_attribute(a, n, "iso"), *words = node_words(a, n);
    date from, to;

    if (!date_from_iso(*iso ? iso : node_attribute(a, n, "from"), &from) ||
        !date_from_iso(*iso ? iso : node_attribute(a, n, "to"), &to))
        return false;
    if (outside(r->m, from, to))
        report(r, xml_node_pos(r->doc, n), words, strlen(words));
    return true;
}

static bool has_digits(const xmlNode *n)
{
    return strpbrk((const char *)n->content, "0123456789") != NULL;
}

void reading_check_dates(reading *r, xmlNodePtr cell)
{
    for (xmlNodePtr n = cell->children; n; n = n->next)
        if (n->type == XML_TEXT_NODE && has_digits(n))
            check_text(r, n);
        else if (n->type == XML_ELEMENT_NODE && !node_is(n, "act") && !node_is(n, "link") &&
                 !(node_is(n, "date") && check_marked(r, n)))
            reading_check_dates(r, n);
}

/* A report that is older than what it reports on. */
void reading_check_own_date(reading *r)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(r->doc)),
               n = node_child(node_child(root, "metadata"), "docDate");
    date own, first;

    if (date_from_iso(r->own->date, &own) && date_from_iso(r->m->from, &first) &&
        date_compare(own, date_first(first)) < 0)
        report(r, xml_node_pos(r->doc, n), r->own->date, strlen(r->own->date));
}
