/* marker.c - running headers: which fo:marker a page's retrieve-marker finds (XSL-FO 1.1,
 * 6.13.5-7).
 *
 * While a page is built, every area whose object has markers leaves an entry: whether the area is
 * the first or the last of its object. Entries are in document order. When the page is complete,
 * its regions ask: first by position among the entries of the page, then, if the boundary allows,
 * for the last entry of the pages before. */
#include <string.h>

#include "base/hash.h"
#include "layout/page.h"
#include "layout/para.h"
#include "layout/table.h"

typedef struct {
    const fo_node *marker, *owner;
    const char *name;
    bool starts, ends;
} entry;

typedef struct carried carried;
struct carried {
    carried *next; /* with the same hash */
    const char *name;
    const fo_node *marker;
    uint32_t sequence; /* from which page-sequence */
};

struct markers {
    layout *l;
    entry *entries;
    size_t count, cap;
    carried **before; /* buckets: the last of each name on earlier pages */
    size_t bucket_count, carried_count;
    uint32_t sequence; /* number of the current one */
    size_t open;       /* entries of inlines that have not ended */
};

typedef struct found found;
struct found {
    found *next;
    const fo_node *asked, *answer;
};

struct retrieval {
    struct markers *m;
    arena *mem;
    found *found;
    struct retrieval *outer; /* of a table in it: for the page's markers */
    const table *table;      /* whose header or footer is measured, or NULL */
    size_t from;             /* where the markers of the table's fragment begin */
    const fo_node *probe;    /* the answer, if only the height is wanted */
    bool first;              /* the table's first marker of the class is the answer */
    bool nested;             /* a marker has asked */
};

enum { MAX_FIRST_DEPTH = 50 };

struct markers *markers_new(layout *l)
{
    struct markers *m = ARENA_NEW(l->doc, struct markers);
    m->l = l;
    m->bucket_count = 64;
    m->before = ARENA_ARRAY(l->doc, carried *, m->bucket_count);
    return m;
}

static carried **bucket(carried **buckets, size_t count, const char *name)
{
    return &buckets[hash_text(name) % count];
}

static carried *carried_find(const struct markers *m, const char *name)
{
    carried *c = *bucket(m->before, m->bucket_count, name);
    while (c && strcmp(c->name, name) != 0)
        c = c->next;
    return c;
}

static void rehash(struct markers *m)
{
    size_t wider = m->bucket_count * 4;
    carried **buckets = ARENA_ARRAY(m->l->doc, carried *, wider);
    for (size_t i = 0; i < m->bucket_count; i++)
        for (carried *c = m->before[i], *next; c; c = next) {
            carried **to = bucket(buckets, wider, c->name);
            next = c->next;
            c->next = *to;
            *to = c;
        }
    m->before = buckets;
    m->bucket_count = wider;
}

static void carry(struct markers *m, const entry *e)
{
    carried *c = carried_find(m, e->name), **to;
    if (!c) {
        if (++m->carried_count > m->bucket_count)
            rehash(m);
        to = bucket(m->before, m->bucket_count, e->name);
        c = ARENA_NEW(m->l->doc, carried);
        c->name = e->name;
        c->next = *to;
        *to = c;
    }
    c->marker = e->marker;
    c->sequence = m->sequence;
}

void markers_begin_page(struct markers *m)
{
    for (size_t i = 0; i < m->count; i++)
        carry(m, &m->entries[i]);
    m->count = m->open = 0;
}

/* The last page was one of the sequence before. */
void markers_begin_sequence(struct markers *m)
{
    markers_begin_page(m);
    m->sequence++;
}

static void mark(struct markers *m, const fo_node *owner, const fo_node *marker, bool starts,
                 bool ends)
{
    const char *name = fo_string(marker, PR_MARKER_CLASS_NAME);
    if (!m || !name)
        return;
    m->entries = arena_grow(m->l->doc, m->entries, &m->cap, m->count + 1, sizeof *m->entries);
    m->entries[m->count++] = (entry){marker, owner, name, starts, ends};
}

static const fo_node *first_marker(const fo_node *fo)
{
    const fo_node *n = fo ? fo_child(fo) : NULL;
    while (n && fo_type_of(n) == FO_TEXT)
        n = fo_next(n);
    return n && fo_type_of(n) == FO_MARKER ? n : NULL;
}

void page_mark(page_context *page, const fo_node *fo, bool starts)
{
    for (const fo_node *n = first_marker(fo); n; n = fo_next(n))
        if (fo_type_of(n) == FO_MARKER)
            mark(page->page->markers, fo, n, starts, false);
        else if (fo_type_of(n) != FO_TEXT)
            break;
}

void page_mark_part(page_context *page, const fo_node *part, bool starts)
{
    const struct markers *m = page->page->markers;
    if (!m || !first_marker(part))
        return;
    for (size_t i = m->count; i-- > 0;)
        if (m->entries[i].owner == part)
            return;
    page_mark(page, part, starts);
}

