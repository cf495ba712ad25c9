/* text_hyphen.c - division of words: Russian orthography, English patterns, odd input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "text/hyphen_compiled.h"
#include "text/lines.h"

static hyphenator *open_configured(void)
{
    diag *dg = diag_new();
    hyphenator *h = hyphenator_open("fonts/hyphenation.ini", dg);

    assert_non_null(h);
    assert_int_equal(diag_count(dg), 0);
    diag_free(dg);
    return h;
}

static void divide(hyphenator *h, const char *language, const char *word, hyphen_limits limits,
                   char *out)
{
    const size_t n = strlen(word);
    uint8_t points[1024];
    size_t count = hyphenate(h, language, word, n, limits, points);

    for (size_t i = 0; i < n; i++) {
        if (points[i]) {
            *out++ = '|';
            count--;
        }
        *out++ = word[i];
    }
    *out = '\0';
    assert_int_equal(count, 0);
    assert_int_equal(points[0] | points[n], 0);
}

static void check(hyphenator *h, const char *language, const char *divided, hyphen_limits limits)
{
    char word[512], found[1024], *to = word;

    for (const char *p = divided; *p; p++)
        if (*p != '|')
            *to++ = *p;
    *to = '\0';
    for (int again = 0; again < 2; again++) { /* the second answer is a kept one */
        divide(h, language, word, limits, found);
        if (strcmp(found, divided))
            fail_msg("%s, not %s", found, divided);
    }
}

static const hyphen_limits two = {2, 2};

/* Right by the Rules of 1956, §§117–121: by syllables, й ь ъ not torn from the letter before
 * them, doubled consonants apart, no single letter, prefixes kept where patterns know them. */
static const char *const russian[] = {
    "шко|ла",
    "об|ще|об|ра|зо|ва|тель|ный",
    "му|ни|ци|паль|ный",
    "об|ра|зо|ва|ние",
    "вос|пи|та|ние",
    "ме|ро|при|я|тий",
    "от|вет|ствен|ность",
    "пре|по|да|ва|тель",
    "учи|тель",
    "ди|рек|тор",
    "за|ме|сти|тель",
    "ко|ми|тет",
    "рай|он",
    "рай|он|ный",
    "май|ор",
    "чай|ник",
    "вой|на",
    "строй|ка",
    "по|дай|те",
    "подъ|езд",
    "отъ|езд",
    "разъ|яс|не|ние",
    "адъ|ютант",
    "бу|льон",
    "се|мья",
    "пись|мо",
    "день|ги",
    "ма|лень|кий",
    "боль|шой",
    "боль|ни|ца",
    "сен|тябрь",
    "ок|тябрь",
    "де|кабрь",
    "кас|са",
    "про|грам|ма",
    "ко|лон|на",
    "жуж|жать",
    "вож|жи",
    "дрож|жи",
    "длин|ный",
    "под|бе|жать",
    "под|пи|сать",
    "без|опас|ность",
    "без|ава|рий|ный",
    "бес|плат|ный",
    "пред|ло|же|ние",
    "рас|пи|са|ние",
    "от|де|ле|ние",
    "ис|сле|до|ва|ние",
    "ис|кус|ство",
    "вза|и|мо|дей|ствие",
    "са|мо|управ|ле|ние",
    "ин|фор|ма|ти|ка",
    "ма|те|ма|ти|ка",
    "фи|зи|ка",
    "гео|гра|фия",
    "ино|стран|ный",
    "мо|ни|то|ринг",
    "пе|да|гог",
    "бюд|жет|ный",
    "контр|раз|вед|ка",
    "спец|шко|ла",
    "глав|врач",
    "те|атр",
    "по|эт",
    "ду|эль",
    "оа|зис",
    "сест|ра",
    "стра|на",
    "разыс|кать",
    "ак|ция",
    "класс",
    "вздох",
    "мгла",
    "яма",
    "эхо",
    "ива",
    "До|ро|го|буж|ский",
    "Ми|на|е|ва",
};

