<?xml version="1.0" encoding="UTF-8"?>
<!-- Time charts, drawn as tables: texts wrap, pages break between rows, the months stand on every page. A month is a
     column; a bar is drawn in pieces (SVG), one in each month it lies in. Where a day is given to look from, its
     month is two columns, and the border between them is the line of that day. Grey and black only. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
                xmlns:set="http://exslt.org/sets"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="set exsl str f d p">

  <xsl:strip-space elements="d:timeChart"/>
  <xsl:key name="plan" match="d:plan" use="@id"/>
  <xsl:variable name="chart" select="$styles[@name = 'chart']/p:set"/>

  <!-- Without a single day there is nothing to draw (R90). -->
  <xsl:template match="d:timeChart">
    <xsl:variable name="first">
      <xsl:apply-templates select="." mode="first-month"/>
    </xsl:variable>
    <xsl:if test="$first != ''">
      <xsl:call-template name="tabular"/>
      <xsl:call-template name="legend"/>
    </xsl:if>
  </xsl:template>

  <!-- A chart that is left out is in no contents. -->
  <xsl:template match="d:timeChart" mode="outline">
    <xsl:variable name="first">
      <xsl:apply-templates select="." mode="first-month"/>
    </xsl:variable>
    <xsl:if test="$first != ''">
      <xsl:call-template name="outline-block"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="legend">
    <fo:block svod:role="Note" keep-with-previous.within-page="always">
      <xsl:call-template name="style">
        <xsl:with-param name="name">chart-legend</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="legend-sign">
        <xsl:with-param name="class">bar</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="legend-word">
        <xsl:with-param name="word" select="$chart[@name = 'word-bar']/@value"/>
      </xsl:call-template>
      <fo:leader leader-length="1em"/>
      <xsl:call-template name="legend-sign">
        <xsl:with-param name="class">point</xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="legend-word">
        <xsl:with-param name="word" select="$chart[@name = 'word-point']/@value"/>
      </xsl:call-template>
      <xsl:if test="@on">
        <fo:leader leader-length="1em"/>
        <fo:inline svod:role="Artifact">┃</fo:inline>
        <xsl:call-template name="legend-word">
          <xsl:with-param name="word" select="f:date-numeric(@on)"/>
        </xsl:call-template>
      </xsl:if>
    </fo:block>
  </xsl:template>

  <!-- Each is an element of its own, so that it is not read as one sentence with the next. -->
  <xsl:template name="legend-word">
    <xsl:param name="word"/>
    <fo:leader leader-length="0.25em"/>
    <fo:inline svod:role="Span">
      <xsl:value-of select="$word"/>
    </fo:inline>
  </xsl:template>

  <xsl:template name="legend-sign">
    <xsl:param name="class"/>
    <xsl:variable name="width" select="10 - 7 * ($class = 'point')"/>
    <fo:instream-foreign-object svod:role="Artifact" content-width="{$width}pt" content-height="{$chart[@name = 'bar-height']/@value}" scaling="non-uniform">
      <svg:svg viewBox="0 0 10 10" width="10" height="10" preserveAspectRatio="none">
        <xsl:call-template name="bar">
          <xsl:with-param name="class" select="$class"/>
          <xsl:with-param name="from" select="0"/>
          <xsl:with-param name="to" select="10"/>
        </xsl:call-template>
      </svg:svg>
    </fo:instream-foreign-object>
  </xsl:template>

  <!-- ==== the months ==== -->

  <!-- First and last month: as asked for, of the document's period, or of the deadlines. -->
  <xsl:template match="d:timeChart" mode="first-month">
    <xsl:choose>
      <xsl:when test="@from | $period/@from">
        <xsl:value-of select="substring(f:date-first((@from | $period/@from[not(current()/@from)])), 1, 7)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="extreme-month">
          <xsl:with-param name="order">ascending</xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="d:timeChart" mode="last-month">
    <xsl:choose>
      <xsl:when test="@to | $period/@to">
        <xsl:value-of select="substring(f:date-last((@to | $period/@to[not(current()/@to)])), 1, 7)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="extreme-month">
          <xsl:with-param name="order">descending</xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="extreme-month">
    <xsl:param name="order"/>
    <xsl:variable name="days">
      <xsl:for-each select="key('plan', @plan)/d:section/d:measure/d:deadline">
        <day>
          <xsl:apply-templates select="." mode="first-day"/>
        </day>
        <day>
          <xsl:apply-templates select="." mode="last-day"/>
        </day>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="exsl:node-set($days)/day[. != '']">
      <xsl:sort order="{$order}"/>
      <xsl:if test="position() = 1">
        <xsl:value-of select="substring(., 1, 7)"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- The columns as <part month="2024-05" start="121" days="31"/>, in days from the first one. `on`: the day whose
       line stands at its start. -->
  <xsl:template match="d:timeChart" mode="parts">
    <xsl:variable name="first">
      <xsl:apply-templates select="." mode="first-month"/>
    </xsl:variable>
    <xsl:variable name="last">
      <xsl:apply-templates select="." mode="last-month"/>
    </xsl:variable>
    <xsl:if test="$first != ''">
      <xsl:call-template name="parts">
        <xsl:with-param name="month" select="substring($first, 1, 4) * 12 + substring($first, 6, 2) - 1"/>
        <xsl:with-param name="last" select="substring($last, 1, 4) * 12 + substring($last, 6, 2) - 1"/>
        <xsl:with-param name="on" select="string(@on)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="parts">
    <xsl:param name="month"/>
    <xsl:param name="last"/>
    <xsl:param name="on"/>
    <xsl:param name="start" select="0"/>
    <xsl:variable name="name" select="concat(floor($month div 12), '-', format-number($month mod 12 + 1, '00'))"/>
    <xsl:variable name="days" select="number(f:date-days($name, $name))"/>
    <xsl:variable name="here" select="substring($on, 1, 7) = $name"/>
    <xsl:variable name="before">
      <xsl:choose>
        <xsl:when test="$here">
          <xsl:value-of select="substring($on, 9, 2) - 1"/>
        </xsl:when>
        <xsl:otherwise>0</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$before &gt; 0">
      <part month="{$name}" start="{$start}" days="{$before}"/>
    </xsl:if>
    <part month="{$name}" start="{$start + $before}" days="{$days - $before}">
      <xsl:if test="$here">
        <xsl:attribute name="on">true</xsl:attribute>
      </xsl:if>
    </part>
    <xsl:if test="$month &lt; $last">
      <xsl:call-template name="parts">
        <xsl:with-param name="month" select="$month + 1"/>
        <xsl:with-param name="last" select="$last"/>
        <xsl:with-param name="on" select="$on"/>
        <xsl:with-param name="start" select="$start + $days"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- ==== the table ==== -->

  <xsl:template match="d:timeChart" mode="table-columns">
    <xsl:variable name="parts">
      <xsl:apply-templates select="." mode="parts"/>
    </xsl:variable>
    <fo:table-column column-width="{$chart[@name = 'number-width']/@value}"/>
    <fo:table-column column-width="{$chart[@name = concat('name-width', substring('-landscape', 1, 10 * (current()/@orientation = 'landscape')))]/@value}"/>
    <xsl:for-each select="exsl:node-set($parts)/part">
      <fo:table-column column-width="proportional-column-width({@days})"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Years above months. -->
  <xsl:template match="d:timeChart" mode="table-head">
    <xsl:variable name="made">
      <xsl:apply-templates select="." mode="parts"/>
    </xsl:variable>
    <xsl:variable name="parts" select="exsl:node-set($made)/part"/>
    <xsl:variable name="months" select="$parts[not(@month = preceding-sibling::part[1]/@month)]"/>
    <fo:table-row svod:role="TR" keep-together.within-page="always">
      <xsl:call-template name="head-cell">
        <xsl:with-param name="content" select="string($chart[@name = 'word-number']/@value)"/>
        <xsl:with-param name="rows" select="2"/>
      </xsl:call-template>
      <xsl:call-template name="head-cell">
        <xsl:with-param name="content" select="string($chart[@name = 'word-name']/@value)"/>
        <xsl:with-param name="rows" select="2"/>
      </xsl:call-template>
      <xsl:for-each select="$months[not(substring(@month, 1, 4) = substring(preceding-sibling::part[1]/@month, 1, 4))]">
        <xsl:call-template name="head-cell">
          <xsl:with-param name="content" select="substring(@month, 1, 4)"/>
          <xsl:with-param name="columns" select="count($parts[substring(@month, 1, 4) = substring(current()/@month, 1, 4)])"/>
        </xsl:call-template>
      </xsl:for-each>
    </fo:table-row>
    <fo:table-row svod:role="TR" keep-together.within-page="always">
      <xsl:for-each select="$months">
        <xsl:call-template name="month-cell">
          <xsl:with-param name="short" select="count($months) &gt; $chart[@name = 'months-named']/@value"/>
          <xsl:with-param name="columns" select="count($parts[@month = current()/@month])"/>
        </xsl:call-template>
      </xsl:for-each>
    </fo:table-row>
  </xsl:template>

  <!-- «май», or «5» where there are many. -->
  <xsl:template name="month-cell">
    <xsl:param name="short"/>
    <xsl:param name="columns"/>
    <xsl:call-template name="head-cell">
      <xsl:with-param name="columns" select="$columns"/>
      <xsl:with-param name="content">
        <xsl:choose>
          <xsl:when test="$short">
            <fo:inline>
              <xsl:call-template name="style">
                <xsl:with-param name="name">chart-month-number</xsl:with-param>
              </xsl:call-template>
              <xsl:value-of select="number(substring(@month, 6, 2))"/>
            </fo:inline>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="substring(f:month(@month), 1, 3)"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:timeChart" mode="table-body">
    <xsl:variable name="made">
      <xsl:apply-templates select="." mode="parts"/>
    </xsl:variable>
    <xsl:variable name="parts" select="exsl:node-set($made)/part"/>
    <xsl:for-each select="key('plan', @plan)">
      <xsl:choose>
        <xsl:when test="@numbering = 'by-section'">
          <xsl:for-each select="d:section">
            <xsl:apply-templates select="d:measure" mode="time-row">
              <xsl:with-param name="parts" select="$parts"/>
            </xsl:apply-templates>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="d:section/d:measure" mode="time-row">
            <xsl:with-param name="parts" select="$parts"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- As in the plan: the section's row before its first measure, and position() counts. -->
  <xsl:template match="d:measure" mode="time-row">
    <xsl:param name="parts"/>
    <xsl:variable name="n" select="position()"/>
    <xsl:variable name="empty" select="../preceding-sibling::*[1]/self::d:section[not(d:measure)]"/>
    <xsl:variable name="above" select="$empty/preceding-sibling::d:section"/>
    <xsl:for-each select="(../d:title | $empty/d:title | set:trailing($above, $above[d:measure][last()])/d:title)
                          [not(current()/preceding-sibling::*[1]/self::d:measure)]">
      <xsl:call-template name="section-row">
        <xsl:with-param name="columns" select="count($parts) + 2"/>
        <xsl:with-param name="named" select="false()"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="time-row">
      <xsl:with-param name="parts" select="$parts"/>
      <xsl:with-param name="n" select="$n"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="time-row">
    <xsl:param name="parts"/>
    <xsl:param name="n"/>
    <fo:table-row svod:role="TR" keep-together.within-page="always">
      <xsl:call-template name="number-cell">
        <xsl:with-param name="content">
          <xsl:call-template name="measure-number">
            <xsl:with-param name="n" select="$n"/>
          </xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="body-cell">
        <xsl:with-param name="role">TH</xsl:with-param>
        <xsl:with-param name="content">
          <fo:block>
            <xsl:call-template name="plain">
              <xsl:with-param name="of" select="d:name"/>
            </xsl:call-template>
          </fo:block>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:variable name="first" select="concat($parts[1]/@month, '-01')"/>
      <xsl:variable name="bars">
        <xsl:apply-templates select="d:deadline" mode="bar">
          <xsl:with-param name="first" select="$first"/>
        </xsl:apply-templates>
      </xsl:variable>
      <xsl:choose>
        <xsl:when test="exsl:node-set($bars)/bar">
          <xsl:variable name="measure" select="."/>
          <xsl:for-each select="$parts">
            <xsl:variable name="part" select="."/>
            <xsl:for-each select="$measure">
              <xsl:call-template name="time-cell">
                <xsl:with-param name="bars" select="exsl:node-set($bars)/bar"/>
                <xsl:with-param name="part" select="$part"/>
              </xsl:call-template>
            </xsl:for-each>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="words-cell">
            <xsl:with-param name="columns" select="count($parts)"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </fo:table-row>
  </xsl:template>

  <!-- A deadline that does not resolve to days is printed in words. -->
  <xsl:template name="words-cell">
    <xsl:param name="columns"/>
    <xsl:call-template name="body-cell">
      <xsl:with-param name="style">chart-words</xsl:with-param>
      <xsl:with-param name="columns" select="$columns"/>
      <xsl:with-param name="content">
        <fo:block>
          <xsl:for-each select="d:deadline">
            <xsl:value-of select="substring('; ', 1, 2 * (position() != 1))"/>
            <xsl:call-template name="again">
              <xsl:with-param name="content">
                <xsl:apply-templates/>
              </xsl:with-param>
            </xsl:call-template>
          </xsl:for-each>
        </fo:block>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- <bar from="31" to="60" class="bar|point"/>: days from the first one. «Апрель, октябрь» is two bars. -->
  <xsl:template match="d:deadline" mode="bar">
    <xsl:param name="first"/>
    <xsl:variable name="words">
      <xsl:apply-templates mode="deadline-words"/>
    </xsl:variable>
    <xsl:variable name="spans" select="str:tokenize(f:deadline-spans(string($words), $period/@from, $period/@to), ' ')"/>
    <xsl:for-each select="$spans">
      <xsl:call-template name="bar-of-days">
        <xsl:with-param name="first" select="$first"/>
        <xsl:with-param name="from" select="substring-before(., '/')"/>
        <xsl:with-param name="to" select="substring-after(., '/')"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:if test="not($spans)">
      <xsl:call-template name="bar-of-days">
        <xsl:with-param name="first" select="$first"/>
        <xsl:with-param name="from">
          <xsl:apply-templates select="." mode="first-day"/>
        </xsl:with-param>
        <xsl:with-param name="to">
          <xsl:apply-templates select="." mode="last-day"/>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A time without a beginning is a point. -->
  <xsl:template name="bar-of-days">
    <xsl:param name="first"/>
    <xsl:param name="from"/>
    <xsl:param name="to"/>
    <xsl:variable name="end" select="number(f:date-days($first, $to))"/>
    <xsl:variable name="begin" select="number(concat('0', f:date-days($first, $from)))"/>
    <xsl:choose>
      <xsl:when test="$to = '' or not($end &gt; 0)"/>
      <xsl:when test="$from = '' or $from = $to">
        <bar from="{$end - $chart[@name = 'point-days']/@value}" to="{$end}" class="point"/>
      </xsl:when>
      <xsl:otherwise>
        <bar from="{($begin &gt; 0) * ($begin - 1)}" to="{$end}" class="bar"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="time-cell">
    <xsl:param name="bars"/>
    <xsl:param name="part"/>
    <xsl:variable name="here" select="$bars[@from &lt; $part/@start + $part/@days and @to &gt; $part/@start]"/>
    <fo:table-cell svod:role="TD">
      <xsl:copy-of select="$cell-style"/>
      <xsl:call-template name="style">
        <xsl:with-param name="name">chart-cell</xsl:with-param>
      </xsl:call-template>
      <xsl:if test="$part/@on">
        <xsl:call-template name="style">
          <xsl:with-param name="name">chart-day</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <fo:block line-height="0" font-size="1pt">
        <xsl:if test="$here">
          <fo:instream-foreign-object svod:role="Figure" width="100%" height="{$chart[@name = 'bar-height']/@value}"
                                      content-width="scale-to-fit" content-height="scale-to-fit" scaling="non-uniform">
            <xsl:attribute name="svod:alt">
              <xsl:for-each select="d:deadline">
                <xsl:value-of select="substring('; ', 1, 2 * (position() != 1))"/>
                <xsl:variable name="words">
                  <xsl:apply-templates mode="deadline-words"/>
                </xsl:variable>
                <xsl:value-of select="normalize-space($words)"/>
              </xsl:for-each>
            </xsl:attribute>
            <svg:svg viewBox="0 0 {$part/@days} 10" width="{$part/@days}" height="10" preserveAspectRatio="none">
              <xsl:for-each select="$here">
                <xsl:call-template name="bar">
                  <xsl:with-param name="class" select="@class"/>
                  <xsl:with-param name="from" select="(@from &gt; $part/@start) * (@from - $part/@start)"/>
                  <xsl:with-param name="to" select="(@to &lt; $part/@start + $part/@days) * (@to - $part/@start) +
                                                    (@to &gt;= $part/@start + $part/@days) * $part/@days"/>
                </xsl:call-template>
              </xsl:for-each>
            </svg:svg>
          </fo:instream-foreign-object>
        </xsl:if>
      </fo:block>
    </fo:table-cell>
  </xsl:template>

  <!-- A point is black and as high as the row's drawing, a bar grey and lower: told apart on any printer. -->
  <xsl:template name="bar">
    <xsl:param name="class"/>
    <xsl:param name="from"/>
    <xsl:param name="to"/>
    <xsl:variable name="inset" select="2 * ($class = 'bar')"/>
    <svg:rect x="{$from}" y="{$inset}" width="{$to - $from}" height="{10 - 2 * $inset}"
              fill="{$chart[@name = concat($class, '-colour')]/@value}"/>
  </xsl:template>
</xsl:stylesheet>
