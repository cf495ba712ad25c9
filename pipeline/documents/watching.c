/* watching.c - svod watch: render a document again whenever it, or what it is made of, changes.
 *
 * Each rendering is a process of its own, forked from one that has read no document: what a
 * stylesheet or the document does to it is gone with it, and an edition that was changed is loaded
 * anew. It tells through a pipe how many pages there are and which files were read. Folders are
 * watched, not files (inotify): editors write a new file and rename it over the old one. A PDF
 * appears complete or not at all (base/output), so the last good one stays where a rendering fails.
 * SIGINT and SIGTERM are read like events; they are how this ends. */
#define _GNU_SOURCE
#include <errno.h>
#include <fts.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/output.h"
#include "session.h"
#include "xml/project.h"

/* Editors write in several steps: a change is over when nothing has happened for so many
 * milliseconds, or after the longer time. A folder that has gone is looked for so often. */
enum { QUIET_MS = 60, LONGEST_MS = 1000, LOOK_AGAIN_MS = 1000 };

typedef struct {
    int number;       /* inotify's, of the folder */
    const char *name; /* NULL: any file of the folder */
} target;

typedef struct {
    svod_session *s;
    const char *path, *output;
    diag_format format;
    arena *mem, *round; /* `round`: of the targets of now */
    int changes, signals;
    sigset_t usual;
    target *targets;
    size_t count, cap;
    const char **files; /* that the last good rendering read */
    size_t file_count;
    bool folder_gone;
} watching;

/* ---- what is watched ---- */

static void watch_folder(watching *w, const char *folder, const char *name)
{
    const uint32_t mask = IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;
    const int number = inotify_add_watch(w->changes, folder, mask);

    if (number < 0) {
        w->folder_gone |= name != NULL;
        return;
    }
    w->targets = arena_grow(w->round, w->targets, &w->cap, w->count + 1, sizeof *w->targets);
    w->targets[w->count++] = (target){number, name};
}

static void watch_path(watching *w, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash ? arena_strndup(w->round, path, (size_t)(slash - path) + (slash == path)) : ".";

    watch_folder(w, folder, arena_strdup(w->round, slash ? slash + 1 : path));
}

/* Where it is, and where it lies if it is a link. */
static void watch_file(watching *w, const char *path)
{
    char *real = realpath(path, NULL);

    watch_path(w, path);
    if (real && strcmp(real, path))
        watch_path(w, real);
    free(real); /* the C library's, not ours */
}

static void watch_stylesheets(watching *w)
{
    char *roots[] = {arena_printf(w->round, "%s/stylesheets", w->s->data_dir), NULL};
    FTS *walk = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, NULL);

    for (FTSENT *e; walk && (e = fts_read(walk));)
        if (e->fts_info == FTS_D)
            watch_folder(w, e->fts_path, NULL);
    if (walk)
        fts_close(walk);
}

/* The nearest svod.ini, and one that may come to lie beside the document. */
static void watch_settings(watching *w)
{
    const char *slash = strrchr(w->path, '/');
    const char *settings = project_file(w->round, w->path);

    watch_path(
        w, arena_printf(w->round, "%.*ssvod.ini", slash ? (int)(slash - w->path + 1) : 0, w->path));
    if (settings)
        watch_file(w, settings);
}

static void watch_all(watching *w)
{
    arena_reset(w->round);
    w->targets = NULL;
    w->count = w->cap = 0;
    w->folder_gone = false;
    watch_file(w, w->path);
    watch_settings(w);
    for (size_t i = 0; i < w->file_count; i++)
        watch_file(w, w->files[i]);
    watch_stylesheets(w);
}

/* Files that editors keep beside those they edit. */
static bool is_scratch(const char *name)
{
    const size_t n = strlen(name);

    return !n || *name == '.' || *name == '#' || name[n - 1] == '~';
}

