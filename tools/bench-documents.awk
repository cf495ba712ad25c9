# bench-documents.awk - the documents that bench.sh measures, as XSL-FO on standard output. No sentence comes twice;
# words are made of syllables, 20,000 of them, a few often and most seldom, as in a language. The generator starts at
# the same place each time.
#   awk -v kind=table -v n=ROWS     four columns, Russian hyphenation
#   awk -v kind=rows -v n=ROWS      the same with sections that stay with their first row, spanning cells and footnotes
#   awk -v kind=prose -v n=PAGES    paragraphs under headings
BEGIN {
    syllables = split("ба ве ги до жу за ки ле му но пе ра си ту фо хо ца че ша ще эк ют яр бро вла гре дво кра пле стро тре", syllable, " ")
    endings = split("ние ция ость ский ными ого тель ник ка ды сти ров ами", ending, " ")
    seed = 20250
    print "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\" font-family=\"serif\" font-size=\"12pt\" line-height=\"14.4pt\" language=\"ru\" hyphenate=\"true\" text-align=\"justify\">"
    print "<fo:layout-master-set><fo:simple-page-master master-name=\"p\" page-width=\"210mm\" page-height=\"297mm\" margin=\"20mm 10mm 20mm 30mm\"><fo:region-body margin-bottom=\"10mm\"/><fo:region-after extent=\"6mm\"/></fo:simple-page-master></fo:layout-master-set>"
    print "<fo:page-sequence master-reference=\"p\"><fo:static-content flow-name=\"xsl-region-after\"><fo:block text-align=\"center\"><fo:page-number/></fo:block></fo:static-content><fo:flow flow-name=\"xsl-region-body\">"
    if (kind == "prose")
        prose()
    else
        table()
    print "</fo:flow></fo:page-sequence></fo:root>"
}

function random(below) {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return int(seed / 65536) % below
}

# The word of a number: always the same one.
function word(  number, rare, s, i) {
    rare = random(32768) / 32768
    number = int(20000 * rare * rare * rare)
    s = ""
    for (i = number % 3 + 1; i > 0; i--) {
        number = (number * 7919 + 104729) % 1000003
        s = s syllable[1 + number % syllables]
    }
    return s ending[1 + number % endings]
}

function words(count,  s) {
    s = word()
    while (--count > 0)
        s = s (random(9) ? " " : ", ") word()
    return s "."
}

function prose(  i) {
    for (i = 0; i < n * 7; i++) {
        if (i % 14 == 0)
            print "<fo:block font-weight=\"bold\" text-align=\"start\" space-before=\"12pt\" space-after=\"6pt\" keep-with-next=\"always\">" words(5) "</fo:block>"
        print "<fo:block text-indent=\"12.5mm\">" words(62) "</fo:block>"
    }
}

function cell(text, attributes) {
    return "<fo:table-cell border=\"0.5pt solid black\" padding=\"1.5mm\"" attributes "><fo:block text-align=\"start\">" text "</fo:block></fo:table-cell>"
}

function row(cells, attributes) {
    print "<fo:table-row" attributes ">" cells "</fo:table-row>"
}

function note(number) {
    return "<fo:footnote><fo:inline font-size=\"8pt\" baseline-shift=\"super\">" number "</fo:inline><fo:footnote-body><fo:block font-size=\"9pt\" line-height=\"11pt\">" number " " words(6) "</fo:block></fo:footnote-body></fo:footnote>"
}

function table(  r) {
    print "<fo:table table-layout=\"fixed\" width=\"100%\" border-collapse=\"collapse\"><fo:table-column column-width=\"14mm\"/><fo:table-column column-width=\"61mm\"/><fo:table-column column-width=\"32mm\"/><fo:table-column column-width=\"63mm\"/>"
    print "<fo:table-header>"
    row(cell("№") cell("Мероприятие") cell("Срок") cell("Результат"))
    print "</fo:table-header><fo:table-body>"
    for (r = 1; r <= n; r++) {
        if (kind == "rows" && r % 20 == 1)
            row(cell(words(4), " number-columns-spanned=\"4\""), " keep-with-next=\"always\"")
        if (kind == "rows" && r % 10 == 5) {
            row(cell(r ".") cell(words(14), " number-rows-spanned=\"2\"") cell(word()) cell(words(6)))
            r++
            row(cell(r ".") cell(word()) cell(words(6)), " keep-together.within-page=\"always\"")
        } else
            row(cell(r ".") cell(words(8) (kind == "rows" && r % 50 == 7 ? note(r) : "")) cell(word()) cell(words(9)))
    }
    print "</fo:table-body></fo:table>"
}
