/* text.c - the text of a page, for showing what differs: codes of the shown strings through the
 * ToUnicode maps of their fonts (ISO 32000-1, 9.10.3). A new line begins where the pen moves up or
 * down. */
#include "reader/reader_int.h"

#include <stdlib.h>
#include <string.h>

/* A file from elsewhere may list many fonts and name the same codes again and again. */
enum { ROW = 256, MOST_FONTS = 256, MOST_NAMED = 4 * ROW * ROW };

/* What the codes of a font mean. */
struct font_map {
    int number;             /* of the font's object; 0: it has none */
    int bytes;              /* of a code */
    const char **text[ROW]; /* by the first byte of two, then by the last; NULL: unknown */
    size_t named;
};

typedef struct {
    const char *name; /* "/F1" */
    const font_map *map;
} page_font;

typedef struct {
    pdf_file *f;
    arena *mem; /* of this page */
    page_font *fonts;
    size_t font_count;
    const font_map *font; /* current */
    unsigned code;        /* as far as it was read */
    int code_bytes;
    double operands[6];
    size_t operand_count;
    const char *name; /* last name */
    double y;
    strbuf out;
} scanner;

/* ---- ToUnicode ---- */

static unsigned hex_digit(char c)
{
    return c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 32) - 'a' + 10);
}

/* The number between < and >, its digits counted; moves behind it. False: there is none before
 * `stop`. */
static bool read_hex(const char **at, const char *stop, unsigned *value, char utf8[64])
{
    const char *s = *at < stop ? memchr(*at, '<', (size_t)(stop - *at)) : NULL;
    strbuf text = STRBUF_INIT;
    unsigned unit = 0, high = 0;
    int digits = 0;

    if (!s)
        return false;
    *value = 0;
    for (s++; s < stop && *s != '>'; s++) {
        *value = *value << 4 | hex_digit(*s);
        unit = unit << 4 | hex_digit(*s);
        if (++digits % 4 != 0)
            continue;
        if (unit >= 0xD800 && unit < 0xDC00)
            high = unit;
        else
            strbuf_add_utf8(&text,
                            high ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : unit);
        high = unit >= 0xD800 && unit < 0xDC00 ? high : 0;
        unit = 0;
    }
    if (utf8)
        snprintf(utf8, 64, "%s", strbuf_text(&text));
    strbuf_free(&text);
    *at = s + 1;
    return true;
}

static const char *letter(arena *a, uint32_t cp)
{
    strbuf one = STRBUF_INIT;

    strbuf_add_utf8(&one, cp);
    return strbuf_take(&one, a);
}

static void name_code(arena *a, font_map *map, unsigned code, const char *text)
{
    const char ***row = &map->text[code / ROW];

    if (!*row)
        *row = ARENA_ARRAY(a, const char *, ROW);
    (*row)[code % ROW] = text;
}

/* The sections «beginbfchar … endbfchar» and «beginbfrange … endbfrange» of a map. */
static void read_section(pdf_file *f, font_map *map, const char *at, const char *stop, bool ranges)
{
    unsigned first, last, target;
    char text[64];

    while (read_hex(&at, stop, &first, NULL)) {
        last = first;
        if (ranges && !read_hex(&at, stop, &last, NULL))
            return;
        if (!read_hex(&at, stop, &target, text))
            return;
        for (unsigned code = first; code <= last && code < ROW * ROW; code++) {
            if (++map->named > MOST_NAMED)
                return;
            name_code(f->mem, map, code,
                      code == first ? arena_strdup(f->mem, text)
                                    : letter(f->mem, target + (code - first)));
        }
    }
}

/* Codes of one byte, or, as most have them, of two: «begincodespacerange <00> <FF>». */
static int code_bytes(const char *cmap)
{
    const char *at = strstr(cmap, "begincodespacerange");

    at = at ? strchr(at, '<') : NULL;
    return at && strcspn(at, ">") == strlen("<00") ? 1 : 2;
}

static void read_map(pdf_file *f, font_map *map, const char *cmap)
{
    static const char *const kinds[2][2] = {{"beginbfchar", "endbfchar"},
                                            {"beginbfrange", "endbfrange"}};

    map->bytes = code_bytes(cmap);
    for (int k = 0; k < 2; k++)
        for (const char *at = strstr(cmap, kinds[k][0]), *stop;
             at && (stop = strstr(at, kinds[k][1])); at = strstr(stop, kinds[k][0]))
            read_section(f, map, at + strlen(kinds[k][0]), stop, k == 1);
}

/* The map of a font, which is that of every page that has it. */
static const font_map *map_of(pdf_file *f, qpdf_oh font)
{
    const int number = qpdf_oh_get_object_id(f->q, font);
    const char *cmap;
    font_map *map;
    size_t size;

    for (size_t i = 0; number && i < f->map_count; i++)
        if (f->maps[i]->number == number)
            return f->maps[i];
    map = ARENA_NEW(f->mem, font_map);
    map->number = number;
    if ((cmap = reader_stream(f, reader_key(f, font, "/ToUnicode"), &size)))
        read_map(f, map, cmap);
    f->maps = arena_grow(f->mem, f->maps, &f->map_cap, f->map_count + 1, sizeof *f->maps);
    f->maps[f->map_count++] = map;
    return map;
}

