<?xml version="1.0" encoding="UTF-8"?>
<!-- A stylesheet for tests: what svod:at does, and that only the edition's files are read. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:fo="http://www.w3.org/1999/XSL/Format">
  <xsl:import href="part.xsl"/>
  <xsl:strip-space elements="works"/>
  <xsl:param name="read"/>

  <xsl:template match="/works">
    <fo:root>
      <xsl:apply-templates/>
      <xsl:if test="$read">
        <fo:block><xsl:value-of select="document($read)/word"/></fo:block>
      </xsl:if>
    </fo:root>
  </xsl:template>
</xsl:stylesheet>
