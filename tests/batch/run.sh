#!/bin/bash
# run.sh - svod batch: each document alone, whatever it is; the same files from one worker, from four, in parts, after a run that was
# killed. KILLS: how often to kill (default 4). SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
kills=${KILLS:-4}

batch() { "$svod" batch --lang=en -q "$@" 2>"$work/err"; }
steady() { sed 's/,"ms":.*//' "$1"; } # a manifest without what differs from run to run
same() { # two folders of results
    (cd "$1" && find . -name '*.pdf' | sort | xargs sha256sum) >"$work/a"
    (cd "$2" && find . -name '*.pdf' | sort | xargs sha256sum) >"$work/b"
    cmp -s "$work/a" "$work/b" && cmp -s <(steady "$1/manifest.ndjson") <(steady "$2/manifest.ndjson") && echo same
}
code() { grep -o '\[[A-Z][0-9]*\]' "$work/err" | tr -d '[]' | sort -u | tr '\n' ' '; }

# ---- submissions: good ones, one with a warning, one with an error, one that is no XML, formatting objects ----
mkdir -p "$work/in/north" "$work/in/south/.hidden"
for i in 1 2 3 4 5 6; do
    sed "s/pier-plan/pier-$i/; s/План ремонта причала/План ремонта причала $i/" tests/approve/plan.xml >"$work/in/north/pier-$i.xml"
done
cp samples/small/events.xml "$work/in/south/"
cp samples/small/verbatim.xml "$work/in/south/warned.xml"
sed 's/to="2024-10-31"/to="2024-03-31"/' tests/approve/plan.xml >"$work/in/south/wrong.xml"
printf '<document>\n  what its message quotes ends a section: ]]> & more\n</document>\n' >"$work/in/south/torn.xml"
cat >"$work/in/south/plain.fo" <<'FO'
<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format"><fo:layout-master-set><fo:simple-page-master master-name="p" page-width="10cm" page-height="10cm"><fo:region-body/></fo:simple-page-master></fo:layout-master-set>
<fo:page-sequence master-reference="p"><fo:flow flow-name="xsl-region-body"><fo:block>Готовые страницы</fo:block></fo:flow></fo:page-sequence></fo:root>
FO
cp "$work/in/north/pier-1.xml" "$work/in/south/.hidden/"
total=11