static void test_russian(void **state)
{
    hyphenator *h = open_configured();

    (void)state;
    for (size_t i = 0; i < COUNT(russian); i++)
        check(h, "ru", russian[i], two);
    hyphenator_free(h);
}

/* ё divides as е does. */
static void test_yo(void **state)
{
    static const char *const words[] = {
        "парт|нёр|ство", "объ|ём", "подъ|ём",   "съём|ка", "се|мьёй",  "бе|льё",    "ру|жьё",
        "учё|ба",        "за|чёт", "от|чёт",    "при|ём",  "учёт|ный", "са|мо|лёт", "впе|рёд",
        "на|дёж|ный",    "её",     "ре|бё|нок", "пой|дёт", "ещё",      "ЁЛКА",      "Ёл|ка",
    };
    hyphenator *h = open_configured();

    (void)state;
    for (size_t i = 0; i < COUNT(words); i++)
        check(h, "ru", words[i], two);
    hyphenator_free(h);
}

static void test_not_words(void **state)
{
    static const char *const words[] = {
        "ООШ",    "СОИРО",      "МБОУ",      "МБОУ-шко|ла",   "РАНХиГС", "ОБРАЗОВАНИЕ", "2020год",
        "школа2", "и/или",      "школа.рф",  "учитель@школа", "",        "«»",          "-",
        "в",      "д'Артаньян", "Microsoft", "IT-куб",        "школа²",
    };
    hyphenator *h = open_configured();

    (void)state;
    for (size_t i = 0; i < COUNT(words); i++)
        check(h, "ru", words[i], two);
    hyphenator_free(h);
}

/* Each part of a compound is divided alone, and what stands around a word does not matter. */
static void test_compounds(void **state)
{
    static const char *const words[] = {
        "на|уч|но-ме|то|ди|че|ский",
        "Ка|менск-Ураль|ский",
        "ор|га|ни|за|ци|он|но-управ|лен|че|ский",
        "учи|тель-ло|го|пед",
        "ин|тер|нет\u2011пор|тал",
        "«подъ|езд»,",
        "(шко|ла).",
        "за\u0301|мок",
        "\u00ADшко\u00ADла",
    };
    hyphenator *h = open_configured();

    (void)state;
    for (size_t i = 0; i < COUNT(words); i++)
        check(h, "ru", words[i], two);
    hyphenator_free(h);
}

static void test_limits(void **state)
{
    hyphenator *h = open_configured();

    (void)state;
    check(h, "ru", "обра|зо|ва|ние", (hyphen_limits){4, 3});
    check(h, "ru", "об|ра|зо|ва|ние", (hyphen_limits){2, 3});
    check(h, "ru", "об|ра|зо|вание", (hyphen_limits){2, 4});
    check(h, "ru", "образование", (hyphen_limits){99, 2});
    check(h, "ru", "об|ра|зо|ва|ние", (hyphen_limits){-5, 0});
    check(h, "en", "quickly", (hyphen_limits){2, 2}); /* three letters by the file's own minimum */
    hyphenator_free(h);
}

static void test_languages(void **state)
{
    hyphenator *h = open_configured();

    (void)state;
    check(h, "RU-ru", "шко|ла", two);
    check(h, "ru_RU", "шко|ла", two);
    check(h, "EN_us", "ta|ble", two);
    check(h, "rus", "школа", two);
    check(h, "tlh", "школа", two);
    check(h, NULL, "школа", two);
    assert_true(hyphenator_knows(h, "ru"));
    assert_false(hyphenator_knows(h, "tlh"));
    assert_null(hyphenator_file(h, ""));
    assert_string_equal(hyphenator_file(h, "ru-RU"), "./build/hyphen/hyph_ru_RU.dic");
    assert_string_equal(hyphenator_file(h, "en"), "/usr/share/hyphen/hyph_en_US.dic");
    hyphenator_free(h);
}

