<?xml version="1.0" encoding="UTF-8"?>
<!-- Clusters by district. Totals of rows that the author did not give and the row of totals are computed; a stated
     total that differs (rule R01) is printed only where the paper is re-created. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <xsl:strip-space elements="d:clusters d:district"/>

  <xsl:template match="d:clusters">
    <xsl:call-template name="tabular"/>
  </xsl:template>

  <!-- Names of districts are not divided, if the table has room on a page that is turned. -->
  <xsl:template match="d:clusters" mode="name-width">
    <xsl:variable name="names">
      <xsl:for-each select="d:district/d:name">
        <xsl:value-of select="concat(., ' ')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="f:longest-word($names) * substring-before($turned-style[@name = 'letter']/@value, 'mm') + substring-before($turned-style[@name = 'around-word']/@value, 'mm')"/>
  </xsl:template>

  <xsl:template match="d:clusters" mode="table-body">
    <xsl:choose>
      <xsl:when test="@order = 'collated'">
        <xsl:apply-templates select="d:district">
          <xsl:sort select="f:sort-key(d:name)"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="d:district"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="d:total"/>
  </xsl:template>

  <!-- Footnotes are numbered in the order of printing. -->
  <xsl:template match="d:clusters[@order = 'collated']" mode="footnotes">
    <xsl:apply-templates select="d:title | d:columns" mode="footnotes"/>
    <xsl:apply-templates select="d:district" mode="footnotes">
      <xsl:sort select="f:sort-key(d:name)"/>
    </xsl:apply-templates>
    <xsl:apply-templates select="d:total | d:source | d:note" mode="footnotes"/>
  </xsl:template>

  <xsl:template match="d:district">
    <xsl:variable name="district" select="."/>
    <xsl:variable name="n" select="position()"/>
    <xsl:call-template name="body-row">
      <xsl:with-param name="last" select="position() = last() and not(../d:total or ../following-sibling::d:*)"/>
      <xsl:with-param name="cells">
        <xsl:apply-templates select="../d:columns[1]//d:column" mode="cluster-cell">
          <xsl:with-param name="district" select="."/>
          <xsl:with-param name="n" select="$n"/>
        </xsl:apply-templates>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== cells of a district: the current node is the column ==== -->

  <xsl:template match="d:column[@role = 'number']" mode="cluster-cell">
    <xsl:param name="n"/>
    <xsl:call-template name="number-cell">
      <xsl:with-param name="content" select="concat($n, '.')"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:column[@role = 'name']" mode="cluster-cell">
    <xsl:param name="district"/>
    <xsl:for-each select="$district/d:name">
      <xsl:call-template name="body-cell"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="d:column" mode="cluster-cell">
    <xsl:param name="district"/>
    <xsl:variable name="value" select="$district/d:value[@key = current()/@key]"/>
    <xsl:variable name="parts" select="ancestor::d:columns//d:column[current()/@role = 'total'][@role = 'part']/@key"/>
    <xsl:call-template name="number-cell">
      <xsl:with-param name="content">
        <xsl:choose>
          <xsl:when test="$value">
            <xsl:for-each select="$value">
              <xsl:value-of select="f:number-text(.)"/>
            </xsl:for-each>
          </xsl:when>
          <xsl:when test="$parts">
            <xsl:value-of select="f:number-text(sum($district/d:value[@key = $parts]))"/>
          </xsl:when>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== the row of totals: the label stands before the first column of numbers ==== -->

  <xsl:template match="d:clusters/d:total">
    <xsl:variable name="total" select="."/>
    <xsl:variable name="columns" select="../d:columns[1]//d:column"/>
    <xsl:variable name="before" select="count($columns[not(@role = 'total' or @role = 'part' or @role = 'value')])"/>
    <xsl:call-template name="total-row">
      <xsl:with-param name="cells">
        <xsl:for-each select="d:label">
          <xsl:call-template name="body-cell">
            <xsl:with-param name="columns" select="$before"/>
          </xsl:call-template>
        </xsl:for-each>
        <xsl:apply-templates select="$columns[@role = 'total' or @role = 'part' or @role = 'value']" mode="cluster-total">
          <xsl:with-param name="total" select="."/>
        </xsl:apply-templates>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:column" mode="cluster-total">
    <xsl:param name="total"/>
    <xsl:variable name="districts" select="$total/../d:district"/>
    <xsl:variable name="parts" select="ancestor::d:columns//d:column[current()/@role = 'total'][@role = 'part']/@key"/>
    <xsl:variable name="computed" select="sum($districts/d:value[@key = current()/@key]) +
                  sum($districts[not(d:value[@key = current()/@key])]/d:value[@key = $parts])"/>
    <xsl:variable name="stated" select="$total/d:value[@key = current()/@key]"/>
    <xsl:call-template name="number-cell">
      <xsl:with-param name="content">
        <xsl:choose>
          <xsl:when test="$stated and $recreated = 'yes'">
            <xsl:for-each select="$stated">
              <xsl:value-of select="f:number-text(.)"/>
            </xsl:for-each>
          </xsl:when>
          <xsl:when test="number(f:number($stated)) = $computed">
            <xsl:for-each select="$stated">
              <xsl:value-of select="f:number-text($computed)"/>
            </xsl:for-each>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="f:number-text($computed)"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
