<?xml version="1.0" encoding="UTF-8"?>
<!-- letter.xsl: the letter to whoever sent in a document that cannot be taken: what is to be mended, and where. One page; the
     program gives as many findings as have room, worst first, and counts the others. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:f="urn:svod:functions" exclude-result-prefixes="f">

  <xsl:attribute-set name="cell">
    <xsl:attribute name="border">0.5pt solid black</xsl:attribute>
    <xsl:attribute name="padding">2pt 4pt</xsl:attribute>
  </xsl:attribute-set>

  <xsl:template match="/letter">
    <fo:root xml:lang="ru" font-family="Liberation Serif" font-size="12pt" line-height="1.15">
      <fo:layout-master-set>
        <fo:simple-page-master master-name="page" page-width="210mm" page-height="297mm" margin="20mm 10mm 15mm 30mm">
          <fo:region-body/>
        </fo:simple-page-master>
      </fo:layout-master-set>
      <fo:declarations>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
          <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <dc:title>Извещение о замечаниях к файлу <xsl:value-of select="@file"/></dc:title>
            </rdf:Description>
          </rdf:RDF>
        </x:xmpmeta>
      </fo:declarations>
      <fo:page-sequence master-reference="page">
        <fo:flow flow-name="xsl-region-body" hyphenate="true">
          <fo:block text-align="center" font-weight="bold" space-after="14pt">ИЗВЕЩЕНИЕ<fo:block/>о замечаниях к представленному документу</fo:block>
          <fo:block text-align="justify" text-indent="12.5mm" space-after="6pt">Файл «<xsl:value-of select="@file"/>» проверен и не может быть принят. Просим устранить замечания, перечисленные ниже, и представить исправленный файл. Место замечания указано так, как его показывает текстовый редактор: номер строки и номер знака в ней.</fo:block>
          <xsl:call-template name="findings"/>
          <xsl:apply-templates select="more[@count &gt; 0]"/>
          <fo:block text-align="justify" text-indent="12.5mm" space-before="6pt">Что означает код замечания и как исправить ошибку, объясняет команда «svod explain» с этим кодом. Проверить файл до отправки можно командой «svod check».</fo:block>
        </fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>

  <xsl:template name="findings">
    <fo:table table-layout="fixed" width="100%" border-collapse="collapse" font-size="10.5pt">
      <fo:table-column column-width="10mm"/>
      <fo:table-column column-width="22mm"/>
      <fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-column column-width="16mm"/>
      <fo:table-header font-weight="bold" text-align="center" hyphenate="false">
        <fo:table-row>
          <fo:table-cell xsl:use-attribute-sets="cell"><fo:block>№</fo:block></fo:table-cell>
          <fo:table-cell xsl:use-attribute-sets="cell"><fo:block>Строка, знак</fo:block></fo:table-cell>
          <fo:table-cell xsl:use-attribute-sets="cell"><fo:block>Замечание</fo:block></fo:table-cell>
          <fo:table-cell xsl:use-attribute-sets="cell"><fo:block>Код</fo:block></fo:table-cell>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:apply-templates select="finding"/>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template match="finding">
    <fo:table-row keep-together.within-page="always">
      <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="center"><xsl:value-of select="position()"/></fo:block></fo:table-cell>
      <fo:table-cell xsl:use-attribute-sets="cell">
        <fo:block text-align="center">
          <xsl:choose>
            <xsl:when test="@line"><xsl:value-of select="@line"/><xsl:if test="@column">, <xsl:value-of select="@column"/></xsl:if></xsl:when>
            <xsl:otherwise>весь файл</xsl:otherwise>
          </xsl:choose>
        </fo:block>
      </fo:table-cell>
      <fo:table-cell xsl:use-attribute-sets="cell"><fo:block><xsl:value-of select="."/><xsl:if test="@error = 'no'"> (<xsl:value-of select="@severity"/>)</xsl:if></fo:block></fo:table-cell>
      <fo:table-cell xsl:use-attribute-sets="cell"><fo:block text-align="center"><xsl:value-of select="@code"/></fo:block></fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <xsl:template match="more">
    <fo:block text-align="justify" text-indent="12.5mm" space-before="6pt">Это не все замечания: здесь не поместилось ещё <xsl:value-of select="@count"/>.</fo:block>
  </xsl:template>
</xsl:stylesheet>
