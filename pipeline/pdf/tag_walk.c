/* tag_walk.c - areas become elements by what made them: svod:role or role, else the formatting object.
 *
 * The painter's walk tells which areas it enters and leaves; a stack holds those that mean an element. An
 * object that is on several pages, or in several lines, has one element: a table keeps it by the object
 * for the time of a page-sequence (objects do not live longer); rows and cells, of which there are many, until
 * their last area. Elements are made when they first have
 * content, so that what is empty leaves no trace; rows and cells are made at once, since a table needs
 * its empty cells too.
 *
 * A block without a role is a paragraph if it has lines of its own; around other blocks it means nothing.
 * The only block of a cell, a list item's body or a note adds nothing to it and has no element. Text that
 * stands beside blocks gets a paragraph of its own. What a footnote says is a kid of the paragraph that has its mark,
 * behind the mark: that is where it is to be read. */
#include "pdf/tag_walk.h"

#include <string.h>

#include "base/utf8.h"
#include "pdf/foreign.h"

enum { TYPE_NONE = UINT16_MAX, TYPE_ARTIFACT = UINT16_MAX - 1, HEADING_LEVELS = 6 };

/* An area that means an element. */
typedef struct {
    const area *a;
    const fo_node *fo; /* NULL: anonymous */
    const char *language;
    uint16_t type;
    bool artifact;
    uint32_t element; /* 0: not made yet */
} level;

typedef struct {
    const fo_node *fo;
    uint32_t element;
} slot;

struct tag_walk {
    tags *t;
    level *levels; /* the first is the document */
    size_t depth, cap;
    slot *slots; /* open hash by object; size is a power of two */
    size_t size, count;
    const fo_node *sequence;
    int headings[HEADING_LEVELS + 1]; /* levels as given, of the headings that are open */
    int heading_depth;
    arena *aside;       /* for a moment */
    const char *spoken; /* with a country; NULL: nothing yet */
};

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
    mem_free(w->slots);
    arena_free(w->aside);
    mem_free(w);
}

static level *top(const tag_walk *w)
{
    return &w->levels[w->depth - 1];
}

static tag_element *element(const tag_walk *w, uint32_t e)
{
    return &w->t->elements[e];
}

/* ---- elements of objects ---- */

static slot *find_slot(const tag_walk *w, const fo_node *fo)
{
    size_t at = (size_t)(((uint64_t)(uintptr_t)fo * 0x9E3779B97F4A7C15u) >> 20) & (w->size - 1);

    while (w->slots[at].fo && w->slots[at].fo != fo)
        at = (at + 1) & (w->size - 1);
    return &w->slots[at];
}

static uint32_t known(const tag_walk *w, const fo_node *fo)
{
    return w->size ? find_slot(w, fo)->element : 0;
}

static void know(tag_walk *w, const fo_node *fo, uint32_t e)
{
    slot *s;

    if (w->count * 2 >= w->size) {
        slot *old = w->slots;
        size_t n = w->size;
        w->size = n ? n * 2 : 256;
        w->slots = mem_alloc(w->size * sizeof *w->slots);
        for (size_t i = 0; i < n; i++)
            if (old[i].fo)
                *find_slot(w, old[i].fo) = old[i];
        mem_free(old);
    }
    s = find_slot(w, fo);
    w->count += s->fo == NULL;
    *s = (slot){fo, e};
}

/* Its last area is gone: nobody asks again. What comes behind it in the table moves up. */
static void forget(tag_walk *w, const fo_node *fo)
{
    slot *gone = w->size ? find_slot(w, fo) : NULL;
    size_t at;

    if (!gone || !gone->fo)
        return;
    at = (size_t)(gone - w->slots);
    w->slots[at].fo = NULL;
    w->slots[at].element = 0;
    w->count--;
    while (w->slots[at = (at + 1) & (w->size - 1)].fo) {
        const slot moved = w->slots[at];
        w->slots[at] = (slot){NULL, 0};
        *find_slot(w, moved.fo) = moved;
    }
}

