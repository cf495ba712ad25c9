<?xml version="1.0" encoding="UTF-8"?>
<!-- Course records. A row is a course, or all learners of a section who have one programme in common: then its
     numbers and institutions are computed. Totals are computed; a stated total that differs (rule R01) is
     printed only where the paper is re-created. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:exsl="http://exslt.org/common"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="exsl f d p">

  <!-- Learners of one programme in one section: the same words, hours, dates and provider. -->
  <xsl:key name="programme" match="d:section/d:learner"
           use="concat(generate-id(..), '|', f:normalise(concat(d:programme, '|', d:hours/@n, '|', d:date/@from, '|', d:date/@to,
                       '|', d:provider/@ref, d:provider[not(@ref)])))"/>

  <xsl:template match="d:courses">
    <xsl:call-template name="tabular"/>
  </xsl:template>

  <!-- Above the headings: the section that the first row of the page belongs to. Every row carries its name. -->
  <xsl:template match="d:courses[@sections = 'above']" mode="table-head">
    <fo:table-row svod:role="TR" keep-together.within-page="always">
      <xsl:call-template name="head-cell">
        <xsl:with-param name="columns" select="count(d:columns//d:column)"/>
        <xsl:with-param name="content">
          <fo:retrieve-table-marker retrieve-class-name="section" retrieve-position-within-table="first-including-carryover"
                                    retrieve-boundary-within-table="table"/>
        </xsl:with-param>
      </xsl:call-template>
    </fo:table-row>
    <xsl:call-template name="head-rows">
      <xsl:with-param name="columns" select="d:columns"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The current node is a section's title. -->
  <xsl:template name="section-name">
    <xsl:if test="../@number">
      <xsl:value-of select="concat(../@number, ' ')"/>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- The outline leads to the first row of the section whose name stands above the headings; its notes, whose marks are
       there, stand on the page of this row. -->
  <xsl:template match="d:title" mode="section-anchor">
    <fo:inline>
      <xsl:attribute name="id">
        <xsl:call-template name="anchor"/>
      </xsl:attribute>
      <xsl:variable name="notes">
        <xsl:apply-templates select=".//d:footnote[not(ancestor::d:footnote)]"/>
      </xsl:variable>
      <xsl:for-each select="exsl:node-set($notes)/fo:footnote">
        <fo:footnote>
          <fo:inline/>
          <xsl:copy-of select="fo:footnote-body"/>
        </fo:footnote>
      </xsl:for-each>
    </fo:inline>
  </xsl:template>

  <xsl:template match="d:title" mode="section-marker">
    <fo:marker marker-class-name="section">
      <fo:inline>
        <xsl:call-template name="style">
          <xsl:with-param name="name">section-row</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="again">
          <xsl:with-param name="content">
            <xsl:call-template name="section-name"/>
          </xsl:with-param>
        </xsl:call-template>
      </fo:inline>
    </fo:marker>
  </xsl:template>

  <!-- ==== rows ==== -->

  <!-- Where persons are printed each has a row, otherwise each programme. -->
  <xsl:template match="d:courses" mode="table-body">
    <xsl:variable name="by-person" select="boolean(d:columns//d:column[@role = 'person'])"/>
    <xsl:variable name="numbering" select="@numbering"/>
    <!-- rows of the sections, to count on from one to the next -->
    <xsl:variable name="counts">
      <xsl:for-each select="d:section[$numbering = 'continuous']">
        <section rows="{count(d:course | d:learner[$by-person or generate-id() = generate-id(key('programme',
            concat(generate-id(..), '|', f:normalise(concat(d:programme, '|', d:hours/@n, '|', d:date/@from, '|', d:date/@to,
                   '|', d:provider/@ref, d:provider[not(@ref)]))))[1])])}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="d:section">
      <xsl:variable name="section" select="position()"/>
      <xsl:apply-templates mode="course-row" select="d:course | d:learner[$by-person or generate-id() = generate-id(key('programme',
          concat(generate-id(..), '|', f:normalise(concat(d:programme, '|', d:hours/@n, '|', d:date/@from, '|', d:date/@to,
                 '|', d:provider/@ref, d:provider[not(@ref)]))))[1])]">
        <xsl:with-param name="before" select="sum(exsl:node-set($counts)/section[position() &lt; $section]/@rows)"/>
        <xsl:with-param name="by-person" select="$by-person"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="d:total" mode="course-total"/>
    </xsl:for-each>
    <xsl:apply-templates select="d:total" mode="course-total"/>
  </xsl:template>

  <!-- The section's title stands before its first row. -->
  <xsl:template match="d:course | d:learner" mode="course-row">
    <xsl:param name="before"/>
    <xsl:param name="by-person"/>
    <xsl:variable name="n" select="$before + position()"/>
    <xsl:variable name="row" select="."/>
    <xsl:variable name="columns" select="../../d:columns[1]//d:column"/>
    <xsl:variable name="people" select="d:learner | self::d:learner[$by-person] |
        key('programme', concat(generate-id(self::d:learner[not($by-person)]/..), '|',
            f:normalise(concat(d:programme, '|', d:hours/@n, '|', d:date/@from, '|', d:date/@to, '|', d:provider/@ref, d:provider[not(@ref)]))))"/>
    <xsl:variable name="first" select="position() = 1"/>
    <xsl:variable name="above" select="../../@sections = 'above' and not(../preceding-sibling::d:section[1])"/>
    <xsl:if test="$first and not($above)">
      <xsl:apply-templates select="../d:title"/>
    </xsl:if>
    <xsl:call-template name="body-row">
      <xsl:with-param name="whole" select="true()"/>
      <xsl:with-param name="cells">
        <xsl:for-each select="$columns">
          <xsl:apply-templates select="." mode="course-cell">
            <xsl:with-param name="row" select="$row"/>
            <xsl:with-param name="people" select="$people"/>
            <xsl:with-param name="n" select="$n"/>
            <xsl:with-param name="columns" select="$columns"/>
            <xsl:with-param name="before">
              <xsl:if test="position() = 1">
                <xsl:apply-templates select="$row/../d:title[../../@sections = 'above']" mode="section-marker"/>
                <xsl:apply-templates select="$row/../d:title[$first and $above]" mode="section-anchor"/>
              </xsl:if>
            </xsl:with-param>
          </xsl:apply-templates>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:courses/d:section/d:title">
    <xsl:call-template name="section-row">
      <xsl:with-param name="columns" select="count(../../d:columns[1]//d:column)"/>
      <xsl:with-param name="content">
        <xsl:apply-templates select="current()[../../@sections = 'above']" mode="section-marker"/>
        <xsl:call-template name="section-name"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== cells: the current node is the column ==== -->

  <xsl:template match="d:column[@role = 'number']" mode="course-cell">
    <xsl:param name="row"/>
    <xsl:param name="n"/>
    <xsl:param name="before"/>
    <xsl:call-template name="number-cell">
      <xsl:with-param name="content">
        <xsl:copy-of select="$before"/>
        <xsl:for-each select="$row">
          <xsl:call-template name="measure-number">
            <xsl:with-param name="n" select="$n"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A stated number, or as many as there are people; how nothing is written, the author said. -->
  <xsl:template match="d:column[@role = 'learners']" mode="course-cell">
    <xsl:param name="row"/>
    <xsl:param name="people"/>
    <xsl:param name="before"/>
    <xsl:variable name="stated" select="$row/d:learners[@key = current()/@key]"/>
    <xsl:variable name="persons" select="count($people[@key = current()/@key]/d:person)"/>
    <xsl:call-template name="number-cell">
      <xsl:with-param name="dash" select="$stated/@state = 'dash'"/>
      <xsl:with-param name="content">
        <xsl:copy-of select="$before"/>
        <xsl:choose>
          <xsl:when test="$stated">
            <xsl:apply-templates select="$stated/node()"/>
          </xsl:when>
          <xsl:when test="$persons &gt; 0">
            <xsl:value-of select="$persons"/>
          </xsl:when>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:column[@role = 'sum']" mode="course-cell">
    <xsl:param name="row"/>
    <xsl:param name="people"/>
    <xsl:param name="columns"/>
    <xsl:variable name="keys" select="$columns[@role = 'learners']/@key"/>
    <xsl:variable name="stated" select="$row/d:learners[@key = $keys]"/>
    <xsl:call-template name="computed-cell">
      <xsl:with-param name="computed" select="sum($stated/descendant::text()[not(ancestor::d:footnote)][number(.) = number(.)]) + count($people[@key = $keys][not(@key = $stated/@key)]/d:person)"/>
      <xsl:with-param name="stated" select="$row/d:learners[@key = current()/@key]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:column[@role = 'institutions']" mode="course-cell">
    <xsl:param name="row"/>
    <xsl:param name="people"/>
    <xsl:param name="before"/>
    <xsl:variable name="lists" select="$row[not(self::d:learner)]/d:institutions | $people/d:institutions[not($row/self::d:course/d:institutions)]"/>
    <xsl:variable name="all">
      <xsl:for-each select="$lists">
        <xsl:value-of select="concat(f:text(.), ', ')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="body-cell">
      <xsl:with-param name="content">
        <fo:block>
          <xsl:copy-of select="$before"/>
          <xsl:choose>
            <xsl:when test="@order = 'sorted' or not($row/self::d:course/d:institutions)">
              <xsl:for-each select="$lists[1]">
                <xsl:value-of select="f:typo(f:list-sorted(string($all)))"/>
              </xsl:for-each>
              <xsl:apply-templates select="$lists//d:footnote[not(ancestor::d:footnote)]"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="$row/d:institutions/node()"/>
            </xsl:otherwise>
          </xsl:choose>
        </fo:block>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- What the author wrote for the column. The record's own column also has the parts that have none. -->
  <xsl:template match="d:column" mode="course-cell">
    <xsl:param name="row"/>
    <xsl:param name="columns"/>
    <xsl:param name="before"/>
    <xsl:variable name="parts" select="$row/d:*[local-name() = current()/@role] | $row/d:cell[@key = current()/@key] |
                                       $row[current()/@role = 'person']/d:learner/d:person"/>
    <xsl:variable name="record" select="@role = 'name' or @role = 'programme' and not($columns[@role = 'name'])"/>
    <xsl:call-template name="body-cell">
      <xsl:with-param name="content">
        <xsl:copy-of select="exsl:node-set($before)/fo:marker"/>
        <xsl:if test="not($record) and exsl:node-set($before)/fo:inline">
          <fo:block line-height="0" font-size="1pt">
            <xsl:copy-of select="exsl:node-set($before)/fo:inline"/>
          </fo:block>
        </xsl:if>
        <xsl:choose>
          <xsl:when test="$record">
            <fo:block svod:role="P">
              <xsl:copy-of select="exsl:node-set($before)/fo:inline"/>
              <xsl:call-template name="record-parts">
                <xsl:with-param name="parts" select="$row/d:name | $row/*[self::d:programme or self::d:hours or self::d:date or self::d:provider or
                    self::d:place or self::d:institutions[parent::d:course]][local-name() = current()/@role or not(local-name() = $columns/@role)]"/>
              </xsl:call-template>
            </fo:block>
          </xsl:when>
          <xsl:when test="not($parts)">
            <fo:block/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="$parts" mode="course-part"/>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:apply-templates select="$row/d:note[$record][not($columns[@role = 'note'])]" mode="course-part"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:cell | d:note" mode="course-part">
    <fo:block>
      <xsl:apply-templates select="d:*"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:*" mode="course-part">
    <fo:block svod:role="P">
      <xsl:apply-templates select="."/>
    </fo:block>
  </xsl:template>

  <!-- The parts of a record that the author gave one by one, with commas. -->
  <xsl:template name="record-parts">
    <xsl:param name="parts"/>
    <xsl:for-each select="$parts">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:apply-templates select="self::d:name/node() | current()[not(self::d:name)]"/>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== totals ==== -->

  <!-- The label stands before the first column of numbers, or in it if it is the first of all. -->
  <xsl:template match="d:total" mode="course-total">
    <xsl:variable name="total" select="."/>
    <xsl:variable name="columns" select="ancestor::d:courses/d:columns[1]//d:column"/>
    <xsl:variable name="numbers" select="$columns[@role = 'learners' or @role = 'sum']"/>
    <xsl:variable name="before">
      <xsl:for-each select="$columns">
        <xsl:if test="generate-id() = generate-id($numbers[1]) or position() = last() and not($numbers)">
          <xsl:value-of select="position() - boolean($numbers)"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="total-row">
      <xsl:with-param name="cells">
        <xsl:if test="$before &gt; 0">
          <xsl:call-template name="body-cell">
            <xsl:with-param name="columns" select="$before"/>
            <xsl:with-param name="content">
              <fo:block>
                <xsl:apply-templates select="d:label/node()"/>
              </fo:block>
            </xsl:with-param>
          </xsl:call-template>
        </xsl:if>
        <xsl:for-each select="$columns[position() &gt; $before]">
          <xsl:variable name="first" select="position() = 1"/>
          <xsl:apply-templates select="." mode="course-total">
            <xsl:with-param name="total" select="$total"/>
            <xsl:with-param name="columns" select="$columns"/>
            <xsl:with-param name="label" select="$total/d:label[$first and $before = 0]"/>
          </xsl:apply-templates>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:column[@role = 'learners' or @role = 'sum']" mode="course-total">
    <xsl:param name="total"/>
    <xsl:param name="columns"/>
    <xsl:param name="label"/>
    <xsl:variable name="keys" select="current()[@role = 'learners']/@key | $columns[current()/@role = 'sum'][@role = 'learners']/@key"/>
    <xsl:variable name="sections" select="$total/parent::d:section | $total/parent::d:courses/d:section"/>
    <xsl:call-template name="computed-cell">
      <xsl:with-param name="computed" select="sum($sections/d:course/d:learners[@key = $keys]/descendant::text()[not(ancestor::d:footnote)][number(.) = number(.)]) +
          count($sections/d:learner[@key = $keys]/d:person) +
          count($sections/d:course/d:learner[@key = $keys][not(@key = ../d:learners/@key)]/d:person)"/>
      <xsl:with-param name="stated" select="$total/d:learners[@key = current()/@key]"/>
      <xsl:with-param name="label" select="$label"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="d:column" mode="course-total">
    <xsl:call-template name="number-cell">
      <xsl:with-param name="content"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="computed-cell">
    <xsl:param name="computed"/>
    <xsl:param name="stated"/>
    <xsl:param name="label" select="/.."/>
    <xsl:call-template name="number-cell">
      <xsl:with-param name="content">
        <xsl:for-each select="$label">
          <xsl:apply-templates/>
          <xsl:text> </xsl:text>
        </xsl:for-each>
        <xsl:choose>
          <xsl:when test="$stated and $recreated = 'yes' and number(f:number(f:text($stated))) != $computed">
            <xsl:apply-templates select="$stated/node()"/>
          </xsl:when>
          <xsl:when test="number(f:number(f:text($stated))) = $computed">
            <xsl:for-each select="$stated">
              <xsl:value-of select="f:number-text($computed)"/>
              <xsl:apply-templates select=".//d:footnote[not(ancestor::d:footnote)]"/>
            </xsl:for-each>
          </xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="f:number-text($computed)"/>
            <xsl:apply-templates select="$stated//d:footnote[not(ancestor::d:footnote)]"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== footnotes ==== -->

  <!-- Cells are printed in the order of the columns. -->
  <xsl:template match="d:course | d:section/d:learner" mode="footnotes">
    <xsl:variable name="row" select="."/>
    <xsl:variable name="columns" select="../../d:columns[1]//d:column"/>
    <xsl:if test=".//d:footnote">
      <xsl:for-each select="$columns">
        <xsl:variable name="record" select="@role = 'name' or @role = 'programme' and not($columns[@role = 'name'])"/>
        <xsl:apply-templates select="$row/d:*[local-name() = current()/@role][not(self::d:learners) or @key = current()/@key] |
                                     $row/d:cell[@key = current()/@key] | $row[current()/@role = 'person']/d:learner/d:person |
                                     $row/*[$record][not(local-name() = $columns/@role)][not(self::d:learners or self::d:learner or self::d:cell or self::d:person)]
                                                    [not(self::d:institutions) or parent::d:course] |
                                     $row[current()/@role = 'institutions'][not(d:institutions)]/d:learner/d:institutions" mode="footnotes"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
