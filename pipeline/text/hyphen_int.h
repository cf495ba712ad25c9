/* hyphen_int.h - between hyphen.c (the rules), hyphen_dict.c (which dictionary) and
 * hyphen_patterns.c (what is in it). Never included outside. */
#ifndef SVOD_TEXT_HYPHEN_INT_H
#define SVOD_TEXT_HYPHEN_INT_H

#include "text/lines.h"

enum { MAX_LETTERS = 96, MAX_SPECIAL = 32 };

typedef struct hyphen_patterns hyphen_patterns;

/* NULL if the file is missing, empty or in an unknown encoding. */
hyphen_patterns *hyphen_patterns_load(const char *path);
void hyphen_patterns_free(hyphen_patterns *p);
int hyphen_patterns_left(const hyphen_patterns *p); /* as the file says; 0 if it does not */
int hyphen_patterns_right(const hyphen_patterns *p);
/* values[k], 0 <= k <= count, of the place before letter k; odd: may be divided. The word has at
 * most MAX_LETTERS, in lower case. */
void hyphen_patterns_apply(const hyphen_patterns *p, const uint32_t *cps, size_t count,
                           uint8_t *values);

typedef enum { DICT_CLOSED, DICT_OPEN, DICT_BAD } dict_state;

/* A language of the configuration and its dictionary. */
typedef struct hyphen_dict hyphen_dict;
struct hyphen_dict {
    const char *language, *package, *path;
    int left, right;                    /* fewest letters on each side */
    uint32_t never_before[MAX_SPECIAL]; /* these lists end with 0 */
    uint32_t vowels[MAX_SPECIAL];
    uint32_t read[MAX_SPECIAL]; /* pairs: letter, what it stands for */
    dict_state state;
    hyphen_patterns *patterns;
    hyphen_dict *next;
};

/* A word divided lately: points are bits, by byte. Which words are kept depends on what was asked,
 * the answers do not. */
enum { RECENT = 1024, RECENT_TEXT = 52 };

typedef struct {
    const hyphen_dict *dict; /* NULL: free */
    uint64_t points;
    uint8_t left, right, n;
    char text[RECENT_TEXT];
} recent_word;

struct hyphenator {
    arena *mem;
    hyphen_dict *dicts, **end; /* in the order of the file */
    recent_word *recent;       /* RECENT of them, one for each hash; made with the first word */
};

/* The dictionary of the longest tag that begins `language`, loaded; NULL if none. */
const hyphen_dict *hyphen_dict_find(hyphenator *h, const char *language);

#endif