static void forget_all(tag_walk *w)
{
    if (w->size)
        memset(w->slots, 0, w->size * sizeof *w->slots);
    w->count = 0;
}

/* What was last put together out of language and country does for the areas that follow, too. */
static const char *language_of(tag_walk *w, const fo_node *fo)
{
    const char *tag = fo_language(fo, w->aside);

    if (!tag || tag == fo_string(fo, PR_LANGUAGE))
        return tag;
    if (!w->spoken || strcmp(w->spoken, tag))
        w->spoken = arena_strdup(w->t->mem, tag);
    arena_reset(w->aside);
    return w->spoken;
}

static bool same_language(const char *a, const char *b)
{
    return a == b || !a || (b && !strcmp(a, b)); /* what is not told goes on */
}

/* Headings are as deep as they are nested: one that leaves out a level, which PDF/UA forbids, moves up,
 * and its equals with it. */
static uint16_t heading(tag_walk *w, int given)
{
    while (w->heading_depth && w->headings[w->heading_depth - 1] >= given)
        w->heading_depth--;
    if (w->heading_depth < HEADING_LEVELS)
        w->heading_depth++;
    w->headings[w->heading_depth - 1] = given;
    return (uint16_t)(TAG_H1 + w->heading_depth - 1);
}

/* How many surround what is told of, as far as headings count them. A heading without a level, which PDF/UA forbids
 * beside those that have one, is as deep. */
static int sections(const tag_walk *w)
{
    int n = 0;

    for (size_t i = 0; i < w->depth && n < HEADING_LEVELS - 1; i++)
        n += w->levels[i].type == TAG_SECT || w->levels[i].type == TAG_PART;
    return n;
}

/* A caption right before a table is the table's. */
static bool takes_caption(const tag_walk *w, uint32_t parent, uint16_t type)
{
    const uint32_t last =
        tags_standard(w->t, type) == TAG_TABLE ? tags_last_element(w->t, parent) : 0;

    return last && tags_standard(w->t, element(w, last)->type) == TAG_CAPTION;
}

static uint32_t make(tag_walk *w, const fo_node *fo, uint32_t parent, uint16_t type)
{
    const char *alternative = fo ? fo_svod(fo, "alt") : NULL;
    uint32_t e;

    if (type == TAG_H)
        type = (uint16_t)(TAG_H1 + sections(w));
    if (type >= TAG_H1 && type <= TAG_H6)
        type = heading(w, type - TAG_H1 + 1);
    e = takes_caption(w, parent, type) ? tags_add_around_last(w->t, parent, type)
                                       : tags_add(w->t, parent, type);
    if (fo)
        know(w, fo, e);
    if (alternative && *alternative)
        tags_extra(w->t, e)->alternative = arena_strdup(w->t->mem, alternative);
    if (tags_standard(w->t, type) == TAG_FIGURE || tags_standard(w->t, type) == TAG_FORMULA)
        tags_extra(w->t, e)->pos = fo ? fo_pos(fo) : NO_POS;
    return e;
}

/* Where an element of this type goes: into `parent`, or what has to stand between them. */
static uint32_t fitting(tag_walk *w, uint32_t parent, uint16_t type)
{
    for (;;) {
        const tag_type between =
            tags_between(tags_standard(w->t, type), tags_standard(w->t, element(w, parent)->type));
        const uint32_t last = tags_last_element(w->t, parent);
        if (between == TAG_COUNT)
            return parent;
        if (last && element(w, last)->anonymous) {
            parent = last;
            continue;
        }
        parent = tags_add(w->t, parent, between);
        element(w, parent)->anonymous = true;
    }
}

static void tell_language(const tag_walk *w, uint32_t e, const char *language, const char *outer)
{
    if (!same_language(language, outer))
        tags_extra(w->t, e)->language = arena_strdup(w->t->mem, language);
}

/* The element of the level, with those around it. */
static uint32_t realise(tag_walk *w, size_t i)
{
    level *l = &w->levels[i];
    uint32_t parent, old;

    if (l->element)
        return l->element;
    parent = fitting(w, realise(w, i - 1), l->type);
    old = l->fo ? known(w, l->fo) : 0;
    if (old && (l->a->continued || element(w, old)->parent == parent))
        return l->element = old;
    l->element = make(w, l->fo, parent, l->type);
    tell_language(w, l->element, l->language, w->levels[i - 1].language);
    return l->element;
}

