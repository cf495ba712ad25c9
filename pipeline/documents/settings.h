/* settings.h - what an office writes into svod.ini and nothing is about. */
#ifndef SVOD_SETTINGS_H
#define SVOD_SETTINGS_H

#include "base/diag.h"
#include "xml/project.h"

/* Tell the codes that no installed edition has (codes.xml): a wish that is never fulfilled looks
 * like one that is. */
void settings_tell_unknown(const char *data_dir, const project *p, diag *dg);

#endif
