#!/bin/sh
# bench.sh - CPU time and peak memory of whole cold processes, ours and those of the peers that are
# installed, in one run. Compare ratios: absolute times of shared machines drift.
set -eu
cd "$(dirname "$0")/.."
svod=$PWD/build/svod
work=build/bench
runs=${RUNS:-7}
mkdir -p "$work"
${CC:-cc} -O2 -o "$work/measure" tools/measure.c

# table ROWS: a four-column table of distinct Russian text with sections, as XSL-FO
table() {
    awk -v rows="$1" 'BEGIN {
        split("ремонт дороги улица мост освещение график подрядчик проверка участок тротуар покрытие разметка " \
              "администрация заявка договор приёмка качество материал отчёт комиссия обследование безопасность", word, " ")
        seed = 12345
        print "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\" font-family=\"serif\" font-size=\"12pt\" line-height=\"14.4pt\" language=\"ru\" hyphenate=\"true\">"
        print "<fo:layout-master-set><fo:simple-page-master master-name=\"p\" page-width=\"210mm\" page-height=\"297mm\" margin=\"20mm 10mm 20mm 30mm\"><fo:region-body/></fo:simple-page-master></fo:layout-master-set>"
        print "<fo:page-sequence master-reference=\"p\"><fo:flow flow-name=\"xsl-region-body\"><fo:table table-layout=\"fixed\" width=\"100%\" border-collapse=\"collapse\">"
        print "<fo:table-column column-width=\"12mm\"/><fo:table-column column-width=\"61mm\"/><fo:table-column column-width=\"32mm\"/><fo:table-column column-width=\"65mm\"/>"
        print "<fo:table-header><fo:table-row>" cell("№") cell("Мероприятие") cell("Срок") cell("Результат") "</fo:table-row></fo:table-header><fo:table-body>"
        for (r = 1; r <= rows; r++)
            print "<fo:table-row>" cell(r ".") cell(words(12)) cell(words(2)) cell(words(16)) "</fo:table-row>"
        print "</fo:table-body></fo:table></fo:flow></fo:page-sequence></fo:root>"
    }
    function cell(t) { return "<fo:table-cell border=\"0.5pt solid black\" padding=\"1.5mm\"><fo:block text-align=\"justify\">" t "</fo:block></fo:table-cell>" }
    function words(n,  s, i) { s = ""; for (i = 0; i < n; i++) { seed = (seed * 1103515245 + 12345) % 2147483648; s = s (i ? " " : "") word[1 + int(seed / 65536) % 22] (seed % 7 == 0 ? seed % 1000 : "") } return s }'
}

for rows in 50 1000 10000; do
    [ -f "$work/rows-$rows.fo" ] || table $rows >"$work/rows-$rows.fo"
done

printf '%-34s %9s %9s %9s %9s\n' "" "CPU ms" "min" "max" "MiB"
for rows in 50 1000 10000; do
    "$work/measure" "$runs" "svod fo, $rows rows" "$svod" fo "$work/rows-$rows.fo" -o "$work/svod.pdf"
    if [ $rows -le 1000 ] && command -v fop >/dev/null 2>&1; then
        "$work/measure" 3 "fop, $rows rows" fop -fo "$work/rows-$rows.fo" -pdf "$work/fop.pdf" || true
    fi
done
for sample in samples/*-*/*.xml; do
    "$work/measure" "$runs" "svod render $(basename "$(dirname "$sample")")" "$svod" render "$sample" -o "$work/sample.pdf"
    "$work/measure" "$runs" "svod check $(basename "$(dirname "$sample")")" "$svod" check "$sample" || true
done
