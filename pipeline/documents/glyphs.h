/* glyphs.h - characters of a document that no font has, found without laying it out. */
#ifndef SVOD_GLYPHS_H
#define SVOD_GLYPHS_H

#include "text/font.h"
#include "xml/xml.h"

/* Tell each place where the edition prints a character that render refuses: one that no font has,
 * or of private use. How many there are. `fonts` is asked of what is no ordinary letter alone, so
 * that other documents open none. */
size_t glyphs_tell_missing(metrics *fonts, const xml_doc *doc, const char *edition_dir, diag *dg);

#endif
