/* inputs.c - see inputs.h. First all paths are gathered, with the folders they were asked from;
 * then the names follow from the folder that those share. */
#define _GNU_SOURCE
#include "batch/inputs.h"

#include <errno.h>
#include <fts.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/output.h"
#include "base/paths.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "batch/inputs_int.h"
#include "text/legacy.h"

enum { LIST_LIMIT = 256 << 20 };

/* ---- paths ---- */

bool inputs_is_fo(const batch_item *item)
{
    return path_ends(item->path, ".fo");
}

/* A name may be any bytes, but a manifest, a page and a letter hold characters: those that are none
 * become \xA8. */
static const char *legible(arena *a, const char *path)
{
    strbuf shown = STRBUF_INIT;

    for (;;) {
        const size_t n = utf8_sound(path, strlen(path));
        strbuf_add(&shown, path, n);
        path += n;
        if (!*path)
            break;
        strbuf_printf(&shown, "\\x%02X", (unsigned char)*path++);
    }
    return strbuf_take(&shown, a);
}

batch_item *gather(gathering *g, const char *path)
{
    batch_items *out = g->out;
    const char *plain = legible(out->mem, path_without_dots(path));

    out->items = arena_grow(out->mem, out->items, &out->cap, out->count + 1, sizeof *out->items);
    out->items[out->count] = (batch_item){
        .path = plain, .part = "", .pdf = "", .misnamed = strcmp(plain, path_without_dots(path))};
    if (!g->folder_given)
        g->shared = path_share_file(out->mem, g->shared, plain);
    return &out->items[out->count++];
}

/* ---- kinds of operands ---- */

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* A link tells nothing of what it leads to. */
static bool is_no_file(const FTSENT *e)
{
    struct stat st;

    return e->fts_info == FTS_DEFAULT ||
           (e->fts_info == FTS_SL && stat(e->fts_path, &st) == 0 && !S_ISREG(st.st_mode));
}

/* Documents. Links to files are some, as in a pattern; those to folders may lead anywhere. What
 * cannot be looked into, or is called like a document and is no file, stands for itself, to be told
 * as a document that fails: it would be missed in silence. */
static bool is_taken(const gathering *g, const FTSENT *e)
{
    const bool named = path_ends(e->fts_name, ".xml") ||
                       (!g->out->documents_only && path_ends(e->fts_name, ".fo"));

    switch (e->fts_info) {
    case FTS_F:
    case FTS_DEFAULT:
        return named;
    case FTS_SL:
        return named && !path_is_folder(e->fts_path);
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
        return true;
    default:
        return false;
    }
}

static bool cannot_open(gathering *g, const char *path)
{
    const src_pos pos = {diag_copy(g->dg, path), 0, 0};

    diag_report(g->dg, pos, MSG_CANNOT_OPEN, diag_system_error(g->dg, errno));
    return false;
}

/* A slash at its end, as shells add it, changes no name. */
static bool gather_folder(gathering *g, const char *named)
{
    const char *path = path_tidy(g->out->mem, named);
    char *const roots[] = {(char *)path, NULL};
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
    bool ok;

    if (!walk)
        return cannot_open(g, path);
    g->shared = path_share_file(
        g->out->mem, g->shared,
        arena_printf(g->out->mem, "%s/", legible(g->out->mem, path_without_dots(path))));
    g->folder_given = true;
    errno = 0;
    for (FTSENT *e; (e = fts_read(walk)); errno = 0) {
        const bool hidden = e->fts_level > 0 && e->fts_name[0] == '.'; /* nobody's submission */
        if (e->fts_info == FTS_D && hidden)
            fts_set(walk, e, FTS_SKIP);
        else if (!hidden && is_taken(g, e))
            gather(g, e->fts_path)->no_file = is_no_file(e);
    }
    g->folder_given = false;
    ok = !errno || cannot_open(g, path);
    fts_close(walk);
    return ok;
}

static bool gather_named(gathering *g, const char *path);

