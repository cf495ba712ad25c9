/* svg_path.c - paths: from the grammar of the attribute d (SVG 1.1, 8.3) to moves, lines, cubic
 * curves and closings, which is all that PDF knows. Quadratic curves are raised to cubic ones; an
 * elliptical arc becomes a cubic for each quarter turn (SVG 1.1, F.6). */
#include <math.h>
#include <string.h>

#include "pdf/svg/svg_int.h"

#define PI 3.14159265358979323846

/* ---- building ---- */

void svg_path_clear(svg_path *p)
{
    p->count = 0;
    p->start = p->pen = (svg_point){0, 0};
}

static svg_segment *add(svg_path *p, char op)
{
    p->items = arena_grow(p->mem, p->items, &p->cap, p->count + 1, sizeof *p->items);
    p->items[p->count].op = op;
    return &p->items[p->count++];
}

void svg_path_move(svg_path *p, double x, double y)
{
    svg_segment *s =
        p->count && p->items[p->count - 1].op == 'm' ? &p->items[p->count - 1] : add(p, 'm');
    s->p[0] = p->start = p->pen = (svg_point){x, y};
}

/* After a closing the next subpath starts where the closed one did. */
static void begin(svg_path *p)
{
    if (!p->count || p->items[p->count - 1].op == 'z')
        svg_path_move(p, p->pen.x, p->pen.y);
}

void svg_path_line(svg_path *p, double x, double y)
{
    begin(p);
    add(p, 'l')->p[0] = p->pen = (svg_point){x, y};
}

void svg_path_curve(svg_path *p, svg_point a, svg_point b, svg_point to)
{
    svg_segment *s;

    begin(p);
    s = add(p, 'c');
    s->p[0] = a;
    s->p[1] = b;
    s->p[2] = p->pen = to;
}

void svg_path_close(svg_path *p)
{
    if (p->count && p->items[p->count - 1].op != 'z')
        add(p, 'z');
    p->pen = p->start;
}

static void quadratic(svg_path *p, svg_point q, svg_point to)
{
    svg_point from = p->pen;

    svg_path_curve(p, (svg_point){from.x + (q.x - from.x) * 2 / 3, from.y + (q.y - from.y) * 2 / 3},
                   (svg_point){to.x + (q.x - to.x) * 2 / 3, to.y + (q.y - to.y) * 2 / 3}, to);
}

bool svg_path_box(const svg_path *p, svg_point *low, svg_point *high)
{
    bool any = false;

    for (size_t i = 0; i < p->count; i++) {
        int points = p->items[i].op == 'c' ? 3 : p->items[i].op == 'z' ? 0 : 1;
        for (int k = 0; k < points; k++) {
            svg_point v = p->items[i].p[k];
            low->x = any ? fmin(low->x, v.x) : v.x;
            low->y = any ? fmin(low->y, v.y) : v.y;
            high->x = any ? fmax(high->x, v.x) : v.x;
            high->y = any ? fmax(high->y, v.y) : v.y;
            any = true;
        }
    }
    return any;
}

/* Is `at` off the line through `from` and `to`? */
static bool is_off(svg_point from, svg_point to, svg_point at)
{
    double x = to.x - from.x, y = to.y - from.y, u = at.x - from.x, v = at.y - from.y;

    return fabs(x * v - y * u) > 1e-9 * (x * x + y * y + u * u + v * v);
}

bool svg_path_encloses(const svg_path *p)
{
    svg_point from = {0, 0}, to = {0, 0};

    for (size_t i = 0; i < p->count; i++) {
        const svg_segment *s = &p->items[i];
        int points = s->op == 'c' ? 3 : s->op == 'l';
        if (s->op == 'm')
            from = to = s->p[0];
        for (int k = 0; k < points; k++) {
            if (is_off(from, to, s->p[k]))
                return true;
            if (to.x == from.x && to.y == from.y)
                to = s->p[k];
        }
    }
    return false;
}

/* ---- arcs ---- */

/* An ellipse: unit circle → scaled → turned → moved. */
typedef struct {
    svg_point center, radius;
    double cos, sin; /* of its turn */
} ellipse;

