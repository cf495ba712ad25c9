#!/bin/sh
# run.sh - what documents look like that are larger or odder than the samples: nothing is off the page or beyond its cell, nothing is
# torn apart. Each is rendered, and what the formatter has to say (L…) or the order of texts on the pages is compared. SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

document() { # what stands behind the metadata
    cat <<END
<document xmlns="urn:svod:document:1" id="look" kind="plan" lang="ru" edition="1">
  <metadata><title>План ухода за парком</title><docDate>2023-03-20</docDate></metadata>
  <period from="2023-03-20" to="2023-12-31"/>
$1
</document>
END
}

pages() { # render the document, print what the formatter says, then each page as one line
    "$svod" render --lang=en "$1" -o "$work/a.pdf" 2>&1 | grep -o '\[L[0-9]*\]' | sort -u
    pdftotext -layout "$work/a.pdf" - | tr -s ' \n' '  ' | tr '\f' '\n'
}

columns='<columns><column role="number" width="number">№</column><column role="name" width="wide">Работы</column><column role="deadline" width="narrow">Срок</column><column role="responsible" width="medium">Кто</column></columns>'

# ---- words that fit no line ----

document "<body><plan id=\"w\" numbering=\"continuous\">$columns<section>
<measure id=\"m1\"><name>Опрос https://example.org/forms/d/e/1QLSfDk3jH8sXqvbTrZ0mWcYp9aEuN7oLgViKxBtR2dJh5fQwCzA/view?usp=sf_link</name>
  <deadline kind=\"month\">Май</deadline><responsible>sadovyi.otdel.gorodskogo.parka@uprava-primer.ru</responsible></measure>
</section></plan></body>" >"$work/words.xml"
verdict "an address in a cell" "" "$(pages "$work/words.xml" | grep '^\[')"

# ---- columns that fit no page ----

verdict "many columns" "" "$(pages tests/rules/R73-pass.xml | grep '^\[')"

verdicts
