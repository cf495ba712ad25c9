/* signing.c - svod sign: a signature goes into an incremental update, so that every byte before it
 * stays (PAdES baseline B-B). The value's object has room for the signature and its ranges; once
 * the update is laid out both are known, and the signature covers all but its own digits. */
#include "papers/signing.h"

#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/output.h"
#include "base/strbuf.h"
#include "sign/cms.h"
#include "sign/timestamp.h"
#include "text/date.h"
#include "xml/project.h"

typedef struct {
    svod_session *s;
    const svod_signing *how;
    arena *mem;
    pdf_file *f;
    signing_key *key; /* NULL: the signature comes from elsewhere */
    pdf_update *u;
    char *bytes; /* the new file */
    size_t size;
    size_t contents, digits; /* the signature's digits in it */
    diag *dg;
} signing;

/* ---- time ---- */

static const char *pdf_time(arena *a)
{
    const time_t t = (time_t)clock_now();
    struct tm tm;

    gmtime_r(&t, &tm);
    return arena_printf(a, "(D:%04d%02d%02d%02d%02d%02dZ)", tm.tm_year + 1900, tm.tm_mon + 1,
                        tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* A text string in UTF-16 as hexadecimal digits; nothing in it needs an escape then. */
static const char *pdf_text(arena *a, const char *s)
{
    strbuf out = STRBUF_INIT;

    strbuf_adds(&out, "<FEFF");
    while (*s) {
        const unsigned char *b = (const unsigned char *)s;
        const int n = b[0] < 0x80 ? 1 : b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
        unsigned cp = n == 1 ? b[0] : b[0] & (0x7Fu >> n);
        for (int i = 1; i < n; i++)
            cp = cp << 6 | (b[i] & 0x3F);
        if (cp > 0xFFFF)
            strbuf_printf(&out, "%04X%04X", 0xD7C0 + (cp >> 10), 0xDC00 + (cp & 0x3FF));
        else
            strbuf_printf(&out, "%04X", cp);
        s += n;
    }
    strbuf_adds(&out, ">");
    return strbuf_take(&out, a);
}

/* ---- the field ---- */

/* The one that is asked for, or the first that waits for a signature. False: the one asked for
 * cannot be signed. */
static bool choose_field(signing *g, pdf_field *field)
{
    size_t count;
    const pdf_field *fields = pdf_file_fields(g->f, &count);

    for (size_t i = 0; i < count; i++) {
        const bool wanted = !g->how->field || !strcmp(fields[i].name, g->how->field);
        if (wanted && !fields[i].is_signed) {
            *field = fields[i];
            return true;
        }
    }
    if (!g->how->field)
        return true;
    diag_report(g->dg, ((src_pos){pdf_file_path(g->f), 0, 0}), MSG_NO_FIELD, g->how->field);
    return false;
}

/* The name of a new field: the first that is free. */
static const char *free_name(signing *g)
{
    size_t count;
    const pdf_field *fields = pdf_file_fields(g->f, &count);

    return arena_printf(g->mem, "svod-signature-%zu", count + 1 + (fields == NULL));
}

/* A new one shows nothing and lies outside of the page, where no level of PDF/A or PDF/UA asks for
 * more than an empty appearance. */
static void add_field(signing *g, int value)
{
    static const char empty[] = "<< /Type /XObject /Subtype /Form /BBox [0 0 0 0] /Resources << >> "
                                "/Length 0 >>\nstream\n\nendstream";
    const int page = pdf_file_page(g->f, 0), number = pdf_update_number(g->u),
              picture = pdf_update_number(g->u);
    const char *text =
        arena_printf(g->mem,
                     "<< /Type /Annot /Subtype /Widget /FT /Sig /T %s /F 132 /Rect [-2 -2 -2 -2] "
                     "/P %d 0 R /V %d 0 R /AP << /N %d 0 R >> >>",
                     pdf_text(g->mem, free_name(g)), page, value, picture);

    pdf_update_object(g->u, picture, empty, strlen(empty));
    pdf_update_object(g->u, number, text, strlen(text));
    pdf_update_form(g->u, number);
    pdf_update_annotation(g->u, page, number);
}

static void fill_field(signing *g, const pdf_field *field, int value)
{
    const char *keys[] = {"/V", arena_printf(g->mem, "%d 0 R", value), "/F", "132", NULL, NULL,
                          NULL};
    const double width = field->box[2] - field->box[0], height = field->box[3] - field->box[1];
    pdf_file *mark = NULL;

    if (g->key && width > 0 && height > 0) {
        const signer_facts who = signing_key_facts(g->mem, g->key);
        const char *const values[] = {"serial", who.serial, "owner", who.owner, "from",
                                      who.from, "to",       who.to,  NULL};
        mark = signing_mark(g->s, g->f, field, values, g->dg);
    }
    if (mark) {
        keys[4] = "/AP";
        keys[5] =
            arena_printf(g->mem, "<< /N %d 0 R >>", pdf_update_picture(g->u, mark, width, height));
    }
    pdf_update_keys(g->u, field->number, keys);
    pdf_update_form(g->u, 0);
    pdf_file_close(mark);
}

/* ---- the value ---- */

#define RANGES "/ByteRange [0 0000000000 0000000000 0000000000]"

static void put_value(signing *g, int number)
{
    const size_t most = cms_most(g->key) + (g->how->tsa ? TIMESTAMP_MOST : 0);
    const char *owner = g->key ? signing_key_facts(g->mem, g->key).owner : "";
    strbuf out = STRBUF_INIT;

    strbuf_printf(&out,
                  "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M %s",
                  pdf_time(g->mem));
    if (*owner)
        strbuf_printf(&out, " /Name %s", pdf_text(g->mem, owner));
    strbuf_adds(&out, " " RANGES " /Contents <");
    for (size_t i = 0; i < most; i++)
        strbuf_adds(&out, "00");
    strbuf_adds(&out, "> >>");
    pdf_update_object(g->u, number, strbuf_text(&out), out.len);
    g->digits = 2 * most;
    strbuf_free(&out);
}

/* The ranges in decimal digits of a fixed width, where the update left room for them. */
static void set_ranges(signing *g, size_t value)
{
    char *ranges = strstr(g->bytes + value, "/ByteRange [");
    char *contents = strstr(g->bytes + value, "/Contents <");
    const size_t before = (size_t)(contents - g->bytes) + strlen("/Contents "),
                 behind = before + g->digits + 2;
    char text[sizeof RANGES];

    snprintf(text, sizeof text, "/ByteRange [0 %010zu %010zu %010zu]", before, behind,
             g->size - behind);
    memcpy(ranges, text, strlen(text));
    g->contents = before + 1;
}

static void lay_out(signing *g, const pdf_field *field)
{
    const char *bytes;
    int value;

    g->u = pdf_update_new(g->f);
    value = pdf_update_number(g->u);
    put_value(g, value);
    if (field->number)
        fill_field(g, field, value);
    else
        add_field(g, value);
    bytes = pdf_update_finish(g->u, &g->size);
    g->bytes = arena_memdup(g->mem, bytes, g->size + 1);
    set_ranges(g, pdf_update_offset(g->u, value));
}

static void signed_spans(const signing *g, span parts[2])
{
    const size_t behind = g->contents + g->digits + 1;

    parts[0] = (span){g->bytes, g->contents - 1};
    parts[1] = (span){g->bytes + behind, g->size - behind};
}

static bool put_signature(signing *g, der cms)
{
    if (2 * cms.size > g->digits) {
        diag_report(g->dg, NO_POS, MSG_SIGNATURE_TOO_LARGE,
                    diag_number(g->dg, (long)(g->digits / 2)));
        return false;
    }
    for (size_t i = 0; i < cms.size; i++) {
        g->bytes[g->contents + 2 * i] = "0123456789abcdef"[cms.bytes[i] >> 4];
        g->bytes[g->contents + 2 * i + 1] = "0123456789abcdef"[cms.bytes[i] & 15];
    }
    return true;
}

/* ---- writing ---- */

static svod_status write_file(const char *path, const void *bytes, size_t size, diag *dg)
{
    return output_put(path, bytes, size, dg) ? SVOD_OK : SVOD_SYSTEM;
}

static const char *result_path(signing *g, const char *extension)
{
    const char *asked = g->s->opt.output;

    return asked ? asked : session_named_beside(g->mem, pdf_file_path(g->f), extension);
}

/* With a timestamp, if one is asked for. */
static bool stamp(signing *g, der *cms)
{
    if (cms->bytes && g->how->tsa)
        *cms = timestamp_add(g->mem, *cms, g->how->tsa, g->dg);
    return cms->bytes != NULL;
}

/* ---- the ways of signing ---- */

static svod_status sign_here(signing *g)
{
    span parts[2];
    der cms;

    signed_spans(g, parts);
    cms = cms_sign(g->mem, g->key, parts, 2, g->dg);
    if (!stamp(g, &cms) || !put_signature(g, cms))
        return SVOD_SYSTEM;
    return write_file(result_path(g, ".signed.pdf"), g->bytes, g->size, g->dg);
}

/* What is to be signed elsewhere: the prepared file, the digest, and the bytes themselves if they
 * are asked for. */
static svod_status prepare(signing *g)
{
    span parts[2];
    svod_status status;
    const char *digest;
    strbuf content = STRBUF_INIT;

    signed_spans(g, parts);
    digest = arena_printf(g->mem, "%s\n", cms_digest(g->mem, NULL, parts, 2));
    status = write_file(result_path(g, ".prepared.pdf"), g->bytes, g->size, g->dg);
    if (status == SVOD_OK && g->how->digest_out)
        status = write_file(g->how->digest_out, digest, strlen(digest), g->dg);
    if (status == SVOD_OK && g->how->bytes_out) {
        for (int i = 0; i < 2; i++)
            strbuf_add(&content, parts[i].bytes, parts[i].size);
        status = write_file(g->how->bytes_out, strbuf_text(&content), content.len, g->dg);
    }
    strbuf_free(&content);
    return status;
}

static bool is_empty(const pdf_signature *p)
{
    for (size_t i = 0; i < p->contents_size; i++)
        if (p->contents[i])
            return false;
    return true;
}

/* Is the signature one of these bytes? */
static bool is_of(signing *g, const char *cms, size_t cms_size, const span parts[2])
{
    const cms_verdict v = cms_verify(g->mem, cms, cms_size, parts, 2, NULL, 0);
    const src_pos pos = {diag_copy(g->dg, g->how->cms_in), 0, 0};

    if (v.unknown)
        diag_report(g->dg, pos, MSG_SIGNATURE_UNKNOWN, v.unknown);
    else if (!v.intact)
        diag_report(g->dg, pos, MSG_CMS_OTHER);
    return v.intact;
}

/* A signature that was made elsewhere comes into the prepared file, if it is one of just these
 * bytes. */
static svod_status complete(signing *g, const char *cms, size_t cms_size)
{
    size_t count;
    const pdf_signature *all = pdf_file_signatures(g->f, &count), *last = all + count - 1;
    const src_pos pos = {pdf_file_path(g->f), 0, 0};
    const char *bytes = pdf_file_bytes(g->f, &g->size);
    der made = {(const unsigned char *)cms, cms_size};
    span parts[2];

    if (!count || !is_empty(last) || !last->ranges_sound) {
        diag_report(g->dg, pos, MSG_NOT_PREPARED);
        return SVOD_INVALID;
    }
    g->bytes = arena_memdup(g->mem, bytes, g->size + 1);
    g->contents = last->length[0] + 1;
    g->digits = 2 * last->contents_size;
    signed_spans(g, parts);
    if (!is_of(g, cms, cms_size, parts))
        return SVOD_REFUSED;
    if (!stamp(g, &made))
        return SVOD_SYSTEM;
    if (!put_signature(g, made))
        return SVOD_INVALID;
    return write_file(result_path(g, ".signed.pdf"), g->bytes, g->size, g->dg);
}

/* A .sig beside the file, over all of its bytes. */
static svod_status sign_detached(signing *g)
{
    size_t size;
    const char *bytes = pdf_file_bytes(g->f, &size);
    der cms = cms_sign(g->mem, g->key, &(span){bytes, size}, 1, g->dg);

    if (!stamp(g, &cms))
        return SVOD_SYSTEM;
    return write_file(result_path(g, ".pdf.sig"), cms.bytes, cms.size, g->dg);
}

/* A draft is not what was decided. */
static bool may_be_signed(signing *g)
{
    if (strcmp(pdf_file_property(g->f, "state"), "draft"))
        return true;
    diag_report(g->dg, ((src_pos){pdf_file_path(g->f), 0, 0}), MSG_SIGNOFF_DRAFT);
    return false;
}

/* Only services that the project names are told that something is signed. */
static bool may_be_asked(signing *g)
{
    const char *url = g->how->tsa;
    const project *p = url ? project_find(g->mem, pdf_file_path(g->f), NULL, g->dg) : NULL;

    if (!url)
        return true;
    if (p && !project_allows(p, url))
        diag_report(g->dg, NO_POS, MSG_TSA_NOT_ALLOWED, url);
    return p && project_allows(p, url);
}

/* What is signed for a trial is signed all the same. */
static void tell_validity(signing *g)
{
    signer_facts facts;

    if (!g->key || signing_key_valid(g->key, clock_now()))
        return;
    facts = signing_key_facts(g->mem, g->key);
    diag_report(g->dg,
                ((src_pos){diag_copy(g->dg, g->how->pkcs12 ? g->how->pkcs12 : g->how->cert), 0, 0}),
                MSG_CERTIFICATE_TIME, date_iso_numeric(g->mem, facts.from),
                date_iso_numeric(g->mem, facts.to));
}

static svod_status sign_file(signing *g)
{
    pdf_field field = {.name = ""};
    char *cms;
    size_t size;
    svod_status status;

    if (g->how->cms_in) {
        if (!signing_engine(g->how->engine, g->dg) ||
            !input_read(g->how->cms_in, 1 << 20, &cms, &size, g->dg))
            return SVOD_INVALID;
        status = complete(g, cms, der_length((unsigned char *)cms, size));
        mem_free(cms);
        return status;
    }
    if (g->how->detached && g->key)
        return sign_detached(g);
    if (!choose_field(g, &field))
        return SVOD_INVALID;
    lay_out(g, &field);
    return g->key ? sign_here(g) : prepare(g);
}

svod_status svod_sign(svod_session *s, const char *path, diag *dg)
{
    const svod_signing *how = &s->opt.signing;
    const signing_key_files files = {how->cert, how->key, how->pkcs12, how->engine,
                                     how->passphrase};
    signing g = {.s = s, .how = how, .mem = arena_new(), .dg = dg};
    svod_status status = SVOD_INVALID;

    g.f = pdf_file_open(path, dg);
    if (g.f && may_be_signed(&g) && may_be_asked(&g) &&
        ((!how->cert && !how->pkcs12) || (g.key = signing_key_load(&files, dg))))
        status = sign_file(&g);
    if (status == SVOD_OK)
        tell_validity(&g);
    signing_key_free(g.key);
    pdf_file_close(g.f);
    arena_free(g.mem);
    return status == SVOD_INVALID ? session_failure(dg, SVOD_INVALID) : status;
}
