/* doctor.c - svod doctor: is everything there that a document needs, and of what version? Each
 * thing is one line, «ok» or what is wrong with it; a wrong thing makes the exit code. Fonts are
 * opened and asked for the letters of a Russian document; a word is hyphenated, a file written, the
 * files of the editions are held against their checksums: what is told was tried. */
#define _GNU_SOURCE
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/output.h"
#include "base/utf8.h"
#include "documents/intact.h"
#include "session.h"
#include "sign/sha256.h"

typedef struct {
    svod_session *s;
    arena *mem;
    FILE *out;
    file_list pinned; /* fonts and dictionaries, by path */
    size_t wrong;
} examination;

static void heading(examination *e, const char *text)
{
    fprintf(e->out, "%s\n", text);
}

/* `wrong`: NULL or "" if all is well. */
static void tell(examination *e, const char *what, const char *wrong)
{
    const bool bad = wrong && *wrong;

    e->wrong += bad;
    fprintf(e->out, "  %s  %s%s%s\n", bad ? "!!" : "ok", what, bad ? ": " : "", bad ? wrong : "");
}

/* What was found first, with its code; NULL if nothing. */
static const char *said(examination *e, const diag *dg)
{
    return diag_count(dg) ? arena_printf(e->mem, "%s [%s]", diag_words(dg, 0), diag_get(dg, 0).code)
                          : NULL;
}

/* ---- fonts ---- */

/* What a Russian document is written with. */
static const char needed[] = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
                             "№«»„“—–…•§°×0123456789";

static const char *missing_letters(examination *e, const font *f)
{
    const char *all = "";

    for (const char *at = needed; *at;) {
        size_t len;
        const uint32_t cp = utf8_decode(at, strlen(at), &len);

        if (!font_has_char(f, cp))
            all = arena_printf(e->mem, "%s %.*s", all, (int)len, at);
        at += len;
    }
    return all;
}

/* The same pages byte by byte want the same files; others of a distribution will do for reading. */
static const char *pinned_note(examination *e, const char *path)
{
    const char *digest = file_list_digest(&e->pinned, path);

    return digest && strcmp(digest, sha256_file(e->mem, path))
               ? _(", not the pinned file: pages may differ")
               : "";
}

static void examine_face(examination *e, size_t i, const char *family, const char *path)
{
    diag *dg = diag_new();
    const font *f = font_set_open_face(e->s->fonts, i, dg);
    const char *missing = f ? missing_letters(e, f) : "";

    if (!f)
        tell(e, arena_printf(e->mem, "%s: %s", family, path), said(e, dg));
    else
        tell(e,
             arena_printf(e->mem, "%s: %s, %s%s", family, path, font_version(f),
                          pinned_note(e, path)),
             *missing ? arena_printf(e->mem, _("these letters are missing:%s"), missing) : NULL);
    diag_free(dg);
}

static void examine_fonts(examination *e)
{
    const char *family, *path;

    file_list_read(e->mem, arena_printf(e->mem, "%s/fonts/fonts.sha256", e->s->data_dir),
                   &e->pinned);
    heading(e, _("Fonts, with Russian letters and № « » —"));
    for (size_t i = 0; font_set_face(e->s->fonts, i, &family, &path); i++)
        examine_face(e, i, family, path);
}

/* ---- dictionaries, editions ---- */

static void examine_hyphenation(examination *e)
{
    static const struct {
        const char *language, *word;
    } tried[] = {{"ru", "благоустройство"}, {"en", "administration"}};
    uint8_t points[64];

    heading(e, _("Hyphenation"));
    for (size_t i = 0; i < COUNT(tried); i++) {
        diag *dg = diag_new();
        const char *file = hyphenator_file(e->s->hyphens, tried[i].language);
        const bool known = hyphenator_check(e->s->hyphens, tried[i].language, dg) &&
                           hyphenate(e->s->hyphens, tried[i].language, tried[i].word,
                                     strlen(tried[i].word), (hyphen_limits){2, 2}, points);

        tell(e, arena_printf(e->mem, "%s: %s", tried[i].language, file ? file : "–"),
             diag_count(dg) != 0 ? said(e, dg)
             : known             ? NULL
                                 : _("no word is divided"));
        diag_free(dg);
    }
}

