/* kinds.c - what a property's text means, by its kind of value.
 *
 * Two tables: the components of compound kinds, and for each kind how text becomes a value, either
 * straight from the text (names, families) or from the evaluated expression. */
#include <string.h>

#include "base/spaces.h"
#include "base/utf8.h"
#include "fo/fo_int.h"

/* What is asked of a value: the property itself or one of its components. */
typedef struct {
    fo_kind kind;
    const char *words;
    fo_base base;
} rule;

typedef bool text_parser(refinement *r, const rule *u, const char *s, size_t n, fo_value *out);
typedef bool operand_taker(refinement *r, const rule *u, const operand *o, fo_value *out);

/* ---- components ---- */

enum { MAX_PARTS = 5 };
static const struct {
    const char *name;
    fo_kind kind;
    const char *words;
} parts[KIND_COUNT - KIND_COMPOUND][MAX_PARTS] = {
#define SPACE_PARTS                                                                                \
    {                                                                                              \
        {"minimum", KIND_LENGTH, "normal"}, {"optimum", KIND_LENGTH, "normal"},                    \
            {"maximum", KIND_LENGTH, "normal"}, {"precedence", KIND_INTEGER, "force"},             \
        {                                                                                          \
            "conditionality", KIND_ENUM, "discard retain"                                          \
        }                                                                                          \
    }
    [KIND_SPACE - KIND_COMPOUND] = SPACE_PARTS,
    [KIND_LINE_HEIGHT - KIND_COMPOUND] = SPACE_PARTS,
    [KIND_RANGE - KIND_COMPOUND] = {{"minimum", KIND_LENGTH, "auto"},
                                    {"optimum", KIND_LENGTH, "auto"},
                                    {"maximum", KIND_LENGTH, "auto"}},
    [KIND_CONDITIONAL - KIND_COMPOUND] = {{"length", KIND_CONDITIONAL, "thin medium thick"},
                                          {"conditionality", KIND_ENUM, "discard retain"}},
    [KIND_KEEP - KIND_COMPOUND] = {{"within-line", KIND_INTEGER, "auto always"},
                                   {"within-column", KIND_INTEGER, "auto always"},
                                   {"within-page", KIND_INTEGER, "auto always"}},
    [KIND_TWO_WAYS - KIND_COMPOUND] = {{"block-progression-direction", KIND_LENGTH, ""},
                                       {"inline-progression-direction", KIND_LENGTH, ""}},
};

int kind_part_count(fo_kind k)
{
    int n = 0;

    if (k >= KIND_COMPOUND)
        while (n < MAX_PARTS && parts[k - KIND_COMPOUND][n].name)
            n++;
    return n;
}

static const char *kind_part_name(fo_kind k, int part)
{
    return parts[k - KIND_COMPOUND][part].name;
}

int kind_part(fo_kind k, const char *name, size_t n)
{
    for (int i = kind_part_count(k) - 1; i >= 0; i--)
        if (strncmp(kind_part_name(k, i), name, n) == 0 && kind_part_name(k, i)[n] == '\0')
            return i;
    return -1;
}

static rule rule_of(const refinement *r)
{
    const prop_row *row = prop_of(r->prop);
    rule u = {row->kind, row->words, row->base};

    if (r->part > 0) {
        u.kind = parts[row->kind - KIND_COMPOUND][r->part - 1].kind;
        u.words = parts[row->kind - KIND_COMPOUND][r->part - 1].words;
    }
    return u;
}

/* ---- setting values ---- */

static bool set_keyword(fo_value *v, fo_keyword k)
{
    v->form = FORM_KEYWORD;
    v->keyword = (uint16_t)k;
    return true;
}

static bool set_number(fo_value *v, double n)
{
    v->form = FORM_NUMBER;
    v->u.number = n;
    return true;
}

static bool set_length(fo_value *v, fo_len l)
{
    v->form = FORM_LENGTH;
    v->u.length = l;
    return true;
}

