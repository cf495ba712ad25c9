/* tag_walk.c - areas become elements by what made them: svod:role or role, else the formatting
 * object.
 *
 * The painter's walk tells which areas it enters and leaves; a stack holds those that mean an
 * element (tag_levels.c). Here are the blocks and graphics; rows and cells have tag_tables.c, lines
 * and what is in them tag_lines.c. What an object means is told by tag_meaning.c.
 *
 * A block without a role is a paragraph if it has lines of its own; around other blocks it means
 * nothing. The only block of a cell, a list item's body or a note adds nothing to it and has no
 * element. */
#include "pdf/tag_walk.h"

#include "pdf/foreign.h"
#include "pdf/tag_walk_int.h"

tag_walk *tag_walk_new(tags *t, const char *language)
{
    tag_walk *w = mem_alloc(sizeof *w);

    w->t = t;
    w->aside = arena_new();
    w->cap = 32;
    w->levels = mem_alloc(w->cap * sizeof *w->levels);
    w->levels[w->depth++] =
        (level){.type = TAG_DOCUMENT, .element = TAG_ROOT, .language = language};
    return w;
}

void tag_walk_free(tag_walk *w)
{
    if (!w)
        return;
    mem_free(w->levels);
    tag_known_free(&w->known);
    arena_free(w->aside);
    mem_free(w);
}

/* ---- blocks ---- */

/* What directly stands in a block: lines, other blocks. */
typedef struct {
    bool lines, blocks;
} block_parts;

static block_parts parts_of(const area *a)
{
    block_parts p = {false, false};

    for (const area *k = a->child; k && !(p.lines && p.blocks); k = k->next) {
        p.lines |= k->kind == AREA_LINE;
        p.blocks |= k->kind == AREA_BLOCK && k->role == ROLE_CONTENT && k->child;
    }
    return p;
}

static bool only_child(const fo_node *fo)
{
    return fo_child(fo_parent(fo)) == fo && !fo_next(fo);
}

/* A block without a role. */
static uint16_t plain_block(const tag_walk *w, const fo_node *fo, block_parts p)
{
    const tag_holds holds = tags_holds(w->t, top(w)->type);

    if (holds == HOLDS_TEXT || !p.lines || (holds == HOLDS_FLOW && only_child(fo)))
        return TYPE_NONE;
    return p.blocks ? TAG_DIV : TAG_P;
}

static void enter_sequence(tag_walk *w, const area *a)
{
    const uint16_t type = walk_type(w, w->sequence, TAG_DIV);

    if (type != TYPE_NONE && type != TAG_DOCUMENT)
        walk_push(w, a, w->sequence, type);
}

/* The nearest object around it that has an element, within its flow or footnote; NULL. */
static const fo_node *around(tag_walk *w, const fo_node *fo)
{
    for (const fo_node *n = fo_parent(fo); n && fo_type_of(n) != FO_FLOW; n = fo_parent(n)) {
        if (fo_type_of(n) == FO_FOOTNOTE_BODY)
            walk_note(w, n, TAG_ROOT, w->levels[0].language);
        if (tag_known_find(&w->known, n))
            return n;
    }
    return NULL;
}

/* Objects of the page-sequence before may be gone. */
static void note_sequence(tag_walk *w, const fo_node *fo)
{
    const fo_node *sequence = fo;

    while (fo_parent(sequence) && fo_type_of(sequence) != FO_PAGE_SEQUENCE)
        sequence = fo_parent(sequence);
    if (sequence != w->sequence) {
        tag_known_clear(&w->known);
        w->sequence = sequence;
    }
}

/* What stands at the top of the area tree: which page-sequence it is in, and what is around it in
 * the formatting objects though not on the page, such as a footnote. */
static void enter_from_outside(tag_walk *w, const area *a)
{
    const fo_node *outer;

    note_sequence(w, a->fo);
    if ((outer = around(w, a->fo))) {
        const uint32_t e = tag_known_find(&w->known, outer);
        walk_push(w, a, outer, element(w, e)->type)->element = e;
        return;
    }
    enter_sequence(w, a);
}

static bool wants_box(const tag_walk *w, uint16_t type)
{
    const tag_type standard = tags_standard(w->t, type);

    return standard == TAG_FIGURE || standard == TAG_FORMULA || standard == TAG_FORM;
}

static bool is_row(const area *a)
{
    return a->rows && !a->columns;
}

