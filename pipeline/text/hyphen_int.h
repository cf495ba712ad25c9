/* hyphen_int.h - between hyphen.c (the rules), hyphen_dict.c (which dictionary) and hyphen_file.c
 * (what libhyphen finds in it). Never included outside. */
#ifndef SVOD_TEXT_HYPHEN_INT_H
#define SVOD_TEXT_HYPHEN_INT_H

#include "base/arena.h"
#include "text/lines.h"

enum { MAX_LETTERS = 96, MAX_SPECIAL = 32 };

typedef struct hyphen_file hyphen_file; /* a dictionary of libhyphen */

/* NULL if the file is missing, empty or in an unknown encoding. */
hyphen_file *hyphen_file_load(const char *path);
void hyphen_file_free(hyphen_file *f);
/* What make has compiled of it is damaged; the same was made of the dictionary itself, which takes
 * longer. */
bool hyphen_file_refused(const hyphen_file *f);
int hyphen_file_left(const hyphen_file *f); /* fewest letters, as the file says; 0 if it does not */
int hyphen_file_right(const hyphen_file *f);
/* points[k], 0 <= k < count, becomes 1 if the word may be divided before letter k. It has at most
 * MAX_LETTERS, in lower case. */
void hyphen_file_points(hyphen_file *f, const uint32_t *cps, size_t count, uint8_t *points);

typedef enum { DICT_CLOSED, DICT_OPEN, DICT_BAD } dict_state;

/* Letters of ASCII and of Slavic Cyrillic are asked for so often that what ICU and the lists of the
 * configuration say of each is kept. */
enum { ASCII = 0x80, CYRILLIC = 0x400, CYRILLIC_END = 0x460 };
enum { LETTER_CAPITAL = 1, LETTER_VOWEL = 2, LETTER_NEVER_FIRST = 4 };

typedef struct {
    uint32_t read; /* in lower case, as the dictionary knows it */
    uint32_t traits;
} letter_note;

/* A language of the configuration and its dictionary. */
typedef struct hyphen_dict hyphen_dict;
struct hyphen_dict {
    const char *language, *package;
    const char *source;   /* as the package installs it */
    const char *prepared; /* name of the file made of it for libhyphen; NULL: used as it is */
    const char *path;     /* the one of the two that is used */
    int left, right;      /* fewest letters on each side */
    uint32_t never_before[MAX_SPECIAL]; /* these lists end with 0 */
    uint32_t vowels[MAX_SPECIAL];
    uint32_t read[MAX_SPECIAL]; /* pairs: letter, what it stands for */
    letter_note ascii[ASCII], cyrillic[CYRILLIC_END - CYRILLIC];
    dict_state state;
    hyphen_file *file;
    hyphen_dict *next;
};

/* A word divided lately: points are bits, by byte. Words whose hashes end alike share a set; the
 * one that came first is pushed out first. There are twice as many sets once a word for each has
 * been pushed out: a short document touches little memory, a long one divides few words twice.
 * Which words are kept depends on what was asked, the answers do not. */
enum { FIRST_SETS = 128, MOST_SETS = 4096, RECENT_WAYS = 4, RECENT_TEXT = 52 };

typedef struct {
    const hyphen_dict *dict;
    uint64_t points;
    uint8_t left, right, n;
    char text[RECENT_TEXT];
} recent_word;

/* Text of many different words makes the processor wait: a set is asked by its hashes alone, which
 * lie together. */
typedef struct {
    uint32_t hash[RECENT_WAYS]; /* 0: free */
    uint32_t next;              /* way that is taken next */
    recent_word way[RECENT_WAYS];
} recent_set;

struct hyphenator {
    arena *mem;
    hyphen_dict *dicts, **end; /* in the order of the file */
    recent_set *recent;        /* made with the first word */
    size_t sets, pushed_out;   /* how many; words, since there are so many */
    char tag[32];              /* what was looked for last … */
    hyphen_dict *found;        /* … and found */
};

/* What the dictionary `d`, open, and ICU say of a letter. */
letter_note hyphen_dict_find_out(const hyphen_dict *d, uint32_t cp);
static inline letter_note hyphen_dict_letter(const hyphen_dict *d, uint32_t cp)
{
    return cp < ASCII                            ? d->ascii[cp]
           : cp >= CYRILLIC && cp < CYRILLIC_END ? d->cyrillic[cp - CYRILLIC]
                                                 : hyphen_dict_find_out(d, cp);
}

static inline bool hyphen_is_apostrophe(uint32_t cp)
{
    return cp == '\'' || cp == 0x2019 || cp == 0x2BC;
}

/* The dictionary of the longest tag that begins `language`, loaded; NULL if none. */
const hyphen_dict *hyphen_dict_find(hyphenator *h, const char *language);

#endif
