/* page.c - the page of a batch's results, which needs no network: stylesheets/batch/report.html
 * filled with what is in the records. No stylesheet makes it: a page has thousands of findings, and
 * XSLT would take a twentieth of the time of a batch. */
#include "base/fragments.h"
#include "base/output.h"
#include "batches/batching.h"

/* The page as it grows. */
typedef struct {
    const fragments *f;
    arena *mem;
    strbuf documents;
    size_t ended[RECORD_FAILED + 1]; /* how many */
} page;

/* How a document ended: its class, the part that says so, the name of the count. */
static const char *const ends[] = {
    [RECORD_DONE] = "done", [RECORD_WARNED] = "warned", [RECORD_FAILED] = "failed"};

static const char *number(arena *a, long n)
{
    return arena_printf(a, "%ld", n);
}

static const char *put(const page *p, const char *part, const fragment_value *values, size_t count)
{
    strbuf text = STRBUF_INIT;

    fragments_put(p->f, part, values, count, &text);
    return strbuf_take(&text, p->mem);
}

/* Where a name leads from the page. A file may be called «javascript:x», «a?b#c» or «100%». */
static const char *address_of(arena *a, const char *name)
{
    strbuf address = STRBUF_INIT;

    strbuf_add_address(&address, name);
    return strbuf_take(&address, a);
}

static const char *place_of(arena *a, src_pos pos)
{
    return !pos.line    ? ""
           : pos.column ? arena_printf(a, "%u:%u ", pos.line, pos.column)
                        : arena_printf(a, "%u ", pos.line);
}

static void put_finding(const page *p, const char *address, size_t count, const batch_finding *f,
                        strbuf *out)
{
    const fragment_value values[] = {
        {"address", address},
        {"number", number(p->mem, (long)count)},
        {"place", place_of(p->mem, f->pos)},
        {"code", f->code},
        {"severity", diag_severity_name(f->sev)},
        {"words", lang_current() == LANG_RU ? f->russian : f->english},
    };

    fragments_put(p->f, "finding", values, COUNT(values), out);
}

static const char *findings_of(const page *p, const char *address, const batch_record *r)
{
    strbuf lines = STRBUF_INIT;
    const char *list = "";
    size_t count = 0;

    for (const batch_finding *f = r->findings; f < r->findings + r->finding_count; f++)
        if (record_counts(f))
            put_finding(p, address, ++count, f, &lines);
    if (count)
        list = put(p, "findings", &(fragment_value){"lines", strbuf_take(&lines, p->mem)}, 1);
    strbuf_free(&lines);
    return list;
}

static void add_document(page *p, const batch_record *r)
{
    const record_end end = record_ended(r);
    const char *address = address_of(p->mem, r->name);
    const fragment_value names[] = {{"name", r->name}, {"address", address}};
    const char *letter = batching_has_letter(r) ? put(p, "letter", names, COUNT(names)) : "";
    const fragment_value values[] = {
        {"end", ends[end]},
        {"address", address},
        {"made", put(p, end == RECORD_FAILED ? "no link" : "link", names, COUNT(names))},
        {"input", r->input},
        {"ended", arena_printf(p->mem, "%s%s", put(p, ends[end], NULL, 0), letter)},
        {"pages", end == RECORD_FAILED ? "" : number(p->mem, r->pages)},
        {"findings", findings_of(p, address, r)},
    };

    p->ended[end]++;
    fragments_put(p->f, "document", values, COUNT(values), &p->documents);
}

bool batching_page(svod_session *s, const char *path, const batch_record *const *all, size_t count,
                   diag *dg)
{
    page p = {.mem = arena_new(), .documents = STRBUF_INIT};
    fragment_value values[COUNT(ends) + 1];
    const char *whole;
    bool ok = false;

    output_sweep(path);
    p.f = fragments_read(arena_printf(p.mem, "%s/stylesheets/batch/report.html", s->data_dir),
                         lang_current(), p.mem, dg);
    for (size_t i = 0; p.f && i < count; i++)
        add_document(&p, all[i]);
    for (size_t i = 0; i < COUNT(ends); i++)
        values[i] = (fragment_value){ends[i], number(p.mem, (long)p.ended[i])};
    values[COUNT(ends)] = (fragment_value){"documents", strbuf_text(&p.documents)};
    if (p.f) {
        whole = put(&p, "page", values, COUNT(values));
        ok = output_put(path, whole, strlen(whole), dg);
    }
    strbuf_free(&p.documents);
    arena_free(p.mem);
    return ok;
}
