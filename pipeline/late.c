/* late.c - the commands on documents and on PDF files, loaded when the first of them is called.
 *
 * Formatting needs neither XSLT nor OpenSSL nor the larger half of ICU, and to load and relocate
 * these took a quarter of the time of a short document. So documents/ and what it alone needs are a
 * shared object beside the program, whose functions stand behind those of svod.h. Programs that
 * link libsvod.a have all in one and nothing of this. */
#include <dlfcn.h>

#include "base/arena.h"
#include "session.h"
#include "svod.h"

/* What `name` is in an object, which lies beside the program in a build, and in lib/svod beside
 * bin/ when installed. It stays loaded. */
static void *find(const char *object, const char *name, diag *dg)
{
    static const char *const places[] = {"%s/svod-%s.so", "%s/../lib/svod/%s.so"};
    arena *a = arena_new();
    const char *folder = svod_program_dir();
    void *loaded = NULL, *found;

    for (size_t i = 0; folder && !loaded && i < COUNT(places); i++)
        loaded = dlopen(arena_printf(a, places[i], folder, object), RTLD_LAZY | RTLD_LOCAL);
    found = loaded ? dlsym(loaded, name) : NULL;
    if (!found)
        diag_report(dg, NO_POS, MSG_BAD_INSTALLATION,
                    diag_copy(dg, arena_printf(a, "svod-%s.so", object)));
    arena_free(a);
    return found;
}

typedef svod_status (*command)(svod_session *s, const char *path, diag *dg);

static svod_status call(const char *object, const char *name, svod_session *s, const char *path,
                        diag *dg)
{
    const command late = (command)find(object, name, dg);

    return late ? late(s, path, dg) : SVOD_SYSTEM;
}

svod_status svod_check(svod_session *s, const char *path, diag *dg)
{
    return call("documents", "svod_check", s, path, dg);
}

svod_status svod_render(svod_session *s, const char *path, diag *dg)
{
    return call("documents", "svod_render", s, path, dg);
}

svod_status svod_deadlines(svod_session *s, const char *path, diag *dg)
{
    return call("documents", "svod_deadlines", s, path, dg);
}

svod_status svod_approve(svod_session *s, const char *path, diag *dg)
{
    return call("documents", "svod_approve", s, path, dg);
}

svod_status svod_upgrade(svod_session *s, const char *path, diag *dg)
{
    return call("documents", "svod_upgrade", s, path, dg);
}

svod_status svod_new(svod_session *s, const char *kind, diag *dg)
{
    return call("documents", "svod_new", s, kind, dg);
}

svod_status svod_sign(svod_session *s, const char *path, diag *dg)
{
    return call("papers", "svod_sign", s, path, dg);
}

svod_status svod_verify_signature(svod_session *s, const char *path, diag *dg)
{
    return call("papers", "svod_verify_signature", s, path, dg);
}

svod_status svod_verify(svod_session *s, const char *path, diag *dg)
{
    return call("papers", "svod_verify", s, path, dg);
}

svod_status svod_extract(svod_session *s, const char *path, diag *dg)
{
    return call("papers", "svod_extract", s, path, dg);
}

svod_status svod_archive(svod_session *s, const svod_archive_request *how, diag *dg)
{
    svod_status (*const late)(svod_session *, const svod_archive_request *, diag *) =
        (svod_status(*)(svod_session *, const svod_archive_request *, diag *))find(
            "papers", "svod_archive", dg);

    return late ? late(s, how, dg) : SVOD_SYSTEM;
}

/* For the other parts, which ask the second one. */
bool session_describe(svod_session *s, const char *path, arena *a, document_facts *facts, diag *dg)
{
    bool (*const late)(svod_session *, const char *, arena *, document_facts *, diag *) =
        (bool (*)(svod_session *, const char *, arena *, document_facts *, diag *))find(
            "documents", "session_describe", dg);

    return late && late(s, path, a, facts, dg);
}

bool session_warm(svod_session *s, diag *dg)
{
    bool (*const late)(svod_session *, diag *) =
        (bool (*)(svod_session *, diag *))find("documents", "session_warm", dg);

    return late && late(s, dg);
}

svod_status session_transform(svod_session *s, const char *sheet, const char *xml, size_t size,
                              const char *to, diag *dg)
{
    svod_status (*const late)(svod_session *, const char *, const char *, size_t, const char *,
                              diag *) =
        (svod_status(*)(svod_session *, const char *, const char *, size_t, const char *,
                        diag *))find("documents", "session_transform", dg);

    return late ? late(s, sheet, xml, size, to, dg) : SVOD_SYSTEM;
}

svod_status session_merge(svod_session *s, const svod_merge_request *how,
                          const batch_items *submissions, diag *dg)
{
    svod_status (*const late)(svod_session *, const svod_merge_request *, const batch_items *,
                              diag *) =
        (svod_status(*)(svod_session *, const svod_merge_request *, const batch_items *,
                        diag *))find("documents", "session_merge", dg);

    return late ? late(s, how, submissions, dg) : SVOD_SYSTEM;
}

static svod_status call_batch(const char *name, svod_session *s, const svod_batch_request *how,
                              diag *dg)
{
    svod_status (*const late)(svod_session *, const svod_batch_request *, diag *) =
        (svod_status(*)(svod_session *, const svod_batch_request *, diag *))find("batch", name, dg);

    return late ? late(s, how, dg) : SVOD_SYSTEM;
}

svod_status svod_merge(svod_session *s, const svod_merge_request *how, diag *dg)
{
    svod_status (*const late)(svod_session *, const svod_merge_request *, diag *) =
        (svod_status(*)(svod_session *, const svod_merge_request *, diag *))find("batch",
                                                                                 "svod_merge", dg);

    return late ? late(s, how, dg) : SVOD_SYSTEM;
}

svod_status svod_batch(svod_session *s, const svod_batch_request *how, diag *dg)
{
    return call_batch("svod_batch", s, how, dg);
}

svod_status svod_batch_merge(svod_session *s, const svod_batch_request *how, diag *dg)
{
    return call_batch("svod_batch_merge", s, how, dg);
}

bool svod_versions(svod_session *s, FILE *out, diag *dg)
{
    bool (*const late)(svod_session *, FILE *, diag *) =
        (bool (*)(svod_session *, FILE *, diag *))find("documents", "svod_versions", dg);
    void (*const papers)(FILE *) = (void (*)(FILE *))find("papers", "papers_versions", dg);
    void (*const batch)(FILE *) = (void (*)(FILE *))find("batch", "batch_versions", dg);

    if (!late || !papers || !batch)
        return false;
    batch(out);
    papers(out);
    return late(s, out, dg);
}

svod_status svod_doctor(svod_session *s, FILE *out, diag *dg)
{
    svod_status (*const late)(svod_session *, FILE *, diag *) =
        (svod_status(*)(svod_session *, FILE *, diag *))find("documents", "svod_doctor", dg);
    const bool whole = find("papers", "papers_versions", dg) && find("batch", "batch_versions", dg);
    const svod_status status = late ? late(s, out, dg) : SVOD_SYSTEM;

    return whole ? status : SVOD_SYSTEM;
}

svod_status svod_watch(svod_session *s, const char *path, diag_format format, diag *dg)
{
    svod_status (*const late)(svod_session *, const char *, diag_format, diag *) =
        (svod_status(*)(svod_session *, const char *, diag_format, diag *))find("documents",
                                                                                "svod_watch", dg);

    return late ? late(s, path, format, dg) : SVOD_SYSTEM;
}
