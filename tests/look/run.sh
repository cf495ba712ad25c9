#!/bin/sh
# run.sh - what documents look like that are larger or odder than the samples: nothing is off the page or beyond its cell, nothing is
# torn apart. Each is rendered, and what the formatter has to say (L…) or the order of texts on the pages is compared. SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

document() { # what stands behind the metadata
    cat <<END
<document xmlns="urn:svod:document:1" id="look" kind="plan" lang="ru" edition="1">
  <metadata><title>План ухода за парком</title><docDate>2023-03-20</docDate></metadata>
  <period from="2023-03-20" to="2023-12-31"/>
$1
</document>
END
}

pages() { # render the document, print what the formatter says, or that there is no PDF, then each page as one line
    rm -f "$work/a.pdf"
    "$svod" render --lang=en "$1" -o "$work/a.pdf" 2>&1 | grep -o '\[L[0-9]*\]' | sort -u
    [ -f "$work/a.pdf" ] || echo '[no PDF]'
    pdftotext -layout "$work/a.pdf" - | tr -s ' \n' '  ' | tr '\f' '\n'
}

columns='<columns><column role="number" width="number">№</column><column role="name" width="wide">Работы</column><column role="deadline" width="narrow">Срок</column><column role="responsible" width="medium">Кто</column></columns>'

# ---- words that fit no line ----

document "<body><plan id=\"w\" numbering=\"continuous\">$columns<section>
<measure id=\"m1\"><name>Опрос https://example.org/forms/d/e/1QLSfDk3jH8sXqvbTrZ0mWcYp9aEuN7oLgViKxBtR2dJh5fQwCzA/view?usp=sf_link</name>
  <deadline kind=\"month\">Май</deadline><responsible>sadovyi.otdel.gorodskogo.parka@uprava-primer.ru</responsible></measure>
</section></plan></body>" >"$work/words.xml"
verdict "an address in a cell" "" "$(pages "$work/words.xml" | grep '^\[')"

# ---- columns that fit no page ----

verdict "many columns" "" "$(pages tests/rules/R73-pass.xml | grep '^\[')"

months() { # orientation, columns of numbers
    heads= cells=
    for i in $(seq "$2"); do
        heads="$heads<column width=\"narrow\" align=\"number\">$i</column>"
        cells="$cells<cell><p>7840$i,5</p></cell>"
    done
    document "<body><table orientation=\"$1\"><columns><column width=\"medium\">Сад</column>$heads</columns>
<row><cell><p>пос. Юбилейный</p></cell>$cells</row></table></body>" >"$work/months.xml"
    pages "$work/months.xml" | grep '^\['
}
verdict "a name beside many numbers" "" "$(months auto 15)"
verdict "on a portrait page" "" "$(months portrait 10)"

counted() { # columns of numbers in a table of measures
    heads= cells= rows=
    for i in $(seq "$1"); do
        heads="$heads<column role=\"other\" key=\"c$i\" width=\"short\" align=\"number\">Лип $i</column>"
        cells="$cells<cell key=\"c$i\"><p>$i</p></cell>"
    done
    for day in 'До 01.04.2024' '15.10.2024' 'Ежеквартально' '28 сентября' '25.10–03.11' '01.09.2024–15.12.2024'; do
        rows="$rows<measure id=\"m${#rows}\"><name>Посадка лип</name><deadline kind=\"exact\">$day</deadline><responsible>Садовник</responsible>$cells</measure>"
    done
    document "<body><plan id=\"w\" numbering=\"continuous\">${columns%</columns>}$heads</columns><section>$rows</section></plan></body>" >"$work/counted.xml"
    pages "$work/counted.xml" | grep '^\['
}
for n in 2 7 11; do verdict "days beside $n numbers" "" "$(counted $n)"; done

# ---- more items than letters ----

