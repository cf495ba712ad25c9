/* fo_support.c - docs/fo.md against the tables: every object and property of XSL-FO stands in it
 * exactly once, and `no` exactly where the program says so to a document; the page's sums are those
 * of its rows. */
#include "fo_testing.h"

enum { MAX_ROWS = 1000, MAX_LINE = 1000 };

typedef struct {
    char name[80], support[16], section[16], test[80];
} doc_row;

typedef struct {
    doc_row row[MAX_ROWS];
    size_t count;
    char sums[200]; /* as the page's head says them */
} doc_table;

/* A cell without spaces and back quotes at its ends; what follows its bar. */
static const char *take_cell(const char *s, char *out, size_t size)
{
    size_t n, skip = strspn(s, " `");

    s += skip;
    n = strcspn(s, "|\n");
    for (skip = n; skip > 0 && strchr(" `", s[skip - 1]); skip--)
        continue;
    if (skip >= size)
        skip = size - 1;
    memcpy(out, s, skip);
    out[skip] = '\0';
    return s + n + (s[n] == '|');
}

/* | `name` | support | section | `test` | remarks | */
static void take_row(doc_table *t, const char *line)
{
    doc_row r;
    const char *s = take_cell(line + 1, r.name, sizeof r.name);

    s = take_cell(s, r.support, sizeof r.support);
    s = take_cell(s, r.section, sizeof r.section);
    take_cell(s, r.test, sizeof r.test);
    if (t->count == MAX_ROWS)
        fail_msg("too many rows");
    t->row[t->count++] = r;
}

/* The end of a line that says how many there are: "…: objects 1 yes, …, 3 no." */
static void take_sums(doc_table *t, const char *line)
{
    const char *sums = strstr(line, ": objects ");

    if (sums)
        snprintf(t->sums, sizeof t->sums, "%.*s", (int)strcspn(sums + 2, ".\n"), sums + 2);
}

/* The rows between "## Objects" and "## Functions", and the sums before them. */
static int setup(void **state)
{
    doc_table *t = calloc(1, sizeof *t);
    FILE *f = fopen("docs/fo.md", "r");
    char line[MAX_LINE];
    bool inside = false;

    if (!f || !t)
        return -1;
    while (fgets(line, sizeof line, f)) {
        if (strncmp(line, "## ", 3) == 0)
            inside = strcmp(line, "## Objects\n") == 0 || strcmp(line, "## Properties\n") == 0;
        if (inside && strncmp(line, "| `", 3) == 0)
            take_row(t, line);
        take_sums(t, line);
    }
    fclose(f);
    *state = t;
    return 0;
}

static int teardown(void **state)
{
    free(*state);
    return 0;
}

static const doc_row *find_row(const doc_table *t, const char *name)
{
    const doc_row *found = NULL;

    for (size_t i = 0; i < t->count; i++) {
        if (strcmp(t->row[i].name, name) != 0)
            continue;
        if (found)
            fail_msg("%s stands twice in docs/fo.md", name);
        found = &t->row[i];
    }
    if (!found)
        fail_msg("%s is not in docs/fo.md", name);
    return found;
}

static void compare(const doc_row *r, fo_support support)
{
    bool no = strcmp(r->support, "no") == 0, partly = strcmp(r->support, "partly") == 0;

    if (!no && !partly && strcmp(r->support, "yes") != 0)
        fail_msg("%s: support \"%s\"", r->name, r->support);
    if (no != (support == FO_SUPPORT_NO))
        fail_msg("%s is \"%s\" in docs/fo.md, but not for the program", r->name, r->support);
    if (support == FO_SUPPORT_PARTLY && !partly)
        fail_msg("%s: some values are not followed, but docs/fo.md says %s", r->name, r->support);
}

static void every_object_stands_once(void **state)
{
    for (unsigned t = 0; t < FO_TEXT; t++)
        compare(find_row(*state, fo_type_name((fo_type)t)), fo_type_support((fo_type)t));
}

static void every_property_stands_once(void **state)
{
    for (unsigned p = 0; p < PR_COUNT; p++)
        compare(find_row(*state, fo_prop_name((fo_prop)p)), fo_prop_support((fo_prop)p));
}

static void nothing_else_stands_there(void **state)
{
    const doc_table *t = *state;

    assert_int_equal(t->count, FO_TEXT + PR_COUNT);
}

static int count_rows(const doc_table *t, bool objects, const char *support)
{
    int n = 0;

    for (size_t i = 0; i < t->count; i++)
        n += (strncmp(t->row[i].name, "fo:", 3) == 0) == objects &&
             strcmp(t->row[i].support, support) == 0;
    return n;
}

