/* para_hyphen.c - where a word of the paragraph may be divided.
 *
 * Items end at style changes and at break opportunities; a word for the dictionary is a run of
 * letters of the text, whatever items it spans. The run around the item is looked up, and the
 * points that fall inside the item are its own. */
#include "layout/para_int.h"

#include "base/utf8.h"
#include "text/chars.h"

enum { LONGEST_WORD = 256 };

/* Start of the character that ends before byte `at`. */
static uint32_t back(const char *t, uint32_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)t[at] & 0xC0) == 0x80);
    return at;
}

static uint32_t letters_before(const para *p, uint32_t at)
{
    while (at > 0) {
        size_t n;
        uint32_t prev = back(p->text, at);
        if (!char_is_letter(utf8_decode(p->text + prev, at - prev, &n)))
            break;
        at = prev;
    }
    return at;
}

static uint32_t letters_after(const para *p, uint32_t at)
{
    while (at < p->len) {
        size_t n;
        if (!char_is_letter(utf8_decode(p->text + at, p->len - at, &n)))
            break;
        at += (uint32_t)n;
    }
    return at;
}

static size_t points_of_run(const para *p, const para_item *it, uint32_t from, uint32_t to,
                            uint32_t *offsets, size_t max)
{
    const para_style *st = item_style(p, it);
    const uint32_t first = it->text + (it->flags & ITEM_JOINED ? 0 : 1);
    uint8_t points[LONGEST_WORD + 1];
    size_t n = 0;

    if (to - from > LONGEST_WORD || to - from < 2)
        return 0;
    if (!hyphenate(p->l->opt->hyphens, st->shape.language, p->text + from, to - from, st->limits,
                   points))
        return 0;
    for (uint32_t i = 1; i < to - from && n < max; i++) {
        uint32_t at = from + i;
        if (points[i] && at >= first && at < it->text + it->len)
            offsets[n++] = at - it->text;
    }
    return n;
}

/* Let the author know of a dictionary that is missing, once for each. */
static void check_dictionary(layout *l, const char *language)
{
    const char *file = hyphenator_file(l->opt->hyphens, language);
    para_dictionary *d;

    for (const para_dictionary *known = l->paras->dictionaries; known; known = known->next)
        if (known->file == file)
            return;
    if (!file)
        return;
    d = ARENA_NEW(l->doc, para_dictionary);
    *d = (para_dictionary){l->paras->dictionaries, file};
    l->paras->dictionaries = d;
    hyphenator_check(l->opt->hyphens, language, l->dg);
}

size_t para_hyphen_points(const para *p, uint32_t index, uint32_t *offsets, size_t max)
{
    const para_item *it = &p->items[index];
    uint32_t end = it->text + it->len;
    size_t n = 0;

    if (!p->l->opt->hyphens || !item_style(p, it)->shape.language)
        return 0;
    check_dictionary(p->l, item_style(p, it)->shape.language);
    for (uint32_t at = letters_before(p, it->text); at < end && n < max;) {
        uint32_t to = letters_after(p, at);
        size_t len;
        if (to > at) {
            n += points_of_run(p, it, at, to, offsets + n, max - n);
            at = to;
        } else {
            utf8_decode(p->text + at, p->len - at, &len);
            at += (uint32_t)len;
        }
    }
    return n;
}
