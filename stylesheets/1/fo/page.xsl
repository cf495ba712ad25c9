<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages: the first without a number, the others with one in the top margin; portrait, and landscape for
     what is too wide. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                xmlns:exsl="http://exslt.org/common" xmlns:set="http://exslt.org/sets" xmlns:str="http://exslt.org/strings"
                exclude-result-prefixes="f d p exsl set str">

  <!-- The left margin is wider in papers that are stored for long. -->
  <xsl:variable name="retention" select="/d:document/d:metadata/d:retention"/>
  <xsl:variable name="stored-long" select="$retention = 'permanent' or $retention &gt; $page[@name = 'long-from']/@value"/>
  <xsl:variable name="left">
    <xsl:choose>
      <xsl:when test="$stored-long">
        <xsl:value-of select="$page[@name = 'left-long']/@value"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$page[@name = 'left']/@value"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="right" select="$page[@name = 'right']/@value"/>
  <xsl:variable name="page-width" select="$page[@name = 'width']/@value"/>
  <!-- An expression of XSL-FO, for portrait and landscape pages. -->
  <xsl:variable name="line-width">100%</xsl:variable>

  <!-- ==== masters ==== -->

  <!-- A sequence that begins the document has the first page without a number; the others take up the
       numbering. The binding edge of a landscape page is its upper one. -->
  <xsl:template name="page-masters">
    <fo:layout-master-set>
      <xsl:call-template name="page-master">
        <xsl:with-param name="name">first</xsl:with-param>
        <xsl:with-param name="footer" select="$qr-extent"/>
      </xsl:call-template>
      <xsl:call-template name="page-master">
        <xsl:with-param name="name">rest</xsl:with-param>
        <xsl:with-param name="header">page-number</xsl:with-param>
      </xsl:call-template>
      <xsl:if test="$landscape-blocks != ''">
        <xsl:call-template name="landscape-master">
          <xsl:with-param name="name">landscape-first</xsl:with-param>
          <xsl:with-param name="footer" select="$qr-extent"/>
        </xsl:call-template>
        <xsl:call-template name="landscape-master">
          <xsl:with-param name="name">landscape-rest</xsl:with-param>
          <xsl:with-param name="header">page-number</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="sequence-master">
        <xsl:with-param name="name">document</xsl:with-param>
      </xsl:call-template>
      <xsl:if test="$landscape-blocks != ''">
        <xsl:call-template name="sequence-master">
          <xsl:with-param name="name">landscape-document</xsl:with-param>
          <xsl:with-param name="prefix">landscape-</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
    </fo:layout-master-set>
  </xsl:template>

  <xsl:template name="sequence-master">
    <xsl:param name="name"/>
    <xsl:param name="prefix"/>
    <fo:page-sequence-master master-name="{$name}">
      <fo:repeatable-page-master-alternatives>
        <fo:conditional-page-master-reference master-reference="{$prefix}first" page-position="first"/>
        <fo:conditional-page-master-reference master-reference="{$prefix}rest" page-position="rest"/>
      </fo:repeatable-page-master-alternatives>
    </fo:page-sequence-master>
  </xsl:template>

  <xsl:template name="landscape-master">
    <xsl:param name="name"/>
    <xsl:param name="header">no-header</xsl:param>
    <xsl:param name="footer"/>
    <xsl:variable name="turned" select="$styles[@name = 'landscape-page']/p:set"/>
    <xsl:variable name="top" select="$turned[@name = concat('top', substring('-long', 1, 5 * $stored-long))]/@value"/>
    <xsl:call-template name="page-master">
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="header" select="$header"/>
      <xsl:with-param name="footer" select="$footer"/>
      <xsl:with-param name="width" select="$page[@name = 'height']/@value"/>
      <xsl:with-param name="height" select="$page-width"/>
      <xsl:with-param name="top" select="$top"/>
      <xsl:with-param name="bottom" select="$turned[@name = 'bottom']/@value"/>
      <xsl:with-param name="left" select="$turned[@name = 'left']/@value"/>
      <xsl:with-param name="right" select="$turned[@name = 'right']/@value"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="page-master">
    <xsl:param name="name"/>
    <xsl:param name="header">no-header</xsl:param>
    <xsl:param name="footer"/>
    <xsl:param name="width" select="$page-width"/>
    <xsl:param name="height" select="$page[@name = 'height']/@value"/>
    <xsl:param name="top" select="$page[@name = 'top']/@value"/>
    <xsl:param name="bottom" select="$page[@name = 'bottom']/@value"/>
    <xsl:param name="left" select="$left"/>
    <xsl:param name="right" select="$right"/>
    <xsl:variable name="edge" select="$page[@name = 'number-from-edge']/@value"/>
    <xsl:variable name="header-height" select="concat($top, ' - ', $edge)"/>
    <fo:simple-page-master master-name="{$name}" page-width="{$width}" page-height="{$height}"
                           margin-top="{$edge}" margin-bottom="{$bottom}"
                           margin-left="{$left}" margin-right="{$right}">
      <fo:region-body margin-top="{$header-height}">
        <!-- a title page fills its height and has room at its corners -->
        <xsl:if test="$footer != '' and not(/d:document/d:titlePage)">
          <xsl:attribute name="margin-bottom">
            <xsl:value-of select="$footer"/>
          </xsl:attribute>
        </xsl:if>
      </fo:region-body>
      <fo:region-before region-name="{$header}" extent="{$header-height}"/>
      <xsl:if test="$footer != ''">
        <fo:region-after region-name="qr-code" extent="{$footer}"/>
      </xsl:if>
    </fo:simple-page-master>
  </xsl:template>

  <!-- ==== the head of a page ==== -->

  <!-- draft, agreed, approved or signed; a draft has a stamp on each page -->
  <xsl:param name="state"/>
  <!-- 'yes': made anew from a paper signed long ago -->
  <xsl:param name="recreated"/>
  <xsl:variable name="stamp" select="$styles[@name = 'draft-stamp']/p:set"/>

  <xsl:template name="draft-stamp">
    <xsl:if test="$state = 'draft'">
      <fo:block-container absolute-position="fixed" left="0pt" top="0pt" right="0pt" bottom="0pt" display-align="center">
        <fo:block text-align="center" line-height="0pt">
          <fo:instream-foreign-object svod:role="Artifact" content-width="{$stamp[@name = 'width']/@value}" content-height="{$stamp[@name = 'width']/@value}">
            <svg:svg viewBox="-100 -100 200 200" width="200" height="200">
              <svg:text x="0" y="12" text-anchor="middle" font-size="{$stamp[@name = 'size']/@value}" fill="{$stamp[@name = 'color']/@value}"
                        transform="rotate({$stamp[@name = 'angle']/@value})">
                <xsl:value-of select="$stamp[@name = 'word']/@value"/>
              </svg:text>
            </svg:svg>
          </fo:instream-foreign-object>
        </fo:block>
      </fo:block-container>
    </xsl:if>
  </xsl:template>

  <xsl:template name="page-number">
    <xsl:if test="$state = 'draft'">
      <fo:static-content flow-name="no-header" svod:role="Artifact">
        <xsl:call-template name="draft-stamp"/>
      </fo:static-content>
    </xsl:if>
    <fo:static-content flow-name="page-number" svod:role="Artifact">
      <xsl:call-template name="draft-stamp"/>
      <fo:block>
        <xsl:call-template name="style">
          <xsl:with-param name="name">page-number</xsl:with-param>
        </xsl:call-template>
        <fo:page-number/>
      </fo:block>
    </fo:static-content>
  </xsl:template>

  <!-- ==== sequences ==== -->
  <!-- Blocks of one orientation that follow each other share a page-sequence. What stands before the first block
       (the front) and behind the last one (signatures) goes with it. -->

  <xsl:template match="d:body | d:appendix" mode="sequences">
    <xsl:param name="continued" select="true()"/>
    <xsl:for-each select="d:*[not(self::d:act or self::d:title or self::d:signoff)]
                             [not(preceding-sibling::d:*[1][not(self::d:act or self::d:title)]) or
                              contains($landscape-blocks, concat(' ', generate-id(), ' ')) !=
                              contains($landscape-blocks, concat(' ', generate-id(preceding-sibling::d:*[1]), ' '))]">
      <xsl:variable name="turned" select="contains($landscape-blocks, concat(' ', generate-id(), ' '))"/>
      <xsl:variable name="behind" select="following-sibling::d:*[not(self::d:signoff)]"/>
      <xsl:variable name="next" select="$behind[contains($landscape-blocks, concat(' ', generate-id(), ' ')) != $turned][1]"/>
      <fo:page-sequence svod:role="Document">
        <xsl:call-template name="sequence-frame">
          <xsl:with-param name="landscape" select="$turned"/>
          <xsl:with-param name="continued" select="$continued or position() &gt; 1"/>
        </xsl:call-template>
        <fo:flow flow-name="xsl-region-body">
          <xsl:if test="position() = 1">
            <xsl:apply-templates select=".." mode="front"/>
          </xsl:if>
          <xsl:apply-templates select=". | set:leading($behind, $next)"/>
          <xsl:if test="not($next)">
            <xsl:apply-templates select=".." mode="behind"/>
          </xsl:if>
        </fo:flow>
      </fo:page-sequence>
    </xsl:for-each>
  </xsl:template>

  <!-- Master and static content of a sequence. -->
  <xsl:template name="sequence-frame">
    <xsl:param name="landscape" select="false()"/>
    <xsl:param name="continued" select="true()"/>
    <xsl:attribute name="master-reference">
      <xsl:if test="$landscape">landscape-</xsl:if>
      <xsl:choose>
        <xsl:when test="$continued">rest</xsl:when>
        <xsl:otherwise>document</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
    <xsl:call-template name="page-number"/>
    <xsl:if test="not($continued)">
      <xsl:call-template name="qr-requisite"/>
    </xsl:if>
    <xsl:call-template name="footnote-separator"/>
  </xsl:template>

  <!-- Names of the blocks that lie across: a space before and behind each. -->
  <xsl:variable name="landscape-blocks">
    <xsl:for-each select="/d:document/d:body/d:* | /d:document/d:appendix/d:*">
      <xsl:variable name="orientation">
        <xsl:apply-templates select="." mode="orientation"/>
      </xsl:variable>
      <xsl:if test="$orientation = 'landscape'">
        <xsl:value-of select="concat(' ', generate-id(), ' ')"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:variable>

  <!-- In mm: what a portrait page has across. -->
  <xsl:variable name="portrait-room"
                select="substring-before($page-width, 'mm') - substring-before($left, 'mm') - substring-before($right, 'mm')"/>

  <xsl:template match="*" mode="orientation">
    <xsl:variable name="columns">
      <xsl:apply-templates select="." mode="table-columns"/>
    </xsl:variable>
    <xsl:variable name="needed">
      <xsl:call-template name="least-width">
        <xsl:with-param name="columns" select="exsl:node-set($columns)/fo:table-column"/>
        <xsl:with-param name="name">
          <xsl:apply-templates select="." mode="name-width"/>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@orientation and @orientation != 'auto'">
        <xsl:value-of select="@orientation"/>
      </xsl:when>
      <xsl:when test="$needed &gt; $portrait-room">landscape</xsl:when>
      <xsl:otherwise>portrait</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- In mm: what columns of given widths take, and the others at the least; one of these holds names of a width. -->
  <xsl:template name="least-width">
    <xsl:param name="columns"/>
    <xsl:param name="name" select="0"/>
    <xsl:variable name="free" select="$columns[substring-before(@column-width, 'mm') = '']"/>
    <xsl:variable name="given">
      <xsl:for-each select="$columns[substring-before(@column-width, 'mm') != '']">
        <mm>
          <xsl:value-of select="substring-before(@column-width, 'mm')"/>
        </mm>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="sum(exsl:node-set($given)/mm) +
                          $least-column * count($free) + ($name - $least-column) * ($name &gt; $least-column and $free)"/>
  </xsl:template>

  <!-- ==== columns that fit no page ==== -->
  <!-- Where the headings that the author wrote want more room than the page has across, the columns that have a width are
       pressed together: each gives up the same part of what it has above the least width. Those that share the rest, where words
       stand, have one column's room more. Where the least widths want too much, too, all have the same part of them, but for those of numbers. -->

  <xsl:variable name="pressed-blocks">
    <xsl:for-each select="(/d:document/d:body/d:* | /d:document/d:appendix/d:*)[d:columns]">
      <xsl:variable name="columns">
        <xsl:apply-templates select="." mode="table-columns"/>
      </xsl:variable>
      <xsl:call-template name="pressing">
        <xsl:with-param name="columns" select="exsl:node-set($columns)/fo:table-column"/>
        <xsl:with-param name="room">
          <xsl:choose>
            <xsl:when test="contains($landscape-blocks, concat(' ', generate-id(), ' '))">
              <xsl:value-of select="substring-before($page[@name = 'height']/@value, 'mm') -
                                    substring-before($turned-style[@name = 'left']/@value, 'mm') -
                                    substring-before($turned-style[@name = 'right']/@value, 'mm')"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:value-of select="$portrait-room"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="pressed" select="exsl:node-set($pressed-blocks)/block"/>

  <!-- Of the block that is the current node, unless the room (in mm) is enough: the part, 0 to 1, that columns keep of what they
       have above the least, the part of the width that results, and of each column what it wants and its least. -->
  <xsl:template name="pressing">
    <xsl:param name="columns"/>
    <xsl:param name="room"/>
    <xsl:variable name="needed">
      <xsl:call-template name="least-width">
        <xsl:with-param name="columns" select="$columns"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$needed &gt; $room">
      <xsl:variable name="widths">
        <xsl:call-template name="column-widths">
          <xsl:with-param name="columns" select="$columns"/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:variable name="given" select="exsl:node-set($widths)/column[@least]"/>
      <xsl:variable name="free" select="count($columns) - count($given)"/>
      <xsl:variable name="spare" select="$room - $least-column * ($free + ($free &gt; 0)) - sum($given/@least)"/>
      <xsl:variable name="above" select="sum($given/@mm) - sum($given/@least)"/>
      <!-- not where numbers take more than half of the room -->
      <xsl:variable name="firm" select="sum($given[@firm]/@least) * (sum($given[@firm]/@least) &lt;= $room div 2)"/>
      <xsl:variable name="pressable" select="$given[not(@firm) or $firm = 0]"/>
      <xsl:variable name="part" select="($room - $firm) div (sum($pressable/@least) + $least-column * $free)"/>
      <block key="{generate-id()}" kept="{($spare &gt; 0) * $spare div ($above + ($above = 0))}"
             part="{$part * ($part &lt; 1) + ($part &gt;= 1)}" firm="{$firm &gt; 0}">
        <xsl:copy-of select="$widths"/>
      </block>
    </xsl:if>
  </xsl:template>

  <!-- In mm, of each column of the block that is the current node: what it wants, and what it can be pressed to, which is not less than
       its numbers take. -->
  <xsl:template name="column-widths">
    <xsl:param name="columns"/>
    <xsl:variable name="numbers">
      <xsl:apply-templates select="d:columns//d:column" mode="numbers-width"/>
    </xsl:variable>
    <xsl:for-each select="$columns">
      <xsl:variable name="place" select="position()"/>
      <xsl:variable name="mm" select="number(substring-before(@column-width, 'mm'))"/>
      <xsl:variable name="number" select="sum(exsl:node-set($numbers)/mm[$place])"/>
      <xsl:variable name="least" select="$pressed-column * ($number &lt;= $pressed-column) + $number * ($number &gt; $pressed-column)"/>
      <column>
        <xsl:if test="$mm = $mm">
          <xsl:attribute name="mm">
            <xsl:value-of select="$mm"/>
          </xsl:attribute>
          <xsl:attribute name="least">
            <xsl:value-of select="$mm * ($mm &lt;= $least) + $least * ($mm &gt; $least)"/>
          </xsl:attribute>
          <xsl:if test="$number &gt; $pressed-column">
            <xsl:attribute name="firm">1</xsl:attribute>
          </xsl:if>
        </xsl:if>
      </column>
    </xsl:for-each>
  </xsl:template>

  <!-- In mm: how wide the longest number is that stands in the column; 0: there are none that may not be divided. Spaces and points
       between digits are half as wide as these. -->
  <xsl:template match="d:column" mode="numbers-width">
    <mm>0</mm>
  </xsl:template>

  <xsl:template match="d:plan/d:columns//d:column[@align = 'number'][@key]" mode="numbers-width">
    <mm>
      <xsl:for-each select="ancestor::d:plan/d:section/d:measure/d:cell[@key = current()/@key]">
        <xsl:sort select="string-length(normalize-space())" data-type="number" order="descending"/>
        <xsl:if test="position() = 1">
          <xsl:call-template name="number-width">
            <xsl:with-param name="text" select="normalize-space()"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:for-each>
    </mm>
  </xsl:template>

  <!-- Of deadlines what has figures: dates («01.09.2024») and days («28 сентября»). -->
  <xsl:template match="d:plan/d:columns//d:column[@role = 'deadline']" mode="numbers-width">
    <xsl:variable name="words">
      <xsl:for-each select="ancestor::d:plan/d:section/d:measure/d:deadline">
        <xsl:value-of select="concat(str:replace(f:typo(string(), 'narrow'), '–&#8288;', '-'), ' ')"/>
      </xsl:for-each>
    </xsl:variable>
    <mm>
      <xsl:for-each select="str:tokenize($words, ' –')[translate(., '0123456789', '') != string()]">
        <xsl:sort select="string-length()" data-type="number" order="descending"/>
        <xsl:if test="position() = 1">
          <xsl:call-template name="number-width">
            <xsl:with-param name="text" select="string()"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:for-each>
    </mm>
  </xsl:template>

  <xsl:template name="number-width">
    <xsl:param name="text"/>
    <xsl:variable name="digits" select="translate($text, ' ,.&#160;&#8239;', '')"/>
    <xsl:value-of select="(string-length($text) + string-length($digits)) div 2 * substring-before($turned-style[@name = 'pressed-digit']/@value, 'mm')
                          + substring-before($turned-style[@name = 'around-digits']/@value, 'mm')"/>
  </xsl:template>

  <!-- Columns of the block that is the current node, as wide as there is room for them. -->
  <xsl:template name="press-columns">
    <xsl:param name="columns"/>
    <xsl:variable name="block" select="$pressed[@key = generate-id(current())]"/>
    <xsl:for-each select="$columns">
      <xsl:variable name="place" select="position()"/>
      <xsl:variable name="width" select="$block/column[$place][@least]"/>
      <xsl:variable name="firm" select="$width/@firm and $block/@firm = 'true'"/>
      <xsl:copy>
        <xsl:copy-of select="@*"/>
        <xsl:if test="$width">
          <xsl:attribute name="column-width">
            <xsl:value-of select="concat(f:round(($width/@least + ($width/@mm - $width/@least) * $block/@kept) * (not($firm) * $block/@part + $firm), 2), 'mm')"/>
          </xsl:attribute>
        </xsl:if>
      </xsl:copy>
    </xsl:for-each>
  </xsl:template>

  <!-- The style of the current cell's block, if its columns are pressed. -->
  <xsl:template name="pressed-style">
    <xsl:param name="name"/>
    <xsl:if test="$pressed and $pressed/@key = generate-id(ancestor-or-self::d:*[parent::d:body or parent::d:appendix])">
      <xsl:call-template name="style">
        <xsl:with-param name="name" select="$name"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:variable name="turned-style" select="$styles[@name = 'landscape-page']/p:set"/>
  <xsl:variable name="least-column" select="substring-before($turned-style[@name = 'least-column']/@value, 'mm')"/>
  <xsl:variable name="pressed-column" select="substring-before($turned-style[@name = 'pressed-column']/@value, 'mm')"/>

  <!-- In mm: how wide a word of a name may be that should not be divided; 0: there are none. -->
  <xsl:template match="*" mode="name-width">0</xsl:template>

  <xsl:template match="*" mode="table-columns"/>
</xsl:stylesheet>
