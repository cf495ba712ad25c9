#!/bin/sh
# run.sh - svod approve: what it writes and leaves alone, in every encoding; states, and what undoes them.
# SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

approve() { "$svod" approve --lang=en "$@" 2>"$work/err"; }

# The state as the PDF has it.
state() {
    "$svod" render --pdf=plain "$1" -o "$work/state.pdf" 2>/dev/null
    sed -n 's/.*<svod:state>\([a-z]*\)<.*/\1/p' "$work/state.pdf"
}

codes() { "$svod" check --lang=en "$1" 2>&1 | sed -n 's/^[^:]*:\([0-9]*\):\([0-9]*\): .*\[\(A[0-9]*\)\]$/\3@\1:\2/p' | tr '\n' ' '; }

# Is the first file the second one with something put in at most three places, and nothing else changed?
grown_from() { diff "$2" "$1" | grep -c '^<'; }

cp plan.xml "$work/plan.xml"
verdict "nobody has signed" draft "$(state "$work/plan.xml")"
verdict "a draft is stamped" 1 "$("$svod" render --dump=fo "$work/plan.xml" -o - | grep -c 'flow-name="no-header"')"

# ---- by a link: it stays, and the file is changed ----
mkdir "$work/linked" && cp plan.xml "$work/linked/file.xml" && ln -s file.xml "$work/linked/link.xml"
approve "$work/linked/link.xml" --as agreed --date 2024-03-08
verdict "by a link: status, the link, the file" "0 file.xml agreed" "$? $(readlink "$work/linked/link.xml") $(state "$work/linked/file.xml")"

# ---- stages, one after another, in the file itself ----
approve "$work/plan.xml" --as agreed --date 2024-03-08
holds "agreed: status" $?
verdict "agreed" agreed "$(state "$work/plan.xml")"
approve "$work/plan.xml" --as signed --date 2024-03-11
verdict "signed" signed "$(state "$work/plan.xml")"
approve "$work/plan.xml" --as approved --date 2024-03-12
verdict "approved too: still signed" signed "$(state "$work/plan.xml")"
verdict "only lines are put in, and the line with one's own block" 2 "$(grown_from "$work/plan.xml" plan.xml)"
verdict "comments stay" 2 "$(grep -c '<!--' "$work/plan.xml")"
verdict "the date is printed" 1 "$(grep -c '<date iso="2024-03-12">12.03.2024</date>' "$work/plan.xml")"
verdict "three cover the same content" 1 "$(grep -o 'covers date="[^"]*" digest="[^"]*"' "$work/plan.xml" | sed 's/.*digest=//' | sort -u | wc -l)"
verdict "no stamp any more" 0 "$("$svod" render --dump=fo "$work/plan.xml" -o - | grep -c 'flow-name="no-header"')"
verdict "nothing is found" "" "$(codes "$work/plan.xml")"

