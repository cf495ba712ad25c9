/* functions.c - the core function library (5.10), one table row a function. */
#include <string.h>

#include "fo/fo_int.h"

typedef struct {
    refinement *r;
    operand *arg;
    int count;
    int variant; /* of the row */
} call;

static mpt to_mpt(double v)
{
    return v > LENGTH_MAX ? LENGTH_MAX : v < -LENGTH_MAX ? -LENGTH_MAX : number_int(v);
}

fo_len operand_length(const operand *o)
{
    return (fo_len){to_mpt(o->fixed), number_int(o->percent * 1000)};
}

/* The value of `p` back into an expression, so that it can be calculated with. */
static void operand_of_value(fo_prop p, const fo_value *v, operand *out)
{
    memset(out, 0, sizeof *out);
    out->form = OP_VALUE;
    out->value = *v;
    out->of = p;
    if (v->form == FORM_NUMBER) {
        out->form = OP_NUMBER;
        out->number = v->u.number;
    } else if (v->form == FORM_LENGTH) {
        out->form = OP_LENGTH;
        out->fixed = v->u.length.fixed;
        out->percent = v->u.length.percent / 1000.0;
    }
}

enum { FLOOR, CEILING, ROUND };
static bool call_rounding(call *c, operand *out)
{
    double n = c->arg[0].number;

    if (c->arg[0].form != OP_NUMBER)
        return false;
    *out = c->arg[0];
    out->number = c->variant == FLOOR     ? number_floor(n)
                  : c->variant == CEILING ? -number_floor(-n)
                                          : number_floor(n + 0.5);
    return true;
}

/* Lengths with different percentages cannot be compared before layout. */
static bool compare(const operand *a, const operand *b, double *difference)
{
    if (a->form == OP_NUMBER && b->form == OP_NUMBER) {
        *difference = a->number - b->number;
        return true;
    }
    if (a->form != OP_LENGTH || b->form != OP_LENGTH)
        return false;
    *difference = a->percent == b->percent ? a->fixed - b->fixed : a->percent - b->percent;
    return a->percent == b->percent || a->fixed == b->fixed;
}

enum { MINIMUM, MAXIMUM };
static bool call_choice(call *c, operand *out)
{
    double d;

    if (!compare(&c->arg[0], &c->arg[1], &d))
        return false;
    *out = c->arg[(d > 0) == (c->variant == MINIMUM)];
    return true;
}

static bool call_abs(call *c, operand *out)
{
    *out = c->arg[0];
    if (out->form != OP_NUMBER && (out->form != OP_LENGTH || out->percent * out->fixed < 0))
        return false;
    if (out->number < 0 || out->fixed < 0 || out->percent < 0) {
        out->number = -out->number;
        out->fixed = -out->fixed;
        out->percent = -out->percent;
    }
    return true;
}

/* 0 … 255, or a percentage of it. */
static bool channel(const operand *o, uint8_t *out)
{
    double v = o->form == OP_NUMBER ? o->number : o->percent * 255 / 100;

    if (o->form != OP_NUMBER && (o->form != OP_LENGTH || o->fixed != 0))
        return false;
    *out = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : number_round(v));
    return true;
}

/* rgb(), and the sRGB fallback of rgb-icc(). */
static bool call_rgb(call *c, operand *out)
{
    memset(out, 0, sizeof *out);
    out->form = OP_COLOR;
    out->color.a = 255;
    return channel(&c->arg[0], &out->color.r) && channel(&c->arg[1], &out->color.g) &&
           channel(&c->arg[2], &out->color.b);
}

static bool call_system_color(call *c, operand *out)
{
    const operand *name = &c->arg[0];

    memset(out, 0, sizeof *out);
    out->form = OP_COLOR;
    return (name->form == OP_NAME || name->form == OP_STRING) &&
           color_of_system(name->text, name->len, &out->color);
}

