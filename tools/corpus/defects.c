/* defects.c - mistakes: read, spread over documents, written. */
#include "defects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lines.h"

static const char *const place_names[PLACE_COUNT] = {
    "declaration", "root",      "title",   "metadata", "period",  "organisation",
    "approval",    "agreement", "signoff", "p",        "block",   "measure",
    "appendix",    "prolog",    "tail",    "whole",    "encoding"};
static const char *const class_names[CLASS_COUNT] = {"loading", "schema", "report", "plan",
                                                     "programme"};

static int index_of(const char *word, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(names[i], word))
            return i;
    return -1;
}

/* "[R19 p report]" */
static bool add_defect(defect_list *list, const char *line, arena *a)
{
    char name[16], place[16], class[16];
    int where = -1, what = -1;

    if (sscanf(line, "[%15s %15s %15[a-z]]", name, place, class) == 3) {
        where = index_of(place, place_names, PLACE_COUNT);
        what = index_of(class, class_names, CLASS_COUNT);
    }
    if (where < 0 || what < 0) {
        fprintf(stderr, "corpus: not understood: %s\n", line);
        return false;
    }
    list->items = arena_grow(a, list->items, &list->cap, list->count + 1, sizeof *list->items);
    list->items[list->count++] = (defect){
        .name = arena_strdup(a, name), .place = (defect_place)where, .class = (defect_class)what};
    return true;
}

static void unescape(char *text)
{
    char *to = text;

    for (const char *from = text; *from; to++)
        if (from[0] == '\\' && from[1] == 'x') {
            const char digits[3] = {from[2], from[3], '\0'};

            *to = (char)strtol(digits, NULL, 16);
            from += 4;
        } else {
            *to = *from++;
        }
    *to = '\0';
}

static void add_line(defect *d, char *line, arena *a)
{
    char *mark = strstr(line, "@@ ");
    defect_line added = {line, NULL};

    if (mark) {
        added.codes = mark + 3;
        *(mark > line ? mark - 1 : mark) = '\0';
    }
    unescape(line);
    d->lines = arena_grow(a, d->lines, &d->line_cap, d->line_count + 1, sizeof *d->lines);
    d->lines[d->line_count++] = added;
}

bool defects_load(defect_list *list, const char *path, arena *a)
{
    lines in;

    if (!lines_open(&in, path, a))
        return false;
    for (char *line; (line = lines_next(&in));) {
        if (*line == '[') {
            if (!add_defect(list, line, a))
                return false;
        } else if (list->count) {
            add_line(&list->items[list->count - 1], line, a);
        }
    }
    return true;
}

/* ---- which document gets which ---- */

static size_t count_of(const defect_list *list, defect_class class)
{
    size_t n = 0;

    for (size_t i = 0; i < list->count; i++)
        n += list->items[i].class == class;
    return n;
}

/* The classes of the documents: a few hold all mistakes that can stand together, each of the others
 * one that stands alone; more documents than that take turns. */
static void choose_classes(defect_set *sets, size_t documents, const defect_list *list)
{
    static const defect_class turn[] = {CLASS_REPORT, CLASS_LOADING, CLASS_SCHEMA,   CLASS_PLAN,
                                        CLASS_REPORT, CLASS_REPORT,  CLASS_PROGRAMME};
    const size_t alone = count_of(list, CLASS_LOADING);
    size_t loading = 0;

    for (size_t i = 0; i < documents; i++) {
        sets[i].class = i < COUNT(turn) || loading >= alone ? turn[i % COUNT(turn)] : CLASS_LOADING;
        if (sets[i].class == CLASS_LOADING)
            loading++;
    }
}

/* Of these a document has one. */
static bool is_single(defect_place place)
{
    return place < PLACE_METADATA || (place >= PLACE_PERIOD && place <= PLACE_SIGNOFF);
}

static bool has_room(const defect_set *set, const defect *d)
{
    if (set->class != d->class || set->count + 2 > DEFECTS_IN_ONE ||
        (d->class == CLASS_LOADING && set->count))
        return false;
    return !is_single(d->place) || !defects_at(set, d->place);
}

static bool goes_along(const defect_list *list, size_t i)
{
    return i && i < list->count && !strcmp(list->items[i].name, list->items[i - 1].name);
}

static void put_in(defect_set *set, const defect_list *list, size_t i)
{
    do
        set->items[set->count++] = &list->items[i++];
    while (goes_along(list, i));
}

/* Into the set that has fewest. */
static void give(defect_set *sets, size_t documents, const defect_list *list, size_t i)
{
    defect_set *best = NULL;

    for (size_t k = 0; k < documents; k++)
        if (has_room(&sets[k], &list->items[i]) && (!best || sets[k].count < best->count))
            best = &sets[k];
    if (best)
        put_in(best, list, i);
}

defect_set *defects_spread(const defect_list *list, size_t documents, uint64_t seed, arena *a)
{
    defect_set *sets = ARENA_ARRAY(a, defect_set, documents + 1);
    dice d = dice_new(seed, 0);
    const int *order = dice_shuffle(&d, (int)list->count, a);

    choose_classes(sets, documents, list);
    for (size_t i = 0; i < list->count; i++)
        if (!goes_along(list, (size_t)order[i]))
            give(sets, documents, list, (size_t)order[i]);
    for (size_t i = 0; i < documents; i++)
        while (!sets[i].count) {
            const size_t any = (size_t)dice_roll(&d, 0, (int)list->count - 1);

            if (!goes_along(list, any) && has_room(&sets[i], &list->items[any]))
                put_in(&sets[i], list, any);
        }
    return sets;
}

/* ---- writing ---- */

void defects_mark(writer *w, const char *codes)
{
    if (codes) {
        put(w, "\001");
        put(w, codes);
        put(w, "\002");
    }
}

const defect *defects_at(const defect_set *set, defect_place place)
{
    for (size_t i = 0; set && i < set->count; i++)
        if (set->items[i]->place == place)
            return set->items[i];
    return NULL;
}

bool defects_put(writer *w, const defect_set *set, defect_place place)
{
    bool any = false;

    for (size_t i = 0; set && i < set->count; i++) {
        const defect *d = set->items[i];

        any |= d->place == place;
        for (size_t k = 0; d->place == place && k < d->line_count; k++) {
            say(w, d->lines[k].text);
            defects_mark(w, d->lines[k].codes);
            if (place != PLACE_WHOLE || k + 1 < d->line_count)
                put(w, "\n");
        }
    }
    return any;
}
