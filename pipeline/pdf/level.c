/* level.c - the table of levels. Sources: ISO 19005-1 (PDF 1.4: no object streams, no transparency,
 * no attachments, a CIDSet for each subset), 19005-2 and -3 (PDF 1.7; attachments of any kind in
 * part 3 only, each with a relationship), 14289-1. */
#include "pdf/level.h"

#include <string.h>

static const pdf_level_row rows[PDF_LEVEL_COUNT] = {
    [PDF_UNTAGGED] = {.minor = 7, .transparent = true},
    [PDF_PLAIN] =
        {.name = "plain", .minor = 7, .tagged = true, .compressed = true, .transparent = true},
    [PDF_A1B] = {.name = "a1b",
                 .title = "PDF/A-1b",
                 .minor = 4,
                 .part = 1,
                 .conformance = 'B',
                 .cid_sets = true},
    [PDF_A2A] = {.name = "a2a",
                 .title = "PDF/A-2a",
                 .minor = 7,
                 .part = 2,
                 .conformance = 'A',
                 .tagged = true,
                 .compressed = true,
                 .transparent = true},
    [PDF_A3A] = {.name = "a3a",
                 .title = "PDF/A-3a",
                 .minor = 7,
                 .part = 3,
                 .conformance = 'A',
                 .ua = true,
                 .tagged = true,
                 .compressed = true,
                 .transparent = true,
                 .attachments = true},
};

const pdf_level_row *pdf_level_of(pdf_level level)
{
    return &rows[level];
}

pdf_level pdf_level_find(const char *name)
{
    pdf_level level = PDF_UNTAGGED;

    while (level < PDF_LEVEL_COUNT && (!rows[level].name || strcmp(rows[level].name, name)))
        level++;
    return level;
}
