/* diag.c - a growing list of diagnostics; a hash set keeps identical ones out, so that a
 * mistake met on every row of a table is told once a place. */
#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "base/utf8.h"

/* Of words in both languages within an argument; no text that people write has these characters. */
enum { BEGIN_ENGLISH = '\x0E', BEGIN_RUSSIAN = '\x1F', END_WORDS = '\x0F' };
enum { MAX_ARGS = 9, QUOTE_LIMIT = 60, MOST_ALIKE = 1000, HELD = 16 * 1024 };

typedef struct {
    diag_item head;
    const char *english, *russian; /* russian is NULL for messages of the table */
    const char *args[MAX_ARGS + 1];
    uint64_t hash;
} entry;

struct diag {
    arena *mem;
    severity least; /* to print */
    entry **items;
    size_t count, cap;
    entry **seen; /* open addressing, a power of two in size */
    size_t seen_size;
    const char *file;          /* of the last message */
    uint32_t alike[MSG_COUNT]; /* how many there are of each in `file` */
};

static const struct {
    const char *code, *text;
    severity sev;
} messages[] = {
#define MESSAGE(id, code, sev, text) [MSG_##id] = {code, text, sev},
#include "base/messages.def"
#undef MESSAGE
};

diag *diag_new(void)
{
    diag *dg = mem_alloc(sizeof *dg);
    dg->mem = arena_new();
    return dg;
}

void diag_free(diag *dg)
{
    if (!dg)
        return;
    arena_free(dg->mem);
    mem_free(dg->seen);
    mem_free(dg);
}

/* With its end: "ab", "c" is not "a", "bc". */
static uint64_t hash_string(uint64_t h, const char *s)
{
    return hash_one(hash_bytes(h, s ? s : "", s ? strlen(s) : 0), 0xFF);
}

