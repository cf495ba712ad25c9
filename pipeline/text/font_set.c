/* font_set.c - families: from the configuration (fonts/fonts.ini) to the faces that serve a
 * font-family list.
 *
 * The file is read once at start, no font file is touched then. A request is a list of names, a
 * weight and a slant; each name is looked up among aliases, then families; within a family the
 * face is chosen as CSS Fonts 3 does (5.2; XSL-FO 1.1 7.9.2 defers to CSS). The result is a chain:
 * the list's faces, the default, then the last resorts for characters nobody else has. */
#include <string.h>

#include "base/spaces.h"
#include "text/font_int.h"
#include "text/ini_lines.h"

typedef struct family family;
struct family {
    const char *name, *package, *folder;
    font **faces;
    size_t count, cap;
    family *next;
};

typedef struct alias alias;
struct alias {
    const char *name, *families;
    alias *next;
};

enum { LOOK_SERIF, LOOK_SANS, LOOK_MONO, LOOKS };

struct font_set {
    arena *mem;
    const char *configuration;
    family *families, **families_end;
    alias *aliases;
    const char *default_family;
    const char *fallback[LOOKS];
    font **faces; /* all, in the order of the file */
    size_t count, cap;
};

/* ---- names ---- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* ASCII case does not matter, whatever the locale. */
static bool same_name(const char *name, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lower(name[i]) != lower(s[i]) || !name[i])
            return false;
    return name[n] == '\0';
}

typedef struct {
    const char *at, *name;
    size_t n;
} name_list;

/* The next name of a comma-separated list, without quotation marks and outer spaces. */
static bool next_name(name_list *l)
{
    const char *end;

    while (*l->at == ',' || is_space(*l->at))
        l->at++;
    if (!*l->at)
        return false;
    if (*l->at == '"' || *l->at == '\'') {
        const char quote = *l->at++;
        end = strchr(l->at, quote);
        l->name = l->at;
        l->n = end ? (size_t)(end - l->at) : strlen(l->at);
        l->at += l->n + (end != NULL);
        l->at += strcspn(l->at, ",");
        return true;
    }
    l->name = l->at;
    l->at += strcspn(l->at, ",");
    for (end = l->at; end > l->name && is_space(end[-1]);)
        end--;
    l->n = (size_t)(end - l->name);
    return true;
}

static family *find_family(const font_set *set, const char *name, size_t n)
{
    for (family *f = set->families; f; f = f->next)
        if (same_name(f->name, name, n))
            return f;
    return NULL;
}

static const char *find_alias(const font_set *set, const char *name, size_t n)
{
    for (const alias *al = set->aliases; al; al = al->next)
        if (same_name(al->name, name, n))
            return al->families;
    return NULL;
}

/* ---- configuration ---- */

static family *add_family(font_set *set, const char *name)
{
    family *f = ARENA_NEW(set->mem, family);

    f->name = arena_strdup(set->mem, name);
    f->package = f->folder = "";
    *set->families_end = f;
    set->families_end = &f->next;
    return f;
}

static font *add_face(font_set *set, family *fam, const char *path, int weight, bool italic)
{
    font *f = ARENA_NEW(set->mem, font);

    f->mem = set->mem;
    f->configuration = set->configuration;
    f->family = fam->name;
    f->package = fam->package;
    f->path = path;
    f->weight = weight;
    f->italic = italic;
    fam->faces = arena_grow(set->mem, fam->faces, &fam->cap, fam->count + 1, sizeof *fam->faces);
    fam->faces[fam->count++] = f;
    set->faces = arena_grow(set->mem, set->faces, &set->cap, set->count + 1, sizeof *set->faces);
    set->faces[set->count++] = f;
    return f;
}

/* "400" or "700 italic" */
static bool read_style(const char *key, int *weight, bool *italic)
{
    if (key[0] < '1' || key[0] > '9' || key[1] != '0' || key[2] != '0')
        return false;
    *weight = (key[0] - '0') * 100;
    *italic = !strcmp(key + 3, " italic");
    return *italic || !key[3];
}

