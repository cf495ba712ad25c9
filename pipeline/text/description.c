/* description.c - see description.h. */
#include "text/description.h"

#include "text/chars.h"

/* « / », « // »: behind the last stroke. */
static bool is_stroke(description_at *at, const void *text, size_t i)
{
    return at(text, i) == '/' && char_is_blank(at(text, i + 1)) && i > 1 &&
           char_is_blank(at(text, at(text, i - 1) == '/' ? i - 2 : i - 1));
}

static bool begins_area(uint32_t cp)
{
    return char_is_letter(cp) || char_is_digit(cp) || cp == CH_NUMERO || cp == CH_LAQUO ||
           cp == '[' || cp == '(';
}

/* «. – Москва», «. – [Б. м.]» */
static bool is_area(description_at *at, const void *text, size_t i)
{
    return at(text, i) == '.' && char_is_blank(at(text, i + 1)) && char_is_dash(at(text, i + 2)) &&
           char_is_blank(at(text, i + 3)) && begins_area(at(text, i + 4));
}

bool description_is(description_at *at, const void *text)
{
    size_t strokes = 0, areas = 0;

    for (size_t i = 0; at(text, i); i++) {
        strokes += is_stroke(at, text, i);
        areas += is_area(at, text, i);
    }
    return areas > 1 || (areas && strokes);
}

bool description_sign(description_at *at, const void *text, size_t i, bool described)
{
    const uint32_t sign = at(text, i);

    if ((sign != ':' && sign != ';') || !char_is_blank(at(text, i + 1)) || i < 2)
        return false;
    return described ||
           (sign == ':' && char_is_digit(at(text, i - 2)) && char_is_digit(at(text, i + 2)));
}
