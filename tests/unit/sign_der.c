/* sign_der.c - DER as X.690 has it: lengths of one byte and of more, arcs, sets in order; values
 * that end too early. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sign/cms.h"

static void heads(void **state)
{
    static const struct {
        size_t content;
        unsigned char head[6];
        size_t head_size;
    } cases[] = {
        {0, {4, 0}, 2},
        {1, {4, 1}, 2},
        {127, {4, 127}, 2},
        {128, {4, 0x81, 128}, 3},
        {255, {4, 0x81, 255}, 3},
        {256, {4, 0x82, 1, 0}, 4},
        {65536, {4, 0x83, 1, 0, 0}, 5},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        arena *a = arena_new();
        const char *content = arena_text(a, cases[i].content + 1);
        const der made = der_octets(a, content, cases[i].content);

        assert_int_equal(made.size, cases[i].head_size + cases[i].content);
        assert_memory_equal(made.bytes, cases[i].head, cases[i].head_size);
        assert_int_equal(der_length(made.bytes, made.size), made.size);
        assert_int_equal(der_length(made.bytes, made.size - 1), 0);
        arena_free(a);
    }
}

static void lengths(void **state)
{
    static const struct {
        unsigned char bytes[12];
        size_t size, length;
    } cases[] = {
        {{0x30, 0x03, 1, 2, 3, 0, 0}, 7, 5}, /* zeros behind it */
        {{0x30}, 1, 0},
        {{0}, 0, 0},
        {{0x30, 0x80, 0, 0}, 4, 0}, /* without a length: not DER */
        {{0x30, 0x81}, 2, 0},
        {{0x30, 0x81, 0x02, 1, 2}, 5, 5},
        {{0x30, 0x82, 0x00}, 3, 0},
        {{0x30, 0x89, 0, 0, 0, 0, 0, 0, 0, 0, 1, 7}, 12, 0}, /* more digits than a size has */
        {{0x30, 0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}, 10, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (der_length(cases[i].bytes, cases[i].size) != cases[i].length)
            fail_msg("case %zu: %zu", i, der_length(cases[i].bytes, cases[i].size));
}

static void identifiers(void **state)
{
    static const struct {
        const char *dotted;
        unsigned char bytes[12];
        size_t size;
    } cases[] = {
        {"2.5", {6, 1, 85}, 3},
        {"1.2.840.113549", {6, 6, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D}, 8},
        {"2.999.3", {6, 3, 0x88, 0x37, 3}, 5}, /* the example of X.690 */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        arena *a = arena_new();
        const der made = der_oid(a, cases[i].dotted);

        assert_int_equal(made.size, cases[i].size);
        assert_memory_equal(made.bytes, cases[i].bytes, made.size);
        arena_free(a);
    }
}

static void sets(void **state)
{
    static const unsigned char wanted[] = {0x31, 12, 2, 1, 5, 4, 0, 4, 1, 7, 4, 2, 7, 7};
    arena *a = arena_new();
    const der parts[] = {der_octets(a, "\7\7", 2), der_octets(a, "", 0), der_octets(a, "\7", 1),
                         der_number(a, 5)};
    const der same[] = {der_number(a, 5), {(const unsigned char *)"\2\1", 2}, der_number(a, 5)};
    const der made = der_set(a, DER_SET, parts, COUNT(parts));

    (void)state;
    assert_int_equal(made.size, sizeof wanted);
    assert_memory_equal(made.bytes, wanted, sizeof wanted);
    assert_memory_equal(der_set(a, DER_SET, same, COUNT(same)).bytes, "\x31\x08\2\1\2\1\5\2\1\5",
                        10); /* a beginning comes before what it begins */
    arena_free(a);
}

/* ---- signatures that are none ---- */

static void no_signature(void **state)
{
    static const struct {
        const char *bytes;
        size_t size;
    } cases[] = {{"", 0}, {"\x30\x03\x02\x01", 4}, {"\x30\x03\x02\x01\x05", 5}, {"no DER", 6}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const span part = {"text", 4};
        arena *a = arena_new();
        const cms_verdict v = cms_verify(a, cases[i].bytes, cases[i].size, &part, 1, NULL, 0);

        assert_false(v.intact);
        assert_false(v.stamped);
        assert_string_equal(v.signer.owner, "");
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heads), cmocka_unit_test(lengths),      cmocka_unit_test(identifiers),
        cmocka_unit_test(sets),  cmocka_unit_test(no_signature),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