static bool read_family_key(font_set *set, const char *section, const char *key, const char *value)
{
    family *fam = find_family(set, section, strlen(section));
    int weight;
    bool italic;

    if (!fam)
        fam = add_family(set, section);
    if (!strcmp(key, "package"))
        fam->package = arena_strdup(set->mem, value);
    else if (!strcmp(key, "folder"))
        fam->folder = arena_strdup(set->mem, value);
    else if (read_style(key, &weight, &italic))
        add_face(set, fam, arena_printf(set->mem, "%s/%s", fam->folder, value), weight, italic);
    else
        return !strcmp(key, "licence");
    return true;
}

static bool read_fallback(font_set *set, const char *key, const char *value)
{
    static const char *const looks[LOOKS] = {"serif", "sans-serif", "monospace"};

    for (int i = 0; i < LOOKS; i++)
        if (!strcmp(key, looks[i])) {
            set->fallback[i] = arena_strdup(set->mem, value);
            return true;
        }
    return false;
}

static int read_key(void *self, const char *section, const char *key, const char *value)
{
    font_set *set = self;

    if (!strcmp(section, "default")) {
        set->default_family = arena_strdup(set->mem, value);
        return !strcmp(key, "family");
    }
    if (!strcmp(section, "fallback"))
        return read_fallback(set, key, value);
    if (!strcmp(section, "aliases")) {
        alias *al = ARENA_NEW(set->mem, alias);
        *al = (alias){arena_strdup(set->mem, key), arena_strdup(set->mem, value), set->aliases};
        set->aliases = al;
        return 1;
    }
    return read_family_key(set, section, key, value);
}

font_set *font_set_open(const char *path, diag *dg)
{
    font_set *set = mem_alloc(sizeof *set);
    const family *fallback;
    ini_end end;

    set->mem = arena_new();
    set->configuration = arena_strdup(set->mem, path);
    set->families_end = &set->families;
    for (int i = 0; i < LOOKS; i++)
        set->fallback[i] = "";
    end = ini_read(path, read_key, set, NULL, MSG_BAD_CONFIGURATION, dg);
    fallback = set->default_family
                   ? find_family(set, set->default_family, strlen(set->default_family))
                   : NULL;
    if (end == INI_READ && fallback && fallback->count)
        return set;
    if (end != INI_WRONG)
        diag_report(dg, NO_POS, MSG_BAD_INSTALLATION, path);
    font_set_free(set);
    return NULL;
}

void font_set_free(font_set *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->count; i++)
        font_close(set->faces[i]);
    arena_free(set->mem);
    mem_free(set);
}

/* An added face replaces the configured one of its weight and slant. */
static void remove_face(family *fam, const font *added)
{
    for (size_t i = 0; i + 1 < fam->count; i++)
        if (fam->faces[i]->weight == added->weight && fam->faces[i]->italic == added->italic) {
            memmove(&fam->faces[i], &fam->faces[i + 1], (fam->count - i - 1) * sizeof *fam->faces);
            fam->count--;
            return;
        }
}

bool font_set_add(font_set *set, const char *name, const char *path, diag *dg)
{
    family *fam = find_family(set, name, strlen(name));
    font *f;

    if (!fam)
        fam = add_family(set, name);
    f = add_face(set, fam, arena_strdup(set->mem, path), 400, false);
    f->package = "--font";
    if (!font_open(f, dg)) {
        fam->count--;
        return false;
    }
    font_read_style(f);
    remove_face(fam, f);
    return true;
}

bool font_set_face(const font_set *set, size_t i, const char **name, const char **path)
{
    if (i >= set->count)
        return false;
    *name = set->faces[i]->family;
    *path = set->faces[i]->path;
    return true;
}

const font *font_set_open_face(font_set *set, size_t i, diag *dg)
{
    return i < set->count && font_open(set->faces[i], dg) ? set->faces[i] : NULL;
}

const char *font_set_version(font_set *set, size_t i, diag *dg)
{
    return i < set->count && font_open(set->faces[i], dg) ? font_version(set->faces[i]) : "";
}

/* ---- choice of a face ---- */

