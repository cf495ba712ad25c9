<?xml version="1.0" encoding="UTF-8"?>
<!-- Registration, title, the PDF's properties. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                xmlns:d="urn:svod:document:1" xmlns:p="urn:svod:profile:1"
                xmlns:x="adobe:ns:meta/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                exclude-result-prefixes="f d p">

  <xsl:template match="d:metadata">
    <xsl:if test="d:regNumber or d:place">
      <fo:block svod:role="Div">
        <xsl:call-template name="style">
          <xsl:with-param name="name">registration</xsl:with-param>
        </xsl:call-template>
        <xsl:apply-templates select="d:regNumber | d:place"/>
      </fo:block>
    </xsl:if>
    <!-- a title page without a title of its own has it -->
    <xsl:if test="not(../d:titlePage) or ../d:titlePage/d:title">
      <xsl:apply-templates select="d:title"/>
    </xsl:if>
  </xsl:template>

  <!-- 05.11.2019 № 17 -->
  <xsl:template match="d:regNumber">
    <xsl:variable name="date" select="../d:docDate"/>
    <fo:block>
      <xsl:value-of select="concat(substring($date, 9, 2), '.', substring($date, 6, 2), '.', substring($date, 1, 4),
                                   ' №&#160;', f:typo(text()))"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:place">
    <fo:block>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <xsl:template match="d:metadata/d:title">
    <fo:block svod:role="H1" keep-with-next.within-page="always" keep-together.within-page="always">
      <xsl:call-template name="style">
        <xsl:with-param name="name">title</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </fo:block>
  </xsl:template>

  <!-- ==== properties of the PDF ==== -->
  <xsl:template name="document-information">
    <fo:declarations>
      <x:xmpmeta>
        <rdf:RDF>
          <rdf:Description rdf:about="">
            <dc:title>
              <rdf:Alt>
                <rdf:li xml:lang="x-default">
                  <xsl:call-template name="plain">
                    <xsl:with-param name="of" select="d:metadata/d:title"/>
                  </xsl:call-template>
                </rdf:li>
              </rdf:Alt>
            </dc:title>
            <xsl:if test="d:organisation[@role = 'issuer']">
              <dc:creator>
                <rdf:Seq>
                  <xsl:for-each select="d:organisation[@role = 'issuer']">
                    <rdf:li>
                      <xsl:value-of select="d:fullName"/>
                    </rdf:li>
                  </xsl:for-each>
                </rdf:Seq>
              </dc:creator>
            </xsl:if>
            <xsl:if test="d:metadata/d:subject">
              <dc:description>
                <rdf:Alt>
                  <rdf:li xml:lang="x-default">
                    <xsl:value-of select="d:metadata/d:subject"/>
                  </rdf:li>
                </rdf:Alt>
              </dc:description>
            </xsl:if>
            <dc:language>
              <rdf:Bag>
                <rdf:li>
                  <xsl:value-of select="@lang"/>
                </rdf:li>
              </rdf:Bag>
            </dc:language>
            <xmp:CreateDate>
              <xsl:value-of select="concat(d:metadata/d:docDate, 'T00:00:00Z')"/>
            </xmp:CreateDate>
          </rdf:Description>
        </rdf:RDF>
      </x:xmpmeta>
    </fo:declarations>
  </xsl:template>

  <!-- Text without mark-up, in one line. -->
  <xsl:template name="plain">
    <xsl:param name="of"/>
    <xsl:variable name="text">
      <xsl:apply-templates select="$of" mode="plain"/>
    </xsl:variable>
    <xsl:value-of select="normalize-space($text)"/>
  </xsl:template>

  <xsl:template match="d:br" mode="plain">
    <xsl:text> </xsl:text>
  </xsl:template>
  <!-- a measure's name may hold a list -->
  <xsl:template match="d:p | d:group/d:heading" mode="plain">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="plain"/>
    <xsl:text> </xsl:text>
  </xsl:template>
  <!-- no titles in titles: one could hold the other -->
  <xsl:template match="d:ref[not(node())][not(@show) or @show = 'number']" mode="plain">
    <xsl:apply-templates select="key('place', @to)" mode="label"/>
  </xsl:template>
  <xsl:template match="d:illegible" mode="plain">
    <xsl:value-of select="$marks[@name = 'illegible']/@value"/>
  </xsl:template>
  <xsl:template match="text()" mode="plain">
    <xsl:value-of select="f:typo(.)"/>
  </xsl:template>
</xsl:stylesheet>
