/* fuzz_svg.c - any bytes as a drawing: load, draw with real fonts into a stream that is thrown
 * away. What was saved must have been restored. */
#include <stdlib.h>

#include "pdf/svg/svg.h"
#include "svod.h"
#include "xml/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static font_set *open_faces(void)
{
    diag *dg = diag_new();
    arena *a = arena_new();
    font_set *faces;

    xml_init(svod_data_dir());
    faces = font_set_open(arena_printf(a, "%s/fonts/fonts.ini", svod_data_dir()), dg);
    if (!faces) {
        diag_print(dg, stderr, DIAG_PLAIN);
        abort();
    }
    arena_free(a);
    diag_free(dg);
    return faces;
}

static src_pos place_of(const void *doc, const xmlNode *node)
{
    return xml_node_pos(doc, node);
}

static void draw(font_set *faces, xml_doc *doc, diag *dg)
{
    const svg_picture picture = {
        .root = xmlDocGetRootElement(xml_tree(doc)), .where = place_of, .self = doc};
    const pdf_info info = {.producer = "fuzz"};
    metrics *shaper = shaper_new(faces, dg);
    image_store *images = image_store_new("fuzz.fo", dg);
    pdf_writer *w = pdf_open(&info, dg);
    resource_list res = resources_begin(w);
    mpt width, height;

    pdf_use_images(w, images);
    pdf_use_fonts(w, shaper);
    content_start(&w->page);
    if (svg_is_root(picture.root) && svg_natural_size(picture.root, &width, &height))
        svg_draw(w, &res, &picture, (box_rect){0, height, width, height});
    if (w->page.depth)
        abort();
    pdf_free(w);
    image_store_free(images);
    shaper_free(shaper);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static font_set *faces;
    diag *dg = diag_new();
    xml_doc *doc;

    if (!faces)
        faces = open_faces();
    doc = xml_load_memory("fuzz.svg", (const char *)data, size, &xml_default_limits, dg);
    if (doc)
        draw(faces, doc, dg);
    xml_free(doc);
    diag_free(dg);
    return 0;
}
