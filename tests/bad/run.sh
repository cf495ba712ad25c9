#!/bin/sh
# run.sh - every bad file here (or in FOLDER) against what must be said of it. FILE.expected holds the
# diagnostics in English (or in LANGUAGES) and the exit code. NAME.xml goes to `svod check`, NAME.fo to `svod fo`, which must leave no
# PDF behind where it failed. With --write the expectations are written instead of compared:
# read the difference before you commit it.
# The last line is 'N passed, N failed'.
set -u
. "$(dirname "$0")/../verdict.sh"
cd "${FOLDER:-$(dirname "$0")}" || exit 1
svod=${SVOD:-../../build/svod}
[ -x "$svod" ] || {
    echo "$svod is not built"
    echo "0 passed, 1 failed"
    exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run() { # file: diagnostics and exit code to $work/got
    rm -f "$work/out.pdf" "$work/got"
    for lang in ${LANGUAGES:-en}; do
        case $1 in
        *.fo) timeout 20 "$svod" fo --lang="$lang" -o "$work/out.pdf" "$1" ;;
        *) timeout 20 "$svod" check --lang="$lang" "$1" ;;
        esac >"$work/stdout" 2>>"$work/got"
        code=$?
    done
    echo "exit $code" >>"$work/got"
    if [ $code -ne 0 ] && [ $code -ne 3 ] && [ -e "$work/out.pdf" ]; then
        echo "a PDF was left behind" >>"$work/got"
    fi
}

for file in *.xml *.fo; do
    [ -e "$file" ] || continue
    run "$file"
    if [ "${1:-}" = --write ]; then
        cp "$work/got" "${file%.*}.expected"
    elif diff -u "${file%.*}.expected" "$work/got"; then
        passed=$((passed + 1))
    else
        echo "FAILED: $file"
        failed=$((failed + 1))
    fi
done
verdicts
