/* signing_check.c - svod verify-signature: what was signed, by whom, whether it holds, and what was
 * changed since. A plain answer to standard output, a block of lines for each signature. */
#define _GNU_SOURCE
#include <time.h>

#include "base/lang.h"
#include "base/output.h"
#include "base/strbuf.h"
#include "sign/cms.h"
#include "papers/signing.h"
#include "text/date.h"

typedef struct {
    pdf_file *f;
    const svod_signing *how;
    arena *mem;
    strbuf text;
    bool sound;
    diag *dg;
} checking;

/* «D:20251006103000+03'00'» as seconds since 1970; 0 if it is none. */
static long long seconds(const char *time)
{
    struct tm tm = {.tm_isdst = 0};
    int hours = 0, minutes = 0;
    char sign = 'Z';

    if (sscanf(time, "D:%4d%2d%2d%2d%2d%2d%c%2d'%2d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday,
               &tm.tm_hour, &tm.tm_min, &tm.tm_sec, &sign, &hours, &minutes) < 6)
        return 0;
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    return (long long)timegm(&tm) - (sign == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

static const char *shown_time(arena *a, long long t)
{
    const time_t when = (time_t)t;
    struct tm tm;

    gmtime_r(&when, &tm);
    return arena_printf(a, "%02d.%02d.%04d %02d:%02d UTC", tm.tm_mday, tm.tm_mon + 1,
                        tm.tm_year + 1900, tm.tm_hour, tm.tm_min);
}

static void line(checking *c, bool sound, const char *format, const char *one, const char *two,
                 const char *three)
{
    const char *const values[] = {one, two, three};

    strbuf_adds(&c->text, sound ? "  " : "! ");
    for (const char *s = format; *s; s++)
        if (*s == '{' && s[1] >= '1' && s[1] <= '3' && s[2] == '}') {
            strbuf_add_line(&c->text, values[s[1] - '1']);
            s += 2;
        } else {
            strbuf_add(&c->text, s, 1);
        }
    strbuf_adds(&c->text, "\n");
    c->sound &= sound;
}

/* ---- what it covers ---- */

static void tell_changes(checking *c, size_t end)
{
    diag *unheard = diag_new();
    pdf_file *before = pdf_file_revision(c->f, end, unheard);
    const char *object = "";

    if (!before)
        line(c, false, _("the signed bytes are no whole document"), "", "", "");
    else if (pdf_file_only_signed(before, c->f, &object))
        line(c, true, _("since then only signatures were added"), "", "", "");
    else
        line(c, false, _("since then the document was changed (object {1})"), object, "", "");
    pdf_file_close(before);
    diag_free(unheard);
}

static void tell_coverage(checking *c, const pdf_signature *p)
{
    size_t size;
    const size_t end = p->from[1] + p->length[1];

    pdf_file_bytes(c->f, &size);
    if (!p->ranges_sound)
        line(c, false, _("the signature does not say rightly which bytes it covers"), "", "", "");
    else if (end == size)
        line(c, true, _("the whole document is signed"), "", "", "");
    else
        line(c, true, _("an earlier state of the document is signed: {1} of {2} bytes"),
             arena_printf(c->mem, "%zu", end), arena_printf(c->mem, "%zu", size), "");
    if (p->ranges_sound && end < size)
        tell_changes(c, end);
}

/* ---- who, and whether it holds ---- */

static void tell_signer(checking *c, const cms_verdict *v)
{
    const signer_facts *who = &v->signer;

    line(c, true, _("signed by: {1}"), who->owner, "", "");
    line(c, true, _("certificate {1}, valid from {2} to {3}"), who->serial,
         date_iso_numeric(c->mem, who->from), date_iso_numeric(c->mem, who->to));
    if (!v->valid_then)
        line(c, false, _("the certificate was not valid at that time"), "", "", "");
    if (!v->has_certificate_attribute)
        line(c, true, _("the signature does not name its certificate (not PAdES)"), "", "", "");
    if (!v->chain_checked)
        line(c, true, _("who issued the certificate was not checked (--ca)"), "", "", "");
    else if (v->chain_sound)
        line(c, true, _("the issuers of the certificate are trusted"), "", "", "");
    else
        line(c, false, _("the certificate does not come from a trusted issuer: {1}"),
             v->reason ? arena_printf(c->mem, "%s (%s)", _(v->reason), v->own_reason)
                       : v->own_reason,
             "", "");
}

static void tell_timestamp(checking *c, const cms_verdict *v, long long stated)
{
    if (v->stamp_sound)
        line(c, true, _("timestamp: {1}, by {2}"), shown_time(c->mem, v->stamp_time), v->stamp_by,
             "");
    else if (v->stamped)
        line(c, false, _("the timestamp is not of this signature, or it is damaged"), "", "", "");
    if (v->stamp_sound && v->chain_checked && !v->stamp_trusted)
        line(c, false, _("the timestamp does not come from a trusted service"), "", "", "");
    if (stated)
        line(c, true, _("time as stated by the signer: {1}"), shown_time(c->mem, stated), "", "");
}

static void tell_verdict(checking *c, const cms_verdict *v, long long time)
{
    if (v->unknown) {
        line(
            c, false,
            _("the signature cannot be checked: OpenSSL does not know {1} here (for GOST: --engine "
              "gost)"),
            v->unknown, "", "");
        return;
    }
    if (!v->intact) {
        line(c, false,
             _("THE SIGNATURE IS NOT VALID: the signed bytes were changed, or it is damaged"), "",
             "", "");
        return;
    }
    line(c, true, _("the signature is valid"), "", "", "");
    tell_signer(c, v);
    tell_timestamp(c, v, time);
}

/* Only zeros keep the place of a signature that is made elsewhere. */
static bool waits(const pdf_signature *p)
{
    for (size_t i = 0; i < p->contents_size; i++)
        if (p->contents[i])
            return false;
    return p->ranges_sound;
}

static void check_one(checking *c, const pdf_signature *p)
{
    size_t size;
    const char *bytes = pdf_file_bytes(c->f, &size);
    const long long time = seconds(p->time);
    const span parts[] = {{bytes + p->from[0], p->length[0]}, {bytes + p->from[1], p->length[1]}};
    const cms_verdict v = p->ranges_sound ? cms_verify(c->mem, p->contents, p->contents_size, parts,
                                                       2, c->how->ca, time)
                                          : (cms_verdict){.own_reason = ""};

    tell_verdict(c, &v, time);
    tell_coverage(c, p);
}

/* ---- the answer ---- */

static void check_embedded(checking *c)
{
    size_t count;
    const pdf_signature *all = pdf_file_signatures(c->f, &count);

    if (!count) {
        strbuf_printf(&c->text, "%s\n", _("there is no signature in the document"));
        c->sound = false;
    }
    for (size_t i = 0; i < count; i++) {
        strbuf_printf(&c->text, _("Signature %zu of %zu, field %s"), i + 1, count,
                      strbuf_line(c->mem, all[i].field));
        strbuf_adds(&c->text, "\n");
        if (waits(&all[i]))
            line(c, false,
                 _("not signed: the place that was prepared for the signature is empty (svod sign "
                   "--cms-in fills it)"),
                 "", "", "");
        else
            check_one(c, &all[i]);
    }
}

static bool check_detached(checking *c)
{
    size_t size, cms_size;
    const char *bytes = pdf_file_bytes(c->f, &size);
    char *cms;
    cms_verdict v;

    if (!input_read(c->how->cms_in, 1 << 20, &cms, &cms_size, c->dg))
        return false;
    strbuf_printf(&c->text, "%s\n", c->how->cms_in);
    v = cms_verify(c->mem, cms, cms_size, &(span){bytes, size}, 1, c->how->ca, 0);
    tell_verdict(c, &v, 0);
    mem_free(cms);
    return true;
}

svod_status svod_verify_signature(svod_session *s, const char *path, diag *dg)
{
    checking c = {.how = &s->opt.signing, .mem = arena_new(), .sound = true, .dg = dg};
    svod_status status = SVOD_INVALID;
    bool done = true;

    if (!signing_engine(c.how->engine, dg) || (c.how->ca && !signing_trusts(c.how->ca, dg)) ||
        !(c.f = pdf_file_open(path, dg))) {
        arena_free(c.mem);
        return session_failure(dg, SVOD_INVALID);
    }
    if (c.how->cms_in)
        done = check_detached(&c);
    else
        check_embedded(&c);
    if (done) {
        fwrite(strbuf_text(&c.text), 1, c.text.len, stdout);
        status = c.sound ? SVOD_OK : SVOD_REFUSED;
    }
    strbuf_free(&c.text);
    pdf_file_close(c.f);
    arena_free(c.mem);
    return status;
}
