<?xml version="1.0" encoding="UTF-8"?>
<!-- What every block that prints a table calls: number, title, header on every page, rows, source and
     notes; and the cells and rows they are made of. A block says in three modes what its table is made of:
     table-columns (fo:table-column), table-head (rows of the header) and table-body (rows). The plain
     table at the end is an example. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:exsl="http://exslt.org/common"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="exsl f d p">

  <xsl:strip-space elements="d:table d:row d:total"/>

  <xsl:template name="tabular">
    <xsl:variable name="number">
      <xsl:apply-templates select="." mode="table-number"/>
    </xsl:variable>
    <xsl:variable name="wanted">
      <xsl:apply-templates select="." mode="table-columns"/>
    </xsl:variable>
    <xsl:variable name="columns">
      <xsl:call-template name="press-columns">
        <xsl:with-param name="columns" select="exsl:node-set($wanted)/fo:table-column"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="column-count" select="count(exsl:node-set($columns)/fo:table-column)"/>
    <xsl:call-template name="table-caption">
      <xsl:with-param name="number" select="string($number)"/>
    </xsl:call-template>
    <fo:table svod:role="Table" table-layout="fixed" width="100%">
      <xsl:if test="@id and $number = '' and not(d:title)">
        <xsl:attribute name="id">
          <xsl:value-of select="@id"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:call-template name="style">
        <xsl:with-param name="name">table</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="pressed-style">
        <xsl:with-param name="name">table-pressed</xsl:with-param>
      </xsl:call-template>
      <!-- without a title, what follows another block's table would look like the rest of it -->
      <xsl:if test="$number = '' and not(d:title) and (parent::d:body or parent::d:appendix) and
                    preceding-sibling::d:*[1][not(self::d:narrative or self::d:title or self::d:act)]">
        <xsl:call-template name="style">
          <xsl:with-param name="name">table-untitled</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:copy-of select="$columns"/>
      <xsl:variable name="head">
        <xsl:if test="$number != ''">
          <xsl:call-template name="continuation-row">
            <xsl:with-param name="columns" select="$column-count"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:apply-templates select="." mode="table-head"/>
      </xsl:variable>
      <xsl:if test="exsl:node-set($head)/*">
        <fo:table-header svod:role="THead">
          <xsl:copy-of select="$head"/>
        </fo:table-header>
      </xsl:if>
      <xsl:if test="$number != ''">
        <xsl:call-template name="table-begins">
          <xsl:with-param name="columns" select="$column-count"/>
        </xsl:call-template>
      </xsl:if>
      <fo:table-body svod:role="TBody">
        <xsl:if test="$number != ''">
          <xsl:call-template name="continuation-markers">
            <xsl:with-param name="number" select="string($number)"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:apply-templates select="." mode="table-body"/>
      </fo:table-body>
      <xsl:if test="$number != ''">
        <xsl:call-template name="table-ends">
          <xsl:with-param name="columns" select="$column-count"/>
        </xsl:call-template>
      </xsl:if>
    </fo:table>
    <xsl:apply-templates select="d:source | d:note" mode="table-foot"/>
  </xsl:template>

  <!-- ==== «Продолжение таблицы 1», «Окончание таблицы 1» ==== -->
  <!-- The table lies between two rows of no height. The header's first row asks what begins first on a page: where the
       table does, the upper one, which says nothing; else what the rows between them say. They ask
       in turn what ends last: where the table does, the lower one, «Окончание». Of the two rules at the upper row
       one is hidden. -->

  <xsl:template name="continuation-row">
    <xsl:param name="columns"/>
    <fo:table-row svod:role="Artifact">
      <fo:table-cell svod:role="Artifact" number-columns-spanned="{$columns}">
        <fo:block>
          <fo:retrieve-table-marker retrieve-class-name="continued"
                                    retrieve-position-within-table="first-starting"/>
        </fo:block>
      </fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <xsl:template name="continuation-markers">
    <xsl:param name="number"/>
    <fo:marker marker-class-name="continued">
      <fo:block>
        <xsl:call-template name="style">
          <xsl:with-param name="name">table-continued</xsl:with-param>
        </xsl:call-template>
        <xsl:if test="$caption-form = 'two-line'">
          <xsl:call-template name="style">
            <xsl:with-param name="name">table-continued-number-line</xsl:with-param>
          </xsl:call-template>
        </xsl:if>
        <fo:retrieve-table-marker retrieve-class-name="continued-word" retrieve-position-within-table="last-ending"/>
        <xsl:value-of select="concat('&#160;', $number)"/>
      </fo:block>
    </fo:marker>
    <fo:marker marker-class-name="continued-word">
      <xsl:value-of select="$caption-words[@name = 'continued']/@value"/>
    </fo:marker>
  </xsl:template>

  <xsl:template name="table-begins">
    <xsl:param name="columns"/>
    <fo:table-body svod:role="Artifact">
      <fo:table-row svod:role="Artifact" keep-with-next.within-page="always">
        <fo:marker marker-class-name="continued"/>
        <fo:table-cell svod:role="Artifact" number-columns-spanned="{$columns}" border-before-style="hidden">
          <fo:block/>
        </fo:table-cell>
      </fo:table-row>
    </fo:table-body>
  </xsl:template>

  <xsl:template name="table-ends">
    <xsl:param name="columns"/>
    <fo:table-body svod:role="Artifact">
      <fo:table-row svod:role="Artifact" keep-with-previous.within-page="always">
        <fo:marker marker-class-name="continued-word">
          <xsl:value-of select="$caption-words[@name = 'ended']/@value"/>
        </fo:marker>
        <fo:table-cell svod:role="Artifact" number-columns-spanned="{$columns}">
          <fo:block/>
        </fo:table-cell>
      </fo:table-row>
    </fo:table-body>
  </xsl:template>

  <!-- ==== number and title ==== -->

  <xsl:variable name="numbered-tables" select="//*[@caption = 'numbered']"/>
  <xsl:variable name="table-numbers">
    <xsl:for-each select="$numbered-tables">
      <table key="{generate-id()}" n="{position()}"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:key name="table-number" match="table" use="@key"/>

  <!-- The number of a tabular block; empty if it has none. -->
  <xsl:template match="*" mode="table-number">
    <xsl:variable name="key" select="generate-id()"/>
    <xsl:for-each select="exsl:node-set($table-numbers)">
      <xsl:value-of select="key('table-number', $key)/@n"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Its title, set as text. -->
  <xsl:template match="*" mode="table-title">
    <xsl:apply-templates select="d:title/node()"/>
  </xsl:template>

  <xsl:variable name="caption-form">
    <xsl:choose>
      <xsl:when test="/d:document/@captions">
        <xsl:value-of select="/d:document/@captions"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$styles[@name = 'captions']/p:set[@name = 'form']/@value"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="caption-words" select="$styles[@name = 'captions']/p:set"/>

  <!-- References to the block lead to where its caption is seen with it. -->
  <xsl:template name="table-caption">
    <xsl:param name="number"/>
    <xsl:choose>
      <xsl:when test="@id and ($number != '' or d:title)">
        <fo:block id="{@id}" keep-with-next.within-page="always">
          <xsl:call-template name="table-caption-lines">
            <xsl:with-param name="number" select="$number"/>
          </xsl:call-template>
        </fo:block>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="table-caption-lines">
          <xsl:with-param name="number" select="$number"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="table-caption-lines">
    <xsl:param name="number"/>
    <xsl:choose>
      <xsl:when test="$number = ''">
        <xsl:apply-templates select="d:title" mode="table-title-line"/>
      </xsl:when>
      <xsl:when test="$caption-form = 'two-line'">
        <fo:block svod:role="Caption" keep-with-next.within-page="always">
          <xsl:call-template name="caption-anchor"/>
          <fo:block keep-with-next.within-page="always">
            <xsl:call-template name="style">
              <xsl:with-param name="name">table-number-line</xsl:with-param>
            </xsl:call-template>
            <xsl:value-of select="concat($caption-words[@name = 'word']/@value, '&#160;', $number)"/>
          </fo:block>
          <xsl:apply-templates select="d:title" mode="table-title-line">
            <xsl:with-param name="below">table-title-below-number</xsl:with-param>
          </xsl:apply-templates>
        </fo:block>
      </xsl:when>
      <xsl:otherwise>
        <fo:block svod:role="Caption" keep-with-next.within-page="always">
          <xsl:call-template name="caption-anchor"/>
          <xsl:call-template name="style">
            <xsl:with-param name="name">table-caption</xsl:with-param>
          </xsl:call-template>
          <xsl:value-of select="concat($caption-words[@name = 'word']/@value, '&#160;', $number)"/>
          <xsl:if test="d:title">
            <xsl:value-of select="concat('&#160;', $caption-words[@name = 'dash']/@value, ' ')"/>
            <xsl:apply-templates select="." mode="table-title"/>
          </xsl:if>
        </fo:block>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="d:title" mode="table-title-line">
    <xsl:param name="below"/>
    <fo:block svod:role="H2" keep-with-next.within-page="always">
      <xsl:if test="$below = ''">
        <xsl:attribute name="id">
          <xsl:call-template name="anchor"/>
        </xsl:attribute>
      </xsl:if>
      <xsl:call-template name="style">
        <xsl:with-param name="name">table-title</xsl:with-param>
      </xsl:call-template>
      <xsl:if test="$below != ''">
        <xsl:call-template name="style">
          <xsl:with-param name="name" select="$below"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:apply-templates select=".." mode="table-title"/>
    </fo:block>
  </xsl:template>

  <!-- Where the outline and the list of tables lead: the title's name, or the block's without a title. -->
  <xsl:template name="caption-anchor">
    <xsl:for-each select="d:title | current()[not(d:title)][not(@id)]">
      <xsl:attribute name="id">
        <xsl:call-template name="anchor"/>
      </xsl:attribute>
    </xsl:for-each>
  </xsl:template>

  <!-- «таблица 3»: the word before the number stays on its line. Where there is no number (a single appendix), no
       space is left before it. -->
  <xsl:template match="text()[following-sibling::node()[1]/self::d:ref[not(node())]]">
    <xsl:variable name="text" select="f:typo(.)"/>
    <xsl:variable name="last" select="string-length($text)"/>
    <xsl:variable name="number">
      <xsl:for-each select="following-sibling::node()[1]">
        <xsl:call-template name="ref-number"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="normalize-space(substring($text, $last)) != '' or $verbatim">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(substring($text, 1, $last - 1), substring('&#160;', 1, $number != ''))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Something that stands for what `d:ref` prints. -->
  <xsl:template name="ref-number">
    <xsl:choose>
      <xsl:when test="@show = 'page' or @show = 'title'">-</xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="key('place', @to)" mode="label"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== below the table ==== -->

  <xsl:template match="d:source" mode="table-foot">
    <fo:block svod:role="Note" keep-with-previous.within-page="always">
      <xsl:call-template name="style">
        <xsl:with-param name="name">table-source</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:note" mode="table-foot">
    <fo:block svod:role="Note" keep-with-previous.within-page="always">
      <xsl:call-template name="style">
        <xsl:with-param name="name">table-note</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates select="d:*"/>
    </fo:block>
  </xsl:template>

  <!-- ==== parts that blocks build with ==== -->

  <!-- A column of the width that the current node names, and how the cells in it are set that want to know. -->
  <xsl:template match="d:column" mode="table-columns">
    <fo:table-column column-width="{$widths[@name = current()/@width]/@value}">
      <xsl:if test="@align != 'start'">
        <xsl:call-template name="style">
          <xsl:with-param name="name" select="concat('column-', @align)"/>
        </xsl:call-template>
      </xsl:if>
    </fo:table-column>
  </xsl:template>

  <!-- A cell of the header: what it says, columns and rows it takes. -->
  <xsl:template name="head-cell">
    <xsl:param name="content">
      <xsl:apply-templates/>
    </xsl:param>
    <xsl:param name="columns" select="1"/>
    <xsl:param name="rows" select="1"/>
    <fo:table-cell svod:role="TH">
      <xsl:call-template name="cell-spans">
        <xsl:with-param name="columns" select="$columns"/>
        <xsl:with-param name="rows" select="$rows"/>
      </xsl:call-template>
      <xsl:copy-of select="$cell-style"/>
      <xsl:call-template name="style">
        <xsl:with-param name="name">head-cell</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="pressed-style">
        <xsl:with-param name="name">head-cell-pressed</xsl:with-param>
      </xsl:call-template>
      <fo:block>
        <xsl:copy-of select="$content"/>
      </fo:block>
    </fo:table-cell>
  </xsl:template>

  <!-- A cell of the body. Content: blocks of XSL-FO; if none is given, the current node's paragraphs, lists
       and groups, or its text in one block. `style` names one more style of the profile; as-column: aligned and hyphenated as its
       fo:table-column says. -->
  <xsl:template name="body-cell">
    <xsl:param name="content">
      <xsl:call-template name="cell-content"/>
    </xsl:param>
    <xsl:param name="style"/>
    <xsl:param name="as-column" select="false()"/>
    <xsl:param name="columns" select="1"/>
    <xsl:param name="rows" select="1"/>
    <xsl:param name="role">TD</xsl:param>
    <fo:table-cell svod:role="{$role}">
      <xsl:call-template name="cell-spans">
        <xsl:with-param name="columns" select="$columns"/>
        <xsl:with-param name="rows" select="$rows"/>
      </xsl:call-template>
      <xsl:copy-of select="$cell-style"/>
      <xsl:call-template name="pressed-style">
        <xsl:with-param name="name">cell-pressed</xsl:with-param>
      </xsl:call-template>
      <xsl:if test="$style != ''">
        <xsl:call-template name="style">
          <xsl:with-param name="name" select="$style"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="$as-column">
        <xsl:call-template name="as-column"/>
      </xsl:if>
      <xsl:copy-of select="$content"/>
    </fo:table-cell>
  </xsl:template>

  <!-- Which column a cell stands in, only the formatter knows. -->
  <xsl:template name="as-column">
    <xsl:attribute name="text-align">from-table-column()</xsl:attribute>
    <xsl:attribute name="hyphenate">from-table-column()</xsl:attribute>
  </xsl:template>

  <xsl:template name="cell-content">
    <xsl:choose>
      <xsl:when test="d:p | d:list | d:group">
        <xsl:apply-templates select="d:*"/>
      </xsl:when>
      <xsl:otherwise>
        <fo:block>
          <xsl:apply-templates/>
        </fo:block>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A cell with a number or another short value (text), centred and never divided; without one a dash
       (dash=true: nothing is there) or nothing. -->
  <xsl:template name="number-cell">
    <xsl:param name="content">
      <xsl:apply-templates/>
    </xsl:param>
    <xsl:param name="dash" select="false()"/>
    <xsl:param name="columns" select="1"/>
    <xsl:param name="rows" select="1"/>
    <xsl:call-template name="body-cell">
      <xsl:with-param name="style">number</xsl:with-param>
      <xsl:with-param name="columns" select="$columns"/>
      <xsl:with-param name="rows" select="$rows"/>
      <xsl:with-param name="content">
        <fo:block>
          <xsl:choose>
            <xsl:when test="$dash and normalize-space($content) = ''">
              <xsl:value-of select="$marks[@name = 'dash']/@value"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:copy-of select="$content"/>
            </xsl:otherwise>
          </xsl:choose>
        </fo:block>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="cell-spans">
    <xsl:param name="columns"/>
    <xsl:param name="rows"/>
    <xsl:if test="$columns &gt; 1">
      <xsl:attribute name="number-columns-spanned">
        <xsl:value-of select="$columns"/>
      </xsl:attribute>
    </xsl:if>
    <xsl:if test="$rows &gt; 1">
      <xsl:attribute name="number-rows-spanned">
        <xsl:value-of select="$rows"/>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- A row across all columns that stays with the next one. The current node is a section's title; where it is
       printed a second time it must not be named again. -->
  <xsl:template name="section-row">
    <xsl:param name="columns"/>
    <xsl:param name="named" select="true()"/>
    <xsl:param name="content">
      <xsl:apply-templates select=".." mode="section-number"/>
      <xsl:apply-templates/>
    </xsl:param>
    <fo:table-row svod:role="TR" keep-together.within-page="always" keep-with-next.within-page="always">
      <xsl:call-template name="body-cell">
        <xsl:with-param name="role">TH</xsl:with-param>
        <xsl:with-param name="style" select="concat('section-row', substring('-2', 1, 2 * (../@level = 2)))"/>
        <xsl:with-param name="columns" select="$columns"/>
        <xsl:with-param name="content">
          <fo:block>
            <xsl:if test="$named">
              <xsl:attribute name="id">
                <xsl:call-template name="anchor"/>
              </xsl:attribute>
            </xsl:if>
            <xsl:choose>
              <xsl:when test="$named">
                <xsl:copy-of select="$content"/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:call-template name="again">
                  <xsl:with-param name="content" select="$content"/>
                </xsl:call-template>
              </xsl:otherwise>
            </xsl:choose>
          </fo:block>
        </xsl:with-param>
      </xsl:call-template>
    </fo:table-row>
  </xsl:template>

  <!-- «II. », of a subsection «2.1. »: the author's number, or the program's if the block wants sections to be numbered. -->
  <xsl:template match="d:section" mode="section-number">
    <xsl:choose>
      <xsl:when test="@number">
        <xsl:value-of select="concat(@number, ' ')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="form" select="translate(substring(../@sectionNumbers, 1, 1), 'rna', 'I 1')"/>
        <xsl:variable name="key" select="generate-id()"/>
        <xsl:for-each select="exsl:node-set($section-numbers)">
          <xsl:for-each select="key('section-number', $key)">
            <xsl:choose>
              <xsl:when test="@above">
                <xsl:value-of select="concat(@above, '.', @n, '. ')"/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:number value="@n" format="{$form}. "/>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Counted once for all: <section n="2"/>, of a subsection <section above="2" n="1"/>. -->
  <xsl:variable name="section-numbers">
    <xsl:for-each select="(/d:document/d:body/d:* | /d:document/d:appendix/d:*)[@sectionNumbers = 'roman' or @sectionNumbers = 'arabic']">
      <xsl:call-template name="subsection-numbers"/>
      <xsl:for-each select="d:section[d:title][not(@level = 2)]">
        <section key="{generate-id()}" n="{position()}"/>
        <xsl:call-template name="subsection-numbers">
          <xsl:with-param name="above" select="position()"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:variable>
  <xsl:key name="section-number" match="section" use="@key"/>
  <xsl:key name="subsection" match="d:section[@level = 2][d:title]" use="generate-id((.. | f:above('title'))[last()])"/>

  <!-- Of the section that is the current node, or of the table if they stand before its first section. -->
  <xsl:template name="subsection-numbers">
    <xsl:param name="above" select="0"/>
    <xsl:for-each select="key('subsection', generate-id())">
      <section key="{generate-id()}" above="{$above}" n="{position()}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A row of totals: bold, whole, never alone at the top of a page. `cells` are its cells. -->
  <xsl:template name="total-row">
    <xsl:param name="cells"/>
    <fo:table-row svod:role="TR" keep-together.within-page="always" keep-with-previous.within-page="always">
      <xsl:call-template name="row-id"/>
      <xsl:call-template name="style">
        <xsl:with-param name="name">total-row</xsl:with-param>
      </xsl:call-template>
      <xsl:copy-of select="$cells"/>
    </fo:table-row>
  </xsl:template>

  <!-- Any other row. The last one before the signatures, which are kept with it, stays whole if it can. -->
  <xsl:template name="body-row">
    <xsl:param name="cells"/>
    <xsl:param name="last" select="false()"/>
    <xsl:param name="whole" select="$last"/>
    <fo:table-row svod:role="TR">
      <xsl:call-template name="row-id"/>
      <xsl:if test="$whole">
        <xsl:attribute name="keep-together.within-page">1</xsl:attribute>
      </xsl:if>
      <xsl:copy-of select="$cells"/>
    </fo:table-row>
  </xsl:template>

  <xsl:template name="row-id">
    <xsl:if test="@id">
      <xsl:attribute name="id">
        <xsl:value-of select="@id"/>
      </xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- ==== headings that the author wrote: columns, and groups of columns in any number of levels ==== -->

  <xsl:template match="*[d:columns]" mode="table-columns">
    <xsl:apply-templates select="d:columns//d:column" mode="table-columns"/>
  </xsl:template>

  <xsl:template match="*[d:columns]" mode="table-head">
    <xsl:call-template name="head-rows">
      <xsl:with-param name="columns" select="d:columns"/>
    </xsl:call-template>
  </xsl:template>

  <!-- One row a level; a column reaches down to the last one. -->
  <xsl:template name="head-rows">
    <xsl:param name="columns"/>
    <xsl:param name="level" select="0"/>
    <xsl:variable name="here" select="$columns//*[self::d:column or self::d:group][count(ancestor::d:group) = $level]"/>
    <xsl:if test="$here">
      <xsl:variable name="levels">
        <xsl:for-each select="$columns//d:column">
          <xsl:sort select="count(ancestor::d:group)" data-type="number" order="descending"/>
          <xsl:if test="position() = 1">
            <xsl:value-of select="count(ancestor::d:group) + 1"/>
          </xsl:if>
        </xsl:for-each>
      </xsl:variable>
      <fo:table-row svod:role="TR" keep-together.within-page="always">
        <xsl:apply-templates select="$here" mode="head-cell">
          <xsl:with-param name="rows" select="$levels - $level"/>
        </xsl:apply-templates>
      </fo:table-row>
      <xsl:call-template name="head-rows">
        <xsl:with-param name="columns" select="$columns"/>
        <xsl:with-param name="level" select="$level + 1"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="d:column" mode="head-cell">
    <xsl:param name="rows" select="1"/>
    <xsl:call-template name="head-cell">
      <xsl:with-param name="rows" select="$rows"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:group" mode="head-cell">
    <xsl:call-template name="head-cell">
      <xsl:with-param name="columns" select="count(.//d:column)"/>
      <xsl:with-param name="content">
        <xsl:apply-templates select="d:heading/node()"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Narrow columns: a short word may end a line. -->
  <xsl:template match="d:columns//text()">
    <xsl:value-of select="f:typo(., 'narrow')"/>
  </xsl:template>

  <!-- ==== plain table ==== -->

  <xsl:template match="d:table">
    <xsl:call-template name="tabular"/>
  </xsl:template>

  <xsl:template match="d:table" mode="table-body">
    <xsl:apply-templates select="d:row | d:total | d:section"/>
  </xsl:template>

  <xsl:template match="d:table/d:section">
    <xsl:apply-templates select="d:title | d:row | d:total"/>
  </xsl:template>

  <xsl:template match="d:table/d:section/d:title">
    <xsl:call-template name="section-row">
      <xsl:with-param name="columns" select="count(ancestor::d:table/d:columns[1]//d:column)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:table//d:row">
    <xsl:call-template name="body-row">
      <xsl:with-param name="cells">
        <xsl:apply-templates select="d:cell"/>
      </xsl:with-param>
      <xsl:with-param name="last" select="not(following-sibling::d:*[not(self::d:source or self::d:note)][1] or ../following-sibling::d:*[not(self::d:source or self::d:note)][1])"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:table//d:total">
    <xsl:call-template name="total-row">
      <xsl:with-param name="cells">
        <xsl:apply-templates select="d:cell"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:table//d:cell">
    <xsl:call-template name="body-cell">
      <xsl:with-param name="as-column" select="not(@columns &gt; 1)"/>
      <xsl:with-param name="columns" select="sum(@columns) + not(@columns)"/>
      <xsl:with-param name="rows" select="sum(@rows) + not(@rows)"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
