/* off_page.c - is there text that no reader will see, since it stands off the page? Whatever put it there, a table wider than
 * its column or an offset, it is told once a page. */
#include "layout/page.h"

/* Where areas stand on the page: the origin, and which way their x and y grow (one of four). */
typedef struct {
    mpt x, y;
    int turns; /* quarters, counterclockwise */
} standing;

/* The point (x, y) from the origin of `s`, on the page. */
static standing moved(standing s, mpt x, mpt y)
{
    const mpt right[4] = {x, y, -x, -y}, down[4] = {y, -x, -y, x};

    return (standing){mpt_add(s.x, right[s.turns]), mpt_add(s.y, down[s.turns]), s.turns};
}

/* Where the children of `a`, whose origin is `s`, stand: turned ones from another corner (area.h). */
static standing inside(standing s, const area *a)
{
    const int turns = a->rotation / 90;

    s = moved(s, turns >= 2 ? a->w : 0, turns == 1 || turns == 2 ? a->h : 0);
    s.turns = (s.turns + turns) % 4;
    return s;
}

static bool is_off(const area *page, const area *a, standing s)
{
    const standing end = moved(s, a->w, a->h);
    const mpt left = mpt_min(s.x, end.x), right = mpt_max(s.x, end.x);
    const mpt top = mpt_min(s.y, end.y), bottom = mpt_max(s.y, end.y);

    return right <= 0 || bottom <= 0 || left >= page->w || top >= page->h;
}

static bool is_blank(const area_text *t)
{
    uint32_t n = 0;

    while (n < t->text_len && t->text[n] == ' ')
        n++;
    return n == t->text_len;
}

/* The first text of `in` that is off the page; what is clipped or hidden is meant to be. */
static const area *find(const area *page, const area *in, standing s)
{
    const area *found = NULL;

    for (const area *a = in->child; a && !found; a = a->next) {
        const standing at = moved(s, a->x, a->y);
        if (a->hidden || a->clip)
            continue;
        if (a->kind == AREA_TEXT)
            found = !is_blank(a->u.text) && is_off(page, a, at) ? a : NULL;
        else
            found = find(page, a, inside(at, a));
    }
    return found;
}

void page_check(layout *l, const area *page)
{
    const area *lost = find(page, page, (standing){0, 0, 0});

    if (lost)
        diag_report_as(l->dg, l->opt->strict ? SEV_ERROR : SEV_WARNING,
                       lost->fo ? fo_pos(lost->fo) : NO_POS, MSG_OFF_PAGE,
                       diag_text(l->dg, lost->u.text->text, lost->u.text->text_len));
}
