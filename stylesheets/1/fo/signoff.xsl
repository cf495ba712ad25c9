<?xml version="1.0" encoding="UTF-8"?>
<!-- Signatures: position left, room for the signature, name right on the position's last line. Never on
     a page of their own: kept with what stands before them. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <xsl:template name="signatures">
    <xsl:if test="d:signoff">
      <fo:table svod:role="Div" table-layout="fixed" width="100%"
                keep-with-previous.within-page="always" keep-together.within-page="always">
        <xsl:call-template name="style">
          <xsl:with-param name="name">signoff</xsl:with-param>
        </xsl:call-template>
        <fo:table-column column-width="{$widths[@name = 'signoff-position']/@value}"/>
        <fo:table-column column-width="{$widths[@name = 'signoff-gap']/@value}"/>
        <fo:table-column column-width="{$widths[@name = 'signoff-person']/@value}"/>
        <fo:table-body>
          <xsl:apply-templates select="d:signoff"/>
        </fo:table-body>
      </fo:table>
    </xsl:if>
  </xsl:template>

  <xsl:template match="d:signoff">
    <!-- The distance to the next signature stands below the date, if there is one. -->
    <xsl:variable name="cell">signoff-cell<xsl:if test="d:date">-dated</xsl:if></xsl:variable>
    <fo:table-row svod:role="P" keep-together.within-page="always">
      <fo:table-cell>
        <xsl:call-template name="style">
          <xsl:with-param name="name" select="string($cell)"/>
        </xsl:call-template>
        <fo:block>
          <xsl:apply-templates select="d:position/node()"/>
        </fo:block>
      </fo:table-cell>
      <fo:table-cell>
        <fo:block/>
      </fo:table-cell>
      <fo:table-cell>
        <xsl:call-template name="style">
          <xsl:with-param name="name" select="string($cell)"/>
        </xsl:call-template>
        <fo:block>
          <xsl:call-template name="style">
            <xsl:with-param name="name">signoff-name</xsl:with-param>
          </xsl:call-template>
          <xsl:apply-templates select="d:person/node()"/>
        </fo:block>
      </fo:table-cell>
    </fo:table-row>
    <xsl:apply-templates select="d:date"/>
  </xsl:template>

  <xsl:template match="d:signoff/d:date">
    <fo:table-row svod:role="P" keep-with-previous.within-page="always">
      <fo:table-cell number-columns-spanned="3">
        <xsl:call-template name="style">
          <xsl:with-param name="name">signoff-cell</xsl:with-param>
        </xsl:call-template>
        <fo:block>
          <xsl:apply-templates/>
        </fo:block>
      </fo:table-cell>
    </fo:table-row>
  </xsl:template>
</xsl:stylesheet>
