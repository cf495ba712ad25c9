/* changing.c - the commands that change the author's document where it lies: svod approve fills a
 * block of signing off, svod upgrade leads to the next edition. */
#include <stdlib.h>
#include <string.h>

#include "base/output.h"
#include "documents/approve.h"
#include "documents/documents.h"
#include "documents/leftover.h"
#include "documents/upgrade.h"

/* ---- signing off ---- */

/* What was found of the block that is filled now, and of a state that was only declared, is no
 * longer so. */
static bool still_holds(void *self, diag_item *item)
{
    const src_pos *where = self;
    const bool here = item->pos.line == where->line && item->pos.column == where->column;

    return !(here && !strcmp(item->code, "A10")) && strcmp(item->code, "A14");
}

/* Commands that change a document write it where it lies, unless they are told another place. Two
 * at once: what the first has written is not lost by the second. */
static output *open_changed(const svod_session *s, const xml_doc *doc, diag *dg)
{
    const char *to = s->opt.output, *path = xml_path(doc);
    output *out = to ? output_open(to, dg) : output_open_in_place(path, dg);
    size_t size;
    const char *bytes = xml_source(doc, &size);

    if (out && (!to || output_replaces(to, path)))
        output_expect(out, bytes, size);
    return out;
}

static svod_status write_signoff(svod_session *s, const checked *c, size_t before, diag *dg)
{
    arena *a = arena_new();
    const word_lists *words = word_lists_load(
        a, arena_printf(a, "%s/stylesheets/%s/signoff.ini", s->data_dir, c->e->name), dg);
    output *out = words ? open_changed(s, c->doc, dg) : NULL;
    svod_status status = SVOD_SYSTEM;
    src_pos where;

    if (out && !approve_write(c->doc, &s->opt.signoff, words, out, &where, dg)) {
        output_abandon(out, dg);
        status = session_failure(dg, SVOD_INVALID);
    } else if (out && output_commit(out, dg)) {
        diag_revise(dg, before, still_holds, &where);
        status = SVOD_OK;
    }
    arena_free(a);
    return status;
}

/* Whoever agrees says that he has read it; approved and signed is only what is without errors.
 * Nobody has written what svod new has. */
svod_status svod_approve(svod_session *s, const char *path, diag *dg)
{
    const size_t before = diag_count(dg);
    const checked c = checked_load(s, path, dg);
    svod_status status = SVOD_INVALID;

    if (!c.doc)
        return session_failure(dg, SVOD_INVALID);
    if (c.errors && s->opt.signoff.as != SIGNOFF_AGREED)
        diag_report(dg, xml_node_pos(c.doc, xmlDocGetRootElement(xml_tree(c.doc))),
                    MSG_SIGNOFF_ERRORS, diag_number(dg, (long)c.errors));
    else if (!leftover_tell(s->data_dir, c.doc, dg))
        status = write_signoff(s, &c, before, dg);
    xml_free(c.doc);
    return status;
}

/* ---- the next edition ---- */

static svod_status write_upgrade(svod_session *s, const xml_doc *doc, xmlDocPtr changes, diag *dg)
{
    output *out = open_changed(s, doc, dg);

    if (out && !upgrade_write(doc, changes, out, dg)) {
        output_abandon(out, dg);
        return SVOD_SYSTEM;
    }
    if (!out || !output_commit(out, dg))
        return SVOD_SYSTEM;
    upgrade_tell(doc, changes, dg);
    return SVOD_OK;
}

static bool forget(void *self, diag_item *item)
{
    (void)self;
    (void)item;
    return false;
}

/* The stylesheet «1-2.xsl» leads from edition 1 to edition 2. What else is found in the document is
 * not told here. */
svod_status svod_upgrade(svod_session *s, const char *path, diag *dg)
{
    const size_t before = diag_count(dg);
    const checked c = checked_load(s, path, dg);
    const long number = c.doc ? strtol(c.e->name, NULL, 10) : 0;
    const char *way =
        arena_printf(s->mem, "%s/stylesheets/upgrade/%ld-%ld.xsl", s->data_dir, number, number + 1);
    FILE *probe = c.doc ? fopen(way, "r") : NULL;
    svod_status status = SVOD_INVALID;
    stylesheet *sheet = NULL;
    xmlDocPtr changes = NULL;

    if (!c.doc)
        return session_failure(dg, SVOD_INVALID);
    diag_revise(dg, before, forget, NULL);
    if (!probe)
        diag_report(dg, attribute_pos(c.doc, xmlDocGetRootElement(xml_tree(c.doc)), "edition"),
                    MSG_LAST_EDITION, c.e->name);
    else if ((sheet = stylesheet_load(way, dg)) &&
             (changes = stylesheet_apply(sheet, c.doc, NULL, dg)))
        status = write_upgrade(s, c.doc, changes, dg);
    if (probe)
        fclose(probe);
    xmlFreeDoc(changes);
    stylesheet_free(sheet);
    xml_free(c.doc);
    return status == SVOD_INVALID ? session_failure(dg, SVOD_INVALID) : status;
}
