<?xml version="1.0" encoding="UTF-8"?>
<!-- Footnotes: the mark in the text, the note at the page's foot. Notes are numbered through the document
     in the order of printing; mode="footnotes" walks in that order, and a block that prints its parts
     in another order than they stand in says so there. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:exsl="http://exslt.org/common"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p exsl">

  <xsl:variable name="has-footnotes" select="boolean(//d:footnote)"/>
  <xsl:key name="footnote" match="d:footnote" use="@id"/>

  <!-- ==== numbers ==== -->

  <!-- <note at="node's number"/> for each note to be numbered, then the same with its number. -->
  <xsl:variable name="footnotes-found">
    <xsl:if test="$has-footnotes">
      <xsl:apply-templates select="/d:document" mode="footnotes"/>
    </xsl:if>
  </xsl:variable>
  <xsl:variable name="footnotes-numbered">
    <xsl:for-each select="exsl:node-set($footnotes-found)/note">
      <note at="{@at}" n="{position()}"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="footnote-numbers" select="exsl:node-set($footnotes-numbered)"/>
  <xsl:key name="footnote-number" match="note" use="@at"/>

  <xsl:template match="*" mode="footnotes">
    <xsl:apply-templates select="*" mode="footnotes"/>
  </xsl:template>

  <!-- Approval is printed before the title, and so are the contents behind a title page; that page has the document's
       title if it has none itself. -->
  <xsl:template match="d:document" mode="footnotes">
    <xsl:variable name="lent" select="d:metadata/d:title[../../d:titlePage[not(d:title)]]"/>
    <xsl:apply-templates select="d:titlePage/d:issuer" mode="footnotes"/>
    <xsl:apply-templates select="d:agreement" mode="footnotes"/>
    <xsl:apply-templates select="d:approval" mode="footnotes"/>
    <xsl:apply-templates select="d:titlePage/d:title | $lent" mode="footnotes"/>
    <xsl:apply-templates select="d:titlePage/d:*[not(self::d:issuer or self::d:title)]" mode="footnotes"/>
    <xsl:apply-templates select="self::*[d:titlePage]/*[self::d:contents or self::d:tableList]" mode="footnotes"/>
    <xsl:apply-templates select="d:metadata[not($lent)]" mode="footnotes"/>
    <xsl:apply-templates select="self::*[not(d:titlePage)]/*[self::d:contents or self::d:tableList] | d:body" mode="footnotes"/>
    <xsl:call-template name="footnotes-of-signatures"/>
    <xsl:apply-templates select="d:appendix | d:agreementSheet" mode="footnotes"/>
  </xsl:template>

  <xsl:template match="d:appendix" mode="footnotes">
    <xsl:apply-templates select="d:*[not(self::d:signoff)]" mode="footnotes"/>
    <xsl:call-template name="footnotes-of-signatures"/>
  </xsl:template>

  <xsl:template name="footnotes-of-signatures">
    <xsl:apply-templates select="d:signoff[not(@role = 'agreed' or @role = 'executor')]" mode="footnotes"/>
    <xsl:apply-templates select="d:signoff[@role = 'agreed']" mode="footnotes"/>
    <xsl:apply-templates select="d:signoff[@role = 'executor']" mode="footnotes"/>
  </xsl:template>
  <xsl:template match="d:footnote[not(@mark)]" mode="footnotes">
    <note at="{f:at()}"/>
  </xsl:template>

  <!-- Headings of columns are printed level by level. -->
  <xsl:template match="d:columns" mode="footnotes">
    <xsl:apply-templates select="d:column | d:group/d:heading" mode="footnotes"/>
    <xsl:apply-templates select="d:group/d:column | d:group/d:group/d:heading" mode="footnotes"/>
    <xsl:apply-templates select="d:group/d:group/d:column" mode="footnotes"/>
  </xsl:template>

  <!-- Cells are printed in the order of the columns. -->
  <xsl:template match="d:measure" mode="footnotes">
    <xsl:variable name="measure" select="."/>
    <xsl:variable name="columns" select="../../d:columns[1]//d:column"/>
    <xsl:if test=".//d:footnote">
      <xsl:for-each select="$columns">
        <xsl:apply-templates select="$measure/d:*[local-name() = current()/@role] |
                                     $measure/d:cell[@key = current()/@key]" mode="footnotes"/>
      </xsl:for-each>
      <xsl:apply-templates select="d:*[not(local-name() = $columns/@role)]
                                      [not(self::d:cell and @key = $columns/@key)]" mode="footnotes"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="footnote-sign">
    <xsl:variable name="at" select="f:at()"/>
    <xsl:choose>
      <xsl:when test="@mark">
        <xsl:value-of select="@mark"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$footnote-numbers">
          <xsl:value-of select="key('footnote-number', $at)/@n"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== marks and notes ==== -->

  <xsl:template match="d:footnote">
    <xsl:variable name="sign">
      <xsl:call-template name="footnote-sign"/>
    </xsl:variable>
    <fo:footnote>
      <fo:inline svod:role="Reference">
        <xsl:call-template name="footnote-mark">
          <xsl:with-param name="sign" select="$sign"/>
        </xsl:call-template>
      </fo:inline>
      <fo:footnote-body svod:role="Note">
        <fo:block>
          <xsl:if test="@id">
            <xsl:attribute name="id">
              <xsl:value-of select="@id"/>
            </xsl:attribute>
          </xsl:if>
          <xsl:call-template name="style">
            <xsl:with-param name="name">footnote</xsl:with-param>
          </xsl:call-template>
          <fo:inline svod:role="Lbl">
            <xsl:call-template name="footnote-mark">
              <xsl:with-param name="sign" select="$sign"/>
            </xsl:call-template>
          </fo:inline>
          <xsl:text>&#160;</xsl:text>
          <xsl:apply-templates/>
        </fo:block>
      </fo:footnote-body>
    </fo:footnote>
  </xsl:template>

  <!-- A note has no notes: one inside stands in brackets, so that nothing is lost (rule R41 tells). -->
  <xsl:template match="d:footnote//d:footnote" priority="1">
    <xsl:text> (</xsl:text>
    <xsl:apply-templates/>
    <xsl:text>)</xsl:text>
  </xsl:template>
  <xsl:template match="d:footnote//d:footnote" priority="1" mode="footnotes"/>

  <!-- One more mark of a note, or a mark whose text is lost. -->
  <xsl:template match="d:footnoteMark">
    <fo:inline svod:role="Reference">
      <xsl:call-template name="footnote-mark">
        <xsl:with-param name="sign">
          <xsl:choose>
            <xsl:when test="normalize-space(.)">
              <xsl:value-of select="normalize-space(.)"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:for-each select="key('footnote', @ref)">
                <xsl:call-template name="footnote-sign"/>
              </xsl:for-each>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
    </fo:inline>
  </xsl:template>

  <!-- Attributes and content of a mark: a word joiner keeps it with what stands before it. -->
  <xsl:template name="footnote-mark">
    <xsl:param name="sign"/>
    <xsl:call-template name="style">
      <xsl:with-param name="name">footnote-mark</xsl:with-param>
    </xsl:call-template>
    <xsl:value-of select="concat('&#8288;', translate($sign, '&#185;&#178;&#179;⁰⁴⁵⁶⁷⁸⁹', '1230456789'))"/>
  </xsl:template>

  <!-- What is printed a second time, in a chart or on the agreement sheet: marks without their notes, nothing named again. -->
  <xsl:template name="again">
    <xsl:param name="content"/>
    <xsl:apply-templates select="exsl:node-set($content)/node()" mode="again"/>
  </xsl:template>
  <xsl:template match="@* | node()" mode="again">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()" mode="again"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="@id" mode="again"/>
  <xsl:template match="fo:footnote" mode="again">
    <xsl:apply-templates select="fo:inline" mode="again"/>
  </xsl:template>

  <!-- Texts in one line (bookmarks, lists, properties) have no notes. -->
  <xsl:template match="d:footnote | d:footnoteMark" mode="plain"/>

  <xsl:template name="footnote-separator">
    <xsl:if test="$has-footnotes">
      <fo:static-content flow-name="xsl-footnote-separator" svod:role="Artifact">
        <fo:block>
          <xsl:call-template name="style">
            <xsl:with-param name="name">footnote-separator</xsl:with-param>
          </xsl:call-template>
          <fo:leader>
            <xsl:call-template name="style">
              <xsl:with-param name="name">footnote-rule</xsl:with-param>
            </xsl:call-template>
          </fo:leader>
        </fo:block>
      </fo:static-content>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
