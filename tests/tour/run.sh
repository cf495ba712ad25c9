#!/bin/bash
# run.sh - the tour of the README, line by line, as a newcomer would run it: each command does what it is there for. SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir build
ln -s "$svod" build/svod
for folder in samples tests; do ln -s "$root/$folder" .; done
export SVOD_DATA=$root

lines=0
while IFS= read -r line; do
    lines=$((lines + 1))
    case $line in *' watch '*) line="timeout -s INT 5 $line" ;; esac
    bash -c "$line" >said 2>&1 </dev/null
    status=$?
    case $line in timeout*) [ $status = 124 ] && status=0 ;; esac # it was ended as one ends it
    verdict "${line%%  *}" 0 $status
done <<<"$(sed -n '/^## A tour/,/^```$/p' "$root/README.md" | grep -v '^##\|^```\|^$')"
verdict "all lines" yes "$([ $lines -gt 20 ] && echo yes)"
verdict "what they make" "" "$(for f in report.pdf roads.pdf signed.pdf source.xml svod.xml newer.xml table.pdf works.pdf pdf/sorsk-2020/report.pdf results/report.html papers/catalogue.db; do [ -s "$f" ] || echo "$f"; done)"

verdicts