/* A folder that is not there has no file that fits; one that may not be looked into might have. */
static int is_trouble(const char *path, int error)
{
    (void)path;
    return error != ENOENT;
}

static bool gather_pattern(gathering *g, const char *pattern)
{
    glob_t found;
    bool ok = true;

    switch (glob(pattern, 0, is_trouble, &found)) {
    case 0:
        break;
    case GLOB_NOMATCH:
        return true; /* told if all of it is nothing */
    default:
        return cannot_open(g, pattern);
    }
    for (size_t i = 0; i < found.gl_pathc; i++)
        ok = gather_named(g, found.gl_pathv[i]) && ok;
    globfree(&found);
    return ok;
}

const char *beside(arena *a, const char *file, const char *path)
{
    const char *slash = strrchr(file, '/');

    return *path == '/' || !slash ? arena_strdup(a, path)
                                  : arena_printf(a, "%.*s/%s", (int)(slash - file), file, path);
}

/* «@FILE»: blank lines and those with # are skipped. A list names no further list, which might be
 * itself. */
static bool gather_list(gathering *g, const char *path)
{
    char *text, *rest;
    size_t size;
    bool ok = true;

    if (!input_read(path, LIST_LIMIT, &text, &size, g->dg))
        return false;
    rest = text_from_legacy(g->out->mem, text, size);
    for (char *line; (line = strsep(&rest, "\n"));) {
        line[strcspn(line, "\r")] = '\0';
        if (*line && *line != '#')
            ok = gather_named(g, beside(g->out->mem, path, line)) && ok;
    }
    mem_free(text);
    return ok;
}

static bool is_pattern(const char *path)
{
    struct stat st;

    return path[strcspn(path, "*?[")] && stat(path, &st) < 0;
}

static bool gather_file(gathering *g, const char *path)
{
    gather(g, path);
    return true;
}

static bool gather_named(gathering *g, const char *path)
{
    const bool manifest = path_ends(path, ".csv") || path_ends(path, ".ndjson");

    return manifest               ? gather_manifest(g, path)
           : path_is_folder(path) ? gather_folder(g, path)
           : is_pattern(path)     ? gather_pattern(g, path)
                                  : gather_file(g, path);
}

static bool gather_operand(gathering *g, const char *operand)
{
    return *operand == '@' ? gather_list(g, operand + 1) : gather_named(g, operand);
}

/* ---- a document given twice ---- */

typedef struct {
    const char *place;
    batch_item *item;
} placed;

/* Where the document lies, whichever way leads there. Links to files count as files of their own:
 * who makes them wants results of both names. Documents of one folder follow each other: `*folder`
 * and `*real` are those of the last one. */
static const char *place_of(arena *a, const char *path, const char **folder, const char **real)
{
    const char *slash = strrchr(path, '/');
    const char *own = slash ? arena_strndup(a, path, (size_t)(slash - path) + 1) : "./";

    if (!*folder || strcmp(own, *folder)) {
        char *found = realpath(own, NULL);
        *folder = own;
        *real = arena_strdup(a, found ? found : own);
        free(found);
    }
    return arena_printf(a, "%s/%s", *real, slash ? slash + 1 : path);
}

static int by_place(const void *x, const void *y)
{
    const placed *a = x, *b = y;
    const int c = strcmp(a->place, b->place);

    return c ? c : a->item < b->item ? -1 : a->item > b->item;
}

static bool same_work(const placed *a, const placed *b)
{
    return !strcmp(a->place, b->place) && !a->item->name && !b->item->name &&
           !strcmp(a->item->part, b->item->part) && !strcmp(a->item->pdf, b->item->pdf);
}

static void drop(batch_items *out)
{
    size_t kept = 0;

    for (size_t i = 0; i < out->count; i++)
        if (out->items[i].path)
            out->items[kept++] = out->items[i];
    out->count = kept;
}

/* By the way that was named first; a table may want several results of one document, and says their
 * names. */
