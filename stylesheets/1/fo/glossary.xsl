<?xml version="1.0" encoding="UTF-8"?>
<!-- Abbreviations: each in a paragraph, a dash between it and what it stands for. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <xsl:template match="d:glossary">
    <fo:block svod:role="Sect">
      <xsl:if test="@id">
        <xsl:attribute name="id">
          <xsl:value-of select="@id"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:call-template name="style">
        <xsl:with-param name="name">glossary</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates select="d:title"/>
      <xsl:choose>
        <xsl:when test="@order = 'as-written'">
          <xsl:apply-templates select="d:entry"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="d:entry">
            <xsl:sort select="f:sort-key(d:abbr)"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:glossary/d:title">
    <fo:block svod:role="H2" keep-with-next.within-page="always">
      <xsl:attribute name="id">
        <xsl:call-template name="anchor"/>
      </xsl:attribute>
      <xsl:call-template name="style">
        <xsl:with-param name="name">narrative-title</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <!-- Footnotes are numbered in the order of printing. -->
  <xsl:template match="d:glossary[not(@order = 'as-written')]" mode="footnotes">
    <xsl:apply-templates select="d:title" mode="footnotes"/>
    <xsl:apply-templates select="d:entry" mode="footnotes">
      <xsl:sort select="f:sort-key(d:abbr)"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- The abbreviation never ends a line. -->
  <xsl:template match="d:glossary/d:entry">
    <fo:block svod:role="P">
      <xsl:if test="@id">
        <xsl:attribute name="id">
          <xsl:value-of select="@id"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:call-template name="style">
        <xsl:with-param name="name">glossary-entry</xsl:with-param>
      </xsl:call-template>
      <fo:inline>
        <xsl:call-template name="style">
          <xsl:with-param name="name">glossary-abbreviation</xsl:with-param>
        </xsl:call-template>
        <xsl:apply-templates select="d:abbr/node()"/>
      </fo:inline>
      <xsl:value-of select="concat('&#160;', $marks[@name = 'glossary-dash']/@value, ' ')"/>
      <xsl:apply-templates select="d:expansion/node()"/>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
