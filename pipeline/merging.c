/* merging.c - svod merge: load the plan and each submission, put them together, write the consolidated report and where its
 * figures come from. A submission that cannot be taken is told and left out, and the report says how many were. */
#include <string.h>

#include "base/output.h"
#include "merge/merge.h"
#include "session.h"
#include "sign/sha256.h"

/* As the edition of the plan puts names in order. */
static collate *order_of(svod_session *s, const xml_doc *plan, diag *dg)
{
    xmlChar *name = xmlGetNoNsProp(xmlDocGetRootElement(xml_tree(plan)), BAD_CAST "edition");
    const word_lists *lists = word_lists_load(
        s->mem, arena_printf(s->mem, "%s/stylesheets/%s/typography.ini", s->data_dir, name), dg);

    xmlFree(name);
    return lists ? collate_open("ru", word_lists_set(lists, "sort-prefixes")) : NULL;
}

static const char *digest_of(arena *a, const xml_doc *doc)
{
    size_t size;
    const char *bytes = xml_source(doc, &size);

    return sha256_bytes(a, bytes, size);
}

static void take_all(svod_session *s, merge *m, const svod_merge_request *how, diag *dg)
{
    for (size_t i = 0; i < how->submission_count; i++) {
        arena *a = arena_new();
        xml_doc *doc = session_load(s, how->submissions[i], dg);

        if (doc)
            merge_take(m, doc, digest_of(a, doc));
        else
            merge_refuse(m, how->submissions[i]);
        xml_free(doc);
        arena_free(a);
    }
}

/* «svod.xml» and, beside it, «svod.provenance.csv». */
static bool write_report(svod_session *s, merge *m, const svod_merge_request *how, diag *dg)
{
    const merge_heading heading = {how->title, how->date};
    strbuf xml = STRBUF_INIT, provenance = STRBUF_INIT;
    const char *path = s->opt.output;
    bool ok;

    merge_write(m, &heading, &xml, &provenance);
    ok = output_put(path, xml.data, xml.len, dg) &&
         (!strcmp(path, "-") || output_put(session_named_beside(s->mem, path, ".provenance.csv"),
                                           provenance.data, provenance.len, dg));
    strbuf_free(&xml);
    strbuf_free(&provenance);
    return ok;
}

svod_status svod_merge(svod_session *s, const svod_merge_request *how, diag *dg)
{
    xml_doc *plan = session_load(s, how->plan, dg);
    collate *order = plan ? order_of(s, plan, dg) : NULL;
    merge *m = order ? merge_new(plan, order, dg) : NULL;
    svod_status status = SVOD_INVALID;

    if (m) {
        take_all(s, m, how, dg);
        merge_check(m);
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
