/* similar.c - see similar.h. Edit distance by two rows of the usual table, behind two cheap bounds:
 * the difference in length and the difference of the letter counts. */
#include "text/similar.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/chars.h"

enum { COMPARED = 300, BUCKETS = 64, HOPELESS = 50 };

const char *text_normalise(arena *a, const char *text, size_t n)
{
    char *out = arena_text(a, n * 2 + 1), *p = out;
    size_t len;

    for (size_t at = 0; at < n; at += len) {
        uint32_t cp = char_lower(utf8_decode(text + at, n - at, &len));
        if (cp == CH_WORD_JOINER || cp == CH_SOFT_HYPHEN)
            continue;
        if (char_is_letter(cp) || char_is_digit(cp))
            p += utf8_encode(cp == 0x451 ? 0x435 : cp, p);
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

int text_similarity(arena *a, const char *x, const char *y)
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
    if (m == 0 || n == 0 || 100 - 100 * least_distance(cx, m, cy, n) / longest < HOPELESS)
        return 0;
    return 100 - (100 * distance(cx, m, cy, n) + longest - 1) / longest;
}
