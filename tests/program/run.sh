#!/bin/sh
# run.sh - the program and its second part (late.c) as they lie when installed, and the program without
# that part: formatting works, other commands say what is missing; files of the installation that are missing
# or cut short, which is no fault of the document (5, not 2). The last line is 'N passed, N failed'.
set -u
. "$(dirname "$0")/../verdict.sh"
cd "$(dirname "$0")/../.." || exit 1
svod=${SVOD:-build/svod}
late=$(dirname "$(readlink -f "$svod")")/svod-documents.so
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SVOD_DATA="$PWD"

code_of() { # command…: its exit code; what it said goes to $work/said
    "$@" >"$work/said" 2>&1
    echo $?
}

mkdir -p "$work/bin" "$work/lib/svod" "$work/far/alone"
cp "$svod" "$work/bin/svod"
cp "$svod" "$work/far/alone/svod"
cp "$late" "$work/lib/svod/documents.so"
cp "${late%documents.so}papers.so" "$work/lib/svod/papers.so"
cp "${late%documents.so}batch.so" "$work/lib/svod/batch.so"

sample=samples/small/approval-act.xml
verdict "check beside the program" 0 "$(code_of "$svod" check "$sample")"
verdict "check when installed" 0 "$(code_of "$work/bin/svod" check "$sample")"
verdict "versions when installed" 0 "$(code_of "$work/bin/svod" --version)"
verdict "check without the second part" 5 "$(code_of "$work/far/alone/svod" check --lang=en "$sample")"
verdict "what it says" "svod: fatal: the installation is incomplete: svod-documents.so [G04]" "$(cat "$work/said")"
verdict "versions without it" 5 "$(code_of "$work/far/alone/svod" --version)"
verdict "formatting without it" 0 "$(code_of "$work/far/alone/svod" fo tests/foreign/certificate.fo -o "$work/out.pdf")"

whole=$work/whole
mkdir -p "$whole/build"
cp -r stylesheets fonts "$whole"
cp -r build/rules build/hyphen build/digests "$whole/build"
verdict "check with a copy of the installation" 0 "$(SVOD_DATA=$whole code_of "$svod" check "$sample")"
echo '<document>' >"$work/open.xml"
verdict "check of a broken document" 2 "$(SVOD_DATA=$whole code_of "$svod" check "$work/open.xml")"

damaged() { # file, command…: what the command says where half of the file is missing
    file=$whole/$1
    shift
    mv "$file" "$work/kept"
    head -c $(($(wc -c <"$work/kept") / 2)) "$work/kept" >"$file"
    verdict "half of ${file#"$whole"/}: $1" 5 "$(SVOD_DATA=$whole code_of "$svod" "$@")"
    verdict "the message names what is broken" yes "$(grep -q "$whole/.*\(fatal\|E04\)" "$work/said" && echo yes)"
    rm "$file"
}

without() { # the same, and where the file is missing
    damaged "$@"
    verdict "without $1: $2" 5 "$(shift && SVOD_DATA=$whole code_of "$svod" "$@")"
    mv "$work/kept" "$whole/$1"
}

SVOD_DATA=$whole "$svod" render "$sample" -o "$work/proved.pdf" 2>/dev/null
verdict "verify with a copy of the installation" 0 "$(SVOD_DATA=$whole code_of "$svod" verify "$work/proved.pdf")"
without stylesheets/1/fo/page.xsl verify "$work/proved.pdf"
without stylesheets/1/fo/main.xsl render "$sample" -o "$work/out.pdf"
without stylesheets/1/fo/table.xsl render "$sample" -o "$work/out.pdf"
without stylesheets/1/profiles/gost-2016.xml render "$sample" -o "$work/out.pdf"
without stylesheets/1/schema/types.xsd check "$sample"
without stylesheets/1/rules/compile.xsl check "$sample"
without stylesheets/1/lists/deadlines.xsl deadlines "$sample"
without stylesheets/1/codes.xml explain R14
without stylesheets/1/rules/approval.sch check "$sample"
for lines in 0 1 2; do # a document that does not say what made it proves nothing
    rm -f "$work/out.pdf"
    head -n $lines build/digests >"$whole/build/digests"
    verdict "$lines lines of the digests" "5 1 none" "$(SVOD_DATA=$whole code_of "$svod" render "$sample" -o "$work/out.pdf") $(grep -c "build/digests \[G04\]" "$work/said") $([ -e "$work/out.pdf" ] || echo none)"
done
cp build/digests "$whole/build"
mv "$whole/stylesheets/1/rules" "$work/rules"
verdict "without rules" "5 1" "$(SVOD_DATA=$whole code_of "$svod" check "$sample") $(grep -c "G04" "$work/said")"
mv "$work/rules" "$whole/stylesheets/1/rules"
damaged stylesheets/upgrade/1-2.xsl upgrade "$sample" -o "$work/next.xml"

verdicts
