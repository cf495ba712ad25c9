/* documents.c - the way from an author's document to formatting objects: load, check, transform; and
 * the lists made of what a document says. The program loads this part, with the libraries that it
 * alone needs, when a command first asks for it (late.c). */
#define _GNU_SOURCE
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <libxml/HTMLtree.h>

#include "documents/approve.h"
#include "base/lang.h"
#include "base/output.h"
#include "documents/deadlines.h"
#include "documents/glyphs.h"
#include "documents/intact.h"
#include "documents/leftover.h"
#include "documents/lost.h"
#include "documents/parts.h"
#include "pdf/versions.h"
#include "session.h"
#include "documents/settings.h"
#include "sign/digest.h"
#include "sign/state.h"
#include "sign/versions.h"
#include "text/versions.h"
#include "text/wordlist.h"
#include "documents/upgrade.h"
#include "xml/acknowledge.h"
#include "xml/nodes.h"
#include "xml/project.h"
#include "xml/textcheck.h"
#include "xml/versions.h"
#include "xslt/versions.h"
#include "xslt/xslt.h"

/* An edition as loaded: schema, rules, word lists, stylesheet. */
struct edition {
    edition *next;
    const char *name;
    xml_schema *schema;
    rule_set *rules;
    textcheck *words;
    const word_lists *thresholds;
    stylesheet *sheet; /* loaded by the first render */
};

/* ---- editions ---- */

static bool plain_name(const char *name)
{
    return *name && strspn(name, "0123456789abcdefghijklmnopqrstuvwxyz-") == strlen(name);
}

static void close_documents(svod_session *s)
{
    for (edition *e = s->editions; e; e = e->next) {
        xml_schema_free(e->schema);
        rules_free(e->rules);
        textcheck_free(e->words);
        stylesheet_free(e->sheet);
    }
    stylesheet_free(s->sheet);
}

/* Rules of a file that is not there would find nothing, and nobody would miss them. */
static bool has_its_rules(svod_session *s, const char *dir, diag *dg)
{
    const char *lost = arena_printf(s->mem, "%s/rules", dir);
    file_list list;
    bool whole = access(lost, R_OK) == 0;

    file_list_read(s->mem, arena_printf(s->mem, "%s.sha256", dir), &list);
    for (size_t i = 0; i < list.count && whole; i++) {
        if (strncmp(list.files[i].name, "./rules/", strlen("./rules/")))
            continue;
        lost = arena_printf(s->mem, "%s/%s", dir, list.files[i].name + 2);
        whole = access(lost, R_OK) == 0;
    }
    if (!whole)
        diag_report(dg, NO_POS, MSG_BAD_INSTALLATION, lost);
    return whole;
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
    s->close_documents = close_documents;
    e->rules = rules_load(dir);
    if (!has_its_rules(s, dir, dg) || !(e->schema = xml_schema_load(xsd, dg)) ||
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
    return e && e->schema && e->words && e->thresholds ? e : NULL;
}

static stylesheet *edition_sheet(svod_session *s, edition *e, diag *dg)
{
    if (!e->sheet)
        e->sheet = stylesheet_load(
            arena_printf(s->mem, "%s/stylesheets/%s/fo/main.xsl", s->data_dir, e->name), dg);
    return e->sheet;
}

/* ---- checking ---- */

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
    settings_tell_unknown(s->data_dir, p, dg);
    xml_set_project(doc, p);
    textcheck_run(e->words, doc, s->opt.typography, dg);
    if (!rules_check(e->rules, doc, dg))
        return false;
    project_apply(p, before, dg);
    if (state_recreated(doc, NULL))
        diag_revise(dg, before, soften, NULL);
    xml_acknowledge(doc, before, dg);
    return true;
}

/* A document with what was found out about it. */
typedef struct {
    xml_doc *doc; /* NULL: it cannot be gone on with */
    edition *e;
    document_state state;
    size_t errors; /* found by rules and in texts, and not acknowledged */
} checked;

static xml_doc *load(const svod_session *s, const char *path, diag *dg)
{
    return s->given ? xml_load_memory(path, s->given, s->given_size, &xml_default_limits, dg)
                    : xml_load(path, &xml_default_limits, dg);
}

