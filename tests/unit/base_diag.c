/* base_diag.c - arena, text buffer, diagnostics and complete-or-nothing output. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/lang.h"
#include "base/output.h"
#include "base/strbuf.h"
#include "base/units.h"
#include "base/utf8.h"

static void arena_gives_zeroed_aligned_memory(void **state)
{
    arena *a = arena_new();
    (void)state;
    for (size_t n = 1; n < 200000; n = n * 3 + 1) {
        char *p = arena_alloc(a, n);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, n);
    }
    arena_reset(a);
    assert_string_equal(arena_printf(a, "%d-%s", 7, "ё"), "7-ё");
    arena_free(a);
}

static void identical_reports_are_kept_once(void **state)
{
    diag *dg = diag_new();
    src_pos p = {"a.xml", 3, 5}, q = {"a.xml", 2, 9};
    (void)state;
    for (int i = 0; i < 100; i++) {
        diag_report(dg, p, MSG_CANNOT_OPEN, "x");
        diag_report(dg, q, MSG_CANNOT_OPEN, "x");
    }
    assert_int_equal(diag_count(dg), 2);
    assert_int_equal(diag_worst(dg), SEV_FATAL);
    diag_free(dg);
}

static char *printed(diag *dg, diag_format format)
{
    static char text[1000];
    FILE *f = tmpfile();
    size_t n;
    diag_print(dg, f, format);
    rewind(f);
    n = fread(text, 1, sizeof text - 1, f);
    text[n] = '\0';
    fclose(f);
    return text;
}

static void a_thousand_alike_are_enough(void **state)
{
    diag *dg = diag_new();
    src_pos pos = {"a.xml", 1, 1};

    for (pos.line = 1; pos.line <= 1500; pos.line++)
        diag_report(dg, pos, MSG_LINE_OVERFULL, "1", "x");
    assert_int_equal(diag_count(dg), 1001);
    assert_string_equal(diag_get(dg, 1000).code, "G21");
    diag_report_as(dg, SEV_ERROR, pos, MSG_LINE_OVERFULL, "1", "x"); /* a worse one is told */
    diag_report(dg, pos, MSG_NO_GLYPH, "1", "x");
    pos.file = "b.xml";
    diag_report(dg, pos, MSG_LINE_OVERFULL, "1", "x");
    assert_int_equal(diag_count(dg), 1004);
    diag_free(dg);
    (void)state;
}

static void diagnostics_are_sorted_by_position(void **state)
{
    diag *dg = diag_new();
    (void)state;
    diag_report(dg, ((src_pos){"a.xml", 10, 1}), MSG_CANNOT_WRITE, "b", "{1}");
    diag_rule(dg, (src_pos){"a.xml", 2, 4}, SEV_ERROR, "R04", "said \"no\"", "нет");
    assert_string_equal(printed(dg, DIAG_PLAIN), "a.xml:2:4: error: said \"no\" [R04]\n"
                                                 "a.xml:10:1: fatal: cannot write b: {1} [G02]\n");
    assert_non_null(strstr(printed(dg, DIAG_JSON), "\"message\":\"said \\\"no\\\"\""));
    diag_show_from(dg, SEV_FATAL);
    assert_null(strstr(printed(dg, DIAG_PLAIN), "R04"));
    diag_free(dg);
}

static bool explain_rules(void *self, diag_item *item)
{
    if (item->code[0] == 'R') {
        item->sev = SEV_NOTE;
        item->acknowledged = self;
    }
    return item->code[0] != 'T';
}

static void a_message_is_one_line(void **state)
{
    diag *dg = diag_new();
    const src_pos p = {"a\nb.xml", 3, 5};

    (void)state;
    diag_report(dg, p, MSG_CANNOT_OPEN, "re\nd\t\x1B[31m \xC2\x9B \xE2\x80\xA8\xFFё");
    assert_string_equal(printed(dg, DIAG_PLAIN),
                        "a b.xml:3:5: fatal: cannot open the file: re d \xEF\xBF\xBD[31m "
                        "\xEF\xBF\xBD  \xEF\xBF\xBDё [G01]\n");
    diag_free(dg);
}

