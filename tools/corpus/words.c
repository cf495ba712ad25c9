/* words.c - lists of words, dice, and texts with places to fill. */
#include "words.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lines.h"

static void add_item(word_list *list, const char *item, arena *a)
{
    list->items = arena_grow(a, list->items, &list->cap, list->count + 1, sizeof *list->items);
    list->items[list->count++] = item;
}

bool words_load(words *w, const char *path, arena *a)
{
    lines in;

    if (!lines_open(&in, path, a))
        return false;
    for (char *line; (line = lines_next(&in));) {
        if (*line == '[') {
            w->lists = arena_grow(a, w->lists, &w->cap, w->count + 1, sizeof *w->lists);
            w->lists[w->count++] =
                (word_list){.name = arena_strndup(a, line + 1, strcspn(line, "]") - 1)};
        } else if (w->count) {
            add_item(&w->lists[w->count - 1], line, a);
        }
    }
    return true;
}

static const word_list *find(const words *w, const char *name, size_t n)
{
    for (size_t i = 0; i < w->count; i++)
        if (strlen(w->lists[i].name) == n && !memcmp(w->lists[i].name, name, n))
            return &w->lists[i];
    return NULL;
}

static const word_list *wanted(const words *w, const char *name, size_t n)
{
    const word_list *list = find(w, name, n);

    if (list && list->count)
        return list;
    fprintf(stderr, "corpus: there is no list of words [%.*s]\n", (int)n, name);
    exit(1);
}

const word_list *words_list(const words *w, const char *name)
{
    return wanted(w, name, strlen(name));
}

/* splitmix64 */
static uint64_t next(dice *d)
{
    uint64_t z = d->state += 0x9E3779B97F4A7C15;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
}

dice dice_new(uint64_t seed, uint64_t number)
{
    dice d = {seed};

    d.state = next(&d) + number * 0xD1342543DE82EF95;
    next(&d);
    return d;
}

int dice_roll(dice *d, int from, int to)
{
    return from + (int)(next(d) % (uint64_t)(to - from + 1));
}

int *dice_shuffle(dice *d, int count, arena *a)
{
    int *order = ARENA_ARRAY(a, int, (size_t)count + 1);

    for (int i = 0; i < count; i++) {
        const int j = dice_roll(d, 0, i);

        order[i] = order[j];
        order[j] = i;
    }
    return order;
}

void put(writer *w, const char *bytes)
{
    strbuf_adds(&w->text, bytes);
}

void putf(writer *w, const char *format, ...)
{
    va_list args;
    char short_text[4096];

    va_start(args, format);
    vsnprintf(short_text, sizeof short_text, format, args);
    va_end(args);
    put(w, short_text);
}

static const char *take(writer *w, const word_list *list)
{
    const char *item = list->items[dice_roll(&w->dice, 0, (int)list->count - 1)];

    for (int i = 0; item == w->last && i < 3; i++)
        item = list->items[dice_roll(&w->dice, 0, (int)list->count - 1)];
    return w->last = item;
}

const char *item_of(writer *w, const char *list)
{
    return take(w, words_list(w->words, list));
}

void say_one(writer *w, const char *list)
{
    say(w, item_of(w, list));
}

day some_day(writer *w, int first_month, int last_month)
{
    return (day){dice_roll(&w->dice, 1, 28), dice_roll(&w->dice, first_month, last_month), w->year};
}

static void put_date(writer *w)
{
    const day d = some_day(w, 2, 11);

    putf(w, "<date iso=\"%04d-%02d-%02d\">%02d.%02d.%04d</date>", d.year, d.month, d.day, d.day,
         d.month, d.year);
}

static void put_act(writer *w)
{
    const day d = some_day(w, 1, 11);
    const int number = dice_roll(&w->dice, 2, 400);

    putf(w,
         "<act kind=\"order\" date=\"%04d-%02d-%02d\" number=\"%d\">приказ от %02d.%02d.%04d № "
         "%d</act>",
         d.year, d.month, d.day, number, d.day, d.month, d.year, number);
}

static void put_person(writer *w)
{
    const char *first = item_of(w, "initial"), *second = item_of(w, "initial");

    putf(w, "<person>%s.%s. %s</person>", first, second, item_of(w, "surname"));
}

/* Which of the three forms a Russian number wants. */
static int form_of(int n)
{
    if (n % 100 >= 11 && n % 100 <= 14)
        return 2;
    return n % 10 == 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 ? 1 : 2;
}

/* "5..30|дом|дома|домов|house" or "5..30" */
static void put_number(writer *w, char *place)
{
    char *form[4] = {NULL};
    int from, to, n;

    for (size_t i = 0; i < COUNT(form); i++)
        if ((form[i] = strchr(i ? form[i - 1] : place, '|')))
            *form[i]++ = '\0';
        else
            break;
    if (sscanf(place, "%d..%d", &from, &to) != 2)
        return;
    n = dice_roll(&w->dice, from, to);
    if (form[3])
        putf(w, "<count n=\"%d\" unit=\"%s\">%d %s</count>", n, form[3], n, form[form_of(n)]);
    else
        putf(w, "%d", n);
}

static const char *bound_to(const writer *w, const char *name)
{
    for (size_t i = 0; i < w->bound_count; i++)
        if (!strcmp(w->bound[i].name, name))
            return w->bound[i].value;
    return NULL;
}

/* "x=street" */
static void bind(writer *w, const char *place, const char *equals)
{
    static const char *const names[] = {"x", "y", "z"};
    const word_list *list = wanted(w->words, equals + 1, strlen(equals + 1));

    for (size_t i = 0; i < COUNT(names); i++)
        if (*names[i] == *place && w->bound_count < BOUND_LIMIT) {
            w->bound[w->bound_count].name = names[i];
            w->bound[w->bound_count].value = take(w, list);
            say(w, w->bound[w->bound_count++].value);
        }
}

/* "*20|text" */
static void repeat(writer *w, const char *place)
{
    const char *text = strchr(place, '|');
    const int times = atoi(place + 1);

    for (int i = 0; text && i < times; i++)
        for (const char *c = text + 1; *c; c++)
            if (*c == '#')
                putf(w, "%d", i);
            else
                strbuf_addc(&w->text, *c);
}

static void fill(writer *w, char *place)
{
    static const struct {
        const char *name;
        void (*put)(writer *w);
    } made[] = {{"@date", put_date}, {"@act", put_act}, {"@person", put_person}};
    const char *equals = strchr(place, '='), *value;

    for (size_t i = 0; i < COUNT(made); i++)
        if (!strcmp(place, made[i].name)) {
            made[i].put(w);
            return;
        }
    if (*place == '*')
        repeat(w, place);
    else if (strstr(place, ".."))
        put_number(w, place);
    else if (equals == place + 1)
        bind(w, place, equals);
    else if ((value = bound_to(w, place)))
        say(w, value);
    else
        say(w, take(w, wanted(w->words, place, strlen(place))));
}

void say(writer *w, const char *words_to_fill)
{
    const char *at = words_to_fill;

    while (*at) {
        const size_t plain = strcspn(at, "{");
        const char *end = strchr(at + plain, '}');
        char place[512];

        strbuf_add(&w->text, at, plain);
        if (!end)
            break;
        snprintf(place, sizeof place, "%.*s", (int)(end - at - (long)plain - 1), at + plain + 1);
        fill(w, place);
        at = end + 1;
    }
}
