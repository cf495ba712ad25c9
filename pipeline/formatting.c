/* formatting.c - the way from formatting objects to pages: lay out, write. Each stage takes what
 * the one before gives; a document's memory is one arena, freed at its end. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/output.h"
#include "base/paths.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "proof.h"
#include "session.h"

/* ---- output ---- */

const char *session_named_beside(arena *a, const char *input, const char *extension)
{
    const char *slash = strrchr(input, '/'), *dot = strrchr(input, '.');
    const bool cut = dot && (!slash || dot > slash + 1) && strcmp(dot, extension) != 0;
    const size_t stem = cut ? (size_t)(dot - input) : strlen(input);

    if (!strcmp(input, "-"))
        return input;
    return arena_printf(a, "%.*s%s", (int)stem, input, extension);
}

static const char *output_path(const svod_session *s, arena *a, const char *input)
{
    static const char *const extensions[] = {".pdf", ".fo", ".areas", ".tags"};
    const svod_options *o = &s->opt;
    const char *ending =
        o->part ? arena_printf(a, "-%s%s", o->part, extensions[o->dump]) : extensions[o->dump];

    if (o->output)
        return o->output;
    if (o->folder)
        return arena_printf(a, "%s/%s%s", o->folder,
                            path_below(a, path_without_dots(input), o->shared), ending);
    return o->dump != DUMP_NONE ? "-" : session_named_beside(a, input, ending);
}

static output *open_output(svod_session *s, arena *a, const char *input, diag *dg)
{
    const char *path = output_path(s, a, input);

    if (s->opt.folder)
        output_folders(path); /* where that fails, opening tells why */
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
    const session_pdf *pdf;
    bool strict; /* a lost glyph or clipped text is an error */
    diag *dg;
} job;

/* Once all images are known: a result never takes the place of one that is in it. */
static output *open_beside(svod_session *s, arena *a, const char *input, const image_store *images,
                           diag *dg)
{
    const char *path = output_path(s, a, input);
    size_t count;
    const char *const *files = image_store_files(images, &count);

    for (size_t i = 0; i < count; i++)
        if (output_replaces(path, files[i])) {
            diag_report(dg, ((src_pos){diag_copy(dg, path), 0, 0}), MSG_OVER_INPUT,
                        diag_copy(dg, files[i]));
            return NULL;
        }
    return open_output(s, a, input, dg);
}

static output *open_result(job *j)
{
    return open_beside(j->s, j->mem, j->input, j->images, j->dg);
}

/* Pages that somebody looks at before they go on. */
typedef struct {
    page_sink sink;
    page_sink *next;
    session_watch *watch;
} watched_sink;

static bool watch_page(page_sink *self, const area_page *page)
{
    watched_sink *w = (watched_sink *)self;

    w->watch->page(w->watch, page);
    return w->next->page(w->next, page);
}

static bool run_layout(job *j, page_sink *sink, layout_result *result)
{
    session_watch *watch = j->pdf->watch;
    watched_sink watched = {{watch_page}, sink, watch};
    const layout_options options = {
        .fonts = j->fonts,
        .hyphens = j->s->hyphens,
        .images = image_store_source(j->images),
        .kerning = j->s->opt.kerning,
        .strict = j->strict,
    };
    const bool ok =
        layout_run(j->mem, j->tree, &options, watch ? &watched.sink : sink, result, j->dg);

    if (ok && watch)
        watch->done(watch, j->dg);
    return ok;
}

static bool drop_page(page_sink *self, const area_page *page)
{
    (void)self;
    (void)page;
    return true;
}

/* For who watches, and nobody else. */
static bool show_pages(job *j)
{
    page_sink nobody = {drop_page};
    layout_result result = {0};

    return run_layout(j, &nobody, &result);
}

static bool dump_areas(job *j)
{
    dump_sink d = {{dump_page}, NULL, j->fonts};
    layout_result result = {0};
    char *text = NULL;
    size_t size = 0;
    bool ok;
    output *out;

    if (!(d.out = open_memstream(&text, &size)))
        return false;
    ok = run_layout(j, &d.sink, &result);
    fclose(d.out);
    ok = ok && (out = open_result(j)) && write_dump(out, text, size, j->dg);
    free(text);
    return ok;
}

