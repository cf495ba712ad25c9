#!/bin/bash
# run.sh - where memory ends, the disk is full or writes are cut short: a message and exit code 5, or the same result; never
# a partial file, never a crash. TORTURE: how many allocations and calls on files fail of each command (default 60; «all» takes
# hours). The program is the plain build, or that which counts what is run: sanitizers bring an allocator of their own.
set -u
. "$(dirname "$0")/../verdict.sh"
cd "$(dirname "$0")/../.." || exit 1
case ${BUILD:-} in *coverage) svod=$(realpath "$SVOD") ;; *) svod=$PWD/build/plain/svod ;; esac
samples=$PWD/samples/merge
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
points=${TORTURE:-60}

${CC:-gcc} -shared -fPIC -O1 -o "$work/fail.so" tests/torture/fail.c || exit 1
cp samples/small/verbatim.xml "$work/in.xml"
cp tests/foreign/certificate.fo "$work/in.fo"
cp tests/approve/plan.xml "$work/plan.xml"
# A PDF that takes more than one write (output.c holds back 64 KiB): one fails while the PDF is made, and not when it is complete.
awk 'BEGIN {
    print "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\"><fo:layout-master-set><fo:simple-page-master master-name=\"p\" page-width=\"10cm\" page-height=\"10cm\"><fo:region-body/></fo:simple-page-master></fo:layout-master-set><fo:page-sequence master-reference=\"p\"><fo:flow flow-name=\"xsl-region-body\">"
    for (i = 0; i < 2000; i++) print "<fo:block break-after=\"page\">" i * 7919 % 10007 "</fo:block>"
    print "</fo:flow></fo:page-sequence></fo:root>"
}' >"$work/long.fo"
cd "$work" || exit 1
# (one that hangs has ended with 124)
torture() { timeout -k 2 120 env LD_PRELOAD=./fail.so "$@" >said 2>err; }

# ---- memory ----
# What each run did: its end, whether it said something, what became of the result. `right` is the result of a run with enough.
starve() { # name, FAIL_ON, command… (writes out)
    local name=$1 on=$2 total step ends
    shift 2
    rm -rf out out.new right
    "$@" >/dev/null 2>&1
    mv out right
    FAIL_COUNT=count torture "$@"
    total=$(cat count)
    step=$([ "$points" = all ] && echo 1 || echo $((total / points + 1)))
    ends=$(for n in $(seq $((step / 2 + 1)) "$step" "$total"); do
        rm -rf out
        FAIL_ON=$on FAIL_ALLOC=$n torture "$@"
        status=$?
        result=none
        [ -e out ] && result=$(cmp -s out right && echo same || echo other)
        [ $status -ne 0 ] && [ ! -s err ] && status="$status without a word"
        case "$status $result" in
        "0 same" | "5 none" | "5 same") ;; # the last: memory ended behind the end
        *) echo "allocation $n: status $status, result $result" ;;
        esac
        ls .out.* 2>/dev/null
    done)
    verdict "$name: $total allocations, one of $step fails$([ "$on" = 1 ] && echo ' and all after it')" "" "$ends"
}
# What the program takes in advance (arena.c) is no need of it.
"$svod" fo in.fo -o right.pdf 2>/dev/null
(ulimit -d 32768 && "$svod" fo in.fo -o out.pdf 2>/dev/null)
verdict "32 MB are enough for a short document" "0 same" "$? $(cmp -s out.pdf right.pdf && echo same || echo other)"
rm -f out.pdf
for on in 0 1; do
    starve "format" $on "$svod" fo in.fo -o out
    starve "render" $on "$svod" render in.xml -o out
done
starve "check" 0 sh -c "'$svod' check --format=json in.xml 2>found; s=\$?; [ \$s = 5 ] && cat found >&2 || mv found out; exit \$s"
"$svod" archive init papers >/dev/null
starve "add to an archive" 0 sh -c "rm -rf a; cp -R papers a; '$svod' archive add a plan.xml; s=\$?; env -u LD_PRELOAD '$svod' archive verify a >verified || exit 99; [ \$s = 5 ] || cp verified out; exit \$s"

