/* batch_pool.c - workers: every item once, whatever its worker does; what a worker is not
 * allowed. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "batch/pool.h"
#include "batch/sandbox.h"

enum { ITEMS = 60, SLOW = 7, CRASH = 11, LEAVES = 13, LARGE = 17, NO_MEMORY = 23 };

typedef struct {
    pool_job pool;
    int taken[ITEMS], broken[ITEMS];
    pool_break how[ITEMS];
    int numbers[ITEMS];
    size_t stop_at; /* 0: never */
} trial;

static void work(pool_job *self, size_t index, strbuf *answer)
{
    (void)self;
    if (index == SLOW)
        sleep(30);
    if (index == CRASH)
        kill(getpid(), SIGKILL);
    if (index == LEAVES)
        _exit(9);
    if (index == NO_MEMORY)
        _exit(5);
    for (size_t i = 0; i < (index == LARGE ? 300000 : 1); i++)
        strbuf_printf(answer, "%zu ", index);
}

static bool take(pool_job *self, size_t index, const char *answer, size_t size)
{
    trial *t = (trial *)self;

    assert_true(size > 1 && strtoul(answer, NULL, 10) == index);
    assert_true(index != LARGE || size == 900000);
    t->taken[index]++;
    return !t->stop_at || index < t->stop_at;
}

static bool broke(pool_job *self, size_t index, pool_break how, int number)
{
    trial *t = (trial *)self;

    t->broken[index]++;
    t->how[index] = how;
    t->numbers[index] = number;
    return true;
}

static void test_every_item_once(void **state)
{
    const pool_limits limits = {.jobs = 3, .seconds = 1};
    trial t = {.pool = {NULL, work, take, broke, NULL}};

    (void)state;
    assert_int_equal(pool_run(&t.pool, ITEMS, &limits), 0);
    for (size_t i = 0; i < ITEMS; i++) {
        const bool bad = i == SLOW || i == CRASH || i == LEAVES || i == NO_MEMORY;
        if (t.taken[i] != !bad || t.broken[i] != bad)
            fail_msg("item %zu: taken %d, broken %d", i, t.taken[i], t.broken[i]);
    }
    assert_int_equal(t.how[SLOW], POOL_TIME);
    assert_int_equal(t.how[CRASH], POOL_SIGNAL);
    assert_int_equal(t.numbers[CRASH], SIGKILL);
    assert_int_equal(t.how[LEAVES], POOL_EXIT);
    assert_int_equal(t.numbers[LEAVES], 9);
    assert_int_equal(t.how[NO_MEMORY], POOL_MEMORY);
}

static void test_stops_when_told(void **state)
{
    const pool_limits limits = {.jobs = 1};
    trial t = {.pool = {NULL, work, take, broke, NULL}, .stop_at = 3};

    (void)state;
    assert_int_equal(pool_run(&t.pool, ITEMS, &limits), 0);
    assert_int_equal(t.taken[3], 1);
    assert_int_equal(t.taken[4], 0);
}

static void test_nothing_to_do(void **state)
{
    const pool_limits limits = {.jobs = 0};
    trial t = {.pool = {NULL, work, take, broke, NULL}};

    (void)state;
    assert_int_equal(pool_run(&t.pool, 0, &limits), 0);
}

static int can_write(const char *path)
{
    const int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

    if (fd >= 0)
        close(fd);
    return fd >= 0 ? 0 : errno;
}

/* In a process of its own: there is no way back. */
static int confined(const char *folder, const char *inside, const char *outside)
{
    if (!sandbox_confine(folder))
        return 1;
    if (can_write(inside))
        return 2;
    if (can_write(outside) != EACCES)
        return 3;
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) >= 3 && !truncate(outside, 0))
        return 5;
    execl("/bin/true", "true", (char *)NULL);
    return errno == EACCES ? 0 : 4;
}

static void test_sandbox(void **state)
{
    char folder[] = "/tmp/svod-batch-XXXXXX", inside[64], outside[64];
    int status = -1;
    pid_t pid;

    (void)state;
    if (!sandbox_there())
        skip(); /* a kernel without Landlock: docs/batch.md says so */
    assert_non_null(mkdtemp(folder));
    strcat(strcpy(inside, folder), "/a");
    strcat(strcpy(outside, folder), "-b");
    assert_int_equal(can_write(outside), 0);
    if ((pid = fork()) == 0)
        _exit(confined(folder, inside, outside));
    assert_int_equal(waitpid(pid, &status, 0), pid);
    unlink(inside);
    unlink(outside);
    rmdir(folder);
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_item_once),
        cmocka_unit_test(test_stops_when_told),
        cmocka_unit_test(test_nothing_to_do),
        cmocka_unit_test(test_sandbox),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
