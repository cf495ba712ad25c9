/* report_districts.c - what the consolidated report says of the districts: who sent in what, who
 * did not, and the counts of each. */
#include <string.h>

#include "base/utf8.h"
#include "base/paths.h"
#include "merge/report.h"
#include "text/date.h"

/* ---- which table a column is in ---- */

/* The block of counts by district has whole numbers only, none below zero, and adds them up in
 * floating point. */
static bool can_count(const merge *m, size_t column)
{
    const number most = {INT64_C(1000000000000000), 0};
    number all = {0, 0};

    if (m->columns[column].op != OPERATOR_SUM)
        return false;
    for (size_t i = 0; i < m->district_count; i++) {
        const number sum = m->districts[i].sums[column];
        if (m->districts[i].too_large[column] || sum.units < 0 ||
            number_compare(number_round(sum, 0), sum) != 0 || !number_add(all, sum, &all))
            return false;
    }
    return number_compare(all, most) < 0;
}

void report_choose(writing *w)
{
    for (size_t i = 0; i < w->m->column_count; i++)
        w->m->columns[i].counted = can_count(w->m, i);
}

/* Sums that are no counts have a table of their own. */
static bool is_amount(const merge *m, size_t column)
{
    return m->columns[column].op == OPERATOR_SUM && !m->columns[column].counted;
}

static size_t count_amounts(const merge *m)
{
    size_t n = 0;

    for (size_t i = 0; i < m->column_count; i++)
        n += is_amount(m, i);
    return n;
}

/* ---- who reported, and of what nobody did ---- */

static size_t submitted(const merge *m)
{
    size_t n = 0;

    for (size_t i = 0; i < m->district_count; i++)
        n += m->districts[i].from != NULL;
    return n;
}

static void write_missing(writing *w)
{
    size_t left = w->m->district_count - submitted(w->m);

    report_put(w, "<p>Не представили отчёты:</p>\n<list>\n");
    for (size_t i = 0; i < w->m->district_count; i++)
        if (!w->order[i]->from) {
            report_put(w, "<item><p>");
            report_text(w, w->order[i]->name);
            report_put(w, --left ? ";</p></item>\n" : ".</p></item>\n");
        }
    report_put(w, "</list>\n");
}

/* Nobody says anything about them: each by its number in the table. */
static void write_unreported(writing *w)
{
    size_t count = 0;

    for (size_t i = 0; i < w->m->measure_count; i++) {
        if (w->m->measures[i].reports)
            continue;
        strbuf_printf(w->xml, "%s<ref to=\"%s\"/>",
                      count++ ? ", " : "<p>Ни в одном отчёте нет сведений о мероприятиях: ",
                      w->m->measures[i].id);
    }
    report_put(w, count ? ".</p>\n" : "");
}

/* Figures that nobody has signed: whoever signs the report should know. */
static void write_drafts(writing *w)
{
    size_t drafts = 0;

    for (size_t i = 0; i < w->m->district_count; i++)
        drafts += w->order[i]->from && w->order[i]->from->draft;
    if (drafts)
        strbuf_printf(
            w->xml,
            "<p>Отчёты, которые представлены в виде проектов (не согласованы, не утверждены "
            "и не подписаны): %zu; они отмечены в таблице <ref to=\"svod-sources\"/>.</p>\n",
            drafts);
}

static void write_left_out(writing *w)
{
    if (w->m->refused_count)
        strbuf_printf(w->xml, "<p>Не приняты файлы с ошибками: %zu.</p>\n", w->m->refused_count);
    if (w->m->left_out)
        strbuf_printf(w->xml, "<p>Не учтены строки и значения с ошибками: %zu.</p>\n",
                      w->m->left_out);
}

