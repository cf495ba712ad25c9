/* submission.c - the frame of a document, and which blocks it has. */
#include "submission.h"

#include "submission_int.h"

static const struct {
    const char *kind, *title;
    int year; /* of the period; plans are for the next one */
    int years;
    const char *doc_date, *approved;
} kinds[] = {
    [KIND_REPORT] = {"report", "report-title", 2025, 1, "2026-01-20", "2026-01-26"},
    [KIND_PLAN] = {"plan", "plan-title", 2026, 1, "2025-12-10", "2025-12-15"},
    [KIND_ROADMAP] = {"roadmap", "roadmap-title", 2026, 1, "2025-12-10", "2025-12-15"},
    [KIND_COURSES] = {"courses", "courses-title", 2025, 1, "2026-01-20", "2026-01-26"},
    [KIND_PROGRAMME] = {"programme", "programme-title", 2026, 3, "2025-12-10", "2025-12-15"},
};

const char *submission_kind_name(submission_kind kind)
{
    return kinds[kind].kind;
}

/* Another one for each number, as long as there are pairs of words. */
static const char *submission_district(writer *w, int number, arena *a)
{
    const word_list *first = words_list(w->words, "district-first"),
                    *second = words_list(w->words, "district-second");
    const word_list *kind = words_list(w->words, "district-kind");
    const size_t n = (size_t)number, f = n % first->count,
                 k = (n / first->count + f * 7) % second->count;

    return arena_printf(a, "%s%s %s", first->items[f], second->items[k],
                        kind->items[(n / first->count / second->count + n) % kind->count]);
}

static void put_person_of(writer *w, const char *element)
{
    putf(w, "    <%s>", element);
    say(w, "{initial}.{initial}. {surname}");
    putf(w, "</%s>\n", element);
}

static void put_russian_date(writer *w, const char *iso)
{
    putf(w, "    <date iso=\"%s\">%.2s.%.2s.%.4s</date>\n", iso, iso + 8, iso + 5, iso);
}

