<?xml version="1.0" encoding="UTF-8"?>
<!-- A document of edition 1 to XSL-FO. This file says what a document consists of; one module a block
     says how it looks, and the profile, chosen by the document's date, holds every number. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <xsl:include href="profile.xsl"/>
  <xsl:include href="page.xsl"/>
  <xsl:include href="qr.xsl"/>
  <xsl:include href="metadata.xsl"/>
  <xsl:include href="contents.xsl"/>
  <xsl:include href="approval.xsl"/>
  <xsl:include href="title-page.xsl"/>
  <xsl:include href="signoff.xsl"/>
  <xsl:include href="agreement-sheet.xsl"/>
  <xsl:include href="rich.xsl"/>
  <xsl:include href="footnote.xsl"/>
  <xsl:include href="narrative.xsl"/>
  <xsl:include href="table.xsl"/>
  <xsl:include href="measure.xsl"/>
  <xsl:include href="plan.xsl"/>
  <xsl:include href="courses.xsl"/>
  <xsl:include href="glossary.xsl"/>
  <xsl:include href="appendix.xsl"/>
  <xsl:include href="part.xsl"/>
  <xsl:include href="chart.xsl"/>
  <xsl:include href="events.xsl"/>
  <xsl:include href="clusters.xsl"/>
  <xsl:include href="passport.xsl"/>
  <xsl:include href="indicators.xsl"/>
  <xsl:include href="bar-chart.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <!-- Space between elements means something only where text may stand. -->
  <xsl:strip-space elements="d:document d:metadata d:organisation d:approval d:agreement d:titlePage d:annotation d:authors d:signoff d:body d:appendix d:plan d:columns
                             d:section d:measure d:result d:cell d:note d:narrative d:list d:item d:group
                             d:courses d:course d:learner d:total d:glossary d:entry"/>

  <xsl:template match="/d:document">
    <xsl:if test="not($profile)">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('no layout profile is named &quot;', $profile-name, '&quot;')"/>
      </xsl:message>
    </xsl:if>
    <fo:root xml:lang="{@lang}">
      <xsl:call-template name="style">
        <xsl:with-param name="name">text</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="page-masters"/>
      <xsl:call-template name="document-information"/>
      <xsl:call-template name="outline"/>
      <xsl:choose>
        <xsl:when test="$part != ''">
          <xsl:apply-templates select="$alone" mode="alone"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="$title-page-alone" mode="sequence"/>
          <xsl:apply-templates select="d:body" mode="sequences">
            <xsl:with-param name="continued" select="boolean($title-page-alone)"/>
          </xsl:apply-templates>
          <xsl:apply-templates select="d:appendix" mode="sequences"/>
          <xsl:apply-templates select="d:agreementSheet" mode="sequences"/>
        </xsl:otherwise>
      </xsl:choose>
    </fo:root>
  </xsl:template>

  <!-- What stands before the first block, and behind the last one. -->
  <xsl:template match="d:body" mode="front">
    <xsl:for-each select="..">
      <xsl:apply-templates select="d:titlePage[not($title-page-alone)]"/>
      <xsl:if test="not(d:titlePage)">
        <xsl:call-template name="approvals"/>
      </xsl:if>
      <xsl:if test="d:titlePage">
        <xsl:call-template name="contents-pages"/>
      </xsl:if>
      <xsl:apply-templates select="d:metadata"/>
      <xsl:if test="not(d:titlePage)">
        <xsl:call-template name="contents-pages"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="d:body" mode="behind">
    <xsl:for-each select="..">
      <xsl:call-template name="signatures"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A title page does not lie across, though the first block may. -->
  <xsl:variable name="title-page-alone"
                select="/d:document/d:titlePage[contains($landscape-blocks, concat(' ', generate-id(../d:body/d:*[1]), ' '))]"/>

  <xsl:template match="d:titlePage" mode="sequence">
    <fo:page-sequence svod:role="Document">
      <xsl:call-template name="sequence-frame">
        <xsl:with-param name="continued" select="false()"/>
      </xsl:call-template>
      <fo:flow flow-name="xsl-region-body">
        <xsl:apply-templates select="."/>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>
</xsl:stylesheet>
