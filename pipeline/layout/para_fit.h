/* para_fit.h - total fit: what para_fit.c, para_run.c and para_break.c share. */
#ifndef SVOD_LAYOUT_PARA_FIT_H
#define SVOD_LAYOUT_PARA_FIT_H

#include "layout/para_int.h"

enum {
    FIT_UNIT = 10000, /* ratio 1 */
    MAX_LADDER = 7,   /* longer ladders of hyphens are not limited */
};

typedef struct {
    int64_t w, stretch, shrink;
} sums;

/* A place where a line may end. */
typedef struct {
    uint32_t item, offset;
    sums end, start;
    mpt hyphen; /* part of end.w that is the hyphen's */
    bool flagged, last;
} brk;

typedef struct {
    brk at;
    int64_t demerits;
    int32_t prev;   /* index of the node before; -1 for the first */
    uint8_t ladder; /* hyphenated lines in a row that end here, if they are limited */
    uint8_t fitness;
} node;

/* The breaks in a word, which each pass asks for again. */
typedef struct {
    const brk *at;
    uint32_t count;
    bool known;
} word_breaks;

typedef struct {
    para *p;
    arena *mem;
    mpt ipd, first_measure, measure, last_measure;
    mpt space;     /* the block's word space */
    mpt free_side; /* stretch of a ragged line; 0 if lines are justified and can be */
    bool justify_last, centered;
    bool firm;         /* spaces do not shrink: at most the last line is justified */
    bool rigid;        /* no line is justified: only leaders give way */
    int32_t tolerance; /* largest ratio */
    bool hyphenate;
    bool force;    /* where no line is within it, one is made that is not */
    int32_t limit; /* keeps of this strength may be broken */
    int hyphen_penalty;
    int ladder;                     /* most hyphenated lines in a row; 0: no limit */
    uint32_t from, end;             /* the part: its first item; that of a newline, or the end */
    word_breaks *words;             /* of the part's items; NULL: none was asked for yet */
    const para_style *hyphen_style; /* whose hyphen in its own face is known; NULL: none */
    mpt hyphen;                     /* its width */
    node *nodes;
    size_t count, cap;
    int32_t *active; /* room for `cap`, like the nodes */
    size_t active_count;
    node loose; /* the end of a line looser than the tolerance: the last break that has one */
    bool has_loose;
} fit;

static inline void sums_add(sums *a, sums b)
{
    a->w += b.w;
    a->stretch += b.stretch;
    a->shrink += b.shrink;
}

static inline sums sums_less(sums a, sums b)
{
    return (sums){a.w - b.w, a.stretch - b.stretch, a.shrink - b.shrink};
}

/* ---- para_fit.c: which lines are good ---- */
mpt fit_measure(const fit *f, const node *a, const brk *b); /* room for the line from a to b */
/* Ratio by which the line from `a` to `b` is stretched (> 0) or shrunk (< 0) in FIT_UNITs;
 * INT32_MIN if it cannot fit. */
int32_t fit_ratio(const fit *f, const node *a, const brk *b);

bool fit_shrinks(const fit *f); /* may lines be pressed? */
bool fit_is_ragged(const fit *f, const brk *b);
void fit_begin(fit *f, const brk *first); /* forget all nodes; lines start at `first` */
/* Look at all lines that end at `b`; false if no line can be made any more. */
bool fit_try(fit *f, const brk *b);

/* ---- para_run.c: the breaks there are ---- */
/* One pass over the part from point `at`; the index of the best last node, or -1. */
int32_t fit_run(fit *f, para_point at);

#endif
