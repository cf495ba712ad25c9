#!/bin/bash
# run.sh - svod sign, verify-signature, extract: with keys made here; poppler's pdfsig, openssl and qpdf as judges.
# SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=$(($(date +%s) + 3600)) # behind the keys that are made below
export SOURCE_DATE_EPOCH

for tool in openssl pdfsig qpdf; do
    if ! command -v $tool >/dev/null; then
        [ "${CI:-}" = true ] && { echo "$tool is missing"; echo "0 passed, 1 failed"; exit 1; }
        echo "skipped: $tool is missing"
        echo "0 passed, 0 failed"
        exit 0
    fi
done

# ---- keys: an authority, two signers, GOST, one that has expired ----
key() { # name, subject, days, options of req…
    name=$1 subject=$2 days=$3
    shift 3
    openssl req "$@" -nodes -utf8 -keyout "$work/$name.key" -out "$work/$name.csr" -subj "$subject" 2>/dev/null &&
        openssl x509 -req -in "$work/$name.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -CAcreateserial -days "$days" -out "$work/$name.pem" 2>/dev/null
}
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/ca.key" -out "$work/ca.pem" -days 400 -subj "/CN=Test authority" 2>/dev/null
key rsa "/CN=ignored/SN=Кнехт/GN=Борис Семёнович" 300 -newkey rsa:3072
key ec "/CN=Second Signer" 300 -newkey ec -pkeyopt ec_paramgen_curve:P-256
for bits in 256 512; do
    openssl req -engine gost -x509 -newkey gost2012_$bits -pkeyopt paramset:A -nodes -keyout "$work/gost$bits.key" -out "$work/gost$bits.pem" -days 300 -subj "/CN=GOST $bits" 2>/dev/null
done
openssl pkcs12 -export -inkey "$work/rsa.key" -in "$work/rsa.pem" -certfile "$work/ca.pem" -passout pass:secret -out "$work/rsa.p12" 2>/dev/null
echo secret >"$work/secret"

sign() { "$svod" sign --lang=en "$@" 2>"$work/err"; }
check() { "$svod" verify-signature --lang=en "$@" 2>/dev/null; }

# ---- the document ----
cp ../approve/plan.xml "$work/plan.xml"
"$svod" render "$work/plan.xml" -o "$work/draft.pdf" 2>/dev/null
sign "$work/draft.pdf" --cert "$work/rsa.pem" --key "$work/rsa.key" -o "$work/x.pdf"
verdict "a draft cannot be signed" "2 A19 no" "$? $(grep -o '\[A19\]' "$work/err" | tr -d '[]') $(test -e "$work/x.pdf" && echo yes || echo no)"
"$svod" approve "$work/plan.xml" --as agreed --date 2024-03-08 2>/dev/null
"$svod" approve "$work/plan.xml" --as approved --date 2024-03-12 2>/dev/null
"$svod" render "$work/plan.xml" -o "$work/plan.pdf" 2>/dev/null

# ---- two signatures in a row ----
sign "$work/plan.pdf" --cert "$work/rsa.pem" --key "$work/rsa.key" -o "$work/one.pdf"
verdict "RSA: status" "0 nothing" "$? $([ -s "$work/err" ] && cat "$work/err" || echo nothing)"
verdict "every byte before the signature stays" 0 "$(cmp -s -n "$(stat -c %s "$work/plan.pdf")" "$work/plan.pdf" "$work/one.pdf"; echo $?)"
sign "$work/one.pdf" --cert "$work/ec.pem" --key "$work/ec.key" -o "$work/two.pdf"
holds "ECDSA: status" $?
verdict "and the first one stays" 0 "$(cmp -s -n "$(stat -c %s "$work/one.pdf")" "$work/one.pdf" "$work/two.pdf"; echo $?)"
verdict "pdfsig: both valid" 2 "$(pdfsig "$work/two.pdf" 2>/dev/null | grep -c 'Signature is Valid')"
verdict "pdfsig: the last covers all" "Total document signed" "$(pdfsig "$work/two.pdf" 2>/dev/null | grep -i 'document signed' | tail -n 1 | sed 's/.*- //')"
verdict "qpdf" 0 "$(qpdf --check "$work/two.pdf" >/dev/null 2>&1; echo $?)"
check "$work/two.pdf" --ca "$work/ca.pem" >"$work/said"
holds "verify-signature" $?
verdict "it names the signer" 1 "$(grep -c 'signed by: Кнехт Борис Семёнович' "$work/said")"
verdict "issuers are trusted" 2 "$(grep -c 'issuers of the certificate are trusted' "$work/said")"
verdict "what was added since" 1 "$(grep -c 'only signatures were added' "$work/said")"
verdict "another authority" 6 "$(check "$work/two.pdf" --ca "$work/gost256.pem" >/dev/null; echo $?)"
verdict "the source comes out" 0 "$("$svod" extract "$work/two.pdf" -o "$work/out.xml" && cmp -s "$work/out.xml" "$work/plan.xml"; echo $?)"

