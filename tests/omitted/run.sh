#!/bin/sh
# run.sh - nothing of the author's text is lost. Every sample renders whole; editions that are spoilt on purpose (a copy of the
# data with one template or rule of layout more) are caught at the place of the lost words, however often the same words are
# printed elsewhere; the list of omissions is shown. SVOD names the program.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
here=tests/omitted
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# ---- documents of every kind, whole and in parts ----

for document in samples/*/*.xml $here/document.xml; do
    "$svod" render --lang=en "$document" -o "$work/whole.pdf" >"$work/told" 2>&1
    verdict "$document" 0 "$?$(grep -c '\[L50\]' "$work/told" | grep -v '^0$')"
done
for part in works park; do # of an appendix and of the body
    [ $part = works ] && document=samples/small/appendix.xml || document=$here/part.xml
    verdict "--part $part of $document" "" \
        "$("$svod" render --lang=en "$document" --part "$part" -o "$work/part.pdf" 2>&1 | grep 'error')"
done

# ---- two hyphens are printed as one dash, or as they stand ----
for how in '' ' typography="verbatim"'; do
    sed "s|edition=\"1\"|&$how|; s|<title>[^<]*|<title>Мост -- река -- <br/>-- берег|; s|<p>|<p>Мост -- <b>река</b> -- и --- а--б |" \
        samples/small/plan-continuous.xml >"$work/hyphens.xml"
    verdict "two hyphens:$how" "0 " "$("$svod" render --lang=en "$work/hyphens.xml" -o "$work/hyphens.pdf" >"$work/told" 2>&1; echo $?) $(grep -o 'L50' "$work/told" | head -n 1)"
done

# ---- spoilt editions ----

mkdir "$work/data"
for folder in fonts build; do
    ln -s "$PWD/$folder" "$work/data/$folder"
done

# spoil NAME DOCUMENT WANTED; what is put into the edition is on standard input: lines of XSLT; FILE=… names another module
spoil() {
    rm -rf "$work/data/stylesheets" "$work/lost.pdf"
    cp -rL stylesheets "$work/data/stylesheets"
    module=$work/data/stylesheets/1/fo/rich.xsl
    cat >"$work/more"
    sed -i -e '/<\/xsl:stylesheet>/{r '"$work/more"'
d}' "$module"
    echo '</xsl:stylesheet>' >>"$module"
    SVOD_DATA=$work/data "$svod" render --lang=en "$2" -o "$work/lost.pdf" >"$work/told" 2>&1
    code=$?
    [ -e "$work/lost.pdf" ] && code="$code and a file"
    verdict "$1" "$3" "$code$(sed -n "s,^.*/*$(basename "$2" .xml)\.xml:\(.*\) \[L50\]$,; \1,p" "$work/told" | tr -d '\n')"
}

spoil "nothing spoilt" $here/document.xml "0 and a file" <<'END'
END
spoil "a template that prints nothing" $here/document.xml \
    "4; 28:88: error: a text of <deadline> is lost, no page has it: «До 20.05.2024»; 30:88: error: a text of <deadline> is lost, no page has it: «До 25.05.2024»" <<'END'
<xsl:template match="d:deadline//text()" priority="9"/>
END
spoil "a part that is not asked for" $here/document.xml \
    "4; 31:108: error: a text of <p> is lost, no page has it: «водолазами»" <<'END'
<xsl:template match="d:measure/d:note" priority="9"/>
<xsl:template match="d:note/d:p" priority="9"/>
END
spoil "one word of a paragraph; the same word stands before and behind it" $here/document.xml \
    "4; 17:46: error: a text of <p> is lost, no page has it: «проверка»" <<'END'
<xsl:template match="d:p/text()[contains(., 'четверг, проверка')]" priority="9">
  <xsl:value-of select="concat(substring-before(., ' проверка'), substring-after(., ' проверка'))"/>
</xsl:template>
END
spoil "a word printed twice in place of another" $here/document.xml \
    "4; 31:26: error: a text of <p> is lost, no page has it: «осмотрено,»" <<'END'
<xsl:template match="d:p/text()[contains(., 'осмотрено')]" priority="9">Дно дно дно очищено очищено</xsl:template>
<xsl:template match="d:p/text()[contains(., 'осмотрено')]" priority="10">
  <xsl:value-of select="'Дно дно очищено очищено'"/>
</xsl:template>
END
spoil "words that only the stylesheet says" $here/document.xml \
    "4; 31:22: error: a text of <p> is lost, no page has it: «Дно осмотрено, дно очищено»" <<'END'
