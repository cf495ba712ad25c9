#define _GNU_SOURCE /* memfd_create */
#include "format.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

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

static long write_pages(arena *a, fo_tree *tree, const layout_options *options, pdf_writer *w,
                        diag *dg)
{
    layout_result result = {0};
    output *out = NULL;
    bool ok = layout_run(a, tree, options, pdf_sink(w), &result, dg) &&
              (out = output_open("-", dg)) && pdf_finish(w, &result, out);

    output_abandon(out, dg);
    return ok ? (long)result.pages : -1;
}

static long lay_out(const formatter *f, arena *a, fo_tree *tree, bool strict, diag *dg)
{
    const pdf_info info = {.producer = "fuzz", .strict = strict, .level = PDF_PLAIN};
    metrics *fonts = shaper_new(f->fonts, dg);
    image_store *images = image_store_new("fuzz.fo", dg);
    pdf_writer *w = pdf_open(&info, dg);
    const layout_options options = {.fonts = fonts,
                                    .hyphens = f->hyphens,
                                    .images = image_store_source(images),
                                    .kerning = true,
                                    .strict = strict,
                                    .max_pages = MAX_PAGES};
    long pages = -1;

    pdf_use_images(w, images);
    if (tree)
        pages = write_pages(a, tree, &options, w, dg);
    if (pages < 0 && diag_count_at_least(dg, SEV_ERROR) == 0)
        abort();
    pdf_free(w);
    image_store_free(images);
    shaper_free(fonts);
    return pages;
}

long format_fo(const formatter *f, xmlDocPtr fo, xml_doc *doc, bool strict, diag *dg)
{
    const fo_source source = {.file = "fuzz.fo", .where = place_of, .self = doc, .strict = strict};
    arena *a = arena_new();
    long pages = lay_out(f, a, fo_build(a, fo, &source, dg), strict, dg);

    arena_free(a);
    return pages;
}

long format_stream(const formatter *f, const char *data, size_t size, diag *dg)
{
    fo_source source = {.file = "fuzz.fo", .where = place_of};
    int fd = memfd_create("fuzz", 0);
    arena *a = arena_new();
    const char *path = arena_printf(a, "/proc/self/fd/%d", fd);
    xml_reader *in = NULL;
    fo_tree *tree = NULL;
    long pages = -1;

    if (fd >= 0 && write(fd, data, size) == (ssize_t)size)
        in = xml_reader_open(path, &xml_default_limits, dg);
    if (in) {
        source.self = (void *)xml_reader_doc(in);
        tree = fo_open(a, in, &source, dg);
        pages = lay_out(f, a, tree, false, dg);
    }
    fo_close(tree);
    xml_reader_close(in);
    close(fd);
    arena_free(a);
    return pages;
}
