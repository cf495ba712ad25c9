/* links.c - destinations, links and the outline.
 *
 * While pages are painted only records are made: an id may stand on a later page than the link to
 * it. At the end each link becomes an annotation whose /Dest is a direct array (some validators
 * reject indirect ones). Ids are in a hash table; the first area of an id is its destination. */
#include <string.h>

#include "base/hash.h"
#include "pdf/pdf_int.h"

enum { MAX_DEPTH = 64, NEAR = 16 /* links between two lines of one */ };

/* ---- destinations ---- */

static uint64_t id_hash(const char *s)
{
    const uint64_t h = hash_text(s);

    return h ^ h >> 31;
}

static destination *find_slot(const destination_table *t, const char *id)
{
    size_t at = id_hash(id) & (t->size - 1);

    while (t->slots[at].id && strcmp(t->slots[at].id, id))
        at = (at + 1) & (t->size - 1);
    return &t->slots[at];
}

static void widen(destination_table *t, arena *a)
{
    destination_table wider = {NULL, t->size ? t->size * 2 : 64, t->count};

    wider.slots = ARENA_ARRAY(a, destination, wider.size);
    for (size_t i = 0; i < t->size; i++)
        if (t->slots[i].id)
            *find_slot(&wider, t->slots[i].id) = t->slots[i];
    *t = wider;
}

void links_note_id(pdf_writer *w, uint32_t page, const char *id, mpt x, mpt y)
{
    destination_table *t = &w->destinations;
    destination *d;

    if (t->count * 2 >= t->size)
        widen(t, w->mem);
    d = find_slot(t, id);
    if (d->id)
        return;
    *d = (destination){arena_strdup(w->mem, id), page, x, y};
    t->count++;
}

static const destination *find_destination(const pdf_writer *w, const char *id)
{
    const destination *d = w->destinations.size ? find_slot(&w->destinations, id) : NULL;
    return d && d->id ? d : NULL;
}

/* ---- links ---- */

static bool scheme_allowed(const char *uri)
{
    static const char *const schemes[] = {"http:", "https:", "mailto:"};

    for (size_t i = 0; i < COUNT(schemes); i++) {
        size_t n = 0;
        while (schemes[i][n] && (uri[n] == schemes[i][n] || uri[n] + 32 == schemes[i][n]))
            n++;
        if (!schemes[i][n])
            return true;
    }
    return false;
}

/* Another line of a link says with it what the whole link does. */
static link_text *said_before(const pdf_writer *w, const area *a, const link_record *l)
{
    const char *target = l->internal ? l->internal : l->external;

    for (size_t i = w->link_count; a->continued && i-- > 0 && w->link_count - i <= NEAR;) {
        const link_record *other = &w->links[i];
        const char *to = other->internal ? other->internal : other->external;
        if (other->said && !other->internal == !l->internal && !strcmp(to, target))
            return other->said;
    }
    return ARENA_NEW(w->mem, link_text);
}

static void add_annotation(pdf_writer *w, page_record *record, const area *a, link_record where)
{
    w->links = arena_grow(w->mem, w->links, &w->link_cap, w->link_count + 1, sizeof *w->links);
    if (w->tags) {
        where.element = tag_walk_annotation(w->walk, a->fo, where.field ? TAG_FORM : TAG_LINK);
        tags_add_annotation(w->tags, where.element, (uint32_t)w->link_count,
                            (uint32_t)w->page_count);
    }
    w->links[w->link_count++] = where;
    record->link_count++;
}

void links_note(pdf_writer *w, page_record *record, const area *a, link_record where)
{
    const char *alternative = a->fo ? fo_svod(a->fo, "alt") : NULL;

    where.pos = area_pos(a);
    if (!a->link_internal && !scheme_allowed(a->link_external)) {
        diag_report(w->dg, where.pos, MSG_LINK_SCHEME,
                    diag_text(w->dg, a->link_external, strlen(a->link_external)));
        return;
    }
    if (where.left >= where.right || where.bottom >= where.top)
        return;
    if (a->link_internal)
        where.internal = arena_strdup(w->mem, a->link_internal);
    else
        where.external = arena_strdup(w->mem, a->link_external);
    where.said = said_before(w, a, &where);
    if (alternative && *alternative)
        *where.said = (link_text){.text = arena_strdup(w->mem, alternative), .full = true};
    else
        link_text_add(where.said, w->mem, a);
    where.above = a->fo ? fo_fixed(a->fo, PR_DESTINATION_PLACEMENT_OFFSET) : 0;
    add_annotation(w, record, a, where);
}

