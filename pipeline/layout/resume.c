/* resume.c - pages of different widths: what is left is measured again.
 *
 * When the next page (or column) has another width, lines, columns and cells that are already
 * measured but not placed are of no use. The walk of content.c is run once more, but it passes over
 * all that is before the break: it only opens the objects around it. A paragraph is broken again
 * from the line at which the page ended; in rows every open cell is taken up by itself. */
#include "layout/resume.h"

static const fo_node *target_of(const item *it)
{
    switch ((item_kind)it->kind) {
    case ITEM_ANCHOR:
        return it->u.fo;
    case ITEM_BOX:
        return it->u.box->fo;
    default:
        return it->frame ? it->frame->fo : NULL;
    }
}

bool resume_start(struct resume *r, content *old, place at)
{
    if (!content_has(old, at.item))
        return false;
    while (old->items[at.item].kind == ITEM_OPEN && old->items[at.item].frame->around)
        at.item++; /* to the block inside of the inline */
    r->item = &old->items[at.item];
    r->target = target_of(r->item);
    r->at = at;
    return r->target != NULL;
}

bool resume_leads(const struct resume *r, const fo_node *n)
{
    for (const fo_node *t = r->target; t; t = fo_parent(t))
        if (t == n)
            return true;
    return false;
}

const fo_node *resume_from(const struct resume *r, const fo_node *parent)
{
    const fo_node *t = r ? r->target : NULL;
    while (t && fo_parent(t) != parent)
        t = fo_parent(t);
    return t ? t : fo_child(parent);
}

const fo_node *resume_block(const struct resume *r, const fo_node *block)
{
    const fo_node *found = NULL;
    for (const fo_node *t = r->target; t; t = fo_parent(t)) {
        if (t == block)
            return found;
        if (para_is_block(fo_type_of(t)))
            found = t;
    }
    return NULL;
}

void resume_reached(measurer *m)
{
    m->resumed.item = m->out->count - 1;
    m->resume = NULL;
}

/* The list of `fo` from `at` on, in the reference area `in`; `*to` is the place in the new list. */
static content *content_resume(layout *l, const fo_node *fo, content *old, place at,
                               const reference_area *in, place *to)
{
    content *c = content_new(l, in->width);
    struct resume r;
    measurer m;

    c->in = *in;
    measurer_start(&m, l, c, fo);
    m.resume = resume_start(&r, old, at) ? &r : NULL;
    measure_children(&m, fo);
    c->with_next = m.next;
    c->after = m.after;
    *to = m.resume ? content_end(c) : m.resumed;
    return c;
}

/* The part of a cell that is left; a place in its new content. */
static place resume_cell(layout *l, cell *c, content *old, place at)
{
    place to = {0};
    if (!c->content || !old)
        return to;
    if (!content_has(old, at.item))
        return content_end(c->content);
    c->content = content_resume(l, c->fo, old, at, &c->content->in, &to);
    return to;
}

rows_place *resume_rows(measurer *m, const rows_place *old_place, const rows *old, rows *now)
{
    rows_place *p = ARENA_NEW(m->l->mem, rows_place);
    *p = *old_place;
    p->open = ARENA_ARRAY(m->l->mem, open_cell, old_place->open_count);
    p->heights = p->finish = NULL;
    for (uint32_t k = 0; k < old_place->open_count; k++) {
        uint32_t i = old_place->open[k].cell;
        p->open[k].cell = i;
        p->open[k].at =
            resume_cell(m->l, &now->cell[i], old->cell[i].content, old_place->open[k].at);
    }
    return p;
}
