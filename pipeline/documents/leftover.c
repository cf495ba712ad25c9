/* leftover.c - see leftover.h. Only the very words of a template count: an author's own brackets
 * («[1]», «[так в оригинале]») are text. */
#define _GNU_SOURCE
#include "documents/leftover.h"

#include <glob.h>
#include <string.h>

#include "base/output.h"

enum { TEMPLATE_LIMIT = 1 << 20 };

typedef struct {
    arena *mem;
    const char **words; /* with their brackets */
    size_t count, cap;
} phrases;

/* Bytes from «[» to behind «]»; 0 if it is not closed. */
static size_t bracketed(const char *at)
{
    const size_t n = strcspn(at, "]");

    return at[n] ? n + 1 : 0;
}

static const char *known(const phrases *p, const char *at)
{
    const size_t n = bracketed(at);

    for (size_t i = 0; i < p->count; i++)
        if (strlen(p->words[i]) == n && !strncmp(p->words[i], at, n))
            return p->words[i];
    return NULL;
}

static void read_template(phrases *p, const char *path, diag *dg)
{
    char *text;
    size_t size;

    if (!input_read(path, TEMPLATE_LIMIT, &text, &size, dg))
        return;
    for (const char *at = text; (at = strchr(at, '[')); at++)
        if (bracketed(at) && !known(p, at)) {
            p->words = arena_grow(p->mem, p->words, &p->cap, p->count + 1, sizeof *p->words);
            p->words[p->count++] = arena_strndup(p->mem, at, bracketed(at));
        }
    mem_free(text);
}

static void read_templates(phrases *p, const char *data_dir, diag *dg)
{
    glob_t found;

    if (glob(arena_printf(p->mem, "%s/templates/*.xml", data_dir), 0, NULL, &found))
        return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        read_template(p, found.gl_pathv[i], dg);
    globfree(&found);
}

static size_t tell_in(const phrases *p, const xml_doc *doc, const xmlNode *text, diag *dg)
{
    const char *content = (const char *)text->content, *words;
    size_t count = 0;

    for (const char *at = content; (at = strchr(at, '[')); at++)
        if ((words = known(p, at))) {
            diag_report(dg, xml_text_pos(doc, text, (size_t)(at - content)), MSG_SIGNOFF_LEFTOVER,
                        diag_copy(dg, words));
            count++;
        }
    return count;
}

size_t leftover_tell(const char *data_dir, const xml_doc *doc, diag *dg)
{
    phrases p = {.mem = arena_new()};
    size_t count = 0;

    read_templates(&p, data_dir, dg);
    for (xmlNodePtr n = xmlDocGetRootElement(xml_tree(doc)); n && p.count; n = xml_following(n))
        if (n->type == XML_TEXT_NODE)
            count += tell_in(&p, doc, n, dg);
    arena_free(p.mem);
    return count;
}
