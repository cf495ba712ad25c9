/* beside.c - what stands beside the PDFs of a batch: letters that tell the sender of a document
 * that failed what to mend, made by a stylesheet of stylesheets/batch from XML that says what is in
 * the record; dependency files for make. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/output.h"
#include "base/paths.h"
#include "base/utf8.h"
#include "batch/sandbox.h"
#include "batches/batching.h"

enum { LETTER_ROOM = 2400, LETTER_MOST = 14, ROW_ROOM = 60 /* bytes: of a line of the table */ };
enum { WORD_MOST = 30 };
#define MAY_END      "\u200B" /* a line */
#define NO_CHARACTER "\u25A1" MAY_END

/* ---- XML ---- */

static void add_attribute(strbuf *out, const char *name, const char *value)
{
    strbuf_printf(out, " %s=\"", name);
    strbuf_add_xml(out, value);
    strbuf_addc(out, '"');
}

static void add_finding(strbuf *out, const batch_finding *f, const char *words, lang l)
{
    const lang before = lang_use(l);

    strbuf_adds(out, "<finding");
    add_attribute(out, "code", f->code);
    add_attribute(out, "severity", diag_severity_name(f->sev));
    strbuf_printf(out, " error=\"%s\"", f->sev >= SEV_ERROR ? "yes" : "no");
    if (f->pos.file)
        add_attribute(out, "file", f->pos.file);
    if (f->pos.line)
        strbuf_printf(out, " line=\"%u\"", f->pos.line);
    if (f->pos.column)
        strbuf_printf(out, " column=\"%u\"", f->pos.column);
    strbuf_addc(out, '>');
    strbuf_add_xml(out, words);
    strbuf_adds(out, "</finding>");
    lang_use(before);
}

/* ---- letters ---- */

bool batching_has_letter(const batch_record *r)
{
    return record_ended(r) == RECORD_FAILED && !batching_is_ours(r);
}

typedef struct {
    pool_job pool; /* first */
    batching *b;
    const batch_record **failed;
    size_t count;
} lettering;

static const char *letter_path(arena *a, const batching *b, const char *name)
{
    return arena_printf(a, "%s/" BATCH_LETTERS "%s.pdf", b->how->folder, name);
}

static int worst_first(const void *x, const void *y)
{
    const batch_finding *a = *(batch_finding *const *)x, *b = *(batch_finding *const *)y;

    if ((a->sev >= SEV_ERROR) != (b->sev >= SEV_ERROR))
        return a->sev >= SEV_ERROR ? -1 : 1;
    if (a->pos.line != b->pos.line)
        return a->pos.line < b->pos.line ? -1 : 1;
    return a < b ? -1 : a > b;
}

/* Has a font a glyph for it? Private characters have one without a meaning, which the PDF must not
 * hold. */
