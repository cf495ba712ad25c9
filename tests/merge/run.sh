#!/bin/bash
# run.sh - svod merge: every figure of the consolidated report is computed here once more; submissions that cannot be taken, cells
# that cannot be counted. SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")" || exit 1
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# All submissions here are drafts; that this is told (M34) has tests of its own.
merge() {
    "$svod" merge --lang=en --plan "$@" 2>"$work/said"
    local status=$?
    grep -v '\[M34\]' "$work/said" >"$work/err"
    return $status
}
codes() { grep -o '\[M[0-9]*\]' "$work/err" | tr -d '[]' | sort | uniq -c | awk '{print $2 (($1 > 1) ? "*" $1 : "")}' | xargs; }
# what is said with a code, without the folder of the test
told() { sed -n "s#$work/##g; s/\xc2\xa0/ /g; /$1/p" "$work/err"; }
# measure, column, number of each cell of a report: numbers as they are printed, but for the signs between the digits
cells() { tr -d '\n' <"$1" | sed 's/\xc2\xa0//g' | sed 's/<measure id="/\n/g' | awk -F'"' 'NR > 1 { m = $1; s = $0; while (match(s, /<cell key="[^"]*"><p>[^<]*</)) { c = substr(s, RSTART, RLENGTH); s = substr(s, RSTART + RLENGTH); split(c, k, /"/); v = c; sub(/.*<p>/, "", v); sub(/<$/, "", v); gsub(/ | | %|%/, "", v); gsub(/−/, "-", v); print m, k[2], v } }'; }
# district, measures, sum, max-sum of each row of the table by district
by_district() { sed 's/\xc2\xa0//g' "$1" | sed -n 's/^<district><name>\([^<]*\)<\/name><value key="svod-measures">\([^<]*\)<.*<value key="sum">\([^<]*\)<.*<value key="max-sum">\([^<]*\)<.*/\1|\2|\3|\4/p'; }

# ---- numbers ----
mkdir "$work/many"
awk -v districts=27 -v measures=12 -v folder="$work/many" -f district.awk
merge "$work/many/plan.xml" "$work"/many/[0-9]*.xml -o "$work/svod.xml"
verdict "status" "0 " "$? $(codes)"
verdict "every number" "" "$(diff <(sort "$work/many/wanted") <(cells "$work/svod.xml" | sort))"
verdict "by district: sums of all columns" "" "$(diff <(sort "$work/many/wanted-districts") <(by_district "$work/svod.xml" | sort))"
verdict "the report is right itself" 0 "$("$svod" check "$work/svod.xml" >/dev/null 2>&1; echo $?)"
verdict "and can be rendered" 0 "$("$svod" render "$work/svod.xml" -o "$work/svod.pdf" 2>/dev/null; echo $?)"
verdict "its totals are those of its rows" "" "$(pdftotext -layout "$work/svod.pdf" - | awk '/Итоги по муниципальным/ { on = 1 } on && /Район/ { n++ } on && /^ *Всего +324 / { print (n == 27) ? "" : n; exit }')"
verdict "where each figure comes from" $((27 * 12 * 6)) "$(tail -n +2 "$work/svod.provenance.csv" | wc -l)"
verdict "words of many districts are in an appendix" "12 324 12" "$(grep -c '<result><p>Отчётов: 27 (с. <ref to="svod-m[0-9]*-[0-9]*" show="page"/>)</p></result>' "$work/svod.xml") $(sed -n '/<appendix/,$p' "$work/svod.xml" | grep -c '<runIn>') $(sed -n '/<appendix/,$p' "$work/svod.xml" | grep -c '<heading')"
verdict "… where the cell says" 1 "$(page=$(pdftotext -layout "$work/svod.pdf" - | tr '\n' ' ' | sed -n 's/.*Отчётов: 27 *(с\. \([0-9]*\)).*/\1/p'); pdftotext -f "$page" -l "$page" "$work/svod.pdf" - | grep -m1 -c '^Работа 12$')"
field() { sed -n 's/^"m7";"sum";"Район 4";/&/p' "$work/svod.provenance.csv" | tr -d '"\r' | cut -d';' -f"$1"; }
verdict "… the file, the line, its digest" "$(sha256sum "$work/many/004.xml" | cut -d' ' -f1)" "$(field 8)"
verdict "… which holds it" "$(field 4)" "$(sed -n "$(field 6)p" "$work/many/004.xml" | sed 's/.*<cell key="sum"><p>\([0-9  ]*\).*/\1/' | tr -d '  ')"
merge "$work/many/plan.xml" $(ls -r "$work"/many/[0-9]*.xml) -o "$work/back.xml"
verdict "the order of files does not matter" same "$(cmp -s "$work/svod.xml" "$work/back.xml" && echo same)"

