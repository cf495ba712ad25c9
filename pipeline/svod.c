/* svod.c - the way through the house: load, check, transform, lay out, write. Each stage takes what
 * the one before gives; a document's memory is one arena, freed at its end. */
#include "svod.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/lang.h"
#include "base/output.h"
#include "base/strbuf.h"
#include "deadlines.h"
#include "fo/fo.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "parts.h"
#include "pdf/versions.h"
#include "sign/digest.h"
#include "sign/versions.h"
#include "text/font.h"
#include "text/lines.h"
#include "text/versions.h"
#include "text/wordlist.h"
#include "xml/acknowledge.h"
#include "xml/project.h"
#include "xml/textcheck.h"
#include "xml/versions.h"
#include "xml/xml.h"
#include "xslt/versions.h"
#include "xslt/xslt.h"

/* An edition as loaded: schema, rules, word lists, stylesheet. */
typedef struct edition edition;
struct edition {
    edition *next;
    const char *name;
    xml_schema *schema;
    rule_set *rules;
    textcheck *words;
    const word_lists *thresholds;
    stylesheet *sheet; /* loaded by the first render */
};

struct svod_session {
    svod_options opt;
    arena *mem;
    const char *data_dir;
    edition *editions;
    font_set *fonts;
    hyphenator *hyphens;
};

/* ---- the session ---- */

static bool add_fonts(svod_session *s, diag *dg)
{
    for (const char *const *f = s->opt.fonts; f && *f; f++) {
        const char *equals = strchr(*f, '=');
        if (!equals) {
            diag_report(dg, NO_POS, MSG_BAD_FONT_OPTION, *f);
            return false;
        }
        if (!font_set_add(s->fonts, arena_strndup(s->mem, *f, (size_t)(equals - *f)), equals + 1,
                          dg))
            return false;
    }
    return true;
}

svod_session *svod_open(const svod_options *options, diag *dg)
{
    svod_session *s = mem_alloc(sizeof *s);

    s->opt = *options;
    s->mem = arena_new();
    s->data_dir = options->data_dir ? options->data_dir : svod_data_dir();
    xml_init(s->data_dir);
    s->fonts = font_set_open(arena_printf(s->mem, "%s/fonts/fonts.ini", s->data_dir), dg);
    s->hyphens = hyphenator_open(arena_printf(s->mem, "%s/fonts/hyphenation.ini", s->data_dir), dg);
    if (!s->fonts || !s->hyphens || !add_fonts(s, dg)) {
        svod_close(s);
        return NULL;
    }
    return s;
}

void svod_close(svod_session *s)
{
    if (!s)
        return;
    for (edition *e = s->editions; e; e = e->next) {
        xml_schema_free(e->schema);
        rules_free(e->rules);
        textcheck_free(e->words);
        stylesheet_free(e->sheet);
    }
    font_set_free(s->fonts);
    hyphenator_free(s->hyphens);
    arena_free(s->mem);
    mem_free(s);
}

/* ---- editions ---- */

static bool plain_name(const char *name)
{
    return *name && strspn(name, "0123456789abcdefghijklmnopqrstuvwxyz-") == strlen(name);
}

static edition *edition_load(svod_session *s, const char *name, src_pos pos, diag *dg)
{
    edition *e = ARENA_NEW(s->mem, edition);
    const char *dir = arena_printf(s->mem, "%s/stylesheets/%s", s->data_dir, name);
    const char *xsd = arena_printf(s->mem, "%s/schema/document.xsd", dir);
    FILE *probe = plain_name(name) ? fopen(xsd, "r") : NULL;

    if (!probe) {
        diag_report(dg, pos, MSG_NO_EDITION, name);
        return NULL;
    }
    fclose(probe);
    e->name = arena_strdup(s->mem, name);
    e->next = s->editions;
    s->editions = e;
    if (!(e->schema = xml_schema_load(xsd, dg)) || !(e->rules = rules_load(dir, dg)) ||
        !(e->words = textcheck_load(dir, dg)) ||
        !(e->thresholds =
              word_lists_load(s->mem, arena_printf(s->mem, "%s/thresholds.ini", dir), dg)))
        return NULL;
    return e;
}

