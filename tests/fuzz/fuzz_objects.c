/* fuzz_objects.c - bytes as decisions: which objects a document has, which properties, which
 * values. The documents follow the content models and the names of properties, so that nearly every
 * input reaches the layout, which bytes taken for XML (fuzz_fo) seldom do. What is laid out as it
 * is read has as many pages as what was read before. FUZZ_SHOW=1 prints the FO. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_DEPTH = 24, MAX_SIZE = 48 * 1024 };

typedef struct {
    const uint8_t *at, *end;
    strbuf out;
    int depth;
} writer;

static const struct {
    const char *name, *content;
} objects[] = {
#define OBJECT(id, name, content) {name, content},
#include "fo/objects.def"
#undef OBJECT
};

static const struct {
    const char *name, *kind, *words;
} properties[] = {
#define K(kind, words)                                        #kind, words
#define PROPERTY(id, name, inherited, kind, initial, percent) {name, kind},
#include "fo/properties.def"
#undef PROPERTY
#undef K
};

static const char *const values[] = {
    "0pt",
    "1pt",
    "10pt",
    "100pt",
    "-5pt",
    "-500pt",
    "0.001pt",
    "32000pt",
    "1e9pt",
    "5",
    "1",
    "0",
    "-3",
    "2147483647",
    "50%",
    "100%",
    "-20%",
    "1000%",
    "auto",
    "none",
    "always",
    "3mm",
    "1em",
    "i",
    "A",
    "proportional-column-width(2)",
    "from-parent()",
    "inherited-property-value(start-indent)",
    "10pt - 50%",
    "body-start()",
    "label-end()",
    "solid",
    "red",
    "transparent",
    "x",
    "y",
    "ru",
    "en",
    "url(a.png)",
    "#x",
    "normal",
    "hidden",
    "thick",
    "12pt",
    "2",
    "3",
    "page",
    "any",
    "0.5",
    "reset-size",
    "5pt 10pt 15pt",
    "xsl-region-body",
    "m",
    "10pt solid blue",
    "center",
    "justify",
    "column",
    "odd-page",
    "rect(1pt, 2pt, auto, -3pt)",
};

static const char *const texts[] = {
    "слово",
    " ",
    "A",
    "переосвидетельствование ",
    "a\u00ADb",
    "\u2014 ",
    "\n\n",
    "\t",
    "1 234,5",
    "\u200B",
    "\u00A0",
    "и\u0301",
    "Ещё одно предложение с двенадцатью обычными словами в строке. ",
    "AVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAVAV",
    "\U0001F600",
    "\u05D0\u05D1",
    "-",
};

static unsigned take(writer *w, size_t below)
{
    unsigned v = 0;

    if (w->at < w->end)
        v = *w->at++;
    if (below > 256 && w->at < w->end)
        v = v << 8 | *w->at++;
    return (unsigned)(v % below);
}

/* One of the property's own keywords, or any value. */
static void write_value(writer *w, const char *words)
{
    unsigned pick = take(w, 256);
    size_t n = 0;

    if (!*words || pick & 1) {
        strbuf_adds(&w->out, values[pick / 2 % COUNT(values)]);
        return;
    }
    for (const char *s = words; *s; s++)
        n += *s == ' ';
    for (n = pick / 2 % (n + 1); n; n--)
        words = strchr(words, ' ') + 1;
    strbuf_add(&w->out, words, strcspn(words, " "));
}

static void write_properties(writer *w, const char *fixed)
{
    uint8_t used[COUNT(properties)] = {0};

    for (unsigned n = take(w, 256) % 5; n; n--) {
        unsigned p = take(w, COUNT(properties));
        if (used[p]++ || strstr(fixed, properties[p].name) || !strcmp(properties[p].kind, "AURAL"))
            continue;
        strbuf_printf(&w->out, " %s=\"", properties[p].name);
        write_value(w, properties[p].words);
        strbuf_addc(&w->out, '"');
    }
}

static void write_object(writer *w, size_t k, const char *fixed);

static void write_named(writer *w, const char *name, size_t n, const char *fixed)
{
    if (n == 5 && !memcmp(name, "#text", n)) {
        strbuf_adds(&w->out, texts[take(w, COUNT(texts))]);
        return;
    }
    for (size_t k = 0; k < COUNT(objects); k++)
        if (strlen(objects[k].name) == n + 3 && !memcmp(objects[k].name + 3, name, n)) {
            write_object(w, k, fixed);
            return;
        }
}

