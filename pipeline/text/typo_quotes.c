/* typo_quotes.c - «…» outside, „…“ inside, straight quotes by their side.
 *
 * One walk pairs the quotes with a stack. A straight quote opens after a blank or an opening mark
 * and closes otherwise; “ opens in English texts and closes after „. If one has no partner, all
 * stay as the author wrote them: with a quote missing nobody knows what is inside of what, and a
 * text check tells about it. */
#include "text/typo_int.h"

enum { DEEPEST = 16 };

typedef struct {
    size_t open, close; /* live items */
    unsigned level;     /* 1 is the outermost */
} quote_pair;

typedef struct {
    size_t stack[DEEPEST];
    unsigned depth;
    quote_pair *pairs;
    size_t count;
    bool balanced;
} quote_state;

static bool is_straight(uint32_t cp)
{
    return cp == '"' || cp == 0x201F || cp == 0x201D;
}

static bool opens_after(uint32_t before)
{
    return before == 0 || char_is_blank(before) || char_is_dash(before) || before == '(' ||
           before == '[' || before == '/' || before == CH_LAQUO || before == CH_LOW_QUOTE ||
           before == '"' || before == CH_WORD_JOINER;
}

/* What stands behind i when superfluous blanks have gone. */
static uint32_t shown_after(const typo_work *w, size_t i)
{
    return typo_at(w, typo_is_stray(w, i + 1) ? i + 2 : i + 1);
}

/* +1 opens, -1 closes, 0 is no quote. */
static int direction(const typo_work *w, size_t i, const quote_state *q)
{
    uint32_t cp = typo_at(w, i), before = i ? typo_at(w, i - 1) : 0, after = shown_after(w, i);
    uint32_t innermost = q->depth ? typo_at(w, q->stack[q->depth - 1]) : 0;

    if (cp == CH_LAQUO || cp == CH_LOW_QUOTE)
        return 1;
    if (cp == CH_RAQUO)
        return -1;
    if (cp == CH_HIGH_QUOTE)
        return innermost == CH_LOW_QUOTE || after == 0 || char_is_blank(after) ? -1 : 1;
    if (!is_straight(cp))
        return 0;
    if (before == '"' && q->depth > 0)
        return after == 0 || !char_is_letter(after) ? -1 : 1;
    if (opens_after(before))
        return after == 0 || char_is_blank(after) ? (q->depth ? -1 : 0) : 1;
    if (q->depth || !char_is_digit(before))
        return -1;
    return char_is_letter(after) ? 1 : 0; /* 5"А", or inches */
}

static bool matches(uint32_t open, uint32_t close)
{
    if (open == CH_LAQUO || close == CH_RAQUO)
        return open == CH_LAQUO && close == CH_RAQUO;
    return true;
}

static void close_pair(quote_state *q, const typo_work *w, size_t i)
{
    if (q->depth == 0 || !matches(typo_at(w, q->stack[q->depth - 1]), typo_at(w, i))) {
        q->balanced = false;
        return;
    }
    q->pairs[q->count++] = (quote_pair){q->stack[q->depth - 1], i, q->depth};
    q->depth--;
}

static void pair_quotes(quote_state *q, const typo_work *w)
{
    q->pairs = ARENA_ARRAY(w->mem, quote_pair, w->count / 2 + 1);
    q->balanced = true;
    for (size_t i = 0; i < w->count; i++) {
        int turn = w->items[w->live[i]].frozen ? 0 : direction(w, i, q);
        if (turn > 0 && q->depth < DEEPEST)
            q->stack[q->depth++] = i;
        else if (turn > 0)
            q->balanced = false;
        else if (turn < 0)
            close_pair(q, w, i);
    }
    q->balanced = q->balanced && q->depth == 0;
}

void typo_quotes(typo_work *w)
{
    quote_state q = {.depth = 0};

    pair_quotes(&q, w);
    for (size_t i = 0; q.balanced && i < q.count; i++) {
        const quote_pair *p = &q.pairs[i];
        bool guillemets = typo_at(w, p->open) == CH_LAQUO, inner = p->level % 2 == 0;
        const char *rule = guillemets ? "inner-quotes" : "quotes";
        if (guillemets && !w->t->inner_quotes)
            continue;
        typo_set(w, p->open, inner ? CH_LOW_QUOTE : CH_LAQUO, rule);
        typo_set(w, p->close, inner ? CH_HIGH_QUOTE : CH_RAQUO, rule);
    }
}
