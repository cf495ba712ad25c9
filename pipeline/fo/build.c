/* build.c - from an XML tree to formatting objects.
 *
 * One walk in document order with a stack of its own (input may be nested deeper than the C stack
 * likes). Each element is checked against the content model of its parent, its attributes become
 * values (refine.c), and what cannot stand where it stands is reported and left out with its
 * content. */
#include <stdlib.h>
#include <string.h>

#include "base/spaces.h"
#include "fo/fo_int.h"

enum { MAX_DEPTH = 400 };

typedef struct {
    fo_node *node, *last; /* last child so far */
    const model *model;
    model_state state;
    fo_type type; /* as written; node->type differs where it stands for something simpler */
    column_state *columns; /* of a table and, shared, of its parts and rows */
} frame;

struct builder {
    fo_tree *t;
    arena *mem; /* for nodes and texts */
    frame stack[MAX_DEPTH];
    int depth;
    column_state *spare[MAX_DEPTH]; /* of tables that are complete */
    int spares;
    bool failed;
};

/* ---- the tree ---- */

fo_tree *tree_new(arena *a, const fo_source *source, diag *dg)
{
    fo_tree *t = ARENA_NEW(a, fo_tree);
    fo_inherited block;
    fo_own nothing;

    t->mem = a;
    t->dg = dg;
    t->source = *source;
    t->defaults = source->defaults ? source->defaults : defaults_of_recommendation(a, dg);
    memset(&block, 0, sizeof block);
    memset(&nothing, 0, sizeof nothing);
    for (unsigned p = 0; p < PR_COUNT; p++)
        if (prop_slots[p] >= 0)
            block.v[prop_slots[p]] = t->defaults->initial[p];
    block.tree = t;
    t->initial_inherited = intern_bytes(a, &t->blobs, &block, sizeof block);
    nothing.edges = edges_pack(t, &nothing);
    t->nothing = intern_bytes(a, &t->blobs, &nothing, sizeof nothing);
    return t;
}

/* ---- nodes ---- */

static fo_node *new_node(builder *b, const xmlNode *x, fo_type type)
{
    fo_node *n = ARENA_NEW(b->mem, fo_node);
    long line = xmlGetLineNo(x);

    n->type = (uint8_t)type;
    n->line = line > 0 ? (uint32_t)line : 0;
    n->at = (uint32_t)(uintptr_t)x->_private;
    n->parent = b->depth ? b->stack[b->depth - 1].node : NULL;
    return n;
}

static void append(builder *b, fo_node *n)
{
    frame *f = &b->stack[b->depth - 1];

    if (f->last)
        f->last->next = n;
    else
        f->node->child = n;
    f->last = n;
}

/* Where an element stands that gets no node. */
static src_pos place_of(builder *b, const xmlNode *x)
{
    fo_node probe = {.inherited = b->t->initial_inherited};
    xmlChar *at =
        xmlGetNsProp((xmlNode *)x, (const xmlChar *)"at", (const xmlChar *)SVOD_NAMESPACE);
    long line = xmlGetLineNo(x), index = at ? atol((const char *)at) : 0;

    xmlFree(at);
    probe.line = line > 0 ? (uint32_t)line : 0;
    probe.at = index > 0 ? (uint32_t)index : (uint32_t)(uintptr_t)x->_private;
    return fo_pos(&probe);
}

static const char *element_name(builder *b, const xmlNode *x)
{
    if (x->ns && x->ns->prefix)
        return arena_printf(b->t->mem, "%s:%s", (const char *)x->ns->prefix, (const char *)x->name);
    return (const char *)x->name;
}

static void remark(builder *b, const xmlNode *x, message_id m, fo_type parent)
{
    diag_report(b->t->dg, place_of(b, x), m, element_name(b, x), fo_type_name(parent));
}

/* Report the element `x`, which is left out of `parent`. */
static void leave_out(builder *b, const xmlNode *x, message_id m, severity usual, fo_type parent)
{
    diag_report_as(b->t->dg, loss_severity(b->t, usual), place_of(b, x), m, element_name(b, x),
                   fo_type_name(parent));
}

/* ---- elements ---- */

static bool is_fo(const xmlNs *ns)
{
    return in_namespace(ns, FO_NAMESPACE);
}

/* What of the objects without support is laid out all the same: their content, as it stands. */
static fo_type plain_type(fo_type type)
{
    switch (type) {
    case FO_MULTI_SWITCH:
    case FO_MULTI_CASE:
    case FO_MULTI_TOGGLE:
    case FO_MULTI_PROPERTIES:
        return FO_WRAPPER;
    default:
        return FO_TYPE_COUNT;
    }
}