/* No point of any long run of letters is before й ь ъ, within the minima, or inside a character. */
static void test_random(void **state)
{
    hyphenator *h = open_configured();

    (void)state;
    srand(11);
    for (int round = 0; round < 20000; round++) {
        uint8_t points[256];
        char word[256];
        size_t n = 0;
        for (int letters = rand() % 24; letters > 0; letters--)
            n += utf8_encode(0x430 + (uint32_t)(rand() % 32), word + n);
        hyphenate(h, "ru", word, n, two, points);
        for (size_t i = 0; i <= n; i++) {
            if (!points[i])
                continue;
            size_t len;
            const uint32_t cp = utf8_decode(word + i, n - i, &len);
            assert_true(i >= 4 && n - i >= 4);
            assert_true(cp != 0x439 && cp != 0x44C && cp != 0x44A && cp != 0xFFFD);
        }
    }
    hyphenator_free(h);
}

/* A word of a megabyte, and words of any bytes. */
static void test_hostile(void **state)
{
    const size_t n = 1 << 20;
    char *word = mem_alloc(n);
    uint8_t *points = mem_alloc(n + 1);
    hyphenator *h = open_configured();

    (void)state;
    memset(word, 'a', n);
    assert_int_equal(hyphenate(h, "en", word, n, two, points), 0);
    for (size_t i = 0; i < n; i++)
        word[i] = (char)rand();
    for (size_t from = 0; from + 60 < 60000; from += 60)
        hyphenate(h, "ru", word + from, 60, two, points);
    hyphenator_free(h);
    mem_free(word);
    mem_free(points);
}

/* ---- English: its package prepares the file ---- */

static const char *const english[] = {
    "hy|phen|ation",
    "in|for|ma|tion",
    "com|puter",
    "ed|u|ca|tion",
    "man|ager",
    "uni|ver|sity",
    "com|mu|ni|ca|tion",
    "de|vel|op|ment",
    "gov|ern|ment",
    "in|ter|na|tional",
    "process",
    "sim|ple",
    "ta|ble",
    "con|cate|na|tion",
    "al|go|rithm",
    "ref|or|ma|tion",
    "as|so|ci|a|tions",
    "doc|u|ments",
    "chil|dren's",
    "through",
    "well-known",
    "iPhone",
    "NATO",
    "don\u2019t",
};

static void test_english(void **state)
{
    hyphenator *h = open_configured();

    (void)state;
    for (size_t i = 0; i < COUNT(english); i++)
        check(h, "en-US", english[i], two);
    hyphenator_free(h);
}

/* ---- what make has compiled ---- */

static void assert_same_state(const HyphenState *a, const HyphenState *b)
{
    assert_int_equal(!a->match, !b->match);
    if (a->match)
        assert_string_equal(a->match, b->match);
    assert_int_equal(a->fallback_state, b->fallback_state);
    assert_int_equal(a->num_trans, b->num_trans);
    for (int i = 0; i < a->num_trans; i++) {
        assert_int_equal(a->trans[i].ch, b->trans[i].ch);
        assert_int_equal(a->trans[i].new_state, b->trans[i].new_state);
    }
}

static void test_compiled_is_the_same(void **state)
{
    HyphenDict *made = hnj_hyphen_load("build/hyphen/hyph_ru_RU.dic");
    hyphen_compiled *read = hyphen_compiled_load("build/hyphen/hyph_ru_RU.dic");
    const HyphenDict *a = made, *b;

    (void)state;
    assert_non_null(made);
    assert_non_null(read);
    b = hyphen_compiled_dict(read);
    for (; a && b; a = a->nextlevel, b = b->nextlevel) {
        assert_string_equal(a->cset, b->cset);
        assert_int_equal(a->lhmin, b->lhmin);
        assert_int_equal(a->rhmin, b->rhmin);
        assert_int_equal(a->utf8, b->utf8);
        assert_int_equal(a->num_states, b->num_states);
        for (int i = 0; i < a->num_states; i++)
            assert_same_state(&a->states[i], &b->states[i]);
    }
    assert_true(!a && !b);
    hyphen_compiled_free(read);
    hnj_hyphen_free(made);
}

