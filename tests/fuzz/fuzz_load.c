/* fuzz_load.c - any bytes as an author's document: decode, scan, parse, number, then ask the place
 * of every node and of characters in every text, and validate against the first edition's schema.
 * The same bytes go through the guess of encodings that bad input meets. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "svod.h"
#include "xml/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static xml_schema *open_schema(void)
{
    diag *dg = diag_new();
    arena *a = arena_new();
    const char *dir = svod_data_dir();
    xml_schema *s;

    xml_init(dir);
    s = xml_schema_load(arena_printf(a, "%s/stylesheets/1/schema/document.xsd", dir), dg);
    if (!s) {
        diag_print(dg, stderr, DIAG_PLAIN);
        abort();
    }
    arena_free(a);
    diag_free(dg);
    return s;
}

/* Places never go backwards in a document, nor within a text. */
static void ask_places(const xml_doc *doc)
{
    src_pos last = {NULL, 1, 1};

    for (uint32_t i = 1; xml_node(doc, i); i++) {
        const xmlNode *n = xml_node(doc, i);
        const src_pos p = xml_pos(doc, i);
        src_pos before = p;
        if (xml_index(n) != i || p.line < last.line ||
            (p.line == last.line && p.column < last.column))
            abort();
        last = p;
        if (n->type != XML_TEXT_NODE)
            continue;
        for (size_t k = 0, len = strlen((const char *)n->content); k <= len && k < 200; k += 3) {
            const src_pos q = xml_text_pos(doc, n, k);
            if (q.line < before.line || (q.line == before.line && q.column < before.column))
                abort();
            before = q;
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static xml_schema *schema; /* libFuzzer gives no place to set up */
    const xml_limits limits = {1 << 20, 64, 32, 20000, 1 << 16};
    diag *dg = diag_new();
    xml_doc *doc;

    if (!schema)
        schema = open_schema();
    doc = xml_load_memory("fuzz.xml", (const char *)data, size, &limits, dg);
    if (doc) {
        ask_places(doc);
        xml_validate(doc, schema, dg);
    } else if (!diag_count(dg)) {
        abort(); /* refused without a word */
    } else {
        for (size_t i = 0; i < diag_count(dg); i++)
            if (!strcmp(diag_get(dg, i).code, "S35"))
                abort(); /* the scan and libxml2 do not agree, and nobody knows why */
    }
    xml_free(doc);
    diag_free(dg);
    return 0;
}
