#!/bin/sh
# run.sh - business rules and text checks. CODE-pass.xml must give no finding at all, CODE-fail.xml exactly the
# lines of CODE-fail.expected: line:column: severity: text [code]. SVOD names the program.
# `run.sh --accept` writes the expected lines anew; read them before you commit.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

findings() {
    "$svod" check --lang=en "$1" 2>&1 | sed "s/^$1://"
}

for file in *-pass.xml; do
    verdict "$file" "0 " "$(said=$("$svod" check --lang=en "$file" 2>&1); echo "$? $said")"
done
for file in *-fail.xml; do
    expected=${file%.xml}.expected
    [ "${1:-}" = --accept ] && findings "$file" >"$expected"
    verdict "$file" "$(cat "$expected")" "$(findings "$file")"
done
# Every code of a rule or text check is explained, as severe as it is, and the docs have the same words.
cd ../..
edition=stylesheets/1
{
    sed -n 's/.* id="\(R[0-9]*\)[^"]*" role="\([a-z]*\)".*/\1 \2/p' $edition/rules/*.sch
    sed -n 's/^MESSAGE([A-Z_]*, "\([TAM][0-9]*\)", SEV_\([A-Z]*\),.*/\1 \2/p' pipeline/base/messages.def | tr A-Z a-z | sed 's/^./\u&/'
    sed -n 's/.*SEV_NOTE, "\(U[0-9]*\)",.*/\1 note/p' pipeline/documents/upgrade.c
} | sort -u >"$work/given"
sed -n 's/.*<code id="\([^"]*\)" severity="\([a-z]*\)">.*/\1 \2/p' $edition/codes.xml | sort >"$work/explained"
verdict "$edition/codes.xml: every code, once, with its severity" "$(cat "$work/given")" "$(cat "$work/explained")"
for element in what why; do
    for language in en ru; do
        verdict "$edition/codes.xml: $element in $language" "$(grep -c '<code ' $edition/codes.xml)" \
            "$(grep -c "<$element xml:lang=\"$language\">[^<]" $edition/codes.xml)"
    done
done
for code in $(cut -d' ' -f1 "$work/given"); do
    "$svod" explain --lang=ru "$code" >"$work/words" 2>&1 && grep -q '^Верно: .' "$work/words" || echo "$code"
done >"$work/silent"
verdict "svod explain: every code has an example" "" "$(cat "$work/silent")"
for code in $("$svod" explain | cut -d' ' -f1 | sort -u); do
    [ "$("$svod" explain --lang=ru "$code" | grep -c .)" -gt 1 ] || echo "$code"
done >"$work/short"
verdict "svod explain: of every code what it belongs to" "" "$(cat "$work/short")"
verdict "svod explain: no place of a message is left open" "0 0" \
    "$("$svod" explain --lang=en | grep -c '{[0-9]') $("$svod" explain --lang=ru $("$svod" explain | cut -d' ' -f1 | sort -u) | grep -c '{[0-9]')"
verdict "svod explain: what a message is about, and what it may end with" \
    "S13, fatal: </…> comes while <…>, opened in line …, column …, is still open: </…> is missing before it" \
    "$("$svod" explain --lang=en S13 | head -n 1)"
verdict "svod explain: no such code" "64 svod: fatal: there is no code R99; «svod explain» lists those there are [G23]" \
    "$(said=$("$svod" explain --lang=en R99 2>&1); echo "$? $said")"
# A rule that was changed after the build holds as it is now, with the line of its file in messages.
mkdir -p "$work/data/stylesheets" "$work/data/build"
cp -R stylesheets/1 "$work/data/stylesheets/1"
cp -R fonts "$work/data/fonts"
cp -R build/rules build/hyphen "$work/data/build/"
sed -i 's/id="R14.en" xml:lang="en">/&changed: /' "$work/data/stylesheets/1/rules/results.sch"
verdict "prepared rules that are not up to date are not used" "changed: item 1" \
    "$(SVOD_DATA=$work/data "$svod" check --lang=en tests/rules/R14-fail.xml 2>&1 | sed -n 's/.*\(changed: item 1\):.*/\1/p')"
if command -v xsltproc >/dev/null 2>&1; then
    for doc in docs/rules.md docs/merge.md; do
        tools/rules-doc.sh $doc | cmp -s - $doc
        holds "$doc is up to date (make docs)" $?
    done
elif [ "${CI:-}" = true ]; then
    verdict "xsltproc is installed" yes no
fi
verdicts
