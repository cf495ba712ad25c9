<?xml version="1.0" encoding="UTF-8"?>
<!-- What is asked of a measure in the plan, in charts and in lists: its number, the days of its deadlines. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:f="urn:svod:functions" xmlns:d="urn:svod:document:1"
                exclude-result-prefixes="f d">
  <xsl:variable name="period" select="/d:document/d:period"/>

  <!-- ==== number: the author's, or its place (n) among those counted together ==== -->

  <xsl:template name="measure-number">
    <xsl:param name="n"/>
    <xsl:variable name="policy" select="../../@numberDot"/>
    <xsl:choose>
      <xsl:when test="not(@number) and ../../@numbering = 'none'"/>
      <xsl:when test="not(@number)">
        <xsl:value-of select="$n"/>
        <xsl:if test="not($policy = 'never')">.</xsl:if>
      </xsl:when>
      <xsl:when test="$policy = 'always' and not(substring(@number, string-length(@number)) = '.')">
        <xsl:value-of select="concat(@number, '.')"/>
      </xsl:when>
      <xsl:when test="$policy = 'never' and substring(@number, string-length(@number)) = '.'">
        <xsl:value-of select="substring(@number, 1, string-length(@number) - 1)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="@number"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== first and last day, or nothing. What the author marked counts before what the words say; «the whole
       year» is the document's period. ==== -->

  <xsl:template match="d:deadline" mode="first-day">
    <xsl:choose>
      <xsl:when test="@from or @to">
        <xsl:value-of select="f:date-first(@from)"/>
      </xsl:when>
      <xsl:when test="@kind = 'whole' and $period">
        <xsl:value-of select="f:date-first($period/@from)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="words">
          <xsl:apply-templates mode="deadline-words"/>
        </xsl:variable>
        <xsl:value-of select="f:date-first(f:deadline-from(string($words), $period/@from, $period/@to))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="d:deadline" mode="last-day">
    <xsl:choose>
      <xsl:when test="@from or @to">
        <xsl:value-of select="f:date-last(@to)"/>
      </xsl:when>
      <xsl:when test="@kind = 'whole' and $period">
        <xsl:value-of select="f:date-last($period/@to)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="words">
          <xsl:apply-templates mode="deadline-words"/>
        </xsl:variable>
        <xsl:value-of select="f:date-last(f:deadline-to(string($words), $period/@from, $period/@to))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- a deadline as it is read: without its footnotes -->
  <xsl:template match="d:footnote | d:footnoteMark" mode="deadline-words"/>
</xsl:stylesheet>
