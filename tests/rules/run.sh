#!/bin/sh
# run.sh - business rules and text checks. CODE-pass.xml must give no finding at all, CODE-fail.xml exactly the
# lines of CODE-fail.expected: line:column: severity: text [code]. SVOD names the program.
# `run.sh --accept` writes the expected lines anew; read them before you commit.
set -u
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")"
passed=0
failed=0

verdict() { # name, wanted, got
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s\n--- wanted\n%s\n--- got\n%s\n' "$1" "$2" "$3"
    fi
}

findings() {
    "$svod" check --lang=en "$1" 2>&1 | sed "s/^$1://"
}

for file in *-pass.xml; do
    verdict "$file" "" "$(findings "$file")"
done
for file in *-fail.xml; do
    expected=${file%.xml}.expected
    [ "${1:-}" = --accept ] && findings "$file" >"$expected"
    verdict "$file" "$(cat "$expected")" "$(findings "$file")"
done
# every code of a rule or text check is explained
codes=$(cat ../../stylesheets/*/rules/*.sch | grep -o ' id="R[0-9]*' | cut -c6-
        sed -n 's/^MESSAGE([A-Z_]*, "\(T[0-9]*\)".*/\1/p' ../../pipeline/base/messages.def)
for code in $codes; do
    grep -q "^|.*$code" ../../docs/rules.md || verdict "docs/rules.md" "$code" "not explained"
done
verdict "docs/rules.md" "" ""
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