# ---- what a certificate says cannot begin a line of the answer ----
openssl req -x509 -newkey rsa:2048 -nodes -utf8 -keyout "$work/liar.key" -outform DER -out "$work/liar.der" -days 300 -subj "/CN=Liar~  the issuers of the certificate are trusted" 2>/dev/null
LC_ALL=C sed -z 's/Liar~/Liar\n/g' "$work/liar.der" >"$work/lines.der" # who signs for himself is not asked whether his name is as he signed it
openssl x509 -inform DER -in "$work/lines.der" -out "$work/liar.pem"
sign "$work/plan.pdf" --cert "$work/liar.pem" --key "$work/liar.key" -o "$work/lies.pdf"
verdict "a name of two lines" "1 0" "$(check "$work/lies.pdf" >"$work/said"; grep -c 'signed by: Liar ' "$work/said") $(grep -c '^  the issuers' "$work/said")"

# ---- the CMS itself ----
take() { # file: the last signature and what it signs, to $work/cms and $work/content
    python3 - "$1" "$work" <<'PY'
import re, sys, binascii
d = open(sys.argv[1], 'rb').read()
a, b, c, e = [int(x) for x in re.findall(rb'/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]', d)[-1]]
der = binascii.unhexlify(d[b + 1:c - 1])
size = int.from_bytes(der[2:2 + (der[1] & 127)], 'big') + 2 + (der[1] & 127)
open(sys.argv[2] + '/cms', 'wb').write(der[:size])
open(sys.argv[2] + '/content', 'wb').write(d[a:a + b] + d[c:c + e])
PY
}
for file in one two; do
    take "$work/$file.pdf"
    openssl cms -cmsout -print -inform DER -in "$work/cms" >"$work/printed" 2>/dev/null
    verdict "$file: no signingTime" 0 "$(grep -c signingTime "$work/printed")"
    verdict "$file: the certificate is named" 1 "$(grep -c 'signingCertificateV2' "$work/printed")"
    verdict "$file: openssl agrees" 0 "$(openssl cms -verify -cades -inform DER -in "$work/cms" -content "$work/content" -binary -CAfile "$work/ca.pem" -purpose any -out /dev/null 2>/dev/null; echo $?)"
done
for bits in 256 512; do
    sign "$work/plan.pdf" --engine gost --cert "$work/gost$bits.pem" --key "$work/gost$bits.key" -o "$work/gost.pdf"
    holds "GOST $bits: status" $?
    verdict "GOST $bits: verify-signature" 0 "$(check "$work/gost.pdf" --engine gost --ca "$work/gost$bits.pem" >/dev/null; echo $?)"
    take "$work/gost.pdf"
    verdict "GOST $bits: openssl agrees" 0 "$(openssl cms -verify -engine gost -inform DER -in "$work/cms" -content "$work/content" -binary -CAfile "$work/gost$bits.pem" -out /dev/null 2>/dev/null; echo $?)"
done

