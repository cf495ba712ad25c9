/* para_space.c - white space: from the texts of a paragraph's nodes to one text.
 *
 * In come the text nodes and objects in document order, out goes one UTF-8 text with a list of
 * pieces. linefeed-treatment (7.16.7) comes first: what was turned into a space is a space for the
 * rest. Then a space may go because white-space-treatment (7.16.8) or white-space-collapse
 * (7.16.12) says so with regard to its neighbours in the paragraph, whichever inline they belong
 * to. Spaces at the ends of lines are another matter: they fall when lines are made (4.7.2). One
 * pass; the only look back is at the end of the text, from which spaces before a linefeed are taken
 * again. */
#include "layout/para_int.h"

#include <string.h>

#include "base/utf8.h"
#include "text/casing.h"
#include "text/chars.h"

static void reserve(layout *l, para_pieces *ps, size_t more)
{
    ps->text = arena_grow(l->paras->scratch, ps->text, &ps->cap, ps->len + more + 4, 1);
}

static para_piece *piece_add(layout *l, para_pieces *ps, const para_scope *s, item_kind kind)
{
    para_piece *pc;
    ps->pieces =
        arena_grow(l->paras->scratch, ps->pieces, &ps->piece_cap, ps->count + 1, sizeof *pc);
    pc = &ps->pieces[ps->count++];
    pc->kind = (uint8_t)kind;
    pc->scope = s->index;
    pc->small = false;
    pc->from = pc->to = (uint32_t)ps->len;
    pc->data = NULL;
    return pc;
}

/* The piece that text of `s` goes into: the last one if the text goes on, so that words and their
 * kerning do not depend on how the text was cut into nodes. */
static para_piece *piece_of_text(layout *l, para_pieces *ps, const para_scope *s, bool small)
{
    para_piece *pc = ps->count ? &ps->pieces[ps->count - 1] : NULL;

    if (pc && pc->kind == ITEM_WORD && pc->scope == s->index && pc->small == small &&
        pc->to == ps->len)
        return pc;
    pc = piece_add(l, ps, s, ITEM_WORD);
    pc->small = small;
    return pc;
}

void para_pieces_apart(para_pieces *ps)
{
    if (ps->last == ' ')
        ps->last = 0;
}

void para_pieces_object(layout *l, para_pieces *ps, const para_scope *s, item_kind kind,
                        const char *stand_in, const void *data)
{
    para_piece *pc = piece_add(l, ps, s, kind);
    size_t n = strlen(stand_in);

    pc->data = data;
    if (((kind == ITEM_OPEN || kind == ITEM_CLOSE) && ps->last == ' ') ||
        (kind == ITEM_CLOSE && ps->last == '^' && fo_type_of(s->fo) != FO_WRAPPER && !s->continued))
        ps->last = 0; /* the object before the next space is no space, but an inline (7.16.12) */
    if (n) {
        reserve(l, ps, n);
        memcpy(ps->text + ps->len, stand_in, n);
        ps->len += n;
        ps->last = 0;
    }
    pc->to = (uint32_t)ps->len;
}

/* Spaces before a linefeed: from the end of the text, through the pieces that hold them. */
static void strip_spaces(para_pieces *ps)
{
    for (size_t i = ps->count; i > 0 && ps->len && ps->text[ps->len - 1] == ' '; i--) {
        para_piece *pc = &ps->pieces[i - 1];
        if (pc->to > pc->from && pc->kind != ITEM_WORD)
            break;
        while (pc->to > pc->from && ps->text[ps->len - 1] == ' ') {
            ps->len--;
            pc->to--;
        }
        if (pc->to > pc->from)
            break;
        pc->from = pc->to = (uint32_t)ps->len;
    }
}

static bool ignored_before(const para_style *st)
{
    return st->collapse || st->treatment == EN_IGNORE_IF_BEFORE_LINEFEED ||
           st->treatment == EN_IGNORE_IF_SURROUNDING_LINEFEED;
}

static bool ignored_after(const para_style *st)
{
    return st->treatment == EN_IGNORE_IF_AFTER_LINEFEED ||
           st->treatment == EN_IGNORE_IF_SURROUNDING_LINEFEED;
}

/* Whether a space after what the text ends with goes. */
static bool space_falls(const para_pieces *ps, const para_style *st)
{
    if (st->treatment == EN_IGNORE)
        return true;
    if (ps->last == ' ')
        return st->collapse;
    if (ps->last == '\n')
        return st->collapse || ignored_after(st);
    return ps->last == '^' && ignored_after(st);
}

/* A preserved linefeed ends the piece and is an object of its own; returns the next text piece. */
static para_piece *add_newline(layout *l, para_pieces *ps, const para_scope *s)
{
    if (ignored_before(s->style))
        strip_spaces(ps);
    para_pieces_object(l, ps, s, ITEM_NEWLINE, "\n", NULL);
    ps->last = '\n';
    return piece_add(l, ps, s, ITEM_WORD);
}

static para_piece *add_linefeed(layout *l, para_pieces *ps, const para_scope *s, para_piece *pc)
{
    switch (s->style->linefeed) {
    case EN_PRESERVE:
        return add_newline(l, ps, s);
    case EN_IGNORE:
        return pc;
    case EN_TREAT_AS_ZERO_WIDTH_SPACE:
        memcpy(ps->text + ps->len, "\xE2\x80\x8B", 3);
        ps->len += 3;
        pc->to = (uint32_t)ps->len;
        ps->last = 0;
        return pc;
    default:
        if (!space_falls(ps, s->style)) {
            ps->text[ps->len++] = ' ';
            pc->to = (uint32_t)ps->len;
            ps->last = ' ';
        }
        return pc;
    }
}

