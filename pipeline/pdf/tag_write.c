/* tag_write.c - the structure tree in the file: StructTreeRoot, ParentTree, IDTree, and the
 * elements, which are numbered after all other objects and written one by one when their time
 * comes.
 *
 * Keys of the parent tree are the pages, from 0, and after them the links. */

#include "pdf/pdf_int.h"

enum { LEAF = 64 }; /* keys of the parent tree in one object */

typedef struct {
    pdf_writer *w;
    const tags *t;
    objnum root, first; /* of the elements */
} job;

static objnum element_object(const job *j, uint32_t element)
{
    return j->first + element - 1;
}

/* ---- elements ---- */

static bool is_shown(const job *j, const tag_kid *kid)
{
    return kid->kind != KID_ANNOTATION || j->w->links[kid->value].object;
}

/* A link that leads nowhere is not called one, nor a form without a field. */
static const char *type_name(const job *j, const tag_element *e)
{
    const char *name = tags_type_name(j->t, e->type);

    if (e->type != TAG_LINK && e->type != TAG_FORM)
        return name;
    for (uint32_t k = e->first; k; k = j->t->kids[k].next)
        if (j->t->kids[k].kind == KID_ANNOTATION && is_shown(j, &j->t->kids[k]))
            return name;
    return "Span";
}

static void put_kid(const job *j, const tag_kid *kid, uint32_t page, strbuf *b)
{
    const pdf_writer *w = j->w;

    switch ((tag_kid_kind)kid->kind) {
    case KID_ELEMENT:
        put_reference(b, element_object(j, kid->value));
        break;
    case KID_CONTENT:
        if (kid->page == page) {
            strbuf_add_integer(b, kid->value);
            break;
        }
        strbuf_adds(b, "<</Type/MCR/Pg ");
        put_reference(b, w->pages[kid->page].object);
        strbuf_adds(b, "/MCID ");
        strbuf_add_integer(b, kid->value);
        strbuf_adds(b, ">>");
        break;
    case KID_ANNOTATION:
        strbuf_adds(b, "<</Type/OBJR/Pg ");
        put_reference(b, w->pages[kid->page].object);
        strbuf_adds(b, "/Obj ");
        put_reference(b, w->links[kid->value].object);
        strbuf_adds(b, ">>");
        break;
    }
}

/* /Pg is the page of the first piece of content; those on other pages tell theirs. */
static void put_kids(const job *j, const tag_element *e, strbuf *b)
{
    const tag_kid *kids = j->t->kids;
    uint32_t page = UINT32_MAX, n = 0;

    for (uint32_t k = e->first; k; k = kids[k].next) {
        n += is_shown(j, &kids[k]);
        if (kids[k].kind == KID_CONTENT && page == UINT32_MAX)
            page = kids[k].page;
    }
    if (page != UINT32_MAX) {
        strbuf_adds(b, "/Pg ");
        put_reference(b, j->w->pages[page].object);
    }
    if (!n)
        return;
    strbuf_adds(b, n > 1 ? "/K[" : "/K ");
    for (uint32_t k = e->first, i = 0; k; k = kids[k].next) {
        if (!is_shown(j, &kids[k]))
            continue;
        if (i++)
            strbuf_addc(b, ' ');
        put_kid(j, &kids[k], page, b);
    }
    if (n > 1)
        strbuf_addc(b, ']');
}

static void put_cell(const tag_element *e, strbuf *b)
{
    if (e->columns < 2 && e->rows < 2 && !e->scope)
        return;
    strbuf_adds(b, "/A<</O/Table");
    if (e->columns > 1)
        put_count(b, "/ColSpan ", e->columns);
    if (e->rows > 1)
        put_count(b, "/RowSpan ", e->rows);
    if (e->scope) {
        strbuf_adds(b, "/Scope/");
        strbuf_adds(b, tag_scope_name(e->scope));
    }
    strbuf_adds(b, ">>");
}

static void put_text_entry(strbuf *b, const char *key, const char *text)
{
    if (!text)
        return;
    strbuf_adds(b, key);
    put_text_string(b, text);
}

static void put_extra(const tag_extra *x, strbuf *b)
{
    put_text_entry(b, "/Alt", x->alternative);
    put_text_entry(b, "/Lang", x->language);
    put_text_entry(b, "/ID", x->id);
    if (!x->has_box)
        return;
    strbuf_adds(b, "/A<</O/Layout/Placement/Block/BBox[");
    put_numbers(b, x->box, 4);
    strbuf_adds(b, "]>>");
}

