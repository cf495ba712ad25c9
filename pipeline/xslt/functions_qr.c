/* functions_qr.c - a text as a QR code (ISO/IEC 18004), drawn by the stylesheet: f:qr-size gives
 * the modules of a side, f:qr-path the dark ones as data of an SVG path in units of a module, one
 * subpath a run. */
#include "xslt/functions_int.h"

#include <string.h>

#include <qrencode.h>

#include "base/strbuf.h"

/* NULL: the text is too long. How much damage it stands is a letter: L, M, Q, H. */
static QRcode *encode(const char *const *args, int count)
{
    static const char letters[] = "LMQH";
    static const QRecLevel levels[] = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H};
    const char *letter = count > 1 && *args[1] ? strchr(letters, *args[1]) : NULL;

    return *args[0] ? QRcode_encodeString8bit(args[0], 0,
                                              letter ? levels[letter - letters] : QR_ECLEVEL_M)
                    : NULL;
}

static const char *fn_qr_size(function_state *s, const char *const *args, int count)
{
    QRcode *code = encode(args, count);
    const char *size = code ? arena_printf(s->scratch, "%d", code->width) : NULL;

    QRcode_free(code);
    return size;
}

static bool is_dark(const QRcode *code, int x, int y)
{
    return x < code->width && code->data[y * code->width + x] & 1;
}

static const char *fn_qr_path(function_state *s, const char *const *args, int count)
{
    QRcode *code = encode(args, count);
    strbuf path = STRBUF_INIT;
    const char *text;

    for (int y = 0; code && y < code->width; y++)
        for (int x = 0, end; x < code->width; x = end + 1) {
            for (end = x; is_dark(code, end, y);)
                end++;
            if (end > x)
                strbuf_printf(&path, "M%d %dh%dv1h-%dz", x, y, end - x, end - x);
        }
    text = arena_strdup(s->scratch, strbuf_text(&path));
    strbuf_free(&path);
    QRcode_free(code);
    return text;
}

const string_function qr_functions[] = {
    {"qr-size", 1, 2, fn_qr_size, false},
    {"qr-path", 1, 2, fn_qr_path, false},
    {NULL, 0, 0, NULL, false},
};
