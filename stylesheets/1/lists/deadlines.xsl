<?xml version="1.0" encoding="UTF-8"?>
<!-- The deadlines of all measures as data, for svod deadlines, in the order of the document. $on is the day to look
     from. A measure that has a result, a dash or a reason, or that is cancelled, is done. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:f="urn:svod:functions" xmlns:d="urn:svod:document:1"
                xmlns="urn:svod:deadlines:1" exclude-result-prefixes="f d">
  <xsl:param name="on"/>
  <xsl:variable name="period" select="/d:document/d:period"/>

  <xsl:template match="/d:document">
    <xsl:variable name="title">
      <xsl:apply-templates select="d:metadata/d:title" mode="line"/>
    </xsl:variable>
    <deadlines document="{@id}" title="{normalize-space($title)}" date="{d:metadata/d:docDate}">
      <xsl:apply-templates select="d:body//d:measure/d:deadline"/>
    </deadlines>
  </xsl:template>

  <xsl:template match="d:deadline">
    <!-- What the author marked counts before what the words say; «the whole year» is the document's period. -->
    <xsl:variable name="marked" select="@from or @to"/>
    <xsl:variable name="whole" select="$period[current()/@kind = 'whole']"/>
    <xsl:variable name="from" select="f:date-first(concat(@from, substring(concat($whole/@from, f:deadline-from(., $period/@from, $period/@to)), 1, 10 * not($marked))))"/>
    <xsl:variable name="to" select="f:date-last(concat(@to, substring(concat($whole/@to, f:deadline-to(., $period/@from, $period/@to)), 1, 10 * not($marked))))"/>
    <xsl:variable name="last" select="concat($to, substring($from, 1, 10 * not($to != '')))"/>
    <xsl:variable name="done" select="../d:result[normalize-space(.) != '' or @state = 'dash' or @state = 'not-held'] or ../@status = 'done' or ../@status = 'cancelled'"/>
    <item at="{f:at()}" measure="{../@id}" words="{normalize-space(.)}" from="{$from}" to="{$last}"
          name="{normalize-space(../d:name)}">
      <xsl:attribute name="number">
        <xsl:apply-templates select=".." mode="number"/>
      </xsl:attribute>
      <xsl:attribute name="responsible">
        <xsl:for-each select="../d:responsible">
          <xsl:value-of select="concat(substring('; ', 1, 2 * (position() != 1)), normalize-space(.))"/>
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

  <xsl:template match="d:br" mode="line">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- The author's number, or the one that is printed. -->
  <xsl:template match="d:measure" mode="number">
    <xsl:choose>
      <xsl:when test="@number">
        <xsl:value-of select="@number"/>
      </xsl:when>
      <xsl:when test="ancestor::d:plan/@numbering = 'by-section'">
        <xsl:value-of select="concat(count(preceding-sibling::d:measure) + 1, '.')"/>
      </xsl:when>
      <xsl:when test="ancestor::d:plan/@numbering = 'continuous'">
        <xsl:number level="any" count="d:measure" from="d:plan" format="1."/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
