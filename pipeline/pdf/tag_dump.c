/* tag_dump.c - the structure tree as text, for --dump=tags and tests: an element a line, indented,
 * with attributes and, in quotes, the text where it stands among the kids. */
#include "pdf/tags.h"

void tags_keep_text(tags *t)
{
    t->text = ARENA_NEW(t->mem, strbuf);
}

void tags_note_text(tags *t, const char *text, size_t len)
{
    if (!t->text)
        return;
    t->text_at = arena_grow(t->mem, t->text_at, &t->text_cap, t->content + 1, sizeof *t->text_at);
    while (t->text_count <= t->content)
        t->text_at[t->text_count++] = (uint32_t)t->text->len;
    strbuf_add(t->text, text, len);
}

/* Pieces that follow one another are one text: `on` says that there is one to go on with. */
static bool dump_text(const tags *t, uint32_t kid, bool on, strbuf *out)
{
    size_t from, to;

    if (!t->text || kid >= t->text_count)
        return on;
    from = t->text_at[kid];
    to = kid + 1 < t->text_count ? t->text_at[kid + 1] : t->text->len;
    if (from == to)
        return on;
    if (on)
        out->len--;
    else
        strbuf_adds(out, " \"");
    strbuf_add(out, t->text->data + from, to - from);
    strbuf_addc(out, '"');
    return true;
}

static void dump_attributes(const tags *t, const tag_element *e, strbuf *out)
{
    const tag_extra *x = e->extra ? &t->extras[e->extra] : NULL;

    if (e->type >= TAG_COUNT)
        strbuf_printf(out, " as=%s", tags_type_name(t, (uint16_t)tags_standard(t, e->type)));
    if (tags_standard(t, e->type) == TAG_L)
        strbuf_printf(out, " numbering=%s", tag_numbering_name(e->scope));
    else if (e->scope)
        strbuf_printf(out, " scope=%s", tag_scope_name(e->scope));
    if (e->columns > 1)
        strbuf_printf(out, " columns=%u", e->columns);
    if (e->rows > 1)
        strbuf_printf(out, " rows=%u", e->rows);
    if (x && x->language)
        strbuf_printf(out, " lang=%s", x->language);
    if (x && x->alternative)
        strbuf_printf(out, " alt=\"%s\"", x->alternative);
}

/* One line: the element and what is directly in it up to its first element; elements inside follow,
 * and what stands behind them goes on in lines of its own. */
static void dump_element(const tags *t, uint32_t n, int depth, strbuf *out)
{
    const tag_element *e = &t->elements[n];
    bool line = true, on = false;

    strbuf_printf(out, "%*s%s", 2 * depth, "", tags_type_name(t, e->type));
    dump_attributes(t, e, out);
    for (uint32_t k = e->first; k; k = t->kids[k].next) {
        if (t->kids[k].kind == KID_ELEMENT) {
            if (line)
                strbuf_addc(out, '\n');
            dump_element(t, t->kids[k].value, depth + 1, out);
            line = on = false;
            continue;
        }
        if (!line)
            strbuf_printf(out, "%*s", 2 * depth + 1, "");
        line = true;
        if (t->kids[k].kind == KID_CONTENT)
            on = dump_text(t, k, on, out);
        else
            strbuf_adds(out, " annotation"), on = false;
    }
    if (line)
        strbuf_addc(out, '\n');
}

void tags_dump(const tags *t, strbuf *out)
{
    dump_element(t, TAG_ROOT, 0, out);
}
