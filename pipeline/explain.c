/* explain.c - what the codes of findings mean.
 *
 * In: the newest edition's codes.xml (rules and text checks) and the table of messages (all
 * others). Out: text for the author. The files of the installation are read like an author's, so
 * that a damaged one is told. */
#include "svod.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "text/wordlist.h"
#include "xml/nodes.h"
#include "xml/xml.h"

/* ---- the edition's table ---- */

static const char *codes_path(arena *a, const char *edition)
{
    return arena_printf(a, "%s/stylesheets/%s/codes.xml", svod_data_dir(), edition);
}

static bool has_codes(arena *a, const char *edition)
{
    FILE *f = fopen(codes_path(a, edition), "r");

    if (f)
        fclose(f);
    return f != NULL;
}

/* Editions are numbered. */
static const char *newest_edition(arena *a)
{
    DIR *dir = opendir(arena_printf(a, "%s/stylesheets", svod_data_dir()));
    const char *newest = "1";

    for (struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir))
        if (atoi(e->d_name) > atoi(newest) && has_codes(a, e->d_name))
            newest = arena_strdup(a, e->d_name);
    if (dir)
        closedir(dir);
    return newest;
}

static bool is_of_language(const xmlNode *n)
{
    xmlChar *given = xmlNodeGetLang(n);
    bool yes = !given || !strcmp((const char *)given, lang_current() == LANG_RU ? "ru" : "en");

    xmlFree(given);
    return yes;
}

/* The marks around names are for docs/rules.md. */
static const char *without_marks(char *text)
{
    char *to = text;

    for (const char *s = text; *s; s++)
        if (*s != '`')
            *to++ = *s;
    *to = '\0';
    return text;
}

/* The child called `name` in the language of messages; "" if there is none. */
static const char *words(arena *a, const xmlNode *code, const char *name)
{
    const char *found = "";

    for (xmlNodePtr n = code->children; n; n = n->next)
        if (node_is(n, name) && is_of_language(n))
            found = without_marks(node_text(a, n));
    return found;
}

static xmlNodePtr code_named(arena *a, xmlNodePtr codes, const char *id)
{
    xmlNodePtr n = codes ? codes->children : NULL;

    while (n && !(node_is(n, "code") && !strcmp(node_attribute(a, n, "id"), id)))
        n = n->next;
    return n;
}

static void print_example(FILE *out, const char *label, const char *text)
{
    if (*text)
        fprintf(out, "%s %s\n", label, text);
}

static void explain_finding(arena *a, const xmlNode *code, FILE *out)
{
    const char *id = node_attribute(a, code, "id");

    fprintf(out, "%s, %s: %s\n\n%s\n\n", id,
            diag_severity_name(diag_severity_of(node_attribute(a, code, "severity"), SEV_NOTE)),
            words(a, code, "what"), words(a, code, "why"));
    print_example(out, _("Wrong:"), words(a, code, "wrong"));
    print_example(out, _("Right:"), words(a, code, "right"));
}

static void print_thresholds(arena *a, const char *edition, const char *id, FILE *out, diag *dg)
{
    const char *key, *value;
    const word_lists *all = word_lists_load(
        a, arena_printf(a, "%s/stylesheets/%s/thresholds.ini", svod_data_dir(), edition), dg);

    for (size_t i = 0; all && word_lists_pair(all, id, i, &key, &value); i++) {
        if (!i)
            fprintf(out, "\n%s\n", _("Thresholds, which svod.ini may change:"));
        fprintf(out, "  %s.%s = %s\n", id, key, value);
    }
}

/* ---- the program's own messages ---- */

static const struct {
    char letter;
    const char *text;
} groups[] = {
    {'G', N_("Files, limits and settings.")},
    {'S', N_("Reading the XML and comparing it with the schema: what is wrong stops rendering.")},
    {'T', N_("Checks of the Russian text.")},
    {'A', N_("Acknowledgements of findings.")},
    {'F', N_("Formatting objects and their properties: made by a stylesheet.")},
    {'X', N_("Stylesheets and rules of an edition: for those who write them.")},
    {'L', N_("Layout: lines, tables and pages.")},
    {'P', N_("Fonts, images and writing the PDF.")},
    {'B', N_("Many documents at once.")},
    {'E', N_("Signatures, proof and the archive.")},
};

/* Is what stands before a place something that it is not joined to? «cannot stand here{2}» has a
 * tail that may be missing. */