document "<body><narrative><list kind=\"letter\" closing=\"bracket\">$(for i in $(seq 52); do echo "<item><p>липа $i</p></item>"; done)</list></narrative></body>" >"$work/letters.xml"
verdict "their marks" "а) я) аа) ая) ба)" "$(pages "$work/letters.xml" | grep -o '^\[.*\|[^ ]*) липа [0-9]*' | grep '^\[\| 1$\| 25$\| 26$\| 50$\| 51$' | sed 's/ .*//' | xargs)"

# ---- many signatures ----

works='<body><plan id="w" numbering="continuous">'$columns'<section>
<measure id="m1"><name>Посадка лип</name><deadline kind="month">Май</deadline><responsible>Садовник</responsible></measure></section></plan></body>'
signatures() { # attributes
    for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
        echo "<signoff $1><position>Заместитель начальника управления садов, парков, бульваров и набережных администрации посёлка Верхние Пруды, смотритель сада номер $n.</position>
<person>А.Б. Липин</person></signoff>"
    done
}
approval='<approval form="person"><heading>УТВЕРЖДАЮ</heading><position>Глава посёлка</position><person>Е.Ж. Прудов</person></approval>'
for rank in '' 'rank="1"'; do
    document "$approval$works$(signatures "$rank")" >"$work/many.xml"
    pages "$work/many.xml" >"$work/pages"
    verdict "nothing is divided $rank" "" "$(grep '^\[' "$work/pages")"
    verdict "title and signatures beside the approval $rank" 1 "$(head -n 1 "$work/pages" | grep -c 'УТВЕРЖДАЮ.*План ухода.*Посадка лип.*номер 2\.')"
    verdict "a page begins with a whole block $rank" "" "$(sed 1d "$work/pages" | grep . | grep -v '^ *[0-9] Заместитель')"
done

# ---- ranks that come again, and of executors ----

signed() { # attributes name
    echo "<signoff $1><position>Смотритель</position><person>А.Б. $2</person></signoff>"
}
document "$approval$works$(signed 'rank="1"' Ивин)$(signed 'rank="1" role="signed"' Липин)$(signed 'rank="2"' Клёнов)$(signed 'rank="1"' Дубов)$(
    signed 'rank="3" role="executor"' Сосин)$(signed 'rank="3" role="executor"' Пихтин)" >"$work/ranks.xml"
verdict "each signs once, in order" "Ивин Липин Клёнов Дубов Сосин Пихтин" \
    "$(pages "$work/ranks.xml" | grep -o '^\[.*\|Ивин\|Липин\|Клёнов\|Дубов\|Сосин\|Пихтин' | tr '\n' ' ' | sed 's/ $//')"

# ---- what is said below a table stands below its rows, with the signatures too ----

below=0
for n in $(seq 20 60); do
    rows=$(for i in $(seq "$n"); do echo "<row><cell><p>$i</p></cell><cell><p>Липа</p></cell></row>"; done)
    document "<body><table id=\"t\"><columns><column width=\"number\">№</column><column width=\"wide\">Дерево</column></columns>$rows
<source>Опись парка</source><note><p>Счёт на 1 марта.</p></note></table></body><signoff><position>Садовник</position><person>А.Б. Липин</person></signoff>" >"$work/below.xml"
    pages "$work/below.xml" | grep 'Опись' | grep -q 'Липа.*Опись.*Счёт.*Липин' || below="$below $n"
done
verdict "a source and a note after the last row" 0 "$below"

torn=
for n in $(seq 14 30); do
    rows=$(for i in $(seq "$n"); do echo "<measure id=\"m$i\"><name>Липа</name><deadline kind=\"month\">Май</deadline></measure>"; done)
    document "<body><plan id=\"p\" numbering=\"continuous\">$columns<section>$rows<measure id=\"last\"><name>Первая<br/>б<br/>в<br/>г<br/>Пятая</name></measure>
</section><note><p>Счёт на 1 марта.</p></note></plan></body><signoff><position>Садовник</position><person>А.Б. Липин</person></signoff>" >"$work/torn.xml"
    pages "$work/torn.xml" | grep 'Счёт' | grep -q 'Первая.*Пятая.*Счёт.*Липин' || torn="$torn $n"
