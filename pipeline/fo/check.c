/* check.c - names between objects: masters, regions, flows, ids. They are looked up once in sets of
 * interned texts, so that ten thousand page sequences cost ten thousand steps. */
#include <string.h>

#include "base/hash.h"
#include "fo/fo_int.h"

/* Properties that an object cannot do without. */
static const struct {
    uint8_t type;
    uint16_t prop;
} required[] = {
    {FO_SIMPLE_PAGE_MASTER, PR_MASTER_NAME},
    {FO_PAGE_SEQUENCE_MASTER, PR_MASTER_NAME},
    {FO_PAGE_SEQUENCE, PR_MASTER_REFERENCE},
    {FO_SINGLE_PAGE_MASTER_REFERENCE, PR_MASTER_REFERENCE},
    {FO_REPEATABLE_PAGE_MASTER_REFERENCE, PR_MASTER_REFERENCE},
    {FO_CONDITIONAL_PAGE_MASTER_REFERENCE, PR_MASTER_REFERENCE},
    {FO_FLOW, PR_FLOW_NAME},
    {FO_STATIC_CONTENT, PR_FLOW_NAME},
    {FO_EXTERNAL_GRAPHIC, PR_SRC},
    {FO_CHARACTER, PR_CHARACTER},
    {FO_PAGE_NUMBER_CITATION, PR_REF_ID},
    {FO_PAGE_NUMBER_CITATION_LAST, PR_REF_ID},
    {FO_MARKER, PR_MARKER_CLASS_NAME},
    {FO_RETRIEVE_MARKER, PR_RETRIEVE_CLASS_NAME},
    {FO_RETRIEVE_TABLE_MARKER, PR_RETRIEVE_CLASS_NAME},
};

void check_required(fo_tree *t, const fo_node *n)
{
    for (size_t i = 0; i < COUNT(required); i++)
        if (required[i].type == n->type && !fo_string(n, (fo_prop)required[i].prop))
            diag_report_as(t->dg, loss_severity(t, SEV_WARNING), fo_pos(n), MSG_FO_PROPERTY_MISSING,
                           fo_type_name(n->type), fo_prop_name((fo_prop)required[i].prop));
}

/* ---- sets of texts ---- */

typedef struct {
    const char **slot;
    size_t cap, count;
} text_set;

static bool add_text(text_set *s, const char *text)
{
    size_t i;

    if (s->count * 2 >= s->cap) {
        text_set bigger = {NULL, s->cap ? s->cap * 2 : 64, 0};
        bigger.slot = mem_alloc(bigger.cap * sizeof *bigger.slot);
        for (i = 0; i < s->cap; i++)
            if (s->slot[i])
                add_text(&bigger, s->slot[i]);
        mem_free((void *)s->slot);
        *s = bigger;
    }
    for (i = hash_short(HASH_SHORT_START, text, strlen(text)) & (s->cap - 1); s->slot[i];
         i = (i + 1) & (s->cap - 1))
        if (strcmp(s->slot[i], text) == 0)
            return false;
    s->slot[i] = text;
    s->count++;
    return true;
}

static bool has_text(const text_set *s, const char *text)
{
    size_t i;

    if (s->cap)
        for (i = hash_short(HASH_SHORT_START, text, strlen(text)) & (s->cap - 1); s->slot[i];
             i = (i + 1) & (s->cap - 1))
            if (strcmp(s->slot[i], text) == 0)
                return true;
    return false;
}

/* ---- the checks ---- */

struct name_check {
    fo_tree *t;
    text_set pages, sequences, regions, ids;
    size_t page_sequences;
};

static void report(name_check *s, const fo_node *n, message_id m, fo_prop p, const char *value)
{
    diag_report(s->t->dg, fo_pos(n), m, fo_type_name(n->type), fo_prop_name(p), value);
}