/* Load and check. Rule errors do not stop rendering. */
static checked load_checked(svod_session *s, const char *path, diag *dg)
{
    const size_t before = diag_count_at_least(dg, SEV_ERROR);
    checked c = {.doc = load(s, path, dg)};

    if (!c.doc)
        return c;
    if (!(c.e = edition_of(s, c.doc, dg)) || !xml_validate(c.doc, c.e->schema, dg) ||
        !find_mistakes(s, c.e, c.doc, dg)) {
        xml_free(c.doc);
        c.doc = NULL;
        return c;
    }
    c.errors = diag_count_at_least(dg, SEV_ERROR) - before;
    c.state = state_of(c.doc, dg);
    return c;
}

static const char *edition_folder(const svod_session *s, arena *a, const edition *e)
{
    return arena_printf(a, "%s/stylesheets/%s", s->data_dir, e->name);
}

/* ---- signing off ---- */

/* What was found of the block that is filled now, and of a state that was only declared, is no longer so. */
static bool still_holds(void *self, diag_item *item)
{
    const src_pos *where = self;
    const bool here = item->pos.line == where->line && item->pos.column == where->column;

    return !(here && !strcmp(item->code, "A10")) && strcmp(item->code, "A14");
}

/* Commands that change a document write it where it lies, unless they are told another place. Two at once: what the first has
 * written is not lost by the second. */
static output *open_changed(const svod_session *s, const xml_doc *doc, diag *dg)
{
    const char *to = s->opt.output, *path = xml_path(doc);
    output *out = to ? output_open(to, dg) : output_open_in_place(path, dg);
    size_t size;
    const char *bytes = xml_source(doc, &size);

    if (out && (!to || output_replaces(to, path)))
        output_expect(out, bytes, size);
    return out;
}

static svod_status write_signoff(svod_session *s, const checked *c, size_t before, diag *dg)
{
    arena *a = arena_new();
    const word_lists *words = word_lists_load(
        a, arena_printf(a, "%s/stylesheets/%s/signoff.ini", s->data_dir, c->e->name), dg);
    output *out = words ? open_changed(s, c->doc, dg) : NULL;
    svod_status status = SVOD_SYSTEM;
    src_pos where;

    if (out && !approve_write(c->doc, &s->opt.signoff, words, out, &where, dg)) {
        output_abandon(out, dg);
        status = session_failure(dg, SVOD_INVALID);
    } else if (out && output_commit(out, dg)) {
        diag_revise(dg, before, still_holds, &where);
        status = SVOD_OK;
    }
    arena_free(a);
    return status;
}

/* Whoever agrees says that he has read it; approved and signed is only what is without errors. Nobody has written what
 * svod new has. */
svod_status svod_approve(svod_session *s, const char *path, diag *dg)
{
    const size_t before = diag_count(dg);
    const checked c = load_checked(s, path, dg);
    svod_status status = SVOD_INVALID;

    if (!c.doc)
        return session_failure(dg, SVOD_INVALID);
    if (c.errors && s->opt.signoff.as != SIGNOFF_AGREED)
        diag_report(dg, xml_node_pos(c.doc, xmlDocGetRootElement(xml_tree(c.doc))),
                    MSG_SIGNOFF_ERRORS, diag_number(dg, (long)c.errors));
    else if (!leftover_tell(s->data_dir, c.doc, dg))
        status = write_signoff(s, &c, before, dg);
    xml_free(c.doc);
    return status;
}

/* ---- the next edition ---- */

static svod_status write_upgrade(svod_session *s, const xml_doc *doc, xmlDocPtr changes, diag *dg)
{
    output *out = open_changed(s, doc, dg);

    if (out && !upgrade_write(doc, changes, out, dg)) {
        output_abandon(out, dg);
        return SVOD_SYSTEM;
    }
    return out && output_commit(out, dg) ? SVOD_OK : SVOD_SYSTEM;
}

static bool forget(void *self, diag_item *item)
{
    (void)self;
    (void)item;
    return false;
}

