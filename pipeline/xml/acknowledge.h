/* acknowledge.h - findings that the author explains: <acknowledgement code="R24"
 * ref="m7">reason</…>. They become notes that carry the reason; rules stay strict for everybody
 * else. */
#ifndef SVOD_XML_ACKNOWLEDGE_H
#define SVOD_XML_ACKNOWLEDGE_H

#include "xml/xml.h"

/* Of the findings in `doc` from item `from` on, acknowledge those of the codes named, inside the
 * element with the id `ref` or, without one, anywhere. Reports acknowledgements of what was not
 * found (A01) and ids that are not there (A02). */
void xml_acknowledge(const xml_doc *doc, size_t from, diag *dg);

#endif
