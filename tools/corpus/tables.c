/* tables.c - plans, reports on them, indicators, numbers by settlement, courses, events. */

#include "submission_int.h"

/* Works and objects are paired so that no measure comes twice before all pairs are used. */
void put_measure_name(writer *w, int number)
{
    const word_list *works = words_list(w->words, "work"),
                    *objects = words_list(w->words, "object");
    const size_t work = (size_t)number % works->count;
    const size_t object = ((size_t)number / works->count + work * 5) % objects->count;

    putf(w, "%s %s", works->items[work], objects->items[object]);
}

/* Out of the number too, so that reports have the deadline of their plan. */
void put_deadline(writer *w, int number, int year)
{
    const word_list *months = words_list(w->words, "month");
    const int month = number * 5 % 9 + 2; /* March to November, from 0 */

    switch (number % 6) {
    case 0:
        putf(w, "<deadline kind=\"by\" to=\"%04d-%02d-15\">до 15.%02d.%04d</deadline>", year,
             month + 1, month + 1, year);
        break;
    case 1:
        put(w, "<deadline kind=\"whole\">В течение года</deadline>");
        break;
    case 2:
        putf(w, "<deadline kind=\"month-range\">%s – %s</deadline>", months->items[month - 1],
             words_list(w->words, "month-after")->items[month]);
        break;
    case 3:
        put(w, "<deadline kind=\"recurring\">Ежеквартально</deadline>");
        break;
    default:
        putf(w, "<deadline kind=\"month\">%s</deadline>", months->items[month]);
    }
}

static void open_section(writer *w, int *section, int *left, int count)
{
    const word_list *titles = words_list(w->words, "section");

    if (*section)
        put(w, "      </section>\n");
    putf(w, "      <section>\n        <title>%s</title>\n",
         titles->items[*section % (int)titles->count]);
    ++*section;
    *left = count > 12 ? count / 5 : count;
}

static void put_result(writer *w)
{
    const int more = dice_roll(&w->dice, 0, 3);

    put(w, "          <result><p>");
    say_one(w, "result");
    for (int i = 0; i < more; i++) {
        put(w, " ");
        say_one(w, "result-more");
    }
    put(w, "</p></result>\n");
}

/* Different ones, at most three. */
static void put_places(body *b)
{
    const word_list *names = words_list(b->w->words, "settlement");
    const int *order = dice_shuffle(&b->w->dice, (int)names->count, b->a);
    const int count = dice_roll(&b->w->dice, 1, 3);

    put(b->w, "<cell key=\"where\"><p>");
    for (int i = 0; i < count; i++)
        putf(b->w, "%s%s", i ? "; " : "", names->items[order[i]]);
    put(b->w, "</p></cell>");
}

static void put_report_columns(writer *w, bool with_places)
{
    putf(w, "    <plan id=\"measures\" numbering=\"continuous\"%s>\n      <columns>\n",
         with_places ? " orientation=\"landscape\"" : "");
    put(w, "        <column role=\"number\" width=\"number\">№ п/п</column>\n"
           "        <column role=\"name\" width=\"medium\">Мероприятие</column>\n"
           "        <column role=\"deadline\" width=\"narrow\">Срок</column>\n"
           "        <column role=\"other\" key=\"sites\" width=\"short\" "
           "align=\"number\">Мест</column>\n"
           "        <column role=\"other\" key=\"people\" width=\"short\" "
           "align=\"number\">Людей</column>\n");
    if (with_places)
        put(w, "        <column role=\"other\" key=\"where\" width=\"narrow\">Где</column>\n");
    put(w, "        <column role=\"result\" width=\"wide\">Результат</column>\n      </columns>\n");
}

static void put_reported(body *b, int number, bool with_places)
{
    writer *w = b->w;

    putf(w, "        <measure id=\"m%d\" planRef=\"regional-plan#m%d\">\n          <name>",
         number + 1, number + 1);
    put_measure_name(w, number);
    put(w, "</name>\n          ");
    put_deadline(w, number, 2025);
    put(w, "\n");
    put_result(w);
    putf(w, "          <cell key=\"sites\"><p>%d</p></cell><cell key=\"people\"><p>%d</p></cell>",
         dice_roll(&w->dice, 1, 40), dice_roll(&w->dice, 0, 900));
    if (with_places)
        put_places(b);
    put(w, "\n        </measure>\n");
}

