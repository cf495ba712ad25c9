/* meaning.c - what a value should have been, in words.
 *
 * libxml2 tells that a value is not of a type or does not match a pattern. People understand
 * neither, so the sentence comes from the schema's own documentation: the xs:documentation of the
 * simple type, Russian or English, of that name or with that pattern. A type without one is
 * explained by the type it restricts, at last by XML Schema's own types, for which the sentences
 * are here. Identity constraints are read alike: their words say what a reference should name. */
#include "xml/schema_int.h"

#include <string.h>

#include <libxml/parser.h>

#include "base/lang.h"
#include "base/strbuf.h"
#include "xml/nodes.h"

enum { FILE_LIMIT = 64, BASE_LIMIT = 16 };

typedef struct meaning meaning;
struct meaning {
    meaning *next;
    const char *name, *base;
    const char *words[2]; /* by lang; NULL: not documented */
    const char *patterns[8];
    const char *values; /* of an enumeration: "'a', 'b'" */
    const char *field;  /* of an identity constraint; NULL: this is a type */
};

typedef struct element_name element_name;
struct element_name {
    element_name *next;
    bool written; /* by the program, as the schema says: svod:written */
    const char *name;
};

struct meanings {
    arena *mem;
    const char *path; /* NULL once it is read */
    meaning *first;
    element_name *elements;
    const char *files[FILE_LIMIT];
    size_t file_count;
};

static const struct {
    const char *type, *words;
} builtin[] = {
    {"date", N_("A date that exists is written YYYY-MM-DD, such as 2021-01-22.")},
    {"dateTime", N_("Date and time are written YYYY-MM-DDThh:mm:ss.")},
    {"time", N_("A time is written hh:mm:ss.")},
    {"gYear", N_("A year is written with four digits, such as 2021.")},
    {"gYearMonth", N_("A month of a year is written YYYY-MM, such as 2021-01.")},
    {"gMonthDay", N_("A day of a year is written --MM-DD.")},
    {"integer", N_("A whole number is needed.")},
    {"int", N_("A whole number is needed.")},
    {"long", N_("A whole number is needed.")},
    {"short", N_("A whole number is needed.")},
    {"nonNegativeInteger", N_("A whole number is needed, zero or more.")},
    {"positiveInteger", N_("A whole number is needed, one or more.")},
    {"unsignedInt", N_("A whole number is needed, zero or more.")},
    {"decimal", N_("A number is needed; fractions stand behind a point: 12.5.")},
    {"double", N_("A number is needed; fractions stand behind a point: 12.5.")},
    {"boolean", N_("Only true or false can stand here.")},
    {"ID", N_("A name is needed: it begins with a letter and has no spaces.")},
    {"IDREF", N_("A name is needed: it begins with a letter and has no spaces.")},
    {"NCName", N_("A name is needed: it begins with a letter and has no spaces.")},
    {"Name", N_("A name is needed: it begins with a letter and has no spaces.")},
    {"NMTOKEN", N_("A word without spaces is needed.")},
    {"anyURI", N_("An address is needed, such as https://example.org/.")},
    {"language", N_("The code of a language is needed, such as ru or en.")},
};

static bool is_schema_element(const xmlNode *node, const char *name)
{
    return node && node->type == XML_ELEMENT_NODE && node->ns &&
           xmlStrEqual(node->ns->href, (const xmlChar *)"http://www.w3.org/2001/XMLSchema") &&
           xmlStrEqual(node->name, (const xmlChar *)name);
}

static const char *take_attribute(arena *mem, xmlNodePtr node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    const char *copy = value ? arena_strdup(mem, (const char *)value) : NULL;

    xmlFree(value);
    return copy;
}

/* NULL: there are none. */
static const char *take_words(arena *mem, const xmlNode *node)
{
    const char *words = node_text_collapsed(mem, node);

    return *words ? words : NULL;
}

static void take_documentation(meanings *m, meaning *to, xmlNodePtr annotation)
{
    for (xmlNodePtr d = annotation->children; d; d = d->next) {
        const xmlChar *tongue;
        if (!is_schema_element(d, "documentation"))
            continue;
        tongue = xmlNodeGetLang(d);
        to->words[tongue && !strncmp((const char *)tongue, "ru", 2) ? LANG_RU : LANG_EN] =
            take_words(m->mem, d);
        xmlFree((xmlChar *)tongue);
    }
}

