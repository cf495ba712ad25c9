/* lost.c - see lost.h.
 *
 * A text whose characters the pages do not have in their order (presence.h) is looked at word by
 * word: which are there, which are not. Words that are not may have been printed as a part of
 * something larger: then the element that the stylesheet was at, the text's parent or one further
 * up, has them, and each word that is found there is used up. What remains, and is not in the
 * edition's list, is lost. */
#include "documents/lost.h"

#include <string.h>

#include "base/spaces.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "documents/omitted.h"
#include "documents/presence.h"

enum {
    LOOK_AHEAD = 32,  /* words in a row that may be missing before others are found again */
    SEARCHES = 32,    /* of a text: how often the rest of what was printed is searched */
    TEXTS_TOLD = 1000 /* of a document; more of them mean that the stylesheet is broken */
};

typedef struct {
    session_watch watch;
    const lost_question *ask;
    presence *seen;
} lost;

/* What the pages have of an element as a whole; what was found is used up. */
typedef struct {
    char *text;
    char *from; /* behind what was found last: texts mostly follow each other */
} supply;

/* One run of comparing, when all pages are there. */
typedef struct {
    const lost *l;
    omissions *list;
    arena *mem;      /* for one text */
    arena *kept;     /* for what elements have */
    supply *of_node; /* by number */
    diag *dg;
    size_t told;
} comparison;

/* ---- words ---- */

typedef struct {
    size_t from, to; /* bytes of the author's text */
    const char *letters;
    size_t n;
    bool missing;
} word;

static void read_word(arena *a, const char *text, word *w)
{
    char *out = arena_text(a, 4 * (w->to - w->from) + 1);

    for (size_t i = w->from, len; i < w->to; i += len) {
        const uint32_t letter = presence_letter(utf8_decode(text + i, w->to - i, &len));
        if (letter && !(letter == '-' && w->n && out[w->n - 1] == '-'))
            w->n += utf8_encode(letter, out + w->n);
    }
    out[w->n] = '\0';
    w->letters = out;
}

static word *words_of(arena *a, const char *text, size_t *count)
{
    word *list = NULL;
    size_t cap = 0;

    *count = 0;
    for (size_t i = 0; text[i];) {
        word w = {.from = i};
        if (is_space(text[i])) {
            i++;
            continue;
        }
        while (text[i] && !is_space(text[i]))
            i++;
        w.to = i;
        read_word(a, text, &w);
        if (!w.n)
            continue;
        list = arena_grow(a, list, &cap, *count + 1, sizeof *list);
        list[(*count)++] = w;
    }
    return list;
}

/* ---- what is there ---- */

/* How many words from `w` on stand at `s`, up to `most`; as many if nothing but the end follows. */
static size_t words_at(const word *w, size_t left, const char *s, size_t most)
{
    size_t i = 0;

    for (; i < left && i < most && !strncmp(s, w[i].letters, w[i].n); i++)
        s += w[i].n;
    return i && (i == left || !*s) ? most : i;
}

/* The next word from `i` on that goes on at `s`, and the one after it; `count` if there is none
 * near by. */
static size_t next_found(const word *w, size_t i, size_t count, const char *s)
{
    for (size_t j = i; j < count && j < i + LOOK_AHEAD; j++)
        if (words_at(w + j, count - j, s, 2) == 2)
            return j;
    return count;
}

/* Mark the words that `s` does not have in their order. */
static void mark_missing(word *w, size_t count, const char *s)
{
    int searches = 0;

    for (size_t i = 0; i < count;) {
        const size_t j = next_found(w, i, count, s);
        const char *further;
        if (j < count) {
            for (; i < j; i++)
                w[i].missing = true;
            s += w[i++].n;
        } else if (!strncmp(s, w[i].letters, w[i].n)) {
            s += w[i++].n;
        } else if (searches < SEARCHES && (searches++, further = strstr(s, w[i].letters))) {
            s = further;
        } else {
            w[i++].missing = true;
        }
    }
}

/* ---- as part of something larger ---- */

static char *use_up(comparison *c, const xmlNode *n, const strbuf *words)
{
    supply *s = &c->of_node[xml_index(n)];
    char *found;
    size_t len;

    if (!s->text)
        s->from = s->text = presence_seen(c->l->seen, c->kept, n, &len);
    if (!(found = strstr(s->from, strbuf_text(words))))
        found = strstr(s->text, strbuf_text(words));
    if (found) {
        memset(found, '\n', words->len);
        s->from = found + words->len;
    }
    return found;
}