check "$work/gost.pdf" >"$work/said"
verdict "GOST without its engine: nothing is said of the signature" "6 1 0" "$? $(grep -c '^! the signature cannot be checked: .*GOST R 34.*--engine gost' "$work/said") $(grep -c 'NOT VALID' "$work/said")"
"$svod" verify-signature --lang=en "$work/gost.pdf" --engine nothing >"$work/said" 2>"$work/err"
verdict "an engine that is not there" "2 E13 nothing" "$? $(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]') $([ -s "$work/said" ] && cat "$work/said" || echo nothing)"
sign "$work/plan.pdf" --bytes-out "$work/bytes" -o "$work/prepared.pdf"
openssl cms -sign -engine gost -binary -in "$work/bytes" -signer "$work/gost256.pem" -inkey "$work/gost256.key" -outform DER -out "$work/made" 2>/dev/null
sign "$work/prepared.pdf" --cms-in "$work/made" -o "$work/x.pdf"
verdict "a GOST signature made elsewhere, without the engine" "6 E28 no" "$? $(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]') $(test -e "$work/x.pdf" && echo yes || echo no)"
sign "$work/prepared.pdf" --cms-in "$work/made" --engine gost -o "$work/x.pdf"
verdict "with it" "0 1" "$? $(check "$work/x.pdf" --engine gost | grep -c 'the signature is valid')"
rm "$work/x.pdf"

# ---- any byte changed in a signed range ----
change() { # file, offset
    python3 - "$1" "$2" "$work/changed.pdf" <<'PY'
import sys
d = bytearray(open(sys.argv[1], 'rb').read())
d[int(sys.argv[2])] ^= 1
open(sys.argv[3], 'wb').write(d)
PY
}
size=$(stat -c %s "$work/plan.pdf")
unnoticed=0
for i in 1 2 3 4 5 6 7 8 9 10; do
    change "$work/one.pdf" $((size * i / 11))
    "$svod" verify-signature "$work/changed.pdf" >/dev/null 2>&1 && unnoticed=$((unnoticed + 1))
done
verdict "a changed bit is always noticed" 0 "$unnoticed"
change "$work/one.pdf" 12
verdict "pdfsig: a mismatch" 1 "$(pdfsig "$work/changed.pdf" 2>/dev/null | grep -c 'Digest Mismatch')"
verdict "ours: not valid" "6 1" "$(check "$work/changed.pdf" >"$work/said"; echo $?) $(grep -c 'NOT VALID' "$work/said")"

# ---- content changed in an update after the signature ----
root=$(qpdf --show-object=trailer "$work/one.pdf" 2>/dev/null | grep -o '/Root [0-9]*' | cut -d' ' -f2)
qpdf --show-object="$root" "$work/one.pdf" >"$work/catalog" 2>/dev/null
python3 - "$work/one.pdf" "$work/later.pdf" "$root" "$work/catalog" <<'PY'
import re, sys
d = open(sys.argv[1], 'rb').read()
number, catalog = int(sys.argv[3]), open(sys.argv[4], 'rb').read().strip()
prev = int(re.findall(rb'startxref\s+(\d+)', d)[-1])
size = int(re.findall(rb'/Size (\d+)', d)[-1])
out = d + b'%d 0 obj\n' % number + re.sub(rb'>>$', b' /PageMode /FullScreen >>', catalog) + b'\nendobj\n'
where = len(out)
out += b'%d 0 obj\n<< /Type /XRef /W [1 4 2] /Index [%d 1 %d 1] /Size %d /Prev %d /Root %d 0 R /Length 14 >>\nstream\n' % (size, number, size, size + 1, prev, number)
out += b'\x01' + len(d).to_bytes(4, 'big') + b'\0\0' + b'\x01' + where.to_bytes(4, 'big') + b'\0\0' + b'\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n' % where
open(sys.argv[2], 'wb').write(out)
PY
verdict "a later change of the document is told" "6 1" "$(check "$work/later.pdf" >"$work/said"; echo $?) $(grep -c 'document was changed' "$work/said")"