static void its_sums_are_those_of_the_rows(void **state)
{
    const doc_table *t = *state;
    char sums[sizeof t->sums];

    snprintf(
        sums, sizeof sums, "objects %d yes, %d partly, %d no; properties %d yes, %d partly, %d no",
        count_rows(t, true, "yes"), count_rows(t, true, "partly"), count_rows(t, true, "no"),
        count_rows(t, false, "yes"), count_rows(t, false, "partly"), count_rows(t, false, "no"));
    assert_string_equal(t->sums, sums);
}

/* The test of a row is a file that has the object or property. */
static void tests_show_what_they_stand_for(void **state)
{
    const doc_table *t = *state;

    for (size_t i = 0; i < t->count; i++) {
        const doc_row *r = &t->row[i];
        char path[200], key[100], *text = NULL;
        bool object = strncmp(r->name, "fo:", 3) == 0;
        size_t size = 0;
        FILE *f;
        snprintf(path, sizeof path, "tests/golden/fo/%s", r->test);
        f = fopen(path, "r");
        if (!f || getdelim(&text, &size, '\0', f) < 0)
            fail_msg("%s: no test %s", r->name, path);
        fclose(f);
        snprintf(key, sizeof key, object ? "<%s" : " %s", r->name);
        if (!strstr(text, key))
            fail_msg("%s is not in %s", r->name, path);
        free(text);
    }
}

static void sections_are_those_of_the_chapters(void **state)
{
    const doc_table *t = *state;

    for (size_t i = 0; i < t->count; i++) {
        const doc_row *r = &t->row[i];
        if (strncmp(r->section, strncmp(r->name, "fo:", 3) == 0 ? "6." : "7.", 2) != 0)
            fail_msg("%s: section %s", r->name, r->section);
    }
}

/* ---- what the program says ---- */

static const struct {
    const char *attributes, *code;
} said[] = {
    {"float='start'", "F27"},
    {"change-bar-class='a'", "F27"},
    {"background='red url(a.png) fixed'", "F27"},
    {"text-decoration='underline blink'", "F27"},
    {"text-shadow='red 1pt 1pt'", "F27"},
    {"glyph-orientation-vertical='90'", "F27"},
    {"volume='soft'", "F22"},
    {"relative-position='static'", NULL},
    {"writing-mode='lr'", NULL},
    {"script='Cyrl'", NULL},
    {"background='red'", NULL},
    {"text-decoration='underline'", NULL},
    {"change-bar-style='none'", NULL},
};

static void values_without_effect_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(said); i++) {
        char xml[1000];
        fixture f;
        size_t expected = said[i].code ? 1 : 0;
        snprintf(xml, sizeof xml, FLOW("<fo:block %s/>"), said[i].attributes);
        f = build_text(xml);
        if (diag_count(f.dg) != expected || (expected && !diag_has(f.dg, said[i].code)))
            fail_msg("%s: %zu diagnostics", said[i].attributes, diag_count(f.dg));
        drop(&f);
    }
}

static void they_are_told_where_an_object_has_none(void **state)
{
    fixture f = build_text(FLOW(
        "<fo:table height='9pt' max-height='9pt'><fo:table-column/><fo:table-body><fo:table-row "
        "height='9pt'><fo:table-cell height='9pt'><fo:block/></fo:table-cell>"
        "</fo:table-row></fo:table-body></fo:table>"));

    (void)state;
    assert_int_equal(diag_count(f.dg), 1);
    assert_true(diag_has(f.dg, "F27"));
    drop(&f);
}

static void they_are_told_once_an_object(void **state)
{
    fixture f = build_text(
        FLOW("<fo:block change-bar-class='1'/><fo:block change-bar-class='2'/>"
             "<fo:block-container change-bar-class='1'><fo:block/></fo:block-container>"));

    (void)state;
    assert_int_equal(diag_count(f.dg), 2);
    drop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_object_stands_once),
        cmocka_unit_test(every_property_stands_once),
        cmocka_unit_test(nothing_else_stands_there),
        cmocka_unit_test(its_sums_are_those_of_the_rows),
        cmocka_unit_test(tests_show_what_they_stand_for),
        cmocka_unit_test(sections_are_those_of_the_chapters),
        cmocka_unit_test(values_without_effect_are_told),
        cmocka_unit_test(they_are_told_where_an_object_has_none),
        cmocka_unit_test(they_are_told_once_an_object),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