static void drop_repeated(batch_items *out)
{
    arena *a = arena_new();
    placed *all = ARENA_ARRAY(a, placed, out->count + 1);
    const char *folder = NULL, *real = NULL;

    for (size_t i = 0; i < out->count; i++)
        all[i] = (placed){place_of(a, out->items[i].path, &folder, &real), &out->items[i]};
    if (out->count)
        qsort(all, out->count, sizeof *all, by_place);
    for (size_t i = 1; i < out->count; i++) {
        if (!same_work(&all[i - 1], &all[i]))
            continue;
        all[i].item->path = NULL;
        all[i] = all[i - 1];
    }
    arena_free(a);
    drop(out);
}

/* ---- names ---- */

static int by_item_name(const void *x, const void *y)
{
    const batch_item *a = *(batch_item *const *)x, *b = *(batch_item *const *)y;
    const int c = strcmp(a->name, b->name);

    return c ? c : a < b ? -1 : a > b;
}

static bool clash(const batch_item *a, const batch_item *b, const char *name, diag *dg)
{
    diag_report(dg, NO_POS, MSG_BATCH_SAME_NAME, a->path, b->path, name);
    return false;
}

static int by_name_of(const void *name, const void *item)
{
    return strcmp(name, (*(batch_item *const *)item)->name);
}

/* The letter about «x» is letters/x.pdf, which the document «letters/x» would be, too. */
static bool spare_letters(batch_item *const *order, size_t count, diag *dg)
{
    const size_t n = strlen(BATCH_LETTERS);
    bool ok = true;

    for (size_t i = 0; i < count; i++) {
        const char *name = order[i]->name;
        batch_item *const *other =
            strncmp(name, BATCH_LETTERS, n)
                ? NULL
                : bsearch(name + n, order, count, sizeof(*order), by_name_of);
        if (other)
            ok = clash(*other, order[i], name, dg);
    }
    return ok;
}

/* The same path twice is one document; two that would write one file are a mistake. */
static bool distinct(batch_items *out, diag *dg)
{
    batch_item **order = ARENA_ARRAY(out->mem, batch_item *, out->count);
    bool ok = true;

    for (size_t i = 0; i < out->count; i++)
        order[i] = &out->items[i];
    qsort(order, out->count, sizeof *order, by_item_name);
    for (size_t i = 1; i < out->count; i++) {
        if (strcmp(order[i]->name, order[i - 1]->name))
            continue;
        if (strcmp(order[i]->path, order[i - 1]->path))
            ok = clash(order[i - 1], order[i], order[i]->name, dg);
        order[i]->path = NULL; /* dropped below; the next one compares with it no more */
        order[i] = order[i - 1];
    }
    ok &= spare_letters(order, out->count, dg);
    drop(out);
    return ok;
}

static bool gather_all(gathering *g, const char *const *operands, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!gather_operand(g, operands[i]))
            return false;
    drop_repeated(g->out);
    if (!g->out->count)
        diag_report(g->dg, NO_POS, MSG_BATCH_NOTHING, count ? operands[0] : "");
    return g->out->count > 0;
}

bool inputs_gather(batch_items *out, const char *const *operands, size_t count, diag *dg)
{
    gathering g = {.out = out, .dg = dg};

    return gather_all(&g, operands, count);
}

/* A later run asks whether a document has changed, and makes it again. */
static bool can_be_read_again(const batch_items *items, diag *dg)
{
    for (size_t i = 0; i < items->count; i++) {
        if (strcmp(items->items[i].path, "-"))
            continue;
        diag_report(dg, NO_POS, MSG_BATCH_INPUT);
        return false;
    }
    return true;
}

bool inputs_collect(batch_items *out, const char *const *operands, size_t count, diag *dg)
{
    gathering g = {.out = out, .dg = dg};

    if (!gather_all(&g, operands, count) || !can_be_read_again(out, dg))
        return false;
    for (size_t i = 0; i < out->count; i++)
        if (!out->items[i].name)
            out->items[i].name = path_below(out->mem, out->items[i].path, g.shared);
    if (!distinct(out, dg))
        return false;
    for (size_t i = 0; i < out->count; i++)
        out->items[i].number = i + 1;
    return true;
}