# ---- other ways ----
sign "$work/plan.pdf" --pkcs12 "$work/rsa.p12" --passphrase-file "$work/secret" -o "$work/p12.pdf"
holds "PKCS #12 with a passphrase" $?
verdict "the issuer goes with it" 0 "$(check "$work/p12.pdf" --ca "$work/ca.pem" >/dev/null; echo $?)"
because() { sed -n 's/.*can be read here: \(.*\) \[E10\]$/\1/p' "$work/err"; }
SVOD_PASSPHRASE=wrong sign "$work/plan.pdf" --pkcs12 "$work/rsa.p12" -o "$work/x.pdf"
verdict "a wrong passphrase" "2 the passphrase is wrong (mac verify failure)" "$? $(because)"
sign "$work/plan.pdf" --pkcs12 "$work/rsa.p12" -o "$work/x.pdf"
verdict "no passphrase" "2 a passphrase is needed: --passphrase-file or SVOD_PASSPHRASE (mac verify failure)" "$? $(because)"
sign "$work/plan.pdf" --cert "$work/plan.xml" --key "$work/rsa.key" -o "$work/x.pdf"
verdict "no certificate" "2 it is in another format (no start line)" "$? $(because)"
"$svod" sign --lang=ru "$work/plan.pdf" --cert "$work/plan.xml" --key "$work/rsa.key" -o "$work/x.pdf" 2>"$work/err"
verdict "in Russian, with OpenSSL's own words" 1 "$(grep -c 'не читается: файл другого формата (no start line) \[E10\]$' "$work/err")"
untrusted() { # name, reason, options…
    verdict "issuers: $1" "6 $2" "$(check "${@:3}" >"$work/said"; echo $?) $(sed -n 's/^! the certificate does not come from a trusted issuer: //p' "$work/said" | sort -u)"
}
untrusted "others" "its issuer is not in the file of --ca (unable to get local issuer certificate)" "$work/one.pdf" --ca "$work/gost256.pem"
untrusted "none" "its owner has issued it (self-signed certificate)" "$work/lies.pdf" --ca "$work/ca.pem"
SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + 90000000)) sign "$work/plan.pdf" --cert "$work/ec.pem" --key "$work/ec.key" -o "$work/late.pdf"
untrusted "too late" "a certificate had expired (certificate has expired)" "$work/late.pdf" --ca "$work/ca.pem"
SOURCE_DATE_EPOCH=1000000000 sign "$work/plan.pdf" --cert "$work/ec.pem" --key "$work/ec.key" -o "$work/early.pdf"
untrusted "too early" "a certificate was not valid yet (certificate is not yet valid)" "$work/early.pdf" --ca "$work/ca.pem"
sign "$work/plan.pdf" --digest-out "$work/digest" --bytes-out "$work/bytes" -o "$work/prepared.pdf"
verdict "prepared: the digest is that of the bytes" "$(sha256sum <"$work/bytes" | cut -d' ' -f1)" "$(cat "$work/digest")"
openssl cms -sign -cades -binary -in "$work/bytes" -signer "$work/ec.pem" -inkey "$work/ec.key" -outform DER -out "$work/made" 2>/dev/null
verdict "prepared: it waits for a signature" "6 1 2" "$(check "$work/prepared.pdf" >"$work/said"; echo $? "$(grep -c '^! not signed' "$work/said")" "$(wc -l <"$work/said")")"
sign "$work/prepared.pdf" --cms-in "$work/made" -o "$work/joined.pdf"
holds "a signature made elsewhere" $?
verdict "and it is valid" 1 "$(pdfsig "$work/joined.pdf" 2>/dev/null | grep -c 'Signature is Valid')"
openssl cms -sign -binary -in "$work/digest" -signer "$work/ec.pem" -inkey "$work/ec.key" -outform DER -out "$work/wrong" 2>/dev/null
sign "$work/prepared.pdf" --cms-in "$work/wrong" -o "$work/x.pdf"
verdict "one of other bytes" "6 E17 no" "$? $(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]') $(test -e "$work/x.pdf" && echo yes || echo no)"
sign "$work/plan.pdf" --cms-in "$work/made" -o "$work/x.pdf"
verdict "into a file that was not prepared" "2 E16" "$? $(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]')"
sign "$work/plan.pdf" --cert "$work/rsa.pem" --key "$work/rsa.key" --detached -o "$work/plan.sig"
verdict "a detached signature" 0 "$(check "$work/plan.pdf" --cms-in "$work/plan.sig" --ca "$work/ca.pem" >/dev/null; echo $?)"
verdict "openssl agrees with it" 0 "$(openssl cms -verify -inform DER -in "$work/plan.sig" -content "$work/plan.pdf" -binary -CAfile "$work/ca.pem" -purpose any -out /dev/null 2>/dev/null; echo $?)"
verdict "of another file" 6 "$(check "$work/draft.pdf" --cms-in "$work/plan.sig" >/dev/null; echo $?)"
SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + 40000000)) sign "$work/plan.pdf" --cert "$work/ec.pem" --key "$work/ec.key" -o "$work/late.pdf"
verdict "a certificate that has expired is told" "E29" "$(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]')"
verdict "after the certificate has expired" "6 1" "$(check "$work/late.pdf" >"$work/said"; echo $?) $(grep -c 'was not valid at that time' "$work/said")"

