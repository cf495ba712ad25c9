/* rule_source.c - see rule_source.h. A prepared stylesheet says in svod:made-of which bytes it was made of, and in
 * svod:line which line of the .sch each instruction belongs to, for libxslt's complaints. */
#include "xslt/rule_source.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "base/strbuf.h"

enum { DIGEST_SIZE = 17 };

struct rule_source {
    arena *mem;
    const char *folder, *edition; /* «…/stylesheets/1», «1» */
    stylesheet *compiler;         /* loaded when first needed */
};

/* ---- files ---- */

static int is_rule_file(const struct dirent *e)
{
    const size_t n = strlen(e->d_name);

    return n > 4 && e->d_name[0] != '.' && !strcmp(e->d_name + n - 4, ".sch");
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

int rule_source_list(const char *edition_dir, struct dirent ***files)
{
    strbuf path = STRBUF_INIT;
    int n;

    strbuf_printf(&path, "%s/rules", edition_dir);
    n = scandir(strbuf_text(&path), files, is_rule_file, by_name);
    strbuf_free(&path);
    return n;
}

rule_source *rule_source_open(arena *a, const char *edition_dir)
{
    rule_source *s = ARENA_NEW(a, rule_source);
    const char *slash = strrchr(edition_dir, '/');

    s->mem = a;
    s->folder = arena_strdup(a, edition_dir);
    s->edition = arena_strdup(a, slash ? slash + 1 : edition_dir);
    return s;
}

void rule_source_close(rule_source *s)
{
    stylesheet_free(s->compiler);
}

static const char *compiler_path(rule_source *s)
{
    return arena_printf(s->mem, "%s/rules/compile.xsl", s->folder);
}

static const char *rule_path(rule_source *s, const char *name)
{
    return arena_printf(s->mem, "%s/rules/%s", s->folder, name);
}

/* ---- the digest of what a stylesheet is made of (FNV-1a: it guards against mistakes, not against malice) ---- */

static uint64_t add_file(uint64_t h, const char *path)
{
    diag *unheard = diag_new(); /* a missing file is told by whoever needs it */
    char *data;
    size_t size;

    if (input_read(path, 0, &data, &size, unheard)) {
        for (size_t i = 0; i < size; i++)
            h = (h ^ (unsigned char)data[i]) * 1099511628211u;
        mem_free(data);
    }
    diag_free(unheard);
    return h;
}

static const char *digest_of(rule_source *s, const char *name)
{
    uint64_t h = add_file(14695981039346656037u, compiler_path(s));

    return arena_printf(s->mem, "%016llx", (unsigned long long)add_file(h, rule_path(s, name)));
}

/* ---- compiling ---- */

static xmlNodePtr element_after(xmlNodePtr n)
{
    do
        n = xml_following(n);
    while (n && n->type != XML_ELEMENT_NODE);
    return n;
}

/* Instructions carry the number of the Schematron node they were made from; from here on its line. */
static void number_lines(xmlDocPtr made, const xml_doc *from)
{
    for (xmlNodePtr n = xmlDocGetRootElement(made); n; n = element_after(n)) {
        xmlAttrPtr at = xmlHasNsProp(n, (const xmlChar *)"at", AT_NAMESPACE);
        char line[16];
        if (!at || !at->children)
            continue;
        snprintf(
            line, sizeof line, "%u",
            xml_pos(from, (uint32_t)strtoul((const char *)at->children->content, NULL, 10)).line);
        xmlNewNsProp(n, at->ns, (const xmlChar *)"line", (const xmlChar *)line);
        xmlRemoveProp(at);
    }
}

static xmlDocPtr make(rule_source *s, const char *name, diag *dg)
{
    xml_doc *doc = xml_load(diag_copy(dg, rule_path(s, name)), NULL, dg);
    xmlDocPtr made = NULL;

    if (doc && !s->compiler)
        s->compiler = stylesheet_load(compiler_path(s), dg);
    if (doc && s->compiler)
        made = stylesheet_apply(s->compiler, doc, NULL, dg);
    if (made)
        number_lines(made, doc);
    xml_free(doc);
    return made;
}

/* ---- prepared ones ---- */

/* Beside the editions: in a build, or as installed. NULL: there is none, or it was made of other rules. */
static xmlDocPtr prepared(rule_source *s, const char *name)
{
    static const char *const places[] = {"%s/../../build/rules/%s/%.*s.xsl",
                                         "%s/../../rules/%s/%.*s.xsl"};
    const int options =
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;

    for (size_t i = 0; i < COUNT(places); i++) {
        const char *path =
            arena_printf(s->mem, places[i], s->folder, s->edition, (int)strlen(name) - 4, name);
        xmlDocPtr doc = xmlReadFile(path, NULL, options);
        xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
        xmlChar *made_of =
            root ? xmlGetNsProp(root, (const xmlChar *)"made-of", AT_NAMESPACE) : NULL;
        const bool same = made_of && !strcmp((const char *)made_of, digest_of(s, name));
        xmlFree(made_of);
        if (same)
            return doc;
        xmlFreeDoc(doc);
    }
    return NULL;
}

/* The lines of the .sch where libxslt looks for them. */
static void restore_lines(xmlDocPtr made)
{
    unsigned short line = 1;

    for (xmlNodePtr n = xmlDocGetRootElement(made); n; n = element_after(n)) {
        xmlAttrPtr given = xmlHasNsProp(n, (const xmlChar *)"line", AT_NAMESPACE);
        if (given && given->children) {
            const unsigned long l = strtoul((const char *)given->children->content, NULL, 10);
            line = (unsigned short)(l < 65535 ? l : 65535);
        }
        xmlRemoveProp(given);
        n->line = line;
    }
}

stylesheet *rule_source_load(rule_source *s, const char *name, diag *dg)
{
    const char *path = diag_copy(dg, rule_path(s, name));
    xmlDocPtr made = prepared(s, name);

    if (!made && !(made = make(s, name, dg)))
        return NULL;
    restore_lines(made);
    xmlFree((void *)made->URL);
    made->URL = xmlStrdup((const xmlChar *)path);
    return stylesheet_compile(made, path, s->folder, dg);
}

bool rule_source_prepare(rule_source *s, const char *name, output *out, diag *dg)
{
    xmlDocPtr made = make(s, name, dg);
    xmlNodePtr root = made ? xmlDocGetRootElement(made) : NULL;
    xmlChar *text = NULL;
    int size = 0;
    bool ok = false;

    if (root) {
        xmlNsPtr ns = xmlSearchNsByHref(made, root, AT_NAMESPACE);
        if (!ns)
            ns = xmlNewNs(root, AT_NAMESPACE, (const xmlChar *)"svod");
        xmlSetNsProp(root, ns, (const xmlChar *)"made-of", (const xmlChar *)digest_of(s, name));
        xmlDocDumpMemoryEnc(made, &text, &size, "UTF-8");
        ok = text && output_write(out, text, (size_t)size);
    }
    xmlFree(text);
    xmlFreeDoc(made);
    return ok;
}
