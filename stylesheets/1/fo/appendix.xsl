<?xml version="1.0" encoding="UTF-8"?>
<!-- Appendices: on a new page, with the mark at the upper right; and references to places. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:exsl="http://exslt.org/common"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="exsl f d p">

  <xsl:key name="place" match="*[@id]" use="@id"/>

  <!-- Its pages are made by page.xsl; this is what stands before its first block. -->
  <xsl:template match="d:appendix" mode="front">
    <fo:block id="{@id}" svod:role="P" keep-with-next.within-page="always"
              start-indent="{$line-width} - {$styles[@name = 'appendix-place']/p:set[@name = 'width']/@value}">
      <xsl:call-template name="style">
        <xsl:with-param name="name">appendix-mark</xsl:with-param>
      </xsl:call-template>
      <fo:block>
        <xsl:call-template name="appendix-name"/>
      </fo:block>
      <xsl:apply-templates select="d:act"/>
    </fo:block>
    <xsl:apply-templates select="d:title"/>
  </xsl:template>

  <xsl:template match="d:appendix" mode="behind">
    <xsl:call-template name="signatures"/>
  </xsl:template>

  <xsl:template match="d:appendix/d:act">
    <fo:block>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:appendix/d:title">
    <fo:block svod:role="H2" keep-with-next.within-page="always" keep-together.within-page="always">
      <xsl:call-template name="style">
        <xsl:with-param name="name">appendix-title</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <!-- «Приложение № 2»; the only appendix has no number, unless the author gave one. -->
  <xsl:template name="appendix-name">
    <xsl:value-of select="$marks[@name = 'appendix']/@value"/>
    <xsl:variable name="label">
      <xsl:apply-templates select="." mode="label"/>
    </xsl:variable>
    <xsl:if test="$label != ''">
      <xsl:value-of select="concat('&#160;', $label)"/>
    </xsl:if>
  </xsl:template>

  <!-- ==== what an empty reference prints: mode="label" gives a place's number, mode="place-title" its name ==== -->

  <xsl:template match="d:appendix" mode="label">
    <xsl:choose>
      <xsl:when test="@number">
        <xsl:value-of select="concat('№&#160;', @number)"/>
      </xsl:when>
      <xsl:when test="count(../d:appendix) &gt; 1">
        <xsl:value-of select="concat('№&#160;', count(preceding-sibling::d:appendix) + 1)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="d:measure" mode="label">
    <xsl:choose>
      <xsl:when test="@number">
        <xsl:value-of select="translate(@number, '.)', '')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="key" select="generate-id()"/>
        <xsl:for-each select="exsl:node-set($measure-places)">
          <xsl:value-of select="key('measure-place', $key)/@n"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The place of each measure among those counted together, found once for all references. -->
  <xsl:variable name="measure-places">
    <xsl:for-each select="//d:plan[@numbering = 'continuous'] | //d:plan[@numbering = 'by-section']/d:section">
      <xsl:for-each select="d:measure | d:section/d:measure">
        <measure key="{generate-id()}" n="{position()}"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:variable>
  <xsl:key name="measure-place" match="measure" use="@key"/>

  <xsl:template match="d:*[@caption = 'numbered']" mode="label">
    <xsl:apply-templates select="." mode="table-number"/>
  </xsl:template>

  <xsl:template match="d:section" mode="label">
    <xsl:variable name="number">
      <xsl:apply-templates select="." mode="section-number"/>
    </xsl:variable>
    <xsl:variable name="words" select="normalize-space($number)"/>
    <xsl:value-of select="substring($words, 1, string-length($words) - (substring($words, string-length($words)) = '.'))"/>
  </xsl:template>
  <xsl:template match="*" mode="label"/>

  <xsl:template match="*" mode="place-title">
    <xsl:call-template name="plain">
      <xsl:with-param name="of" select="d:title | self::d:heading | self::d:measure/d:name"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== references ==== -->

  <!-- What is not printed cannot be led to (rule R40 tells). -->
  <xsl:template match="d:ref[not(key('place', @to)[not(self::d:document or self::d:organisation or self::d:section[not(d:title)])])]">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="d:ref">
    <xsl:variable name="printed">
      <xsl:apply-templates select="key('place', @to)" mode="printed"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$printed = 'yes'">
        <fo:basic-link internal-destination="{@to}">
          <xsl:call-template name="style">
            <xsl:with-param name="name">ref</xsl:with-param>
          </xsl:call-template>
          <xsl:call-template name="ref-words"/>
        </fo:basic-link>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="ref-words">
          <xsl:with-param name="page" select="false()"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="ref-words">
    <xsl:param name="page" select="true()"/>
    <xsl:choose>
      <xsl:when test="node()">
        <xsl:apply-templates/>
      </xsl:when>
      <xsl:when test="@show = 'page' and $page">
        <fo:page-number-citation ref-id="{@to}"/>
      </xsl:when>
      <xsl:when test="@show = 'title'">
        <xsl:apply-templates select="key('place', @to)" mode="place-title"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="key('place', @to)" mode="label"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
