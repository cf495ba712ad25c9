<?xml version="1.0" encoding="UTF-8"?>
<!-- report.xsl: the page of a batch. One file that needs no network: a search field, how documents ended, each with a link to its PDF or
     letter and its findings. The texts of both languages stand in the table at the end. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:t="urn:svod:batch-texts" exclude-result-prefixes="t">
  <xsl:key name="text" match="t:text" use="@id"/>
  <xsl:variable name="lang" select="/batch/@lang"/>

  <xsl:template name="text">
    <xsl:param name="id"/>
    <xsl:for-each select="document('')"><xsl:value-of select="key('text', $id)/@*[local-name() = $lang]"/></xsl:for-each>
  </xsl:template>

  <xsl:template match="/batch">
    <xsl:variable name="end"><xsl:call-template name="text"><xsl:with-param name="id" select="'end'"/></xsl:call-template></xsl:variable>
    <html lang="{@lang}">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title><xsl:call-template name="text"><xsl:with-param name="id" select="'title'"/></xsl:call-template></title>
        <style>
body { font: 16px/1.4 sans-serif; max-width: 75em; margin: 1.5em auto; padding: 0 1em; color: #222; }
h1 { font-size: 1.5em; }
input, select { font: inherit; padding: .3em .5em; } input { width: 24em; max-width: 100%; }
table { border-collapse: collapse; width: 100%; margin-top: 1em; }
td, th { border-top: 1px solid #bbb; padding: .35em .6em; text-align: left; vertical-align: top; }
.failed .end { color: #a00; font-weight: bold; } .warned .end { color: #850; } .done .end { color: #060; }
.number { text-align: right; white-space: nowrap; } ul { margin: .3em 0; padding-left: 1.2em; } code { white-space: nowrap; }
@media print { .tools { display: none; } }
        </style>
      </head>
      <body>
        <h1><xsl:call-template name="text"><xsl:with-param name="id" select="'title'"/></xsl:call-template></h1>
        <p class="counts">
          <xsl:call-template name="count"><xsl:with-param name="id" select="'done'"/></xsl:call-template>
          <xsl:text>; </xsl:text>
          <xsl:call-template name="count"><xsl:with-param name="id" select="'warned'"/></xsl:call-template>
          <xsl:text>; </xsl:text>
          <xsl:call-template name="count"><xsl:with-param name="id" select="'failed'"/></xsl:call-template>
        </p>
        <p class="tools">
          <label><xsl:call-template name="text"><xsl:with-param name="id" select="'search'"/></xsl:call-template><xsl:text> </xsl:text><input id="words" type="search"/></label>
          <xsl:text> </xsl:text>
          <select id="end" aria-label="{$end}">
            <option value=""><xsl:call-template name="text"><xsl:with-param name="id" select="'all'"/></xsl:call-template></option>
            <option value="failed"><xsl:call-template name="text"><xsl:with-param name="id" select="'failed'"/></xsl:call-template></option>
            <option value="warned"><xsl:call-template name="text"><xsl:with-param name="id" select="'warned'"/></xsl:call-template></option>
            <option value="done"><xsl:call-template name="text"><xsl:with-param name="id" select="'done'"/></xsl:call-template></option>
          </select>
          <xsl:text> </xsl:text>
          <output id="shown" for="words end"></output>
        </p>
        <table>
          <thead><tr>
            <th scope="col"><xsl:call-template name="text"><xsl:with-param name="id" select="'document'"/></xsl:call-template></th>
            <th scope="col"><xsl:call-template name="text"><xsl:with-param name="id" select="'end'"/></xsl:call-template></th>
            <th scope="col" class="number"><xsl:call-template name="text"><xsl:with-param name="id" select="'pages'"/></xsl:call-template></th>
            <th scope="col"><xsl:call-template name="text"><xsl:with-param name="id" select="'findings'"/></xsl:call-template></th>
          </tr></thead>
          <tbody id="documents"><xsl:apply-templates select="document"/></tbody>
        </table>
        <script>
(function () {
  var words = document.getElementById("words"), end = document.getElementById("end"), shown = document.getElementById("shown");
  var rows = Array.prototype.slice.call(document.getElementById("documents").rows);
  var texts = rows.map(function (r) { return r.textContent.toLowerCase().replace(/ё/g, "е"); });
  function show() {
    var wanted = words.value.toLowerCase().replace(/ё/g, "е").split(/\s+/);
    var count = 0;
    rows.forEach(function (r, i) {
      var fits = !end.value || r.className === end.value;
      r.hidden = !(fits &amp;&amp; wanted.every(function (w) { return texts[i].indexOf(w) >= 0; }));
      count += !r.hidden;
    });
    shown.textContent = count + " / " + rows.length;
  }
  words.addEventListener("input", show);
  end.addEventListener("change", show);
}());
        </script>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="count">
    <xsl:param name="id"/>
    <xsl:call-template name="text"><xsl:with-param name="id" select="$id"/></xsl:call-template>: <b><xsl:value-of select="count(/batch/document[@end = $id])"/></b>
  </xsl:template>

  <xsl:template match="document">
    <tr class="{@end}" id="{@address}">
      <td>
        <xsl:choose>
          <xsl:when test="@end = 'failed'"><xsl:value-of select="@name"/></xsl:when>
          <xsl:otherwise><a href="{@address}.pdf"><xsl:value-of select="@name"/></a></xsl:otherwise>
        </xsl:choose>
        <br/><small><xsl:value-of select="@input"/></small>
      </td>
      <td class="end">
        <xsl:call-template name="text"><xsl:with-param name="id" select="@end"/></xsl:call-template>
        <xsl:if test="@letter"><br/><a href="letters/{@address}.pdf"><xsl:call-template name="text"><xsl:with-param name="id" select="'letter'"/></xsl:call-template></a></xsl:if>
      </td>
      <td class="number"><xsl:value-of select="@pages"/></td>
      <td><xsl:if test="finding"><ul><xsl:for-each select="finding"><li id="{@id}"><code><xsl:value-of select="@place"/></code><xsl:text> </xsl:text><xsl:value-of select="."/></li></xsl:for-each></ul></xsl:if></td>
    </tr>
  </xsl:template>

  <t:texts>
    <t:text id="title" ru="Результаты пакетной обработки" en="Results of a batch"/>
    <t:text id="search" ru="Найти:" en="Find:"/>
    <t:text id="all" ru="все документы" en="all documents"/>
    <t:text id="document" ru="Документ" en="Document"/>
    <t:text id="end" ru="Итог" en="Result"/>
    <t:text id="pages" ru="Страниц" en="Pages"/>
    <t:text id="findings" ru="Замечания: строка, знак, код" en="Findings: line, column, code"/>
    <t:text id="done" ru="готово" en="done"/>
    <t:text id="warned" ru="готово, есть замечания" en="done, with warnings"/>
    <t:text id="failed" ru="не сделано" en="failed"/>
    <t:text id="letter" ru="письмо отправителю" en="letter to the sender"/>
  </t:texts>
</xsl:stylesheet>
