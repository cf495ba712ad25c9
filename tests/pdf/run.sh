#!/bin/sh
# run.sh - what other programs of Debian say of our PDFs (make test-pdf): every sample at every level through qpdf,
# Poppler (fonts, structure, attachment) and, for PDF/A-1b, PDFBox Preflight. A program that is not installed
# is said to be missing, and is no failure.
set -u
. "$(dirname "$0")/../verdict.sh"
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

installed() {
    command -v "$1" >/dev/null 2>&1 && return 0
    echo "not installed, not asked: $1"
    return 1
}

check_sound() {
    for pdf in "$work"/*.pdf; do
        qpdf --check "$pdf" >"$work/said" 2>&1 && ! grep -q WARNING "$work/said"
        holds "qpdf --check of ${pdf##*/}" $?
    done
}

# every font embedded, subset and with ToUnicode
check_fonts() {
    for pdf in "$work"/*.pdf; do
        pdffonts "$pdf" 2>"$work/err" | awk 'NR > 2 { n++; if ($(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes") bad = 1 }
            END { exit bad || !n }' && [ ! -s "$work/err" ]
        holds "fonts of ${pdf##*/}" $?
    done
}

# The words of the structure, in its order, are those of --dump=tags: nothing lost, nothing moved.
words() {
    tr -s '[:space:]' '\n' | sed '/^$/d'
}
# of the elements, in lines of their own; pieces that follow one another are one text
read_texts() {
    awk 'match($0, /^ *"/) && /"$/ {
            if (depth != RLENGTH)
                printf "\n"
            printf "%s", substr($0, RLENGTH + 1, length($0) - RLENGTH - 1)
            depth = RLENGTH
            next
        }
        { depth = 0; printf "\n" }
        END { printf "\n" }'
}
check_structure() {
    for pdf in "$work"/*-a3a.pdf; do
        base=${pdf##*/}
        pdfinfo -struct-text "$pdf" 2>"$work/err" | read_texts | sed 's/"//g' | words >"$work/read"
        sed 's/\( annotation\)*$//; s/ annotation "/ "/g; s/ alt="[^"]*"//; s/^[^"]*//; s/" "//g; s/"//g' \
            "$work/${base%-*}.tags" | words >"$work/wanted"
        [ ! -s "$work/err" ] && [ -s "$work/read" ] && cmp -s "$work/read" "$work/wanted"
        holds "structure of $base" $?
    done
}

# a document's language has its country, too
check_language() {
    "$SVOD" fo tests/golden/fo/countries.fo -o "$work/countries.pdf" >/dev/null 2>&1
    qpdf --qdf --object-streams=disable "$work/countries.pdf" "$work/countries.qdf" &&
        [ "$(grep -a -o '/Lang ([^)]*)' "$work/countries.qdf" | sort | uniq -c | tr -s ' \n' ' ')" = \
            " 1 /Lang (de-AT) 1 /Lang (de-RU) 1 /Lang (en-GB) 1 /Lang (en-US) 1 /Lang (fr-CA) 1 /Lang (ru) 1 /Lang (ru-BY) 1 /Lang (ru-RU) " ]
    holds "languages and countries" $?
}

check_source() {
    for pdf in "$work"/*-a3a.pdf; do
        base=${pdf##*/}
        pdfdetach -savefile source.xml -o "$work/out.xml" "$pdf" 2>/dev/null && cmp -s "$work/out.xml" "$work/${base%-a3a.pdf}.xml"
        holds "attached source of $base" $?
    done
}

check_preflight() {
    jars=/usr/share/java
    for jar in preflight pdfbox2 javax.activation jaxb-api; do
        [ -f "$jars/$jar.jar" ] || {
            echo "not installed, not asked: PDFBox Preflight (libpdfbox2-java, libactivation-java, libjaxb-api-java)"
            return
        }
    done
    path=$jars/preflight.jar:$jars/pdfbox2.jar:$jars/xmpbox.jar:$jars/fontbox2.jar:$jars/commons-logging.jar
    path=$path:$jars/commons-io.jar:$jars/bcprov.jar:$jars/javax.activation.jar:$jars/jaxb-api.jar
    javac -cp "$path" -d "$work" tests/pdf/Preflight.java &&
        java -cp "$path:$work" Preflight "$work"/*-a1b.pdf >"$work/said" 2>/dev/null
    for pdf in "$work"/*-a1b.pdf; do
        grep -qxF "valid $pdf" "$work/said"
        holds "Preflight of ${pdf##*/}" $?
    done
    grep ^invalid "$work/said"
}

for input in samples/*/*.xml; do
    name=$(basename "$(dirname "$input")")-$(basename "$input" .xml)
    cp "$input" "$work/$name.xml"
    "$SVOD" render --dump=tags "$input" -o "$work/$name.tags" 2>/dev/null
    for level in a3a a2a a1b plain; do
        "$SVOD" render --pdf=$level "$input" -o "$work/$name-$level.pdf" >/dev/null 2>&1
        holds "render --pdf=$level $input" $?
    done
done
installed qpdf && check_sound
installed qpdf && check_language
installed pdffonts && check_fonts
installed pdfinfo && check_structure
installed pdfdetach && check_source
installed javac && check_preflight
verdicts
