/* plural.h - which form of a noun stands after a number (Unicode plural rules by ICU). */
#ifndef SVOD_TEXT_PLURAL_H
#define SVOD_TEXT_PLURAL_H

#include "text/number.h"

typedef struct plural plural;

typedef enum { PLURAL_ONE, PLURAL_FEW, PLURAL_MANY, PLURAL_OTHER } plural_form;

plural *plural_open(const char *language); /* NULL if ICU has no rules */
void plural_close(plural *p);              /* accepts NULL */
plural_form plural_select(const plural *p, number n);

#endif
