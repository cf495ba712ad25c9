<?xml version="1.0" encoding="UTF-8"?>
<!-- From edition 1 to edition 2: what is to be changed in the author's file, in the order of reporting.
       <set at="NUMBER" name="…" value="…"/>     an attribute of the element, new or with another value
       <remove at="NUMBER" name="…"/>            an attribute
     with the words for the report inside (en, ru). NUMBER is f:at(). Everything else stays, byte by byte.

     Edition 2 says in one attribute, recreated="signed", what edition 1 says in two that go together,
     origin="recreated" state="signed"; of other documents the state is what their sign-offs prove. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:d="urn:svod:document:1" xmlns:f="urn:svod:functions"
                exclude-result-prefixes="d f">

  <xsl:template match="/d:document">
    <changes>
      <set at="{f:at()}" name="edition" value="2">
        <en>the document is of edition 2 now; sign-offs of the earlier one cover it no longer</en>
        <ru>документ теперь в редакции 2; прежние подписи к нему больше не относятся</ru>
      </set>
      <xsl:if test="@origin = 'recreated'">
        <set at="{f:at()}" name="recreated">
          <xsl:attribute name="value">
            <xsl:value-of select="@state"/>
            <xsl:if test="not(@state)">draft</xsl:if>
          </xsl:attribute>
          <en>origin and state became one attribute, recreated</en>
          <ru>origin и state объединены в один атрибут recreated</ru>
        </set>
      </xsl:if>
      <xsl:apply-templates select="@origin | @state"/>
    </changes>
  </xsl:template>

  <xsl:template match="@origin | @state">
    <remove at="{f:at(..)}" name="{name()}">
      <xsl:choose>
        <xsl:when test="../@origin = 'recreated'">
          <en><xsl:value-of select="concat(name(), '=&quot;', ., '&quot; is said by recreated')"/></en>
          <ru><xsl:value-of select="concat('вместо ', name(), '=&quot;', ., '&quot; говорит recreated')"/></ru>
        </xsl:when>
        <xsl:otherwise>
          <en><xsl:value-of select="concat(name(), '=&quot;', ., '&quot; is left out: the state is what the sign-offs prove')"/></en>
          <ru><xsl:value-of select="concat(name(), '=&quot;', ., '&quot; убрано: состояние доказывают подписи')"/></ru>
        </xsl:otherwise>
      </xsl:choose>
    </remove>
  </xsl:template>
</xsl:stylesheet>
