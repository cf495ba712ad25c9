/* archive_add.c - svod archive add: documents are rendered into the archive, PDFs with their source
 * are kept as they are. What was told as added is there, whatever happens afterwards: files first,
 * the catalogue's row last. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/words.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/output.h"
#include "base/paths.h"
#include "papers/archiving.h"
#include "reader/reader.h"

static const char *who(arena *a)
{
    const char *name = getenv("LOGNAME");

    return name && *name ? arena_strdup(a, name) : arena_printf(a, "uid %ld", (long)getuid());
}

static bool fill(archiving *v, archived *d, const char *source_path)
{
    document_facts facts;
    strbuf stems = STRBUF_INIT;

    if (!session_describe(v->s, source_path, v->mem, &facts, v->dg))
        return false;
    words_stem(facts.text, false, &stems);
    *d = (archived){.id = facts.id,
                    .kind = facts.kind,
                    .title = facts.title,
                    .date = facts.date,
                    .from = facts.from,
                    .to = facts.to,
                    .organisation = facts.organisation,
                    .reg_number = facts.reg_number,
                    .edition = facts.edition,
                    .state = facts.state,
                    .signature = "",
                    .added = clock_iso(v->mem, clock_now()),
                    .by = who(v->mem),
                    .text = arena_strdup(v->mem, strbuf_text(&stems))};
    strbuf_free(&stems);
    return true;
}

static const char *put_file(archiving *v, const char *path)
{
    const char *digest = NULL;
    char *bytes;
    size_t size;

    if (input_read(path, 0, &bytes, &size, v->dg)) {
        digest = store_put(v->mem, v->how->folder, bytes, size, &v->written, v->dg);
        mem_free(bytes);
    }
    return digest;
}

typedef struct {
    const archived *added;
    long long version, other; /* the latest of the same id; 0: none */
} namesakes;

/* Versions of one document have its id: a draft, what was approved, what was signed. */
static bool meet_namesake(void *self, const archived *d)
{
    namesakes *n = self;
    const archived *a = n->added;

    if (d->number == a->number)
        return true;
    if (strcmp(d->kind, a->kind) || strcmp(d->title, a->title) ||
        strcmp(d->organisation, a->organisation))
        n->other = d->number;
    else
        n->version = d->number;
    return true;
}

static svod_status tell_namesakes(archiving *v, const archived *d, const char *path)
{
    const selection which = {.words = "", .id = d->id};
    namesakes n = {.added = d};

    if (!catalogue_each(v->c, &which, meet_namesake, &n, v->dg))
        return SVOD_SYSTEM;
    if (n.version) {
        printf(_("%s: a version of number %lld (the same id)"), strbuf_line(v->mem, path),
               n.version);
        printf("\n");
    }
    if (n.other) {
        printf(_("%s: number %lld has the same id, but another kind, title or organisation"),
               strbuf_line(v->mem, path), n.other);
        printf("\n");
    }
    return SVOD_OK;
}

static void tell_added(archiving *v, const archived *d, const char *path, adding how)
{
    static const char *const words[] = {
        [ADDED_NEW] = N_("added as %lld"),
        [ADDED_THERE] = N_("already there as %lld"),
        [ADDED_SIGNATURE] = N_("already there as %lld; the signature is kept with it"),
        [ADDED_OTHER_SIGNATURE] = N_("already there as %lld"),
    };

    printf("%s: ", strbuf_line(v->mem, path));
    printf(_(words[how]), d->number);
    if (how != ADDED_NEW && v->written)
        printf("; %s", _("what was damaged of it is whole again"));
    printf("\n");
    fflush(stdout);
    v->count++;
}

static svod_status enter(archiving *v, archived *d, const char *path)
{
    const bool written = v->written;
    adding how;

    if (v->how->signature && !(d->signature = put_file(v, v->how->signature)))
        return session_failure(v->dg, SVOD_INVALID);
    if (!catalogue_add(v->c, d, &how, v->dg))
        return SVOD_SYSTEM;
    if (how != ADDED_THERE) /* a signature that is new heals nothing */
        v->written = written;
    tell_added(v, d, path, how);
    if (how != ADDED_OTHER_SIGNATURE)
        return how == ADDED_NEW ? tell_namesakes(v, d, path) : SVOD_OK;
    diag_report(v->dg, ((src_pos){diag_copy(v->dg, v->how->signature), 0, 0}), MSG_OTHER_SIGNATURE,
                diag_copy(v->dg, arena_printf(v->mem, "%lld", d->number)));
    return SVOD_INVALID;
}

