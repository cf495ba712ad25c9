/* versions.c - what svod --version tells: the program, its libraries, fonts and dictionaries. */
#include <stdio.h>

#include "base/lang.h"
#include "documents/documents.h"
#include "pdf/versions.h"
#include "sign/versions.h"
#include "text/versions.h"
#include "xml/versions.h"
#include "xslt/versions.h"

void session_library_versions(FILE *out)
{
    fprintf(out, "svod %s\n", SVOD_VERSION);
    xml_versions(out);
    xslt_versions(out);
    text_versions(out);
    pdf_versions(out);
    sign_versions(out);
}

bool svod_versions(svod_session *s, FILE *out, diag *dg)
{
    const char *family, *path;
    diag *faces = diag_new(); /* a missing face shows by its missing version */

    session_library_versions(out);
    fprintf(out, "%s:\n", _("fonts"));
    for (size_t i = 0; font_set_face(s->fonts, i, &family, &path); i++)
        fprintf(out, "  %s: %s, %s\n", family, path, font_set_version(s->fonts, i, faces));
    hyphenator_versions(s->hyphens, out);
    diag_free(faces);
    (void)dg; /* late.c has something to say */
    return true;
}
