#!/bin/sh
# run.sh - FO as others write it: through DocBook's stylesheets, and reports by hand. SVOD is the program.
# Each NAME.fo must give a PDF (exit code 0), with the pages and the diagnostics that NAME.expected lists:
#   pages N
#   LINE:COLUMN CODE      one a diagnostic, in order
# The pages were compared with those of FOP; docs/fo.md lists what differs. docbook-NAME.fo was made by xsltproc from
# docbook-NAME.xml with Debian's docbook-xsl (fo/docbook.xsl; paper.type=A4, admon.graphics=0, ulink.footnotes=1).
# EXPECTED=rewrite writes the lists anew.
set -u
. "$(dirname "$0")/../verdict.sh"
cd "$(dirname "$0")"
: "${SVOD:=../../build/svod}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

observe() { # NAME: what it gives, as in NAME.expected
    "$SVOD" fo --lang=en "$1.fo" -o "$work/out.pdf" 2>"$work/diag"
    code=$?
    [ $code -eq 0 ] || echo "exit $code"
    head -c 5 "$work/out.pdf" | grep -q '^%PDF-' || echo "no PDF"
    echo "pages $("$SVOD" fo --dump=areas "$1.fo" -o - 2>/dev/null | grep -c '^page ')"
    sed -n 's/^[^:]*:\([0-9]*:[0-9]*\): .* \[\([A-Z][0-9]*\)\]$/\1 \2/p' "$work/diag"
    sed '/^[^:]*:[0-9]*:[0-9]*: .* \[[A-Z][0-9]*\]$/d' "$work/diag" # anything else it says
}

for input in *.fo; do
    name=${input%.fo}
    rm -f "$work/out.pdf"
    observe "$name" >"$work/observed" 2>&1
    if [ "${EXPECTED:-}" = rewrite ]; then
        cp "$work/observed" "$name.expected"
    elif cmp -s "$name.expected" "$work/observed"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "differs: tests/foreign/$name"
        diff "$name.expected" "$work/observed" | head -n 20
    fi
done
verdicts
