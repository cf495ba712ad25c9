/* typography.c - see typography.h: build the view, run the rules in their order, write the
 * result. Rules that delete come first; those that only glue see the text as it will stand.
 * Each rule is one walk over the items with bounded look-around, so the whole is linear. */
#include "text/typography.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "text/description.h"
#include "text/typo_int.h"

static bool yes(const word_lists *lists, const char *key)
{
    return !strcmp(word_lists_setting(lists, "settings", key, "yes"), "yes");
}

const typography *typography_load(arena *a, const char *path, diag *dg)
{
    typography *t = ARENA_NEW(a, typography);
    word_lists *lists = word_lists_load(a, path, dg);

    if (!lists)
        return NULL;
    t->lists = lists;
    t->short_words = word_lists_set(lists, "short-words");
    t->particles = word_lists_set(lists, "particles");
    t->units = word_lists_set(lists, "units");
    t->before_unit = word_lists_set(lists, "before-unit");
    t->after_roman = word_lists_set(lists, "after-roman");
    t->before_name = word_lists_set(lists, "before-name");
    t->before_number = word_lists_set(lists, "before-number");
    t->after_t = word_lists_set(lists, "after-t");
    t->not_range = word_lists_set(lists, "not-a-range-after");
    t->months = word_lists_set(lists, "months");
    t->months_genitive = word_lists_set(lists, "months-genitive");
    t->minus_after = word_lists_set(lists, "minus-after");
    t->dash =
        strcmp(word_lists_setting(lists, "settings", "dash", "em"), "en") ? CH_EM_DASH : CH_EN_DASH;
    t->inner_quotes =
        strcmp(word_lists_setting(lists, "settings", "nested-quotes", "inner"), "keep");
    t->number_sign_space = yes(lists, "number-sign-space");
    t->percent_space = yes(lists, "percent-space");
    return t;
}

const word_lists *typography_lists(const typography *t)
{
    return t->lists;
}

/* ---- the view ---- */

static void read_cells(typo_work *w, size_t count)
{
    size_t total = 0, len;

    for (size_t p = 0; p < count; p++)
        total += w->parts[p].len;
    w->cells = arena_take_array(w->mem, total + 1, sizeof(typo_cell));
    for (size_t p = 0; p < count; p++)
        for (size_t at = 0; at < w->parts[p].len; at += len) {
            uint32_t cp = utf8_decode(w->parts[p].text + at, w->parts[p].len - at, &len);
            w->cells[w->cell_count++] = (typo_cell){cp, (uint32_t)at, (uint32_t)len, (uint32_t)p};
        }
}

/* A run of blanks holds together if one of them does. */
static typo_item blank_run(const typo_work *w, size_t from)
{
    typo_item item = {.cp = ' ', .cell = (uint32_t)from};
    size_t i = from;

    for (; i < w->cell_count && char_is_blank(w->cells[i].cp); i++)
        if (char_is_glue(w->cells[i].cp))
            item.cp = w->cells[i].cp;
    item.cells = (uint32_t)(i - from);
    return item;
}

static void read_items(typo_work *w)
{
    bool joined = false, parted = false;

    w->items = ARENA_ARRAY(w->mem, typo_item, w->cell_count + 1);
    w->live = arena_take_array(w->mem, w->cell_count + 1, sizeof(uint32_t));
    for (size_t i = 0; i < w->cell_count;) {
        typo_item *item = &w->items[w->item_count];
        size_t from = i;
        if (w->cells[i].cp == CH_WORD_JOINER || w->cells[i].cp == CH_ZERO_WIDTH_SPACE) {
            joined = joined || w->cells[i].cp == CH_WORD_JOINER;
            parted = parted || w->cells[i].cp == CH_ZERO_WIDTH_SPACE;
            i++;
            continue;
        }
        *item = char_is_blank(w->cells[i].cp)
                    ? blank_run(w, i)
                    : (typo_item){.cp = w->cells[i].cp, .cell = (uint32_t)i, .cells = 1};
        item->joined = joined;
        item->parted = parted;
        joined = parted = false;
        i = from + item->cells;
        w->item_count++;
    }
    typo_compact(w);
}

static bool is_address_sign(const typo_work *w, size_t i)
{
    return typo_at(w, i) == '@' ||
           (typo_at(w, i) == ':' && typo_at(w, i + 1) == '/' && typo_at(w, i + 2) == '/') ||
           (typo_at(w, i) == 'w' && typo_at(w, i + 1) == 'w' && typo_at(w, i + 2) == 'w' &&
            typo_at(w, i + 3) == '.');
}

/* An address from `i` to `end`, without what the sentence puts around it: straight quotes before
 * and, as many, behind it, brackets and points. */
