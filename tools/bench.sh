#!/bin/sh
# bench.sh - CPU time and peak memory of whole cold processes, ours and those of the peers that are
# installed, in one run. Compare ratios: absolute times of shared machines drift. RUNS=7 counted runs of ours;
# LARGE=yes measures 100,000 rows too.
set -eu
cd "$(dirname "$0")/.."
svod=$PWD/build/svod
work=build/bench
runs=${RUNS:-7}
mkdir -p "$work"
${CC:-cc} -O2 -o "$work/measure" tools/measure.c

document() { # kind, size
    [ "$work/$1-$2.fo" -nt tools/bench-documents.awk ] ||
        awk -v kind="$1" -v n="$2" -f tools/bench-documents.awk >"$work/$1-$2.fo"
}

# ours, and FOP where it takes no longer than a minute
formatters() { # runs, kind, size, FOP's runs
    document "$2" "$3"
    "$work/measure" "$1" "svod fo, $2 $3" "$svod" fo "$work/$2-$3.fo" -o "$work/svod.pdf"
    if [ "$4" -gt 0 ] && command -v fop >/dev/null 2>&1; then
        "$work/measure" "$4" "fop, $2 $3" fop -fo "$work/$2-$3.fo" -pdf "$work/fop.pdf" || true
    fi
}

printf '%-34s %9s %9s %9s %9s\n' "" "CPU ms" "min" "max" "MiB"
formatters "$runs" table 50 3
formatters "$runs" prose 7 3
formatters "$runs" prose 350 1
formatters "$runs" rows 1000 0
formatters 3 rows 10000 0
[ "${LARGE:-}" != yes ] || formatters 1 rows 100000 0
for sample in samples/*-*/*.xml; do
    name=$(basename "$(dirname "$sample")")
    "$work/measure" "$runs" "svod render $name" "$svod" render "$sample" -o "$work/sample.pdf"
    "$work/measure" "$runs" "svod check $name" "$svod" check "$sample" || true
done