static uint32_t enter_block(tag_walk *w, const area *a)
{
    block_parts parts;
    uint16_t type;
    uint32_t e;

    if (is_row(a)) {
        walk_enter_row(w, a);
        return 0;
    }
    if (a->columns) {
        walk_enter_cell(w, a);
        return 0;
    }
    if (!a->fo || a->fo == top(w)->fo)
        return 0;
    if (w->depth == 1)
        enter_from_outside(w, a);
    parts = parts_of(a);
    type = walk_type(w, a->fo, parts.lines && !parts.blocks ? TAG_P : TAG_DIV);
    if (type == TYPE_NONE && fo_type_of(a->fo) == FO_BLOCK)
        type = plain_block(w, a->fo, parts);
    if (type == TYPE_NONE)
        return 0;
    walk_push(w, a, a->fo, type);
    if (type != TYPE_ARTIFACT && walk_is_field(a->fo) && tags_standard(w->t, type) != TAG_FORM)
        walk_push(w, a, NULL, type = TAG_FORM);
    if (type == TYPE_ARTIFACT || !wants_box(w, type))
        return 0;
    e = walk_realise_top(w);
    return tags_extra(w->t, e)->has_box ? 0 : e;
}

/* ---- graphics ---- */

static uint32_t enter_image(tag_walk *w, const area *a)
{
    const char *alternative = a->fo ? fo_svod(a->fo, "alt") : NULL;
    uint16_t type = a->fo ? walk_type(w, a->fo, TAG_FIGURE) : TAG_FIGURE;
    tag_extra *x;

    if (type == TYPE_NONE)
        return 0;
    if (type == TYPE_ARTIFACT || (alternative && !*alternative)) {
        walk_push(w, a, a->fo, TYPE_ARTIFACT);
        return 0;
    }
    if (top_type(w) != TAG_FIGURE && top_type(w) != TAG_FORMULA) {
        walk_push_line(w, a, fo_parent(a->fo));
        walk_push(w, a, a->fo, type);
    }
    x = tags_extra(w->t, walk_realise_top(w));
    if (!x->alternative && alternative)
        x->alternative = arena_strdup(w->t->mem, alternative);
    if (!x->alternative && a->u.image->foreign)
        x->alternative = foreign_title(w->t->mem, a->u.image->foreign);
    return x->has_box ? 0 : top(w)->element;
}

/* ---- the walk ---- */

uint32_t tag_walk_enter(tag_walk *w, const area *a)
{
    if (top(w)->artifact)
        return 0;
    if (a->role == ROLE_ARTIFACT) {
        if (a->child)
            walk_push(w, a, NULL, TYPE_ARTIFACT);
        return 0;
    }
    if (a->kind == AREA_BLOCK)
        return enter_block(w, a);
    if (a->kind == AREA_IMAGE)
        return enter_image(w, a);
    if (a->kind == AREA_INLINE && a->fo)
        walk_enter_inline(w, a);
    return 0;
}

void tag_walk_leave(tag_walk *w, const area *a)
{
    while (w->depth > 1 && top(w)->a == a) {
        if (a->rows && !a->cut && a->fo && top(w)->fo == a->fo)
            tag_known_drop(&w->known, a->fo);
        w->depth--;
    }
}

uint32_t tag_walk_owner(tag_walk *w, const area *a)
{
    if (a->role == ROLE_ARTIFACT || a->kind == AREA_RULE || top(w)->artifact)
        return TAG_ARTIFACT;
    return a->kind == AREA_TEXT ? walk_text_owner(w, a) : walk_realise_top(w);
}

/* The element of an annotation in an artifact, such as a header: it is to be reached all the same,
 * and PDF/UA wants a Link or a Form around each (7.18.4, 7.18.5). One does for all pages that have
 * it. */
static uint32_t around_artifact(tag_walk *w, const fo_node *fo, tag_type type)
{
    uint32_t e;

    if (!fo)
        return walk_make(w, NULL, TAG_ROOT, type);
    note_sequence(w, fo);
    e = tag_known_find(&w->known, fo);
    return e && tags_standard(w->t, element(w, e)->type) == type ? e
                                                                 : walk_make(w, fo, TAG_ROOT, type);
}

uint32_t tag_walk_annotation(tag_walk *w, const fo_node *fo, tag_type type)
{
    return top(w)->artifact ? around_artifact(w, fo, type) : walk_realise_top(w);
}