cd "$work"
batch in -o one --jobs 1 >said
verdict "exit code: the worst" 2 $?
verdict "a document each" $total "$(wc -l <one/manifest.ndjson)"
verdict "those that failed have no PDF" "2 0" "$(grep -c '"output":""' one/manifest.ndjson) $(ls one/south/torn.pdf one/south/wrong.pdf 2>/dev/null | wc -l)"
verdict "a letter to each that failed" "south/torn.pdf south/wrong.pdf" "$(cd one/letters && ls south/*.pdf | xargs)"
verdict "the letter: one page, which line" "1 1" "$(pdfinfo one/letters/south/torn.pdf | sed -n 's/^Pages: *//p') $(pdftotext one/letters/south/torn.pdf - | grep -c '^[0-9]*, [0-9]*$')"
verdict "the table" 1 "$(grep -c "^Documents: $total. Done without warnings: 8, with warnings: 1, failed: 2" said)"
verdict "findings go to standard error" "T15" "$(grep -o '\[T15\]' err | sort -u | tr -d '[]')"
verdict "the page names all" $total "$(grep -o '<tr class' one/report.html | wc -l)"
verdict "the page links to what is there" "" "$(grep -o 'href="[^"]*"' one/report.html | sed 's/href="//; s/"//' | while read -r f; do [ -f "one/$f" ] || echo "$f"; done)"
verdict "the page, read aloud: counts apart, heads of columns, a name for each field" "done: 8; done, with warnings: 1; failed: 2 4 1" \
    "$(sed -n 's|.*<p class="counts">\(.*\)</p>|\1|p' one/report.html | sed 's/<[^>]*>//g') $(grep -o '<th scope="col"' one/report.html | wc -l) $(grep -c '<select id="end" aria-label="Result">' one/report.html)"
verdict "rows in and printed" "" "$(grep -o '"rowsIn":[0-9]*,"rowsPrinted":[0-9]*' one/manifest.ndjson | sed 's/[^0-9,]//g' | awk -F, '$1 != $2')"
batch "$root/samples/small/gost-2025.xml" "$root/samples/small/plan-continuous.xml" -o head >/dev/null
verdict "rows in the head of each page are no content" "2 0" "$(grep -c '"rowsIn":[1-9]' head/manifest.ndjson) $(grep -o '"rowsIn":[0-9]*,"rowsPrinted":[0-9]*' head/manifest.ndjson | sed 's/[^0-9,]//g' | awk -F, '$1 != $2' | wc -l)"
verdict "nothing is left over" "" "$(find one -name '.*' ! -name one -o -name '*journal*')"

# ---- the same from other runs ----
batch in -o four --jobs 4 >/dev/null
verdict "four workers" same "$(same one four)"
for i in 1 2 3; do batch in -o parts --shard $i/3 --jobs 1 >/dev/null; done
verdict "parts have manifests of their own" 3 "$(ls parts/manifest-?-of-3.ndjson | wc -l)"
"$svod" batch-merge --lang=en parts >said
verdict "merged: status, table" "2 1" "$? $(grep -c "^Documents: $total" said)"
verdict "three parts" same "$(same one parts)"
cp -R parts 'parts [1]*'
verdict "a folder whose name is like a pattern" "2 1" "$("$svod" batch-merge --lang=en 'parts [1]*' >said; echo $?) $(grep -c "^Documents: $total" said)"
cp parts/manifest-1-of-3.ndjson parts/manifest-1-of-2.ndjson
verdict "manifests of two runs" "2 B15" "$("$svod" batch-merge --lang=en parts >said 2>err; echo $?) $(code | xargs)"
mv parts/manifest-1-of-2.ndjson parts/manifest-1-of-2.ndjson.old
verdict "what is called otherwise is none" "2 1" "$("$svod" batch-merge --lang=en parts >said; echo $?) $(grep -c "^Documents: $total" said)"
rm parts/manifest-2-of-3.ndjson
"$svod" batch-merge --lang=en parts >/dev/null 2>err
verdict "a part is missing" "2 B07" "$? $(code | xargs)"
SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=2 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_STEP=1 batch in -o slurm --shard auto >/dev/null
verdict "auto: Slurm" "manifest-3-of-3.ndjson" "$(ls slurm | grep manifest)"
JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=3 batch in -o kubernetes --shard auto >/dev/null
verdict "auto: Kubernetes" "manifest-1-of-3.ndjson" "$(ls kubernetes | grep manifest)"
batch in -o none --shard auto >/dev/null
verdict "auto: no array" "64 B05" "$? $(code | xargs)"
batch in -o none --shard 4/3 >/dev/null
verdict "a part that is none" "64 B04" "$? $(code | xargs)"
array() { # name, wanted, variables…
    verdict "auto: $1" "$2" "$(env "${@:3}" "$svod" batch --lang=en -q in/south/events.xml -o shards --shard $auto >/dev/null 2>err; echo $?) $(code | xargs)$(ls shards 2>/dev/null | grep -o 'manifest-.*of-[0-9]*' | xargs)"
    rm -rf shards
}
auto=auto
array "every second task" "64 B17" SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_STEP=2
array "a step of none" "0 manifest-3-of-4" SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_STEP=0
array "some of them again: 3,5" "64 B17" SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=5 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_STEP=2
array "some of them again: 1,2,5" "64 B17" SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=5 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_STEP=1
array "some of them again: 6-8" "64 B17" SLURM_ARRAY_TASK_ID=6 SLURM_ARRAY_TASK_MIN=6 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_STEP=1
array "a task before the first" "64 B05" SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=2 SLURM_ARRAY_TASK_COUNT=4
array "a task behind the last" "64 B05" SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=4
array "a number that is none" "64 B05" SLURM_ARRAY_TASK_ID=x SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=4
array "half of the variables" "64 B05" SLURM_ARRAY_TASK_ID=1 JOB_COMPLETION_INDEX=1
array "an index behind the last" "64 B05" JOB_COMPLETION_INDEX=3 JOB_COMPLETIONS=3
array "no completions" "64 B05" JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=0
array "far too many" "64 B05" JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=9999999
auto=auto/8
array "of eight: 3,5" "0 manifest-5-of-8" SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=5 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_STEP=2
array "of eight: a pod" "0 manifest-5-of-8" JOB_COMPLETION_INDEX=4
array "of eight: a task that is none" "64 B05" SLURM_ARRAY_TASK_ID=0
array "of eight: the ninth" "64 B05" SLURM_ARRAY_TASK_ID=9
array "of eight: no array" "64 B05"
for auto in auto/ auto/0x auto/8/8 automatic a; do
    array "of $auto" "64 B04" SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=1
done

# ---- what has not changed ----
batch in -o one >said
verdict "nothing is made twice" "unchanged: $total" "$(grep -o 'unchanged: [0-9]*' said)"
verdict "the same results" same "$(same one four)"
touch in/north/pier-1.xml
sed -i 's/причала 2/причала два/' in/north/pier-2.xml
rm one/north/pier-3.pdf
printf '[severity]\nR23 = warning\n' >in/south/svod.ini
batch in -o one >said
verdict "changed: a text, a lost PDF, the settings of five" "unchanged: 4" "$(grep -o 'unchanged: [0-9]*' said)"
verdict "a document that was mended loses its letter" "south/torn.pdf" "$(cd one/letters && ls south/*.pdf | xargs)"
rm in/south/svod.ini
batch in -o one >/dev/null
verdict "a PDF of what fails now does not stay" 0 "$(ls one/south/wrong.pdf 2>/dev/null | wc -l)"
batch in -o one --force >said
verdict "--force" "unchanged: 0" "$(grep -o 'unchanged: [0-9]*' said)"

# ---- letters quote what no font has ----
mkdir odd.in
sed 's/План ремонта причала 1/План 漢 👨 ремонта/' in/north/pier-1.xml >odd.in/strange.xml
sed 's/План ремонта причала 1/План '"$(printf '\356\200\200')"' ремонта/' in/north/pier-1.xml >odd.in/private.xml
(printf '\377\376' && cat in/north/pier-1.xml && echo) >odd.in/mark.xml
batch odd.in -o odd.out >/dev/null
verdict "characters that no font has: letters all the same" "4 mark.pdf private.pdf strange.pdf" "$? $(ls odd.out/letters | xargs)"
verdict "without a word about the letters" "" "$(grep -o 'letter.xsl.*\|B09' err)"
verdict "the letter shows a place for it" "1" "$(pdftotext odd.out/letters/strange.pdf - | grep -c 'U+6F22 «□»')"

# ---- letters tell what is worst first, and how much there is no room for ----
mkdir order.in
said_in() { pdftotext -layout "order.out/letters/$1.pdf" -; } # NAME
sed 's|План ремонта причала|План peмонта причала|; s|Настил причала|漢 Настил причала|; s|<name>Окраска|<name>漢 Окраска|; s|Участок ремонта</responsible></measure>|Участок рeмонта</responsible></measure>|' "$root/tests/approve/plan.xml" >order.in/both.xml
repeated() { # sed's COMMAND for each of forty more measures
    awk '/<measure id="m2"/ { for (i = 3; i <= 42; i++) { s = $0; sub(/m2/, "m" i, s); sub(/Окраска/, "Окраска " i, s); print s } } 1' "$root/tests/approve/plan.xml" | sed "/<measure id=\"m[0-9]/$1"
}
repeated 's|<name>|<name>漢 |' >order.in/many.xml
repeated 's|кнехтов|кнeхтов|' | sed 's|Настил причала|漢 Настил причала|' >order.in/short.xml
batch order.in -o order.out >/dev/null
verdict "the worst first, each by its line" "13 13 19 4 17 19" "$(said_in both | sed -n 's/^ *[0-9]* *\([0-9]*\), [0-9]* .*/\1/p' | xargs)"
for name in many short; do
    verdict "$name: one page, and the rest is counted" "1 1" "$(pdfinfo order.out/letters/$name.pdf | sed -n 's/^Pages: *//p') $(said_in $name | grep -c 'не поместилось ещё [1-9]')"
    verdict "$name: none is left out" "$(grep -o '"code":"[A-Z]' <(grep "$name.xml" order.out/manifest.ndjson) | wc -l)" "$(($(said_in $name | sed -n 's/.*не поместилось ещё \([0-9]*\).*/\1/p') + $(said_in $name | grep -c '^ *[0-9]* *[0-9]*, [0-9]* ')))"
done

# ---- both languages, whichever is spoken ----
mkdir words
printf 'PK\003\004 and more' >words/zip.xml
sed 's/kind="plan"/kind="plans"/; s/id="pier-1"/id="1 a"/' in/north/pier-1.xml >words/wrong.xml
ln -s nowhere words/lost.xml
batch words/*.xml -o words.en >/dev/null
"$svod" batch --lang=ru -q words/*.xml -o words.ru >/dev/null 2>err
verdict "each finding in both languages" "" "$(diff <(steady words.en/manifest.ndjson) <(steady words.ru/manifest.ndjson))"
verdict "words in words, too" "1 1 1" "$(grep -c 'but a ZIP archive.*а архив ZIP' words.en/manifest.ndjson) $(grep -c 'there is no such file.*нет такого файла' words.en/manifest.ndjson) $(grep -c 'A name for references.*Имя для ссылок' words.en/manifest.ndjson)"

# ---- a full disk: told, done again, and nobody gets a letter for it ----
mkdir full
cp in/north/pier-1.xml in/south/wrong.xml full/
awk '{ if (sub(/Готовые страницы.*/, "")) { printf "%s", $0; for (i = 0; i < 2000; i++) print "<fo:block break-after=\"page\">" i * 7919 % 10007 "</fo:block>"; print "</fo:block></fo:flow></fo:page-sequence></fo:root>" } else print }' in/south/plain.fo >full/long.fo
(trap '' XFSZ && ulimit -f 150 && batch full -o full.out >/dev/null) # writes fail from 150 KiB on
verdict "a full disk" "5 G02 R23" "$? $(code | xargs)"
verdict "it is in the manifest" 1 "$(grep -c '"status":5.*"name":"long".*"G02"' full.out/manifest.ndjson)"
verdict "no letter to one who has nothing to mend" "wrong.pdf" "$(ls full.out/letters | xargs)"
verdict "nor a link to one" 'letters/wrong.pdf' "$(grep -o 'letters/[^"]*' full.out/report.html)"
batch --resume -o full.out >said
verdict "done again" "2 unchanged: 2 long.pdf" "$? $(grep -o 'unchanged: [0-9]*' said) $(cd full.out && ls long.pdf)"
verdict "and the run is complete" 0 "$(ls full.out | grep -c journal)"
sed -i '/"name":"wrong"/s/"findings":\[.*\],/"findings":[],/' full.out/manifest.ndjson
batch full -o full.out >said
verdict "a failure without a word is done again" "unchanged: 2" "$(grep -o 'unchanged: [0-9]*' said)"

