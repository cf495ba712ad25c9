/* defaults.c - the initial values of all properties (chapter 7), read once for many trees.
 *
 * They are texts in properties.def, and those that an option gives in their place; making values of
 * them is a hundredth of the work on a short document. The names of objects and properties are
 * indexed with them. */
#include <string.h>

#include "fo/fo_int.h"

/* What evaluates values asks a tree for memory. */
typedef struct {
    fo_defaults *d;
    fo_tree *tree;
} reading;

static bool parse_initial(reading *r, fo_prop p, const char *s)
{
    refinement how = {.tree = r->tree, .prop = p, .em = PT(12)};

    return value_parse(&how, s, strlen(s), &r->d->initial[p]);
}

/* Components are parted by '/'. */
static void parse_compound(reading *r, fo_prop p, const char *s)
{
    refinement how = {.tree = r->tree, .prop = p, .em = PT(12)};
    fo_value parts[5], *v = &r->d->initial[p];
    int n = 0;

    memset(parts, 0, sizeof parts);
    for (; *s; s += *s == '/') {
        size_t len = strcspn(s, "/");
        how.part = n + 1;
        value_parse(&how, s, len, &parts[n++]);
        s += len;
    }
    v->form = FORM_PARTS;
    v->count = (uint8_t)kind_part_count(prop_of(p)->kind);
    v->u.parts = intern_bytes(r->tree->mem, &r->tree->blobs, parts, v->count * sizeof *parts);
}

static void set_initial(reading *r, fo_prop p)
{
    const char *s = prop_of(p)->initial;

    if (strchr(s, '/'))
        parse_compound(r, p, s);
    else if (!*s || !parse_initial(r, p, s))
        memset(&r->d->initial[p], 0, sizeof r->d->initial[p]);
}

/* "property=value" in the place of the Recommendation's. */
static bool set_other(reading *r, const char *given)
{
    const char *equals = strchr(given, '=');
    fo_prop p = equals ? prop_find(&r->d->names, given, (size_t)(equals - given)) : PR_COUNT;

    return p < PR_COUNT && prop_of(p)->kind != KIND_SHORTHAND &&
           parse_initial(r, prop_relative(p), equals + 1);
}

static reading begin(arena *a, diag *dg)
{
    reading r = {ARENA_NEW(a, fo_defaults), ARENA_NEW(a, fo_tree)};

    r.d->mem = a;
    r.tree->mem = a;
    r.tree->dg = dg;
    r.tree->defaults = r.d;
    names_index(&r.d->names);
    for (unsigned p = 0; p < PR_COUNT; p++)
        set_initial(&r, (fo_prop)p);
    return r;
}

const fo_defaults *defaults_of_recommendation(arena *a, diag *dg)
{
    return begin(a, dg).d;
}

fo_defaults *fo_defaults_new(const char *const *given, diag *dg)
{
    reading r = begin(arena_new(), dg);

    for (; given && *given; given++)
        if (!set_other(&r, *given)) {
            diag_report(dg, NO_POS, MSG_BAD_INITIAL_OPTION, *given);
            fo_defaults_free(r.d);
            return NULL;
        }
    return r.d;
}

void fo_defaults_free(fo_defaults *d)
{
    if (d)
        arena_free(d->mem);
}