/* Of a multi-switch the first case that is shown at first. */
static bool is_hidden_case(const frame *parent, const xmlNode *x)
{
    xmlChar *state;
    bool hidden;

    if (parent->type != FO_MULTI_SWITCH)
        return false;
    state = xmlGetNoNsProp((xmlNode *)x, (const xmlChar *)"starting-state");
    hidden = state && strcmp((const char *)state, "hide") == 0;
    xmlFree(state);
    return hidden || parent->last;
}

/* The type to build for an unsupported object; FO_TYPE_COUNT if it is left out. */
static fo_type degrade(builder *b, const xmlNode *x, fo_type type, const frame *parent)
{
    fo_type plain = plain_type(type);

    if (type == FO_MULTI_PROPERTY_SET || (type == FO_MULTI_CASE && is_hidden_case(parent, x)))
        return FO_TYPE_COUNT;
    if (plain == FO_TYPE_COUNT)
        leave_out(b, x, MSG_FO_OBJECT_UNSUPPORTED, SEV_UNSUPPORTED, parent->type);
    else if (type == FO_MULTI_SWITCH || type == FO_MULTI_PROPERTIES)
        remark(b, x, MSG_FO_OBJECT_STATIC, parent->type);
    return plain;
}

/* Around a footnote: where its body would have no page to stand on (6.12.3). FO_TYPE_COUNT:
 * nowhere. */
static fo_type hides_footnotes(const builder *b)
{
    for (size_t i = b->depth - 1; i-- > 0;)
        switch (b->stack[i].type) {
        case FO_FOOTNOTE:
        case FO_STATIC_CONTENT:
        case FO_MARKER:
        case FO_LEADER:
        case FO_TITLE:
            return b->stack[i].type;
        default:
            break;
        }
    return FO_TYPE_COUNT;
}

static fo_type check_place(builder *b, const xmlNode *x, fo_type type)
{
    frame *parent = &b->stack[b->depth - 1];
    model_fit fit = model_accept(parent->model, &parent->state, type);
    fo_type outer = type == FO_FOOTNOTE_BODY ? hides_footnotes(b) : FO_TYPE_COUNT;

    if (fit == FITS_NOT || outer != FO_TYPE_COUNT) {
        leave_out(b, x, MSG_FO_NOT_ALLOWED, SEV_WARNING, fit == FITS_NOT ? parent->type : outer);
        return FO_TYPE_COUNT;
    }
    if (fit == FITS_LATE)
        remark(b, x, MSG_FO_OUT_OF_ORDER, parent->type);
    return model_of(b->t, type)->unsupported ? degrade(b, x, type, parent) : type;
}

static void *first_element(const xmlNode *x)
{
    const xmlNode *c = x->children;

    while (c && c->type != XML_ELEMENT_NODE)
        c = c->next;
    return (void *)c;
}

/* ---- columns ---- */

static bool is_table_part(fo_type type)
{
    return type == FO_TABLE_HEADER || type == FO_TABLE_FOOTER || type == FO_TABLE_BODY;
}

/* The columns that the children of an object of `type` stand in. */
static column_state *columns_for(builder *b, fo_type type)
{
    column_state *above = b->depth ? b->stack[b->depth - 1].columns : NULL;

    if (type == FO_TABLE)
        return b->spares ? b->spare[--b->spares] : columns_new(b->t->mem);
    if (is_table_part(type) && above)
        columns_reset(above);
    if (type == FO_TABLE_ROW && above && columns_in_row(above))
        columns_end_row(above); /* of cells that stand in the part itself */
    return is_table_part(type) || type == FO_TABLE_ROW ? above : NULL;
}

/* Where the object stands unless it says so itself. */
static void place_column(builder *b, fo_node *n, fo_type type)
{
    frame *f = b->depth ? &b->stack[b->depth - 1] : NULL;

    if ((type == FO_TABLE_CELL || type == FO_TABLE_COLUMN) && f->columns)
        n->column = (uint16_t)columns_next(f->columns);
}

static void set_column(builder *b, fo_node *n, int column)
{
    if (column < 1 || column > UINT16_MAX || column == n->column)
        return;
    n->column = (uint16_t)column;
    refine_node(b->t, n, n->own->attrs, NULL); /* from-table-column() may have looked at it */
}