static src_pos attribute_pos(const xml_doc *doc, xmlNodePtr element, const char *name)
{
    const xmlAttr *a = xmlHasNsProp(element, BAD_CAST name, NULL);

    return xml_node_pos(doc, a ? (const xmlNode *)a : element);
}

/* A profile that the document asks for by name is told here, where the author wrote it. */
static bool profile_exists(svod_session *s, const char *edition_name, const xml_doc *doc, diag *dg)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(doc));
    xmlChar *given = xmlGetNoNsProp(root, BAD_CAST "profile");
    const char *name = given ? arena_strdup(s->mem, (const char *)given) : "";
    FILE *probe;

    xmlFree(given);
    if (!plain_name(name) || !plain_name(edition_name)) /* none, or refused by the schema */
        return true;
    probe = fopen(
        arena_printf(s->mem, "%s/stylesheets/%s/profiles/%s.xml", s->data_dir, edition_name, name),
        "r");
    if (probe)
        fclose(probe);
    else
        diag_report(dg, attribute_pos(doc, root, "profile"), MSG_NO_PROFILE, name);
    return probe != NULL;
}

/* The edition that the document names; without the attribute the schema reports it as missing. */
static edition *edition_of(svod_session *s, const xml_doc *doc, diag *dg)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(doc));
    xmlChar *given = xmlGetNoNsProp(root, BAD_CAST "edition");
    const char *name = given ? arena_strdup(s->mem, (const char *)given) : "1";
    edition *e = s->editions;

    xmlFree(given);
    if (!profile_exists(s, name, doc, dg))
        return NULL;
    while (e && strcmp(e->name, name))
        e = e->next;
    if (!e)
        e = edition_load(s, name, attribute_pos(doc, root, "edition"), dg);
    return e && e->schema && e->rules && e->words && e->thresholds ? e : NULL;
}

static stylesheet *edition_sheet(svod_session *s, edition *e, diag *dg)
{
    if (!e->sheet)
        e->sheet = stylesheet_load(
            arena_printf(s->mem, "%s/stylesheets/%s/fo/main.xsl", s->data_dir, e->name), dg);
    return e->sheet;
}

/* ---- checking ---- */

static bool is_recreated(const xml_doc *doc)
{
    xmlChar *origin = xmlGetNoNsProp(xmlDocGetRootElement(xml_tree(doc)), BAD_CAST "origin");
    bool yes = origin && !strcmp((const char *)origin, "recreated");
    xmlFree(origin);
    return yes;
}

/* Rule errors of a paper signed long ago are warnings: it cannot be mended. */
static bool soften(void *self, diag_item *item)
{
    (void)self;
    if (item->code[0] == 'R' && item->sev == SEV_ERROR)
        item->sev = SEV_WARNING;
    return true;
}

/* What the texts and the rules say, as severe as the project and the document want it. */
static bool find_mistakes(svod_session *s, edition *e, xml_doc *doc, diag *dg)
{
    const size_t before = diag_count(dg);
    const project *p = project_find(s->mem, xml_path(doc), e->thresholds, dg);

    if (!p)
        return false;
    xml_set_project(doc, p);
    textcheck_run(e->words, doc, s->opt.typography, dg);
    if (!rules_check(e->rules, doc, dg))
        return false;
    project_apply(p, before, dg);
    if (is_recreated(doc))
        diag_revise(dg, before, soften, NULL);
    xml_acknowledge(doc, before, dg);
    return true;
}

/* Load and check; NULL when rendering cannot go on. Rule errors do not stop it. */
static xml_doc *load_checked(svod_session *s, const char *path, edition **e, diag *dg)
{
    xml_doc *doc = xml_load(path, &xml_default_limits, dg);

    if (!doc)
        return NULL;
    if (!(*e = edition_of(s, doc, dg)) || !xml_validate(doc, (*e)->schema, dg) ||
        !find_mistakes(s, *e, doc, dg)) {
        xml_free(doc);
        return NULL;
    }
    return doc;
}

/* FO is read while it is laid out: its mistakes may come late. */
static bool input_failed(const diag *dg)
{
    for (size_t i = 0; i < diag_count(dg); i++)
        if (diag_get(dg, i).sev == SEV_FATAL && diag_get(dg, i).code[0] == 'S')
            return true;
    return false;
}