/* Bytes of a character that ends a line whatever linefeed-treatment says (UAX 14, BK and NL). */
static inline size_t line_end(const char *s, size_t n)
{
    if (*s != '\xE2' && *s != '\xC2')
        return 0;
    if (n >= 3 && (!memcmp(s, "\xE2\x80\xA8", 3) || !memcmp(s, "\xE2\x80\xA9", 3)))
        return 3;
    return n >= 2 && !memcmp(s, "\xC2\x85", 2) ? 2 : 0;
}

static void add_text(layout *l, para_pieces *ps, const para_scope *s, const char *utf8, size_t n,
                     bool small)
{
    para_piece *pc = piece_of_text(l, ps, s, small);

    for (size_t i = 0; i < n;) {
        size_t run = i;
        while (run < n && (unsigned char)utf8[run] > ' ' && !line_end(utf8 + run, n - run))
            run++;
        if (run > i) {
            reserve(l, ps, run - i);
            memcpy(ps->text + ps->len, utf8 + i, run - i);
            ps->len += run - i;
            pc->to = (uint32_t)ps->len;
            ps->last = 0;
            i = run;
            continue;
        }
        reserve(l, ps, 4);
        if (line_end(utf8 + i, n - i)) {
            pc = add_newline(l, ps, s);
            i += line_end(utf8 + i, n - i);
            continue;
        }
        if (utf8[i] == '\n') {
            pc = add_linefeed(l, ps, s, pc);
        } else if (!space_falls(ps, s->style)) {
            ps->text[ps->len++] = ' ';
            pc->to = (uint32_t)ps->len;
            ps->last = ' ';
        }
        i++;
    }
}

static bool is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019;
}

/* Is the text so far one that ends within a word? */
static bool ends_in_word(const para_pieces *ps)
{
    uint32_t cp = 0;

    for (size_t end = ps->len, at, len; end > 0; end = at) {
        for (at = end - 1; at > 0 && ((unsigned char)ps->text[at] & 0xC0) == 0x80;)
            at--;
        cp = utf8_decode(ps->text + at, end - at, &len);
        if (!is_apostrophe(cp))
            break;
    }
    return char_is_letter(cp) || char_is_digit(cp);
}

/* First letters of words as titles; a word may go on from the text before. One that begins with a
 * figure has no such letter: «2nd» stays as it is. */
static char *capitalise(layout *l, const para_pieces *ps, const char *utf8, size_t n, size_t *out_n)
{
    char *out = arena_text(l->paras->scratch, n * 4 + 1), *at = out;
    bool inside = ends_in_word(ps);

    for (size_t i = 0, len; i < n; i += len) {
        uint32_t cp = utf8_decode(utf8 + i, n - i, &len);
        bool letter = char_is_letter(cp);
        at += utf8_encode(letter && !inside ? char_to_title(cp) : cp, at);
        inside = letter || char_is_digit(cp) || (inside && is_apostrophe(cp));
    }
    *out_n = (size_t)(at - out);
    return out;
}

/* Each letter that has no other letter for itself stays: «ß» has two capitals. */
static char *set_letters(arena *a, text_case to, const char *utf8, size_t n, size_t *out_n)
{
    char *out = arena_text(a, n * 4 + 1), *at = out;

    for (size_t i = 0, len, m; i < n; i += len) {
        const char *one;
        utf8_decode(utf8 + i, n - i, &len);
        one = text_set_case(a, to, utf8 + i, len, &m);
        if (utf8_count(one, m) != 1) {
            one = utf8 + i;
            m = len;
        }
        memcpy(at, one, m);
        at += m;
    }
    *out_n = (size_t)(at - out);
    return out;
}

static const char *set_case(layout *l, const para_style *st, text_case to, const char *utf8,
                            size_t n, size_t *out_n)
{
    arena *a = l->paras->scratch;
    const char *out = text_set_case(a, to, utf8, n, out_n);

    if (st->same_letters && utf8_count(out, *out_n) != utf8_count(utf8, n))
        return set_letters(a, to, utf8, n, out_n);
    return out;
}

static const char *transform(layout *l, const para_pieces *ps, const para_style *st,
                             const char *utf8, size_t n, size_t *out_n)
{
    switch (st->transform) {
    case EN_UPPERCASE:
        return set_case(l, st, CASE_UPPER, utf8, n, out_n);
    case EN_LOWERCASE:
        return set_case(l, st, CASE_LOWER, utf8, n, out_n);
    case EN_CAPITALIZE:
        return capitalise(l, ps, utf8, n, out_n);
    default:
        *out_n = n;
        return utf8;
    }
}

/* Small capitals: runs of small letters become capitals, marked to be set smaller. */
static void add_small_caps(layout *l, para_pieces *ps, const para_scope *s, const char *utf8,
                           size_t n)
{
    for (size_t i = 0, len; i < n;) {
        size_t end = i, out_n;
        bool small = char_is_lower(utf8_decode(utf8 + i, n - i, &len));
        while (end < n && char_is_lower(utf8_decode(utf8 + end, n - end, &len)) == small)
            end += len;
        if (small) {
            const char *out = set_case(l, s->style, CASE_UPPER, utf8 + i, end - i, &out_n);
            add_text(l, ps, s, out, out_n, true);
        } else {
            add_text(l, ps, s, utf8 + i, end - i, false);
        }
        i = end;
    }
}

void para_pieces_text(layout *l, para_pieces *ps, const para_scope *s, const char *utf8, size_t n)
{
    const char *text = transform(l, ps, s->style, utf8, n, &n);

    if (s->style->small_caps)
        add_small_caps(l, ps, s, text, n);
    else
        add_text(l, ps, s, text, n, false);
}