static svg_point on_ellipse(const ellipse *e, double x, double y)
{
    x *= e->radius.x;
    y *= e->radius.y;
    return (svg_point){e->center.x + e->cos * x - e->sin * y,
                       e->center.y + e->sin * x + e->cos * y};
}

/* From angle `from` over `sweep` (radians, at most a quarter turn), ending in `to`. */
static void quarter(svg_path *p, const ellipse *e, double from, double sweep, svg_point to)
{
    double k = 4.0 / 3 * tan(sweep / 4), c0 = cos(from), s0 = sin(from), c1 = cos(from + sweep),
           s1 = sin(from + sweep);

    svg_path_curve(p, on_ellipse(e, c0 - k * s0, s0 + k * c0),
                   on_ellipse(e, c1 + k * s1, s1 - k * c1), to);
}

/* F.6.5: the centre, in coordinates in which the ellipse is a unit circle and the pen and the end
 * lie at (x, y) and (-x, -y); radii that are too small grow (F.6.6). */
static svg_point unit_center(ellipse *e, double *x, double *y, bool same)
{
    double far = *x * *x + *y * *y, root;

    if (far > 1) {
        root = sqrt(far);
        e->radius = (svg_point){e->radius.x * root, e->radius.y * root};
        *x /= root;
        *y /= root;
        return (svg_point){0, 0};
    }
    root = sqrt(1 / far - 1) * (same ? -1 : 1);
    return (svg_point){root * *y, -root * *x};
}

void svg_path_arc(svg_path *p, svg_point radius, double degrees, bool large, bool sweep,
                  svg_point to)
{
    double turn = fmod(degrees, 360) * PI / 180;
    ellipse e = {{0, 0}, {fabs(radius.x), fabs(radius.y)}, cos(turn), sin(turn)};
    svg_point from = p->pen, half = {(from.x - to.x) / 2, (from.y - to.y) / 2}, center;
    double x, y, start, angle;
    int pieces;

    if (e.radius.x < 1e-9 || e.radius.y < 1e-9 || (half.x == 0 && half.y == 0)) {
        if (half.x != 0 || half.y != 0)
            svg_path_line(p, to.x, to.y);
        return;
    }
    x = (e.cos * half.x + e.sin * half.y) / e.radius.x;
    y = (e.cos * half.y - e.sin * half.x) / e.radius.y;
    if (x * x + y * y < 1e-20) { /* too flat to be told from a line */
        svg_path_line(p, to.x, to.y);
        return;
    }
    center = unit_center(&e, &x, &y, large == sweep);
    e.center = (svg_point){(from.x + to.x) / 2, (from.y + to.y) / 2};
    e.center = on_ellipse(&e, center.x, center.y);
    start = atan2(y - center.y, x - center.x);
    angle = atan2(-y - center.y, -x - center.x) - start;
    if (sweep && angle < 0)
        angle += 2 * PI;
    else if (!sweep && angle > 0)
        angle -= 2 * PI;
    pieces = (int)ceil(fabs(angle) / (PI / 2) - 1e-6);
    pieces = pieces < 1 ? 1 : pieces;
    for (int i = 1; i <= pieces; i++) {
        double end = start + angle * i / pieces;
        quarter(p, &e, end - angle / pieces, angle / pieces,
                i == pieces ? to : on_ellipse(&e, cos(end), sin(end)));
    }
}

/* ---- the grammar ---- */

typedef struct {
    svg_path *path;
    bool relative;
    char last;         /* command before this one, in lower case */
    svg_point control; /* of the curve before this one, for s and t */
} reader;

/* Numbers of one command, its flags included. */
enum { MAX_NUMBERS = 7 };

static svg_point point(const reader *r, const double *v)
{
    svg_point now = r->path->pen;

    return r->relative ? (svg_point){now.x + v[0], now.y + v[1]} : (svg_point){v[0], v[1]};
}

/* The mirror image of the control point of the curve before, if it is of the same kind. */
static svg_point mirrored(const reader *r, char one, char other)
{
    svg_point now = r->path->pen;

    if (r->last != one && r->last != other)
        return now;
    return (svg_point){2 * now.x - r->control.x, 2 * now.y - r->control.y};
}