static bool has_field(const pdf_writer *w, const char *name)
{
    for (size_t i = 0; i < w->link_count; i++)
        if (w->links[i].field && !strcmp(w->links[i].field, name))
            return true;
    return false;
}

/* Fields of one name are one field (PDF 32000-1, 12.7.3.2), and can be signed but once. */
void links_note_field(pdf_writer *w, page_record *record, const area *a, const char *name,
                      link_record where)
{
    const char *alternative = fo_svod(a->fo, "alt");

    where.pos = area_pos(a);
    if (has_field(w, name)) {
        diag_report(w->dg, where.pos, MSG_FO_DUPLICATE, fo_type_name(fo_type_of(a->fo)),
                    "svod:field", diag_text(w->dg, name, strlen(name)));
        return;
    }
    where.field = arena_strdup(w->mem, name);
    where.tip = arena_strdup(w->mem, alternative ? alternative : name);
    add_annotation(w, record, a, where);
}

/* URIs are ASCII (PDF 32000-1, 12.6.4.7): other bytes are percent-encoded. */
static void put_uri(strbuf *b, const char *uri)
{
    strbuf plain = STRBUF_INIT;

    for (const unsigned char *s = (const unsigned char *)uri; *s; s++) {
        if (*s <= ' ' || *s >= 0x7F)
            strbuf_printf(&plain, "%%%02X", *s);
        else
            strbuf_addc(&plain, (char)*s);
    }
    put_string(b, strbuf_text(&plain), plain.len);
    strbuf_free(&plain);
}

/* The view begins `above` the place itself (destination-placement-offset, 7.23.5). */
static void put_destination(const pdf_writer *w, strbuf *b, const destination *d, mpt above)
{
    const mpt at[2] = {d->x, mpt_add(d->y, above)};

    strbuf_addc(b, '[');
    put_reference(b, w->pages[d->page].object);
    strbuf_adds(b, "/XYZ ");
    put_numbers(b, at, 2);
    strbuf_adds(b, "null]");
}

static bool put_target(pdf_writer *w, strbuf *b, const link_record *l)
{
    const destination *d;

    if (l->external) {
        strbuf_adds(b, "/A<</S/URI/URI");
        put_uri(b, l->external);
        strbuf_adds(b, ">>");
        return true;
    }
    d = find_destination(w, l->internal);
    if (!d) {
        diag_report(w->dg, l->pos, MSG_LINK_UNRESOLVED,
                    diag_text(w->dg, l->internal, strlen(l->internal)));
        return false;
    }
    strbuf_adds(b, "/Dest");
    put_destination(w, b, d, l->above);
    return true;
}

static void put_annotation(strbuf *b, const link_record *l)
{
    const mpt rect[4] = {l->left, l->bottom, l->right, l->top};
    const char *text = l->said->text ? l->said->text : l->external ? l->external : l->internal;

    strbuf_adds(b, "/Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[");
    put_numbers(b, rect, 4);
    strbuf_adds(b, "]/Contents");
    put_text_string(b, text);
}

/* A field shows nothing until it is signed, but PDF/A wants an appearance (ISO 19005-2, 6.3.3). */
static objnum empty_picture(pdf_writer *w, const link_record *l)
{
    const mpt size[2] = {l->right - l->left, l->top - l->bottom};
    const objnum n = object_new(w->objects);
    strbuf entries = STRBUF_INIT;

    strbuf_adds(&entries, "/Type/XObject/Subtype/Form/BBox[0 0 ");
    put_numbers(&entries, size, 2);
    strbuf_adds(&entries, "]/Resources<<>>");
    writer_keep_stream(w, n, &entries, "", 0);
    strbuf_free(&entries);
    return n;
}

static void put_field(pdf_writer *w, strbuf *b, const page_record *page, const link_record *l)
{
    const mpt rect[4] = {l->left, l->bottom, l->right, l->top};
    const objnum picture = empty_picture(w, l);

    strbuf_adds(b, "/Type/Annot/Subtype/Widget/FT/Sig/F 4/T");
    put_text_string(b, l->field);
    strbuf_adds(b, "/TU");
    put_text_string(b, l->tip);
    strbuf_printf(b, "/P %u 0 R/AP<</N %u 0 R>>/Rect[", page->object, picture);
    put_numbers(b, rect, 4);
    strbuf_addc(b, ']');
}

static void add_to_list(strbuf *list, objnum n)
{
    put_reference(list, n);
    strbuf_addc(list, ' ');
}