static bool set_string(refinement *r, fo_value *v, const char *s, size_t n)
{
    v->form = FORM_STRING;
    v->u.string = intern_text(r->tree->mem, &r->tree->blobs, s, n);
    return true;
}

static fo_keyword keyword_of(const rule *u, const operand *o)
{
    fo_keyword k = o->form == OP_NAME ? keyword_find(o->text, o->len) : EN_NONE_GIVEN;

    return k && words_contain(u->words, k) ? k : EN_NONE_GIVEN;
}

/* ---- from expressions ---- */

static bool take_keyword(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    fo_keyword k = keyword_of(u, o);

    (void)r;
    return k && set_keyword(out, k);
}

/* Those of the font size are lengths by now: one that is left is another property's. */
static bool takes_percent(fo_base base)
{
    return base != BASE_NONE && base != BASE_FONT && base != BASE_PARENT_FONT;
}

/* A length. 0 needs no unit; other numbers are not lengths (5.9.7), but meant as points. */
static bool take_length(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    operand points = *o;

    if (o->form == OP_NUMBER) {
        points.fixed = o->number * 1000;
        r->remark = o->number == 0 ? 0 : MSG_FO_NO_UNIT;
        return set_length(out, operand_length(&points));
    }
    if (o->form != OP_LENGTH)
        return take_keyword(r, u, o, out);
    if (o->percent != 0 && !takes_percent(u->base))
        return false;
    return set_length(out, operand_length(o));
}

/* Neither a length below zero nor a percentage. */
static bool take_positive_length(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    return !(o->form == OP_NUMBER && o->number < 0) &&
           !(o->form == OP_LENGTH && o->percent == 0 && o->fixed < 0) &&
           !(o->form == OP_LENGTH && o->fixed == 0 && o->percent < 0) && take_length(r, u, o, out);
}

/* Border widths: thin, medium and thick are half a point, one and two. */
static bool take_width(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    fo_keyword k = keyword_of(u, o);

    if (k)
        return set_length(out, (fo_len){k == EN_THIN ? PT(0.5) : k == EN_THICK ? PT(2) : PT(1), 0});
    return take_positive_length(r, u, o, out);
}

static bool take_number(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    return o->form == OP_NUMBER ? set_number(out, o->number) : take_keyword(r, u, o, out);
}

/* Counts that are rounded up to one (7.10, 7.16, 7.20, 7.27, 7.28). */
static bool is_count(fo_prop p)
{
    return p == PR_COLUMN_COUNT || p == PR_NUMBER_COLUMNS_REPEATED ||
           p == PR_NUMBER_COLUMNS_SPANNED || p == PR_NUMBER_ROWS_SPANNED ||
           p == PR_INITIAL_PAGE_NUMBER || p == PR_WIDOWS || p == PR_ORPHANS ||
           p == PR_HYPHENATION_PUSH_CHARACTER_COUNT || p == PR_HYPHENATION_REMAIN_CHARACTER_COUNT ||
           p == PR_HYPHENATION_LADDER_COUNT;
}

static bool take_integer(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    double n = number_int(o->number);

    if (o->form != OP_NUMBER)
        return take_keyword(r, u, o, out);
    if (r->prop == PR_REFERENCE_ORIENTATION && (int)n % 90 != 0) /* 7.21.3 */
        return false;
    if (n < 1 && is_count(r->prop))
        n = 1;
    return set_number(out, n);
}

static bool take_color(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    out->form = FORM_COLOR;
    if (o->form == OP_COLOR) {
        out->u.color = o->color;
        return true;
    }
    if (o->form == OP_NAME && color_by_name(o->text, o->len, &out->u.color))
        return true;
    return take_keyword(r, u, o, out);
}