done
verdict "with the last row, which stays whole" "" "$torn"

# ---- a double name is divided where no line has room for it, and nowhere else ----

named() { # attributes of a signature, name: how it stands on the page
    document "<approval form=\"person\"><heading>УТВЕРЖДАЮ</heading><position>Директор</position><person>$2</person></approval>$works
<signoff $1><position>Заместитель начальника управления садов, парков и бульваров</position><person>$2</person></signoff>
<signoff $1><position>Садовник</position><person>$2</person></signoff>" >"$work/named.xml"
    pages "$work/named.xml" | grep -o "^\[.*\|$(echo "$2" | tr ' ' '.')" | sort | uniq -c | xargs
}
for ranked in '' 'rank="1"'; do
    verdict "a double name: $ranked" "3 Ё.Э. Дубравин-Заболотский" "$(named "$ranked" 'Ё.Э. Дубравин-Заболотский')"
    verdict "one that fits no line: $ranked" "" "$(named "$ranked" 'Ё.Э. Верхнедубравина-Новозаболотская-Садовникова')"
done
verdict "beside the mark of a signature" "1 Ё.Э. Дубравин-Заболотский" "$(named 'electronic="true"' 'Ё.Э. Дубравин-Заболотский')"

document "<body>${works#<body>}<signoff><position>Садовник</position><person>Ё.Э. Дубравин-Заболотский</person></signoff><agreementSheet/>" |
    sed 's|План ухода за парком|План ухода «Парк»|' >"$work/sheet.xml"
verdict "on the agreement sheet; its quotes in quotes" "1 1" \
    "$(pages "$work/sheet.xml" | grep 'Лист' >"$work/sheet"; grep -c 'Дубравин-.*Заболотский' "$work/sheet") $(grep -c '«План ухода „Парк“»' "$work/sheet")"
document "<approval form=\"act\"><heading>УТВЕРЖДЁН</heading><act kind=\"order\" date=\"2023-03-01\" number=\"4\">приказом от 01.03.2023 № 4</act></approval>$works<agreementSheet/>" >"$work/act.xml"
verdict "on the agreement sheet a dash where an act has no person" 1 "$(pages "$work/act.xml" | grep 'Лист' | grep -c '№ 4 *– *01.03.2023 *–')"

# ---- notes of what is printed a second time ----

