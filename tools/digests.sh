#!/bin/sh
# digests.sh - what pages were made with, a line each: every edition and the pinned fonts and dictionaries, with
# the SHA-256 of all their files in the order of their names. Documents carry them as a proof of origin.
set -eu
for edition in stylesheets/[0-9]*/; do
    name=$(basename "$edition")
    sum=$(cd "$edition" && find -L . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -d' ' -f1)
    echo "edition-$name $sum"
done
echo "fonts $(sha256sum fonts/fonts.sha256 | cut -d' ' -f1)"
