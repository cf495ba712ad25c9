/* batch_inputs.c - operands become documents with names; names belong to parts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "batch/inputs.h"

static const struct {
    const char *operands[3], *names; /* with blanks between */
} gathered[] = {
    {{"a/b/c.xml"}, "c"},
    {{"a/b/c.xml", "a/d/c.xml"}, "b/c d/c"},
    {{"a/b/c.xml", "a/bb/c.xml"}, "b/c bb/c"},
    {{"./x.xml", "y.fo"}, "x y"},
    {{"/r/x.xml", "/r/s/y.xml"}, "x s/y"},
    {{"../up/x.xml", "here/y.xml"}, "up/x here/y"},
    {{"a/.hidden", "a/two.parts.xml"}, ".hidden two.parts"},
    {{"a/x.xml", "a/x.xml", "a/y.xml"}, "x y"},
    {{"\xA8/x.xml", "\xA8/\xD0.xml"}, "x \\xD0"},
};

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(gathered); i++) {
        batch_items items = {.mem = arena_new()};
        diag *dg = diag_new();
        char names[256] = "";
        size_t count = 0;

        while (count < 3 && gathered[i].operands[count])
            count++;
        if (!inputs_collect(&items, gathered[i].operands, count, dg))
            fail_msg("%s is refused", gathered[i].operands[0]);
        for (size_t k = 0; k < items.count; k++) {
            assert_int_equal(items.items[k].number, k + 1);
            snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", k ? " " : "",
                     items.items[k].name);
        }
        if (strcmp(names, gathered[i].names))
            fail_msg("%s …: \"%s\", not \"%s\"", gathered[i].operands[0], names, gathered[i].names);
        diag_free(dg);
        arena_free(items.mem);
    }
}

static void test_same_name(void **state)
{
    static const char *const operands[] = {"a/x.xml", "a/x.fo"};
    batch_items items = {.mem = arena_new()};
    diag *dg = diag_new();

    (void)state;
    assert_false(inputs_collect(&items, operands, 2, dg));
    assert_true(diag_has(dg, "B02"));
    diag_free(dg);
    arena_free(items.mem);
}

static const struct {
    const char *text;
    bool ok;
    unsigned index, count;
} shards[] = {
    {"1/1", true, 0, 1},   {"3/8", true, 2, 8},   {"8/8", true, 7, 8},  {"9/8", false, 0, 0},
    {"0/8", false, 0, 0},  {"3", false, 0, 0},    {"3/", false, 0, 0},  {"3/8x", false, 0, 0},
    {"-1/8", false, 0, 0}, {"auto", false, 0, 0}, {"1/0", false, 0, 0},
};

static void test_shards(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(shards); i++) {
        batch_shard got = {0, 0};
        diag *dg = diag_new();
        const bool ok = shard_read(shards[i].text, &got, dg);

        if (ok != shards[i].ok ||
            (ok && (got.index != shards[i].index || got.count != shards[i].count)))
            fail_msg("\"%s\": %d %u/%u", shards[i].text, ok, got.index, got.count);
        if (!ok && !diag_count(dg))
            fail_msg("\"%s\": nothing is said", shards[i].text);
        diag_free(dg);
    }
}

/* Each name is of exactly one part, and the parts are of about the same size. */
static void test_spread(void **state)
{
    enum { NAMES = 4000, PARTS = 8 };
    unsigned sizes[PARTS] = {0};

    (void)state;
    for (unsigned i = 0; i < NAMES; i++) {
        char name[32];
        unsigned owners = 0;
        snprintf(name, sizeof name, "district-%u/report", i);
        for (unsigned k = 0; k < PARTS; k++)
            if (shard_has((batch_shard){k, PARTS}, name)) {
                owners++;
                sizes[k]++;
            }
        assert_int_equal(owners, 1);
    }
    for (unsigned k = 0; k < PARTS; k++)
        assert_in_range(sizes[k], NAMES / PARTS * 8 / 10, NAMES / PARTS * 12 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_same_name),
        cmocka_unit_test(test_shards),
        cmocka_unit_test(test_spread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
