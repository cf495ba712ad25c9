/* verify.c - svod verify: is this the PDF that its source makes? The source is taken out and rendered again. Equal bytes
 * prove it; equal digests of all pages say that only the file around them is written otherwise (other versions of
 * libraries); else each page that differs is named, and how. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/output.h"
#include "reader/reader.h"
#include "session.h"
#include "verify.h"

typedef struct {
    svod_session *s;
    arena *mem;
    pdf_file *given; /* its first revision */
    pdf_file *made;
    const char *folder; /* of our own, for the source and the new file */
    const char *source, *output;
    diag *dg;
} verification;

/* ---- the first revision ---- */

/* Up to the end of the first «%%EOF» and its line: what stands behind it was added later. */
static size_t first_revision(pdf_file *f)
{
    size_t size, end;
    const char *bytes = pdf_file_bytes(f, &size);
    size_t count;

    pdf_file_signatures(f, &count);
    for (end = 0; count && end + 5 <= size; end++)
        if (bytes[end] == '%' && !memcmp(bytes + end, "%%EOF", 5)) {
            end += 5;
            end += end < size && bytes[end] == '\r';
            return end + (end < size && bytes[end] == '\n');
        }
    return size;
}

static pdf_file *open_first(const char *path, diag *dg)
{
    pdf_file *f = pdf_file_open(path, dg), *first = NULL;
    size_t size;

    if (!f)
        return NULL;
    pdf_file_bytes(f, &size);
    if (first_revision(f) == size)
        return f;
    first = pdf_file_revision(f, first_revision(f), dg);
    pdf_file_close(f);
    return first;
}

/* ---- rendering again ---- */

/* The XML: as it was attached, or the file that is named. */
static bool put_source(verification *v, const char *named)
{
    const char *bytes;
    char *read = NULL;
    size_t size;
    bool ok;

    if (named) {
        if (!input_read(named, 0, &read, &size, v->dg))
            return false;
        bytes = read;
    } else if (!pdf_file_source(v->given, &bytes, &size)) {
        diag_report(v->dg, ((src_pos){pdf_file_path(v->given), 0, 0}), MSG_NO_SOURCE);
        return false;
    }
    ok = output_put(v->source, bytes, size, v->dg);
    mem_free(read);
    return ok;
}

const char *verify_level(arena *a, pdf_file *f)
{
    const char *xmp = pdf_file_xmp(f), *part = strstr(xmp, "<pdfaid:part>"),
               *letter = strstr(xmp, "<pdfaid:conformance>");

    if (!part || !letter)
        return "plain";
    return arena_printf(a, "a%c%c", part[13], letter[20] | 32);
}

/* The words of the worst that was found. */
static const char *worst_of(arena *a, const diag *dg)
{
    for (size_t i = 0; i < diag_count(dg); i++)
        if (diag_get(dg, i).sev == diag_worst(dg))
            return arena_strdup(a, diag_words(dg, i));
    return "";
}

/* What was found in the source is not told here: svod check does. NULL: why it cannot be rendered is, and *status is
 * SVOD_REFUSED, or SVOD_SYSTEM if it is not the source's fault. */
static pdf_file *render(svod_session *own, pdf_file *given, const char *source, const char *to,
                        svod_status *status, diag *dg)
{
    arena *a = pdf_file_memory(given);
    const char *part = pdf_file_property(given, "part");
    diag *heard = diag_new();
    svod_status rendered;

    own->opt.output = to;
    own->opt.pdf = verify_level(a, given);
    own->opt.part = *part ? part : NULL;
    rendered = svod_render(own, source, heard);
    if (rendered != SVOD_OK)
        diag_report(dg, ((src_pos){pdf_file_path(given), 0, 0}), MSG_NOT_RENDERED,
                    diag_copy(dg, worst_of(a, heard)));
    diag_free(heard);
    *status = rendered == SVOD_SYSTEM ? SVOD_SYSTEM : SVOD_REFUSED;
    return rendered == SVOD_OK ? pdf_file_open(to, dg) : NULL;
}

static pdf_file *render_once(verification *v, svod_status *status)
{
    const svod_options opt = {.data_dir = v->s->opt.data_dir, .kerning = true};
    svod_session *own = svod_open(&opt, v->dg);
    pdf_file *made;

    *status = SVOD_SYSTEM;
    made = own ? render(own, v->given, v->source, v->output, status, v->dg) : NULL;
    svod_close(own);
    return made;
}

/* ---- comparing ---- */

static bool same_bytes(pdf_file *given, pdf_file *made)
{
    size_t n, m;
    const char *a = pdf_file_bytes(given, &n), *b = pdf_file_bytes(made, &m);

    return n == m && !memcmp(a, b, n);
}