# ---- what is changed afterwards ----
sed 's/Май/Июль/' "$work/plan.xml" >"$work/changed.xml"
verdict "a changed deadline makes it a draft" draft "$(state "$work/changed.xml")"
line() { grep -n "$1" "$work/changed.xml" | head -n 1 | cut -d: -f1; }
verdict "the blocks and the part are named" "A10@$(line '<approval'):3 A10@$(line '<agreement'):3 A11@$(line 'id="works"'):5 A10@$(line '<signoff'):3 " "$(codes "$work/changed.xml")"
sed 's/kind="plan"/kind="roadmap"/' "$work/plan.xml" >"$work/changed.xml"
verdict "attributes of the document count" 1 "$(codes "$work/changed.xml" | grep -c A11@3:1)"
sed 's/<narrative id="why">.*<\/narrative>//' "$work/plan.xml" >"$work/changed.xml"
verdict "a part that is gone" 1 "$("$svod" check --lang=en "$work/changed.xml" 2>&1 | grep -c 'removed.*«why» \[A13\]')"
sed 's/<plan id="works"/<narrative id="new"><p>Ещё.<\/p><\/narrative>&/' "$work/plan.xml" >"$work/changed.xml"
verdict "a part that is new" 1 "$("$svod" check --lang=en "$work/changed.xml" 2>&1 | grep -c 'added.*«new» \[A12\]')"
approve "$work/changed.xml" --as signed --person 'Ш. Л. Швартов' --date 2024-03-11
approve "$work/changed.xml" --as approved --person 'Г.Р. Якорева' --date 2024-03-12
approve "$work/changed.xml" --as agreed --person 'Б.С. Кнехт' --date 2024-03-08
verdict "signed off anew" signed "$(state "$work/changed.xml")"
verdict "the old digests are gone" 3 "$(grep -c '<covers' "$work/changed.xml")"
sed 's/Май/Июль/' "$work/plan.xml" >"$work/changed.xml"
approve "$work/changed.xml" --as approved --date 2024-04-15
verdict "on another day: status, what is told of the others" "0 2" "$? $(grep -c A10 "$work/err")"
verdict "the day is the new one" "15.04.2024 1" "$(sed -n '/<approval/,/<\/approval/s/.*<date iso="2024-04-15">\(.*\)<.*/\1/p' "$work/changed.xml") $(grep -c 'covers date="2024-04-15"' "$work/changed.xml")"
approve "$work/changed.xml" --as agreed --person 'Б.С. Кнехт' --date 2024-04-15
approve "$work/changed.xml" --as signed --date 2024-04-16
verdict "signed off anew by all" "0 signed " "$? $(state "$work/changed.xml") $(codes "$work/changed.xml")"
verdict "nothing is told of it" "" "$(cat "$work/err")"
cp "$work/changed.xml" "$work/again.xml"
approve "$work/changed.xml" --as approved --date 2024-04-15
verdict "once more changes nothing" "0 0" "$? $(cmp -s "$work/again.xml" "$work/changed.xml"; echo $?)"

# ---- every encoding, line ends, prefixes ----
same_after() { # name, file: approve it; what was put in taken out again is the file
    cp "$2" "$work/before.xml"
    approve "$2" --as approved --date 2024-03-12
    holds "$1: status" $?
    python3 - "$work/before.xml" "$2" <<'PY'
import sys
a, b = open(sys.argv[1], 'rb').read(), open(sys.argv[2], 'rb').read()
head = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
print('same' if len(b) > len(a) and a[head:] == b[len(b) - len(a) + head:] else 'other bytes were changed')
PY
}
for encoding in windows-1251 KOI8-R IBM866 ISO-8859-5 UTF-16; do
    sed "s/encoding=\"UTF-8\"/encoding=\"$encoding\"/; s/№/N/" plan.xml | iconv -f UTF-8 -t "$encoding" >"$work/$encoding.xml"
    verdict "$encoding: one piece is put in" same "$(same_after "$encoding" "$work/$encoding.xml" | tail -n 1)"
    verdict "$encoding: well-formed" 0 "$("$svod" check "$work/$encoding.xml" >/dev/null 2>&1; echo $?)"
done
{ printf '\357\273\277'; sed 's/$/\r/' plan.xml; } >"$work/crlf.xml"
verdict "CR LF and a byte order mark" same "$(same_after crlf "$work/crlf.xml" | tail -n 1)"
verdict "each new line ends with CR LF" "$(wc -l <"$work/crlf.xml")" "$(grep -c "$(printf '\r')\$" "$work/crlf.xml")"
approve "$work/crlf.xml" --as agreed --date 2024-03-08
verdict "also in a block of one line" "$(wc -l <"$work/crlf.xml")" "$(grep -c "$(printf '\r')\$" "$work/crlf.xml")"
sed 's/<\([a-z]\)/<d:\1/g; s/<\/\([a-z]\)/<\/d:\1/g; s/xmlns=/xmlns:d=/' plan.xml >"$work/prefix.xml"
verdict "a prefix" same "$(same_after prefix "$work/prefix.xml" | tail -n 1)"
verdict "names have the prefix" 1 "$(grep -c '<d:covers ' "$work/prefix.xml")"

# what looks like tags, in places where there are none; U+10912 takes four bytes of UTF-16
sed 's|<position>Капитан порта<|<?editor </approval> ?><!-- </approval> --><position><![CDATA[Капитан </approval> порта]]><|; s|Настил причала|𐤒 Настил причала|' plan.xml >"$work/tags.xml"
sed 's/encoding="UTF-8"/encoding="UTF-16"/' "$work/tags.xml" | iconv -f UTF-8 -t UTF-16 >"$work/tags16.xml"
for name in tags tags16; do
    verdict "$name: one piece is put in" same "$(same_after $name "$work/$name.xml" | tail -n 1)"
    verdict "$name: in the right place" 1 "$(iconv -f $([ $name = tags ] && echo UTF-8 || echo UTF-16) -t UTF-8 "$work/$name.xml" | tr -d '\n' | grep -c '</person> *<date iso="2024-03-12">.*</covers> *</approval> *<agreement')"
