/* fuzz_text.c - any bytes as the author's words: typography, look-alikes, wording, brackets, dates,
 * deadlines and numbers. Beside crashes it finds typography that does not come to rest. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "svod.h"
#include "text/brackets.h"
#include "text/deadline.h"
#include "text/lookalike.h"
#include "text/number.h"
#include "text/similar.h"
#include "text/typography.h"
#include "text/wording.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    const typography *typography;
    word_lists *looks, *deadlines;
    lookalike *alike;
} shared;

static shared open_shared(void)
{
    arena *a = arena_new();
    diag *dg = diag_new();
    const char *dir = arena_printf(a, "%s/stylesheets/1", svod_data_dir());
    shared s;

    s.typography = typography_load(a, arena_printf(a, "%s/typography.ini", dir), dg);
    s.looks = word_lists_load(a, arena_printf(a, "%s/lookalikes.ini", dir), dg);
    s.deadlines = word_lists_load(a, arena_printf(a, "%s/deadlines.ini", dir), dg);
    if (!s.typography || !s.looks || !s.deadlines) {
        diag_print(dg, stderr, DIAG_PLAIN);
        abort();
    }
    s.alike = lookalike_open(s.looks);
    diag_free(dg);
    return s;
}

/* No XML has them. */
static bool has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' && !strchr("\t\n\r", *text))
            return true;
    return false;
}

/* A sign before which the blank goes. */
static bool has_loose_sign(const char *text)
{
    for (; *text; text++)
        if (strchr(" \t\r\n", *text) && text[1] && strchr(",.;:!?", text[1]))
            return true;
    return false;
}

/* It may be a bibliographic description, whose signs stand apart. */
static bool may_describe(const char *text)
{
    return strchr(text, '/') || strchr(text, '-') || strstr(text, "–") || strstr(text, "—");
}

/* A word joiner of the author's between blanks may take a second time to settle; so may what stands
 * beside an address, behind a quote that ends it or a blank that goes: what is put there parts
 * words that were one; and signs of a description that are no longer what they were when others of
 * them have moved. */
static bool may_settle_late(const char *text)
{
    const bool address = strstr(text, "://") || strstr(text, "www.") || strchr(text, '@');

    return has_control(text) || strstr(text, "\xE2\x81\xA0") ||
           (address && (strchr(text, '"') || strstr(text, "«"))) ||
           ((address || may_describe(text)) && has_loose_sign(text));
}

/* Set twice, once in two parts. */
static void set(const shared *s, arena *a, const char *text, size_t n)
{
    const typo_part halves[] = {{text, n / 2}, {text + n / 2, n - n / 2}};
    const char *once = typography_text(s->typography, a, text, 0);
    const char *twice = typography_text(s->typography, a, once, 0);

    if (strcmp(once, twice) && !may_settle_late(text))
        abort();
    typography_apply(s->typography, a, halves, 2, TYPO_CHANGES | TYPO_NARROW);
}

static void read_dates(const shared *s, arena *a, const char *text, size_t n)
{
    date_span span;
    number v;
    size_t used;

    date_parse(text, n, &span);
    date_find(a, text, n);
    deadline_parse(s->deadlines, text, n, (date){2020, 9, 1}, (date){2021, 8, 31});
    if (number_scan(text, n, &v, &used) && used > n)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static shared s;
    arena *a = arena_new();
    const char *text = arena_strndup(a, (const char *)data, size);
    size_t n = strlen(text), first;
    text_findings found = {.mem = a};

    if (!s.typography)
        s = open_shared();
    set(&s, a, text, n);
    lookalike_check(s.alike, text, n, true, &found);
    wording_check(s.looks, s.typography, text, n, &first, &found);
    brackets_check(a, text, n);
    text_similarity(a, text, "Ремонт мостов", 50);
    read_dates(&s, a, text, n);
    arena_free(a);
    return 0;
}
