<?xml version="1.0" encoding="UTF-8"?>
<!-- Events: a row each, with its parts in the columns that the author chose. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <xsl:strip-space elements="d:events d:event"/>

  <xsl:template match="d:events">
    <xsl:call-template name="tabular"/>
  </xsl:template>

  <!-- position() counts the events through all sections. -->
  <xsl:template match="d:events" mode="table-body">
    <xsl:apply-templates select="d:event | d:section/d:event"/>
  </xsl:template>

  <xsl:template match="d:events/d:section/d:title">
    <xsl:call-template name="section-row">
      <xsl:with-param name="columns" select="count(../../d:columns[1]/d:column)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:event">
    <xsl:variable name="event" select="."/>
    <xsl:variable name="n" select="position()"/>
    <xsl:variable name="columns" select="ancestor::d:events/d:columns[1]/d:column"/>
    <xsl:if test="not(preceding-sibling::d:event[1])">
      <xsl:apply-templates select="parent::d:section/d:title"/>
    </xsl:if>
    <xsl:call-template name="body-row">
      <xsl:with-param name="last" select="not((following-sibling::d:* | parent::d:section/following-sibling::d:*)[not(self::d:source or self::d:note)])"/>
      <xsl:with-param name="cells">
        <xsl:for-each select="$columns">
          <xsl:variable name="role" select="@role"/>
          <xsl:variable name="last" select="position() = last()"/>
          <xsl:for-each select="$event">
            <xsl:call-template name="event-cell">
              <xsl:with-param name="number" select="concat($n, '.')"/>
              <xsl:with-param name="role" select="$role"/>
              <xsl:with-param name="parts" select="d:*[local-name() = $role] | d:*[$last][not(local-name() = $columns/@role)]"/>
            </xsl:call-template>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="event-cell">
    <xsl:param name="number"/>
    <xsl:param name="role"/>
    <xsl:param name="parts"/>
    <xsl:choose>
      <xsl:when test="$role = 'number'">
        <xsl:call-template name="number-cell">
          <xsl:with-param name="content" select="$number"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="body-cell">
          <xsl:with-param name="content">
            <xsl:apply-templates select="$parts[not(self::d:leader)] | $parts[self::d:leader][1]" mode="event-cell"/>
            <xsl:if test="not($parts)">
              <fo:block/>
            </xsl:if>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A style of the profile has the same name. -->
  <xsl:template match="d:event/d:date | d:topic | d:participants | d:recording" mode="event-cell">
    <fo:block svod:role="P">
      <xsl:call-template name="style">
        <xsl:with-param name="name" select="concat('event-', local-name())"/>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:if test="self::d:participants and not(node())">
        <xsl:value-of select="f:number-text(@n)"/>
      </xsl:if>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:event/d:date//text() | d:participants//text() | d:recording//text()">
    <xsl:value-of select="f:typo(., 'narrow')"/>
  </xsl:template>

  <!-- All leaders, with commas between them. -->
  <xsl:template match="d:leader" mode="event-cell">
    <fo:block svod:role="P">
      <xsl:call-template name="style">
        <xsl:with-param name="name">event-leader</xsl:with-param>
      </xsl:call-template>
      <xsl:for-each select="../d:leader">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:apply-templates/>
      </xsl:for-each>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:event/d:note" mode="event-cell">
    <fo:block>
      <xsl:apply-templates select="d:*"/>
    </fo:block>
  </xsl:template>

  <!-- Cells are printed in the order of the columns. -->
  <xsl:template match="d:event" mode="footnotes">
    <xsl:variable name="event" select="."/>
    <xsl:variable name="columns" select="ancestor::d:events/d:columns[1]/d:column"/>
    <xsl:if test=".//d:footnote">
      <xsl:for-each select="$columns">
        <xsl:apply-templates select="$event/d:*[local-name() = current()/@role]" mode="footnotes"/>
      </xsl:for-each>
      <xsl:apply-templates select="d:*[not(local-name() = $columns/@role)]" mode="footnotes"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
