<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables of indicators. Parts of an indicator («в т. ч.») are rows of their own without a rule between
     them, so that each stands on one line with its values; the cells that they share span these rows. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:set="http://exslt.org/sets"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="set f d p">

  <xsl:strip-space elements="d:indicators d:base d:indicator d:part"/>

  <xsl:key name="base-of" match="d:base/d:of" use="concat(generate-id(../..), ' ', ../@name, ' ', @key)"/>

  <xsl:template match="d:indicators">
    <xsl:call-template name="tabular"/>
  </xsl:template>

  <xsl:template match="d:indicators" mode="table-body">
    <xsl:apply-templates select="d:section/d:indicator"/>
  </xsl:template>
  <xsl:template match="d:indicators[@numbering = 'by-section']" mode="table-body">
    <xsl:for-each select="d:section">
      <xsl:apply-templates select="d:indicator"/>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== rows ==== -->

  <xsl:template match="d:indicators/d:section/d:title">
    <xsl:call-template name="section-row">
      <xsl:with-param name="columns" select="count(../../d:columns[1]//d:column)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The indicator's row, then one for each part. position() is its number by the table's policy. -->
  <xsl:template match="d:indicator">
    <xsl:variable name="n" select="position()"/>
    <xsl:variable name="columns" select="../../d:columns[1]//d:column"/>
    <xsl:if test="not(preceding-sibling::*[1]/self::d:indicator) and not($columns/@role = 'section')">
      <xsl:apply-templates select="../d:title"/>
    </xsl:if>
    <fo:table-row svod:role="TR">
      <xsl:call-template name="row-id"/>
      <xsl:if test="d:part">
        <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="$columns" mode="indicator-cell">
        <xsl:with-param name="row" select="."/>
        <xsl:with-param name="n" select="$n"/>
      </xsl:apply-templates>
    </fo:table-row>
    <xsl:apply-templates select="d:part"/>
  </xsl:template>

  <xsl:template match="d:indicator/d:part">
    <fo:table-row svod:role="TR">
      <xsl:if test="position() != last()">
        <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="../../../d:columns[1]//d:column" mode="part-cell">
        <xsl:with-param name="row" select="."/>
      </xsl:apply-templates>
    </fo:table-row>
  </xsl:template>

  <!-- ==== cells beside all parts of an indicator ==== -->

  <xsl:template match="d:column[@role = 'number']" mode="indicator-cell">
    <xsl:param name="row"/>
    <xsl:param name="n"/>
    <xsl:for-each select="$row">
      <xsl:call-template name="number-cell">
        <xsl:with-param name="rows" select="1 + count(d:part)"/>
        <xsl:with-param name="content">
          <xsl:call-template name="measure-number">
            <xsl:with-param name="n" select="$n"/>
          </xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- The section's title beside all of its rows: one cell, made with the first. -->
  <xsl:template match="d:column[@role = 'section']" mode="indicator-cell">
    <xsl:param name="row"/>
    <xsl:for-each select="$row[not(preceding-sibling::*[1]/self::d:indicator)]/..">
      <xsl:call-template name="body-cell">
        <xsl:with-param name="rows" select="count(d:indicator) + count(d:indicator/d:part)"/>
        <xsl:with-param name="style">section-cell</xsl:with-param>
        <xsl:with-param name="content">
          <xsl:apply-templates select="d:title" mode="cell"/>
          <xsl:if test="not(d:title)">
            <fo:block/>
          </xsl:if>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="d:column[@role = 'source']" mode="indicator-cell">
    <xsl:param name="row"/>
    <xsl:for-each select="$row[not(d:source[@same = 'true' or @same = '1']) or not(preceding-sibling::*[1]/self::d:indicator)]">
      <xsl:call-template name="body-cell">
        <xsl:with-param name="rows">
          <xsl:call-template name="rows-of-source"/>
        </xsl:with-param>
        <xsl:with-param name="content">
          <xsl:apply-templates select="d:source" mode="cell"/>
          <xsl:if test="not(d:source)">
            <fo:block/>
          </xsl:if>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- How many rows the source of this indicator is beside: its own, and of those below that have the same. -->
  <xsl:template name="rows-of-source">
    <xsl:variable name="behind" select="following-sibling::*[1][d:source[@same = 'true' or @same = '1']]/../d:indicator"/>
    <xsl:variable name="below" select="set:trailing($behind, .)"/>
    <xsl:variable name="rows" select=". | set:leading($below, $below[not(d:source[@same = 'true' or @same = '1'])][1])"/>
    <xsl:value-of select="count($rows | $rows/d:part)"/>
  </xsl:template>

  <xsl:template match="d:column[@role = 'note']" mode="indicator-cell">
    <xsl:param name="row"/>
    <xsl:for-each select="$row">
      <xsl:call-template name="body-cell">
        <xsl:with-param name="rows" select="1 + count(d:part)"/>
        <xsl:with-param name="content">
          <fo:block/>
          <xsl:apply-templates select="d:note" mode="cell"/>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== cells of one line: name and values ==== -->

  <xsl:template match="d:column" mode="part-cell"/>

  <!-- The name, and what has no column of its own. -->
  <xsl:template match="d:column[@role = 'name']" mode="indicator-cell">
    <xsl:param name="row"/>
    <xsl:variable name="roles" select="ancestor::d:columns//d:column/@role"/>
    <xsl:for-each select="$row">
      <xsl:call-template name="line-cell">
        <xsl:with-param name="content">
          <xsl:apply-templates select="d:name | d:source[not($roles = 'source')] | d:note[not($roles = 'note')]" mode="cell"/>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="d:column[@role = 'name']" mode="part-cell">
    <xsl:param name="row"/>
    <xsl:for-each select="$row">
      <xsl:call-template name="line-cell">
        <xsl:with-param name="content">
          <fo:list-block svod:role="L">
            <xsl:call-template name="style">
              <xsl:with-param name="name">list</xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="style">
              <xsl:with-param name="name">bullet-hang</xsl:with-param>
            </xsl:call-template>
            <fo:list-item svod:role="LI">
              <fo:list-item-label end-indent="label-end()" svod:role="Lbl">
                <fo:block>
                  <xsl:value-of select="$marks[@name = 'bullet']/@value"/>
                </fo:block>
              </fo:list-item-label>
              <fo:list-item-body start-indent="body-start()" svod:role="LBody">
                <xsl:apply-templates select="d:name | d:source" mode="cell"/>
              </fo:list-item-body>
            </fo:list-item>
          </fo:list-block>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="d:column[@role = 'value']" mode="indicator-cell">
    <xsl:param name="row"/>
    <xsl:call-template name="value-cell">
      <xsl:with-param name="row" select="$row"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="d:column[@role = 'value']" mode="part-cell">
    <xsl:param name="row"/>
    <xsl:call-template name="value-cell">
      <xsl:with-param name="row" select="$row"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The value of the current column, unless a value before it spans this column. -->
  <xsl:template name="value-cell">
    <xsl:param name="row"/>
    <xsl:variable name="value" select="$row/d:value[@key = current()/@key]"/>
    <xsl:variable name="wide" select="$row/d:value[@span &gt; 1]"/>
    <xsl:variable name="covered">
      <xsl:if test="$wide">
        <xsl:call-template name="is-covered">
          <xsl:with-param name="wide" select="$wide"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:for-each select="$row[$covered = '']">
      <xsl:call-template name="line-cell">
        <xsl:with-param name="columns" select="sum($value/@span) + not($value/@span)"/>
        <xsl:with-param name="content">
          <xsl:apply-templates select="$value" mode="cell"/>
          <xsl:if test="not($value)">
            <fo:block/>
          </xsl:if>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- Something, if one of the `wide` values reaches over the current column. -->
  <xsl:template name="is-covered">
    <xsl:param name="wide"/>
    <xsl:variable name="columns" select="ancestor::d:columns//d:column"/>
    <xsl:variable name="here" select="generate-id()"/>
    <xsl:for-each select="$columns">
      <xsl:variable name="place" select="position()"/>
      <xsl:variable name="reach" select="$place + $wide[@key = current()/@key]/@span"/>
      <xsl:if test="$columns[position() &gt; $place and position() &lt; $reach][generate-id() = $here]">yes</xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- A cell of an indicator or a part; no rule between it and its parts. -->
  <xsl:template name="line-cell">
    <xsl:param name="content"/>
    <xsl:param name="columns" select="1"/>
    <xsl:variable name="more" select="d:part or following-sibling::*[1]/self::d:part"/>
    <xsl:call-template name="body-cell">
      <xsl:with-param name="columns" select="$columns"/>
      <xsl:with-param name="content" select="$content"/>
      <xsl:with-param name="style">
        <xsl:choose>
          <xsl:when test="self::d:part and $more">cell-middle</xsl:when>
          <xsl:when test="self::d:part">cell-last</xsl:when>
          <xsl:when test="$more">cell-first</xsl:when>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== what stands in the cells ==== -->

  <xsl:template match="d:indicator/d:name | d:part/d:name | d:indicator/d:source | d:part/d:source | d:section/d:title" mode="cell">
    <fo:block svod:role="P">
      <xsl:if test="parent::d:section">
        <xsl:attribute name="id">
          <xsl:call-template name="anchor"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:if test="self::d:source">
        <xsl:call-template name="style">
          <xsl:with-param name="name">source</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="parent::d:section">
        <xsl:apply-templates select=".." mode="section-number"/>
      </xsl:if>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:indicator//d:value" mode="cell">
    <fo:block>
      <xsl:call-template name="style">
        <xsl:with-param name="name">value</xsl:with-param>
      </xsl:call-template>
      <xsl:if test="@state = 'dash'">
        <xsl:value-of select="$marks[@name = 'dash']/@value"/>
        <xsl:if test="node()">
          <xsl:text> </xsl:text>
        </xsl:if>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="not(node())">
        <xsl:call-template name="value-text"/>
      </xsl:if>
    </fo:block>
  </xsl:template>

  <!-- A value without the author's words, from its numbers. -->
  <xsl:template name="value-text">
    <xsl:variable name="percent">
      <xsl:call-template name="value-percent"/>
    </xsl:variable>
    <xsl:variable name="scale">
      <xsl:call-template name="value-scale"/>
    </xsl:variable>
    <xsl:value-of select="f:number-text(@n | @share)"/>
    <xsl:value-of select="$marks[@name = current()/@answer]/@value"/>
    <xsl:if test="@num and not($scale = 'percent' and $percent != '')">
      <xsl:value-of select="f:number-text(@num)"/>
      <xsl:if test="$percent != ''">
        <xsl:text> / </xsl:text>
      </xsl:if>
    </xsl:if>
    <xsl:if test="$percent != ''">
      <xsl:value-of select="concat(f:number-text($percent), '&#160;%')"/>
    </xsl:if>
  </xsl:template>

  <!-- The per cent of the current value, stated or computed from its count; empty if it has none. -->
  <xsl:template name="value-percent">
    <xsl:variable name="scale">
      <xsl:call-template name="value-scale"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@percent">
        <xsl:value-of select="@percent"/>
      </xsl:when>
      <xsl:when test="@num and ($scale = 'percent' or $scale = 'count-percent')">
        <xsl:variable name="base" select="key('base-of', concat(generate-id(ancestor::d:indicators), ' ', ancestor::d:indicator/@base, ' ', @key))"/>
        <xsl:value-of select="f:percent(@num, (@denom | $base[not(current()/@denom)]/@n)[1])"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="value-scale">
    <xsl:variable name="own" select="ancestor::d:indicator/@scale"/>
    <xsl:value-of select="($own | ancestor::d:indicators/d:columns[1]//d:column[@key = current()/@key]/@scale[not($own)])[1]"/>
  </xsl:template>

  <xsl:template match="d:indicator//d:value//text() | d:indicator//d:source//text()">
    <xsl:value-of select="f:typo(., 'narrow')"/>
  </xsl:template>

  <!-- ==== footnotes ==== -->

  <!-- Cells are printed in the order of the columns; the section's title in its column with the first row, or before it. -->
  <xsl:template match="d:indicators[d:columns//d:column/@role = 'section']/d:section" mode="footnotes">
    <xsl:apply-templates select="d:indicator" mode="footnotes"/>
  </xsl:template>

  <xsl:template match="d:indicator" mode="footnotes">
    <xsl:variable name="row" select="."/>
    <xsl:variable name="first" select="not(preceding-sibling::*[1]/self::d:indicator)"/>
    <xsl:variable name="columns" select="../../d:columns[1]//d:column"/>
    <xsl:if test=".//d:footnote or $first and ../d:title//d:footnote">
      <xsl:for-each select="$columns">
        <xsl:apply-templates select="$row/../d:title[$first][current()/@role = 'section'] |
                                     $row/d:value[current()/@role = 'value'][@key = current()/@key] |
                                     $row/d:name[current()/@role = 'name'] |
                                     $row/d:source[current()/@role = 'source' or current()/@role = 'name' and not($columns/@role = 'source')]
                                                  [$first or not(@same = 'true' or @same = '1') or current()/@role = 'name'] |
                                     $row/d:note[current()/@role = 'note' or current()/@role = 'name' and not($columns/@role = 'note')]"
                             mode="footnotes"/>
      </xsl:for-each>
      <xsl:apply-templates select="d:part" mode="footnotes"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="d:indicator/d:part" mode="footnotes">
    <xsl:variable name="row" select="."/>
    <xsl:for-each select="../../../d:columns[1]//d:column">
      <xsl:apply-templates select="$row/d:value[current()/@role = 'value'][@key = current()/@key] |
                                   $row/*[self::d:name or self::d:source][current()/@role = 'name']" mode="footnotes"/>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