static void read_fonts(scanner *s, qpdf_oh page)
{
    pdf_file *f = s->f;
    const qpdf_oh fonts = reader_key(f, reader_key(f, page, "/Resources"), "/Font");
    size_t cap = 0;

    if (!qpdf_oh_is_dictionary(f->q, fonts))
        return;
    qpdf_oh_begin_dict_key_iter(f->q, fonts);
    while (qpdf_oh_dict_more_keys(f->q) && s->font_count < MOST_FONTS) {
        const char *name = arena_strdup(s->mem, qpdf_oh_dict_next_key(f->q));
        s->fonts = arena_grow(s->mem, s->fonts, &cap, s->font_count + 1, sizeof *s->fonts);
        s->fonts[s->font_count++] = (page_font){name, map_of(f, reader_key(f, fonts, name))};
    }
}

/* ---- the content ---- */

static void show(scanner *s, unsigned code)
{
    const char **row = s->font ? s->font->text[code / ROW] : NULL;

    if (row && row[code % ROW])
        strbuf_adds(&s->out, row[code % ROW]);
}

static void begin_code(scanner *s)
{
    s->code = 0;
    s->code_bytes = 0;
}

/* The next byte of a string; with the last one of a code, that is shown. */
static void take_byte(scanner *s, unsigned byte)
{
    s->code = s->code << 8 | byte;
    if (++s->code_bytes < (s->font ? s->font->bytes : 1))
        return;
    show(s, s->code);
    begin_code(s);
}

static const char *show_hex(scanner *s, const char *at, const char *end)
{
    unsigned byte = 0;
    int digits = 0;

    begin_code(s);
    for (; at < end && *at != '>'; at++) {
        byte = byte << 4 | hex_digit(*at);
        if (++digits % 2 == 0)
            take_byte(s, byte & 0xFF);
    }
    return at + 1;
}

static const char *show_string(scanner *s, const char *at, const char *end)
{
    int depth = 1, byte;

    begin_code(s);
    while ((at = reader_string_byte(at, end, &depth, &byte)) && depth)
        if (byte >= 0)
            take_byte(s, (unsigned)byte);
    return at ? at : end;
}

static void break_line(scanner *s)
{
    if (s->out.len && s->out.data[s->out.len - 1] != '\n')
        strbuf_adds(&s->out, "\n");
}

static void move(scanner *s, double y)
{
    if (y > s->y + 0.01 || y < s->y - 0.01)
        break_line(s);
    s->y = y;
}

static void operate(scanner *s, const char *name, size_t n)
{
    const double *x = s->operands;

    if (n == 2 && !memcmp(name, "Tf", 2) && s->name) {
        s->font = NULL;
        for (size_t i = 0; i < s->font_count; i++)
            if (!strcmp(s->fonts[i].name, s->name))
                s->font = s->fonts[i].map;
    } else if (n == 2 && !memcmp(name, "Tm", 2) && s->operand_count == 6) {
        move(s, x[5]);
    } else if (n == 2 && (!memcmp(name, "Td", 2) || !memcmp(name, "TD", 2)) &&
               s->operand_count == 2) {
        move(s, s->y + x[1]);
    } else if (n == 2 && !memcmp(name, "BT", 2)) {
        s->y = -1e9;
    }
    s->operand_count = 0;
}

static bool ends_word(char c)
{
    return strchr(" \t\r\n[]<>()/%", c) != NULL;
}

/* One token; behind it. */
static const char *scan(scanner *s, const char *at, const char *end)
{
    const char *from = at;

    if (*at == '<')
        return at[1] == '<' ? at + 2 : show_hex(s, at + 1, end);
    if (*at == '(')
        return show_string(s, at + 1, end);
    if (*at == '/') {
        for (at++; at < end && !ends_word(*at); at++)
            ;
        s->name = arena_strndup(s->mem, from, (size_t)(at - from));
        return at;
    }
    if (ends_word(*at))
        return at + 1;
    for (; at < end && !ends_word(*at); at++)
        ;
    if (strchr("+-.0123456789", *from)) {
        if (s->operand_count == 6) /* numbers in an array of strings */
            s->operand_count = 0;
        s->operands[s->operand_count++] = strtod(from, NULL);
    } else {
        operate(s, from, (size_t)(at - from));
    }
    return at;
}

const char *pdf_file_page_text(pdf_file *f, int index)
{
    scanner s = {.f = f, .y = -1e9};
    strbuf content = STRBUF_INIT;
    const char *at, *end, *text;
    qpdf_oh page;

    if (index < 0 || index >= qpdf_get_num_pages(f->q))
        return "";
    s.mem = arena_new();
    page = qpdf_get_page_n(f->q, (size_t)index);
    read_fonts(&s, page);
    reader_content(f, page, &content);
    at = strbuf_text(&content);
    for (end = at + content.len; at < end;)
        at = scan(&s, at, end);
    text = arena_strdup(f->mem, strbuf_text(&s.out));
    strbuf_free(&s.out);
    strbuf_free(&content);
    arena_free(s.mem);
    return text;
}

int pdf_file_pages(pdf_file *f)
{
    return qpdf_get_num_pages(f->q);
}
