/* expand.c - the attributes of an element into specs: one property (or component) each, in the
 * order in which they take effect, so that refining is one pass.
 *
 * Precedence does not depend on the order of attributes: shorthands by precision, then the property
 * by its relative name, by its absolute name, then single components (5.2, 5.3). */
#include <stdlib.h>
#include <string.h>

#include "fo/fo_int.h"

static void add_issue(expansion *x, message_id message)
{
    issue *i = ARENA_NEW(x->tree->mem, issue);

    i->message = message;
    i->source = x->source;
    i->next = x->set->issues;
    x->set->issues = i;
}

void expansion_add(expansion *x, fo_prop p, int part, const char *s, size_t n)
{
    attrs *set = x->set;
    fo_prop relative = prop_relative(p);
    spec *sp;

    if (set->spec_count == x->spec_cap)
        set->specs = arena_grow(x->tree->mem, set->specs, &x->spec_cap, set->spec_count + 1,
                                sizeof *set->specs);
    sp = &set->specs[set->spec_count++];
    memset(sp, 0, sizeof *sp);
    sp->prop = (uint16_t)relative;
    sp->part = (uint8_t)part;
    sp->source = x->source;
    sp->rank = relative != p && x->rank == RANK_EXPLICIT ? RANK_ABSOLUTE : x->rank;
    sp->text = s;
    sp->len = (uint32_t)n;
}

/* "space-before.optimum" */
static void expand_part(expansion *x, fo_prop p, const char *part, const char *value)
{
    fo_kind kind = prop_of(p)->kind;
    int i = kind_part(kind, part, strlen(part));

    if (i < 0) {
        add_issue(x, MSG_FO_UNKNOWN_PROPERTY);
        return;
    }
    /* .length is what an absolute name sets as well, and that one is stronger */
    x->rank = kind == KIND_CONDITIONAL && i == 0 ? RANK_EXPLICIT : RANK_PART;
    expansion_add(x, p, i + 1, value, strlen(value));
}

static void expand_property(expansion *x, fo_prop p, const char *value)
{
    uint32_t before = x->set->spec_count;

    x->rank = RANK_EXPLICIT;
    x->why = 0;
    if (prop_of(p)->kind == KIND_AURAL) {
        add_issue(x, MSG_FO_PROPERTY_UNSUPPORTED);
    } else if (prop_of(p)->kind != KIND_SHORTHAND) {
        expansion_add(x, p, 0, value, strlen(value));
    } else if (!shorthand_expand(x, p, value, strlen(value))) {
        x->set->spec_count = before;
        add_issue(x, x->why ? x->why : MSG_FO_BAD_VALUE);
    }
}

static void expand_attribute(expansion *x, const attr *at)
{
    const char *dot = strchr(at->name, '.');
    size_t n = dot ? (size_t)(dot - at->name) : strlen(at->name);
    fo_prop p = prop_find(&x->tree->defaults->names, at->name, n);

    if (at->space == ATTR_FOREIGN)
        add_issue(x, MSG_FO_FOREIGN_ATTRIBUTE);
    else if (at->space == ATTR_FO && p == PR_COUNT)
        add_issue(x, MSG_FO_UNKNOWN_PROPERTY);
    else if (at->space == ATTR_FO && dot)
        expand_part(x, p, dot + 1, at->value);
    else if (at->space == ATTR_FO)
        expand_property(x, p, at->value);
}

/* What others are in terms of goes first: from-table-column(), the font size, the families. */
static int place_of(const spec *s)
{
    return s->prop == PR_NUMBER_COLUMNS_SPANNED ? -3
           : s->prop == PR_FONT_SIZE            ? -2
           : s->prop == PR_FONT_FAMILY          ? -1
                                                : s->prop;
}

static int compare_specs(const void *left, const void *right)
{
    const spec *a = left, *b = right;

    if (a->prop != b->prop)
        return place_of(a) - place_of(b);
    if (a->rank != b->rank)
        return a->rank - b->rank;
    return a->part != b->part ? a->part - b->part : a->source - b->source;
}

void attrs_expand(fo_tree *t, attrs *set)
{
    expansion x = {.tree = t, .set = set};

    for (x.source = 0; x.source < set->count; x.source++)
        expand_attribute(&x, &set->list[x.source]);
    for (uint32_t i = 0; i < set->spec_count; i++)
        bit_set(t->used, set->specs[i].prop);
    if (set->spec_count > 1)
        qsort(set->specs, set->spec_count, sizeof *set->specs, compare_specs);
}
