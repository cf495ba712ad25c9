/* proof.c - see proof.h: a hash over what a reader of the page would see, in the order of the area
 * tree. */
#include "proof.h"

#include "base/hash.h"

static void add(uint64_t *h, const void *bytes, size_t n)
{
    *h = hash_bytes(*h, bytes, n);
}

static void add_length(uint64_t *h, mpt length)
{
    *h = hash_one(*h, (uint32_t)length);
}

static void add_text(uint64_t *text, uint64_t *places, const area_text *t)
{
    add(text, t->text, t->text_len);
    add_length(places, t->size);
    add_length(places, t->baseline);
    for (uint32_t i = 0; i < t->glyph_count; i++)
        add_length(places, t->glyphs[i].advance);
}

static void add_area(uint64_t *text, uint64_t *places, const area *a)
{
    const mpt lengths[] = {a->x, a->y, a->w, a->h, a->rotation, (mpt)a->kind};

    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        add_length(places, lengths[i]);
    if (a->kind == AREA_TEXT && !a->hidden)
        add_text(text, places, a->u.text);
    if (a->kind == AREA_LINE)
        add(text, "\n", 1);
    for (int i = 0; a->box && i < 4; i++)
        add_length(places, a->box->edge[i].style ? a->box->edge[i].width : 0);
}

static bool begins_row(const area *a)
{
    return a->kind == AREA_BLOCK && a->columns == 0 && a->rows == 1 && !a->continued &&
           a->role == ROLE_CONTENT && a->fo && fo_type_of(fo_parent(a->fo)) == FO_TABLE_BODY;
}

/* The next area in the order of the tree, without a stack. */
static const area *following(const area *a, const area *root)
{
    if (a->child)
        return a->child;
    while (a != root && !a->next)
        a = a->parent;
    return a == root ? NULL : a->next;
}

static bool take_page(page_sink *self, const area_page *page)
{
    proof *p = (proof *)self;
    uint64_t text = HASH_START, places = HASH_START;

    for (const area *a = page->root; a; a = following(a, page->root)) {
        add_area(&text, &places, a);
        p->rows += begins_row(a);
    }
    strbuf_printf(&p->pages, "%s%08x:%08x", p->pages.len ? " " : "", (unsigned)(text ^ text >> 32),
                  (unsigned)(places ^ places >> 32));
    add(&p->all, &text, sizeof text);
    add(&p->all, &places, sizeof places);
    return p->next->page(p->next, page);
}

proof proof_of(page_sink *next)
{
    return (proof){.sink = {take_page}, .next = next, .all = HASH_START};
}

void proof_end(proof *p)
{
    strbuf_free(&p->pages);
}