/* Measure by measure of the regional plan; every second one tells where, too. */
void block_report(body *b, int count, const defect_set *defects)
{
    writer *w = b->w;
    const bool with_places = b->s->number % 2 == 0;
    int section = 0, left = 0;

    put_report_columns(w, with_places);
    for (int i = 0; i < count; i++) {
        if (!left--)
            open_section(w, &section, &left, count), left--;
        put_reported(b, i, with_places);
    }
    defects_put(w, defects, PLACE_MEASURE);
    put(w, "      </section>\n    </plan>\n");
}

static void put_planned(writer *w, int count, int year)
{
    int section = 0, left = 0;

    for (int i = 0; i < count; i++) {
        if (!left--)
            open_section(w, &section, &left, count), left--;
        putf(w, "        <measure id=\"m%d\">\n          <name>", i + 1);
        put_measure_name(w, i);
        put(w, "</name>\n          ");
        put_deadline(w, i, year);
        put(w, "\n          <responsible>");
        say_one(w, "responsible");
        put(w, "</responsible>\n        </measure>\n");
    }
    put(w, "      </section>\n    </plan>\n");
}

/* What all reports are put together by (docs/merge.md). */
void block_regional(body *b)
{
    writer *w = b->w;

    put(w, "    <plan id=\"measures\" numbering=\"continuous\">\n      <columns>\n"
           "        <column role=\"number\" width=\"number\">№ п/п</column>\n"
           "        <column role=\"name\" width=\"medium\">Мероприятие</column>\n"
           "        <column role=\"deadline\" width=\"narrow\">Срок</column>\n"
           "        <column role=\"responsible\" width=\"narrow\">Ответственный</column>\n"
           "        <column role=\"other\" key=\"sites\" merge=\"sum\" width=\"short\" "
           "align=\"number\">Мест</column>\n"
           "        <column role=\"other\" key=\"people\" merge=\"sum\" width=\"short\" "
           "align=\"number\">Людей</column>\n"
           "        <column role=\"other\" key=\"mean\" merge=\"mean\" of=\"people sites\" "
           "width=\"short\" align=\"number\">В среднем</column>\n"
           "        <column role=\"other\" key=\"where\" merge=\"union\" "
           "width=\"narrow\">Где</column>\n"
           "        <column role=\"result\" width=\"wide\">Результат</column>\n     "
           " </columns>\n");
    put_planned(w, b->s->measures, 2025);
}

void block_plan(body *b, int count, int year)
{
    writer *w = b->w;

    putf(w, "    <plan id=\"b%d\" numbering=\"continuous\">\n      <columns>\n", ++b->ids);
    put(w, "        <column role=\"number\" width=\"number\">№ п/п</column>\n"
           "        <column role=\"name\" width=\"wide\">Мероприятие</column>\n"
           "        <column role=\"deadline\" width=\"narrow\">Срок</column>\n"
           "        <column role=\"responsible\" width=\"medium\">Ответственный</column>\n      "
           "</columns>\n");
    put_planned(w, count, year);
}

/* Per mille of `n` of `of`, rounded half up: tenths of a per cent. */
static int tenths(int n, int of)
{
    return (n * 2000 + of) / (2 * of);
}

static void put_share(writer *w, const char *key, int n, int of)
{
    const int t = tenths(n, of);

    if (t % 10)
        putf(w, "<value key=\"%s\" num=\"%d\" percent=\"%d.%d\">%d / %d,%d %%</value>", key, n,
             t / 10, t % 10, n, t / 10, t % 10);
    else
        putf(w, "<value key=\"%s\" num=\"%d\" percent=\"%d\">%d / %d %%</value>", key, n, t / 10, n,
             t / 10);
}

/* Shares of one base; of some the parts are told, which add up. */
static void put_indicator(writer *w, const char *name, int of, bool with_facts)
{
    const int plan = dice_roll(&w->dice, of / 3, of - 10), fact = plan + dice_roll(&w->dice, 0, 10);
    const bool parts = with_facts && dice_roll(&w->dice, 0, 5) == 0;

    putf(w, "        <indicator base=\"all\"><name>%s%s</name><source>", name,
         parts ? ", в том числе:" : "");
    say_one(w, "indicator-source");
    put(w, "</source>");
    put_share(w, "plan", plan, of);
    if (with_facts)
        put_share(w, "fact", fact, of);
    for (int i = 0; parts && i < 2; i++) {
        put(w, i ? "<part><name>в деревнях</name>" : "\n          <part><name>в посёлках;</name>");
        put_share(w, "plan", i ? plan - plan / 3 : plan / 3, of);
        put_share(w, "fact", i ? fact - fact / 4 : fact / 4, of);
        put(w, "</part>");
    }
    put(w, "</indicator>\n");
}