done

# ---- blocks that are not there ----
sed '/<approval/,/<\/approval>/d; /<signoff/d' plan.xml >"$work/bare.xml"
approve "$work/bare.xml" --as approved --date 2024-03-12
verdict "no block: position and name are asked" "2 A16]" "$? $(grep -o 'A[0-9]*\]' "$work/err" | tail -n 1)"
approve "$work/bare.xml" --as approved --position 'И.о. капитана порта «Север»' --person 'Г.Р. Якорева' --acting --date 2024-03-12
holds "a new block" $?
approve "$work/bare.xml" --as signed --position 'Начальник участка' --person 'Ш.Л. Швартов' --date 2024-03-12
verdict "a new signature" signed "$(state "$work/bare.xml")"
approve "$work/bare.xml" --as agreed --position 'Эколог' --person 'Р.Р. Чайкин' --date 2024-03-12
verdict "one more agreement" 2 "$(grep -c '<agreement ' "$work/bare.xml")"
verdict "it is valid" "" "$("$svod" check --lang=en "$work/bare.xml" 2>&1 | grep '\[S[0-9]')"

# ---- many at once: nobody is told that his agreement is written, and finds another's in its place ----
cp plan.xml "$work/wanted.xml"
for name in Чайкин Бакланов Цаплин Куликов Гагарин Лебедев Уткин Пеликанов; do
    (
        "$svod" approve --lang=en "$work/wanted.xml" --as agreed --position Эколог --person "Р.Р. $name" --date 2024-03-12 2>"$work/$name.said"
        echo $? >"$work/$name.end"
    ) &
done
wait
written=$(cat "$work"/*.end | grep -c '^0$')
verdict "as many agreements as were told" "$written" "$(grep -c '<position>Эколог' "$work/wanted.xml")"
verdict "the others are told why there is none" "$((8 - written)) $((8 - written))" "$(cat "$work"/*.end | grep -c '^5$') $(cat "$work"/*.said | grep -c '\[G30\]')"
verdict "one at least is written" yes "$([ "$written" -ge 1 ] && echo yes)"
rm "$work"/*.end "$work"/*.said

# ---- refusals: the file stays as it is ----
refuse() { # name, code, file, options…
    name=$1 code=$2 file=$3
    shift 3
    cp "$file" "$work/refused.xml"
    approve "$work/refused.xml" "$@"
    verdict "$name" "2 $code 0" "$? $(grep -o '\[A1[0-9]\]' "$work/err" | tail -n 1 | tr -d '[]') $(cmp -s "$file" "$work/refused.xml"; echo $?)"
}
sed 's/<heading>УТВЕРЖДАЮ<\/heading>//' plan.xml >"$work/wrong.xml"
refuse "errors of rules" A15 "$work/wrong.xml" --as approved --date 2024-03-12
sed 's/<metadata>/<metadata>/; s/<\/docDate>/<\/docDate><acknowledgement code="R27">Гриф утверждён в таком виде.<\/acknowledgement>/' "$work/wrong.xml" >"$work/known.xml"
approve "$work/known.xml" --as approved --date 2024-03-12
holds "acknowledged ones do not stand in the way" $?
approve "$work/wrong.xml" --as agreed --date 2024-03-12
holds "nor do they stand in the way of agreement" $?
refuse "another date" A18 "$work/plan.xml" --as approved --person 'Г.Р. Якорева' --date 2024-03-13
refuse "another date, without the name" A18 "$work/plan.xml" --as approved --date 2024-03-13
refuse "another person" A17 plan.xml --as approved --person 'О.О. Чужой' --position 'Никто' --date 2024-03-13
verdict "usage: no date" 64 "$(approve plan.xml --as approved; echo $?)"
verdict "usage: no such day's form" 64 "$(approve plan.xml --as approved --date 12.03.2024; echo $?)"
sed 's/ lang="ru"/ lang="ru" state="approved"/' plan.xml >"$work/declared.xml"
verdict "declared only" "draft A14@3:76 " "$(state "$work/declared.xml") $(codes "$work/declared.xml")"

verdicts
