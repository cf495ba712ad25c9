/* diag.h - what is wrong, where, in the reader's words.
 *
 * A diagnostic has a position in the author's file, a severity, a stable code
 * and a text. Texts stand in one table (messages.def) in English; the Russian
 * ones in po/ru.po. Diagnostics are collected in a `diag` list that is passed
 * down; they are turned into words only when they are printed. */
#ifndef SVOD_BASE_DIAG_H
#define SVOD_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* 1-based, columns in characters of the original file; 0 means unknown. `file` may be NULL; a
 * diagnostic keeps a copy of it. */
typedef struct {
    const char *file;
    uint32_t line, column;
} src_pos;

#define NO_POS ((src_pos){NULL, 0, 0})

/* Ordered: the worst one decides the exit code. */
typedef enum {
    SEV_NOTE,
    SEV_WARNING,
    SEV_UNSUPPORTED, /* counts as a warning; the feature is not there */
    SEV_ERROR,
    SEV_FATAL, /* nothing can be produced */
} severity;

typedef enum {
#define MESSAGE(id, code, sev, text) MSG_##id,
#include "base/messages.def"
#undef MESSAGE
    MSG_COUNT
} message_id;

typedef struct diag diag;

diag *diag_new(void);
void diag_free(diag *dg);

/* Report message `id` at `pos`. The arguments are `const char *` and fill {1}, {2}, …
 * of the text; they are copied. An identical report (message, position, arguments) is
 * kept once, and a thousand alike in one file are enough: then MSG_MORE_ALIKE says so. */
#define diag_report(...) diag_add(__VA_ARGS__, (const char *)NULL)
void diag_add(diag *dg, src_pos pos, message_id id, ...) __attribute__((sentinel));

/* The same with another severity than the table's: what is a warning in `fo` may be an error in
 * `render`. */
#define diag_report_as(...) diag_add_as(__VA_ARGS__, (const char *)NULL)
void diag_add_as(diag *dg, severity sev, src_pos pos, message_id id, ...) __attribute__((sentinel));

/* A finding of an edition's own rule: texts come from the edition. `code` such as "R12". */
void diag_rule(diag *dg, src_pos pos, severity sev, const char *code, const char *english,
               const char *russian);

/* A number or a length in points as an argument; lives as long as `dg`. */
const char *diag_number(diag *dg, long n);
const char *diag_points(diag *dg, int32_t millipoints);
const char *diag_text(diag *dg, const char *s, size_t n); /* quoted text, shortened with … */
const char *diag_copy(diag *dg, const char *s);           /* whole */
/* An argument that is words itself, in the language in which the message will be printed, which may
 * be each of the two: a text of the program's own (N_), words that come in both languages, why the
 * system refused (errno). They may be part of an argument, too. */
const char *diag_term(diag *dg, const char *english);
const char *diag_either(diag *dg, const char *english, const char *russian);
const char *diag_system_error(diag *dg, int error);
/* Why a library refused: our words for it (N_; NULL: none), its own, which stay English, in
 * brackets. */
const char *diag_reason(diag *dg, const char *ours, const char *own);
/* The text of item `i` as an argument of another list's message; owned by dg. */
const char *diag_quoted(diag *dg, size_t i);

/* One diagnostic as the printers and tests see it. */
typedef struct {
    src_pos pos;
    severity sev;
    const char *code;
    const char *acknowledged; /* the author's reason why it stays so; NULL: none */
} diag_item;

size_t diag_count(const diag *dg);
size_t diag_count_at_least(const diag *dg, severity sev);
diag_item diag_get(const diag *dg, size_t i);
severity diag_worst(const diag *dg); /* SEV_NOTE when empty */
bool diag_has(const diag *dg, const char *code);

/* Look at the items from `from` on again: `revise` may change severity and reason (kept by
 * reference: see diag_copy); the items for which it is false are dropped. */
typedef bool diag_reviser(void *self, diag_item *item);
void diag_revise(diag *dg, size_t from, diag_reviser *revise, void *self);

typedef enum { DIAG_PLAIN, DIAG_JSON } diag_format;

/* Code and severity of a message of the table, and its text in the language of lang.h with {1}, {2}
 * …. */
diag_item diag_message(message_id id, const char **text);
const char *diag_severity_name(severity sev); /* in the language of lang.h */
const char *diag_severity_word(severity sev); /* for programs, and in rules: "warning" */
/* The severity of such a word; `otherwise` if it is none. */
severity diag_severity_of(const char *word, severity otherwise);

/* Print none below `least` (kept and counted all the same): notes are for those who check. */
void diag_show_from(diag *dg, severity least);

/* Print all in the language of lang.h, sorted by file, line and column, in the order of
 * reporting where equal. */
void diag_print(const diag *dg, FILE *out, diag_format format);
/* The text of item `i` alone, without position; owned by dg. */
const char *diag_words(const diag *dg, size_t i);

#endif
