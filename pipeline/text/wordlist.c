/* wordlist.c - see wordlist.h. A value comes once a line, so a long list may go on over indented
 * lines; each line is split at blanks. */
#include "text/wordlist.h"

#include <string.h>

#include "base/hash.h"
#include "text/ini_lines.h"

struct word_set {
    const char *name;
    const char **slots; /* open addressing; size is a power of two */
    size_t size, count;
    word_set *next;
};

typedef struct setting {
    const char *section, *key, *value;
} setting;

struct word_lists {
    arena *mem;
    word_set *sets;
    setting *settings;
    size_t setting_count, setting_cap;
    uint32_t *by_name; /* 1 + the place of a setting, by section and key; size is a power of two */
    size_t by_name_size;
};

static const word_set empty_set = {"", NULL, 0, 0, NULL};

static size_t hash_word(const char *s, size_t n)
{
    return hash_short(HASH_SHORT_START, s, n);
}

static void place(word_set *set, const char *word)
{
    size_t at = hash_word(word, strlen(word)) & (set->size - 1);

    while (set->slots[at]) {
        if (!strcmp(set->slots[at], word))
            return;
        at = (at + 1) & (set->size - 1);
    }
    set->slots[at] = word;
    set->count++;
}

static void set_grow(arena *a, word_set *set)
{
    const char **old = set->slots;
    size_t old_size = set->size;

    set->size = old_size ? old_size * 2 : 32;
    set->slots = ARENA_ARRAY(a, const char *, set->size);
    set->count = 0;
    for (size_t i = 0; i < old_size; i++)
        if (old[i])
            place(set, old[i]);
}

static word_set *set_named(word_lists *lists, const char *name)
{
    word_set *set;

    for (set = lists->sets; set; set = set->next)
        if (!strcmp(set->name, name))
            return set;
    set = ARENA_NEW(lists->mem, word_set);
    set->name = arena_strdup(lists->mem, name);
    set->next = lists->sets;
    lists->sets = set;
    return set;
}

static void add_words(word_lists *lists, const char *section, const char *value)
{
    word_set *set = set_named(lists, section);

    for (;;) {
        size_t n;
        value += strspn(value, " \t");
        if ((n = strcspn(value, " \t")) == 0)
            return;
        if (set->count * 2 >= set->size)
            set_grow(lists->mem, set);
        place(set, arena_strndup(lists->mem, value, n));
        value += n;
    }
}

static int on_line(void *user, const char *section, const char *name, const char *value)
{
    word_lists *lists = user;
    setting *s;

    if (!value)
        return 0;
    if (!strcmp(name, "words")) {
        add_words(lists, section, value);
        return 1;
    }
    lists->settings = arena_grow(lists->mem, lists->settings, &lists->setting_cap,
                                 lists->setting_count + 1, sizeof *s);
    s = &lists->settings[lists->setting_count++];
    s->section = arena_strdup(lists->mem, section);
    s->key = arena_strdup(lists->mem, name);
    s->value = arena_strdup(lists->mem, value);
    return 1;
}

static size_t hash_words(const char *section, const char *key)
{
    return hash_word(section, strlen(section)) * 31 + hash_word(key, strlen(key));
}

/* Where a setting of these names stands in by_name, or would stand. */
static uint32_t *slot_of(const word_lists *lists, const char *section, const char *key)
{
    size_t at = hash_words(section, key) & (lists->by_name_size - 1);

    for (; lists->by_name[at]; at = (at + 1) & (lists->by_name_size - 1)) {
        const setting *s = &lists->settings[lists->by_name[at] - 1];
        if (!strcmp(s->key, key) && !strcmp(s->section, section))
            break;
    }
    return &lists->by_name[at];
}

/* Of two with the same names the first counts. */
static void index_settings(word_lists *lists)
{
    lists->by_name_size = 16;
    while (lists->by_name_size < 2 * lists->setting_count)
        lists->by_name_size *= 2;
    lists->by_name = ARENA_ARRAY(lists->mem, uint32_t, lists->by_name_size);
    for (size_t i = 0; i < lists->setting_count; i++) {
        uint32_t *slot = slot_of(lists, lists->settings[i].section, lists->settings[i].key);
        if (!*slot)
            *slot = (uint32_t)i + 1;
    }
}

word_lists *word_lists_load(arena *a, const char *path, diag *dg)
{
    word_lists *lists = ARENA_NEW(a, word_lists);
    ini_end end;

    lists->mem = a;
    end = ini_read(path, on_line, lists, NULL, MSG_BAD_INSTALLATION, dg);
    index_settings(lists);
    if (end == INI_UNREADABLE)
        diag_report(dg, ((src_pos){path, 0, 0}), MSG_BAD_INSTALLATION, path);
    return end == INI_READ ? lists : NULL;
}

const word_set *word_lists_set(const word_lists *lists, const char *section)
{
    for (const word_set *set = lists->sets; set; set = set->next)
        if (!strcmp(set->name, section))
            return set;
    return &empty_set;
}

const char *word_lists_setting(const word_lists *lists, const char *section, const char *key,
                               const char *fallback)
{
    const uint32_t at = *slot_of(lists, section, key);

    return at ? lists->settings[at - 1].value : fallback;
}

/* A section's settings stand together in the file, so they do here. */
bool word_lists_pair(const word_lists *lists, const char *section, size_t i, const char **key,
                     const char **value)
{
    size_t first = 0;

    while (first < lists->setting_count && strcmp(lists->settings[first].section, section))
        first++;
    if (first + i >= lists->setting_count || strcmp(lists->settings[first + i].section, section))
        return false;
    *key = lists->settings[first + i].key;
    *value = lists->settings[first + i].value;
    return true;
}

const char *word_lists_section(const word_lists *lists, size_t i)
{
    const char *last = NULL;

    for (size_t s = 0; s < lists->setting_count; s++) {
        if (last && !strcmp(last, lists->settings[s].section))
            continue;
        last = lists->settings[s].section;
        if (i-- == 0)
            return last;
    }
    return NULL;
}

bool word_set_has(const word_set *set, const char *word, size_t n)
{
    if (!set->size)
        return false;
    for (size_t at = hash_word(word, n) & (set->size - 1); set->slots[at];
         at = (at + 1) & (set->size - 1))
        if (!strncmp(set->slots[at], word, n) && set->slots[at][n] == '\0')
            return true;
    return false;
}

bool word_set_has_chars(const word_set *set, const text_char *c, size_t from, size_t to)
{
    char word[64];
    const size_t n = chars_lower(c, from, to, word, sizeof word);

    return n && word_set_has(set, word, n);
}
