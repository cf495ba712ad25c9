#include "format.h"

#include <stdlib.h>

#include "base/arena.h"
#include "fo/fo.h"
#include "pdf/pdf.h"
#include "svod.h"

enum { MAX_PAGES = 200 };

_Noreturn void format_give_up(const diag *dg)
{
    diag_print(dg, stderr, DIAG_PLAIN);
    abort();
}

const formatter *format_open(void)
{
    static formatter f; /* libFuzzer gives no place to set up */
    const char *dir = svod_data_dir();
    diag *dg;
    arena *a;

    if (f.fonts)
        return &f;
    dg = diag_new();
    a = arena_new();
    xml_init(dir);
    f.fonts = font_set_open(arena_printf(a, "%s/fonts/fonts.ini", dir), dg);
    f.hyphens = hyphenator_open(arena_printf(a, "%s/fonts/hyphenation.ini", dir), dg);
    if (!f.fonts || !f.hyphens)
        format_give_up(dg);
    arena_free(a);
    diag_free(dg);
    return &f;
}

static src_pos place_of(void *doc, uint32_t at)
{
    return xml_pos(doc, at);
}

static bool write_pages(arena *a, fo_tree *tree, const layout_options *options, pdf_writer *w,
                        diag *dg)
{
    layout_result result = {0};
    output *out = NULL;
    bool ok = layout_run(a, tree, options, pdf_sink(w), &result, dg) &&
              (out = output_open("-", dg)) && pdf_finish(w, &result, out);

    output_abandon(out);
    return ok;
}

void format_fo(const formatter *f, xmlDocPtr fo, xml_doc *doc, bool strict, diag *dg)
{
    const fo_source source = {.file = "fuzz.fo", .where = place_of, .self = doc, .strict = strict};
    const pdf_info info = {.producer = "fuzz", .strict = strict};
    arena *a = arena_new();
    fo_tree *tree = fo_build(a, fo, &source, dg);
    metrics *fonts = shaper_new(f->fonts, dg);
    image_store *images = image_store_new("fuzz.fo", dg);
    pdf_writer *w = pdf_open(&info, dg);
    const layout_options options = {.fonts = fonts,
                                    .hyphens = f->hyphens,
                                    .images = image_store_source(images),
                                    .kerning = true,
                                    .strict = strict,
                                    .max_pages = MAX_PAGES};
    bool ok = false;

    pdf_use_images(w, images);
    if (tree)
        ok = write_pages(a, tree, &options, w, dg);
    if (!ok && diag_count_at_least(dg, SEV_ERROR) == 0)
        abort();
    pdf_free(w);
    image_store_free(images);
    shaper_free(fonts);
    arena_free(a);
}
