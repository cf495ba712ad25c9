<?xml version="1.0" encoding="UTF-8"?>
<!-- Each t holds what a function gave and what is wanted; tests/unit/xslt_functions.c compares them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:svod:functions"
                exclude-result-prefixes="f">
  <xsl:key name="norm" match="p" use="f:normalise(.)"/>

  <xsl:template match="/">
    <results>
      <!-- numbers -->
      <t want="1234.5"><xsl:value-of select="f:number('1 234,5')"/></t>
      <t want=""><xsl:value-of select="f:number('пять')"/></t>
      <t want="NaN"><xsl:value-of select="number(f:number('пять'))"/></t>
      <t want="3"><xsl:value-of select="f:number('1') + f:number('2')"/></t>
      <t want="36.7"><xsl:value-of select="f:round('36,65', 1)"/></t>
      <t want="3"><xsl:value-of select="f:round(2.5)"/></t>
      <t want="33.3"><xsl:value-of select="f:percent(1, 3)"/></t>
      <t want="33.33"><xsl:value-of select="f:percent(1, 3, 2)"/></t>
      <t want=""><xsl:value-of select="f:percent(1, 0)"/></t>
      <t want="1&#160;234,5"><xsl:value-of select="f:number-text('1234.5')"/></t>
      <t want="1,5"><xsl:value-of select="f:number-text('1.46', 1)"/></t>
      <t want="нет"><xsl:value-of select="f:number-text('нет')"/></t>
      <t want="мост"><xsl:value-of select="f:plural(21, 'мост', 'моста', 'мостов')"/></t>
      <t want="моста"><xsl:value-of select="f:plural(2, 'мост', 'моста', 'мостов')"/></t>
      <t want="мостов"><xsl:value-of select="f:plural(11, 'мост', 'моста', 'мостов')"/></t>
      <t want="моста"><xsl:value-of select="f:plural('1,5', 'мост', 'моста', 'мостов')"/></t>
      <t want="мостов"><xsl:value-of select="f:plural('много', 'мост', 'моста', 'мостов')"/></t>
      <!-- QR codes -->
      <t want="21"><xsl:value-of select="f:qr-size('мост')"/></t>
      <t want="29"><xsl:value-of select="f:qr-size('мост и дорога', 'H')"/></t>
      <t want=""><xsl:value-of select="f:qr-size('')"/></t>
      <t want="M0 0h7v1h-7zM"><xsl:value-of select="substring(f:qr-path('мост'), 1, 13)"/></t>
      <t want=""><xsl:value-of select="f:qr-path('')"/></t>
      <!-- numbered things -->
      <t want="1=приложении № 1"><xsl:value-of select="f:mentions('Список в приложении № 1.', 'appendix')"/></t>
      <t want="2=прил. 2"><xsl:value-of select="f:mentions('(прил. 2)', 'appendix')"/></t>
      <t want="1=Приложения 1;2=Приложения 1, 2;3.1=Приложения 1, 2 и 3.1"><xsl:value-of select="f:mentions('Приложения 1, 2 и 3.1 готовы', 'appendix')"/></t>
      <t want="А=приложение А"><xsl:value-of select="f:mentions('(приложение А)', 'appendix')"/></t>
      <t want="*=приложение"><xsl:value-of select="f:mentions('200 окон (приложение)', 'appendix')"/></t>
      <t want="*=приложение"><xsl:value-of select="f:mentions('Перечень – см. приложение.', 'appendix')"/></t>
      <t want=""><xsl:value-of select="f:mentions('Приложение О мерах', 'appendix')"/></t>
      <t want=""><xsl:value-of select="f:mentions('(мобильное приложение)', 'appendix')"/></t>
      <t want=""><xsl:value-of select="f:mentions('приложение № 4 к приказу', 'appendix')"/></t>
      <t want=""><xsl:value-of select="f:mentions('с приложением 5а', 'appendix')"/></t>
      <t want=""><xsl:value-of select="f:mentions('', 'appendix')"/></t>
      <!-- dates -->
      <t want="5&#160;мая&#160;2022&#160;г."><xsl:value-of select="f:date-long('2022-05-05')"/></t>
      <t want="5&#160;мая&#160;2022&#160;г."><xsl:value-of select="f:date-long('05.05.22')"/></t>
      <t want="май&#160;2022&#160;г."><xsl:value-of select="f:date-long('2022-05')"/></t>
      <t want="скоро"><xsl:value-of select="f:date-long('скоро')"/></t>
      <t want="31.02.2022"><xsl:value-of select="f:date-long('31.02.2022')"/></t>
      <t want="05.05.2022"><xsl:value-of select="f:date-numeric('2022-05-05')"/></t>
      <t want="май"><xsl:value-of select="f:month(5)"/></t>
      <t want="мая"><xsl:value-of select="f:month('2022-05-05', 'genitive')"/></t>
      <t want="мае"><xsl:value-of select="f:month(5, 'prepositional')"/></t>
      <t want=""><xsl:value-of select="f:month(13)"/></t>
      <t want="true"><xsl:value-of select="boolean(f:date-valid('2024-02-29'))"/></t>
      <t want="false"><xsl:value-of select="boolean(f:date-valid('2023-02-29'))"/></t>
      <t want="false"><xsl:value-of select="boolean(f:date-valid('2023-02'))"/></t>
      <t want="2022-05-05"><xsl:value-of select="f:parse-date('5 мая 2022 г.')"/></t>
      <t want=""><xsl:value-of select="f:parse-date('5 мая')"/></t>
      <t want="2022-05-01"><xsl:value-of select="f:date-first('2022-05')"/></t>
      <t want="2022-05-31"><xsl:value-of select="f:date-last('2022-05')"/></t>
      <t want="2023-12-31"><xsl:value-of select="f:date-last('2022–2023 годы')"/></t>
      <t want="-1"><xsl:value-of select="f:date-compare('2022-05-05', '2022-05-06')"/></t>
      <t want="0"><xsl:value-of select="f:date-compare('2022-05', '01.05.2022')"/></t>
      <t want=""><xsl:value-of select="f:date-compare('2022-05', '')"/></t>
      <t want="31.02.2022; 30.02.2022"><xsl:value-of select="f:date-problems('с 31.02.2022 по 30.02.2022', 'invalid')"/></t>
      <t want="05.03.2022"><xsl:value-of select="f:date-suggestions('от 05.03 2022', 'malformed')"/></t>
      <t want="12.05.2022–13.05.2022"><xsl:value-of select="f:date-suggestions('12-13.05.22', 'short-year')"/></t>
      <t want=""><xsl:value-of select="f:date-problems('с 01.02.2022', 'invalid')"/></t>
      <!-- deadlines -->
      <t want="whole"><xsl:value-of select="f:deadline-kind('Всегда')"/></t>
      <t want=""><xsl:value-of select="f:deadline-kind('ежегодно')"/></t>
      <t want="month"><xsl:value-of select="f:deadline-kind('Октябрь', '2021-09-01', '2022-08-31')"/></t>
      <t want="2022-03-01"><xsl:value-of select="f:deadline-from('Март', '2021-09-01', '2022-08-31')"/></t>
      <t want="2022-03-31"><xsl:value-of select="f:deadline-to('Март', '2021-09-01', '2022-08-31')"/></t>
      <t want=""><xsl:value-of select="f:deadline-to('Март')"/></t>
      <t want="true"><xsl:value-of select="f:deadline-reversed('13–12.05.2022')"/></t>
      <!-- words -->
      <t want="Ёлка"><xsl:value-of select="f:upper-first('ёлка')"/></t>
      <t want=""><xsl:value-of select="f:upper-first('')"/></t>
      <t want="елка 5"><xsl:value-of select="f:normalise(' Ёлка, «5» ')"/></t>
      <t want="2"><xsl:value-of select="f:date-days('2022-02-28', '2022-03-01')"/></t>
      <t want="28"><xsl:value-of select="f:date-days('2022-02', '2022-02')"/></t>
      <t want=""><xsl:value-of select="f:date-days('2022-03-02', '2022-03-01')"/></t>
      <t want=""><xsl:value-of select="f:date-days('2022-03-02', '')"/></t>
      <t want="b a c"><xsl:value-of select="f:distinct('b a  b c a ')"/></t>
      <t want="б а|в"><xsl:value-of select="f:distinct('|б а|в|б а', '|')"/></t>
      <t want=""><xsl:value-of select="f:distinct('')"/></t>
      <t want="2|7|Музей"><xsl:value-of select="f:list-items('Школ №№ 2, 7, 2, Музей')"/></t>
      <t want="3"><xsl:value-of select="f:list-length('Школ №№ 2, 7, 2, Музей')"/></t>
      <t want="Школ"><xsl:value-of select="f:list-lead('Школ №№ 2, 7, 2, Музей')"/></t>
      <t want="2, 11, Музей"><xsl:value-of select="f:list-sorted('Музей, 11, 2, 11')"/></t>
      <t want="30 32"><xsl:value-of select="f:list-slip('2, 30 32', 'comma')"/></t>
      <t want="7,14"><xsl:value-of select="f:list-slip('2, 7,14', 'space')"/></t>
      <t want="7,"><xsl:value-of select="f:list-slip('2, 7,', 'end')"/></t>
      <t want="ТП ЛЭП ТП_ЛЭП"><xsl:value-of select="f:abbreviations('У ТП ЛЭП висит знак ВНИМАНИЕ')"/></t>
      <t want="МОЦ"><xsl:value-of select="f:abbreviations('Центр (далее – МОЦ) при ТП', 'explained')"/></t>
      <t want="ТП"><xsl:value-of select="f:abbreviations('Центр (далее – МОЦ) при ТП РФ, ООО «Мост»', 'open')"/></t>
      <t want="100"><xsl:value-of select="f:similar('Мост', 'мост.')"/></t>
      <t want="true"><xsl:value-of select="f:similar('Ремонт моста', 'Ремонт мостов') &gt; 80"/></t>
      <t want="true"><xsl:value-of select="f:quotes-balanced('«а «б» в»')"/></t>
      <t want=""><xsl:value-of select="f:quotes-balanced('«а «б» в')"/></t>
      <t want="г. Бор, Выкса, № 2, № 11"><xsl:for-each select="//s"><xsl:sort select="f:sort-key(.)"/><xsl:value-of select="."/><xsl:if test="position() != last()">, </xsl:if></xsl:for-each></t>
      <t want="2"><xsl:value-of select="count(key('norm', 'в доме'))"/></t>
      <t want="Врио"><xsl:value-of select="f:listed('(Врио) директора', 'acting')"/></t>
      <t want="и.о."><xsl:value-of select="f:listed('и.о. директора', 'acting')"/></t>
      <t want=""><xsl:value-of select="f:listed('директор', 'acting')"/></t>
      <t want=""><xsl:value-of select="f:listed('врио', 'нет такого')"/></t>
      <t want="a: b:a c:b d:b e:a f: "><xsl:for-each select="//h"><xsl:value-of select="concat(@n, ':', f:above()/@n, ' ')"/></xsl:for-each></t>
      <t want="a: b:a c:a d:a e:a f: "><xsl:for-each select="//h"><xsl:value-of select="concat(@n, ':', f:above('t')/@n, ' ')"/></xsl:for-each></t>
      <t want="0"><xsl:value-of select="count(f:above())"/></t>
      <t want="36 ч"><xsl:value-of select="f:text(//hours)"/></t>
      <t want=""><xsl:value-of select="f:text(//nothing)"/></t>
      <t want="&quot;Клуб &quot;Мир&quot; № 5&quot;"><xsl:value-of select="translate(f:text(//q), '&#10;', ' ')"/></t>
      <!-- typography -->
      <t want="в&#160;доме"><xsl:value-of select="f:typo('в доме')"/></t>
      <t want="в доме"><xsl:value-of select="f:typo('в доме', 'narrow')"/></t>
      <t want="у доме"><xsl:value-of select="f:typo('у доме')"/></t>
      <t want="«Клуб "><xsl:value-of select="f:typo(//q/text()[1])"/></t>
      <t want="„Мир"><xsl:value-of select="f:typo(//q/b/text())"/></t>
      <t want="“ №"><xsl:value-of select="f:typo(//q/text()[2])"/></t>
      <t want="5»"><xsl:value-of select="f:typo(//q/text()[3])"/></t>
      <t want="«Клуб „Мир“ №&#160;5»"><xsl:value-of select="f:typo(//q)"/></t>
    </results>
  </xsl:template>
</xsl:stylesheet>
