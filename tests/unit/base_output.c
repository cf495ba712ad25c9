/* base_output.c - a file that is changed: only what was read of it is replaced; a file that cannot
 * be read says why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/output.h"

static const char *folder;

static const char *file_in(arena *a, const char *name)
{
    return arena_printf(a, "%s/%s", folder, name);
}

static void put(const char *path, const char *text)
{
    diag *dg = diag_new();

    assert_true(output_put(path, text, strlen(text), dg));
    diag_free(dg);
}

/* What is done between reading and writing; NULL: the file is removed. */
static const struct {
    const char *read, *between, *after;
    bool ok;
} changes[] = {
    {"first", "first", "mine", true}, {"first", "other", "other", false},
    {"first", "firs", "firs", false}, {"first", "first and more", "first and more", false},
    {"first", "", "", false},         {"first", NULL, NULL, false},
    {"", "", "mine", true},           {"", "other", "other", false},
};

static void only_what_was_read_is_replaced(void **state)
{
    arena *a = arena_new();
    const char *path = file_in(a, "document.xml");
    (void)state;

    for (size_t i = 0; i < COUNT(changes); i++) {
        diag *dg = diag_new();
        char *there = NULL;
        size_t size = 0;
        output *out;

        put(path, changes[i].read);
        assert_non_null(out = output_open(path, dg));
        output_expect(out, changes[i].read, strlen(changes[i].read));
        if (changes[i].between)
            put(path, changes[i].between);
        else
            unlink(path);
        output_write(out, "mine", 4);
        if (output_commit(out, dg) != changes[i].ok || diag_has(dg, "G30") == changes[i].ok)
            fail_msg("change %zu: committed or told otherwise", i);
        if (!changes[i].after)
            assert_int_not_equal(access(path, F_OK), 0);
        else if (!input_read(path, 0, &there, &size, dg) || strcmp(there, changes[i].after))
            fail_msg("change %zu: the file holds «%s»", i, there ? there : "nothing");
        mem_free(there);
        diag_free(dg);
    }
    unlink(path);
    arena_free(a);
}

static void what_cannot_be_read_says_why(void **state)
{
    arena *a = arena_new();
    const char *path = file_in(a, "document.xml");
    char *data = NULL;
    size_t size;
    (void)state;

    assert_false(input_try(path, 0, &data, &size));
    assert_int_equal(errno, ENOENT);
    put(path, "four");
    assert_false(input_try(path, 3, &data, &size));
    assert_int_equal(errno, EFBIG);
    assert_null(data);
    assert_true(input_try(path, 4, &data, &size));
    assert_int_equal(size, 4);
    assert_string_equal(data, "four");
    mem_free(data);
    unlink(path);
    arena_free(a);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(only_what_was_read_is_replaced),
                                              cmocka_unit_test(what_cannot_be_read_says_why)};
    char name[] = "/tmp/base_output.XXXXXX";
    int failed;

    folder = mkdtemp(name);
    failed = folder ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
    if (folder)
        rmdir(folder);
    return failed;
}
