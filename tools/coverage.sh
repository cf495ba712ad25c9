#!/bin/sh
# coverage.sh BUILD - what the tests have run of the code in BUILD (make coverage): branches taken at least once, lines, by
# folder of pipeline/. gcov counts the branches of the compiler's own, too.
set -eu
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
find "$build/pipeline" -name '*.gcno' | while read -r notes; do
    source=${notes#"$build"/}
    folder=$(dirname "${source#pipeline/}")
    case $folder in .) folder=pipeline ;; */*) folder=${folder%%/*} ;; esac
    # of all the files that gcov names the object's own stands first
    gcov -b -n "$notes" 2>/dev/null | awk -v folder="$folder" '
        /^File/ { seen++ }
        seen == 1 && /^Lines executed/ { split($0, p, /[:% ]+/); lines = p[5] + 0; hit = p[3] * lines / 100 }
        seen == 1 && /^Taken at least once/ { split($0, p, /[:% ]+/); n = p[7] + 0; taken = p[5] * n / 100 }
        END { print folder, taken + 0, n + 0, hit + 0, lines + 0 }'
done >all
awk 'function row(name) { printf "%-10s %6.1f %% of %5d branches   %6.1f %% of %5d lines\n", name, n[name] ? 100 * taken[name] / n[name] : 0, n[name], lines[name] ? 100 * hit[name] / lines[name] : 0, lines[name] }
    { for (i = 0; i < 2; i++) { k = i ? "all" : $1; taken[k] += $2; n[k] += $3; hit[k] += $4; lines[k] += $5 } }
    END { for (k in n) if (k != "all" && k != "cli") print k | "sort >names"; close("sort >names"); while ((getline k <"names") > 0) row(k); if ("cli" in n) row("cli"); row("all") }' all
