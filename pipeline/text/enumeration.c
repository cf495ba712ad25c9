/* enumeration.c - see enumeration.h. One pass over the text: pieces between separators, in each of
 * them either numbers or a name. What is not understood stays a name, so nothing is lost. */
#include "text/enumeration.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/chars.h"
#include "text/similar.h"

typedef struct {
    text_chars t;
    size_t cap; /* of out.items */
    enumeration out;
} reader;

static void add(reader *r, const char *name, bool number)
{
    r->out.items =
        arena_grow(r->t.mem, r->out.items, &r->cap, r->out.count + 1, sizeof *r->out.items);
    r->out.items[r->out.count++] = (enumeration_item){name, number};
}

/* The end of a number with perhaps a letter («7», «7а») at i; i if there is none. */
static size_t number_end(const text_char *c, size_t i, size_t to)
{
    size_t end = i;

    while (end < to && char_is_digit(c[end].cp))
        end++;
    if (end > i && end < to && char_is_letter(c[end].cp) &&
        (end + 1 == to || char_is_blank(c[end + 1].cp)))
        end++;
    return end == to || char_is_blank(c[end].cp) ? end : i;
}

static size_t skip_blanks(const text_char *c, size_t i, size_t to)
{
    while (i < to && char_is_blank(c[i].cp))
        i++;
    return i;
}

/* Numbers and nothing else; the first pair without a comma is kept as a slip. */
static bool add_numbers(reader *r, size_t from, size_t to)
{
    size_t first = from, count = 0;

    for (size_t i = from, end; i < to; i = skip_blanks(r->t.c, end, to))
        if ((end = number_end(r->t.c, i, to)) == i)
            return false;
    for (size_t i = from, end; i < to; i = skip_blanks(r->t.c, end, to), count++) {
        end = number_end(r->t.c, i, to);
        add(r, chars_slice(&r->t, i, end), true);
        if (count == 1 && !r->out.slips.comma)
            r->out.slips.comma = chars_slice(&r->t, first, end);
    }
    return true;
}

/* A name with single blanks, without the full stop of the sentence. */
static const char *tidy(arena *a, const char *text)
{
    char *out = arena_text(a, strlen(text) + 1), *p = out;
    size_t n, len = strlen(text);
    const text_char *c = chars_decode(a, text, len, &n);

    if (n && c[n - 1].cp == '.')
        n--;
    for (size_t i = 0; i < n; i++)
        if (!char_is_blank(c[i].cp)) {
            memcpy(p, text + c[i].at, c[i + 1].at - c[i].at);
            p += c[i + 1].at - c[i].at;
        } else if (p > out && p[-1] != ' ') {
            *p++ = ' ';
        }
    if (p > out && p[-1] == ' ')
        p--;
    *p = '\0';
    return out;
}

/* Behind «№№», if the piece has it: what stands before is not an item. */
static size_t lead_end(reader *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        size_t next = skip_blanks(r->t.c, i + 1, to);
        if (r->t.c[i].cp != CH_NUMERO || next >= to || r->t.c[next].cp != CH_NUMERO)
            continue;
        if (!r->out.lead)
            r->out.lead = tidy(r->t.mem, chars_slice(&r->t, from, i));
        return skip_blanks(r->t.c, next + 1, to);
    }
    return from;
}

static void add_piece(reader *r, size_t from, size_t to)
{
    while (to > from && char_is_blank(r->t.c[to - 1].cp))
        to--;
    from = skip_blanks(r->t.c, from, to);
    from = lead_end(r, from, to);
    if (from < to && r->t.c[to - 1].cp == '.' && char_is_digit(r->t.c[from].cp))
        to--; /* the sentence ends */
    if (from < to && !add_numbers(r, from, to))
        add(r, tidy(r->t.mem, chars_slice(&r->t, from, to)), false);
}

