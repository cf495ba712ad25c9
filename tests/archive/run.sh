#!/bin/bash
# run.sh - svod archive: what was told as added is there, also when the program is killed, by two at once, on a full disk; found,
# rendered again, handed over. KILLS: how often to kill (default 12). SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'umount "$work/small" 2>/dev/null; rm -rf "$work"' EXIT
kills=${KILLS:-12}
export LOGNAME=archivist

archive() { "$svod" archive --lang=en "$@" 2>"$work/err"; }

# ---- many documents, of three years ----
mkdir "$work/in"
for i in $(seq 1 40); do
    year=$((2018 + i % 3))
    sed "s/pier-plan/pier-$i/; s/2024/$year/g; s/План ремонта причала/План ремонта причала $i/" tests/approve/plan.xml >"$work/in/pier-$i.xml"
done
verdict "init" 0 "$(archive init "$work/a" >/dev/null; echo $?)"
verdict "init again is harmless" 0 "$(archive init "$work/a" >/dev/null; echo $?)"
archive add "$work/a" "$work"/in/pier-[1-9].xml >"$work/said"
holds "add: status" $?
verdict "add: a line each" 9 "$(grep -c 'added as' "$work/said")"
verdict "twice is harmless" "9 9" "$(archive add "$work/a" "$work"/in/pier-[1-9].xml | grep -c 'already there') $(archive list "$work/a" | wc -l)"
verdict "by year" 3 "$(archive list "$work/a" --year 2018 | wc -l)"
verdict "search: other endings" 9 "$(archive search "$work/a" РЕМОНТЫ кнехтам | wc -l)"
verdict "search: all words" 1 "$(archive search "$work/a" причал 7 | wc -l)"
mkdir "$work/noted" && sed 's|</title>|<footnote>Проект бюро.</footnote></title>|' tests/approve/plan.xml >"$work/noted/plan.xml"
archive init "$work/noted/a" >/dev/null && archive add "$work/noted/a" "$work/noted/plan.xml" >/dev/null
verdict "a title without its footnote" "0 1" "$(archive list "$work/noted/a" | grep -c бюро) $(archive search "$work/noted/a" бюро | wc -l)"
mkdir "$work/sign" && sed $'s|<approval|<organisation id="o" role="issuer"><fullName>\xc2\x9b31mПорт</fullName></organisation>&|' tests/approve/plan.xml >"$work/sign/plan.xml"
archive init "$work/sign/a" >/dev/null && archive add "$work/sign/a" "$work/sign/plan.xml" >/dev/null
verdict "a name that would move about a terminal" "1 0" "$(archive show "$work/sign/a" 1 | grep -c '^organisation: .*31m') $(archive show "$work/sign/a" 1 | grep -c $'\xc2\x9b')"
cp tests/approve/plan.xml "$work/sign/"$'two\nlines.xml'
verdict "a name with the end of a line" "1 1" "$(archive init "$work/sign/b" >/dev/null; archive add "$work/sign/b" "$work/sign/"$'two\nlines.xml' | grep -c 'two lines.xml: added as 1$') $(archive list "$work/sign/b" | wc -l)"
verdict "search: nothing" "nothing is found" "$(archive search "$work/a" дирижабль)"
verdict "show" "document: pier-1" "$(archive show "$work/a" 1 | head -n 1)"
verdict "show: who" "by: archivist" "$(archive show "$work/a" 1 | grep '^by')"
verdict "show: no such number" "2 E23" "$(archive show "$work/a" 99; echo $?) $(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]')"
verdict "regenerate" "9: identical 9, same pages 0, not comparable 0, different 0, cannot be rendered 0, damaged 0" "$(archive regenerate "$work/a" | tail -n 1)"
verdict "regenerate a year" 3 "$(archive regenerate "$work/a" --year 2019 | grep -c identical\ \ pier)"
verdict "verify" "documents: 9, all sound" "$(archive verify "$work/a")"

# ---- a file that another program saves while it is added: it is read once, which a pipe can tell ----
archive init "$work/saved" >/dev/null
verdict "read once" "-: added as 1" "$(archive add "$work/saved" - <tests/approve/plan.xml)"
verdict "source and PDF match" "1: identical 1, same pages 0, not comparable 0, different 0, cannot be rendered 0, damaged 0" "$(archive regenerate "$work/saved" | tail -n 1)"