/* The absolute sizes are steps of 1.2 from medium, 12pt. */
static bool take_font_size(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    static const struct {
        fo_keyword word;
        mpt size;
    } sizes[] = {
        {EN_XX_SMALL, 6944}, {EN_X_SMALL, 8333},  {EN_SMALL, 10000},    {EN_MEDIUM, 12000},
        {EN_LARGE, 14400},   {EN_X_LARGE, 17280}, {EN_XX_LARGE, 20736},
    };
    fo_keyword k = keyword_of(u, o);

    for (size_t i = 0; i < COUNT(sizes); i++)
        if (k == sizes[i].word)
            return set_length(out, (fo_len){sizes[i].size, 0});
    if (k) {
        r->varies = true;
        return set_length(
            out, (fo_len){mpt_scale(r->em, k == EN_LARGER ? 12 : 10, k == EN_LARGER ? 10 : 12), 0});
    }
    return take_positive_length(r, u, o, out);
}

static int weight_bolder(int w)
{
    return w < 350 ? 400 : w < 550 ? 700 : 900;
}

static int weight_lighter(int w)
{
    return w < 550 ? 100 : w < 750 ? 400 : 700;
}

static int next_weight(const refinement *r, int from, bool darker)
{
    const fo_source *s = &r->tree->source;

    if (s->next_weight)
        return s->next_weight(s->fonts, r->families, from, darker);
    return darker ? weight_bolder(from) : weight_lighter(from);
}

static bool take_weight(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    fo_keyword k = keyword_of(u, o);
    int from = 400;

    if (o->form == OP_NUMBER)
        return o->number >= 100 && o->number <= 900 && (int)o->number % 100 == 0 &&
               set_number(out, o->number);
    if (k == EN_NONE_GIVEN)
        return false;
    if (k == EN_NORMAL || k == EN_BOLD)
        return set_number(out, k == EN_BOLD ? 700 : 400);
    r->varies = true;
    if (r->parent)
        from = fo_integer(r->parent, PR_FONT_WEIGHT);
    return set_number(out, next_weight(r, from, k == EN_BOLDER));
}

static bool take_align(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    if (!take_keyword(r, u, o, out))
        return false;
    if (out->keyword == EN_LEFT)
        out->keyword = EN_START;
    else if (out->keyword == EN_RIGHT)
        out->keyword = EN_END;
    return true;
}

static bool take_place(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    fo_keyword k = keyword_of(u, o);

    if (!k)
        return take_length(r, u, o, out);
    return set_length(out, (fo_len){0, k == EN_CENTER                    ? 50000
                                       : k == EN_RIGHT || k == EN_BOTTOM ? 100000
                                                                         : 0});
}

static bool take_column(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    fo_value part[2];

    if (o->form != OP_SHARE)
        return take_positive_length(r, u, o, out);
    memset(part, 0, sizeof part);
    set_length(&part[0], operand_length(o));
    set_number(&part[1], o->number);
    out->form = FORM_SHARE;
    out->count = 2;
    out->u.parts = intern_bytes(r->tree->mem, &r->tree->blobs, part, sizeof part);
    return true;
}

static bool take_line_height(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    if (o->form == OP_NUMBER)
        return o->number >= 0 && set_number(out, o->number);
    return take_positive_length(r, u, o, out);
}

/* ---- from text ---- */

static void unquote(const char **s, size_t *n)
{
    spaces_trim(s, n);
    if (*n >= 2 && (**s == '"' || **s == '\'') && (*s)[*n - 1] == **s) {
        (*s)++;
        *n -= 2;
    }
}

static bool parse_string(refinement *r, const rule *u, const char *s, size_t n, fo_value *out)
{
    fo_keyword k = keyword_find(s, n);

    if (k && words_contain(u->words, k))
        return set_keyword(out, k);
    return set_string(r, out, s, n);
}

static bool parse_uri(refinement *r, const rule *u, const char *s, size_t n, fo_value *out)
{
    unquote(&s, &n);
    if (n > 5 && memcmp(s, "url(", 4) == 0 && s[n - 1] == ')') {
        s += 4;
        n -= 5;
        unquote(&s, &n);
    }
    return parse_string(r, u, s, n, out);
}

