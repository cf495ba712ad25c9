<?xml version="1.0" encoding="UTF-8"?>
<!-- Where things are: the outline of the PDF, the table of contents and the list of tables. All three are made of
     one tree of fo:bookmark; svod:entry says of one that it is a table or a section of a table. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:exsl="http://exslt.org/common"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="exsl f d p">

  <!-- ==== the tree: titles of blocks, in them sections and headings by their levels ==== -->

  <xsl:variable name="outline-tree">
    <xsl:apply-templates select="/d:document/d:body/d:*[$part = ''] | /d:document/d:appendix[$part = ''] | $alone" mode="outline"/>
  </xsl:variable>
  <xsl:variable name="outline" select="exsl:node-set($outline-tree)"/>

  <!-- Any block; what is in one without a title stands for it. -->
  <xsl:template name="outline-block" match="d:*" mode="outline">
    <xsl:choose>
      <xsl:when test="d:title">
        <xsl:apply-templates select="d:title" mode="outline"/>
      </xsl:when>
      <xsl:when test="@caption = 'numbered'">
        <xsl:call-template name="bookmark">
          <xsl:with-param name="entry">table</xsl:with-param>
          <xsl:with-param name="inside" select="d:section/d:title"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="d:section/d:title" mode="outline"/>
        <xsl:call-template name="outline-headings"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="d:appendix" mode="outline">
    <fo:bookmark internal-destination="{@id}">
      <fo:bookmark-title>
        <xsl:call-template name="appendix-name"/>
        <xsl:if test="d:title">
          <xsl:text>. </xsl:text>
          <xsl:call-template name="plain">
            <xsl:with-param name="of" select="d:title"/>
          </xsl:call-template>
        </xsl:if>
      </fo:bookmark-title>
      <xsl:apply-templates select="d:*[not(self::d:act or self::d:title or self::d:signoff)]" mode="outline"/>
    </fo:bookmark>
  </xsl:template>

  <xsl:template match="d:title" mode="outline">
    <xsl:call-template name="bookmark">
      <xsl:with-param name="entry" select="substring('table', 1, 5 * (../@caption = 'numbered'))"/>
      <xsl:with-param name="inside" select="../d:section/d:title"/>
      <xsl:with-param name="headings" select="true()"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:section/d:title" mode="outline" priority="1">
    <xsl:call-template name="bookmark">
      <xsl:with-param name="entry">section</xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A heading belongs to the last one of a higher level before it. -->
  <xsl:key name="inner-heading" match="d:heading[@level &gt; 1]" use="generate-id(f:above())"/>

  <!-- Of the block that is the current node: headings with none above them. -->
  <xsl:template name="outline-headings">
    <xsl:apply-templates select="d:heading[not(f:above())]" mode="outline"/>
  </xsl:template>

  <xsl:template match="d:heading" mode="outline">
    <xsl:call-template name="bookmark">
      <xsl:with-param name="inside" select="key('inner-heading', generate-id())"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="bookmark">
    <xsl:param name="entry"/>
    <xsl:param name="inside" select="/.."/>
    <xsl:param name="headings" select="false()"/>
    <fo:bookmark>
      <xsl:attribute name="internal-destination">
        <xsl:call-template name="anchor"/>
      </xsl:attribute>
      <xsl:if test="$entry != ''">
        <xsl:attribute name="svod:entry">
          <xsl:value-of select="$entry"/>
        </xsl:attribute>
      </xsl:if>
      <fo:bookmark-title>
        <xsl:call-template name="bookmark-words"/>
      </fo:bookmark-title>
      <xsl:apply-templates select="$inside" mode="outline"/>
      <xsl:if test="$headings">
        <xsl:for-each select="..">
          <xsl:call-template name="outline-headings"/>
        </xsl:for-each>
      </xsl:if>
    </fo:bookmark>
  </xsl:template>

  <!-- «Таблица 2 – Название», «II. Раздел». -->
  <xsl:template name="bookmark-words">
    <xsl:variable name="number">
      <xsl:apply-templates select="self::d:*[@caption] | self::d:title/.." mode="table-number"/>
    </xsl:variable>
    <xsl:if test="$number != ''">
      <xsl:value-of select="concat($caption-words[@name = 'word']/@value, '&#160;', $number)"/>
      <xsl:if test="self::d:title">
        <xsl:value-of select="concat('&#160;', $caption-words[@name = 'dash']/@value, ' ')"/>
      </xsl:if>
    </xsl:if>
    <xsl:apply-templates select="parent::d:section" mode="section-number"/>
    <xsl:call-template name="plain">
      <xsl:with-param name="of" select="self::d:title | self::d:heading"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== the outline ==== -->

  <xsl:template name="outline">
    <xsl:if test="$outline/fo:bookmark">
      <fo:bookmark-tree>
        <xsl:apply-templates select="$outline/fo:bookmark"/>
      </fo:bookmark-tree>
    </xsl:if>
  </xsl:template>

  <xsl:template match="fo:bookmark">
    <xsl:copy>
      <xsl:copy-of select="@*[name() != 'svod:entry']"/>
      <xsl:copy-of select="fo:bookmark-title"/>
      <xsl:apply-templates select="fo:bookmark"/>
    </xsl:copy>
  </xsl:template>

  <!-- ==== contents and list of tables ==== -->

  <!-- Of the document that is the current node. Behind a title page they have pages of their own. -->
  <xsl:template name="contents-pages">
    <xsl:if test="d:contents or d:tableList">
      <fo:block svod:role="Sect">
        <xsl:if test="d:titlePage">
          <xsl:attribute name="break-after">page</xsl:attribute>
        </xsl:if>
        <xsl:apply-templates select="d:contents | d:tableList"/>
      </fo:block>
    </xsl:if>
  </xsl:template>

  <xsl:template match="d:contents | d:tableList">
    <xsl:variable name="depth" select="sum(@depth) + 2 * not(@depth)"/>
    <fo:block svod:role="H2" keep-with-next.within-page="always">
      <xsl:call-template name="style">
        <xsl:with-param name="name">contents-title</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
      <xsl:if test="not(node())">
        <xsl:value-of select="$marks[@name = local-name(current())]/@value"/>
      </xsl:if>
    </fo:block>
    <fo:block svod:role="TOC">
      <xsl:call-template name="style">
        <xsl:with-param name="name">contents</xsl:with-param>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="self::d:tableList">
          <xsl:apply-templates select="$outline//fo:bookmark[@svod:entry = 'table']" mode="contents"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="$outline//fo:bookmark[not(@svod:entry) or @svod:entry = 'table' and not(current()/../d:tableList)]
                                                            [count(ancestor::fo:bookmark) &lt; $depth]" mode="contents">
            <xsl:with-param name="nested" select="true()"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
    </fo:block>
  </xsl:template>

  <!-- Title, dots, page. The title ends before the column of page numbers, also in its other lines. -->
  <xsl:template match="fo:bookmark" mode="contents">
    <xsl:param name="nested" select="false()"/>
    <fo:block svod:role="TOCI">
      <xsl:copy-of select="@svod:at"/>
      <xsl:call-template name="style">
        <xsl:with-param name="name" select="concat('contents-', 1 + count(ancestor::fo:bookmark[$nested]))"/>
      </xsl:call-template>
      <fo:basic-link internal-destination="{@internal-destination}">
        <xsl:copy-of select="@svod:at"/>
        <xsl:value-of select="fo:bookmark-title"/>
        <xsl:text>&#160;</xsl:text><!-- dots do not begin a line -->
        <fo:leader>
          <xsl:copy-of select="@svod:at"/>
          <xsl:call-template name="style">
            <xsl:with-param name="name">contents-leader</xsl:with-param>
          </xsl:call-template>
        </fo:leader>
        <xsl:text> </xsl:text>
        <fo:page-number-citation ref-id="{@internal-destination}">
          <xsl:copy-of select="@svod:at"/>
        </fo:page-number-citation>
      </fo:basic-link>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