# ---- a PDF with its source; one that is damaged in the archive ----
"$svod" render tests/approve/plan.xml -o "$work/plan.pdf" 2>/dev/null
verdict "add a PDF" 1 "$(archive add "$work/a" "$work/plan.pdf" | grep -c 'added as 10')"
cp "$work/plan.pdf" "$work/PLAN.PDF"
verdict "a PDF in capital letters" 1 "$(archive add "$work/a" "$work/PLAN.PDF" | grep -c 'already there as 10$')"
qpdf --qdf --object-streams=disable "$work/plan.pdf" "$work/plain.pdf"
LC_ALL=C sed 's/svod:state>draft</svod:state>other</' "$work/plain.pdf" >"$work/claims.pdf"
archive init "$work/claimed" >/dev/null
LC_ALL=C sed '/TJ$/s/<\(..\)\(..\)/<\2\1/' "$work/plain.pdf" >"$work/forged.pdf"
verdict "a forged PDF is kept, and told" "6 1 1" "$(archive add "$work/claimed" "$work/forged.pdf" >"$work/said"; echo $? "$(grep -c 'added as 1' "$work/said")" "$(grep -c 'does not confirm the PDF: different' "$work/said")")"
verdict "nor is it confirmed later" "6 1" "$(archive regenerate "$work/claimed" >"$work/said"; echo $? "$(grep -c ' different  pier-plan' "$work/said")")"
verdict "one written otherwise is confirmed" "0 0" "$(archive add "$work/claimed" "$work/plain.pdf" >"$work/said"; echo $? "$(grep -c 'confirm' "$work/said")")"
verdict "a state that the PDF only claims" "1 state: draft" "$(archive add "$work/claimed" "$work/claims.pdf" | grep -c 'added as 3') $(archive show "$work/claimed" 3 | grep '^state')"
"$svod" render --pdf=a1b tests/approve/plan.xml -o "$work/bare.pdf" 2>/dev/null
verdict "a PDF without a source" "2 E03" "$(archive add "$work/a" "$work/bare.pdf"; echo $?) $(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]')"
archive init "$work/bare" >/dev/null
verdict "with its source beside it" "0 1" "$(archive add "$work/bare" "$work/bare.pdf" --source tests/approve/plan.xml >"$work/said"; echo $? "$(grep -c 'added as 1' "$work/said")")"
verdict "which makes it again" "level of the PDF: a1b identical" "$(archive show "$work/bare" 1 | grep '^level') $(archive regenerate "$work/bare" | awk 'NR == 1 { print $2 }')"
verdict "another source does not" "6 1" "$(archive add "$work/bare" "$work/bare.pdf" --source "$work/in/pier-1.xml" >"$work/said"; echo $? "$(grep -c 'does not confirm' "$work/said")")"
verdict "a source that is not there" "2 G01" "$(archive add "$work/bare" "$work/bare.pdf" --source "$work/none.xml"; echo $?) $(grep -o '\[G[0-9]*\]' "$work/err" | tr -d '[]')"
verdict "a source of two files" 64 "$(archive add "$work/bare" "$work/bare.pdf" "$work/plan.pdf" --source tests/approve/plan.xml; echo $?)"
verdict "a document that is none" 2 "$(archive add "$work/a" README.md >/dev/null; echo $?)"
verdict "one bad file does not stop the others" "2 1" "$(archive add "$work/a" README.md "$work/in/pier-10.xml" >"$work/said"; echo $?) $(grep -c 'added as 11' "$work/said")"
pdf=$(archive show "$work/a" 2 | sed -n 's/^PDF: //p')
chmod u+w "$pdf"
cp "$pdf" "$work/kept"
printf 'x' | dd of="$pdf" bs=1 seek=2000 conv=notrunc 2>/dev/null
verdict "verify finds a damaged file" "6 1" "$(archive verify "$work/a" >"$work/said"; echo $?) $(grep -c 'missing or damaged' "$work/said")"
cp "$work/kept" "$pdf"