static void put_element(void *self, uint32_t i, strbuf *b)
{
    const job *j = self;
    const tag_element *e = &j->t->elements[i + 1];
    const tag_type standard = tags_standard(j->t, e->type);

    strbuf_adds(b, "<</S");
    put_name(b, type_name(j, e));
    strbuf_adds(b, "/P ");
    put_reference(b, e->parent ? element_object(j, e->parent) : j->root);
    if (standard == TAG_TD || standard == TAG_TH)
        put_cell(e, b);
    if (standard == TAG_L && e->scope)
        strbuf_printf(b, "/A<</O/List/ListNumbering/%s>>", tag_numbering_name(e->scope));
    if (e->extra)
        put_extra(&j->t->extras[e->extra], b);
    put_kids(j, e, b);
    strbuf_adds(b, ">>");
}

/* ---- the parent tree ---- */

static void put_page_owners(const job *j, const page_record *page, strbuf *b)
{
    const uint32_t *owner = j->t->owners + page->first_content;

    strbuf_addc(b, '[');
    for (uint32_t i = 0; i < page->content_count; i++) {
        put_reference(b, element_object(j, owner[i]));
        strbuf_addc(b, ' ');
    }
    strbuf_addc(b, ']');
}

static void put_key(const job *j, uint32_t key, strbuf *b)
{
    const pdf_writer *w = j->w;

    strbuf_add_integer(b, key);
    if (key < w->page_count) {
        put_page_owners(j, &w->pages[key], b);
        return;
    }
    strbuf_addc(b, ' ');
    put_reference(b, element_object(j, w->links[key - w->page_count].element));
    strbuf_addc(b, ' ');
}

static bool has_key(const pdf_writer *w, uint32_t key)
{
    return key < w->page_count ? w->pages[key].content_count > 0
                               : w->links[key - w->page_count].object != 0;
}

static void write_leaf(const job *j, objnum n, uint32_t from, uint32_t to)
{
    strbuf b = STRBUF_INIT;

    strbuf_printf(&b, "/Limits[%u %u]/Nums[", from, to - 1);
    for (uint32_t key = from; key < to; key++)
        if (has_key(j->w, key))
            put_key(j, key, &b);
    strbuf_addc(&b, ']');
    writer_keep(j->w, n, &b);
    strbuf_free(&b);
}

/* ---- the root ---- */

static void put_roles(const tags *t, strbuf *b)
{
    if (!t->role_count)
        return;
    strbuf_adds(b, "/RoleMap<<");
    for (size_t i = 0; i < t->role_count; i++) {
        put_name(b, t->roles[i].name);
        put_name(b, tags_type_name(t, (uint16_t)t->roles[i].as));
    }
    strbuf_adds(b, ">>");
}

/* In order of the ids, which is that of the elements. */
static void put_ids(const job *j, strbuf *b)
{
    if (!j->t->notes)
        return;
    strbuf_adds(b, "/IDTree<</Names[");
    for (uint32_t e = 1; e <= j->t->element_count; e++) {
        const uint32_t extra = j->t->elements[e].extra;
        if (!extra || !j->t->extras[extra].id)
            continue;
        put_text_string(b, j->t->extras[extra].id);
        put_reference(b, element_object(j, e));
    }
    strbuf_adds(b, "]>>");
}

/* What /Kids lists: made first, since the elements come after all other objects. */
static objnum *new_leaves(const job *j, uint32_t keys)
{
    objnum *leaves = ARENA_ARRAY(j->w->mem, objnum, keys / LEAF + 1);

    for (uint32_t i = 0; i * LEAF < keys; i++)
        leaves[i] = object_new(j->w->objects);
    return leaves;
}

void tags_put(pdf_writer *w, strbuf *b)
{
    const uint32_t keys = (uint32_t)(w->page_count + w->link_count);
    job *j;
    objnum *leaves;
    strbuf root = STRBUF_INIT;

    if (!w->tags)
        return;
    j = ARENA_NEW(w->mem, job);
    *j = (job){.w = w, .t = w->tags, .root = object_new(w->objects)};
    leaves = new_leaves(j, keys);
    j->first = objects_follow(w->objects, w->tags->element_count, put_element, j);
    strbuf_printf(&root, "/Type/StructTreeRoot/K %u 0 R/ParentTreeNextKey %u/ParentTree<</Kids[",
                  element_object(j, TAG_ROOT), keys);
    for (uint32_t i = 0; i * LEAF < keys; i++) {
        const uint32_t from = i * LEAF, to = keys - from > LEAF ? from + LEAF : keys;
        strbuf_printf(&root, "%u 0 R ", leaves[i]);
        write_leaf(j, leaves[i], from, to);
    }
    strbuf_adds(&root, "]>>");
    put_roles(w->tags, &root);
    put_ids(j, &root);
    writer_keep(w, j->root, &root);
    strbuf_free(&root);
    strbuf_printf(b, "/StructTreeRoot %u 0 R/MarkInfo<</Marked true>>", j->root);
}
