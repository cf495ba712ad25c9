/* layout.h - from formatting objects to pages. */
#ifndef SVOD_LAYOUT_LAYOUT_H
#define SVOD_LAYOUT_LAYOUT_H

#include "fo/fo.h"
#include "layout/area.h"
#include "text/font.h"
#include "text/lines.h"

/* Natural size of an image: pixels and resolution already turned into millipoints. */
typedef struct image_source image_source;
struct image_source {
    src_pos pos; /* of the object that asks, for messages; set it before calling */
    bool (*size)(image_source *self, const char *uri, void *foreign, mpt *w, mpt *h);
};

typedef struct {
    metrics *fonts;
    hyphenator *hyphens;
    image_source *images;
    bool kerning;  /* --kerning */
    bool strict;   /* lost glyphs and clipped text are errors (svod render) */
    int max_pages; /* 0: no limit */
} layout_options;

typedef struct {
    const area_bookmark *bookmarks;
    size_t bookmark_count;
    uint32_t pages;
} layout_result;

/* Lay out `tree`, which is read on as far as needed; each finished page goes to `sink`. `a` owns
 * what `result` points to. False if it cannot be laid out or the sink stopped; the reason is in
 * `dg`. */
bool layout_run(arena *a, fo_tree *tree, const layout_options *options, page_sink *sink,
                layout_result *result, diag *dg);

#endif
