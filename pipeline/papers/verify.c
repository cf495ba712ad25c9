/* verify.c - svod verify: is this the PDF that its source makes? The source is taken out and
 * rendered again. Equal bytes prove it; equal objects of all pages, and of what else the document
 * has, say that only the file is written otherwise (other versions of libraries); else each page
 * that differs is named, and how. What the file says of its own pages proves nothing, since who
 * changes a page can leave it. */
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/output.h"
#include "base/strbuf.h"
#include "reader/reader.h"
#include "session.h"
#include "papers/verify.h"

typedef struct {
    svod_session *s;
    arena *mem;
    pdf_file *given;  /* its first revision */
    bool only_signed; /* since then */
    pdf_file *made;
    const char *folder; /* of our own, for the source and the new file */
    const char *source, *output;
    diag *dg;
} verification;

/* ---- the first revision ---- */

static size_t back_over(const char *bytes, size_t at, const char *signs)
{
    while (at && bytes[at - 1] && strchr(signs, bytes[at - 1]))
        at--;
    return at;
}

/* «%%EOF» behind the place of a cross-reference section (ISO 32000-1, 7.5.5); a title may have
 * these letters, too. */
static bool ends_revision(const char *bytes, size_t at)
{
    static const char word[] = "startxref";
    const size_t n = strlen(word), line = back_over(bytes, at, "\r\n"),
                 digits = back_over(bytes, line, "0123456789"),
                 behind = back_over(bytes, digits, "\r\n");

    return line < at && digits < line && behind < digits && behind >= n &&
           !memcmp(bytes + behind - n, word, n);
}

/* Up to the end of the first revision's last line: what stands behind it was added later. */
static size_t first_revision(pdf_file *f)
{
    size_t size, end;
    const char *bytes = pdf_file_bytes(f, &size);
    size_t count;

    pdf_file_signatures(f, &count);
    for (end = 0; count && end + 5 <= size; end++)
        if (bytes[end] == '%' && !memcmp(bytes + end, "%%EOF", 5) && ends_revision(bytes, end)) {
            end += 5;
            end += end < size && bytes[end] == '\r';
            return end + (end < size && bytes[end] == '\n');
        }
    return size;
}

/* The pages of a file that was changed after its first revision are not those of the first. */
static pdf_file *open_first(const char *path, bool *only_signed, diag *dg)
{
    pdf_file *f = pdf_file_open(path, dg), *first = NULL;
    const char *changed;
    size_t size;

    *only_signed = true;
    if (!f)
        return NULL;
    pdf_file_bytes(f, &size);
    if (first_revision(f) == size)
        return f;
    first = pdf_file_revision(f, first_revision(f), dg);
    *only_signed = first && pdf_file_only_signed(first, f, &changed);
    pdf_file_close(f);
    return first;
}

/* ---- rendering again ---- */

bool verify_source(pdf_file *f, const char *named, char **read, const char **bytes, size_t *size,
                   diag *dg)
{
    *read = NULL;
    if (named) {
        const bool ok = input_read(named, 0, read, size, dg);
        *bytes = *read;
        return ok;
    }
    if (pdf_file_source(f, bytes, size))
        return true;
    diag_report(dg, ((src_pos){pdf_file_path(f), 0, 0}), MSG_NO_SOURCE);
    return false;
}

static bool put_source(verification *v, const char *named)
{
    const char *bytes;
    char *read;
    size_t size;
    const bool ok = verify_source(v->given, named, &read, &bytes, &size, v->dg) &&
                    output_put(v->source, bytes, size, v->dg);

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
static const char *worst_of(diag *dg)
{
    for (size_t i = 0; i < diag_count(dg); i++)
        if (diag_get(dg, i).sev == diag_worst(dg))
            return diag_quoted(dg, i);
    return "";
}

/* What was found in the source is not told here: svod check does. NULL: why it cannot be rendered
 * is, and *status is SVOD_REFUSED, or SVOD_SYSTEM if it is not the source's fault. */
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
                    diag_copy(dg, worst_of(heard)));
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

static bool same_property(pdf_file *given, pdf_file *made, const char *name)
{
    return !strcmp(pdf_file_property(given, name), pdf_file_property(made, name));
}

/* What differs besides the pages: a key of the catalogue, or "" for what the metadata say of
 * edition and state. */
static const char *other_part(pdf_comparison *c, pdf_file *given, pdf_file *made)
{
    const char *part = pdf_other_part(c);

    if (part)
        return part;
    return same_property(given, made, "edition") && same_property(given, made, "state") ? NULL : "";
}

