/* tag_tables.c - rows and cells. Their elements are made at once, since a table needs its empty
 * cells too; a row that the layout made itself is one element over all its pages. */
#include <string.h>

#include "pdf/tag_walk_int.h"

static const area *first_cell(const area *row)
{
    const area *k = row->child;

    while (k && !k->columns)
        k = k->next;
    return k;
}

/* The header, body or footer has no area of its own. */
static void push_part(tag_walk *w, const area *row)
{
    const area *cell = row->fo ? row : first_cell(row);
    const fo_node *part = cell && cell->fo ? fo_parent(cell->fo) : NULL;
    uint16_t type;

    if (!part || top_type(w) != TAG_TABLE)
        return;
    type = walk_type(w, part, TAG_NONSTRUCT);
    if (type != TYPE_NONE)
        walk_push(w, row, part, type);
}

void walk_enter_row(tag_walk *w, const area *a)
{
    uint16_t type;

    push_part(w, a);
    if (top(w)->artifact)
        return;
    type = a->fo                            ? walk_type(w, a->fo, TAG_DIV)
           : tags_fits(TAG_TR, top_type(w)) ? TAG_TR
                                            : TYPE_NONE;
    if (type == TYPE_NONE)
        return;
    walk_push(w, a, a->fo, type);
    if (type == TAG_TR && !a->fo && a->continued) {
        uint32_t last = tags_last_element(w->t, walk_realise(w, w->depth - 2));
        if (last && element(w, last)->type == TAG_TR)
            top(w)->element = last;
    }
}

static uint8_t scope_of(const area *a)
{
    static const char *const names[] = {"None", "Row", "Column", "Both"};
    const char *given = a->fo ? fo_svod(a->fo, "scope") : NULL;
    const area *first = first_cell(a->parent);

    for (uint8_t i = 1; given && i < COUNT(names); i++)
        if (!strcmp(given, names[i]))
            return i;
    if (!a->fo || walk_in_head(a->fo))
        return SCOPE_COLUMN;
    for (const area *k = first; k; k = k->next) /* alone in its row: for what is below */
        if (k != a && k->columns)
            return SCOPE_ROW;
    return SCOPE_COLUMN;
}

void walk_enter_cell(tag_walk *w, const area *a)
{
    uint16_t type = a->fo ? walk_type(w, a->fo, TAG_DIV) : TAG_TD;
    tag_type standard;
    tag_element *e;

    if (type == TYPE_NONE || (!a->fo && !tags_fits(TAG_TD, top_type(w))))
        return;
    walk_push(w, a, a->fo, type);
    standard = type == TYPE_ARTIFACT ? TAG_COUNT : tags_standard(w->t, type);
    if (standard != TAG_TD && standard != TAG_TH)
        return;
    e = element(w, walk_realise_top(w));
    if (e->columns)
        return;
    e->columns = a->columns;
    e->rows = a->rows;
    if (standard == TAG_TH)
        e->scope = scope_of(a);
}
