#!/bin/bash
# run.sh - what is typed wrongly: unknown commands and options, values that are none, too few and too many files, folders in place
# of files, results that cannot be written. Each is told, with its exit code, and writes nothing. SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp samples/small/approval-act.xml "$work/a.xml"
cp tests/approve/plan.xml "$work/plan.xml"
cp tests/foreign/certificate.fo "$work/a.fo"
cp samples/merge/plan.xml "$work/districts.xml"
cp samples/merge/submissions/*.xml "$work/"
fo=$PWD/tests/golden/fo
cd "$work" || exit 1
"$svod" approve plan.xml --as approved --date 2024-03-12 -o approved.xml 2>/dev/null
"$svod" render approved.xml -o a.pdf 2>/dev/null
"$svod" archive init papers >/dev/null
mkdir folder
before=$(ls -A)

# ---- the command line: 64, one sentence and where help is, nothing written ----
usage() { # what it says, command…
    local says=$1 status
    shift
    "$svod" "$1" --lang=en "${@:2}" >said 2>err
    status=$?
    verdict "usage: $*" "64 yes nothing" "$status $(grep -qF -- "$says" err && echo yes || cat err) $([ -s said ] && cat said || echo nothing)"
}
value='this value is not one of those allowed'
day='a day is written YYYY-MM-DD' none='the calendar has no such day'
usage 'unknown option: --colour' render --colour a.xml
usage 'unknown option: -z' check -z a.xml
usage 'unknown option: -x' fo -x.fo
usage 'unknown option: -z' render -hz a.xml
usage 'unknown option: -ж.fo' fo -ж.fo
usage 'unknown option: --strict=yes' check --strict=yes a.xml
usage "$value: tex (--dump=fo|areas|tags)" fo --dump=tex a.fo
usage "$value: 0 (--jobs=N)" batch --jobs=0 a.xml -o out
usage 'one of these is needed: plan|report' new
usage 'one of these is needed: bash|zsh|fish' completion
usage 'unknown option: --jobs' render --jobs 2 a.xml
usage 'needs a value: -o' render a.xml -o
usage 'needs a value: --date' approve a.xml --as agreed --date
usage 'no input file' check
usage 'no input file' render -o x.pdf
usage 'no input file' batch -o out
usage 'a folder for the results is needed' batch a.xml -o -
usage 'export needs a folder' archive export papers -o -
usage 'several PDF files are not written to standard output' render a.xml a.xml -o -
usage 'several PDF files are not written to standard output' fo a.fo a.fo -o -
usage 'a name is needed for what standard input holds: -o FOLDER/FILE.pdf' render - -o folder
usage 'a name is needed for what standard input holds: -o FOLDER/FILE.pdf' fo a.fo - -o folder
usage 'too many files: a.fo' upgrade a.xml a.fo
usage 'too many files: plan.xml' approve a.xml plan.xml --as agreed --date 2024-01-02
usage 'too many files: a.xml' doctor a.xml
usage "$value: yaml" check --format yaml a.xml
usage "$value: text|json" check --format 'text|json' a.xml
usage "$value: tex" check --format tex a.xml
usage "$value: " render --kerning '' a.xml
usage "$value: maybe" render --kerning maybe a.xml
usage "$value: pages" fo --dump pages a.fo
usage "$value: read" approve a.xml --as read --date 2024-01-02
for count in 0 -1 two 2x 1234567 '' 1.5; do usage "$value: $count" batch --jobs="$count" a.xml -o out; done
usage "$value: none" batch --timeout none a.xml -o out
usage "$value: 2G" batch --memory 2G a.xml -o out
usage "$value: MMXX" archive list papers --year MMXX
for wrong in 01.02.2024 2024-1-2 2024-01-02T 2024-01-0x '' yesterday; do
    usage "$day: $wrong" approve a.xml --as agreed --date "$wrong"
    usage "$day: $wrong" deadlines plan.xml --on "$wrong"
done
for wrong in 2026-02-30 2025-02-29 2026-99-99 2026-00-10 2026-10-00 0000-01-01; do
    usage "$none: $wrong" approve a.xml --as agreed --date "$wrong"
    usage "$none: $wrong" deadlines plan.xml --on "$wrong"
    usage "$none: $wrong" new plan --on "$wrong" -o new.xml
    usage "$none: $wrong" merge --plan districts.xml berestovo.xml --date "$wrong" -o m.xml
done
for wrong in abc 1e3 99999999999999 253402300800 -1 ' 5' 0x10; do
    export SOURCE_DATE_EPOCH=$wrong
    usage "SOURCE_DATE_EPOCH is a count of seconds since 1970, in digits: $wrong" render a.xml -o new.pdf
done
export SOURCE_DATE_EPOCH=abc
usage "SOURCE_DATE_EPOCH is a count" archive list papers
for right in '' 0 253402300799; do
    verdict "SOURCE_DATE_EPOCH=$right" 0 "$(SOURCE_DATE_EPOCH=$right "$svod" render --dump=fo a.xml -o - >/dev/null 2>&1; echo $?)"
done
unset SOURCE_DATE_EPOCH
usage '--as and --date are needed' approve a.xml --as agreed
usage '--as and --date are needed' approve a.xml --date 2024-01-02
way='one of --cert with --key'
usage "$way" sign a.pdf
usage "$way" sign a.pdf --cert c.pem
usage "$way" sign a.pdf --key c.key
usage "$way" sign a.pdf --pkcs12 p --key c.key
usage "$way" sign a.pdf --pkcs12 p --cms-in c
usage "$way" sign a.pdf --digest-out d --cms-in c
usage "$way" sign a.pdf --cert c --key k --bytes-out b
usage 'a folder for the results is needed' batch a.xml
usage 'needs a value: --output' batch a.xml -o ''
usage 'needs a value: --output' render a.xml -o ''
usage 'needs a value: --part' render a.xml --part=
usage 'the name of a file is empty' check ''
usage 'the name of a file is empty' batch a.xml '' -o out
usage 'the plan is needed' merge berestovo.xml -o m.xml
usage 'the plan is needed' merge --plan districts.xml berestovo.xml
usage 'needs a value: --plan' merge --plan '' berestovo.xml -o m.xml
for action in burn '' ad 'init|add' addd export.; do usage "unknown action: $action" archive "$action" papers; done
for action in add show search; do usage "it needs files, numbers or words: $action" archive $action papers; done
usage 'export needs a folder' archive export papers
usage 'init|add|list' archive list
fo() { "$svod" fo --lang=en "$@" a.fo >said 2>err; echo "$? $(grep -o '\[[A-Z][0-9]*\]' err | tr -d '[]') $([ -s said ] && cat said || echo nothing)"; }
verdict "a font without a file" "64 G06 nothing" "$(fo --font Own)"
for wrong in column-gap column-gap=blue nothing=1 margin=3pt =1pt ''; do
    verdict "an initial value: '$wrong'" "64 G08 nothing" "$(fo --initial "$wrong")"
done
verdict "an unknown command" "64 1" "$("$svod" colour --lang=en >/dev/null 2>err; echo $?) $(grep -c 'unknown command: colour' err)"
verdict "an unknown command: two lines" 2 "$("$svod" colour --lang=en 2>&1 | wc -l)"
front() { # name, status, what is said on which stream, command line…
    verdict "$1" "$2 yes" "$("$svod" "${@:5}" >said 2>err; echo $?) $(grep -q -- "$4" "$3" && echo yes)"
}
front "a language before the command" 64 err 'svod check: не указан файл' --lang=ru check
front "and in two words" 64 err 'svod check: не указан файл' --lang ru check
front "a format before the command" 2 err '"code":"G01"' --format=json --lang=en check nowhere.xml
front "strictness before the command" 2 err 'G01' --strict --format text check nowhere.xml
front "a value that is none" 64 err 'svod check: this value is not one of those allowed: de' --lang=de --lang=en check a.xml
front "help in a language" 0 said '^Примеры' --lang=ru --help
front "versions in a language" 0 said '^шрифты' --lang=ru --version
front "an option of a command before it" 64 err '^svod: options of a command stand behind it: -o$' -o x.pdf render a.xml --lang=en
front "a long one" 64 err '^svod: options of a command stand behind it: --date=x$' --lang=en --date=x approve a.xml
front "global ones alone" 64 err '^Примеры' --lang=ru
front "one without its value" 64 err '^svod: this option needs a value: --format$' --lang=en --format
verdict "no command at all" "64 1" "$("$svod" >/dev/null 2>err; echo $?) $(grep -c 'svod render' err | sed 's/^[1-9][0-9]*$/1/')"

# ---- help: on standard output, of each command ----
for asks in --help -h help; do
    verdict "svod $asks" "0 nothing" "$("$svod" $asks --lang=en >said 2>err; echo $?) $([ -s err ] && cat err || echo nothing)"
done
commands=$(sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p' said)
verdict "all commands are listed" yes "$([ "$(echo "$commands" | wc -l)" -gt 15 ] && echo yes)"
for command in $commands; do
    "$svod" "$command" --help --lang=en >said 2>err
    verdict "svod $command --help" "0 1 1 0" "$? $(grep -c '^Usage:' said) $(grep -c '^  -h, --help' said) $(wc -c <err)"
done
verdict "svod help COMMAND" same "$("$svod" help check --lang=en >said; "$svod" check --help --lang=en | cmp - said && echo same)"
verdict "what takes no operand ends without a blank" 1 "$("$svod" doctor --help --lang=en | grep -c 'svod doctor \[options\]$')"
verdict "svod check --version" "0 yes" "$("$svod" check --version >said; echo $?) $(grep -q '^libxml2 ' said && echo yes)"
verdict "in Russian" 1 "$("$svod" check --lang ru 2>&1 >/dev/null | grep -c 'нет входного файла\|не указан\|файл')"

# ---- a standard output that takes nothing ----
if [ -c /dev/full ]; then
    for command in "--help" "render --help" "--version" "explain" "explain T01" "completion bash" "doctor" "archive verify papers" "verify a.pdf" "batch a.xml -q -o x"; do
        verdict "svod $command: to nowhere" "5 G02" "$("$svod" $command --lang=en >/dev/full 2>err; echo $?) $(grep -o '\[G02\]' err | tr -d '[]')"
    done
    rm -r x
fi

# ---- a folder, a file that is not there or may not be read, in place of a file ----
fails() { # status code, command…
    local wanted=$1
    shift
    "$svod" "$1" --lang=en "${@:2}" >said 2>err
    verdict "$*" "$wanted" "$? $(grep -o '\[[A-Z][0-9]*\]' err | sort -u | tr -d '[]' | xargs)"
}
for what in folder nowhere.xml a.xml/below; do
    fails "2 G01" check $what
    fails "2 G01" render $what
    fails "2 G01" approve $what --as agreed --date 2024-01-02
    fails "2 G01" upgrade $what
    fails "2 G01" deadlines $what
    fails "2 G01" fo $what
    fails "2 G01" extract $what
    fails "2 G01" verify $what
    fails "2 G01" verify-signature $what
    fails "2 G01" sign $what --digest-out d -o x.pdf
    fails "2 G01" merge --plan $what berestovo.xml -o m.xml
    fails "2 G01" archive add papers $what
    fails "64 G01" batch @$what -o x
done
for what in nowhere.xml a.xml/below; do
    fails "2 G01 M13" merge --plan districts.xml $what -o m.xml
done
fails "64 B01" merge --plan districts.xml folder -o m.xml
fails "64 G01" merge --plan districts.xml @nowhere.list -o m.xml
fails "64 G01" batch nowhere.csv -o x
fails "2 E01" extract a.xml
fails "2 E01" verify a.xml
fails "2 E01" verify-signature a.xml
rm -rf x

# ---- two results of one name ----
mkdir -p one/two
cp plan.xml one/ && cp plan.xml one/two/ && cp a.fo a.xml.fo && cp a.fo a.other
fails "64 G29" fo a.fo a.other
fails "64 G29" fo a.fo ./a.other -o x
fails "0 " fo a.fo a.xml.fo ./a.fo -o x
fails "0 " fo a.fo a.other --dump=areas -o -
rm -r x
cd one/two
fails "64 G29" render plan.xml ../plan.xml -o ../../x
cd ../..
verdict "and nothing is written" no "$([ -e x ] && echo yes || echo no)"
rm -r one a.xml.fo a.other

# ---- a result in the place of what it is made from ----
ln -s plan.xml link.xml
ln a.pdf hard.pdf
mkdir drawn
cp "$fo"/background.fo "$fo"/tile.png drawn/
grep -v nowhere.png "$fo"/graphic.fo >drawn/graphic.fo
sed 's/<fo:flow/& background="red url('"'tile.png'"') no-repeat"/' a.fo >drawn/shorthand.fo
echo none >face.otf
spares() { # file that stays, command…
    local own=$1 was
    was=$(cksum <"$own")
    shift
    fails "64 G28" "$@"
    verdict "$*: $own stays" "$was" "$(cksum <"$own")"
}
spares plan.xml render plan.xml -o plan.xml
spares plan.xml render plan.xml -o ./link.xml
spares plan.xml render link.xml --dump=fo -o "$PWD/plan.xml"
spares plan.xml watch plan.xml -o plan.xml
spares a.fo fo a.fo -o a.fo
spares plan.xml deadlines --ics plan.xml -o plan.xml
spares districts.xml merge --plan districts.xml berestovo.xml -o districts.xml
spares berestovo.xml merge --plan districts.xml yolkino.xml berestovo.xml -o berestovo.xml
spares a.pdf extract a.pdf -o a.pdf
spares a.pdf sign a.pdf --digest-out d -o hard.pdf
spares a.pdf sign a.pdf --digest-out a.pdf -o x.pdf
spares plan.xml sign a.pdf --cms-in plan.xml -o plan.xml
spares drawn/tile.png fo drawn/background.fo -o drawn/tile.png
spares drawn/tile.png fo drawn/graphic.fo --dump=areas -o drawn/../drawn/tile.png
spares drawn/tile.png fo drawn/graphic.fo --dump=fo -o drawn/tile.png
spares drawn/tile.png fo drawn/shorthand.fo --dump=fo -o drawn/tile.png
spares face.otf fo a.fo --font Face=face.otf -o face.otf
verdict "a command that changes the file itself may be told so" 0 "$(cp plan.xml own.xml; "$svod" approve own.xml --as agreed --date 2024-01-02 -o own.xml >said 2>err; echo $?)"
cp plan.xml named.pdf
cp a.pdf named.xml
"$svod" render named.pdf >said 2>err
"$svod" extract named.xml >said 2>err
verdict "one whose name ends as the result's does stays" "named.pdf.pdf named.xml.xml same" \
    "$(ls named.*.* | xargs) $(cmp -s plan.xml named.pdf && cmp -s a.pdf named.xml && echo same)"
rm -rf link.xml hard.pdf own.xml named.* drawn face.otf
was=$(cksum <a.xml)
fails "5 G26" extract a.pdf
verdict "what was edited beside the PDF stays" "$was" "$(cksum <a.xml)"
cp a.pdf again.pdf
fails "0 " extract again.pdf
fails "0 " extract again.pdf
verdict "but where nothing stands, or the same, it comes out" same "$(cmp -s again.xml approved.xml && echo same)"
fails "0 " extract a.pdf -o again.xml
rm again.*

# ---- what comes from standard input goes to standard output ----
piped() { # name, what it begins with, command…
    verdict "$1" "0 yes" "$("$svod" "${@:3}" <given >said 2>err; echo $?) $(head -c 99 said | grep -aq "$2" && echo yes)"
}
cp a.pdf given
piped "an XML out of a PDF" '^<?xml' extract -
cp plan.xml given
piped "a calendar" '^BEGIN:VCALENDAR' deadlines --ics -
piped "a PDF" '^%PDF' render -
piped "a part" '^%PDF' render - --part "$(sed -n 's/.*<plan id="\([^"]*\)".*/\1/p' plan.xml)"
piped "a document of the next edition" '^<?xml' upgrade -
rm given