static void do_move(reader *r, const double *v)
{
    svg_point to = point(r, v);
    svg_path_move(r->path, to.x, to.y);
}

static void do_line(reader *r, const double *v)
{
    svg_point to = point(r, v);
    svg_path_line(r->path, to.x, to.y);
}

static void do_across(reader *r, const double *v)
{
    svg_path_line(r->path, v[0] + (r->relative ? r->path->pen.x : 0), r->path->pen.y);
}

static void do_down(reader *r, const double *v)
{
    svg_path_line(r->path, r->path->pen.x, v[0] + (r->relative ? r->path->pen.y : 0));
}

static void do_curve(reader *r, const double *v)
{
    svg_point a = point(r, v), b = point(r, v + 2);

    svg_path_curve(r->path, a, b, point(r, v + 4));
    r->control = b;
}

static void do_smooth_curve(reader *r, const double *v)
{
    svg_point a = mirrored(r, 'c', 's'), b = point(r, v);

    svg_path_curve(r->path, a, b, point(r, v + 2));
    r->control = b;
}

static void do_quadratic(reader *r, const double *v)
{
    svg_point q = point(r, v);

    quadratic(r->path, q, point(r, v + 2));
    r->control = q;
}

static void do_smooth_quadratic(reader *r, const double *v)
{
    svg_point q = mirrored(r, 'q', 't');

    quadratic(r->path, q, point(r, v));
    r->control = q;
}

static void do_arc(reader *r, const double *v)
{
    svg_path_arc(r->path, (svg_point){v[0], v[1]}, v[2], v[3] != 0, v[4] != 0, point(r, v + 5));
}

static void do_close(reader *r, const double *v)
{
    (void)v;
    svg_path_close(r->path);
}

static const struct command {
    char letter;
    const char *numbers; /* n: a number, f: a flag */
    void (*act)(reader *r, const double *v);
    char next; /* what further numbers mean */
} commands[] = {
    {'m', "nn", do_move, 'l'},        {'l', "nn", do_line, 'l'},
    {'h', "n", do_across, 'h'},       {'v', "n", do_down, 'v'},
    {'c', "nnnnnn", do_curve, 'c'},   {'s', "nnnn", do_smooth_curve, 's'},
    {'q', "nnnn", do_quadratic, 'q'}, {'t', "nn", do_smooth_quadratic, 't'},
    {'a', "nnnffnn", do_arc, 'a'},    {'z', "", do_close, 0},
};

static const struct command *find_command(char letter)
{
    for (size_t i = 0; i < COUNT(commands); i++)
        if (commands[i].letter == (letter | 32))
            return &commands[i];
    return NULL;
}

static bool scan_numbers(const char **s, const char *kinds, double v[MAX_NUMBERS])
{
    for (size_t i = 0; kinds[i]; i++) {
        bool flag = false;
        if (i)
            svg_skip_comma(s);
        if (kinds[i] == 'f' ? !svg_scan_flag(s, &flag) : !svg_scan_number(s, &v[i]))
            return false;
        if (kinds[i] == 'f')
            v[i] = flag;
    }
    return true;
}

/* One command letter and all groups of numbers behind it. */
static bool run_command(reader *r, const struct command *c, const char **s)
{
    double v[MAX_NUMBERS];

    svg_skip_space(s);
    do {
        if (!scan_numbers(s, c->numbers, v))
            return false;
        c->act(r, v);
        r->last = c->letter;
        if (!c->next)
            return true;
        c = find_command(c->next);
        svg_skip_comma(s);
    } while (strchr("+-.0123456789", **s) && **s);
    return true;
}

bool svg_parse_path(const char *s, svg_path *p)
{
    reader r = {.path = p};

    svg_path_clear(p);
    for (svg_skip_space(&s); *s; svg_skip_space(&s)) {
        const struct command *c = find_command(*s);
        if (!c || (!r.last && c->letter != 'm'))
            return false;
        r.relative = *s++ >= 'a';
        if (!run_command(&r, c, &s))
            return false;
    }
    return true;
}