<xsl:template match="d:p/text()[contains(., 'осмотрено')]" priority="9">Дно осмотрено, дно очищено</xsl:template>
END
spoil "a number inside of a line; the same number stands beside it" $here/document.xml \
    "4; 15:66: error: a text of <count> is lost, no page has it: «2 пляжа»" <<'END'
<xsl:template match="d:count" priority="9"/>
END
spoil "the text of a footnote" $here/document.xml \
    "4; 15:119: error: a text of <footnote> is lost, no page has it: «Третий пляж закрыт: вода не прошла проверку.»" <<'END'
<xsl:template match="d:footnote" priority="9"/>
END
spoil "text that is set but cannot be seen" $here/document.xml \
    "4; 28:34: error: a text of <name> is lost, no page has it: «Завоз песка»" <<'END'
<xsl:template match="d:name/text()[. = 'Завоз песка']" priority="9">
  <fo:inline visibility="hidden"><xsl:value-of select="."/></fo:inline>
</xsl:template>
END
spoil "text in a marker that nobody retrieves" $here/document.xml \
    "4; 17:10: error: a text of <p> is lost, no page has it: «Проверка воды назначена на четверг, проверка дна прошла.»" <<'END'
<xsl:template match="d:p[contains(., 'четверг')]" priority="9">
  <fo:block><fo:marker marker-class-name="none"><xsl:apply-templates/></fo:marker>Проверка</fo:block>
</xsl:template>
END
spoil "a heading of columns, printed on page after page" $here/long.xml \
    "4; 13:51: error: a text of <column> is lost, no page has it: «осмотра»" <<'END'
<xsl:template match="d:column/text()[contains(., ' осмотра')]" priority="9">
  <xsl:value-of select="concat(substring-before(., ' осмотра'), substring-after(., ' осмотра'))"/>
</xsl:template>
END
spoil "two equal texts, of which the element above has one" $here/document.xml \
    "4; 31:74: error: a text of <p> is lost, no page has it: «Буи на месте»" <<'END'
<xsl:template match="d:result/d:p[. = 'Буи на месте']" priority="9"/>
<xsl:template match="d:result/d:p[. = 'Буи на месте'][1]" priority="10">
  <xsl:for-each select=".."><fo:block><xsl:value-of select="d:p[2]"/></fo:block></xsl:for-each>
</xsl:template>
END
spoil "two equal texts, of which the element above has both" $here/document.xml "0 and a file" <<'END'
<xsl:template match="d:result/d:p[. = 'Буи на месте']" priority="9"/>
<xsl:template match="d:result/d:p[. = 'Буи на месте'][1]" priority="10">
  <xsl:for-each select=".."><fo:block><xsl:value-of select="concat(d:p[2], '; ', d:p[3])"/></fo:block></xsl:for-each>
</xsl:template>
END

# ---- the list ----

for language in en ru; do
    "$svod" check --omitted --lang=$language $here/document.xml >"$work/list" 2>&1
    if [ "${GOLDEN:-}" = rewrite ]; then
        cp "$work/list" $here/document.$language
    fi
    verdict "--omitted in $language" "$(cat $here/document.$language)" "$(cat "$work/list")"
done
sed 's/ n="[0-9]*"//g; s|<barChart of="trees" columns="y23"/>|<barChart of="trees"><title>Деревья</title></barChart>|' \
    tests/rules/R91-fail.xml >"$work/chart.xml"
for document in samples/small/courses.xml tests/project/document.xml $here/document.xml tests/rules/R01-people-fail.xml \
    tests/rules/R01-clusters-fail.xml tests/rules/R02-courses-fail.xml tests/rules/R68-fail.xml tests/rules/R90-fail.xml "$work/chart.xml"; do
    "$svod" check --omitted --lang=en "$document" 2>&1 | grep '\[T91\]'
done >"$work/told"
sed -n 's/^en = //p' stylesheets/1/omitted.ini | sort -u >"$work/reasons"
while read -r reason; do
    verdict "«$reason» is the reason for a text" 0 "$(grep -qF ": $reason [T91]" "$work/told"; echo $?)"
done <"$work/reasons"
verdict "a list that is not understood" \
    "5 omitted.ini: fatal: the installation is incomplete: [measure/note] [G04]" "$(rm -rf "$work/data/stylesheets"
        cp -rL stylesheets "$work/data/stylesheets"
        printf '\n[measure/note]\nwhen = d:measure[\nen = a\nru = a\n' >>"$work/data/stylesheets/1/omitted.ini"
        SVOD_DATA=$work/data "$svod" render --lang=en $here/document.xml -o "$work/bad.pdf" >"$work/told" 2>&1
        echo "$?" "$(grep -o 'omitted.ini.*' "$work/told")")"

verdicts
