/* fuzz_fo.c - any bytes as XSL-FO: load, build, lay out with real fonts, write the PDF to memory.
 * Finds crashes, sanitizer findings and, with -timeout, layouts that do not end. */
#include <stdlib.h>

#include "base/arena.h"
#include "fo/fo.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "svod.h"
#include "text/font.h"
#include "text/lines.h"
#include "xml/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    font_set *fonts;
    hyphenator *hyphens;
} shared;

static shared open_shared(void)
{
    diag *dg = diag_new();
    arena *a = arena_new();
    const char *dir = svod_data_dir();
    shared s;

    xml_init(dir);
    s.fonts = font_set_open(arena_printf(a, "%s/fonts/fonts.ini", dir), dg);
    s.hyphens = hyphenator_open(arena_printf(a, "%s/fonts/hyphenation.ini", dir), dg);
    if (!s.fonts || !s.hyphens) {
        diag_print(dg, stderr, DIAG_PLAIN);
        abort();
    }
    arena_free(a);
    diag_free(dg);
    return s;
}

static src_pos place_of(void *doc, uint32_t at)
{
    return xml_pos(doc, at);
}

static void lay_out(const shared *s, xml_doc *doc, diag *dg)
{
    const fo_source source = {.file = "fuzz.fo", .where = place_of, .self = doc};
    const pdf_info info = {.producer = "fuzz"};
    arena *a = arena_new();
    const fo_tree *tree = fo_build(a, xml_tree(doc), &source, dg);
    metrics *fonts = shaper_new(s->fonts, dg);
    image_store *images = image_store_new("fuzz.fo", dg);
    pdf_writer *w = pdf_open(&info, dg);
    layout_result result = {0};

    if (tree && fonts && images && w) {
        const layout_options options = {.fonts = fonts,
                                        .hyphens = s->hyphens,
                                        .images = image_store_source(images),
                                        .kerning = true,
                                        .max_pages = 200};
        pdf_use_images(w, images);
        layout_run(a, tree, &options, pdf_sink(w), &result, dg);
    }
    pdf_free(w);
    image_store_free(images);
    shaper_free(fonts);
    arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static shared s;
    diag *dg = diag_new();
    xml_doc *doc;

    if (!s.fonts)
        s = open_shared();
    doc = xml_load_memory("fuzz.fo", (const char *)data, size, &xml_default_limits, dg);
    if (doc)
        lay_out(&s, doc, dg);
    xml_free(doc);
    diag_free(dg);
    return 0;
}