static svod_status failure(const diag *dg, svod_status usual)
{
    if (diag_has(dg, "G02") || diag_has(dg, "G04"))
        return SVOD_SYSTEM;
    return input_failed(dg) ? SVOD_INVALID : usual;
}

svod_status svod_check(svod_session *s, const char *path, diag *dg)
{
    size_t errors = diag_count_at_least(dg, SEV_ERROR);
    edition *e = NULL;
    xml_doc *doc = load_checked(s, path, &e, dg);

    xml_free(doc);
    if (!doc)
        return failure(dg, SVOD_INVALID);
    return diag_count_at_least(dg, SEV_ERROR) > errors ? SVOD_INVALID : SVOD_OK;
}

/* ---- output ---- */

/* The input's name with another extension. */
static const char *named_beside(arena *a, const char *input, const char *extension)
{
    const char *slash = strrchr(input, '/'), *dot = strrchr(input, '.');
    size_t stem = dot && (!slash || dot > slash + 1) ? (size_t)(dot - input) : strlen(input);

    return arena_printf(a, "%.*s%s", (int)stem, input, extension);
}

static output *open_output(svod_session *s, arena *a, const char *input, diag *dg)
{
    const char *path = s->opt.output;

    if (!path)
        path = s->opt.dump != DUMP_NONE || !strcmp(input, "-") ? "-"
               : s->opt.part ? named_beside(a, input, arena_printf(a, "-%s.pdf", s->opt.part))
                             : named_beside(a, input, ".pdf");
    return output_open(path, dg);
}

/* A text dump goes through a memory stream into the same complete-or-nothing output. */
static bool write_dump(output *out, const char *text, size_t size, diag *dg)
{
    bool ok = output_write(out, text, size);
    return output_commit(out, dg) && ok;
}

/* ---- laying out ---- */

typedef struct {
    page_sink sink;
    FILE *out;
    metrics *fonts;
} dump_sink;

static bool dump_page(page_sink *self, const area_page *page)
{
    dump_sink *d = (dump_sink *)self;
    area_dump_page(page, d->fonts, d->out);
    return true;
}

/* One formatting job: the pieces that live as long as one document. */
typedef struct {
    svod_session *s;
    arena *mem;
    fo_tree *tree;
    metrics *fonts;
    image_store *images;
    const char *input;
    bool strict; /* a lost glyph or clipped text is an error */
    diag *dg;
} job;

static bool run_layout(job *j, page_sink *sink, layout_result *result)
{
    const layout_options options = {
        .fonts = j->fonts,
        .hyphens = j->s->hyphens,
        .images = image_store_source(j->images),
        .kerning = j->s->opt.kerning,
        .strict = j->strict,
    };
    return layout_run(j->mem, j->tree, &options, sink, result, j->dg);
}

static bool dump_areas(job *j)
{
    dump_sink d = {{dump_page}, NULL, j->fonts};
    layout_result result = {0};
    char *text = NULL;
    size_t size = 0;
    bool ok;
    output *out;

    if (!(out = open_output(j->s, j->mem, j->input, j->dg)))
        return false;
    if (!(d.out = open_memstream(&text, &size))) {
        output_abandon(out);
        return false;
    }
    ok = run_layout(j, &d.sink, &result);
    fclose(d.out);
    if (ok)
        ok = write_dump(out, text, size, j->dg);
    else
        output_abandon(out);
    free(text);
    return ok;
}

/* Only what the document or its builder says: never the clock. */
static const char *creation_date(arena *a, const fo_tree *tree)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end;
    struct tm tm;
    char text[32];
    time_t t;

    if (!epoch || !*epoch)
        return fo_info(tree, FO_INFO_CREATED);
    t = (time_t)strtoll(epoch, &end, 10);
    if (*end || !gmtime_r(&t, &tm))
        return NULL;
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return arena_strdup(a, text);
}

