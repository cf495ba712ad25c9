<?xml version="1.0" encoding="UTF-8"?>
<!-- Approval block at the upper right of the first page. Prints what the document has, in the order of
     the standard, and supplies nothing. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <xsl:template match="d:approval">
    <!-- As wide as the profile says, at the right margin. -->
    <fo:block svod:role="Sect" keep-together.within-page="always"
              start-indent="{$line-width} - {$styles[@name = 'approval-place']/p:set[@name = 'width']/@value}">
      <xsl:call-template name="style">
        <xsl:with-param name="name">approval</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates select="d:*"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:approval/d:heading">
    <fo:block svod:role="P">
      <xsl:call-template name="style">
        <xsl:with-param name="name">approval-heading</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:approval/d:position | d:approval/d:board | d:approval/d:act">
    <fo:block svod:role="P">
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:approval/d:person">
    <fo:block svod:role="P">
      <xsl:call-template name="style">
        <xsl:with-param name="name">approval-signature</xsl:with-param>
      </xsl:call-template>
      <fo:leader>
        <xsl:call-template name="style">
          <xsl:with-param name="name">approval-signature-line</xsl:with-param>
        </xsl:call-template>
      </fo:leader>
      <xsl:text> </xsl:text>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:approval/d:date">
    <fo:block svod:role="P">
      <xsl:call-template name="style">
        <xsl:with-param name="name">approval-date</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