# ---- words: the sample ----
cd "$here/../../samples/merge" || exit 1
merge plan.xml submissions/*.xml -o "$work/sample.xml"
verdict "one has not submitted, one not all" "0 M13 M14" "$? $(codes)"
verdict "who has not" 1 "$(grep -c '<item><p>Егорьинский район[.]</p></item>' "$work/sample.xml")"
verdict "a list with its marks" "Берестовский район; Егорьинский район; городской округ Заозёрск." "$(merge plan.xml submissions/yolkino.xml -o - | sed -n 's|<item><p>\(.*[;.]\)</p></item>|\1|p' | xargs)"
verdict "measures without any report are named" '<p>Ни в одном отчёте нет сведений о мероприятиях: <ref to="m2"/>.</p>' "$(merge plan.xml submissions/yolkino.xml -o - | grep 'Ни в одном')"
verdict "who signed the plan has a place to sign" "Л.С. Вересова" "$(sed -n '/<signoff>/,$s/.*<person>\([^<]*\).*/\1/p' "$work/sample.xml")"
verdict "each name once, by the alphabet" "Берестово; Ёлкино; Заозёрск; Лозы" "$(sed -n 's/.*<cell key="places"><p>\([^<]*\).*/\1/p' "$work/sample.xml" | head -n 1)"
sed 's/Берестово, Лозы/«Заря»/' submissions/berestovo.xml >"$work/b.xml"
sed 's/<p>Ёлкино</<p>Заря</' submissions/yolkino.xml >"$work/y.xml"
sed 's/<p>Заозёрск</<p>«Заря»; "Заря"</' submissions/zaozersk.xml >"$work/z.xml"
verdict "also where two differ in quotes" '&quot;Заря&quot;; «Заря»; Заря' "$(merge plan.xml "$work"/[byz].xml -o - | sed -n 's/.*<cell key="places"><p>\([^<]*\).*/\1/p' | head -n 1)"
places() { # name, content of the cell, names wanted besides those of others
    sed "s#<p>Берестово, Лозы</p>#$2#" submissions/berestovo.xml >"$work/b.xml"
    verdict "names: $1" "$3" "$(merge plan.xml "$work/b.xml" -o - | sed -n 's/.*<cell key="places"><p>\([^<]*\).*/\1/p' | head -n 1)"
}
places "paragraphs" "<p>Лозы</p><p>Бор, Арск.</p>" "Арск; Бор; Лозы"
places "marks of a list" "<list><item><p>Лозы;</p></item><item><p>Бор,</p></item><item><p>Лозы.</p></item></list>" "Бор; Лозы"
places "words before a list" "<p>Бор</p><list><item><p>Арск, школа</p></item></list>" "Арск, школа; Бор"
places "commas in quotes and brackets" '<p>Дом «Радуга, 2», "Юность, 3", Бор (школы 1, 2), Арск</p>' 'Арск; Бор (школы 1, 2); Дом «Радуга, 2»; &quot;Юность, 3&quot;'
places "quotes that are not closed" '<p>«Радуга, Бор</p>' 'Бор; «Радуга'
sed 's/Берестово, Лозы/Школа\xc2\xa0№\xc2\xa02/' submissions/berestovo.xml >"$work/b.xml"
sed 's/<p>Ёлкино</<p>Школа № 2</' submissions/yolkino.xml >"$work/y.xml"
verdict "also where two differ in spaces" 'Заозёрск; Школа № 2' "$(merge plan.xml "$work"/[by].xml submissions/zaozersk.xml -o - | sed -n 's/.*<cell key="places"><p>\([^<]*\).*/\1/p' | head -n 1)"
mkdir -p "$work/half/svod.provenance.csv"
merge plan.xml submissions/*.xml -o "$work/half/svod.xml"
verdict "no report without its provenance" "5 svod.provenance.csv" "$? $(ls -A "$work/half")"
verdict "results by district, by the alphabet" "Берестовский район Ёлкинский район г. Заозёрск" "$(sed -n '/id="m1"/,/<\/measure>/s/.*<p><runIn>\([^:]*\):.*/\1/p' "$work/sample.xml" | xargs)"
verdict "a mean is of sums" "173,7" "$(sed -n 's/.*<cell key="mean"><p>\([^<]*\).*/\1/p' "$work/sample.xml" | head -n 1 | tr -d '  ')"
verdict "the report is right itself" "0" "$("$svod" check "$work/sample.xml" >/dev/null 2>&1; echo $?)"
verdict "the plan may want them there" "1 3" "$(sed 's/merge="list"/merge="appendix"/' plan.xml >"$work/plan.xml"; merge "$work/plan.xml" submissions/*.xml -o "$work/one.xml"; grep -c '<result><p>Отчётов: 2 ' "$work/one.xml") $(grep -c '<heading level="2" id="svod-m' "$work/one.xml")"
verdict "title and date as asked" "Итоги 2026-02-01" "$(merge plan.xml submissions/*.xml -o - --title Итоги --date 2026-02-01 | sed -n 's/.*<title>\(Итоги\)<.*/\1/p; s/.*<docDate>\([^<]*\).*/\1/p' | xargs)"

