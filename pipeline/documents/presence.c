/* presence.c - see presence.h.
 *
 * A text area knows from which nodes of the author its bytes come (area_origin). While pages pass
 * by, each text node is followed with a finger: as long as what is printed is what comes next in
 * the node, only the finger moves. What does not fit (a stylesheet that wrote something else, a
 * lost word, a header that is printed again) is kept, to be looked at in the end. So a document of
 * which nothing is lost costs one comparison of its characters, and memory for a number a node. */
#include "documents/presence.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "text/chars.h"

/* What was printed of a node and did not fit. */
typedef struct {
    uint32_t fitted; /* bytes of the text before it */
    strbuf rest;
} misfit;

struct presence {
    const xml_doc *doc;
    arena *mem;
    uint32_t *reached; /* by the node's number: bytes of the text that were printed */
    uint32_t *misfits; /* by the node's number: which of `list`, from 1 */
    uint32_t nodes;
    misfit *list;
    size_t count, cap;
};

/* ---- letters ---- */

static uint32_t letter_of_sign(uint32_t cp)
{
    static const struct {
        uint32_t from, to, letter;
    } signs[] = {
        {0x00AB, 0x00AB, '"'}, {0x00BB, 0x00BB, '"'}, {0x2018, 0x201F, '"'}, {0x2032, 0x2033, '"'},
        {0x2039, 0x203A, '"'}, {0x2010, 0x2015, '-'}, {0x2212, 0x2212, '-'}, {0x00AD, 0x00AD, 0},
        {0x200B, 0x200D, 0},   {0x2060, 0x2060, 0},   {0xFEFF, 0xFEFF, 0},   {0x00B2, 0x00B3, '2'},
        {0x00B9, 0x00B9, '1'}, {0x2070, 0x2070, '0'}, {0x2074, 0x2079, '4'},
    };

    for (size_t i = 0; i < COUNT(signs); i++)
        if (cp >= signs[i].from && cp <= signs[i].to)
            return signs[i].letter >= '0' && signs[i].letter <= '9'
                       ? signs[i].letter + (cp - signs[i].from)
                       : signs[i].letter;
    return char_is_blank(cp) ? 0 : char_lower(cp);
}

uint32_t presence_letter(uint32_t cp)
{
    if (cp >= 'a' && cp <= 'z')
        return cp;
    if (cp >= 0x410 && cp <= 0x44F)
        return cp < 0x430 ? cp + 32 : cp;
    if (cp >= 0x80)
        return letter_of_sign(cp);
    return cp <= ' ' ? 0 : cp == '\'' ? '"' : char_lower(cp);
}

/* The next letter from byte *at on of a text with a NUL at its end, and the bytes up to it; 0 at
 * the end. */
static uint32_t next_letter(const char *text, size_t *at)
{
    uint32_t letter = 0;
    size_t len;

    while (!letter && text[*at]) {
        letter = presence_letter(utf8_decode(text + *at, 4, &len));
        *at += len;
    }
    return letter;
}

/* Where a text goes on if «--» was printed as one dash. */
static size_t behind_second_hyphen(const char *text, size_t at)
{
    return at && text[at - 1] == '-' && text[at] == '-' ? at + 1 : at;
}

/* ---- following ---- */

/* Let the finger go on over `n` bytes that are printed; how many of them fit. */
static size_t follow(const char *text, uint32_t *reached, const char *printed, size_t n)
{
    size_t i = 0, len;

    for (; i < n; i += len) {
        const uint32_t cp = utf8_decode(printed + i, n - i, &len), letter = presence_letter(cp);
        size_t at = *reached;

        if (!letter)
            continue;
        if (next_letter(text, &at) != letter) {
            at = behind_second_hyphen(text, *reached);
            if (next_letter(text, &at) != letter)
                break;
        }
        *reached = (uint32_t)at;
    }
    return i;
}

static bool is_at_end(const char *text, size_t at)
{
    at = behind_second_hyphen(text, at);
    return next_letter(text, &at) == 0;
}

