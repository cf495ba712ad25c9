/* table.h - a table as layout sees it: columns with their places, border model, repeated parts. */
#ifndef SVOD_LAYOUT_TABLE_H
#define SVOD_LAYOUT_TABLE_H

#include "layout/content.h"

/* A table-column over several columns: for the cells over just these (6.7.4). */
typedef struct column_span {
    const fo_node *fo;
    uint32_t span;
    const struct column_span *next; /* one that begins in the same column */
} column_span;

typedef struct {
    const fo_node *fo; /* table-column; NULL: none given */
    const column_span *spans;
    mpt x, width;   /* relative to the table's content rectangle */
    bool has_width; /* given on the column or in the first row */
    bool fits;      /* as wide as its content wants */
} column;

struct table {
    const fo_node *fo;
    column *columns;
    uint32_t count;
    bool collapse;
    mpt gap_x, gap_y;                      /* border-separation in the separate model */
    mpt x, width;                          /* content rectangle, x in the reference area */
    rows *header, *footer;                 /* NULL: none */
    rows *first_header;                    /* what stands where the table begins; may be `header` */
    bool header_varies, footer_varies;     /* they retrieve table markers */
    struct carried *carried;               /* the last markers of the fragments before, by name */
    bool omit_header, omit_footer;         /* at breaks */
    const cell **header_end, **footer_top; /* cells by column where the body meets them, if borders
                                              collapse */
};

/* The table-column that describes cell `c` in column `x`: that of its span, or else of the column
 * alone. */
static inline const fo_node *table_column_of(const table *t, const cell *c, uint32_t x)
{
    const column_span *s = c && c->fo && c->column_span > 1 ? t->columns[c->column].spans : NULL;

    while (s && s->span != c->column_span)
        s = s->next;
    return s ? s->fo : t->columns[x].fo;
}

static inline bool column_collapsed(const column *c)
{
    return c->fo && fo_is(c->fo, PR_VISIBILITY, EN_COLLAPSE);
}

/* table_border.c: a collapsed border of cell `c` where a break comes right before or after it,
 * `side`: what is on the other page takes no part. `cut`: the break goes through it, so that only
 * borders that are retained do, and a repeated header or footer. */
area_edge table_break_edge(const rows *rs, const cell *c, fo_side side, bool cut);

/* What a break inside the table costs on the pages after and before it. */
static inline mpt table_break_header(const table *t)
{
    return t->header && !t->omit_header ? t->header->height : 0;
}

static inline mpt table_break_footer(const table *t)
{
    return t->footer && !t->omit_footer ? t->footer->height : 0;
}

#endif
