/* measure.c - CPU time and peak memory of a whole process, median of several runs.
 *   measure RUNS LABEL COMMAND [ARG…]
 * Output of the command is discarded. Prints: label, median CPU ms, minimum, maximum, peak MiB. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_RUNS = 99 };

static double milliseconds(struct timeval t)
{
    return (double)t.tv_sec * 1000 + (double)t.tv_usec / 1000;
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* CPU milliseconds of one run; -1 if it failed. */
static double run_once(char **command, long *peak)
{
    struct rusage use;
    int status, null;
    pid_t pid = fork();

    if (pid == 0) {
        null = open("/dev/null", O_WRONLY);
        dup2(null, 1);
        dup2(null, 2);
        execvp(command[0], command);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &status, 0, &use) < 0 || !WIFEXITED(status) || WEXITSTATUS(status))
        return -1;
    if (use.ru_maxrss > *peak)
        *peak = use.ru_maxrss;
    return milliseconds(use.ru_utime) + milliseconds(use.ru_stime);
}

int main(int argc, char **argv)
{
    double cpu[MAX_RUNS];
    long peak = 0;
    int runs = argc > 3 ? atoi(argv[1]) : 0;

    if (runs < 1 || runs > MAX_RUNS) {
        fputs("measure RUNS LABEL COMMAND [ARG…]\n", stderr);
        return 64;
    }
    run_once(argv + 3, &peak); /* warms the page cache */
    for (int i = 0; i < runs; i++)
        if ((cpu[i] = run_once(argv + 3, &peak)) < 0) {
            printf("%-34s failed\n", argv[2]);
            return 1;
        }
    qsort(cpu, (size_t)runs, sizeof *cpu, by_value);
    printf("%-34s %9.1f %9.1f %9.1f %9.1f\n", argv[2], cpu[runs / 2], cpu[0], cpu[runs - 1],
           (double)peak / 1024);
    return 0;
}