/* One of the names of a step. */
static void write_choice(writer *w, const char *step, size_t n)
{
    static const char blocks[] = "block|block-container|table|table-and-caption|list-block|wrapper|"
                                 "retrieve-marker|block|block";
    static const char inlines[] = "inline|character|external-graphic|instream-foreign-object|"
                                  "inline-container|leader|page-number|"
                                  "page-number-citation|page-number-citation-last|basic-link|"
                                  "footnote|wrapper|retrieve-marker|"
                                  "bidi-override";
    size_t count = 1;
    const char *end;

    for (size_t i = 0; i < n; i++)
        count += step[i] == '|';
    count = count > 1 ? take(w, count) : 0;
    for (; count; count--)
        step = strchr(step, '|') + 1;
    end = step + strcspn(step, "|)?*+ ");
    if (*step == '%') {
        const char *entity = step[1] == 'b' ? blocks : inlines;
        write_choice(w, entity, strlen(entity));
        return;
    }
    write_named(w, step, (size_t)(end - step), "");
}

/* Markers are allowed nearly everywhere: few, or they would be all there is. */
static unsigned take_times(writer *w, char sign, bool marker)
{
    static const uint8_t often[] = {0, 0, 1, 1, 1, 2, 3, 6};
    unsigned v;

    if (sign != '?' && sign != '*' && sign != '+')
        return 1;
    v = take(w, 256);
    if (marker)
        return v == 1;
    return sign == '?' ? v & 1 : sign == '*' ? often[v % 8] : 1 + often[v % 8] / 2;
}

/* The children a content model allows: each step as often as the bytes say. */
static void write_content(writer *w, const char *model)
{
    const char *s = model + strspn(model, "!");

    while (*s && w->out.len < MAX_SIZE) {
        size_t group = *s == '(';
        size_t n = group ? strcspn(s, ")") : strcspn(s, "?*+ ");
        const char *sign = s + n + group;
        unsigned times = take_times(w, *sign, !strncmp(s, "marker*", 7));
        for (; times && w->out.len < MAX_SIZE; times--)
            write_choice(w, s + group, n - group);
        s = sign + (*sign && *sign != ' ');
        s += strspn(s, " ");
    }
}

static void write_object(writer *w, size_t k, const char *fixed)
{
    if (w->depth >= MAX_DEPTH || w->at >= w->end)
        return;
    w->depth++;
    strbuf_printf(&w->out, "<%s%s", objects[k].name, fixed);
    write_properties(w, fixed);
    strbuf_addc(&w->out, '>');
    write_content(w, objects[k].content);
    strbuf_printf(&w->out, "</%s>", objects[k].name);
    w->depth--;
}

static void write_pages(writer *w)
{
    strbuf_adds(&w->out,
                "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\"><fo:layout-master-set>");
    write_named(w, "simple-page-master", 18,
                " master-name=\"m\" page-width=\"150pt\" page-height=\"120pt\"");
    strbuf_adds(
        &w->out,
        "<fo:simple-page-master master-name=\"n\" page-width=\"300pt\" page-height=\"200pt\">"
        "<fo:region-body column-count=\"2\"/><fo:region-before extent=\"20pt\"/>"
        "</fo:simple-page-master>");
    if (take(w, 256) & 1)
        write_named(w, "page-sequence-master", 20, " master-name=\"x\"");
    strbuf_adds(&w->out, "</fo:layout-master-set>");
}

/* A document of up to three page sequences. */
static void write_document(writer *w)
{
    static const char *const masters[] = {"m", "n", "x"};

    write_pages(w);
    for (int i = 0; i < 3 && (i == 0 || w->at < w->end); i++) {
        strbuf_printf(&w->out, "<fo:page-sequence master-reference=\"%s\"", masters[take(w, 3)]);
        write_properties(w, "master-reference");
        strbuf_adds(&w->out, "><fo:static-content flow-name=\"xsl-region-before\">");
        write_choice(w, "%block", 6);
        strbuf_adds(&w->out, "</fo:static-content>");
        write_named(w, "flow", 4, " flow-name=\"xsl-region-body\"");
        strbuf_adds(&w->out, "</fo:page-sequence>");
    }
    strbuf_adds(&w->out, "</fo:root>");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const formatter *f = format_open();
    writer w = {.at = data, .end = data + size};
    diag *dg = diag_new();
    xml_doc *doc;

    write_document(&w);
    if (getenv("FUZZ_SHOW"))
        puts(strbuf_text(&w.out));
    doc = xml_load_memory("fuzz.fo", strbuf_text(&w.out), w.out.len, &xml_default_limits, dg);
    if (doc && format_fo(f, xml_tree(doc), doc, false, dg) !=
                   format_stream(f, strbuf_text(&w.out), w.out.len, dg))
        abort();
    xml_free(doc);
    diag_free(dg);
    strbuf_free(&w.out);
    return 0;
}