static void diagnostics_are_revised(void **state)
{
    diag *dg = diag_new();
    (void)state;
    diag_report(dg, ((src_pos){"a.xml", 1, 1}), MSG_CANNOT_WRITE, "b", "c");
    diag_rule(dg, (src_pos){"a.xml", 2, 4}, SEV_ERROR, "T04", "gone", "нет");
    diag_rule(dg, (src_pos){"a.xml", 3, 4}, SEV_ERROR, "R04", "kept", "нет");
    diag_revise(dg, 1, explain_rules, "the \"reason\"");
    assert_int_equal(diag_count(dg), 2);
    assert_string_equal(printed(dg, DIAG_PLAIN),
                        "a.xml:1:1: fatal: cannot write b: c [G02]\n"
                        "a.xml:3:4: note: kept (acknowledged: the \"reason\") [R04]\n");
    assert_non_null(strstr(printed(dg, DIAG_JSON), "\"acknowledged\":\"the \\\"reason\\\"\"}"));
    diag_free(dg);
}

static void output_appears_only_when_complete(void **state)
{
    char dir[] = "/tmp/svod-test-XXXXXX", path[64];
    diag *dg = diag_new();
    char *data;
    size_t size;
    output *out;
    (void)state;

    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/x.pdf", dir);
    out = output_open(path, dg);
    assert_true(output_write(out, "abc", 3));
    assert_int_not_equal(access(path, F_OK), 0);
    output_abandon(out, dg);
    assert_int_not_equal(access(path, F_OK), 0);
    out = output_open(path, dg);
    output_write(out, "abc", 3);
    assert_true(output_commit(out, dg));
    assert_true(input_read(path, 10, &data, &size, dg));
    assert_string_equal(data, "abc");
    mem_free(data);
    assert_false(input_read(path, 2, &data, &size, dg));
    assert_true(diag_has(dg, "G05"));
    assert_null(output_open("/nonexistent/x.pdf", dg));
    assert_true(diag_has(dg, "G02"));
    unlink(path);
    assert_int_equal(rmdir(dir), 0);
    diag_free(dg);
}

/* The longest name that a folder takes leaves no room for what a temporary one has more; and names
 * are no patterns. */
static void left_overs_of_any_name_are_swept(void **state)
{
    static const char *const starts[] = {"x", "x\xD0\xB6", "[1] *?\\"};
    char dir[] = "/tmp/svod-test-XXXXXX", path[512];
    diag *dg = diag_new();
    (void)state;

    assert_non_null(mkdtemp(dir));
    for (size_t i = 0; i < COUNT(starts); i++)
        for (size_t n = 240; n <= 255; n++) {
            pid_t child;
            int head = snprintf(path, sizeof path, "%s/%s", dir, starts[i]);
            memset(path + head, 'y', sizeof path - (size_t)head);
            path[strlen(dir) + 1 + n] = '\0';
            if ((child = fork()) == 0) {
                output_write(output_open(path, dg), "abc", 3);
                _exit(0); /* without what is done at the end */
            }
            waitpid(child, NULL, 0);
            if (!rmdir(dir))
                fail_msg("%zu bytes: no temporary file", n);
            output_sweep(path);
            assert_true(output_put(path, "abc", 3, dg));
            assert_int_equal(unlink(path), 0);
            if (rmdir(dir) || mkdir(dir, 0777))
                fail_msg("%zu bytes: something is left", n);
        }
    rmdir(dir);
    diag_free(dg);
}

/* A device is written to; replacing it by a file would break the system of whoever is root. */
static void devices_are_not_replaced(void **state)
{
    diag *dg = diag_new();
    output *out = output_open("/dev/full", dg);
    struct stat st;
    (void)state;

    assert_non_null(out);
    assert_true(output_write(out, "abc", 3));
    assert_false(output_commit(out, dg));
    assert_true(diag_has(dg, "G02"));
    assert_true(stat("/dev/full", &st) == 0 && S_ISCHR(st.st_mode));
    out = output_open("/dev/null", dg);
    assert_true(output_write(out, "abc", 3) && output_commit(out, dg));
    assert_true(stat("/dev/null", &st) == 0 && S_ISCHR(st.st_mode));
    output_abandon(output_open("/dev/null", dg), dg);
    assert_null(output_open("/tmp", dg));
    diag_free(dg);
}