# ---- handing over ----
archive export "$work/a" -o "$work/out" >/dev/null
holds "export: status" $?
verdict "checksums agree" 0 "$(cd "$work/out" && sha256sum --quiet -c SHA256SUMS >/dev/null 2>&1; echo $?)"
verdict "two files a document, and the lists" 25 "$(find "$work/out" -type f | wc -l)"
verdict "the list is JSON" 11 "$(python3 -c "import json,sys; print(len(json.load(open(sys.argv[1]))))" "$work/out/catalogue.json")"
verdict "and CSV" 12 "$(python3 -c "import csv,sys; print(len(list(csv.reader(open(sys.argv[1], encoding='utf-8-sig'), delimiter=';'))))" "$work/out/catalogue.csv")"

mkdir -p "$work/blocked/1-pier-1.xml"
verdict "a file in the way: told" "5 G02" "$(archive export "$work/a" -o "$work/blocked" >/dev/null; echo $?) $(grep -o '\[[A-Z0-9]*\]' "$work/err" | tr -d '[]')"
verdict "and in no list" "0 0 21" "$(grep -c '1-pier-1.xml"' "$work/blocked/catalogue.json") $(grep -c ' 1-pier-1.xml' "$work/blocked/SHA256SUMS") $(grep -c pier- "$work/blocked/SHA256SUMS")"
verdict "a year without documents: lists with a head alone" "0 1 []" "$(archive export "$work/a" --year 1999 -o "$work/bare" >/dev/null; echo $?) $(wc -l <"$work/bare/catalogue.csv") $(tr -d '\n' <"$work/bare/catalogue.json")"

# ---- a catalogue that another program keeps busy: it is waited for, but not for ever ----
cp -r "$work/a" "$work/busy"
{ echo 'BEGIN IMMEDIATE;'; sleep 25; } | sqlite3 "$work/busy/catalogue.db" &
holder=$!
sleep 0.5
{
    "$svod" archive --lang=en add "$work/busy" "$work/in/pier-40.xml" >"$work/busy.said" 2>&1
    echo $? >"$work/busy.status"
} &
waiting=$!
verdict "reading need not wait" 11 "$(archive list "$work/busy" | wc -l)"

# ---- not an archive ----
verdict "no archive" "2 E20" "$(archive list "$work/in"; echo $?) $(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]')"
verdict "usage: action" 64 "$(archive burn "$work/a"; echo $?)"
verdict "usage: nothing to add" 64 "$(archive add "$work/a"; echo $?)"
verdict "usage: where to" 64 "$(archive export "$work/a"; echo $?)"
cp -r "$work/a" "$work/newer"
sqlite3 "$work/newer/catalogue.db" 'PRAGMA user_version = 99'
verdict "init of a later version" "2 E21" "$(archive init "$work/newer"; echo $?) $(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]')"
verdict "of a later version" E21 "$(archive list "$work/newer"; grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]')"

# ---- damaged, in each way ----
code() { grep -o '\[[A-Z][0-9]*\]' "$work/err" | sort -u | tr -d '[]' | xargs; }
damaged() { # name, what damages a copy of the archive (from within it)
    rm -rf "$work/copy"
    cp -r "$work/a" "$work/copy"
    (cd "$work/copy" && eval "$1")
}
answers() { # name, wanted: status, codes; command…
    local name=$1 wanted=$2
    shift 2
    archive "$@" >"$work/said"
    verdict "$name: archive $1" "$wanted" "$(echo $? $(code) | xargs)"
}
damaged ': >catalogue.db; rm -f catalogue.db-*'
for action in list verify regenerate "show $work/copy 1" "search $work/copy причал" "add $work/copy tests/approve/plan.xml"; do
    answers "an empty catalogue" "2 E20" ${action%% *} "$work/copy" $(echo "$action" | cut -s -d' ' -f3-)
done
for damage in 'head -c 5000 README.md >catalogue.db' 'mv catalogue.db x; head -c 700 x >catalogue.db' 'dd if=/dev/urandom of=catalogue.db bs=1000 count=9' 'rm -f catalogue.db-*; printf x | dd of=catalogue.db bs=1 seek=3 conv=notrunc'; do
    damaged "cp '$PWD/README.md' .; rm -f catalogue.db-*; { $damage; } 2>/dev/null"
    for action in list verify regenerate init; do
        answers "damaged by: $damage" "5 E22" $action "$work/copy"
    done
