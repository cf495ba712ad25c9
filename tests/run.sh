#!/bin/sh
# run.sh BUILD - every test against the programs in BUILD. The last line is 'N passed, N failed'.
# cmocka programs speak TAP; the others are tests/<kind>/run.sh, whose last line counts too.
set -u
cd "$(dirname "$0")/.."
build=$1
export SVOD="$PWD/$build/svod" BUILD="$build"
passed=0
failed=0

count() { # name, passed, failed
    passed=$((passed + $2))
    failed=$((failed + $3))
    printf '%-28s %5d passed, %d failed\n' "$1" "$2" "$3"
}

unit() {
    log=$build/unit.log
    CMOCKA_MESSAGE_OUTPUT=TAP "$1" >"$log" 2>&1
    status=$?
    ok=$(grep -c '^ok' "$log")
    bad=$(grep -c '^not ok' "$log")
    if { [ $status -ne 0 ] || [ "$ok" -eq 0 ]; } && [ "$bad" -eq 0 ]; then
        bad=1 # it crashed, a sanitizer spoke, or there is no such program
    fi
    [ "$bad" -eq 0 ] || cat "$log"
    count "$(basename "$1")" "$ok" "$bad"
}

script() {
    log=$build/script.log
    "$1" >"$log" 2>&1
    status=$?
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1)
    ok=${line%% *}
    bad=$(echo "$line" | sed -n 's/.*passed, \([0-9]*\) failed.*/\1/p')
    if [ -z "$line" ] || { [ $status -ne 0 ] && [ "$bad" -eq 0 ]; }; then
        ok=${ok:-0}
        bad=1
    fi
    [ "$bad" -eq 0 ] || cat "$log"
    count "$(basename "$(dirname "$1")")" "$ok" "$bad"
}

for program in "$build"/unit/*; do
    [ -x "$program" ] && [ ! -d "$program" ] && unit "$program"
done
[ "$passed" -gt 0 ] || count "no unit program" 0 1
for runner in tests/*/run.sh; do
    script "$runner"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