static void freeze(typo_work *w, size_t i, size_t end)
{
    static const uint32_t before[] = {'"', '(', '[', 0},
                          behind[] = {')', ']', '.', ',', ';', ':', '!', '?', CH_ELLIPSIS, 0};
    size_t straight = 0;

    for (; i < end && char_is_in(before, typo_at(w, i)); i++)
        straight += typo_at(w, i) == '"';
    for (; end > i; end--) {
        const uint32_t last = typo_at(w, end - 1);
        if (last == '"' && straight)
            straight--;
        else if (!char_is_in(behind, last))
            break;
    }
    for (; i < end; i++)
        w->items[w->live[i]].frozen = true;
}

static bool ends_address(uint32_t cp)
{
    static const uint32_t paired[] = {CH_LAQUO, CH_RAQUO, CH_LOW_QUOTE, CH_HIGH_QUOTE, 0};

    return char_is_blank(cp) || char_is_in(paired, cp);
}

/* Words that hold «://», «@» or «www.» are copied as they are; quotes of pairs are not parts of
 * them. */
static void freeze_addresses(typo_work *w)
{
    for (size_t i = 0, end; i < w->count; i = end + 1) {
        bool address = false;
        for (end = i; end < w->count && !ends_address(typo_at(w, end)); end++)
            address = address || is_address_sign(w, end);
        if (address)
            freeze(w, i, end);
    }
}

void typo_compact(typo_work *w)
{
    w->count = 0;
    for (size_t i = 0; i < w->item_count; i++)
        if (!w->items[i].gone)
            w->live[w->count++] = (uint32_t)i;
}

bool typo_set(typo_work *w, size_t i, uint32_t cp, const char *rule)
{
    typo_item *item = &w->items[w->live[i]];

    if (item->frozen || item->cp == cp)
        return false;
    item->cp = cp;
    item->rule = rule;
    return true;
}

void typo_delete(typo_work *w, size_t i, const char *rule)
{
    typo_item *item = &w->items[w->live[i]];

    item->gone = true;
    item->rule = rule;
}

void typo_insert(typo_work *w, size_t i, uint32_t cp, const char *rule)
{
    typo_item *item = &w->items[w->live[i]];

    if (item->frozen || item->insert || (cp == CH_WORD_JOINER && item->joined))
        return;
    item->insert = cp;
    item->insert_rule = rule;
}

bool typo_in(const typo_work *w, const word_set *set, size_t from, size_t to)
{
    char word[64];
    size_t len = 0;

    for (size_t i = from; i < to; i++) {
        if (len + 4 >= sizeof word)
            return false;
        len += utf8_encode(char_lower(typo_at(w, i)), word + len);
    }
    return len > 0 && word_set_has(set, word, len);
}

size_t typo_letters_end(const typo_work *w, size_t i)
{
    while (char_is_letter(typo_at(w, i)))
        i++;
    return i;
}

size_t typo_letters_begin(const typo_work *w, size_t i)
{
    while (i > 0 && char_is_letter(typo_at(w, i - 1)))
        i--;
    return i;
}

/* ---- the result ---- */

enum { SNIPPET_REACH = 24 };

static void show(strbuf *out, uint32_t cp)
{
    if (cp == CH_WORD_JOINER)
        strbuf_adds(out, "‿");
    else if (char_is_glue(cp))
        strbuf_adds(out, "␣");
    else
        strbuf_add_utf8(out, cp);
}

static void show_item(strbuf *out, const typo_work *w, const typo_item *item, bool changed)
{
    if (changed && item->insert_rule)
        show(out, item->insert);
    if (changed && item->gone)
        return;
    if (changed && item->rule)
        show(out, item->cp);
    else
        for (uint32_t c = 0; c < item->cells; c++)
            show(out, char_is_blank(w->cells[item->cell + c].cp) &&
                              !char_is_glue(w->cells[item->cell + c].cp)
                          ? ' '
                          : w->cells[item->cell + c].cp);
}

/* The words on both sides of item i, within reach. */
static const char *snippet(const typo_work *w, size_t i, bool changed)
{
    size_t from = i, to = i + 1;
    strbuf out = STRBUF_INIT;

    if (char_is_dash(w->items[i].cp)) { /* the words on both sides of a dash */
        from -= i > 0 && char_is_blank(w->items[i - 1].cp);
        to += to < w->item_count && char_is_blank(w->items[to].cp);
    }
    while (from > 0 && i - from < SNIPPET_REACH && !char_is_blank(w->items[from - 1].cp))
        from--;
    while (to < w->item_count && to - i < SNIPPET_REACH && !char_is_blank(w->items[to].cp))
        to++;
    for (size_t k = from; k < to; k++)
        show_item(&out, w, &w->items[k], changed);
    return strbuf_take(&out, w->mem);
}

static const char *char_text(arena *a, uint32_t cp)
{
    char bytes[4];
    return cp ? arena_strndup(a, bytes, utf8_encode(cp, bytes)) : "";
}

