#!/bin/sh
# train.sh PROGRAM - has a program that counts its branches do what users do: the samples through check and render,
# invented formatting objects as they come from other programs, many documents in one process.
# A release is optimised by what was counted (Makefile).
set -eu
cd "$(dirname "$0")/.."
svod=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

for document in "table 400" "prose 40" "rows 400"; do
    awk -v kind="${document% *}" -v n="${document#* }" -f tools/bench-documents.awk >"$work/${document% *}.fo"
done
# How a document is judged is not asked here: findings are part of the work.
"$svod" fo "$work"/*.fo -o "$work/pdf" >"$work/log" 2>&1 || true
"$svod" render samples/*-[0-9]*/*.xml -o "$work/pdf" >"$work/log" 2>&1 || true
"$svod" check samples/small/*.xml >"$work/log" 2>&1 || true
"$svod" render samples/small/*.xml -o "$work/pdf" >"$work/log" 2>&1 || true
"$svod" batch "$work"/*.fo samples/small -o "$work/batch" >"$work/log" 2>&1 || true
ls "$work"/pdf/*.pdf >"$work/log" # a program that makes nothing has counted nothing