static int is_edition(const struct dirent *entry)
{
    return entry->d_name[0] && !entry->d_name[strspn(entry->d_name, "0123456789")];
}

/* Rules that the build has prepared; without them every run makes them anew. */
static bool is_prepared(examination *e, const char *name)
{
    static const char *const places[] = {"%s/build/rules/%s", "%s/rules/%s"};

    for (size_t i = 0; i < COUNT(places); i++)
        if (!access(arena_printf(e->mem, places[i], e->s->data_dir, name), R_OK))
            return true;
    return false;
}

static void examine_edition(examination *e, const char *name)
{
    static const char *const parts[] = {"schema/document.xsd", "rules", "fo/main.xsl",
                                        "profiles/profiles.xml", "codes.xml"};
    const char *folder = arena_printf(e->mem, "%s/stylesheets/%s", e->s->data_dir, name);
    const char *wrong = NULL;

    file_list frozen;

    for (size_t i = 0; i < COUNT(parts) && !wrong; i++)
        if (access(arena_printf(e->mem, "%s/%s", folder, parts[i]), R_OK))
            wrong = arena_printf(e->mem, _("%s is missing"), parts[i]);
    if (!wrong && file_list_read(e->mem, arena_printf(e->mem, "%s.sha256", folder), &frozen))
        wrong = file_list_first_change(e->mem, &frozen, folder);
    tell(e,
         arena_printf(e->mem, "%s: %s%s%s", name, folder, is_prepared(e, name) ? "" : ", ",
                      is_prepared(e, name) ? "" : _("rules are not prepared: slower")),
         wrong);
}

static void examine_editions(examination *e)
{
    struct dirent **entries;
    const char *folder = arena_printf(e->mem, "%s/stylesheets", e->s->data_dir);
    const int count = scandir(folder, &entries, is_edition, versionsort);
    diag *dg = diag_new();

    heading(e, _("Editions of the format"));
    for (int i = 0; i < count; i++) {
        examine_edition(e, entries[i]->d_name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    if (count <= 0)
        tell(e, folder, _("there is none"));
    if (!session_warm(e->s, dg))
        tell(e, folder, said(e, dg));
    diag_free(dg);
}

/* ---- places to write ---- */

static void try_to_write(examination *e, const char *folder)
{
    diag *dg = diag_new();
    const char *path = arena_printf(e->mem, "%s/svod-doctor-%ld", folder, (long)getpid());

    output_put(path, "svod\n", 5, dg);
    unlink(path);
    tell(e, folder, said(e, dg));
    diag_free(dg);
}

static void examine_places(examination *e)
{
    heading(e, _("Writing"));
    try_to_write(e, e->s->opt.output ? e->s->opt.output : ".");
    try_to_write(e, output_temporary_place());
}

static void examine_program(examination *e)
{
    char *text = NULL;
    size_t size = 0;
    FILE *f = open_memstream(&text, &size);

    heading(e, _("Program"));
    if (f) {
        session_library_versions(f);
        fclose(f);
        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
            tell(e, line, NULL);
        free(text);
    }
    tell(e, arena_printf(e->mem, _("data: %s"), e->s->data_dir), NULL);
    tell(e, arena_printf(e->mem, _("messages: %s"), svod_locale_dir()),
         access(arena_printf(e->mem, "%s/ru/LC_MESSAGES/svod.mo", svod_locale_dir()), R_OK)
             ? _("no Russian texts")
             : NULL);
}

svod_status svod_doctor(svod_session *s, FILE *out, diag *dg)
{
    static void (*const parts[])(examination *) = {
        examine_program, examine_fonts, examine_hyphenation, examine_editions, examine_places};
    examination e = {.s = s, .mem = arena_new(), .out = out};

    for (size_t i = 0; i < COUNT(parts); i++)
        parts[i](&e);
    (void)dg; /* late.c has something to say */
    if (e.wrong)
        fprintf(out, _("%zu wrong: see the lines with !!\n"), e.wrong);
    else
        fprintf(out, "%s\n", _("All is well."));
    arena_free(e.mem);
    return e.wrong ? SVOD_SYSTEM : SVOD_OK;
}
