#!/bin/sh
# run.sh - svod verify: the source of a PDF makes the same PDF, wherever and whenever; what was changed is shown.
# SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
root=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

verify() { "$svod" verify --lang=en "$@" 2>"$work/err"; }

for sample in samples/*-[0-9]*/report.xml samples/small/contents.xml samples/small/footnotes.xml; do
    name=$(echo "$sample" | tr / -)
    "$svod" render "$sample" -o "$work/$name.pdf" 2>/dev/null
done
for pdf in "$work"/*.pdf; do
    said=$(cd "$work" && TZ=Asia/Vladivostok LC_ALL=C "$svod" verify --lang=en "$pdf" 2>/dev/null)
    verdict "$(basename "$pdf")" identical "$said"
done

plan=$work/plan.xml
cp tests/approve/plan.xml "$plan"
"$svod" approve "$plan" --as approved --date 2024-03-12 2>/dev/null
"$svod" render "$plan" -o "$work/plan.pdf" 2>/dev/null
verdict "part alone" identical "$("$svod" render samples/small/appendix.xml --part works -o "$work/part.pdf" 2>/dev/null; verify "$work/part.pdf")"

# ---- levels without the source in them ----
for level in a2a a1b plain; do
    "$svod" render --pdf=$level "$plan" -o "$work/$level.pdf" 2>/dev/null
    verify "$work/$level.pdf" >/dev/null
    verdict "$level: the source is asked" "2 E03" "$? $(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]')"
    verdict "$level: with it" identical "$(verify "$work/$level.pdf" --source "$plan")"
done

# ---- written otherwise, but the same pages ----
if command -v qpdf >/dev/null; then
    qpdf --qdf --object-streams=disable "$work/plan.pdf" "$work/rewritten.pdf" 2>/dev/null
    verify "$work/rewritten.pdf" >"$work/said"
    verdict "the same pages in another file" "0 same pages" "$? $(head -n 1 "$work/said")"
    verdict "versions are told" 1 "$(grep -c 'made with: svod' "$work/said")"
    verdict "and of no other files of the edition" 0 "$(grep -c 'files of the edition' "$work/said")"
    LC_ALL=C sed 's/svod:digests>edition-1 ..../svod:digests>edition-1 0000/' "$work/rewritten.pdf" >"$work/older.pdf"
    verdict "other files of the edition are told" "0 same pages 1" "$(verify "$work/older.pdf" >"$work/said"; echo $? "$(head -n 1 "$work/said")" "$(grep -c 'files of the edition' "$work/said")")"
    # one digit of the attached XML
    LC_ALL=C sed 's/<docDate>2024-03-11</<docDate>2024-03-13</' "$work/rewritten.pdf" >"$work/digit.pdf"
    verdict "one changed digit in the attached source" "6 different" "$(verify "$work/digit.pdf" >"$work/said"; echo $? "$(head -n 1 "$work/said")")"

    # ---- forged: what the file says of its own pages stays, one thing in it is another ----
    forged() { # name, sed script, wanted: status, verdict, a line
        LC_ALL=C sed "$2" "$work/rewritten.pdf" >"$work/forged.pdf"
        verdict "forged: $1 is there to be changed" 1 "$(cmp -s "$work/rewritten.pdf" "$work/forged.pdf"; echo $?)"
        verify "$work/forged.pdf" >"$work/said"
        verdict "forged: $1" "$3" "$(echo $? "$(head -n 1 "$work/said")" $(grep -o -m 1 '^  \(page [0-9]*: the [a-z]*\|besides the pages: .*\)' "$work/said"))"
    }
    forged "letters change places" '/TJ$/s/<\(..\)\(..\)/<\2\1/' "6 different page 1: the file"
    forged "a place" '/TJ$/s/>\(-*[0-9]*\)[0-9]</>\17</' "6 different page 1: the same"
    forged "a word of a font's map" '0,/^<01><....>$/s//<01><0041>/' "6 different page 1: the file"
    forged "a width of a font" '/\/W \[/,/\]/s/ \([0-9][0-9]*\)$/1\1/' "6 different page 1: the same"
    forged "the sheet" 's/595\.276/595.376/' "6 different page 1: the same"
    forged "what a screen reader meets" '0,/\/S \/TH/s//\/S \/TD/' "6 different besides the pages: StructTreeRoot"
    forged "what the metadata say" 's/svod:state>approved</svod:state>reported</' "6 different besides the pages: metadata"
    forged "other versions" 's/svod:versions>svod 0/svod:versions>svod 9/' "0 same pages"
    forged "other versions, drawn otherwise" 's/svod:versions>svod 0/svod:versions>svod 9/;/TJ$/s/>\(-*[0-9]*\)[0-9]</>\17</' "6 not comparable page 1: the same"
    forged "other versions, other text" 's/svod:versions>svod 0/svod:versions>svod 9/;/TJ$/s/<\(..\)\(..\)/<\2\1/' "6 different page 1: the file"
    qpdf --stream-data=uncompress --coalesce-contents --newline-before-endstream "$work/plan.pdf" "$work/plainer.pdf" 2>/dev/null
    verdict "written otherwise in another way" "same pages" "$(verify "$work/plainer.pdf" | head -n 1)"

    # ---- after the signature, in an update behind it ----
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/key.pem" -out "$work/cert.pem" -subj /CN=Head -days 30 2>/dev/null
    "$svod" sign "$work/plan.pdf" --cert "$work/cert.pem" --key "$work/key.pem" -o "$work/signed.pdf" 2>/dev/null
    verdict "signed" identical "$(verify "$work/signed.pdf")"
    sed 's/План ремонта причала/План %%EOF/' "$plan" >"$work/eof.xml"
    "$svod" approve "$work/eof.xml" --as approved --date 2024-03-12 2>/dev/null
    "$svod" render "$work/eof.xml" -o "$work/eof.pdf" 2>/dev/null
    "$svod" sign "$work/eof.pdf" --cert "$work/cert.pem" --key "$work/key.pem" -o "$work/eof.signed.pdf" 2>/dev/null
    verdict "a title that looks like the end of a revision" identical "$(verify "$work/eof.signed.pdf")"
    cp samples/small/signature-field.xml "$work/field.xml"
    for i in 1 2; do "$svod" approve "$work/field.xml" --as signed --date 2024-04-15 2>/dev/null; done
    "$svod" render "$work/field.xml" -o "$work/field.pdf" 2>/dev/null
    "$svod" sign "$work/field.pdf" --cert "$work/cert.pem" --key "$work/key.pem" -o "$work/first.pdf" 2>/dev/null
    for what in sheet note stamp title catalogue picture; do
        signed=$work/signed.pdf
        [ $what = picture ] && signed=$work/first.pdf # where another signature may come
        python3 tests/proof/update.py $what "$signed" "$work/updated.pdf"
        verdict "another $what after the signature" "6 different 1" "$(verify "$work/updated.pdf" >"$work/said"; echo $? "$(head -n 1 "$work/said")" "$(grep -c 'more was changed' "$work/said")")"
        verdict "another $what: verify-signature" "6 1" "$("$svod" verify-signature --lang=en "$work/updated.pdf" >"$work/said"; echo $? "$(grep -c 'then the document was changed' "$work/said")")"
    done
    "$svod" sign "$work/first.pdf" --cert "$work/cert.pem" --key "$work/key.pem" -o "$work/second.pdf" 2>/dev/null
    verdict "a second signature in its place" "0 2" "$("$svod" verify-signature --lang=en "$work/second.pdf" >"$work/said"; echo $? "$(grep -c 'signature is valid' "$work/said")")"
else
    [ "${CI:-}" = true ] && failed=$((failed + 1))
fi

# ---- what differs ----
sed 's/Окраска кнехтов/Окраска лееров/' "$plan" >"$work/other.xml"
"$svod" approve "$work/other.xml" --as approved --date 2024-03-12 2>/dev/null
"$svod" render "$plan" --pdf=a2a -o "$work/bare.pdf" 2>/dev/null
verify "$work/bare.pdf" --source "$work/other.xml" >"$work/said"
verdict "other words: status" 6 $?
verdict "page and words are shown" 1 "$(grep -c 'page 1: .*кнехтов.*леер' "$work/said")"
sed 's/role="deadline" width="narrow"/& align="center"/' "$plan" >"$work/places.xml"
"$svod" approve "$work/places.xml" --as approved --date 2024-03-12 2>/dev/null
verify "$work/bare.pdf" --source "$work/places.xml" >"$work/said"
verdict "the same words elsewhere" 1 "$(grep -c 'same text at other places' "$work/said")"
echo '<document/>' >"$work/broken.xml"
verify "$work/bare.pdf" --source "$work/broken.xml" >/dev/null
verdict "a source that cannot be rendered" "6 E04" "$? $(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]')"

# ---- many pages, each with other words: what fonts mean is read once, not with each page ----
awk 'BEGIN {
    print "<?xml version=\"1.0\" encoding=\"UTF-8\"?><document xmlns=\"urn:svod:document:1\" id=\"long\" kind=\"report\" lang=\"ru\" edition=\"1\"><metadata><title>О мостах</title><docDate>2021-11-30</docDate></metadata><body><narrative>"
    for (i = 0; i < 9000; i++) print "<p>Мост " i ": <b>настил</b> <i>цел</i></p>"
    print "</narrative></body></document>"
}' >"$work/long.xml"
sed 's/Мост/Вал/' "$work/long.xml" >"$work/longer.xml"
"$svod" render "$work/long.xml" -o "$work/long.pdf" 2>/dev/null
(ulimit -v 700000 && "$PWD/build/plain/svod" verify --lang=en "$work/long.pdf" --source "$work/longer.xml" >"$work/said" 2>/dev/null) # sanitizers take more
verdict "many pages that differ" "6 different yes" "$? $(head -n 1 "$work/said") $([ "$(grep -c 'the file says «Мост' "$work/said")" -gt 200 ] && echo yes)"
verdict "no PDF" 2 "$(verify "$plan" >/dev/null; echo $?)"
cd "$root" || exit 1

verdicts
