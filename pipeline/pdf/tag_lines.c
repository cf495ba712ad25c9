/* tag_lines.c - what stands in lines: paragraphs, inlines, the marks of footnotes, the labels of
 * lists.
 *
 * Text that stands beside blocks gets a paragraph of its own. What a footnote says is a kid of the
 * paragraph that has its mark, behind the mark: that is where it is to be read. */
#include "base/utf8.h"
#include "pdf/tag_walk_int.h"

/* The paragraph for what stands directly in a group: the last one, if nothing came since. */
static uint32_t anonymous_paragraph(tag_walk *w)
{
    const uint32_t parent = walk_fitting(w, walk_realise_top(w), TAG_P);
    uint32_t last = tags_last_element(w->t, parent);

    if (last && element(w, last)->anonymous)
        return last;
    last = tags_add(w->t, parent, TAG_P);
    element(w, last)->anonymous = true;
    return last;
}

/* What lines are to stand in is not a group. */
static void push_paragraph(tag_walk *w, const area *a)
{
    const tag_holds holds = tags_holds(w->t, top(w)->type);
    uint32_t paragraph;

    if (holds != HOLDS_GROUP && holds != HOLDS_PARTS)
        return;
    paragraph = anonymous_paragraph(w);
    walk_push(w, a, NULL, TAG_P)->element = paragraph;
}

/* ---- inlines ---- */

static bool is_mark(const fo_node *fo)
{
    return fo_parent(fo) && fo_type_of(fo_parent(fo)) == FO_FOOTNOTE &&
           fo_type_of(fo) != FO_FOOTNOTE_BODY;
}

/* The level at the top is a footnote's mark: its text is read behind it. */
static void add_note(tag_walk *w, const fo_node *mark)
{
    const size_t parent = w->depth - 2;

    walk_realise_top(w);
    if (fo_next(mark))
        walk_note(w, fo_next(mark), walk_realise(w, parent), w->levels[parent].language);
}

/* The inlines from `up_to` down to `fo` have no areas of their own, yet mean something if they are
 * a mark or change the language. */
static void push_inlines(tag_walk *w, const area *a, const fo_node *fo, const fo_node *up_to)
{
    const fo_type type = fo ? fo_type_of(fo) : FO_FLOW;

    if (fo == up_to || type == FO_FLOW || type == FO_STATIC_CONTENT || type == FO_MARKER ||
        type == FO_FOOTNOTE_BODY)
        return;
    push_inlines(w, a, fo_parent(fo), up_to);
    if (is_mark(fo)) {
        walk_push(w, a, fo, TAG_REFERENCE);
        add_note(w, fo);
    } else if (!same_language(walk_language(w, fo), top(w)->language)) {
        walk_push(w, a, fo, TAG_SPAN);
    }
}

/* What is in a line stands in a paragraph, and in the inlines around it. */
void walk_push_line(tag_walk *w, const area *a, const fo_node *fo)
{
    size_t i = w->depth - 1;

    while (i && !w->levels[i].fo)
        i--;
    push_paragraph(w, a);
    push_inlines(w, a, fo, w->levels[i].fo);
}

void walk_enter_inline(tag_walk *w, const area *a)
{
    const bool mark = is_mark(a->fo);
    uint16_t type = walk_type(w, a->fo, TAG_SPAN);

    if (type == TYPE_NONE && mark)
        type = TAG_REFERENCE;
    if (type == TYPE_NONE)
        return;
    if (type != TYPE_ARTIFACT)
        walk_push_line(w, a, fo_parent(a->fo));
    walk_push(w, a, a->fo, type);
    if (type == TYPE_ARTIFACT)
        return;
    if (type != TAG_LINK) /* one without text or place leaves no trace */
        walk_realise_top(w);
    if (mark)
        add_note(w, a->fo);
    if (fo_type_of(a->fo) == FO_BASIC_LINK && tags_standard(w->t, type) != TAG_LINK)
        walk_push(w, a, NULL, TAG_LINK);
}

/* ---- texts ---- */

/* How a list is numbered whose first label begins so; a roman one begins with an I that stands
 * alone. */
static tag_numbering numbering_of(uint32_t cp, bool alone)
{
    static const struct {
        uint32_t from, to;
        tag_numbering is;
    } signs[] = {
        {'0', '9', NUMBERING_DECIMAL},
        {0x2160, 0x216F, NUMBERING_UPPER_ROMAN}, /* Ⅰ */
        {0x2170, 0x217F, NUMBERING_LOWER_ROMAN},
        {'A', 'Z', NUMBERING_UPPER},
        {0x410, 0x42F, NUMBERING_UPPER}, /* А to Я */
        {'a', 'z', NUMBERING_LOWER},
        {0x430, 0x44F, NUMBERING_LOWER},
        {0x25A0, 0x25AB, NUMBERING_SQUARE},
        {0x25CB, 0x25CB, NUMBERING_CIRCLE},
        {0x25E6, 0x25E6, NUMBERING_CIRCLE},
    };

    if (alone && (cp == 'I' || cp == 'i'))
        return cp == 'I' ? NUMBERING_UPPER_ROMAN : NUMBERING_LOWER_ROMAN;
    for (size_t i = 0; i < COUNT(signs); i++)
        if (cp >= signs[i].from && cp <= signs[i].to)
            return signs[i].is;
    return NUMBERING_DISC;
}

/* By the first character of the first label, but for a bracket. */
static void note_label(tag_walk *w, uint32_t label, const area_text *text)
{
    const tag_element *item = element(w, element(w, label)->parent);
    tag_element *list = element(w, item->parent);
    const char *s = text->text, *end = s + text->text_len;
    size_t len = 0;
    uint32_t cp;

    if (item->type != TAG_LI || list->type != TAG_L || list->scope)
        return;
    if (s < end && *s == '(')
        s++;
    cp = s < end ? utf8_decode(s, (size_t)(end - s), &len) : 0;
    list->scope = numbering_of(cp, s + len == end || s[len] == '.' || s[len] == ')');
}

uint32_t walk_text_owner(tag_walk *w, const area *a)
{
    const size_t depth = w->depth;
    uint32_t owner;

    if (!a->fo || a->fo == top(w)->fo)
        push_paragraph(w, a);
    else
        walk_push_line(w, a, a->fo);
    owner = walk_realise_top(w);
    w->depth = depth;
    if (element(w, owner)->type == TAG_LBL)
        note_label(w, owner, a->u.text);
    return owner;
}
