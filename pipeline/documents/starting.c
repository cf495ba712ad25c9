/* starting.c - svod new: a document to begin with, out of templates/KIND.xml.
 *
 * What stands between braces there is filled in: {year}, {today} by the clock or --on, {id} by the
 * name of the file. A file that is there already is never written over. */
#define _GNU_SOURCE
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/output.h"
#include "base/paths.h"
#include "session.h"

enum { TEMPLATE_LIMIT = 1 << 20 };

typedef struct {
    const char *year, *today, *id;
} blanks;

static int is_template(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');

    return dot && dot > entry->d_name && !strcmp(dot, ".xml");
}

/* «courses, plan, …» */
static const char *kinds_there(arena *a, const char *folder)
{
    struct dirent **entries;
    const int count = scandir(folder, &entries, is_template, alphasort);
    const char *all = "";

    for (int i = 0; i < count; i++) {
        all = arena_printf(a, "%s%s%.*s", all, i ? ", " : "", (int)strcspn(entries[i]->d_name, "."),
                           entries[i]->d_name);
        free(entries[i]); /* the C library's, not ours */
    }
    if (count >= 0)
        free(entries);
    return all;
}

/* Of the letters that a kind is made of: no way to another folder. */
static const char *template_of(svod_session *s, arena *a, const char *kind, diag *dg)
{
    const char *folder = arena_printf(a, "%s/templates", s->data_dir);
    const char *path = arena_printf(a, "%s/%s.xml", folder, kind);

    if (*kind && !kind[strspn(kind, "abcdefghijklmnopqrstuvwxyz-")] && !access(path, R_OK))
        return path;
    diag_report(dg, NO_POS, MSG_NO_TEMPLATE, diag_copy(dg, kind),
                diag_copy(dg, kinds_there(a, folder)));
    return NULL;
}

static const char *today(arena *a)
{
    const time_t now = time(NULL);
    struct tm tm;

    return localtime_r(&now, &tm) ? arena_printf(a, "%04d-%02d-%02d", (tm.tm_year + 1900) % 10000,
                                                 tm.tm_mon + 1, tm.tm_mday)
                                  : "2000-01-01";
}

/* The file's name if it can be an id and tells more than the kind, else kind and year. */
static const char *id_of(arena *a, const char *path, const char *kind, const char *year)
{
    const char *name = path_name(path);
    const size_t n = strcspn(name, ".");
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char others[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    if (n && n <= 60 && strspn(name, letters) && strspn(name, others) == n &&
        (strncmp(name, kind, n) != 0 || kind[n]))
        return arena_strndup(a, name, n);
    return arena_printf(a, "%s-%s", kind, year);
}

static void fill(strbuf *out, const char *text, const blanks *b)
{
    const struct {
        const char *name, *value;
    } all[] = {{"{year}", b->year}, {"{today}", b->today}, {"{id}", b->id}};

    for (const char *at = text; *at;) {
        size_t i = 0;

        while (i < COUNT(all) && strncmp(at, all[i].name, strlen(all[i].name)))
            i++;
        if (i < COUNT(all)) {
            strbuf_adds(out, all[i].value);
            at += strlen(all[i].name);
        } else {
            strbuf_addc(out, *at++);
        }
    }
}

static bool write_new(const char *path, const strbuf *text, diag *dg)
{
    if (strcmp(path, "-") && !access(path, F_OK)) {
        diag_report(dg, ((src_pos){path, 0, 0}), MSG_FILE_THERE);
        return false;
    }
    return output_put(path, text->data, text->len, dg);
}

/* As it is typed to a shell: «my plan.xml» in quotes. */
static const char *as_typed(arena *a, const char *path)
{
    strbuf quoted = STRBUF_INIT;

    if (!path[strcspn(path, " \t\n\r'\"\\$&;|<>()*?[]#~`!")])
        return path;
    strbuf_adds(&quoted, "'");
    for (; *path; path++)
        strbuf_adds(&quoted, *path == '\'' ? "'\\''" : (const char[]){*path, '\0'});
    strbuf_adds(&quoted, "'");
    return strbuf_take(&quoted, a);
}

static void tell_begun(arena *a, const char *path)
{
    printf(_("%s is written: put your words in place of those in [brackets], then: svod check %s"),
           strbuf_line(a, path), strbuf_line(a, as_typed(a, path)));
    printf("\n");
}

static svod_status start(svod_session *s, arena *a, const char *kind, const char *from, diag *dg)
{
    const char *path = s->opt.output ? s->opt.output : arena_printf(a, "%s.xml", kind);
    const char *day = s->opt.on ? s->opt.on : today(a), *year = arena_strndup(a, day, 4);
    const blanks b = {year, day, id_of(a, path, kind, year)};
    strbuf text = STRBUF_INIT;
    char *bytes;
    size_t size;
    bool ok;

    if (!input_read(from, TEMPLATE_LIMIT, &bytes, &size, dg))
        return SVOD_SYSTEM;
    fill(&text, bytes, &b);
    mem_free(bytes);
    ok = write_new(path, &text, dg);
    strbuf_free(&text);
    if (!ok)
        return SVOD_SYSTEM;
    if (strcmp(path, "-"))
        tell_begun(a, path);
    return SVOD_OK;
}

svod_status svod_new(svod_session *s, const char *kind, diag *dg)
{
    arena *a = arena_new();
    const char *from = template_of(s, a, kind, dg);
    const svod_status status = from ? start(s, a, kind, from, dg) : SVOD_USAGE;

    arena_free(a);
    return status;
}