/* A file that was cut or belongs to another machine is not read. */
static void test_compiled_is_checked(void **state)
{
    char bytes[65536], name[] = "build/hyphen-test-XXXXXX", path[64];
    FILE *in = fopen("build/hyphen/hyph_ru_RU.dic.bin", "rb"), *out;
    size_t n;

    (void)state;
    assert_non_null(in);
    n = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    assert_int_equal(n, sizeof bytes);
    close(mkstemp(name));
    snprintf(path, sizeof path, "%s.bin", name);
    for (int foreign = 0; foreign < 2; foreign++) {
        bytes[0] = (char)(bytes[0] + foreign);
        assert_non_null(out = fopen(path, "wb"));
        fwrite(bytes, 1, n, out);
        fclose(out);
        assert_null(hyphen_compiled_load(name));
    }
    remove(path);
    remove(name);
}

/* Many more words than are kept, asked for in one order and in the other, again and again. */
static void test_many_words(void **state)
{
    enum { WORDS = 9000 };
    static const char letters[] = "оооааееиинтсрвлкмдпуяыьгз";
    char(*words)[40] = mem_alloc(WORDS * sizeof *words);
    hyphenator *forth = open_configured(), *back = open_configured();
    uint8_t a[64], b[64];

    (void)state;
    srand(11);
    for (int i = 0; i < WORDS; i++)
        for (int n = 3 + rand() % 14; n > 0; n--)
            strncat(words[i], letters + 2 * (rand() % (int)(sizeof letters / 2)), 2);
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < WORDS; i++) {
            hyphenate(back, "ru", words[WORDS - 1 - i], strlen(words[WORDS - 1 - i]), two, b);
            hyphenate(forth, "ru", words[i / (round + 1)], strlen(words[i / (round + 1)]), two, a);
            hyphenate(back, "ru", words[i / (round + 1)], strlen(words[i / (round + 1)]), two, b);
            assert_memory_equal(a, b, strlen(words[i / (round + 1)]) + 1);
        }
    hyphenator_free(forth);
    hyphenator_free(back);
    mem_free(words);
}

/* ---- the prepared Russian file, against the patterns it was made of ---- */

enum { PATTERNS = 8192 };

/* а … я in KOI8-R, the encoding of the source */
static const char koi8[] = "\xC1\xC2\xD7\xC7\xC4\xC5\xD6\xDA\xC9\xCA\xCB\xCC\xCD\xCE\xCF\xD0"
                           "\xD2\xD3\xD4\xD5\xC6\xC8\xC3\xDE\xDB\xDD\xDF\xD9\xD8\xDC\xC0\xD1";

typedef struct {
    char letters[32], digits[32]; /* digits[i] stands before letters[i] */
} pattern;

static size_t read_patterns(pattern *to)
{
    FILE *in = fopen("/usr/share/hyphen/hyph_ru_RU.dic", "rb");
    char line[128];
    size_t count = 0;

    assert_non_null(in);
    assert_non_null(fgets(line, sizeof line, in));
    assert_int_equal(strncmp(line, "KOI8-R", 6), 0);
    while (count < PATTERNS && fgets(line, sizeof line, in)) {
        pattern *p = &to[count++];
        size_t n = 0;
        memset(p, 0, sizeof *p);
        line[strcspn(line, "\r\n")] = '\0';
        for (const char *s = line; *s; s++) {
            if (*s >= '0' && *s <= '9')
                p->digits[n] = (char)(*s - '0');
            else
                p->letters[n++] = *s;
        }
    }
    fclose(in);
    return count;
}

/* Liang's definition, word for word: the largest digit of all patterns at each place. `word` has a
 * stop at both ends. */
static void apply(const pattern *patterns, size_t count, const char *word, char *values)
{
    for (size_t k = 0; k < count; k++) {
        const size_t n = strlen(patterns[k].letters);
        for (const char *at = word; (at = strstr(at, patterns[k].letters)); at++)
            for (size_t i = 0; i <= n; i++)
                if (values[(size_t)(at - word) + i] < patterns[k].digits[i])
                    values[(size_t)(at - word) + i] = patterns[k].digits[i];
    }
}