done
damaged 'rm -f catalogue.db*; mkdir catalogue.db'
answers "a folder in place of the catalogue" "2 E20" list "$work/copy"
damaged 'sqlite3 catalogue.db "DROP TABLE documents"'
for action in list verify regenerate; do answers "a table is gone" "5 E22" $action "$work/copy"; done
answers "a table is gone" "5 E22" show "$work/copy" 1
answers "a table is gone" "5 E22" export "$work/copy" -o "$work/handed"
verdict "no list that seems complete" "0 " "$(wc -l <"$work/said") $(ls "$work/handed" | grep -v '^[0-9]')"
answers "a table is gone" "5 E22" add "$work/copy" tests/approve/plan.xml
russian() { LANGUAGE=en "$svod" archive --lang=ru "$@" 2>&1 | sed 's/ \[[A-Z0-9]*\]$//; s/.*: \([^a-z]\)/\1/'; } # the reason; in brackets SQLite has colons, too
verdict "a table is gone, in Russian" "в каталоге не хватает части (no such table: documents)" "$(russian list "$work/copy")"
verdict "no catalogue, in Russian" "каталог повреждён, или это не каталог (file is not a database)" "$(head -c 5000 README.md >"$work/copy/catalogue.db"; russian list "$work/copy")"
verdict "a file in the way, in Russian" "мешает файл с таким именем" "$(russian init README.md)"
damaged 'sqlite3 catalogue.db "DROP TABLE texts"'
answers "the texts are gone" "5 E22" search "$work/copy" причал
answers "the texts are gone" "5 E22" add "$work/copy" "$work/in/pier-30.xml"
verdict "and nothing was entered" 11 "$(archive list "$work/copy" | wc -l)"
damaged 'dd if=/dev/zero of=catalogue.db bs=4096 seek=2 count=2 conv=notrunc 2>/dev/null; rm -f catalogue.db-*'
archive verify "$work/copy" >"$work/said"
verdict "zeros in the catalogue" "1 1" "$([ $? -ge 5 ] && echo 1) $(grep -c 'the catalogue is damaged' "$work/said")"
damaged "page=\$(sqlite3 catalogue.db \"SELECT max(pageno) FROM dbstat WHERE name = 'documents'\"); rm -f catalogue.db-*; dd if=/dev/zero of=catalogue.db bs=4096 seek=\$((page - 1)) count=1 conv=notrunc 2>/dev/null"
answers "the last rows are zeros" "5 E22" export "$work/copy" -o "$work/zeros"
verdict "no list either" 0 "$(ls "$work/zeros" | grep -vc '^[0-9]')"
damaged 'sqlite3 catalogue.db "PRAGMA user_version = -7"'
answers "a version below all" "2 E20" list "$work/copy"
damaged 'rm -r files; mkdir files'
answers "the files are gone" 6 verify "$work/copy"
verdict "each is named" 22 "$(grep -c 'missing or damaged' "$work/said")"
answers "the files are gone" "6 E25" export "$work/copy" -o "$work/handed"
answers "the files are gone" "6 E25" regenerate "$work/copy"
verdict "the sum says so" "11: identical 0, same pages 0, not comparable 0, different 0, cannot be rendered 0, damaged 11" "$(tail -n 1 "$work/said")"
damaged 'for f in files/*/*; do chmod u+w $f; echo x >$f; done'
answers "other bytes in all files" 6 verify "$work/copy"
answers "other bytes in all files" "6 E25" regenerate "$work/copy"
damaged 'for f in files/*/*; do chmod u+w $f; head -c -1 $f >x; printf " " >>x; mv x $f; done'
answers "one byte in all files" "6 E25" export "$work/copy" -o "$work/handed"
verdict "each is told, none is handed over" "22 3" "$(grep -c E25 "$work/err") $(ls "$work/handed" | wc -l)"
answers "adding a source heals" 0 add "$work/copy" "$work/in/pier-1.xml"
verdict "adding a source heals" 1 "$(grep -c 'already there as 1; what was damaged of it is whole again' "$work/said")"
answers "adding a PDF heals" 0 add "$work/copy" "$work/plan.pdf"
verdict "adding a PDF heals" 1 "$(grep -c 'already there as 10; what .* whole' "$work/said")"
verdict "and no document is new" "11 18" "$(archive list "$work/copy" | wc -l) $(archive verify "$work/copy" | grep -c 'missing or')"
damaged "sqlite3 catalogue.db \"UPDATE documents SET pdf = 'ab' || substr(pdf, 3) WHERE number = 2\""
answers "a PDF that is made otherwise now" "6 E25" add "$work/copy" "$work/in/pier-2.xml"
verdict "is a document of its own" 1 "$(grep -c 'added as 12' "$work/said")"
mkdir -p "$work/data/build"
cp -R stylesheets fonts "$work/data/"
cp -R build/hyphen build/rules build/digests "$work/data/build/"
rm "$work/data/stylesheets/1/fo/main.xsl"
damaged ':'
export SVOD_DATA=$work/data
answers "an installation without its stylesheet" "5 E04" regenerate "$work/copy"
unset SVOD_DATA
verdict "the sum says so too" "11: identical 0, same pages 0, not comparable 0, different 0, cannot be rendered 11, damaged 0" "$(tail -n 1 "$work/said")"
printf '<document' >"$work/torn.xml"
damaged 'rm -r tmp; echo >tmp'
answers "no place for a PDF" "5 G02" add "$work/copy" "$work/in/pier-30.xml"
answers "no place for a source" "5 G02" add "$work/copy" "$work/plan.pdf"
answers "no place for the second of two" "5 G02 S16" add "$work/copy" "$work/torn.xml" "$work/in/pier-30.xml"
answers "no place for the first of two" "5 G02 S16" add "$work/copy" "$work/in/pier-30.xml" "$work/torn.xml"
damaged 'rm -r files; echo >files'
answers "no place for files" "5 G02" add "$work/copy" "$work/in/pier-30.xml"
answers "a file in place of a folder" "5 G02" init "$work/copy"
answers "one to hand over to that is none" "5 G02" export "$work/a" -o README.md
ln -s a "$work/way"
for folder in a a/ a/. way a/new a/files a/files/new/ way/tmp; do
    answers "the archive as the place to hand over to: $folder" "64 E27" export "$work/a" -o "$work/$folder"
