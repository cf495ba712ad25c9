/* model.c - content models of chapter 6: the strings of objects.def, compiled on first use into
 * steps of sets, and matched child by child without looking back.
 *
 * The models are simple enough for that: each is a sequence of steps, no name stands in two of
 * them. A child that belongs to a step already passed is late, but kept. */
#include <string.h>

#include "fo/fo_int.h"

static const uint8_t blocks[] = {FO_BLOCK, FO_BLOCK_CONTAINER, FO_TABLE_AND_CAPTION, FO_TABLE,
                                 FO_LIST_BLOCK};
static const uint8_t inlines[] = {FO_BIDI_OVERRIDE,
                                  FO_CHARACTER,
                                  FO_EXTERNAL_GRAPHIC,
                                  FO_INSTREAM_FOREIGN_OBJECT,
                                  FO_INLINE,
                                  FO_INLINE_CONTAINER,
                                  FO_LEADER,
                                  FO_PAGE_NUMBER,
                                  FO_PAGE_NUMBER_CITATION,
                                  FO_PAGE_NUMBER_CITATION_LAST,
                                  FO_SCALING_VALUE_CITATION,
                                  FO_BASIC_LINK,
                                  FO_MULTI_TOGGLE,
                                  FO_INDEX_PAGE_CITATION_LIST,
                                  FO_FOOTNOTE};
static const uint8_t neutrals[] = {
    FO_WRAPPER,          FO_RETRIEVE_MARKER,   FO_RETRIEVE_TABLE_MARKER, FO_MULTI_SWITCH,
    FO_MULTI_PROPERTIES, FO_INDEX_RANGE_BEGIN, FO_INDEX_RANGE_END,       FO_FLOAT,
    FO_CHANGE_BAR_BEGIN, FO_CHANGE_BAR_END};

static void add_types(uint64_t *set, const uint8_t *types, size_t n)
{
    for (size_t i = 0; i < n; i++)
        bit_set(set, types[i]);
}

static bool is_name(const char *s, size_t n, const char *name)
{
    return strlen(name) == n && memcmp(s, name, n) == 0;
}

static void add_name(fo_tree *t, model *m, int step, const char *s, size_t n)
{
    char local[64];

    if (is_name(s, n, "#text")) {
        m->text = true;
    } else if (is_name(s, n, "%block")) {
        add_types(m->member[step], blocks, COUNT(blocks));
        add_types(m->member[step], neutrals, COUNT(neutrals));
        m->blocks[step] = true;
    } else if (is_name(s, n, "%inline")) {
        add_types(m->member[step], inlines, COUNT(inlines));
        add_types(m->member[step], neutrals, COUNT(neutrals));
    } else {
        memcpy(local, s, n);
        local[n] = '\0';
        bit_set(m->member[step], object_find(&t->defaults->names, local));
    }
}

static void compile(fo_tree *t, model *m, const char *s)
{
    m->ready = true;
    m->unsupported = *s == '!';
    s += m->unsupported;
    for (; *s; m->steps++) {
        s += strspn(s, " (");
        for (;;) {
            size_t n = strcspn(s, " |)?*+");
            add_name(t, m, m->steps, s, n);
            s += n;
            if (*s != '|')
                break;
            s++;
        }
        s += *s == ')';
        m->times[m->steps] = *s == '?' || *s == '*' || *s == '+' ? *s++ : '1';
        s += *s == ' ';
    }
}

const model *model_of(fo_tree *t, fo_type type)
{
    model *m = &t->models[type];

    if (!m->ready)
        compile(t, m, object_model(type));
    return m;
}

model_fit model_accept(const model *m, model_state *s, fo_type child)
{
    for (int i = s->step; i < m->steps; i++) {
        bool once = m->times[i] == '1' || m->times[i] == '?';
        if (!bit_has(m->member[i], child))
            continue;
        if (once && (s->used >> i & 1))
            return FITS_LATE;
        s->step = i;
        s->used |= 1u << i;
        return FITS;
    }
    for (int i = 0; i < s->step; i++) {
        if (bit_has(m->member[i], child)) {
            s->used |= 1u << i;
            return FITS_LATE;
        }
    }
    return child == FO_CHANGE_BAR_BEGIN || child == FO_CHANGE_BAR_END ? FITS : FITS_NOT;
}

fo_type model_missing(const model *m, const model_state *s)
{
    for (int i = 0; i < m->steps; i++) {
        if (m->times[i] == '*' || m->times[i] == '?' || m->blocks[i] || (s->used >> i & 1))
            continue;
        for (unsigned type = 0; type < FO_TEXT; type++)
            if (bit_has(m->member[i], type))
                return (fo_type)type;
    }
    return FO_TYPE_COUNT;
}