/* The structure of the PDF that would be written. */
static bool dump_tags(job *j)
{
    const pdf_info info = {.level = PDF_PLAIN, .language = fo_language(fo_root(j->tree), j->mem)};
    pdf_writer *w = pdf_open(&info, j->dg);
    layout_result result = {0};
    strbuf text = STRBUF_INIT;
    output *out;
    bool ok = false;

    pdf_use_images(w, j->images);
    pdf_use_fonts(w, j->fonts);
    pdf_keep_tags(w);
    if (run_layout(j, pdf_sink(w), &result) && (out = open_result(j))) {
        pdf_dump_tags(w, &text);
        ok = write_dump(out, strbuf_text(&text), text.len, j->dg);
    }
    strbuf_free(&text);
    pdf_free(w);
    return ok;
}

/* Only what the document or its builder says: never the clock. */
static const char *creation_date(arena *a, const fo_tree *tree)
{
    int64_t named;

    return clock_named(&named) ? clock_iso(a, named) : fo_info(tree, FO_INFO_CREATED);
}

/* The properties of the document, and those that are known when its pages are made. */
enum { PROOF_ALL, PROOF_PAGES, PROOFS };
static pdf_property *with_proofs(arena *a, const pdf_property *given, pdf_property **proofs)
{
    static const pdf_property wanted[PROOFS] = {
        [PROOF_ALL] = {"areas", NULL, "Digest of all pages as laid out"},
        [PROOF_PAGES] = {"pages", NULL,
                         "Digests of each page: of its text, and of the places in it"},
    };
    pdf_property *all;
    size_t n = 0;

    while (given && given[n].name)
        n++;
    if (!n)
        return NULL;
    all = ARENA_ARRAY(a, pdf_property, n + PROOFS + 1);
    memcpy(all, given, n * sizeof *all);
    memcpy(all + n, wanted, sizeof wanted);
    *proofs = all + n;
    return all;
}

/* Lay out into `w`; what the pages prove goes into `proofs`. */
static bool make_pages(job *j, pdf_writer *w, pdf_property *proofs, layout_result *result)
{
    proof p = proof_of(pdf_sink(w));
    const bool ok = run_layout(j, proofs ? &p.sink : pdf_sink(w), result);

    if (proofs) {
        proofs[PROOF_ALL].value = arena_printf(j->mem, "%016llx", (unsigned long long)p.all);
        proofs[PROOF_PAGES].value = arena_strdup(j->mem, strbuf_text(&p.pages));
        j->s->made.rows_out = p.rows;
    }
    proof_end(&p);
    return ok;
}

static bool write_pdf(job *j)
{
    const size_t errors = diag_count_at_least(j->dg, SEV_ERROR);
    pdf_property *proofs = NULL;
    const pdf_info info = {
        .pos = fo_pos(fo_root(j->tree)),
        .title = fo_info(j->tree, FO_INFO_TITLE),
        .author = fo_info(j->tree, FO_INFO_AUTHOR),
        .subject = fo_info(j->tree, FO_INFO_SUBJECT),
        .keywords = fo_info(j->tree, FO_INFO_KEYWORDS),
        .creator = fo_info(j->tree, FO_INFO_CREATOR),
        .language = fo_language(fo_root(j->tree), j->mem),
        .created = creation_date(j->mem, j->tree),
        .producer = "Svod " SVOD_VERSION,
        .strict = j->strict,
        .level = j->s->opt.pdf ? pdf_level_find(j->s->opt.pdf) : j->pdf->level,
        .source = j->pdf->source,
        .properties = with_proofs(j->mem, j->pdf->properties, &proofs),
    };
    pdf_writer *w = pdf_open(&info, j->dg);
    layout_result result = {0};
    output *out = NULL;
    bool ok = false;

    if (!w)
        return false;
    pdf_use_images(w, j->images);
    pdf_use_fonts(w, j->fonts);
    pdf_use_font_files(w, j->s->font_files);
    if (make_pages(j, w, proofs, &result) && diag_count_at_least(j->dg, SEV_ERROR) == errors &&
        (out = open_result(j)))
        ok = pdf_finish(w, &result, out) && diag_count_at_least(j->dg, SEV_ERROR) == errors;
    if (ok)
        ok = output_commit(out, j->dg);
    else
        output_abandon(out, j->dg);
    pdf_free(w);
    j->s->made.pages = result.pages;
    return ok;
}

