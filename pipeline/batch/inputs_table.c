/* inputs_table.c - documents with parameters: a table in CSV (RFC 4180; semicolons as spreadsheets
 * of Russia write them) or an object a line (NDJSON). Columns and members: path, name, part,
 * pdf. */
#define _GNU_SOURCE
#include <string.h>

#include <jansson.h>

#include "base/output.h"
#include "base/paths.h"
#include "batch/inputs_int.h"
#include "text/legacy.h"

enum { PATH, NAME, PART, LEVEL, COLUMNS };
static const char *const columns[COLUMNS] = {"path", "name", "part", "pdf"};
enum { TABLE_LIMIT = 256 << 20, MOST_FIELDS = 64 };

static bool not_understood(gathering *g, const char *path, unsigned line)
{
    const src_pos pos = {diag_copy(g->dg, path), line, 0};

    diag_report(g->dg, pos, MSG_BATCH_BAD_TABLE);
    return false;
}

/* A file has one name: «./a», «b//a» and «a.pdf» lose what leads nowhere, and the extension. NULL:
 * a folder, or outside of that of the results. */
static const char *result_name(arena *a, const char *name)
{
    char *tidy = arena_text(a, strlen(name) + 1), *to = tidy;
    bool is_file = false;
    size_t n;

    for (const char *at = name; *at; at += n + (at[n] == '/')) {
        n = strcspn(at, "/");
        if ((n == 2 && !strncmp(at, "..", n)) || *name == '/')
            return NULL;
        is_file = n > 1 || (n == 1 && *at != '.');
        if (!is_file)
            continue;
        if (to > tidy)
            *to++ = '/';
        memcpy(to, at, n);
        to += n;
        is_file = !at[n];
    }
    *to = '\0';
    if (path_ends(path_name(tidy), ".pdf"))
        *(to - strlen(".pdf")) = '\0';
    return is_file ? tidy : NULL;
}

static bool known_level(const char *level)
{
    return !*level || !strcmp(level, "a3a") || !strcmp(level, "a2a") || !strcmp(level, "a1b") ||
           !strcmp(level, "plain");
}

/* One row: what is missing is "". */
static bool add_row(gathering *g, const char *table, unsigned line, const char *const row[COLUMNS])
{
    arena *a = g->out->mem;
    const char *name = *row[NAME] ? result_name(a, row[NAME]) : NULL;
    batch_item *item;

    if (!*row[PATH] || (*row[NAME] && !name) || !known_level(row[LEVEL]))
        return not_understood(g, table, line);
    item = gather(g, beside(a, table, row[PATH]));
    item->name = name;
    item->part = arena_strdup(a, row[PART]);
    item->pdf = arena_strdup(a, row[LEVEL]);
    return true;
}

/* ---- CSV ---- */

typedef struct {
    char *at;
    char separator;
    unsigned line;
    unsigned torn; /* line of a quote that is not closed where its field ends; 0: none */
} csv;

/* The end of a field whose second quote stands here: only blanks may follow. A quote that nobody
 * closes would take the rest of the table, or all up to the next one. */
static char *behind_quote(csv *c, char *at, unsigned opened)
{
    if (!*at)
        c->torn = opened;
    else
        at++;
    for (; *at && *at != c->separator && *at != '\n'; at++)
        if (!strchr(" \t\r", *at))
            c->torn = opened;
    return at;
}

/* The next field, without its quotes, written over the text itself; `*last` if its row ends with
 * it. */
static char *next_field(csv *c, bool *last)
{
    char *field = c->at, *to = c->at, *from = c->at;
    const bool quoted = *from == '"';
    const unsigned opened = c->line;

    for (from += quoted; *from; from++) {
        if (quoted && *from == '"') {
            if (from[1] != '"')
                break;
            from++;
        } else if (!quoted && (*from == c->separator || *from == '\n')) {
            break;
        }
        c->line += *from == '\n';
        *to++ = *from;
    }
    if (quoted)
        from = behind_quote(c, from, opened);
    *last = *from != c->separator;
    c->line += *from == '\n';
    c->at = from + (*from != '\0');
    if (to > field && to[-1] == '\r' && !quoted)
        to--;
    *to = '\0';
    return field;
}

/* Fields beyond the most are left out. */
static size_t next_row(csv *c, char *fields[MOST_FIELDS])
{
    size_t n = 0;
    bool last = false;

    while (!last) {
        char *field = next_field(c, &last);
        if (n < MOST_FIELDS)
            fields[n++] = field;
    }
    return n;
}

static bool read_head(csv *c, size_t places[COLUMNS])
{
    char *fields[MOST_FIELDS];
    const size_t n = next_row(c, fields);

    for (size_t k = 0; k < COLUMNS; k++) {
        places[k] = MOST_FIELDS;
        for (size_t i = 0; i < n; i++)
            if (!strcasecmp(fields[i], columns[k]))
                places[k] = i;
    }
    return places[PATH] < MOST_FIELDS;
}

static bool gather_csv(gathering *g, const char *path, char *text)
{
    csv c = {.at = text, .line = 1};
    size_t places[COLUMNS];
    char *fields[MOST_FIELDS];

    c.separator = memchr(c.at, ';', strcspn(c.at, "\n")) ? ';' : ',';
    if (!read_head(&c, places) || c.torn)
        return not_understood(g, path, 1);
    while (*c.at) {
        const unsigned line = c.line;
        const size_t n = next_row(&c, fields);
        const char *row[COLUMNS];
        for (size_t k = 0; k < COLUMNS; k++)
            row[k] = places[k] < n ? fields[places[k]] : "";
        if (c.torn)
            return not_understood(g, path, c.torn);
        if ((n > 1 || *fields[0]) && !add_row(g, path, line, row))
            return false;
    }
    return true;
}

/* ---- NDJSON ---- */

static bool add_object(gathering *g, const char *path, unsigned line, const json_t *object)
{
    const char *row[COLUMNS];

    for (size_t k = 0; k < COLUMNS; k++) {
        const char *value = json_string_value(json_object_get(object, columns[k]));
        row[k] = value ? value : "";
    }
    return add_row(g, path, line, row);
}

static bool gather_ndjson(gathering *g, const char *path, char *text)
{
    unsigned number = 0;
    bool ok = true;

    for (char *line; ok && (line = strsep(&text, "\n"));) {
        json_t *object;
        number++;
        if (!line[strspn(line, " \t\r")])
            continue;
        object = json_loads(line, JSON_REJECT_DUPLICATES, NULL);
        ok = json_is_object(object) ? add_object(g, path, number, object)
                                    : not_understood(g, path, number);
        json_decref(object);
    }
    return ok;
}

bool gather_manifest(gathering *g, const char *path)
{
    const char *dot = strrchr(path, '.');
    char *text, *rows;
    size_t size;
    bool ok;

    if (!input_read(path, TABLE_LIMIT, &text, &size, g->dg))
        return false;
    rows = text_from_legacy(g->out->mem, text, size);
    ok = !strcasecmp(dot, ".csv") ? gather_csv(g, path, rows) : gather_ndjson(g, path, rows);
    mem_free(text);
    return ok;
}
