#!/bin/sh
# run.sh - editions: released ones do not change, and a document that goes from one to the next stays what it was.
# SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# ---- released editions ----
verdict "no file of a released edition has changed" "" "$(tools/freeze.sh check)"
mkdir "$work/copy"
cp -R tools stylesheets "$work/copy/"
echo ' ' >>"$work/copy/stylesheets/1/fo/plan.xsl"
rm "$work/copy/stylesheets/2/terms.ini"
echo x >"$work/copy/stylesheets/2/new.ini"
verdict "a change would be seen" "1/fo/plan.xsl 2/fo/plan.xsl 2/new.ini 2/terms.ini " "$("$work/copy/tools/freeze.sh" check | tr '\n' ' ')"

# ---- every sample, from the first edition to the second ----
for sample in samples/*/*.xml; do
    grep -q 'edition="1"' "$sample" || continue
    name=$(echo "$sample" | tr / -)
    "$svod" upgrade --lang=en "$sample" -o "$work/$name" 2>"$work/said"
    holds "$sample: upgraded" $?
    "$svod" check --lang=en "$work/$name" >"$work/found" 2>&1
    verdict "$sample: valid" 0 "$(grep -c '\[S[0-9]*\]' "$work/found")"
    grep -q '<covers\|<regNumber' "$sample" && continue # sign-offs and printed digests are of the earlier text
    "$svod" render --dump=areas "$sample" -o "$work/before" 2>/dev/null
    "$svod" render --dump=areas "$work/$name" -o "$work/after" 2>/dev/null
    verdict "$sample: the same pages" 0 "$(sed -i 's/=at\.[0-9]*//g' "$work/before" "$work/after"; cmp -s "$work/before" "$work/after"; echo $?)"
done

# ---- what is changed, and what is said of it ----
cat >"$work/old.xml" <<'XML'
<?xml version='1.0'  encoding="UTF-8" ?>
<!-- comment -->
<document   xmlns="urn:svod:document:1" id='ferry' kind="report"
            origin = 'recreated'  lang="ru" edition='1' state="approved" >
  <metadata><title>Отчёт о паромной переправе</title><docDate>2019-11-05</docDate></metadata>
  <body><narrative><p>Паром ходил &#x441; мая.</p></narrative></body>
</document>
XML
sed "s/edition='1'/edition='2'/; s/ *origin = 'recreated'/XX/; s/ state=\"approved\"//; s/<document /<document recreated=\"approved\" /" "$work/old.xml" | tr '\n' '~' | sed 's/~XX//' | tr '~' '\n' >"$work/wanted.xml"
"$svod" upgrade --lang=en "$work/old.xml" -o "$work/new.xml" 2>"$work/said"
verdict "attributes alone are changed" "0 " "$(differ=$(diff "$work/wanted.xml" "$work/new.xml" 2>&1); echo "$? $differ")"
verdict "each change is told" 4 "$(grep -c '\[U01\]' "$work/said")"
iconv -f UTF-8 -t windows-1251 "$work/old.xml" | sed 's/UTF-8/windows-1251/' >"$work/1251.xml"
"$svod" upgrade --lang=en "$work/1251.xml" 2>/dev/null
verdict "in another encoding, in the file itself" 0 "$(sed 's/UTF-8/windows-1251/' "$work/wanted.xml" | iconv -f UTF-8 -t windows-1251 | cmp -s - "$work/1251.xml"; echo $?)"
"$svod" upgrade --lang=en "$work/old.xml" -o "$work/nowhere/new.xml" 2>"$work/said"
verdict "nothing is told of what could not be written" "5 G02" "$? $(grep -o '\[[A-Z][0-9]*\]' "$work/said" | tr -d '[]' | xargs)"
verdict "there is no third edition" "2 G24" "$("$svod" upgrade --lang=en "$work/new.xml" 2>"$work/said"; echo $?) $(grep -o '\[G[0-9]*\]' "$work/said" | tr -d '[]')"
verdict "edition 2 knows no origin" 1 "$(sed 's/recreated="approved"/origin="recreated"/' "$work/new.xml" >"$work/x.xml"; "$svod" check --lang=en "$work/x.xml" 2>&1 | grep -c 'origin.*S53')"

verdicts