static bool parse_character(refinement *r, const rule *u, const char *s, size_t n, fo_value *out)
{
    (void)u;
    if (n > 2 && (s[0] == '\'' || s[0] == '"') && s[n - 1] == s[0]) {
        s++;
        n -= 2;
    }
    return utf8_count(s, n) <= 1 && set_string(r, out, s, n);
}

/* "A", 'B C' → A,B C */
static bool parse_family(refinement *r, const rule *u, const char *s, size_t n, fo_value *out)
{
    strbuf b = STRBUF_INIT;
    bool ok = true;

    (void)u;
    while (ok && n > 0) {
        const char *comma = memchr(s, ',', n), *name = s;
        size_t len = comma ? (size_t)(comma - s) : n, step = len + (comma != NULL);
        unquote(&name, &len);
        ok = len > 0;
        if (b.len)
            strbuf_addc(&b, ',');
        strbuf_add(&b, name, len);
        s += step;
        n -= step;
    }
    ok = ok && b.len > 0 && set_string(r, out, strbuf_text(&b), b.len);
    strbuf_free(&b);
    return ok;
}

/* Keywords in any order, each once. */
static bool parse_words(refinement *r, const rule *u, const char *s, size_t n, fo_value *out)
{
    uint16_t words[12] = {0};
    size_t count = 0;

    for (spaces_trim(&s, &n); n > 0; spaces_trim(&s, &n)) {
        size_t len = 0;
        fo_keyword k;
        while (len < n && !is_space(s[len]))
            len++;
        k = keyword_find(s, len);
        if (!k || !words_contain(u->words, k) || count + 1 == COUNT(words))
            return false;
        words[count++] = (uint16_t)k;
        s += len;
        n -= len;
    }
    if (count == 1)
        return set_keyword(out, words[0]);
    out->form = FORM_WORDS;
    out->u.words = intern_bytes(r->tree->mem, &r->tree->blobs, words, sizeof words);
    return count > 0;
}

/* To the comma or space behind the next side of a rectangle; an expression may have brackets. */
static size_t side_length(const char *s, size_t n)
{
    int depth = 0;
    size_t i = 0;

    for (; i < n && (depth > 0 || (s[i] != ',' && !is_space(s[i]))); i++)
        depth += s[i] == '(' ? 1 : s[i] == ')' ? -1 : 0;
    return i;
}

static bool parse_side(refinement *r, const char *s, size_t n, fo_value *out)
{
    const rule u = {KIND_LENGTH, "auto", BASE_NONE};
    operand o;

    return n > 0 && expr_evaluate(r, s, n, &o) && take_length(r, &u, &o, out);
}

/* rect(top, right, bottom, left): distances from the sides, as in CSS 2; commas may be left out. */
static bool parse_shape(refinement *r, const rule *u, const char *s, size_t n, fo_value *out)
{
    static const fo_side sides[4] = {SIDE_BEFORE, SIDE_END, SIDE_AFTER, SIDE_START};
    fo_value part[4];

    if (n < 6 || memcmp(s, "rect(", 5) != 0 || s[n - 1] != ')')
        return n == 4 && memcmp(s, "auto", 4) == 0 && parse_string(r, u, s, n, out);
    memset(part, 0, sizeof part);
    s += 5;
    n -= 6;
    for (int i = 0; i < 4; i++) {
        size_t len;
        spaces_trim(&s, &n);
        len = side_length(s, n);
        if (!parse_side(r, s, len, &part[sides[i]]))
            return false;
        s += len;
        n -= len;
        spaces_trim(&s, &n);
        if (i < 3 && n > 0 && *s == ',')
            s++, n--;
    }
    out->form = FORM_SHAPE;
    out->count = 4;
    out->u.parts = intern_bytes(r->tree->mem, &r->tree->blobs, part, sizeof part);
    return n == 0;
}

