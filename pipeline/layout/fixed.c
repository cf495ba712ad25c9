/* fixed.c - areas with absolute-position="fixed": placed against the page, painted where they stand
 * in the document (XSL-FO 1.1, 7.6.1, 7.30.18).
 *
 * Such an area hangs where its object stands, so that what comes before it lies under it and what
 * comes after it above. Its position is that on the page until all areas around it have theirs;
 * then it becomes relative like the others. In a turned or clipped area that cannot be said: there
 * it hangs in the page itself. */
#include "layout/page.h"

typedef struct fixed_area fixed_area;
struct fixed_area {
    fixed_area *next;
    area *a;
};

void page_fix(struct page *p, area *a)
{
    fixed_area *f = ARENA_NEW(p->mem, fixed_area);
    f->a = a;
    f->next = p->fixed;
    p->fixed = f;
}

static void unhang(area *a)
{
    area *in = a->parent, *before = NULL;
    for (area *c = in->child; c != a; c = c->next)
        before = c;
    if (before)
        before->next = a->next;
    else
        in->child = a->next;
    if (in->last == a)
        in->last = before;
    a->next = NULL;
}

static void settle(struct page *p, area *a)
{
    mpt x = 0, y = 0;
    bool plain = true;

    for (const area *up = a->parent; up; up = up->parent) {
        plain &= !up->rotation && !up->clip;
        x = mpt_add(x, up->x);
        y = mpt_add(y, up->y);
    }
    if (plain) {
        a->x -= x;
        a->y -= y;
    } else {
        unhang(a);
        area_append(p->root, a);
    }
}

/* Outer ones first: they were hung last. */
void page_settle_fixed(struct page *p)
{
    for (const fixed_area *f = p->fixed; f; f = f->next)
        settle(p, f->a);
    p->fixed = NULL;
}
