/* merging.c - the work of svod merge: load the plan and each submission, put them together, write
 * the consolidated report and where its figures come from. A submission that cannot be taken is
 * told and left out, and the report says how many were. */
#include <string.h>

#include "base/lang.h"
#include "base/output.h"
#include "merge/merge.h"
#include "session.h"
#include "documents/settings.h"
#include "sign/sha256.h"
#include "sign/state.h"

static word_lists *lists_of(svod_session *s, const xml_doc *plan, const char *file, diag *dg)
{
    xmlChar *number = xmlGetNoNsProp(xmlDocGetRootElement(xml_tree(plan)), BAD_CAST "edition");
    word_lists *lists = word_lists_load(
        s->mem, arena_printf(s->mem, "%s/stylesheets/%s/%s", s->data_dir, number, file), dg);

    xmlFree(number);
    return lists;
}

/* Words and numbers of the plan's edition, and what its office has decided (svod.ini). */
static bool load_rules(svod_session *s, const xml_doc *plan, collate **order, merge_rules *rules,
                       diag *dg)
{
    const word_lists *typography = lists_of(s, plan, "typography.ini", dg),
                     *thresholds = lists_of(s, plan, "thresholds.ini", dg);

    rules->terms = lists_of(s, plan, "terms.ini", dg);
    if (!typography || !thresholds || !rules->terms)
        return false;
    rules->settings = project_find(s->mem, xml_path(plan), thresholds, dg);
    if (rules->settings)
        settings_tell_unknown(s->data_dir, rules->settings, dg);
    rules->order = *order = collate_open("ru", word_lists_set(typography, "sort-prefixes"));
    return rules->settings && rules->order;
}

static const char *digest_of(arena *a, const xml_doc *doc)
{
    size_t size;
    const char *bytes = xml_source(doc, &size);

    return sha256_bytes(a, bytes, size);
}

/* What has changed since it was signed off is told by svod check. */
static merge_file describe(arena *a, const xml_doc *doc)
{
    diag *aside = diag_new();
    const document_state state = state_of(doc, aside);

    diag_free(aside);
    return (merge_file){digest_of(a, doc), state_name(state), state == STATE_DRAFT};
}

/* NULL: it cannot be read. */
static xml_doc *load_submission(svod_session *s, const batch_item *item, diag *dg)
{
    const src_pos whole = {item->path, 0, 0};

    if (item->misnamed)
        diag_report(dg, whole, MSG_BATCH_MISNAMED);
    else if (item->no_file)
        diag_report(dg, whole, MSG_CANNOT_OPEN, diag_term(dg, N_("this is not a file")));
    else
        return session_load(s, item->path, dg);
    return NULL;
}

static bool is_report(const xml_doc *doc)
{
    xmlChar *kind = xmlGetNoNsProp(xmlDocGetRootElement(xml_tree(doc)), BAD_CAST "kind");
    const bool is = xmlStrEqual(kind, BAD_CAST "summary");

    xmlFree(kind);
    return is;
}

static void take(merge *m, const batch_item *item, const xml_doc *doc)
{
    arena *a = arena_new();

    if (doc) {
        const merge_file file = describe(a, doc);
        merge_take(m, doc, &file);
    } else {
        merge_refuse(m, item->path);
    }
    arena_free(a);
}

/* An earlier report that lies where this one goes is no submission, though a folder may hold it,
 * too; anything else there is not written over. */
static bool take_all(svod_session *s, merge *m, const batch_items *submissions, diag *dg)
{
    bool spared = true;

    for (size_t i = 0; i < submissions->count && spared; i++) {
        const batch_item *item = &submissions->items[i];
        xml_doc *doc = load_submission(s, item, dg);

        if (!output_replaces(s->opt.output, item->path))
            take(m, item, doc);
        else
            spared = doc && is_report(doc);
        if (!spared)
            diag_report(dg, (src_pos){diag_copy(dg, s->opt.output), 0, 0}, MSG_OVER_INPUT,
                        diag_copy(dg, item->path));
        xml_free(doc);
    }
    return spared;
}

/* The report appears when where its figures come from is there, or not at all. */
static bool put_both(const char *path, const strbuf *xml, const char *beside,
                     const strbuf *provenance, diag *dg)
{
    output *report = output_open(path, dg), *figures = report ? output_open(beside, dg) : NULL;
    bool ok = figures != NULL;

    if (report)
        output_write(report, xml->data, xml->len);
    if (ok) {
        output_write(figures, provenance->data, provenance->len);
        ok = output_commit(figures, dg);
    }
    if (ok)
        return output_commit(report, dg);
    output_abandon(report, dg);
    return false;
}

/* «svod.xml» and, beside it, «svod.provenance.csv». */
static bool write_report(svod_session *s, merge *m, const svod_merge_request *how, diag *dg)
{
    const merge_heading heading = {how->title, how->date};
    strbuf xml = STRBUF_INIT, provenance = STRBUF_INIT;
    const char *path = s->opt.output;
    bool ok;

    merge_write(m, &heading, &xml, &provenance);
    if (!strcmp(path, "-"))
        ok = output_put(path, xml.data, xml.len, dg);
    else
        ok = put_both(path, &xml, session_named_beside(s->mem, path, ".provenance.csv"),
                      &provenance, dg);
    strbuf_free(&xml);
    strbuf_free(&provenance);
    return ok;
}

svod_status session_merge(svod_session *s, const svod_merge_request *how,
                          const batch_items *submissions, diag *dg)
{
    xml_doc *plan = session_load(s, how->plan, dg);
    collate *order = NULL;
    merge_rules rules = {NULL, NULL, NULL};
    merge *m = plan && load_rules(s, plan, &order, &rules, dg) ? merge_new(plan, &rules, dg) : NULL;
    const size_t before = diag_count(dg);
    svod_status status = SVOD_INVALID;

    if (m && take_all(s, m, submissions, dg)) {
        merge_check(m);
        project_apply(rules.settings, before, dg);
        if (!write_report(s, m, how, dg))
            status = SVOD_SYSTEM;
        else if (!diag_count_at_least(dg, SEV_ERROR))
            status = SVOD_OK;
    }
    merge_free(m);
    xml_free(plan);
    collate_close(order);
    return status == SVOD_INVALID ? session_failure(dg, SVOD_INVALID) : status;
}