static bool vowel(char c)
{
    return strchr("\xC1\xC5\xC9\xCF\xD5\xD9\xDC\xC0\xD1", c) != NULL;
}

/* Vowels on both sides, no й ь ъ first. */
static bool rules_allow(const char *letters, int n, int k)
{
    bool before = false, behind = false;

    for (int i = 0; i < n; i++)
        *(i < k ? &before : &behind) |= vowel(letters[i]);
    return before && behind && !strchr("\xCA\xD8\xDF", letters[k]);
}

static void test_against_patterns(void **state)
{
    static const char frequent[] = "оооааееиинтсрвлкмдпуяыьгзбчйхжшюцщэфъ";
    pattern *patterns = mem_alloc(PATTERNS * sizeof *patterns);
    const size_t count = read_patterns(patterns);
    hyphenator *h = open_configured();

    (void)state;
    assert_true(count > 4000 && count < PATTERNS);
    srand(5);
    for (int round = 0; round < 1500; round++) {
        char word[64] = "", stopped[40] = ".", values[40] = {0};
        uint8_t points[64];
        int n = 4 + rand() % 16;
        for (int i = 0; i < n; i++) {
            const char *letter = frequent + 2 * (rand() % (int)(sizeof frequent / 2));
            size_t len;
            strncat(word, letter, 2);
            stopped[i + 1] = koi8[utf8_decode(letter, 2, &len) - 0x430];
        }
        stopped[n + 1] = '.';
        apply(patterns, count, stopped, values);
        hyphenate(h, "ru", word, strlen(word), two, points);
        for (int k = 2; k + 2 <= n; k++)
            if (points[2 * k] != ((values[k + 1] & 1) && rules_allow(stopped + 1, n, k)))
                fail_msg("%s before letter %d: %d", word, k, points[2 * k]);
    }
    hyphenator_free(h);
    mem_free(patterns);
}

/* ---- configurations ---- */

static void write_file(char *path, const char *text)
{
    const int fd = mkstemp(path);

    assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    close(fd);
}

static hyphenator *open_text(const char *ini, diag *dg)
{
    char path[] = "/tmp/svod-hyphen-XXXXXX";
    hyphenator *h;

    write_file(path, ini);
    h = hyphenator_open(path, dg);
    unlink(path);
    return h;
}

/* Divides by a dictionary of this text. */
static void check_file(const char *dictionary, const char *divided)
{
    char path[] = "/tmp/svod-hyphen-XXXXXX", ini[128];
    diag *dg = diag_new();
    hyphenator *h;

    write_file(path, dictionary);
    snprintf(ini, sizeof ini, "[xx]\nfile = %s\n", path);
    h = open_text(ini, dg);
    check(h, "xx", divided, (hyphen_limits){1, 1});
    assert_int_equal(hyphenator_check(h, "xx", dg), strchr(divided, '|') != NULL);
    hyphenator_free(h);
    unlink(path);
    diag_free(dg);
}

static void test_files(void **state)
{
    (void)state;
    check_file("UTF-8\nа1б\n", "ба|ба");
    check_file("UTF-8\r\nа1б\r\n", "ба|ба");
    check_file("UTF-8\n1б\nLEFTHYPHENMIN 3\n", "баба|ба");
    check_file("UTF-8\n1б\nRIGHTHYPHENMIN 3\n", "ба|баба");
    check_file("ISO8859-1\n\xE9"
               "1b\n",
               "é|bжb");
    check_file("KOI8-R\n\xC1"
               "1\xC2\n",
               "ба|бa\U0001F130");
    check_file("UTF-8\n\U0001D51E1b\n", "b\U0001D51E|b");
    check_file("UTF-8\n1\u0442\nf1f/ff=f,1,2\n", "schi\u0444|\u0442fahrt"); /* a changed spelling */
    check_file("Big5\na1b\n", "abab");
    check_file("no-such-encoding\na1b\n", "abab");
    check_file("a1b\n", "abab");
    check_file("\na1b\n", "abab");
    check_file("UTF-8\n", "abab");
    check_file("", "abab");
}