# ---- where submissions lie: as svod batch takes documents ----
mkdir -p "$work/in/sub/deep" "$work/in/empty"
cp submissions/berestovo.xml submissions/yolkino.xml "$work/in/sub"
cp submissions/zaozersk.xml "$work/in/sub/deep"
cp plan.xml "$work/in"
printf '<root xmlns="http://www.w3.org/1999/XSL/Format"/>' >"$work/in/sub/page.fo"
printf '# районы\nsub/*.xml\n\nsub/deep\n' >"$work/in/all.list"
printf 'path;name\nsub/berestovo.xml;a\nsub/yolkino.xml;b\nsub/deep/zaozersk.xml;c\n' >"$work/in/table.csv"
printf '{"path":"sub/berestovo.xml"}\n{"path":"sub/yolkino.xml"}\n{"path":"sub/deep/zaozersk.xml"}\n' >"$work/in/table.ndjson"
merge plan.xml submissions/*.xml -o "$work/files.xml"
taken() { # name, operands
    (cd "$work/in" && merge plan.xml "${@:2}" -o "$work/taken.xml")
    verdict "$1" "0 M13 M14 same" "$? $(codes) $(cmp -s "$work/files.xml" "$work/taken.xml" && echo same)"
}
taken "a folder, and what lies deeper" sub
taken "a pattern" 'sub/*.xml' 'sub/*/z*.xml'
taken "a list" @all.list
taken "a table" table.csv
taken "a table, an object a line" table.ndjson
taken "the same by several ways" sub @all.list table.csv sub/yolkino.xml
cp plan.xml "$work/in/sub/deep/plan.xml"
(cd "$work/in" && merge sub/deep/plan.xml sub -o "$work/taken.xml")
verdict "the plan is no submission" "0 M13 M14 same" "$? $(codes) $(cmp -s "$work/files.xml" "$work/taken.xml" && echo same)"
rm "$work/in/sub/deep/plan.xml"
mkdir "$work/in/sub/letters"
cp submissions/berestovo.xml "$work/in/sub/letters"
(cd "$work/in" && merge plan.xml sub -o "$work/taken.xml")
verdict "no names clash" "2 M06 M13 M14" "$? $(codes)"
rm -r "$work/in/sub/letters"
refused() { # name, operands
    rm -f "$work/taken.xml"
    (cd "$work/in" && merge plan.xml "${@:3}" -o "$work/taken.xml")
    verdict "$1" "64 $2 no" "$? $(cat "$work/err") $(test -e "$work/taken.xml" && echo yes || echo no)"
}
refused "an empty folder" "svod: fatal: there is no document to take: empty [B01]" empty
refused "a pattern without a match" "svod: fatal: there is no document to take: sub/x*.xml [B01]" 'sub/x*.xml'
(cd "$work/in" && merge plan.xml @none.list -o "$work/taken.xml")
verdict "a list that is not there" "64 none.list: fatal: cannot open the file: there is no such file or folder [G01]" "$? $(cat "$work/err")"
(cd "$work/in" && merge plan.xml sub -o sub/yolkino.xml)
verdict "no submission is written over" "64 G28 same" "$? $(grep -o 'G28' "$work/err") $(cmp -s submissions/yolkino.xml "$work/in/sub/yolkino.xml" && echo same)"
(cd "$work/in" && merge plan.xml sub -o sub/svod.xml && cp sub/svod.xml first.xml && merge plan.xml sub -o sub/svod.xml)
verdict "an earlier report is replaced, and is no submission" "0 same" "$? $(cmp -s "$work/in/first.xml" "$work/in/sub/svod.xml" && echo same)"
rm "$work/in/sub/svod.xml" "$work/in/sub/svod.provenance.csv"
mv "$work/in/sub/yolkino.xml" "$work/in/sub/$(printf '\250').xml"
(cd "$work/in" && merge plan.xml sub -o "$work/taken.xml")
verdict "a name that is not UTF-8" "2 M13*2 B14 1" "$? $(codes) $(grep -o B14 "$work/err") $(grep -c 'Не приняты файлы с ошибками: 1' "$work/taken.xml")"
mkfifo "$work/in/sub/pipe.xml"
ln -s pipe.xml "$work/in/sub/way.xml"
(cd "$work/in" && timeout 20 "$svod" merge --lang=en --plan plan.xml sub -o "$work/taken.xml" 2>"$work/err")
verdict "a pipe in the folder is told, and not waited for" "2 pipe.xml way.xml" "$? $(sed -n 's|^sub/\([a-z.]*\): fatal: .*this is not a file \[G01\]$|\1|p' "$work/err" | sort | xargs)"
rm "$work/in/sub/pipe.xml" "$work/in/sub/way.xml"

