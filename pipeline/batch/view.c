/* view.c - see view.h. Messages go to standard error, the table and the events to standard
 * output. */
#include "batch/view.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/utf8.h"

enum { REDRAW = 200, BAR = 24, SHOWN = 60 /* characters of a finding */ };

/* ---- events ---- */

static void put_event(strbuf *line)
{
    strbuf_adds(line, "}\n");
    fwrite(line->data, 1, line->len, stdout);
    fflush(stdout);
    strbuf_free(line);
}

static void tell_begin(const batch_view *v)
{
    strbuf line = STRBUF_INIT;

    strbuf_printf(&line, "{\"event\":\"begin\",\"documents\":%zu", v->all);
    put_event(&line);
}

static void tell_document(const batch_record *r, bool same)
{
    strbuf line = STRBUF_INIT;

    strbuf_printf(&line,
                  "{\"event\":\"document\",\"unchanged\":%s,\"record\":", same ? "true" : "false");
    record_write(r, &line);
    put_event(&line);
}

static void tell_end(const batch_view *v)
{
    strbuf line = STRBUF_INIT;

    strbuf_printf(&line,
                  "{\"event\":\"end\",\"documents\":%zu,\"done\":%zu,\"warned\":%zu,\"failed\":%zu,"
                  "\"unchanged\":%zu,\"ms\":%lld",
                  v->all, v->done, v->warned, v->failed, v->same,
                  (long long)(clock_wall() - v->began));
    put_event(&line);
}

/* ---- the bar ---- */

static size_t finished(const batch_view *v)
{
    return v->done + v->warned + v->failed;
}

static void draw_bar(batch_view *v)
{
    const size_t n = finished(v), fresh = n - v->same;
    const double seconds = (double)(clock_wall() - v->began) / 1000;
    const double rate = seconds > 0 ? (double)fresh / seconds : 0;
    const long left = rate > 0 ? (long)((double)(v->all - n) / rate + 0.5) : 0;
    const int filled = v->all ? (int)(n * BAR / v->all) : BAR;

    fprintf(stderr, "\r\033[K[%.*s%*s] %zu/%zu  ", filled, "========================", BAR - filled,
            "", n, v->all);
    fprintf(stderr, _("%.1f a second, %ld:%02ld left"), rate, left / 60, left % 60);
    if (v->failed) {
        fprintf(stderr, ", ");
        fprintf(stderr, _("failed: %zu"), v->failed);
    }
    fflush(stderr);
    v->drawn = clock_wall();
}

void view_tick(batch_view *v)
{
    if (v->bar && clock_wall() - v->drawn >= REDRAW)
        draw_bar(v);
}

void view_begin(batch_view *v, size_t all)
{
    v->all = all;
    v->began = clock_wall();
    v->bar = !v->quiet && isatty(STDERR_FILENO);
    if (v->events)
        tell_begin(v);
}

/* ---- documents ---- */

static const char *const ends[] = {
    [RECORD_DONE] = N_("done"),
    [RECORD_WARNED] = N_("done, with warnings"),
    [RECORD_FAILED] = N_("failed"),
};

static void print_findings(const batch_view *v, const batch_record *r)
{
    diag *dg = diag_new();

    for (size_t i = 0; i < r->finding_count; i++) {
        const batch_finding *f = &r->findings[i];
        if (record_counts(f))
            diag_rule(dg, f->pos, f->sev, f->code, f->english, f->russian);
    }
    diag_print(dg, stderr, v->format);
    diag_free(dg);
}

static void print_line(const batch_view *v, const batch_record *r)
{
    strbuf line = STRBUF_INIT;

    strbuf_printf(&line, "[%zu/%zu] ", finished(v), v->all);
    strbuf_add_line(&line, r->input);
    strbuf_printf(&line, ": %s", _(ends[record_ended(r)]));
    if (r->pages)
        strbuf_printf(&line, _(", pages: %ld"), r->pages);
    strbuf_addc(&line, '\n');
    fputs(line.data, stderr);
    strbuf_free(&line);
}