# ---- files that are kept from being written, and whose they are ----
as_other() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; } # root may write everything
mkdir kept
cp plan.xml a.pdf kept
chmod 755 . && chmod 777 kept && chmod 444 kept/*
if as_other "$svod" --version >/dev/null 2>&1; then
    kept() { # name, command…
        as_other "$svod" "$2" --lang=en "${@:3}" >said 2>err
        verdict "kept from being written: $1" "5 G02 same" "$? $(grep -o '\[[A-Z][0-9]*\]' err | tr -d '[]') $(cmp -s plan.xml kept/plan.xml && cmp -s a.pdf kept/a.pdf && echo same)"
    }
    kept "a document that is to be approved" approve kept/plan.xml --as agreed --date 2024-03-08
    kept "one of the next edition" upgrade kept/plan.xml
    kept "a PDF that was made" render kept/plan.xml -o kept/a.pdf
fi
if [ "$(id -u)" = 0 ]; then
    chown 65534:65533 kept/plan.xml && chmod 640 kept/plan.xml
    "$svod" approve kept/plan.xml --as agreed --date 2024-03-08 2>err
    verdict "root leaves a file to its owners" "0 65534:65533 640" "$? $(stat -c '%u:%g %a' kept/plan.xml)"
fi
rm -r kept

# ---- where nothing can be written ----
for to in folder/none/x a.xml/x; do
    [ $to = a.xml/x ] && fails "5 G02" batch a.fo -o $to
    fails "5 G02" archive export papers -o $to
    fails "5 G02" archive init $to
    fails "5 G02" render plan.xml -o $to
    fails "5 G02" fo a.fo -o $to
    fails "5 G02" fo a.fo --dump=areas -o $to
    fails "5 G02" render plan.xml --dump=fo -o $to
    fails "5 G02" approve plan.xml --as agreed --date 2024-01-02 -o $to
    fails "5 G02" deadlines plan.xml --ics -o $to
    fails "5 G02" extract a.pdf -o $to
    fails "5 G02" new plan -o $to
    fails "5 G02" sign a.pdf --digest-out $to -o x.pdf
done
for code in t01 Т01 т01; do
    verdict "explain $code" same "$("$svod" explain --lang=en T01 >said; "$svod" explain --lang=en $code | cmp - said && echo same)"
done
verdict "a code that is none is told as it was typed" "64 1" "$("$svod" explain --lang=en тт01 2>err; echo $?) $(grep -c 'no code тт01' err)"
says() { # what, command line of a shell
    verdict "$2" yes "$(sh -c "$2" 2>&1 | grep -qF -- "$1" && echo yes)"
}
says 'cannot write x/a.pdf: a file stands where a folder is needed' "touch x; cp a.fo plain.fo; $svod fo --lang=en a.fo plain.fo -o x; rm x plain.fo"
says 'cannot open the file: links lead in a circle' "ln -s loop.xml loop.xml; $svod check --lang=en loop.xml; rm loop.xml"
says 'cannot write standard output: it is closed' "$svod explain --lang=en >&-"
says 'не удалось записать стандартный вывод' "$svod render --lang=ru plan.xml -o - >&-"
rm -f said err x.pdf m.xml m.provenance.csv
verdict "nothing is left over" "$before" "$(ls -A)"

verdicts
