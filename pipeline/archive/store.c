/* store.c - see store.h. */
#include "archive/store.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/output.h"
#include "base/paths.h"
#include "sign/cms.h"

const char *store_digest(arena *a, const void *bytes, size_t size)
{
    return cms_digest(a, NULL, &(span){bytes, size}, 1);
}

static const char *folder_of(arena *a, const char *folder, const char *digest)
{
    return arena_printf(a, "%s/files/%.2s", folder, digest);
}

const char *store_path(arena *a, const char *folder, const char *digest)
{
    return arena_printf(a, "%s/%s", folder_of(a, folder, digest), digest);
}

bool store_folder(const char *path, diag *dg)
{
    if (!mkdir(path, 0777) || (errno == EEXIST && path_is_folder(path)))
        return true;
    diag_report(dg, NO_POS, MSG_CANNOT_WRITE, diag_copy(dg, path), diag_system_error(dg, errno));
    return false;
}

/* The entry in a folder is on the disk when the folder is. */
static bool sync_folder(const char *path)
{
    const int fd = open(path, O_RDONLY | O_DIRECTORY);
    const bool ok = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return ok;
}

bool store_sound(arena *a, const char *folder, const char *digest)
{
    char *bytes;
    size_t size;
    bool sound = false;

    if (input_try(store_path(a, folder, digest), 0, &bytes, &size)) {
        sound = !strcmp(store_digest(a, bytes, size), digest);
        mem_free(bytes);
    }
    return sound;
}

const char *store_put(arena *a, const char *folder, const void *bytes, size_t size, bool *written,
                      diag *dg)
{
    const char *digest = store_digest(a, bytes, size), *path = store_path(a, folder, digest),
               *shelf = folder_of(a, folder, digest);

    if (store_sound(a, folder, digest))
        return digest;
    *written = true;
    if (!store_folder(shelf, dg) || !output_put(path, bytes, size, dg))
        return NULL;
    if (sync_folder(shelf) && sync_folder(arena_printf(a, "%s/files", folder)))
        return digest;
    diag_report(dg, NO_POS, MSG_CANNOT_WRITE, diag_copy(dg, shelf), diag_system_error(dg, errno));
    return NULL;
}