void view_document(batch_view *v, const batch_record *r, bool same)
{
    size_t *const counts[] = {
        [RECORD_DONE] = &v->done, [RECORD_WARNED] = &v->warned, [RECORD_FAILED] = &v->failed};

    ++*counts[record_ended(r)];
    v->same += same;
    if (v->events)
        tell_document(r, same);
    if (v->bar && r->finding_count && !same)
        fprintf(stderr, "\r\033[K");
    if (!same)
        print_findings(v, r);
    if (!v->quiet && !v->bar && !same)
        print_line(v, r);
    view_tick(v);
}

/* ---- the table ---- */

typedef struct {
    const char *code, *text;
    severity sev;
    size_t findings, documents, last; /* the document counted last, from 1 */
} code_row;

static int by_code(const void *x, const void *y)
{
    return strcmp(((const code_row *)x)->code, ((const code_row *)y)->code);
}

/* Codes are few: they are looked for one after the other. */
static void count_finding(arena *a, code_row **rows, size_t *n, size_t *cap, const batch_finding *f,
                          size_t document)
{
    code_row *row;
    size_t i = 0;

    while (i < *n && strcmp((*rows)[i].code, f->code))
        i++;
    if (i == *n) {
        *rows = arena_grow(a, *rows, cap, *n + 1, sizeof **rows);
        (*rows)[(*n)++] = (code_row){
            f->code, lang_current() == LANG_RU ? f->russian : f->english, f->sev, 0, 0, 0};
    }
    row = *rows + i;
    row->findings++;
    row->documents += row->last != document;
    row->last = document;
    if (f->sev > row->sev)
        row->sev = f->sev;
}

static void print_padded(const char *s, int width)
{
    const size_t n = utf8_count(s, strlen(s));

    printf("%s%*s", s, n < (size_t)width ? width - (int)n : 1, "");
}

static void print_code(arena *a, const code_row *row)
{
    const char *text = strbuf_line(a, row->text);
    const size_t n = strlen(text), shown = utf8_cut(text, n, SHOWN);

    printf("  %-5s", row->code);
    print_padded(diag_severity_name(row->sev), 20);
    printf("%6zu %6zu  %.*s%s\n", row->documents, row->findings, (int)shown, text,
           shown < n ? "…" : "");
}

static void print_codes(const batch_record *const *all, size_t count)
{
    arena *a = arena_new();
    code_row *rows = NULL;
    size_t n = 0, cap = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < all[i]->finding_count; k++)
            if (record_counts(&all[i]->findings[k]))
                count_finding(a, &rows, &n, &cap, &all[i]->findings[k], i + 1);
    if (n) {
        qsort(rows, n, sizeof *rows, by_code);
        printf("%s\n", _("Code, severity, documents, findings, one of them:"));
    }
    for (size_t i = 0; i < n; i++)
        print_code(a, &rows[i]);
    arena_free(a);
}

static void print_failed(const batch_record *const *all, size_t count)
{
    arena *a = arena_new();
    bool any = false;

    for (size_t i = 0; i < count; i++) {
        if (record_ended(all[i]) != RECORD_FAILED)
            continue;
        if (!any)
            printf("%s\n", _("Failed:"));
        any = true;
        printf("  %s\n", strbuf_line(a, all[i]->input));
    }
    arena_free(a);
}

void view_end(batch_view *v, const batch_record *const *all, size_t count)
{
    const int64_t ms = clock_wall() - v->began;

    if (v->bar) {
        draw_bar(v);
        fprintf(stderr, "\n");
    }
    if (v->events) {
        tell_end(v);
        return;
    }
    printf(_("Documents: %zu. Done without warnings: %zu, with warnings: %zu, failed: %zu; "
             "unchanged: %zu. "),
           v->all, v->done, v->warned, v->failed, v->same);
    printf(_("Time: %lld.%lld s.\n"), (long long)(ms / 1000), (long long)(ms % 1000 / 100));
    print_codes(all, count);
    print_failed(all, count);
    fflush(stdout);
}
