/* text_hyphen_compiled.c - the automaton as a file: it divides as the library's own; a file that is
 * cut off or lies is not taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "text/hyphen_compiled.h"

enum { LARGEST = 1 << 16 };

static const char plain[] = "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\nCOMPOUNDLEFTHYPHENMIN 2\n"
                            "NOHYPHEN ',-,=\n1ба\nа1в2а\nNEXTLEVEL\n.б1а\nо1р\n";
static const char replacing[] = "UTF-8\nf1f/ff=f,1,2\n";

typedef struct {
    char folder[32], dic[64], bin[64];
} place;

static void put(const char *path, const void *bytes, size_t size)
{
    FILE *out = fopen(path, "wb");

    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, size, out), size);
    fclose(out);
}

static int make_place(void **state)
{
    place *p = calloc(1, sizeof *p);

    strcpy(p->folder, "/tmp/svod-hyphen-XXXXXX");
    if (!mkdtemp(p->folder))
        return -1;
    snprintf(p->dic, sizeof p->dic, "%s/x.dic", p->folder);
    snprintf(p->bin, sizeof p->bin, "%s/x.dic.bin", p->folder);
    *state = p;
    return 0;
}

static int remove_place(void **state)
{
    place *p = *state;

    unlink(p->dic);
    unlink(p->bin);
    rmdir(p->folder);
    free(p);
    return 0;
}

static HyphenDict *library(const place *p, const char *text)
{
    HyphenDict *d;

    put(p->dic, text, strlen(text));
    d = hnj_hyphen_load(p->dic);
    assert_non_null(d);
    return d;
}

/* Compiled into x.dic.bin; how many bytes those are. */
static size_t compile(const place *p, char *bytes)
{
    HyphenDict *d = library(p, plain);
    FILE *out = fopen(p->bin, "w+b");
    size_t size;

    assert_non_null(out);
    assert_true(hyphen_compiled_write(d, out));
    rewind(out);
    size = fread(bytes, 1, LARGEST, out);
    fclose(out);
    hnj_hyphen_free(d);
    return size;
}

static void divide(HyphenDict *d, const char *word, char *points)
{
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;

    memset(points, 0, 64);
    hnj_hyphen_hyphenate2(d, word, (int)strlen(word), points, NULL, &rep, &pos, &cut);
}

static void divides_the_same(void **state)
{
    static const char *const words[] = {"баобаб", "авава", "корова", "x", "а-ба"};
    const place *p = *state;
    char bytes[LARGEST], a[64], b[64];
    HyphenDict *theirs;
    hyphen_compiled *own, *elsewhere; /* the second one finds the place of the first taken */

    assert_true(compile(p, bytes) > 100);
    theirs = hnj_hyphen_load(p->dic);
    own = hyphen_compiled_load(p->dic);
    elsewhere = hyphen_compiled_load(p->dic);
    assert_non_null(own);
    assert_non_null(elsewhere);
    assert_ptr_not_equal(own, elsewhere);
    assert_non_null(hyphen_compiled_dict(own)->nextlevel);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        divide(theirs, words[i], a);
        divide(hyphen_compiled_dict(own), words[i], b);
        assert_memory_equal(a, b, strlen(words[i]));
        divide(hyphen_compiled_dict(elsewhere), words[i], b);
        assert_memory_equal(a, b, strlen(words[i]));
    }
    hnj_hyphen_free(theirs);
    hyphen_compiled_free(own);
    hyphen_compiled_free(elsewhere);
    hyphen_compiled_free(NULL);
}

static void cut_off(void **state)
{
    const place *p = *state;
    char bytes[LARGEST];
    const size_t size = compile(p, bytes);

    for (size_t n = 0; n < size; n += n < 400 ? 1 : 37) {
        put(p->bin, bytes, n);
        if (hyphen_compiled_load(p->dic))
            fail_msg("%zu of %zu bytes are taken for a whole", n, size);
    }
    unlink(p->bin);
    assert_null(hyphen_compiled_load(p->dic));
}

/* Whatever is changed: the library would follow it anywhere. */
static void damaged(void **state)
{
    const place *p = *state;
    char bytes[LARGEST], other[LARGEST];
    const size_t size = compile(p, bytes);

    for (size_t at = 0; at < size; at++) {
        memcpy(other, bytes, size);
        other[at] = (char)(other[at] ^ 1 << at % 8);
        put(p->bin, other, size);
        if (hyphen_compiled_load(p->dic))
            fail_msg("byte %zu of %zu is changed, and nobody saw it", at, size);
        memset(other + at / 4 * 4, 0x7F, 4);
        put(p->bin, other, size);
        assert_null(hyphen_compiled_load(p->dic));
    }
    memcpy(other, bytes, size);
    memset(other + size, 0, 8); /* longer by a word */
    put(p->bin, other, size + 8);
    assert_null(hyphen_compiled_load(p->dic));
    assert_true(hyphen_compiled_there(p->dic));
    put(p->bin, bytes, size);
    hyphen_compiled_free(hyphen_compiled_load(p->dic));
}

static void cannot_be_written(void **state)
{
    const place *p = *state;
    HyphenDict *d = library(p, replacing);
    FILE *out = fopen(p->bin, "wb"), *full = fopen("/dev/full", "wb");

    assert_false(hyphen_compiled_write(d, out));
    hnj_hyphen_free(d);
    fclose(out);
    assert_non_null(full);
    setvbuf(full, NULL, _IONBF, 0);
    d = library(p, plain);
    assert_false(hyphen_compiled_write(d, full));
    hnj_hyphen_free(d);
    fclose(full);
}

static void path_too_long(void **state)
{
    char path[5000];

    (void)state;
    memset(path, 'x', sizeof path);
    path[sizeof path - 1] = '\0';
    assert_null(hyphen_compiled_load(path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(divides_the_same, make_place, remove_place),
        cmocka_unit_test_setup_teardown(cut_off, make_place, remove_place),
        cmocka_unit_test_setup_teardown(damaged, make_place, remove_place),
        cmocka_unit_test_setup_teardown(cannot_be_written, make_place, remove_place),
        cmocka_unit_test(path_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
