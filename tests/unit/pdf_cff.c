/* pdf_cff.c - CIDs of OpenType files with CFF outlines, made here byte by byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "pdf/cff.h"

/* The prefix of a CFF table: header, names, Top DICT with the charset at a fixed place. */
enum { CHARSET_AT = 40 };

static void put_long(strbuf *b, uint32_t v)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        strbuf_addc(b, (char)(v >> shift));
}

/* "OTTO", one table "CFF " at 28. */
static void make_file(strbuf *b, bool cid_keyed, const char *charset, size_t n)
{
    size_t start;

    strbuf_add(b, "OTTO\0\1\0\0\0\0\0\0CFF \0\0\0\0", 20);
    put_long(b, 28);
    put_long(b, (uint32_t)(CHARSET_AT + n));
    start = b->len;
    strbuf_add(b, "\1\0\4\1", 4);
    strbuf_add(b, "\0\1\1\1\2A", 6);                               /* names */
    strbuf_add(b, cid_keyed ? "\0\1\1\1\x13" : "\0\1\1\1\x0E", 5); /* Top DICT of 18 or 13 bytes */
    if (cid_keyed)
        strbuf_add(b, "\x8B\x8C\x8B\x0C\x1E", 5); /* 0 1 0 ROS */
    strbuf_add(b, "\x1E\x0A\x14\x5F\x0C\x07", 6); /* a real number for FontMatrix */
    strbuf_add(b, "\x1D\0\0\0", 4);
    strbuf_addc(b, CHARSET_AT);
    strbuf_adds(b, "\x0F"); /* charset */
    strbuf_addc(b, 0);      /* an operand that is none */
    while (b->len < start + CHARSET_AT)
        strbuf_addc(b, 0);
    strbuf_add(b, charset, n);
}

static void charsets_give_cids(void **state)
{
    static const struct {
        bool cid_keyed;
        const char *charset;
        size_t n;
        uint32_t wanted[4]; /* of glyphs 0, 1, 3, 9 */
    } cases[] = {
        {true, "\0\0\x10\0\x20\0\x30", 7, {0, 0x10, 0x30, 0}},
        {true, "\1\0\x10\1\0\x40\x0F", 7, {0, 0x10, 0x40, 0x46}},
        {true, "\2\0\x10\0\1\0\x40\0\x0F", 9, {0, 0x10, 0x40, 0x46}},
        {true, "\2", 1, {0, 0, 0, 0}},
        {false, "\1\0\x10\1", 4, {0, 1, 3, 9}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t glyphs[4] = {0, 1, 3, 9};
        strbuf b = STRBUF_INIT;
        size_t size = 0;
        const uint8_t *cff;
        make_file(&b, cases[i].cid_keyed, cases[i].charset, cases[i].n);
        cff = cff_of_opentype((const uint8_t *)b.data, b.len, glyphs, 4, &size);
        assert_ptr_equal(cff, b.data + 28);
        assert_int_equal(size, CHARSET_AT + cases[i].n);
        for (size_t k = 0; k < 4; k++)
            if (glyphs[k] != cases[i].wanted[k])
                fail_msg("case %zu, glyph %zu: CID %u", i, k, glyphs[k]);
        strbuf_free(&b);
    }
}

/* Cut off anywhere, or changed anywhere, a file is refused or read within its bounds. */
static void broken_files_are_read_within_their_bounds(void **state)
{
    strbuf b = STRBUF_INIT;
    uint32_t glyphs[2] = {1, 2};
    size_t size;
    (void)state;
    make_file(&b, true, "\1\0\x10\1\0\x40\x0F", 7);
    for (size_t n = 0; n <= b.len; n++) {
        uint8_t *exact = mem_alloc(n);
        memcpy(exact, b.data, n);
        for (size_t i = 0; i < n; i++) {
            exact[i] ^= 0xFF;
            cff_of_opentype(exact, n, glyphs, 2, &size);
            exact[i] ^= 0xFF;
        }
        if (n < b.len)
            assert_null(cff_of_opentype(exact, n, glyphs, 2, &size));
        mem_free(exact);
    }
    strbuf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charsets_give_cids),
        cmocka_unit_test(broken_files_are_read_within_their_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
