/* stream.c - formatting objects while they are read: one page-sequence after the other.
 *
 * What stands before the first page-sequence is built at once. Then each page-sequence is read when
 * it is to be laid out, up to the beginning of the next one, since force-page-count looks at that
 * one's properties. Its content lies in an arena of its own, which is freed when its pages are
 * gone: the memory of a book is that of its longest chapter. */
#include "fo/fo_int.h"
#include "xml/xml.h"

/* What is inside of a page-sequence. */
typedef struct part part;
struct part {
    part *next;
    const fo_node *seq;
    arena *mem;
    bool markers;
};

struct stream {
    xml_reader *in;
    builder *b;
    name_check *names;
    part *parts, **end; /* not released, in document order */
    part *open;         /* being read; NULL between page-sequences */
    part *kept;         /* released, but with markers */
    bool done;
};

/* ---- page-sequences ---- */

static void part_begin(struct stream *s, const fo_node *seq)
{
    part *p = mem_alloc(sizeof *p);

    p->seq = seq;
    p->mem = arena_new();
    *s->end = s->open = p;
    s->end = &p->next;
    builder_use(s->b, p->mem);
}

static void part_end(fo_tree *t)
{
    names_check(t->stream->names, t->stream->open->seq);
    t->stream->open = NULL;
    builder_use(t->stream->b, t->mem);
}

static void parts_free(part *p)
{
    while (p) {
        part *next = p->next;
        arena_free(p->mem);
        mem_free(p);
        p = next;
    }
}

/* ---- reading ---- */

static bool holds_sequences(const fo_node *n)
{
    return n->type == FO_ROOT || n->type == FO_PAGE_SEQUENCE_WRAPPER;
}

static bool entered(struct stream *s, const xmlNode *x)
{
    const fo_node *n;

    if (builder_wants_all(s->b, x) && !(x = xml_reader_take(s->in)))
        return false;
    if (!builder_visit(s->b, x))
        return xml_reader_skip(s->in);
    n = builder_last(s->b);
    if (holds_sequences(n))
        names_check(s->names, n); /* itself: nothing is inside yet */
    else if (n->type == FO_PAGE_SEQUENCE)
        part_begin(s, n);
    else if (n->type == FO_MARKER && s->open)
        s->open->markers = true;
    return true;
}

static void left(fo_tree *t)
{
    struct stream *s = t->stream;
    const fo_node *n = builder_last(s->b);

    builder_leave(s->b);
    if (n->type == FO_PAGE_SEQUENCE)
        part_end(t);
    else if (n->parent == t->root && !holds_sequences(n))
        names_check(s->names, n);
}

/* One step; false at the end and when it cannot go on. */
static bool step(fo_tree *t)
{
    struct stream *s = t->stream;
    xmlNodePtr node;

    switch (xml_reader_next(s->in, &node)) {
    case XML_START:
        return entered(s, node) && !builder_failed(s->b);
    case XML_TEXT:
        builder_visit(s->b, node);
        return true;
    case XML_END:
        left(t);
        return true;
    case XML_DONE:
        s->done = true;
        return false;
    default:
        return false;
    }
}

/* Read on until a page-sequence behind `seq` begins (NULL: any). True at the end of the document
 * too. */
static bool read_to_next(fo_tree *t, const fo_node *seq)
{
    struct stream *s = t->stream;

    while (!s->done) {
        if (s->open && s->open->seq != seq)
            return true;
        if (!step(t) && !s->done)
            return false;
    }
    return true;
}

/* Masters should come first; if they do not, everything has to be read before the first page. */
static bool read_masters(fo_tree *t)
{
    while (!t->stream->done && !names_masters(t->stream->names))
        if (!step(t) && !t->stream->done)
            return false;
    return true;
}

static bool read_root(fo_tree *t)
{
    xmlNodePtr root = NULL;
    struct stream *s = t->stream;

    return xml_reader_next(s->in, &root) == XML_START && builder_check_root(s->b, root) &&
           entered(s, root);
}

fo_tree *fo_open(arena *a, xml_reader *in, const fo_source *source, diag *dg)
{
    fo_tree *t = tree_new(a, source, dg);
    struct stream *s = t->stream = mem_alloc(sizeof *s);

    s->in = in;
    s->end = &s->parts;
    s->b = builder_new(t);
    s->names = names_new(t);
    if (read_root(t) && read_to_next(t, NULL) && read_masters(t) &&
        names_enough(s->names, s->parts))
        return t;
    fo_close(t);
    return NULL;
}

bool fo_read(fo_tree *t, const fo_node *seq)
{
    return !t->stream || read_to_next(t, seq);
}

void fo_release(fo_tree *t, const fo_node *seq)
{
    part **link, *p;

    if (!t->stream)
        return;
    for (link = &t->stream->parts; *link && (*link)->seq != seq;)
        link = &(*link)->next;
    if (!(p = *link))
        return;
    if (!(*link = p->next))
        t->stream->end = link;
    p->next = NULL;
    if (p->markers) {
        p->next = t->stream->kept;
        t->stream->kept = p;
        return;
    }
    ((fo_node *)p->seq)->child = NULL;
    parts_free(p);
}

void fo_close(fo_tree *t)
{
    struct stream *s = t ? t->stream : NULL;

    if (!s)
        return;
    parts_free(s->parts);
    parts_free(s->kept);
    builder_free(s->b);
    names_free(s->names);
    mem_free(s);
    t->stream = NULL;
}
