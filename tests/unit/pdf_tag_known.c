/* Which element an object has: what is put is found, what is dropped is not, whatever lies
 * between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pdf/tag_known.h"

enum { OBJECTS = 3000 };

static char objects[OBJECTS * 8]; /* their places count, not what is in them */

static const fo_node *object(size_t i)
{
    return (const fo_node *)(const void *)&objects[i * 8];
}

static void expect(const tag_known *k, size_t i, uint32_t element)
{
    const uint32_t found = tag_known_find(k, object(i));

    if (found != element)
        fail_msg("object %zu: element %u, not %u", i, (unsigned)found, (unsigned)element);
}

static void what_is_dropped_leaves_the_others(void **state)
{
    tag_known k = {NULL, 0, 0};
    (void)state;

    expect(&k, 0, 0);
    tag_known_drop(&k, object(0));
    for (size_t i = 0; i < OBJECTS; i++)
        tag_known_put(&k, object(i), (uint32_t)i + 1);
    for (size_t i = 0; i < OBJECTS; i += 3)
        tag_known_drop(&k, object(i));
    for (size_t i = 0; i < OBJECTS; i++)
        expect(&k, i, i % 3 ? (uint32_t)i + 1 : 0);
    assert_int_equal(k.count, OBJECTS - OBJECTS / 3);
    tag_known_free(&k);
}

static void an_object_has_one_element(void **state)
{
    tag_known k = {NULL, 0, 0};
    (void)state;

    tag_known_put(&k, object(1), 7);
    tag_known_put(&k, object(1), 8);
    expect(&k, 1, 8);
    assert_int_equal(k.count, 1);
    tag_known_clear(&k);
    expect(&k, 1, 0);
    assert_int_equal(k.count, 0);
    tag_known_free(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_dropped_leaves_the_others),
        cmocka_unit_test(an_object_has_one_element),
    };
    return cmocka_run_group_tests_name("pdf tag_known", tests, NULL, NULL);
}
