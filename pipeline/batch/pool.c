/* pool.c - see pool.h. Two pipes a worker: numbers of items go down, answers with their length come
 * up. The end of a pipe tells each side that the other is gone. */
#define _GNU_SOURCE
#include "batch/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/sanitized.h"

enum { TICK = 200, NO_MEMORY = 5 /* exit code of a program whose memory ends (arena.h) */ };

typedef struct {
    pid_t pid; /* 0: none */
    int ask, answer;
    bool busy, late;
    size_t index;
    int64_t deadline; /* milliseconds of the monotonic clock */
    strbuf got;
} worker;

typedef struct {
    pool_job *job;
    pool_limits limits;
    worker *workers;
    size_t jobs, count, next;
    int signals, ended_by;
    bool stopping, at_once;
    sigset_t before;
} pool;

/* ---- in the worker ---- */

static bool read_whole(int fd, void *to, size_t n)
{
    for (char *at = to; n;) {
        const ssize_t got = read(fd, at, n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        n -= (size_t)got;
    }
    return true;
}

static bool write_whole(int fd, const void *from, size_t n)
{
    for (const char *at = from; n;) {
        const ssize_t put = write(fd, at, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        at += put;
        n -= (size_t)put;
    }
    return true;
}

/* The sanitizers' shadow memory is larger than any limit. */
static void limit_memory(int mebibytes)
{
    const struct rlimit most = {(rlim_t)mebibytes << 20, (rlim_t)mebibytes << 20};

    if (mebibytes && !SANITIZED)
        setrlimit(RLIMIT_AS, &most);
}

static void serve(const pool *p, int ask, int answer)
{
    strbuf out = STRBUF_INIT;
    uint64_t index;

    if (p->job->begin)
        p->job->begin(p->job);
    while (read_whole(ask, &index, sizeof index)) {
        uint64_t size = 0;
        strbuf_clear(&out);
        strbuf_add(&out, &size, sizeof size);
        p->job->work(p->job, (size_t)index, &out);
        size = out.len - sizeof size;
        memcpy(out.data, &size, sizeof size);
        if (!write_whole(answer, out.data, out.len))
            break;
    }
    strbuf_free(&out);
}

/* Ctrl-C reaches every process of the terminal: the workers leave it to the one that hands out. */
static _Noreturn void be_worker(pool *p, int ask, int answer)
{
    const struct rlimit none = {0, 0};

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    sigprocmask(SIG_SETMASK, &p->before, NULL);
    close(p->signals);
    for (size_t i = 0; i < p->jobs; i++) {
        if (!p->workers[i].pid)
            continue;
        close(p->workers[i].ask);
        close(p->workers[i].answer);
    }
    setrlimit(RLIMIT_CORE, &none);
    limit_memory(p->limits.mebibytes);
    serve(p, ask, answer);
    exit(0); /* all that was open before was flushed before the fork */
}

/* ---- the one that hands out ---- */

static bool start(pool *p, worker *w)
{
    int down[2], up[2];
    pid_t pid;

    if (pipe2(down, O_CLOEXEC) < 0)
        return false;
    if (pipe2(up, O_CLOEXEC) < 0) {
        close(down[0]);
        close(down[1]);
        return false;
    }
    fflush(NULL);
    if ((pid = fork()) == 0) {
        close(down[1]);
        close(up[0]);
        be_worker(p, down[0], up[1]);
    }
    close(down[0]);
    close(up[1]);
    if (pid < 0) {
        close(down[1]);
        close(up[0]);
        return false;
    }
    *w = (worker){.pid = pid, .ask = down[1], .answer = up[0], .got = w->got};
    fcntl(w->answer, F_SETFL, O_NONBLOCK);
    return true;
}

static int stop(worker *w)
{
    int status = 0;

    close(w->ask);
    close(w->answer);
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
        ;
    w->pid = 0;
    w->busy = false;
    strbuf_clear(&w->got);
    return status;
}

static void answered(pool *p, bool go_on)
{
    if (!go_on)
        p->stopping = true;
}

/* The worker is gone in the middle of an item. */
static void lose(pool *p, worker *w)
{
    const bool busy = w->busy, late = w->late;
    const size_t index = w->index;
    const int status = stop(w);

    if (!busy || p->at_once)
        return;
    if (late)
        answered(p, p->job->broke(p->job, index, POOL_TIME, p->limits.seconds));
    else if (WIFSIGNALED(status))
        answered(p, p->job->broke(p->job, index, POOL_SIGNAL, WTERMSIG(status)));
    else if (WEXITSTATUS(status) == NO_MEMORY)
        answered(p, p->job->broke(p->job, index, POOL_MEMORY, p->limits.mebibytes));
    else
        answered(p, p->job->broke(p->job, index, POOL_EXIT, WEXITSTATUS(status)));
}

static void take_answer(pool *p, worker *w)
{
    uint64_t size;

    if (w->got.len < sizeof size)
        return;
    memcpy(&size, w->got.data, sizeof size);
    if (w->got.len - sizeof size < size)
        return;
    w->busy = false;
    answered(p, p->job->take(p->job, w->index, w->got.data + sizeof size, (size_t)size));
    strbuf_clear(&w->got);
}

static void listen_to(pool *p, worker *w)
{
    char bytes[65536];
    ssize_t n;

    while ((n = read(w->answer, bytes, sizeof bytes)) > 0)
        strbuf_add(&w->got, bytes, (size_t)n);
    if (w->busy)
        take_answer(p, w);
    if (n == 0)
        lose(p, w);
}

/* Every idle worker gets the next item. A worker that cannot be started is done without, as long as
 * there is another. */
static bool hand_out(pool *p)
{
    size_t alive = 0;

    for (size_t i = 0; i < p->jobs; i++) {
        worker *w = &p->workers[i];
        uint64_t index = p->next;
        if (!w->busy && p->next < p->count && !p->stopping && (w->pid || start(p, w))) {
            *w = (worker){.pid = w->pid,
                          .ask = w->ask,
                          .answer = w->answer,
                          .busy = true,
                          .index = p->next++,
                          .got = w->got};
            w->deadline = clock_wall() + (int64_t)p->limits.seconds * 1000;
            write_whole(w->ask, &index, sizeof index); /* if it is gone, its other pipe tells */
        }
        alive += w->busy;
    }
    return alive > 0;
}

static void check_time(pool *p)
{
    const int64_t t = clock_wall();

    for (size_t i = 0; i < p->jobs && p->limits.seconds; i++) {
        worker *w = &p->workers[i];
        if (w->busy && !w->late && t >= w->deadline) {
            w->late = true;
            kill(w->pid, SIGKILL);
        }
    }
}

static void take_signal(pool *p)
{
    struct signalfd_siginfo info;

    if (read(p->signals, &info, sizeof info) != sizeof info)
        return;
    p->at_once = p->ended_by != 0;
    p->ended_by = (int)info.ssi_signo;
    p->stopping = true;
    for (size_t i = 0; i < p->jobs && p->at_once; i++)
        if (p->workers[i].pid)
            kill(p->workers[i].pid, SIGKILL);
}

static void wait_for_news(pool *p)
{
    struct pollfd *fds = mem_alloc((p->jobs + 1) * sizeof *fds);

    for (size_t i = 0; i < p->jobs; i++)
        fds[i] =
            (struct pollfd){.fd = p->workers[i].pid ? p->workers[i].answer : -1, .events = POLLIN};
    fds[p->jobs] = (struct pollfd){.fd = p->signals, .events = POLLIN};
    poll(fds, p->jobs + 1, TICK);
    for (size_t i = 0; i < p->jobs; i++)
        if (fds[i].revents)
            listen_to(p, &p->workers[i]);
    if (fds[p->jobs].revents)
        take_signal(p);
    mem_free(fds);
}

static void prepare(pool *p, const pool_limits *limits)
{
    sigset_t set;
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);

    p->jobs = limits->jobs > 0 ? (size_t)limits->jobs : processors > 0 ? (size_t)processors : 1;
    if (p->jobs > p->count)
        p->jobs = p->count;
    p->workers = mem_alloc((p->jobs + 1) * sizeof *p->workers);
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigprocmask(SIG_BLOCK, &set, &p->before);
    p->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void finish(pool *p)
{
    for (size_t i = 0; i < p->jobs; i++) {
        if (p->workers[i].pid)
            stop(&p->workers[i]);
        strbuf_free(&p->workers[i].got);
    }
    close(p->signals);
    sigprocmask(SIG_SETMASK, &p->before, NULL);
    mem_free(p->workers);
}

int pool_run(pool_job *job, size_t count, const pool_limits *limits)
{
    pool p = {.job = job, .limits = *limits, .count = count};
    void (*const pipes)(int) = signal(SIGPIPE, SIG_IGN);

    prepare(&p, limits);
    while (hand_out(&p)) {
        wait_for_news(&p);
        check_time(&p);
        if (job->tick)
            job->tick(job);
    }
    finish(&p);
    signal(SIGPIPE, pipes);
    return p.ended_by;
}
