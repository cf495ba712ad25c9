#!/bin/sh
# run.sh - svod.ini and acknowledgements: what an office decides and what an author explains. Each case
# writes an svod.ini (- for none) in some folder above the document and names the lines that come out.
# SVOD names the program. The last line is 'N passed, N failed'.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/region/town"
cp document.xml "$work/region/town/document.xml"
encoding=UTF-8

# case NAME FOLDER EXIT; the svod.ini is on standard input up to a line of ---, then the lines wanted
case_of() {
    rm -f "$work/svod.ini" "$work/region/svod.ini" "$work/region/town/svod.ini"
    cat >"$work/input"
    sed '/^---$/,$d' "$work/input" >"$work/ini"
    sed '0,/^---$/d' "$work/input" >"$work/wanted"
    [ "$2" = - ] || iconv -f UTF-8 -t "$encoding" "$work/ini" >"$work/$2/svod.ini"
    (cd "$work/region/town" && "$svod" check --lang=en document.xml) >"$work/got" 2>&1
    code=$?
    sed -i "s,$work/,,; s,^/private,," "$work/got"
    if [ $code -eq "$3" ] && cmp -s "$work/wanted" "$work/got"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1: exit $code"
        diff "$work/wanted" "$work/got"
    fi
}

case_of "acknowledged findings are notes with the reason; what fits nothing is told" - 2 <<'END'
---
document.xml:9:5: warning: nothing is found that T01 acknowledges here: delete the acknowledgement [A01]
document.xml:10:5: error: no element has the id «m9» [A02]
document.xml:24:11: warning: item «Осмотр стрелок»: the deadline is missing [R24]
document.xml:25:11: note: item «Осмотр стрелок»: «14» is a number without a unit (acknowledged: Счёт ведётся в стыках.) [R14]
document.xml:29:11: note: item «Сварка стыков на кольце»: the deadline is missing (acknowledged: Срок зависит от поставки рельсов.) [R24]
document.xml:30:11: warning: item «Сварка стыков на кольце»: the result repeats the text of the measure [R13]
END

case_of "severities of the nearest svod.ini above" region 2 <<'END'
[severity]
R24 = error
R13 = off
R14 = error ; the author's reason still holds
---
document.xml:9:5: warning: nothing is found that T01 acknowledges here: delete the acknowledgement [A01]
document.xml:10:5: error: no element has the id «m9» [A02]
document.xml:24:11: error: item «Осмотр стрелок»: the deadline is missing [R24]
document.xml:25:11: note: item «Осмотр стрелок»: «14» is a number without a unit (acknowledged: Счёт ведётся в стыках.) [R14]
document.xml:29:11: note: item «Сварка стыков на кольце»: the deadline is missing (acknowledged: Срок зависит от поставки рельсов.) [R24]
END

case_of "a threshold" region/town 2 <<'END'
[thresholds]
R13.letters = 50
[severity]
R14 = off
R24 = off
---
document.xml:6:5: warning: nothing is found that R24 acknowledges here: delete the acknowledgement [A01]
document.xml:7:5: warning: nothing is found that R14 acknowledges here: delete the acknowledgement [A01]
document.xml:9:5: warning: nothing is found that T01 acknowledges here: delete the acknowledgement [A01]
document.xml:10:5: error: no element has the id «m9» [A02]
END

for line in 'R13.unknown = 3' 'R13.similar = many' 'R13.similar'; do
    case_of "refused: $line" region 2 <<END
[thresholds]
$line
---
region/svod.ini:2: fatal: this line of svod.ini is not understood; it has [severity] with lines like R14 = error, warning, note or off, [thresholds] with lines like R13.similar = 90, and [timestamps] with lines like allow = http://tsa.example.org/ [G22]
END
done
for line in 'R14 = loud' 'S50 = note' 'R1 = note'; do
    case_of "refused: $line" region 2 <<END

[severity]
R24 = error
$line
---
region/svod.ini:4: fatal: this line of svod.ini is not understood; it has [severity] with lines like R14 = error, warning, note or off, [thresholds] with lines like R13.similar = 90, and [timestamps] with lines like allow = http://tsa.example.org/ [G22]
END
done
case_of "codes that there are not" region 2 <<'END'
; an office
[severity]
R99 = off
R24 = off
T99 = error ; misprinted
M99 = note
R99 = off
---
region/svod.ini:3: warning: there is no code R99, so that this line changes nothing; «svod explain» lists those there are [G31]
region/svod.ini:5: warning: there is no code T99, so that this line changes nothing; «svod explain» lists those there are [G31]
region/svod.ini:6: warning: there is no code M99, so that this line changes nothing; «svod explain» lists those there are [G31]
region/svod.ini:7: warning: there is no code R99, so that this line changes nothing; «svod explain» lists those there are [G31]
document.xml:6:5: warning: nothing is found that R24 acknowledges here: delete the acknowledgement [A01]
document.xml:9:5: warning: nothing is found that T01 acknowledges here: delete the acknowledgement [A01]
document.xml:10:5: error: no element has the id «m9» [A02]
document.xml:25:11: note: item «Осмотр стрелок»: «14» is a number without a unit (acknowledged: Счёт ведётся в стыках.) [R14]
document.xml:30:11: warning: item «Сварка стыков на кольце»: the result repeats the text of the measure [R13]
END
long=$(printf 'так решено на совещании; %.0s' 1 2 3 4 5 6 7 8 9)
rest='document.xml:6:5: warning: nothing is found that R24 acknowledges here: delete the acknowledgement [A01]
document.xml:9:5: warning: nothing is found that T01 acknowledges here: delete the acknowledgement [A01]
document.xml:10:5: error: no element has the id «m9» [A02]
document.xml:25:11: note: item «Осмотр стрелок»: «14» is a number without a unit (acknowledged: Счёт ведётся в стыках.) [R14]
document.xml:30:11: warning: item «Сварка стыков на кольце»: the result repeats the text of the measure [R13]'
case_of "comments of any length" region 2 <<END
# $long = x
  ; $long [x]
[severity] ; $long
R24 = off ; $long
   # $long = x
---
$rest
END
for ends in 'R14 = note' 'R14 = note;x'; do
    case_of "a line that is too long" region 2 <<END
[severity]
$(printf '%200s' '')$ends$(printf '%200s' '')
R14 = loud
---
region/svod.ini:2: fatal: this line is longer than the 199 bytes that a line of a configuration may have without its comment (a Russian letter takes two) [G32]
END
done
case_of "blanks at its end do not count" region 2 <<END
[severity]
R24 = off$(printf '%400s' '')
---
$rest
END
case_of "a line before it that is wrong comes first" region 2 <<END
[severity]
R14 = loud
$(printf '%200s' '')R14 = note
---
region/svod.ini:2: fatal: this line of svod.ini is not understood; it has [severity] with lines like R14 = error, warning, note or off, [thresholds] with lines like R13.similar = 90, and [timestamps] with lines like allow = http://tsa.example.org/ [G22]
END
encoding=UTF-16
case_of "UTF-16, as Windows saves it" region 2 <<END
$(printf '\r\n; примечание\r\n[severity]\r\nR24 = off\r\n')
---
$rest
END
encoding=UTF-8
case_of "refused: an unknown section" region 2 <<'END'
[colours]
R14 = note
---
region/svod.ini:2: fatal: this line of svod.ini is not understood; it has [severity] with lines like R14 = error, warning, note or off, [thresholds] with lines like R13.similar = 90, and [timestamps] with lines like allow = http://tsa.example.org/ [G22]
END

verdicts
