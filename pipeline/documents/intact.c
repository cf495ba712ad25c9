/* intact.c - see intact.h. Lists are sorted, and each file below the folder is looked for by
 * halving. */
#define _DEFAULT_SOURCE /* fts */
#include "documents/intact.h"

#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "sign/sha256.h"

enum { DIGITS = 64 };

static int by_name(const void *x, const void *y)
{
    return strcmp(((const listed_file *)x)->name, ((const listed_file *)y)->name);
}

/* "digest  name", or nothing. */
static void read_line(arena *a, char *line, size_t *cap, file_list *list)
{
    const size_t n = strcspn(line, "\n");

    if (n <= DIGITS + 2 || line[DIGITS] != ' ')
        return;
    line[n] = line[DIGITS] = '\0';
    list->files = arena_grow(a, list->files, cap, list->count + 1, sizeof *list->files);
    list->files[list->count++] =
        (listed_file){arena_strdup(a, line + DIGITS + 2), arena_strdup(a, line)};
}

bool file_list_read(arena *a, const char *path, file_list *list)
{
    FILE *f = fopen(path, "re");
    char *line = NULL;
    size_t room = 0, cap = 0;

    *list = (file_list){NULL, 0};
    if (!f)
        return false;
    while (getline(&line, &room, f) > 0)
        read_line(a, line, &cap, list);
    free(line);
    fclose(f);
    if (list->count)
        qsort(list->files, list->count, sizeof *list->files, by_name);
    return true;
}

static const listed_file *find(const file_list *list, const char *name)
{
    const listed_file wanted = {name, NULL};

    return list->count ? bsearch(&wanted, list->files, list->count, sizeof wanted, by_name) : NULL;
}

const char *file_list_digest(const file_list *list, const char *name)
{
    const listed_file *f = find(list, name);

    return f ? f->digest : NULL;
}

static const char *first_not_as_listed(arena *a, const file_list *list, const char *folder)
{
    for (size_t i = 0; i < list->count; i++) {
        const listed_file *f = &list->files[i];
        const char *name = f->name + 2 * !strncmp(f->name, "./", 2);
        const char *digest = sha256_file(a, arena_printf(a, "%s/%s", folder, name));
        if (strcmp(digest, f->digest))
            return arena_printf(a, *digest ? _("%s has been changed") : _("%s is missing"), name);
    }
    return NULL;
}

static const char *first_unlisted(arena *a, const file_list *list, const char *folder)
{
    char *const roots[] = {(char *)folder, NULL};
    FTS *walk = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, NULL);
    const char *wrong = NULL;

    for (FTSENT *e; walk && !wrong && (e = fts_read(walk));) {
        const char *name = e->fts_path + strlen(folder);
        if (e->fts_info == FTS_F && !find(list, arena_printf(a, ".%s", name)))
            wrong = arena_printf(a, _("%s is none of its files"), name + 1);
    }
    if (walk)
        fts_close(walk);
    return wrong;
}

const char *file_list_first_change(arena *a, const file_list *list, const char *folder)
{
    const char *wrong = first_not_as_listed(a, list, folder);

    return wrong ? wrong : first_unlisted(a, list, folder);
}