note='<footnote>Сноска.</footnote>'
document "<contents/><body><plan id=\"w\" numbering=\"continuous\">$columns<section><title>Весна$note</title>
<measure id=\"m1\"><name>Посадка<br/>лип по <ref to=\"m2\"/><list><item><p>одна</p></item><item><p>две</p></item></list></name><deadline kind=\"month\">Май<footnote>Не в октябре 2023 года.</footnote></deadline></measure>
<measure id=\"m2\"><name>Полив</name><deadline kind=\"on-demand\">по заявкам$note</deadline></measure></section></plan>
<timeChart plan=\"w\"/><narrative><title>О работе <ref to=\"m2\"/> летом</title></narrative></body>
<signoff><position>Смотритель$note</position><person>А.Б. Ивин</person></signoff><agreementSheet/>" >"$work/again.xml"
pages "$work/again.xml" >"$work/pages"
verdict "each note once" 4 "$(grep -o 'Сноска\.\|Не в октябре\|^\[.*' "$work/pages" | wc -l)"
verdict "the chart has the marks, and whole words" 1 "$(grep -c 'Весна *$\|Мероприятие.*Посадка лип по 2 одна две.*по заявкам3' "$work/pages")"
verdict "numbers in the contents" 1 "$(grep -c 'О работе 2 летом \. ' "$work/pages")"
verdict "bars of what the deadline says" "Май" "$("$svod" render --dump=fo "$work/again.xml" -o - 2>/dev/null | grep -o 'svod:alt="[^"]*"' | cut -d'"' -f2 | sort -u)"

# ---- footnotes are numbered in the order of printing, each mark and each note ----

marks() { # text: one note with its number
    "$svod" render --lang=en "$work/notes.xml" -o "$work/a.pdf" 2>&1 | grep -o '\[L[0-9]*\]\|\[F[0-9]*\]'
    pdftotext -layout "$work/a.pdf" - | tr -s ' \n\f' ' ' | grep -o '[0-9]* сноска[0-9]*' | sort -n | tr ' \n' ': '
}
printed() { # number of a note, the same as its text is to have
    for n in $(seq "$1"); do
        printf '%s:сноска%s ' "$n" "$n"
    done
}
f() { echo "<footnote>сноска$1</footnote>"; }
document "<titlePage><issuer>Отдел$(f 1)</issuer><subtitle>вёсны$(f 3)</subtitle></titlePage><contents>Содержание$(f 4)</contents><body><glossary><title>Слова$(f 5)</title>
<entry><abbr>ЯЛ</abbr><expansion>ясень лесной$(f 7)</expansion></entry><entry><abbr>АЛ</abbr><expansion>акация лесная$(f 6)</expansion></entry></glossary>$(
    echo "$works" | sed 's/<body>//; s/<.body>//')</body><signoff role=\"executor\"><person>А.Б. Ивин$(f 9)</person></signoff><signoff><person>А.Б. Липин$(f 8)</person></signoff>
<agreementSheet>Лист$(f 10)</agreementSheet>" | sed "s|парком</title>|парком$(f 2)</title>|" >"$work/notes.xml"
verdict "notes of the document" "$(printed 10)" "$(marks)"
document "<body><indicators numbering=\"continuous\"><columns><column role=\"name\" width=\"wide\">Показатель</column><column role=\"value\" key=\"a\" width=\"medium\">2023</column>
<column role=\"section\" width=\"medium\">Раздел</column></columns><section><title>Деревья$(f 5)</title><indicator><name>Липы$(f 1)</name><source>Книга$(f 2)</source><value key=\"a\" n=\"5\">5$(f 4)</value>
<part><name>старые$(f 6)</name><source>Опись$(f 7)</source><value key=\"a\" n=\"5\">5$(f 8)</value></part><note><p>Без клёнов$(f 3)</p></note></indicator></section></indicators></body>" >"$work/notes.xml"
verdict "notes of indicators" "$(printed 8)" "$(marks)"
document "<body><courses sections=\"above\" numbering=\"continuous\"><columns><column role=\"place\" width=\"medium\">Где</column><column role=\"programme\" width=\"wide\">Программа</column>
<column role=\"institutions\" width=\"medium\">Сады</column><column role=\"person\" width=\"medium\">Кто</column><column role=\"learners\" key=\"k\" width=\"short\">Число</column></columns>
<section><title>Весна$(f 1)</title><course><programme>Посадка$(f 3)</programme><hours n=\"16\">16 ч$(f 4)</hours><place>Верхние Пруды$(f 2)</place>
<learner key=\"k\"><person>А.Б. Ивин$(f 6)</person><institutions>Сад № 3$(f 5)</institutions></learner></course></section></courses></body>" >"$work/notes.xml"
verdict "notes of courses" "$(printed 6)" "$(marks)"
verdict "who learns" 1 "$(pdftotext -layout "$work/a.pdf" - | grep -c 'Верхние.*Посадка.*16 ч.*Сад № 3.*А.Б. Ивин.* 1$')"

# ---- tables without titles ----

table='<table><columns><column width="wide">Сорт</column></columns><row><cell><p>Липа</p></cell></row></table>'
document "<body>$table$table$table</body>" >"$work/tables.xml"
verdict "space between tables" "apart apart" "$("$svod" render --dump=areas "$work/tables.xml" -o - 2>/dev/null |
    awk '$1 == "block" && $2 == "fo:table" { if (end) printf "%s%s", n++ ? " " : "", ($4 > end + 10 ? "apart" : "touching"); end = $4 + $6 }')"

# ---- a name as long as its line ----

