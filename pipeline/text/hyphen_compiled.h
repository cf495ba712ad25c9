/* hyphen_compiled.h - libhyphen's automaton as a file that is read in one go: `make` writes it
 * beside a dictionary, with the name of that and ".bin" (tools/compile-dictionary.c). */
#ifndef SVOD_TEXT_HYPHEN_COMPILED_H
#define SVOD_TEXT_HYPHEN_COMPILED_H

#include <hyphen.h>
#include <stdbool.h>
#include <stdio.h>

/* The automaton compiled of the dictionary `path`; NULL if there is none that this program can
 * read: it is missing, damaged or of another machine. */
HyphenDict *hyphen_compiled_load(const char *path);
bool hyphen_compiled_there(const char *path); /* a file that should be one */
void hyphen_compiled_free(HyphenDict *dict);  /* of hyphen_compiled_load only; accepts NULL */

/* From the start of `out`; false if it cannot be written or has replacements, which we do not
 * use. */
bool hyphen_compiled_write(const HyphenDict *dict, FILE *out);

#endif
