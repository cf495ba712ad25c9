#!/bin/sh
# Compare the installed font files and dictionaries with the pinned ones (fonts/fonts.sha256).
# Names those that differ and ends with 1 then.
cd "$(dirname "$0")/../fonts" || exit 1
if sha256sum --check --quiet fonts.sha256; then
    echo "fonts: $(grep -c . fonts.sha256) files as pinned"
else
    echo "fonts: these fonts or dictionaries are missing or differ from fonts/fonts.sha256, so that pages" >&2
    echo "may differ. Install the packages of packages.txt, or build with what there is: make FONTS=unpinned" >&2
    exit 1
fi