static uint32_t realise_top(tag_walk *w)
{
    return realise(w, w->depth - 1);
}

static level *push(tag_walk *w, const area *a, const fo_node *fo, uint16_t type)
{
    const char *language = fo ? language_of(w, fo) : NULL;
    level *l;

    if (w->depth == w->cap) {
        w->cap *= 2;
        w->levels = mem_realloc(w->levels, w->cap * sizeof *w->levels);
    }
    l = &w->levels[w->depth++];
    *l = (level){.a = a,
                 .fo = fo,
                 .type = type,
                 .artifact = type == TYPE_ARTIFACT,
                 .language = language ? language : l[-1].language};
    return l;
}

static tag_type top_type(const tag_walk *w)
{
    return tags_standard(w->t, top(w)->type);
}

/* ---- roles ---- */

/* A name such as "H1"; a URI, or what else XSL-FO permits, is none. */
static const char *role_of(const fo_node *fo)
{
    const char *role = fo_svod(fo, "role");

    if (!role && fo_specified(fo, PR_ROLE))
        role = fo_string(fo, PR_ROLE);
    if (!role || !*role || !strcmp(role, "none"))
        return NULL;
    for (const char *s = role; *s; s++)
        if (!((*s >= 'A' && *s <= 'Z') || (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9')))
            return NULL;
    return role;
}

static bool in_head(const fo_node *cell)
{
    const fo_node *up = fo_parent(cell);

    if (fo_type_of(up) == FO_TABLE_ROW)
        up = fo_parent(up);
    return fo_type_of(up) == FO_TABLE_HEADER;
}

/* What an object is without a role; TYPE_NONE: it means nothing. */
static uint16_t usual_type(const tag_walk *w, const fo_node *fo)
{
    switch (fo_type_of(fo)) {
    case FO_LIST_BLOCK:
        return TAG_L;
    case FO_LIST_ITEM:
        return TAG_LI;
    case FO_LIST_ITEM_LABEL:
        return TAG_LBL;
    case FO_LIST_ITEM_BODY:
        return TAG_LBODY;
    case FO_TABLE_AND_CAPTION:
        return TAG_TABLE;
    case FO_TABLE_CAPTION:
        return TAG_CAPTION;
    case FO_TABLE:
        return top(w)->fo && fo_type_of(top(w)->fo) == FO_TABLE_AND_CAPTION ? TYPE_NONE : TAG_TABLE;
    case FO_TABLE_HEADER:
        return TAG_THEAD;
    case FO_TABLE_FOOTER:
        return TAG_TFOOT;
    case FO_TABLE_BODY:
        return TAG_TBODY;
    case FO_TABLE_ROW:
        return TAG_TR;
    case FO_TABLE_CELL:
        return in_head(fo) ? TAG_TH : TAG_TD;
    case FO_BASIC_LINK:
        return TAG_LINK;
    case FO_FOOTNOTE_BODY:
        return TAG_NOTE;
    case FO_EXTERNAL_GRAPHIC:
    case FO_INSTREAM_FOREIGN_OBJECT:
        return TAG_FIGURE;
    default:
        return TYPE_NONE;
    }
}

/* The type that a role names, if it may stand here; else what the object is. */
static uint16_t type_of(const tag_walk *w, const fo_node *fo, tag_type as)
{
    const char *role = role_of(fo);
    uint16_t type = usual_type(w, fo);

    if (role && !strcmp(role, "Artifact"))
        return TYPE_ARTIFACT;
    if (role && role[0] == 'H' && role[1] > '6' && role[1] <= '9' && !role[2])
        role = "H6";
    if (role)
        type = tags_role(w->t, role, type == TYPE_NONE ? as : (tag_type)type);
    if (type == TYPE_NONE || tags_fits(tags_standard(w->t, type), top_type(w)))
        return type;
    return role ? (uint16_t)as : TYPE_NONE;
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

/* The paragraph for what stands directly in a group: the last one, if nothing came since. */
static uint32_t anonymous_paragraph(tag_walk *w)
{
    const uint32_t parent = fitting(w, realise_top(w), TAG_P);
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
    push(w, a, NULL, TAG_P)->element = paragraph;
}

/* The element of a footnote's text, for a kid of `parent`, where `language` is spoken. */
static uint32_t note_of(tag_walk *w, const fo_node *body, uint32_t parent, const char *language)
{
    uint32_t e = known(w, body);
    const char *role = role_of(body);

    if (e)
        return e;
    e = make(w, body, parent, role ? tags_role(w->t, role, TAG_NOTE) : TAG_NOTE);
    tell_language(w, e, language_of(w, body), language);
    return e;
}

static void enter_sequence(tag_walk *w, const area *a)
{
    const uint16_t type = type_of(w, w->sequence, TAG_DIV);

    if (type != TYPE_NONE && type != TAG_DOCUMENT)
        push(w, a, w->sequence, type);
}

/* The nearest object around it that has an element, within its flow or footnote; NULL. */
static const fo_node *around(tag_walk *w, const fo_node *fo)
{
    for (const fo_node *n = fo_parent(fo); n && fo_type_of(n) != FO_FLOW; n = fo_parent(n)) {
        if (fo_type_of(n) == FO_FOOTNOTE_BODY)
            note_of(w, n, TAG_ROOT, w->levels[0].language);
        if (known(w, n))
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
        forget_all(w);
        w->sequence = sequence;
    }
}

/* What stands at the top of the area tree: which page-sequence it is in, and what is around it in the
 * formatting objects though not on the page, such as a footnote. */
static void enter_from_outside(tag_walk *w, const area *a)
{
    const fo_node *outer;

    note_sequence(w, a->fo);
    if ((outer = around(w, a->fo))) {
        const uint32_t e = known(w, outer);
        push(w, a, outer, element(w, e)->type)->element = e;
        return;
    }
    enter_sequence(w, a);
}

/* ---- tables ---- */

static const area *first_cell(const area *row)
{
    const area *k = row->child;

    while (k && !k->columns)
        k = k->next;
    return k;
}

static bool is_row(const area *a)
{
    return a->rows && !a->columns;
}

/* The header, body or footer has no area of its own. */
static void push_part(tag_walk *w, const area *row)
{
    const area *cell = row->fo ? row : first_cell(row);
    const fo_node *part = cell && cell->fo ? fo_parent(cell->fo) : NULL;
    uint16_t type;

    if (!part || top_type(w) != TAG_TABLE)
        return;
    type = type_of(w, part, TAG_NONSTRUCT);
    if (type != TYPE_NONE)
        push(w, row, part, type);
}

static void enter_row(tag_walk *w, const area *a)
{
    uint16_t type;

    push_part(w, a);
    if (top(w)->artifact)
        return;
    type = a->fo ? type_of(w, a->fo, TAG_DIV) : tags_fits(TAG_TR, top_type(w)) ? TAG_TR : TYPE_NONE;
    if (type == TYPE_NONE)
        return;
    push(w, a, a->fo, type);
    if (type == TAG_TR && !a->fo && a->continued) {
        uint32_t last = tags_last_element(w->t, realise(w, w->depth - 2));
        if (last && element(w, last)->type == TAG_TR)
            top(w)->element = last;
    }
}

static uint8_t scope_of(const area *a)
{
    static const char *const names[] = {"None", "Row", "Column", "Both"};
    const char *given = a->fo ? fo_svod(a->fo, "scope") : NULL;
    const area *first = first_cell(a->parent);

    for (uint8_t i = 1; given && i < COUNT(names); i++)
        if (!strcmp(given, names[i]))
            return i;
    if (!a->fo || in_head(a->fo))
        return SCOPE_COLUMN;
    for (const area *k = first; k; k = k->next) /* alone in its row: for what is below */
        if (k != a && k->columns)
            return SCOPE_ROW;
    return SCOPE_COLUMN;
}

static void enter_cell(tag_walk *w, const area *a)
{
    uint16_t type = a->fo ? type_of(w, a->fo, TAG_DIV) : TAG_TD;
    tag_type standard;
    tag_element *e;

    if (type == TYPE_NONE || (!a->fo && !tags_fits(TAG_TD, top_type(w))))
        return;
    push(w, a, a->fo, type);
    standard = type == TYPE_ARTIFACT ? TAG_COUNT : tags_standard(w->t, type);
    if (standard != TAG_TD && standard != TAG_TH)
        return;
    e = element(w, realise_top(w));
    if (e->columns)
        return;
    e->columns = a->columns;
    e->rows = a->rows;
    if (standard == TAG_TH)
        e->scope = scope_of(a);
}

/* ---- lines ---- */

static bool is_mark(const fo_node *fo)
{
    return fo_parent(fo) && fo_type_of(fo_parent(fo)) == FO_FOOTNOTE &&
           fo_type_of(fo) != FO_FOOTNOTE_BODY;
}

/* The level at the top is a footnote's mark: its text is read behind it. */
static void add_note(tag_walk *w, const fo_node *mark)
{
    const size_t parent = w->depth - 2;

    realise_top(w);
    if (fo_next(mark))
        note_of(w, fo_next(mark), realise(w, parent), w->levels[parent].language);
}

/* The inlines from `up_to` down to `fo` have no areas of their own, yet mean something if they are a mark or
 * change the language. */
static void push_inlines(tag_walk *w, const area *a, const fo_node *fo, const fo_node *up_to)
{
    const fo_type type = fo ? fo_type_of(fo) : FO_FLOW;

    if (fo == up_to || type == FO_FLOW || type == FO_STATIC_CONTENT || type == FO_MARKER ||
        type == FO_FOOTNOTE_BODY)
        return;
    push_inlines(w, a, fo_parent(fo), up_to);
    if (is_mark(fo)) {
        push(w, a, fo, TAG_REFERENCE);
        add_note(w, fo);
    } else if (!same_language(language_of(w, fo), top(w)->language)) {
        push(w, a, fo, TAG_SPAN);
    }
}

/* What is in a line stands in a paragraph, and in the inlines around it. */
static void push_line(tag_walk *w, const area *a, const fo_node *fo)
{
    size_t i = w->depth - 1;

    while (i && !w->levels[i].fo)
        i--;
    push_paragraph(w, a);
    push_inlines(w, a, fo, w->levels[i].fo);
}

static void enter_inline(tag_walk *w, const area *a)
{
    const bool mark = is_mark(a->fo);
    uint16_t type = type_of(w, a->fo, TAG_SPAN);

    if (type == TYPE_NONE && mark)
        type = TAG_REFERENCE;
    if (type == TYPE_NONE)
        return;
    if (type != TYPE_ARTIFACT)
        push_line(w, a, fo_parent(a->fo));
    push(w, a, a->fo, type);
    if (type == TYPE_ARTIFACT)
        return;
    if (type != TAG_LINK) /* one without text or place leaves no trace */
        realise_top(w);
    if (mark)
        add_note(w, a->fo);
    if (fo_type_of(a->fo) == FO_BASIC_LINK && tags_standard(w->t, type) != TAG_LINK)
        push(w, a, NULL, TAG_LINK);
}

/* How a list is numbered whose first label begins so; a roman one begins with an I that stands alone. */
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

static uint32_t text_owner(tag_walk *w, const area *a)
{
    const size_t depth = w->depth;
    uint32_t owner;

    if (!a->fo || a->fo == top(w)->fo)
        push_paragraph(w, a);
    else
        push_line(w, a, a->fo);
    owner = realise_top(w);
    w->depth = depth;
    if (element(w, owner)->type == TAG_LBL)
        note_label(w, owner, a->u.text);
    return owner;
}

/* ---- graphics ---- */

static uint32_t enter_image(tag_walk *w, const area *a)
{
    const char *alternative = a->fo ? fo_svod(a->fo, "alt") : NULL;
    uint16_t type = a->fo ? type_of(w, a->fo, TAG_FIGURE) : TAG_FIGURE;
    tag_extra *x;

    if (type == TYPE_NONE)
        return 0;
    if (type == TYPE_ARTIFACT || (alternative && !*alternative)) {
        push(w, a, a->fo, TYPE_ARTIFACT);
        return 0;
    }
    if (top_type(w) != TAG_FIGURE && top_type(w) != TAG_FORMULA) {
        push_line(w, a, fo_parent(a->fo));
        push(w, a, a->fo, type);
    }
    x = tags_extra(w->t, realise_top(w));
    if (!x->alternative && alternative)
        x->alternative = arena_strdup(w->t->mem, alternative);
    if (!x->alternative && a->u.image->foreign)
        x->alternative = foreign_title(w->t->mem, a->u.image->foreign);
    return x->has_box ? 0 : top(w)->element;
}

/* ---- the walk ---- */

static bool wants_box(const tag_walk *w, uint16_t type)
{
    const tag_type standard = tags_standard(w->t, type);

    return standard == TAG_FIGURE || standard == TAG_FORMULA || standard == TAG_FORM;
}

static uint32_t enter_block(tag_walk *w, const area *a)
{
    block_parts parts;
    uint16_t type;
    uint32_t e;

    if (is_row(a)) {
        enter_row(w, a);
        return 0;
    }
    if (a->columns) {
        enter_cell(w, a);
        return 0;
    }
    if (!a->fo || a->fo == top(w)->fo)
        return 0;
    if (w->depth == 1)
        enter_from_outside(w, a);
    parts = parts_of(a);
    type = type_of(w, a->fo, parts.lines && !parts.blocks ? TAG_P : TAG_DIV);
    if (type == TYPE_NONE && fo_type_of(a->fo) == FO_BLOCK)
        type = plain_block(w, a->fo, parts);
    if (type == TYPE_NONE)
        return 0;
    push(w, a, a->fo, type);
    if (type == TYPE_ARTIFACT || !wants_box(w, type))
        return 0;
    e = realise_top(w);
    return tags_extra(w->t, e)->has_box ? 0 : e;
}

uint32_t tag_walk_enter(tag_walk *w, const area *a)
{
    if (top(w)->artifact)
        return 0;
    if (a->role == ROLE_ARTIFACT) {
        if (a->child)
            push(w, a, NULL, TYPE_ARTIFACT);
        return 0;
    }
    if (a->kind == AREA_BLOCK)
        return enter_block(w, a);
    if (a->kind == AREA_IMAGE)
        return enter_image(w, a);
    if (a->kind == AREA_INLINE && a->fo)
        enter_inline(w, a);
    return 0;
}

void tag_walk_leave(tag_walk *w, const area *a)
{
    while (w->depth > 1 && top(w)->a == a) {
        if (a->rows && !a->cut && a->fo && top(w)->fo == a->fo)
            forget(w, a->fo);
        w->depth--;
    }
}

uint32_t tag_walk_owner(tag_walk *w, const area *a)
{
    if (a->role == ROLE_ARTIFACT || a->kind == AREA_RULE || top(w)->artifact)
        return TAG_ARTIFACT;
    return a->kind == AREA_TEXT ? text_owner(w, a) : realise_top(w);
}

/* The Link of a link in an artifact, such as a header: it is to be reached all the same, and PDF/UA wants a Link around each annotation
 * (7.18.5). One does for all pages that have it. */
static uint32_t link_of_artifact(tag_walk *w, const fo_node *fo)
{
    uint32_t e;

    if (!fo)
        return make(w, NULL, TAG_ROOT, TAG_LINK);
    note_sequence(w, fo);
    e = known(w, fo);
    return e && tags_standard(w->t, element(w, e)->type) == TAG_LINK
               ? e
               : make(w, fo, TAG_ROOT, TAG_LINK);
}

uint32_t tag_walk_link(tag_walk *w, const fo_node *fo)
{
    return top(w)->artifact ? link_of_artifact(w, fo) : realise_top(w);
}