void block_indicators(body *b, bool with_facts)
{
    writer *w = b->w;
    const word_list *names = words_list(w->words, "indicator");
    const int rows = dice_roll(&w->dice, 4, (int)names->count), of = dice_roll(&w->dice, 60, 900),
              id = ++b->ids;
    const int *order = dice_shuffle(&w->dice, (int)names->count, b->a);

    putf(w,
         "    <indicators id=\"b%d\" caption=\"numbered\" numbering=\"continuous\">\n      "
         "<title>Целевые показатели</title>\n",
         id);
    put(w, "      <columns>\n        <column role=\"number\" width=\"number\">№ п/п</column>\n"
           "        <column role=\"name\" width=\"wide\">Показатель</column>\n"
           "        <column role=\"source\" width=\"narrow\">Источник</column>\n"
           "        <column role=\"value\" key=\"plan\" kind=\"plan\" scale=\"count-percent\" "
           "width=\"narrow\">План</column>\n");
    if (with_facts)
        put(w, "        <column role=\"value\" key=\"fact\" scale=\"count-percent\" "
               "width=\"narrow\">Факт</column>\n");
    put(w, "      </columns>\n");
    putf(w,
         with_facts
             ? "      <base name=\"all\"><of key=\"plan\" n=\"%d\"/><of key=\"fact\" "
               "n=\"%d\"/></base>\n      <section>\n"
             : "      <base name=\"all\"><of key=\"plan\" n=\"%d\"/></base>\n      <section>\n",
         of, of);
    for (int i = 0; i < rows; i++)
        put_indicator(w, names->items[order[i]], of, with_facts);
    putf(w,
         "      </section>\n      <note><p>Доли посчитаны от %d объектов.</p></note>\n    "
         "</indicators>\n",
         of);
    if (with_facts && rows < 9)
        putf(w, "    <barChart of=\"b%d\"><title>План и факт</title></barChart>\n", id);
}

/* Roads of each settlement, with the stated totals of rows and columns. */
void block_settlements(body *b)
{
    writer *w = b->w;
    const word_list *names = words_list(w->words, "settlement");
    const int rows = dice_roll(&w->dice, 3, (int)names->count);
    const int *order = dice_shuffle(&w->dice, (int)names->count, b->a);
    int paved = 0, gravel = 0, lamps = 0;

    putf(w,
         "    <clusters id=\"b%d\" caption=\"numbered\" order=\"collated\">\n      <title>Улицы "
         "поселений</title>\n      <columns>\n",
         ++b->ids);
    put(w, "        <column role=\"name\" width=\"wide\">Поселение</column>\n"
           "        <column role=\"total\" key=\"all\" width=\"narrow\">Улицы, всего</column>\n"
           "        <group><heading>Покрытие</heading>\n"
           "          <column role=\"part\" key=\"paved\" empty=\"zero\" "
           "width=\"narrow\">асфальт</column>\n"
           "          <column role=\"part\" key=\"gravel\" empty=\"zero\" "
           "width=\"narrow\">щебень</column>\n        </group>\n"
           "        <column role=\"value\" key=\"lamps\" width=\"narrow\">Светильники</column>\n   "
           "   </columns>\n");
    for (int i = 0; i < rows; i++) {
        const int p = dice_roll(&w->dice, 0, 20), g = dice_roll(&w->dice, 1, 12),
                  l = dice_roll(&w->dice, 10, 300);

        paved += p;
        gravel += g;
        lamps += l;
        putf(w,
             "      <district><name>%s</name><value key=\"all\">%d</value><value "
             "key=\"paved\">%d</value>"
             "<value key=\"gravel\">%d</value><value key=\"lamps\">%d</value></district>\n",
             names->items[order[i]], p + g, p, g, l);
    }
    putf(w,
         "      <total><label>Итого</label><value key=\"all\">%d</value><value "
         "key=\"paved\">%d</value>"
         "<value key=\"gravel\">%d</value><value key=\"lamps\">%d</value></total>\n    "
         "</clusters>\n",
         paved + gravel, paved, gravel, lamps);
}

