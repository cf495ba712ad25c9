/* text_font_plain.c - words put together without HarfBuzz are what HarfBuzz would make of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/shape_int.h"

typedef struct {
    diag *dg;
    font_set *set;
    metrics *m;
    shape_engine engine;
    arena *a;
    size_t plain; /* words that took the short way */
    size_t cuts;  /* and their parts */
} fixture;

static void set_up(fixture *x)
{
    *x = (fixture){.dg = diag_new(), .a = arena_new()};
    x->set = font_set_open("fonts/fonts.ini", x->dg);
    assert_non_null(x->set);
    x->m = shaper_new(x->set, x->dg);
    shape_engine_open(&x->engine);
}

static void tear_down(fixture *x)
{
    shape_engine_close(&x->engine);
    shaper_free(x->m);
    font_set_free(x->set);
    diag_free(x->dg);
    arena_free(x->a);
}

static bool same(const shaped *a, const shaped *b)
{
    return a->count == b->count && a->advance == b->advance && a->missing == b->missing &&
           !memcmp(a->glyphs, b->glyphs, a->count * sizeof *a->glyphs);
}

static bool is_shaped(fixture *x, const font *f, hb_language_t l, unsigned flags, const char *text,
                      size_t n, const shaped *part)
{
    shaped alone;

    shape_run(&x->engine, f, l, flags, text, n, &alone, x->a);
    return same(part, &alone);
}

/* Parts that are made of what is known are those that are shaped alone. */
static void compare_cuts(fixture *x, const font *f, hb_language_t l, unsigned flags,
                         const char *text, size_t n, const shaped *word)
{
    char hyphenated[80];
    divided last;
    uint32_t begin = 0; /* of the part between two places; 0: there is no place before */

    for (uint32_t i = 0; i < word->count; i++) {
        const uint32_t at = word->glyphs[i].cluster, hyphen = i % 3 ? '-' : 0x2010;
        size_t len = at;
        shaped first, bare, rest, middle;
        divided d;
        if (!shape_divide(&x->engine, f, l, flags, word, text, n, at, hyphen, &d))
            continue;
        x->cuts++;
        memcpy(hyphenated, text, len);
        len += utf8_encode(hyphen, hyphenated + len);
        shape_part(word, NULL, &d, true, &first, x->a);
        shape_part(word, NULL, &d, false, &bare, x->a);
        shape_part(word, &d, NULL, false, &rest, x->a);
        if (begin)
            shape_part(word, &last, &d, false, &middle, x->a);
        if (begin && !is_shaped(x, f, l, flags, text + begin, at - begin, &middle))
            fail_msg("%s, flags %u: %.*s, bytes %u to %u", font_postscript_name(f), flags, (int)n,
                     text, begin, at);
        begin = at;
        last = d;
        if (d.before != first.advance || d.after != rest.advance ||
            !is_shaped(x, f, l, flags, hyphenated, len, &first) ||
            !is_shaped(x, f, l, flags, text, at, &bare) ||
            !is_shaped(x, f, l, flags, text + at, n - at, &rest))
            fail_msg("%s, flags %u: %.*s before byte %u", font_postscript_name(f), flags, (int)n,
                     text, at);
    }
}

static void compare(fixture *x, const font *f, const char *language, unsigned flags,
                    const char *text, size_t n)
{
    const hb_language_t l = language ? hb_language_from_string(language, -1) : HB_LANGUAGE_INVALID;
    shaped plain, full;

    if (!shape_plain(&x->engine, f, l, flags, text, n, &plain, x->a))
        return;
    x->plain++;
    shape_run(&x->engine, f, l, flags, text, n, &full, x->a);
    if (!same(&plain, &full))
        fail_msg("%s, flags %u: %.*s: %d, HarfBuzz %d", font_postscript_name(f), flags, (int)n,
                 text, plain.advance, full.advance);
    compare_cuts(x, f, l, flags, text, n, &plain);
}

/* ---- characters ---- */

