#!/bin/sh
# check-messages.sh - every message and help text has a Russian translation, no code stands twice.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

twice=$(sed -n 's/^ *MESSAGE([A-Z0-9_]*, *"\([A-Z][0-9]*\)".*/\1/p' pipeline/base/messages.def | sort | uniq -d)
if [ -n "$twice" ]; then
    echo "message codes used twice: $twice"
    exit 1
fi
xgettext --language=C --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=MESSAGE:4 --no-location \
    -o "$work/svod.pot" pipeline/base/messages.def $(find pipeline -name '*.c')
msgcmp po/ru.po "$work/svod.pot"