# ---- drafts ----
mkdir "$work/drafts"
cp submissions/*.xml "$work/drafts"
drafts() { sed -n "s#^$work/drafts/##; /M34/p" "$work/said"; }
approve() { "$svod" approve "$work/drafts/$1.xml" --as "$2" --date "$3" --position Директор --person 'А.Б. Рощина' >/dev/null 2>&1 || echo "$1 is not $2"; }
verdict "sign-offs" "" "$(approve berestovo signed 2026-01-12; approve yolkino approved 2026-01-13)"
sed -i 's/<p>215</<p>216</' "$work/drafts/yolkino.xml"
merge plan.xml "$work/drafts" -o "$work/drafts.xml"
verdict "drafts: not signed, and changed since it was approved" "0
yolkino.xml:2:1: warning: the submission of «Ёлкинский район» is a draft: as it stands it has been neither agreed, approved nor signed; it counts all the same [M34]
zaozersk.xml:2:1: warning: the submission of «городской округ Заозёрск» is a draft: as it stands it has been neither agreed, approved nor signed; it counts all the same [M34]" "$?
$(drafts)"
verdict "… on its first page and among its sources" "1 2" "$(grep -c 'в виде проектов (.*): 2; они отмечены в таблице <ref to="svod-sources"/>' "$work/drafts.xml") $(grep -c '(проект)</p>' "$work/drafts.xml")"
verdict "… and for each figure" '"Ёлкинский район" "draft"
"Берестовский район" "signed"
"г. Заозёрск" "draft"' "$(tail -n +2 "$work/drafts.provenance.csv" | tr -d '\r' | sed 's/^"[^"]*";"[^"]*";\("[^"]*"\);.*;/\1 /' | LC_ALL=C sort -u)"
verdict "the report is right itself" 0 "$("$svod" check "$work/drafts.xml" >/dev/null 2>&1; echo $?)"

# ---- what stays as in the plan ----
kept() { # name, sed script on the plan, what the report has to have
    sed "$2" plan.xml >"$work/plan.xml"
    merge "$work/plan.xml" submissions/*.xml -o "$work/kept.xml"
    verdict "$1" "1 0" "$(grep -c "$3" "$work/kept.xml") $("$svod" check "$work/kept.xml" >/dev/null 2>&1; echo $?)"
}
own='s#2025 год</deadline><responsible>Районные библиотеки</responsible>#'
kept "a cell of a column that is not put together" "s/merge=\"union\"/merge=\"none\"/; $own&<cell key=\"places\"><p>Бюджет области</p></cell>#" '^<cell key="places"><p>Бюджет области</p></cell>$'
kept "a result" "s/merge=\"list\"/merge=\"none\"/; $own&<result state=\"given\"><p>Ждём книг</p></result>#" '^<result state="given"><p>Ждём книг</p></result>$'
kept "a note" "$own&<note><p>с июля</p></note>#" '^<note><p>с июля</p></note>$'
kept "a number that the author wrote" 's/id="m1"/& number="1.1."/' '<measure id="m1" number="1.1.">'
kept "dots behind numbers" 's/<plan /&numberDot="never" /' '<plan id="svod-measures" .* numberDot="never">'

# ---- what cannot be taken ----
one() { # name, sed script on a submission, codes wanted
    sed "$2" submissions/berestovo.xml >"$work/one.xml"
    merge plan.xml "$work/one.xml" submissions/yolkino.xml submissions/zaozersk.xml -o "$work/one.svod.xml"
    status=$?
    verdict "$1" "$3" "$status $(codes)"
    verdict "$1: the others are there" 2 "$(($(grep -c '<district><name>' "$work/one.svod.xml") - $(grep -c '<district><name>Берестовский' "$work/one.svod.xml")))"
}
one "another period" 's/to="2025-12-31"/to="2025-11-30"/' "2 M07 M13*2 M14"
sed 's/2025-01-01/2024-01-01/; s/2025-12-31/2024-12-31/' submissions/berestovo.xml >"$work/last.xml"
merge plan.xml submissions/*.xml "$work/last.xml" -o "$work/one.svod.xml"
verdict "last year's beside this year's" "2 M07 M13 M14" "$? $(codes)"
ln -s "$PWD/submissions/yolkino.xml" "$work/link.xml"
merge plan.xml submissions/*.xml submissions/berestovo.xml ./submissions/berestovo.xml "$work/link.xml" -o "$work/one.svod.xml"
verdict "a file that comes again is taken once" "0 M13 M14 0" "$? $(codes) $(grep -c 'Не приняты' "$work/one.svod.xml")"
cp submissions/berestovo.xml "$work/copy.xml"
merge plan.xml submissions/*.xml "$work/copy.xml" -o "$work/one.svod.xml"
verdict "a copy of it is a second submission" "2 M06 M13 M14" "$? $(codes)"
verdict "… is told" "copy.xml:8:3: error: a second submission of «Берестовский район»: submissions/berestovo.xml was taken, this one is left out; keep the one that holds [M06]" "$(told M06)"
one "no period" '/<period/d' "2 M07 M13*2 M14"
verdict "… is told" "one.xml:2:1: error: the period is ? – ?, that of the plan is 2025-01-01 – 2025-12-31; the submission is left out [M07]" "$(sed -n "s#^$work/##; /M07/p" "$work/err")"
one "nobody's" 's/role="issuer"/role="mentioned"/' "2 M04 M13*2 M14"
one "a stranger's" 's/id="d1"/id="d9"/; s/Берестовский район/Чужой район/' "2 M05 M13*2 M14"
verdict "… is told" "one.xml:8:3: error: among those who are to submit the plan has no «Чужой район», neither by code or id nor by name; the submission is left out [M05]" "$(told M05)"
one "another's name under its own id" 's/<fullName>Берестовский/<fullName>Егорьинский/' "2 M13*2 M14 M29"
verdict "… is told" "one.xml:8:3: error: the name is that of «Егорьинский район», id=\"d1\" is not; whose submission it is cannot be told, and it is left out [M29]" "$(sed -n "s#^$work/##; /M29/p" "$work/err")"
one "a name that the plan has not" 's/<fullName>Берестовский район/<fullName>Администрация посёлка/' "0 M13 M14 M30"
one "a new kind of district" 's/<fullName>Берестовский район/<fullName>Берестовский муниципальный округ/' "0 M13 M14"
one "another case, ё, spaces, quotes" 's/id="d1"/id="d9"/; s/<fullName>Берестовский район/<fullName>«БЕРЁСТОВСКИЙ  район»/' "0 M13 M14"
coded() { # name, oktmo of the plan's first, sed script on a submission, codes wanted
    sed "s/id=\"d1\"/& oktmo=\"$2\"/; s/Егорьинский район/&<\/fullName><alias>г. Егорьинск<\/alias><fullName>/; s/<fullName><\/fullName>//" plan.xml >"$work/plan.xml"
    sed "$3" submissions/berestovo.xml >"$work/one.xml"
    merge "$work/plan.xml" "$work/one.xml" submissions/yolkino.xml submissions/zaozersk.xml -o "$work/one.svod.xml"
    verdict "$1" "$4" "$? $(codes)"
}
coded "its own code" 71000001 's/id="d1"/id="x" oktmo="71000001"/' "0 M13 M14"
coded "another region's code" 71000001 's/id="d1"/& oktmo="46000001"/' "2 M13*2 M14 M29"
coded "an alias" 71000001 's/id="d1"/id="x"/; s/<fullName>Берестовский район/<fullName>г. Егорьинск/' "0 M13 M14"
one "of a district that has submitted" 's/id="d1"/id="d2"/; s/<fullName>Берестовский/<fullName>Ёлкинский/' "2 M06 M13*2"
one "no document" 's/<body>/<bodies>/' "2 M13*2 M14"
one "a measure the plan has not" 's/#m2"/#m22"/' "2 M08 M13 M14*2"
one "a measure twice" 's/#m2"/#m1"/' "2 M09 M13 M14*2"
one "no number" 's/<p>1205</<p>много</' "2 M10 M13 M14"
verdict "… and how many values are left out" 1 "$(grep -c "Не учтены строки и значения с ошибками: 1" "$work/one.svod.xml")"
verdict "… is told" "one.xml:20:224: error: the column «Участников» needs one number, not «много»; the value is left out [M10]" "$(told M10)"
one "a sum too large" 's/<p>1205</<p>0,000000000000000001</; s/<p>640</<p>0</' "2 M12 M13 M14 M17*2"
checked() { # name, sed script on a submission, columns of counts by district wanted
    one "$1" "$2" "$4"
    verdict "$1: the columns of counts" "$3" "$(sed -n '/<clusters/,/<.columns>/s/.*<column role="value" key="\([^"]*\)".*/\1/p' "$work/one.svod.xml" | xargs)"
    verdict "$1: the report is right itself" 0 "$("$svod" check "$work/one.svod.xml" >/dev/null 2>&1; echo $?)"
}
checked "a sum below zero" 's/<p>1205</<p>−9000</' "svod-measures libraries" "0 M13 M14 M17"
amounts() { sed -n '/id="svod-amounts"/,/<.table>/p' "$work/one.svod.xml" | sed -n 's/\xc2\xa0//g; s/<row>.*<p>[0-9]*\.<[^Б]*\(Берес[^<]*\)<[^0-9−–]*\([^<]*\).*/\1|\2/p; s/<total>.*<p>Всего<[^0-9−–]*\([^<]*\).*/Всего|\1/p' | xargs -d '\n'; }
verdict "… it has a table of its own" "Берестовский район|−8360 Всего|−4055" "$(amounts)"
checked "a whole number with decimals" 's/<p>1205</<p>1205,0</' "svod-measures libraries readers" "0 M13 M14"
verdict "… counts" 1845 "$(sed -n 's/.*Берестовский.*<value key="readers">\([^<]*\).*/\1/p' "$work/one.svod.xml")"
checked "half a reader" 's/<p>1205</<p>1205,5</' "svod-measures libraries" "0 M13 M14"
verdict "… it has all decimals" "Берестовский район|1845,5 Всего|6150,5" "$(amounts)"
checked "a district's sum too large" 's/<p>1205</<p>999999999999999999</; s/<p>640</<p>1</' "svod-measures libraries" "2 M12*2 M13 M14 M17"
verdict "… it is told of none" "Берестовский район|– Всего|–" "$(amounts)"
checked "a sum that floating point cannot add up" 's/<p>1205</<p>999999999999999</' "svod-measures libraries" "0 M13 M14"
one "a column spelled otherwise, told once" 's/key="libraries"/key="library"/' "2 M13 M14 M24 M32"
verdict "… and how many values are left out" 1 "$(grep -c "Не учтены строки и значения с ошибками: 3" "$work/one.svod.xml")"
verdict "… at the column" "one.xml:14:9: error: the plan has no column «library»; the values of it are left out [M24]" "$(sed -n "s#^$work/##; /M24/p" "$work/err")"
one "a column of its own without a value" 's/key="libraries"/key="library"/; s/<p>14</<p>–</; s/<p>9</<p>–</; s/<p>11</<p>–</' "0 M13 M14 M32"
one "another plan's measure" 's/libraries-2025#m2"/libraries-2024#m2"/' "2 M13 M14*2 M25"
one "the id alone is of this plan" 's/libraries-2025#m2"/m2"/' "0 M13 M14"
one "another measure's name" 's/<name>Списание ветхих изданий/<name>Летние чтения для детей/' "0 M13 M14 M26"
one "a shorter name, and a word otherwise" 's/<name>Списание ветхих изданий/<name>Списание изданий/; s/<name>Летние чтения для детей/<name>Летнее чтение детей/' "0 M13 M14"
one "thousands or a fraction" 's/<p>1205</<p>1.205</' "2 M13 M14 M27"
one "a fraction, thousands" 's/<p>1205</<p>1205.5</; s/<p>640</<p>1 640,25</' "0 M13 M14"
one "two values of a column" 's/<cell key="readers"><p>1205/<cell key="readers"><p>1<\/p><\/cell>&/' "2 M13 M14 M17 M28"
one "a number with a footnote" 's/<p>1205</<p>1205<footnote>без филиала<\/footnote></' "0 M13 M14"
one "a blank is no value" 's/<p>1205</<p>\&#160;</' "0 M13 M14"
one "none, in words" 's/<p>1205</<p>Нет</; s/Берестово, Лозы/нет/' "0 M13 M14"
verdict "… is no name" "Ёлкино; Заозёрск" "$(sed -n 's/.*<cell key="places"><p>\([^<]*\).*/\1/p' "$work/one.svod.xml" | head -n 1)"
one "a name with a footnote" 's/Берестово, Лозы/Берестово<footnote>две школы<\/footnote>, Лозы/' "0 M13 M14"
verdict "… is the name" "Берестово; Ёлкино; Заозёрск; Лозы" "$(sed -n 's/.*<cell key="places"><p>\([^<]*\).*/\1/p' "$work/one.svod.xml" | head -n 1)"
one "a link within the submission" 's/Куплены книги/<link href="#r2">&<\/link>, <link href="https:\/\/example.org\/">адрес<\/link>/' "0 M13 M14"
verdict "… leads nowhere in the report, others do" 'Куплены книги, <link href="https://example.org/">адрес</link>' "$(grep -o 'Куплены книги, <link.*link>' "$work/one.svod.xml")"
one "readers of no library" 's/<p>14</<p>–</' "0 M13 M14 M32"
verdict "… is told" "one.xml:20:223: warning: «Участников» without «Библиотек» (rows: 1): «В среднем» of the report is divided by what others give alone [M32]" "$(sed -n "s#^$work/##; s/\xc2\xa0/ /g; /M32/p" "$work/err")"
one "no readers of no library" 's/<p>14</<p>–</; s/<p>1205</<p>0</' "0 M13 M14"
one "less than that many" 's/<p>1205</<p><num value="1205" unit="person" relation="less">менее 1205<\/num></' "2 M10 M13 M14"
one "a name in other quotes and letters" 's/ planRef="libraries-2025#m2"//; s/<name>Списание ветхих изданий/<name>«СПИСАНИЕ» ветхих  изданий/' "0 M13 M14"
one "another unit" 's/<p>1205</<p><count n="1205" unit="visit">1205 посещений<\/count></' "0 M11 M13 M14"

