#!/bin/sh
# run.sh - svod deadlines: the list in both languages, as data and as a calendar, beside what lies here.
# `run.sh --accept` writes the expected texts anew; read them before you commit. SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
accept=${1:-}

compare() { # expected, options…
    expected=$1
    shift
    "$svod" deadlines "$@" plan.xml >"$work/got" 2>&1
    [ "$accept" = --accept ] && cp "$work/got" "$expected"
    verdict "$expected" "$(cat "$expected")" "$(cat "$work/got")"
}

compare list.ru --lang=ru --on 2024-03-10
compare list.en --lang=en --on 2024-11-01
compare list.json --lang=en --on 2024-03-10 --format=json
compare calendar.ics --lang=ru --on 2024-03-10 --ics -o -

cp plan.xml "$work/plan.xml"
"$svod" deadlines --lang=ru --ics --on 2024-03-10 "$work/plan.xml"
cmp -s "$work/plan.ics" calendar.ics
holds "the calendar lies beside the document" $?
verdict "each line of the calendar ends with CR LF" "$(wc -l <calendar.ics)" "$(grep -c "$(printf '\r')\$" calendar.ics)"
verdict "no line of the calendar has more than 75 bytes" "" "$(LC_ALL=C awk 'length > 76' calendar.ics)"
verdict "a day that is none" 64 "$("$svod" deadlines --on 10.03.2024 plan.xml >/dev/null 2>&1; echo $?)"
verdict "without --on: today, whatever it is" "$(date +%d.%m.%Y)" "$("$svod" deadlines plan.xml | sed -n '1s/:.*//p')"

verdicts
