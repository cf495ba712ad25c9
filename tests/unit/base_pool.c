/* base_pool.c - pieces of memory for libraries: what is written stays, whatever is freed and
 * enlarged between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/pool.h"
#include "base/sanitized.h"

enum { MANY = 500, MOST = 3000 };

static unsigned char mark(size_t i)
{
    return (unsigned char)(i * 7 + 1);
}

static void is_whole(const unsigned char *p, size_t size, unsigned char wanted)
{
    for (size_t i = 0; i < size; i++)
        assert_int_equal(p[i], wanted);
}

/* Every size from none to beyond the largest class. */
static void sizes_do_not_overlap(void **state)
{
    unsigned char *p[MOST];
    (void)state;

    for (size_t i = 0; i < MOST; i++) {
        p[i] = pool_take(i);
        assert_int_equal((uintptr_t)p[i] % 16, 0);
        memset(p[i], mark(i), i);
    }
    for (size_t i = 0; i < MOST; i++) {
        is_whole(p[i], i, mark(i));
        pool_free(p[i]);
    }
}

static void freed_pieces_serve_again(void **state)
{
    unsigned char *p[MANY];
    (void)state;

    for (size_t round = 1; round < 6; round++) {
        for (size_t i = 0; i < MANY; i++)
            memset(p[i] = pool_take(i * round % 1100), mark(i + round), i * round % 1100);
        for (size_t i = 1; i < MANY; i += 2)
            pool_free(p[i]);
        for (size_t i = 1; i < MANY; i += 2)
            memset(p[i] = pool_take(i), mark(i), i);
        for (size_t i = 0; i < MANY; i++) {
            is_whole(p[i], i % 2 ? i : i * round % 1100, mark(i % 2 ? i : i + round));
            pool_free(p[i]);
        }
    }
}

/* From nothing over the classes to a large one, and on. */
static void growing_keeps_what_is_there(void **state)
{
    unsigned char *p = NULL;
    (void)state;

    for (size_t size = 1, had = 0; size < 100000; had = size, size += size / 3 + 1) {
        p = pool_enlarge(p, size);
        assert_int_equal((uintptr_t)p % 16, 0);
        is_whole(p, had, 0xA5);
        memset(p, 0xA5, size);
    }
    pool_free(p);
    pool_free(NULL);
}

static void shrinking_keeps_the_beginning(void **state)
{
    unsigned char *p = pool_take(900);
    (void)state;

    memset(p, 0x5A, 900);
    p = pool_enlarge(p, 10);
    is_whole(p, 10, 0x5A);
    pool_free(p);
}

static void fill(unsigned char **p, size_t count, size_t shift)
{
    for (size_t i = 0; i < count; i++)
        memset(p[i] = pool_take(i), mark(i + shift), i);
}

static void drop(unsigned char **p, size_t count, size_t shift)
{
    for (size_t i = 0; i < count; i++) {
        is_whole(p[i], i, mark(i + shift));
        pool_free(p[i]);
    }
}

/* Pieces of one document, of which none is left at its end, lie where those of the one before
 * lay. */
static void a_span_begins_where_the_last_one_did(void **state)
{
    unsigned char *p[MOST], *first = NULL;
    (void)state;

    for (int round = 0; round < 6; round++) {
        pool_begin();
        fill(p, MOST, (size_t)round);
        if (!SANITIZED && first)
            assert_ptr_equal(p[1], first);
        first = p[1];
        drop(p, MOST, (size_t)round);
        pool_end();
    }
}

/* What outlives its span stays as it was, and can be freed in any later one. */
static void what_outlives_a_span_stays(void **state)
{
    unsigned char *kept[40], *p[MOST];
    (void)state;

    for (size_t round = 0; round < COUNT(kept); round++) {
        pool_begin();
        kept[round] = pool_take(200 + round);
        fill(p, MOST / 10, round);
        memset(kept[round], mark(round), 200 + round);
        drop(p, MOST / 10, round);
        pool_end();
        if (round % 3 == 2) { /* in the span after the next, one that was kept goes */
            pool_begin();
            is_whole(kept[round - 2], 200 + round - 2, mark(round - 2));
            pool_free(kept[round - 2]);
            kept[round - 2] = NULL;
            pool_end();
        }
    }
    for (size_t round = 0; round < COUNT(kept); round++)
        if (kept[round]) {
            is_whole(kept[round], 200 + round, mark(round));
            pool_free(kept[round]);
        }
}

/* A piece from before, enlarged within a span; spans within spans. */
static void what_was_there_grows_within_a_span(void **state)
{
    unsigned char *p = pool_take(10), *inner[MANY];
    (void)state;

    memset(p, 0x3C, 10);
    for (size_t size = 11, had = 10; size < 3000; had = size, size += 171) {
        pool_begin();
        pool_begin();
        p = pool_enlarge(p, size);
        is_whole(p, had, 0x3C);
        memset(p, 0x3C, size);
        fill(inner, MANY, size);
        pool_end();
        drop(inner, MANY, size);
        pool_end();
    }
    is_whole(p, 2900, 0x3C);
    pool_free(p);
}

static jmp_buf ended;

static void on_exhaustion(void)
{
    longjmp(ended, 1);
}

static void more_than_there_is_ends_by_the_hook(void **state)
{
    volatile bool asked = false;
    (void)state;

    arena_on_exhaustion(on_exhaustion);
    if (!setjmp(ended)) {
        asked = true;
        pool_take(SIZE_MAX - 3);
        fail();
    }
    arena_on_exhaustion(NULL);
    assert_true(asked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_do_not_overlap),
        cmocka_unit_test(freed_pieces_serve_again),
        cmocka_unit_test(growing_keeps_what_is_there),
        cmocka_unit_test(shrinking_keeps_the_beginning),
        cmocka_unit_test(a_span_begins_where_the_last_one_did),
        cmocka_unit_test(what_outlives_a_span_stays),
        cmocka_unit_test(what_was_there_grows_within_a_span),
        cmocka_unit_test(more_than_there_is_ends_by_the_hook),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
