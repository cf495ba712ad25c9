#!/bin/sh
# freeze.sh [check] - released editions do not change: stylesheets/<edition>.sha256 lists their files with checksums.
# Without an argument the lists are written anew (for an edition that is being made, before it is released); `check` prints every
# file that was changed, added or removed since, and exits 1.
set -eu
cd "$(dirname "$0")/../stylesheets"

list() { (cd "$1" && find -L . -type f | LC_ALL=C sort | xargs sha256sum); }

if [ "${1:-}" != check ]; then
    for edition in [0-9]*/; do
        list "$edition" >"${edition%/}.sha256"
    done
    exit
fi
changed=0
for edition in [0-9]*/; do
    list "$edition" | diff "${edition%/}.sha256" - | sed -n "s|^[<>] [0-9a-f]*  \\./|${edition}|p" | sort -u | grep . && changed=1
done
exit $changed