void report_coverage(writing *w)
{
    merge *m = w->m;
    const size_t came = submitted(m), all = m->district_count;

    report_put(w, "<narrative>\n<p>");
    if (*m->from)
        strbuf_printf(w->xml, "Отчётный период: %s – %s. ", date_iso_numeric(m->mem, m->from),
                      date_iso_numeric(m->mem, m->to));
    strbuf_printf(w->xml, "Отчёты представили муниципальные образования: %zu из %zu. ", came, all);
    if (came)
        strbuf_printf(w->xml,
                      "Итоги по муниципальным образованиям приведены в таблице <ref "
                      "to=\"svod-districts\"/>, %sвыполнение мероприятий – в таблице <ref "
                      "to=\"svod-measures\"/>, источники сведений – в таблице <ref "
                      "to=\"svod-sources\"/>. Показатели вычислены по представленным отчётам.",
                      count_amounts(w->m) ? "суммы – в таблице <ref to=\"svod-amounts\"/>, " : "");
    else
        report_put(w, "Мероприятия приведены в таблице <ref to=\"svod-measures\"/>, источники "
                      "сведений – в таблице <ref to=\"svod-sources\"/>.");
    report_put(w, "</p>\n");
    write_unreported(w);
    write_drafts(w);
    write_left_out(w);
    if (came < all)
        write_missing(w);
    report_put(w, "</narrative>\n");
}

/* ---- from what ---- */

static void write_source(writing *w, const merge_district *d, size_t row)
{
    enum { DIGITS = 12 }; /* of the digest: all of them stand in the CSV */

    strbuf_printf(w->xml, "<row><cell><p>%zu.</p></cell><cell>", row);
    report_element(w, "p", d->short_name);
    report_put(w, "</cell><cell><p>");
    report_text(w, d->from->title);
    report_put(w, ", ");
    report_text(w, date_iso_numeric(w->m->mem, d->from->date));
    report_put(w, d->from->draft ? " (проект)" : "");
    report_put(w, "</p></cell><cell>");
    report_element(w, "p", path_name(d->from->path));
    strbuf_printf(w->xml, "</cell><cell><p>%.*s</p></cell></row>\n", DIGITS, d->from->digest);
}

void report_sources(writing *w)
{
    size_t row = 0;

    report_put(w, "<table id=\"svod-sources\" caption=\"numbered\">\n<title>Источники "
                  "сведений</title>\n<columns>\n"
                  "<column width=\"number\" align=\"center\">№ п/п</column>\n<column "
                  "width=\"medium\">Муниципальное "
                  "образование</column>\n<column width=\"wide\">Документ</column>\n<column "
                  "width=\"narrow\">Файл</column>\n<column width=\"narrow\">Контрольная сумма "
                  "(начало)</column>\n"
                  "</columns>\n");
    for (size_t i = 0; i < w->m->district_count; i++)
        if (w->order[i]->from)
            write_source(w, w->order[i], ++row);
    if (!row)
        report_put(w, "<row><cell columns=\"5\"><p>Отчётов нет</p></cell></row>\n");
    report_put(w, "</table>\n");
}

/* ---- by district ---- */

static void write_district(writing *w, const merge_district *d)
{
    report_put(w, "<district>");
    report_element(w, "name", d->short_name);
    strbuf_printf(w->xml, "<value key=\"svod-measures\">%zu</value>", d->from->measures);
    for (size_t i = 0; i < w->m->column_count; i++)
        if (w->m->columns[i].counted && d->counted[i])
            strbuf_printf(w->xml, "<value key=\"%s\">%lld</value>", w->m->columns[i].key,
                          (long long)number_round(d->sums[i], 0).units);
    report_put(w, "</district>\n");
}

/* False: it is too large, or not all of it is known. */
static bool add_all(const merge *m, size_t column, number *sum)
{
    bool ok = true;

    *sum = (number){0, 0};
    for (size_t i = 0; i < m->district_count && ok; i++)
        ok = !m->districts[i].too_large[column] &&
             number_add(*sum, m->districts[i].sums[column], sum);
    return ok;
}

static size_t longest_word(const char *s)
{
    size_t longest = 0, letters;

    for (size_t n; *s; s += n + (s[n] != '\0')) {
        n = strcspn(s, " ");
        letters = utf8_count(s, n);
        longest = letters > longest ? letters : longest;
    }
    return longest;
}