static bool call_share(call *c, operand *out)
{
    const operand *n = &c->arg[0];
    double share = n->form == OP_NUMBER ? n->number : n->percent / 100;

    memset(out, 0, sizeof *out);
    out->form = OP_SHARE;
    out->number = share;
    return (n->form == OP_NUMBER || (n->form == OP_LENGTH && n->fixed == 0)) && share >= 0;
}

static const fo_node *ancestor(const fo_node *n, fo_type type)
{
    while (n && n->type != type)
        n = n->parent;
    return n;
}

static void add_value(operand *sum, const fo_value *v, int sign)
{
    if (v->form == FORM_LENGTH) {
        sum->fixed += sign * v->u.length.fixed;
        sum->percent += sign * v->u.length.percent / 1000.0;
    }
}

/* body-start(): start-indent of the item + provisional-distance-between-starts; label-end(): what
 * is left of the reference area after that less provisional-label-separation (7.30.11, 7.30.12). */
enum { BODY_START, LABEL_END };
static bool call_list(call *c, operand *out)
{
    const fo_node *list = ancestor(c->r->parent, FO_LIST_BLOCK);
    const fo_node *item = ancestor(c->r->parent, FO_LIST_ITEM);
    int sign = c->variant == LABEL_END ? -1 : 1;

    if (!list)
        return false;
    c->r->varies = c->r->deep = true;
    c->r->listed = c->variant == LABEL_END ? LIST_INDENT_LABEL_END : LIST_INDENT_BODY_START;
    memset(out, 0, sizeof *out);
    out->form = OP_LENGTH;
    add_value(out, value_of(item ? item : list, PR_START_INDENT), sign);
    add_value(out, value_of(list, PR_PROVISIONAL_DISTANCE_BETWEEN_STARTS), sign);
    if (c->variant == LABEL_END) {
        out->percent += 100;
        add_value(out, value_of(list, PR_PROVISIONAL_LABEL_SEPARATION), 1);
    }
    return true;
}

bool is_system_font(const char *s, size_t n)
{
    static const char *const names[] = {"caption",     "icon",          "menu",
                                        "message-box", "small-caption", "status-bar"};

    for (size_t i = 0; i < COUNT(names); i++)
        if (strlen(names[i]) == n && memcmp(names[i], s, n) == 0)
            return true;
    return false;
}

/* The property a function is about: its argument, or the one being set. */
static bool named_property(call *c, fo_prop *p)
{
    *p = c->r->prop;
    if (c->count == 0)
        return true;
    if (c->arg[0].form != OP_NAME && c->arg[0].form != OP_STRING)
        return false;
    *p = prop_find(&c->r->tree->defaults->names, c->arg[0].text, c->arg[0].len);
    return *p < PR_COUNT && prop_of(*p)->kind != KIND_SHORTHAND;
}

static const fo_node *nearest_with(const fo_node *n, fo_prop p)
{
    while (n && !bit_has(n->own->given, p))
        n = n->parent;
    return n;
}

/* Repetitions stand side by side, each as wide as it spans (7.28.12). */
static bool covers(const fo_node *column, int number, int span)
{
    const int after = number - column->column;

    return fo_integer(column, PR_NUMBER_COLUMNS_SPANNED) == span && after >= 0 &&
           after % span == 0 && after / span < fo_integer(column, PR_NUMBER_COLUMNS_REPEATED);
}

/* Among the first thousand. */
static const fo_node *find_column(const fo_node *col, int number, int span)
{
    for (int i = 0; col && i < 1000; col = col->next, i++)
        if (col->type == FO_TABLE_COLUMN && covers(col, number, span))
            return col;
    return NULL;
}

/* Column of the table-cell or an object in it (see columns.c): that of its span, or else of the
 * span 1 (5.10.4). */
