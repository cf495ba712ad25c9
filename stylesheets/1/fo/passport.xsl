<?xml version="1.0" encoding="UTF-8"?>
<!-- The passport of a programme: the name of each row left, what it says right. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <xsl:strip-space elements="d:passport d:entry"/>

  <xsl:template match="d:passport">
    <xsl:call-template name="tabular"/>
  </xsl:template>

  <xsl:template match="d:passport" mode="table-columns">
    <fo:table-column column-width="{$widths[@name = 'passport-name']/@value}"/>
    <fo:table-column column-width="{$widths[@name = 'passport-value']/@value}"/>
  </xsl:template>

  <!-- The names of the rows are its headings. -->
  <xsl:template match="d:passport" mode="table-head"/>

  <xsl:template match="d:passport" mode="table-body">
    <xsl:apply-templates select="d:entry"/>
  </xsl:template>

  <xsl:template match="d:passport/d:entry">
    <xsl:call-template name="body-row">
      <xsl:with-param name="cells">
        <xsl:apply-templates select="d:name | d:value" mode="cell"/>
      </xsl:with-param>
      <xsl:with-param name="last" select="not(following-sibling::*[1] or ../following-sibling::*[1])"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:passport/d:entry/d:name" mode="cell">
    <xsl:call-template name="body-cell">
      <xsl:with-param name="role">TH</xsl:with-param>
      <xsl:with-param name="style">passport-name</xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:passport/d:entry/d:value" mode="cell">
    <xsl:call-template name="body-cell"/>
  </xsl:template>
</xsl:stylesheet>
