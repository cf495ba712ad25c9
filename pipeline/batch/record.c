/* record.c - see record.h. Members are rows of tables, so that writing and reading cannot
 * differ. */
#include "batch/record.h"

#include <string.h>

#include <jansson.h>

#include "base/json.h"
#include "base/lang.h"

typedef struct {
    const char *name;
    size_t offset;
} member;

#define MEMBER(name, field)                                                                        \
    {                                                                                              \
        name, offsetof(batch_record, field)                                                        \
    }
static const member texts[] = {MEMBER("name", name),     MEMBER("input", input),
                               MEMBER("output", output), MEMBER("source", source),
                               MEMBER("digest", digest), MEMBER("key", key)};
static const member numbers[] = {MEMBER("number", number), MEMBER("bytes", bytes),
                                 MEMBER("pages", pages), MEMBER("rowsIn", rows_in),
                                 MEMBER("rowsPrinted", rows_out)};
/* What differs from run to run stands last. */
static const member measured[] = {MEMBER("ms", milliseconds), MEMBER("cpuMs", cpu_milliseconds),
                                  MEMBER("peakKiB", kibibytes)};

bool record_counts(const batch_finding *f)
{
    return f->sev >= SEV_WARNING && !f->acknowledged;
}

bool record_tells(const batch_record *r)
{
    for (size_t i = 0; i < r->finding_count; i++)
        if (record_counts(&r->findings[i]))
            return true;
    return false;
}

record_end record_ended(const batch_record *r)
{
    if (!*r->output || r->status)
        return RECORD_FAILED;
    return record_tells(r) ? RECORD_WARNED : RECORD_DONE;
}

void batch_versions(FILE *out)
{
    fprintf(out, "jansson %s\n", jansson_version_str());
}

/* ---- writing ---- */

static void write_numbers(const batch_record *r, const member *rows, size_t count, strbuf *line)
{
    for (size_t i = 0; i < count; i++)
        json_number(line, rows[i].name, *(const long *)((const char *)r + rows[i].offset));
}

static void write_finding(const batch_finding *f, strbuf *line)
{
    strbuf_adds(line, "{\"severity\":");
    json_quoted(line, diag_severity_word(f->sev));
    json_member(line, "code", f->code);
    if (f->pos.file)
        json_member(line, "file", f->pos.file);
    if (f->pos.line)
        json_number(line, "line", f->pos.line);
    if (f->pos.column)
        json_number(line, "column", f->pos.column);
    json_member(line, "en", f->english);
    json_member(line, "ru", f->russian);
    if (f->acknowledged)
        json_member(line, "acknowledged", f->acknowledged);
    strbuf_addc(line, '}');
}

void record_write(const batch_record *r, strbuf *line)
{
    strbuf_adds(line, "{\"status\":");
    strbuf_add_integer(line, r->status);
    for (size_t i = 0; i < COUNT(texts); i++)
        json_member(line, texts[i].name, *(const char *const *)((const char *)r + texts[i].offset));
    write_numbers(r, numbers, COUNT(numbers), line);
    strbuf_adds(line, ",\"files\":[");
    for (size_t i = 0; i < r->file_count; i++) {
        strbuf_adds(line, i ? ",{\"path\":" : "{\"path\":");
        json_quoted(line, r->files[i].path);
        json_member(line, "digest", r->files[i].digest);
        strbuf_addc(line, '}');
    }
    strbuf_adds(line, "],\"findings\":[");
    for (size_t i = 0; i < r->finding_count; i++) {
        strbuf_adds(line, i ? "," : "");
        write_finding(&r->findings[i], line);
    }
    strbuf_addc(line, ']');
    write_numbers(r, measured, COUNT(measured), line);
    strbuf_addc(line, '}');
}

/* ---- reading ---- */

static const char *text_of(arena *a, const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return arena_strdup(a, text ? text : "");
}

static const char *text_or_null(arena *a, const json_t *object, const char *name)
{
    return json_object_get(object, name) ? text_of(a, object, name) : NULL;
}

static uint32_t count_of(const json_t *object, const char *name)
{
    return (uint32_t)json_integer_value(json_object_get(object, name));
}

static void read_findings(arena *a, const json_t *list, batch_record *r)
{
    r->finding_count = json_array_size(list);
    r->findings = ARENA_ARRAY(a, batch_finding, r->finding_count + 1);
    for (size_t i = 0; i < r->finding_count; i++) {
        const json_t *o = json_array_get(list, i);
        r->findings[i] = (batch_finding){
            .pos = {text_or_null(a, o, "file"), count_of(o, "line"), count_of(o, "column")},
            .sev = diag_severity_of(text_of(a, o, "severity"), SEV_NOTE),
            .code = text_of(a, o, "code"),
            .english = text_of(a, o, "en"),
            .russian = text_of(a, o, "ru"),
            .acknowledged = text_or_null(a, o, "acknowledged")};
    }
}

static void read_files(arena *a, const json_t *list, batch_record *r)
{
    r->file_count = json_array_size(list);
    r->files = ARENA_ARRAY(a, batch_file, r->file_count + 1);
    for (size_t i = 0; i < r->file_count; i++) {
        const json_t *o = json_array_get(list, i);
        r->files[i] = (batch_file){text_of(a, o, "path"), text_of(a, o, "digest")};
    }
}