# ---- reserved places ----
cp ../../samples/small/signature-field.xml "$work/field.xml"
for i in 1 2; do "$svod" approve "$work/field.xml" --as signed --date 2024-04-15 2>/dev/null; done
"$svod" render "$work/field.xml" -o "$work/field.pdf" 2>/dev/null
sign "$work/field.pdf" --field signature-2 --cert "$work/ec.pem" --key "$work/ec.key" -o "$work/field2.pdf"
verdict "the second place first" 1 "$(check "$work/field2.pdf" | grep -c "field signature-2")"
sign "$work/field2.pdf" --cert "$work/rsa.pem" --key "$work/rsa.key" -o "$work/field1.pdf"
verdict "then the one that waits" 2 "$(pdfsig "$work/field1.pdf" 2>/dev/null | grep -c 'Signature is Valid')"
verdict "the mark names the owner" 1 "$(pdftotext "$work/field1.pdf" - 2>/dev/null | grep -c 'Кнехт Борис Семёнович')"
verdict "fonts of the mark are embedded" 0 "$(pdffonts "$work/field1.pdf" 2>/dev/null | sed 1,2d | awk '$(NF-4) != "yes"' | wc -l)"
verdict "qpdf" 0 "$(qpdf --check "$work/field1.pdf" >/dev/null 2>&1; echo $?)"
verdict "only signatures were added" 1 "$(check "$work/field1.pdf" | grep -c 'only signatures')"
verdict "its source makes it" identical "$("$svod" verify --lang=en "$work/field1.pdf")"

# ---- certificates that name their owner in other ways ----
while IFS='|' read -r subject owner; do
    key other "$subject" 300 -newkey ec -pkeyopt ec_paramgen_curve:P-256
    sign "$work/field.pdf" --cert "$work/other.pem" --key "$work/other.key" -o "$work/other.pdf"
    verdict "signed by $subject" "  signed by: $owner" "$(check "$work/other.pdf" | grep 'signed by:')"
    verdict "… on the page" 1 "$(pdftotext -layout "$work/other.pdf" - | grep -c "Владелец $owner")"
done <<'OWNERS'
/SN=Холмова/CN=Читальня|Читальня
/SN=Холмова/O=Читальня/OU=Совет|Читальня
/OU=Совет|Совет
/SN=Холмова|Холмова
/emailAddress=council@library.example|council@library.example
OWNERS

