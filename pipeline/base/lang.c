/* lang.c - glibc's gettext looks at LANGUAGE unless the locale is "C"; C.UTF-8 is on every Debian,
 * so Russian messages do not depend on a Russian locale being generated. The catalogue and the
 * locale are opened with the first message: most runs have none, and English needs neither. */
#define _GNU_SOURCE
#include "base/lang.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static lang current = LANG_EN;
static const char *catalogues = NULL; /* until they are opened */

static lang lang_of_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (!value || !*value)
            continue;
        if (!strcmp(value, "C") || !strcmp(value, "POSIX"))
            return LANG_EN;
        const char *wish = getenv("LANGUAGE");
        if (wish && *wish)
            value = wish;
        return strncmp(value, "ru", 2) == 0 ? LANG_RU : LANG_EN;
    }
    return LANG_EN;
}

bool lang_init(const char *wanted, const char *folder)
{
    bool known = !wanted || !strcmp(wanted, "ru") || !strcmp(wanted, "en");

    current = !wanted || !known ? lang_of_locale() : !strcmp(wanted, "ru") ? LANG_RU : LANG_EN;
    catalogues = folder;
    return known;
}

static void open_catalogues(void)
{
    setlocale(LC_CTYPE, "C.UTF-8"); /* else glibc writes the system's Russian in Latin letters */
    setlocale(LC_MESSAGES, "C.UTF-8");
    setenv("LANGUAGE", "ru", 1);
    bindtextdomain("svod", catalogues);
    bind_textdomain_codeset("svod", "UTF-8");
    catalogues = NULL;
}

lang lang_current(void)
{
    return current;
}

lang lang_use(lang wanted)
{
    const lang before = current;

    current = wanted;
    return before;
}

static bool translates(void)
{
    if (current == LANG_RU && catalogues)
        open_catalogues();
    return current == LANG_RU;
}

const char *lang_translate(const char *english)
{
    return *english && translates() ? dgettext("svod", english) : english;
}

const char *lang_system_error(int error)
{
    static const struct {
        int error;
        const char *text;
    } known[] = {
        {ENOENT, N_("there is no such file or folder")},
        {EACCES, N_("you have no right to do so")},
        {EPERM, N_("you have no right to do so")},
        {EISDIR, N_("this is a folder, not a file")},
        {ENOTDIR, N_("a file stands where a folder is needed")},
        {ELOOP, N_("links lead in a circle")},
        {EBADF, N_("it is closed")},
        {ENOSPC, N_("there is no room left on the disk")},
        {EROFS, N_("the disk can only be read")},
        {ENAMETOOLONG, N_("the name is too long")},
        {EEXIST, N_("a file of this name is in the way")},
        {EIO, N_("the disk reports an error")},
    };
    const char *english;

    for (size_t i = 0; i < COUNT(known); i++)
        if (known[i].error == error)
            return _(known[i].text);
    if (translates())
        return strerror(error);
    english = strerrordesc_np(error); /* strerror goes on in Russian once it has begun */
    return english ? english : strerror(error);
}
