/* fuzz_check.c - any bytes as an author's document, all the way of the first edition: load, schema,
 * checks of texts, rules, stylesheet, layout, PDF. Texts are checked in invalid documents too. */
#include <stdlib.h>

#include "base/arena.h"
#include "format.h"
#include "svod.h"
#include "xml/textcheck.h"
#include "xslt/xslt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    xml_schema *schema;
    textcheck *words;
    rule_set *rules;
    stylesheet *sheet;
} edition;

static edition open_edition(void)
{
    diag *dg = diag_new();
    arena *a = arena_new();
    const char *dir = arena_printf(a, "%s/stylesheets/1", svod_data_dir());
    edition e;

    e.schema = xml_schema_load(arena_printf(a, "%s/schema/document.xsd", dir), dg);
    e.words = textcheck_load(dir, dg);
    e.rules = rules_load(dir);
    e.sheet = stylesheet_load(arena_printf(a, "%s/fo/main.xsl", dir), dg);
    if (!e.schema || !e.words || !e.sheet)
        format_give_up(dg);
    arena_free(a);
    diag_free(dg);
    return e;
}

static void render(const edition *e, const formatter *f, xml_doc *doc, diag *dg)
{
    const xslt_param none[] = {{.name = NULL}};
    xmlDocPtr fo;

    if (!rules_check(e->rules, doc, dg))
        return;
    if ((fo = stylesheet_apply(e->sheet, doc, none, dg)))
        format_fo(f, fo, doc, true, dg);
    else if (!diag_count(dg))
        abort();
    xmlFreeDoc(fo);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static edition e; /* libFuzzer gives no place to set up */
    const formatter *f = format_open();
    diag *dg = diag_new();
    xml_doc *doc;
    bool valid;

    if (!e.schema)
        e = open_edition();
    doc = xml_load_memory("fuzz.xml", (const char *)data, size, &xml_default_limits, dg);
    if (doc) {
        valid = xml_validate(doc, e.schema, dg);
        textcheck_run(e.words, doc, true, dg);
        if (valid)
            render(&e, f, doc, dg);
    }
    xml_free(doc);
    diag_free(dg);
    return 0;
}