# ---- bad input ----
refuse() { # name, code, options…
    name=$1 code=$2
    shift 2
    sign "$@" -o "$work/never.pdf"
    verdict "$name" "2 $code no" "$? $(grep -o '\[[A-Z][0-9]*\]' "$work/err" | tr -d '[]') $(test -e "$work/never.pdf" && echo yes || echo no)"
}
refuse "no PDF" E01 "$work/plan.xml" --cert "$work/rsa.pem" --key "$work/rsa.key"
head -c 3000 "$work/plan.pdf" >"$work/cut.pdf"
refuse "half a PDF" E01 "$work/cut.pdf" --cert "$work/rsa.pem" --key "$work/rsa.key"
qpdf --encrypt u o 256 -- "$work/plan.pdf" "$work/locked.pdf" 2>/dev/null
refuse "an encrypted PDF" E02 "$work/locked.pdf" --cert "$work/rsa.pem" --key "$work/rsa.key"
refuse "key and certificate of two people" E11 "$work/plan.pdf" --cert "$work/rsa.pem" --key "$work/ec.key"
refuse "a key that is none" E10 "$work/plan.pdf" --cert "$work/rsa.pem" --key "$work/rsa.pem"
openssl req -x509 -newkey ed25519 -nodes -keyout "$work/ed.key" -out "$work/ed.pem" -days 3 -subj "/CN=Ed" 2>/dev/null
refuse "a kind of key without a CAdES suite" E12 "$work/plan.pdf" --cert "$work/ed.pem" --key "$work/ed.key"
refuse "an engine that is not there" E13 "$work/plan.pdf" --engine nothing --cert "$work/rsa.pem" --key "$work/rsa.key"
refuse "a field that is not there" E15 "$work/plan.pdf" --field other --cert "$work/rsa.pem" --key "$work/rsa.key"
refuse "a certificate that is not there" G01 "$work/plan.pdf" --cert "$work/none.pem" --key "$work/rsa.key"
refuse "a key that is not there" G01 "$work/plan.pdf" --cert "$work/rsa.pem" --key "$work/none.key"
refuse "a certificate that is a folder" E10 "$work/plan.pdf" --cert "$work" --key "$work/rsa.key"
refuse "a certificate that is none" E10 "$work/plan.pdf" --cert "$work/plan.xml" --key "$work/rsa.key"
refuse "no PKCS #12" E10 "$work/plan.pdf" --pkcs12 "$work/plan.xml"
refuse "a PKCS #12 that is not there" G01 "$work/plan.pdf" --pkcs12 "$work/none.p12"
refuse "its passphrase is not there" G01 "$work/plan.pdf" --pkcs12 "$work/rsa.p12" --passphrase-file "$work/none"
: >"$work/empty"
refuse "or empty" E10 "$work/plan.pdf" --pkcs12 "$work/rsa.p12" --passphrase-file "$work/empty"
head -c 3000 /dev/zero | tr '\0' x >"$work/long"
refuse "or far too long" E10 "$work/plan.pdf" --pkcs12 "$work/rsa.p12" --passphrase-file "$work/long"
openssl pkcs12 -export -nokeys -in "$work/rsa.pem" -passout pass:secret -out "$work/keyless.p12" 2>/dev/null
refuse "a PKCS #12 without a key" E10 "$work/plan.pdf" --pkcs12 "$work/keyless.p12" --passphrase-file "$work/secret"
openssl pkey -in "$work/rsa.key" -aes256 -passout pass:secret -out "$work/locked.key" 2>/dev/null
refuse "a locked key without a passphrase" E10 "$work/plan.pdf" --cert "$work/rsa.pem" --key "$work/locked.key"
sign "$work/plan.pdf" --cert "$work/rsa.pem" --key "$work/locked.key" --passphrase-file "$work/secret" -o "$work/x.pdf"
verdict "a locked key" "0 0" "$? $(check "$work/x.pdf" >/dev/null; echo $?)"
sign "$work/prepared.pdf" --cms-in "$work/none" -o "$work/never.pdf"
verdict "a signature from elsewhere that is not there" "2 [G01]" "$? $(grep -o '\[G01\]' "$work/err")"
sign "$work/plan.pdf" --digest-out "$work/d" --detached -o "$work/never.sig"
verdict "detached, and made elsewhere: both cannot be" 64 $?
for cms in empty plan.xml; do
    sign "$work/prepared.pdf" --cms-in "$work/$cms" -o "$work/never.pdf"
    verdict "no CMS: $cms" "6 E17 no" "$? $(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]') $(test -e "$work/never.pdf" && echo yes || echo no)"
    verdict "no CMS beside it: $cms" "6 1" "$(check "$work/plan.pdf" --cms-in "$work/$cms" >"$work/said"; echo $?) $(grep -c 'NOT VALID' "$work/said")"
done
for ca in none rsa.key plan.xml empty; do
    "$svod" verify-signature --lang=en "$work/one.pdf" --ca "$work/$ca" >"$work/said" 2>"$work/err"
    status=$?
    verdict "issuers that are none: $ca" "2 $([ $ca = none ] && echo G01 || echo E10) 0" "$status $(grep -o '\[[A-Z][0-9]*\]' "$work/err" | tr -d '[]') $(wc -l <"$work/said")"
done
verdict "beside it: a file that is not there" 2 "$(check "$work/plan.pdf" --cms-in "$work/none" >/dev/null; echo $?)"

# ---- signatures of others: what they lack, and more signers than one ----
elsewhere() { # options of openssl cms…
    openssl cms -sign -binary -in "$work/bytes" -signer "$work/ec.pem" -inkey "$work/ec.key" -outform DER -out "$work/made" "$@" 2>/dev/null
    sign "$work/prepared.pdf" --cms-in "$work/made" -o "$work/other.pdf"
    echo $?
    check "$work/other.pdf" --ca "$work/ca.pem" >"$work/said"
    echo $?
}
verdict "one without CAdES: accepted" "0" "$(elsewhere | head -n 1)"
cp "$work/said" "$work/plain.said"
elsewhere -cades >/dev/null
verdict "which is told" yes "$(cmp -s "$work/said" "$work/plain.said" || echo yes)"
verdict "without its certificate" "6 no" "$(elsewhere -nocerts -cades | head -n 1) $(test -s "$work/never.pdf" && echo yes || echo no)"
verdict "two signers in one" 6 "$(elsewhere -cades -signer "$work/rsa.pem" -inkey "$work/rsa.key" | tail -n 1)"
verdict "without signed attributes: nothing names the certificate" "0" "$(elsewhere -noattr | tail -n 1)"