static misfit *misfit_of(presence *p, uint32_t at)
{
    if (!p->misfits[at]) {
        p->list = arena_grow(p->mem, p->list, &p->cap, p->count + 1, sizeof *p->list);
        p->list[p->count++] = (misfit){.fitted = p->reached[at], .rest = STRBUF_INIT};
        p->misfits[at] = (uint32_t)p->count;
    }
    return &p->list[p->misfits[at] - 1];
}

static void see_bytes(presence *p, uint32_t at, const char *printed, size_t n)
{
    const xmlNode *node = at < p->nodes ? xml_node(p->doc, at) : NULL;
    const bool text = node && node->type == XML_TEXT_NODE && node->content;
    size_t fits = 0;

    if (!node)
        return;
    if (text && !p->misfits[at])
        fits = follow((const char *)node->content, &p->reached[at], printed, n);
    if (fits < n && !(text && is_at_end((const char *)node->content, p->reached[at])))
        strbuf_add(&misfit_of(p, at)->rest, printed + fits, n - fits);
}

/* The hyphen of a divided word is not the author's. */
static uint32_t author_bytes(const area_text *t)
{
    uint32_t n = t->text_len;

    if (t->hyphen && n)
        for (n--; n && ((unsigned char)t->text[n] & 0xC0) == 0x80;)
            n--;
    return n;
}

static void see_text(presence *p, const area_text *t)
{
    const uint32_t end = t->from + author_bytes(t);
    uint32_t from = t->from;

    for (const area_origin *o = t->origin; o && from < end; o++) {
        const uint32_t to = o[1].from < end ? o[1].from : end;
        if (o->at)
            see_bytes(p, o->at, t->text + (from - t->from), to - from);
        from = to;
    }
}

/* The next area in the order of the tree; without what is inside of `a` if `over`. */
static const area *following(const area *a, const area *root, bool over)
{
    if (a->child && !over)
        return a->child;
    while (a != root && !a->next)
        a = a->parent;
    return a == root ? NULL : a->next;
}

void presence_see(presence *p, const area_page *page)
{
    for (const area *a = page->root; a; a = following(a, page->root, a->role == ROLE_ARTIFACT))
        if (a->kind == AREA_TEXT && a->role != ROLE_ARTIFACT && !a->hidden)
            see_text(p, a->u.text);
}

/* ---- what was seen ---- */

bool presence_whole(const presence *p, const xmlNode *text)
{
    return is_at_end((const char *)text->content, p->reached[xml_index(text)]);
}

static size_t add_letters(char *out, size_t at, const char *s, size_t n)
{
    for (size_t i = 0, len; i < n; i += len) {
        const uint32_t letter = presence_letter(utf8_decode(s + i, n - i, &len));
        if (letter && !(letter == '-' && at && out[at - 1] == '-'))
            at += utf8_encode(letter, out + at);
    }
    return at;
}

char *presence_seen(const presence *p, arena *a, const xmlNode *node, size_t *len)
{
    const uint32_t at = xml_index(node);
    const misfit *m = p->misfits[at] ? &p->list[p->misfits[at] - 1] : NULL;
    const size_t fitted = m ? m->fitted : p->reached[at];
    char *out = arena_text(a, 4 * (fitted + (m ? m->rest.len : 0)) + 1); /* a letter may grow */
    size_t n = 0;

    if (fitted)
        n = add_letters(out, n, (const char *)node->content, fitted);
    if (m)
        n = add_letters(out, n, strbuf_text(&m->rest), m->rest.len);
    out[n] = '\0';
    *len = n;
    return out;
}

presence *presence_new(const xml_doc *doc)
{
    presence *p = mem_alloc(sizeof *p);

    p->doc = doc;
    p->mem = arena_new();
    p->nodes = xml_count(doc) + 1;
    p->reached = ARENA_ARRAY(p->mem, uint32_t, p->nodes);
    p->misfits = ARENA_ARRAY(p->mem, uint32_t, p->nodes);
    return p;
}

void presence_free(presence *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < p->count; i++)
        strbuf_free(&p->list[i].rest);
    arena_free(p->mem);
    mem_free(p);
}
