/* archiving.c - svod archive: documents with the PDFs they made, kept, found again, rendered again,
 * handed over. An action is a row of a table. */
#include "papers/archiving.h"

#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/output.h"

/* ---- what several actions do ---- */

void archiving_worsen(archiving *v, svod_status status)
{
    v->status = svod_worse(v->status, status);
}

/* A file of our own in the archive. Numbers of processes are not enough: two containers may have
 * the same one. */
const char *archiving_scratch(archiving *v, const char *extension)
{
    if (!v->own && getrandom(&v->own, sizeof v->own, 0) < 0)
        v->own = (uint64_t)getpid();
    return arena_printf(v->mem, "%s/tmp/%016llx%s", v->how->folder, (unsigned long long)v->own,
                        extension);
}

bool archiving_is_sound(archiving *v, const archived *d, const char *digest)
{
    const char *path = store_path(v->mem, v->how->folder, digest);

    if (!*digest || store_sound(v->mem, v->how->folder, digest))
        return true;
    diag_report(v->dg, ((src_pos){diag_copy(v->dg, path), 0, 0}), MSG_ARCHIVED_DAMAGED,
                diag_copy(v->dg, arena_printf(v->mem, "%lld", d->number)));
    archiving_worsen(v, SVOD_REFUSED);
    return false;
}

bool archiving_are_sound(void *self, const archived *d)
{
    const bool source = archiving_is_sound(self, d, d->source),
               pdf = archiving_is_sound(self, d, d->pdf);

    return archiving_is_sound(self, d, d->signature) && source && pdf;
}

/* All in one session: what an edition needs is loaded once. The archive itself need not be
 * written. */
verdict archiving_render_again(archiving *v, const char *pdf, const char *source,
                               svod_status *status)
{
    const svod_options opt = {.data_dir = v->s->opt.data_dir, .kerning = true};

    *status = SVOD_SYSTEM;
    if (!v->aside && !(v->aside = output_temporary_folder(v->mem, "archive", v->dg)))
        return VERDICT_CANNOT;
    if (!v->again && !(v->again = svod_open(&opt, v->dg)))
        return VERDICT_CANNOT;
    return verify_again(v->again, pdf, store_path(v->mem, v->how->folder, source),
                        arena_printf(v->mem, "%s/again.pdf", v->aside), status, v->dg);
}

/* ---- the actions ---- */

static void nothing(archiving *v)
{
    (void)v;
}

static const struct {
    const char *name;
    void (*run)(archiving *v);
} actions[] = {
    {"init", nothing},
    {"add", archiving_add},
    {"list", archiving_list},
    {"show", archiving_show},
    {"search", archiving_search},
    {"regenerate", archiving_regenerate},
    {"verify", archiving_verify},
    {"export", archiving_export},
};

static catalogue *create(const svod_archive_request *how, diag *dg)
{
    arena *a = arena_new();
    catalogue *c = NULL;

    if (store_folder(how->folder, dg) &&
        store_folder(arena_printf(a, "%s/files", how->folder), dg) &&
        store_folder(arena_printf(a, "%s/tmp", how->folder), dg))
        c = catalogue_create(how->folder, dg);
    arena_free(a);
    return c;
}

svod_status svod_archive(svod_session *s, const svod_archive_request *how, diag *dg)
{
    archiving v = {.s = s, .how = how, .mem = arena_new(), .status = SVOD_OK, .dg = dg};
    size_t i = 0;

    while (i < COUNT(actions) && strcmp(actions[i].name, how->action))
        i++;
    if (i < COUNT(actions))
        v.c = i ? catalogue_open(how->folder, dg) : create(how, dg);
    if (v.c)
        actions[i].run(&v);
    else
        v.status = session_failure(dg, SVOD_INVALID);
    if (v.aside)
        rmdir(v.aside);
    svod_close(v.again);
    catalogue_close(v.c);
    arena_free(v.mem);
    return v.status;
}
