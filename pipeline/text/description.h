/* description.h - where a blank before «:» or «;» is no slip: ratios (1 : 500) and bibliographic
 * descriptions, whose signs have blanks on both sides (GOST R 7.0.100-2018, 4.7). */
#ifndef SVOD_TEXT_DESCRIPTION_H
#define SVOD_TEXT_DESCRIPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The character i of a text, 0 behind its end. */
typedef uint32_t description_at(const void *text, size_t i);

/* Is the text a description? Told by other signs of one: «. – » twice, or once and « / » or « //
 * ». */
bool description_is(description_at *at, const void *text);
/* Does the sign at i, with a blank before it, stand apart in a text of which `described` says
 * whether it is a description? */
bool description_sign(description_at *at, const void *text, size_t i, bool described);

#endif