static void advance_column(builder *b, fo_node *n, fo_type type)
{
    frame *f = b->depth ? &b->stack[b->depth - 1] : NULL;
    const bool loose = n->column && type == FO_TABLE_CELL && f->type != FO_TABLE_ROW;

    if (!n->column)
        return;
    if (loose && fo_is(n, PR_STARTS_ROW, EN_TRUE) && columns_in_row(f->columns)) {
        columns_end_row(f->columns);
        set_column(b, n, columns_next(f->columns));
    }
    set_column(b, n, fo_integer(n, PR_COLUMN_NUMBER));
    if (type == FO_TABLE_COLUMN)
        columns_add_column(f->columns, n);
    else
        columns_add_cell(f->columns, n);
    if (loose && fo_is(n, PR_ENDS_ROW, EN_TRUE))
        columns_end_row(f->columns);
}

/* Build the object of `x`; true if its children follow. */
static bool enter(builder *b, const xmlNode *x, fo_type written)
{
    fo_type type = b->depth ? check_place(b, x, written) : written;
    fo_node *n;

    if (type == FO_TYPE_COUNT)
        return false;
    if (b->depth == MAX_DEPTH) {
        remark(b, x, MSG_FO_TOO_DEEP, type);
        b->failed = true;
        return false;
    }
    n = new_node(b, x, type);
    place_column(b, n, type);
    refine_node(b->t, n, attrs_of_element(b->t, x, n), b->t->dg);
    advance_column(b, n, type);
    check_required(b->t, n);
    if (b->depth)
        append(b, n);
    else
        b->t->root = n;
    if (type == FO_INSTREAM_FOREIGN_OBJECT) {
        n->u.foreign = first_element(x);
        return false;
    }
    b->stack[b->depth] =
        (frame){n, NULL, model_of(b->t, written), {0, 0}, written, columns_for(b, type)};
    b->depth++;
    return true;
}

void builder_leave(builder *b)
{
    frame *f = &b->stack[--b->depth];
    fo_type missing = model_missing(f->model, &f->state);

    if (f->type == FO_TABLE_ROW && f->columns)
        columns_end_row(f->columns);
    if (f->type == FO_TABLE) {
        columns_reset(f->columns);
        b->spare[b->spares++] = f->columns;
    }
    if (missing != FO_TYPE_COUNT)
        diag_report(b->t->dg, fo_pos(f->node), MSG_FO_INCOMPLETE, fo_type_name(f->type),
                    fo_type_name(missing));
}

static bool visit_element(builder *b, const xmlNode *x)
{
    fo_type parent = b->depth ? b->stack[b->depth - 1].type : FO_ROOT;
    fo_type type;

    if (!is_fo(x->ns)) {
        if (parent == FO_DECLARATIONS && info_read(b->t, x))
            return false;
        if (x->ns)
            leave_out(b, x, MSG_FO_FOREIGN_ELEMENT, SEV_UNSUPPORTED, parent);
        else
            leave_out(b, x, MSG_FO_UNKNOWN_ELEMENT, SEV_WARNING, parent);
        return false;
    }
    type = object_find(&b->t->defaults->names, (const char *)x->name);
    if (type == FO_TYPE_COUNT) {
        leave_out(b, x, MSG_FO_UNKNOWN_ELEMENT, SEV_WARNING, parent);
        return false;
    }
    return enter(b, x, type);
}

/* ---- text ---- */

/* White space is allowed anywhere. */
static void report_text(builder *b, const frame *f, const char *s, size_t n)
{
    spaces_trim(&s, &n);
    if (n > 0)
        diag_report_as(b->t->dg, loss_severity(b->t, SEV_WARNING), fo_pos(f->node),
                       MSG_FO_TEXT_NOT_ALLOWED, fo_type_name(f->type), diag_text(b->t->dg, s, n));
}

/* The node of the author that an instruction behind the text names (xslt/origin.c); 0: none. */
static uint32_t origin_behind(const xmlNode *x)
{
    const xmlNode *mark = x->next;

    if (!mark || mark->type != XML_PI_NODE || !mark->content ||
        strcmp((const char *)mark->name, SVOD_ORIGIN) != 0)
        return 0;
    return (uint32_t)strtoul((const char *)mark->content, NULL, 10);
}

static void visit_text(builder *b, const xmlNode *x)
{
    frame *f = &b->stack[b->depth - 1];
    const char *s = (const char *)x->content;
    size_t n = s ? strlen(s) : 0;
    fo_node *t;

    if (!f->model->text) {
        report_text(b, f, s, n);
        return;
    }
    if (n == 0 || n > UINT32_MAX)
        return;
    t = new_node(b, x, FO_TEXT);
    t->u.origin = origin_behind(x);
    t->text = memcpy(arena_text(b->mem, n), s, n);
    t->len = (uint32_t)n;
    if (!t->at)
        t->at = f->node->at;
    t->line = f->node->line;
    t->inherited = f->node->inherited;
    t->own = b->t->nothing;
    append(b, t);
}

