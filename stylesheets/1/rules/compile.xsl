<?xml version="1.0" encoding="UTF-8"?>
<!-- Rules (ISO Schematron, ISO/IEC 19757-3) to a stylesheet that finds what breaks them.

     In: one .sch file. Out: XSLT 1.0 whose result is
       <findings>
         <finding code="R04" severity="error" at="NUMBER"><en>…</en><ru>…</ru></finding>
       </findings>
     where NUMBER is f:at() of the node.

     A pattern becomes a mode. Its rules become templates of that mode, earlier ones with higher priority: as
     the standard says, a node is judged by the first rule of a pattern whose context matches it. The nodes
     to be judged are selected straight from the contexts, which is much faster than walking the whole
     document once a pattern; only a context that cannot be turned into a path makes the pattern walk.

     What is understood: schema, ns, let (schema, pattern, rule), xsl:key, pattern (also abstract, with
     is-a and param), rule (also abstract, with extends), assert, report, diagnostics, value-of, name, emph,
     span, dir, title, p. The rest stops the compiler with a message.

     Ours: @id of an assertion begins with the rule's code, what follows a hyphen or a full stop only
     tells assertions apart (R04, R04-gap). @role is error (default), warning or note. The texts are the
     diagnostics of xml:lang en and ru that @diagnostics names; where one is missing, the assertion's own
     text. svod:at on an assertion or rule is a path from the context to the node to be shown; svod:word on an
     assertion is the text in it that is meant, so that its line and column are told. svod:when on a rule is a test
     that each node which breaks the rule fulfils, and most others do not: those are not looked at. svod:each on an assertion
     is a path: it is judged once for each of those nodes, whose text is $each, with the same context. -->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:out="urn:svod:xslt"
                xmlns:sch="http://purl.oclc.org/dsdl/schematron"
                xmlns:exsl="http://exslt.org/common"
                xmlns:svod="urn:svod:fo" xmlns:f="urn:svod:functions"
                exclude-result-prefixes="sch exsl">
  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:key name="diagnostic" match="sch:diagnostic" use="@id"/>
  <xsl:key name="rule" match="sch:rule[@abstract = 'true']" use="@id"/>
  <xsl:key name="pattern" match="sch:pattern[@abstract = 'true']" use="@id"/>

  <xsl:variable name="patterns" select="/sch:schema/sch:pattern[not(@abstract = 'true')]"/>

  <!-- ==== the frame ==== -->
  <xsl:template match="/sch:schema">
    <xsl:if test="@queryBinding and not(@queryBinding = 'xslt')">
      <xsl:message terminate="yes">queryBinding must be xslt</xsl:message>
    </xsl:if>
    <out:stylesheet version="1.0" exclude-result-prefixes="svod f">
      <xsl:for-each select="sch:ns">
        <xsl:call-template name="declare-namespace"/>
      </xsl:for-each>
      <out:output method="xml" encoding="UTF-8"/>
      <xsl:copy-of select="xsl:key"/>
      <xsl:apply-templates select="sch:let"/>
      <xsl:for-each select="$patterns">
        <xsl:call-template name="pattern-variables"/>
      </xsl:for-each>
      <out:template match="/">
        <findings>
          <xsl:apply-templates select="$patterns" mode="start"/>
        </findings>
      </out:template>
      <xsl:apply-templates select="$patterns"/>
      <xsl:apply-templates select="*[not(self::sch:ns or self::sch:let or self::xsl:key or self::sch:pattern)]"/>
    </out:stylesheet>
  </xsl:template>

  <!-- XSLT 1.0 cannot write a namespace declaration: it is copied from an element that has it. -->
  <xsl:template name="declare-namespace">
    <xsl:variable name="holder">
      <xsl:element name="{@prefix}:holder" namespace="{@uri}"/>
    </xsl:variable>
    <xsl:copy-of select="exsl:node-set($holder)/*/namespace::*[name() = current()/@prefix]"/>
  </xsl:template>

  <xsl:template match="sch:title | sch:p | sch:diagnostics | sch:schema/text()"/>

  <xsl:template match="*">
    <xsl:message terminate="yes">
      <xsl:text>the element </xsl:text>
      <xsl:value-of select="name()"/>
      <xsl:text> is not supported here</xsl:text>
    </xsl:message>
  </xsl:template>

  <!-- ==== patterns ==== -->
  <!-- The rules of a pattern stand in it, or in the abstract one it is an instance of. -->
  <xsl:template name="pattern-variables">
    <xsl:apply-templates select="sch:let | key('pattern', @is-a)/sch:let">
      <xsl:with-param name="params" select="sch:param"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="sch:pattern" mode="start">
    <xsl:variable name="rules" select="(. | key('pattern', @is-a))/sch:rule[not(@abstract = 'true')]"/>
    <xsl:variable name="paths">
      <xsl:apply-templates select="$rules" mode="paths">
        <xsl:with-param name="params" select="sch:param"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:if test="$rules">
      <xsl:choose>
        <xsl:when test="contains($paths, '!walk')">
          <xsl:call-template name="start-paths">
            <xsl:with-param name="paths" select="'/&#10;//*&#10;//@*&#10;//text()'"/>
            <xsl:with-param name="mode" select="concat('p', position())"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="start-paths">
            <xsl:with-param name="paths" select="substring-after($paths, '&#10;')"/>
            <xsl:with-param name="mode" select="concat('p', position())"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- One instruction a path: a union would be compared node by node with itself (libxml2). A node that is
       on two paths is judged twice by the same rule; the second finding is identical and not kept. -->
  <xsl:template name="start-paths">
    <xsl:param name="paths"/>
    <xsl:param name="mode"/>
    <out:apply-templates select="{substring-before(concat($paths, '&#10;'), '&#10;')}" mode="{$mode}" svod:at="{f:at()}"/>
    <xsl:if test="contains($paths, '&#10;')">
      <xsl:call-template name="start-paths">
        <xsl:with-param name="paths" select="substring-after($paths, '&#10;')"/>
        <xsl:with-param name="mode" select="$mode"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- For each part of the context a line with a path to every node that it may match; or '!walk'. -->
  <xsl:template match="sch:rule" mode="paths">
    <xsl:param name="params"/>
    <xsl:variable name="context">
      <xsl:call-template name="expand">
        <xsl:with-param name="text" select="normalize-space(@context)"/>
        <xsl:with-param name="params" select="$params"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="starts-with($context, 'key(') or starts-with($context, 'id(')">!walk</xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="paths">
          <xsl:with-param name="context" select="$context"/>
          <xsl:with-param name="when">
            <xsl:if test="@svod:when">
              <xsl:value-of select="concat('[', @svod:when, ']')"/>
            </xsl:if>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A union is divided where its bar stands outside of predicates; `taken` ends with one that does not. -->
  <xsl:template name="paths">
    <xsl:param name="context"/>
    <xsl:param name="when"/>
    <xsl:param name="taken"/>
    <xsl:variable name="path" select="concat($taken, substring-before(concat($context, '|'), '|'))"/>
    <xsl:variable name="whole" select="string-length(translate($path, '[', '')) = string-length(translate($path, ']', ''))"/>
    <xsl:if test="$whole">
      <xsl:text>&#10;</xsl:text>
      <xsl:call-template name="path">
        <xsl:with-param name="context" select="normalize-space($path)"/>
      </xsl:call-template>
      <xsl:value-of select="$when"/>
    </xsl:if>
    <xsl:if test="contains($context, '|')">
      <xsl:call-template name="paths">
        <xsl:with-param name="context" select="substring-after($context, '|')"/>
        <xsl:with-param name="when" select="$when"/>
        <xsl:with-param name="taken" select="substring(concat($path, '|'), 1, string-length(concat($path, '|')) * not($whole))"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- All elements of one name are kept at hand (f:all); other contexts are looked for from the root. -->
  <xsl:template name="path">
    <xsl:param name="context"/>
    <xsl:variable name="step" select="substring-before(concat(translate($context, '[', '/'), '/'), '/')"/>
    <xsl:variable name="name" select="substring-after($step, ':')"/>
    <xsl:choose>
      <xsl:when test="starts-with($context, '/')">
        <xsl:value-of select="$context"/>
      </xsl:when>
      <xsl:when test="$name != '' and translate($name, '*@:( ', '') = $name">
        <xsl:value-of select="concat('f:all(&quot;', $name, '&quot;)', substring($context, string-length($step) + 1))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat('//', $context)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="sch:pattern">
    <xsl:variable name="mode" select="concat('p', position())"/>
    <xsl:variable name="params" select="sch:param"/>
    <xsl:if test="@is-a and not(key('pattern', @is-a))">
      <xsl:message terminate="yes">is-a names no abstract pattern</xsl:message>
    </xsl:if>
    <xsl:for-each select="(. | key('pattern', @is-a))/sch:rule[not(@abstract = 'true')]">
      <xsl:apply-templates select=".">
        <xsl:with-param name="mode" select="$mode"/>
        <xsl:with-param name="priority" select="last() - position() + 1"/>
        <xsl:with-param name="params" select="$params"/>
      </xsl:apply-templates>
    </xsl:for-each>
    <out:template match="* | @* | text() | /" mode="{$mode}" priority="0"/>
    <xsl:apply-templates select="*[not(self::sch:rule or self::sch:let or self::sch:param)]"/>
  </xsl:template>

  <!-- ==== rules ==== -->
  <xsl:template match="sch:rule">
    <xsl:param name="mode"/>
    <xsl:param name="priority"/>
    <xsl:param name="params"/>
    <out:template mode="{$mode}" priority="{$priority}" svod:at="{f:at()}">
      <xsl:attribute name="match">
        <xsl:call-template name="expand">
          <xsl:with-param name="text" select="@context"/>
          <xsl:with-param name="params" select="$params"/>
        </xsl:call-template>
      </xsl:attribute>
      <xsl:variable name="borrowed" select="key('rule', sch:extends/@rule)/*"/>
      <xsl:variable name="asked">
        <xsl:call-template name="asked">
          <xsl:with-param name="lets" select="sch:let | $borrowed[self::sch:let]"/>
          <xsl:with-param name="text">
            <xsl:for-each select="$params/@value | */@test | */@svod:each"><xsl:value-of select="."/></xsl:for-each>
            <xsl:for-each select="(sch:let | $borrowed[self::sch:let])[$borrowed]"><xsl:value-of select="concat('$', @name)"/></xsl:for-each>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:variable>
      <xsl:apply-templates select="*">
        <xsl:with-param name="params" select="$params"/>
        <xsl:with-param name="asked" select="string($asked)"/>
      </xsl:apply-templates>
    </out:template>
  </xsl:template>

  <!-- What is only told (in a text, as the place) is computed when there is something to tell. The names of the
       variables that the tests need come out, each between blanks; `text`: what is known to be computed. Only
       what stands before a variable can be used in it, so one walk backwards finds all. Where a rule extends
       another, all are computed. -->
  <xsl:template name="asked">
    <xsl:param name="lets"/>
    <xsl:param name="text"/>
    <xsl:if test="$lets">
      <xsl:variable name="let" select="$lets[last()]"/>
      <xsl:variable name="wanted" select="contains($text, concat('$', $let/@name))"/>
      <xsl:if test="$wanted">
        <xsl:value-of select="concat(' ', $let/@name, ' ')"/>
      </xsl:if>
      <xsl:call-template name="asked">
        <xsl:with-param name="lets" select="$lets[position() &lt; last()]"/>
        <xsl:with-param name="text">
          <xsl:value-of select="$text"/>
          <xsl:for-each select="$let[$wanted]/descendant-or-self::*/@*"><xsl:value-of select="."/></xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sch:extends">
    <xsl:param name="params"/>
    <xsl:param name="asked"/>
    <xsl:if test="not(key('rule', @rule))">
      <xsl:message terminate="yes">extends names no abstract rule</xsl:message>
    </xsl:if>
    <xsl:apply-templates select="key('rule', @rule)/*">
      <xsl:with-param name="params" select="$params"/>
      <xsl:with-param name="asked" select="$asked"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- Variables of the schema, of a pattern; of a rule those that are asked. -->
  <xsl:template match="sch:let">
    <xsl:param name="params"/>
    <xsl:param name="asked"/>
    <xsl:if test="not(parent::sch:rule) or contains($asked, concat(' ', @name, ' '))">
      <xsl:call-template name="variable">
        <xsl:with-param name="params" select="$params"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="variable">
    <xsl:param name="params"/>
    <out:variable name="{@name}" svod:at="{f:at()}">
      <xsl:if test="@value">
        <xsl:attribute name="select">
          <xsl:call-template name="expand">
            <xsl:with-param name="text" select="@value"/>
            <xsl:with-param name="params" select="$params"/>
          </xsl:call-template>
        </xsl:attribute>
      </xsl:if>
      <xsl:if test="not(@value)">
        <xsl:copy-of select="node()"/>
      </xsl:if>
    </out:variable>
  </xsl:template>

  <!-- ==== assertions ==== -->
  <xsl:template match="sch:assert | sch:report">
    <xsl:param name="params"/>
    <xsl:param name="asked"/>
    <xsl:choose>
      <xsl:when test="@svod:each">
        <out:if test="true()"><!-- a scope of its own -->
          <out:variable name="here" select="."/>
          <out:for-each select="{@svod:each}" svod:at="{f:at()}">
            <out:variable name="each" select="string(.)"/>
            <out:for-each select="$here">
              <xsl:call-template name="assertion">
                <xsl:with-param name="params" select="$params"/>
                <xsl:with-param name="asked" select="$asked"/>
              </xsl:call-template>
            </out:for-each>
          </out:for-each>
        </out:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="assertion">
          <xsl:with-param name="params" select="$params"/>
          <xsl:with-param name="asked" select="$asked"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="assertion">
    <xsl:param name="params"/>
    <xsl:param name="asked"/>
    <xsl:variable name="test">
      <xsl:call-template name="expand">
        <xsl:with-param name="text" select="@test"/>
        <xsl:with-param name="params" select="$params"/>
      </xsl:call-template>
    </xsl:variable>
    <out:if svod:at="{f:at()}">
      <xsl:attribute name="test">
        <xsl:choose>
          <xsl:when test="self::sch:report"><xsl:value-of select="$test"/></xsl:when>
          <xsl:otherwise>not(<xsl:value-of select="$test"/>)</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:variable name="ids" select="concat(' ', normalize-space(@diagnostics), ' ')"/>
      <xsl:variable name="later" select="preceding-sibling::sch:let[not(contains($asked, concat(' ', @name, ' ')))]"/>
      <xsl:variable name="told">
        <xsl:call-template name="asked">
          <xsl:with-param name="lets" select="$later"/>
          <xsl:with-param name="text">
            <xsl:for-each select="@svod:at | @svod:word | ../@svod:at | .//@* |
                                  /sch:schema/sch:diagnostics/sch:diagnostic[contains($ids, concat(' ', @id, ' '))]//@*"><xsl:value-of select="."/></xsl:for-each>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:variable>
      <xsl:for-each select="$later[contains($told, concat(' ', @name, ' '))]">
        <xsl:call-template name="variable">
          <xsl:with-param name="params" select="$params"/>
        </xsl:call-template>
      </xsl:for-each>
      <finding>
        <xsl:attribute name="code">
          <xsl:value-of select="substring-before(concat(translate(@id, '.', '-'), '-'), '-')"/>
        </xsl:attribute>
        <xsl:call-template name="severity"/>
        <out:attribute name="at">
          <out:value-of select="f:at({(@svod:at | parent::*[not(current()/@svod:at)]/@svod:at)[1]})"/>
        </out:attribute>
        <xsl:if test="@svod:word">
          <out:attribute name="word">
            <out:value-of select="{@svod:word}"/>
          </out:attribute>
        </xsl:if>
        <en>
          <xsl:call-template name="words">
            <xsl:with-param name="language">en</xsl:with-param>
            <xsl:with-param name="params" select="$params"/>
          </xsl:call-template>
        </en>
        <ru>
          <xsl:call-template name="words">
            <xsl:with-param name="language">ru</xsl:with-param>
            <xsl:with-param name="params" select="$params"/>
          </xsl:call-template>
        </ru>
      </finding>
    </out:if>
  </xsl:template>

  <xsl:template name="severity">
    <xsl:attribute name="severity">
      <xsl:choose>
        <xsl:when test="not(@role) or @role = 'error' or @role = 'fatal'">error</xsl:when>
        <xsl:when test="@role = 'warning' or @role = 'warn'">warning</xsl:when>
        <xsl:when test="@role = 'note' or @role = 'info' or @role = 'information'">note</xsl:when>
        <xsl:otherwise>
          <xsl:message terminate="yes">role must be error, warning or note</xsl:message>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <!-- ==== texts ==== -->
  <xsl:template name="words">
    <xsl:param name="language"/>
    <xsl:param name="params"/>
    <xsl:variable name="ids" select="concat(' ', normalize-space(@diagnostics), ' ')"/>
    <xsl:variable name="diagnostic" select="/sch:schema/sch:diagnostics/sch:diagnostic
        [contains($ids, concat(' ', @id, ' ')) and lang($language)]"/>
    <xsl:choose>
      <xsl:when test="$diagnostic">
        <xsl:apply-templates select="$diagnostic[1]/node()" mode="words">
          <xsl:with-param name="params" select="$params"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="words">
          <xsl:with-param name="params" select="$params"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text()" mode="words">
    <out:text><xsl:value-of select="."/></out:text>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="words">
    <xsl:param name="params"/>
    <out:value-of svod:at="{f:at()}">
      <xsl:attribute name="select">
        <xsl:call-template name="expand">
          <xsl:with-param name="text" select="@select"/>
          <xsl:with-param name="params" select="$params"/>
        </xsl:call-template>
      </xsl:attribute>
    </out:value-of>
  </xsl:template>

  <xsl:template match="sch:name" mode="words">
    <out:value-of select="name({@path})" svod:at="{f:at()}"/>
  </xsl:template>

  <xsl:template match="sch:emph | sch:span | sch:dir" mode="words">
    <xsl:param name="params"/>
    <xsl:apply-templates mode="words">
      <xsl:with-param name="params" select="$params"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="*" mode="words">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <!-- ==== parameters of abstract patterns: every $name in `text` becomes its value ==== -->
  <xsl:template name="expand">
    <xsl:param name="text"/>
    <xsl:param name="params"/>
    <xsl:choose>
      <xsl:when test="not($params)"><xsl:value-of select="$text"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="replaced">
          <xsl:call-template name="replace">
            <xsl:with-param name="text" select="$text"/>
            <xsl:with-param name="name" select="concat('$', $params[1]/@name)"/>
            <xsl:with-param name="value" select="$params[1]/@value"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:call-template name="expand">
          <xsl:with-param name="text" select="string($replaced)"/>
          <xsl:with-param name="params" select="$params[position() &gt; 1]"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="replace">
    <xsl:param name="text"/>
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:choose>
      <xsl:when test="contains($text, $name)">
        <xsl:value-of select="concat(substring-before($text, $name), $value)"/>
        <xsl:call-template name="replace">
          <xsl:with-param name="text" select="substring-after($text, $name)"/>
          <xsl:with-param name="name" select="$name"/>
          <xsl:with-param name="value" select="$value"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