# ---- manifests and journals that are damaged: what they do not tell is made again ----
cp -R one scarred
{ # nothing known of four of them
    sed -n '1s/"status":[0-9]*/"status":"x"/p; 2s/"name"/"nome"/p; 3s/.\{60\}$//p; 5,$p' scarred/manifest.ndjson
    printf 'null\n[]\n\n{"operands":7}\n\0\377\n'
} >scarred/new
mv scarred/new scarred/manifest.ndjson
batch in -o scarred >said
verdict "a damaged manifest" "2 unchanged: $((total - 4)) same" "$? $(grep -o 'unchanged: [0-9]*' said) $(same one scarred)"
printf '{"operands":["in"]}\n%s\n{"status":0,"na' "$(sed -n 1p one/manifest.ndjson)" >scarred/journal.ndjson
rm scarred/manifest.ndjson
batch --resume -o scarred >said
verdict "a journal that was cut off" "2 unchanged: 1 same" "$? $(grep -o 'unchanged: [0-9]*' said) $(same one scarred)"
for journal in '' '{"operands":[]}' '{"operands":"in"}' 'in' '{"operands":["in"'; do
    printf '%s\n' "$journal" >scarred/journal.ndjson
    batch --resume -o scarred >said
    verdict "nothing to resume in: $journal" "64 B06" "$? $(code | xargs)"
done
rm scarred/journal.ndjson
mkdir scarred/journal.ndjson
batch in -o scarred >said
verdict "a folder in place of the journal" "5 G02" "$? $(code | xargs)"
rmdir scarred/journal.ndjson
rm scarred/report.html scarred/manifest.ndjson
mkdir -p scarred/report.html/x
batch in/south/events.xml -o scarred >said
verdict "a folder in place of the page" "5 G02" "$? $(code | xargs)"
rm -r scarred