# ---- what does not fit together: museums ----
cd "$here/museums" || exit 1
merge plan.xml bor.xml luga.xml olha.xml tara.xml -o "$work/museums.xml"
verdict "nothing to find" "0 " "$? $(codes)"
verdict "the report is right itself: its abbreviation is explained" "0 ЕДДС" "$("$svod" check "$work/museums.xml" >/dev/null 2>&1; echo $?) $(sed -n 's/.*<entry><abbr>\([^<]*\).*/\1/p' "$work/museums.xml")"
found() { # name, sed script on bor.xml, lines wanted of what is found, without the file
    mkdir -p "$work/m"
    sed "$2" bor.xml >"$work/m/bor.xml"
    merge plan.xml luga.xml olha.xml tara.xml "$work/m/bor.xml" -o "$work/m/svod.xml"
    verdict "$1" "$3" "$(sed "s#^$work/m/##" "$work/err")"
}
found "M16: a day before the period" 's/2024-05-18">18.05.2024/2023-05-20">20.05.2023/' \
    "bor.xml:23:137: warning: «20.05.2023» is outside of the plan's period 01.01.2024 – 31.12.2024 [M16]"
found "M16: one behind it, in plain words; acts may be older" 's/до 01.11.2024/с 12.01.2025/' \
    "bor.xml:27:67: warning: «12.01.2025» is outside of the plan's period 01.01.2024 – 31.12.2024 [M16]"