static bool same_pages(pdf_comparison *c, pdf_file *given, pdf_file *made)
{
    const int n = pdf_file_pages(made);
    bool same = pdf_file_pages(given) == n;

    for (int i = 0; same && i < n; i++)
        same = pdf_same_page(c, i);
    return same && !other_part(c, given, made);
}

static bool same_text(pdf_file *given, pdf_file *made)
{
    const int n = pdf_file_pages(made);
    bool same = pdf_file_pages(given) == n;

    for (int i = 0; same && i < n; i++)
        same = !strcmp(pdf_file_page_text(given, i), pdf_file_page_text(made, i));
    return same;
}

/* What is found the same in `c` need not be compared again, where the pages that differ are looked
 * for. */
static verdict compare(pdf_comparison *c, pdf_file *given, bool only_signed, pdf_file *made)
{
    if (!only_signed)
        return VERDICT_DIFFERENT;
    if (same_bytes(given, made))
        return VERDICT_IDENTICAL;
    if (same_pages(c, given, made))
        return VERDICT_SAME_PAGES;
    return !same_property(given, made, "versions") && same_property(given, made, "areas") &&
                   same_text(given, made)
               ? VERDICT_NOT_COMPARABLE
               : VERDICT_DIFFERENT;
}

bool verify_confirms(verdict v)
{
    return v <= VERDICT_SAME_PAGES;
}

const char *verify_word(verdict v)
{
    static const char *const words[] = {N_("identical"),          N_("same pages"),
                                        N_("not comparable"),     N_("different"),
                                        N_("cannot be rendered"), N_("damaged")};

    return words[v];
}

verdict verify_again(svod_session *own, const char *pdf, const char *source, const char *to,
                     svod_status *status, diag *dg)
{
    bool only_signed;
    pdf_file *given = open_first(pdf, &only_signed, dg), *made = NULL;
    verdict said = VERDICT_CANNOT;

    *status = SVOD_REFUSED;
    if (given && (made = render(own, given, source, to, status, dg)))
        said = compare(pdf_comparison_new(given, made), given, only_signed, made);
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
    return strbuf_line(a, arena_strndup(a, text + from, to - from));
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

static void tell_page(verification *v, int page)
{
    const char *was = pdf_file_property(v->given, "pages"),
               *is = pdf_file_property(v->made, "pages");

    if (tell_text(v, page))
        return;
    printf(strcmp(print_of(v->mem, was, page), print_of(v->mem, is, page))
               ? _("  page %d: the same text at other places")
               : _("  page %d: the same text, drawn otherwise"),
           page + 1);
    putchar('\n');
}

static void tell_pages(verification *v, pdf_comparison *c)
{
    const int n = pdf_file_pages(v->given), m = pdf_file_pages(v->made);
    const char *part;

    if (n != m) {
        printf(_("  pages: %d in the file, %d from the source"), n, m);
        putchar('\n');
    }
    for (int i = 0; i < n && i < m; i++)
        if (!pdf_same_page(c, i))
            tell_page(v, i);
    if ((part = other_part(c, v->given, v->made))) {
        printf(_("  besides the pages: %s"), *part ? strbuf_line(v->mem, part + 1) : _("metadata"));
        putchar('\n');
    }
    if (!v->only_signed)
        puts(_("  after it was made, more was changed than signatures were added (svod "
               "verify-signature)"));
}

static void tell_versions(verification *v)
{
    printf(_("  made with: %s"), strbuf_line(v->mem, pdf_file_property(v->given, "versions")));
    printf("\n");
    printf(_("  now:       %s"), pdf_file_property(v->made, "versions"));
    printf("\n");
    if (strcmp(pdf_file_property(v->given, "digests"), pdf_file_property(v->made, "digests")) != 0)
        puts(_("  the files of the edition or the fonts are not those it was made with"));
}

static svod_status answer(verification *v)
{
    pdf_comparison *c = pdf_comparison_new(v->given, v->made);
    const verdict said = compare(c, v->given, v->only_signed, v->made);

    puts(_(verify_word(said)));
    if (said == VERDICT_SAME_PAGES || said == VERDICT_NOT_COMPARABLE)
        tell_versions(v);
    if (!verify_confirms(said))
        tell_pages(v, c);
    return verify_confirms(said) ? SVOD_OK : SVOD_REFUSED;
}

/* ---- the command ---- */

static bool open_folder(verification *v)
{
    if (!(v->folder = output_temporary_folder(v->mem, "verify", v->dg)))
        return false;
    v->source = arena_printf(v->mem, "%s/source.xml", v->folder);
    v->output = arena_printf(v->mem, "%s/source.pdf", v->folder);
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
    verification v = {.s = s, .mem = arena_new(), .dg = dg};
    svod_status status = SVOD_INVALID;

    v.given = open_first(path, &v.only_signed, dg);
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
