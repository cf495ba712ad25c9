<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:f="http://www.w3.org/1999/XSL/Format">
  <xsl:template match="work">
    <f:block id="{generate-id()}">
      <xsl:apply-templates/>
    </f:block>
    <xsl:for-each select="@place">
      <xsl:element name="f:inline"><xsl:value-of select="."/></xsl:element>
    </xsl:for-each>
    <plain/>
  </xsl:template>
  <xsl:template match="note">
    <xsl:message>note «<xsl:value-of select="."/>» is left out</xsl:message>
  </xsl:template>
  <xsl:template match="stop">
    <xsl:message terminate="yes">cannot go on</xsl:message>
  </xsl:template>
  <xsl:template match="loop" name="loop">
    <xsl:call-template name="loop"/>
  </xsl:template>
</xsl:stylesheet>
