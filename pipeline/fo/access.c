/* access.c - reading the tree: structure and values. An inherited property is one index away; one
 * that is not is found by counting the bits before it in the object's block. */
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "fo/fo_int.h"

/* ---- structure ---- */

const fo_node *fo_root(const fo_tree *t)
{
    return t->root;
}

fo_type fo_type_of(const fo_node *n)
{
    return (fo_type)n->type;
}

const fo_node *fo_parent(const fo_node *n)
{
    return n->parent;
}

bool fo_within(const fo_node *n, const fo_node *outer)
{
    while (n && n != outer)
        n = n->parent;
    return n != NULL;
}

const fo_node *fo_child(const fo_node *n)
{
    return n->child;
}

const fo_node *fo_next(const fo_node *n)
{
    return n->next;
}

const char *fo_text(const fo_node *n, size_t *len)
{
    *len = n->type == FO_TEXT ? n->len : 0;
    return n->type == FO_TEXT ? n->text : NULL;
}

static void add_collapsed(strbuf *text, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const bool space = strchr(" \t\n\r", s[i]) != NULL;
        if (!space || !text->len || text->data[text->len - 1] != ' ')
            strbuf_addc(text, space ? ' ' : s[i]);
    }
}

static void add_text_below(strbuf *text, const fo_node *n)
{
    for (const fo_node *c = n ? n->child : NULL; c; c = c->next) {
        if (c->type == FO_TEXT)
            add_collapsed(text, c->text, c->len);
        add_text_below(text, c);
    }
}

char *fo_text_below(arena *a, const fo_node *n)
{
    strbuf text = STRBUF_INIT;

    add_text_below(&text, n);
    return strbuf_take(&text, a);
}

src_pos fo_pos(const fo_node *n)
{
    const fo_source *s = &n->inherited->tree->source;

    if (n->at && s->where)
        return s->where(s->self, n->at);
    return (src_pos){s->file, n->line, 0};
}

/* The nearest element around it that has a number; else its line in the FO. */
src_pos fo_foreign_pos(const fo_node *n, const void *element)
{
    const fo_source *s = &n->inherited->tree->source;
    const xmlNode *x = element;
    long line = xmlGetLineNo(x);

    for (; x && x->type == XML_ELEMENT_NODE && s->where; x = x->parent) {
        uint32_t at = (uint32_t)(uintptr_t)x->_private;
        for (const xmlAttr *a = x->properties; a && !at; a = a->next)
            if (a->ns && a->children && a->children->content &&
                !strcmp((const char *)a->name, "at") &&
                !strcmp((const char *)a->ns->href, SVOD_NAMESPACE))
                at = (uint32_t)strtoul((const char *)a->children->content, NULL, 10);
        if (at)
            return s->where(s->self, at);
    }
    return (src_pos){s->file, line > 0 ? (uint32_t)line : 0, 0};
}

uint32_t fo_at(const fo_node *n)
{
    return n->at;
}

int fo_column(const fo_node *n)
{
    return n->column;
}

void *fo_foreign(const fo_node *n)
{
    return n->type == FO_TEXT ? NULL : n->u.foreign;
}

uint32_t fo_origin(const fo_node *n)
{
    return n->type == FO_TEXT ? n->u.origin : 0;
}

const char *fo_svod(const fo_node *n, const char *local)
{
    const attrs *set = n->own->attrs;

    for (uint32_t i = 0; set && i < set->count; i++)
        if (set->list[i].space == ATTR_SVOD && strcmp(set->list[i].name, local) == 0)
            return set->list[i].value;
    return NULL;
}

const char *fo_info(const fo_tree *t, fo_info_key key)
{
    return key < FO_INFO_COUNT ? t->info[key] : NULL;
}

/* ---- values ---- */

const fo_value *value_of(const fo_node *n, fo_prop p)
{
    const fo_prop relative = prop_relative(p);
    const int slot = prop_slots[relative];
    const fo_value *own;

    if (slot >= 0)
        return &n->inherited->v[slot];
    own = own_value(n->own, relative);
    return own ? own : initial_value(n->inherited->tree, relative);
}

const fo_value *main_part(const fo_tree *t, fo_prop p, const fo_value *v)
{
    int part = v->count == 2 ? 0 : 1;

    if (v->form != FORM_PARTS)
        return v;
    if (v->u.parts[part].form != FORM_NONE)
        return &v->u.parts[part];
    v = initial_value(t, prop_relative(p));
    return v->form == FORM_PARTS ? &v->u.parts[part] : v;
}

static const fo_value *main_value(const fo_node *n, fo_prop p)
{
    return main_part(n->inherited->tree, p, value_of(n, p));
}

fo_values fo_values_of(const fo_node *n)
{
    return (fo_values){n->inherited, n->own};
}