/* The words [from, to) one behind the other in what an element has; they are used up. */
static bool used_up(comparison *c, const xmlNode *text, const word *w, size_t from, size_t to)
{
    strbuf all = STRBUF_INIT;
    char *found = NULL;

    for (size_t i = from; i < to; i++)
        strbuf_add(&all, w[i].letters, w[i].n);
    for (const xmlNode *n = text->parent; n && n->type == XML_ELEMENT_NODE && !found; n = n->parent)
        found = use_up(c, n, &all);
    strbuf_free(&all);
    return found;
}

/* ---- telling ---- */

/* A line of the bytes [from, to), shortened. */
static const char *quoted(comparison *c, const char *text, size_t from, size_t to)
{
    char *out = arena_text(c->mem, to - from + 1);
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        if (!is_space(text[i]))
            out[n++] = text[i];
        else if (n && out[n - 1] != ' ')
            out[n++] = ' ';
    return diag_text(c->dg, out, n);
}

/* The bytes [from, to) of the text: lost, or left out for the reason. */
static void tell(comparison *c, const xmlNode *text, size_t from, size_t to, const char *reason)
{
    const src_pos pos = xml_text_pos(c->l->ask->doc, text, from);
    const char *name = (const char *)text->parent->name;
    const char *words = quoted(c, (const char *)text->content, from, to);

    if (reason)
        diag_report(c->dg, pos, MSG_OMITTED, name, words, reason);
    else
        diag_report(c->dg, pos, MSG_TEXT_LOST, name, words);
    c->told += !reason;
}

static void tell_missing(comparison *c, const xmlNode *text, word *w, size_t count)
{
    const char *reason = NULL;

    for (size_t i = 0, end; i < count && !reason; i = end) {
        end = i + 1;
        if (!w[i].missing)
            continue;
        while (end < count && w[end].missing)
            end++;
        if (used_up(c, text, w, i, end))
            continue;
        if (!(reason = omissions_reason(c->list, text)))
            tell(c, text, w[i].from, w[end - 1].to, NULL);
        else if (c->l->ask->tell_omitted)
            tell(c, text, w[0].from, w[count - 1].to, reason);
    }
}

static void compare(comparison *c, const xmlNode *text)
{
    size_t count, len;
    word *w;
    const char *s;

    if (presence_whole(c->l->seen, text))
        return;
    arena_reset(c->mem);
    w = words_of(c->mem, (const char *)text->content, &count);
    s = presence_seen(c->l->seen, c->mem, text, &len);
    mark_missing(w, count, s);
    tell_missing(c, text, w, count);
}

static bool is_named(const xmlNode *n, const char *id)
{
    xmlChar *own = n->type == XML_ELEMENT_NODE ? xmlGetNoNsProp(n, BAD_CAST "id") : NULL;
    const bool same = own && !strcmp((const char *)own, id);

    xmlFree(own);
    return same;
}

/* The element whose texts are to be printed. */
static xmlNodePtr printed(const lost *l)
{
    xmlNodePtr root = xmlDocGetRootElement(xml_tree(l->ask->doc)), n = root;

    while (l->ask->part && n && !is_named(n, l->ask->part))
        n = xml_following(n);
    return n ? n : root;
}

static void on_done(session_watch *self, diag *dg)
{
    const lost *l = (const lost *)self;
    comparison c = {.l = l, .mem = arena_new(), .kept = arena_new(), .dg = dg};
    xmlNodePtr top = printed(l), end = top;

    c.of_node = ARENA_ARRAY(c.kept, supply, xml_count(l->ask->doc) + 1);
    while (end && !end->next)
        end = end->parent;
    end = end ? end->next : NULL;
    if ((c.list = omissions_load(l->ask->edition_dir, l->ask->doc, dg)))
        for (xmlNodePtr n = top; n && n != end; n = xml_following(n))
            if (n->type == XML_TEXT_NODE && c.told < TEXTS_TOLD)
                compare(&c, n);
    omissions_free(c.list);
    arena_free(c.mem);
    arena_free(c.kept);
}

static void on_page(session_watch *self, const area_page *page)
{
    presence_see(((lost *)self)->seen, page);
}

session_watch *lost_watch(const lost_question *question)
{
    lost *l = mem_alloc(sizeof *l);

    *l = (lost){.watch = {on_page, on_done}, .ask = question, .seen = presence_new(question->doc)};
    return &l->watch;
}

void lost_free(session_watch *watch)
{
    lost *l = (lost *)watch;

    if (!l)
        return;
    presence_free(l->seen);
    mem_free(l);
}
