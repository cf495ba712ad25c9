/* rule_source.c - see rule_source.h. A prepared stylesheet says in its first line which bytes it
 * was made of, and in svod:line which line of the .sch each instruction belongs to, for libxslt's
 * complaints. */
#include "xslt/rule_source.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "base/hash.h"
#include "base/paths.h"
#include "base/strbuf.h"

typedef struct prepared {
    const char *name; /* of the .sch */
    const char *path;
    const char *wants; /* "*": any document */
    struct prepared *next;
} prepared;

struct rule_source {
    arena *mem;
    const char *folder, *edition; /* «…/stylesheets/1», «1» */
    stylesheet *compiler;         /* loaded when first needed */
    uint64_t compiler_digest;     /* of its bytes; 0: not asked yet */
    prepared *known;              /* those that were asked for, and fit */
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

    s->mem = a;
    s->folder = arena_strdup(a, edition_dir);
    s->edition = arena_strdup(a, path_name(edition_dir));
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

/* ---- the digest of what a stylesheet is made of ---- */

/* A missing file is told by whoever needs it. */
static uint64_t add_file(uint64_t h, const char *path)
{
    char *data;
    size_t size;

    if (input_try(path, 0, &data, &size)) {
        h = hash_bytes(h, data, size);
        mem_free(data);
    }
    return h;
}

static const char *digest_of(rule_source *s, const char *name)
{
    if (!s->compiler_digest)
        s->compiler_digest = add_file(HASH_START, compiler_path(s));
    return arena_printf(s->mem, "%016llx",
                        (unsigned long long)add_file(s->compiler_digest, rule_path(s, name)));
}

/* ---- compiling ---- */

static xmlNodePtr element_after(xmlNodePtr n)
{
    do
        n = xml_following(n);
    while (n && n->type != XML_ELEMENT_NODE);
    return n;
}

/* Instructions carry the number of the Schematron node they were made from; from here on its
 * line. */
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
    const char *path = diag_copy(dg, rule_path(s, name));
    xml_doc *doc = xml_load(path, NULL, dg);
    xmlDocPtr made = NULL;

    if (!doc)
        diag_report(dg, ((src_pos){path, 0, 0}), MSG_SHEET_NO_FILE, path);
    else if (!s->compiler)
        s->compiler = stylesheet_load(compiler_path(s), dg);
    if (doc && s->compiler)
        made = stylesheet_apply(s->compiler, doc, NULL, dg);
    if (made)
        number_lines(made, doc);
    xml_free(doc);
    return made;
}

/* ---- prepared ones ---- */

/* Their first line: what they were made of, and the elements they are about. */
#define HEADER "<?svod-rules %16s%*1[ ]%1023[^?]"

static bool read_header(rule_source *s, const char *name, const char *path, prepared *out)
{
    char made_of[17] = "", wants[1024] = "";
    FILE *f = fopen(path, "r");
    const bool known = f && fscanf(f, HEADER, made_of, wants) >= 1;

    if (f)
        fclose(f);
    *out = (prepared){name, path, arena_strdup(s->mem, wants), NULL};
    return known && !strcmp(made_of, digest_of(s, name));
}

static prepared *remember(rule_source *s, const prepared *p)
{
    prepared *kept = arena_memdup(s->mem, p, sizeof *p);

    kept->next = s->known;
    return s->known = kept;
}

/* Beside the editions: in a build, or as installed. NULL: there is none, or it was made of other
 * rules. */
static const prepared *find_prepared(rule_source *s, const char *name)
{
    static const char *const places[] = {"%s/../../build/rules/%s/%.*s.xsl",
                                         "%s/../../rules/%s/%.*s.xsl"};
    prepared found;

    for (const prepared *p = s->known; p; p = p->next)
        if (!strcmp(p->name, name))
            return p;
    for (size_t i = 0; i < COUNT(places); i++)
        if (read_header(
                s, name,
                arena_printf(s->mem, places[i], s->folder, s->edition, (int)strlen(name) - 4, name),
                &found))
            return remember(s, &found);
    return NULL;
}

const char *rule_source_wants(rule_source *s, const char *name)
{
    const prepared *p = find_prepared(s, name);

    return p && strcmp(p->wants, "*") ? p->wants : NULL;
}

static xmlDocPtr read_prepared(rule_source *s, const char *name)
{
    const prepared *p = find_prepared(s, name);

    if (!p)
        return NULL;
    return xmlReadFile(p->path, NULL,
                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                           XML_PARSE_COMPACT);
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
    xmlDocPtr made = read_prepared(s, name);

    if (!made && !(made = make(s, name, dg)))
        return NULL;
    restore_lines(made);
    xmlFree((void *)made->URL);
    made->URL = xmlStrdup((const xmlChar *)path);
    return stylesheet_compile(made, path, s->folder, dg);
}

/* The elements that the contexts begin with (compile.xsl: f:all), or "*" if some begin
 * otherwise. */
static const char *wanted_elements(arena *a, xmlDocPtr made)
{
    const char *all = "";

    for (xmlNodePtr n = xmlDocGetRootElement(made); n; n = element_after(n)) {
        char name[64];
        const bool starts = xmlStrEqual(n->name, (const xmlChar *)"apply-templates") &&
                            xmlStrEqual(n->parent->name, (const xmlChar *)"findings");
        xmlChar *select = starts ? xmlGetNoNsProp(n, (const xmlChar *)"select") : NULL;
        if (select)
            all = sscanf((const char *)select, "f:all(\"%63[^\"]", name) == 1
                      ? arena_printf(a, "%s%s ", all, name)
                      : "*";
        xmlFree(select);
        if (!strcmp(all, "*"))
            return all;
    }
    return *all ? all : "*";
}

bool rule_source_prepare(rule_source *s, const char *name, output *out, diag *dg)
{
    xmlDocPtr made = make(s, name, dg);
    xmlBufferPtr text = xmlBufferCreate();
    const char *header;
    bool ok = false;

    if (made) {
        header = arena_printf(s->mem, "<?svod-rules %s %s?>\n", digest_of(s, name),
                              wanted_elements(s->mem, made));
        xmlNodeDump(text, made, xmlDocGetRootElement(made), 0, 0);
        ok = output_write(out, header, strlen(header)) &&
             output_write(out, xmlBufferContent(text), (size_t)xmlBufferLength(text));
    }
    xmlBufferFree(text);
    xmlFreeDoc(made);
    return ok;
}