static bool matters(const watching *w, const struct inotify_event *e)
{
    const char *name = e->len ? e->name : "";

    if (e->mask & IN_Q_OVERFLOW)
        return true;
    for (size_t i = 0; i < w->count; i++)
        if (w->targets[i].number == e->wd &&
            (w->targets[i].name ? !strcmp(w->targets[i].name, name) : !is_scratch(name)))
            return true;
    return false;
}

/* Read what has happened: was it of concern? */
static bool read_changes(watching *w)
{
    union {
        struct inotify_event first;
        char bytes[8192];
    } buffer;
    const ssize_t n = read(w->changes, buffer.bytes, sizeof buffer.bytes);
    bool any = false;

    for (ssize_t at = 0; at < n;) {
        const struct inotify_event *e = (const struct inotify_event *)(buffer.bytes + at);

        any |= matters(w, e);
        w->folder_gone |= (e->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) != 0;
        at += (ssize_t)(sizeof *e + e->len);
    }
    return any;
}

/* ---- waiting ---- */

typedef enum { WOKE_SIGNAL, WOKE_READY, WOKE_TIME } woke;

/* Until a signal, something to read from `fd`, or so many milliseconds (-1: for ever). */
static woke wait_for(const watching *w, int fd, int milliseconds)
{
    struct pollfd fds[] = {{w->signals, POLLIN, 0}, {fd, POLLIN, 0}};
    int ready;

    do
        ready = poll(fds, COUNT(fds), milliseconds);
    while (ready < 0 && errno == EINTR);
    return fds[0].revents ? WOKE_SIGNAL : fds[1].revents ? WOKE_READY : WOKE_TIME;
}

/* Until the file has come to rest. False: a signal. */
static bool wait_for_rest(watching *w)
{
    for (int waited = 0; waited < LONGEST_MS; waited += QUIET_MS)
        switch (wait_for(w, w->changes, QUIET_MS)) {
        case WOKE_SIGNAL:
            return false;
        case WOKE_READY:
            read_changes(w);
            break;
        case WOKE_TIME:
            return true;
        }
    return true;
}

/* A folder that has gone may have come again, with another document in it. */
static bool folder_came(watching *w)
{
    watch_all(w);
    return !w->folder_gone;
}

/* False: a signal. */
static bool wait_for_change(watching *w)
{
    for (;;)
        switch (wait_for(w, w->changes, w->folder_gone ? LOOK_AGAIN_MS : -1)) {
        case WOKE_SIGNAL:
            return false;
        case WOKE_READY:
            if (read_changes(w))
                return wait_for_rest(w);
            break;
        case WOKE_TIME:
            if (folder_came(w))
                return true;
        }
}

/* ---- a rendering ---- */

/* In a process of its own: the number of pages and the files, a line each. */
static _Noreturn void render_alone(const watching *w, int to)
{
    diag *dg = diag_new();
    svod_status status;
    FILE *answer = fdopen(to, "w");

    prctl(PR_SET_PDEATHSIG, SIGTERM);
    signal(SIGINT, SIG_DFL);
    sigprocmask(SIG_SETMASK, &w->usual, NULL);
    status = svod_render(w->s, w->path, dg);
    diag_show_from(dg, SEV_WARNING);
    diag_print(dg, stderr, w->format);
    if (answer) {
        fprintf(answer, "%u\n", (unsigned)w->s->made.pages);
        for (size_t i = 0; i < w->s->made.file_count; i++)
            fprintf(answer, "%s\n", w->s->made.files[i]);
        fclose(answer);
    }
    _exit((int)status);
}

/* What it answers, until it ends; false: a signal came, and it is ended. */
static bool hear(const watching *w, pid_t child, int from, strbuf *answer)
{
    char bytes[4096];
    ssize_t n;

    do {
        if (wait_for(w, from, -1) == WOKE_SIGNAL) {
            kill(child, SIGKILL);
            return false;
        }
        if ((n = read(from, bytes, sizeof bytes)) > 0)
            strbuf_add(answer, bytes, (size_t)n);
    } while (n > 0 || (n < 0 && errno == EINTR));
    return true;
}

