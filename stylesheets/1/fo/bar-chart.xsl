<?xml version="1.0" encoding="UTF-8"?>
<!-- Bar charts of indicators, drawn as tables: one line a value with its column's heading, bar and number, so
     that nothing is told by colour alone. Per cent and shares are drawn on one scale from 0 to 100, other values
     on a scale of their indicator's own. What was planned is an outline, what was measured is grey. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:exsl="http://exslt.org/common" xmlns:math="http://exslt.org/math"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="exsl math f d p">

  <xsl:strip-space elements="d:barChart"/>
  <xsl:key name="indicators" match="d:indicators" use="@id"/>

  <!-- Without a number there is nothing to draw (R91). -->
  <xsl:template match="d:barChart">
    <xsl:variable name="sizes">
      <xsl:apply-templates select="key('indicators', @of)/d:section/d:indicator/d:value" mode="size"/>
    </xsl:variable>
    <xsl:if test="exsl:node-set($sizes)/size">
      <xsl:call-template name="tabular"/>
    </xsl:if>
  </xsl:template>

  <!-- A chart that is left out is in no contents. -->
  <xsl:template match="d:barChart" mode="outline">
    <xsl:variable name="sizes">
      <xsl:apply-templates select="key('indicators', @of)/d:section/d:indicator/d:value" mode="size"/>
    </xsl:variable>
    <xsl:if test="exsl:node-set($sizes)/size">
      <xsl:call-template name="outline-block"/>
    </xsl:if>
  </xsl:template>

  <!-- ==== sizes ==== -->

  <!-- <size percent="true" value="87.5"/>: what is drawn of a value; nothing without a number. -->
  <xsl:template match="d:value" mode="size">
    <xsl:variable name="percent">
      <xsl:call-template name="value-percent"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$percent != ''">
        <size percent="true" value="{$percent}"/>
      </xsl:when>
      <xsl:when test="@share">
        <size percent="true" value="{100 * @share}"/>
      </xsl:when>
      <xsl:when test="@n | @num">
        <size value="{(@n | @num)[1]}"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- ==== the table ==== -->

  <xsl:template match="d:barChart" mode="table-columns">
    <fo:table-column column-width="{$chart[@name = 'indicator-width']/@value}"/>
    <fo:table-column column-width="{$chart[@name = 'label-width']/@value}"/>
    <fo:table-column column-width="proportional-column-width(1)"/>
    <fo:table-column column-width="{$chart[@name = 'value-width']/@value}"/>
  </xsl:template>

  <xsl:template match="d:barChart" mode="table-head">
    <fo:table-row svod:role="TR" keep-together.within-page="always">
      <xsl:call-template name="head-cell">
        <xsl:with-param name="content" select="string($chart[@name = 'word-indicator']/@value)"/>
      </xsl:call-template>
      <xsl:call-template name="head-cell">
        <xsl:with-param name="content" select="string($chart[@name = 'word-value']/@value)"/>
        <xsl:with-param name="columns" select="3"/>
      </xsl:call-template>
    </fo:table-row>
  </xsl:template>

  <xsl:template match="d:barChart" mode="table-body">
    <xsl:variable name="keys" select="concat(' ', normalize-space(@columns), ' ')"/>
    <xsl:for-each select="key('indicators', @of)">
      <xsl:variable name="columns" select="d:columns//d:column[@role = 'value'][normalize-space($keys) = '' or contains($keys, concat(' ', @key, ' '))]"/>
      <xsl:for-each select="d:section">
        <xsl:for-each select="d:title">
          <xsl:call-template name="section-row">
            <xsl:with-param name="columns" select="4"/>
            <xsl:with-param name="named" select="false()"/>
          </xsl:call-template>
        </xsl:for-each>
        <xsl:apply-templates select="d:indicator" mode="bars">
          <xsl:with-param name="columns" select="$columns"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- A row a value of these columns, the indicator's name beside all of them. -->
  <xsl:template match="d:indicator" mode="bars">
    <xsl:param name="columns"/>
    <xsl:variable name="values" select="d:value[@key = $columns/@key]"/>
    <xsl:variable name="sizes">
      <xsl:apply-templates select="$values" mode="size"/>
    </xsl:variable>
    <xsl:variable name="most" select="math:max(exsl:node-set($sizes)/size/@value)"/>
    <xsl:variable name="whole" select="$most + (100 - $most) * boolean(exsl:node-set($sizes)/size/@percent and $most &lt; 100)"/>
    <xsl:for-each select="$values">
      <fo:table-row svod:role="TR" keep-together.within-page="always">
        <xsl:if test="position() != last()">
          <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
        </xsl:if>
        <xsl:if test="position() = 1">
          <xsl:apply-templates select=".." mode="bar-name">
            <xsl:with-param name="rows" select="last()"/>
          </xsl:apply-templates>
        </xsl:if>
        <xsl:call-template name="bar-line">
          <xsl:with-param name="column" select="$columns[@key = current()/@key]"/>
          <xsl:with-param name="whole" select="$whole"/>
          <xsl:with-param name="line">
            <xsl:choose>
              <xsl:when test="last() = 1"/>
              <xsl:when test="position() = 1">cell-first</xsl:when>
              <xsl:when test="position() = last()">cell-last</xsl:when>
              <xsl:otherwise>cell-middle</xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
      </fo:table-row>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="d:indicator" mode="bar-name">
    <xsl:param name="rows"/>
    <xsl:call-template name="body-cell">
      <xsl:with-param name="role">TH</xsl:with-param>
      <xsl:with-param name="rows" select="$rows"/>
      <xsl:with-param name="content">
        <fo:block>
          <xsl:call-template name="plain">
            <xsl:with-param name="of" select="d:name"/>
          </xsl:call-template>
        </fo:block>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Heading, bar and number of the current value. -->
  <xsl:template name="bar-line">
    <xsl:param name="column"/>
    <xsl:param name="whole"/>
    <xsl:param name="line"/>
    <xsl:variable name="made">
      <xsl:apply-templates select="." mode="size"/>
    </xsl:variable>
    <xsl:variable name="size" select="exsl:node-set($made)/size/@value"/>
    <xsl:variable name="heading">
      <xsl:call-template name="plain">
        <xsl:with-param name="of" select="$column"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:call-template name="body-cell">
      <xsl:with-param name="style" select="string($line)"/>
      <xsl:with-param name="content">
        <fo:block>
          <xsl:value-of select="$heading"/>
        </fo:block>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="body-cell">
      <xsl:with-param name="style" select="string($line)"/>
      <xsl:with-param name="content">
        <fo:block>
          <xsl:if test="$size &gt; 0 and $whole &gt; 0">
            <xsl:call-template name="size-bar">
              <xsl:with-param name="part" select="100 * $size div $whole"/>
              <xsl:with-param name="outline" select="$column/@kind = 'plan'"/>
              <xsl:with-param name="alt" select="concat($heading, ': ', f:number-text($size), substring(' %', 1, 2 * boolean($size/../@percent)))"/>
            </xsl:call-template>
          </xsl:if>
        </fo:block>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="body-cell">
      <xsl:with-param name="style" select="string($line)"/>
      <xsl:with-param name="content">
        <xsl:call-template name="again">
          <xsl:with-param name="content">
            <xsl:apply-templates select="." mode="cell"/>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="size-bar">
    <xsl:param name="part"/>
    <xsl:param name="outline"/>
    <xsl:param name="alt"/>
    <fo:instream-foreign-object svod:role="Figure" svod:alt="{$alt}" width="100%" height="{$chart[@name = 'bar-height']/@value}"
                                content-width="scale-to-fit" content-height="scale-to-fit" scaling="non-uniform">
      <svg:svg viewBox="0 0 100 10" width="100" height="10" preserveAspectRatio="none">
        <xsl:choose>
          <xsl:when test="$outline">
            <svg:rect x="0.3" y="0.5" width="{$part - 0.6 * ($part &gt; 0.6)}" height="9" fill="none"
                      stroke="{$chart[@name = 'point-colour']/@value}" stroke-width="0.6"/>
          </xsl:when>
          <xsl:otherwise>
            <svg:rect x="0" y="0" width="{$part}" height="10" fill="{$chart[@name = 'bar-colour']/@value}"/>
          </xsl:otherwise>
        </xsl:choose>
      </svg:svg>
    </fo:instream-foreign-object>
  </xsl:template>
</xsl:stylesheet>
