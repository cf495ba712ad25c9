/* typo_breaks.c - where a word that may fit no line can be divided: U+200B behind the signs of an
 * address or of words run together, and inside a piece that is longer than a narrow column. Only
 * what stands between two breaks of UAX 14 and is too long gets any. Nobody sees the character and
 * copied text does not have it, so it is no change to tell of. */
#include "text/typo_int.h"

enum {
    ADDRESS_RUN = 14, /* characters that fit the narrow column of a table */
    PLAIN_RUN = 18,   /* of a word that is no address: numbers of acts and lists are shorter */
    SHORT_PIECE = 16, /* of letters and figures that no dictionary divides */
    LONG_PIECE = 60,  /* of Russian letters: those of a real word are divided by hyphens */
};

static const uint32_t address_signs[] = {'/', '?', '&', '=', '.', '_', '-', '@', 0},
                      plain_signs[] = {'/', '?', '&', '=', '_', '@', ',', ';', 0};

static bool is_piece(uint32_t cp)
{
    return char_is_letter(cp) || char_is_digit(cp);
}

static void allow_break(typo_work *w, size_t i)
{
    typo_item *item = &w->items[w->live[i]];

    if (!item->insert && !item->joined && !item->parted)
        item->insert = CH_ZERO_WIDTH_SPACE;
}

/* Past the piece that begins at i; it may be divided anywhere if it is too long. */
static size_t divide_piece(typo_work *w, size_t i, size_t to)
{
    size_t end = i;
    bool russian = true;

    for (; end < to && is_piece(typo_at(w, end)); end++)
        russian = russian && char_is_cyrillic(typo_at(w, end));
    if (end - i > (russian ? LONG_PIECE : SHORT_PIECE))
        for (i++; i < end; i++)
            allow_break(w, i);
    return end;
}

static void divide_run(typo_work *w, size_t from, size_t to, const uint32_t *signs)
{
    for (size_t i = from; i < to;) {
        if (is_piece(typo_at(w, i))) {
            i = divide_piece(w, i, to);
            continue;
        }
        if (i > from && i + 1 < to && is_piece(typo_at(w, i + 1)) &&
            char_is_in(signs, typo_at(w, i)))
            allow_break(w, i + 1);
        i++;
    }
}

/* Past what UAX 14 keeps on one line: it breaks behind a slash or a hyphen if a letter follows. */
static size_t run_end(const typo_work *w, size_t i, size_t to)
{
    for (i++; i < to; i++)
        if ((typo_at(w, i - 1) == '/' || typo_at(w, i - 1) == '-') && char_is_letter(typo_at(w, i)))
            break;
    return i;
}

static void divide_word(typo_work *w, size_t from, size_t to, bool address)
{
    for (size_t i = from, end; i < to; i = end) {
        end = run_end(w, i, to);
        if (end - i > (address ? ADDRESS_RUN : PLAIN_RUN))
            divide_run(w, i, end, address ? address_signs : plain_signs);
    }
}

void typo_breaks(typo_work *w)
{
    for (size_t i = 0, end; i < w->count; i = end + 1) {
        bool address = false;
        for (end = i; end < w->count && !char_is_blank(typo_at(w, end)); end++)
            address = address || w->items[w->live[end]].frozen;
        divide_word(w, i, end, address);
    }
}
