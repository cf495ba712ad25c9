/* batch_results.c - records as lines and back; a journal whose last line was cut off. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "batch/results.h"

static batch_finding findings[] = {
    {{"a \"b\"\\.xml", 3, 14}, SEV_ERROR, "R04", "tab\there", "«ё» \n", NULL},
    {{NULL, 0, 0}, SEV_WARNING, "T15", "", "", "так напечатано"},
};
static batch_file files[] = {{"печать.png", "00ff"}, {"missing.svg", ""}};
static const batch_record whole = {.number = 7,
                                   .name = "север/plan",
                                   .input = "in/север/plan.xml",
                                   .output = "север/plan.pdf",
                                   .key = "k",
                                   .source = "s",
                                   .digest = "d",
                                   .bytes = 123456789,
                                   .pages = 12,
                                   .rows_in = 40,
                                   .rows_out = 39,
                                   .status = 3,
                                   .files = files,
                                   .file_count = 2,
                                   .findings = findings,
                                   .finding_count = 2,
                                   .milliseconds = 1,
                                   .cpu_milliseconds = 2,
                                   .kibibytes = 3};

static void test_there_and_back(void **state)
{
    arena *a = arena_new();
    strbuf line = STRBUF_INIT, again = STRBUF_INIT;
    batch_record r;

    (void)state;
    record_write(&whole, &line);
    assert_true(record_read(a, line.data, line.len, &r));
    record_write(&r, &again);
    assert_string_equal(line.data, again.data);
    assert_null(strchr(line.data, '\n'));
    assert_int_equal(r.findings[0].pos.column, 14);
    assert_null(r.findings[1].pos.file);
    assert_string_equal(r.findings[0].russian, "«ё» \n");
    strbuf_free(&line);
    strbuf_free(&again);
    arena_free(a);
}

/* What is cut short anywhere is told, whatever the bytes that remain. */
static void test_packed(void **state)
{
    arena *a = arena_new();
    strbuf line = STRBUF_INIT, again = STRBUF_INIT, packed = STRBUF_INIT;
    batch_record r;

    (void)state;
    record_write(&whole, &line);
    record_pack(&whole, &packed);
    assert_true(record_unpack(a, packed.data, packed.len, &r));
    record_write(&r, &again);
    assert_string_equal(line.data, again.data);
    for (size_t n = 0; n < packed.len; n++)
        assert_false(record_unpack(a, packed.data, n, &r));
    strbuf_free(&line);
    strbuf_free(&again);
    strbuf_free(&packed);
    arena_free(a);
}

static bool unpacked(const batch_record *given)
{
    arena *a = arena_new();
    strbuf packed = STRBUF_INIT;
    batch_record r;
    bool ok;

    record_pack(given, &packed);
    ok = record_unpack(a, packed.data, packed.len, &r);
    strbuf_free(&packed);
    arena_free(a);
    return ok;
}

/* A worker that lost its mind answers with what no record holds. */
static void test_packed_nonsense(void **state)
{
    batch_record odd = whole;
    batch_finding finding = findings[0];
    batch_file file = files[0];

    (void)state;
    odd.findings = &finding;
    odd.files = &file;
    odd.finding_count = odd.file_count = 1;
    assert_true(unpacked(&odd));
    finding.sev = (severity)99;
    assert_false(unpacked(&odd));
    finding = findings[0];
    finding.code = NULL;
    assert_false(unpacked(&odd));
    finding = findings[0];
    file.digest = NULL;
    assert_false(unpacked(&odd));
    file = files[0];
    odd.output = NULL;
    assert_false(unpacked(&odd));
}

static const char *const broken[] = {
    "", "{", "[]", "{\"name\":\"x\"}", "{\"status\":\"0\",\"name\":\"x\"}", "null"};

static void test_no_records(void **state)
{
    arena *a = arena_new();
    batch_record r;

    (void)state;
    for (size_t i = 0; i < COUNT(broken); i++)
        if (record_read(a, broken[i], strlen(broken[i]), &r))
            fail_msg("read: %s", broken[i]);
    arena_free(a);
}

static void add(results *r, const char *name, int status)
{
    batch_record record = whole;

    record.name = name;
    record.status = status;
    assert_true(results_add(r, &record));
}

static void cut_off(const char *path, off_t bytes)
{
    const int fd = open(path, O_RDWR);

    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, lseek(fd, 0, SEEK_END) - bytes), 0);
    close(fd);
}

static void test_journal(void **state)
{
    static const char *const asked[] = {"in", "мои файлы"};
    char folder[] = "/tmp/svod-results-XXXXXX", path[64];
    diag *dg = diag_new();
    results *r;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/journal.ndjson", folder);
    r = results_open(folder, (batch_shard){0, 1}, dg);
    assert_non_null(r);
    assert_null(results_asked(r));
    assert_true(results_begin(r, asked, 2, dg));
    add(r, "one", 0);
    add(r, "two", 2);
    add(r, "one", 5); /* made again: this one counts */
    add(r, "three", 0);
    results_close(r);
    cut_off(path, 10);

    r = results_open(folder, (batch_shard){0, 1}, dg);
    assert_string_equal(results_asked(r)[1], "мои файлы");
    assert_null(results_asked(r)[2]);
    assert_int_equal(results_known(r, "one")->status, 5);
    assert_int_equal(results_known(r, "two")->status, 2);
    assert_null(results_known(r, "three"));
    assert_null(results_known(r, ""));
    assert_true(results_begin(r, asked, 1, dg));
    add(r, "three", 3);
    results_close(r);

    r = results_open(folder, (batch_shard){0, 1}, dg);
    assert_int_equal(results_known(r, "three")->status, 3);
    assert_null(results_asked(r)[1]);
    results_close(r);
    unlink(path);
    rmdir(folder);
    diag_free(dg);
}

/* Names of files may be anything; a line that is no UTF-8 would be lost to whoever reads it. */
static void test_not_utf8(void **state)
{
    batch_record odd = whole, r;
    arena *a = arena_new();
    strbuf line = STRBUF_INIT;

    (void)state;
    odd.input = "\xA8.xml \xF0\x9F\x98\x80 \xF0\x9F";
    record_write(&odd, &line);
    assert_true(record_read(a, line.data, line.len, &r));
    assert_string_equal(r.input, "\uFFFD.xml \xF0\x9F\x98\x80 \uFFFD\uFFFD");
    strbuf_free(&line);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back), cmocka_unit_test(test_not_utf8),
        cmocka_unit_test(test_packed),         cmocka_unit_test(test_packed_nonsense),
        cmocka_unit_test(test_no_records),     cmocka_unit_test(test_journal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
