/* brackets.h - quotes and brackets of a text that have no partner, with nesting. */
#ifndef SVOD_TEXT_BRACKETS_H
#define SVOD_TEXT_BRACKETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct {
    size_t at; /* byte offset of the sign */
    uint32_t sign;
    bool opening; /* opened and not closed; else closed and not opened */
} bracket_fault;

typedef struct {
    bracket_fault *items; /* in the order of the text */
    size_t count;
} bracket_faults;

/* Linear. Labels of lists («1)», «а)») are not brackets. */
bracket_faults brackets_check(arena *a, const char *text, size_t n);

#endif
