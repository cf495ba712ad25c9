/* dump.c - a resolved tree as text: one object a line, indented, with the values given on it (and
 * those that correspond to them), in the order of the property table. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "fo/fo_int.h"

static void put_fixed(FILE *out, int64_t thousandths, const char *unit)
{
    const char *sign = thousandths < 0 ? "-" : "";
    uint64_t v = (uint64_t)(thousandths < 0 ? -thousandths : thousandths);
    unsigned rest = (unsigned)(v % 1000);

    fprintf(out, "%s%" PRIu64, sign, v / 1000);
    if (rest)
        fprintf(out,
                rest % 10    ? ".%03u"
                : rest % 100 ? ".%02u"
                             : ".%01u",
                rest % 10    ? rest
                : rest % 100 ? rest / 10
                             : rest / 100);
    fputs(unit, out);
}

static void put_length(FILE *out, fo_len l)
{
    if (l.percent)
        put_fixed(out, l.percent, "%");
    if (l.percent && l.fixed > 0)
        putc('+', out);
    if (l.fixed || !l.percent)
        put_fixed(out, l.fixed, "pt");
}

static void put_color(FILE *out, fo_color c)
{
    fprintf(out, "#%02X%02X%02X", c.r, c.g, c.b);
}

/* Quotes and controls escaped, so that a value stays on its line. */
static void put_text(FILE *out, const char *s, size_t n)
{
    putc('"', out);
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '\n')
            fputs("\\n", out);
        else if (s[i] == '\t')
            fputs("\\t", out);
        else if (s[i] == '"' || s[i] == '\\')
            fprintf(out, "\\%c", s[i]);
        else
            putc(s[i], out);
    }
    putc('"', out);
}

static void put_words(FILE *out, const uint16_t *w)
{
    for (; *w; w++)
        fprintf(out, "%s%s", fo_keyword_name((fo_keyword)w[0]), w[1] ? "+" : "");
}

static void put_simple(FILE *out, const fo_value *v)
{
    switch ((value_form)v->form) {
    case FORM_KEYWORD:
        fputs(fo_keyword_name((fo_keyword)v->keyword), out);
        break;
    case FORM_LENGTH:
        put_length(out, v->u.length);
        break;
    case FORM_NUMBER:
        put_fixed(out, (int64_t)(v->u.number * 1000 + (v->u.number < 0 ? -0.5 : 0.5)), "");
        break;
    case FORM_STRING:
        put_text(out, v->u.string, strlen(v->u.string));
        break;
    case FORM_COLOR:
        put_color(out, v->u.color);
        break;
    case FORM_WORDS:
        put_words(out, v->u.words);
        break;
    default:
        putc('-', out); /* not given */
        break;
    }
}

static void put_value(FILE *out, const fo_value *v)
{
    if (v->form == FORM_SHARE) {
        fputs("share ", out);
        put_simple(out, &v->u.parts[1]);
    } else if (v->form == FORM_PARTS || v->form == FORM_SHAPE) {
        for (int i = 0; i < v->count; i++) {
            if (i)
                putc('/', out);
            put_simple(out, &v->u.parts[i]);
        }
    } else {
        put_simple(out, v);
    }
}

/* What is given on the object, or follows from that: an indent from a margin. */
static bool is_shown(const fo_node *n, unsigned p)
{
    int slot = prop_slots[p];

    if (bit_has(n->own->given, p) || n->own->place[p])
        return true;
    return slot >= 0 && n->parent &&
           memcmp(&n->inherited->v[slot], &n->parent->inherited->v[slot], sizeof(fo_value)) != 0;
}

static void put_node(const fo_node *n, int depth, FILE *out)
{
    src_pos pos = fo_pos(n);
    const attrs *set = n->own->attrs;

    fprintf(out, "%*s%s", depth * 2, "", fo_type_name((fo_type)n->type));
    if (n->type == FO_TEXT) {
        putc(' ', out);
        put_text(out, n->text, n->len);
        putc('\n', out);
        return;
    }
    if (pos.line)
        fprintf(out, " @%u", (unsigned)pos.line);
    if (n->text)
        fprintf(out, " id=%s", n->text);
    for (unsigned p = 0; p < PR_COUNT; p++) {
        if (is_shown(n, p)) {
            fprintf(out, " %s=", fo_prop_name((fo_prop)p));
            put_value(out, value_of(n, (fo_prop)p));
        }
    }
    for (uint32_t i = 0; set && i < set->count; i++)
        if (set->list[i].space == ATTR_SVOD)
            fprintf(out, " svod:%s=%s", set->list[i].name, set->list[i].value);
    putc('\n', out);
}

void fo_dump(const fo_tree *t, FILE *out)
{
    const fo_node *n = t->root;
    int depth = 0;

    while (n) {
        put_node(n, depth, out);
        if (n->child) {
            n = n->child;
            depth++;
            continue;
        }
        for (; n && !n->next; n = n->parent)
            depth--;
        n = n ? n->next : NULL;
    }
}