static bool is_apart(const strbuf *before)
{
    static const char *const openers[] = {" ", "«", "(", "[", "/", "<", "\"", ":", "="};
    const size_t n = before->len;

    for (size_t i = 0; i < COUNT(openers); i++) {
        const size_t len = strlen(openers[i]);
        if (n >= len && !memcmp(before->data + n - len, openers[i], len))
            return true;
    }
    return !n;
}

/* A message without what it is about: «…» for its places. */
static const char *without_places(arena *a, const char *text)
{
    static const char hint[] = ". …"; /* a sentence that says more, where there is more */
    const size_t hinted = strlen(hint);
    strbuf out = STRBUF_INIT;
    const char *copy;

    while (*text) {
        const size_t n = *text == '{' ? strspn(text + 1, "0123456789") : 0;
        if (!n || text[n + 1] != '}') {
            strbuf_addc(&out, *text++);
            continue;
        }
        if (is_apart(&out))
            strbuf_adds(&out, "…");
        text += n + 2;
    }
    if (out.len > hinted && !memcmp(out.data + out.len - hinted, hint, hinted))
        out.len -= hinted - 1;
    copy = arena_strndup(a, strbuf_text(&out), out.len);
    strbuf_free(&out);
    return copy;
}

static bool explain_messages(arena *a, const char *id, FILE *out)
{
    bool found = false;

    for (int m = 0; m < MSG_COUNT; m++) {
        const char *text;
        const diag_item item = diag_message((message_id)m, &text);
        if (strcmp(item.code, id))
            continue;
        fprintf(out, "%s, %s: %s\n", id, diag_severity_name(item.sev), without_places(a, text));
        found = true;
    }
    for (size_t i = 0; found && i < COUNT(groups); i++)
        if (groups[i].letter == *id)
            fprintf(out, "\n%s\n", _(groups[i].text));
    return found;
}

/* ---- the list ---- */

static void list_findings(arena *a, const xmlNode *codes, FILE *out)
{
    for (xmlNodePtr n = codes->children; n; n = n->next)
        if (node_is(n, "code"))
            fprintf(out, "%s  %s\n", node_attribute(a, n, "id"), words(a, n, "what"));
}

static void list_messages(arena *a, xmlNodePtr codes, FILE *out)
{
    for (int m = 0; m < MSG_COUNT; m++) {
        const char *text;
        const diag_item item = diag_message((message_id)m, &text);
        if (!code_named(a, codes, item.code))
            fprintf(out, "%s  %s\n", item.code, without_places(a, text));
    }
}

/* As codes are written: in capitals, in Latin letters, whatever keyboard is on. */
static const char *as_written(arena *a, const char *code)
{
    static const struct {
        const char *russian;
        char latin;
    } alike[] = {{"А", 'A'}, {"В", 'B'}, {"Е", 'E'}, {"М", 'M'}, {"Р", 'P'}, {"Т", 'T'},
                 {"а", 'A'}, {"в", 'B'}, {"е", 'E'}, {"м", 'M'}, {"р", 'P'}, {"т", 'T'}};
    char *own = arena_strdup(a, code);

    for (size_t i = 0; i < COUNT(alike); i++)
        if (!strncmp(code, alike[i].russian, strlen(alike[i].russian)))
            own = arena_printf(a, "%c%s", alike[i].latin, code + strlen(alike[i].russian));
    if (*own >= 'a' && *own <= 'z')
        *own = (char)(*own - 'a' + 'A');
    return own;
}

svod_status svod_explain(const char *asked, FILE *out, diag *dg)
{
    arena *a = arena_new();
    const char *code = asked ? as_written(a, asked) : NULL;
    const char *edition = newest_edition(a);
    xmlNodePtr codes, row;
    svod_status status = SVOD_OK;
    xml_doc *doc;

    xml_init(svod_data_dir());
    doc = xml_load(diag_copy(dg, codes_path(a, edition)), NULL, dg);
    codes = doc ? xmlDocGetRootElement(xml_tree(doc)) : NULL;
    row = code ? code_named(a, codes, code) : NULL;
    if (!doc) {
        status = SVOD_SYSTEM;
    } else if (!code) {
        list_findings(a, codes, out);
        list_messages(a, codes, out);
    } else if (row) {
        explain_finding(a, row, out);
        print_thresholds(a, edition, code, out, dg);
    } else if (!explain_messages(a, code, out)) {
        diag_report(dg, NO_POS, MSG_NO_CODE, asked);
        status = SVOD_USAGE;
    }
    xml_free(doc);
    arena_free(a);
    return status;
}
