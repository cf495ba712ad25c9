/* footnote.h - the footnotes of a page. */
#ifndef SVOD_LAYOUT_FOOTNOTE_H
#define SVOD_LAYOUT_FOOTNOTE_H

#include "layout/flow.h"

typedef struct note_room {
    arena *mem;
    content **bodies; /* carried over from before, then those anchored on this page */
    size_t count, cap;
    place first;   /* where the first of them goes on */
    mpt separator; /* height of the separator */
    mpt taken;     /* height that the notes so far need, with the separator */
    content *separator_content;
} note_room;

void notes_begin(note_room *n, flow *f, mpt height);
void notes_take(void *self, const note *n); /* a footnote anchored on the page */
/* Place them at the foot of the region; what does not fit is carried over in f->s. */
void notes_plan(note_room *n, flow *f, page_plan *plan, mpt height);
void notes_build(const page_plan *plan, const build_how *how, area *a, mpt x, mpt y);

#endif
