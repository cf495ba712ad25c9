<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match='/'><xsl:document href='evil.txt' xmlns:x='x'>x</xsl:document><x/></xsl:template>
</xsl:stylesheet>
