/* blocks.c - text, costs, abbreviations, the passport of a programme. */
#include <string.h>

#include "submission_int.h"

/* No sentence twice in a paragraph. */
static void put_paragraph(body *b)
{
    const word_list *sentences = words_list(b->w->words, "sentence");
    const int count = dice_roll(&b->w->dice, 3, 6);
    const int *order = dice_shuffle(&b->w->dice, (int)sentences->count, b->a);

    put(b->w, "      <p>");
    for (int i = 0; i < count; i++) {
        if (i)
            put(b->w, " ");
        say(b->w, sentences->items[order[i]]);
    }
    put(b->w, "</p>\n");
}

static void put_list(body *b)
{
    const word_list *items = words_list(b->w->words, "list-item");
    const int count = dice_roll(&b->w->dice, 3, 6);
    const int *order = dice_shuffle(&b->w->dice, (int)items->count, b->a);

    put(b->w, "      <p>");
    say_one(b->w, "list-intro");
    put(b->w, "</p>\n      <list>\n");
    for (int i = 0; i < count; i++) {
        put(b->w, "        <item><p>");
        say(b->w, items->items[order[i]]);
        put(b->w, i + 1 < count ? ";</p></item>\n" : ".</p></item>\n");
    }
    put(b->w, "      </list>\n");
}

void block_narrative(body *b, int paragraphs, const defect_set *defects)
{
    putf(b->w, "    <narrative id=\"b%d\">\n      <title>", ++b->ids);
    say_one(b->w, "narrative-title");
    put(b->w, "</title>\n");
    for (int i = 0; i < paragraphs; i++) {
        if (i % 4 == 3)
            put_list(b);
        else
            put_paragraph(b);
    }
    defects_put(b->w, defects, PLACE_P);
    put(b->w, "    </narrative>\n");
}

/* A plain table with a computed total, in thousands of roubles. */
void block_costs(body *b)
{
    const word_list *names = words_list(b->w->words, "cost");
    const int rows = dice_roll(&b->w->dice, 4, (int)names->count);
    const int *order = dice_shuffle(&b->w->dice, (int)names->count, b->a);
    int planned = 0, spent = 0;

    putf(b->w,
         "    <table id=\"b%d\" caption=\"numbered\">\n      <title>Расходы, тыс. руб.</title>\n",
         ++b->ids);
    put(b->w, "      <columns>\n        <column width=\"wide\">Вид расходов</column>\n"
              "        <group><heading>Сумма</heading>\n          <column width=\"narrow\" "
              "align=\"number\">План</column>\n"
              "          <column width=\"narrow\" align=\"number\">Факт</column>\n        "
              "</group>\n      </columns>\n");
    for (int i = 0; i < rows; i++) {
        const int plan = dice_roll(&b->w->dice, 20, 900),
                  fact = plan - dice_roll(&b->w->dice, 0, 15);

        planned += plan;
        spent += fact;
        putf(
            b->w,
            "      <row><cell><p>%s</p></cell><cell><p>%d</p></cell><cell><p>%d</p></cell></row>\n",
            names->items[order[i]], plan, fact);
    }
    putf(b->w,
         "      "
         "<total><cell><p>Итого</p></cell><cell><p>%d</p></cell><cell><p>%d</p></cell></total>\n   "
         " </table>\n",
         planned, spent);
}

/* Abbreviations are used in a paragraph before the list that explains them. */
void block_glossary(body *b)
{
    const word_list *list = words_list(b->w->words, "glossary");
    const int count = dice_roll(&b->w->dice, 2, 4);
    const int *order = dice_shuffle(&b->w->dice, (int)list->count, b->a);

    putf(b->w, "    <narrative id=\"b%d\">\n      <p>Сведения по разделам", ++b->ids);
    for (int i = 0; i < count; i++)
        putf(b->w, "%s %.*s", i ? "," : "", (int)strcspn(list->items[order[i]], "|"),
             list->items[order[i]]);
    put(b->w, " сверены с поставщиками данных.</p>\n    </narrative>\n    <glossary>\n      "
              "<title>Список сокращений</title>\n");
    for (int i = 0; i < count; i++) {
        const char *entry = list->items[order[i]], *expansion = strchr(entry, '|');

        putf(b->w, "      <entry><abbr>%.*s</abbr><expansion>%s</expansion></entry>\n",
             (int)(expansion - entry), entry, expansion + 1);
    }
    put(b->w, "    </glossary>\n");
}

static void put_entry(writer *w, const char *key, const char *name, const char *value)
{
    putf(w, "      <entry key=\"%s\"><name>%s</name><value><p>", key, name);
    say(w, value);
    put(w, "</p></value></entry>\n");
}

void block_passport(body *b)
{
    writer *w = b->w;
    const word_list *tasks = words_list(w->words, "task");
    const int *order = dice_shuffle(&w->dice, (int)tasks->count, b->a);

    putf(w, "    <passport id=\"b%d\">\n      <title>Паспорт программы</title>\n", ++b->ids);
    put_entry(w, "developer", "Разработчик", "{responsible}");
    put_entry(w, "executors", "Исполнители", "{body}; ООО «{contractor}»");
    put_entry(w, "goal", "Цель", "{goal}");
    put(w, "      <entry key=\"tasks\"><name>Задачи</name><value><list kind=\"number\">\n");
    for (int i = 0; i < 3; i++)
        putf(w, "        <item><p>%s%s</p></item>\n", tasks->items[order[i]], i < 2 ? ";" : ".");
    put(w, "      </list></value></entry>\n");
    put_entry(w, "period", "Срок",
              "<date from=\"2026\" to=\"2028\">2026–2028 годы</date>, в один этап");
    put_entry(w, "indicators", "Целевые показатели", "{indicator}");
    put_entry(
        w, "funding", "Объём и источники",
        "Районный бюджет: {100..900|тысяча рублей|тысячи рублей|тысяч рублей|thousand-rouble}");
    put_entry(w, "results", "Ожидаемые результаты",
              "{goal}; приведено в порядок {12..90|место|места|мест|place} отдыха");
    put(w, "    </passport>\n");
}
