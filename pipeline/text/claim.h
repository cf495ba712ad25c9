/* claim.h - does a text claim that all is done («все запланированные мероприятия выполнены»)?
 *
 * A sentence claims it with a word of each of the lists [claim-all], [claim-plan] and [claim-done]
 * of terms.ini, and none of [claim-but]. */
#ifndef SVOD_TEXT_CLAIM_H
#define SVOD_TEXT_CLAIM_H

#include <stdbool.h>

#include "text/wordlist.h"

bool claims_all(const word_lists *terms, const char *text);

#endif
