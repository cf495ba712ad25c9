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

merge() { "$svod" merge --lang=en --plan "$@" 2>"$work/err"; }
codes() { grep -o '\[M[0-9]*\]' "$work/err" | tr -d '[]' | sort | uniq -c | awk '{print $2 (($1 > 1) ? "*" $1 : "")}' | xargs; }
# measure, column, number of each cell of a report: numbers as they are printed, but for the signs between the digits
cells() { tr -d '\n' <"$1" | sed 's/\xc2\xa0//g' | sed 's/<measure id="/\n/g' | awk -F'"' 'NR > 1 { m = $1; s = $0; while (match(s, /<cell key="[^"]*"><p>[^<]*</)) { c = substr(s, RSTART, RLENGTH); s = substr(s, RSTART + RLENGTH); split(c, k, /"/); v = c; sub(/.*<p>/, "", v); sub(/<$/, "", v); gsub(/ | | %|%/, "", v); gsub(/−/, "-", v); print m, k[2], v } }'; }
# district, measures, sum, max-sum of each row of the table by district
by_district() { sed 's/\xc2\xa0//g' "$1" | sed -n 's/^<district><name>\([^<]*\)<\/name><value key="measures">\([^<]*\)<.*<value key="sum">\([^<]*\)<.*<value key="max-sum">\([^<]*\)<.*/\1|\2|\3|\4/p'; }

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
field() { sed -n 's/^"m7";"sum";"Район 4";/&/p' "$work/svod.provenance.csv" | tr -d '"\r' | cut -d';' -f"$1"; }
verdict "… the file, the line, its digest" "$(sha256sum "$work/many/004.xml" | cut -d' ' -f1)" "$(field 8)"
verdict "… which holds it" "$(field 4)" "$(sed -n "$(field 6)p" "$work/many/004.xml" | sed 's/.*<cell key="sum"><p>\([0-9  ]*\).*/\1/' | tr -d '  ')"
merge "$work/many/plan.xml" $(ls -r "$work"/many/[0-9]*.xml) -o "$work/back.xml"
verdict "the order of files does not matter" same "$(cmp -s "$work/svod.xml" "$work/back.xml" && echo same)"

# ---- words: the sample ----
cd "$here/../../samples/merge" || exit 1
merge plan.xml submissions/*.xml -o "$work/sample.xml"
verdict "one has not submitted, one not all" "0 M13 M14" "$? $(codes)"
verdict "who has not" 1 "$(grep -c '<item><p>Егорьинский район</p></item>' "$work/sample.xml")"
verdict "each name once, by the alphabet" "Берестово; Ёлкино; Заозёрск; Лозы" "$(sed -n 's/.*<cell key="places"><p>\([^<]*\).*/\1/p' "$work/sample.xml" | head -n 1)"
verdict "results by district, by the alphabet" "Берестовский район Ёлкинский район г. Заозёрск" "$(sed -n '/id="m1"/,/<\/measure>/s/.*<item><p>\([^:]*\):.*/\1/p' "$work/sample.xml" | xargs)"
verdict "a mean is of sums" "173,7" "$(sed -n 's/.*<cell key="mean"><p>\([^<]*\).*/\1/p' "$work/sample.xml" | head -n 1 | tr -d '  ')"
verdict "the report is right itself" "0" "$("$svod" check "$work/sample.xml" >/dev/null 2>&1; echo $?)"
verdict "title and date as asked" "Итоги 2026-02-01" "$(merge plan.xml submissions/*.xml -o - --title Итоги --date 2026-02-01 | sed -n 's/.*<title>\(Итоги\)<.*/\1/p; s/.*<docDate>\([^<]*\).*/\1/p' | xargs)"

# ---- what cannot be taken ----
one() { # name, sed script on a submission, codes wanted
    sed "$2" submissions/berestovo.xml >"$work/one.xml"
    merge plan.xml "$work/one.xml" submissions/yolkino.xml submissions/zaozersk.xml -o "$work/one.svod.xml"
    status=$?
    verdict "$1" "$3" "$status $(codes)"
    verdict "$1: the others are there" 2 "$(($(grep -c '<district><name>' "$work/one.svod.xml") - $(grep -c '<district><name>Берестовский' "$work/one.svod.xml")))"
}
one "another period" 's/to="2025-12-31"/to="2025-11-30"/' "2 M07 M13*2 M14"
one "nobody's" 's/role="issuer"/role="mentioned"/' "2 M04 M13*2 M14"
one "a stranger's" 's/id="d1"/id="d9"/; s/Берестовский район/Чужой район/' "2 M05 M13*2 M14"
one "of a district that has submitted" 's/id="d1"/id="d2"/; s/<fullName>Берестовский/<fullName>Ёлкинский/' "2 M06 M13*2"
one "no document" 's/<body>/<bodies>/' "2 M13*2 M14"
one "a measure the plan has not" 's/#m2"/#m22"/' "2 M08 M13 M14*2"
one "a measure twice" 's/#m2"/#m1"/' "2 M09 M13 M14*2"
one "no number" 's/<p>1205</<p>много</' "2 M10 M13 M14"
verdict "… and how many values are left out" 1 "$(grep -c "Не учтены строки и значения с ошибками: 1" "$work/one.svod.xml")"
one "a sum too large" 's/<p>1205</<p>0,000000000000000001</; s/<p>640</<p>0</' "2 M12 M13 M14"
one "another unit" 's/<p>1205</<p><count n="1205" unit="visit">1205 посещений<\/count></' "0 M11 M13 M14"
one "the same words" 's/Куплены книги для взрослых и детей, подписка на газеты продлена/Книги получены по областной программе развития культуры/' "0 M13 M14"
sed 's/Куплены книги[^<]*/Книги получены по областной программе развития культуры/' submissions/berestovo.xml >"$work/a.xml"
sed 's/Книги получены[^<]*/Книги получены по областной программе развития культуры/' submissions/zaozersk.xml >"$work/b.xml"
merge plan.xml "$work/a.xml" submissions/yolkino.xml "$work/b.xml" -o "$work/alike.xml"
verdict "the same words from two" "0 M13 M14 M15" "$? $(codes)"
verdict "… where" 1 "$(grep -c "^$work/b.xml:[0-9]*:[0-9]*: warning: another district reports the same, word by word ($work/a.xml:" "$work/err")"

# ---- plans that cannot be merged by ----
sed '/role="submitter"/d' plan.xml >"$work/plan.xml"
merge "$work/plan.xml" submissions/*.xml -o "$work/none.xml"
verdict "nobody is to submit" "2 M02 no" "$? $(codes) $(test -e "$work/none.xml" && echo yes || echo no)"
sed 's/of="readers libraries"/of="readers places"/' plan.xml >"$work/plan.xml"
merge "$work/plan.xml" submissions/*.xml -o "$work/none.xml"
verdict "a quotient of what is no sum" "2 M03" "$? $(codes)"
merge submissions/../../small/narrative.xml submissions/*.xml -o "$work/none.xml"
verdict "no plan" "2 M01" "$? $(codes)"

verdicts