document "$approval<agreement form=\"person\"><heading>СОГЛАСОВАНО</heading><position>Лесничий</position><person>А.А. Верхнепруд-Заболотский</person></agreement>$works" >"$work/name.xml"
"$svod" render "$work/name.xml" -o "$work/a.pdf" 2>/dev/null
verdict "its parts stand together" 1 "$(pdftotext -layout "$work/a.pdf" - | grep -c 'А\.А\. Верхнепруд-')"

# ---- a legend stays with its chart ----

rows() { # name from to
    n=$2
    while [ "$n" -le "$3" ]; do
        echo "<measure id=\"c$n\"><name>$1 $n</name><deadline kind=\"month\">Май</deadline><responsible>Садовник</responsible></measure>"
        n=$((n + 1))
    done
}
for rows in 22 23 24; do # 23 fill the page
    document "<body><plan id=\"w\" numbering=\"continuous\">$columns<section>$(rows Посадка 1 $rows)</section></plan><timeChart plan=\"w\"/></body>" >"$work/chart.xml"
    verdict "the legend of $rows bars" 1 "$(pages "$work/chart.xml" | grep 'время работы' | grep -c 'Посадка')"
done

document "<body><plan id=\"w\" numbering=\"continuous\">$columns<section>$(rows Посадка 1 3)</section></plan><timeChart plan=\"w\"/></body>" |
    sed 's/to="2023-12-31"/to="2026-02-28"/' >"$work/years.xml"
verdict "months of three years" "" "$(pages "$work/years.xml" | grep '^\[')"

# ---- sections without measures, and a list that is referred to ----

empty() { # title
    echo "<section><title>$1</title></section>"
}
work_of() { # title
    echo "<section level=\"2\"><title>$1</title><measure id=\"$1\"><name>Липы</name><deadline kind=\"month\">Май</deadline></measure></section>"
}
document "<body><plan id=\"w\" numbering=\"continuous\">$columns$(empty Первый)$(empty Второй)$(work_of Третий)$(work_of Четвёртый)$(empty Пятый)$(work_of Шестой)$(empty Седьмой)$(
    empty Восьмой)</plan><timeChart plan=\"w\"/><narrative><p><institutions id=\"schools\">Школы №№ 2, 7</institutions> на <ref to=\"schools\" show=\"page\"/>-й странице</p></narrative></body>" >"$work/empty.xml"
pages "$work/empty.xml" >"$work/pages"
verdict "titles in order, in the chart too" "Первый Второй Третий Четвёртый Пятый Шестой Седьмой Восьмой Первый Второй Третий Четвёртый Пятый Шестой" \
    "$(grep -o '^\[.*\|Первый\|Второй\|Третий\|Четвёртый\|Пятый\|Шестой\|Седьмой\|Восьмой' "$work/pages" | tr '\n' ' ' | sed 's/ $//')"
verdict "the list's page" 1 "$(grep -c 'на [0-9]-й странице' "$work/pages")"

# ---- numbers of sections, and a source beside thousands of rows ----

