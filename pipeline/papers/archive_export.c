/* archive_export.c - svod archive export: copies of documents under names that people can read, the
 * catalogue as tables, checksums. */
#include <string.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/output.h"
#include "base/paths.h"
#include "papers/archiving.h"

typedef struct {
    archiving *v;
    const char *to;
    strbuf csv, json, sums;
} handing;

/* A copy under a name that people can read; its checksum is its name in the archive. A damaged file
 * is not handed over, nor one that cannot be written: it is told, and its name left out. */
static const char *hand_file(handing *h, const archived *d, const char *digest,
                             const char *extension)
{
    archiving *v = h->v;
    const char *name = arena_printf(v->mem, "%lld-%s%s", d->number, d->id, extension);
    char *bytes;
    size_t size;
    bool handed;

    if (!*digest || !archiving_is_sound(v, d, digest))
        return "";
    if (!input_read(store_path(v->mem, v->how->folder, digest), 0, &bytes, &size, v->dg)) {
        archiving_worsen(v, SVOD_SYSTEM);
        return "";
    }
    handed = output_put(arena_printf(v->mem, "%s/%s", h->to, name), bytes, size, v->dg);
    mem_free(bytes);
    if (!handed) {
        archiving_worsen(v, SVOD_SYSTEM);
        return "";
    }
    strbuf_printf(&h->sums, "%s  %s\n", digest, name);
    return name;
}

enum { VALUES = 15 };
static const char *const value_names[VALUES] = {
    "id",    "kind",    "title", "date", "regNumber", "from", "to",       "organisation",
    "state", "edition", "added", "by",   "source",    "pdf",  "signature"};

static void begin_lists(handing *h)
{
    csv_begin(&h->csv, value_names, VALUES);
    strbuf_adds(&h->json, "[");
}

static bool hand_over(void *self, const archived *d)
{
    handing *h = self;
    const char *const values[VALUES] = {d->id,
                                        d->kind,
                                        d->title,
                                        d->date,
                                        d->reg_number,
                                        d->from,
                                        d->to,
                                        d->organisation,
                                        d->state,
                                        d->edition,
                                        d->added,
                                        d->by,
                                        hand_file(h, d, d->source, ".xml"),
                                        hand_file(h, d, d->pdf, ".pdf"),
                                        hand_file(h, d, d->signature, ".pdf.sig")};

    strbuf_printf(&h->json, "%s\n  {\"number\": %lld", h->v->count ? "," : "", d->number);
    for (size_t i = 0; i < VALUES; i++) {
        csv_field(&h->csv, values[i], i + 1 == VALUES);
        json_member(&h->json, value_names[i], values[i]);
    }
    strbuf_adds(&h->json, "}");
    h->v->count++;
    return true;
}

static void put_list(handing *h, const char *name, const strbuf *text)
{
    archiving *v = h->v;
    const char *bytes = strbuf_text((strbuf *)text);

    if (!output_put(arena_printf(v->mem, "%s/%s", h->to, name), bytes, text->len, v->dg))
        archiving_worsen(v, SVOD_SYSTEM);
    if (strcmp(name, "SHA256SUMS"))
        strbuf_printf(&h->sums, "%s  %s\n", store_digest(v->mem, bytes, text->len), name);
}

/* Of a catalogue that was read to its end; others would say that there is no more. */
static void end_lists(handing *h)
{
    strbuf_adds(&h->json, "\n]\n");
    put_list(h, "catalogue.csv", &h->csv);
    put_list(h, "catalogue.json", &h->json);
    put_list(h, "SHA256SUMS", &h->sums);
    printf(_("documents: %zu, in %s"), h->v->count, strbuf_line(h->v->mem, h->to));
    printf("\n");
}

/* A folder that is not there yet would be made in the one that its path names. */
static bool is_own_folder(arena *a, const char *to, const char *archive)
{
    const char *slash = strrchr(to = path_tidy(a, to), '/');

    if (path_is_folder(to))
        return path_is_within(to, archive);
    return path_is_within(slash ? arena_strndup(a, to, (size_t)(slash - to) + 1) : ".", archive);
}

void archiving_export(archiving *v)
{
    const selection which = {.year = v->how->year, .words = ""};
    handing h = {.v = v, .to = v->s->opt.output};

    if (h.to && is_own_folder(v->mem, h.to, v->how->folder)) {
        diag_report(v->dg, ((src_pos){diag_copy(v->dg, h.to), 0, 0}), MSG_EXPORT_INTO_ITSELF);
        archiving_worsen(v, SVOD_USAGE);
        return;
    }
    if (!h.to || !store_folder(h.to, v->dg)) {
        archiving_worsen(v, SVOD_SYSTEM);
        return;
    }
    begin_lists(&h);
    if (catalogue_each(v->c, &which, hand_over, &h, v->dg))
        end_lists(&h);
    else
        archiving_worsen(v, SVOD_SYSTEM);
    strbuf_free(&h.csv);
    strbuf_free(&h.json);
    strbuf_free(&h.sums);
}
