/* paths.c - see paths.h. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "base/paths.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

bool path_ends(const char *path, const char *extension)
{
    const size_t n = strlen(path), m = strlen(extension);

    return n > m && !strcasecmp(path + n - m, extension);
}

bool path_is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool path_is_within(const char *path, const char *folder)
{
    char real[PATH_MAX], root[PATH_MAX];
    size_t n;

    if (!realpath(path, real) || !realpath(folder, root))
        return false;
    n = strlen(root);
    return !strncmp(real, root, n) && (real[n] == '/' || !real[n] || n == 1);
}

const char *path_without_dots(const char *path)
{
    while (path[0] == '.' && path[1] == '/') {
        const char *next = path + 1 + strspn(path + 1, "/");
        if (!strcmp(next, "-"))
            return "./-";
        path = next;
    }
    return path;
}

const char *path_tidy(arena *a, const char *path)
{
    size_t n = strlen(path);

    while (n > 1 && path[n - 1] == '/')
        n--;
    return arena_strndup(a, path, n);
}

const char *path_share_file(arena *a, const char *shared, const char *path)
{
    const char *end = strrchr(path, '/');
    const size_t folder_length = end ? (size_t)(end - path) + 1 : 0;
    size_t same = 0, slash = 0;

    if (!shared)
        return arena_strndup(a, path, folder_length);
    while (same < folder_length && shared[same] == path[same] && shared[same]) {
        same++;
        if (path[same - 1] == '/')
            slash = same;
    }
    if (!shared[same] && same == folder_length)
        slash = same;
    return arena_strndup(a, shared, slash);
}

const char *path_below(arena *a, const char *path, const char *shared)
{
    const size_t skip = shared && !strncmp(path, shared, strlen(shared)) ? strlen(shared) : 0;
    char *name = arena_text(a, strlen(path) + 1), *to = name;
    const char *dot = strrchr(path + skip, '.'), *slash = strrchr(path + skip, '/');
    const char *last = slash ? slash + 1 : path + skip;
    const char *end = dot && dot > last ? dot : path + strlen(path);

    for (const char *from = path + skip; from < end;) {
        const size_t n = strcspn(from, "/"), taken = from + n > end ? (size_t)(end - from) : n;
        if (taken && strncmp(from, "..", taken < 2 ? 2 : taken) && strncmp(from, ".", taken)) {
            if (to > name)
                *to++ = '/';
            memcpy(to, from, taken);
            to += taken;
        }
        from += n + (from[n] == '/');
    }
    *to = '\0';
    return name;
}
