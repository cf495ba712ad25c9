/* built.c - the build folder of a source tree, or an installation. */
#include "text/built.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder above the one that holds `path`. */
static const char *data_dir(arena *a, const char *path)
{
    char *dir = arena_strdup(a, path), *slash = strrchr(dir, '/');

    if (!slash)
        return "..";
    *slash = '\0';
    if (!(slash = strrchr(dir, '/')))
        return ".";
    *slash = '\0';
    return dir;
}

const char *built_file(arena *a, const char *configuration, const char *kind, const char *name)
{
    static const char *const places[] = {"/build", ""};
    const char *data = data_dir(a, configuration);

    for (size_t i = 0; i < COUNT(places); i++) {
        const char *path = arena_printf(a, "%s%s/%s/%s", data, places[i], kind, name);
        if (access(path, R_OK) == 0)
            return path;
    }
    return NULL;
}

void *built_map(int fd, size_t *size)
{
    struct stat st;
    void *bytes;

    if (fstat(fd, &st) < 0 || st.st_size <= 0)
        return NULL;
    *size = (size_t)st.st_size;
    bytes = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
    return bytes == MAP_FAILED ? NULL : bytes;
}