# ---- what is broken in the file itself ----
broken() { # name, what python does to d, the file
    cp "$work/two.pdf" "$work/broken.pdf"
    python3 - "$work/two.pdf" "$work/broken.pdf" "$2" <<'PY'
import re, sys
d = bytearray(open(sys.argv[1], 'rb').read())
r = list(re.finditer(rb'/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]', d))
m = r[-1]
n = [int(x) for x in m.groups()]
def ranges(*v):
    text = b'/ByteRange [%d %010d %010d %010d]' % v
    d[m.start():m.end()] = text + b' ' * (m.end() - m.start() - len(text))
exec(sys.argv[3])
open(sys.argv[2], 'wb').write(d)
PY
    check "$work/broken.pdf" --ca "$work/ca.pem" >"$work/said"
    verdict "broken: $1" "6 yes" "$? $(grep -qE "$3" "$work/said" && echo yes || cat "$work/said")"
}
wrong='does not say rightly which bytes it covers'
broken "a range behind the file" 'ranges(n[0], n[1], n[2], n[3] + 9999)' "$wrong"
broken "a range that ends early" 'ranges(n[0], n[1] - 30, n[2], n[3])' "$wrong"
broken "a range into the contents" 'ranges(n[0], n[1], n[2] - 40, n[3] + 40)' "$wrong"
broken "a range that does not begin with the file" 'ranges(7, n[1], n[2], n[3])' "$wrong"
broken "ranges in each other" 'ranges(0, n[2], n[1], 5)' "$wrong"
broken "nothing signed behind it" 'ranges(n[0], n[1], n[2], 0)' 'NOT VALID'
broken "contents of zeros" 'd[n[1]+1:n[2]-1] = b"0" * (n[2] - n[1] - 2)' '^! not signed'
broken "half of the contents" 'd[n[1]+901:n[2]-1] = b"0" * (n[2] - n[1] - 902)' 'NOT VALID'
broken "a length that lies" 'd[n[1]+5:n[1]+9] = b"FFFF"' 'NOT VALID'
broken "no CMS but a number" 'd[n[1]+1:n[1]+7] = b"020105"' 'NOT VALID'
broken "a bit of the signature" 'd[n[1]+1400] = 0x30 + (d[n[1]+1400] == 0x30)' 'NOT VALID'
broken "the first signature, not the last" 'd[int(r[0].group(2))+1400] = 0x30 + (d[int(r[0].group(2))+1400] == 0x30)' 'NOT VALID'
(cat "$work/two.pdf"; echo more) >"$work/broken.pdf"
verdict "bytes behind the end change no document" "0 1" "$(check "$work/broken.pdf" --ca "$work/ca.pem" >"$work/said"; echo $?) $(grep -c 'earlier state of the document is signed: \([0-9]*\) of' "$work/said" | sed 's/2/1/')"
for what in 'd[:] = d[:-1]' 'd[:] = d[:len(d)//2]' 'd[:] = d.replace(b"startxref", b"startxxxx")' 'd[:] = d.replace(b"/XRef", b"/XXXX")'; do
    python3 -c "
import sys
d = bytearray(open(sys.argv[1], 'rb').read())
$what
open(sys.argv[2], 'wb').write(d)" "$work/two.pdf" "$work/broken.pdf"
    "$svod" verify-signature --lang=en "$work/broken.pdf" --ca "$work/ca.pem" >/dev/null 2>"$work/err"
    verdict "a damaged file: $what" yes "$([ $? -ge 2 ] && echo yes)"
done

verdict "usage: with what?" 64 "$(sign "$work/plan.pdf"; echo $?)"
verdict "usage: too much" 64 "$(sign "$work/plan.pdf" --pkcs12 a --cms-in b; echo $?)"
verdict "nothing to verify" 6 "$(check "$work/plan.pdf" >/dev/null; echo $?)"

verdicts