# ---- which documents ----
printf '\357\273\277path;name;part;pdf\nin/north/pier-1.xml;первый;;a1b\n"in/north/pier-2.xml";"b/second.pdf";;\n' >table.csv
batch table.csv -o table >/dev/null
verdict "a table in CSV" "b/second.pdf первый.pdf" "$(cd table && find . -name '*.pdf' | sort | sed 's|./||' | xargs)"
verdict "its parameters" 1 "$(pdfinfo -meta table/первый.pdf | grep -c '<pdfaid:conformance>B')"
printf '{"path":"in/north/pier-1.xml"}\n{"path":"in/south/events.xml","name":"x"}\n' >table.ndjson
batch table.ndjson -o table2 >/dev/null
verdict "a table in NDJSON" "pier-1.pdf x.pdf" "$(cd table2 && find . -name '*.pdf' | sort | sed 's|./||; s|.*/||' | xargs)"
printf 'path,name\nin/north/pier-1.xml,../out\n' >bad.csv
batch bad.csv -o table3 >/dev/null
verdict "no result outside of the folder" "64 B03 bad.csv:2:" "$? $(code | xargs) $(grep -o 'bad.csv:2:' err)"
refuses() { # name, line, bytes of a table
    local table=${4:-bad.csv}
    printf "$3" >"$table"
    batch "$table" -o refused >/dev/null
    verdict "$1" "64 B03 $table:$2: no" "$? $(code | xargs) $(grep -o "$table:$2:" err) $([ -e refused/manifest.ndjson ] && echo yes || echo no)"
}
refuses "a table without paths" 1 'name,pdf\nx,a1b\n'
refuses "an empty table" 1 ''
refuses "a row without a path" 3 'path,name\nin/north/pier-1.xml,one\n,two\n'
refuses "a level that is none" 2 'path;pdf\nin/north/pier-1.xml;a9z\n'
refuses "a name from the root" 2 'path;name\nin/north/pier-1.xml;/x\n'
refuses "a name that climbs" 2 'path;name\nin/north/pier-1.xml;a/../../x\n'
for name in . ./ a/ a/. a/./ ..; do refuses "a name of a folder: $name" 2 "path;name\nin/north/pier-1.xml;$name\n"; done
printf 'path;name\nin/north/pier-1.xml;./a//b\nin/north/pier-2.xml;a/./b.pdf\n' >bad.csv
batch bad.csv -o refused >/dev/null
verdict "two ways to write one name" "64 B02" "$? $(code | xargs)"
printf 'path;name\nin/north/pier-1.xml;./a//b.PDF\nin/north/pier-2.xml;.c\nin/north/pier-3.xml;d/.pdf\n' >ways.csv
batch ways.csv -o ways >/dev/null
verdict "names as they are written" "0 .c.pdf a/b.pdf d/.pdf.pdf" "$? $(cd ways && find . -name '*.pdf' | sort | sed 's|./||' | xargs)"
refuses "the line behind a quoted break" 4 'path,name\n"in/north/pier-1.xml","a\nb"\n,x\n'
refuses "a quote that is not closed" 3 'path,name\nin/north/pier-1.xml,one\n"in/north/pier-2.xml,two\nin/north/pier-3.xml,three\n'
refuses "a quote that another row closes" 2 'path,name\n"in/north/pier-1.xml,one\n"in/north/pier-2.xml",two\n'
refuses "a quote in the head" 1 'path,"name\nin/north/pier-1.xml,one\n'
refuses "no JSON" 2 '{"path":"in/north/pier-1.xml"}\nnone\n' bad.ndjson
refuses "an array" 1 '["in/north/pier-1.xml"]\n' bad.ndjson
refuses "a member twice" 1 '{"path":"a","path":"b"}\n' bad.ndjson
refuses "a path that is a number" 3 '\n \n{"path":7}\n' bad.ndjson
printf 'NAME,colour,Path,pdf\r\n"say ""a""",red,in/north/pier-1.xml,plain\r\n\r\nb.PDF,,"in/north/pier-2.xml" ,a2a' >odd.csv
batch odd.csv -o odd >/dev/null
verdict "columns in any order, others left out, quotes, no last line end" "0 b.pdf say \"a\".pdf" "$? $(cd odd && ls *.pdf | tr '\n' ' ' | sed 's/ $//')"
(printf 'path'; printf ',c%s' $(seq 99); printf '\nin/north/pier-1.xml'; printf ',nowhere.xml%.0s' $(seq 99); echo) >wide.csv
batch wide.csv -o wide >/dev/null
verdict "more columns than are looked at" "0 1" "$? $(wc -l <wide/manifest.ndjson)"
cp in/north/pier-1.xml причал.xml
for encoding in cp1251 UTF-16 UTF-8; do
    rm -rf spread
    printf 'path;name\nпричал.xml;первый\n' | iconv -t $encoding >spread.csv
    batch spread.csv -o spread >/dev/null
    verdict "a table in $encoding" "0 первый.pdf" "$? $(cd spread && ls *.pdf)"
    rm -rf spread
    printf '# список\r\nпричал.xml\r\n' | iconv -t $encoding >spread
    batch @spread -o spread.out >/dev/null
    verdict "a list in $encoding" "0 1" "$? $(grep -c '"input":"причал.xml"' spread.out/manifest.ndjson)"
