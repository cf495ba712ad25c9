#!/bin/sh
# check-names.sh ARCHIVE - no two files define the same external name: the linker would take either
# one from the archive without a word.
set -eu
twice=$(nm -g --defined-only "$1" | awk '$2 ~ /^[TDBR]$/ { print $3 }' | sort | uniq -d)
[ -z "$twice" ] || {
    echo "external names defined twice: $twice"
    exit 1
}
