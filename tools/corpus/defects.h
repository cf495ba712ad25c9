/* defects.h - mistakes of defects.txt, and which document gets which of them. */
#ifndef CORPUS_DEFECTS_H
#define CORPUS_DEFECTS_H

#include "words.h"

typedef enum {
    PLACE_DECLARATION,
    PLACE_ROOT,
    PLACE_TITLE,
    PLACE_METADATA,
    PLACE_PERIOD,
    PLACE_ORGANISATION,
    PLACE_APPROVAL,
    PLACE_AGREEMENT,
    PLACE_SIGNOFF,
    PLACE_P,
    PLACE_BLOCK,
    PLACE_MEASURE,
    PLACE_APPENDIX,
    PLACE_PROLOG,
    PLACE_TAIL,
    PLACE_WHOLE,
    PLACE_ENCODING,
    PLACE_COUNT
} defect_place;

typedef enum {
    CLASS_LOADING,
    CLASS_SCHEMA,
    CLASS_REPORT,
    CLASS_PLAN,
    CLASS_PROGRAMME,
    CLASS_COUNT
} defect_class;

typedef struct {
    char *text;
    const char *codes; /* as in the file; NULL: none */
} defect_line;

typedef struct {
    const char *name;
    defect_place place;
    defect_class class;
    defect_line *lines;
    size_t line_count, line_cap;
} defect;

typedef struct {
    defect *items;
    size_t count, cap;
} defect_list;

bool defects_load(defect_list *list, const char *path, arena *a); /* false: told on stderr */

enum { DEFECTS_IN_ONE = 40 };
typedef struct {
    defect_class class;
    const defect *items[DEFECTS_IN_ONE];
    size_t count;
} defect_set;

/* Spread the mistakes over `documents` sets, each at least once as far as they have room. */
defect_set *defects_spread(const defect_list *list, size_t documents, uint64_t seed, arena *a);

/* Write the mistakes of `set` (NULL: none) that belong to `place`, each line with its codes between
 * the bytes 1 and 2; false if there are none. */
bool defects_put(writer *w, const defect_set *set, defect_place place);
/* The one mistake of that place; NULL if there is none. */
const defect *defects_at(const defect_set *set, defect_place place);
void defects_mark(writer *w, const char *codes); /* NULL: nothing */

#endif
