#!/bin/bash
# run.sh - svod sign --tsa: a timestamp of a service that runs here; openssl as judge. SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")" || exit 1
work=$(mktemp -d)
unset http_proxy HTTP_PROXY https_proxy HTTPS_PROXY no_proxy NO_PROXY

# ---- keys: an authority, a signer, a timestamp service, one whose certificate is for something else ----
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/ca.key" -out "$work/ca.pem" -days 400 -subj "/CN=Test authority" 2>/dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/other.key" -out "$work/other.pem" -days 400 -subj "/CN=Another authority" 2>/dev/null
key() { # name, extensions
    openssl req -newkey rsa:2048 -nodes -utf8 -keyout "$work/$1.key" -out "$work/$1.csr" -subj "/CN=$1" 2>/dev/null
    openssl x509 -req -in "$work/$1.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" -CAcreateserial -days 300 -out "$work/$1.pem" -extfile <(echo "$2") 2>/dev/null
}
key signer "keyUsage=digitalSignature"
key service "extendedKeyUsage=critical,timeStamping"
key here "subjectAltName=IP:127.0.0.1"
key elsewhere "subjectAltName=DNS:tsa.example.org"
echo 01 >"$work/serial"
for section in good refusing; do
    cat <<CONF
[$section]
serial = $work/serial
crypto_device = builtin
signer_cert = $work/service.pem
certs = $work/ca.pem
signer_key = $work/service.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = $([ $section = good ] && echo sha256 || echo sha512)
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
CONF
done >"$work/ts.conf"

echo good >"$work/mode"
perl service.pl "$work" &
services=$!
trap 'kill $services 2>/dev/null; rm -rf "$work"' EXIT
port() { # FILE with its number, once it is there
    for i in $(seq 100); do [ -f "$1" ] && break; sleep 0.05; done
    cat "$1"
}
url=http://127.0.0.1:$(port "$work/port")/tsa
for name in here elsewhere; do
    python3 relay.py "$work" $name "$(port "$work/port")" &
    services="$services $!"
done
python3 relay.py "$work" proxy &
services="$services $!"
safe=https://127.0.0.1:$(port "$work/here.port")/tsa
misnamed=https://127.0.0.1:$(port "$work/elsewhere.port")/tsa

cp ../approve/plan.xml "$work/plan.xml"
"$svod" approve "$work/plan.xml" --as agreed --date 2024-03-08 2>/dev/null
"$svod" approve "$work/plan.xml" --as approved --date 2024-03-12 2>/dev/null
"$svod" render "$work/plan.xml" -o "$work/plan.pdf" 2>/dev/null
printf '[thresholds]\nR13.similar = 90\n[timestamps]\nallow = http://tsa.example.org/\nallow = %s\nallow = http://127.0.0.1:1/\n' "$url" >"$work/svod.ini"
printf 'allow = %s\n' "$safe" "$misnamed" "https${url#http}" https://127.0.0.1:1/ >>"$work/svod.ini"

keys=(--cert "$work/signer.pem" --key "$work/signer.key")
sign() { # options…; prints: status, code, whether a file was written
    rm -f "$work/out"
    "$svod" sign --lang=en "$work/plan.pdf" "$@" -o "$work/out" 2>"$work/err"
    echo $? $(grep -o '\[E[0-9]*\]' "$work/err" | tr -d '[]') $(test -e "$work/out" && echo written)
}
check() { "$svod" verify-signature --lang=en "$@" 2>/dev/null; }

