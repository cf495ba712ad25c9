/* prepare-faces.c - what runs ask of the faces of the configuration, asked once
 * (text/face_prepared.h).
 *   prepare-faces fonts/fonts.ini FOLDER      a file for each face into the empty folder
 * A face that is not installed gets none. */
#include <stdlib.h>
#include <string.h>

#include "text/face_prepared.h"

static bool prepare(shape_engine *e, const font *f, const char *folder, arena *a)
{
    const char *file = strrchr(font_path(f), '/') + 1,
               *path = arena_printf(a, "%s/%s.face", folder, file);
    FILE *out = fopen(path, "wb");
    bool ok = out && face_prepared_write(e, f, out);

    if (out)
        ok = fclose(out) == 0 && ok;
    if (!ok)
        remove(path);
    return ok;
}

int main(int argc, char **argv)
{
    diag *dg = diag_new();
    arena *a = arena_new();
    font_set *set = argc == 3 ? font_set_open(argv[1], dg) : NULL;
    const char *family, *path;
    shape_engine e;
    bool ok = set != NULL;

    if (!set) {
        fputs("prepare-faces fonts/fonts.ini FOLDER\n", stderr);
        return 64;
    }
    shape_engine_open(&e);
    for (size_t i = 0; ok && font_set_face(set, i, &family, &path); i++) {
        const font *f = font_set_open_face(set, i, dg);
        ok = !f || prepare(&e, f, argv[2], a);
    }
    shape_engine_close(&e);
    font_set_free(set);
    arena_free(a);
    diag_free(dg);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