static void take_restriction(meanings *m, meaning *to, xmlNodePtr restriction)
{
    size_t n = 0;
    strbuf values = STRBUF_INIT;

    to->base = take_attribute(m->mem, restriction, "base");
    for (xmlNodePtr f = restriction->children; f; f = f->next)
        if (is_schema_element(f, "pattern") && n < COUNT(to->patterns))
            to->patterns[n++] = take_attribute(m->mem, f, "value");
        else if (is_schema_element(f, "enumeration"))
            strbuf_printf(&values, "%s'%s'", values.len ? ", " : "",
                          take_attribute(m->mem, f, "value"));
    to->values = values.len ? arena_strdup(m->mem, strbuf_text(&values)) : NULL;
    strbuf_free(&values);
}

static void take_field(meanings *m, meaning *to, xmlNodePtr field)
{
    const char *path = take_attribute(m->mem, field, "xpath");

    to->field = path && *path == '@' ? path + 1 : NULL;
}

/* A simple type or an identity constraint. */
static void take_meaning(meanings *m, xmlNodePtr type)
{
    meaning *to = ARENA_NEW(m->mem, meaning);

    to->name = take_attribute(m->mem, type, "name");
    for (xmlNodePtr c = type->children; c; c = c->next) {
        if (is_schema_element(c, "annotation"))
            take_documentation(m, to, c);
        else if (is_schema_element(c, "restriction"))
            take_restriction(m, to, c);
        else if (is_schema_element(c, "field"))
            take_field(m, to, c);
    }
    to->next = m->first;
    m->first = to;
}

static void take_element(meanings *m, xmlNodePtr element)
{
    element_name *e = ARENA_NEW(m->mem, element_name);

    e->name = take_attribute(m->mem, element, "name");
    e->written = xmlHasNsProp(element, BAD_CAST "written", BAD_CAST "urn:svod:schema") != NULL;
    e->next = m->elements;
    m->elements = e;
}

static bool is_constraint(const xmlNode *n)
{
    return is_schema_element(n, "unique") || is_schema_element(n, "key") ||
           is_schema_element(n, "keyref");
}

static bool known_file(const meanings *m, const char *path)
{
    for (size_t i = 0; i < m->file_count; i++)
        if (!strcmp(m->files[i], path))
            return true;
    return m->file_count == FILE_LIMIT;
}

/* The path of `location` seen from the file `from`. */
static const char *beside(arena *mem, const char *from, const char *location)
{
    const char *slash = strrchr(from, '/');

    if (!slash || *location == '/')
        return location;
    return arena_printf(mem, "%.*s/%s", (int)(slash - from), from, location);
}

static void read_file(meanings *m, const char *path)
{
    xmlDocPtr doc;

    if (known_file(m, path))
        return;
    m->files[m->file_count++] = path;
    if (!(doc = xmlReadFile(path, NULL, XML_PARSE_NONET)))
        return;
    for (xmlNodePtr n = xmlDocGetRootElement(doc); n; n = xml_following(n)) {
        const char *location = NULL;
        if (is_schema_element(n, "simpleType") || is_constraint(n))
            take_meaning(m, n);
        else if (is_schema_element(n, "element"))
            take_element(m, n);
        else if (is_schema_element(n, "include") || is_schema_element(n, "import"))
            location = take_attribute(m->mem, n, "schemaLocation");
        if (location)
            read_file(m, beside(m->mem, path, location));
    }
    xmlFreeDoc(doc);
}

meanings *meanings_open(arena *mem, const char *path)
{
    meanings *m = ARENA_NEW(mem, meanings);

    m->mem = mem;
    m->path = arena_strdup(mem, path);
    return m;
}

static const meaning *all(meanings *m)
{
    const char *path = m->path;

    m->path = NULL;
    if (path)
        read_file(m, path);
    return m->first;
}

static const char *local_name(const char *name)
{
    const char *at = strrchr(name, '}');

    if (at)
        return at + 1;
    at = strrchr(name, ':');
    return at ? at + 1 : name;
}