static verdict compare(pdf_file *given, pdf_file *made)
{
    const char *was = pdf_file_property(given, "areas"), *is = pdf_file_property(made, "areas");

    if (same_bytes(given, made))
        return VERDICT_IDENTICAL;
    return *was && !strcmp(was, is) ? VERDICT_SAME_PAGES : VERDICT_DIFFERENT;
}

const char *verify_word(verdict v)
{
    static const char *const words[] = {N_("identical"), N_("same pages"), N_("different"),
                                        N_("cannot be rendered")};

    return words[v];
}

verdict verify_again(svod_session *own, const char *pdf, const char *source, const char *to,
                     svod_status *status, diag *dg)
{
    pdf_file *given = open_first(pdf, dg), *made = NULL;
    verdict said = VERDICT_CANNOT;

    *status = SVOD_REFUSED;
    if (given && (made = render(own, given, source, to, status, dg)))
        said = compare(given, made);
    unlink(to);
    pdf_file_close(made);
    pdf_file_close(given);
    return said;
}

/* The first line in which two texts differ, shortened around the place. */
static const char *around(arena *a, const char *text, size_t at)
{
    size_t from = at, to = at;

    while (from > 0 && text[from - 1] != '\n' && at - from < 60)
        from--;
    while (from < at && ((unsigned char)text[from] & 0xC0) == 0x80)
        from++;
    while (text[to] && text[to] != '\n' && to - at < 60)
        to++;
    while (to > at && ((unsigned char)text[to] & 0xC0) == 0x80)
        to--;
    return arena_strndup(a, text + from, to - from);
}

static bool tell_text(verification *v, int page)
{
    const char *a = pdf_file_page_text(v->given, page), *b = pdf_file_page_text(v->made, page);
    size_t at = 0;

    if (!strcmp(a, b))
        return false;
    while (a[at] && a[at] == b[at])
        at++;
    printf(_("  page %d: the file says «%s», the source makes «%s»"), page + 1,
           around(v->mem, a, at), around(v->mem, b, at));
    putchar('\n');
    return true;
}

/* «text:places» of page `i` in a list with blanks between; "" past the end. */
static const char *print_of(arena *a, const char *list, int i)
{
    for (; i > 0 && *list; i--) {
        list += strcspn(list, " ");
        list += *list == ' ';
    }
    return arena_strndup(a, list, strcspn(list, " "));
}

static void tell_pages(verification *v)
{
    const int n = pdf_file_pages(v->given), m = pdf_file_pages(v->made);
    const char *was = pdf_file_property(v->given, "pages"),
               *is = pdf_file_property(v->made, "pages");

    if (n != m) {
        printf(_("  pages: %d in the file, %d from the source"), n, m);
        putchar('\n');
    }
    for (int i = 0; i < n && i < m; i++) {
        if (*was && !strcmp(print_of(v->mem, was, i), print_of(v->mem, is, i)))
            continue;
        if (!tell_text(v, i) && *was) {
            printf(_("  page %d: the same text at other places"), i + 1);
            putchar('\n');
        }
    }
}

static svod_status answer(verification *v)
{
    const verdict said = compare(v->given, v->made);

    puts(_(verify_word(said)));
    if (said == VERDICT_SAME_PAGES) {
        printf(_("  made with: %s"), pdf_file_property(v->given, "versions"));
        printf("\n");
        printf(_("  now:       %s"), pdf_file_property(v->made, "versions"));
        printf("\n");
    }
    if (said == VERDICT_DIFFERENT)
        tell_pages(v);
    return said == VERDICT_DIFFERENT ? SVOD_REFUSED : SVOD_OK;
}

/* ---- the command ---- */

static bool open_folder(verification *v)
{
    const char *given = getenv("TMPDIR");
    char *folder = arena_printf(v->mem, "%s/svod-verify-XXXXXX", given && *given ? given : "/tmp");

    if (!mkdtemp(folder)) {
        diag_report(v->dg, NO_POS, MSG_CANNOT_WRITE, folder, strerror(errno));
        return false;
    }
    v->folder = folder;
    v->source = arena_printf(v->mem, "%s/source.xml", folder);
    v->output = arena_printf(v->mem, "%s/source.pdf", folder);
    return true;
}

static void close_folder(const verification *v)
{
    if (!v->folder)
        return;
    unlink(v->source);
    unlink(v->output);
    rmdir(v->folder);
}

svod_status svod_verify(svod_session *s, const char *path, diag *dg)
{
    verification v = {.s = s, .mem = arena_new(), .dg = dg, .given = open_first(path, dg)};
    svod_status status = SVOD_INVALID;

    if (v.given && open_folder(&v) && put_source(&v, s->opt.source)) {
        v.made = render_once(&v, &status);
        if (v.made)
            status = answer(&v);
    }
    close_folder(&v);
    pdf_file_close(v.made);
    pdf_file_close(v.given);
    arena_free(v.mem);
    return status == SVOD_INVALID ? session_failure(dg, SVOD_INVALID) : status;
}
