/* color.c - colours by name, by #rrggbb, and the system colours, which on paper are the usual ones
 * of black text on white. */
#include <string.h>

#include "fo/fo_int.h"

typedef struct {
    const char *name;
    uint32_t rgb;
} named;

static const named names[] = {
#define COLOR(name, rgb) {name, rgb},
#include "fo/colors.def"
#undef COLOR
};

/* CSS2 18.2, as a plain desktop has them. */
static const named system_names[] = {
    {"ActiveBorder", 0xC0C0C0},   {"ActiveCaption", 0x000080},   {"AppWorkspace", 0x808080},
    {"Background", 0xFFFFFF},     {"ButtonFace", 0xC0C0C0},      {"ButtonHighlight", 0xFFFFFF},
    {"ButtonShadow", 0x808080},   {"ButtonText", 0x000000},      {"CaptionText", 0xFFFFFF},
    {"GrayText", 0x808080},       {"Highlight", 0x000080},       {"HighlightText", 0xFFFFFF},
    {"InactiveBorder", 0xC0C0C0}, {"InactiveCaption", 0x808080}, {"InactiveCaptionText", 0xC0C0C0},
    {"InfoBackground", 0xFFFFE0}, {"InfoText", 0x000000},        {"Menu", 0xC0C0C0},
    {"MenuText", 0x000000},       {"Scrollbar", 0xC0C0C0},       {"ThreeDDarkShadow", 0x000000},
    {"ThreeDFace", 0xC0C0C0},     {"ThreeDHighlight", 0xFFFFFF}, {"ThreeDLightShadow", 0xDFDFDF},
    {"ThreeDShadow", 0x808080},   {"Window", 0xFFFFFF},          {"WindowFrame", 0x000000},
    {"WindowText", 0x000000},
};

static fo_color opaque(uint32_t rgb)
{
    return (fo_color){(uint8_t)(rgb >> 16), (uint8_t)(rgb >> 8), (uint8_t)rgb, 255};
}

static bool equal_names(const char *name, const char *s, size_t n)
{
    size_t i;

    for (i = 0; i < n && name[i]; i++) {
        if ((name[i] | 32) != (s[i] | 32))
            return false;
    }
    return i == n && name[n] == '\0';
}

bool color_by_name(const char *s, size_t n, fo_color *out)
{
    char lower[24];
    int low = 0, high = (int)COUNT(names) - 1;

    if (n >= sizeof lower)
        return false;
    for (size_t i = 0; i < n; i++)
        lower[i] = s[i] >= 'A' && s[i] <= 'Z' ? (char)(s[i] + 32) : s[i];
    lower[n] = '\0';
    while (low <= high) {
        int middle = (low + high) / 2;
        int order = strcmp(names[middle].name, lower);
        if (order == 0) {
            *out = opaque(names[middle].rgb);
            return true;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle - 1;
    }
    return false;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool color_by_hash(const char *s, size_t n, fo_color *out)
{
    uint32_t v = 0;

    if ((n != 4 && n != 7) || s[0] != '#')
        return false;
    for (size_t i = 1; i < n; i++) {
        int d = hex_digit(s[i]);
        if (d < 0)
            return false;
        v = n == 4 ? v << 8 | (uint32_t)(d * 17) : v << 4 | (uint32_t)d;
    }
    *out = opaque(v);
    return true;
}

bool color_of_system(const char *s, size_t n, fo_color *out)
{
    for (size_t i = 0; i < COUNT(system_names); i++) {
        if (equal_names(system_names[i].name, s, n)) {
            *out = opaque(system_names[i].rgb);
            return true;
        }
    }
    return color_by_name(s, n, out);
}

bool fo_color_parse(const char *s, size_t n, fo_color *out)
{
    return n && *s == '#' ? color_by_hash(s, n, out) : color_by_name(s, n, out);
}
