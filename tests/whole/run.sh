#!/bin/sh
# run.sh - whole documents: every sample renders to a sound PDF, the same bytes each time, and a
# killed process never leaves a partial file under the final name.
set -u
. "$(dirname "$0")/../verdict.sh"
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

need() {
    command -v "$1" >/dev/null 2>&1 && return 0
    [ "${CI:-}" = true ] && holds "$1 is not installed" 1
    return 1
}

# every font embedded, subset and with ToUnicode
sound_fonts() {
    pdffonts "$1" 2>"$work/err" | awk 'NR > 2 { n++; if ($(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes") bad = 1 }
        END { exit bad || !n }' && [ ! -s "$work/err" ]
}

# a link's view begins above its destination (destination-placement-offset)
links_above() {
    printf '%s' '<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format"><fo:layout-master-set>
        <fo:simple-page-master master-name="a" page-width="200pt" page-height="100pt"><fo:region-body/>
        </fo:simple-page-master></fo:layout-master-set><fo:page-sequence master-reference="a">
        <fo:flow flow-name="xsl-region-body"><fo:block space-before="30pt" space-before.conditionality="retain" id="here">
        <fo:basic-link internal-destination="here" destination-placement-offset="12pt">here</fo:basic-link></fo:block></fo:flow>
        </fo:page-sequence></fo:root>' >"$work/t.fo"
    "$SVOD" fo "$work/t.fo" -o "$work/t.pdf" &&
        qpdf --qdf --object-streams=disable "$work/t.pdf" - | tr '\n' ' ' | grep -q '/XYZ  *0  *82  *null'
}

# what stands in a link's place is what its annotation says
says_alternative() {
    printf '%s' '<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:svod="urn:svod:fo"><fo:layout-master-set>
        <fo:simple-page-master master-name="a" page-width="200pt" page-height="100pt"><fo:region-body/>
        </fo:simple-page-master></fo:layout-master-set><fo:page-sequence master-reference="a">
        <fo:flow flow-name="xsl-region-body"><fo:block><fo:basic-link external-destination="https://example.org/"
        svod:alt="The plan">here</fo:basic-link></fo:block></fo:flow></fo:page-sequence></fo:root>' >"$work/t.fo"
    "$SVOD" fo "$work/t.fo" -o "$work/t.pdf" &&
        qpdf --qdf --object-streams=disable "$work/t.pdf" - | grep -aqF '/Contents (The plan)'
}

# headers and footers are called so (PDF/UA-1, 7.8)
names_furniture() {
    "$SVOD" fo tests/golden/fo/tags.fo -o "$work/t.pdf" 2>/dev/null &&
        qpdf --qdf --object-streams=disable "$work/t.pdf" "$work/plain.pdf" &&
        grep -aq '^/Artifact<</Type/Pagination/Subtype/Header>>BDC$' "$work/plain.pdf" &&
        grep -aq '^/Artifact<</Type/Pagination/Subtype/Footer>>BDC$' "$work/plain.pdf"
}

# characters that a wrong CMap would lose
copies_right() {
    printf '%s' '<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format"><fo:layout-master-set>
        <fo:simple-page-master master-name="a" page-width="200pt" page-height="100pt"><fo:region-body/>
        </fo:simple-page-master></fo:layout-master-set><fo:page-sequence master-reference="a">
        <fo:flow flow-name="xsl-region-body"><fo:block font-family="serif">йЁ№ «ёлка» 5 % — ъыь</fo:block></fo:flow>
        </fo:page-sequence></fo:root>' >"$work/t.fo"
    "$SVOD" fo "$work/t.fo" -o "$work/t.pdf" && pdftotext "$work/t.pdf" - 2>"$work/err" |
        grep -qF 'йЁ№ «ёлка» 5 % — ъыь' && [ ! -s "$work/err" ]
}