/* What was made so far is forgotten. */
static void make_anew(svod_session *s)
{
    const uint32_t rows = s->made.rows_in;

    arena_reset(s->made_mem);
    s->made = (session_made){.rows_in = rows};
}

static void note_files(job *j)
{
    session_made *m = &j->s->made;
    const char *const *files = image_store_files(j->images, &m->file_count);
    const char **copy = ARENA_ARRAY(j->s->made_mem, const char *, m->file_count + 1);

    for (size_t i = 0; i < m->file_count; i++)
        copy[i] = arena_strdup(j->s->made_mem, files[i]);
    m->files = copy;
}

/* Other people's FO keeps its pictures beside its own folder as often as in it. */
static void allow_beside(job *j)
{
    const char *slash = strrchr(j->input, '/');

    image_store_allow(j->images,
                      slash ? arena_printf(j->mem, "%.*s/..", (int)(slash - j->input), j->input)
                            : "..");
}

static int next_weight(const void *fonts, const char *families, int weight, bool darker)
{
    return font_set_next_weight(fonts, families, weight, darker);
}

svod_status session_format(svod_session *s, const char *input, fo_input in, const fo_source *source,
                           const session_pdf *pdf, diag *dg)
{
    arena *a = arena_new();
    job j = {.s = s,
             .mem = a,
             .fonts = s->shaper,
             .input = input,
             .pdf = pdf,
             .strict = source->strict,
             .dg = dg};
    fo_source with = *source;
    bool ok = false;

    with.next_weight = next_weight;
    with.fonts = s->fonts;
    make_anew(s);
    j.images = image_store_new(source->file ? source->file : input, dg);
    if (!source->strict)
        allow_beside(&j);
    shaper_serve(j.fonts, dg);
    if (j.images)
        j.tree = in.reader ? fo_open(a, in.reader, &with, dg) : fo_build(a, in.tree, &with, dg);
    if (j.tree)
        ok = pdf->watched_only           ? show_pages(&j)
             : s->opt.dump == DUMP_AREAS ? dump_areas(&j)
             : s->opt.dump == DUMP_TAGS  ? dump_tags(&j)
                                         : write_pdf(&j);
    if (j.images)
        note_files(&j);
    fo_close(j.tree);
    image_store_free(j.images);
    arena_free(a);
    return ok ? SVOD_OK : session_failure(dg, SVOD_LAYOUT);
}

/* ---- formatting objects themselves ---- */

/* The image that an attribute of `n` names; in a shorthand by url(). */
static void name_image(image_store *images, const xmlNode *n, const char *attribute)
{
    xmlChar *value = xmlGetNoNsProp(n, (const xmlChar *)attribute);
    char *url = value ? strstr((char *)value, "url(") : NULL, *end = url ? strchr(url, ')') : NULL;

    if (end)
        end[1] = '\0';
    if (value)
        image_store_name(images, url ? url : (char *)value);
    xmlFree(value);
}

/* All that layout would ask for. */
static void name_images(image_store *images, xmlDocPtr fo)
{
    const xmlNode *root = xmlDocGetRootElement(fo), *n = root;

    while (n) {
        if (n->type == XML_ELEMENT_NODE && n->properties) {
            name_image(images, n, "src");
            name_image(images, n, "background-image");
            name_image(images, n, "background");
        }
        if (n->children && n->type == XML_ELEMENT_NODE) {
            n = n->children;
            continue;
        }
        while (n != root && !n->next)
            n = n->parent;
        n = n == root ? NULL : n->next;
    }
}

static output *open_dump(svod_session *s, arena *a, const char *input, xmlDocPtr fo, diag *dg)
{
    image_store *images = image_store_new(input, dg);
    output *out;

    name_images(images, fo);
    out = open_beside(s, a, input, images, dg);
    image_store_free(images);
    return out;
}

svod_status session_dump_fo(svod_session *s, const char *input, xmlDocPtr fo, diag *dg)
{
    arena *a = arena_new();
    output *out = open_dump(s, a, input, fo, dg);
    xmlChar *text = NULL;
    int size = 0;
    bool ok = false;

    if (out) {
        xmlDocDumpFormatMemoryEnc(fo, &text, &size, "UTF-8", 1);
        ok = write_dump(out, (const char *)text, (size_t)size, dg);
        xmlFree(text);
    }
    arena_free(a);
    return ok ? SVOD_OK : session_failure(dg, SVOD_SYSTEM);
}