bool fo_specified(const fo_node *n, fo_prop p)
{
    if (p == PR_ID)
        return n->type != FO_TEXT && n->text;
    return bit_has(n->own->given, prop_relative(p));
}

fo_keyword fo_enum(const fo_node *n, fo_prop p)
{
    const fo_value *v = main_value(n, p);
    return v->form == FORM_KEYWORD ? (fo_keyword)v->keyword : EN_NONE_GIVEN;
}

bool fo_is(const fo_node *n, fo_prop p, fo_keyword k)
{
    const fo_value *v = main_value(n, p);

    if (v->form == FORM_KEYWORD)
        return v->keyword == k;
    if (v->form == FORM_WORDS)
        for (const uint16_t *w = v->u.words; *w; w++)
            if (*w == k)
                return true;
    return false;
}

fo_len value_length(const fo_value *v)
{
    if (v->form == FORM_SHARE)
        v = &v->u.parts[0];
    return v->form == FORM_LENGTH ? v->u.length : (fo_len){0, 0};
}

fo_len fo_length(const fo_node *n, fo_prop p)
{
    return value_length(main_value(n, p));
}

fo_list_indent fo_list_indent_of(const fo_node *n, fo_prop p)
{
    const fo_value *v = main_value(n, p);
    return v->form == FORM_LENGTH ? (fo_list_indent)v->count : LIST_INDENT_NONE;
}

mpt fo_fixed(const fo_node *n, fo_prop p)
{
    return fo_length(n, p).fixed;
}

double fo_number(const fo_node *n, fo_prop p)
{
    const fo_value *v = main_value(n, p);
    return v->form == FORM_NUMBER ? v->u.number : 0;
}

int fo_integer(const fo_node *n, fo_prop p)
{
    return number_int(fo_number(n, p));
}

int fo_rotation(const fo_node *n)
{
    const int r = fo_integer(n, PR_REFERENCE_ORIENTATION) % 360;

    return r < 0 ? r + 360 : r;
}

bool fo_is_positioned(const fo_node *n)
{
    return fo_is(n, PR_ABSOLUTE_POSITION, EN_ABSOLUTE) || fo_is(n, PR_ABSOLUTE_POSITION, EN_FIXED);
}

bool fo_is_number(const fo_node *n, fo_prop p)
{
    return main_value(n, p)->form == FORM_NUMBER;
}

double fo_proportion(const fo_node *n, fo_prop p)
{
    const fo_value *v = value_of(n, p);
    return v->form == FORM_SHARE ? v->u.parts[1].u.number : 0;
}

bool fo_uses(const fo_tree *t, fo_prop p)
{
    return bit_has(t->used, p);
}

bool fo_clip_of(const fo_node *n, mpt inset[4])
{
    const fo_value *v = value_of(n, PR_CLIP);

    if (v->form != FORM_SHAPE)
        return false;
    for (int side = 0; side < 4; side++)
        inset[side] = value_length(&v->u.parts[side]).fixed;
    return true;
}

const char *fo_string(const fo_node *n, fo_prop p)
{
    const fo_value *v;

    if (p == PR_ID)
        return n->type != FO_TEXT ? n->text : NULL;
    v = value_of(n, p);
    return v->form == FORM_STRING ? v->u.string : NULL;
}

static bool is_given(const char *word)
{
    return word && *word && strcmp(word, "none");
}

const char *fo_language(const fo_node *n, arena *a)
{
    const char *language = fo_string(n, PR_LANGUAGE), *country = fo_string(n, PR_COUNTRY);

    if (!is_given(language))
        return NULL;
    return is_given(country) ? arena_printf(a, "%s-%s", language, country) : language;
}

bool value_color(const fo_value *v, fo_color *out)
{
    *out = v->form == FORM_COLOR ? v->u.color : (fo_color){0, 0, 0, 0};
    return v->form == FORM_COLOR || v->form == FORM_KEYWORD;
}

fo_color fo_color_of(const fo_node *n, fo_prop p)
{
    fo_color c;

    if (!value_color(value_of(n, p), &c))
        value_color(value_of(n, PR_COLOR), &c); /* initial value of a border's colour */
    return c;
}

/* ---- compounds ---- */

static bool less(fo_len a, fo_len b)
{
    return a.percent == b.percent ? a.fixed < b.fixed : a.percent < b.percent;
}

/* minimum <= optimum <= maximum; what was given is stronger than what was not. */
static void make_consistent(fo_len *min, fo_len *opt, fo_len *max, const bool given[3])
{
    if (!given[1] && less(*opt, *min))
        *opt = *min;
    if (!given[1] && given[2] && less(*max, *opt))
        *opt = *max;
    if (less(*opt, *min))
        *min = *opt;
    if (less(*max, *opt)) {
        if (given[2])
            *opt = *max;
        else
            *max = *opt;
    }
    if (less(*opt, *min))
        *min = *opt;
}

