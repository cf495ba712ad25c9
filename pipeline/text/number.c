/* number.c - see number.h. ICU's Russian parser takes 0.379 for 379, hence a grammar of our own. */
#include "text/number.h"

#include "base/utf8.h"
#include "text/chars.h"

__extension__ typedef __int128 wide; /* products of two numbers */

typedef struct {
    const char *s;
    size_t n, at;
} scanner;

static uint32_t peek(const scanner *c, size_t at, size_t *len)
{
    *len = 0;
    return at < c->n ? utf8_decode(c->s + at, c->n - at, len) : 0;
}

static bool is_minus(uint32_t cp)
{
    return cp == '-' || cp == CH_MINUS || cp == CH_EN_DASH;
}

static size_t count_digits(const scanner *c, size_t at)
{
    size_t n = 0;
    while (at + n < c->n && char_is_digit((unsigned char)c->s[at + n]))
        n++;
    return n;
}

/* Append n digits; false when they no longer fit. */
static bool take_digits(scanner *c, size_t n, number *out, bool decimals)
{
    for (; n > 0; n--, c->at++) {
        if (out->units >= INT64_C(100000000000000000))
            return false;
        out->units = out->units * 10 + (c->s[c->at] - '0');
        out->decimals += decimals;
    }
    return true;
}

/* A blank and exactly three digits. */
static bool group_follows(const scanner *c, size_t *blank)
{
    return char_is_blank(peek(c, c->at, blank)) && count_digits(c, c->at + *blank) == 3;
}

static bool take_integer(scanner *c, number *out)
{
    size_t n = count_digits(c, c->at), blank;

    if (n == 0 || !take_digits(c, n, out, false))
        return false;
    while (n <= 3 && out->units > 0 && group_follows(c, &blank)) {
        c->at += blank;
        if (!take_digits(c, 3, out, false))
            return false;
    }
    return true;
}

bool number_scan(const char *s, size_t n, number *out, size_t *used)
{
    scanner c = {s, n, 0};
    size_t len;
    uint32_t sign = peek(&c, 0, &len);

    *out = (number){0, 0};
    if (is_minus(sign) || sign == '+')
        c.at = len;
    if (!take_integer(&c, out))
        return false;
    if (c.at < n && (s[c.at] == ',' || s[c.at] == '.') && (len = count_digits(&c, c.at + 1)) > 0) {
        c.at++;
        if (!take_digits(&c, len, out, true))
            return false;
    }
    if (is_minus(sign))
        out->units = -out->units;
    *used = c.at;
    return true;
}

static size_t skip_blanks(const char *s, size_t n, size_t at)
{
    size_t len;
    while (at < n && char_is_blank(utf8_decode(s + at, n - at, &len)))
        at += len;
    return at;
}

bool number_parse(const char *s, size_t n, number *out)
{
    size_t from = skip_blanks(s, n, 0), used;
    return number_scan(s + from, n - from, out, &used) && skip_blanks(s, n, from + used) == n;
}

static wide power(int exponent)
{
    wide p = 1;
    while (exponent-- > 0)
        p *= 10;
    return p;
}

static wide divide_half_up(wide a, wide b)
{
    bool negative = (a < 0) != (b < 0);
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    a = (2 * a + b) / (2 * b);
    return negative ? -a : a;
}

static int clamp_decimals(int decimals)
{
    return decimals < 0 ? 0 : decimals > NUMBER_DIGITS ? NUMBER_DIGITS : decimals;
}

number number_round(number v, int decimals)
{
    decimals = clamp_decimals(decimals);
    if (v.decimals <= decimals)
        return v;
    v.units = (int64_t)divide_half_up(v.units, power(v.decimals - decimals));
    v.decimals = decimals;
    return v;
}

static bool fits(wide v)
{
    return v > -power(NUMBER_DIGITS) && v < power(NUMBER_DIGITS);
}

/* part / whole times 10^more. */
static bool quotient(number part, number whole, int more, int decimals, number *out)
{
    wide top, bottom = whole.units;
    int shift = clamp_decimals(decimals) + more + whole.decimals - part.decimals;

    if (whole.units == 0 || shift > NUMBER_DIGITS)
        return false;
    top = (wide)part.units * (shift > 0 ? power(shift) : 1);
    if (shift < 0)
        bottom *= power(-shift);
    top = divide_half_up(top, bottom);
    if (!fits(top))
        return false;
    *out = (number){(int64_t)top, clamp_decimals(decimals)};
    return true;
}

bool number_percent(number part, number whole, int decimals, number *out)
{
    return quotient(part, whole, 2, decimals, out);
}

bool number_quotient(number part, number whole, int decimals, number *out)
{
    return quotient(part, whole, 0, decimals, out);
}

int number_compare(number a, number b)
{
    wide x = (wide)a.units * power(b.decimals), y = (wide)b.units * power(a.decimals);
    return (x > y) - (x < y);
}

bool number_add(number a, number b, number *out)
{
    int decimals = a.decimals > b.decimals ? a.decimals : b.decimals;
    wide sum =
        (wide)a.units * power(decimals - a.decimals) + (wide)b.units * power(decimals - b.decimals);

    if (!fits(sum))
        return false;
    *out = (number){(int64_t)sum, decimals};
    return true;
}

/* Digits of |v| with at least one before the decimals; returns their count. */
static int digits_of(number v, char out[40])
{
    uint64_t rest = v.units < 0 ? (uint64_t)0 - (uint64_t)v.units : (uint64_t)v.units;
    char reversed[40];
    int n = 0;

    while (rest > 0 || n <= v.decimals) {
        reversed[n++] = (char)('0' + rest % 10);
        rest /= 10;
    }
    for (int i = 0; i < n; i++)
        out[i] = reversed[n - 1 - i];
    return n;
}

const char *number_format(arena *a, number v)
{
    char digits[40], text[120], *p = text;
    int n = digits_of(v, digits), whole = n - v.decimals;

    if (v.units < 0)
        p += utf8_encode(CH_MINUS, p);
    for (int i = 0; i < n; i++) {
        if (i == whole)
            *p++ = ',';
        else if (i > 0 && i < whole && (whole - i) % 3 == 0)
            p += utf8_encode(CH_NBSP, p);
        *p++ = digits[i];
    }
    return arena_strndup(a, text, (size_t)(p - text));
}

const char *number_plain(arena *a, number v)
{
    char digits[40];
    int n = digits_of(v, digits), whole = n - v.decimals;

    return arena_printf(a, "%s%.*s%s%.*s", v.units < 0 ? "-" : "", whole, digits,
                        v.decimals ? "." : "", v.decimals, digits + whole);
}
