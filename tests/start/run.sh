#!/bin/sh
# run.sh - how one begins: svod new (every starting document checks without a finding and makes a PDF), svod doctor (all
# well, and what is not). SVOD names the program. The last line is 'N passed, N failed'.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
data=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

said() { # arguments of svod: exit code and what it says
    text=$("$svod" "$@" 2>&1)
    echo "$? $text"
}

cd "$work" || exit 1
# ---- svod new -------------------------------------------------------------------------------------
kinds=$(sed -n 's/.*<xs:enumeration value="\([a-z]*\)".*/\1/p' "$data/stylesheets/2/schema/document.xsd" | sort -u)
for kind in plan report programme roadmap summary courses; do
    verdict "$kind is a kind of document" 1 "$(echo "$kinds" | grep -c "^$kind\$")"
    verdict "new $kind" "0 $kind.xml is written: put your words in place of those in [brackets], then: svod check $kind.xml" \
        "$(said new --lang=en "$kind")"
    verdict "check $kind" "0 " "$(said check --lang=en "$kind.xml")"
    verdict "render $kind" "0 " "$(said render --lang=en "$kind.xml")"
    verdict "$kind: a PDF" "%PDF" "$(head -c 4 "$kind.pdf")"
    verdict "$kind: its kind" 1 "$(grep -c "id=\"$kind-20[0-9][0-9]\" kind=\"$kind\" lang=\"ru\" edition=\"2\"" "$kind.xml")"
    verdict "$kind: no blank is left open" "" "$(grep -n '{[a-z]*}' "$kind.xml")"
    verdict "$kind: explained" yes "$([ "$(grep -c '<!--' "$kind.xml")" -gt 2 ] && echo yes)"
    verdict "$kind in a leap year" "0 " "$("$svod" new "$kind" --on 2028-02-29 -o "leap-$kind.xml" >/dev/null && said check --lang=en "leap-$kind.xml")"
done
cp plan.xml before.xml
verdict "what is there stays" "5 plan.xml: fatal: the file is there already and stays as it is: give another name with -o [G26]" "$(said new --lang=en plan)"
verdict "and has not changed" same "$(cmp -s plan.xml before.xml && echo same)"
verdict "the name is the id" 1 "$("$svod" new report -o bridges-2026.xml >/dev/null && grep -c 'id="bridges-2026"' bridges-2026.xml)"
verdict "a name that cannot be an id" 1 "$("$svod" new report --on 2031-05-06 -o '2031 мосты.xml' >/dev/null && grep -c 'id="report-2031"' '2031 мосты.xml')"
verdict "the day that is said" "1 1" "$("$svod" new report --on 2031-05-06 -o - | grep -c '<docDate>2031-05-06<') $("$svod" new report --on 2031-05-06 -o - | grep -c 'from="2031-01-01"')"
verdict "no such kind" "64 svod: fatal: there is no starting document «order»; there are: courses, plan, programme, report, roadmap, summary [G25]" "$(said new --lang=en order)"
verdict "no way to other files" 64 "$(said new --lang=en ../samples/small/events | cut -c1-2)"

# ---- several files at once ------------------------------------------------------------------------
mkdir -p years/2028 years/2029
"$svod" new plan --on 2028-02-29 -o years/2028/roads.xml
"$svod" new report --on 2029-03-01 -o years/2029/roads.xml
"$svod" render years/2028/roads.xml -o 2028.pdf
"$svod" render years/2029/roads.xml -o 2029.pdf
verdict "several files" "0 " "$(said render --lang=en years/2028/roads.xml ./years/2029/roads.xml -o made/all)"
verdict "each below what their paths share" "made/all/2028/roads.pdf made/all/2029/roads.pdf" "$(find made -type f | sort | paste -sd ' ')"
verdict "the first is what it is alone" same "$(cmp -s made/all/2028/roads.pdf 2028.pdf && echo same)"
verdict "so is the second" same "$(cmp -s made/all/2029/roads.pdf 2029.pdf && echo same)"
verdict "a bad one does not keep the next" "2 yes" "$(said render --lang=en nothing.xml years/2029/roads.xml -o rest | cut -c1) $([ -f rest/years/2029/roads.pdf ] && echo yes)"
verdict "each beside its file" "0 2" "$(said render --lang=en years/2028/roads.xml years/2029/roads.xml | cut -c1)$(ls years/*/roads.pdf | wc -l | sed 's/^/ /')"
verdict "one, into a folder" "0 yes" "$(said render --lang=en plan.xml -o rest)$([ -f rest/plan.pdf ] && echo yes)"
verdict "a file where the folder is to be" "5 kept" "$(said render --lang=en plan.xml report.xml -o before.xml | head -c 1) $(cmp -s before.xml plan.xml && echo kept)"
verdict "stages of several" "made/fo/2028/roads.fo made/fo/2029/roads.fo" "$("$svod" render --dump=fo years/*/*.xml -o made/fo && find made/fo -type f | sort | paste -sd ' ')"