done
verdict "which stays as it was" "catalogue.db files tmp" "$(cd "$work/a" && ls -x -w 99 -I '*-shm' -I '*-wal' | xargs)"
verdict "seen from within, too" "64 E27" "$(cd "$work/a" && archive export . -o new >/dev/null; echo $? $(code))"
answers "numbers that are none" "2 E23" show "$work/a" x 0 -- -1
answers "no words to look for" 0 search "$work/a" ' ' ,.
verdict "no words to look for" "nothing is found" "$(cat "$work/said")"
answers "a signature that is not there" "2 G01" add "$work/a" --cms-in "$work/none.sig" "$work/in/pier-31.xml"
printf 'signature' >"$work/plan.sig"
answers "with a signature beside it" 0 add "$work/a" --cms-in "$work/plan.sig" "$work/in/pier-32.xml"
verdict "which is shown" 1 "$(archive show "$work/a" 12 | grep -c '^signature: ')"
verdict "and handed over" signature "$(archive export "$work/a" -o "$work/out" >/dev/null && cat "$work/out"/12-*.pdf.sig)"
answers "a signature that comes later" 0 add "$work/a" --cms-in "$work/plan.sig" "$work/plan.pdf"
verdict "is kept with what it is of" "1 1" "$(grep -c 'already there as 10; the signature is kept with it$' "$work/said") $(archive show "$work/a" 10 | grep -c '^signature: ')"
answers "the same signature again" 0 add "$work/a" --cms-in "$work/plan.sig" "$work/plan.pdf"
verdict "changes nothing" 1 "$(grep -c 'already there as 10$' "$work/said")"
printf 'another' >"$work/other.sig"
answers "another signature" "2 E26" add "$work/a" --cms-in "$work/other.sig" "$work/plan.pdf"
answers "a signature of a source that is there" 0 add "$work/a" --cms-in "$work/plan.sig" "$work/in/pier-1.xml"
verdict "is kept too" "1 1" "$(grep -c 'already there as 1; the signature' "$work/said") $(archive show "$work/a" 1 | grep -c '^signature: ')"
answers "a signature of two files" 64 add "$work/a" --cms-in "$work/plan.sig" "$work/in/pier-2.xml" "$work/in/pier-3.xml"
verdict "the level of the PDF is kept" "level of the PDF: a2a" "$(archive add "$work/a" --pdf=a2a "$work/in/pier-33.xml" >/dev/null; archive show "$work/a" 13 | grep '^level')"
verdict "the day of the run" "added: 2001-09-09T01:46:40Z" "$(SOURCE_DATE_EPOCH=1000000000 archive add "$work/a" "$work/in/pier-34.xml" >/dev/null; archive show "$work/a" 14 | grep '^added')"
verdict "who, without a name" "by: uid $(id -u)" "$(LOGNAME= archive add "$work/a" "$work/in/pier-35.xml" >/dev/null; archive show "$work/a" 15 | grep '^by')"

