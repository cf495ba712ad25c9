/* ini_lines.c - see ini_lines.h. libinih takes a line into a buffer of fixed size, and what is left
 * for the next line: in Russian that are a hundred letters. So it gets lines from here, which are
 * whole, or "?", which it understands as little. */
#include "text/ini_lines.h"

#include <ini.h>
#include <string.h>

#include "base/arena.h"
#include "base/output.h"
#include "text/legacy.h"

enum { FILE_LIMIT = 16 << 20 };

typedef struct {
    const char *at, *end;
    uint32_t *line;
    uint32_t too_long; /* line of the first; 0: none */
    size_t room;       /* bytes of a line */
} reading;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Do the first `n` bytes reach into a comment? */
static bool ends_in_comment(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (text[i] == ';' && (i == 0 || is_blank(text[i - 1])))
            return true;
        if (text[i] == '#' && i == strspn(text, " \t"))
            return true;
    }
    return false;
}

static char *next_line(char *text, int size, void *self)
{
    reading *r = self;
    const char *line = r->at,
               *end = line < r->end ? memchr(line, '\n', (size_t)(r->end - line)) : r->end;
    size_t n;

    if (line == r->end)
        return NULL;
    if (!end)
        end = r->end;
    r->at = end + (end < r->end);
    ++*r->line;
    r->room = (size_t)size - 1;
    for (n = (size_t)(end - line); n && is_blank(line[n - 1]);)
        n--;
    if (n > r->room && !ends_in_comment(line, r->room)) {
        r->too_long = r->too_long ? r->too_long : *r->line;
        return strcpy(text, "?");
    }
    n = n < r->room ? n : r->room;
    for (size_t i = 0; i < n; i++)
        text[i] = line[i] ? line[i] : '?';
    text[n] = '\0';
    return text;
}

static void open_text(reading *r, arena *a, char *bytes, size_t size)
{
    const bool wide = size >= 2 && (!memcmp(bytes, "\xFF\xFE", 2) || !memcmp(bytes, "\xFE\xFF", 2));

    r->at = wide ? text_from_legacy(a, bytes, size) : bytes;
    r->end = r->at + (wide ? strlen(r->at) : size);
}

ini_end ini_read(const char *path, ini_take *take, void *self, uint32_t *line, message_id wrong,
                 diag *dg)
{
    uint32_t own_line = 0;
    reading r = {.line = line ? line : &own_line};
    src_pos where = {path, 0, 0};
    arena *a;
    char *bytes;
    size_t size;
    int bad;

    if (!input_try(path, FILE_LIMIT, &bytes, &size))
        return INI_UNREADABLE;
    a = arena_new();
    open_text(&r, a, bytes, size);
    bad = ini_parse_stream(next_line, &r, take, self);
    where.line = bad > 0 ? (uint32_t)bad : 0;
    if (where.line && where.line == r.too_long)
        diag_report(dg, where, MSG_LINE_TOO_LONG, diag_number(dg, (long)r.room));
    else if (bad)
        diag_report(dg, where, wrong, diag_copy(dg, path));
    mem_free(bytes);
    arena_free(a);
    return bad ? INI_WRONG : INI_READ;
}
