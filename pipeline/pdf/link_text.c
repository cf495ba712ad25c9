/* link_text.c - walks the areas of a link for what it says. */
#include "pdf/link_text.h"

#include <string.h>

#include "base/utf8.h"
#include "pdf/foreign.h"

enum { LENGTH = 1000 }; /* nobody listens to more */

typedef struct {
    link_text *t;
    arena *mem;
    char text[LENGTH + 4]; /* and an ellipsis */
    size_t len;
} job;

static const char nbsp[] = "\xC2\xA0";

static bool begins_with_space(const char *s, size_t n)
{
    return *s == ' ' || (n > 1 && !memcmp(s, nbsp, 2));
}

static bool ends_with_space(const job *j)
{
    return (j->len && j->text[j->len - 1] == ' ') ||
           (j->len > 1 && !memcmp(j->text + j->len - 2, nbsp, 2));
}

static void add_bytes(job *j, const char *text, size_t n)
{
    memcpy(j->text + j->len, text, n);
    j->len += n;
}

/* As many whole characters as there is room for. */
static void add(job *j, const char *text, size_t n)
{
    if (!n || j->t->full)
        return;
    if (j->t->gap && j->len && j->len < LENGTH && !begins_with_space(text, n) &&
        !ends_with_space(j))
        add_bytes(j, " ", 1);
    j->t->gap = false;
    if (n <= LENGTH - j->len) {
        add_bytes(j, text, n);
        return;
    }
    add_bytes(j, text, utf8_sound(text, LENGTH - j->len));
    add_bytes(j, "…", strlen("…"));
    j->t->full = true;
}

/* Without the sign that hyphenation added. */
static void add_run(job *j, const area_text *t)
{
    size_t n = t->text_len;

    if (t->hyphen && n)
        while (--n && ((unsigned char)t->text[n] & 0xC0) == 0x80)
            ;
    add(j, t->text, n);
}

static void add_image(job *j, const area_image *i)
{
    const char *said = i->alternative;

    if (!said && i->foreign)
        said = foreign_title(j->mem, i->foreign);
    if (said && *said) {
        j->t->gap = true;
        add(j, said, strlen(said));
        j->t->gap = true;
    }
}

static void add_area(job *j, const area *a)
{
    if (a->role == ROLE_ARTIFACT)
        j->t->gap |= a->fo && fo_type_of(a->fo) == FO_LEADER;
    else if (a->kind == AREA_TEXT)
        add_run(j, a->u.text);
    else if (a->kind == AREA_IMAGE)
        add_image(j, a->u.image);
}

static void end_line(job *j, const area *a)
{
    if (a->kind == AREA_LINE)
        j->t->gap |= a->word_ends;
}

void link_text_add(link_text *t, arena *mem, const area *root)
{
    job j = {.t = t, .mem = mem, .len = t->text ? strlen(t->text) : 0};
    const area *a = root, *line = root;

    if (t->full)
        return;
    if (j.len)
        memcpy(j.text, t->text, j.len);
    while (a) {
        add_area(&j, a);
        if (a->child && a->role != ROLE_ARTIFACT) {
            a = a->child;
            continue;
        }
        for (; a != root && !a->next; a = a->parent)
            end_line(&j, a);
        if (a != root)
            end_line(&j, a);
        a = a == root ? NULL : a->next;
    }
    while (line && line->kind != AREA_LINE)
        line = line->parent;
    t->gap |= line && line->word_ends;
    if (j.len)
        t->text = arena_strndup(mem, j.text, j.len);
}
