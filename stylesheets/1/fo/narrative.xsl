<?xml version="1.0" encoding="UTF-8"?>
<!-- Running text with headings. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <xsl:template match="d:narrative">
    <fo:block svod:role="Sect">
      <xsl:if test="@id">
        <xsl:attribute name="id">
          <xsl:value-of select="@id"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:call-template name="style">
        <xsl:with-param name="name">narrative</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates select="d:*"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:narrative/d:title">
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

  <xsl:template match="d:narrative/d:heading">
    <xsl:variable name="level" select="sum(@level) + not(@level)"/><!-- 1 where none is given -->
    <fo:block svod:role="H{$level + 1 + boolean(../d:title)}" keep-with-next.within-page="always">
      <xsl:attribute name="id">
        <xsl:call-template name="anchor"/>
      </xsl:attribute>
      <xsl:call-template name="style">
        <xsl:with-param name="name" select="concat('heading-', $level)"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <!-- What announces a list stays with its first item. -->
  <xsl:template match="d:narrative/d:p">
    <fo:block svod:role="P">
      <xsl:if test="following-sibling::*[1]/self::d:list">
        <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
      </xsl:if>
      <xsl:call-template name="style">
        <xsl:with-param name="name">paragraph</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="carried-lines"/>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
