/* archiving.c - svod archive: documents with the PDFs they made, kept, found again, rendered again, handed over. An action is a row of
 * a table. What was told as added is there, whatever happens afterwards: files first, the catalogue's row last. */
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "archive/catalogue.h"
#include "archive/store.h"
#include "archive/words.h"
#include "base/clock.h"
#include "base/csv.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/output.h"
#include "reader/reader.h"
#include "session.h"
#include "papers/verify.h"

typedef struct {
    svod_session *s;
    svod_session *again; /* where documents are rendered again, all of them; NULL: not yet */
    const svod_archive_request *how;
    arena *mem;
    catalogue *c;
    svod_status status; /* the worst so far */
    size_t count;
    bool written;    /* a file of the document that is being added */
    const char *pdf; /* of the document that is there already; NULL: none that is sound */
    uint64_t own;    /* in the names of files that are being made; 0: not yet */
    diag *dg;
} archiving;

static void worsen(archiving *v, svod_status status)
{
    v->status = svod_worse(v->status, status);
}

/* ---- adding ---- */

static const char *now(arena *a)
{
    const time_t t = (time_t)clock_now();
    struct tm tm;

    gmtime_r(&t, &tm);
    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1,
                        tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static const char *who(arena *a)
{
    const char *name = getenv("LOGNAME");

    return name && *name ? arena_strdup(a, name) : arena_printf(a, "uid %ld", (long)getuid());
}

/* A file of our own in the archive. Numbers of processes are not enough: two containers may have the same one. */
static const char *scratch(archiving *v, const char *extension)
{
    if (!v->own && getrandom(&v->own, sizeof v->own, 0) < 0)
        v->own = (uint64_t)getpid();
    return arena_printf(v->mem, "%s/tmp/%016llx%s", v->how->folder, (unsigned long long)v->own,
                        extension);
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
                    .added = now(v->mem),
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
        printf(_("%s: a version of number %lld (the same id)"), path, n.version);
        printf("\n");
    }
    if (n.other) {
        printf(_("%s: number %lld has the same id, but another kind, title or organisation"), path,
               n.other);
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

    printf("%s: ", path);
    printf(_(words[how]), d->number);
    if (how != ADDED_NEW && v->written)
        printf("; %s", _("what was damaged of it is whole again"));
    printf("\n");
    fflush(stdout);
    v->count++;
}

/* Is a file of the archive there and whole? If not, that is told. */
static bool is_sound(archiving *v, const archived *d, const char *digest)
{
    const char *path = store_path(v->mem, v->how->folder, digest);

    if (!*digest || store_sound(v->mem, v->how->folder, digest))
        return true;
    diag_report(v->dg, ((src_pos){diag_copy(v->dg, path), 0, 0}), MSG_ARCHIVED_DAMAGED,
                diag_copy(v->dg, arena_printf(v->mem, "%lld", d->number)));
    worsen(v, SVOD_REFUSED);
    return false;
}

/* For catalogue_each: every file of a document. */
static bool are_sound(void *self, const archived *d)
{
    const bool source = is_sound(self, d, d->source), pdf = is_sound(self, d, d->pdf);

    return is_sound(self, d, d->signature) && source && pdf;
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

/* The document is rendered into the archive; one that is there again only if its PDF is damaged: the same bytes take its
 * place, other ones become a document of their own, and what is damaged is told. */
static svod_status add_read(archiving *v, const char *path)
{
    const char *made = scratch(v, ".pdf");
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
    if (there.number && !catalogue_each(v->c, &there, are_sound, v, v->dg))
        return SVOD_SYSTEM;
    return status;
}

/* Read once: whoever saves the file in the meantime does not part the source that is kept from its PDF. */
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

/* All in one session: what an edition needs is loaded once. */
static verdict render_again(archiving *v, const char *pdf, const char *source, svod_status *status)
{
    const svod_options opt = {.data_dir = v->s->opt.data_dir, .kerning = true};

    *status = SVOD_SYSTEM;
    if (!v->again && !(v->again = svod_open(&opt, v->dg)))
        return VERDICT_CANNOT;
    return verify_again(v->again, pdf, store_path(v->mem, v->how->folder, source),
                        scratch(v, ".again.pdf"), status, v->dg);
}

/* What was given is kept as it is; but that it is not what its source makes is told. */
static svod_status prove(archiving *v, const archived *d, const char *path)
{
    svod_status status;
    const verdict said = render_again(v, path, d->source, &status);

    if (verify_confirms(said))
        return SVOD_OK;
    printf(_("%s: its source does not confirm the PDF: %s (svod verify)"), path,
           _(verify_word(said)));
    printf("\n");
    return said == VERDICT_CANNOT ? status : SVOD_REFUSED;
}

/* A PDF with its source in it, signed as it may be. */
static svod_status add_pdf(archiving *v, const char *path)
{
    pdf_file *f = pdf_file_open(path, v->dg);
    const char *source = scratch(v, ".xml"), *bytes;
    svod_status status = SVOD_INVALID;
    size_t size;
    archived d;

    if (f && !pdf_file_source(f, &bytes, &size))
        diag_report(v->dg, ((src_pos){path, 0, 0}), MSG_NO_SOURCE);
    else if (f && output_put(source, bytes, size, v->dg) && fill(v, &d, source)) {
        d.level = verify_level(v->mem, f);
        d.source = store_put(v->mem, v->how->folder, bytes, size, &v->written, v->dg);
        status = d.source && (d.pdf = put_file(v, path)) ? enter(v, &d, path) : SVOD_SYSTEM;
        if (status == SVOD_OK)
            status = prove(v, &d, path);
    }
    unlink(source);
    pdf_file_close(f);
    return status == SVOD_INVALID ? session_failure(v->dg, SVOD_INVALID) : status;
}

static bool ends_with(const char *s, const char *end)
{
    const size_t n = strlen(s), m = strlen(end);

    return n >= m && !strcmp(s + n - m, end);
}

static void add(archiving *v)
{
    for (size_t i = 0; i < v->how->operand_count; i++) {
        const char *path = v->how->operands[i];
        v->written = false;
        worsen(v, ends_with(path, ".pdf") ? add_pdf(v, path) : add_document(v, path));
    }
}

/* ---- listing ---- */

static bool print_line(void *self, const archived *d)
{
    archiving *v = self;

    printf("%5lld  %-10s %-8s %s%s%s  %s\n", d->number, *d->date ? d->date : "-", d->state, d->id,
           *d->reg_number ? " № " : "", d->reg_number, d->title);
    v->count++;
    return true;
}

static void list(archiving *v)
{
    const selection which = {.year = v->how->year, .words = ""};

    if (!catalogue_each(v->c, &which, print_line, v, v->dg))
        worsen(v, SVOD_SYSTEM);
}

static void search(archiving *v)
{
    strbuf words = STRBUF_INIT;
    selection which = {.year = v->how->year};

    for (size_t i = 0; i < v->how->operand_count; i++)
        words_stem(v->how->operands[i], true, &words);
    which.words = strbuf_text(&words);
    if (words.len && !catalogue_each(v->c, &which, print_line, v, v->dg))
        worsen(v, SVOD_SYSTEM);
    else if (!v->count)
        puts(_("nothing is found"));
    strbuf_free(&words);
}

static bool print_facts(void *self, const archived *d)
{
    archiving *v = self;
    const char *const facts[][2] = {
        {N_("document"), d->id},
        {N_("kind"), d->kind},
        {N_("title"), d->title},
        {N_("date"), d->date},
        {N_("registration number"), d->reg_number},
        {N_("period from"), d->from},
        {N_("period to"), d->to},
        {N_("organisation"), d->organisation},
        {N_("state"), d->state},
        {N_("edition"), d->edition},
        {N_("level of the PDF"), d->level},
        {N_("added"), d->added},
        {N_("by"), d->by},
        {N_("source"), store_path(v->mem, v->how->folder, d->source)},
        {N_("PDF"), store_path(v->mem, v->how->folder, d->pdf)},
        {N_("signature"), *d->signature ? store_path(v->mem, v->how->folder, d->signature) : ""},
    };

    for (size_t i = 0; i < COUNT(facts); i++)
        if (*facts[i][1])
            printf("%s: %s\n", _(facts[i][0]), facts[i][1]);
    v->count++;
    return true;
}

static void show(archiving *v)
{
    selection which = {.words = ""};

    for (size_t i = 0; i < v->how->operand_count; i++) {
        const size_t before = v->count;
        which.number = strtoll(v->how->operands[i], NULL, 10);
        if (which.number && !catalogue_each(v->c, &which, print_facts, v, v->dg))
            worsen(v, SVOD_SYSTEM);
        else if (v->count == before) {
            diag_report(v->dg, NO_POS, MSG_NOT_ARCHIVED, v->how->operands[i]);
            worsen(v, SVOD_INVALID);
        }
    }
}

/* ---- proving ---- */

static bool check_files(void *self, const archived *d)
{
    archiving *v = self;
    const char *const digests[] = {d->source, d->pdf, d->signature};

    for (size_t i = 0; i < COUNT(digests); i++)
        if (*digests[i] && !store_sound(v->mem, v->how->folder, digests[i])) {
            printf(_("%lld %s: the file %s is missing or damaged"), d->number, d->id,
                   store_path(v->mem, v->how->folder, digests[i]));
            printf("\n");
            worsen(v, SVOD_REFUSED);
        }
    v->count++;
    return true;
}

static void verify(archiving *v)
{
    const selection which = {.words = ""};
    const char *wrong = catalogue_check(v->mem, v->c);

    if (*wrong) {
        printf("%s: %s\n", _("the catalogue is damaged"), wrong);
        worsen(v, SVOD_REFUSED);
    }
    if (!catalogue_each(v->c, &which, check_files, v, v->dg))
        worsen(v, SVOD_SYSTEM);
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
    const verdict said =
        are_sound(v, d)
            ? render_again(v, store_path(v->mem, v->how->folder, d->pdf), d->source, &status)
            : VERDICT_DAMAGED;

    r->by_verdict[said]++;
    printf("%5lld  %s  %s\n", d->number, _(verify_word(said)), d->id);
    if (!verify_confirms(said))
        worsen(v, said == VERDICT_CANNOT ? status : SVOD_REFUSED);
    v->count++;
    return true;
}

static void regenerate(archiving *v)
{
    const selection which = {.year = v->how->year, .words = ""};
    regeneration r = {.v = v};

    if (!catalogue_each(v->c, &which, regenerate_one, &r, v->dg))
        worsen(v, SVOD_SYSTEM);
    printf("%zu:", v->count);
    for (verdict k = VERDICT_IDENTICAL; k <= VERDICT_DAMAGED; k++)
        printf(" %s %zu%s", _(verify_word(k)), r.by_verdict[k], k < VERDICT_DAMAGED ? "," : "\n");
}

/* ---- handing over ---- */

typedef struct {
    archiving *v;
    const char *to;
    strbuf csv, json, sums;
} handing;

/* A copy under a name that people can read; its checksum is its name in the archive. A damaged file is not handed over, nor one
 * that cannot be written: it is told, and its name left out. */
static const char *hand_file(handing *h, const archived *d, const char *digest,
                             const char *extension)
{
    archiving *v = h->v;
    const char *name = arena_printf(v->mem, "%lld-%s%s", d->number, d->id, extension);
    char *bytes;
    size_t size;
    bool handed;

    if (!*digest || !is_sound(v, d, digest))
        return "";
    if (!input_read(store_path(v->mem, v->how->folder, digest), 0, &bytes, &size, v->dg)) {
        worsen(v, SVOD_SYSTEM);
        return "";
    }
    handed = output_put(arena_printf(v->mem, "%s/%s", h->to, name), bytes, size, v->dg);
    mem_free(bytes);
    if (!handed) {
        worsen(v, SVOD_SYSTEM);
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
    strbuf_adds(&h->csv, "\xEF\xBB\xBF"); /* spreadsheets know UTF-8 by it */
    for (size_t i = 0; i < VALUES; i++)
        csv_field(&h->csv, value_names[i], i + 1 == VALUES);
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
        worsen(v, SVOD_SYSTEM);
    if (strcmp(name, "SHA256SUMS"))
        strbuf_printf(&h->sums, "%s  %s\n", store_digest(v->mem, bytes, text->len), name);
}

static void export(archiving *v)
{
    const selection which = {.year = v->how->year, .words = ""};
    handing h = {.v = v, .to = v->s->opt.output};

    if (!h.to || !store_folder(h.to, v->dg)) {
        worsen(v, SVOD_SYSTEM);
        return;
    }
    begin_lists(&h);
    if (!catalogue_each(v->c, &which, hand_over, &h, v->dg))
        worsen(v, SVOD_SYSTEM);
    strbuf_adds(&h.json, "\n]\n");
    put_list(&h, "catalogue.csv", &h.csv);
    put_list(&h, "catalogue.json", &h.json);
    put_list(&h, "SHA256SUMS", &h.sums);
    strbuf_free(&h.csv);
    strbuf_free(&h.json);
    strbuf_free(&h.sums);
    printf(_("documents: %zu, in %s"), v->count, h.to);
    printf("\n");
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
    {"init", nothing},  {"add", add},       {"list", list},
    {"show", show},     {"search", search}, {"regenerate", regenerate},
    {"verify", verify}, {"export", export},
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
    svod_close(v.again);
    catalogue_close(v.c);
    arena_free(v.mem);
    return v.status;
}