/* NULL: it is not documented. */
static const char *documented(diag *dg, const meaning *m)
{
    const char *english = m->words[LANG_EN], *russian = m->words[LANG_RU];

    return english || russian
               ? diag_either(dg, english ? english : russian, russian ? russian : english)
               : NULL;
}

static const char *words_of(diag *dg, meanings *m, const meaning *found)
{
    const char *name = found->name;

    for (int i = 0; i < BASE_LIMIT && found; i++) {
        const char *words = documented(dg, found);
        if (words)
            return words;
        name = found->base;
        found = NULL;
        for (const meaning *n = all(m); n && name && !found; n = n->next)
            if (n->name && !strcmp(n->name, local_name(name)))
                found = n;
    }
    for (size_t i = 0; name && i < COUNT(builtin); i++)
        if (!strcmp(builtin[i].type, local_name(name)))
            return diag_term(dg, builtin[i].words);
    return diag_term(dg, N_("It is not of the kind that is needed here."));
}

const char *meaning_of_type(diag *dg, meanings *m, const char *name)
{
    const meaning named = {.base = name};

    return words_of(dg, m, &named);
}

const char *meaning_of_pattern(diag *dg, meanings *m, const char *pattern)
{
    for (const meaning *n = all(m); n; n = n->next)
        for (size_t i = 0; i < COUNT(n->patterns) && n->patterns[i]; i++)
            if (!strcmp(n->patterns[i], pattern))
                return words_of(dg, m, n);
    return diag_term(dg, N_("It is not written in the way that is needed here."));
}

const char *meaning_of_list(diag *dg, meanings *m, const char *values)
{
    for (const meaning *n = all(m); n; n = n->next)
        if (n->values && !strcmp(n->values, values))
            return documented(dg, n);
    return NULL;
}

static const meaning *constraint_named(meanings *m, const char *name)
{
    for (const meaning *n = all(m); n; n = n->next)
        if (n->field && n->name && !strcmp(n->name, name))
            return n;
    return NULL;
}

const char *meaning_of_constraint(diag *dg, meanings *m, const char *name)
{
    const meaning *found = constraint_named(m, name);

    return found ? documented(dg, found) : NULL;
}

const char *meaning_field(meanings *m, const char *constraint)
{
    const meaning *found = constraint_named(m, constraint);

    return found ? found->field : NULL;
}

bool meaning_has_element(meanings *m, const char *name)
{
    all(m);
    for (const element_name *e = m->elements; e; e = e->next)
        if (e->name && !strcmp(e->name, name))
            return true;
    return false;
}

bool meaning_is_written(meanings *m, const char *name, size_t n)
{
    all(m);
    for (const element_name *e = m->elements; e; e = e->next)
        if (e->written && e->name && strlen(e->name) == n && !memcmp(e->name, name, n))
            return true;
    return false;
}

static bool is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters of U+0400 to U+047F are two bytes. A word of Russian letters alone is told only if all of
 * them look Latin: that «план» is Russian can be seen. */
const char *meaning_of_letters(diag *dg, const char *name)
{
    static const char twins[] = "аеорсухіАВЕКМНОРСТУХІ";
    strbuf list = STRBUF_INIT, hint = STRBUF_INIT;
    bool latin = false, own = false;
    const char *copy;

    for (size_t i = 0, n; name[i]; i += n) {
        char letter[3] = {name[i], name[i + 1], '\0'};
        const bool russian = (name[i] & 0xFE) == 0xD0 && name[i + 1];
        n = russian ? 2 : 1;
        latin = latin || is_latin(name[i]);
        if (!russian)
            continue;
        own = own || !strstr(twins, letter);
        if (!strstr(strbuf_text(&list), letter))
            strbuf_printf(&list, "%s«%s»", list.len ? ", " : "", letter);
    }
    if (list.len && (latin || !own))
        strbuf_printf(&hint, "%s %s",
                      diag_term(dg, N_("; Russian letters in the place of Latin ones:")),
                      list.data);
    copy = diag_copy(dg, strbuf_text(&hint));
    strbuf_free(&list);
    strbuf_free(&hint);
    return copy;
}
