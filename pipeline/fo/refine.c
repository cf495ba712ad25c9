/* refine.c - the values of an object's properties from what is specified on it and on its parent
 * (XSL-FO 1.1, 5.1 to 5.3).
 *
 * The specs of an attribute set are evaluated in order into a sheet with one place a property; then
 * the properties that correspond to others are worked out (dimensions, spaces and indents from
 * margins), and the sheet is packed: inherited values into a copy of the parent's block, the others
 * into a sparse one. The outcome depends on the set, the type, the parent's two blocks and whether
 * the parent makes the reference area, and is cached under these. */
#include <string.h>

#include "fo/fo_int.h"

enum { SPEC_UNKNOWN, SPEC_CONSTANT, SPEC_VARIES };

/* A value to report, with the attribute it is from. */
typedef struct fault {
    struct fault *next;
    message_id message;
    uint16_t source, prop;
} fault;

typedef struct refined {
    struct refined *next;
    const attrs *set;
    const fo_inherited *from;
    const fo_own *parent_own;
    fo_type type;
    bool outermost; /* in a reference area */
    const fo_inherited *inherited;
    const fo_own *own;
    fault *faults;
} refined;

typedef struct {
    refinement r;
    fo_value v[PR_COUNT];
    uint8_t rank[PR_COUNT];
    uint64_t given[PROP_WORDS];
    uint64_t derived[PROP_WORDS]; /* set by correspondence, not given */
    fault *faults;
} sheet;

const fo_value *initial_value(const fo_tree *t, fo_prop p)
{
    return &t->defaults->initial[prop_relative(p)];
}

/* ---- evaluating specs ---- */

static void add_fault(sheet *sh, const spec *sp, message_id message)
{
    fault *f = ARENA_NEW(sh->r.tree->mem, fault);

    f->message = message;
    f->source = sp->source;
    f->prop = sp->prop;
    f->next = sh->faults;
    sh->faults = f;
}

static bool evaluate(sheet *sh, spec *sp, fo_value *out)
{
    refinement *r = &sh->r;

    if (sp->state == SPEC_CONSTANT) {
        *out = sp->value;
        return true;
    }
    r->prop = (fo_prop)sp->prop;
    r->part = sp->part;
    r->why = r->remark = 0;
    r->varies = false;
    r->listed = LIST_INDENT_NONE;
    if (!sp->text) {
        *out = *initial_value(r->tree, r->prop);
        return true;
    }
    if (!value_parse(r, sp->text, sp->len, out)) {
        add_fault(sh, sp, r->why ? r->why : MSG_FO_BAD_VALUE);
        return false;
    }
    if (r->remark)
        add_fault(sh, sp, r->remark);
    sp->state = r->varies || r->remark ? SPEC_VARIES : SPEC_CONSTANT;
    sp->value = *out;
    return true;
}

/* How many components a simple value of a compound kind gives. */
static int simple_parts(fo_kind k)
{
    return k == KIND_CONDITIONAL ? 1 : k == KIND_TWO_WAYS ? 2 : 3;
}

static const fo_value *value_before(const sheet *sh, fo_prop p)
{
    if (bit_has(sh->given, p))
        return &sh->v[p];
    if (prop_slots[p] >= 0 && sh->r.parent)
        return value_of(sh->r.parent, p);
    return initial_value(sh->r.tree, p);
}

/* Set component `part` of a compound, keeping the others. */
static void set_part(sheet *sh, fo_prop p, int part, const fo_value *v)
{
    fo_kind kind = prop_of(p)->kind;
    const fo_value *before = value_before(sh, p);
    bool initial =
        !bit_has(sh->given, p) && memcmp(before, initial_value(sh->r.tree, p), sizeof *before) == 0;
    fo_value parts[5];
    int count = kind_part_count(kind);

    memset(parts, 0, sizeof parts);
    if (before->form == FORM_PARTS)
        memcpy(parts, before->u.parts, (size_t)count * sizeof *parts);
    else if (!initial)
        for (int i = 0; i < simple_parts(kind); i++)
            parts[i] = *before;
    parts[part] = *v;
    memset(&sh->v[p], 0, sizeof sh->v[p]);
    sh->v[p].form = FORM_PARTS;
    sh->v[p].count = (uint8_t)count;
    sh->v[p].u.parts =
        intern_bytes(sh->r.tree->mem, &sh->r.tree->blobs, parts, (size_t)count * sizeof *parts);
}