static uint64_t entry_hash(const entry *e)
{
    uint64_t h = HASH_START;
    h = hash_string(h, e->head.code);
    h = hash_string(h, e->head.pos.file);
    h = hash_string(h, e->english);
    h = hash_one(h, e->head.pos.line);
    h = hash_one(h, e->head.pos.column);
    for (size_t i = 0; e->args[i]; i++)
        h = hash_string(h, e->args[i]);
    return h;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

static bool entry_equal(const entry *a, const entry *b)
{
    if (a->hash != b->hash || a->head.pos.line != b->head.pos.line ||
        a->head.pos.column != b->head.pos.column ||
        !same_text(a->head.pos.file, b->head.pos.file) || strcmp(a->head.code, b->head.code) ||
        strcmp(a->english, b->english))
        return false;
    for (size_t i = 0; a->args[i] || b->args[i]; i++)
        if (!same_text(a->args[i], b->args[i]))
            return false;
    return true;
}

static void seen_put(diag *dg, entry *e)
{
    size_t at = e->hash & (dg->seen_size - 1);
    while (dg->seen[at])
        at = (at + 1) & (dg->seen_size - 1);
    dg->seen[at] = e;
}

static bool seen_before(const diag *dg, const entry *e)
{
    if (!dg->seen_size)
        return false;
    for (size_t at = e->hash & (dg->seen_size - 1); dg->seen[at];
         at = (at + 1) & (dg->seen_size - 1))
        if (entry_equal(dg->seen[at], e))
            return true;
    return false;
}

static bool append(diag *dg, entry *e)
{
    e->hash = entry_hash(e);
    if (seen_before(dg, e))
        return false;
    dg->items = arena_grow(dg->mem, dg->items, &dg->cap, dg->count + 1, sizeof *dg->items);
    dg->items[dg->count++] = e;
    if (dg->count * 2 > dg->seen_size) {
        mem_free(dg->seen);
        dg->seen_size = dg->seen_size ? dg->seen_size * 2 : 64;
        dg->seen = mem_alloc(dg->seen_size * sizeof(entry *));
        for (size_t i = 0; i < dg->count; i++)
            seen_put(dg, dg->items[i]);
    } else {
        seen_put(dg, e);
    }
    return true;
}

/* The place with a name that lives as long as the diagnostics. One file follows the other,
 * mostly. */
static src_pos own_place(diag *dg, src_pos pos)
{
    if (!pos.file)
        return pos;
    if (!dg->file || strcmp(dg->file, pos.file)) {
        memset(dg->alike, 0, sizeof dg->alike);
        dg->file = arena_strdup(dg->mem, pos.file);
    }
    pos.file = dg->file;
    return pos;
}

/* A table of 100,000 columns could say 100,000 times that they are too narrow: the first thousand
 * are told. Notes were asked for, and errors that differ from warnings in severity only are told
 * first. */
static bool enough_said(diag *dg, severity sev, src_pos pos, message_id id)
{
    if (sev == SEV_NOTE || sev > messages[id].sev || dg->alike[id] < MOST_ALIKE)
        return false;
    if (dg->alike[id]++ == MOST_ALIKE) {
        src_pos place = {pos.file, 0, 0};
        diag_report(dg, place, MSG_MORE_ALIKE, diag_number(dg, MOST_ALIKE), messages[id].code);
    }
    return true;
}

static void add_message(diag *dg, severity sev, src_pos pos, message_id id, va_list args)
{
    entry *e;
    const char *arg;
    size_t n = 0;

    pos = own_place(dg, pos);
    if (enough_said(dg, sev, pos, id))
        return;
    e = ARENA_NEW(dg->mem, entry);
    e->head = (diag_item){pos, sev, messages[id].code, NULL};
    e->english = messages[id].text;
    while ((arg = va_arg(args, const char *)) && n < MAX_ARGS)
        e->args[n++] = arena_strdup(dg->mem, arg);
    dg->alike[id] += append(dg, e);
}

void diag_add(diag *dg, src_pos pos, message_id id, ...)
{
    va_list args;

    va_start(args, id);
    add_message(dg, messages[id].sev, pos, id, args);
    va_end(args);
}

void diag_add_as(diag *dg, severity sev, src_pos pos, message_id id, ...)
{
    va_list args;

    va_start(args, id);
    add_message(dg, sev, pos, id, args);
    va_end(args);
}

void diag_rule(diag *dg, src_pos pos, severity sev, const char *code, const char *english,
               const char *russian)
{
    entry *e = ARENA_NEW(dg->mem, entry);
    e->head = (diag_item){own_place(dg, pos), sev, arena_strdup(dg->mem, code), NULL};
    e->english = arena_strdup(dg->mem, english);
    e->russian = arena_strdup(dg->mem, russian);
    append(dg, e);
}

/* What was dropped stays in `seen`: told again, it would be dropped again. */
void diag_revise(diag *dg, size_t from, diag_reviser *revise, void *self)
{
    size_t kept = from;

    for (size_t i = from; i < dg->count; i++)
        if (revise(self, &dg->items[i]->head))
            dg->items[kept++] = dg->items[i];
    dg->count = kept;
}

const char *diag_number(diag *dg, long n)
{
    return arena_printf(dg->mem, "%ld", n);
}

static void add_tenths(strbuf *words, char begin, bool negative, long tenths, char point)
{
    strbuf_addc(words, begin);
    if (negative && tenths)
        strbuf_addc(words, '-');
    strbuf_add_integer(words, tenths / 10);
    strbuf_addc(words, point);
    strbuf_addc(words, (char)('0' + tenths % 10));
}

const char *diag_points(diag *dg, int32_t millipoints)
{
    const long tenths = (labs((long)millipoints) + 50) / 100;
    strbuf words = STRBUF_INIT;

    add_tenths(&words, BEGIN_ENGLISH, millipoints < 0, tenths, '.');
    add_tenths(&words, BEGIN_RUSSIAN, millipoints < 0, tenths, ',');
    strbuf_addc(&words, END_WORDS);
    return strbuf_take(&words, dg->mem);
}

const char *diag_either(diag *dg, const char *english, const char *russian)
{
    return arena_printf(dg->mem, "%c%s%c%s%c", BEGIN_ENGLISH, english, BEGIN_RUSSIAN, russian,
                        END_WORDS);
}

const char *diag_term(diag *dg, const char *english)
{
    const lang before = lang_use(LANG_RU);
    const char *russian = _(english);

    lang_use(before);
    return diag_either(dg, english, russian);
}

const char *diag_system_error(diag *dg, int error)
{
    const lang before = lang_use(LANG_EN);
    const char *english = diag_copy(dg, lang_system_error(error)), *russian;

    lang_use(LANG_RU);
    russian = lang_system_error(error);
    lang_use(before);
    return diag_either(dg, english, russian);
}

const char *diag_reason(diag *dg, const char *ours, const char *own)
{
    return ours && *own ? arena_printf(dg->mem, "%s (%s)", diag_term(dg, ours), own)
           : ours       ? diag_term(dg, ours)
                        : diag_copy(dg, own);
}

const char *diag_text(diag *dg, const char *s, size_t n)
{
    const size_t shown = utf8_cut(s, n, QUOTE_LIMIT);

    return shown < n ? arena_printf(dg->mem, "%.*s…", (int)shown, s) : arena_strndup(dg->mem, s, n);
}

const char *diag_copy(diag *dg, const char *s)
{
    return arena_strdup(dg->mem, s);
}

size_t diag_count(const diag *dg)
{
    return dg->count;
}

size_t diag_count_at_least(const diag *dg, severity sev)
{
    size_t n = 0;
    for (size_t i = 0; i < dg->count; i++)
        n += dg->items[i]->head.sev >= sev;
    return n;
}

diag_item diag_get(const diag *dg, size_t i)
{
    return dg->items[i]->head;
}

severity diag_worst(const diag *dg)
{
    severity worst = SEV_NOTE;
    for (size_t i = 0; i < dg->count; i++)
        if (dg->items[i]->head.sev > worst)
            worst = dg->items[i]->head.sev;
    return worst;
}

bool diag_has(const diag *dg, const char *code)
{
    for (size_t i = 0; i < dg->count; i++)
        if (!strcmp(dg->items[i]->head.code, code))
            return true;
    return false;
}

static void put_argument(strbuf *out, const char *arg)
{
    for (;;) {
        const size_t plain = strcspn(arg, (const char[]){BEGIN_ENGLISH, '\0'});
        const char *english = arg + plain + (arg[plain] != '\0');
        const char *russian = strchr(english, BEGIN_RUSSIAN);
        const char *end = russian ? strchr(russian, END_WORDS) : NULL;
        if (!end)
            break;
        strbuf_add(out, arg, plain);
        if (lang_current() == LANG_RU)
            strbuf_add(out, russian + 1, (size_t)(end - russian) - 1);
        else
            strbuf_add(out, english, (size_t)(russian - english));
        arg = end + 1;
    }
    strbuf_adds(out, arg);
}

/* Replace {1} … {9}; a placeholder without an argument stays as it is. */
static void fill_in(strbuf *out, const char *text, const char *const *args)
{
    size_t n = 0;
    while (args[n])
        n++;
    for (const char *s = text; *s; s++) {
        if (s[0] == '{' && s[1] >= '1' && s[1] <= '9' && s[2] == '}' && (size_t)(s[1] - '1') < n) {
            put_argument(out, args[s[1] - '1']);
            s += 2;
        } else {
            strbuf_addc(out, *s);
        }
    }
}

const char *diag_words(const diag *dg, size_t i)
{
    const entry *e = dg->items[i];
    strbuf out = STRBUF_INIT;

    if (e->russian)
        strbuf_adds(&out, lang_current() == LANG_RU ? e->russian : e->english);
    else
        fill_in(&out, lang_translate(e->english), e->args);
    return strbuf_take(&out, dg->mem);
}

const char *diag_quoted(diag *dg, size_t i)
{
    const lang before = lang_use(LANG_EN);
    const char *english = diag_words(dg, i), *russian;

    lang_use(LANG_RU);
    russian = diag_words(dg, i);
    lang_use(before);
    return diag_either(dg, english, russian);
}

static const char *const severity_names[] = {
    [SEV_NOTE] = N_("note"),   [SEV_WARNING] = N_("warning"), [SEV_UNSUPPORTED] = N_("unsupported"),
    [SEV_ERROR] = N_("error"), [SEV_FATAL] = N_("fatal"),
};

diag_item diag_message(message_id id, const char **text)
{
    *text = lang_translate(messages[id].text);
    return (diag_item){NO_POS, messages[id].sev, messages[id].code, NULL};
}

const char *diag_severity_name(severity sev)
{
    return _(severity_names[sev]);
}

const char *diag_severity_word(severity sev)
{
    return severity_names[sev];
}

severity diag_severity_of(const char *word, severity otherwise)
{
    for (size_t i = 0; i < COUNT(severity_names); i++)
        if (!strcmp(severity_names[i], word))
            return (severity)i;
    return otherwise;
}

typedef struct {
    const diag *dg;
    size_t index;
} sort_key;

static int by_position(const void *x, const void *y)
{
    const sort_key *a = x, *b = y;
    const src_pos p = a->dg->items[a->index]->head.pos, q = b->dg->items[b->index]->head.pos;
    int c = strcmp(p.file ? p.file : "", q.file ? q.file : "");

    if (c)
        return c;
    if (p.line != q.line)
        return p.line < q.line ? -1 : 1;
    if (p.column != q.column)
        return p.column < q.column ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static void add_number(strbuf *out, uint32_t n)
{
    strbuf_add_integer(out, n);
    strbuf_addc(out, ':');
}

static void put_plain(strbuf *out, const diag_item *item, const char *words)
{
    if (item->pos.file) {
        strbuf_add_line(out, item->pos.file);
        strbuf_addc(out, ':');
    }
    if (item->pos.line)
        add_number(out, item->pos.line);
    if (item->pos.line && item->pos.column)
        add_number(out, item->pos.column);
    strbuf_adds(out, item->pos.file ? " " : "svod: ");
    strbuf_adds(out, _(severity_names[item->sev]));
    strbuf_adds(out, ": ");
    strbuf_add_line(out, words);
    if (item->acknowledged) {
        strbuf_printf(out, " (%s: ", _("acknowledged"));
        strbuf_add_line(out, item->acknowledged);
        strbuf_addc(out, ')');
    }
    strbuf_adds(out, " [");
    strbuf_adds(out, item->code);
    strbuf_adds(out, "]\n");
}

static void put_json(strbuf *out, const diag_item *item, const char *words)
{
    strbuf_adds(out, "{\"schema\":1,\"file\":");
    if (item->pos.file)
        json_quoted(out, item->pos.file);
    else
        strbuf_adds(out, "null");
    if (item->pos.line)
        json_number(out, "line", item->pos.line);
    if (item->pos.line && item->pos.column)
        json_number(out, "column", item->pos.column);
    strbuf_printf(out,
                  ",\"severity\":\"%s\",\"code\":\"%s\",\"message\":", severity_names[item->sev],
                  item->code);
    json_quoted(out, words);
    if (item->acknowledged)
        json_member(out, "acknowledged", item->acknowledged);
    strbuf_adds(out, "}\n");
}

/* Standard error keeps nothing back: each part by itself would be a call of the system. */
static void print_held(strbuf *held, FILE *out)
{
    fwrite(strbuf_text(held), 1, held->len, out);
    strbuf_clear(held);
}

void diag_show_from(diag *dg, severity least)
{
    dg->least = least;
}

void diag_print(const diag *dg, FILE *out, diag_format format)
{
    sort_key *order = mem_alloc(dg->count * sizeof *order);
    strbuf held = STRBUF_INIT;

    for (size_t i = 0; i < dg->count; i++)
        order[i] = (sort_key){dg, i};
    qsort(order, dg->count, sizeof *order, by_position);
    for (size_t i = 0; i < dg->count; i++) {
        const diag_item *item = &dg->items[order[i].index]->head;
        if (item->sev < dg->least)
            continue;
        (format == DIAG_JSON ? put_json : put_plain)(&held, item, diag_words(dg, order[i].index));
        if (held.len >= HELD)
            print_held(&held, out);
    }
    print_held(&held, out);
    strbuf_free(&held);
    mem_free(order);
}
