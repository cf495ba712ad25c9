/* editions.c - the editions of schema, rules, word lists and stylesheets: which of them a document
 * names, each loaded when the first document asks for it, or all of them before a batch begins. */
#define _GNU_SOURCE
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/output.h"
#include "documents/documents.h"
#include "documents/intact.h"

static bool plain_name(const char *name)
{
    return *name && strspn(name, "0123456789abcdefghijklmnopqrstuvwxyz-") == strlen(name);
}

void documents_close(svod_session *s)
{
    for (edition *e = s->editions; e; e = e->next) {
        xml_schema_free(e->schema);
        rules_free(e->rules);
        textcheck_free(e->words);
        stylesheet_free(e->sheet);
    }
    stylesheet_free(s->sheet);
}

/* Rules of a file that is not there would find nothing, and nobody would miss them. */
static bool has_its_rules(svod_session *s, const char *dir, diag *dg)
{
    const char *lost = arena_printf(s->mem, "%s/rules", dir);
    file_list list;
    bool whole = access(lost, R_OK) == 0;

    file_list_read(s->mem, arena_printf(s->mem, "%s.sha256", dir), &list);
    for (size_t i = 0; i < list.count && whole; i++) {
        if (strncmp(list.files[i].name, "./rules/", strlen("./rules/")))
            continue;
        lost = arena_printf(s->mem, "%s/%s", dir, list.files[i].name + 2);
        whole = access(lost, R_OK) == 0;
    }
    if (!whole)
        diag_report(dg, NO_POS, MSG_BAD_INSTALLATION, lost);
    return whole;
}

static edition *edition_load(svod_session *s, const char *name, src_pos pos, diag *dg)
{
    edition *e = ARENA_NEW(s->mem, edition);
    const char *dir = arena_printf(s->mem, "%s/stylesheets/%s", s->data_dir, name);
    const char *xsd = arena_printf(s->mem, "%s/schema/document.xsd", dir);
    FILE *probe = plain_name(name) ? fopen(xsd, "r") : NULL;

    if (!probe) {
        diag_report(dg, pos, MSG_NO_EDITION, name);
        return NULL;
    }
    fclose(probe);
    e->name = arena_strdup(s->mem, name);
    e->next = s->editions;
    s->editions = e;
    s->close_documents = documents_close;
    e->rules = rules_load(dir);
    if (!has_its_rules(s, dir, dg) || !(e->schema = xml_schema_load(xsd, dg)) ||
        !(e->words = textcheck_load(dir, dg)) ||
        !(e->thresholds =
              word_lists_load(s->mem, arena_printf(s->mem, "%s/thresholds.ini", dir), dg)))
        return NULL;
    return e;
}

src_pos attribute_pos(const xml_doc *doc, xmlNodePtr element, const char *name)
{
    const xmlAttr *a = xmlHasNsProp(element, BAD_CAST name, NULL);

    return xml_node_pos(doc, a ? (const xmlNode *)a : element);
}

/* A profile that the document asks for by name is told here, where the author wrote it. */
static bool profile_exists(svod_session *s, const char *edition_name, const xml_doc *doc, diag *dg)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(doc));
    xmlChar *given = xmlGetNoNsProp(root, BAD_CAST "profile");
    const char *name = given ? arena_strdup(s->mem, (const char *)given) : "";
    FILE *probe;

    xmlFree(given);
    if (!plain_name(name) || !plain_name(edition_name)) /* none, or refused by the schema */
        return true;
    probe = fopen(
        arena_printf(s->mem, "%s/stylesheets/%s/profiles/%s.xml", s->data_dir, edition_name, name),
        "r");
    if (probe)
        fclose(probe);
    else
        diag_report(dg, attribute_pos(doc, root, "profile"), MSG_NO_PROFILE, name);
    return probe != NULL;
}

edition *edition_of(svod_session *s, const xml_doc *doc, diag *dg)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(doc));
    xmlChar *given = xmlGetNoNsProp(root, BAD_CAST "edition");
    const char *name = given ? arena_strdup(s->mem, (const char *)given) : "1";
    edition *e = s->editions;

    xmlFree(given);
    if (!profile_exists(s, name, doc, dg))
        return NULL;
    while (e && strcmp(e->name, name))
        e = e->next;
    if (!e)
        e = edition_load(s, name, attribute_pos(doc, root, "edition"), dg);
    return e && e->schema && e->words && e->thresholds ? e : NULL;
}

stylesheet *edition_sheet(svod_session *s, edition *e, diag *dg)
{
    if (!e->sheet)
        e->sheet = stylesheet_load(
            arena_printf(s->mem, "%s/stylesheets/%s/fo/main.xsl", s->data_dir, e->name), dg);
    return e->sheet;
}

/* The line of `text` that begins with `key` and a blank; NULL: none. */
static const char *line_of(arena *a, const char *text, const char *key)
{
    const size_t n = strlen(key);

    while (*text && (strncmp(text, key, n) || text[n] != ' ')) {
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    return *text ? arena_strndup(a, text, strcspn(text, "\n")) : NULL;
}

const char *edition_digests(svod_session *s, edition *e, diag *dg)
{
    const char *path, *own = NULL, *fonts = NULL;
    char *text;
    size_t size;

    if (e->digests)
        return e->digests;
    path = arena_printf(s->mem, "%s/build/digests", s->data_dir);
    if (access(path, F_OK) != 0)
        path = arena_printf(s->mem, "%s/digests", s->data_dir);
    if (input_try(path, 1 << 16, &text, &size)) {
        own = line_of(s->mem, text, arena_printf(s->mem, "edition-%s", e->name));
        fonts = line_of(s->mem, text, "fonts");
        mem_free(text);
    }
    if (own && fonts)
        return e->digests = arena_printf(s->mem, "%s; %s", own, fonts);
    diag_report(dg, NO_POS, MSG_BAD_INSTALLATION, path);
    return NULL;
}

const char *edition_folder(const svod_session *s, arena *a, const edition *e)
{
    return arena_printf(a, "%s/stylesheets/%s", s->data_dir, e->name);
}

/* Word lists, schema, rules, stylesheet and digests of every edition: named by their numbers. */
bool session_warm(svod_session *s, diag *dg)
{
    glob_t found;
    bool ok = true;

    if (glob(arena_printf(s->mem, "%s/stylesheets/[0-9]*/schema", s->data_dir), 0, NULL, &found))
        return true;
    for (size_t i = 0; i < found.gl_pathc && ok; i++) {
        const char *name = found.gl_pathv[i] + strlen(s->data_dir) + strlen("/stylesheets/");
        edition *e = edition_load(s, arena_strndup(s->mem, name, strcspn(name, "/")), NO_POS, dg);
        ok = e && edition_sheet(s, e, dg) && edition_digests(s, e, dg);
    }
    globfree(&found);
    return ok;
}