static void apply_spec(sheet *sh, spec *sp)
{
    fo_prop p = (fo_prop)sp->prop;
    fo_value v;

    if (!evaluate(sh, sp, &v))
        return;
    if (!value_takes_effect(sh->r.tree, sh->r.type, p, &v))
        add_fault(sh, sp, MSG_FO_NO_EFFECT);
    if (sp->part > 0)
        set_part(sh, p, sp->part - 1, &v);
    else
        sh->v[p] = v;
    bit_set(sh->given, p);
    sh->rank[p] = sp->rank;
}

/* ---- corresponding properties (5.3) ---- */

static fo_len length_of(const fo_value *v)
{
    if (v->form == FORM_PARTS)
        v = &v->u.parts[v->count == 3 || v->count == 5 ? 1 : 0];
    return v->form == FORM_LENGTH ? v->u.length : (fo_len){0, 0};
}

static void derive(sheet *sh, fo_prop p, const fo_value *v)
{
    sh->v[p] = *v;
    bit_set(bit_has(sh->given, p) ? sh->given : sh->derived, p);
}

static fo_value length_value(fo_len l)
{
    fo_value v;

    memset(&v, 0, sizeof v);
    v.form = FORM_LENGTH;
    v.u.length = l;
    return v;
}

static void derive_parts(sheet *sh, fo_prop p, const fo_value *parts, size_t count)
{
    fo_value v;

    memset(&v, 0, sizeof v);
    v.form = FORM_PARTS;
    v.count = (uint8_t)count;
    v.u.parts = intern_bytes(sh->r.tree->mem, &sh->r.tree->blobs, parts, count * sizeof *parts);
    derive(sh, p, &v);
}

/* width, min-width and max-width into inline-progression-dimension; the same for heights
 * (5.3.3). */
static void derive_dimension(sheet *sh, fo_prop size, fo_prop min, fo_prop max, fo_prop dimension)
{
    bool sized = bit_has(sh->given, size);
    fo_value parts[3];
    const fo_value *before = &sh->v[dimension];

    if (!sized && !bit_has(sh->given, min) && !bit_has(sh->given, max))
        return;
    if (sized && !bit_has(sh->given, min) && !bit_has(sh->given, max)) {
        derive(sh, dimension, &sh->v[size]);
        return;
    }
    memset(parts, 0, sizeof parts);
    for (int i = 0; i < 3; i++) {
        if (sized)
            parts[i] = sh->v[size];
        else if (bit_has(sh->given, dimension))
            parts[i] = before->form == FORM_PARTS ? before->u.parts[i] : *before;
    }
    if (bit_has(sh->given, min))
        parts[0] = sh->v[min];
    if (bit_has(sh->given, max) && sh->v[max].form == FORM_LENGTH)
        parts[2] = sh->v[max];
    derive_parts(sh, dimension, parts, 3);
}

/* Does the absolute margin decide over the relative property (5.3.1, 5.3.2)? */
static bool margin_decides(const sheet *sh, fo_prop margin, fo_prop relative)
{
    return bit_has(sh->given, margin) &&
           !(bit_has(sh->given, relative) && sh->rank[margin] < RANK_EXPLICIT);
}

/* Spaces from margins stay at the edges of a reference area. */
static void derive_space(sheet *sh, fo_prop margin, fo_prop space, bool retain)
{
    fo_value parts[5];
    fo_value l;

    if (!margin_decides(sh, margin, space))
        return;
    l = length_value(length_of(&sh->v[margin]));
    memset(parts, 0, sizeof parts);
    parts[0] = parts[1] = parts[2] = l;
    parts[4].form = FORM_KEYWORD;
    parts[4].keyword = EN_RETAIN;
    if (retain)
        derive_parts(sh, space, parts, 5);
    else
        derive(sh, space, &l);
}

static fo_len border_width(const sheet *sh, fo_prop style, fo_prop width)
{
    const fo_value *v = &sh->v[width];

    if (!bit_has(sh->given, style) || sh->v[style].form != FORM_KEYWORD ||
        sh->v[style].keyword == EN_NONE || sh->v[style].keyword == EN_HIDDEN)
        return (fo_len){0, 0};
    return length_of(bit_has(sh->given, width) ? v : initial_value(sh->r.tree, width));
}

