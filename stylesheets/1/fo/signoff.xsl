<?xml version="1.0" encoding="UTF-8"?>
<!-- Signatures: position left, room for the signature, name right on the position's last line; equal ranks
     side by side. Never on a page of their own: kept with lines of the text before them, all together if they are few; of
     many, two with the text before and two at the end. No block of a signature is divided. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions" xmlns:set="http://exslt.org/sets"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p set">

  <!-- Of the document or appendix that is the current node. -->
  <xsl:template name="signatures">
    <xsl:call-template name="signature-table">
      <xsl:with-param name="signoffs" select="d:signoff[not(@role = 'agreed' or @role = 'executor')]"/>
    </xsl:call-template>
    <xsl:if test="d:signoff[@role = 'agreed']">
      <fo:block svod:role="P" keep-with-previous.within-page="always" keep-with-next.within-page="always">
        <xsl:call-template name="style">
          <xsl:with-param name="name">signoff-agreed</xsl:with-param>
        </xsl:call-template>
        <xsl:value-of select="$marks[@name = 'agreed']/@value"/>
      </fo:block>
      <xsl:call-template name="signature-table">
        <xsl:with-param name="signoffs" select="d:signoff[@role = 'agreed']"/>
        <xsl:with-param name="style">signoff-below-agreed</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:apply-templates select="d:signoff[@role = 'executor']"/>
  </xsl:template>

  <xsl:template name="signature-table">
    <xsl:param name="signoffs"/>
    <xsl:param name="style">signoff</xsl:param>
    <xsl:variable name="long" select="boolean($signoffs/d:person[string-length(normalize-space(.)) &gt; $names[@name = 'long']/@value])"/>
    <xsl:if test="$signoffs">
      <fo:table svod:role="Div" table-layout="fixed" width="100%" keep-with-previous.within-page="always"
                keep-together.within-page="{substring('alwaysauto', 1 + 6 * (count($signoffs) &gt; $few-signatures), 6)}">
        <xsl:call-template name="style">
          <xsl:with-param name="name" select="$style"/>
        </xsl:call-template>
        <fo:table-column column-width="{$widths[@name = 'signoff-position']/@value}"/>
        <fo:table-column column-width="{$widths[@name = concat('signoff-', substring('gapmark', 1 + 3 * boolean($signoffs/d:eSignature | $signoffs/@electronic), 3 + boolean($signoffs/d:eSignature | $signoffs/@electronic)))]/@value}"/>
        <fo:table-column column-width="{$widths[@name = concat('signoff-person', substring('-long', 1, 5 * $long))]/@value}"/>
        <fo:table-body>
          <xsl:apply-templates select="$signoffs"/>
        </fo:table-body>
      </fo:table>
    </xsl:if>
  </xsl:template>

  <xsl:variable name="names" select="$styles[@name = 'names']/p:set"/>

  <!-- Of the person that is the current node: a double name is divided only where no line has room for it. -->
  <xsl:template name="whole-name">
    <xsl:param name="most" select="$names[@name = 'whole']/@value"/>
    <xsl:choose>
      <xsl:when test="contains(., '-') and string-length(normalize-space(.)) &lt;= $most">
        <fo:inline keep-together.within-line="always">
          <xsl:apply-templates/>
        </fo:inline>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="few-signatures" select="$styles[@name = 'carried']/p:set[@name = 'signatures']/@value"/>

  <!-- Of many signatures, where the table may be divided anywhere else: the second stays with the first one, the last with the one before. -->
  <xsl:template name="signature-keep">
    <xsl:if test="last() &gt; $few-signatures and (position() = 2 or position() = last())">
      <xsl:attribute name="keep-with-previous.within-page">always</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="d:signoff">
    <!-- The distance to the next signature stands below the date, if there is one. -->
    <xsl:variable name="cell">signoff-cell<xsl:if test="d:date">-dated</xsl:if></xsl:variable>
    <fo:table-row svod:role="P" keep-together.within-page="always">
      <xsl:call-template name="signature-keep"/>
      <fo:table-cell>
        <xsl:call-template name="style">
          <xsl:with-param name="name" select="string($cell)"/>
        </xsl:call-template>
        <fo:block>
          <xsl:apply-templates select="d:position/node()"/>
        </fo:block>
      </fo:table-cell>
      <fo:table-cell>
        <fo:block/>
        <xsl:apply-templates select="d:eSignature"/>
        <xsl:call-template name="signature-field"/>
      </fo:table-cell>
      <fo:table-cell>
        <xsl:call-template name="style">
          <xsl:with-param name="name" select="string($cell)"/>
        </xsl:call-template>
        <fo:block>
          <xsl:call-template name="style">
            <xsl:with-param name="name">signoff-name</xsl:with-param>
          </xsl:call-template>
          <xsl:for-each select="d:person">
            <xsl:variable name="beside-mark" select="boolean(../../d:signoff[@electronic or d:eSignature])"/>
            <xsl:call-template name="whole-name">
              <xsl:with-param name="most" select="$names[@name = substring('wholelong', 1 + 5 * $beside-mark, 5)]/@value"/>
            </xsl:call-template>
          </xsl:for-each>
        </fo:block>
      </fo:table-cell>
    </fo:table-row>
    <xsl:apply-templates select="d:date"/>
  </xsl:template>

  <xsl:template match="d:signoff/d:date">
    <fo:table-row svod:role="P" keep-with-previous.within-page="always">
      <fo:table-cell number-columns-spanned="3">
        <xsl:call-template name="style">
          <xsl:with-param name="name">signoff-cell</xsl:with-param>
        </xsl:call-template>
        <fo:block>
          <xsl:apply-templates/>
        </fo:block>
      </fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <!-- ==== the mark of an electronic signature: never typed, made of the certificate's data ==== -->

  <xsl:variable name="mark-words" select="$styles[@name = 'signature-mark-words']/p:set"/>

  <xsl:template match="d:eSignature">
    <fo:block svod:role="P">
      <xsl:call-template name="style">
        <xsl:with-param name="name">signature-mark</xsl:with-param>
      </xsl:call-template>
      <fo:block>
        <xsl:call-template name="style">
          <xsl:with-param name="name">signature-mark-title</xsl:with-param>
        </xsl:call-template>
        <xsl:value-of select="$mark-words[@name = 'title']/@value"/>
      </fo:block>
      <xsl:apply-templates select="@serial | @owner" mode="mark-line"/>
      <fo:block>
        <xsl:value-of select="concat($mark-words[@name = 'valid']/@value, ' ', f:date-numeric(@validFrom), ' ',
                                     $mark-words[@name = 'until']/@value, ' ', f:date-numeric(@validTo))"/>
      </fo:block>
      <xsl:apply-templates select="@mchd" mode="mark-line"/>
      <xsl:for-each select="@signedAt">
        <fo:block>
          <xsl:value-of select="concat($mark-words[@name = 'signedAt']/@value, ' ', f:date-numeric(.))"/>
        </fo:block>
      </xsl:for-each>
    </fo:block>
  </xsl:template>

  <xsl:template match="@*" mode="mark-line">
    <fo:block>
      <xsl:value-of select="concat($mark-words[@name = name(current())]/@value, ' ', .)"/>
    </fo:block>
  </xsl:template>

  <!-- The place that svod sign fills: a signature field as large as the mark. -->
  <xsl:template name="signature-field">
    <xsl:if test="(@electronic = 'true' or @electronic = '1') and not(d:eSignature)">
      <fo:block-container svod:role="Form" svod:field="signature-{count(preceding::d:signoff[@electronic]) + 1}"
                          svod:alt="{$mark-words[@name = 'field']/@value} {normalize-space(d:person)}">
        <xsl:call-template name="style">
          <xsl:with-param name="name">signature-field</xsl:with-param>
        </xsl:call-template>
        <fo:block/>
      </fo:block-container>
    </xsl:if>
  </xsl:template>

  <!-- ==== equal ranks: two on a level, positions in one row, signatures in the next ==== -->

  <!-- Those behind the first of their level are printed with it. -->
  <xsl:template match="d:signoff[@rank][@rank = preceding-sibling::d:signoff[1]/@rank]
                                [string(@role[. != 'signed']) = string(preceding-sibling::d:signoff[1]/@role[. != 'signed'])]" priority="2"/>

  <!-- A level ends where another rank or role follows: a rank that comes again further down is another level. -->
  <xsl:template match="d:signoff[@rank][@rank = following-sibling::d:signoff[1]/@rank]
                                [string(@role[. != 'signed']) = string(following-sibling::d:signoff[1]/@role[. != 'signed'])]" priority="1">
    <xsl:variable name="behind" select="following-sibling::d:signoff"/>
    <xsl:variable name="level" select=". | set:leading($behind, $behind[not(@rank = current()/@rank) or
                                           string(@role[. != 'signed']) != string(current()/@role[. != 'signed'])][1])"/>
    <fo:table-row svod:role="Div"
                  keep-together.within-page="{substring('alwaysauto', 1 + 6 * (count($level) &gt; 2 * $few-signatures), 6)}">
      <fo:table-cell svod:role="Div" number-columns-spanned="3">
        <fo:table svod:role="Div" table-layout="fixed" width="100%">
          <fo:table-column column-width="{$widths[@name = 'signoff-level']/@value}"/>
          <fo:table-column column-width="{$widths[@name = 'signoff-level-gap']/@value}"/>
          <fo:table-column column-width="{$widths[@name = 'signoff-level']/@value}"/>
          <fo:table-body>
            <xsl:for-each select="$level[position() mod 2 = 1]">
              <xsl:variable name="n" select="2 * position()"/>
              <fo:table-row svod:role="Div" keep-together.within-page="always" keep-with-next.within-page="always">
                <xsl:call-template name="level-row">
                  <xsl:with-param name="left" select="d:position"/>
                  <xsl:with-param name="right" select="$level[$n]/d:position"/>
                </xsl:call-template>
              </fo:table-row>
              <fo:table-row svod:role="Div" keep-together.within-page="always">
                <xsl:call-template name="level-row">
                  <xsl:with-param name="left" select="d:person | d:date | d:eSignature"/>
                  <xsl:with-param name="right" select="$level[$n]/d:person | $level[$n]/d:date | $level[$n]/d:eSignature"/>
                  <xsl:with-param name="style">signoff-level</xsl:with-param>
                </xsl:call-template>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
      </fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <xsl:template name="level-row">
    <xsl:param name="left"/>
    <xsl:param name="right"/>
    <xsl:param name="style"/>
    <xsl:call-template name="level-cell">
      <xsl:with-param name="parts" select="$left"/>
      <xsl:with-param name="style" select="$style"/>
    </xsl:call-template>
    <fo:table-cell svod:role="Div">
      <fo:block/>
    </fo:table-cell>
    <xsl:call-template name="level-cell">
      <xsl:with-param name="parts" select="$right"/>
      <xsl:with-param name="style" select="$style"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="level-cell">
    <xsl:param name="parts"/>
    <xsl:param name="style"/>
    <fo:table-cell svod:role="Div">
      <xsl:call-template name="style">
        <xsl:with-param name="name" select="$style"/>
      </xsl:call-template>
      <fo:block/>
      <xsl:apply-templates select="$parts" mode="level"/>
    </fo:table-cell>
  </xsl:template>

  <xsl:template match="d:eSignature" mode="level">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <xsl:template match="d:position | d:date" mode="level">
    <fo:block svod:role="P">
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:person" mode="level">
    <xsl:for-each select="..">
      <xsl:call-template name="signature-field"/>
    </xsl:for-each>
    <xsl:call-template name="signature-line"/>
  </xsl:template>

  <!-- ==== the mark of the executor: small, at the left, below the signatures ==== -->

  <xsl:template match="d:signoff[@role = 'executor']" priority="3">
    <fo:block svod:role="P" keep-with-previous.within-page="always" keep-together.within-page="always">
      <xsl:call-template name="style">
        <xsl:with-param name="name">executor</xsl:with-param>
      </xsl:call-template>
      <xsl:for-each select="d:person | d:position | d:phone | d:date">
        <xsl:sort select="number(not(self::d:person))" data-type="number"/>
        <fo:block>
          <xsl:apply-templates/>
        </fo:block>
      </xsl:for-each>
    </fo:block>
  </xsl:template>

  <!-- ==== lines that go with the signatures to a new page ==== -->

  <!-- The properties of the last paragraph before signatures: at least so many of its lines go with them, and
       the paragraph before goes with one that has fewer. Called on the last block of text. -->
  <xsl:template name="carried-lines">
    <xsl:if test="not(following-sibling::*[1]) and not(../following-sibling::*[not(self::d:signoff)][1]) and
                  (../../d:signoff or ../parent::d:body/../d:signoff)">
      <xsl:call-template name="style">
        <xsl:with-param name="name">carried-lines</xsl:with-param>
      </xsl:call-template>
      <xsl:if test="string-length(normalize-space(.)) &lt; $styles[@name = 'carried']/p:set[@name = 'short']/@value">
        <xsl:attribute name="keep-with-previous.within-page">always</xsl:attribute>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- The last three items of a list there go with them together. -->
  <xsl:template name="carried-item">
    <xsl:if test="not(following-sibling::d:item[2]) and ../parent::d:narrative and preceding-sibling::d:item[1] and
                  not(../following-sibling::*[1]) and not(../../following-sibling::*[not(self::d:signoff)][1]) and
                  (../../../d:signoff or ../../parent::d:body/../d:signoff)">
      <xsl:attribute name="keep-with-previous.within-page">always</xsl:attribute>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
