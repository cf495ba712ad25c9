/* io.c - what libxml2 may read by itself: files of the program's own data folder, nothing else.
 *
 * Author's documents come to libxml2 as memory. Only schemas load their modules by name; those
 * are ours. libxml2 keeps one loader for the process, so the folder is the process's too. */
#include "xml/xml_int.h"

#include <limits.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlmemory.h>

#include "base/paths.h"
#include "base/pool.h"

static char data_root[PATH_MAX]; /* libxml2's loader takes no argument of ours */

static void say_nothing(void *self, const char *format, ...)
{
    (void)self;
    (void)format;
}

static void say_nothing_structured(void *self, xmlErrorPtr e)
{
    (void)self;
    (void)e;
}

static xmlParserInputPtr load_own(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
    const char *path = url && !strncmp(url, "file:///", 8) ? url + 7 : url;

    (void)id;
    if (!path || !data_root[0] || !path_is_within(path, data_root))
        return NULL;
    return xmlNewInputFromFile(ctxt, path);
}

void xml_silence(void)
{
    xmlSetGenericErrorFunc(NULL, say_nothing);
    xmlSetStructuredErrorFunc(NULL, say_nothing_structured);
}

static char *copy_text(const char *s)
{
    size_t n = strlen(s) + 1;
    return memcpy(pool_take(n), s, n);
}

void xml_init(const char *data_dir)
{
    /* where libxml2 and libxslt lack memory they speak of mistakes that nobody made */
    xmlMemSetup(pool_free, pool_take, pool_enlarge, copy_text);
    xmlInitParser();
    xml_silence();
    if (data_dir && strlen(data_dir) < sizeof data_root)
        strcpy(data_root, data_dir);
    xmlSetExternalEntityLoader(load_own);
}
