/* archive_prove.c - svod archive verify and regenerate: are the files still those that were added,
 * and does each source still make its PDF? */
#include "base/lang.h"
#include "papers/archiving.h"

static bool check_files(void *self, const archived *d)
{
    archiving *v = self;
    const char *const digests[] = {d->source, d->pdf, d->signature};

    for (size_t i = 0; i < COUNT(digests); i++)
        if (*digests[i] && !store_sound(v->mem, v->how->folder, digests[i])) {
            printf(_("%lld %s: the file %s is missing or damaged"), d->number, d->id,
                   store_path(v->mem, v->how->folder, digests[i]));
            printf("\n");
            archiving_worsen(v, SVOD_REFUSED);
        }
    v->count++;
    return true;
}

void archiving_verify(archiving *v)
{
    const selection which = {.words = ""};
    const char *wrong = catalogue_check(v->mem, v->c);

    if (*wrong) {
        printf("%s: %s\n", _("the catalogue is damaged"), wrong);
        archiving_worsen(v, SVOD_REFUSED);
    }
    if (!catalogue_each(v->c, &which, check_files, v, v->dg))
        archiving_worsen(v, SVOD_SYSTEM);
    printf(v->status == SVOD_OK ? _("documents: %zu, all sound")
                                : _("documents: %zu, not all sound"),
           v->count);
    printf("\n");
}

typedef struct {
    archiving *v;
    size_t by_verdict[VERDICT_DAMAGED + 1];
} regeneration;

static bool regenerate_one(void *self, const archived *d)
{
    regeneration *r = self;
    archiving *v = r->v;
    svod_status status;
    const verdict said = archiving_are_sound(v, d)
                             ? archiving_render_again(v, store_path(v->mem, v->how->folder, d->pdf),
                                                      d->source, &status)
                             : VERDICT_DAMAGED;

    r->by_verdict[said]++;
    printf("%5lld  %s  %s\n", d->number, _(verify_word(said)), d->id);
    if (!verify_confirms(said))
        archiving_worsen(v, said == VERDICT_CANNOT ? status : SVOD_REFUSED);
    v->count++;
    return true;
}

void archiving_regenerate(archiving *v)
{
    const selection which = {.year = v->how->year, .words = ""};
    regeneration r = {.v = v};

    if (!catalogue_each(v->c, &which, regenerate_one, &r, v->dg))
        archiving_worsen(v, SVOD_SYSTEM);
    printf("%zu:", v->count);
    for (verdict k = VERDICT_IDENTICAL; k <= VERDICT_DAMAGED; k++)
        printf(" %s %zu%s", _(verify_word(k)), r.by_verdict[k], k < VERDICT_DAMAGED ? "," : "\n");
}