/* Where heading and numbers are short, the room is the names'. */
static const char *width_of(const merge *m, size_t column)
{
    enum { LETTERS = 10, DIGITS = 9 }; /* that fit a short column, also of the total */
    const merge_column *c = &m->columns[column];
    const char *total;
    number sum;

    if (longest_word(c->title) > LETTERS || !add_all(m, column, &sum))
        return "narrow";
    total = number_format(m->mem, sum);
    return utf8_count(total, strlen(total)) > DIGITS ? "narrow" : "short";
}

void report_districts(writing *w)
{
    if (!submitted(w->m))
        return;
    report_put(
        w, "<clusters id=\"svod-districts\" caption=\"numbered\">\n<title>Итоги по муниципальным "
           "образованиям</title>\n<columns>\n<column role=\"number\" width=\"number\">№ п/п"
           "</column>\n<column role=\"name\" width=\"wide\">Муниципальное образование"
           "</column>\n<column role=\"value\" key=\"svod-measures\" width=\"narrow\">Мероприятий в "
           "отчёте</column>\n");
    for (size_t i = 0; i < w->m->column_count; i++)
        if (w->m->columns[i].counted) {
            strbuf_printf(w->xml,
                          "<column role=\"value\" key=\"%s\" width=\"%s\" "
                          "empty=\"zero\">%s</column>\n",
                          w->m->columns[i].key, width_of(w->m, i), w->m->columns[i].heading);
        }
    report_put(w, "</columns>\n");
    for (size_t i = 0; i < w->m->district_count; i++)
        if (w->order[i]->from)
            write_district(w, w->order[i]);
    report_put(w, "<total><label>Всего</label></total>\n</clusters>\n");
}

/* ---- sums by district ---- */

/* Of one column all have as many decimals. */
static int decimals_of(const merge *m, size_t column)
{
    int most = 0;

    for (size_t i = 0; i < m->district_count; i++)
        if (m->districts[i].sums[column].decimals > most)
            most = m->districts[i].sums[column].decimals;
    return most;
}

static void write_amount(writing *w, bool known, number sum, size_t column)
{
    const number none = {0, decimals_of(w->m, column)};

    report_put(w, "<cell>");
    report_element(w, "p",
                   known && number_add(sum, none, &sum) ? number_format(w->m->mem, sum) : "–");
    report_put(w, "</cell>");
}

static void write_amounts(writing *w, const merge_district *d, size_t row)
{
    strbuf_printf(w->xml, "<row><cell><p>%zu.</p></cell><cell>", row);
    report_element(w, "p", d->short_name);
    report_put(w, "</cell>");
    for (size_t i = 0; i < w->m->column_count; i++)
        if (is_amount(w->m, i))
            write_amount(w, d->counted[i] && !d->too_large[i], d->sums[i], i);
    report_put(w, "</row>\n");
}

static void write_total(writing *w)
{
    report_put(w, "<total><cell columns=\"2\"><p>Всего</p></cell>");
    for (size_t i = 0; i < w->m->column_count; i++) {
        number sum;
        if (is_amount(w->m, i)) {
            const bool known = add_all(w->m, i, &sum);
            write_amount(w, known, sum, i);
        }
    }
    report_put(w, "</total>\n");
}

void report_amounts(writing *w)
{
    size_t row = 0;

    if (!count_amounts(w->m))
        return;
    report_put(w, "<table id=\"svod-amounts\" caption=\"numbered\">\n<title>Суммы по муниципальным "
                  "образованиям</title>\n<columns>\n<column width=\"number\" align=\"center\">№ п/п"
                  "</column>\n<column width=\"wide\">Муниципальное образование</column>\n");
    for (size_t i = 0; i < w->m->column_count; i++)
        if (is_amount(w->m, i))
            strbuf_printf(w->xml, "<column width=\"narrow\" align=\"number\">%s</column>\n",
                          w->m->columns[i].heading);
    report_put(w, "</columns>\n");
    for (size_t i = 0; i < w->m->district_count; i++)
        if (w->order[i]->from)
            write_amounts(w, w->order[i], ++row);
    write_total(w);
    report_put(w, "</table>\n");
}