done
mkdir bytes
cp in/north/pier-1.xml bytes/good.xml
cp in/north/pier-2.xml "bytes/$(printf '\250\353.xml')"
batch bytes -o bytes.out >/dev/null
verdict "a name that is not UTF-8 fails alone" "2 B14 good.pdf" "$? $(code | xargs) $(cd bytes.out && ls *.pdf)"
batch bytes -o bytes.out >said
verdict "and is known again" "2 unchanged: 2" "$? $(grep -o 'unchanged: [0-9]*' said)"
verdict "it is told by its bytes, in a letter too" '1 1 \xA8\xEB.pdf' "$(grep -cF 'bytes/\\xA8\\xEB.xml' bytes.out/manifest.ndjson) $(grep -cF 'bytes/\xA8\xEB.xml' bytes.out/report.html) $(ls bytes.out/letters)"
mkdir named
for name in 'javascript:alert(1)' 'a?b#c' '100%25' 'два слова' '"x"&amp;<y>' "$(printf 'new\nline')"; do cp in/north/pier-1.xml "named/$name.xml"; done
cp in/south/torn.xml named/torn?.xml
batch named -o named.out >/dev/null
python3 - named.out >said <<'PY'
import html.parser, os, sys, urllib.parse
class Page(html.parser.HTMLParser):
    links, ids = [], []
    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        self.links += [a['href']] if 'href' in a else []
        self.ids += [a['id']] if 'id' in a else []
page = Page()
page.feed(open(sys.argv[1] + '/report.html', encoding='utf-8').read())
base = 'file://' + urllib.parse.quote(os.path.realpath(sys.argv[1])) + '/report.html'
found = [urllib.parse.urlsplit(urllib.parse.urljoin(base, l)) for l in page.links]
there = [l for l in found if l.scheme == 'file' and not l.query and not l.fragment and os.path.isfile(urllib.parse.unquote(l.path))]
print(len(found), len(there), len(page.ids) - len(set(page.ids)), sum(any(c.isspace() for c in i) for i in page.ids))
PY
verdict "links of the page lead to its files, whatever these are called; names of places are names" "7 7 0 0" "$(cat said)"
printf '@itself\nin/north/pier-1.xml\n' >itself
batch @itself -o itself.out >/dev/null
verdict "a list that names itself" "2 G01 2" "$? $(code | xargs) $(wc -l <itself.out/manifest.ndjson)"
printf 'in/north/pier-1.xml\nbad.csv\n' >naming
printf 'name\nx\n' >bad.csv
batch @naming -o refused >/dev/null
verdict "a list that names a bad table" "64 B03" "$? $(code | xargs)"
printf '# comment\n\nin/north/pier-1.xml\r\nin/south/events.xml\n' >list
batch @list -o listed >/dev/null
verdict "a list" "north/pier-1.pdf south/events.pdf" "$(cd listed && find . -name '*.pdf' | sort | sed 's|./||' | xargs)"
batch 'in/*/e*.xml' 'in/north/pier-[12].xml' -o pattern >/dev/null
verdict "patterns" 3 "$(find pattern -name '*.pdf' | wc -l)"
for folder in in/north in/north/ ./in/north// in/./north/ in/south/../north; do
    rm -rf slash
    batch "$folder" -o slash >/dev/null
    verdict "names in the folder $folder" "0 pier-1.pdf" "$? $(cd slash && find . -name 'pier-1.pdf' | sed 's|./||')"
done
batch in/north/pier-1.xml in/north/pier-1.xml -o twice >said
verdict "the same document twice" 1 "$(wc -l <twice/manifest.ndjson)"
ln -s north in/way
printf 'path,name,part\nin/north/pier-1.xml,,\nin/north/pier-1.xml,other,\nin/north/../north/pier-1.xml,,plan\n' >twice.csv
verdict "by several ways" "1 pier-1.xml" "$(rm -rf twice; cd in/north && batch pier-1.xml ../north/pier-1.xml ../way/pier-1.xml "$work/in/north/pier-1.xml" -o ../../twice >/dev/null; cd ../..; wc -l <twice/manifest.ndjson) $(grep -o '"input":"[^"]*"' twice/manifest.ndjson | sed 's/.*:"//; s/"//')"
rm in/way
mkdir -p links/in links/far && cp in/north/pier-1.xml links/in/own.xml && cp in/north/pier-2.xml links/far/
ln -s ../far/pier-2.xml links/in/linked.xml && ln -s ../far links/in/folder && ln -s in links/way
batch links/way -o linked >/dev/null
verdict "links: the folder asked for, files in it, no folders" "linked.pdf own.pdf" "$(cd linked && find . -name '*.pdf' | sort | sed 's|./||' | xargs)"
mkdir -p shut/in/closed && cp in/north/pier-1.xml shut/in/ && chmod 0 shut/in/closed
chmod -R go+rX "$work" && chmod 0777 shut && chmod 0 shut/in/closed
as_other() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; } # root reads everything
if as_other "$svod" --version >/dev/null 2>&1; then
    as_other "$svod" batch --lang=en -q shut/in -o shut/out >/dev/null 2>err
    verdict "a folder that cannot be read is told" "2 G01 pier-1.pdf" "$? $(code | xargs) $(cd shut/out && ls pier-1.pdf)"
    as_other "$svod" batch --lang=en -q 'shut/in/*/*.xml' -o shut/out >/dev/null 2>err
    verdict "nor is a pattern held for nothing" "64 G01" "$? $(code | xargs)"
    chmod 444 shut/out/pier-1.pdf
    as_other "$svod" batch --lang=en -q --force shut/in/pier-1.xml -o shut/out >/dev/null 2>err
    verdict "a PDF that may not be written is not replaced, and stays" "G02 pier-1.pdf" "$(code | xargs) $(cd shut/out && ls pier-1.pdf)"
