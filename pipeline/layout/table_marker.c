/* table_marker.c - headers and footers whose text depends on the page: fo:retrieve-table-marker
 * (XSL-FO 1.1, 6.13.7).
 *
 * How high such a header is must be known before rows are broken, what it says only when they are
 * placed. So it is measured with every kind of marker the table has (the first ones and the
 * longest), and keeps the greatest height; when the fragment of the table is built, it is measured
 * once more with the marker that the fragment's rows ask for. A header that asks for the first
 * marker says on the first fragment what the table's first marker says, and is only as high as
 * that. */
#include <string.h>

#include "layout/table_marker.h"

enum { MAX_PROBES = 8, MAX_DEPTH = 50, MAX_NESTED = 2 };

static bool retrieves(const fo_node *n, int depth)
{
    if (fo_type_of(n) == FO_RETRIEVE_TABLE_MARKER)
        return true;
    for (const fo_node *k = fo_child(n); k && depth < MAX_DEPTH; k = fo_next(k))
        if (retrieves(k, depth + 1))
            return true;
    return false;
}

bool table_part_retrieves(const fo_node *part)
{
    return retrieves(part, 0);
}

bool table_part_deep(const fo_node *part)
{
    int depth = 0;

    for (const fo_node *n = fo_parent(part); n && depth < MAX_NESTED; n = fo_parent(n))
        depth += fo_type_of(n) == FO_TABLE_HEADER || fo_type_of(n) == FO_TABLE_FOOTER;
    return depth == MAX_NESTED;
}

/* ---- probing ---- */

typedef struct {
    const fo_node *marker[MAX_PROBES]; /* the first ones; the last place is for the longest */
    size_t count, longest;
} probes;

static size_t text_length(const fo_node *n, int depth)
{
    size_t len = 0, sum = 0;
    if (fo_type_of(n) == FO_TEXT)
        return fo_text(n, &len) ? len : 0;
    for (const fo_node *k = fo_child(n); k && depth < MAX_DEPTH; k = fo_next(k))
        sum += text_length(k, depth + 1);
    return sum;
}

static void add_probe(probes *p, const fo_node *marker)
{
    size_t len = text_length(marker, 0);
    if (p->count < MAX_PROBES - 1) {
        p->marker[p->count++] = marker;
    } else if (len > p->longest) {
        p->marker[MAX_PROBES - 1] = marker;
        p->count = MAX_PROBES;
        p->longest = len;
    }
}

/* Markers are the first children of parts, rows and cells; those deeper in the cells are not
 * probed. */
static void find_probes(probes *p, const fo_node *n, int depth)
{
    for (const fo_node *k = fo_child(n); k; k = fo_next(k)) {
        fo_type t = fo_type_of(k);
        if (t == FO_MARKER)
            add_probe(p, k);
        else if (depth < 4 &&
                 (t == FO_TABLE_BODY || t == FO_TABLE_ROW || t == FO_TABLE_CELL || t == FO_BLOCK))
            find_probes(p, k, depth + 1);
    }
}

static void measure_again(layout *l, rows *rs)
{
    for (uint32_t i = 0; i < rs->cell_count; i++) {
        cell *c = &rs->cell[i];
        if (c->content)
            c->content = content_measure_in(l, c->fo, &c->content->in);
    }
    rows_measure(l, rs);
}

void table_part_probe(layout *l, const table *t, rows *part)
{
    struct retrieval *outer = l->retrieval;
    probes p = {.count = 0};

    find_probes(&p, t->fo, 0);
    for (size_t i = 0; i < p.count; i++) {
        l->retrieval = retrieval_probe(l->mem, p.marker[i], outer);
        for (uint32_t r = 0; r < part->row_count; r++)
            part->row[r].min_height = part->row[r].height; /* never less than before */
        measure_again(l, part);
    }
    l->retrieval = outer;
}

/* ---- the first fragment's header ---- */

static bool asks_for_first(const fo_node *n, int depth)
{
    if (fo_type_of(n) == FO_RETRIEVE_TABLE_MARKER) {
        fo_keyword position = fo_enum(n, PR_RETRIEVE_POSITION_WITHIN_TABLE);
        return position == EN_FIRST_STARTING || position == EN_FIRST_INCLUDING_CARRYOVER;
    }
    for (const fo_node *k = fo_child(n); k && depth < MAX_DEPTH; k = fo_next(k))
        if (!asks_for_first(k, depth + 1))
            return false;
    return true;
}

static rows *rows_copy(arena *mem, const rows *part)
{
    rows *copy = arena_memdup(mem, part, sizeof *part);
    copy->row = arena_memdup(mem, part->row, part->row_count * sizeof *part->row);
    copy->cell = arena_memdup(mem, part->cell, part->cell_count * sizeof *part->cell);
    return copy;
}

rows *table_first_header(layout *l, const table *t, const rows *header)
{
    struct retrieval *outer = l->retrieval;
    rows *first;

    if (!asks_for_first(header->body, 0))
        return NULL;
    first = rows_copy(l->mem, header);
    l->retrieval = retrieval_first(l->mem, t, outer);
    measure_again(l, first);
    first = retrieval_nested(l->retrieval) ? NULL : first;
    l->retrieval = outer;
    return first;
}

/* ---- on the page ---- */

rows *table_part_now(page_context *page, table *t, const rows *part, size_t from)
{
    layout *l = page->l;
    arena *mem = l->mem;
    struct retrieval *outer = l->retrieval;
    rows *now = rows_copy(page->mem, part);

    for (uint32_t r = 0; r < part->row_count; r++)
        now->row[r].min_height = part->row[r].height;
    l->mem = page->mem;
    l->retrieval = retrieval_table(page->page->markers, page->mem, t, from, outer);
    measure_again(l, now);
    if (now->height > part->height)
        diag_report(l->dg, fo_pos(part->body), MSG_PART_TOO_HIGH,
                    fo_type_name(fo_type_of(part->body)),
                    diag_points(l->dg, now->height - part->height));
    l->retrieval = outer;
    l->mem = mem;
    return now;
}
