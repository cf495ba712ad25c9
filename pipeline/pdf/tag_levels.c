/* tag_levels.c - the stack of areas that mean an element, and the elements themselves.
 *
 * Elements are made when they first have content, so that what is empty leaves no trace. An object
 * that is on several pages, or in several lines, has one element: the walk knows it by the object
 * (tag_known.h). Between an element and one that may not hold it stands what PDF wants there. */
#include <string.h>

#include "pdf/tag_walk_int.h"

/* What was last put together out of language and country does for the areas that follow, too. */
const char *walk_language(tag_walk *w, const fo_node *fo)
{
    const char *tag = fo_language(fo, w->aside);

    if (!tag || tag == fo_string(fo, PR_LANGUAGE))
        return tag;
    if (!w->spoken || strcmp(w->spoken, tag))
        w->spoken = arena_strdup(w->t->mem, tag);
    arena_reset(w->aside);
    return w->spoken;
}

/* Headings are as deep as they are nested: one that leaves out a level, which PDF/UA forbids, moves
 * up, and its equals with it. */
static uint16_t heading(tag_walk *w, int given)
{
    while (w->heading_depth && w->headings[w->heading_depth - 1] >= given)
        w->heading_depth--;
    if (w->heading_depth < HEADING_LEVELS)
        w->heading_depth++;
    w->headings[w->heading_depth - 1] = given;
    return (uint16_t)(TAG_H1 + w->heading_depth - 1);
}

/* How many surround what is told of, as far as headings count them. A heading without a level,
 * which PDF/UA forbids beside those that have one, is as deep. */
static int sections(const tag_walk *w)
{
    int n = 0;

    for (size_t i = 0; i < w->depth && n < HEADING_LEVELS - 1; i++)
        n += w->levels[i].type == TAG_SECT || w->levels[i].type == TAG_PART;
    return n;
}

/* A caption right before a table is the table's. */
static bool takes_caption(const tag_walk *w, uint32_t parent, uint16_t type)
{
    const uint32_t last =
        tags_standard(w->t, type) == TAG_TABLE ? tags_last_element(w->t, parent) : 0;

    return last && tags_standard(w->t, element(w, last)->type) == TAG_CAPTION;
}

uint32_t walk_make(tag_walk *w, const fo_node *fo, uint32_t parent, uint16_t type)
{
    const char *alternative = fo ? fo_svod(fo, "alt") : NULL;
    uint32_t e;

    if (type == TAG_H)
        type = (uint16_t)(TAG_H1 + sections(w));
    if (type >= TAG_H1 && type <= TAG_H6)
        type = heading(w, type - TAG_H1 + 1);
    e = takes_caption(w, parent, type) ? tags_add_around_last(w->t, parent, type)
                                       : tags_add(w->t, parent, type);
    if (fo)
        tag_known_put(&w->known, fo, e);
    if (alternative && *alternative)
        tags_extra(w->t, e)->alternative = arena_strdup(w->t->mem, alternative);
    if (tags_standard(w->t, type) == TAG_FIGURE || tags_standard(w->t, type) == TAG_FORMULA)
        tags_extra(w->t, e)->pos = fo ? fo_pos(fo) : NO_POS;
    return e;
}

/* Where an element of this type goes: into `parent`, or what has to stand between them. */
uint32_t walk_fitting(tag_walk *w, uint32_t parent, uint16_t type)
{
    for (;;) {
        const tag_type between =
            tags_between(tags_standard(w->t, type), tags_standard(w->t, element(w, parent)->type));
        const uint32_t last = tags_last_element(w->t, parent);
        if (between == TAG_COUNT)
            return parent;
        if (last && element(w, last)->anonymous) {
            parent = last;
            continue;
        }
        parent = tags_add(w->t, parent, between);
        element(w, parent)->anonymous = true;
    }
}

static void tell_language(const tag_walk *w, uint32_t e, const char *language, const char *outer)
{
    if (!same_language(language, outer))
        tags_extra(w->t, e)->language = arena_strdup(w->t->mem, language);
}

/* The element of a footnote's text, for a kid of `parent`, where `language` is spoken. */
uint32_t walk_note(tag_walk *w, const fo_node *body, uint32_t parent, const char *language)
{
    uint32_t e = tag_known_find(&w->known, body);
    const char *role = walk_role(body);

    if (e)
        return e;
    e = walk_make(w, body, parent, role ? tags_role(w->t, role, TAG_NOTE) : TAG_NOTE);
    tell_language(w, e, walk_language(w, body), language);
    return e;
}

/* The element of the level, with those around it. */
uint32_t walk_realise(tag_walk *w, size_t i)
{
    level *l = &w->levels[i];
    uint32_t parent, old;

    if (l->element)
        return l->element;
    parent = walk_fitting(w, walk_realise(w, i - 1), l->type);
    old = l->fo ? tag_known_find(&w->known, l->fo) : 0;
    if (old && (l->a->continued || element(w, old)->parent == parent))
        return l->element = old;
    l->element = walk_make(w, l->fo, parent, l->type);
    tell_language(w, l->element, l->language, w->levels[i - 1].language);
    return l->element;
}

uint32_t walk_realise_top(tag_walk *w)
{
    return walk_realise(w, w->depth - 1);
}

level *walk_push(tag_walk *w, const area *a, const fo_node *fo, uint16_t type)
{
    const char *language = fo ? walk_language(w, fo) : NULL;
    level *l;

    if (w->depth == w->cap) {
        w->cap *= 2;
        w->levels = mem_realloc(w->levels, w->cap * sizeof *w->levels);
    }
    l = &w->levels[w->depth++];
    *l = (level){.a = a,
                 .fo = fo,
                 .type = type,
                 .artifact = type == TYPE_ARTIFACT,
                 .language = language ? language : l[-1].language};
    return l;
}
