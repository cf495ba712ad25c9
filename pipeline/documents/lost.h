/* lost.h - nothing is lost: every text of the author's document is on its pages, or its edition
 * says why not. */
#ifndef SVOD_LOST_H
#define SVOD_LOST_H

#include "session.h"

typedef struct {
    const xml_doc *doc;
    const char *part;        /* texts of the element with this id only; NULL: all */
    const char *edition_dir; /* whose list of omissions holds (omitted.h) */
    bool tell_omitted;       /* a note (T91) for each text that is not printed and in the list */
} lost_question;

/* Looks at the pages of a document; when all are there, each text that is on none of them and not
 * in the list is an error at its place (L50). What is asked must outlive it. */
session_watch *lost_watch(const lost_question *question);
void lost_free(session_watch *watch);

#endif
