/* deadlines.c - see deadlines.h. */
#define _DEFAULT_SOURCE /* timegm */
#include "documents/deadlines.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "calendar/ics.h"
#include "text/date.h"
#include "xml/nodes.h"

enum { NAME_LETTERS = 70 };

typedef enum { STATE_OVERDUE, STATE_DUE, STATE_UNDATED, STATE_DONE, STATE_COUNT } state;

static const struct {
    const char *name, *title;
} states[STATE_COUNT] = {
    [STATE_OVERDUE] = {"overdue", N_("Overdue")},
    [STATE_DUE] = {"due", N_("To come")},
    [STATE_UNDATED] = {"undated", N_("Without a date")},
    [STATE_DONE] = {"done", N_("Done")},
};

typedef struct {
    state state;
    const char *measure, *number, *name, *words, *from, *to, *responsible;
    src_pos pos;
    size_t index;
} item;

typedef struct {
    arena *mem;
    item *items;
    size_t count, cap;
    const char *document, *title, *date;
} found_list;

/* ---- reading ---- */

static state state_called(const char *name)
{
    for (int i = 0; i < STATE_COUNT; i++)
        if (!strcmp(states[i].name, name))
            return (state)i;
    return STATE_UNDATED;
}

static void add_item(found_list *f, const xml_doc *doc, xmlNodePtr n)
{
    const uint32_t at = (uint32_t)strtoul(node_attribute(f->mem, n, "at"), NULL, 10);

    f->items = arena_grow(f->mem, f->items, &f->cap, f->count + 1, sizeof *f->items);
    f->items[f->count] = (item){.state = state_called(node_attribute(f->mem, n, "state")),
                                .measure = node_attribute(f->mem, n, "measure"),
                                .number = node_attribute(f->mem, n, "number"),
                                .name = node_attribute(f->mem, n, "name"),
                                .words = node_attribute(f->mem, n, "words"),
                                .from = node_attribute(f->mem, n, "from"),
                                .to = node_attribute(f->mem, n, "to"),
                                .responsible = node_attribute(f->mem, n, "responsible"),
                                .pos = doc ? xml_pos(doc, at) : NO_POS,
                                .index = f->count};
    f->count++;
}

/* ISO dates are ordered as texts are. */
static int by_urgency(const void *x, const void *y)
{
    const item *a = x, *b = y;
    int c = a->state == b->state ? strcmp(a->to, b->to) : a->state < b->state ? -1 : 1;

    return c ? c : a->index < b->index ? -1 : a->index > b->index;
}

static found_list read_list(const xml_doc *doc, xmlDocPtr found)
{
    xmlNodePtr root = xmlDocGetRootElement(found);
    found_list f = {.mem = arena_new()};

    f.document = node_attribute(f.mem, root, "document");
    f.title = node_attribute(f.mem, root, "title");
    f.date = node_attribute(f.mem, root, "date");
    for (xmlNodePtr n = root->children; n; n = n->next)
        if (n->type == XML_ELEMENT_NODE)
            add_item(&f, doc, n);
    if (f.count)
        qsort(f.items, f.count, sizeof *f.items, by_urgency);
    return f;
}

/* ---- as a list ---- */

static const char *numeric(arena *a, const char *iso)
{
    date d;

    return date_from_iso(iso, &d) ? date_numeric(a, d) : iso;
}

static long days_between(const char *from, const char *to)
{
    date a, b;
    struct tm x = {0}, y = {0};

    if (!date_from_iso(from, &a) || !date_from_iso(to, &b))
        return 0;
    x.tm_year = a.year - 1900, x.tm_mon = a.month - 1, x.tm_mday = a.day;
    y.tm_year = b.year - 1900, y.tm_mon = b.month - 1, y.tm_mday = b.day;
    return (long)((timegm(&y) - timegm(&x)) / 86400);
}

static const char *shortened(arena *a, const char *text)
{
    const size_t n = strlen(text), shown = utf8_cut(text, n, NAME_LETTERS);

    return shown < n ? arena_printf(a, "%.*s…", (int)shown, text) : text;
}

