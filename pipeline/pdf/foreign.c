/* foreign.c - the size of an svg element from its width and height; drawing it is not done yet, and said so.
 * A pixel is 1/72 inch, as for bitmaps that do not tell their resolution. */
#include "pdf/foreign.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static const struct {
    const char *name;
    double millipoints;
} units[] = {
    {"", 1000},    {"px", 1000},         {"pt", 1000},         {"pc", 12000},
    {"in", 72000}, {"mm", 72000 / 25.4}, {"cm", 72000 / 2.54}, {"em", 12000},
};

/* "12.5mm"; no locale, no exponent. */
static bool parse_length(const char *s, mpt *length)
{
    double v = 0, place = 1;
    bool digits = false, point = false;

    for (; (*s >= '0' && *s <= '9') || (*s == '.' && !point); s++) {
        if (*s == '.') {
            point = true;
            continue;
        }
        digits = true;
        place = point ? place / 10 : 1;
        v = point ? v + (*s - '0') * place : v * 10 + (*s - '0');
    }
    for (size_t i = 0; digits && i < COUNT(units); i++) {
        if (strcmp(s, units[i].name))
            continue;
        v = v * units[i].millipoints + 0.5;
        *length = v < MPT_MAX ? (mpt)v : MPT_MAX;
        return true;
    }
    return false;
}

static bool attribute_length(xmlNodePtr n, const char *name, mpt *length)
{
    xmlChar *value = xmlGetNoNsProp(n, BAD_CAST name);
    bool ok = value && parse_length((const char *)value, length);

    xmlFree(value);
    return ok;
}

void foreign_report(void *node, src_pos pos, diag *dg)
{
    xmlNodePtr n = node;

    diag_report(dg, pos, MSG_IMAGE_FOREIGN, n->name ? (const char *)n->name : "?");
}

bool foreign_size(void *node, src_pos pos, diag *dg, mpt *w, mpt *h)
{
    xmlNodePtr n = node;

    foreign_report(node, pos, dg);
    return attribute_length(n, "width", w) && attribute_length(n, "height", h);
}
