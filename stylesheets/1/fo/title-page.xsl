<?xml version="1.0" encoding="UTF-8"?>
<!-- The title page: organisation (and approval) at the top, title in the middle, place and year at the
     foot; annotation and authors on its back. Three rows share the height of the page; one that needs
     more takes it from the next page, so nothing can overlap. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <xsl:variable name="title-rows" select="$styles[@name = 'title-page']/p:set"/>

  <xsl:template match="d:titlePage">
    <fo:block svod:role="Sect" break-after="page">
      <fo:table svod:role="Div" table-layout="fixed" width="100%">
        <fo:table-column column-width="100%"/>
        <fo:table-body>
          <xsl:call-template name="title-row">
            <xsl:with-param name="name">top</xsl:with-param>
            <xsl:with-param name="parts" select="d:issuer | .."/>
          </xsl:call-template>
          <xsl:call-template name="title-row">
            <xsl:with-param name="name">middle</xsl:with-param>
            <xsl:with-param name="parts" select="d:title | d:subtitle | ../d:metadata/d:title[not(current()/d:title)]"/>
          </xsl:call-template>
          <xsl:call-template name="title-row">
            <xsl:with-param name="name">bottom</xsl:with-param>
            <xsl:with-param name="parts" select="d:imprint"/>
          </xsl:call-template>
        </fo:table-body>
      </fo:table>
    </fo:block>
    <xsl:if test="d:annotation or d:authors">
      <fo:block svod:role="Sect" break-after="page">
        <xsl:apply-templates select="d:annotation | d:authors"/>
      </fo:block>
    </xsl:if>
  </xsl:template>

  <xsl:template name="title-row">
    <xsl:param name="name"/>
    <xsl:param name="parts"/>
    <fo:table-row height="{$title-rows[@name = $name]/@value}" keep-together.within-page="always">
      <fo:table-cell svod:role="Div">
        <xsl:call-template name="style">
          <xsl:with-param name="name" select="concat('title-page-', $name)"/>
        </xsl:call-template>
        <!-- approval and document's title come earlier in the document -->
        <xsl:apply-templates select="$parts[self::d:issuer]"/>
        <xsl:apply-templates select="$parts[self::d:title]" mode="title-page"/>
        <xsl:for-each select="$parts[self::d:document]">
          <xsl:call-template name="approvals"/>
        </xsl:for-each>
        <xsl:apply-templates select="$parts[not(self::d:issuer or self::d:title or self::d:document)]"/>
        <fo:block/>
      </fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <!-- A style of the profile has the same name. -->
  <xsl:template match="d:issuer | d:subtitle | d:imprint | d:authors/d:heading | d:authors/d:author">
    <fo:block svod:role="P">
      <xsl:call-template name="style">
        <xsl:with-param name="name">
          <xsl:choose>
            <xsl:when test="self::d:heading">authors</xsl:when>
            <xsl:otherwise><xsl:value-of select="local-name()"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <!-- The document's title is a heading, one of the page's own is not: the document's stands above the text. -->
  <xsl:template match="d:titlePage/d:title | d:metadata/d:title" mode="title-page">
    <fo:block svod:role="P">
      <xsl:if test="parent::d:metadata">
        <xsl:attribute name="svod:role">H1</xsl:attribute>
      </xsl:if>
      <xsl:call-template name="style">
        <xsl:with-param name="name">title-page-title</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:annotation">
    <fo:block svod:role="Div">
      <xsl:call-template name="style">
        <xsl:with-param name="name">annotation</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates select="d:*"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:annotation/d:p">
    <fo:block svod:role="P">
      <xsl:call-template name="style">
        <xsl:with-param name="name">paragraph</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:author/d:person">
    <fo:inline>
      <xsl:call-template name="style">
        <xsl:with-param name="name">author-name</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:inline>
  </xsl:template>
</xsl:stylesheet>