found "M16: a month as mark-up" 's/iso="2024-05-18">18.05.2024/iso="2025-02">в феврале 2025 года/' \
    "bor.xml:23:137: warning: «в феврале 2025 года» is outside of the plan's period 01.01.2024 – 31.12.2024 [M16]"
found "M16: the last and the first day are inside" 's/до 01.11.2024/с 01.01.2024 до 31.12.2024/' ""
found "M16: a report that is older than its period" 's/<docDate>2025-01-11/<docDate>2023-12-29/' \
    "bor.xml:3:49: warning: «2023-12-29» is outside of the plan's period 01.01.2024 – 31.12.2024 [M16]"
days=$(for i in $(seq 1 119); do printf '15.05.2024, '; done)
found "M16: the 120th day of a text" "s/до 01.11.2024/${days}20.05.2025/" \
    "bor.xml:27:$((65 + 119 * 12)): warning: «20.05.2025» is outside of the plan's period 01.01.2024 – 31.12.2024 [M16]"
found "M17: fewer visitors than museums" 's/212/3/g' \
    "bor.xml:24:46: warning: «Участников»: 3, and «Музеев»: 4; there cannot be fewer of the former [M17]"
found "M17: as many" 's/212/4/g' ""
found "M17: fewer than names" 's/<p>61</<p>2</; s/Бор, Ключи/Бор, Ключи, Лозы/' \
    "bor.xml:24:84: warning: «Больше всего»: 2, and «Сёла»: 3; there cannot be fewer of the former [M17]"