# ---- one id ----
archive init "$work/ids" >/dev/null
ids() { # name, wanted: lines, what is said of ids; document
    archive add "$work/ids" "$3" >"$work/said"
    verdict "$1" "$2" "$(echo $(wc -l <"$work/said") $(sed -n 's/.*: \(.* same id\).*/\1/p' "$work/said"))"
}
"$svod" approve "$work/in/pier-1.xml" --as approved --date 2019-03-12 -o "$work/version.xml" 2>/dev/null
sed 's/id="pier-2"/id="pier-1"/' "$work/in/pier-2.xml" >"$work/other.xml"
ids "the first of its id" 1 "$work/in/pier-1.xml"
ids "another id" 1 "$work/in/pier-2.xml"
ids "a version of the first" "2 a version of number 1 (the same id" "$work/version.xml"
ids "another document with its id" "2 number 3 has the same id" "$work/other.xml"
ids "the same once more" 1 "$work/other.xml"

plan() { sqlite3 "$work/ids/catalogue.db" "EXPLAIN QUERY PLAN SELECT title FROM documents WHERE id = 'pier-1'" | grep -o documents_by_id; }
sqlite3 "$work/ids/catalogue.db" 'DROP INDEX documents_by_id; PRAGMA user_version = 1'
answers "an archive of the first version" 0 list "$work/ids"
verdict "is brought further" "4 2 documents_by_id" "$(wc -l <"$work/said") $(sqlite3 "$work/ids/catalogue.db" 'PRAGMA user_version') $(plan)"

# ---- two at once ----
archive init "$work/two"
archive add "$work/two" "$work"/in/pier-*.xml >"$work/said1" &
archive add "$work/two" "$work"/in/pier-[1-3]*.xml >"$work/said2" &
wait
verdict "two at once: each document once" 40 "$(archive list "$work/two" | wc -l)"
verdict "and all sound" "documents: 40, all sound" "$(archive verify "$work/two")"

${CC:-gcc} -shared -fPIC -x c -o "$work/same.so" - <<<'int getpid(void) { return 7; }' || exit 1 # as in two containers
contained() { LD_PRELOAD=$work/same.so "$PWD/build/plain/svod" archive add "$work/containers" "$@" >/dev/null 2>&1; } # sanitizers want to be first
archive init "$work/containers"
contained "$work"/in/pier-[12]*.xml &
contained "$work"/in/pier-[3-9]*.xml
wait
verdict "two with one number of process" "40: identical 40" "$(archive regenerate "$work/containers" | tail -n 1 | cut -d, -f1)"

# ---- killed at any moment ----
archive init "$work/killed"
: >"$work/acknowledged"
i=0
while [ $i -lt "$kills" ]; do
    i=$((i + 1))
    "$svod" archive --lang=en add "$work/killed" "$work"/in/pier-*.xml >"$work/said" 2>/dev/null &
    pid=$!
    sleep "0.0$((RANDOM % 10))$((RANDOM % 10))"
    [ $((i % 3)) -eq 0 ] && sleep "0.$((RANDOM % 4))"
    kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    sed -n 's/.*in\/\(pier-[0-9]*\).xml: added as.*/\1/p' "$work/said" >>"$work/acknowledged"
done
archive list "$work/killed" >"$work/listed"
lost=0
while read -r id; do
    grep -q " $id  " "$work/listed" || lost=$((lost + 1))
