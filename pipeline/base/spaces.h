/* spaces.h - white space as XML has it, and XSL-FO and our configuration with it. */
#ifndef SVOD_BASE_SPACES_H
#define SVOD_BASE_SPACES_H

#include <stdbool.h>
#include <stddef.h>

#define SPACES " \t\r\n"

static inline bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Off both ends of `n` bytes. */
static inline void spaces_trim(const char **s, size_t *n)
{
    while (*n > 0 && is_space(**s))
        ++*s, --*n;
    while (*n > 0 && is_space((*s)[*n - 1]))
        --*n;
}

#endif