found "M18: letters swapped" 's/ ЕДДС\./ ЕДСД./' \
    "bor.xml:23:298: warning: one thing seems to be called «ЕДСД» here and «ЕДДС» elsewhere (luga.xml:23) [M18]"
found "M18: another case" 's/ ЕДДС\./ ЕДдС./' \
    "bor.xml:23:298: warning: one thing seems to be called «ЕДдС» here and «ЕДДС» elsewhere (luga.xml:23) [M18]"
found "M18: a letter changed, against three" 's/ ЕДДС\./ ЕДДМ./' \
    "bor.xml:23:298: warning: one thing seems to be called «ЕДДМ» here and «ЕДДС» elsewhere (luga.xml:23) [M18]"
found "M18: another abbreviation" 's/ ЕДДС\./ МЧС./' ""
found "M23: explained otherwise" 's/единая дежурно/Единый дежурный/' \
    "bor.xml:32:15: warning: «ЕДДС» is explained here as «Единый дежурный-диспетчерская служба», elsewhere as «единая дежурно-диспетчерская служба» (luga.xml:32) [M23]"
found "M23: the same in other letters" 's/единая дежурно/Единая дежурно/' ""
found "M19: not all is done" '/<result><p>Работы/s/.*/<result state="dash"\/>/' \
    "bor.xml:8:7: warning: all is claimed to be done, but measures of the plan have no result here: 1 («Ремонт кровель») [M19]"
found "M19: the other way to say it" '/<result><p>Работы/s/.*/<result state="not-held"><p>Нет денег<\/p><\/result>/; s/Все мероприятия плана выполнены/План работы выполнен полностью/' \
    "bor.xml:8:7: warning: all is claimed to be done, but measures of the plan have no result here: 1 («Ремонт кровель») [M19]"
found "M19: all but one" '/<result><p>Работы/s/.*/<result state="dash"\/>/; s/плана выполнены/, кроме ремонта, выполнены/' ""
found "M20: a sum of the text" 's/<p>212</<p>213</' \
    "bor.xml:9:23: warning: the text says 212, what was taken from the table comes to 213 [M20]"
found "M20: measures of the text, and one is left out" 's/#m2"/#m7"/; s/Все мероприятия/Мероприятия/' \
    "bor.xml:9:104: warning: the text says 2, what was taken from the table comes to 1 [M20]
bor.xml:11:5: warning: measures of the plan that this submission does not report on: 1 («Ремонт кровель») [M14]
bor.xml:26:9: error: the plan has no such measure: «Ремонт кровель»; the row is left out [M08]"
found "M22: the same event" 's/окне 1» – <count n="31" unit="visitor">31/окне 4» – <count n="34" unit="visitor">34/' \
    "bor.xml:23:179: warning: another district reports the same event (tara.xml:23): it is counted twice [M22]"
copied='/<result><p>Работы/s/<p>.*<.p>/<p>Кровли исправлены силами районных мастерских музеев<\/p>/; s/<p>–</<p>317</; s/"212"/"529"/'
sed "$copied; s/\"96\"/\"413\"/" luga.xml >"$work/luga.xml"
copy() { # name, sed script on the copy, lines wanted
    sed "$copied; $2" bor.xml >"$work/bor.xml"
    merge plan.xml "$work/luga.xml" olha.xml tara.xml "$work/bor.xml" -o "$work/alike.xml"
    verdict "$1" "$3" "$(sed "s#$work/##g" "$work/err")"
}
copy "M15: the same words and numbers" "" \
    "bor.xml:26:9: warning: another district reports the same words and numbers (luga.xml:26): one of them counts them in vain [M15]"
