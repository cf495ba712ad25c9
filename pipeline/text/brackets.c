/* brackets.c - see brackets.h. A stack of what is open: a closing sign takes the nearest opening
 * one of its kind, and whatever was opened above that one is at fault. */
#include "text/brackets.h"

#include <stdlib.h>

#include "text/chars.h"

enum { DEEPEST = 64 };

typedef struct {
    text_chars t;
    size_t open[DEEPEST]; /* indices of opening signs */
    size_t depth;
    bracket_faults faults;
    size_t cap;
    bool labels; /* a list label was met: more may follow */
} checker;

static const struct {
    uint32_t open, close, close_too;
} pairs[] = {
    {'(', ')', 0},
    {'[', ']', 0},
    {'{', '}', 0},
    {CH_LAQUO, CH_RAQUO, 0},
    {CH_LOW_QUOTE, CH_HIGH_QUOTE, 0x201D},
    {CH_HIGH_QUOTE, 0x201D, CH_HIGH_QUOTE},
    {'"', '"', 0},
};

static bool is_pair(uint32_t open, uint32_t close)
{
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (pairs[i].open == open && (pairs[i].close == close || pairs[i].close_too == close))
            return true;
    return false;
}

static void fault(checker *k, size_t i, bool opening)
{
    bracket_faults *f = &k->faults;

    f->items = arena_grow(k->t.mem, f->items, &k->cap, f->count + 1, sizeof *f->items);
    f->items[f->count++] = (bracket_fault){k->t.c[i].at, k->t.c[i].cp, opening};
}

/* A blank, or a sign behind which one was forgotten (T12). */
static bool may_precede(uint32_t cp)
{
    return char_is_blank(cp) || cp == ':' || cp == ';';
}

/* «1)», «12)», «а)»: the label of an item, at the begin of a text, behind «;» or after another. */
static bool is_label(checker *k, size_t i)
{
    static const uint32_t joints[] = {';', ':', ',', '.', 0};
    const text_chars *t = &k->t;
    size_t n = 0, before;

    if (t->c[i].cp != ')' || i == 0)
        return false;
    while (n < 2 && char_is_digit(chars_before(t, i - n)))
        n++;
    if (n == 0 && char_is_letter(chars_before(t, i)))
        n = 1;
    if (n == 0 || (i > n && !may_precede(chars_before(t, i - n))))
        return false;
    before = chars_blanks_begin(t, i - n);
    if (before > 0 && !k->labels && !char_is_in(joints, t->c[before - 1].cp))
        return false;
    k->labels = true;
    return true;
}

static void close_sign(checker *k, size_t i)
{
    size_t at = k->depth;

    while (at > 0 && !is_pair(k->t.c[k->open[at - 1]].cp, k->t.c[i].cp))
        at--;
    if (at == 0) {
        if (!is_label(k, i))
            fault(k, i, false);
        return;
    }
    while (k->depth > at)
        fault(k, k->open[--k->depth], true);
    k->depth--;
}

static bool has_open(const checker *k, uint32_t sign)
{
    for (size_t d = 0; d < k->depth; d++)
        if (k->t.c[k->open[d]].cp == sign)
            return true;
    return false;
}

static bool side_opens(const text_chars *t, size_t i)
{
    const uint32_t before = chars_before(t, i), after = chars_at(t, i + 1);

    return after != 0 && !char_is_blank(after) &&
           (before == 0 || char_is_blank(before) || char_is_dash(before) || before == '(' ||
            before == '[' || before == '"' || before == CH_LAQUO);
}

/* +1 opens, -1 closes, 0 is neither. */
static int direction(const checker *k, size_t i)
{
    const uint32_t cp = k->t.c[i].cp;

    if (cp == '"') {
        if (!has_open(k, '"') && char_is_digit(chars_before(&k->t, i)))
            return char_is_letter(chars_at(&k->t, i + 1)) ? 1 : 0; /* 5"А", or inches, seconds */
        return side_opens(&k->t, i) ? 1 : -1;
    }
    if (cp == CH_HIGH_QUOTE)
        return has_open(k, CH_LOW_QUOTE) || !side_opens(&k->t, i) ? -1 : 1;
    for (size_t p = 0; p < COUNT(pairs); p++) {
        if (cp == pairs[p].open)
            return 1;
        if (cp == pairs[p].close)
            return -1;
    }
    return 0;
}

static int by_place(const void *x, const void *y)
{
    const bracket_fault *a = x, *b = y;
    return a->at < b->at ? -1 : a->at > b->at;
}

bracket_faults brackets_check(arena *a, const char *text, size_t n)
{
    checker k = {.t = chars_of(a, text, n)};

    for (size_t i = 0; i < k.t.count; i++) {
        int turn = direction(&k, i);
        if (turn < 0)
            close_sign(&k, i);
        else if (turn > 0 && k.depth < DEEPEST)
            k.open[k.depth++] = i;
    }
    while (k.depth > 0)
        fault(&k, k.open[--k.depth], true);
    if (k.faults.count > 1)
        qsort(k.faults.items, k.faults.count, sizeof *k.faults.items, by_place);
    return k.faults;
}