/* ---- the walk ---- */

bool builder_visit(builder *b, const xmlNode *x)
{
    switch (x->type) {
    case XML_ELEMENT_NODE:
        return visit_element(b, x);
    case XML_TEXT_NODE:
    case XML_CDATA_SECTION_NODE:
        visit_text(b, x);
        return false;
    default:
        return false; /* comments, processing instructions */
    }
}

static void walk(builder *b, const xmlNode *root)
{
    const xmlNode *x = root;

    while (!b->failed) {
        if (builder_visit(b, x)) {
            if (x->children) {
                x = x->children;
                continue;
            }
            builder_leave(b);
        }
        for (; x != root && !x->next; x = x->parent)
            builder_leave(b); /* its parent is complete */
        if (x == root)
            return;
        x = x->next;
    }
}

builder *builder_new(fo_tree *t)
{
    builder *b = mem_alloc(sizeof *b);
    b->t = t;
    b->mem = t->mem;
    return b;
}

void builder_free(builder *b)
{
    mem_free(b);
}

void builder_use(builder *b, arena *mem)
{
    b->mem = mem;
}

bool builder_failed(const builder *b)
{
    return b->failed;
}

const fo_node *builder_last(const builder *b)
{
    return b->depth ? b->stack[b->depth - 1].node : NULL;
}

bool builder_wants_all(const builder *b, const xmlNode *x)
{
    if (b->depth && b->stack[b->depth - 1].type == FO_DECLARATIONS)
        return !is_fo(x->ns);
    return is_fo(x->ns) && strcmp((const char *)x->name, "instream-foreign-object") == 0;
}

bool builder_check_root(builder *b, const xmlNode *root)
{
    if (root && is_fo(root->ns) && strcmp((const char *)root->name, "root") == 0)
        return true;
    diag_report(b->t->dg, root ? place_of(b, root) : NO_POS, MSG_FO_NO_ROOT,
                root ? element_name(b, root) : "");
    return false;
}

fo_tree *fo_build(arena *a, void *doc, const fo_source *source, diag *dg)
{
    fo_tree *t = tree_new(a, source, dg);
    builder *b = builder_new(t);
    const xmlNode *root = xmlDocGetRootElement(doc);
    bool ok = builder_check_root(b, root);

    if (ok) {
        walk(b, root);
        ok = !b->failed && check_references(t);
    }
    builder_free(b);
    return ok ? t : NULL;
}

/* ---- markers ---- */

static fo_node *copy_node(const fo_node *from, fo_node *parent, arena *a, fo_tree *t)
{
    fo_node *n = arena_memdup(a, from, sizeof *from);

    n->parent = parent;
    n->child = n->next = NULL;
    n->inherited = parent->inherited;
    n->own = t->nothing;
    if (n->type != FO_TEXT)
        refine_node(t, n, from->own->attrs, NULL);
    return n;
}

/* The children of `from` under `to`, refined anew; depth is bounded by fo_build. */
static void copy_children(const fo_node *from, fo_node *to, arena *a, fo_tree *t)
{
    fo_node **link = &to->child;

    for (const fo_node *c = from->child; c; c = c->next, link = &(*link)->next) {
        *link = copy_node(c, to, a, t);
        copy_children(c, *link, a, t);
    }
}

const fo_node *fo_adopt(arena *a, const fo_tree *t, const fo_node *marker, const fo_node *parent)
{
    fo_node *n = arena_memdup(a, marker, sizeof *marker);

    n->parent = (fo_node *)parent;
    n->child = n->next = NULL;
    n->inherited = parent->inherited;
    n->own = t->nothing;
    /* the tree's caches grow; what can be seen of it does not change */
    refine_node((fo_tree *)t, n, marker->own->attrs, NULL);
    copy_children(marker, n, a, (fo_tree *)t);
    return n;
}

const fo_node *fo_inheriting(arena *a, const fo_tree *t, const fo_node *n, const fo_node *from,
                             const fo_node *to)
{
    fo_tree *cache = (fo_tree *)t; /* as above */
    fo_node *copy = arena_memdup(a, n, sizeof *n);
    fo_inherited values = *n->inherited;

    for (int i = 0; i < SLOT_COUNT; i++)
        if (memcmp(&values.v[i], &from->inherited->v[i], sizeof values.v[i]) == 0)
            values.v[i] = to->inherited->v[i];
    copy->inherited = intern_bytes(cache->mem, &cache->blobs, &values, sizeof values);
    return copy;
}