/* The stylesheet «1-2.xsl» leads from edition 1 to edition 2. What else is found in the document is not told here. */
svod_status svod_upgrade(svod_session *s, const char *path, diag *dg)
{
    const size_t before = diag_count(dg);
    const checked c = load_checked(s, path, dg);
    const long number = c.doc ? strtol(c.e->name, NULL, 10) : 0;
    const char *way =
        arena_printf(s->mem, "%s/stylesheets/upgrade/%ld-%ld.xsl", s->data_dir, number, number + 1);
    FILE *probe = c.doc ? fopen(way, "r") : NULL;
    svod_status status = SVOD_INVALID;
    stylesheet *sheet = NULL;
    xmlDocPtr changes = NULL;

    if (!c.doc)
        return session_failure(dg, SVOD_INVALID);
    diag_revise(dg, before, forget, NULL);
    if (!probe)
        diag_report(dg, attribute_pos(c.doc, xmlDocGetRootElement(xml_tree(c.doc)), "edition"),
                    MSG_LAST_EDITION, c.e->name);
    else if ((sheet = stylesheet_load(way, dg)) &&
             (changes = stylesheet_apply(sheet, c.doc, NULL, dg)))
        status = write_upgrade(s, c.doc, changes, dg);
    if (probe)
        fclose(probe);
    xmlFreeDoc(changes);
    stylesheet_free(sheet);
    xml_free(c.doc);
    return status == SVOD_INVALID ? session_failure(dg, SVOD_INVALID) : status;
}

/* ---- rendering ---- */

/* What the stylesheet gets beside the document. */
static xmlDocPtr make_fo(svod_session *s, const checked *c, diag *dg)
{
    const xslt_param params[] = {
        {.name = "content-digest", .make = content_digest},
        {.name = "part", .value = s->opt.part ? s->opt.part : ""},
        {.name = "state", .value = state_name(c->state)},
        {.name = "recreated", .value = state_recreated(c->doc, NULL) ? "yes" : ""},
        {.name = NULL},
    };
    stylesheet *sheet = edition_sheet(s, c->e, dg);

    return sheet ? stylesheet_apply(sheet, c->doc, params, dg) : NULL;
}

/* Versions of all libraries, on one line. */
static const char *versions_line(arena *a)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    const char *copy = "";

    if (!out)
        return copy;
    fprintf(out, "svod %s\n", SVOD_VERSION);
    xml_versions(out);
    xslt_versions(out);
    text_versions(out);
    pdf_versions(out);
    fclose(out);
    for (char *s = text; *s; s++)
        *s = *s == '\n' ? ';' : *s;
    copy = arena_strndup(a, text, size ? size - 1 : 0);
    free(text); /* the C library's, not ours */
    return copy;
}

/* Of an edition and of the fonts, as the build has found them (tools/digests.sh). NULL and a diagnostic if they cannot be read: a
 * document without them proves nothing. */
static const char *digests_line(svod_session *s, arena *a, const char *edition_name, diag *dg)
{
    const char *built = arena_printf(a, "%s/build/digests", s->data_dir);
    const char *path = access(built, F_OK) ? arena_printf(a, "%s/digests", s->data_dir) : built;
    const char *own = arena_printf(a, "edition-%s ", edition_name), *out = "";
    diag *unheard = diag_new();
    char *text;
    size_t size;
    const bool ok = input_read(path, 1 << 16, &text, &size, unheard);

    diag_free(unheard);
    if (!ok) {
        diag_report(dg, NO_POS, MSG_BAD_INSTALLATION, path);
        return NULL;
    }
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
        if (!strncmp(line, "fonts ", 6) || !strncmp(line, own, strlen(own)))
            out = arena_printf(a, "%s%s%s", out, *out ? "; " : "", line);
    mem_free(text);
    return out;
}

/* Lay out `fo` as PDF/A-3a, with the author's own bytes attached. */
static svod_status format_document(svod_session *s, const checked *c, xmlDocPtr fo,
                                   const fo_source *source, diag *dg)
{
    arena *a = arena_new();
    const char *digests = digests_line(s, a, c->e->name, dg);
    const pdf_property properties[] = {
        {"edition", c->e->name, "Edition of schema, rules and stylesheets that made the document"},
        {"state", state_name(c->state), "State of the document: draft, agreed, approved or signed"},
        {"part", s->opt.part ? s->opt.part : "", "Part of the document, if it stands alone"},
        {"digests", digests ? digests : "",
         "SHA-256 of the files of the edition, of the fonts and dictionaries"},
        {"versions", versions_line(a), "Versions of the program and its libraries"},
        {NULL, NULL, NULL},
    };
    /* whatever the file is called: the same XML makes the same bytes */
    pdf_attachment file = {.name = "source.xml", .mime = "application/xml"};
    const lost_question ask = {
        .doc = c->doc, .part = s->opt.part, .edition_dir = edition_folder(s, a, c->e)};
    session_watch *watch = lost_watch(&ask);
    const session_pdf pdf = {
        .level = PDF_A3A, .source = &file, .properties = properties, .watch = watch};
    svod_status status;

    file.bytes = xml_source(c->doc, &file.size);
    status = digests ? session_format(s, xml_path(c->doc), (fo_input){fo, NULL}, source, &pdf, dg)
                     : SVOD_SYSTEM;
    lost_free(watch);
    arena_free(a);
    return status;
}

