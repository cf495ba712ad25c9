<?xml version="1.0" encoding="UTF-8"?>
<!-- The layout profile: which one, and its styles. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:exsl="http://exslt.org/common"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="fo exsl svod f d p">

  <!-- Profile of the document's date, or the one it names. -->
  <xsl:variable name="profile-name">
    <xsl:variable name="date" select="number(translate(/d:document/d:metadata/d:docDate, '-', ''))"/>
    <xsl:choose>
      <xsl:when test="/d:document/@profile">
        <xsl:value-of select="/d:document/@profile"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="document('../profiles/profiles.xml')/p:profiles/p:use
                              [not(@until) or number(translate(@until, '-', '')) &gt; $date][1]/@profile"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="own-profile" select="document(concat('../profiles/', $profile-name, '.xml'))/p:profile"/>

  <!-- A profile with a base is that one with its own sets in the place of, or added to, the base's. -->
  <xsl:variable name="joined-profile">
    <xsl:if test="$own-profile/@base">
      <xsl:variable name="base" select="document(concat('../profiles/', $own-profile/@base, '.xml'))/p:profile"/>
      <p:profile>
        <xsl:for-each select="$base/p:style">
          <xsl:variable name="sets" select="$own-profile/p:style[@name = current()/@name]/p:set"/>
          <p:style name="{@name}">
            <xsl:copy-of select="p:set[not(@name = $sets/@name)] | $sets"/>
          </p:style>
        </xsl:for-each>
        <xsl:copy-of select="$own-profile/p:style[not(@name = $base/p:style/@name)]"/>
      </p:profile>
    </xsl:if>
  </xsl:variable>
  <xsl:variable name="profile" select="$own-profile[not(@base)] | exsl:node-set($joined-profile)/p:profile"/>
  <xsl:variable name="styles" select="$profile/p:style"/>

  <!-- Values that templates ask for by name. -->
  <xsl:variable name="page" select="$styles[@name = 'page']/p:set"/>
  <xsl:variable name="marks" select="$styles[@name = 'marks']/p:set"/>
  <xsl:variable name="widths" select="$styles[@name = 'columns']/p:set"/>

  <!-- Text is printed as it was received: f:typo changes nothing then. -->
  <xsl:variable name="verbatim" select="boolean(/d:document/@typography = 'verbatim')"/>

  <!-- Properties of a style, as attributes of the object being made. Each style is kept as an element that has them:
       to copy them is much faster than to make them. -->
  <xsl:variable name="style-objects">
    <xsl:for-each select="$styles">
      <style name="{@name}">
        <object>
          <xsl:for-each select="p:set">
            <xsl:attribute name="{@name}">
              <xsl:value-of select="@value"/>
            </xsl:attribute>
          </xsl:for-each>
        </object>
      </style>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="style-document" select="exsl:node-set($style-objects)"/>
  <xsl:key name="style" match="style" use="@name"/>

  <!-- Nearly every object of a table has one of these. -->
  <xsl:variable name="cell-style" select="$style-document/style[@name = 'cell']/object/@*"/>
  <xsl:variable name="number-style" select="$style-document/style[@name = 'number']/object/@*"/>

  <xsl:template name="style">
    <xsl:param name="name"/>
    <xsl:for-each select="$style-document"><!-- the key looks in this document -->
      <xsl:copy-of select="key('style', $name)/object/@*"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Name of the current node as a destination, the same in every run. A section is known by its title. -->
  <xsl:template name="anchor">
    <xsl:choose>
      <xsl:when test="parent::d:section/@id">
        <xsl:value-of select="../@id"/>
      </xsl:when>
      <xsl:when test="@id">
        <xsl:value-of select="@id"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('at.', f:at())"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