/* «и» between blanks, with a number behind it: names may contain the word. */
static bool is_and(const text_chars *t, size_t i)
{
    size_t next;

    if (t->c[i].cp != 0x438 || !char_is_blank(chars_before(t, i)))
        return false;
    next = chars_blanks_end(t, i + 1);
    return next > i + 1 && char_is_digit(chars_at(t, next));
}

static void see_comma(reader *r, size_t i, size_t from)
{
    const text_chars *t = &r->t;
    const size_t next = chars_blanks_end(t, i + 1), begin = skip_blanks(t->c, from, i);
    size_t end = next;

    if (next == t->count) {
        r->out.slips.end = chars_slice(t, begin, i + 1);
    } else if (next == i + 1 && !r->out.slips.space) {
        while (char_is_letter(chars_at(t, end)) || char_is_digit(chars_at(t, end)))
            end++;
        r->out.slips.space = chars_slice(t, lead_end(r, begin, i), end);
    }
}

enumeration enumeration_parse(arena *a, const char *text, size_t n)
{
    reader r = {.t = chars_of(a, text, n)};
    size_t from = 0;

    for (size_t i = 0; i < r.t.count; i++) {
        const bool comma = r.t.c[i].cp == ',' || r.t.c[i].cp == ';';
        if (!comma && !is_and(&r.t, i))
            continue;
        if (comma)
            see_comma(&r, i, from);
        add_piece(&r, from, i);
        from = i + 1;
    }
    add_piece(&r, from, r.t.count);
    if (!r.out.lead)
        r.out.lead = "";
    return r.out;
}

/* ---- once each ---- */

typedef struct {
    const char *key;
    size_t place;
    enumeration_item item;
} keyed;

static int by_key(const void *x, const void *y)
{
    const keyed *a = x, *b = y;
    int order = (b->item.number > a->item.number) - (b->item.number < a->item.number);

    if (order == 0)
        order = strcmp(a->key, b->key);
    return order ? order : (a->place > b->place) - (a->place < b->place);
}

static int by_place(const void *x, const void *y)
{
    const keyed *a = x, *b = y;
    return (a->place > b->place) - (a->place < b->place);
}

/* Sorted by key, the first of equals kept; returns how many are left. */
static size_t sort_once(keyed *k, size_t n)
{
    size_t left = 0;

    if (n)
        qsort(k, n, sizeof *k, by_key);
    for (size_t i = 0; i < n; i++)
        if (left == 0 || k[i].item.number != k[left - 1].item.number ||
            strcmp(k[i].key, k[left - 1].key))
            k[left++] = k[i];
    return left;
}

enumeration enumeration_distinct(arena *a, enumeration list)
{
    keyed *k = ARENA_ARRAY(a, keyed, list.count + 1);
    enumeration out = list;

    for (size_t i = 0; i < list.count; i++)
        k[i] = (keyed){text_normalise(a, list.items[i].name, strlen(list.items[i].name)), i,
                       list.items[i]};
    out.count = sort_once(k, list.count);
    if (out.count)
        qsort(k, out.count, sizeof *k, by_place);
    out.items = ARENA_ARRAY(a, enumeration_item, out.count + 1);
    for (size_t i = 0; i < out.count; i++)
        out.items[i] = k[i].item;
    return out;
}

const char *enumeration_sorted(arena *a, collate *order, enumeration list)
{
    enumeration once = enumeration_distinct(a, list);
    keyed *k = ARENA_ARRAY(a, keyed, once.count + 1);
    strbuf out = STRBUF_INIT;

    for (size_t i = 0; i < once.count; i++)
        k[i] = (keyed){collate_key(order, a, once.items[i].name), i, once.items[i]};
    if (once.count)
        qsort(k, once.count, sizeof *k, by_key);
    for (size_t i = 0; i < once.count; i++)
        strbuf_printf(&out, "%s%s", i ? ", " : "", k[i].item.name);
    return strbuf_take(&out, a);
}
