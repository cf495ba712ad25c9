<?xml version="1.0" encoding="UTF-8"?>
<!-- Rich text: inline mark-up, paragraphs, lists, groups. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <!-- ==== inline ==== -->

  <!-- All of the author's text comes through here: typography is set on output. -->
  <xsl:template match="text()">
    <xsl:value-of select="f:typo(.)"/>
  </xsl:template>

  <!-- A marked number and the word it counts stay on one line, whatever the word. -->
  <xsl:template match="d:count/text()[1] | d:num/text()[1]">
    <xsl:variable name="text" select="f:typo(.)"/>
    <xsl:variable name="number" select="substring-before($text, ' ')"/>
    <xsl:choose>
      <xsl:when test="translate($number, '0123456789,', '') = '' and $number and not($verbatim)">
        <xsl:value-of select="concat($number, '&#160;', substring-after($text, ' '))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Mark-up of meaning does not show. -->
  <xsl:template match="d:count | d:num | d:date | d:org | d:institutions | d:programme | d:provider | d:name/d:place | d:course/d:place | d:learner/d:place | d:act | d:actTitle | d:evidence | d:abbr">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- A list that a reference leads to has a name. -->
  <xsl:key name="asked" match="d:ref" use="@to"/>
  <xsl:key name="asked" match="d:link" use="substring-after(@href, '#')"/>
  <xsl:template match="d:institutions[@id][key('asked', @id)]" priority="1">
    <fo:inline id="{@id}">
      <xsl:apply-templates/>
    </fo:inline>
  </xsl:template>

  <xsl:template name="styled-inline" match="d:b | d:i | d:u | d:sup | d:sub | d:person | d:hours | d:runIn">
    <fo:inline>
      <xsl:call-template name="style">
        <xsl:with-param name="name" select="local-name()"/>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:inline>
  </xsl:template>

  <xsl:template match="d:br">
    <fo:block/>
  </xsl:template>

  <xsl:template match="d:illegible">
    <xsl:value-of select="$marks[@name = 'illegible']/@value"/>
  </xsl:template>

  <xsl:template match="d:link[@href]">
    <fo:basic-link external-destination="url(&quot;{@href}&quot;)">
      <xsl:call-template name="style">
        <xsl:with-param name="name">link</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:basic-link>
  </xsl:template>

  <!-- Into the document; only the words where the place is not printed (part.xsl). -->
  <xsl:template match="d:link[starts-with(@href, '#')]" priority="1">
    <xsl:variable name="place" select="key('place', substring(@href, 2))"/>
    <xsl:variable name="printed">
      <xsl:apply-templates select="$place" mode="printed"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$place and $printed = ''">
        <xsl:apply-templates/>
      </xsl:when>
      <xsl:otherwise>
        <fo:basic-link internal-destination="{substring(@href, 2)}">
          <xsl:call-template name="style">
            <xsl:with-param name="name">link</xsl:with-param>
          </xsl:call-template>
          <xsl:apply-templates/>
        </fo:basic-link>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== blocks ==== -->

  <!-- What announces a list stays with its first item. -->
  <xsl:template match="d:p">
    <fo:block svod:role="P">
      <xsl:if test="following-sibling::*[1]/self::d:list">
        <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
      </xsl:if>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:list">
    <fo:list-block svod:role="L">
      <xsl:call-template name="style">
        <xsl:with-param name="name">list</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="style">
        <xsl:with-param name="name">
          <xsl:choose>
            <xsl:when test="@kind = 'number'">
              <xsl:variable name="last" select="count(d:item) + sum(@start) - count(@start)"/>
              <xsl:value-of select="concat('number-hang', substring('-3-4', 1 + 2 * ($last &gt; 999), 2 * ($last &gt; 99)))"/>
            </xsl:when>
            <xsl:when test="@kind = 'letter'">
              <xsl:value-of select="concat('number-hang', substring('-3', 1, 2 * (count(d:item) + sum(@start) - count(@start) &gt; string-length($marks[@name = 'letters']/@value))))"/>
            </xsl:when>
            <xsl:otherwise>bullet-hang</xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:if test="@id">
        <xsl:attribute name="id">
          <xsl:value-of select="@id"/>
        </xsl:attribute>
      </xsl:if>
      <!-- lists in lists go on to the right until there would be no room for their text -->
      <xsl:if test="count(ancestor::d:list) &gt;= $marks[@name = 'indented-lists']/@value">
        <xsl:attribute name="start-indent">from-parent(start-indent) - from-parent(provisional-distance-between-starts)</xsl:attribute>
      </xsl:if>
      <xsl:if test="parent::d:narrative">
        <xsl:call-template name="style">
          <xsl:with-param name="name">narrative-list</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="carried-lines"/>
      </xsl:if>
      <xsl:apply-templates select="d:item"/>
    </fo:list-block>
  </xsl:template>

  <!-- position() counts the items: the list applies templates to them alone. -->
  <xsl:template match="d:item">
    <xsl:variable name="n" select="position() + sum(../@start) - count(../@start)"/>
    <fo:list-item svod:role="LI">
      <!-- the last item of a list in running text does not stand alone on a page -->
      <xsl:if test="position() = last() and position() &gt; 1 and ancestor::d:narrative">
        <xsl:attribute name="keep-with-previous.within-page">always</xsl:attribute>
      </xsl:if>
      <xsl:call-template name="carried-item"/>
      <fo:list-item-label end-indent="label-end()" svod:role="Lbl">
        <fo:block>
          <xsl:if test="not(@mark = 'none')">
            <xsl:call-template name="item-mark">
              <xsl:with-param name="n" select="$n"/>
            </xsl:call-template>
          </xsl:if>
        </fo:block>
      </fo:list-item-label>
      <fo:list-item-body start-indent="body-start()" svod:role="LBody">
        <xsl:if test="@id">
          <xsl:attribute name="id">
            <xsl:value-of select="@id"/>
          </xsl:attribute>
        </xsl:if>
        <xsl:apply-templates select="d:*"/>
      </fo:list-item-body>
    </fo:list-item>
  </xsl:template>

  <xsl:template name="item-mark">
    <xsl:param name="n"/>
    <xsl:variable name="letters" select="$marks[@name = 'letters']/@value"/>
    <xsl:choose>
      <xsl:when test="../@kind = 'none'"/>
      <xsl:when test="../@kind = 'number'">
        <xsl:value-of select="$n"/>
        <xsl:call-template name="item-closing"/>
      </xsl:when>
      <xsl:when test="../@kind = 'letter'">
        <!-- я. is followed by аа., аб. … -->
        <xsl:value-of select="concat(substring($letters, floor(($n - 1) div string-length($letters)), 1),
                                     substring($letters, ($n - 1) mod string-length($letters) + 1, 1))"/>
        <xsl:call-template name="item-closing"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$marks[@name = 'bullet']/@value"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="item-closing">
    <xsl:choose>
      <xsl:when test="../@closing = 'bracket'">)</xsl:when>
      <xsl:otherwise>.</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="d:group">
    <fo:block svod:role="Sect">
      <xsl:if test="preceding-sibling::*[1]">
        <xsl:call-template name="style">
          <xsl:with-param name="name">group</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:apply-templates select="d:*"/>
    </fo:block>
  </xsl:template>

  <!-- Bold, inside a group underlined, deeper italic: the profile says. -->
  <xsl:template match="d:group/d:heading">
    <fo:block svod:role="P" keep-with-next.within-page="always">
      <fo:inline>
        <xsl:call-template name="style">
          <xsl:with-param name="name">
            <xsl:choose>
              <xsl:when test="../../../parent::d:group and ../parent::d:group">group-heading-3</xsl:when>
              <xsl:when test="../parent::d:group">group-heading-2</xsl:when>
              <xsl:otherwise>group-heading-1</xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
        <xsl:apply-templates/>
      </fo:inline>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
