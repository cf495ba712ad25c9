#!/bin/sh
# Compare the installed font files and dictionaries with the pinned ones (fonts/fonts.sha256).
# Prints only what differs; ends with 1 then.
cd "$(dirname "$0")/../fonts" || exit 1
if sha256sum --check --quiet fonts.sha256; then
    echo "fonts: $(grep -c . fonts.sha256) files as pinned"
else
    echo "fonts: files differ from fonts/fonts.sha256, so pages may differ" >&2
    exit 1
fi
