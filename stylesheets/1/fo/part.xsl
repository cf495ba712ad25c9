<?xml version="1.0" encoding="UTF-8"?>
<!-- One part of the document alone (svod render, option part): a block or an appendix with the document's
     approval, title and signatures. Numbers are those it has in the whole. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <!-- id of the part; empty: the whole document -->
  <xsl:param name="part"/>

  <xsl:variable name="alone" select="(/d:document/d:appendix | /d:document/d:body/d:* | /d:document/d:appendix/d:*)[$part != ''][@id = $part]"/>

  <xsl:template match="d:*" mode="alone">
    <fo:page-sequence svod:role="Document">
      <xsl:call-template name="sequence-frame">
        <xsl:with-param name="landscape" select="contains($landscape-blocks, concat(' ', generate-id(), ' '))"/>
        <xsl:with-param name="continued" select="false()"/>
      </xsl:call-template>
      <fo:flow flow-name="xsl-region-body">
        <xsl:for-each select="/d:document">
          <xsl:call-template name="approvals"/>
          <xsl:apply-templates select="d:metadata/d:title"/>
        </xsl:for-each>
        <xsl:apply-templates select="."/>
        <xsl:for-each select="/d:document">
          <xsl:call-template name="signatures"/>
        </xsl:for-each>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <!-- An appendix has its mark, title and signatures itself. -->
  <xsl:template match="d:appendix" mode="alone">
    <xsl:apply-templates select="." mode="sequences">
      <xsl:with-param name="continued" select="false()"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- Is the place among what is printed? -->
  <xsl:template match="d:*" mode="printed">
    <xsl:if test="$part = '' or ancestor-or-self::*[@id = $part]">yes</xsl:if>
  </xsl:template>
</xsl:stylesheet>
