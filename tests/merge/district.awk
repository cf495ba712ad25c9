# district.awk - submissions of many districts about the measures of one plan, and what their sums must be, computed here.
# -v districts=N -v measures=M -v folder=F: writes F/plan.xml, F/NNN.xml F/wanted (measure, column, number)
# and F/wanted-districts (district, measures, sums of its columns).
function head(file, id, title, kind, date) {
    print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document xmlns=\"urn:svod:document:1\" id=\"" id "\" kind=\"" kind "\" lang=\"ru\" edition=\"2\">" >file
    print "<metadata><title>" title "</title><docDate>" date "</docDate></metadata><period from=\"2025-01-01\" to=\"2025-12-31\"/>" >file
}
function columns(file, merged) {
    print "<plan numbering=\"continuous\"><columns><column role=\"number\" width=\"number\">№</column><column role=\"name\" width=\"medium\">Работы</column><column role=\"responsible\" width=\"narrow\">Кто</column>" >file
    print "<column role=\"other\" key=\"sum\"" (merged ? " merge=\"sum\"" : "") " width=\"short\">Всего</column><column role=\"other\" key=\"decimal\"" (merged ? " merge=\"sum\"" : "") " width=\"short\">Доля</column>" >file
    print "<column role=\"other\" key=\"max\"" (merged ? " merge=\"max\"" : "") " width=\"short\">Больше</column><column role=\"other\" key=\"min\"" (merged ? " merge=\"min\"" : "") " width=\"short\">Меньше</column>" >file
    if (merged)
        print "<column role=\"other\" key=\"share\" merge=\"share\" of=\"max-sum sum\" width=\"short\">Процент</column><column role=\"other\" key=\"max-sum\" merge=\"sum\" width=\"short\">Часть</column>" >file
    else
        print "<column role=\"other\" key=\"max-sum\" width=\"short\">Часть</column>" >file
    print "<column role=\"result\" width=\"wide\">Итог</column></columns><section>" >file
}
BEGIN {
    srand(7)
    plan = folder "/plan.xml"
    head(plan, "works", "План работ", "plan", "2025-01-10")
    print "<organisation id=\"ministry\" role=\"issuer\"><fullName>Министерство</fullName></organisation>" >plan
    for (d = 1; d <= districts; d++) print "<organisation id=\"d" d "\" role=\"submitter\"><fullName>Район " d "</fullName></organisation>" >plan
    print "<body>" >plan
    columns(plan, 1)
    for (m = 1; m <= measures; m++) print "<measure id=\"m" m "\"><name>Работа " m "</name><responsible>Отдел</responsible></measure>" >plan
    print "</section></plan></body></document>" >plan
    close(plan)
    for (d = 1; d <= districts; d++) {
        file = folder "/" sprintf("%03d", d) ".xml"
        head(file, "r" d, "Отчёт района " d, "report", "2026-01-15")
        print "<organisation id=\"d" d "\" role=\"issuer\"><fullName>Район " d "</fullName></organisation><body>" >file
        columns(file, 0)
        for (m = 1; m <= measures; m++) {
            n = int(rand() * 2000)
            tenths = int(rand() * 1000) # of a hundredth: 0,1 + 0,2 must be 0,3
            high = int(rand() * 500) - 250
            part = int(n * rand())
            sum[m] += n; own[d] += n; ownpart[d] += part; tens[m] += tenths; parts[m] += part
            if (d == 1 || high > top[m]) top[m] = high
            if (d == 1 || high < low[m]) low[m] = high
            shown = n >= 1000 ? int(n / 1000) " " sprintf("%03d", n % 1000) : n
            print "<measure id=\"m" m "\" planRef=\"works#m" m "\"><name>Работа " m "</name><result><p>Район " d " сделал работу " m "</p></result>" >file
            print "<cell key=\"sum\"><p>" shown "</p></cell><cell key=\"decimal\"><p>" int(tenths / 100) "," sprintf("%02d", tenths % 100) "</p></cell>" >file
            print "<cell key=\"max\"><p>" (high < 0 ? "−" (-high) : high) "</p></cell><cell key=\"min\"><p>" (high < 0 ? "-" (-high) : high) "</p></cell><cell key=\"max-sum\"><p><count n=\"" part "\" unit=\"work\">" part " работ</count></p></cell></measure>" >file
        }
        print "</section></plan></body></document>" >file
        close(file)
        printf "Район %d|%d|%d|%d\n", d, measures, own[d], ownpart[d] >(folder "/wanted-districts")
    }
    for (m = 1; m <= measures; m++) {
        printf "m%d sum %d\nm%d decimal %d,%02d\nm%d max %d\nm%d min %d\nm%d max-sum %d\n", m, sum[m], m, int(tens[m] / 100), tens[m] % 100, m, top[m], m, low[m], m, parts[m] >(folder "/wanted")
        p = parts[m] * 1000 / sum[m] # in tenths of a per cent, halves upwards
        printf "m%d share %d,%d\n", m, int(int(p + 0.5) / 10), int(p + 0.5) % 10 >(folder "/wanted")
    }
}