static void add_length(fo_len *sum, fo_len l)
{
    int64_t percent = (int64_t)sum->percent + l.percent;

    sum->fixed = mpt_scale(1, (int64_t)sum->fixed + l.fixed, 1);
    sum->percent = (int32_t)(percent > INT32_MAX   ? INT32_MAX
                             : percent < INT32_MIN ? INT32_MIN
                                                   : percent);
}

typedef struct {
    fo_prop margin, indent, padding, style, width;
} indent_row;

/* Objects whose content stands in a reference area of their own. */
static bool makes_reference_area(fo_type type)
{
    return type == FO_BLOCK_CONTAINER || type == FO_TABLE_CELL || type == FO_TABLE_CAPTION;
}

/* Does what stands in `n` stand directly in a reference area? */
static bool makes_area_for(const fo_node *n)
{
    return !n || makes_reference_area(n->type) || n->type == FO_FLOW ||
           n->type == FO_STATIC_CONTENT;
}

/* A percentage of a margin or of padding is of the width of what the object stands in (7.3); an
 * indent's is of the reference area, which the indents of a block around it make narrower. */
static fo_len of_content(const sheet *sh, fo_len l)
{
    const fo_node *in = sh->r.parent;
    fo_len start, end;

    if (!l.percent || makes_area_for(in))
        return l;
    start = length_of(value_of(in, PR_START_INDENT));
    end = length_of(value_of(in, PR_END_INDENT));
    add_length(&start, end);
    return (fo_len){l.fixed - mpt_scale(start.fixed, l.percent, 100000),
                    l.percent - mpt_scale(start.percent, l.percent, 100000)};
}

static void derive_indent(sheet *sh, const indent_row *row)
{
    fo_len sum = {0, 0};
    fo_value v;

    if (!margin_decides(sh, row->margin, row->indent))
        return;
    if (!makes_reference_area(sh->r.type) && sh->r.parent)
        add_length(&sum, length_of(value_of(sh->r.parent, row->indent)));
    add_length(&sum, of_content(sh, length_of(&sh->v[row->margin])));
    if (bit_has(sh->given, row->padding))
        add_length(&sum, of_content(sh, length_of(&sh->v[row->padding])));
    add_length(&sum, border_width(sh, row->style, row->width));
    v = length_value(sum);
    derive(sh, row->indent, &v);
}

/* So are percentages of what body-start() and label-end() are made of. */
static void derive_provisional(sheet *sh, fo_prop p)
{
    fo_value v;

    if (!bit_has(sh->given, p) || !length_of(&sh->v[p]).percent)
        return;
    v = length_value(of_content(sh, length_of(&sh->v[p])));
    derive(sh, p, &v);
}

/* How the margins of an object are understood: as they stand (page masters and regions), as spaces
 * of inlines, as spaces and indents of all others. */
typedef enum { MARGIN_BLOCK, MARGIN_AS_IS, MARGIN_INLINE } margin_use;
static const uint8_t margin_uses[FO_TYPE_COUNT] = {
    [FO_SIMPLE_PAGE_MASTER] = MARGIN_AS_IS,
    [FO_REGION_BODY] = MARGIN_AS_IS,
    [FO_REGION_BEFORE] = MARGIN_AS_IS,
    [FO_REGION_AFTER] = MARGIN_AS_IS,
    [FO_REGION_START] = MARGIN_AS_IS,
    [FO_REGION_END] = MARGIN_AS_IS,
    [FO_INLINE] = MARGIN_INLINE,
    [FO_INLINE_CONTAINER] = MARGIN_INLINE,
    [FO_BASIC_LINK] = MARGIN_INLINE,
    [FO_CHARACTER] = MARGIN_INLINE,
    [FO_LEADER] = MARGIN_INLINE,
    [FO_EXTERNAL_GRAPHIC] = MARGIN_INLINE,
    [FO_INSTREAM_FOREIGN_OBJECT] = MARGIN_INLINE,
    [FO_PAGE_NUMBER] = MARGIN_INLINE,
    [FO_PAGE_NUMBER_CITATION] = MARGIN_INLINE,
    [FO_PAGE_NUMBER_CITATION_LAST] = MARGIN_INLINE,
    [FO_TITLE] = MARGIN_INLINE,
};

