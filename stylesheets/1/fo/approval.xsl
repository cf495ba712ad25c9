<?xml version="1.0" encoding="UTF-8"?>
<!-- Approval at the upper right of the first page, agreement at its left. Prints what the document has, in
     the order of the standard, and supplies nothing. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <xsl:variable name="corner-width" select="$styles[@name = 'approval-place']/p:set[@name = 'width']/@value"/>

  <!-- Of the document that is the current node: as wide as the profile says, at the margins. -->
  <xsl:template name="approvals">
    <xsl:choose>
      <xsl:when test="d:agreement">
        <fo:table svod:role="Div" table-layout="fixed" width="100%" keep-together.within-page="always">
          <xsl:call-template name="style">
            <xsl:with-param name="name">approvals</xsl:with-param>
          </xsl:call-template>
          <fo:table-column column-width="{$corner-width}"/>
          <fo:table-column column-width="proportional-column-width(1)"/>
          <fo:table-column column-width="{$corner-width}"/>
          <fo:table-body>
            <fo:table-row svod:role="Div">
              <fo:table-cell svod:role="Div">
                <xsl:apply-templates select="d:agreement"/>
              </fo:table-cell>
              <fo:table-cell svod:role="Div">
                <fo:block/>
              </fo:table-cell>
              <fo:table-cell svod:role="Div">
                <fo:block/>
                <xsl:apply-templates select="d:approval"/>
              </fo:table-cell>
            </fo:table-row>
          </fo:table-body>
        </fo:table>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="d:approval"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="d:approval | d:agreement">
    <fo:block svod:role="Sect" keep-together.within-page="always">
      <!-- in a cell beside agreements the indent is the cell's -->
      <xsl:if test="not(../d:agreement)">
        <xsl:attribute name="start-indent">
          <xsl:value-of select="concat($line-width, ' - ', $corner-width)"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:call-template name="style">
        <xsl:with-param name="name">approval</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates select="d:*"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:approval/d:heading | d:agreement/d:heading">
    <fo:block svod:role="P">
      <xsl:call-template name="style">
        <xsl:with-param name="name">approval-heading</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:approval/d:position | d:approval/d:board | d:approval/d:act |
                       d:agreement/d:position | d:agreement/d:board | d:agreement/d:act">
    <fo:block svod:role="P">
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:approval/d:person | d:agreement/d:person">
    <xsl:call-template name="signature-line"/>
  </xsl:template>

  <!-- Room for the hand's signature, then the name at the end of the line. -->
  <xsl:template name="signature-line">
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
      <xsl:call-template name="whole-name"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:approval/d:date | d:agreement/d:date">
    <fo:block svod:role="P">
      <xsl:call-template name="style">
        <xsl:with-param name="name">approval-date</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