# ---- right ones ----
verdict "signed with a timestamp" "0 written" "$(sign "${keys[@]}" --tsa "$url")"
cp "$work/out" "$work/stamped.pdf"
cp "$work/now.tsq" "$work/first.tsq"
verdict "checked" "0 1 1" "$(check "$work/stamped.pdf" --ca "$work/ca.pem" >"$work/said"; echo $? $(grep -c 'timestamp: .* UTC, by service' "$work/said") $(grep -c 'issuers of the certificate are trusted' "$work/said"))"
verdict "the service is not trusted" "6 1" "$(check "$work/stamped.pdf" --ca "$work/other.pem" >"$work/said"; echo $? $(grep -c '! the timestamp does not come from a trusted service' "$work/said"))"
verdict "in Russian" 1 "$("$svod" verify-signature --lang=ru "$work/stamped.pdf" | grep -c 'метка времени: .* UTC, служба: service')"
verdict "qpdf" 0 "$(qpdf --check "$work/stamped.pdf" >/dev/null 2>&1; echo $?)"
verdict "what the service was asked" 1 "$(openssl ts -query -in "$work/first.tsq" -text 2>/dev/null | grep -c 'Hash Algorithm: sha256')"
verdict "openssl: the answer is of the question" "Verification: OK" "$(openssl ts -verify -queryfile "$work/now.tsq" -in "$work/now.tsr" -CAfile "$work/ca.pem" 2>/dev/null)"
verdict "the time of the token decides about certificates" 1 "$(SOURCE_DATE_EPOCH=4102444800 "$svod" sign "$work/plan.pdf" "${keys[@]}" --tsa "$url" -o "$work/late.pdf" 2>/dev/null; check "$work/late.pdf" | grep -c 'the signature is valid')"
verdict "… not the stated one" 0 "$(check "$work/late.pdf" | grep -c 'was not valid at that time')"
verdict "detached" "0 written" "$(sign "${keys[@]}" --detached --tsa "$url")"
verdict "detached: checked" "0 1" "$(check "$work/plan.pdf" --cms-in "$work/out" --ca "$work/ca.pem" >"$work/said"; echo $? $(grep -c 'timestamp: ' "$work/said"))"
verdict "openssl: the attribute" 1 "$(openssl cms -cmsout -print -inform DER -in "$work/out" 2>/dev/null | grep -c 'id-smime-aa-timeStampToken')"

# ---- a signature made elsewhere is stamped too ----
"$svod" sign "$work/plan.pdf" --bytes-out "$work/bytes" -o "$work/prepared.pdf" 2>/dev/null
openssl cms -sign -binary -in "$work/bytes" -signer "$work/signer.pem" -inkey "$work/signer.key" -outform DER -out "$work/made.p7s" 2>/dev/null
cp "$work/plan.pdf" "$work/kept.pdf"
cp "$work/prepared.pdf" "$work/plan.pdf"
verdict "made elsewhere" "0 written" "$(sign --cms-in "$work/made.p7s" --tsa "$url")"
verdict "made elsewhere: checked" 1 "$(check "$work/out" | grep -c 'timestamp: ')"
cp "$work/kept.pdf" "$work/plan.pdf"

# ---- wrong ones: said, and nothing written ----
verdict "a service that is not on the list" "2 E19" "$(sign "${keys[@]}" --tsa "${url}2")"
verdict "… was not asked" 0 "$(cmp -s "$work/now.tsq" "$work/first.tsq"; rm -f "$work/now.tsq"; sign "${keys[@]}" --tsa "${url}2" >/dev/null; ls "$work/now.tsq" 2>/dev/null | wc -l)"
because() { sed -n 's/.*gave no timestamp: \(.*\) (..*) \[E24\]$/\1/p' "$work/err"; }
verdict "nobody answers" "5 E24 nobody answers there" "$(sign "${keys[@]}" --tsa http://127.0.0.1:1/) $(because)"
while read -r mode why; do
    echo $mode >"$work/mode"
    verdict "the service: $mode" "5 E24 the answer $why" "$(sign "${keys[@]}" --tsa "$url") $(because)"
done <<'MODES'
refuse is a refusal
stale is about another question
garbage is none of such a service
page is none of such a service
long is none of such a service
broken is that there was an error
moved names another address, which is not asked
MODES
# it may be gone before, between or after what is written to it
echo gone >"$work/mode"
verdict "the service hangs up" "20 5 E24 the connection broke off" "$(for i in $(seq 20); do echo $(sign "${keys[@]}" --tsa "$url") $(because); done | sort | uniq -c | xargs)"
echo good >"$work/mode"

