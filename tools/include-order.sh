#!/bin/sh
# include-order.sh - a folder of pipeline/ includes only itself and the folders above it in the list of
# docs/design.md; foreign headers stay in the folders they belong to. Prints offenders, exits 1.
set -eu
cd "$(dirname "$0")/../pipeline"
order="base calendar text xml xslt merge fo layout pdf reader sign archive batch documents papers batches"
bad=0

allowed=
for folder in $order; do
    allowed="$allowed $folder"
    for other in $order cli; do
        case " $allowed " in *" $other "*) continue ;; esac
        if grep -nE "^#include \"$other/" "$folder"/*.[ch]; then
            echo "$folder/ must not include $other/"
            bad=1
        fi
    done
done
if grep -nE '^#include "' cli/*.[ch] | grep -vE '"(svod\.h|base/|cli/)'; then
    echo "cli/ includes svod.h, base/ and its own headers only"
    bad=1
fi

# foreign header, then the only places that may include it
while read -r header folders; do
    for file in $(grep -lE "^#include <$header" -r . || true); do
        folder=${file#./}
        case " $folders " in
        *" ${folder%%/*} "*) ;;
        *) echo "$file: <$header belongs to: $folders"; bad=1 ;;
        esac
    done
done <<LIST
unicode/ text xml
hb text
hyphen.h text
ini.h text xml
libxml/ xml xslt merge fo pdf sign documents formatting.c
libxslt/ xslt
libexslt/ xslt
qrencode.h xslt
openssl/ sign
qpdf/ reader
sqlite3.h archive
libstemmer.h archive
libical/ calendar
jansson.h batch
hpdf pdf
png.h pdf
jpeglib.h pdf
libdeflate.h pdf
LIST
exit $bad
