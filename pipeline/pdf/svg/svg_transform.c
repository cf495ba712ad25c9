/* svg_transform.c - matrices, and the grammar of the attribute transform (SVG 1.1, 7.6): a list of
 * functions, one row of a table each. */
#include <math.h>
#include <string.h>

#include "pdf/svg/svg_int.h"

#define DEGREE (3.14159265358979323846 / 180)

const svg_matrix svg_identity = {1, 0, 0, 1, 0, 0};

svg_matrix svg_multiply(const svg_matrix *o, const svg_matrix *i)
{
    return (svg_matrix){
        o->a * i->a + o->c * i->b,        o->b * i->a + o->d * i->b,
        o->a * i->c + o->c * i->d,        o->b * i->c + o->d * i->d,
        o->a * i->e + o->c * i->f + o->e, o->b * i->e + o->d * i->f + o->f,
    };
}

svg_point svg_apply(const svg_matrix *m, double x, double y)
{
    return (svg_point){m->a * x + m->c * y + m->e, m->b * x + m->d * y + m->f};
}

double svg_scale_of(const svg_matrix *m)
{
    return sqrt(fabs(m->a * m->d - m->b * m->c));
}

bool svg_is_similar(const svg_matrix *m)
{
    double across = m->a * m->a + m->b * m->b, down = m->c * m->c + m->d * m->d;

    return fabs(across - down) <= 1e-6 * (across + down) &&
           fabs(m->a * m->c + m->b * m->d) <= 1e-6 * (across + down);
}

bool svg_is_usable(const svg_matrix *m)
{
    const double parts[] = {m->a, m->b, m->c, m->d, m->e, m->f};

    for (size_t i = 0; i < COUNT(parts); i++)
        if (!(fabs(parts[i]) < 1e15))
            return false;
    return svg_scale_of(m) > 1e-9;
}

/* ---- functions ---- */

static double cosine(double degrees)
{
    double r = fmod(degrees, 360);
    return r == 90 || r == -90 || r == 270 || r == -270 ? 0 : cos(r * DEGREE);
}

static double sine(double degrees)
{
    double r = fmod(degrees, 360);
    return r == 180 || r == -180 ? 0 : sin(r * DEGREE);
}

static svg_matrix of_matrix(const double *v, size_t n)
{
    (void)n;
    return (svg_matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
}

static svg_matrix of_translate(const double *v, size_t n)
{
    return (svg_matrix){1, 0, 0, 1, v[0], n > 1 ? v[1] : 0};
}

static svg_matrix of_scale(const double *v, size_t n)
{
    return (svg_matrix){v[0], 0, 0, n > 1 ? v[1] : v[0], 0, 0};
}

/* About the origin, or about a point. */
static svg_matrix of_rotate(const double *v, size_t n)
{
    double c = cosine(v[0]), s = sine(v[0]), x = n > 1 ? v[1] : 0, y = n > 1 ? v[2] : 0;

    return (svg_matrix){c, s, -s, c, x - c * x + s * y, y - s * x - c * y};
}

static svg_matrix of_skew_x(const double *v, size_t n)
{
    (void)n;
    return (svg_matrix){1, 0, tan(fmod(v[0], 360) * DEGREE), 1, 0, 0};
}

static svg_matrix of_skew_y(const double *v, size_t n)
{
    (void)n;
    return (svg_matrix){1, tan(fmod(v[0], 360) * DEGREE), 0, 1, 0, 0};
}

enum { MAX_ARGUMENTS = 6 };

static const struct function {
    const char *name;
    unsigned counts; /* bit n: may have n arguments */
    svg_matrix (*make)(const double *v, size_t n);
} functions[] = {
    {"matrix", 1 << 6, of_matrix},        {"translate", 1 << 1 | 1 << 2, of_translate},
    {"scale", 1 << 1 | 1 << 2, of_scale}, {"rotate", 1 << 1 | 1 << 3, of_rotate},
    {"skewX", 1 << 1, of_skew_x},         {"skewY", 1 << 1, of_skew_y},
};

static const struct function *find_function(const char *name, size_t n)
{
    for (size_t i = 0; i < COUNT(functions); i++)
        if (strlen(functions[i].name) == n && !memcmp(functions[i].name, name, n))
            return &functions[i];
    return NULL;
}

/* "( 1, 2 )" */
static bool scan_arguments(const char **s, double v[MAX_ARGUMENTS], size_t *n)
{
    svg_skip_space(s);
    if (*(*s)++ != '(')
        return false;
    svg_skip_space(s);
    for (*n = 0; *n < MAX_ARGUMENTS && svg_scan_number(s, &v[*n]); ++*n)
        svg_skip_comma(s);
    svg_skip_space(s);
    return **s == ')' && ++*s;
}

bool svg_parse_transform(const char *s, svg_matrix *m)
{
    const char *name;
    double v[MAX_ARGUMENTS];
    size_t n;

    *m = svg_identity;
    for (svg_skip_space(&s); *s; svg_skip_comma(&s)) {
        const struct function *f;
        svg_matrix next;
        if (!svg_scan_name(&s, &name, &n) || !(f = find_function(name, n)) ||
            !scan_arguments(&s, v, &n) || !(f->counts >> n & 1))
            return false;
        next = f->make(v, n);
        *m = svg_multiply(m, &next);
    }
    return true;
}