static bool is_fo(const xmlNode *n, const char *name)
{
    return n && n->type == XML_ELEMENT_NODE && !strcmp((const char *)n->name, name);
}

/* Rows of table bodies that the stylesheet made for the flow: what stands on each page is no content. */
static uint32_t count_rows(xmlDocPtr fo)
{
    xmlNodePtr root = xmlDocGetRootElement(fo), n = root;
    uint32_t rows = 0;

    while (n) {
        rows += is_fo(n, "table-row") && is_fo(n->parent, "table-body");
        if (n->children && !is_fo(n, "static-content")) {
            n = n->children;
            continue;
        }
        while (n != root && !n->next)
            n = n->parent;
        n = n == root ? NULL : n->next;
    }
    return rows;
}

static svod_status dump_fo(svod_session *s, const char *path, xmlDocPtr fo, diag *dg)
{
    xslt_origin_remove(fo);
    return session_dump_fo(s, path, fo, dg);
}

static svod_status render(svod_session *s, const char *path, diag *dg)
{
    const checked c = load_checked(s, path, dg);
    const fo_source source = {.file = path, .where = session_place, .self = c.doc, .strict = true};
    xmlDocPtr fo = NULL;
    svod_status status = SVOD_INVALID;

    s->made = (session_made){0};
    if (!c.doc)
        return session_failure(dg, SVOD_INVALID);
    if ((!s->opt.part || parts_has(c.doc, s->opt.part, dg)) && (fo = make_fo(s, &c, dg))) {
        s->made.rows_in = count_rows(fo);
        status = s->opt.dump == DUMP_FO ? dump_fo(s, path, fo, dg)
                                        : format_document(s, &c, fo, &source, dg);
    }
    xmlFreeDoc(fo);
    xml_free(c.doc);
    return status == SVOD_INVALID ? session_failure(dg, SVOD_INVALID) : status;
}

svod_status svod_render(svod_session *s, const char *path, diag *dg)
{
    return session_document(s, path, render, dg);
}

xml_doc *session_load(svod_session *s, const char *path, diag *dg)
{
    xml_doc *doc = xml_load(path, &xml_default_limits, dg);
    const edition *e = doc ? edition_of(s, doc, dg) : NULL;

    if (e && xml_validate(doc, e->schema, dg))
        return doc;
    xml_free(doc);
    return NULL;
}

/* ---- for batches ---- */

/* Word lists, schema, rules and stylesheet of every edition: named by their numbers. */
bool session_warm(svod_session *s, diag *dg)
{
    glob_t found;
    bool ok = true;

    if (glob(arena_printf(s->mem, "%s/stylesheets/[0-9]*/schema", s->data_dir), 0, NULL, &found))
        return true;
    for (size_t i = 0; i < found.gl_pathc && ok; i++) {
        const char *name = found.gl_pathv[i] + strlen(s->data_dir) + strlen("/stylesheets/");
        edition *e = edition_load(s, arena_strndup(s->mem, name, strcspn(name, "/")), NO_POS, dg);
        ok = e && edition_sheet(s, e, dg);
    }
    globfree(&found);
    return ok;
}

static const xml_limits own_limits = {
    .bytes = 1 << 30, .depth = 256, .attributes = 256, .nodes = 50000000, .text = 10 << 20};

static svod_status write_html(xmlDocPtr tree, const char *path, diag *dg)
{
    xmlOutputBufferPtr text = xmlAllocOutputBuffer(NULL);
    output *out = output_open(path, dg);
    xmlNodePtr root = xmlDocGetRootElement(tree);

    xmlFreeNsList(root->nsDef); /* what the loader of stylesheets needs; nothing here is of it */
    root->nsDef = NULL;
    xmlCreateIntSubset(tree, BAD_CAST "html", NULL, NULL);
    if (out && text) {
        htmlDocContentDumpFormatOutput(text, tree, "UTF-8", 0);
        output_write(out, xmlOutputBufferGetContent(text), xmlOutputBufferGetSize(text));
    }
    xmlOutputBufferClose(text);
    return out && output_commit(out, dg) ? SVOD_OK : SVOD_SYSTEM;
}

