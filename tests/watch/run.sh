#!/bin/sh
# run.sh - svod watch: it renders on each change of the document (in place, or replaced by a new file), its image, the
# settings, a stylesheet; keeps the last good PDF; leaves other files alone; ends on SIGINT and SIGTERM, also while it
# renders, and leaves nothing behind. SVOD names the program. The last line is 'N passed, N failed'.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
data=$PWD
work=$(mktemp -d)
pid=
trap 'kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT
verdict_log=$work/log
made() { grep -c ' is made, pages: ' "$work/log"; }
kept() { grep -c ' stays as it was$' "$work/log"; }

reaches() { # made or kept, number: yes when it has come to that
    for _ in $(seq 200); do
        [ "$($1)" -ge "$2" ] && echo yes && return
        sleep 0.1
    done
    echo no
}

# An edition of its own, that the test may change.
mkdir -p "$work/data/build" "$work/papers/elsewhere"
cp -R "$data/stylesheets" "$data/fonts" "$work/data/"
cp -R "$data/build/rules" "$data/build/hyphen" "$data/build/locale" "$data/build/digests" "$work/data/build/"
export SVOD_DATA="$work/data"
cd "$work/papers" || exit 1
cat >paper.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<document xmlns="urn:svod:document:1" id="dam" kind="report" lang="ru" edition="2">
  <metadata><title>Отчёт о плотине</title><docDate>2026-01-20</docDate></metadata>
  <body><narrative><p>Плотина стоит.</p></narrative></body>
</document>
XML
: >"$work/log"
"$svod" watch --lang=en paper.xml >"$work/log" 2>&1 &
pid=$!
verdict "it begins with a PDF" yes "$(reaches made 1)"
sed -i 's/стоит/держит воду/' paper.xml
verdict "replaced by rename" yes "$(reaches made 2)"
sed 's/держит/удержит/' paper.xml >new.txt
cat new.txt >paper.xml
verdict "written in place" yes "$(reaches made 3)"
cp paper.pdf good.pdf
sed -i 's/<p>/<p colour="red">/' paper.xml
verdict "a mistake" yes "$(reaches kept 1)"
verdict "the last good PDF stays" same "$(cmp -s paper.pdf good.pdf && echo same)"
verdict "the mistake is told" 1 "$(grep -c '^paper.xml:4:[0-9]*: error: .*colour.* \[S53\]$' "$work/log")"
rm paper.xml
sleep 0.3
verdict "a file that is gone is waited for" 3 "$(made)"
sed 's/удержит/пропустит/' new.txt >paper.xml
verdict "it comes again" yes "$(reaches made 4)"
printf '[thresholds]\nR17.shared = 4\n' >svod.ini
verdict "settings that come to lie beside it" yes "$(reaches made 5)"
printf '[thresholds]\nR17.shared = 5\n' >svod.ini
verdict "settings" yes "$(reaches made 6)"
echo '<!-- new -->' >>"$work/data/stylesheets/1/fo/narrative.xsl"
verdict "a stylesheet" yes "$(reaches made 7)"
touch other.xml notes.txt .paper.xml.swp
echo more >paper.xml~
sleep 0.5
verdict "other files" 7 "$(made)"
for i in 1 2 3 4 5 6 7 8; do # as an editor that saves in steps
    cat new.txt >paper.xml
done
verdict "steps of one change" yes "$(reaches made 8)"
sleep 0.5
verdict "are rendered once or twice" yes "$([ "$(made)" -le 9 ] && echo yes)"
kill -INT $pid
wait $pid
holds "SIGINT ends it" $?
verdict "nothing is left" "" "$(find . -name '.paper.pdf*')"

# Through a link, from another folder, into a file of a name of its own.
mv paper.xml elsewhere/real.xml
ln -s elsewhere/real.xml paper.xml
cd "$work" || exit 1
: >"$work/log"
"$svod" watch --lang=en papers/paper.xml -o out.pdf --pdf=plain >"$work/log" 2>&1 &
pid=$!
verdict "through a link" yes "$(reaches made 1)"
sed -i 's/пропустит/отведёт/; s/удержит/отведёт/' papers/elsewhere/real.xml
verdict "what the link leads to" yes "$(reaches made 2)"
mv papers/elsewhere papers/moved
sleep 0.3
mkdir papers/elsewhere
sed 's/отведёт/наберёт/' papers/moved/real.xml >papers/elsewhere/real.xml
touch papers/moved/real.xml
cp papers/elsewhere/real.xml papers/new.xml
mv papers/new.xml papers/paper.xml
verdict "a file in the place of the link" yes "$(reaches made 3)"
kill -TERM $pid
wait $pid
holds "SIGTERM ends it" $?

# While it renders something long.
{
    sed '/<body>/,$d' "$work/papers/new.txt"
    echo '<body><narrative>'
    awk 'BEGIN { for (i = 0; i < 150000; i++) print "<p>Вода стоит у отметки " i ", заслонки закрыты.</p>" }'
    echo '</narrative></body></document>'
} >long.xml
: >"$work/log"
"$svod" watch --lang=en long.xml >"$work/log" 2>&1 &
pid=$!
sleep 0.7
kill -INT $pid
wait $pid
holds "SIGINT while it renders" $?
verdict "it was not done" 0 "$(made)"
verdict "no half a file" "" "$(find . -maxdepth 1 -name '*long.pdf*')"
verdict "no process is left" "" "$(ps -eo ppid,args | grep "^ *[0-9]* [^ ]*svod watch --lang=en long.xml")"
pid=
verdict "not to standard output" 64 "$("$svod" watch -o - long.xml >/dev/null 2>&1; echo $?)"
verdicts
