<?xml version="1.0" encoding="UTF-8"?>
<!-- The QR code of a registered document at the lower right of its first sheet, where the profile has one:
     registration data and the digest of the content, by which a copy is compared with the original. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                exclude-result-prefixes="f d p">

  <xsl:variable name="qr" select="$styles[@name = 'qr-code']/p:set"/>

  <!-- «№ 27-П от 16.09.2024», empty if the document is not registered. -->
  <xsl:variable name="registration">
    <xsl:for-each select="/d:document/d:metadata[d:regNumber]">
      <xsl:value-of select="concat('№&#160;', f:typo(d:regNumber/text()), ' от&#160;', f:date-numeric(d:docDate))"/>
    </xsl:for-each>
  </xsl:variable>

  <!-- Lines of the code; bounded, so that the code stays legible. -->
  <xsl:variable name="qr-text">
    <xsl:if test="$qr and $registration != ''">
      <xsl:for-each select="/d:document/d:organisation[@role = 'issuer'][1]">
        <xsl:value-of select="concat(substring(d:shortName | d:fullName[not(../d:shortName)], 1, 100), '&#10;')"/>
      </xsl:for-each>
      <xsl:value-of select="concat('№ ', substring(/d:document/d:metadata/d:regNumber, 1, 100), ' от ',
                                   f:date-numeric(/d:document/d:metadata/d:docDate), '&#10;')"/>
      <xsl:value-of select="concat('SHA-256 ', f:late('content-digest'))"/>
    </xsl:if>
  </xsl:variable>

  <!-- What the region at the foot of the first page takes; nothing where there is no code. -->
  <xsl:variable name="qr-extent">
    <xsl:if test="$qr-text != ''">
      <xsl:value-of select="$qr[@name = 'extent']/@value"/>
    </xsl:if>
  </xsl:variable>

  <xsl:template name="qr-requisite">
    <xsl:if test="$qr-text != ''">
      <fo:static-content flow-name="qr-code">
        <fo:table svod:role="Div" table-layout="fixed" width="100%">
          <fo:table-column column-width="proportional-column-width(1)"/>
          <fo:table-column column-width="{$qr[@name = 'width']/@value}"/>
          <fo:table-body>
            <fo:table-row svod:role="Div" height="{$qr[@name = 'extent']/@value}">
              <fo:table-cell svod:role="Div" display-align="after">
                <fo:block svod:role="P">
                  <xsl:call-template name="style">
                    <xsl:with-param name="name">qr-caption</xsl:with-param>
                  </xsl:call-template>
                  <!-- beside it a title page has its own lines -->
                  <xsl:if test="not(/d:document/d:titlePage)">
                    <xsl:value-of select="$registration"/>
                    <fo:block>
                      <xsl:value-of select="concat('SHA-256 ', substring(f:late('content-digest'), 1, $qr[@name = 'digits']/@value), '…')"/>
                    </fo:block>
                  </xsl:if>
                </fo:block>
              </fo:table-cell>
              <fo:table-cell svod:role="Div" display-align="after">
                <xsl:call-template name="qr-drawing"/>
              </fo:table-cell>
            </fo:table-row>
          </fo:table-body>
        </fo:table>
      </fo:static-content>
    </xsl:if>
  </xsl:template>

  <xsl:template name="qr-drawing">
    <xsl:variable name="level" select="$qr[@name = 'level']/@value"/>
    <xsl:variable name="size" select="f:qr-size($qr-text, $level)"/>
    <xsl:variable name="quiet" select="$qr[@name = 'quiet']/@value"/>
    <fo:block svod:role="Figure">
      <xsl:call-template name="style">
        <xsl:with-param name="name">qr-drawing</xsl:with-param>
      </xsl:call-template>
      <fo:instream-foreign-object content-width="{$qr[@name = 'width']/@value}">
        <svg:svg viewBox="{-$quiet} {-$quiet} {$size + 2 * $quiet} {$size + 2 * $quiet}">
          <svg:title>
            <xsl:value-of select="$qr-text"/>
          </svg:title>
          <svg:path d="{f:qr-path($qr-text, $level)}"/>
        </svg:svg>
      </fo:instream-foreign-object>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