section() { # title, attributes
    echo "<section ${2:-}><title>$1</title><measure id=\"$1\"><name>Липы</name></measure></section>"
}
document "<body><plan id=\"w\" sectionNumbers=\"arabic\" numbering=\"continuous\">$columns$(section Ранний level=\"2\")$(section Первый)$(section Внутри level=\"2\")$(section Ещё level=\"2\")$(
    section Другой 'number="II."')$(section Там level=\"2\")</plan><narrative><p>Работы <ref to=\"Внутри\"/>, <ref to=\"Там\"/></p></narrative></body>" >"$work/sections.xml"
verdict "sections" "0.1. Ранний 1. Первый 1.1. Внутри 1.2. Ещё II. Другой 2.1. Там Работы 3, 6" \
    "$(pages "$work/sections.xml" | grep -o '^\[.*\|[0-9I.]* \(Ранний\|Первый\|Внутри\|Ещё\|Другой\|Там\)\|Работы [0-9].*[0-9]' | tr '\n' ' ' | sed 's/\xc2\xa0/ /g; s/ $//')"
{
    echo '<body><indicators numbering="continuous"><columns><column role="name" width="wide">Показатель</column><column role="source" width="medium">Откуда</column></columns><section>'
    echo '<indicator><name>Ели</name><source>Опись</source></indicator>'
    for n in $(seq 3000); do echo '<indicator><name>Липы</name><source same="true"/></indicator>'; done
    echo '<indicator><name>Дубы</name><source>Перепись</source></indicator></section></indicators></body>'
} >"$work/rows"
document "$(cat "$work/rows")" >"$work/same.xml"
verdict "one source" "Опись Перепись" "$(pages "$work/same.xml" | grep -o '^\[.*\|Опись\|Перепись' | tr '\n' ' ' | sed 's/ $//')"

# ---- numbers of a list ----

items() { # how many
    n=0
    while [ $((n += 1)) -le "$1" ]; do
        echo "<item><p>Липа</p></item>"
    done
}
for length in 99 100 1000; do
    document "<body><narrative><list kind=\"number\">$(items $length)</list></narrative></body>" >"$work/list.xml"
    verdict "a list of $length" "1" "$(pages "$work/list.xml" | grep -v '^\[' | grep -c " $length\. Липа")$(pages "$work/list.xml" | grep '^\[')"
done

# ---- contents: the dots of an entry that fills its line ----

for n in $(seq 16); do
    title="План ухода за липами, клёнами и берёзами города и пригород$(printf 'о%.0s' $(seq $n))"
    document "<contents/><body><narrative><title>$title</title><p>Осмотр.</p></narrative></body>" >"$work/contents.xml"
    "$svod" render "$work/contents.xml" -o "$work/a.pdf" 2>/dev/null
    pdftotext -layout "$work/a.pdf" - | grep '^[ .]*1$'
done >"$work/alone"
verdict "dots never stand alone" "" "$(cat "$work/alone")"

# ---- the title on the agreement sheet ----

document "<body><narrative><p>Осмотр.</p></narrative></body><agreementSheet/>" |
    sed 's/План ухода за парком/Отчёт о благоустройстве набережных Верхнепрудского района области за прошлый год/' >"$work/sheet.xml"
"$svod" render "$work/sheet.xml" -o "$work/a.pdf" 2>/dev/null
verdict "its words are not divided" "" "$(pdftotext -layout -f 2 "$work/a.pdf" - | grep -e '-$')"

# ---- lists in lists in lists ----

nested() { # levels, kind
    printf '<list kind="%s"><item><p>Липа %s</p>' "$2" "$1"
    [ "$1" = 1 ] || nested $(($1 - 1)) "$2"
    printf '</item></list>'
}
for kind in number none; do
    document "<body><narrative>$(nested 40 $kind)</narrative></body>" >"$work/nested.xml"
    verdict "forty levels: $kind" "40" "$(pages "$work/nested.xml" | grep -o 'Липа [0-9]*\|^\[.*' | wc -l)"
done

# ---- what lies above and below by z-index ----

colour() { # of the point of the page, in pt from its upper left corner: as red, green and blue
    pdftoppm -r 72 -f "$1" -l "$1" -x "$2" -y "$3" -W 1 -H 1 "$work/z.pdf" | tail -c 3 | od -An -tx1 | tr -d ' '
}
"$svod" fo tests/golden/fo/stacking.fo -o "$work/z.pdf" 2>/dev/null
verdict "a clipped area with an index above one without" ff0000 "$(colour 2 60 45)"
verdict "it stays clipped" ffffff "$(colour 2 105 35)"
verdict "what is not covered shows" ffff00 "$(colour 2 30 57)"
verdict "a turned area with an index above one without" 00ff00 "$(colour 2 65 120)"
verdict "what is not covered by it" c0c0c0 "$(colour 2 73 120)"
verdict "an area in it above its text" 00ffff "$(colour 2 55 83)"

verdicts