static void derive_margins(sheet *sh)
{
    static const indent_row indents[] = {
        {PR_MARGIN_LEFT, PR_START_INDENT, PR_PADDING_START, PR_BORDER_START_STYLE,
         PR_BORDER_START_WIDTH},
        {PR_MARGIN_RIGHT, PR_END_INDENT, PR_PADDING_END, PR_BORDER_END_STYLE, PR_BORDER_END_WIDTH},
    };
    margin_use use = (margin_use)margin_uses[sh->r.type];

    if (use == MARGIN_BLOCK) {
        derive_space(sh, PR_MARGIN_TOP, PR_SPACE_BEFORE, true);
        derive_space(sh, PR_MARGIN_BOTTOM, PR_SPACE_AFTER, true);
        derive_indent(sh, &indents[0]);
        derive_indent(sh, &indents[1]);
    } else if (use == MARGIN_INLINE) {
        derive_space(sh, PR_MARGIN_LEFT, PR_SPACE_START, false);
        derive_space(sh, PR_MARGIN_RIGHT, PR_SPACE_END, false);
    }
}

static void derive_all(sheet *sh)
{
    derive_dimension(sh, PR_WIDTH, PR_MIN_WIDTH, PR_MAX_WIDTH, PR_INLINE_PROGRESSION_DIMENSION);
    derive_dimension(sh, PR_HEIGHT, PR_MIN_HEIGHT, PR_MAX_HEIGHT, PR_BLOCK_PROGRESSION_DIMENSION);
    derive_margins(sh);
    derive_provisional(sh, PR_PROVISIONAL_DISTANCE_BETWEEN_STARTS);
    derive_provisional(sh, PR_PROVISIONAL_LABEL_SEPARATION);
}

/* ---- packing ---- */

static const fo_inherited *pack_inherited(const sheet *sh, const fo_inherited *from)
{
    fo_inherited block;
    bool changed = false;

    for (unsigned p = 0; p < PR_COUNT; p++) {
        if (prop_slots[p] < 0 || !(bit_has(sh->given, p) || bit_has(sh->derived, p)))
            continue;
        if (!changed)
            block = *from;
        changed = true;
        block.v[prop_slots[p]] = sh->v[p];
    }
    if (!changed)
        return from;
    return intern_bytes(sh->r.tree->mem, &sh->r.tree->blobs, &block, sizeof block);
}

static const fo_own *pack_own(const sheet *sh)
{
    fo_value values[PR_COUNT];
    size_t n = 0;
    fo_own own;
    fo_tree *t = sh->r.tree;

    memset(&own, 0, sizeof own);
    own.attrs = sh->r.set;
    memcpy(own.given, sh->given, sizeof own.given);
    for (unsigned p = 0; p < PR_COUNT; p++) {
        if (prop_slots[p] < 0 && (bit_has(sh->given, p) || bit_has(sh->derived, p))) {
            values[n++] = sh->v[p];
            own.place[p] = (uint8_t)n;
        }
    }
    if (n)
        own.values = intern_bytes(t->mem, &t->blobs, values, n * sizeof *values);
    own.edges = n ? edges_pack(t, &own) : t->nothing->edges;
    return intern_bytes(t->mem, &t->blobs, &own, sizeof own);
}

static mpt font_size(const fo_inherited *block)
{
    return block->v[SLOT_FONT_SIZE].u.length.fixed;
}

/* Those of `p`, which begin at `i`; where the next ones do. */
static uint32_t apply_all(sheet *sh, uint32_t i, fo_prop p)
{
    attrs *set = sh->r.set;

    for (; i < set->spec_count && set->specs[i].prop == p; i++)
        apply_spec(sh, &set->specs[i]);
    return i;
}

static void compute(sheet *sh, refined *out)
{
    attrs *set = sh->r.set;
    uint32_t i = 0;

    sh->r.em = font_size(out->from);
    sh->r.span = 1;
    i = apply_all(sh, i, PR_NUMBER_COLUMNS_SPANNED);
    if (bit_has(sh->given, PR_NUMBER_COLUMNS_SPANNED))
        sh->r.span = number_int(sh->v[PR_NUMBER_COLUMNS_SPANNED].u.number);
    i = apply_all(sh, i, PR_FONT_SIZE);
    if (bit_has(sh->given, PR_FONT_SIZE))
        sh->r.em = length_of(&sh->v[PR_FONT_SIZE]).fixed;
    i = apply_all(sh, i, PR_FONT_FAMILY);
    sh->r.families = (bit_has(sh->given, PR_FONT_FAMILY) ? &sh->v[PR_FONT_FAMILY]
                                                         : &out->from->v[SLOT_FONT_FAMILY])
                         ->u.string;
    for (; i < set->spec_count; i++)
        apply_spec(sh, &set->specs[i]);
    derive_all(sh);
    out->inherited = pack_inherited(sh, out->from);
    out->own = pack_own(sh);
    out->faults = sh->faults;
}