/* How far a face is from the wanted one; smaller is nearer. CSS Fonts 3, 5.2: slant counts more
 * than weight; below 400 lighter faces first, above 500 heavier ones; 400 and 500 prefer each
 * other, then lighter ones. */
static int distance(const font *f, int weight, bool italic)
{
    const int slant = f->italic == italic ? 0 : 10000;
    const int away = f->weight - weight;
    const bool middle = weight >= 400 && weight <= 500;

    if (away == 0)
        return slant;
    if (middle && f->weight >= 400 && f->weight <= 500)
        return slant + (away > 0 ? away : -away);
    if (weight > 500)
        return slant + (away > 0 ? away : 1000 - away);
    return slant + (away < 0 ? (middle ? 200 : 0) - away : 2000 + away);
}

static font *nearest(const family *fam, int weight, bool italic)
{
    font *best = NULL;

    for (size_t i = 0; i < fam->count; i++)
        if (!best || distance(fam->faces[i], weight, italic) < distance(best, weight, italic))
            best = fam->faces[i];
    return best;
}

/* The first of the list that there is, else the default. */
static const family *first_family(const font_set *set, const char *names, bool through_aliases)
{
    name_list l = {.at = names};

    while (next_name(&l)) {
        const family *fam = find_family(set, l.name, l.n);
        const char *other = through_aliases && !fam ? find_alias(set, l.name, l.n) : NULL;
        if (!fam && other)
            fam = first_family(set, other, false);
        if (fam && fam->count)
            return fam;
    }
    return through_aliases ? first_family(set, set->default_family, false) : NULL;
}

int font_set_next_weight(const font_set *set, const char *families, int weight, bool darker)
{
    const family *fam = first_family(set, families ? families : "", true);
    const int now = fam ? nearest(fam, weight, false)->weight : weight, step = darker ? 100 : -100;
    int next = 0;

    for (size_t i = 0; fam && i < fam->count; i++) {
        const int w = fam->faces[i]->weight;
        if (darker ? w > now && (!next || w < next) : w < now && w > next)
            next = w;
    }
    if (!next)
        next = weight + step;
    return next < 100 ? 100 : next > 900 ? 900 : next;
}

/* ---- chains ---- */

typedef struct {
    font_set *set;
    int weight;
    bool italic;
    font **faces;
    size_t count, cap;
    arena *a;
} chain;

static void chain_add(chain *c, font *f)
{
    if (!f)
        return;
    for (size_t i = 0; i < c->count; i++)
        if (c->faces[i] == f)
            return;
    c->faces = arena_grow(c->a, c->faces, &c->cap, c->count + 1, sizeof *c->faces);
    c->faces[c->count++] = f;
}

/* A family goes before an alias of the same name: that is how --font "Arial=…" wins. */
static void chain_add_list(chain *c, const char *names, bool through_aliases)
{
    name_list l = {.at = names};

    while (next_name(&l)) {
        const family *fam = find_family(c->set, l.name, l.n);
        const char *other = through_aliases && !fam ? find_alias(c->set, l.name, l.n) : NULL;
        if (fam)
            chain_add(c, nearest(fam, c->weight, c->italic));
        else if (other)
            chain_add_list(c, other, false);
    }
}

/* The faces at the head that cannot be opened give way to the next. */
static void chain_open_first(chain *c, diag *dg)
{
    size_t bad = 0;

    while (bad < c->count && !font_open(c->faces[bad], dg))
        bad++;
    if (bad == 0 || bad == c->count)
        return;
    c->faces += bad;
    c->count -= bad;
    c->cap -= bad;
}

static int look_of(const font *f)
{
    return f->monospaced ? LOOK_MONO : f->serif ? LOOK_SERIF : LOOK_SANS;
}

font **font_set_chain(font_set *set, const char *families, int weight, bool italic, size_t *count,
                      arena *a, diag *dg)
{
    chain c = {.set = set, .weight = weight, .italic = italic, .a = a};

    chain_add_list(&c, families ? families : "", true);
    chain_add_list(&c, set->default_family, false);
    chain_open_first(&c, dg);
    chain_add_list(&c, set->fallback[look_of(c.faces[0])], false);
    *count = c.count;
    return c.faces;
}
