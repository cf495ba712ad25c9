<?xml version="1.0" encoding="UTF-8"?>
<!-- The deadlines of all measures as data, for svod deadlines, in the order of the document. $on is the day to look
     from. A measure that has a result, a dash or a reason, or that is cancelled, is done. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:f="urn:svod:functions" xmlns:d="urn:svod:document:1"
                xmlns="urn:svod:deadlines:1" exclude-result-prefixes="f d">
  <xsl:include href="../fo/measure.xsl"/>
  <xsl:param name="on"/>

  <xsl:template match="/d:document">
    <xsl:variable name="title">
      <xsl:apply-templates select="d:metadata/d:title" mode="line"/>
    </xsl:variable>
    <deadlines document="{@id}" title="{normalize-space($title)}" date="{d:metadata/d:docDate}">
      <xsl:for-each select="d:body//d:plan | d:appendix//d:plan">
        <xsl:apply-templates select="d:section[current()/@numbering = 'by-section']"/>
        <xsl:apply-templates select="d:section[not(current()/@numbering = 'by-section')]/d:measure"/>
      </xsl:for-each>
    </deadlines>
  </xsl:template>

  <xsl:template match="d:section">
    <xsl:apply-templates select="d:measure"/>
  </xsl:template>

  <!-- position() counts the measures that are numbered together. -->
  <xsl:template match="d:measure">
    <xsl:apply-templates select="d:deadline">
      <xsl:with-param name="n" select="position()"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="d:deadline">
    <xsl:param name="n"/>
    <xsl:variable name="from">
      <xsl:apply-templates select="." mode="first-day"/>
    </xsl:variable>
    <xsl:variable name="to">
      <xsl:apply-templates select="." mode="last-day"/>
    </xsl:variable>
    <xsl:variable name="last" select="concat($to, substring($from, 1, 10 * not($to != '')))"/>
    <xsl:variable name="done" select="../d:result[normalize-space(.) != '' or @state = 'dash' or @state = 'not-held'] or ../@status = 'done' or ../@status = 'cancelled'"/>
    <xsl:variable name="words">
      <xsl:apply-templates mode="line"/>
    </xsl:variable>
    <xsl:variable name="name">
      <xsl:apply-templates select="../d:name" mode="line"/>
    </xsl:variable>
    <item at="{f:at()}" measure="{../@id}" words="{normalize-space($words)}" from="{$from}" to="{$last}"
          name="{normalize-space($name)}">
      <xsl:attribute name="number">
        <xsl:for-each select="..">
          <xsl:call-template name="measure-number">
            <xsl:with-param name="n" select="$n"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:attribute>
      <xsl:attribute name="responsible">
        <xsl:for-each select="../d:responsible">
          <!-- a comma of the author's serves as well -->
          <xsl:variable name="before" select="normalize-space(preceding-sibling::d:responsible[1])"/>
          <xsl:variable name="ended" select="number(contains(',;', substring($before, string-length($before))))"/>
          <xsl:variable name="who">
            <xsl:apply-templates mode="line"/>
          </xsl:variable>
          <xsl:value-of select="concat(substring('; ', 1 + $ended, 2 * (position() != 1)), normalize-space($who))"/>
        </xsl:for-each>
      </xsl:attribute>
      <xsl:attribute name="state">
        <xsl:choose>
          <xsl:when test="$done">done</xsl:when>
          <xsl:when test="$last = ''">undated</xsl:when>
          <xsl:when test="f:date-compare($last, $on) = -1">overdue</xsl:when>
          <xsl:otherwise>due</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
    </item>
  </xsl:template>

  <xsl:template match="d:footnote | d:footnoteMark" mode="line"/>

  <xsl:template match="d:br" mode="line">
    <xsl:text> </xsl:text>
  </xsl:template>
</xsl:stylesheet>