copy "M15: the same words, other numbers" 's/317/318/; s/"529"/"530"/' ""
verdict "every finding here has its line and column" "" "$(grep -v ':[0-9]*:[0-9]*: ' "$work/err")"
cp plan.xml "$work/m/plan.xml"
printf '[severity]\nM13 = error\nM16 = off\n[thresholds]\nM15.digits = 9\n' >"$work/m/svod.ini"
sed 's/до 01.11.2024/с 12.01.2025/' bor.xml >"$work/m/bor.xml"
merge "$work/m/plan.xml" "$work/m/bor.xml" luga.xml tara.xml -o "$work/m/svod.xml"
verdict "svod.ini beside the plan decides" "2 M13" "$? $(codes)"
turned() { # district's name: pages that are turned
    sed "s#Борский район#$1#; s#key=\"museums\"#key=\"x\" merge=\"sum\" width=\"narrow\">Залов</column><column role=\"other\" &#" plan.xml >"$work/plan.xml"
    sed "s#Борский район#$1#" bor.xml >"$work/bor.xml"
    merge "$work/plan.xml" "$work/bor.xml" luga.xml -o "$work/turned.xml"
    "$svod" render "$work/turned.xml" -o "$work/turned.pdf" 2>/dev/null
    pdftotext -f 1 -l 1 "$work/turned.pdf" - | grep -c '^Таблица 1 '
}
verdict "a district's name that fits leaves its table on the first page" 1 "$(turned 'Верхне-Красноберёзовский район')"
verdict "one that does not fit turns the page" 0 "$(turned 'Верхнекраснопредгорноберёзовский район')"
verdict "what nobody reports is no zero" 0 "$(grep '<district>' "$work/turned.xml" | grep -c 'key="x"')"
verdict "a deadline keeps both its days" 'from="2024-01-01" to="2024-03-31"' "$(sed 's#Ночь музеев</name>#&<deadline kind="month-range" from="2024-01-01" to="2024-03-31">январь – март</deadline>#' plan.xml >"$work/plan.xml"; merge "$work/plan.xml" -o - | grep -o 'from="2024-01-01" to="2024-03-31"')"
cd "$here/../../samples/merge" || exit 1
sed "s#<column role=\"other\" key=\"libraries\"#$(printf '<column role=\\"other\\" key=\\"k%d\\" merge=\\"sum\\" width=\\"short\\" align=\\"number\\">Сумма</column>' 1 2 3 4 5 6)&#" plan.xml >"$work/plan.xml"
sed 's#<cell key="libraries"#<cell key="k2"><p>2 285 002,85</p></cell>&#; s#</columns>#<column role="other" key="k2" width="short">Сумма</column>&#' submissions/berestovo.xml >"$work/b.xml"
merge "$work/plan.xml" "$work/b.xml" submissions/yolkino.xml -o "$work/wide.xml"
verdict "numbers of a crowded table keep their room" "0 1" "$("$svod" render "$work/wide.xml" -o "$work/wide.pdf" 2>&1 | grep -c '285.*L01') $(pdftotext "$work/wide.pdf" - | grep -c '2.285.002,85' | sed 's/[3-9]/1/')"

sed 's/Списание ветхих изданий/Летние чтения для детей/' plan.xml >"$work/plan.xml"
sed 's/ planRef="libraries-2025#m3"//' submissions/berestovo.xml >"$work/b.xml"
merge "$work/plan.xml" "$work/b.xml" -o "$work/one.xml"
verdict "two measures of one name: planRef decides" "2 M13*3 M14 M26 M33" "$? $(codes)"

# ---- names that the report has itself ----
own_name() { # name, sed script on the plan and the submissions
    sed "$2" plan.xml >"$work/plan.xml"
    for f in berestovo yolkino zaozersk; do sed "$2" submissions/$f.xml >"$work/$f.xml"; done
    merge "$work/plan.xml" "$work"/berestovo.xml "$work"/yolkino.xml "$work"/zaozersk.xml -o "$work/own.xml"
    verdict "$1" "0 M13 M14 0" "$? $(codes) $("$svod" check "$work/own.xml" >/dev/null 2>&1; echo $?)"
}
own_name "measures with the names of the report's tables" 's/#m1"/#measures"/; s/id="m1"/id="measures"/; s/#m3"/#sources"/; s/id="m3"/id="sources"/; s/id="ministry"/id="districts"/'
own_name "a column with that of its count of measures" 's/key="libraries"/key="measures"/; s/atLeast="libraries"/atLeast="measures"/; s/of="readers libraries"/of="readers measures"/'
merge plan.xml -o "$work/nobody.xml"
verdict "nobody has submitted" "0 M13*4 0" "$? $(codes) $("$svod" check "$work/nobody.xml" >/dev/null 2>&1; echo $?)"

# ---- plans that cannot be merged by ----
sed '/<period/d' plan.xml >"$work/plan.xml"
merge "$work/plan.xml" submissions/*.xml -o "$work/none.xml"
verdict "for no period" "2 M31 no" "$? $(codes) $(test -e "$work/none.xml" && echo yes || echo no)"
sed '/role="submitter"/d' plan.xml >"$work/plan.xml"
merge "$work/plan.xml" submissions/*.xml -o "$work/none.xml"
verdict "nobody is to submit" "2 M02 no" "$? $(codes) $(test -e "$work/none.xml" && echo yes || echo no)"
sed 's/of="readers libraries"/of="readers places"/' plan.xml >"$work/plan.xml"
merge "$work/plan.xml" submissions/*.xml -o "$work/none.xml"
verdict "a quotient of what is no sum" "2 M03" "$? $(codes)"
sed 's/atLeast="libraries"/atLeast="mean"/' plan.xml >"$work/plan.xml"
merge "$work/plan.xml" submissions/*.xml -o "$work/none.xml"
verdict "no less than what is no number" "2 M21" "$? $(codes)"
merge submissions/../../small/narrative.xml submissions/*.xml -o "$work/none.xml"
verdict "no plan" "2 M01" "$? $(codes)"

verdicts