static svod_status write_result(svod_session *s, const xml_doc *doc, xmlDocPtr result,
                                const char *path, diag *dg)
{
    static const session_pdf pdf = {.level = PDF_A2A};
    const fo_source source = {
        .file = xml_path(doc), .where = session_place, .self = (void *)doc, .strict = true};
    const svod_options kept = s->opt;
    svod_status status;

    if (strcmp((const char *)xmlDocGetRootElement(result)->name, "root"))
        return write_html(result, path, dg);
    s->opt = (svod_options){.data_dir = kept.data_dir, .output = path, .kerning = true};
    status = session_format(s, xml_path(doc), (fo_input){result, NULL}, &source, &pdf, dg);
    s->opt = kept;
    return status;
}

/* Letters come by the hundred, all of one stylesheet. */
static stylesheet *own_sheet(svod_session *s, const char *name, diag *dg)
{
    if (!s->sheet || strcmp(s->sheet_name, name)) {
        stylesheet_free(s->sheet);
        s->close_documents = close_documents;
        s->sheet_name = arena_strdup(s->mem, name);
        s->sheet =
            stylesheet_load(arena_printf(s->mem, "%s/stylesheets/%s", s->data_dir, name), dg);
    }
    return s->sheet;
}

svod_status session_transform(svod_session *s, const char *sheet, const char *xml, size_t size,
                              const char *to, diag *dg)
{
    stylesheet *loaded = own_sheet(s, sheet, dg);
    xml_doc *doc = loaded ? xml_load_memory(sheet, xml, size, &own_limits, dg) : NULL;
    xmlDocPtr result = doc ? stylesheet_apply(loaded, doc, NULL, dg) : NULL;
    svod_status status = SVOD_SYSTEM;

    if (result && xmlDocGetRootElement(result))
        status = write_result(s, doc, result, to, dg);
    xmlFreeDoc(result);
    xml_free(doc);
    return status;
}

/* ---- checking, and what the edition omits ---- */

static bool is_told(void *self, diag_item *item)
{
    (void)self;
    return item->sev >= SEV_ERROR || !strcmp(item->code, "T91");
}

/* Lay the document out to see which texts are not on its pages; what else is found there is for render to tell. */
static svod_status tell_omitted(svod_session *s, const checked *c, diag *dg)
{
    const size_t before = diag_count(dg), errors = diag_count_at_least(dg, SEV_ERROR);
    const lost_question ask = {
        .doc = c->doc, .edition_dir = edition_folder(s, s->mem, c->e), .tell_omitted = true};
    const fo_source source = {
        .file = xml_path(c->doc), .where = session_place, .self = c->doc, .strict = true};
    session_watch *watch = lost_watch(&ask);
    const session_pdf pdf = {.watch = watch, .watched_only = true};
    xmlDocPtr fo = make_fo(s, c, dg);
    svod_status status =
        fo ? session_format(s, xml_path(c->doc), (fo_input){fo, NULL}, &source, &pdf, dg)
           : session_failure(dg, SVOD_INVALID);

    diag_revise(dg, before, is_told, NULL);
    lost_free(watch);
    xmlFreeDoc(fo);
    return status == SVOD_OK && diag_count_at_least(dg, SEV_ERROR) > errors ? SVOD_LAYOUT : status;
}

static svod_status check(svod_session *s, const char *path, diag *dg)
{
    const checked c = load_checked(s, path, dg);
    svod_status status = SVOD_OK;

    if (!c.doc)
        return session_failure(dg, SVOD_INVALID);
    if (s->opt.omitted)
        status = tell_omitted(s, &c, dg);
    else if (glyphs_tell_missing(s->shaper, c.doc, edition_folder(s, s->mem, c.e), dg))
        status = SVOD_LAYOUT;
    if (status == SVOD_OK && c.errors)
        status = SVOD_INVALID;
    xml_free(c.doc);
    return status;
}

svod_status svod_check(svod_session *s, const char *path, diag *dg)
{
    return session_document(s, path, check, dg);
}

/* ---- describing ---- */

/* All text below `n`, elements with blanks between them; `notes`: footnotes too. */
static void add_words(strbuf *out, xmlNodePtr n, bool notes)
{
    for (xmlNodePtr k = n ? n->children : NULL; k; k = k->next)
        if (k->type == XML_TEXT_NODE) {
            strbuf_adds(out, (const char *)k->content);
        } else if (k->type == XML_ELEMENT_NODE && (notes || !node_is(k, "footnote"))) {
            strbuf_adds(out, " ");
            add_words(out, k, notes);
            strbuf_adds(out, " ");
        }
}

