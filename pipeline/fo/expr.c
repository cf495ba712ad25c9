/* expr.c - the expression language (5.9): text in, a number, length, name, colour or string out.
 *
 * Recursive descent over the text, without a separate token list: expressions are short. A length
 * is affine, millipoints plus percent, so that "100% - 5mm" keeps its percentage until layout knows
 * the base. Percentages of the font size are resolved here (refinement.em). */
#include <string.h>

#include "base/spaces.h"
#include "fo/fo_int.h"

enum { MAX_NESTING = 32, MAX_ARGUMENTS = 12 };

typedef struct {
    refinement *r;
    const char *s, *end;
    int nesting;
} parser;

static bool parse_sum(parser *p, operand *out);

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
    return is_letter(c) || is_digit(c) || c == '-' || c == '.';
}

static void skip_space(parser *p)
{
    while (p->s < p->end && is_space(*p->s))
        p->s++;
}

static bool take(parser *p, char c)
{
    skip_space(p);
    if (p->s == p->end || *p->s != c)
        return false;
    p->s++;
    return true;
}

static bool is_finite(double v)
{
    return v > -1e300 && v < 1e300;
}

static bool set_length(operand *out, double fixed, double percent)
{
    memset(out, 0, sizeof *out);
    out->form = OP_LENGTH;
    out->fixed = fixed;
    out->percent = percent;
    return is_finite(fixed) && is_finite(percent);
}

static bool set_number(operand *out, double n)
{
    memset(out, 0, sizeof *out);
    out->form = OP_NUMBER;
    out->number = n;
    return is_finite(n);
}

/* A percentage: of the font size where the property says so, else for layout. */
static bool set_percent(refinement *r, operand *out, double n)
{
    fo_base base = prop_of(r->prop)->base;

    if (base == BASE_FONT || base == BASE_PARENT_FONT) {
        r->varies = true;
        return set_length(out, n * r->em / 100, 0);
    }
    return set_length(out, 0, n);
}

static const struct {
    const char *name;
    double mpt; /* 0: of the font size */
} units[] = {
    {"pt", 1000},  {"mm", 72000 / 25.4}, {"cm", 720000 / 25.4},
    {"in", 72000}, {"pc", 12000},        {"px", 1000}, /* at 72 pixels an inch */
    {"em", 0},
};

static bool set_unit(parser *p, operand *out, double n, const char *unit, size_t len)
{
    for (size_t i = 0; i < COUNT(units); i++) {
        if (strlen(units[i].name) != len || memcmp(units[i].name, unit, len) != 0)
            continue;
        if (units[i].mpt == 0) {
            p->r->varies = true;
            return set_length(out, n * p->r->em, 0);
        }
        return set_length(out, n * units[i].mpt, 0);
    }
    return false;
}

/* Digits, at most a few hundred of them matter; no locale. */
static bool parse_digits(parser *p, double *out)
{
    double n = 0, scale = 1;
    const char *from = p->s;

    for (; p->s < p->end && is_digit(*p->s); p->s++)
        n = n * 10 + (*p->s - '0');
    if (p->s < p->end && *p->s == '.') {
        for (p->s++; p->s < p->end && is_digit(*p->s); p->s++) {
            if (scale < 1e15) {
                n = n * 10 + (*p->s - '0');
                scale *= 10;
            }
        }
    }
    *out = n / scale;
    return p->s - from > (*from == '.' ? 1 : 0) && n < 1e30;
}

static bool parse_number(parser *p, operand *out)
{
    double n;
    const char *unit;

    if (!parse_digits(p, &n))
        return false;
    if (p->s < p->end && *p->s == '%') {
        p->s++;
        return set_percent(p->r, out, n);
    }
    for (unit = p->s; p->s < p->end && is_letter(*p->s); p->s++)
        continue;
    return p->s == unit ? set_number(out, n) : set_unit(p, out, n, unit, (size_t)(p->s - unit));
}

static bool parse_quoted(parser *p, operand *out)
{
    char quote = *p->s++;

    memset(out, 0, sizeof *out);
    out->form = OP_STRING;
    out->text = p->s;
    while (p->s < p->end && *p->s != quote)
        p->s++;
    out->len = (size_t)(p->s - out->text);
    return p->s < p->end && p->s++;
}

static bool parse_call(parser *p, const char *name, size_t n, operand *out)
{
    operand arg[MAX_ARGUMENTS];
    int count = 0;

    if (!take(p, ')')) {
        do {
            if (count == MAX_ARGUMENTS || !parse_sum(p, &arg[count++]))
                return false;
        } while (take(p, ','));
        if (!take(p, ')'))
            return false;
    }
    return function_call(p->r, name, n, arg, count, out);
}

static bool parse_word(parser *p, operand *out)
{
    const char *from = p->s;

    while (p->s < p->end && is_name(*p->s))
        p->s++;
    if (p->s < p->end && *p->s == '(') {
        p->s++;
        return parse_call(p, from, (size_t)(p->s - 1 - from), out);
    }
    memset(out, 0, sizeof *out);
    out->form = OP_NAME;
    out->text = from;
    out->len = (size_t)(p->s - from);
    return true;
}

static bool parse_hash(parser *p, operand *out)
{
    const char *from = p->s++;

    while (p->s < p->end && is_name(*p->s))
        p->s++;
    memset(out, 0, sizeof *out);
    out->form = OP_COLOR;
    return color_by_hash(from, (size_t)(p->s - from), &out->color);
}

