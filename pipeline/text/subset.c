/* subset.c - the part of a face that a document uses, as a font file of its own.
 *
 * HarfBuzz's subsetter keeps the glyphs' order and closes over composite glyphs; the plan tells
 * the new numbers. Everything that a PDF viewer does not read (layout, names, character map,
 * hinting) is dropped: half of the size of a small subset. */
#include <hb-subset.h>

#include "text/font_int.h"

/* Tables of no use in a PDF's CIDFont: it has codes, names and metrics of its own
 * (ISO 32000-1 9.9). */
static const char *const dropped[] = {
    "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern", "cmap", "name", "OS/2", "post",
    "gasp", "hdmx", "VDMX", "LTSH", "PCLT", "DSIG", "FFTM", "meta", "COLR", "CPAL", "SVG ",
    "vhea", "vmtx", "fvar", "gvar", "avar", "cvar", "HVAR", "MVAR", "VVAR", "STAT",
};

static hb_subset_input_t *make_input(const uint32_t *gids, size_t count)
{
    hb_subset_input_t *in = hb_subset_input_create_or_fail();
    hb_set_t *drop;

    if (!in)
        return NULL;
    hb_set_add(hb_subset_input_glyph_set(in), 0);
    for (size_t i = 0; i < count; i++)
        hb_set_add(hb_subset_input_glyph_set(in), gids[i]);
    drop = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < COUNT(dropped); i++)
        hb_set_add(drop, HB_TAG(dropped[i][0], dropped[i][1], dropped[i][2], dropped[i][3]));
    hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    return in;
}

static void renumber(hb_subset_plan_t *plan, const uint32_t *gids, size_t count, uint32_t *map)
{
    const hb_map_t *numbers = hb_subset_plan_old_to_new_glyph_mapping(plan);

    for (size_t i = 0; i < count; i++) {
        const hb_codepoint_t to = hb_map_get(numbers, gids[i]);
        map[i] = to == HB_MAP_VALUE_INVALID ? 0 : to;
    }
}

static const uint8_t *copy_file(hb_face_t *face, size_t *size, arena *a)
{
    hb_blob_t *blob = hb_face_reference_blob(face);
    unsigned n = 0;
    const char *data = hb_blob_get_data(blob, &n);
    const uint8_t *copy = n ? arena_memdup(a, data, n) : NULL;

    *size = n;
    hb_blob_destroy(blob);
    return copy;
}

const uint8_t *font_subset(const font *f, const uint32_t *gids, size_t count, uint32_t *map,
                           size_t *size, arena *a)
{
    hb_subset_input_t *in = make_input(gids, count);
    hb_subset_plan_t *plan = in ? hb_subset_plan_create_or_fail(f->face, in) : NULL;
    hb_face_t *part = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    const uint8_t *bytes = NULL;

    *size = 0;
    if (part) {
        renumber(plan, gids, count, map);
        bytes = copy_file(part, size, a);
    }
    hb_face_destroy(part);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(in);
    return bytes;
}