fi
chmod 755 shut/in/closed
batch twice.csv -o table4 >/dev/null
verdict "several results of one document" 3 "$(wc -l <table4/manifest.ndjson)"
cp in/north/pier-1.xml in/south/plain.xml
batch in -o clash >/dev/null
verdict "two results of one name" "64 B02" "$? $(code | xargs)"
rm in/south/plain.xml
mkdir -p posted/letters
cp in/north/pier-1.xml posted/x.xml
cp in/north/pier-2.xml posted/letters/x.xml
batch posted -o posted.out >/dev/null
verdict "a document that would lie where a letter does" "64 B02" "$? $(code | xargs)"
rm posted/x.xml
batch posted/*/x.xml in/north/pier-1.xml -o posted.out >/dev/null
verdict "a folder that is called as that of the letters" "0 2" "$? $(find posted.out -name '*.pdf' | wc -l)"
batch nowhere -o missing >/dev/null
verdict "a file that is not there fails alone" "2 G01" "$? $(code | xargs)"
batch - -o input <in/north/pier-1.xml >/dev/null
verdict "a document on standard input, to which no later run can go back" "64 B18 no" "$? $(code | xargs) $([ -e input/manifest.ndjson ] && echo yes || echo no)"
printf 'path,name\n-,x\n' >input.csv
batch in/north/pier-1.xml input.csv -o input <in/north/pier-1.xml >/dev/null
verdict "nor as a row of a table" "64 B18" "$? $(code | xargs)"
echo in/north/pier-1.xml | batch @- -o input >/dev/null
verdict "a list on standard input" "0 pier-1.pdf" "$? $(cd input && ls *.pdf)"
cp in/north/pier-1.xml ./-
batch ././/- -o called </dev/null >/dev/null
verdict "a file that is called like standard input" "0 1" "$? $(grep -c '"input":"./-"' called/manifest.ndjson)"
rm ./-
mkfifo pipe.xml
timeout 20 "$svod" batch --lang=en -q pipe.xml /dev/zero in/north/pier-1.xml --memory 256 -o devices >/dev/null 2>err
verdict "a pipe that nobody fills and a file without an end fail alone" "2 G01 pier-1.pdf" "$? $(code | xargs) $(cd devices && find . -name 'pier*.pdf' -printf '%f')"
truncate -s 8G vast.xml
timeout 20 "$svod" batch --lang=en -q vast.xml in/north/pier-1.xml --memory 256 -o vast >/dev/null 2>err
verdict "a document of 8 GiB fails alone, and soon" "2 G05 pier-1.pdf" "$? $(code | xargs) $(cd vast && find . -name 'pier*.pdf' -printf '%f')"
timeout 20 "$svod" batch --lang=en -q vast.xml in/north/pier-1.xml --memory 256 -o vast >said 2>err
verdict "and is known again" "2 unchanged: 2" "$? $(grep -o 'unchanged: [0-9]*' said)"
mkdir strange
cp in/north/pier-1.xml strange/
mkfifo strange/pipe.xml strange/notes
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("strange/socket.fo")'
ln -s pipe.xml strange/linked.xml
timeout 20 "$svod" batch --lang=en -q strange -o strange.out >/dev/null 2>err
verdict "what is no file in a folder is told, a line each, if it is called like a document" "2 G01 linked.xml pipe.xml socket.fo pier-1.pdf" \
    "$? $(code | xargs) $(sed -n 's|^strange/\([^:]*\): fatal: .*this is not a file \[G01\]$|\1|p' err | sort | xargs) $(cd strange.out && ls *.pdf)"
rm pipe.xml vast.xml
batch 'nowhere/*' -o missing >/dev/null
verdict "nothing at all" "64 B01" "$? $(code | xargs)"

# ---- events, dependencies, the first that fails ----
batch in -o events --events >said
verdict "events" "1 $total 1" "$(grep -c '"event":"begin"' said) $(grep -c '"event":"document"' said) $(grep -c '"event":"end"' said)"
batch in -o deps --deps >/dev/null
verdict "dependencies for make" "deps/north/pier-1.pdf: in/north/pier-1.xml" "$(sed 's/\.xml .*/.xml/' deps/north/pier-1.d)"
mkdir signs.in
for name in 'a b' 'd$x' 'h#h' 'c:c' 'p%p' 'q"q' 'b\b' 'b\\ b' 'c\:c' 's*s' 'e=e' '(x)' '~t' 'a|b' "it's" 'т т'; do cp in/north/pier-1.xml "signs.in/$name.xml"; done
batch signs.in -o signs.make --deps >/dev/null
verdict "of any names" "" "$(for d in signs.make/*.d; do
    { cat "$d" && printf '\t@echo made\n'; } >rules.mk
    touch -d 2000-01-01 "${d%.d}.pdf"
    [ "$(env -u MAKEFLAGS -u MAKELEVEL make -f rules.mk -rR "${d%.d}.pdf" 2>&1)" = made ] || echo "$d"
done)"
mkdir -p undep/events.d
batch in/south/events.xml -o undep --deps >/dev/null
verdict "a dependency file that cannot be written" "5 G02 1" "$? $(code | xargs) $(ls undep/*.pdf | wc -l)"
batch in -o fast --fail-fast --jobs 1 >/dev/null
verdict "--fail-fast" "2 1" "$? $(grep -c '"output":""' fast/manifest.ndjson)"
verdict "--fail-fast: begins no more" 1 "$([ "$(wc -l <fast/manifest.ndjson)" -lt $total ] && echo 1)"