static bool parse_primary(parser *p, operand *out)
{
    skip_space(p);
    if (p->s == p->end)
        return false;
    if (is_digit(*p->s) || *p->s == '.')
        return parse_number(p, out);
    if (*p->s == '#')
        return parse_hash(p, out);
    if (*p->s == '"' || *p->s == '\'')
        return parse_quoted(p, out);
    if (*p->s == '(') {
        p->s++;
        return parse_sum(p, out) && take(p, ')');
    }
    return is_letter(*p->s) && parse_word(p, out);
}

static bool parse_unary(parser *p, operand *out)
{
    bool negative = false;

    for (skip_space(p); p->s < p->end && (*p->s == '-' || *p->s == '+'); skip_space(p))
        negative ^= *p->s++ == '-';
    if (!parse_primary(p, out))
        return false;
    if (negative) {
        if (out->form != OP_NUMBER && out->form != OP_LENGTH)
            return false;
        out->number = -out->number;
        out->fixed = -out->fixed;
        out->percent = -out->percent;
    }
    return true;
}

static bool multiply(operand *a, const operand *b)
{
    if (a->form == OP_NUMBER && b->form == OP_NUMBER)
        return set_number(a, a->number * b->number);
    if (a->form == OP_LENGTH && b->form == OP_NUMBER)
        return set_length(a, a->fixed * b->number, a->percent * b->number);
    if (a->form == OP_NUMBER && b->form == OP_LENGTH)
        return set_length(a, a->number * b->fixed, a->number * b->percent);
    return false;
}

static bool divide(operand *a, const operand *b)
{
    if (b->form == OP_NUMBER && b->number != 0) {
        if (a->form == OP_NUMBER)
            return set_number(a, a->number / b->number);
        return a->form == OP_LENGTH && set_length(a, a->fixed / b->number, a->percent / b->number);
    }
    if (a->form != OP_LENGTH || b->form != OP_LENGTH)
        return false;
    if (a->percent == 0 && b->percent == 0 && b->fixed != 0)
        return set_number(a, a->fixed / b->fixed);
    return a->fixed == 0 && b->fixed == 0 && b->percent != 0 &&
           set_number(a, a->percent / b->percent);
}

/* The remainder has the sign of the dividend. */
static double remainder_of(double a, double b)
{
    return a - b * number_truncate(a / b);
}

static bool modulo(operand *a, const operand *b)
{
    if (a->form == OP_NUMBER && b->form == OP_NUMBER && b->number != 0)
        return set_number(a, remainder_of(a->number, b->number));
    return a->form == OP_LENGTH && b->form == OP_LENGTH && a->percent == 0 && b->percent == 0 &&
           b->fixed != 0 && set_length(a, remainder_of(a->fixed, b->fixed), 0);
}

static bool take_word(parser *p, const char *word)
{
    size_t n = strlen(word);

    skip_space(p);
    if ((size_t)(p->end - p->s) < n || memcmp(p->s, word, n) != 0 ||
        ((size_t)(p->end - p->s) > n && is_name(p->s[n])))
        return false;
    p->s += n;
    return true;
}

static bool parse_product(parser *p, operand *out)
{
    operand right;

    if (!parse_unary(p, out))
        return false;
    for (;;) {
        bool (*apply)(operand *, const operand *) = take(p, '*')          ? multiply
                                                    : take_word(p, "div") ? divide
                                                    : take_word(p, "mod") ? modulo
                                                                          : NULL;
        if (!apply)
            return true;
        if (!parse_unary(p, &right) || !apply(out, &right))
            return false;
    }
}

/* proportional-column-width() and lengths: the column gets its share and these (5.10.4). */
static bool add_share(operand *a, const operand *b, int sign)
{
    const double fixed = a->fixed + sign * b->fixed, percent = a->percent + sign * b->percent;
    const double share =
        (a->form == OP_SHARE ? a->number : 0) + (b->form == OP_SHARE ? sign * b->number : 0);

    const bool ok = set_length(a, fixed, percent);

    a->form = OP_SHARE;
    a->number = share;
    return ok && share >= 0 && is_finite(share);
}

static bool is_column_width(const operand *o)
{
    return o->form == OP_LENGTH || o->form == OP_SHARE;
}

static bool add(operand *a, const operand *b, int sign)
{
    if (a->form == OP_NUMBER && b->form == OP_NUMBER)
        return set_number(a, a->number + sign * b->number);
    if (!is_column_width(a) || !is_column_width(b))
        return false;
    if (a->form == OP_SHARE || b->form == OP_SHARE)
        return add_share(a, b, sign);
    return set_length(a, a->fixed + sign * b->fixed, a->percent + sign * b->percent);
}

static bool parse_sum(parser *p, operand *out)
{
    operand right;
    bool ok;

    if (++p->nesting > MAX_NESTING)
        return false;
    ok = parse_product(p, out);
    while (ok) {
        int sign = take(p, '+') ? 1 : take(p, '-') ? -1 : 0;
        if (sign == 0)
            break;
        ok = parse_product(p, &right) && add(out, &right, sign);
    }
    p->nesting--;
    return ok;
}

bool expr_evaluate(refinement *r, const char *s, size_t n, operand *out)
{
    parser p = {r, s, s + n, 0};

    if (!parse_sum(&p, out))
        return false;
    skip_space(&p);
    return p.s == p.end;
}
