<?xml version="1.0" encoding="UTF-8"?>
<!-- The tables of docs/rules.md out of an edition's codes.xml: one for the letter $letter. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="urn:svod:codes:1">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="letter"/>

  <xsl:template match="/c:codes">
    <xsl:text>| code | | what is wrong | wrong | right |&#10;|---|---|---|---|---|&#10;</xsl:text>
    <xsl:for-each select="c:code[starts-with(@id, $letter)]">
      <xsl:sort select="@id"/>
      <xsl:value-of select="concat('| ', @id, ' | ', @severity, ' | ')"/>
      <xsl:apply-templates select="c:what[lang('en')]"/>
      <xsl:text> | </xsl:text>
      <xsl:apply-templates select="c:wrong"/>
      <xsl:text> | </xsl:text>
      <xsl:apply-templates select="c:right"/>
      <xsl:text> |&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- Mark-up in an example is shown as code. -->
  <xsl:template match="c:wrong | c:right">
    <xsl:variable name="tick" select="substring('`', 1, contains(., '&lt;') or contains(., '='))"/>
    <xsl:value-of select="concat($tick, ., $tick)"/>
  </xsl:template>
</xsl:stylesheet>
