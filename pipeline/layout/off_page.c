/* off_page.c - is there text that no reader will see, since it stands off the page? Whatever put it
 * there, a table wider than its column or an offset, it is told once a page. */
#include "layout/page.h"

/* Where areas stand on the page: the origin, and which way their x and y grow (one of four). */
typedef struct {
    int64_t x, y;
    int turns; /* quarters, counterclockwise */
} standing;

/* The point (x, y) from the origin of `s`, on the page. */
static inline standing moved(standing s, mpt x, mpt y)
{
    switch (s.turns) {
    case 0:
        return (standing){s.x + x, s.y + y, 0};
    case 1:
        return (standing){s.x + y, s.y - x, 1};
    case 2:
        return (standing){s.x - x, s.y - y, 2};
    default:
        return (standing){s.x - y, s.y + x, 3};
    }
}

/* Where the children of `a`, whose origin is `s`, stand: turned ones from another corner
 * (area.h). */
static standing inside(standing s, const area *a)
{
    const int turns = a->rotation / 90;

    if (!turns)
        return s;
    s = moved(s, turns >= 2 ? a->w : 0, turns <= 2 ? a->h : 0);
    s.turns = (s.turns + turns) % 4;
    return s;
}

static bool is_beyond(int64_t from, int64_t to, mpt most)
{
    return (from <= 0 && to <= 0) || (from >= most && to >= most);
}

static bool is_off(const area *page, const area *a, standing s)
{
    const standing end = moved(s, a->w, a->h);

    return is_beyond(s.x, end.x, page->w) || is_beyond(s.y, end.y, page->h);
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
    for (const area *a = in->child; a; a = a->next) {
        const area *found;
        standing at;
        if (a->hidden || a->clip || (a->kind != AREA_TEXT && !a->child))
            continue;
        at = moved(s, a->x, a->y);
        if (a->kind == AREA_TEXT && is_off(page, a, at) && !is_blank(a->u.text))
            return a;
        if (a->child && (found = find(page, a, inside(at, a))))
            return found;
    }
    return NULL;
}

void page_check(layout *l, const area *page)
{
    const area *lost = find(page, page, (standing){0, 0, 0});

    if (lost)
        diag_report_as(l->dg, l->opt->strict ? SEV_ERROR : SEV_WARNING,
                       lost->fo ? fo_pos(lost->fo) : NO_POS, MSG_OFF_PAGE,
                       diag_text(l->dg, lost->u.text->text, lost->u.text->text_len));
}