/* ---- the cache ---- */

static size_t hash_key(const refined *k)
{
    uint64_t h = (uintptr_t)k->set >> 4;

    h = (h ^ (uintptr_t)k->from >> 4) * UINT64_C(0x9E3779B97F4A7C15);
    h = (h ^ h >> 29 ^ (uintptr_t)k->parent_own >> 4) * UINT64_C(0xFF51AFD7ED558CCD);
    return (size_t)(h ^ h >> 31) + k->type;
}

static void grow(fo_tree *t)
{
    size_t cap = t->refined_cap ? t->refined_cap * 2 : 256;
    refined **slots = ARENA_ARRAY(t->mem, refined *, cap);

    for (size_t i = 0; i < t->refined_cap; i++) {
        for (refined *x = t->refined[i], *next; x; x = next) {
            size_t k = hash_key(x) & (cap - 1);
            next = x->next;
            x->next = slots[k];
            slots[k] = x;
        }
    }
    t->refined = slots;
    t->refined_cap = cap;
}

static const refined *find(const fo_tree *t, const refined *key)
{
    const refined *x = t->refined_cap ? t->refined[hash_key(key) & (t->refined_cap - 1)] : NULL;

    while (x && (x->set != key->set || x->from != key->from || x->parent_own != key->parent_own ||
                 x->type != key->type || x->outermost != key->outermost))
        x = x->next;
    return x;
}

static void keep(fo_tree *t, const refined *x)
{
    refined *copy = arena_memdup(t->mem, x, sizeof *x);
    size_t k;

    if (t->refined_count++ >= t->refined_cap)
        grow(t);
    k = hash_key(copy) & (t->refined_cap - 1);
    copy->next = t->refined[k];
    t->refined[k] = copy;
}

/* ---- reports ---- */

static void report_one(diag *dg, const fo_node *n, const attrs *set, message_id m, uint16_t source)
{
    const attr *a = &set->list[source];

    diag_report(dg, fo_pos(n), m, fo_type_name(n->type), a->name,
                diag_text(dg, a->value, strlen(a->value)));
}

/* A table of a thousand cells with a property that does nothing need not say so a thousand
 * times. */
static bool told_before(fo_tree *t, const fo_node *n, const fault *f)
{
    bool told = bit_has(t->told[n->type], f->prop);

    if (f->message != MSG_FO_NO_EFFECT)
        return false;
    bit_set(t->told[n->type], f->prop);
    return told;
}

static void report(fo_tree *t, diag *dg, const fo_node *n, const attrs *set, const fault *f)
{
    for (const issue *i = set->issues; i; i = i->next)
        report_one(dg, n, set, i->message, i->source);
    for (; f; f = f->next)
        if (!told_before(t, n, f))
            report_one(dg, n, set, f->message, f->source);
}

void refine_node(fo_tree *t, fo_node *n, attrs *set, diag *dg)
{
    refined key = {.set = set,
                   .from = n->parent ? n->parent->inherited : t->initial_inherited,
                   .parent_own = n->parent ? n->parent->own : t->nothing,
                   .type = n->type,
                   .outermost = makes_area_for(n->parent)};
    const refined *found;

    n->inherited = key.from;
    n->own = t->nothing;
    if (!set)
        return;
    if (!(found = find(t, &key))) {
        sheet sh;
        memset(&sh.r, 0, sizeof sh.r);
        memset(sh.given, 0, sizeof sh.given);
        memset(sh.derived, 0, sizeof sh.derived);
        sh.faults = NULL;
        sh.r = (refinement){.tree = t, .parent = n->parent, .type = n->type, .set = set, .node = n};
        compute(&sh, &key);
        if (!sh.r.deep)
            keep(t, &key);
        found = &key;
    }
    n->inherited = found->inherited;
    n->own = found->own;
    if (dg && (set->issues || found->faults))
        report(t, dg, n, set, found->faults);
}
