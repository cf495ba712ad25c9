/* paint_words.c - texts as they are painted and as they are read: the structure has the spaces that
 * part words of different lines, blocks and sides of leaders, and not the hyphens of divided words
 * (ISO 32000-1, 14.8.2). */
#include "base/utf8.h"
#include "pdf/paint_int.h"

enum { GAP = 8 }; /* part of the font size; a word space is twice as wide */

/* Words are parted by spaces (14.8.2.5). */
static void space_behind(painter *p, const painted *text)
{
    painter_mark(p, text->owner);
    paint_space(p->w, &p->record->res, text->text, text->x, text->y);
    tags_note_text(p->w->tags, " ", 1);
}

/* Blocks and cells without elements of their own follow one another in that around them. */
static void part_from_block_before(painter *p)
{
    if (!p->ended.text || !p->marked || p->marked == TAG_ARTIFACT)
        return;
    if (p->ended.owner == p->marked)
        space_behind(p, &p->ended);
    p->ended.text = NULL;
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F;
}

static bool begins_with_space(const area_text *t)
{
    size_t len;

    return t->text_len && is_space(utf8_decode(t->text, t->text_len, &len));
}

static bool ends_with_space(const area_text *t)
{
    size_t at = t->text_len, len;

    while (at && at + 4 > t->text_len && ((unsigned char)t->text[--at] & 0xC0) == 0x80)
        ;
    return t->text_len && is_space(utf8_decode(t->text + at, t->text_len - at, &len));
}

/* A leader, or what else leaves a gap in the line, parts words as a space does. */
static void part_from_text_before(painter *p, const area_text *t, mpt x, mpt y)
{
    const painted *before = &p->last;

    if (before->text && before->y == y && x - before->x > t->size / GAP &&
        !ends_with_space(before->text) && !begins_with_space(t))
        space_behind(p, before);
}

static void show_run(painter *p, const area *a, const area_text *t, mpt x, mpt y)
{
    if (text_shows(t) && !paint_text(p->w, &p->record->res, t, x, y))
        conform_text(p->w, area_pos(a));
}

/* The last glyph, which divides a word, is an artifact of the layout (14.8.2.2.3): in the
 * structure, the word is whole. */
static void show_divided(painter *p, const area *a, mpt x, mpt y)
{
    const area_text *t = a->u.text;
    const uint32_t last = t->glyph_count - 1, owner = p->marked;
    area_text word = *t, hyphen = *t;

    word.hyphen = false;
    word.glyph_count = last;
    word.text_len = t->glyphs[last].cluster < t->text_len ? t->glyphs[last].cluster : t->text_len;
    hyphen.glyphs += last;
    hyphen.glyph_count = 1;
    show_run(p, a, &word, x, y);
    tags_note_text(p->w->tags, word.text, word.text_len);
    for (uint32_t i = 0; i < last; i++)
        x = bounded((int64_t)x + t->glyphs[i].advance);
    painter_mark(p, TAG_ARTIFACT);
    show_run(p, a, &hyphen, x, y);
    p->last = (painted){t, owner, x, y};
}

void painter_text(painter *p, const area *a)
{
    pdf_writer *w = p->w;
    const area_text *t = a->u.text;
    const mpt x = bounded(p->x), y = bounded(p->now.flip - (p->y + t->baseline));
    const uint32_t owner = w->tags ? tag_walk_owner(w->walk, a) : 0;
    const bool read = owner && owner != TAG_ARTIFACT;

    if (read)
        part_from_text_before(p, t, x, y);
    painter_mark(p, owner);
    part_from_block_before(p);
    if (read && t->hyphen) {
        show_divided(p, a, x, y);
        return;
    }
    show_run(p, a, t, x, y);
    if (!read)
        return;
    tags_note_text(w->tags, t->text, t->text_len);
    p->last = (painted){t, owner, bounded(p->x + a->w), y};
}

static bool goes_on(const area *line)
{
    const area *next = line->next;

    while (next && next->kind != AREA_LINE)
        next = next->next;
    return next || line->parent->cut;
}

/* Also where a line ends. */
void painter_end_line(painter *p, const area *line)
{
    if (!p->last.text || !line->word_ends)
        return;
    if (goes_on(line))
        space_behind(p, &p->last);
    else
        p->ended = p->last;
}
