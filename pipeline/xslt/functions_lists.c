/* functions_lists.c - functions about lists: of institutions, and any. A list comes as its parts
 * with «|» between them. */
#include "xslt/functions_int.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "text/enumeration.h"
#include "text/number.h"
#include "text/part_rows.h"

/* ---- any list ---- */

typedef struct {
    const char *text;
    size_t len, place;
} part;

static int by_text(const void *x, const void *y)
{
    const part *a = x, *b = y;
    int order = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);

    if (order == 0)
        order = (a->len > b->len) - (a->len < b->len);
    return order ? order : (a->place > b->place) - (a->place < b->place);
}

static int by_place(const void *x, const void *y)
{
    const part *a = x, *b = y;
    return (a->place > b->place) - (a->place < b->place);
}

static bool same_text(const part *a, const part *b)
{
    return a->len == b->len && !memcmp(a->text, b->text, a->len);
}

/* The parts of `text` between any of `separators`, empty ones left out; n of them. */
static part *split(arena *a, const char *text, const char *separators, size_t *n)
{
    part *parts = NULL;
    size_t cap = 0;

    *n = 0;
    for (size_t len; *text; text += len) {
        text += strspn(text, separators);
        if ((len = strcspn(text, separators)) == 0)
            continue;
        parts = arena_grow(a, parts, &cap, *n + 1, sizeof *parts);
        parts[*n] = (part){text, len, *n};
        ++*n;
    }
    return parts;
}

/* The parts once each, in their order, with the first separator between. */
static const char *fn_distinct(function_state *s, const char *const *args, int count)
{
    const char *separators = count > 1 && *args[1] ? args[1] : " ";
    size_t n, left = 0;
    part *parts = split(s->scratch, args[0], separators, &n);
    strbuf out = STRBUF_INIT;

    if (n)
        qsort(parts, n, sizeof *parts, by_text);
    for (size_t i = 0; i < n; i++)
        if (left == 0 || !same_text(&parts[i], &parts[left - 1]))
            parts[left++] = parts[i];
    if (left)
        qsort(parts, left, sizeof *parts, by_place);
    for (size_t i = 0; i < left; i++) {
        if (i)
            strbuf_addc(&out, separators[0]);
        strbuf_add(&out, parts[i].text, parts[i].len);
    }
    return functions_taken(s, &out);
}

/* Dashes stand for nothing. */
static bool is_dash(const part *p)
{
    static const char *const dashes[] = {"-", "–", "—"};

    for (size_t i = 0; i < COUNT(dashes); i++)
        if (p->len == strlen(dashes[i]) && !memcmp(p->text, dashes[i], p->len))
            return true;
    return false;
}

/* The sum of a list of numbers, dashes being none; nothing if another part is no number. */
static const char *fn_sum(function_state *s, const char *const *args, int count)
{
    size_t n;
    const part *parts = split(s->scratch, args[0], "|", &n);
    number sum = {0, 0}, one;

    (void)count;
    for (size_t i = 0; i < n; i++) {
        if (is_dash(&parts[i]))
            continue;
        if (!number_parse(parts[i].text, parts[i].len, &one) || !number_add(sum, one, &sum))
            return NULL;
    }
    return n ? number_plain(s->scratch, sum) : NULL;
}

/* ---- rows of a table ---- */

static const word_set *part_phrases(function_state *s)
{
    const word_lists *terms = functions_terms(s);
    return terms ? word_lists_set(terms, "part-rows") : NULL;
}

/* «part»: of the row above; «whole»: of the rows below. */
static const char *fn_row_role(function_state *s, const char *const *args, int count)
{
    static const char *const roles[] = {
        [ROW_PLAIN] = NULL, [ROW_PART] = "part", [ROW_WHOLE] = "whole"};
    const word_set *phrases = part_phrases(s);

    (void)count;
    return phrases ? roles[part_row_role(s->scratch, phrases, args[0])] : NULL;
}

/* «label~second~value» */
static part_row row_of(arena *a, const part *p)
{
    const char *text = arena_strndup(a, p->text, p->len);
    const size_t first = strcspn(text, "~"), second = first + (text[first] == '~'),
                 end = second + strcspn(text + second, "~");

    return (part_row){arena_strndup(a, text, first), arena_strndup(a, text + second, end - second),
                      text + end + (text[end] == '~')};
}

/* Rows, the stated total, how far it may be off: what the rows come to, if the total is wrong
 * however they are read. */
static const char *fn_part_total(function_state *s, const char *const *args, int count)
{
    const word_set *phrases = part_phrases(s);
    size_t n;
    const part *parts = split(s->scratch, args[0], "|", &n);
    part_row *rows = ARENA_ARRAY(s->scratch, part_row, n + 1);
    number stated, slack = {0, 0}, sum;

    (void)count;
    for (size_t i = 0; i < n; i++)
        rows[i] = row_of(s->scratch, &parts[i]);
    if (!number_parse(args[2], strlen(args[2]), &slack))
        slack = (number){0, 0}; /* «1e-06» */
    if (!phrases || !number_parse(args[1], strlen(args[1]), &stated) ||
        !part_rows_disagree(s->scratch, phrases, rows, n, stated, slack, &sum))
        return NULL;
    return number_plain(s->scratch, sum);
}

/* ---- institutions ---- */

static enumeration list_of(function_state *s, const char *text)
{
    return enumeration_parse(s->scratch, text, strlen(text));
}

static const char *fn_list_items(function_state *s, const char *const *args, int count)
{
    enumeration list = enumeration_distinct(s->scratch, list_of(s, args[0]));
    strbuf out = STRBUF_INIT;
    (void)count;

    for (size_t i = 0; i < list.count; i++)
        strbuf_printf(&out, "%s%s", i ? "|" : "", list.items[i].name);
    return functions_taken(s, &out);
}

static const char *fn_list_length(function_state *s, const char *const *args, int count)
{
    (void)count;
    return arena_printf(s->scratch, "%zu",
                        enumeration_distinct(s->scratch, list_of(s, args[0])).count);
}

static const char *fn_list_lead(function_state *s, const char *const *args, int count)
{
    (void)count;
    return list_of(s, args[0]).lead;
}

static const char *fn_list_sorted(function_state *s, const char *const *args, int count)
{
    collate *order = functions_order(s);
    (void)count;
    return order ? enumeration_sorted(s->scratch, order, list_of(s, args[0])) : args[0];
}

static const char *fn_list_slip(function_state *s, const char *const *args, int count)
{
    enumeration_slips slips = list_of(s, args[0]).slips;
    (void)count;

    if (!strcmp(args[1], "comma"))
        return slips.comma;
    if (!strcmp(args[1], "space"))
        return slips.space;
    return !strcmp(args[1], "end") ? slips.end : NULL;
}

const string_function list_functions[] = {
    {"sum", 1, 1, fn_sum, false},
    {"row-role", 1, 1, fn_row_role, false},
    {"part-total", 3, 3, fn_part_total, false},
    {"distinct", 1, 2, fn_distinct, false},
    {"list-items", 1, 1, fn_list_items, false},
    {"list-length", 1, 1, fn_list_length, false},
    {"list-lead", 1, 1, fn_list_lead, false},
    {"list-sorted", 1, 1, fn_list_sorted, false},
    {"list-slip", 2, 2, fn_list_slip, false},
    {NULL, 0, 0, NULL, false},
};