void page_mark_end(page_context *page, const fo_node *fo)
{
    struct markers *m = page->page->markers;
    if (!m || !first_marker(fo))
        return;
    for (size_t i = m->count; i-- > 0;)
        if (m->entries[i].owner == fo) {
            m->entries[i].ends = true;
            if (i && m->entries[i - 1].owner != fo)
                return;
        }
}

/* The entries of `owner` on the page, at least those that were made together; NULL: none. */
static entry *entries_of(const struct markers *m, const fo_node *owner)
{
    size_t i = m->count;
    while (i > 0 && m->entries[i - 1].owner != owner)
        i--;
    while (i > 1 && m->entries[i - 2].owner == owner)
        i--;
    return i ? &m->entries[i - 1] : NULL;
}

void page_mark_inline(page_context *page, const fo_node *fo, bool starts)
{
    struct markers *m = page->page->markers;
    size_t count = m ? m->count : 0;

    if (!m || (!starts && entries_of(m, fo)))
        return;
    page_mark(page, fo, starts);
    m->open += m->count - count;
}

static void end_entry(struct markers *m, entry *e)
{
    m->open -= e->ends ? 0 : 1;
    e->ends = true;
}

void page_mark_inline_end(page_context *page, const fo_node *fo)
{
    struct markers *m = page->page->markers;

    page_mark_inline(page, fo, false); /* it may have begun on an earlier page */
    for (entry *e = m ? entries_of(m, fo) : NULL; e && e < m->entries + m->count && e->owner == fo;
         e++)
        end_entry(m, e);
}

void page_mark_inlines_end(page_context *page, const fo_node *block)
{
    struct markers *m = page->page->markers;

    for (size_t i = m ? m->count : 0; i-- > 0 && m->open;)
        if (para_is_inline(fo_type_of(m->entries[i].owner)) && !m->entries[i].ends &&
            fo_within(m->entries[i].owner, block))
            end_entry(m, &m->entries[i]);
}

/* ---- retrieving ---- */

struct retrieval *retrieval_new(struct markers *m, arena *mem)
{
    struct retrieval *r = ARENA_NEW(mem, struct retrieval);
    r->m = m;
    r->mem = mem;
    return r;
}

struct retrieval *retrieval_probe(arena *mem, const fo_node *marker, struct retrieval *outer)
{
    struct retrieval *r = retrieval_new(outer ? outer->m : NULL, mem);
    r->outer = outer;
    r->probe = marker;
    return r;
}

struct retrieval *retrieval_first(arena *mem, const table *t, struct retrieval *outer)
{
    struct retrieval *r = retrieval_new(outer ? outer->m : NULL, mem);
    r->outer = outer;
    r->table = t;
    r->first = true;
    return r;
}

bool retrieval_nested(const struct retrieval *r)
{
    return r->nested;
}

struct retrieval *retrieval_table(struct markers *m, arena *mem, const table *t, size_t from,
                                  struct retrieval *outer)
{
    struct retrieval *r = retrieval_new(m, mem);
    r->outer = outer;
    r->table = t;
    r->from = from;
    return r;
}

typedef enum { WANT_ANY, WANT_START, WANT_END } wanted;

static const entry *search(const struct markers *m, const char *name, bool backwards, wanted want)
{
    for (size_t i = 0; i < m->count; i++) {
        const entry *e = &m->entries[backwards ? m->count - 1 - i : i];
        if (strcmp(e->name, name) == 0 && (want != WANT_START || e->starts) &&
            (want != WANT_END || e->ends))
            return e;
    }
    return NULL;
}

static const entry *on_page(const struct markers *m, const char *name, fo_keyword position)
{
    bool backwards =
        position == EN_LAST_STARTING_WITHIN_PAGE || position == EN_LAST_ENDING_WITHIN_PAGE;
    wanted want = position == EN_FIRST_INCLUDING_CARRYOVER ? WANT_ANY
                  : position == EN_LAST_ENDING_WITHIN_PAGE ? WANT_END
                                                           : WANT_START;
    const entry *e = search(m, name, backwards, want);
    return e ? e : search(m, name, backwards, WANT_ANY);
}

static const fo_node *choose(const struct markers *m, const fo_node *n)
{
    const char *name = fo_string(n, PR_RETRIEVE_CLASS_NAME);
    fo_keyword boundary = fo_enum(n, PR_RETRIEVE_BOUNDARY);
    const entry *e;
    const carried *c;

    if (!name)
        return NULL;
    e = on_page(m, name, fo_enum(n, PR_RETRIEVE_POSITION));
    if (e || boundary == EN_PAGE)
        return e ? e->marker : NULL;
    c = carried_find(m, name);
    return c && (c->sequence == m->sequence || boundary == EN_DOCUMENT) ? c->marker : NULL;
}

/* ---- table markers ---- */

size_t page_marks(const page_context *page)
{
    return page->page->markers ? page->page->markers->count : 0;
}

static bool in_table(const entry *e, const table *t)
{
    for (const fo_node *n = e->owner; n; n = fo_parent(n))
        if (n == t->fo)
            return true;
    return false;
}

