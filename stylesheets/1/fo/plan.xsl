<?xml version="1.0" encoding="UTF-8"?>
<!-- The table of measures: its header on every page, section rows that stay with their first measure,
     rows that may break across pages in all cells. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:set="http://exslt.org/sets"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="set f d p">

  <xsl:template match="d:plan">
    <xsl:call-template name="tabular"/>
  </xsl:template>

  <xsl:template match="d:plan" mode="table-body">
    <xsl:choose>
      <xsl:when test="@numbering = 'by-section'">
        <xsl:for-each select="d:section">
          <xsl:apply-templates select="d:measure"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="d:section/d:measure"/>
      </xsl:otherwise>
    </xsl:choose>
    <!-- of sections with nothing in them (R71) at least the titles -->
    <xsl:apply-templates select="set:trailing(d:section, d:section[d:measure][last()])/d:title"/>
  </xsl:template>

  <!-- ==== rows ==== -->

  <xsl:template match="d:plan/d:section/d:title">
    <xsl:call-template name="section-row">
      <xsl:with-param name="columns" select="count(../../d:columns[1]//d:column)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A measure's row, with the section's before the first, and those of sections above without measures of their own. position() is the measure's number by the
       plan's policy, because templates are applied to just those measures that are counted together. -->
  <xsl:template match="d:measure">
    <xsl:variable name="n" select="position()"/>
    <xsl:variable name="measure" select="."/>
    <xsl:variable name="columns" select="../../d:columns[1]//d:column"/>
    <xsl:if test="not(preceding-sibling::*[1]/self::d:measure)">
      <xsl:variable name="empty" select="../preceding-sibling::*[1]/self::d:section[not(d:measure)]"/>
      <xsl:variable name="above" select="$empty/preceding-sibling::d:section"/>
      <xsl:apply-templates select="set:trailing($above, $above[d:measure][last()])/d:title | $empty/d:title | ../d:title"/>
    </xsl:if>
    <fo:table-row svod:role="TR" id="{@id}">
      <!-- The signatures are kept with the last row, and what is said below the table; so it stays whole if it can. -->
      <xsl:if test="not(following-sibling::*[1] or ../following-sibling::*[not(self::d:source or self::d:note)][1] or ../../following-sibling::*[1]/self::*[not(self::d:signoff)])">
        <xsl:attribute name="keep-together.within-page">1</xsl:attribute>
      </xsl:if>
      <xsl:for-each select="$columns">
        <xsl:variable name="column" select="."/>
        <xsl:variable name="last" select="position() = last()"/>
        <xsl:for-each select="$measure">
          <xsl:call-template name="measure-cell">
            <xsl:with-param name="n" select="$n"/>
            <xsl:with-param name="columns" select="$columns"/>
            <xsl:with-param name="column" select="$column"/>
            <xsl:with-param name="last" select="$last"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:for-each>
    </fo:table-row>
  </xsl:template>

  <!-- What stands in the column; in the last one also what has no column of its own. -->
  <xsl:template name="measure-cell">
    <xsl:param name="n"/>
    <xsl:param name="columns"/>
    <xsl:param name="column"/>
    <xsl:param name="last"/>
    <xsl:variable name="role" select="string($column/@role)"/>
    <xsl:variable name="key" select="string($column/@key)"/>
    <xsl:variable name="parts" select="d:*[local-name() = $role or self::d:cell and @key = $key]"/>
    <xsl:variable name="homeless" select="self::*[$last]/d:*[not(local-name() = $columns/@role)]
                                                            [not(self::d:cell and @key = $columns/@key)]"/>
    <fo:table-cell svod:role="TD">
      <xsl:copy-of select="$cell-style"/>
      <xsl:if test="$column/@align != 'start'">
        <xsl:call-template name="as-column"/>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$role = 'number'">
          <fo:block>
            <xsl:copy-of select="$number-style"/>
            <xsl:call-template name="measure-number">
              <xsl:with-param name="n" select="$n"/>
            </xsl:call-template>
          </fo:block>
        </xsl:when>
        <xsl:when test="not($parts)">
          <fo:block/>
        </xsl:when>
      </xsl:choose>
      <xsl:apply-templates select="$parts | $homeless" mode="cell"/>
    </fo:table-cell>
  </xsl:template>

  <!-- ==== cells ==== -->

  <!-- A style of the profile may have the same name. -->
  <xsl:template match="d:name | d:deadline | d:responsible" mode="cell">
    <fo:block svod:role="P">
      <xsl:call-template name="style">
        <xsl:with-param name="name" select="local-name()"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <!-- Narrow columns: a short word may end a line. -->
  <xsl:template match="d:deadline//text() | d:responsible//text()">
    <xsl:value-of select="f:typo(., 'narrow')"/>
  </xsl:template>

  <!-- A name too long for a narrow column breaks before or behind the initials, and if it must in the surname. -->
  <xsl:template match="d:measure//d:person">
    <xsl:variable name="part" select="ancestor::d:*[parent::d:measure]"/>
    <xsl:variable name="column" select="ancestor::d:plan/d:columns[1]//d:column[@role = local-name($part) or @key = $part/@key]"/>
    <xsl:choose>
      <xsl:when test="$column[@width = 'narrow'] and string-length(normalize-space(.)) &gt; $widths[@name = 'narrow-letters']/@value">
        <xsl:value-of select="translate(f:typo(string(.)), '&#160;', ' ')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="styled-inline"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="d:result[@state = 'dash']" mode="cell" priority="1">
    <fo:block>
      <xsl:call-template name="style">
        <xsl:with-param name="name">no-value</xsl:with-param>
      </xsl:call-template>
      <xsl:value-of select="$marks[@name = 'dash']/@value"/>
    </fo:block>
    <xsl:apply-templates select="d:*"/>
  </xsl:template>

  <xsl:template match="d:result | d:cell | d:note" mode="cell">
    <fo:block>
      <xsl:apply-templates select="d:*"/>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