/* Hours fit into the days: eight a day at most. */
static void put_course(writer *w, const char *programme, int masters, int workers)
{
    static const int hours[] = {16, 24, 36, 40, 72};
    static const char *const hour_words[] = {"часов", "часа", "часов", "часов", "часа"};
    const int kind = dice_roll(&w->dice, 0, 4),
              days = (hours[kind] + 7) / 8 + dice_roll(&w->dice, 0, 3);
    const int first = dice_roll(&w->dice, 1, 28 - days), month = dice_roll(&w->dice, 2, 11);
    const int places = dice_roll(&w->dice, 1, masters + workers < 4 ? masters + workers : 4);

    putf(w,
         "        <course>\n          <name><programme>%s</programme>, <hours n=\"%d\">%d "
         "%s</hours>, "
         "<date from=\"2025-%02d-%02d\" to=\"2025-%02d-%02d\">%02d–%02d.%02d.2025</date>, "
         "<provider>",
         programme, hours[kind], hours[kind], hour_words[kind], month, first, month,
         first + days - 1, first, first + days - 1, month);
    say_one(w, "provider");
    putf(w,
         "</provider></name>\n          <learners key=\"masters\">%d</learners><learners "
         "key=\"workers\">%d</learners>\n          <institutions>",
         masters, workers);
    for (int i = 0, n = 0; i < places; i++)
        putf(w, "%s%d", i ? ", " : "", n += dice_roll(&w->dice, 1, 6));
    put(w, "</institutions>\n        </course>\n");
}

void block_courses(body *b)
{
    writer *w = b->w;
    const word_list *names = words_list(w->words, "programme");
    const int rows = dice_roll(&w->dice, 3, (int)names->count);
    const int *order = dice_shuffle(&w->dice, (int)names->count, b->a);
    int masters = 0, workers = 0;

    putf(w,
         "    <courses id=\"b%d\" caption=\"numbered\" numbering=\"continuous\">\n      "
         "<title>Обучение работников</title>\n      <columns>\n",
         ++b->ids);
    put(w, "        <column role=\"number\" width=\"number\">№</column>\n"
           "        <column role=\"name\" width=\"wide\">Программа, объём, сроки, "
           "исполнитель</column>\n"
           "        <group><heading>Обучено</heading>\n"
           "          <column role=\"learners\" key=\"masters\" width=\"narrow\">мастера</column>\n"
           "          <column role=\"learners\" key=\"workers\" "
           "width=\"narrow\">рабочие</column>\n        </group>\n"
           "        <column role=\"institutions\" width=\"narrow\">Участки</column>\n      "
           "</columns>\n      <section>\n");
    for (int i = 0; i < rows; i++) {
        const int m = dice_roll(&w->dice, 0, 4), k = dice_roll(&w->dice, 1, 25);

        masters += m;
        workers += k;
        put_course(w, names->items[order[i]], m, k);
    }
    putf(w,
         "        <total><label>Итого</label><learners key=\"masters\">%d</learners><learners "
         "key=\"workers\">%d</learners></total>\n"
         "      </section>\n    </courses>\n",
         masters, workers);
}

void block_events(body *b)
{
    writer *w = b->w;
    const int rows = dice_roll(&w->dice, 3, 14);

    putf(w,
         "    <events id=\"b%d\" caption=\"numbered\">\n      <title>Встречи и проверки</title>\n  "
         "    <columns>\n",
         ++b->ids);
    put(w, "        <column role=\"date\" width=\"narrow\">Дата</column>\n        <column "
           "role=\"topic\" width=\"wide\">Тема</column>\n"
           "        <column role=\"leader\" width=\"medium\">Ведущий</column>\n"
           "        <column role=\"participants\" width=\"narrow\">Участники</column>\n      "
           "</columns>\n");
    for (int i = 0; i < rows; i++) {
        put(w, "      <event kind=\"meeting\">");
        say(w, "{@date}<topic>{event}</topic><leader>{@person}</leader>");
        putf(w, "<participants n=\"%d\"/></event>\n", dice_roll(&w->dice, 5, 180));
    }
    put(w, "    </events>\n");
}