static const fo_node *column_of(const refinement *r)
{
    const bool own = r->type == FO_TABLE_CELL;
    const fo_node *cell = own ? r->node : ancestor(r->parent, FO_TABLE_CELL);
    const fo_node *table = ancestor(r->parent, FO_TABLE), *col;
    int span;

    if (!cell || !cell->column || !table)
        return NULL;
    span = own ? r->span : fo_integer(cell, PR_NUMBER_COLUMNS_SPANNED);
    col = find_column(table->child, cell->column, span);
    return col || span == 1 ? col : find_column(table->child, cell->column, 1);
}

enum { INHERITED, FROM_PARENT, FROM_NEAREST, FROM_COLUMN, FROM_REGION };
static bool call_property(call *c, operand *out)
{
    const fo_node *from = c->r->parent;
    const fo_value *v;
    fo_prop p;

    if (!named_property(c, &p) || (c->variant == INHERITED && prop_slots[p] < 0))
        return false;
    c->r->varies = true;
    c->r->deep |= c->variant >= FROM_NEAREST;
    if (c->variant == FROM_NEAREST)
        from = nearest_with(from, p);
    else if (c->variant == FROM_COLUMN)
        from = column_of(c->r);
    else if (c->variant == FROM_REGION) /* one writing-mode: as the initial value */
        from = NULL;
    v = from ? value_of(from, p) : initial_value(c->r->tree, p);
    if (prop_of(p)->kind != prop_of(c->r->prop)->kind) /* a compound for what is none */
        v = main_part(c->r->tree, p, v);
    operand_of_value(p, v, out);
    return true;
}

/* Here all system fonts are the initial one; that of small captions is a step smaller. */
static bool call_system_font(call *c, operand *out)
{
    call of = {c->r, c->arg + 1, c->count - 1, 0};
    const operand *name = &c->arg[0];
    fo_prop p;

    if ((name->form != OP_NAME && name->form != OP_STRING) ||
        !is_system_font(name->text, name->len) || !named_property(&of, &p))
        return false;
    operand_of_value(p, initial_value(c->r->tree, p), out);
    if (p == PR_FONT_SIZE && name->len == strlen("small-caption"))
        out->fixed = SMALL_CAPTION_SIZE;
    return true;
}

static bool call_unsupported(call *c, operand *out)
{
    (void)out;
    c->r->why = MSG_FO_FUNCTION_UNSUPPORTED;
    return false;
}

static const struct {
    const char *name;
    int least, most, variant;
    bool (*run)(call *c, operand *out);
} functions[] = {
    {"floor", 1, 1, FLOOR, call_rounding},
    {"ceiling", 1, 1, CEILING, call_rounding},
    {"round", 1, 1, ROUND, call_rounding},
    {"min", 2, 2, MINIMUM, call_choice},
    {"max", 2, 2, MAXIMUM, call_choice},
    {"abs", 1, 1, 0, call_abs},
    {"rgb", 3, 3, 0, call_rgb},
    {"rgb-icc", 4, 12, 0, call_rgb},
    {"system-color", 1, 1, 0, call_system_color},
    {"system-font", 1, 2, 0, call_system_font},
    {"inherited-property-value", 0, 1, INHERITED, call_property},
    {"label-end", 0, 0, LABEL_END, call_list},
    {"body-start", 0, 0, BODY_START, call_list},
    {"from-parent", 0, 1, FROM_PARENT, call_property},
    {"from-nearest-specified-value", 0, 1, FROM_NEAREST, call_property},
    {"from-page-master-region", 0, 1, FROM_REGION, call_property},
    {"from-table-column", 0, 1, FROM_COLUMN, call_property},
    {"proportional-column-width", 1, 1, 0, call_share},
    {"merge-property-values", 0, 1, 0, call_unsupported},
};

bool function_call(refinement *r, const char *name, size_t n, operand *arg, int count, operand *out)
{
    for (size_t i = 0; i < COUNT(functions); i++) {
        call c = {r, arg, count, functions[i].variant};
        if (strncmp(functions[i].name, name, n) == 0 && functions[i].name[n] == '\0')
            return count >= functions[i].least && count <= functions[i].most &&
                   functions[i].run(&c, out);
    }
    return false;
}
