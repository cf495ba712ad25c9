/* rules.c - the business rules of an edition, and what a document finds in them.
 *
 * In: stylesheets made of <edition>/rules/NAME.sch (rule_source.c), whose result is a list of
 * findings. Out: one diagnostic a finding, with the rule's code, severity, both texts and the place
 * of the node it is about. Files are taken in the order of their names, so that two runs report
 * alike. */
#include "xslt/rule_source.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "xml/nodes.h"
#include "xslt/rule_place.h"

typedef struct {
    const char *name;
    /* elements of which a document must have one, with blanks between; NULL: any document */
    const char *wants;
    stylesheet *sheet; /* NULL until a document wants it */
} rule_file;

struct rule_set {
    arena *mem;
    rule_source *source;
    rule_file *files;
    size_t count;
};

/* ---- loading ---- */

rule_set *rules_load(const char *edition_dir)
{
    rule_set *r = mem_alloc(sizeof *r);
    struct dirent **entries = NULL;
    const int n = rule_source_list(edition_dir, &entries);

    r->mem = arena_new();
    r->source = rule_source_open(r->mem, edition_dir);
    r->files = ARENA_ARRAY(r->mem, rule_file, (size_t)(n > 0 ? n : 0) + 1);
    for (int i = 0; i < n; i++) {
        const char *name = arena_strdup(r->mem, entries[i]->d_name);
        r->files[r->count++] = (rule_file){name, rule_source_wants(r->source, name), NULL};
        free(entries[i]); /* scandir's, not ours */
    }
    free(entries);
    return r;
}

void rules_free(rule_set *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < r->count; i++)
        stylesheet_free(r->files[i].sheet);
    rule_source_close(r->source);
    arena_free(r->mem);
    mem_free(r);
}

/* Rules of a kind of block have nothing to say of a document without it. */
static bool concerns(const rule_file *f, arena *mem, const xml_doc *doc)
{
    const char *at = f->wants;
    size_t n;

    if (!at)
        return true;
    for (at += strspn(at, " "); (n = strcspn(at, " ")) > 0; at += n, at += strspn(at, " "))
        if (xml_elements(doc, arena_strndup(mem, at, n)))
            return true;
    return false;
}

/* ---- checking ---- */

/* Quotes within the quotes that a rule puts around the author's words: «Школа «Восход»» as «Школа
 * „Восход“». A text whose quotes do not match is left alone. */
static const char *nest_quotes(arena *mem, const char *text)
{
    static const struct {
        const char *outer, *inner;
        int opens;
    } quotes[] = {{"«", "„", 1}, {"»", "“", -1}};
    strbuf out = STRBUF_INIT;
    const char *nested = text;
    int depth = 0;

    for (const char *s = text; *s && depth >= 0;) {
        size_t i = 0;
        while (i < COUNT(quotes) && strncmp(s, quotes[i].outer, strlen(quotes[i].outer)) != 0)
            i++;
        if (i == COUNT(quotes)) {
            strbuf_addc(&out, *s++);
            continue;
        }
        depth += quotes[i].opens;
        strbuf_adds(&out, depth + (quotes[i].opens < 0) > 1 ? quotes[i].inner : quotes[i].outer);
        s += strlen(quotes[i].outer);
    }
    if (!depth)
        nested = arena_strdup(mem, strbuf_text(&out));
    strbuf_free(&out);
    return nested;
}

/* What the finding says in a language. */
static const char *words_of(arena *mem, const xmlNode *finding, const char *language)
{
    return nest_quotes(mem, node_text_collapsed(mem, node_child(finding, language)));
}

/* False if the rule that made the finding lacks its code or a text. */
static bool report(arena *mem, const xml_doc *doc, xmlNodePtr finding, diag *dg)
{
    const char *code = node_attribute(mem, finding, "code");
    const char *en = words_of(mem, finding, "en"), *ru = words_of(mem, finding, "ru");
    const uint32_t at = (uint32_t)strtoul(node_attribute(mem, finding, "at"), NULL, 10);

    if (!*code || !*en || !*ru) {
        diag_report(dg, xml_pos(doc, at), MSG_RULES_NO_CODE, *code ? code : en);
        return false;
    }
    diag_rule(dg, rule_place(doc, at, node_attribute(mem, finding, "word")),
              diag_severity_of(node_attribute(mem, finding, "severity"), SEV_ERROR), code, en, ru);
    return true;
}

static bool check_with(stylesheet *s, const xml_doc *doc, arena *mem, diag *dg)
{
    xmlDocPtr found = stylesheet_apply(s, doc, NULL, dg);
    xmlNodePtr root = xmlDocGetRootElement(found);
    bool ok = found != NULL;

    for (xmlNodePtr n = root ? root->children : NULL; n && ok; n = n->next)
        if (node_is(n, "finding"))
            ok = report(mem, doc, n, dg);
    xmlFreeDoc(found);
    return ok;
}

bool rules_check(rule_set *r, const xml_doc *doc, diag *dg)
{
    arena *mem = arena_new();
    bool ok = true;

    for (size_t i = 0; i < r->count; i++) {
        rule_file *f = &r->files[i];
        if (!concerns(f, mem, doc))
            continue;
        if (!f->sheet)
            f->sheet = rule_source_load(r->source, f->name, dg);
        ok = f->sheet && check_with(f->sheet, doc, mem, dg) && ok;
        arena_reset(mem);
    }
    arena_free(mem);
    return ok;
}