static void read_numbers(const json_t *object, const member *rows, size_t count, batch_record *r)
{
    for (size_t i = 0; i < count; i++)
        *(long *)((char *)r + rows[i].offset) =
            (long)json_integer_value(json_object_get(object, rows[i].name));
}

bool record_read(arena *a, const char *line, size_t size, batch_record *r)
{
    json_t *object = json_loadb(line, size, JSON_ALLOW_NUL, NULL);
    const bool ok = json_is_string(json_object_get(object, "name")) &&
                    json_is_integer(json_object_get(object, "status"));

    *r = (batch_record){0};
    if (ok) {
        r->status = (int)json_integer_value(json_object_get(object, "status"));
        for (size_t i = 0; i < COUNT(texts); i++)
            *(const char **)((char *)r + texts[i].offset) = text_of(a, object, texts[i].name);
        read_numbers(object, numbers, COUNT(numbers), r);
        read_numbers(object, measured, COUNT(measured), r);
        read_files(a, json_object_get(object, "files"), r);
        read_findings(a, json_object_get(object, "findings"), r);
    }
    json_decref(object);
    return ok;
}

/* ---- from process to process ---- */

/* The record, its files and findings as they lie in memory, then the bytes of each text in one
 * order. A pointer that is NULL has none; the others are set anew where they are read. */
typedef bool text_visitor(const char **text, void *with);

static bool each_text(batch_record *r, text_visitor *visit, void *with)
{
    bool ok = true;

    for (size_t i = 0; i < COUNT(texts); i++)
        ok = ok && visit((const char **)((char *)r + texts[i].offset), with);
    for (size_t i = 0; i < r->file_count; i++)
        ok = ok && visit(&r->files[i].path, with) && visit(&r->files[i].digest, with);
    for (size_t i = 0; i < r->finding_count; i++) {
        batch_finding *f = &r->findings[i];
        ok = ok && visit(&f->pos.file, with) && visit(&f->code, with) && visit(&f->english, with) &&
             visit(&f->russian, with) && visit(&f->acknowledged, with);
    }
    return ok;
}

static bool put_text(const char **text, void *out)
{
    if (*text)
        strbuf_add(out, *text, strlen(*text) + 1);
    return true;
}

void record_pack(const batch_record *r, strbuf *out)
{
    batch_record copy = *r;

    strbuf_add(out, &copy, sizeof copy);
    strbuf_add(out, r->files, r->file_count * sizeof *r->files);
    strbuf_add(out, r->findings, r->finding_count * sizeof *r->findings);
    each_text(&copy, put_text, out);
}

typedef struct {
    char *at, *end;
} unread;

static bool take_text(const char **text, void *with)
{
    unread *u = with;
    char *end = *text ? memchr(u->at, '\0', (size_t)(u->end - u->at)) : NULL;

    if (!*text)
        return true;
    *text = u->at;
    u->at = end ? end + 1 : u->at;
    return end;
}

/* Where `count` things of `size` bytes lie; NULL if there are not so many bytes. */
static void *take_array(unread *u, size_t count, size_t size)
{
    char *array = u->at;

    if (count > (size_t)(u->end - u->at) / size)
        return NULL;
    u->at += count * size;
    return array;
}

/* Does it hold what every record does? */
static bool is_sound(const batch_record *r)
{
    bool ok = true;

    for (size_t i = 0; i < COUNT(texts); i++)
        ok = ok && *(const char *const *)((const char *)r + texts[i].offset);
    for (size_t i = 0; i < r->file_count; i++)
        ok = ok && r->files[i].path && r->files[i].digest;
    for (size_t i = 0; i < r->finding_count; i++) {
        const batch_finding *f = &r->findings[i];
        ok = ok && (size_t)f->sev <= SEV_FATAL && f->code && f->english && f->russian;
    }
    return ok;
}

bool record_unpack(arena *a, const char *bytes, size_t size, batch_record *r)
{
    char *all = arena_memdup(a, bytes, size);
    unread u = {all, all + size};
    const batch_record *packed = take_array(&u, 1, sizeof *packed);

    if (!packed)
        return false;
    *r = *packed;
    r->files = take_array(&u, r->file_count, sizeof *r->files);
    r->findings = take_array(&u, r->finding_count, sizeof *r->findings);
    return r->files && r->findings && is_sound(r) && each_text(r, take_text, &u);
}

/* ---- from diagnostics ---- */

static const char *words_in(arena *a, const diag *dg, size_t i, lang l)
{
    const lang before = lang_use(l);
    const char *words = arena_strdup(a, diag_words(dg, i));

    lang_use(before);
    return words;
}

/* Everything is copied: the diagnostics may go. Findings of one file share its name. */
void record_findings(arena *a, diag *dg, batch_record *r)
{
    const size_t count = diag_count(dg);
    const char *given = NULL, *file = NULL;

    r->findings = ARENA_ARRAY(a, batch_finding, count + 1);
    for (size_t i = 0; i < count; i++) {
        const diag_item item = diag_get(dg, i);
        if (item.pos.file != given)
            file = (given = item.pos.file) ? arena_strdup(a, given) : NULL;
        r->findings[r->finding_count++] = (batch_finding){
            .pos = {file, item.pos.line, item.pos.column},
            .sev = item.sev,
            .code = arena_strdup(a, item.code),
            .english = words_in(a, dg, i, LANG_EN),
            .russian = words_in(a, dg, i, LANG_RU),
            .acknowledged = item.acknowledged ? arena_strdup(a, item.acknowledged) : NULL};
    }
}
