/* corpus.c - invented submissions of districts for tests and measurements: corpus OUT N [SEED
 * [PER-CENT [EDITION]]].
 *
 * Writes OUT/plan.xml (the regional plan), OUT/submissions/report-0001.xml … and OUT/defects.tsv
 * (file, line, code: exactly what svod check must find). So many per cent of the documents hold
 * mistakes of defects.txt; the others have none. The same arguments make the same bytes: each
 * document has dice of its own, cast by seed and number. */
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "submission.h"

enum { MEASURES = 60, MOST_PAGES = 40 };

typedef struct {
    const char *out, *edition;
    int count, per_cent;
    uint64_t seed;
    arena *a;
    words words;
    defect_list defects;
    FILE *findings;
} corpus;

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "corpus: %s: %s\n", what, strerror(errno));
    exit(1);
}

/* ---- a document out of its text with marks ---- */

/* "R19 0:S01 S53*3" */
static void tell(FILE *to, const char *name, int line, const char *codes, size_t n)
{
    for (const char *at = codes; at < codes + n; at += strspn(at, " ")) {
        const char *code = strncmp(at, "0:", 2) ? at : at + 2;
        const size_t length = strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
        const int times = code[length] == '*' ? atoi(code + length + 1) : 1;

        for (int i = 0; i < times; i++)
            fprintf(to, "%s\t%d\t%.*s\n", name, code == at ? line : 0, (int)length, code);
        at = code + strcspn(code, " \002");
    }
}

/* The text without its marks, which are told. */
static void take_marks(strbuf *text, FILE *findings, const char *name)
{
    int line = 1;
    char *to = text->data;

    for (const char *at = text->data; at < text->data + text->len; at++) {
        line += *at == '\n';
        if (*at == '\001') {
            const char *end = strchr(at, '\002');

            tell(findings, name, line, at + 1, (size_t)(end - at - 1));
            at = end;
        } else {
            *to++ = *at;
        }
    }
    text->len = (size_t)(to - text->data);
    *to = '\0';
}

/* Saved in another encoding than its first line says: told at the first letter that is not
 * ASCII. */
static void save_otherwise(strbuf *text, const defect *d, FILE *findings, const char *name)
{
    const size_t size = text->len + 16;
    char *in = text->data, *made = mem_alloc(size), *out = made;
    size_t in_left = text->len, out_left = size;
    iconv_t to = iconv_open(d->lines[0].text, "UTF-8");
    int line = 1;

    for (const char *c = text->data; *c && !(*c & 0x80); c++)
        line += *c == '\n';
    if (to == (iconv_t)-1 || iconv(to, &in, &in_left, &out, &out_left) == (size_t)-1)
        give_up(d->lines[0].text);
    iconv_close(to);
    strbuf_clear(text);
    strbuf_add(text, made, size - out_left);
    mem_free(made);
    tell(findings, name, line, d->lines[0].codes, strlen(d->lines[0].codes));
}

static void save(const char *path, const strbuf *text)
{
    FILE *f = fopen(path, "wb");

    if (!f || fwrite(strbuf_text(text), 1, text->len, f) != text->len || fclose(f))
        give_up(path);
}

/* ---- all of them ---- */

static submission_kind kind_of(int number, const defect_set *defects)
{
    static const submission_kind usual[] = {KIND_REPORT,  KIND_REPORT,   KIND_REPORT,  KIND_PLAN,
                                            KIND_REPORT,  KIND_REPORT,   KIND_COURSES, KIND_REPORT,
                                            KIND_ROADMAP, KIND_PROGRAMME};

    if (!defects)
        return usual[(size_t)number % COUNT(usual)];
    return defects->class == CLASS_PLAN        ? KIND_PLAN
           : defects->class == CLASS_PROGRAMME ? KIND_PROGRAMME
                                               : KIND_REPORT;
}

/* Most are short, a few have 40 pages. */
static int pages_of(dice *d)
{
    const int r = dice_roll(d, 0, 999);

    return 1 + (int)((long)r * r % 1000000 * r / 1000 * (MOST_PAGES - 1) / 997000);
}

static void write_one(corpus *c, int number, const defect_set *defects)
{
    arena *a = arena_new();
    writer w = {.words = &c->words, .dice = dice_new(c->seed, (uint64_t)number)};
    const submission s = {number, kind_of(number, defects), pages_of(&w.dice), MEASURES, c->edition,
                          defects};
    const char *name =
        arena_printf(a, "submissions/%s-%04d.xml", submission_kind_name(s.kind), number);
    const defect *encoding = defects_at(defects, PLACE_ENCODING);

    submission_write(&w, &s, a);
    take_marks(&w.text, c->findings, name);
    if (encoding)
        save_otherwise(&w.text, encoding, c->findings, name);
    save(arena_printf(a, "%s/%s", c->out, name), &w.text);
    strbuf_free(&w.text);
    arena_free(a);
}

/* Those who report are to submit. */
static void write_regional(corpus *c, const defect_set *const *sets)
{
    writer w = {.words = &c->words, .dice = dice_new(c->seed, 0)};
    const submission s = {.measures = MEASURES, .edition = c->edition};
    int *submitters = ARENA_ARRAY(c->a, int, (size_t)c->count);
    size_t count = 0;

    for (int i = 1; i <= c->count; i++)
        if (kind_of(i, sets[i - 1]) == KIND_REPORT)
            submitters[count++] = i;
    submission_write_regional(&w, &s, submitters, count, c->a);
    save(arena_printf(c->a, "%s/plan.xml", c->out), &w.text);
    strbuf_free(&w.text);
}

/* Documents with mistakes lie evenly among the others. */
static void write_all(corpus *c)
{
    const int wrong = (c->count * c->per_cent + 99) / 100;
    const defect_set *all = defects_spread(&c->defects, (size_t)wrong, c->seed, c->a);
    const defect_set **sets = ARENA_ARRAY(c->a, const defect_set *, (size_t)c->count);
    int given = 0;

    for (int i = 0; i < c->count; i++)
        if ((long)(i + 1) * wrong / c->count > given)
            sets[i] = &all[given++];
    write_regional(c, sets);
    for (int i = 0; i < c->count; i++)
        write_one(c, i + 1, sets[i]);
}

static void make_folder(const char *path)
{
    if (mkdir(path, 0777) && errno != EEXIST)
        give_up(path);
}

int main(int argc, char **argv)
{
    corpus c = {.a = arena_new()};
    const char *data = getenv("CORPUS_DATA") ? getenv("CORPUS_DATA") : "tools/corpus";

    if (argc < 3 || (c.count = atoi(argv[2])) < 1) {
        fprintf(stderr, "usage: corpus OUT N [SEED [PER-CENT [EDITION]]]\n");
        return 64;
    }
    c.out = argv[1];
    c.seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
    c.per_cent = argc > 4 ? atoi(argv[4]) : 5;
    c.edition = argc > 5 ? argv[5] : "2";
    if (!words_load(&c.words, arena_printf(c.a, "%s/words.txt", data), c.a) ||
        !defects_load(&c.defects, arena_printf(c.a, "%s/defects.txt", data), c.a))
        return 1;
    make_folder(c.out);
    make_folder(arena_printf(c.a, "%s/submissions", c.out));
    if (!(c.findings = fopen(arena_printf(c.a, "%s/defects.tsv", c.out), "wb")))
        give_up(c.out);
    write_all(&c);
    if (fclose(c.findings))
        give_up("defects.tsv");
    arena_free(c.a);
    return 0;
}