# ---- svod doctor ----------------------------------------------------------------------------------
verdict "all is well" "0 All is well." "$(said doctor --lang=en | sed -n '1s/ .*/ /p;$p' | tr -d '\n')"
verdict "in Russian" "Всё в порядке." "$("$svod" doctor --lang=ru | tail -n 1)"
verdict "each face with its file" "$(grep -c '^[0-9]00' "$data/fonts/fonts.ini")" "$("$svod" doctor --lang=en | grep -c '^  ok  .*\.[to]tf, ')"
verdict "both editions" 2 "$("$svod" doctor --lang=en | grep -c '^  ok  [12]: ')"
verdict "a folder that is not there" "5 1" "$(said doctor --lang=en -o /nowhere/at/all | sed -n '1s/ .*//p;s/^  !!  \/nowhere.*\[G02\]$/1/p' | tr '\n' ' ' | sed 's/ $//')"
verdict "nothing is left behind" "" "$(find . /tmp -maxdepth 1 -name 'svod-doctor-*')"
mkdir broken
cp -R "$data/fonts" broken/fonts
cp -R "$data/stylesheets" broken/stylesheets
mkdir broken/build
cp -R "$data/build/hyphen" broken/build/hyphen
sed -i 's/LiberationSerif-Bold\.ttf/LiberationSerif-Lost.ttf/' broken/fonts/fonts.ini
sed -i 's/hyph_en_US/hyph_xx_XX/' broken/fonts/hyphenation.ini
rm broken/stylesheets/1/schema/document.xsd
SVOD_DATA=$work/broken "$svod" doctor --lang=en >said.txt 2>&1
verdict "a broken installation" 5 $?
verdict "the lost face" 1 "$(grep -c '^  !!  Liberation Serif: .*LiberationSerif-Lost.ttf: ' said.txt)"
verdict "the lost dictionary" 1 "$(grep -c '^  !!  en: .*hyph_xx_XX' said.txt)"
verdict "the broken edition" 1 "$(grep -c '^  !!  1: .*: schema/document.xsd is missing$' said.txt)"
cp -R "$data/stylesheets/." broken/stylesheets
doctor_of() { SVOD_DATA=$work/broken "$svod" doctor --lang=en 2>&1 | sed -n "s|^  !!  $1: .*: ||p"; }
verdict "an edition that is whole again" "" "$(doctor_of 1)"
rules=$(ls broken/stylesheets/1/rules/*.sch | head -n 1)
mv "$rules" rules.kept
verdict "rules that are gone" "rules/${rules##*/} is missing" "$(doctor_of 1)"
sed 's/ /  /' rules.kept >"$rules"
verdict "rules that are not as they were" "rules/${rules##*/} has been changed" "$(doctor_of 1)"
mv rules.kept "$rules"
echo >broken/stylesheets/2/rules/99-own.sch
verdict "a file that does not belong there" "rules/99-own.sch is none of its files" "$(doctor_of 2)"
rm broken/stylesheets/2/rules/99-own.sch
face=$(sed -n 's|.* \(/.*LiberationSerif-Regular.ttf\)$|\1|p' "$data/fonts/fonts.sha256")
sed -i "s|^[0-9a-f]*\( .*LiberationSerif-Regular.ttf\)$|$(printf '%064d' 0)\1|" broken/fonts/fonts.sha256
verdict "another font file than the pinned one" 1 "$(SVOD_DATA=$work/broken "$svod" doctor --lang=en 2>&1 | grep -c "^  ok  Liberation Serif: $face, .*, not the pinned file: pages may differ$")"
latin=$(find /usr/share/fonts /usr/share/texmf -name 'D050000L.otf' 2>/dev/null | head -n 1)
if [ -n "$latin" ]; then # a face without Russian letters
    verdict "letters that are missing" 1 "$("$svod" doctor --lang=en --font "Signs=$latin" | grep -c "^  !!  Signs: $latin, .*: these letters are missing: А Б В")"
fi
# ---- names as a shell and a reader of lines take them ----
verdict "what to type is quoted" "1 svod check 'it'\\''s my plan.xml'" "$(cd "$work" && "$svod" new plan --lang=en -o "it's my plan.xml" >said.txt; wc -l <said.txt) $(sed 's/.*then: //' "$work/said.txt")"
verdict "a name of two lines is told on one" 1 "$(cd "$work" && "$svod" new plan --lang=en -o "$(printf 'a\nb.xml')" | wc -l)"

# ---- what nobody has written is not signed off ----
cd "$work"
"$svod" new plan -o left.xml --on 2026-01-12 >/dev/null
cp left.xml kept.xml
"$svod" approve left.xml --lang=en --as approved --date 2026-01-12 >said.txt 2>&1
verdict "brackets of a starting document" "2 A20 same" "$? $(grep -o '\[[A-Z][0-9]*\]$' said.txt | sort -u | tr -d '[]') $(cmp left.xml kept.xml && echo same)"
sed -i 's/\[\([^]]*\)\]/\1/' left.xml
sed -i 's/план/план [1]/' left.xml
"$svod" approve left.xml --lang=en --as approved --date 2026-01-12 >said.txt 2>&1
holds "the author's own brackets" $?

verdict "words for no operand" 64 "$(said doctor --lang=en extra | sed -n '1s/ .*//p')"
cd "$data" || exit 1
verdicts