# ---- each call on files ----
# A command that succeeds leaves what it leaves else, one that fails says why and leaves nothing new.
crack() { # name, command… (writes out)
    local name=$1 total step ends
    shift
    rm -rf out right
    "$@" >/dev/null 2>&1
    mv out right
    rm -f calls
    FAIL_CALLS=calls torture "$@"
    total=$(cat calls)
    step=$([ "$points" = all ] && echo 1 || echo $((total / points + 1)))
    ends=$(for n in $(seq $((step / 2 + 1)) "$step" "$total"); do
        rm -rf out told
        FAIL_CALL=$n torture "$@"
        status=$?
        result=none
        [ -e out ] && result=$(cmp -s out right && echo same || echo other)
        [ $status -eq 0 ] || [ -s err ] || [ -s told ] || status="$status without a word"
        case "$status $result" in
        "0 same" | [2-6]" none") ;;
        *) echo "call $n: status $status, result $result" ;;
        esac
        ls .out.* 2>/dev/null
    done)
    verdict "$name: $total calls, one of $step fails" "" "$ends"
}
# What is told on standard output, or made in place, is `out` if the command succeeds.
told() { printf '"%s" "$@" >told; s=$?; [ $s != 0 ] || mv told out; exit $s' "$svod"; }
in_place() { printf 'cp "%s" made.xml; "%s" "$@" made.xml; s=$?; [ $s != 0 ] || cp made.xml out; cmp -s made.xml "%s" || [ $s = 0 ] || exit 99; exit $s' "$1" "$svod" "$1"; }
openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=Test -keyout key.pem -out cert.pem 2>/dev/null
"$svod" approve plan.xml --as approved --date 2024-01-10 -o approved.xml 2>/dev/null
"$svod" render approved.xml -o approved.pdf 2>/dev/null
"$svod" sign approved.pdf --cert cert.pem --key key.pem -o signed.pdf 2>/dev/null
rm -rf full && "$svod" archive init full >/dev/null && "$svod" archive add full plan.xml signed.pdf >/dev/null 2>&1
starve "sign" 0 sh -c '"$@" -o signed.new && cp approved.pdf out' . "$svod" sign approved.pdf --cert cert.pem --key key.pem
starve "verify a signature" 0 sh -c "$(told)" . verify-signature --lang=en signed.pdf --ca cert.pem
starve "merge" 0 "$svod" merge --plan "$samples/plan.xml" "$samples"/submissions/*.xml -o out
crack "format" "$svod" fo in.fo -o out
crack "render" "$svod" render in.xml -o out
crack "check" sh -c "$(told)" . check --format=json in.xml
crack "deadlines" sh -c "$(told)" . deadlines --on 2024-05-01 plan.xml
crack "approve" sh -c "$(in_place plan.xml)" . approve --as approved --date 2024-01-10
crack "sign" sh -c '"$@" -o signed.new && cp approved.pdf out' . "$svod" sign approved.pdf --cert cert.pem --key key.pem
crack "verify a signature" sh -c "$(told)" . verify-signature --lang=en signed.pdf --ca cert.pem
crack "verify" sh -c "$(told)" . verify --lang=en signed.pdf
crack "extract" "$svod" extract signed.pdf -o out
crack "list an archive" sh -c "$(told)" . archive list full
crack "look into an archive" sh -c "$(told)" . archive show full 1
crack "search an archive" sh -c "$(told)" . archive search full причал
crack "verify an archive" sh -c "$(told)" . archive verify full
crack "regenerate an archive" sh -c "$(told)" . archive regenerate full
crack "hand over an archive" sh -c 'rm -rf handed; "$@" -o handed; s=$?; [ $s != 0 ] || (cd handed && find . -type f | sort) >out; exit $s' . "$svod" archive export full
crack "merge" sh -c 'rm -f m.xml; "$@" -o m.xml; s=$?; [ ! -e m.xml ] || [ $s != 0 ] || mv m.xml out; exit $s' . "$svod" merge --plan "$samples/plan.xml" "$samples"/submissions/*.xml
crack "a document to begin with" "$svod" new plan --on 2024-02-29 -o out
crack "explain" sh -c "$(told)" . explain R04

# ---- files ----
"$svod" render in.xml -o right.pdf 2>/dev/null
for how in short signal; do
    rm -f out.pdf
    FAIL_WRITE=$how torture "$svod" render in.xml -o out.pdf
    verdict "writes: $how" "0 same" "$? $(cmp -s out.pdf right.pdf && echo same)"
    FAIL_WRITE=$how torture "$svod" render in.xml -o -
    verdict "writes to standard output: $how" "0 same" "$? $(cmp -s said right.pdf && echo same)"
done
full() { # name, right result, command… (writes out.pdf)
    local name=$1 right=$2 n status
    shift 2
    echo "what was there" >out.pdf
    for n in 1 2 3; do
        FAIL_WRITE=full:$n torture "$@"
        status=$?
        grep -q 'no room.*\[G02\]' err || [ $status -eq 0 ] || status="$status unsaid"
        if [ "$status" = 0 ]; then cmp -s out.pdf "$right" || status="0 other"; else [ "$(cat out.pdf)" = "what was there" ] || status="$status, the old file is gone"; fi
        verdict "$name: no room from write $n on" 1 "$(case $status in 0 | 5) echo 1 ;; *) echo "$status" ;; esac)"
    done
}
for level in plain a1b; do "$svod" fo --pdf=$level long.fo -o long-$level.pdf 2>/dev/null; done
verdict "the long one takes three writes" 1 "$(($(stat -c %s long-plain.pdf) > 2 * 65536))"
full "render" right.pdf "$svod" render --lang=en in.xml -o out.pdf
full "format" long-plain.pdf "$svod" fo --lang=en long.fo -o out.pdf
full "format without streams of objects" long-a1b.pdf "$svod" fo --lang=en --pdf=a1b long.fo -o out.pdf
echo "what was there" >out.pdf
FAIL_FSYNC=1 torture "$svod" render --lang=en in.xml -o out.pdf
verdict "fsync fails" "5 G02 what was there" "$? $(grep -o '\[G02\]' err | tr -d '[]') $(cat out.pdf)"
cp in.fo in2.fo
FAIL_FSYNC=1 torture "$svod" fo --lang=en in.fo in2.fo -o several
verdict "the disk of several files fails" "5 1" "$? $(grep -c 'cannot write several/: .*\[G02\]' err)"
FAIL_FSYNC=1 torture "$svod" batch --lang=en in.fo -o batch.out --jobs 1
verdict "the disk of a batch fails: a message, and a journal from which it goes on" "5 1 in.pdf journal.ndjson" "$? $(grep -c 'cannot write batch.out: .*\[G02\]' err) $(ls batch.out | xargs)"
"$svod" batch --lang=en in.fo -o batch.out --jobs 1 >said 2>err
verdict "it goes on, and nothing is made twice" "unchanged: 1" "$(grep -o 'unchanged: [0-9]*' said)"
rm -rf batch.out several in2.fo
FAIL_RENAME=1 torture "$svod" render --lang=en in.xml -o out.pdf
verdict "rename fails" "5 G02 what was there" "$? $(grep -o '\[G02\]' err | tr -d '[]') $(cat out.pdf)"
"$svod" render --lang=en in.xml -o - >/dev/full 2>err
verdict "standard output is full" "5 G02" "$? $(grep -o '\[G02\]' err | tr -d '[]')"
"$svod" render --lang=en in.xml -o - >&- 2>err
verdict "standard output is closed" "5 G02" "$? $(grep -o '\[G02\]' err | tr -d '[]')"
"$svod" deadlines --lang=en plan.xml >/dev/full 2>err
verdict "a list into what is full" 5 $?
verdict "nothing is left over" "" "$(ls -A | grep '^\.[^.]')"

verdicts
