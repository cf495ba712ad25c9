/* similar.c - see similar.h. Edit distance by two rows of the usual table, behind two cheap bounds:
 * the difference in length and the difference of the letter counts. Names are compared word by word
 * without endings. */
#include "text/similar.h"

#include <string.h>

#include "base/utf8.h"
#include "text/chars.h"

enum { COMPARED = 300, BUCKETS = 64, NAME_WORDS = 64, ENDING = 3, STEM = 3 };

const char *text_normalise(arena *a, const char *text, size_t n)
{
    char *out = arena_text(a, n * 2 + 1), *p = out;
    size_t len;

    for (size_t at = 0; at < n; at += len) {
        const uint32_t cp = char_folded(utf8_decode(text + at, n - at, &len));
        if (cp == CH_WORD_JOINER || cp == CH_SOFT_HYPHEN)
            continue;
        if (char_is_letter(cp) || char_is_digit(cp))
            p += utf8_encode(cp, p);
        else if (p > out && p[-1] != ' ')
            *p++ = ' ';
    }
    if (p > out && p[-1] == ' ')
        p--;
    *p = '\0';
    return out;
}

/* At least so many letters differ. */
static int least_distance(const text_char *x, size_t m, const text_char *y, size_t n)
{
    int balance[BUCKETS] = {0}, more = 0, less = 0;

    for (size_t i = 0; i < m; i++)
        balance[x[i].cp % BUCKETS]++;
    for (size_t i = 0; i < n; i++)
        balance[y[i].cp % BUCKETS]--;
    for (size_t i = 0; i < BUCKETS; i++)
        if (balance[i] > 0)
            more += balance[i];
        else
            less -= balance[i];
    return more > less ? more : less;
}

static int smallest(int a, int b, int c)
{
    int m = a < b ? a : b;
    return m < c ? m : c;
}

static int distance(const text_char *x, size_t m, const text_char *y, size_t n)
{
    int row[COMPARED + 1];

    for (size_t j = 0; j <= n; j++)
        row[j] = (int)j;
    for (size_t i = 1; i <= m; i++) {
        int diagonal = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= n; j++) {
            int above = row[j];
            row[j] = smallest(above + 1, row[j - 1] + 1, diagonal + (x[i - 1].cp != y[j - 1].cp));
            diagonal = above;
        }
    }
    return row[n];
}

int text_similarity(arena *a, const char *x, const char *y, int least)
{
    const char *nx = text_normalise(a, x, strlen(x)), *ny = text_normalise(a, y, strlen(y));
    size_t m, n;
    const text_char *cx = chars_decode(a, nx, strlen(nx), &m);
    const text_char *cy = chars_decode(a, ny, strlen(ny), &n);
    int longest;

    if (!strcmp(nx, ny))
        return *nx ? 100 : 0;
    m = m > COMPARED ? COMPARED : m;
    n = n > COMPARED ? COMPARED : n;
    longest = (int)(m > n ? m : n);
    if (m == 0 || n == 0 || 100 - 100 * least_distance(cx, m, cy, n) / longest < least)
        return 0;
    return 100 - (100 * distance(cx, m, cy, n) + longest - 1) / longest;
}

/* ---- names ---- */

typedef struct {
    const text_char *c;
    size_t len;
} name_word;

/* The words of a normalised text that have three letters or more. */
static size_t name_words(const text_char *c, size_t n, name_word *words)
{
    size_t count = 0;

    for (size_t from = 0, to; from < n && count < NAME_WORDS; from = to + 1) {
        for (to = from; to < n && c[to].cp != ' ';)
            to++;
        if (to - from >= STEM)
            words[count++] = (name_word){c + from, to - from};
    }
    return count;
}

/* Forms of one word: they begin alike and differ in an ending of up to three letters each. */
static bool same_stem(name_word x, name_word y)
{
    const size_t longest = x.len > y.len ? x.len : y.len;
    size_t same = 0;

    while (same < x.len && same < y.len && x.c[same].cp == y.c[same].cp)
        same++;
    return same >= STEM && same + ENDING >= longest;
}

static bool has_word(const name_word *words, size_t count, name_word word)
{
    for (size_t i = 0; i < count; i++)
        if (same_stem(words[i], word))
            return true;
    return false;
}

static size_t name_read(arena *a, const char *text, name_word *words)
{
    const char *plain = text_normalise(a, text, strlen(text));
    size_t n;
    const text_char *c = chars_decode(a, plain, strlen(plain), &n);

    return name_words(c, n, words);
}

bool text_same_name(arena *a, const char *x, const char *y)
{
    name_word wx[NAME_WORDS], wy[NAME_WORDS];
    const size_t m = name_read(a, x, wx), n = name_read(a, y, wy);
    const bool x_shorter = m <= n;
    const name_word *few = x_shorter ? wx : wy, *many = x_shorter ? wy : wx;
    const size_t least = x_shorter ? m : n, most = x_shorter ? n : m;

    for (size_t i = 0; i < least; i++)
        if (!has_word(many, most, few[i]))
            return false;
    return least > 0;
}