static bool write_pdf(job *j)
{
    const size_t errors = diag_count_at_least(j->dg, SEV_ERROR);
    const pdf_info info = {
        .title = fo_info(j->tree, FO_INFO_TITLE),
        .author = fo_info(j->tree, FO_INFO_AUTHOR),
        .subject = fo_info(j->tree, FO_INFO_SUBJECT),
        .keywords = fo_info(j->tree, FO_INFO_KEYWORDS),
        .language = fo_string(fo_root(j->tree), PR_LANGUAGE),
        .created = creation_date(j->mem, j->tree),
        .producer = "Svod " SVOD_VERSION,
        .strict = j->strict,
    };
    pdf_writer *w = pdf_open(&info, j->dg);
    layout_result result = {0};
    output *out = NULL;
    bool ok = false;

    if (!w)
        return false;
    pdf_use_images(w, j->images);
    pdf_use_fonts(w, j->fonts);
    if (run_layout(j, pdf_sink(w), &result) && diag_count_at_least(j->dg, SEV_ERROR) == errors &&
        (out = open_output(j->s, j->mem, j->input, j->dg)))
        ok = pdf_finish(w, &result, out);
    if (ok)
        ok = output_commit(out, j->dg);
    else
        output_abandon(out);
    pdf_free(w);
    return ok;
}

/* Other people's FO keeps its pictures beside its own folder as often as in it. */
static void allow_beside(job *j)
{
    const char *slash = strrchr(j->input, '/');

    image_store_allow(j->images,
                      slash ? arena_printf(j->mem, "%.*s/..", (int)(slash - j->input), j->input)
                            : "..");
}

/* Where formatting objects come from: a tree, or a file that is read as it is laid out. */
typedef struct {
    xmlDocPtr tree;
    xml_reader *reader; /* NULL: the tree */
} fo_input;

/* Lay out the formatting objects of the file `input` and write what is asked for. */
static svod_status format(svod_session *s, const char *input, fo_input in, const fo_source *source,
                          bool strict, diag *dg)
{
    arena *a = arena_new();
    job j = {.s = s, .mem = a, .input = input, .strict = strict, .dg = dg};
    bool ok = false;

    j.images = image_store_new(source->file ? source->file : input, dg);
    if (!strict)
        allow_beside(&j);
    j.fonts = shaper_new(s->fonts, dg);
    if (j.images && j.fonts)
        j.tree = in.reader ? fo_open(a, in.reader, source, dg) : fo_build(a, in.tree, source, dg);
    if (j.tree)
        ok = s->opt.dump == DUMP_AREAS ? dump_areas(&j) : write_pdf(&j);
    fo_close(j.tree);
    shaper_free(j.fonts);
    image_store_free(j.images);
    arena_free(a);
    return ok ? SVOD_OK : failure(dg, SVOD_LAYOUT);
}

/* ---- the commands ---- */

/* FO made by machines is larger than what a person writes, and is read without a tree. */
static const xml_limits fo_limits = {
    .bytes = 1 << 30,
    .depth = 256,
    .attributes = 256,
    .nodes = 50000000,
    .text = 10 << 20,
};

static src_pos place_of(void *self, uint32_t at)
{
    return xml_pos(self, at);
}

static svod_status dump_fo(svod_session *s, const char *input, xmlDocPtr fo, diag *dg)
{
    arena *a = arena_new();
    output *out = open_output(s, a, input, dg);
    xmlChar *text = NULL;
    int size = 0;
    bool ok = false;

    if (out) {
        xmlDocDumpFormatMemoryEnc(fo, &text, &size, "UTF-8", 1);
        ok = write_dump(out, (const char *)text, (size_t)size, dg);
        xmlFree(text);
    }
    arena_free(a);
    return ok ? SVOD_OK : SVOD_SYSTEM;
}

/* What the stylesheet gets beside the document. */
static xmlDocPtr make_fo(svod_session *s, edition *e, const xml_doc *doc, diag *dg)
{
    arena *a = arena_new();
    const char *digest = content_digest(a, doc);
    const xslt_param params[] = {
        {"content-digest", digest ? digest : ""},
        {"part", s->opt.part ? s->opt.part : ""},
        {NULL, NULL},
    };
    stylesheet *sheet = edition_sheet(s, e, dg);
    xmlDocPtr fo = sheet ? stylesheet_apply(sheet, doc, params, dg) : NULL;

    arena_free(a);
    return fo;
}