/* Letters of one script, digits and stops; the count goes to *count. */
static const uint32_t *alphabet(bool cyrillic, size_t *count)
{
    static const char stops[] = "0123456789.,:;!?()-\"'/% +=<$&@";
    static const uint32_t others[] = {0xAB, 0xBB, 0x2013, 0x2014, 0x2116, 0x2026, 0x201E, 0x201C,
                                      0xA7, 0xB0, 0x2030, 0x20AC, 0x20BD, 0x2212, 0xD7};
    static uint32_t letters[256];
    size_t n = 0;

    for (uint32_t c = cyrillic ? 0x410 : 'A'; c <= (cyrillic ? 0x44F : 'z'); c++)
        if (cyrillic || c <= 'Z' || c >= 'a')
            letters[n++] = c;
    if (cyrillic) {
        letters[n++] = 0x401;
        letters[n++] = 0x451;
    }
    for (const char *p = stops; *p; p++)
        letters[n++] = (uint32_t)*p;
    for (size_t i = 0; i < COUNT(others); i++)
        letters[n++] = others[i];
    *count = n;
    return letters;
}

static void all_pairs(fixture *x, const font *f, bool cyrillic)
{
    size_t count;
    const uint32_t *letters = alphabet(cyrillic, &count);

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            char text[8];
            size_t n = utf8_encode(letters[i], text);
            n += utf8_encode(letters[j], text + n);
            compare(x, f, cyrillic ? "ru" : "en", SHAPE_KERNING, text, n);
        }
    arena_reset(x->a);
}

/* Letters of everyday use are plain: else the short way would serve nobody. */
static void test_pairs(void **state)
{
    static const char *const families[] = {"serif", "sans-serif", "PT Serif", "DejaVu Sans"};
    fixture x;

    (void)state;
    set_up(&x);
    for (size_t i = 0; i < COUNT(families); i++) {
        const font *f = x.m->match(x.m, families[i], 400, false);
        const size_t before = x.plain;
        all_pairs(&x, f, true);
        all_pairs(&x, f, false);
        if (x.plain - before < 8000)
            fail_msg("%s: only %zu pairs are plain", families[i], x.plain - before);
    }
    tear_down(&x);
}

/* Words at random, in every face, with and without kerning and ligatures, in languages that have
 * forms of their own. */
static void test_words(void **state)
{
    static const char *const languages[] = {"ru", "en", "sr", "bg", "tr", NULL};
    const char *family, *path;
    fixture x;

    (void)state;
    set_up(&x);
    srand(3);
    for (size_t i = 0; font_set_face(x.set, i, &family, &path); i++) {
        const bool bold = strstr(path, "Bold") || strstr(path, "75F") || strstr(path, "76F");
        const bool italic = strstr(path, "Italic") || strstr(path, "56F") || strstr(path, "76F");
        const font *f = x.m->match(x.m, family, bold ? 700 : 400, italic);
        for (int round = 0; round < 1500; round++) {
            char text[64];
            size_t count, n = 0;
            const uint32_t *letters = alphabet(rand() % 2, &count);
            for (int k = 1 + rand() % 14; k > 0; k--)
                n += utf8_encode(letters[(size_t)rand() % count], text + n);
            compare(&x, f, languages[(size_t)rand() % COUNT(languages)], (unsigned)rand() % 4, text,
                    n);
        }
        arena_reset(x.a);
    }
    assert_true(x.plain > 20000);
    assert_true(x.cuts > 30000);
    tear_down(&x);
}

/* Marks, other scripts and mixed ones go the long way. */
static void test_not_plain(void **state)
{
    static const char *const words[] = {"и\u0306", "a\u0301",  "מ",         "ab\u0411",
                                        "\u00ADa", "\u2060",   "",          "\xFF",
                                        "a\u0600", "1\u20442", "\U0001F600"};
    fixture x;

    (void)state;
    set_up(&x);
    for (size_t i = 0; i < COUNT(words); i++) {
        shaped s;
        const font *f = x.m->match(x.m, "DejaVu Sans", 400, false);
        assert_false(shape_plain(&x.engine, f, NULL, 0, words[i], strlen(words[i]), &s, x.a));
    }
    tear_down(&x);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_pairs),
    cmocka_unit_test(test_words),
    cmocka_unit_test(test_not_plain),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