for input in samples/*/*.xml; do
    pdf=$work/a.pdf
    "$SVOD" render "$input" -o "$pdf" >/dev/null 2>"$work/log"
    holds "render $input" $?
    if need qpdf; then
        qpdf --check "$pdf" >/dev/null 2>&1
        holds "qpdf --check of $input" $?
    fi
    if need pdffonts; then
        sound_fonts "$pdf"
        holds "fonts of $input" $?
        pdftotext "$pdf" "$work/text" 2>"$work/err" && [ -s "$work/text" ] && [ ! -s "$work/err" ]
        holds "pdftotext of $input" $?
    fi
    mkdir -p "$work/elsewhere" && cp "$input" "$work/elsewhere/copy.xml"
    (cd "$work/elsewhere" && TZ=Asia/Kamchatka LANG=de_DE.UTF-8 LC_ALL=C "$SVOD" render copy.xml -o b.pdf >/dev/null 2>&1)
    cmp -s "$pdf" "$work/elsewhere/b.pdf"
    holds "same bytes in another place, time zone and language: $input" $?
done
if need pdftotext; then
    copies_right
    holds "«йЁ№» copies right" $?
fi
if need qpdf; then
    says_alternative
    holds "a link says what stands in its place" $?
    names_furniture
    holds "headers and footers are artifacts of their kinds" $?
    links_above
    holds "a view begins above its destination" $?
fi

# the layout by date: corners of 75 mm until 17.08.2025, of 80 mm with a QR code from the day after
by_date() { # date, wanted width, wanted number of QR codes
    sed "s/2025-09-15<\/docDate>/$1<\/docDate>/" samples/small/gost-2025.xml >"$work/date.xml"
    "$SVOD" render --dump=fo "$work/date.xml" -o "$work/date.fo" 2>/dev/null &&
        grep -q "column-width=\"$2\"" "$work/date.fo" && [ "$(grep -c '<svg:path' "$work/date.fo")" -eq "$3" ]
    holds "layout of $1: corners of $2" $?
}
by_date 2025-08-17 75mm 0
by_date 2025-08-18 80mm 1

# numbered tables stand in their own list, or without one in the contents
listed() { # file: how many entries name the first table
    "$SVOD" render --dump=fo "$1" -o - 2>/dev/null | grep -A4 '<fo:basic-link' | grep -c 'Таблица.\{1,2\}1[^0-9]'
}
sed 's/<tableList.*\/>//; s/<tableList>.*<\/tableList>//' samples/small/contents.xml >"$work/unlisted.xml"
! grep -q tableList "$work/unlisted.xml" && [ "$(listed samples/small/contents.xml)" -eq 1 ] && [ "$(listed "$work/unlisted.xml")" -eq 1 ]
holds "numbered tables are in one list, with and without tableList" $?

# a chart without anything to draw is left out, and stands in no contents and no bookmarks
sed 's#<body>#<contents/><body>#; s#<barChart of="trees" columns="y23"/>#<barChart of="trees" columns="y23"><title>Деревья</title></barChart>#' \
    tests/rules/R91-fail.xml | sed 's/ n="4">4</>много</' >"$work/R91.xml"
sed 's#<body>#<contents/><body>#' tests/rules/R90-fail.xml >"$work/R90.xml"
for chart in R90 R91; do
    "$SVOD" render --lang=en --dump=fo "$work/$chart.xml" -o "$work/$chart.fo" 2>/dev/null
    [ "$(grep -c -e 'Деревья' -e 'Работы по месяцам' "$work/$chart.fo")" -eq 0 ] && ! "$SVOD" render --lang=en "$work/$chart.xml" -o "$work/chart.pdf" 2>&1 | grep 'P20'
    holds "$chart: a chart that is left out is in no contents" $?
done

# one part alone: its text, the title and the signature, and nothing of the rest
cp samples/small/appendix.xml samples/small/landscape.xml samples/small/approval-act.xml "$work"
"$SVOD" render "$work/appendix.xml" --part works >/dev/null 2>&1 && [ -f "$work/appendix-works.pdf" ] && [ ! -e "$work/appendix.pdf" ]
holds "--part writes FILE-ID.pdf" $?
if need pdftotext; then
    pdftotext "$work/appendix-works.pdf" "$work/text" && grep -q 'Приложение № 2' "$work/text" && grep -q 'Окунев' "$work/text" &&
        ! grep -q 'Состав бригад' "$work/text" && ! grep -q 'Порядок работ' "$work/text"
    holds "--part prints an appendix alone" $?
    "$SVOD" render "$work/landscape.xml" --part works -o "$work/p.pdf" >/dev/null 2>&1 && pdftotext "$work/p.pdf" "$work/text" &&
        grep -q 'УТВЕРЖДАЮ' "$work/text" && grep -q 'Дорожная карта' "$work/text" && grep -q 'Заречная' "$work/text" &&
        grep -q 'Таблица 1' "$work/text" && ! grep -q 'Таблица 2' "$work/text"
    holds "--part prints a roadmap with approval, title and signature" $?
fi
"$SVOD" render --lang=en "$work/appendix.xml" --part pump >"$work/log" 2>&1
[ $? -eq 2 ] && grep -q 'id «pump»; there are: crews, works \[S94\]$' "$work/log" && [ ! -e "$work/appendix-pump.pdf" ]
holds "--part names the ids there are" $?
"$SVOD" render --lang=en "$work/approval-act.xml" --part pump 2>&1 | grep -q '\[S95\]$'
holds "--part where nothing has an id" $?

# levels: render claims PDF/A-3a and PDF/UA-1 and has its source inside; what cannot be kept is refused where it stands
if need pdfdetach; then
    pdfdetach -savefile source.xml -o "$work/source.xml" "$work/appendix-works.pdf" >/dev/null 2>&1
    cmp -s "$work/source.xml" samples/small/appendix.xml
    holds "the PDF has its source inside" $?
fi
grep -aq '<pdfaid:part>3<' "$work/appendix-works.pdf" && grep -aq '<pdfuaid:part>1<' "$work/appendix-works.pdf"
holds "render claims PDF/A-3a and PDF/UA-1" $?
claims() { # level, command, file: 0 if the PDF claims that part of PDF/A
    "$SVOD" $2 "$3" -o "$work/level.pdf" >/dev/null 2>&1 && grep -aq "<pdfaid:part>$1<" "$work/level.pdf"
}
claims 1 'render --pdf=a1b' samples/small/narrative.xml && ! grep -aq EmbeddedFile "$work/level.pdf"
holds "--pdf=a1b" $?
claims 2 'render --pdf=a2a' samples/small/narrative.xml && ! grep -aq pdfuaid "$work/level.pdf"
holds "--pdf=a2a" $?
! claims . 'render --pdf=plain' samples/small/narrative.xml && [ -s "$work/level.pdf" ]
holds "--pdf=plain" $?
! claims . fo tests/golden/fo/tags.fo && [ -s "$work/level.pdf" ]
holds "svod fo claims nothing unless told" $?
rm -f "$work/level.pdf"
sed 's/ svod:alt="Вид с берега"//' tests/golden/fo/tags.fo >"$work/tags.fo"
"$SVOD" fo --lang=en --pdf=a3a "$work/tags.fo" -o "$work/level.pdf" >"$work/log" 2>&1
[ $? -eq 4 ] && [ ! -e "$work/level.pdf" ] && [ "$(grep -c 'tags.fo:[0-9]*:[0-9]*: error: PDF/UA-1 wants a text .*\[P64\]$' "$work/log")" -eq 1 ]
holds "a figure without a text is refused at its place" $?
"$SVOD" fo --pdf=a3b tests/golden/fo/tags.fo -o "$work/level.pdf" >/dev/null 2>&1
[ $? -eq 64 ]
holds "a level that is not there is a usage error" $?

# kill a render at moments spread over its whole length: the final name is absent or whole
input=$(ls samples/*-[0-9]*/*.xml 2>/dev/null | head -n 1)
start=$(date +%s%N)
"$SVOD" render "$input" -o "$work/whole.pdf" >/dev/null 2>&1
length=$((($(date +%s%N) - start) / 1000))
kills=${KILLS:-40}
bad=0
for i in $(seq 1 "$kills"); do
    rm -f "$work/k.pdf"
    "$SVOD" render "$input" -o "$work/k.pdf" >/dev/null 2>&1 &
    pid=$!
    sleep "$(printf '0.%06d' $((length * i / kills)))"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    if [ -e "$work/k.pdf" ] && ! cmp -s "$work/k.pdf" "$work/whole.pdf"; then
        bad=1
    fi
done
holds "killed while rendering: no partial file" $bad

# standard output, closed or full
"$SVOD" render "$input" -o - 2>/dev/null | cmp -s - "$work/whole.pdf"
holds "-o - gives the same bytes" $?
[ -c /dev/full ] && "$SVOD" render "$input" -o - >/dev/full 2>/dev/null
[ $? -eq 5 ]
holds "a full disk behind standard output is exit 5" $?
"$SVOD" render "$input" -o /nonexistent/x.pdf >/dev/null 2>&1
[ $? -eq 5 ]
holds "a folder that is not there is exit 5" $?
LC_ALL=ru_RU.UTF-8 "$SVOD" fo /nonexistent.fo 2>&1 | grep 'не удалось открыть файл: ' | grep -qv 'Net takogo'
holds "a Russian locale that is not generated gives Russian messages" $?
"$SVOD" render >/dev/null 2>&1
[ $? -eq 64 ]
holds "no file is a usage error" $?

verdicts