static bool note_pdf(void *self, const archived *d)
{
    archiving *v = self;

    if (store_sound(v->mem, v->how->folder, d->pdf))
        v->pdf = arena_strdup(v->mem, d->pdf);
    return false;
}

/* The document is rendered into the archive; one that is there again only if its PDF is damaged:
 * the same bytes take its place, other ones become a document of their own, and what is damaged is
 * told. */
static svod_status add_read(archiving *v, const char *path)
{
    const char *made = archiving_scratch(v, ".pdf");
    selection there = {.words = ""};
    archived d;
    svod_status status = SVOD_SYSTEM;

    if (!fill(v, &d, path))
        return session_failure(v->dg, SVOD_INVALID);
    if (!(d.source =
              store_put(v->mem, v->how->folder, v->s->given, v->s->given_size, &v->written, v->dg)))
        return SVOD_SYSTEM;
    there.number = catalogue_find(v->c, d.source, "");
    v->pdf = NULL;
    if (there.number && !catalogue_each(v->c, &there, note_pdf, v, v->dg))
        return SVOD_SYSTEM;
    if ((d.pdf = v->pdf))
        return enter(v, &d, path);
    v->s->opt.output = made;
    v->s->opt.part = NULL;
    d.level = v->s->opt.pdf ? v->s->opt.pdf : "a3a";
    if ((status = svod_render(v->s, path, v->dg)) == SVOD_OK)
        status = (d.pdf = put_file(v, made)) ? enter(v, &d, path) : SVOD_SYSTEM;
    unlink(made);
    if (there.number && !catalogue_each(v->c, &there, archiving_are_sound, v, v->dg))
        return SVOD_SYSTEM;
    return status;
}

/* Read once: whoever saves the file in the meantime does not part the source that is kept from its
 * PDF. */
static svod_status add_document(archiving *v, const char *path)
{
    char *bytes;
    svod_status status;

    if (!input_read(path, xml_default_limits.bytes, &bytes, &v->s->given_size, v->dg))
        return session_failure(v->dg, SVOD_INVALID);
    v->s->given = bytes;
    status = add_read(v, path);
    v->s->given = NULL;
    mem_free(bytes);
    return status;
}

/* What was given is kept as it is; but that it is not what its source makes is told. */
static svod_status prove(archiving *v, const archived *d, const char *path)
{
    svod_status status;
    const verdict said = archiving_render_again(v, path, d->source, &status);

    if (verify_confirms(said))
        return SVOD_OK;
    printf(_("%s: its source does not confirm the PDF: %s (svod verify)"),
           strbuf_line(v->mem, path), _(verify_word(said)));
    printf("\n");
    return said == VERDICT_CANNOT ? status : SVOD_REFUSED;
}

/* A PDF with its source in it or beside it, signed as it may be. */
static svod_status add_pdf(archiving *v, const char *path)
{
    pdf_file *f = pdf_file_open(path, v->dg);
    const char *source = archiving_scratch(v, ".xml"), *bytes;
    svod_status status = SVOD_INVALID;
    char *read = NULL;
    size_t size;
    archived d;

    if (f && verify_source(f, v->s->opt.source, &read, &bytes, &size, v->dg) &&
        output_put(source, bytes, size, v->dg) && fill(v, &d, source)) {
        d.level = verify_level(v->mem, f);
        d.source = store_put(v->mem, v->how->folder, bytes, size, &v->written, v->dg);
        status = d.source && (d.pdf = put_file(v, path)) ? enter(v, &d, path) : SVOD_SYSTEM;
        if (status == SVOD_OK)
            status = prove(v, &d, path);
    }
    unlink(source);
    mem_free(read);
    pdf_file_close(f);
    return status == SVOD_INVALID ? session_failure(v->dg, SVOD_INVALID) : status;
}

void archiving_add(archiving *v)
{
    for (size_t i = 0; i < v->how->operand_count; i++) {
        const char *path = v->how->operands[i];
        v->written = false;
        archiving_worsen(v, path_ends(path, ".pdf") ? add_pdf(v, path) : add_document(v, path));
    }
}