static void print_item(const found_list *f, const item *i, const char *on, strbuf *out)
{
    const char *day = *i->to ? numeric(f->mem, i->to) : i->words;
    const long late = days_between(i->to, on);

    strbuf_printf(out, "  %s", *day ? day : "—");
    if (i->state == STATE_OVERDUE)
        strbuf_printf(out, " (%ld %s)", late, late == 1 ? _("day") : _("days"));
    strbuf_printf(out, "  %s%s%s", i->number, *i->number ? " " : "", shortened(f->mem, i->name));
    if (*i->responsible)
        strbuf_printf(out, " — %s", shortened(f->mem, i->responsible));
    if (*i->to)
        strbuf_printf(out, " [%s]", i->words);
    strbuf_printf(out, " (%s %u)\n", _("line"), i->pos.line);
}

static size_t count_of(const found_list *f, state s)
{
    size_t n = 0;

    for (size_t i = 0; i < f->count; i++)
        n += f->items[i].state == s;
    return n;
}

bool deadlines_list(const xml_doc *doc, xmlDocPtr found, const char *on, output *out)
{
    found_list f = read_list(doc, found);
    strbuf text = STRBUF_INIT;
    bool ok;

    strbuf_printf(&text, "%s: %s\n", numeric(f.mem, on), f.title);
    for (int s = 0; s < STATE_COUNT; s++) {
        const size_t n = count_of(&f, (state)s);
        if (n)
            strbuf_printf(&text, "%s: %zu\n", _(states[s].title), n);
        for (size_t i = 0; i < f.count && s != STATE_DONE; i++)
            if (f.items[i].state == (state)s)
                print_item(&f, &f.items[i], on, &text);
    }
    ok = output_write(out, strbuf_text(&text), strlen(strbuf_text(&text)));
    strbuf_free(&text);
    arena_free(f.mem);
    return ok;
}

/* ---- as data ---- */

static void add_json(const item *i, const char *on, strbuf *out)
{
    const struct {
        const char *name, *text;
    } members[] = {{"state", states[i->state].name},
                   {"measure", i->measure},
                   {"number", i->number},
                   {"name", i->name},
                   {"deadline", i->words},
                   {"from", i->from},
                   {"to", i->to},
                   {"on", on},
                   {"responsible", i->responsible}};

    strbuf_adds(out, "{\"schema\":1,\"file\":");
    json_quoted(out, i->pos.file);
    strbuf_printf(out, ",\"line\":%u,\"column\":%u", i->pos.line, i->pos.column);
    for (size_t m = 0; m < COUNT(members); m++)
        json_member(out, members[m].name, members[m].text);
    strbuf_adds(out, "}\n");
}

bool deadlines_json(const xml_doc *doc, xmlDocPtr found, const char *on, output *out)
{
    found_list f = read_list(doc, found);
    strbuf text = STRBUF_INIT;
    bool ok;

    for (size_t i = 0; i < f.count; i++)
        add_json(&f.items[i], on, &text);
    ok = output_write(out, strbuf_text(&text), strlen(strbuf_text(&text)));
    strbuf_free(&text);
    arena_free(f.mem);
    return ok;
}

/* ---- as a calendar ---- */

static ics_event event_of(const found_list *f, const item *i)
{
    return (ics_event){
        .uid = arena_printf(f->mem, "%s-%s-%zu@svod", f->document, i->measure, i->index),
        .day = i->to,
        .summary = arena_printf(f->mem, "%s%s%s", i->number, *i->number ? " " : "", i->name),
        .description = arena_printf(f->mem, "%s: %s%s%s\n%s", _("Deadline"), i->words,
                                    *i->responsible ? "\n" : "", i->responsible, f->title),
    };
}

bool deadlines_calendar(xmlDocPtr found, output *out)
{
    found_list f = read_list(NULL, found);
    ics_event *events = ARENA_ARRAY(f.mem, ics_event, f.count + 1);
    size_t n = 0;
    bool ok;

    for (size_t i = 0; i < f.count; i++)
        if (f.items[i].state != STATE_DONE && *f.items[i].to)
            events[n++] = event_of(&f, &f.items[i]);
    ok = ics_write(f.date, f.title, events, n, out);
    arena_free(f.mem);
    return ok;
}
