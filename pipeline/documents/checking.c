/* checking.c - a document loaded and checked: schema, rules and texts, as severe as the project and
 * the document want it; and svod check, which also tells what the pages would lack. */
#include <string.h>

#include "documents/documents.h"
#include "documents/glyphs.h"
#include "documents/lost.h"
#include "documents/settings.h"
#include "xml/acknowledge.h"
#include "xml/project.h"

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

static xml_doc *load(const svod_session *s, const char *path, diag *dg)
{
    return s->given ? xml_load_memory(path, s->given, s->given_size, &xml_default_limits, dg)
                    : xml_load(path, &xml_default_limits, dg);
}

checked checked_load(svod_session *s, const char *path, diag *dg)
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

xml_doc *session_load(svod_session *s, const char *path, diag *dg)
{
    xml_doc *doc = xml_load(path, &xml_default_limits, dg);
    const edition *e = doc ? edition_of(s, doc, dg) : NULL;

    if (e && xml_validate(doc, e->schema, dg))
        return doc;
    xml_free(doc);
    return NULL;
}

/* ---- svod check ---- */

static bool is_told(void *self, diag_item *item)
{
    (void)self;
    return item->sev >= SEV_ERROR || !strcmp(item->code, "T91");
}

/* Lay the document out to see which texts are not on its pages; what else is found there is for
 * render to tell. */
static svod_status tell_omitted(svod_session *s, const checked *c, diag *dg)
{
    const size_t before = diag_count(dg), errors = diag_count_at_least(dg, SEV_ERROR);
    const lost_question ask = {
        .doc = c->doc, .edition_dir = edition_folder(s, s->mem, c->e), .tell_omitted = true};
    const fo_source source = {.file = xml_path(c->doc),
                              .where = session_place,
                              .self = c->doc,
                              .strict = true,
                              .defaults = s->plain_defaults};
    session_watch *watch = lost_watch(&ask);
    const session_pdf pdf = {.watch = watch, .watched_only = true};
    xmlDocPtr fo = checked_fo(s, c, dg);
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
    const checked c = checked_load(s, path, dg);
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