static void add_change(typo_result *r, const typo_work *w, size_t i, bool insertion)
{
    const typo_item *item = &w->items[i];
    const typo_cell *first = &w->cells[item->cell];
    typo_change *c = &r->changes[r->change_count++];
    size_t end = first->at;

    for (uint32_t k = 0; k < item->cells && first[k].part == first->part; k++)
        end = first[k].at + first[k].len;
    c->part = first->part;
    c->offset = first->at;
    c->len = insertion ? 0 : end - first->at;
    c->before = arena_strndup(w->mem, w->parts[c->part].text + c->offset, c->len);
    c->after = char_text(w->mem, insertion ? item->insert : item->gone ? 0 : item->cp);
    c->rule = insertion ? item->insert_rule : item->rule;
    c->snippet_before = snippet(w, i, false);
    c->snippet_after = snippet(w, i, true);
}

static void list_changes(typo_result *r, const typo_work *w)
{
    size_t count = 0;

    for (size_t i = 0; i < w->item_count; i++)
        count += (w->items[i].rule != NULL) + (w->items[i].insert_rule != NULL);
    r->changes = ARENA_ARRAY(w->mem, typo_change, count);
    for (size_t i = 0; i < w->item_count; i++) {
        if (w->items[i].insert_rule)
            add_change(r, w, i, true);
        if (w->items[i].rule)
            add_change(r, w, i, false);
    }
}

/* Bytes of the source from cell `from` to `to`, each into the buffer of its part. */
static void copy_cells(const typo_work *w, strbuf *out, size_t from, size_t to)
{
    for (size_t c = from; c < to; c++) {
        const typo_cell *cell = &w->cells[c];
        strbuf_add(&out[cell->part], w->parts[cell->part].text + cell->at, cell->len);
    }
}

static void write_item(const typo_work *w, strbuf *out, const typo_item *item)
{
    strbuf *first = &out[w->cells[item->cell].part];

    if (item->insert)
        strbuf_add_utf8(first, item->insert);
    if (item->gone)
        return;
    if (item->rule)
        strbuf_add_utf8(first, item->cp);
    else
        copy_cells(w, out, item->cell, item->cell + item->cells);
}

static void write_parts(const typo_work *w, typo_result *r, size_t count)
{
    strbuf *out = ARENA_ARRAY(w->mem, strbuf, count);
    size_t next = 0;

    for (size_t i = 0; i < w->item_count; i++) {
        copy_cells(w, out, next, w->items[i].cell); /* word joiners between items */
        write_item(w, out, &w->items[i]);
        next = w->items[i].cell + w->items[i].cells;
    }
    copy_cells(w, out, next, w->cell_count);
    for (size_t p = 0; p < count; p++) {
        r->parts[p].len = out[p].len;
        r->parts[p].text = arena_strndup(w->mem, strbuf_text(&out[p]), out[p].len);
        strbuf_free(&out[p]);
    }
}

static const struct {
    void (*apply)(typo_work *w);
    unsigned unless; /* options that turn it off */
} rules[] = {
    {typo_double_spaces, TYPO_VERBATIM},
    {typo_quotes, TYPO_VERBATIM},
    {typo_stray_spaces, TYPO_VERBATIM},
    {typo_typewriter_dashes, TYPO_VERBATIM}, /* a dash by now, and perhaps one of a range */
    {typo_minus, TYPO_VERBATIM},
    {typo_ranges, TYPO_VERBATIM},
    {typo_dashes, TYPO_VERBATIM},
    {typo_number_signs, TYPO_VERBATIM},
    {typo_initials, TYPO_VERBATIM},
    {typo_units, TYPO_VERBATIM},
    {typo_abbreviations, TYPO_VERBATIM},
    {typo_dates, TYPO_VERBATIM},
    {typo_digit_groups, TYPO_VERBATIM},
    {typo_short_words, TYPO_NARROW | TYPO_VERBATIM},
    {typo_particles, TYPO_VERBATIM},
    {typo_dash_spaces, TYPO_VERBATIM},
    {typo_no_breaks, TYPO_VERBATIM},
    {typo_breaks, 0},
};

uint32_t typo_live_at(const void *work, size_t i)
{
    return typo_at(work, i);
}

typo_result typography_apply(const typography *t, arena *a, const typo_part *parts, size_t count,
                             unsigned options)
{
    typo_work w = {.t = t, .options = options, .mem = a, .parts = parts};
    typo_result r = {.parts = ARENA_ARRAY(a, typo_part, count + 1)};

    read_cells(&w, count);
    read_items(&w);
    freeze_addresses(&w);
    w.described = description_is(typo_live_at, &w);
    for (size_t i = 0; i < COUNT(rules); i++)
        if (!(rules[i].unless & options))
            rules[i].apply(&w);
    if (options & TYPO_CHANGES)
        list_changes(&r, &w);
    write_parts(&w, &r, count);
    return r;
}

const char *typography_text(const typography *t, arena *a, const char *text, unsigned options)
{
    typo_part part = {text, strlen(text)};
    return typography_apply(t, a, &part, 1, options).parts[0].text;
}