int32_t value_strength(const fo_value *v, fo_keyword strongest)
{
    if (v->form == FORM_KEYWORD)
        return v->keyword == strongest ? INT32_MAX : 0;
    return v->form == FORM_NUMBER ? (int32_t)v->u.number : 0;
}

bool value_retains(const fo_value *v)
{
    return v->form == FORM_KEYWORD && v->keyword == EN_RETAIN;
}

fo_space fo_space_of(const fo_node *n, fo_prop p)
{
    const fo_value *v = value_of(n, p);
    fo_space s = {{0, 0}, {0, 0}, {0, 0}, 0, false};
    fo_len *lengths[3] = {&s.min, &s.opt, &s.max};
    bool given[3] = {true, true, true};

    if (v->form == FORM_LENGTH)
        s.min = s.opt = s.max = v->u.length;
    if (v->form != FORM_PARTS)
        return s;
    for (int i = 0; i < 3; i++) {
        given[i] = v->u.parts[i].form != FORM_NONE;
        if (v->u.parts[i].form == FORM_LENGTH)
            *lengths[i] = v->u.parts[i].u.length;
    }
    make_consistent(&s.min, &s.opt, &s.max, given);
    s.precedence = value_strength(&v->u.parts[3], EN_FORCE);
    s.retain = value_retains(&v->u.parts[4]);
    return s;
}

static void range_part(const fo_value *v, fo_len *length, bool *is_auto)
{
    *is_auto = v->form != FORM_LENGTH;
    *length = *is_auto ? (fo_len){0, 0} : v->u.length;
}

fo_range fo_range_of(const fo_node *n, fo_prop p)
{
    const fo_value *v = value_of(n, p);
    bool parts = v->form == FORM_PARTS;
    bool given[3];
    fo_range r;

    range_part(parts ? &v->u.parts[0] : v, &r.min, &r.min_auto);
    range_part(parts ? &v->u.parts[1] : v, &r.opt, &r.opt_auto);
    range_part(parts ? &v->u.parts[2] : v, &r.max, &r.max_auto);
    for (int i = 0; i < 3; i++)
        given[i] = parts && v->u.parts[i].form != FORM_NONE;
    if (!r.min_auto && !r.opt_auto && !r.max_auto)
        make_consistent(&r.min, &r.opt, &r.max, given);
    return r;
}

void fo_separation(const fo_node *n, mpt *rows, mpt *columns)
{
    const fo_value *v = value_of(n, PR_BORDER_SEPARATION);
    fo_len a, b;
    bool is_auto;

    range_part(v->form == FORM_PARTS ? &v->u.parts[0] : v, &a, &is_auto);
    range_part(v->form == FORM_PARTS ? &v->u.parts[1] : v, &b, &is_auto);
    *rows = a.fixed;
    *columns = b.fixed;
}

/* The keyword always, or an integer of at least 1; auto is 0. */
static int32_t keep_strength(const fo_value *v)
{
    int32_t s = value_strength(v, EN_ALWAYS);

    if (v->form != FORM_NUMBER)
        return s ? KEEP_ALWAYS : KEEP_AUTO;
    return s < 1 ? 1 : s >= KEEP_ALWAYS ? KEEP_ALWAYS - 1 : s;
}

fo_keep fo_keep_of(const fo_node *n, fo_prop p)
{
    const fo_value *v = value_of(n, p);
    bool parts = v->form == FORM_PARTS;

    return (fo_keep){keep_strength(parts ? &v->u.parts[0] : v),
                     keep_strength(parts ? &v->u.parts[1] : v),
                     keep_strength(parts ? &v->u.parts[2] : v)};
}

/* ---- indents and margins ---- */

fo_len fo_start_indent(const fo_node *n)
{
    return fo_length(n, PR_START_INDENT);
}

fo_len fo_end_indent(const fo_node *n)
{
    return fo_length(n, PR_END_INDENT);
}

fo_len fo_margin(const fo_node *n, fo_side side, bool *is_auto)
{
    static const uint16_t margins[4] = {PR_MARGIN_TOP, PR_MARGIN_BOTTOM, PR_MARGIN_LEFT,
                                        PR_MARGIN_RIGHT};
    static const uint16_t relative[4] = {PR_SPACE_BEFORE, PR_SPACE_AFTER, PR_START_INDENT,
                                         PR_END_INDENT};
    const fo_prop margin = margins[side];

    if (is_auto)
        *is_auto = fo_is(n, margin, EN_AUTO);
    if (!fo_specified(n, margin) && fo_specified(n, relative[side]))
        return fo_length(n, relative[side]); /* regions: 5.3.2 with nothing inherited */
    return fo_length(n, margin);
}
