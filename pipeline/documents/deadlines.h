/* deadlines.h - the deadlines of a document's measures, as a list for people, as data, or as a
 * calendar.
 *
 * In: what the edition's deadlines.xsl gives (namespace urn:svod:deadlines:1), an element a
 * deadline. */
#ifndef SVOD_DEADLINES_H
#define SVOD_DEADLINES_H

#include "base/output.h"
#include "xml/xml.h"

/* A list, overdue ones on the day `on` first, then by their last day, then those without a date. */
bool deadlines_list(const xml_doc *doc, xmlDocPtr found, const char *on, output *out);
/* The same, a JSON object a line. */
bool deadlines_json(const xml_doc *doc, xmlDocPtr found, const char *on, output *out);
/* Those that are not done and have a date, each an event on its last day. */
bool deadlines_calendar(xmlDocPtr found, output *out);

#endif
