/* sign_digest.c - what the digest of the content depends on, and what it does not; one known
 * value. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "sign/digest.h"

#define BODY "<body><p a='1' b='2'>Мост</p></body>"

static const char *digest_of(arena *a, const char *text)
{
    diag *dg = diag_new();
    xml_doc *doc = xml_load_memory("t.xml", text, strlen(text), NULL, dg);
    const char *hex;

    assert_non_null(doc);
    hex = content_digest(a, doc);
    assert_non_null(hex);
    xml_free(doc);
    diag_free(dg);
    return hex;
}

/* Made with xmllint --exc-c14n and sha256sum of the first document. */
static void known_value(void **state)
{
    arena *a = arena_new();
    (void)state;

    assert_string_equal(digest_of(a, "<document id='a'>" BODY "</document>"),
                        "3805aa816adb17b8e3e7576b26e1e66a485a38dab67805dec033549400ec9985");
    arena_free(a);
}

static void sign_off_is_left_out(void **state)
{
    static const char *const same[] = {
        "<?xml version='1.0'?><document id='a'><!-- c -->" BODY "</document>",
        "<document state='signed' id=\"a\">\n  " BODY "\n</document>",
        "<document id='a'><approval><date state='x'>5</date></approval>" BODY
        "<signoff><person>А</person></signoff>\n</document>",
        "<document id='a'><agreement/><body><p b='2' a='1'>&#x41C;ост</p></body></document>",
    };
    static const char *const other[] = {
        "<document id='b'>" BODY "</document>",
        "<document id='a'><body><p a='1' b='2'>Мост.</p></body></document>",
        "<document id='a'><body><p a='1' b='3'>Мост</p></body></document>",
        "<document id='a'><body><p a='1' b='2'> Мост</p></body></document>",
        "<document id='a'><body> <p a='1' b='2'>Мост</p></body></document>",
        "<document id='a'><body state='x'><p a='1' b='2'>Мост</p></body></document>",
    };
    arena *a = arena_new();
    const char *first = digest_of(a, "<document id='a'>" BODY "</document>");
    (void)state;

    for (size_t i = 0; i < COUNT(same); i++)
        assert_string_equal(digest_of(a, same[i]), first);
    for (size_t i = 0; i < COUNT(other); i++)
        assert_string_not_equal(digest_of(a, other[i]), first);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_value),
        cmocka_unit_test(sign_off_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