/* White space as single blanks. */
static const char *words_below(arena *a, xmlNodePtr n, bool notes)
{
    strbuf all = STRBUF_INIT, out = STRBUF_INIT;
    const char *copy;

    add_words(&all, n, notes);
    for (const char *s = strbuf_text(&all); *s; s++)
        if (!strchr(" \t\r\n", *s))
            strbuf_add(&out, s, 1);
        else if (out.len && out.data[out.len - 1] != ' ')
            strbuf_adds(&out, " ");
    while (out.len && out.data[out.len - 1] == ' ')
        out.len--;
    copy = arena_strndup(a, strbuf_text(&out), out.len);
    strbuf_free(&all);
    strbuf_free(&out);
    return copy;
}

static const char *words_of(arena *a, xmlNodePtr n)
{
    return words_below(a, n, false);
}

static const char *issuer(arena *a, xmlNodePtr root)
{
    for (xmlNodePtr n = node_child(root, "organisation"); n; n = n->next)
        if (n->type == XML_ELEMENT_NODE && !strcmp(node_attribute(a, n, "role"), "issuer"))
            return words_of(a, node_child(n, "fullName"));
    return "";
}

bool session_describe(svod_session *s, const char *path, arena *a, document_facts *facts, diag *dg)
{
    const checked c = load_checked(s, path, dg);
    xmlNodePtr root, about;

    if (!c.doc)
        return false;
    root = xmlDocGetRootElement(xml_tree(c.doc));
    about = node_child(root, "metadata");
    *facts = (document_facts){
        .id = node_attribute(a, root, "id"),
        .kind = node_attribute(a, root, "kind"),
        .title = words_of(a, node_child(about, "title")),
        .date = words_of(a, node_child(about, "docDate")),
        .from = node_attribute(a, node_child(root, "period"), "from"),
        .to = node_attribute(a, node_child(root, "period"), "to"),
        .organisation = issuer(a, root),
        .reg_number = words_of(a, node_child(about, "regNumber")),
        .edition = c.e->name,
        .state = state_name(c.state),
        .text = words_below(a, root, true),
    };
    xml_free(c.doc);
    return true;
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
    const xslt_param params[] = {{.name = "on", .value = on}, {.name = NULL}};
    stylesheet *sheet = stylesheet_load(
        arena_printf(a, "%s/stylesheets/%s/lists/deadlines.xsl", s->data_dir, e->name), dg);
    xmlDocPtr found = sheet ? stylesheet_apply(sheet, doc, params, dg) : NULL;
    output *out = NULL;
    bool ok = false;

    if (!path && s->opt.list == LIST_CALENDAR)
        path = session_named_beside(a, xml_path(doc), ".ics");
    if (found && (out = output_open(path ? path : "-", dg)))
        ok = write_deadlines(&s->opt, doc, found, on, out) && output_commit(out, dg);
    xmlFreeDoc(found);
    stylesheet_free(sheet);
    arena_free(a);
    return ok ? SVOD_OK : SVOD_SYSTEM;
}

svod_status svod_deadlines(svod_session *s, const char *path, diag *dg)
{
    const checked c = load_checked(s, path, dg);
    svod_status status =
        c.doc ? list_deadlines(s, c.e, c.doc, dg) : session_failure(dg, SVOD_INVALID);

    xml_free(c.doc);
    return status;
}

/* ---- versions ---- */

void session_library_versions(FILE *out)
{
    fprintf(out, "svod %s\n", SVOD_VERSION);
    xml_versions(out);
    xslt_versions(out);
    text_versions(out);
    pdf_versions(out);
    sign_versions(out);
}

bool svod_versions(svod_session *s, FILE *out, diag *dg)
{
    const char *family, *path;
    diag *faces = diag_new(); /* a missing face shows by its missing version */

    session_library_versions(out);
    fprintf(out, "%s:\n", _("fonts"));
    for (size_t i = 0; font_set_face(s->fonts, i, &family, &path); i++)
        fprintf(out, "  %s: %s, %s\n", family, path, font_set_version(s->fonts, i, faces));
    hyphenator_versions(s->hyphens, out);
    diag_free(faces);
    (void)dg; /* late.c has something to say */
    return true;
}
