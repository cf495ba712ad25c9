#!/bin/sh
# prepare-dictionary.sh SOURCE OUT - make a dictionary of plain TeX patterns (its first line names its
# encoding) ready for libhyphen, by the library's own script: each pattern is joined with those inside
# it. Both dictionaries stay in the encoding of the source.
set -eu
export LC_ALL=C
source=$1
out=$2
substrings=${SUBSTRINGS:-/usr/share/libhyphen/substrings.pl}

for file in "$source" "$substrings"; do
    [ -r "$file" ] || { echo "prepare-dictionary.sh: $file is missing (see packages.txt)" >&2; exit 1; }
done
if grep -aqE '^(NEXTLEVEL|COMPOUND|NOHYPHEN|(LEFT|RIGHT)HYPHENMIN)' "$source"; then
    echo "prepare-dictionary.sh: $source has commands, so it is prepared already" >&2
    exit 1
fi
trap 'rm -f "$out.patterns" "$out.new"' EXIT
tr -d '\r' <"$source" | sed 1d >"$out.patterns"
perl "$substrings" "$out.patterns" "$out.new" "$(head -n 1 "$source" | tr -d '\r')" >/dev/null
# The script checks nothing: what it wrote is never shorter than what it read.
[ "$(wc -l <"$out.new")" -ge "$(wc -l <"$source")" ] || {
    echo "prepare-dictionary.sh: $substrings could not prepare $source" >&2
    exit 1
}
mv "$out.new" "$out"
