#!/bin/sh
# rules-doc.sh [FILE] - docs/rules.md (or FILE) with its tables made anew from the edition's codes.xml, on
# standard output. A table stands between «<!-- codes LETTER -->» and «<!-- end -->».
set -eu
cd "$(dirname "$0")/.."
doc=${1:-docs/rules.md}
while IFS= read -r line; do
    case $line in
    '<!-- codes '?' -->')
        letter=${line#<!-- codes }
        printf '%s\n' "$line"
        xsltproc --stringparam letter "${letter% -->}" tools/rules-table.xsl stylesheets/1/codes.xml
        inside=yes
        ;;
    '<!-- end -->')
        printf '%s\n' "$line"
        inside=
        ;;
    *) [ -n "${inside:-}" ] || printf '%s\n' "$line" ;;
    esac
done <"$doc"