static void put_declaration(writer *w, const submission *s)
{
    if (!defects_put(w, s->defects, PLACE_DECLARATION))
        put(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    defects_put(w, s->defects, PLACE_PROLOG);
}

static void put_root(writer *w, const submission *s)
{
    const defect *d = defects_at(s->defects, PLACE_ROOT);

    putf(w, "<document xmlns=\"urn:svod:document:1\" id=\"district-%04d\" kind=\"%s\" lang=\"ru\" ",
         s->number, kinds[s->kind].kind);
    if (d)
        put(w, d->lines[0].text);
    else
        putf(w, "edition=\"%s\"", s->edition);
    put(w, ">");
    defects_mark(w, d ? d->lines[0].codes : NULL);
    put(w, "\n");
}

static void put_metadata(writer *w, const submission *s, const char *district)
{
    put(w, "  <metadata>\n");
    if (!defects_put(w, s->defects, PLACE_TITLE)) {
        put(w, "    <title>");
        say_one(w, kinds[s->kind].title);
        putf(w, "<br/>(%s)</title>\n", district);
    }
    putf(w, "    <docDate>%s</docDate>\n", kinds[s->kind].doc_date);
    if (s->number % 3 == 0)
        putf(w, "    <regNumber>%d-%02d</regNumber>\n", s->number, dice_roll(&w->dice, 1, 40));
    defects_put(w, s->defects, PLACE_METADATA);
    put(w, "  </metadata>\n");
}

/* Codes of territories: of eight figures, another for each. */
static void put_organisation(writer *w, const char *id, const char *role, int number, arena *a)
{
    putf(w,
         "  <organisation id=\"%s\" role=\"%s\" level=\"municipality\" oktmo=\"%d\">\n"
         "    <fullName>%s</fullName>\n  </organisation>\n",
         id, role, 46000000 + number * 7, submission_district(w, number, a));
}

static void put_head(writer *w, const submission *s, arena *a)
{
    const char *district = submission_district(w, s->number, a);

    put_root(w, s);
    put_metadata(w, s, district);
    if (!defects_put(w, s->defects, PLACE_PERIOD))
        putf(w, "  <period from=\"%d-01-01\" to=\"%d-12-31\"/>\n", kinds[s->kind].year,
             kinds[s->kind].year + kinds[s->kind].years - 1);
    put_organisation(w, "district", "issuer", s->number, a);
    defects_put(w, s->defects, PLACE_ORGANISATION);
    if (!defects_put(w, s->defects, PLACE_APPROVAL)) {
        put(w, "  <approval form=\"person\">\n    <heading>УТВЕРЖДАЮ</heading>\n    <position>");
        say_one(w, "position");
        put(w, "</position>\n");
        put_person_of(w, "person");
        put_russian_date(w, kinds[s->kind].approved);
        put(w, "  </approval>\n");
    }
    defects_put(w, s->defects, PLACE_AGREEMENT);
    if (s->pages > 12)
        put(w, "  <contents/>\n");
}

/* Until the text is long enough; the numbers are bytes that make about a page. */
enum { PAGE_BYTES = 4600 };

static void put_more(body *b)
{
    const bool past = kinds[b->s->kind].year == 2025;
    void (*const tables[])(body *) = {block_costs, block_settlements, block_events, block_courses};

    for (size_t turn = 0; b->w->text.len < (size_t)b->s->pages * PAGE_BYTES; turn++) {
        if (turn % 2 == 0)
            block_narrative(b, dice_roll(&b->w->dice, 2, 9), NULL);
        else if (dice_roll(&b->w->dice, 0, 4) == 0)
            block_indicators(b, past);
        else
            tables[dice_roll(&b->w->dice, 0, past ? 3 : 1)](b);
    }
}

/* The table that a document of its kind is for. */
static void put_main(body *b)
{
    const int wanted = b->s->pages * 4 + 2, most = b->s->measures;
    const int count = wanted < most ? wanted : most;

    switch (b->s->kind) {
    case KIND_REPORT:
        block_report(b, count, b->s->defects);
        break;
    case KIND_COURSES:
        block_courses(b);
        break;
    case KIND_PROGRAMME:
        block_passport(b);
        block_plan(b, count, kinds[b->s->kind].year);
        break;
    default:
        block_plan(b, count, kinds[b->s->kind].year);
    }
}

static void put_appendix(body *b)
{
    writer *w = b->w;
    const int items = dice_roll(&w->dice, 5, 20);

    if (b->s->pages < 6 || b->s->number % 4)
        return;
    put(w, "  <appendix id=\"streets\">\n    <title>Перечень адресов</title>\n    <narrative>\n    "
           "  <list kind=\"number\">\n");
    for (int i = 0; i < items; i++) {
        put(w, "        <item><p>");
        say(w, "Посёлок {settlement}, по улице {street}, дом {1..90}.");
        put(w, "</p></item>\n");
    }
    put(w, "      </list>\n    </narrative>\n  </appendix>\n");
}

void submission_write(writer *w, const submission *s, arena *a)
{
    body b = {w, s, a, 0};

    w->year = 2025;
    if (defects_put(w, s->defects, PLACE_WHOLE))
        return;
    put_declaration(w, s);
    put_head(w, s, a);
    put(w, "  <body>\n");
    block_narrative(&b, dice_roll(&w->dice, 1, 2), s->defects);
    put_main(&b);
    put_more(&b);
    defects_put(w, s->defects, PLACE_BLOCK);
    if (s->number % 5 == 0)
        block_glossary(&b);
    put(w, "  </body>\n");
    if (!defects_put(w, s->defects, PLACE_SIGNOFF)) {
        put(w, "  <signoff>\n    <position>");
        say_one(w, "position");
        put(w, "</position>\n");
        put_person_of(w, "person");
        put(w, "  </signoff>\n");
    }
    put_appendix(&b);
    defects_put(w, s->defects, PLACE_APPENDIX);
    put(w, "</document>\n");
    defects_put(w, s->defects, PLACE_TAIL);
}

void submission_write_regional(writer *w, const submission *s, const int *submitters, size_t count,
                               arena *a)
{
    body b = {.w = w, .s = s};

    putf(w,
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document "
         "xmlns=\"urn:svod:document:1\" "
         "id=\"regional-plan\" kind=\"plan\" lang=\"ru\" edition=\"%s\">\n",
         s->edition);
    put(w, "  <metadata>\n    <title>План мероприятий<br/>по благоустройству поселений "
           "области</title>\n    <docDate>2024-12-10</docDate>\n  </metadata>\n"
           "  <period from=\"2025-01-01\" to=\"2025-12-31\"/>\n");
    for (size_t i = 0; i < count; i++)
        put_organisation(w, arena_printf(a, "d%04d", submitters[i]), "submitter", submitters[i], a);
    put(w, "  <body>\n");
    block_regional(&b);
    put(w, "  </body>\n  <signoff>\n    <position>Руководитель ведомства</position>\n");
    put_person_of(w, "person");
    put(w, "  </signoff>\n</document>\n");
}
