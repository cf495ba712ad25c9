#!/bin/sh
# run.sh - layouts that cannot be, and layouts too large: each must end in time, with the exit code that
# design.md says and with the message expected, and leave a PDF if and only if it says it did.
#   small NAME EXIT CODE  <<body     the content of a flow on a page of 100 pt x 100 pt
#   whole NAME EXIT CODE  <<body     all that is inside of fo:root
#   large NAME EXIT CODE AWK         the content of a flow, printed by an awk program
#   file NAME EXIT CODE FILE         a document beside this script
# EXIT may be a list (0,4); CODE - means that nothing may be reported, * that anything may.
# HOSTILE_SECONDS (60) for each: with an optimised build each takes less than 2. HOSTILE_TIMES=1 shows.
# `run.sh NAME` runs one. The last line is 'N passed, N failed'.
set -u
. "$(dirname "$0")/../verdict.sh"
cd "$(dirname "$0")" || exit 1
svod=${SVOD:-../../build/svod}
limit=${HOSTILE_SECONDS:-60}
only=${1:-}
work=${HOSTILE_KEEP:-$(mktemp -d)}
[ -n "${HOSTILE_KEEP:-}" ] || trap 'rm -rf "$work"' EXIT

open='<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" font-size="10pt" hyphenate="true" xml:lang="ru">'
page='<fo:simple-page-master master-name="p" page-width="100pt" page-height="100pt"><fo:region-body/></fo:simple-page-master>'
flow='<fo:page-sequence master-reference="p"><fo:flow flow-name="xsl-region-body">'

fail() { # name, what
    echo "FAILED: $1: $2"
    sed -n '1,5p' "$work/messages"
    failed=$((failed + 1))
}

try() { # name, exits, code; the document is $work/in.fo
    rm -f "$work/out.pdf"
    before=$(date +%s%N)
    timeout "$limit" "$svod" fo --lang=en -o "$work/out.pdf" "$work/in.fo" >"$work/stdout" 2>"$work/messages"
    code=$?
    [ -z "${HOSTILE_SHOW:-}" ] || { echo "== $1: exit $code, $(wc -l <"$work/messages") messages"; head -n 3 "$work/messages" | cut -c1-200 | sed "s,$work/,,"; }
    [ -z "${HOSTILE_TIMES:-}" ] || echo "$1: $((($(date +%s%N) - before) / 1000000)) ms"
    case ",$2," in
    *",$code,"*) ;;
    *) fail "$1" "exit $code instead of $2" && return ;;
    esac
    case $3 in
    '*') ;;
    -) [ ! -s "$work/messages" ] || { fail "$1" "messages" && return; } ;;
    *) grep -q "\[$3\]" "$work/messages" || { fail "$1" "no message $3" && return; } ;;
    esac
    if [ -e "$work/out.pdf" ] && [ $code -ne 0 ] || [ ! -e "$work/out.pdf" ] && [ $code -eq 0 ]; then
        fail "$1" "exit $code does not fit the file"
        return
    fi
    passed=$((passed + 1))
}

wanted() { [ -z "$only" ] || [ "$only" = "$1" ]; }

small() {
    wanted "$1" || return
    { echo "$open<fo:layout-master-set>$page</fo:layout-master-set>$flow"; cat
      echo "</fo:flow></fo:page-sequence></fo:root>"; } >"$work/in.fo"
    try "$@"
}

whole() {
    wanted "$1" || return
    { echo "$open"; cat; echo "</fo:root>"; } >"$work/in.fo"
    try "$@"
}

large() {
    wanted "$1" || return
    { echo "$open<fo:layout-master-set>$page</fo:layout-master-set>$flow"; awk "BEGIN { $4 }"
      echo "</fo:flow></fo:page-sequence></fo:root>"; } >"$work/in.fo"
    try "$1" "$2" "$3"
}

file() {
    wanted "$1" || return
    cp "$4" "$work/in.fo"
    try "$1" "$2" "$3"
}

for part in ./*.cases; do
    . "$part"
done
verdicts
