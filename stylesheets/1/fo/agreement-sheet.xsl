<?xml version="1.0" encoding="UTF-8"?>
<!-- The agreement sheet (лист согласования): the last page says who agreed, approved and signed, when, and which findings
     were acknowledged for what reason. A mark stands only where the sign-off covers the content. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <xsl:variable name="sheet" select="$styles[@name = 'agreement-sheet']/p:set"/>
  <xsl:variable name="sheet-blocks" select="/d:document/d:agreement | /d:document/d:signoff[@role = 'agreed'] | /d:document/d:approval |
                                            /d:document/d:signoff[not(@role) or @role = 'signed' or @role = 'author']"/>
  <xsl:variable name="acknowledgements" select="/d:document/d:metadata/d:acknowledgement"/>

  <xsl:template match="d:agreementSheet" mode="sequences">
    <fo:page-sequence svod:role="Document">
      <xsl:call-template name="sequence-frame"/>
      <fo:flow flow-name="xsl-region-body">
        <fo:block svod:role="H2" keep-with-next.within-page="always">
          <xsl:call-template name="style">
            <xsl:with-param name="name">narrative-title</xsl:with-param>
          </xsl:call-template>
          <xsl:apply-templates/>
          <xsl:if test="not(node())">
            <xsl:value-of select="$sheet[@name = 'title']/@value"/>
          </xsl:if>
        </fo:block>
        <fo:block svod:role="P" keep-with-next.within-page="always">
          <xsl:call-template name="style">
            <xsl:with-param name="name">agreement-sheet-document</xsl:with-param>
          </xsl:call-template>
          <xsl:value-of select="f:typo(concat('«', $sheet-document, '»'))"/>
        </fo:block>
        <xsl:call-template name="tabular"/>
        <xsl:if test="$acknowledgements">
          <xsl:call-template name="acknowledged"/>
        </xsl:if>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <xsl:variable name="sheet-document">
    <xsl:call-template name="plain">
      <xsl:with-param name="of" select="/d:document/d:metadata/d:title"/>
    </xsl:call-template>
  </xsl:variable>

  <!-- ==== the table ==== -->

  <xsl:template match="d:agreementSheet" mode="table-columns">
    <fo:table-column column-width="proportional-column-width(3)"/>
    <fo:table-column column-width="proportional-column-width(2)"/>
    <fo:table-column column-width="{$sheet[@name = 'date-width']/@value}"/>
    <fo:table-column column-width="{$sheet[@name = 'mark-width']/@value}"/>
  </xsl:template>

  <xsl:template match="d:agreementSheet" mode="table-head">
    <fo:table-row svod:role="TR" keep-together.within-page="always">
      <xsl:for-each select="$sheet[starts-with(@name, 'head-')]">
        <xsl:call-template name="head-cell">
          <xsl:with-param name="content" select="string(@value)"/>
        </xsl:call-template>
      </xsl:for-each>
    </fo:table-row>
  </xsl:template>

  <xsl:template match="d:agreementSheet" mode="table-body">
    <xsl:apply-templates select="$sheet-blocks[self::d:agreement or @role = 'agreed']" mode="sheet-row"/>
    <xsl:apply-templates select="$sheet-blocks[self::d:approval]" mode="sheet-row"/>
    <xsl:apply-templates select="$sheet-blocks[self::d:signoff and not(@role = 'agreed')]" mode="sheet-row"/>
  </xsl:template>

  <xsl:template match="d:*" mode="sheet-row">
    <fo:table-row svod:role="TR" keep-together.within-page="always">
      <xsl:call-template name="body-cell">
        <xsl:with-param name="content">
          <xsl:for-each select="d:position | d:board | d:act">
            <fo:block>
              <xsl:call-template name="again">
                <xsl:with-param name="content">
                  <xsl:apply-templates/>
                </xsl:with-param>
              </xsl:call-template>
            </fo:block>
          </xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="body-cell">
        <xsl:with-param name="content">
          <fo:block hyphenate="false">
            <xsl:call-template name="again">
              <xsl:with-param name="content">
                <xsl:apply-templates select="d:person/node()"/>
              </xsl:with-param>
            </xsl:call-template>
            <!-- an act or a body has no name to give -->
            <xsl:if test="not(d:person)">
              <xsl:value-of select="$marks[@name = 'dash']/@value"/>
            </xsl:if>
          </fo:block>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="number-cell">
        <xsl:with-param name="content">
          <xsl:value-of select="f:date-numeric((d:covers/@date | d:date[not(../d:covers)]/@iso | d:act[not(../d:covers)]/@date)[1])"/>
        </xsl:with-param>
        <xsl:with-param name="dash" select="true()"/>
      </xsl:call-template>
      <xsl:call-template name="number-cell">
        <xsl:with-param name="content">
          <xsl:call-template name="sheet-mark"/>
        </xsl:with-param>
        <xsl:with-param name="dash" select="true()"/>
      </xsl:call-template>
    </fo:table-row>
  </xsl:template>

  <xsl:template name="sheet-mark">
    <xsl:if test="d:covers[@digest = f:late('content-digest')] or $recreated = 'yes'">
      <xsl:choose>
        <xsl:when test="self::d:approval">
          <xsl:value-of select="$sheet[@name = 'mark-approved']/@value"/>
        </xsl:when>
        <xsl:when test="self::d:agreement or @role = 'agreed'">
          <xsl:value-of select="$sheet[@name = 'mark-agreed']/@value"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="$sheet[@name = 'mark-signed']/@value"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- ==== acknowledged findings ==== -->

  <xsl:template name="acknowledged">
    <fo:block svod:role="H3" keep-with-next.within-page="always">
      <xsl:call-template name="style">
        <xsl:with-param name="name">heading-1</xsl:with-param>
      </xsl:call-template>
      <xsl:value-of select="$sheet[@name = 'acknowledged']/@value"/>
    </fo:block>
    <xsl:for-each select="$acknowledgements">
      <fo:block svod:role="P">
        <xsl:call-template name="style">
          <xsl:with-param name="name">glossary-entry</xsl:with-param>
        </xsl:call-template>
        <xsl:value-of select="@code"/>
        <xsl:if test="@ref">
          <xsl:value-of select="concat(' (', @ref, ')')"/>
        </xsl:if>
        <xsl:text>: </xsl:text>
        <xsl:value-of select="f:typo(normalize-space(.))"/>
      </fo:block>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
