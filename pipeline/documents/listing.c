/* listing.c - svod deadlines: the edition's stylesheet finds them, deadlines.h writes them. */
#include <time.h>

#include "base/output.h"
#include "documents/deadlines.h"
#include "documents/documents.h"

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
    const checked c = checked_load(s, path, dg);
    svod_status status =
        c.doc ? list_deadlines(s, c.e, c.doc, dg) : session_failure(dg, SVOD_INVALID);

    xml_free(c.doc);
    return status;
}
