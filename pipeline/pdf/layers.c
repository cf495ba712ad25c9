/* layers.c - see layers.h. */
#include <stdlib.h>

#include "base/arena.h"
#include "pdf/layers.h"

typedef struct {
    strbuf bytes;
    int z;
    size_t order; /* in the document */
} layer;

struct layer_context {
    const area *a;      /* NULL: the page */
    content outer;      /* to go on with */
    size_t start, head; /* ends of what clips and turns it, and of its box */
    layer *list;        /* that are finished in it */
    size_t count, cap;
};

static struct layer_context *push(layers *s)
{
    if (s->count == s->cap) {
        s->cap = s->cap ? s->cap * 2 : 4;
        s->open = mem_realloc(s->open, s->cap * sizeof *s->open);
    }
    s->open[s->count] = (struct layer_context){0};
    return &s->open[s->count++];
}

static struct layer_context *top(const layers *s)
{
    return s->count ? &s->open[s->count - 1] : NULL;
}

const area *layers_top(const layers *s)
{
    return s->count ? top(s)->a : NULL;
}

void layers_open(layers *s, content *c, const area *a)
{
    struct layer_context *x;

    if (!s->count)
        push(s);
    x = push(s);
    x->a = a;
    x->outer = *c;
    *c = (content){0};
    content_start(c);
}

void layers_begin(layers *s, content *c)
{
    top(s)->start = top(s)->head = c->out.len;
}

void layers_split(layers *s, content *c)
{
    top(s)->head = c->out.len;
    content_forget(c);
}

static int compare(const void *left, const void *right)
{
    const layer *a = left, *b = right;
    return a->z != b->z ? (a->z > b->z) - (a->z < b->z)
                        : (a->order > b->order) - (a->order < b->order);
}

/* Each part begins with the state of a new stream, and what clips and turns it. */
static void add_part(strbuf *out, const strbuf *own, size_t start, size_t from, size_t to)
{
    if (from == to)
        return;
    strbuf_adds(out, "q\n");
    strbuf_add(out, own->data, start);
    strbuf_add(out, own->data + from, to - from);
    strbuf_adds(out, "Q\n");
}

static void add_layers(strbuf *out, const struct layer_context *x, bool below)
{
    for (size_t i = 0; i < x->count; i++)
        if ((x->list[i].z < 0) == below)
            strbuf_add(out, x->list[i].bytes.data, x->list[i].bytes.len);
}

/* The context's own stream and those in it; they are gone then. */
static strbuf join(struct layer_context *x, const strbuf *own)
{
    strbuf out = STRBUF_INIT;

    if (x->count > 1)
        qsort(x->list, x->count, sizeof *x->list, compare);
    add_part(&out, own, x->start, x->start, x->head);
    add_layers(&out, x, true);
    add_part(&out, own, x->start, x->head, own->len);
    add_layers(&out, x, false);
    for (size_t i = 0; i < x->count; i++)
        strbuf_free(&x->list[i].bytes);
    mem_free(x->list);
    return out;
}

static void add(struct layer_context *x, strbuf bytes, int z)
{
    if (x->count == x->cap) {
        x->cap = x->cap ? x->cap * 2 : 8;
        x->list = mem_realloc(x->list, x->cap * sizeof *x->list);
    }
    x->list[x->count] = (layer){bytes, z, x->count};
    x->count++;
}

void layers_close(layers *s, content *c)
{
    struct layer_context *x = top(s);
    const strbuf all = join(x, &c->out);
    const size_t deepest = c->deepest + 1;

    content_free(c);
    *c = x->outer;
    if (deepest > c->deepest)
        c->deepest = deepest;
    s->count--;
    add(top(s), all, fo_integer(x->a->fo, PR_Z_INDEX));
}

void layers_join(layers *s, content *c)
{
    if (s->count) {
        strbuf all = join(top(s), &c->out);
        strbuf_free(&c->out);
        c->out = all;
        c->deepest++;
    }
    mem_free(s->open);
    *s = (layers){0};
}
