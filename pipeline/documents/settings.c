/* settings.c - see settings.h. The editions' tables of codes are searched as text, which takes no
 * time, and only if svod.ini names codes. An office's svod.ini serves documents of all editions, so
 * a code of any of them is known. */
#define _GNU_SOURCE
#include "documents/settings.h"

#include <glob.h>
#include <string.h>

#include "base/output.h"
#include "base/strbuf.h"

static void read_codes(arena *a, const char *data_dir, strbuf *all, diag *dg)
{
    glob_t found;

    if (glob(arena_printf(a, "%s/stylesheets/[0-9]*/codes.xml", data_dir), 0, NULL, &found))
        return;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char *text;
        size_t size;
        if (!input_read(found.gl_pathv[i], 0, &text, &size, dg))
            continue;
        strbuf_add(all, text, size);
        mem_free(text);
    }
    globfree(&found);
}

void settings_tell_unknown(const char *data_dir, const project *p, diag *dg)
{
    arena *a = arena_new();
    strbuf codes = STRBUF_INIT;
    const char *code;
    src_pos where;

    if (project_severity(p, 0, &code, &where))
        read_codes(a, data_dir, &codes, dg);
    for (size_t i = 0; codes.len && project_severity(p, i, &code, &where); i++)
        if (!strstr(codes.data, arena_printf(a, "<code id=\"%s\"", code)))
            diag_report(dg, ((src_pos){diag_copy(dg, where.file), where.line, 0}), MSG_NO_SUCH_CODE,
                        code);
    strbuf_free(&codes);
    arena_free(a);
}
