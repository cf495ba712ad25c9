/* svg_scan.c - the smallest parts of SVG's grammars: numbers (SVG 1.1, 4.2), lengths, names. No
 * locale; digits beyond what a double holds are dropped and no result is larger than SVG_LARGEST,
 * so nothing that comes from here is infinite or not a number. */
#include <string.h>

#include "pdf/svg/svg_int.h"

enum { MAX_EXPONENT = 400 };

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void svg_skip_space(const char **s)
{
    while (is_space(**s))
        ++*s;
}

void svg_skip_comma(const char **s)
{
    svg_skip_space(s);
    if (**s == ',')
        ++*s;
    svg_skip_space(s);
}

/* Digits with a point; *drop receives the power of ten that is missing. */
static bool scan_mantissa(const char **s, double *v, int *drop)
{
    const char *p = *s;
    bool any = false, point = false;
    int digits = 0;

    *v = 0;
    *drop = 0;
    for (; is_digit(*p) || (*p == '.' && !point); p++) {
        if (*p == '.') {
            point = true;
            continue;
        }
        any = true;
        if (digits < 17) {
            *v = *v * 10 + (*p - '0');
            *drop -= point;
            digits += digits || *p != '0';
        } else if (*drop < MAX_EXPONENT) {
            *drop += !point;
        }
    }
    if (any)
        *s = p;
    return any;
}

/* "e5", but not the "em" of a unit. */
static int scan_exponent(const char **s)
{
    const char *p = *s;
    int e = 0, sign = 1;

    if (*p != 'e' && *p != 'E')
        return 0;
    p++;
    if (*p == '+' || *p == '-')
        sign = *p++ == '-' ? -1 : 1;
    if (!is_digit(*p))
        return 0;
    for (; is_digit(*p); p++)
        e = e < MAX_EXPONENT ? e * 10 + (*p - '0') : e;
    *s = p;
    return sign * e;
}

static double scaled(double v, int exponent)
{
    if (exponent > MAX_EXPONENT)
        exponent = MAX_EXPONENT;
    if (exponent < -MAX_EXPONENT)
        return 0;
    for (; exponent > 0 && v < SVG_LARGEST; exponent--)
        v *= 10;
    for (; exponent <= -22; exponent += 22)
        v /= 1e22;
    if (exponent < 0) {
        double divisor = 1;
        for (; exponent < 0; exponent++)
            divisor *= 10;
        v /= divisor;
    }
    return v < SVG_LARGEST ? v : SVG_LARGEST;
}

bool svg_scan_number(const char **s, double *v)
{
    const char *p = *s;
    bool negative = *p == '-';
    int drop;

    if (*p == '-' || *p == '+')
        p++;
    if (!scan_mantissa(&p, v, &drop))
        return false;
    *v = scaled(*v, drop + scan_exponent(&p));
    if (negative)
        *v = -*v;
    *s = p;
    return true;
}

bool svg_scan_flag(const char **s, bool *v)
{
    if (**s != '0' && **s != '1')
        return false;
    *v = *(*s)++ == '1';
    return true;
}

static const struct {
    const char *name;
    double factor;
    svg_unit unit;
} units[] = {
    {"px", 1, UNIT_USER},  {"pt", 1, UNIT_USER},         {"pc", 12, UNIT_USER},
    {"in", 72, UNIT_USER}, {"mm", 72 / 25.4, UNIT_USER}, {"cm", 72 / 2.54, UNIT_USER},
    {"em", 1, UNIT_EM},    {"ex", 1, UNIT_EX},           {"%", 1, UNIT_PERCENT},
};

bool svg_scan_length(const char **s, svg_length *l)
{
    if (!svg_scan_number(s, &l->value))
        return false;
    l->unit = UNIT_USER;
    for (size_t i = 0; i < COUNT(units); i++) {
        size_t n = strlen(units[i].name);
        if (svg_is_word(*s, strnlen(*s, n), units[i].name)) {
            *s += n;
            l->value *= units[i].factor;
            l->unit = units[i].unit;
            break;
        }
    }
    return true;
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' ||
           c == '_' || (unsigned char)c >= 0x80;
}

bool svg_scan_name(const char **s, const char **name, size_t *n)
{
    *name = *s;
    while (is_name(**s))
        ++*s;
    *n = (size_t)(*s - *name);
    return *n > 0;
}

bool svg_only_length(const char *s, svg_length *l)
{
    svg_skip_space(&s);
    if (!svg_scan_length(&s, l))
        return false;
    svg_skip_space(&s);
    return !*s;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool svg_is_word(const char *s, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (!word[i] || lower(s[i]) != lower(word[i]))
            return false;
    return !word[n];
}
