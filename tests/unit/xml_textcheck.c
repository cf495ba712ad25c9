/* xml_textcheck.c - text checks over whole documents: the place of each finding, also behind
 * character references, over inline elements and lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "xml/textcheck.h"

/* «line:column code» of every finding, in order of place. */
static const char *findings(arena *a, const char *text, bool typography)
{
    diag *dg = diag_new();
    xml_doc *doc = xml_load_memory("t.xml", text, strlen(text), NULL, dg);
    textcheck *t = textcheck_load("stylesheets/1", dg);
    char *line = NULL, *out = NULL;
    size_t size = 0, used = 0;
    FILE *f;

    assert_non_null(doc);
    assert_non_null(t);
    textcheck_run(t, doc, typography, dg);
    f = open_memstream(&line, &size);
    diag_print(dg, f, DIAG_PLAIN);
    fclose(f);
    out = arena_text(a, size + 1);
    for (const char *s = line; *s;) { /* «t.xml:3:5: … [T01]» */
        const char *end = strchr(s, '\n'), *code = end;
        size_t place = strcspn(s + 6, " ") - 1;
        while (*code != '[')
            code--;
        used += (size_t)sprintf(out + used, "%s%.*s %.3s", used ? ", " : "", (int)place, s + 6,
                                code + 1);
        s = end + 1;
    }
    out[used] = '\0';
    textcheck_free(t);
    xml_free(doc);
    diag_free(dg);
    free(line);
    return out;
}

static void findings_stand_at_their_word(void **state)
{
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"<d lang='ru'><p>Новая cцена</p></d>", "1:23 T01"},
        {"<d lang='ru'>\n <p>Новая\n  &#99;цена</p></d>", "3:3 T01"},
        {"<d lang='ru'><p>Но<b>вая c</b>цена</p></d>", "1:26 T01"},
        {"<d lang='ru'><p>«Клуб <b>«Мир»</b></p><p>дом»</p></d>", "1:17 T20, 1:45 T21"},
        {"<d lang='ru'><p>«Клуб</p><p>Мир»</p></d>", "1:17 T20, 1:32 T21"},
        {"<d lang='ru'><p>«<i>Клуб</i>»</p></d>", ""},
        {"<d lang='ru'><p>дом<br/>дом</p></d>", "1:17 T30"},
        {"<d lang='ru'><p>на акте <illegible/>.</p></d>", ""},
        {"<d lang='ru'><p>дом - сад</p><p>сад - дом</p></d>", "1:21 T16"},
        {"<d lang='ru'><organisation><fullName>cцена</fullName></organisation></d>", ""},
        {"<d lang='ru'><approval><person>Ю. Ким</person><date>5 мая</date></approval></d>", ""},
        {"<d lang='ru'><p>и\u0306од</p></d>", "1:17 T40"},
        {"<d lang='ru'><p><![CDATA[дом ,]]> сад</p></d>", "1:30 T10"},
        {"<d lang='en'><p>HOT</p></d>", ""},
        {"<d/>", ""},
    };
    arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got = findings(a, cases[i].in, false);
        if (strcmp(got, cases[i].out))
            fail_msg("%s: %s, want %s", cases[i].in, got, cases[i].out);
    }
    arena_free(a);
}

static void changes_of_typography_are_listed(void **state)
{
    arena *a = arena_new();
    (void)state;
    assert_string_equal(findings(a, "<d lang='ru'><p>дом № <b>5</b></p><p>\"да\"</p></d>", true),
                        "1:22 T90, 1:38 T90, 1:41 T90");
    assert_string_equal(findings(a, "<d lang='ru'><p>дом № <b>5</b></p></d>", false), "");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_stand_at_their_word),
        cmocka_unit_test(changes_of_typography_are_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
