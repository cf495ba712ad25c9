#!/bin/sh
# run.sh - the golden texts: each stage of each input as text, compared with what lies beside it.
#   tests/golden/fo/NAME.fo         -> NAME.areas, NAME.diag, and NAME.tags if there is one (svod fo)
#   samples/DIR/FILE.xml            -> samples/DIR.fo, .areas, .tags, .diag (svod render, svod check)
# GOLDEN=rewrite (make golden) writes them anew.
set -u
. "$(dirname "$0")/../verdict.sh"
cd "$(dirname "$0")/../.."
golden=tests/golden
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

compare() { # result, golden
    if [ "${GOLDEN:-}" = rewrite ]; then
        mkdir -p "$(dirname "$2")"
        cmp -s "$1" "$2" || { cp "$1" "$2" && echo "rewritten: $2"; }
    elif [ -f "$2" ] && cmp -s "$1" "$2"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "differs: $2"
        diff "$2" "$1" | head -n 20
    fi
}

for input in "$golden"/fo/*.fo; do
    [ -f "$input" ] || continue
    name=${input%.fo}
    "$SVOD" fo --lang=en --dump=areas "$input" -o - >"$work/areas" 2>"$work/diag"
    compare "$work/areas" "$name.areas"
    compare "$work/diag" "$name.diag"
    [ -f "$name.tags" ] || continue
    "$SVOD" fo --lang=en --dump=tags "$input" -o - >"$work/tags" 2>"$work/ignored"
    compare "$work/tags" "$name.tags"
done

for input in samples/*/*.xml; do
    case $input in
    samples/small/*) name=$golden/samples/small-$(basename "$input" .xml) ;;
    *) name=$golden/samples/$(basename "$(dirname "$input")") ;;
    esac
    for stage in fo areas tags; do
        "$SVOD" render --lang=en --dump=$stage "$input" -o - >"$work/$stage" 2>"$work/ignored"
        compare "$work/$stage" "$name.$stage"
    done
    "$SVOD" check --lang=ru "$input" >"$work/diag" 2>&1
    compare "$work/diag" "$name.diag"
done
verdicts