static const char *region_name(const fo_node *region)
{
    static const char *const defaults[] = {"xsl-region-body", "xsl-region-before",
                                           "xsl-region-after", "xsl-region-start",
                                           "xsl-region-end"};
    const char *name = fo_string(region, PR_REGION_NAME);

    return name ? name : defaults[region->type - FO_REGION_BODY];
}

static void collect_masters(name_check *s, const fo_node *set)
{
    for (const fo_node *m = set->child; m; m = m->next) {
        const char *name = fo_string(m, PR_MASTER_NAME);
        bool simple = m->type == FO_SIMPLE_PAGE_MASTER;
        if (name && !add_text(simple ? &s->pages : &s->sequences, name))
            report(s, m, MSG_FO_DUPLICATE, PR_MASTER_NAME, name);
        if (simple)
            for (const fo_node *r = m->child; r; r = r->next)
                add_text(&s->regions, region_name(r));
    }
}

static void check_master(name_check *s, const fo_node *n, bool sequences)
{
    const char *name = fo_string(n, PR_MASTER_REFERENCE);

    if (name && !has_text(&s->pages, name) && !(sequences && has_text(&s->sequences, name)))
        report(s, n, MSG_FO_UNKNOWN_MASTER, PR_MASTER_REFERENCE, name);
}

/* Names that a flow may have without a region: those for the lines above footnotes and floats. */
static bool is_separator(const char *name)
{
    return strcmp(name, "xsl-footnote-separator") == 0 ||
           strcmp(name, "xsl-before-float-separator") == 0;
}

static void check_node(name_check *s, const fo_node *n)
{
    const char *flow;

    switch (n->type) {
    case FO_LAYOUT_MASTER_SET:
        collect_masters(s, n);
        break;
    case FO_PAGE_SEQUENCE:
        s->page_sequences++;
        check_master(s, n, true);
        break;
    case FO_SINGLE_PAGE_MASTER_REFERENCE:
    case FO_REPEATABLE_PAGE_MASTER_REFERENCE:
    case FO_CONDITIONAL_PAGE_MASTER_REFERENCE:
        check_master(s, n, false);
        break;
    case FO_FLOW:
    case FO_STATIC_CONTENT:
        flow = fo_string(n, PR_FLOW_NAME);
        if (flow && !is_separator(flow) && !has_text(&s->regions, flow))
            report(s, n, MSG_FO_UNKNOWN_REGION, PR_FLOW_NAME, flow);
        break;
    default:
        break;
    }
    if (n->type != FO_TEXT && n->text && !add_text(&s->ids, n->text))
        report(s, n, MSG_FO_DUPLICATE, PR_ID, n->text);
}

/* The node after `n` in document order, inside of `top`. */
static const fo_node *following(const fo_node *n, const fo_node *top)
{
    if (n->child)
        return n->child;
    while (n != top && !n->next)
        n = n->parent;
    return n == top ? NULL : n->next;
}

name_check *names_new(fo_tree *t)
{
    name_check *s = mem_alloc(sizeof *s);
    s->t = t;
    return s;
}

void names_check(name_check *s, const fo_node *top)
{
    for (const fo_node *n = top; n; n = following(n, top))
        check_node(s, n);
}

bool names_masters(const name_check *s)
{
    return s->pages.count > 0;
}

bool names_enough(const name_check *s, bool sequences)
{
    if (names_masters(s) && sequences)
        return true;
    diag_report(s->t->dg, fo_pos(s->t->root), MSG_FO_NOTHING,
                names_masters(s) ? "fo:page-sequence" : "fo:simple-page-master");
    return false;
}

void names_free(name_check *s)
{
    mem_free((void *)s->pages.slot);
    mem_free((void *)s->sequences.slot);
    mem_free((void *)s->regions.slot);
    mem_free((void *)s->ids.slot);
    mem_free(s);
}

bool check_references(fo_tree *t)
{
    name_check *s = names_new(t);
    bool ok;

    names_check(s, t->root);
    ok = names_enough(s, s->page_sequences > 0);
    names_free(s);
    return ok;
}
