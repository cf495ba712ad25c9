/* subset.c - the part of a face that a document uses, as a font file of its own.
 *
 * HarfBuzz's subsetter keeps the glyphs' order and closes over composite glyphs; the plan tells the
 * new numbers. It is given a face of nothing but outlines and metrics: what a PDF viewer does not
 * read (layout, names, character map, hinting) is half of the size of a small subset, and to plan
 * it away takes longer than all the rest. */
#include <hb-subset.h>

#include "text/font_int.h"

/* Tables that a PDF's CIDFont is drawn with; it has codes, names and metrics of its own
 * (ISO 32000-1 9.9). */
static const char *const kept[] = {"head", "hhea", "maxp", "hmtx", "loca",
                                   "glyf", "CFF ", "CFF2", "VORG"};

static hb_face_t *outlines_of(const font *f)
{
    hb_face_t *face = hb_face_builder_create();

    for (size_t i = 0; i < COUNT(kept); i++) {
        const hb_tag_t tag = HB_TAG(kept[i][0], kept[i][1], kept[i][2], kept[i][3]);
        hb_blob_t *table = hb_face_reference_table(f->face, tag);
        if (hb_blob_get_length(table))
            hb_face_builder_add_table(face, tag, table);
        hb_blob_destroy(table);
    }
    return face;
}

static hb_subset_input_t *make_input(const uint32_t *gids, size_t count)
{
    hb_subset_input_t *in = hb_subset_input_create_or_fail();

    if (!in)
        return NULL;
    hb_set_add(hb_subset_input_glyph_set(in), 0);
    for (size_t i = 0; i < count; i++)
        hb_set_add(hb_subset_input_glyph_set(in), gids[i]);
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
    hb_face_t *face = outlines_of(f);
    hb_subset_plan_t *plan = in ? hb_subset_plan_create_or_fail(face, in) : NULL;
    hb_face_t *part = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    const uint8_t *bytes = NULL;

    *size = 0;
    if (part) {
        renumber(plan, gids, count, map);
        bytes = copy_file(part, size, a);
    }
    hb_face_destroy(part);
    hb_face_destroy(face);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(in);
    return bytes;
}