/* ---- all kinds ---- */

static const struct {
    text_parser *parse; /* NULL: an expression */
    operand_taker *take;
} kinds[KIND_COUNT] = {
    [KIND_ENUM] = {NULL, take_keyword},          [KIND_WORDS] = {parse_words, NULL},
    [KIND_LENGTH] = {NULL, take_length},         [KIND_NUMBER] = {NULL, take_number},
    [KIND_INTEGER] = {NULL, take_integer},       [KIND_COLOR] = {NULL, take_color},
    [KIND_STRING] = {parse_string, NULL},        [KIND_URI] = {parse_uri, NULL},
    [KIND_CHARACTER] = {parse_character, NULL},  [KIND_FAMILY] = {parse_family, NULL},
    [KIND_FONT_SIZE] = {NULL, take_font_size},   [KIND_WEIGHT] = {NULL, take_weight},
    [KIND_ALIGN] = {NULL, take_align},           [KIND_PLACE] = {NULL, take_place},
    [KIND_COLUMN] = {NULL, take_column},         [KIND_SHAPE] = {parse_shape, NULL},
    [KIND_AURAL] = {parse_string, NULL},         [KIND_SHORTHAND] = {parse_string, NULL},
    [KIND_SPACE] = {NULL, take_length},          [KIND_LINE_HEIGHT] = {NULL, take_line_height},
    [KIND_RANGE] = {NULL, take_positive_length}, [KIND_CONDITIONAL] = {NULL, take_width},
    [KIND_KEEP] = {NULL, take_integer},          [KIND_TWO_WAYS] = {NULL, take_positive_length},
};

/* The value itself, or its component. */
static void copy_value(const refinement *r, const fo_value *v, fo_value *out)
{
    *out = *v;
    if (r->part > 0 && v->form == FORM_PARTS)
        *out = v->u.parts[r->part - 1];
}

/* A value taken over from another property must be one of this property, too. */
static bool take_value(refinement *r, const rule *u, const operand *o, fo_value *out)
{
    const bool alike = prop_of(o->of)->kind == prop_of(r->prop)->kind;

    if (o->value.form == FORM_KEYWORD)
        return words_contain(u->words, (fo_keyword)o->value.keyword) &&
               set_keyword(out, (fo_keyword)o->value.keyword);
    copy_value(r, &o->value, out);
    return alike;
}

/* Does text of a kind that is not an expression call a property function all the same? */
static bool calls_property(const char *s, size_t n)
{
    static const char *const starts[] = {"from-parent(", "from-nearest-specified-value(",
                                         "inherited-property-value(", "from-table-column("};

    for (size_t i = 0; i < COUNT(starts); i++)
        if (n > strlen(starts[i]) && memcmp(s, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

/* A parent may have none: a colour of borders that was not given is that of the text. */
static bool take_inherited(refinement *r, fo_value *out)
{
    r->varies = true;
    copy_value(r, r->parent ? value_of(r->parent, r->prop) : initial_value(r->tree, r->prop), out);
    return true;
}

bool value_parse(refinement *r, const char *s, size_t n, fo_value *out)
{
    rule u = rule_of(r);
    text_parser *parse = kinds[u.kind].parse;
    operand o;

    memset(out, 0, sizeof *out);
    if (u.kind != KIND_CHARACTER && u.kind != KIND_STRING)
        spaces_trim(&s, &n);
    if (n == 7 && memcmp(s, "inherit", 7) == 0)
        return take_inherited(r, out);
    if (parse && !calls_property(s, n))
        return parse(r, &u, s, n, out);
    if (!expr_evaluate(r, s, n, &o))
        return false;
    if (o.form == OP_VALUE)
        return take_value(r, &u, &o, out);
    if (!kinds[u.kind].take || !kinds[u.kind].take(r, &u, &o, out))
        return false;
    if (r->listed && out->form == FORM_LENGTH)
        out->count = r->listed;
    return true;
}
