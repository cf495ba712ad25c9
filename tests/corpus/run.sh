#!/bin/sh
# run.sh - the invented submissions (make corpus): svod check finds in them exactly what defects.tsv says, both ways; the
# same arguments make the same bytes; every code that a document can raise is among the mistakes. `run.sh N` takes N
# documents, 5 % of them with mistakes, instead of 60. SVOD and BUILD name the program and its folder.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
generator=$(realpath "${BUILD:-build/plain}/corpus-generator")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# file, line (0: none) and code of each finding, as in defects.tsv. What a stale sign-off lists (A11 to A13) are all
# parts of its document: left out.
findings() { # folder
    tab=$(printf '\t')
    (cd "$1" && "$svod" check --lang=en plan.xml submissions/*.xml 2>&1 >/dev/null) |
        sed -n -E "s/^([a-z]+(\/[a-z]+-[0-9]+)?\.xml):([0-9]+):.* \[([A-Z][0-9]+)\]\$/\1$tab\3$tab\4/p
            s/^([a-z]+(\/[a-z]+-[0-9]+)?\.xml): .* \[([A-Z][0-9]+)\]\$/\1${tab}0$tab\3/p" | grep -v 'A1[123]$' | sort
}

compare() { # name, folder
    findings "$2" >"$work/found"
    sort "$2/defects.tsv" >"$work/wanted"
    verdict "$1" "" "$(diff "$work/wanted" "$work/found" | head -n 20)"
}

digest() { (cd "$1" && find . -type f | sort | xargs sha256sum | sha256sum); }

"$generator" "$work/some" "${1:-60}" 1 5
compare "${1:-60} documents, 5 % with mistakes" "$work/some"
verdict "so many have mistakes" $(((${1:-60} * 5 + 99) / 100)) "$(cut -f1 "$work/some/defects.tsv" | sort -u | wc -l)"

# All mistakes at once, in few documents.
"$generator" "$work/wrong" 60 2 100
compare "60 documents, all with mistakes" "$work/wrong"
"$generator" "$work/again" 60 2 100
verdict "the same arguments, the same bytes" "$(digest "$work/wrong")" "$(digest "$work/again")"
"$generator" "$work/again" 60 3 100
verdict "another seed, other bytes" other "$([ "$(digest "$work/wrong")" = "$(digest "$work/again")" ] || echo other)"
"$generator" "$work/old" 20 4 0 1
compare "edition 1, without mistakes" "$work/old"

# Every code of a rule or text check, of loading and of the schema, but those that no document can raise by itself:
# R75, R76: what the whole of a document lacks; T90, T91: what --typography and --omitted list; A1x, A20: what svod approve says, and parts of a
# stale sign-off; S35, S73, S76, S99: nothing that is known leads there; S42, S43: only files of many megabytes
# (tests/hostile); S57, S59, S60, S62 to S66, S70: the schemas of the editions have no such bound; S94, S95: of --part.
sed -n 's/^MESSAGE([A-Z_]*, "\([SA][0-9]*\)", .*/\1/p' pipeline/base/messages.def >"$work/codes"
sed -n 's/.*<code id="\([RT][0-9]*\)".*/\1/p' stylesheets/1/codes.xml >>"$work/codes"
grep -v -x -E 'R7[56]|T9[01]|A1[1-35-9]|A20|S35|S42|S43|S57|S59|S6[02-6]|S70|S73|S76|S9[459]' "$work/codes" | sort -u >"$work/possible"
cut -f3 "$work/wrong/defects.tsv" | sort -u >"$work/made"
[ -s "$work/possible" ]
holds "codes are known" $?
verdict "every code" "" "$(comm -23 "$work/possible" "$work/made" | tr '\n' ' ')"

# They are documents: each of some without errors makes a PDF.
for n in report-0001 plan-0003 courses-0006 roadmap-0008 programme-0009; do
    "$svod" render "$work/some/submissions/$n.xml" -o "$work/$n.pdf" >"$work/said" 2>&1
    verdict "render $n" "0 " "$? $(head -n 3 "$work/said")"
done

# The reports report on the plan: those without mistakes put together, every sum recomputed here.
cells() { # files: measure, column, number of each cell of a column with numbers
    cat "$@" | tr -d '\n' | sed 's/\xc2\xa0//g; s/<measure id="/\n/g' | sed -n -E 's/^(m[0-9]+)".*<cell key="sites"><p>([0-9 ]+)<.*<cell key="people"><p>([0-9 ]+)<.*/\1|\2|\3/p' | tr -d ' '
}
cd "$work/some" || exit 1
for file in submissions/report-*.xml; do
    grep -q "^$file" defects.tsv || echo "$file"
done >reports
"$svod" merge --lang=en --plan plan.xml $(cat reports) -o svod.xml 2>merged
verdict "merge: who has not submitted, or not all, or in the same words, or a draft; nothing else" "0 M13 M14 M34 " "$? $(grep -v "\[M15\]" merged | grep -o '\[M[0-9]*\]' | tr -d '[]' | sort -u | tr '\n' ' ')"
verdict "merge: every sum" "" "$(cells $(cat reports) | awk -F'|' '{ s[$1] += $2; p[$1] += $3 } END { for (m in s) print m "|" s[m] "|" p[m] }' | sort >wanted; cells svod.xml | sort | diff wanted - | head -n 5)"
verdict "merge: measures with sums" yes "$([ "$(wc -l <wanted)" -gt 20 ] && echo yes)"
verdict "merge: the report checks" "0" "$("$svod" check --lang=en svod.xml 2>&1; echo $?)"
verdicts
