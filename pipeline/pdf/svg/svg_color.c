/* svg_color.c - colours as CSS writes them: names and #hex through fo/'s table, rgb(), rgba(). */
#include <string.h>

#include "pdf/svg/svg_int.h"

/* Behind "rgb(" or "rgba(": three numbers to 255 or in percent, then perhaps an opacity. */
static bool scan_rgb(const char *s, fo_color *out)
{
    static const double full[4] = {2.55, 2.55, 2.55, 0.01};
    uint8_t parts[4] = {0, 0, 0, 255};

    svg_skip_space(&s);
    for (int i = 0; i < 4 && (i < 3 || *s != ')'); i++) {
        svg_length l;
        if (!svg_scan_length(&s, &l))
            return false;
        l.value *= l.unit == UNIT_PERCENT ? full[i] : 1;
        l.value *= i == 3 ? 255 : 1;
        parts[i] = (uint8_t)(l.value < 0 ? 0 : l.value > 255 ? 255 : l.value + 0.5);
        svg_skip_comma(&s);
    }
    *out = (fo_color){parts[0], parts[1], parts[2], parts[3]};
    return *s == ')';
}

bool svg_parse_color(const char *s, fo_color *out)
{
    size_t n = strcspn(s, " \t\n");

    if (!strncmp(s, "rgb(", 4) || !strncmp(s, "rgba(", 5))
        return scan_rgb(strchr(s, '(') + 1, out);
    return fo_color_parse(s, n, out);
}
