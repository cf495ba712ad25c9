#!/bin/sh
# run.sh - the program and its second part (late.c) as they lie when installed, and the program without
# that part: formatting works, other commands say what is missing. The last line is 'N passed, N failed'.
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

verdicts