static bool is_printable(metrics *m, uint32_t cp)
{
    const bool private = (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;

    return !private && m->match_char(m, "", 400, false, cp);
}

/* A letter quotes what may be the very character that the document fails for: □ stands in its
 * place. What is too long for a line, a name above all, may be divided anywhere. */
static const char *printable(const svod_session *s, arena *a, const char *text)
{
    const size_t size = strlen(text);
    strbuf shown = STRBUF_INIT;
    size_t unbroken = 0;

    for (size_t at = 0, len; at < size; at += len) {
        const uint32_t cp = utf8_decode(text + at, size - at, &len);
        if (is_printable(s->shaper, cp))
            strbuf_add(&shown, text + at, len);
        else
            strbuf_adds(&shown, NO_CHARACTER);
        unbroken = cp == ' ' ? 0 : unbroken + 1;
        if (unbroken >= WORD_MOST)
            strbuf_adds(&shown, MAY_END);
    }
    return strbuf_take(&shown, a);
}

/* As many as have room on a page; the rest is counted. */
static void add_letter(const svod_session *s, strbuf *xml, arena *a, const batch_record *r)
{
    const batch_finding **order = ARENA_ARRAY(a, const batch_finding *, r->finding_count + 1);
    size_t count = 0, room = LETTER_ROOM, told = 0;

    for (size_t i = 0; i < r->finding_count; i++)
        if (record_counts(&r->findings[i]))
            order[count++] = &r->findings[i];
    if (count)
        qsort(order, count, sizeof *order, worst_first);
    strbuf_adds(xml, "<letter");
    add_attribute(xml, "file", printable(s, a, path_name(r->input)));
    strbuf_addc(xml, '>');
    for (; told < count && told < LETTER_MOST; told++) {
        const size_t needed = strlen(order[told]->russian) + ROW_ROOM;
        if (told && needed > room)
            break;
        room -= needed < room ? needed : room;
        add_finding(xml, order[told], printable(s, a, order[told]->russian), LANG_RU);
    }
    strbuf_printf(xml, "<more count=\"%zu\"/></letter>", count - told);
}

static void begin_letters(pool_job *self)
{
    sandbox_confine(((lettering *)self)->b->how->folder);
}

/* The answer is a letter of the alphabet, too: y, or n with what is wrong told by the process
 * itself. */
static void write_letter(pool_job *self, size_t index, strbuf *answer)
{
    const lettering *l = (lettering *)self;
    const batch_record *r = l->failed[index];
    arena *a = arena_new();
    diag *dg = diag_new();
    strbuf xml = STRBUF_INIT;
    const char *path = letter_path(a, l->b, r->name);
    bool ok;

    shaper_serve(l->b->s->shaper, dg);
    add_letter(l->b->s, &xml, a, r);
    ok = output_folders(path) &&
         session_transform(l->b->s, "batch/letter.xsl", xml.data, xml.len, path, dg) == SVOD_OK;
    strbuf_addc(answer, ok ? 'y' : 'n');
    diag_print(dg, stderr, l->b->how->format);
    strbuf_free(&xml);
    diag_free(dg);
    arena_free(a);
}

static bool no_letter(lettering *l, size_t index)
{
    diag_report(l->b->dg, NO_POS, MSG_BATCH_NO_LETTER, l->failed[index]->input);
    return true;
}

static bool letter_is_written(pool_job *self, size_t index, const char *answer, size_t size)
{
    return (size == 1 && *answer == 'y') || no_letter((lettering *)self, index);
}

static bool letter_broke(pool_job *self, size_t index, pool_break how, int number)
{
    (void)how;
    (void)number;
    return no_letter((lettering *)self, index);
}

int batching_letters(batching *b, const pool_limits *limits)
{
    lettering l = {.pool = {begin_letters, write_letter, letter_is_written, letter_broke, NULL},
                   .b = b};

    l.failed = ARENA_ARRAY(b->mem, const batch_record *, b->items.count + 1);
    for (size_t i = 0; i < b->items.count; i++) {
        const batch_record *r = b->records[i];
        if (!r)
            continue;
        if (batching_has_letter(r))
            l.failed[l.count++] = r;
        else
            unlink(letter_path(b->mem, b, r->name));
    }
    return pool_run(&l.pool, l.count, limits);
}

/* ---- for make ---- */

/* GNU make takes signs that mean something to it behind a backslash, and halves backslashes before
 * those alone; of «=» it asks before it looks at functions. What has «;», a tab or the end of a
 * line in its name cannot be written to it. */
static void add_word(strbuf *out, const char *path, const char *signs)
{
    for (size_t slashes = 0; *path; path++) {
        if (strchr(signs, *path))
            strbuf_printf(out, "%.*s\\", (int)slashes, path - slashes);
        slashes = *path == '\\' ? slashes + 1 : 0;
        if (*path == '$')
            strbuf_addc(out, '$');
        if (*path == '=')
            strbuf_adds(out, "$(if ,,=)");
        else
            strbuf_addc(out, *path);
    }
}

bool batching_deps(batching *b, const batch_record *r)
{
    strbuf text = STRBUF_INIT;
    static const char of_targets[] = " #:%", of_sources[] = " #:|";
    bool ok;

    add_word(&text, arena_printf(b->mem, "%s/%s", b->how->folder, r->output), of_targets);
    strbuf_adds(&text, ": ");
    add_word(&text, r->input, of_sources);
    strbuf_printf(&text, " %s", b->digests);
    for (size_t i = 0; i < r->file_count; i++) {
        strbuf_addc(&text, ' ');
        add_word(&text, r->files[i].path, of_sources);
    }
    strbuf_addc(&text, '\n');
    ok = output_put(arena_printf(b->mem, "%s/%s.d", b->how->folder, r->name), text.data, text.len,
                    b->dg);
    strbuf_free(&text);
    return ok;
}