svod_status svod_render(svod_session *s, const char *path, diag *dg)
{
    edition *e = NULL;
    xml_doc *doc = load_checked(s, path, &e, dg);
    const fo_source source = {.file = path, .where = place_of, .self = doc, .strict = true};
    xmlDocPtr fo = NULL;
    svod_status status = SVOD_INVALID;

    if (!doc)
        return failure(dg, SVOD_INVALID);
    if ((!s->opt.part || parts_has(doc, s->opt.part, dg)) && (fo = make_fo(s, e, doc, dg)))
        status = s->opt.dump == DUMP_FO ? dump_fo(s, path, fo, dg)
                                        : format(s, path, (fo_input){fo, NULL}, &source, true, dg);
    xmlFreeDoc(fo);
    xml_free(doc);
    return status;
}

/* ---- deadlines ---- */

static const char *today(arena *a)
{
    const time_t now = time(NULL);
    struct tm tm;

    localtime_r(&now, &tm);
    return arena_printf(a, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static bool write_deadlines(const svod_options *opt, const xml_doc *doc, xmlDocPtr found,
                            const char *on, output *out)
{
    switch (opt->list) {
    case LIST_JSON:
        return deadlines_json(doc, found, on, out);
    case LIST_CALENDAR:
        return deadlines_calendar(found, out);
    case LIST_TEXT:
        break;
    }
    return deadlines_list(doc, found, on, out);
}

static svod_status list_deadlines(svod_session *s, edition *e, const xml_doc *doc, diag *dg)
{
    arena *a = arena_new();
    const char *on = s->opt.on ? s->opt.on : today(a), *path = s->opt.output;
    const xslt_param params[] = {{"on", on}, {NULL, NULL}};
    stylesheet *sheet = stylesheet_load(
        arena_printf(a, "%s/stylesheets/%s/lists/deadlines.xsl", s->data_dir, e->name), dg);
    xmlDocPtr found = sheet ? stylesheet_apply(sheet, doc, params, dg) : NULL;
    output *out = NULL;
    bool ok = false;

    if (!path && s->opt.list == LIST_CALENDAR)
        path = named_beside(a, xml_path(doc), ".ics");
    if (found && (out = output_open(path ? path : "-", dg)))
        ok = write_deadlines(&s->opt, doc, found, on, out) && output_commit(out, dg);
    xmlFreeDoc(found);
    stylesheet_free(sheet);
    arena_free(a);
    return ok ? SVOD_OK : SVOD_SYSTEM;
}

svod_status svod_deadlines(svod_session *s, const char *path, diag *dg)
{
    edition *e = NULL;
    xml_doc *doc = load_checked(s, path, &e, dg);
    svod_status status = doc ? list_deadlines(s, e, doc, dg) : failure(dg, SVOD_INVALID);

    xml_free(doc);
    return status;
}

/* ---- formatting objects of others ---- */

static svod_status dump_fo_file(svod_session *s, const char *path, diag *dg)
{
    xml_doc *doc = xml_load(path, &fo_limits, dg);
    svod_status status = doc ? dump_fo(s, path, xml_tree(doc), dg) : failure(dg, SVOD_INVALID);

    xml_free(doc);
    return status;
}

svod_status svod_fo(svod_session *s, const char *path, diag *dg)
{
    fo_input in = {NULL, NULL};
    fo_source source = {.file = path, .where = place_of, .strict = s->opt.strict};
    svod_status status;

    if (s->opt.dump == DUMP_FO)
        return dump_fo_file(s, path, dg);
    if (!(in.reader = xml_reader_open(path, &fo_limits, dg)))
        return failure(dg, SVOD_INVALID);
    source.self = (void *)xml_reader_doc(in.reader);
    status = format(s, path, in, &source, s->opt.strict, dg);
    xml_reader_close(in.reader);
    return status;
}

/* ---- versions ---- */

void svod_versions(svod_session *s, FILE *out)
{
    const char *family, *path;
    diag *dg = diag_new(); /* a missing face shows by its missing version */

    fprintf(out, "svod %s\n", SVOD_VERSION);
    xml_versions(out);
    xslt_versions(out);
    text_versions(out);
    pdf_versions(out);
    sign_versions(out);
    fprintf(out, "%s:\n", _("fonts"));
    for (size_t i = 0; font_set_face(s->fonts, i, &family, &path); i++)
        fprintf(out, "  %s: %s, %s\n", family, path, font_set_version(s->fonts, i, dg));
    hyphenator_versions(s->hyphens, out);
    diag_free(dg);
}