/* Without the prepared file the package's own serves, with a warning. */
static void test_unprepared(void **state)
{
    char path[] = "/tmp/svod-hyphen-XXXXXX", ini[128];
    diag *dg = diag_new();
    hyphenator *h;

    (void)state;
    write_file(path, "UTF-8\nо1л\n");
    snprintf(ini, sizeof ini, "[ru]\nprepared = nonexistent.dic\nfile = %s\n", path);
    h = open_text(ini, dg);
    assert_string_equal(hyphenator_file(h, "ru"), path);
    assert_true(hyphenator_check(h, "ru", dg));
    assert_true(diag_has(dg, "P42"));
    check(h, "ru", "шко|ла", two);
    unlink(path);
    hyphenator_free(h);
    diag_free(dg);
    dg = diag_new();
    h = hyphenator_open("fonts/hyphenation.ini", dg);
    assert_true(hyphenator_check(h, "ru", dg));
    assert_int_equal(diag_count(dg), 0);
    hyphenator_free(h);
    diag_free(dg);
}

/* What make compiled is damaged: words are divided all the same, and doctor and check tell. */
static void test_damaged_compiled(void **state)
{
    char path[] = "/tmp/svod-hyphen-XXXXXX", bin[64], ini[128];
    diag *dg = diag_new();
    hyphenator *h;

    (void)state;
    write_file(path, "UTF-8\nо1л\n");
    snprintf(bin, sizeof bin, "%s.bin", path);
    snprintf(ini, sizeof ini, "[ru]\nfile = %s\n", path);
    link(path, bin); /* a file of another kind */
    h = open_text(ini, dg);
    assert_true(hyphenator_check(h, "ru", dg));
    assert_true(diag_has(dg, "P43"));
    check(h, "ru", "шко|ла", two);
    unlink(path);
    unlink(bin);
    hyphenator_free(h);
    diag_free(dg);
}

static void test_configuration(void **state)
{
    diag *dg = diag_new();
    hyphenator *h;

    (void)state;
    assert_null(hyphenator_open("/nonexistent/hyphenation.ini", dg));
    assert_true(diag_has(dg, "G04"));
    assert_null(open_text("[ru]\nno-such-key = 1\n", dg));
    assert_true(diag_has(dg, "G20"));
    h = open_text("[ru]\nfile = /nonexistent.dic\n[xx]\nfile = /dev/null\n[yy]\nfile = /\n", dg);
    assert_false(hyphenator_knows(h, "ru"));
    assert_false(hyphenator_knows(h, "xx"));
    assert_false(hyphenator_knows(h, "yy"));
    check(h, "ru", "школа", two);
    assert_false(hyphenator_check(h, "zz", dg));
    assert_false(diag_has(dg, "P41"));
    assert_false(hyphenator_check(h, "ru-RU", dg));
    assert_true(diag_has(dg, "P41"));
    hyphenator_free(h);
    diag_free(dg);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_russian),
    cmocka_unit_test(test_yo),
    cmocka_unit_test(test_not_words),
    cmocka_unit_test(test_compounds),
    cmocka_unit_test(test_limits),
    cmocka_unit_test(test_languages),
    cmocka_unit_test(test_random),
    cmocka_unit_test(test_hostile),
    cmocka_unit_test(test_english),
    cmocka_unit_test(test_compiled_is_the_same),
    cmocka_unit_test(test_compiled_is_checked),
    cmocka_unit_test(test_many_words),
    cmocka_unit_test(test_against_patterns),
    cmocka_unit_test(test_files),
    cmocka_unit_test(test_unprepared),
    cmocka_unit_test(test_damaged_compiled),
    cmocka_unit_test(test_configuration),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
