/* list.c - list-block and list-item: label and body side by side (XSL-FO 1.1, 6.8).
 *
 * Label and body lie in the same reference area as the list itself, their places come from
 * start-indent and end-indent alone (label-end(), body-start()). So both lists are measured in the
 * coordinates of that reference area, and the cells only take the bounding boxes. */
#include "layout/resume.h"

static void part_measure(measurer *m, const fo_node *part, cell *c)
{
    mpt start = indent_in(&m->in, part, PR_START_INDENT);
    mpt end = indent_in(&m->in, part, PR_END_INDENT);
    reference_area in = m->in;
    c->fo = part;
    c->x = m->origin_x + start;
    c->width = m->in.width - start - end;
    c->content_x = -start;
    in.height = 0;
    c->content = content_measure_in(m->l, part, &in);
}

static rows *item_rows(measurer *m, const fo_node *n)
{
    rows *rs = ARENA_NEW(m->l->mem, rows);
    rs->frame = m->frame;
    rs->body = n;
    rs->row = ARENA_NEW(m->l->mem, row);
    rs->row_count = 1;
    rs->row[0].together = m->frame->together;
    rs->cell = ARENA_ARRAY(m->l->mem, cell, 2);
    for (const fo_node *k = fo_child(n); k && rs->cell_count < 2; k = fo_next(k))
        if (fo_type_of(k) == FO_LIST_ITEM_LABEL || fo_type_of(k) == FO_LIST_ITEM_BODY)
            part_measure(m, k, &rs->cell[rs->cell_count++]);
    rows_measure(m->l, rs);
    return rs;
}

static void measure_item(measurer *m, const fo_node *n)
{
    fo_keep previous = {0}, next = {0};
    force before = FORCE_NONE, after = FORCE_NONE;
    rows *rs;

    measure_open(m, frame_new(m, n));
    rs = item_rows(m, n);
    for (uint32_t i = 0; i < rs->cell_count; i++) {
        const content *c = rs->cell[i].content;
        previous = keep_max(previous, c->with_previous);
        next = keep_max(next, c->with_next);
        if (c->count && c->items[0].force > before)
            before = c->items[0].force;
        if (c->after > after)
            after = c->after;
    }
    measure_rows(m, rs, previous, before);
    if (m->resume) {
        m->resumed.inside = resume_rows(m, m->resume->at.inside, m->resume->item->u.rows, rs);
        resume_reached(m);
    }
    m->next = next;
    m->after = after;
    measure_close(m);
}

void measure_list(measurer *m, const fo_node *n)
{
    measure_open(m, frame_new(m, n));
    for (const fo_node *k = resume_from(m->resume, n); k && !measure_full(m); k = fo_next(k))
        if (fo_type_of(k) == FO_LIST_ITEM && (!m->resume || resume_leads(m->resume, k)))
            measure_item(m, k);
    measure_close(m);
}
