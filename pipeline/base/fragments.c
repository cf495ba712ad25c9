/* fragments.c - see fragments.h. A part is read once into texts and holes, and put many times. */
#include "base/fragments.h"

#include <string.h>

#include "base/output.h"

/* Text, and the hole behind it. */
typedef struct {
    const char *text, *hole; /* hole is NULL behind the last text of a part */
    size_t size;
    bool as_it_is;
} piece;

typedef struct {
    const char *name;
    piece *pieces;
    size_t count, cap;
} part;

struct fragments {
    part *parts;
    size_t count, cap;
};

/* ---- reading ---- */

static const char *cut_line(char **rest)
{
    char *line = *rest, *end = line + strcspn(line, "\n");

    *rest = *end ? end + 1 : end;
    *end = '\0';
    return line;
}

static part *add_part(fragments *f, const char *name, arena *a)
{
    part *p;

    f->parts = arena_grow(a, f->parts, &f->cap, f->count + 1, sizeof *f->parts);
    p = &f->parts[f->count++];
    p->name = arena_strdup(a, name);
    return p;
}

/* The text before a hole is done. */
static void add_piece(part *p, strbuf *text, const char *hole, bool as_it_is, arena *a)
{
    p->pieces = arena_grow(a, p->pieces, &p->cap, p->count + 1, sizeof *p->pieces);
    p->pieces[p->count].size = text->len;
    p->pieces[p->count].hole = hole;
    p->pieces[p->count].as_it_is = as_it_is;
    p->pieces[p->count++].text = strbuf_take(text, a);
}

/* What stands between the braces: «русский|English», or the name of a hole. */
static void read_hole(part *p, strbuf *text, const char *inside, size_t n, lang l, arena *a)
{
    const char *bar = memchr(inside, '|', n);
    const bool as_it_is = *inside == '{';

    if (bar && l == LANG_RU)
        strbuf_add(text, inside, (size_t)(bar - inside));
    else if (bar)
        strbuf_add(text, bar + 1, n - (size_t)(bar + 1 - inside));
    else
        add_piece(p, text, arena_strndup(a, inside + as_it_is, n - as_it_is), as_it_is, a);
}

static void read_line(part *p, strbuf *text, const char *line, lang l, arena *a)
{
    const char *open, *close;

    line += strspn(line, " ");
    while ((open = strstr(line, "{{")) && (close = strstr(open, "}}"))) {
        strbuf_add(text, line, (size_t)(open - line));
        read_hole(p, text, open + 2, (size_t)(close - open) - 2, l, a);
        line = close + 2 + (open[2] == '{');
    }
    strbuf_adds(text, line);
}

static fragments *read_parts(char *rest, lang l, arena *a)
{
    fragments *f = ARENA_NEW(a, fragments);
    strbuf text = STRBUF_INIT;
    part *p = NULL;

    while (*rest) {
        const char *line = cut_line(&rest);
        if (!strncmp(line, "%% ", 3)) {
            if (p)
                add_piece(p, &text, NULL, false, a);
            p = add_part(f, line + 3, a);
        } else if (p) {
            if (p->count || text.len)
                strbuf_addc(&text, '\n');
            read_line(p, &text, line, l, a);
        }
    }
    if (p)
        add_piece(p, &text, NULL, false, a);
    strbuf_free(&text);
    return f;
}

const fragments *fragments_read(const char *path, lang l, arena *a, diag *dg)
{
    char *bytes;
    size_t size;
    fragments *f;

    if (!input_read(path, 0, &bytes, &size, dg))
        return NULL;
    f = read_parts(bytes, l, a);
    mem_free(bytes);
    return f;
}

/* ---- putting ---- */

static void put_value(const piece *in, const fragment_value *values, size_t count, strbuf *out)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(values[i].name, in->hole))
            continue;
        if (in->as_it_is)
            strbuf_adds(out, values[i].value);
        else
            strbuf_add_xml(out, values[i].value);
    }
}

void fragments_put(const fragments *f, const char *name, const fragment_value *values, size_t count,
                   strbuf *out)
{
    const part *p = f->parts;

    while (p < f->parts + f->count && strcmp(p->name, name))
        p++;
    if (p == f->parts + f->count)
        return;
    for (const piece *in = p->pieces; in < p->pieces + p->count; in++) {
        strbuf_add(out, in->text, in->size);
        if (in->hole)
            put_value(in, values, count, out);
    }
}