# ---- TLS: a service must prove that it is the one of the address ----
verdict "https: whom nobody vouches for" "5 E24 the service cannot prove who it is" "$(sign "${keys[@]}" --tsa "$safe") $(because)"
export SSL_CERT_FILE=$work/ca.pem # as if the system trusted the authority
rm -f "$work/now.tsq"
verdict "https: the certificate of another address" "5 E24 the service cannot prove who it is" "$(sign "${keys[@]}" --tsa "$misnamed") $(because)"
verdict "… was not told what is signed" 0 "$(ls "$work/now.tsq" 2>/dev/null | wc -l)"
verdict "https: no TLS there" "5 E24 the service does not speak TLS (https)" "$(sign "${keys[@]}" --tsa "https${url#http}") $(because)"
verdict "https" "0 written" "$(sign "${keys[@]}" --tsa "$safe")"
verdict "https: checked" 1 "$(check "$work/out" | grep -c 'timestamp: ')"
export https_proxy=http://127.0.0.1:$(port "$work/proxy.port")
verdict "https: by the proxy of the environment" "0 written CONNECT ${safe:8:-4}" "$(sign "${keys[@]}" --tsa "$safe") $(cat "$work/proxy.asked")"
verdict "https: by the proxy, another's certificate" "5 E24 the service cannot prove who it is" "$(sign "${keys[@]}" --tsa "$misnamed") $(because)"
verdict "https: the proxy refuses" "5 E24 the proxy does not lead there" "$(sign "${keys[@]}" --tsa https://127.0.0.1:1/) $(because)"
verdict "https: not by the proxy, as the environment says" "0 written 3" "$(no_proxy=127.0.0.1 sign "${keys[@]}" --tsa "$safe") $(wc -l <"$work/proxy.asked")"
verdict "https: by what is no proxy" "10 5 E24 the connection broke off" "$(for i in $(seq 10); do echo $(https_proxy=${url%/tsa} sign "${keys[@]}" --tsa "$safe") $(because); done | sort | uniq -c | xargs)"
unset SSL_CERT_FILE https_proxy
mv "$work/svod.ini" "$work/no.ini"
verdict "no list, no service" "2 E19" "$(sign "${keys[@]}" --tsa "$url")"
mv "$work/no.ini" "$work/svod.ini"

# ---- a token of another signature ----
verdict "two signatures" "0 written 0 written" "$(echo $(sign "${keys[@]}" --detached --tsa "$url"; mv "$work/out" "$work/one.sig"; cp "$work/stamped.pdf" "$work/plan.pdf"; sign "${keys[@]}" --detached --tsa "$url"; mv "$work/out" "$work/two.sig"; cp "$work/kept.pdf" "$work/plan.pdf"))"
verdict "the token of one in the other" "6 1 0" "$(
    # from its attribute on (id-aa-timeStampToken) to the end of the file, as long in both
    LC_ALL=C perl -e 'local $/; my @f = map { open(my $f, "<:raw", $_) or die; <$f> } @ARGV; my $id = "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x0e"; my @at = map { index($_, $id) } @f; die if grep { $_ < 0 } @at; die if length($f[0]) != length($f[1]); print substr($f[0], 0, $at[0]), substr($f[1], $at[1])' "$work/one.sig" "$work/two.sig" >"$work/mixed.sig"
    check "$work/plan.pdf" --cms-in "$work/mixed.sig" --ca "$work/ca.pem" >"$work/said"
    echo $? $(grep -c '! the timestamp is not of this signature, or it is damaged' "$work/said") $(grep -c 'timestamp: ' "$work/said")
)"
size=$(stat -c %s "$work/stamped.pdf")
verdict "a changed token is found" "6" "$(
    LC_ALL=C perl -0777 -pe 'my $n = index(lc $_, "0b2a864886f70d0109100104"); die if $n < 0; my $at = $n + 160; substr($_, $at, 2) = substr($_, $at, 2) eq "00" ? "01" : "00";' "$work/stamped.pdf" >"$work/changed.pdf"
    [ "$(stat -c %s "$work/changed.pdf")" = "$size" ] || echo size
    check "$work/changed.pdf" >"$work/said"
    echo $?
)"

verdicts