done <"$work/acknowledged"
verdict "killed $kills times: nothing acknowledged is lost" 0 "$lost"
verdict "the catalogue is sound" ok "$(sqlite3 "$work/killed/catalogue.db" 'PRAGMA integrity_check')"
verdict "no half file" 0 "$(cd "$work/killed/files" && find . -type f ! -name '.*' | while read -r f; do [ "$(sha256sum <"$f" | cut -d' ' -f1)" = "$(basename "$f")" ] || echo "$f"; done | wc -l)"
archive add "$work/killed" "$work"/in/pier-*.xml >/dev/null
verdict "and it goes on" "documents: 40, all sound" "$(archive verify "$work/killed")"

# ---- a full disk, a catalogue that may not be read ----
mkdir "$work/small"
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o nr_inodes=4 tmpfs "$work/small" 2>/dev/null; then # for all but the catalogue
    answers "no room for a catalogue" "5 E22" init "$work/small/a"
    umount "$work/small"
fi
if [ "$(id -u)" = 0 ] && setpriv --reuid 65534 --clear-groups test -x "$svod"; then
    chmod 755 "$work"
    reads() { setpriv --reuid 65534 --clear-groups "$svod" archive --lang=en "$@" >"$work/said" 2>"$work/err"; echo $? $(code); }
    rm -rf "$work/copy"
    cp -r "$work/a" "$work/copy"
    chmod -R go+rX,go-w "$work/copy"
    for action in list verify "show $work/copy 1" "search $work/copy причал" "export $work/copy -o $(mktemp -u /tmp/svod-handed-XXXXXX)"; do
        verdict "an archive of somebody else: ${action%% *}" "0 yes" "$(reads ${action%% *} "$work/copy" $(echo "$action" | cut -s -d' ' -f3-)) $([ -s "$work/said" ] && echo yes)"
        rm -rf "${action##* -o }"
    done
    verdict "it stays as it was" "catalogue.db files tmp" "$(ls "$work/copy" | xargs)"
    chmod 600 "$work/two/catalogue.db"
    verdict "a catalogue that may not be read" "5 1" "$(setpriv --reuid 65534 --clear-groups "$svod" archive --lang=en list "$work/two" 2>"$work/err"; echo $? $(grep -c 'you have no right to do so \[E22\]' "$work/err"))"
fi
if [ "$(id -u)" = 0 ] && mount -t tmpfs tmpfs "$work/small" 2>/dev/null; then
    cp -r "$work/a" "$work/small/r?%23"
    for state in ro "ro, with what a killed process left"; do
        [ "$state" = ro ] || touch "$work/small/r?%23/catalogue.db-wal"
        mount -o remount,ro "$work/small"
        for action in list verify regenerate "show x 1" "search x причал" "export x -o $work/from-ro"; do
            answers "on a disk that can only be read ($state)" 0 ${action%% *} "$work/small/r?%23" $(echo "$action" | cut -s -d' ' -f3-)
        done
        answers "on a disk that can only be read" "5 G02" add "$work/small/r?%23" samples/small/events.xml
        mount -o remount,rw "$work/small"
    done
    echo x >"$work/small/r?%23/catalogue.db-wal"
    mount -o remount,ro "$work/small"
    answers "which lacks what was written last" "5 E22" list "$work/small/r?%23"
    verdict "and that is told" 1 "$(grep -c 'was written last' "$work/err")"
    umount "$work/small"
fi
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=700k tmpfs "$work/small" 2>/dev/null; then
    archive init "$work/small/a"
    archive add "$work/small/a" "$work"/in/pier-*.xml >"$work/said"
    verdict "a full disk: status" 5 $?
    verdict "it is told" 1 "$(grep -c 'no room left' "$work/err" | sed 's/^[1-9].*/1/')"
    verdict "what was told as added is there" "$(grep -c 'added as' "$work/said")" "$(archive list "$work/small/a" | wc -l)"
    verdict "and the archive is sound" 0 "$(archive verify "$work/small/a" >/dev/null; echo $?)"
fi

# ---- what became of the one that waited ----
wait $waiting 2>/dev/null
verdict "a busy catalogue" "5 1" "$(cat "$work/busy.status") $(grep -c 'another program keeps it busy .*\[E22\]' "$work/busy.said")"
kill $holder 2>/dev/null
wait $holder 2>/dev/null
verdict "… once it is free" "0 1" "$(archive add "$work/busy" "$work/in/pier-40.xml" >"$work/said"; echo $?) $(grep -c 'added as 12' "$work/said")"

verdicts
