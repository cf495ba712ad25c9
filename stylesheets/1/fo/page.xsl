<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages: the first without a number, the others with one in the top margin. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <!-- The left margin is wider in papers that are stored for long. -->
  <xsl:variable name="retention" select="/d:document/d:metadata/d:retention"/>
  <xsl:variable name="left">
    <xsl:choose>
      <xsl:when test="$retention = 'permanent' or $retention &gt; $page[@name = 'long-from']/@value">
        <xsl:value-of select="$page[@name = 'left-long']/@value"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$page[@name = 'left']/@value"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="right" select="$page[@name = 'right']/@value"/>
  <xsl:variable name="page-width" select="$page[@name = 'width']/@value"/>
  <!-- An expression of XSL-FO. -->
  <xsl:variable name="line-width" select="concat($page-width, ' - ', $left, ' - ', $right)"/>

  <xsl:template name="page-masters">
    <fo:layout-master-set>
      <xsl:call-template name="page-master">
        <xsl:with-param name="name">first</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="page-master">
        <xsl:with-param name="name">rest</xsl:with-param>
        <xsl:with-param name="header">page-number</xsl:with-param>
      </xsl:call-template>
      <fo:page-sequence-master master-name="document">
        <fo:repeatable-page-master-alternatives>
          <fo:conditional-page-master-reference master-reference="first" page-position="first"/>
          <fo:conditional-page-master-reference master-reference="rest" page-position="rest"/>
        </fo:repeatable-page-master-alternatives>
      </fo:page-sequence-master>
    </fo:layout-master-set>
  </xsl:template>

  <xsl:template name="page-master">
    <xsl:param name="name"/>
    <xsl:param name="header">no-header</xsl:param>
    <xsl:variable name="edge" select="$page[@name = 'number-from-edge']/@value"/>
    <xsl:variable name="header-height" select="concat($page[@name = 'top']/@value, ' - ', $edge)"/>
    <fo:simple-page-master master-name="{$name}" page-width="{$page-width}"
                           page-height="{$page[@name = 'height']/@value}"
                           margin-top="{$edge}" margin-bottom="{$page[@name = 'bottom']/@value}"
                           margin-left="{$left}" margin-right="{$right}">
      <fo:region-body margin-top="{$header-height}"/>
      <fo:region-before region-name="{$header}" extent="{$header-height}"/>
    </fo:simple-page-master>
  </xsl:template>

  <xsl:template name="page-number">
    <fo:static-content flow-name="page-number" svod:role="Artifact">
      <fo:block>
        <xsl:call-template name="style">
          <xsl:with-param name="name">page-number</xsl:with-param>
        </xsl:call-template>
        <fo:page-number/>
      </fo:block>
    </fo:static-content>
  </xsl:template>
</xsl:stylesheet>
