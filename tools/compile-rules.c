/* compile-rules.c - the rules of an edition as the stylesheets they become, so that no run has to
 * make them.
 *   compile-rules EDITION-FOLDER FOLDER      NAME.sch of the one to NAME.xsl in the other */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/output.h"
#include "xslt/rule_source.h"

static bool prepare(rule_source *s, arena *a, const char *name, const char *folder, diag *dg)
{
    output *out =
        output_open(arena_printf(a, "%s/%.*s.xsl", folder, (int)strlen(name) - 4, name), dg);

    if (out && rule_source_prepare(s, name, out, dg))
        return output_commit(out, dg);
    output_abandon(out, dg);
    return false;
}

int main(int argc, char **argv)
{
    arena *a = arena_new();
    diag *dg = diag_new();
    struct dirent **files = NULL;
    rule_source *s;
    bool ok = argc == 3;
    int n;

    if (!ok) {
        fprintf(stderr, "usage: compile-rules EDITION-FOLDER FOLDER\n");
        return EXIT_FAILURE;
    }
    xml_init(argv[1]);
    s = rule_source_open(a, argv[1]);
    n = rule_source_list(argv[1], &files);
    for (int i = 0; i < n && ok; i++)
        ok = prepare(s, a, files[i]->d_name, argv[2], dg);
    for (int i = 0; i < n; i++)
        free(files[i]);
    free(files);
    rule_source_close(s);
    diag_print(dg, stderr, DIAG_PLAIN);
    diag_free(dg);
    arena_free(a);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
