/* refs.c - ids, the pages they stand on, and the pages that wait for them.
 *
 * A page-number-citation may lead to a page that does not exist yet. The line with it is set with a
 * placeholder, and its page waits as areas; all pages behind it wait too, since pages leave in
 * order. When the page at the head of the queue has all its numbers, its waiting lines alone are
 * set again and it leaves, with its memory. Ids are found by walking over the areas of a finished
 * page. */
#include <string.h>

#include "base/hash.h"
#include "layout/page.h"
#include "layout/para.h"

typedef struct entry entry;
struct entry {
    entry *next;
    const char *id, *first, *last;
};

struct refs {
    layout *l;
    entry **buckets;
    size_t bucket_count, count;
    struct page *head, *tail;
    bool complete; /* the document is laid out: what is not known now never will be */
    bool stopped;
};

struct refs *refs_new(layout *l)
{
    struct refs *r = ARENA_NEW(l->doc, struct refs);
    r->l = l;
    r->bucket_count = 256;
    r->buckets = ARENA_ARRAY(l->doc, entry *, r->bucket_count);
    return r;
}

static entry *find(const struct refs *r, const char *id)
{
    entry *e = r->buckets[hash_text(id) % r->bucket_count];
    while (e && strcmp(e->id, id) != 0)
        e = e->next;
    return e;
}

static void rehash(struct refs *r)
{
    size_t wider = r->bucket_count * 4;
    entry **buckets = ARENA_ARRAY(r->l->doc, entry *, wider);
    for (size_t i = 0; i < r->bucket_count; i++)
        for (entry *e = r->buckets[i], *next; e; e = next) {
            entry **slot = &buckets[hash_text(e->id) % wider];
            next = e->next;
            e->next = *slot;
            *slot = e;
        }
    r->buckets = buckets;
    r->bucket_count = wider;
}

void refs_place(struct refs *r, const char *id, const char *label)
{
    entry *e = find(r, id), **slot;
    if (!e) {
        if (++r->count > r->bucket_count)
            rehash(r);
        e = ARENA_NEW(r->l->doc, entry);
        e->id = arena_strdup(r->l->doc, id);
        e->first = label;
        slot = &r->buckets[hash_text(id) % r->bucket_count];
        e->next = *slot;
        *slot = e;
    }
    e->last = label;
}

const char *refs_label(struct refs *r, const char *id, bool last)
{
    const entry *e = find(r, id);
    if (!e)
        return NULL;
    return !last ? e->first : r->complete ? e->last : NULL;
}

bool refs_waiting(const struct refs *r)
{
    return r->head != NULL;
}

void layout_wait(page_context *page, const char *id, bool last, struct para *p,
                 const struct para_line *line, mpt ipd, area *made)
{
    wait *w = ARENA_NEW(page->mem, wait);
    *w = (wait){NULL, id, last, p, line, ipd, made};
    if (page->page->last_wait)
        page->page->last_wait->next = w;
    else
        page->page->waits = w;
    page->page->last_wait = w;
}

/* ---- pages on their way ---- */

struct page *page_new(layout *l, measured *m, struct markers *markers, uint32_t number,
                      const char *label, mpt w, mpt h)
{
    arena *mem = arena_new();
    struct page *p = ARENA_NEW(mem, struct page);
    p->l = l;
    p->mem = mem;
    p->markers = markers;
    p->measured = m;
    measured_use(m);
    p->root = area_new(mem, AREA_PAGE, NULL);
    p->root->w = w;
    p->root->h = h;
    p->context = (page_context){.l = l, .number = number, .label = label, .page = p, .mem = mem};
    return p;
}

static void page_free(struct page *p)
{
    measured_release(p->measured);
    arena_free(p->mem);
}

static void note_ids(struct refs *r, const area *a, const char *label)
{
    for (; a; a = a->next) {
        const char *id = a->id ? a->id : a->fo && a->continued ? fo_string(a->fo, PR_ID) : NULL;
        if (id && *id)
            refs_place(r, id, label);
        note_ids(r, a->child, label);
    }
}

/* Are all numbers known that the page waits for? What is known need not be asked again. */
static bool page_ready(struct refs *r, const struct page *p)
{
    for (const wait *w = p->waits; w && !r->complete; w = w->next)
        if (!refs_label(r, w->id, w->last))
            return false;
    return true;
}

static bool page_send(struct refs *r, struct page *p)
{
    area_page out = {p->root, p->context.number, p->context.label};
    for (const wait *w = p->waits; w; w = w->next) {
        const entry *e = find(r, w->id);
        if (!e)
            diag_report(r->l->dg, w->made->fo ? fo_pos(w->made->fo) : NO_POS, MSG_UNRESOLVED_ID,
                        w->id);
        if (!w->next || w->next->made != w->made) /* once for all citations of a line */
            para_reset_line(w->p, w->line, w->ipd, &p->context, w->made);
    }
    if (fo_uses(r->l->tree, PR_RELATIVE_POSITION))
        page_move_relative(p->root);
    page_settle_fixed(p);
    if (fo_uses(r->l->tree, PR_Z_INDEX))
        page_mark_layers(p->root);
    page_check(r->l, p->root);
    return r->l->sink->page(r->l->sink, &out);
}

static bool pages_send(struct refs *r)
{
    while (r->head && !r->stopped && page_ready(r, r->head)) {
        struct page *p = r->head;
        r->head = p->next;
        if (!r->head)
            r->tail = NULL;
        r->stopped = !page_send(r, p);
        page_free(p);
    }
    return !r->stopped;
}

bool page_finish(struct page *p)
{
    struct refs *r = p->l->refs;
    note_ids(r, p->root, p->context.label);
    if (r->tail)
        r->tail->next = p;
    else
        r->head = p;
    r->tail = p;
    return pages_send(r);
}

bool pages_flush(layout *l)
{
    l->refs->complete = true;
    return pages_send(l->refs);
}

void refs_free(struct refs *r)
{
    for (struct page *p = r->head, *next; p; p = next) {
        next = p->next;
        page_free(p);
    }
}