# ---- what else a result depends on ----
dot() { # file, grey
    python3 -c "
import struct, sys, zlib
def chunk(kind, data): return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
open(sys.argv[1], 'wb').write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 0, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(bytes([0, int(sys.argv[2])]))) + chunk(b'IEND', b''))" "$1" "$2"
}
mkdir shown
dot shown/dot.png 7
sed 's|Готовые страницы|<fo:external-graphic src="dot.png" content-width="1cm"/>|' in/south/plain.fo >shown/shown.fo
unchanged() { # name, wanted, operands and options…
    local name=$1 wanted=$2
    shift 2
    batch "$@" -o shown.out >said
    verdict "unchanged: $name" "$wanted" "$(grep -o 'unchanged: [0-9]*' said | grep -o '[0-9]*$')"
}
unchanged "the first time" 0 shown
unchanged "all as it was" 1 shown
dot shown/dot.png 200
unchanged "another picture" 0 shown
rm shown/dot.png
batch shown -o shown.out >said
verdict "no picture" yes "$([ -n "$(code)" ] && echo yes)"
dot shown/dot.png 200
unchanged "the picture is there again" 0 shown
unchanged "another level" 0 shown --pdf plain
unchanged "the same level" 1 shown --pdf plain
unchanged "no kerning" 0 shown --kerning off --pdf plain
find /usr/share/fonts -name '*.ttf' | sort | head -n 2 >faces
cp "$(sed -n 1p faces)" own.ttf
unchanged "a font of one's own" 0 shown --font Own=own.ttf
unchanged "the same font" 1 shown --font Own=own.ttf
cp "$(sed -n 2p faces)" own.ttf
unchanged "another font in the file" 0 shown --font Own=own.ttf
unchanged "another initial value" 0 shown --initial line-height=2
unchanged "what lacks a glyph is an error now" 0 shown --initial line-height=2 --strict
export SOURCE_DATE_EPOCH=1000000000
unchanged "a moment" 0 shown
unchanged "the same moment" 1 shown
SOURCE_DATE_EPOCH=1000000001
unchanged "another moment" 0 shown
unset SOURCE_DATE_EPOCH
batch in/south/events.xml -o moment >/dev/null
batch in/south/events.xml -o moment --strict >said
verdict "unchanged: warnings of a document are counted anew" 1 "$(grep -o 'unchanged: [0-9]*' said | grep -o '[0-9]*$')"
touch shown.out/.shown.pdf.AbCdEf shown.out/.notours.txt shown.out/letters.pdf.AbCdEf
mkdir -p shown.out/letters
touch shown.out/letters/.shown.pdf.AbCdEf
printf '{"operands":["shown"]}\n' >shown.out/journal.ndjson
batch --resume -o shown.out >said
verdict "what a dead worker left is swept away, nothing else" ".notours.txt letters.pdf.AbCdEf" "$(find shown.out -name '*AbCdEf' -o -name '.not*' | sed 's|.*/||' | sort | xargs)"

# ---- documents that are saved meanwhile ----
mkdir busy
for i in $(seq 60); do cp in/north/pier-1.xml busy/$i.xml; done
(while [ ! -f saved ]; do
    for i in $(seq 60); do cp in/north/pier-$((RANDOM % 2 + 1)).xml busy/.new && mv busy/.new busy/$i.xml; done
done) &
batch busy -o busy.out >/dev/null
touch saved
wait
parted=0
while read -r name source; do
    [ "$("$svod" extract "busy.out/$name.pdf" -o - | sha256sum | cut -d' ' -f1)" = "$source" ] || parted=$((parted + 1))
done < <(sed 's/.*"name":"\([^"]*\)".*"source":"\([^"]*\)".*/\1 \2/' busy.out/manifest.ndjson)
verdict "the manifest has the digest of what the PDF was made of" "60 0" "$(wc -l <busy.out/manifest.ndjson) $parted"

# ---- names as long as a folder takes ----
mkdir long
long=$(printf 'ж%.0s' $(seq 125))
cp in/north/pier-1.xml "long/$long.xml"
cp in/south/wrong.xml "long/${long%ж}н.xml"
batch long -o long.out >/dev/null
verdict "names of 254 bytes" "2 R23 1 1" "$? $(code | xargs) $(ls long.out/*.pdf | wc -l) $(ls long.out/letters | wc -l)"
sed -i 's/to="2024-03-31"/to="2024-10-31"/' long/*н.xml # both are written again
rm long.out/*.pdf
dead() { # the temporary name of a long one (output.c): its beginning and FNV-1a of all of it
    python3 -c "
import sys
name, h = sys.argv[1].encode(), 14695981039346656037
for byte in name: h = (h ^ byte) * 1099511628211 % 2**64
print('.' + name[:238].decode() + '~%08x.AbCdEf' % (h % 2**32))" "$1"
}
touch "long.out/$(dead "$long.pdf")" "long.out/letters/$(dead "${long%ж}н.pdf")" "long.out/$(dead "${long%ж}о.pdf")"
printf '{"operands":["long"]}\n' >long.out/journal.ndjson
batch --resume -o long.out >/dev/null
verdict "what a dead worker left of long names is swept away, nothing else" "0 2 1" "$? $(ls long.out/*.pdf | wc -l) $(find long.out -name '.?*' | wc -l)"

# ---- what is told of the way: lines, or a bar on a terminal ----
"$svod" batch --lang=en in -o told --jobs 1 >/dev/null 2>err
verdict "a line a document" "$total 1 1" "$(grep -c '^\[[0-9]*/11\] ' err) $(grep -c 'warned.xml: done, with warnings, pages: ' err) $(grep -c 'torn.xml: failed$' err)"
mkdir signs
cp in/south/torn.xml signs/$'two\nlines.xml'
cp in/south/torn.xml signs/$'col\e[31mour.xml'
"$svod" batch --lang=en signs -o signs.out --jobs 1 >said 2>err
verdict "a name with the end of a line or a control character is told on one line" "2 2 2 0" \
    "$(grep -c '^\[[12]/2\] signs/.*.xml: failed$' err) $(grep -c '\[S[0-9]*\]$' err) $(grep -c '^  signs/.*.xml$' said) $(cat said err | grep -c $'\e')"
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then # there is one, and it is given a terminal
    rm -rf told
    script -qec "'$svod' batch --lang=en in -o told --jobs 1" /dev/null >said </dev/null
    verdict "a bar" yes "$(grep -aq ' a second, [0-9]*:[0-9][0-9] left' said && grep -aq 'left, failed: ' said && echo yes)"
    verdict "and no lines" 0 "$(grep -ac '^\[[0-9]*/11\] [^ ]*: done' said)"
