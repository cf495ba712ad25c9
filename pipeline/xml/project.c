#define _XOPEN_SOURCE 700 /* realpath */
/* project.c - see project.h. */
#include "xml/project.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text/ini_lines.h"

enum { MAX_UPWARDS = 64 };

typedef struct {
    const char *code;
    severity sev;
    bool off;
    uint32_t line;
} judgement;

typedef struct {
    const char *name, *value;
} threshold;

struct project {
    arena *mem;
    const char *path; /* of svod.ini */
    uint32_t line;    /* the last one that was read */
    const word_lists *edition;
    judgement *judgements;
    threshold *thresholds;
    const char **services; /* for timestamps */
    size_t judgement_count, judgement_cap, threshold_count, threshold_cap, service_count,
        service_cap;
};

/* ---- reading ---- */

static bool is_code(const char *s)
{
    return strchr("RTM", s[0]) && strlen(s) == 3 && strspn(s + 1, "0123456789") == 2;
}

static bool add_severity(project *p, const char *code, const char *value)
{
    static const struct {
        const char *name;
        severity sev;
        bool off;
    } names[] = {{"error", SEV_ERROR, false},
                 {"warning", SEV_WARNING, false},
                 {"note", SEV_NOTE, false},
                 {"off", SEV_NOTE, true}};

    for (size_t i = 0; i < COUNT(names) && is_code(code); i++) {
        if (strcmp(names[i].name, value))
            continue;
        p->judgements = arena_grow(p->mem, p->judgements, &p->judgement_cap, p->judgement_count + 1,
                                   sizeof *p->judgements);
        p->judgements[p->judgement_count++] =
            (judgement){arena_strdup(p->mem, code), names[i].sev, names[i].off, p->line};
        return true;
    }
    return false;
}

/* The edition's usual value; thresholds.ini has a section a code. */
static const char *usual(const project *p, const char *name)
{
    const char *dot = strchr(name, '.');

    if (!dot || !p->edition)
        return NULL;
    return word_lists_setting(p->edition, arena_strndup(p->mem, name, (size_t)(dot - name)),
                              dot + 1, NULL);
}

static bool is_number(const char *s)
{
    const size_t whole = strspn(s, "0123456789"), point = s[whole] == '.';

    return whole > 0 && whole < 10 && !s[whole + point + strspn(s + whole + point, "0123456789")];
}

static bool add_threshold(project *p, const char *name, const char *value)
{
    if (!is_number(value) || (p->edition && !usual(p, name)))
        return false;
    p->thresholds = arena_grow(p->mem, p->thresholds, &p->threshold_cap, p->threshold_count + 1,
                               sizeof *p->thresholds);
    p->thresholds[p->threshold_count++] =
        (threshold){arena_strdup(p->mem, name), arena_strdup(p->mem, value)};
    return true;
}

static bool add_service(project *p, const char *name, const char *value)
{
    if (strcmp(name, "allow") != 0)
        return false;
    p->services =
        arena_grow(p->mem, p->services, &p->service_cap, p->service_count + 1, sizeof *p->services);
    p->services[p->service_count++] = arena_strdup(p->mem, value);
    return true;
}

static int on_setting(void *self, const char *section, const char *name, const char *value)
{
    static const struct {
        const char *section;
        bool (*add)(project *, const char *name, const char *value);
    } sections[] = {
        {"severity", add_severity}, {"thresholds", add_threshold}, {"timestamps", add_service}};

    for (size_t i = 0; i < COUNT(sections) && value; i++)
        if (!strcmp(section, sections[i].section))
            return sections[i].add(self, name, value);
    return 0;
}

const char *project_file(arena *a, const char *document)
{
    const char *slash = strrchr(document, '/');
    char *folder =
        realpath(slash ? arena_strndup(a, document, (size_t)(slash - document) + 1) : ".", NULL);
    const char *found = NULL;

    for (int i = 0; folder && i < MAX_UPWARDS && !found; i++) {
        char *last = strrchr(folder, '/');
        const char *path = arena_printf(a, "%s/svod.ini", folder);
        if (access(path, F_OK) == 0)
            found = path;
        if (!last || !*folder)
            break;
        *last = '\0';
    }
    free(folder); /* realpath's, not ours */
    return found;
}

project *project_find(arena *a, const char *document, const word_lists *edition, diag *dg)
{
    project *p = ARENA_NEW(a, project);
    const char *path;
    ini_end end;

    p->mem = a;
    p->edition = edition;
    if (!strcmp(document, "-") || !(path = project_file(a, document)))
        return p;
    p->path = path;
    end = ini_read(path, on_setting, p, &p->line, MSG_BAD_PROJECT, dg);
    if (end == INI_UNREADABLE)
        diag_report(dg, ((src_pos){diag_copy(dg, path), 0, 0}), MSG_CANNOT_OPEN,
                    diag_system_error(dg, errno));
    return end == INI_READ ? p : NULL;
}

/* ---- asking ---- */

const char *project_threshold(const project *p, const char *name)
{
    for (size_t i = p->threshold_count; i-- > 0;)
        if (!strcmp(p->thresholds[i].name, name))
            return p->thresholds[i].value;
    return usual(p, name);
}

bool project_severity(const project *p, size_t i, const char **code, src_pos *where)
{
    if (i >= p->judgement_count)
        return false;
    *code = p->judgements[i].code;
    *where = (src_pos){p->path, p->judgements[i].line, 0};
    return true;
}

static bool judge(void *self, diag_item *item)
{
    const project *p = self;

    for (size_t i = p->judgement_count; i-- > 0;)
        if (!strcmp(p->judgements[i].code, item->code)) {
            item->sev = p->judgements[i].sev;
            return !p->judgements[i].off;
        }
    return true;
}

void project_apply(const project *p, size_t from, diag *dg)
{
    if (p->judgement_count)
        diag_revise(dg, from, judge, (void *)p);
}

bool project_allows(const project *p, const char *url)
{
    for (size_t i = 0; i < p->service_count; i++)
        if (!strcmp(p->services[i], url))
            return true;
    return false;
}