static void note_files(watching *w, char *lines)
{
    size_t cap = 0;

    w->files = NULL;
    w->file_count = 0;
    for (char *line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) {
        w->files = arena_grow(w->mem, w->files, &cap, w->file_count + 1, sizeof *w->files);
        w->files[w->file_count++] = arena_strdup(w->mem, line);
    }
}

static void tell(watching *w, int status, strbuf *answer)
{
    char *rest = answer->len ? strchr(answer->data, '\n') : NULL;
    const bool made = rest && WIFEXITED(status) && WEXITSTATUS(status) == SVOD_OK;

    if (WIFSIGNALED(status))
        printf(_("the rendering broke off (signal %d)\n"), WTERMSIG(status));
    if (made)
        printf(_("%s is made, pages: %d\n"), strbuf_line(w->round, w->output), atoi(answer->data));
    else if (!access(w->output, F_OK))
        printf(_("%s stays as it was\n"), strbuf_line(w->round, w->output));
    else
        printf(_("%s is not made\n"), strbuf_line(w->round, w->output));
    fflush(stdout);
    if (made || (rest && rest[1]))
        note_files(w, rest + 1);
}

/* False: a signal came. */
static bool render_once(watching *w, diag *dg)
{
    strbuf answer = STRBUF_INIT;
    int ends[2], status = 0;
    pid_t child = -1;
    bool heard;

    fflush(stdout);
    if (pipe(ends) || (child = fork()) < 0) {
        diag_report(dg, NO_POS, MSG_CANNOT_WATCH, diag_system_error(dg, errno));
        return false;
    }
    if (!child) {
        close(ends[0]);
        render_alone(w, ends[1]);
    }
    close(ends[1]);
    heard = hear(w, child, ends[0], &answer);
    close(ends[0]);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (!heard || !WIFEXITED(status))
        output_sweep(w->output);
    if (heard)
        tell(w, status, &answer);
    strbuf_free(&answer);
    return heard;
}

/* ---- from the first to the last ---- */

static bool begin(watching *w, diag *dg)
{
    sigset_t ours;

    sigemptyset(&ours);
    sigaddset(&ours, SIGINT);
    sigaddset(&ours, SIGTERM);
    sigprocmask(SIG_BLOCK, &ours, &w->usual);
    w->changes = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    w->signals = signalfd(-1, &ours, SFD_CLOEXEC);
    if (w->changes >= 0 && w->signals >= 0)
        return true;
    diag_report(dg, NO_POS, MSG_CANNOT_WATCH, diag_system_error(dg, errno));
    return false;
}

/* The signal that ended it is taken, lest it comes again with the usual mask. */
static void end(watching *w)
{
    struct signalfd_siginfo taken;

    if (w->signals >= 0 && wait_for(w, -1, 0) == WOKE_SIGNAL &&
        read(w->signals, &taken, sizeof taken) < 0)
        errno = 0; /* another one has read it: the mask stays the only guard */
    if (w->changes >= 0)
        close(w->changes);
    if (w->signals >= 0)
        close(w->signals);
    sigprocmask(SIG_SETMASK, &w->usual, NULL);
}

svod_status svod_watch(svod_session *s, const char *path, diag_format format, diag *dg)
{
    watching w = {.s = s, .path = path, .format = format, .mem = arena_new(), .changes = -1};
    bool ok;

    w.round = arena_new();
    w.output = s->opt.output ? s->opt.output : session_named_beside(w.mem, path, ".pdf");
    s->opt.output = w.output;
    if ((ok = begin(&w, dg))) {
        printf(_("watching %s; Ctrl-C ends\n"), strbuf_line(w.mem, path));
        do {
            watch_all(&w); /* before it is read: what is changed meanwhile is not missed */
            if (!render_once(&w, dg))
                break;
            watch_all(&w);
        } while (wait_for_change(&w));
    }
    end(&w);
    arena_free(w.round);
    arena_free(w.mem);
    return ok && !diag_count(dg) ? SVOD_OK : SVOD_SYSTEM;
}