static void carry_in_table(struct markers *m, table *t, const entry *e)
{
    carried *c = t->carried;
    while (c && strcmp(c->name, e->name) != 0)
        c = c->next;
    if (!c) {
        c = ARENA_NEW(m->l->doc, carried);
        c->name = e->name;
        c->next = t->carried;
        t->carried = c;
    }
    c->marker = e->marker;
}

void page_marks_carry(page_context *page, table *t, size_t from)
{
    struct markers *m = page->page->markers;
    for (size_t i = from; m && i < m->count; i++)
        if (in_table(&m->entries[i], t))
            carry_in_table(m, t, &m->entries[i]);
}

/* Among the entries [from, to) of the table. */
static const entry *search_table(const struct retrieval *r, const char *name, size_t from,
                                 size_t to, bool backwards, wanted want)
{
    for (size_t i = from; i < to; i++) {
        const entry *e = &r->m->entries[backwards ? to - 1 - (i - from) : i];
        if (strcmp(e->name, name) == 0 && (want != WANT_START || e->starts) &&
            (want != WANT_END || e->ends) && in_table(e, r->table))
            return e;
    }
    return NULL;
}

/* First the fragment, by position; then what is nearest before it, as far as the boundary goes. */
static const fo_node *choose_table(const struct retrieval *r, const fo_node *n)
{
    const char *name = fo_string(n, PR_RETRIEVE_CLASS_NAME);
    fo_keyword position = fo_enum(n, PR_RETRIEVE_POSITION_WITHIN_TABLE);
    fo_keyword boundary = fo_enum(n, PR_RETRIEVE_BOUNDARY_WITHIN_TABLE);
    bool backwards = position == EN_LAST_STARTING || position == EN_LAST_ENDING;
    wanted want = position == EN_FIRST_INCLUDING_CARRYOVER ? WANT_ANY
                  : position == EN_LAST_ENDING             ? WANT_END
                                                           : WANT_START;
    const entry *e;

    if (!r->m || !name)
        return NULL;
    e = search_table(r, name, r->from, r->m->count, backwards, want);
    if (!e)
        e = search_table(r, name, r->from, r->m->count, backwards, WANT_ANY);
    if (!e && boundary != EN_TABLE_FRAGMENT)
        e = search_table(r, name, 0, r->from, true, WANT_ANY);
    if (e || boundary != EN_TABLE)
        return e ? e->marker : NULL;
    for (const carried *c = r->table->carried; c; c = c->next)
        if (strcmp(c->name, name) == 0)
            return c->marker;
    return NULL;
}

static bool is_class(const fo_node *marker, const char *name)
{
    const char *class = fo_string(marker, PR_MARKER_CLASS_NAME);
    return class && name && strcmp(class, name) == 0;
}

/* The first marker of the class in the bodies of the table. */
static const fo_node *first_of_class(const fo_node *n, const char *name, int depth)
{
    const fo_node *marker = NULL;
    for (const fo_node *k = fo_child(n); k && !marker; k = fo_next(k)) {
        fo_type type = fo_type_of(k);
        if (type == FO_MARKER && is_class(k, name))
            marker = k;
        else if (depth < MAX_FIRST_DEPTH && type != FO_MARKER && type != FO_TABLE_HEADER &&
                 type != FO_TABLE_FOOTER)
            marker = first_of_class(k, name, depth + 1);
    }
    return marker;
}

static const fo_node *answer(const struct retrieval *r, const fo_node *n)
{
    if (fo_type_of(n) == FO_RETRIEVE_MARKER)
        return r->m ? choose(r->m, n) : NULL;
    if (r->first)
        return first_of_class(r->table->fo, fo_string(n, PR_RETRIEVE_CLASS_NAME), 0);
    if (r->table)
        return choose_table(r, n);
    return r->probe && is_class(r->probe, fo_string(n, PR_RETRIEVE_CLASS_NAME)) ? r->probe : NULL;
}

/* How many markers has it been retrieved by? Only those of a table may ask again, and once. */
static int nesting(const fo_node *n)
{
    int count = 0;
    for (const fo_node *up = fo_parent(n); up; up = fo_parent(up))
        count += fo_type_of(up) == FO_MARKER;
    return count;
}

const fo_node *layout_retrieve(layout *l, const fo_node *n)
{
    struct retrieval *r = l->retrieval;
    const fo_node *marker;
    int depth = nesting(n);
    found *f;

    if (depth > (fo_type_of(n) == FO_RETRIEVE_TABLE_MARKER ? 1 : 0))
        return NULL;
    if (r && depth)
        r->nested = true;
    if (r && fo_type_of(n) == FO_RETRIEVE_MARKER && (r->table || r->probe))
        r = r->outer; /* the page's own */
    if (!r)
        return NULL;
    for (f = r->found; f; f = f->next)
        if (f->asked == n)
            return f->answer;
    f = ARENA_NEW(r->mem, found);
    f->asked = n;
    f->next = r->found;
    r->found = f;
    marker = answer(r, n);
    f->answer = marker && fo_child(marker) ? fo_adopt(r->mem, l->tree, marker, n) : NULL;
    return f->answer;
}