void links_write_page(pdf_writer *w, const page_record *record, strbuf *annots)
{
    for (size_t i = record->first_link; i < record->first_link + record->link_count; i++) {
        link_record *l = &w->links[i];

        strbuf_clear(&w->scratch);
        if (l->field)
            put_field(w, &w->scratch, record, l);
        else if (put_target(w, &w->scratch, l))
            put_annotation(&w->scratch, l);
        else
            continue;
        if (l->element)
            put_count(&w->scratch, "/StructParent ", w->page_count + i);
        l->object = object_new(w->objects);
        writer_keep_dict(w, l->object);
        add_to_list(annots, l->object);
        if (l->field)
            add_to_list(&w->fields, l->object);
    }
}

/* ---- outline ---- */

/* An entry of the outline while it is linked: indices into the bookmarks, -1 for none. */
typedef struct {
    long parent, previous, next, first, last;
    long open; /* entries shown below it when it is open itself */
    objnum object;
} entry;

/* Depth may jump by more than one, and entries nest no deeper than MAX_DEPTH: deeper ones are hung
 * at that level. `path` holds the last entry of each level. */
static void link_entries(entry *e, const area_bookmark *marks, size_t n, entry *root)
{
    long path[MAX_DEPTH + 1];
    int depth = 0;

    for (size_t i = 0; i < n; i++) {
        int wanted = marks[i].depth < 0 ? 0 : marks[i].depth;
        entry *parent;
        depth = i == 0 ? 0 : wanted > depth ? depth + 1 : wanted;
        if (depth > MAX_DEPTH)
            depth = MAX_DEPTH;
        e[i] = (entry){.parent = depth ? path[depth - 1] : -1, .next = -1, .first = -1, .last = -1};
        parent = depth ? &e[e[i].parent] : root;
        e[i].previous = parent->last;
        if (parent->last >= 0)
            e[parent->last].next = (long)i;
        else
            parent->first = (long)i;
        parent->last = (long)i;
        path[depth] = (long)i;
    }
}

/* /Count: what would be visible below, from the leaves upwards. */
static void count_entries(entry *e, const area_bookmark *marks, size_t n, entry *root)
{
    for (size_t i = n; i-- > 0;) {
        entry *parent = e[i].parent >= 0 ? &e[e[i].parent] : root;
        parent->open += 1 + (marks[i].open ? e[i].open : 0);
    }
}

static void put_entry(strbuf *b, const char *key, const entry *e, long i)
{
    if (i < 0)
        return;
    strbuf_adds(b, key);
    put_reference(b, e[i].object);
}

static void write_entry(pdf_writer *w, const entry *e, size_t i, objnum root)
{
    const area_bookmark *mark = &w->result->bookmarks[i];
    link_record target = {.internal = mark->internal, .external = mark->external, .pos = mark->pos};
    strbuf *b = &w->scratch;

    strbuf_clear(b);
    strbuf_adds(b, "/Title");
    put_text_string(b, mark->title ? mark->title : "");
    strbuf_adds(b, "/Parent ");
    put_reference(b, e[i].parent >= 0 ? e[e[i].parent].object : root);
    put_entry(b, "/Prev ", e, e[i].previous);
    put_entry(b, "/Next ", e, e[i].next);
    put_entry(b, "/First ", e, e[i].first);
    put_entry(b, "/Last ", e, e[i].last);
    if (e[i].first >= 0)
        strbuf_printf(b, "/Count %ld", mark->open ? e[i].open : -e[i].open);
    if (mark->internal || (mark->external && scheme_allowed(mark->external)))
        put_target(w, b, &target);
    else if (mark->external)
        diag_report(w->dg, mark->pos, MSG_LINK_SCHEME,
                    diag_text(w->dg, mark->external, strlen(mark->external)));
    writer_keep_dict(w, e[i].object);
}

objnum links_write_outline(pdf_writer *w)
{
    size_t n = w->result ? w->result->bookmark_count : 0;
    entry *e, root = {-1, -1, -1, -1, -1, 0, 0};

    if (!n)
        return 0;
    e = ARENA_ARRAY(w->mem, entry, n);
    root.object = object_new(w->objects);
    link_entries(e, w->result->bookmarks, n, &root);
    count_entries(e, w->result->bookmarks, n, &root);
    for (size_t i = 0; i < n; i++)
        e[i].object = object_new(w->objects);
    for (size_t i = 0; i < n; i++)
        write_entry(w, e, i, root.object);
    strbuf_clear(&w->scratch);
    strbuf_adds(&w->scratch, "/Type/Outlines");
    put_entry(&w->scratch, "/First ", e, root.first);
    put_entry(&w->scratch, "/Last ", e, root.last);
    strbuf_printf(&w->scratch, "/Count %ld", root.open);
    writer_keep_dict(w, root.object);
    return root.object;
}