fi

"$svod" batch --lang=en in -o told --force --format=json >said 2>err
verdict "findings as JSON, and nothing else" "yes $total" "$(grep -q '"code":"T15"' err && ! grep -qv '^{"schema":1,.*}$' err && echo yes) $(grep -o '^Documents: [0-9]*' said | grep -o '[0-9]*')"

# ---- slow, large and deadly ones end alone ----
mkdir hostile
cp in/north/pier-1.xml hostile/good.xml
awk 'BEGIN {
    print "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\"><fo:layout-master-set><fo:simple-page-master master-name=\"p\" page-width=\"10cm\" page-height=\"10cm\"><fo:region-body/></fo:simple-page-master></fo:layout-master-set><fo:page-sequence master-reference=\"p\"><fo:flow flow-name=\"xsl-region-body\">"
    for (i = 0; i < 400000; i++) print "<fo:block>Строка номер " i "</fo:block>"
    print "</fo:flow></fo:page-sequence></fo:root>"
}' >hostile/slow.fo
batch hostile -o timed --timeout 1 >/dev/null
verdict "too slow" "5 B10 1" "$? $(code | xargs) $(ls timed/*.pdf | wc -l)"
verdict "too slow: nothing half-written" "" "$(find timed -name '.*.pdf.*')"
"$root/build/plain/svod" batch -q --lang=en hostile -o small --memory 100 >/dev/null 2>err # the sanitizers' own needs are above any limit
verdict "too large" "5 B11 1" "$? $(code | xargs) $(ls small/*.pdf | wc -l)"
"$svod" batch -q --lang=en hostile -o dead --jobs 1 >/dev/null 2>err &
run=$!
for i in $(seq 100); do
    child=$(pgrep -P $run | head -n 1)
    [ -n "$child" ] && [ -f dead/good.pdf ] && break
    sleep 0.05
done
sleep 0.2
kill -KILL "$child" # a sanitizer would make an exit code of SEGV
wait $run
verdict "a crash" "5 B12 1" "$? $(code | xargs) $(ls dead/*.pdf | wc -l)"

# ---- two at once ----
"$svod" batch -q --lang=en hostile -o both --jobs 1 >/dev/null 2>&1 &
run=$!
for i in $(seq 100); do [ -f both/good.pdf ] && break; sleep 0.05; done
kill -STOP $run # it must not end meanwhile
cp both/journal.ndjson kept
batch in -o both >/dev/null
verdict "a second run into the same folder" "5 B16 0" "$? $(code | xargs) $(ls both | grep -c north)"
verdict "and the journal of the first stays" same "$(cmp -s kept both/journal.ndjson && echo same)"
batch in -o both --shard 1/9 >/dev/null
verdict "a part of another run has a journal of its own" "" "$(code | grep -o B16)"
kill -9 $run
wait $run 2>/dev/null
batch in/south/events.xml -o both >/dev/null
holds "the next one after one that was killed" $?

# ---- stopped by a signal, killed ----
for signal in INT TERM; do
    setsid "$svod" batch -q --lang=en hostile -o "sig$signal" --jobs 1 >/dev/null 2>err &
    run=$!
    for i in $(seq 100); do [ -f "sig$signal/good.pdf" ] && break; sleep 0.05; done
    sleep 0.2
    kill -$signal $run
    sleep 0.1
    kill -$signal $run
    wait $run
    status=$?
    verdict "SIG$signal" "$([ $signal = INT ] && echo 130 || echo 143) 1" "$status $(wc -l <sig$signal/manifest.ndjson)"
done
rm hostile/slow.fo
batch --resume -o sigINT >said
verdict "resume takes what was asked for" "0 1" "$? $(grep -c '^Documents: 1' said)"
batch --resume -o one >/dev/null
verdict "nothing to resume" "64 B06" "$? $(code | xargs)"

sed -i 's/причала два/причала 2/' in/north/pier-2.xml
ok=0
for i in $(seq $kills); do
    rm -rf killed
    "$svod" batch -q in -o killed --jobs 2 >/dev/null 2>&1 &
    run=$!
    sleep "0.$((RANDOM % 9))$((RANDOM % 10))"
    kill -9 $run 2>/dev/null
    wait $run 2>/dev/null
    sleep 0.1
    for pdf in $(find killed -name '*.pdf' ! -name '.*'); do qpdf --check "$pdf" >/dev/null 2>&1 || echo "killed: a broken PDF"; done
    if [ -f killed/journal.ndjson ]; then batch --resume -o killed >/dev/null; else batch in -o killed >/dev/null; fi
    [ "$(same four killed)" = same ] && [ -z "$(find killed -name '.*.??????')" ] && ok=$((ok + 1))
done
verdict "killed at any moment, resumed" "$kills" "$ok"

verdicts