/* A manifest has both languages, whichever was spoken when the message came. */
static void words_wait_for_the_language_of_their_message(void **state)
{
    static const struct {
        const char *english, *russian;
    } wanted[] = {
        {"the document has nothing with the id «one»; its page number is unknown", "«один»"},
        {"the document has nothing with the id «(two, 1.5)»; its page number is unknown",
         "«(два, 1,5)»"},
        {"the document has nothing with the id «\x0E torn»; its page number is unknown",
         "«\x0E torn»"},
    };
    diag *dg = diag_new(), *outer = diag_new();
    char both[200];
    (void)state;

    snprintf(both, sizeof both, "(%s, %s)", diag_either(dg, "two", "два"), diag_points(dg, 1500));
    diag_report(dg, NO_POS, MSG_UNRESOLVED_ID, diag_either(dg, "one", "один"));
    diag_report(dg, NO_POS, MSG_UNRESOLVED_ID, both);
    diag_report(dg, NO_POS, MSG_UNRESOLVED_ID, "\x0E torn");
    for (size_t i = 0; i < COUNT(wanted); i++) {
        lang_use(LANG_RU);
        assert_non_null(strstr(diag_words(dg, i), wanted[i].russian));
        diag_report(outer, NO_POS, MSG_NOT_RENDERED, diag_quoted(dg, i));
        assert_non_null(strstr(diag_words(outer, i), wanted[i].russian));
        lang_use(LANG_EN);
        assert_string_equal(diag_words(dg, i), wanted[i].english);
        assert_non_null(strstr(diag_words(outer, i), wanted[i].english));
    }
    diag_free(outer);
    diag_free(dg);
}

/* Where a writer gives up since the disk is full, nobody else tells. */
static void what_could_not_be_written_is_told(void **state)
{
    static char much[1 << 18];
    const struct rlimit small = {1 << 16, RLIM_INFINITY};
    struct rlimit before;
    char dir[] = "/tmp/svod-test-XXXXXX", path[64];
    diag *dg = diag_new();
    output *out;
    (void)state;

    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/x.pdf", dir);
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    setrlimit(RLIMIT_FSIZE, &small);
    out = output_open(path, dg);
    assert_false(output_write(out, much, sizeof much));
    output_abandon(out, dg);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_true(diag_has(dg, "G02"));
    assert_int_equal(rmdir(dir), 0);
    diag_free(dg);
}

static void utf8_refuses_what_unicode_refuses(void **state)
{
    static const struct {
        const char *in;
        uint32_t cp;
        size_t len;
    } cases[] = {
        {"A", 'A', 1},           {"\xD0\x96", 0x416, 2},           {"\xE2\x84\x96", 0x2116, 3},
        {"\xC0\x80", 0xFFFD, 1}, {"\xED\xA0\x80", 0xFFFD, 1},      {"\xF4\x90\x80\x80", 0xFFFD, 1},
        {"\xD0", 0xFFFD, 1},     {"\xF0\x9F\x98\x80", 0x1F600, 4}, {"\x80", 0xFFFD, 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t len;
        assert_int_equal(utf8_decode(cases[i].in, strlen(cases[i].in), &len), cases[i].cp);
        assert_int_equal(len, cases[i].len);
    }
    assert_int_equal(mpt_scale(1000, 1, 3), 333);
    assert_int_equal(mpt_scale(-1000, 2, 3), -667);
}

static void what_is_cut_keeps_its_marks(void **state)
{
    static const struct {
        const char *text;
        size_t most, bytes;
    } cases[] = {
        {"", 3, 0},           {"мост", 0, 0},       {"мост", 2, 4},          {"мост", 9, 8},
        {"мо\u0301ст", 2, 6}, {"\u0301мост", 0, 2}, {"и\u0306\u0301", 1, 6}, {"a\xFFz", 2, 2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(utf8_cut(cases[i].text, strlen(cases[i].text), cases[i].most),
                         cases[i].bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_gives_zeroed_aligned_memory),
        cmocka_unit_test(identical_reports_are_kept_once),
        cmocka_unit_test(a_thousand_alike_are_enough),
        cmocka_unit_test(diagnostics_are_sorted_by_position),
        cmocka_unit_test(a_message_is_one_line),
        cmocka_unit_test(diagnostics_are_revised),
        cmocka_unit_test(output_appears_only_when_complete),
        cmocka_unit_test(left_overs_of_any_name_are_swept),
        cmocka_unit_test(devices_are_not_replaced),
        cmocka_unit_test(words_wait_for_the_language_of_their_message),
        cmocka_unit_test(what_could_not_be_written_is_told),
        cmocka_unit_test(utf8_refuses_what_unicode_refuses),
        cmocka_unit_test(what_is_cut_keeps_its_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
