/* schema.c - does the document have the structure its edition's XML Schema asks for?
 *
 * libxml2 validates. Each of its findings comes as a code, up to two values and an English
 * sentence, taken apart in schema_find.c. The code chooses the message, the values fill it; the
 * sentence is never shown. What a value should have been is said in the schema's own words
 * (meaning.c). A finding stands at the attribute, text or element it is about. What only follows
 * from a finding already told is not told again. */
#include "xml/schema_int.h"

#include <string.h>

#include <libxml/schemasInternals.h>
#include <libxml/xmlschemas.h>

#include "base/lang.h"
#include "base/spaces.h"
#include "base/strbuf.h"
#include "xml/nodes.h"

enum {
    MOST_FINDINGS = 1000, /* nobody reads more */
    MOST_MISSING = 100,   /* names that are told once each */
};

struct xml_schema {
    arena *mem;
    xmlSchemaPtr schema;
    meanings *meanings;
};

typedef struct {
    const xml_doc *doc;
    const xml_schema *schema;
    diag *dg;
    size_t found;
    finder find;
    const char *missing[MOST_MISSING]; /* names told to lead nowhere */
    size_t missing_count;
    const xmlNode *faulty; /* last element with any finding but a reference */
    const xmlNode *stray;  /* last element with text or elements in the wrong place */
} validation;

/* ---- the messages ---- */

/* What fills a message: one letter a place. */
enum argument {
    END,
    ELEMENT,      /* name of the element */
    SUBJECT,      /* the attribute or element whose value it is */
    VALUE,        /* as the author wrote it */
    BOUND,        /* the second value: bound, list or pattern */
    EXPECTED,     /* list of names */
    TYPE,         /* what the type means */
    PATTERN,      /* what the pattern means */
    LIST,         /* what the values of the list mean */
    TARGET,       /* what a reference should name */
    ATTRIBUTE,    /* name of the attribute */
    INNER,        /* name or text of what stands in the element */
    LENGTH,       /* of the value, as counted */
    BOUND_LENGTH, /* as it should be */
    LETTERS,      /* which letters of the name or value are not Latin, if they look so */
    WHY,          /* why an element cannot stand here */
    NOTHING       /* what an empty value should have been: not known */
};

static const struct {
    int code;
    const char *part; /* that the sentence must have; NULL: any */
    message_id message;
    enum argument arguments[5];
} findings[] = {
    {XML_SCHEMAV_ELEMENT_CONTENT, "Missing child", MSG_SCHEMA_INCOMPLETE, {ELEMENT, EXPECTED}},
    {XML_SCHEMAV_ELEMENT_CONTENT, "( ", MSG_SCHEMA_UNEXPECTED, {ELEMENT, EXPECTED, LETTERS}},
    {XML_SCHEMAV_ELEMENT_CONTENT, NULL, MSG_SCHEMA_NOTHING_EXPECTED, {ELEMENT, WHY, LETTERS}},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, NULL, MSG_SCHEMA_MUST_BE_EMPTY, {ELEMENT}},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2, NULL, MSG_SCHEMA_TEXT_ONLY, {ELEMENT, INNER}},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3, NULL, MSG_SCHEMA_NO_TEXT, {ELEMENT, INNER}},
    {XML_SCHEMAV_CVC_TYPE_3_1_2, NULL, MSG_SCHEMA_TEXT_ONLY, {ELEMENT, INNER}},
    {XML_SCHEMAV_CVC_TYPE_3_1_1, NULL, MSG_SCHEMA_NO_ATTRIBUTES, {ELEMENT}},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1,
     NULL,
     MSG_SCHEMA_UNKNOWN_ATTRIBUTE,
     {ATTRIBUTE, ELEMENT, LETTERS}},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2,
     NULL,
     MSG_SCHEMA_UNKNOWN_ATTRIBUTE,
     {ATTRIBUTE, ELEMENT, LETTERS}},
    {XML_SCHEMAV_CVC_COMPLEX_TYPE_4, NULL, MSG_SCHEMA_MISSING_ATTRIBUTE, {VALUE, ELEMENT}},
    {XML_SCHEMAV_CVC_ENUMERATION_VALID,
     NULL,
     MSG_SCHEMA_NOT_IN_LIST,
     {VALUE, SUBJECT, BOUND, LETTERS, LIST}},
    {XML_SCHEMAV_CVC_PATTERN_VALID, "value ''", MSG_SCHEMA_EMPTY, {SUBJECT, PATTERN}},
    {XML_SCHEMAV_CVC_PATTERN_VALID, NULL, MSG_SCHEMA_BAD_VALUE, {VALUE, SUBJECT, PATTERN}},
    {XML_SCHEMAV_CVC_MINLENGTH_VALID, "length of '0'", MSG_SCHEMA_EMPTY, {SUBJECT, NOTHING}},
    {XML_SCHEMAV_CVC_MINLENGTH_VALID, NULL, MSG_SCHEMA_TOO_SHORT, {SUBJECT, LENGTH, BOUND_LENGTH}},
    {XML_SCHEMAV_CVC_MAXLENGTH_VALID, NULL, MSG_SCHEMA_TOO_LONG, {SUBJECT, LENGTH, BOUND_LENGTH}},
    {XML_SCHEMAV_CVC_LENGTH_VALID, NULL, MSG_SCHEMA_WRONG_LENGTH, {SUBJECT, LENGTH, BOUND_LENGTH}},
    {XML_SCHEMAV_CVC_MININCLUSIVE_VALID, NULL, MSG_SCHEMA_TOO_SMALL, {VALUE, SUBJECT, BOUND}},
    {XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID, NULL, MSG_SCHEMA_NOT_ABOVE, {VALUE, SUBJECT, BOUND}},
    {XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID, NULL, MSG_SCHEMA_TOO_LARGE, {VALUE, SUBJECT, BOUND}},
    {XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID, NULL, MSG_SCHEMA_NOT_BELOW, {VALUE, SUBJECT, BOUND}},
    {XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID, NULL, MSG_SCHEMA_FRACTION, {SUBJECT, VALUE, BOUND}},
    {XML_SCHEMAV_CVC_TOTALDIGITS_VALID, NULL, MSG_SCHEMA_DIGITS, {SUBJECT, VALUE, BOUND}},
    {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, ": '' is", MSG_SCHEMA_EMPTY, {SUBJECT, TYPE}},
    {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, NULL, MSG_SCHEMA_BAD_VALUE, {VALUE, SUBJECT, TYPE}},
    {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2, ": '' is", MSG_SCHEMA_EMPTY, {SUBJECT, TYPE}},
    {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2, NULL, MSG_SCHEMA_BAD_VALUE, {VALUE, SUBJECT, TYPE}},
    {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3, ": '' is", MSG_SCHEMA_EMPTY, {SUBJECT, TYPE}},
    {XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3, NULL, MSG_SCHEMA_BAD_VALUE, {VALUE, SUBJECT, TYPE}},
    {XML_SCHEMAV_CVC_AU, NULL, MSG_SCHEMA_FIXED, {VALUE, SUBJECT, BOUND}},
    {XML_SCHEMAV_CVC_ELT_5_2_2_2_2, NULL, MSG_SCHEMA_FIXED, {VALUE, SUBJECT, BOUND}},
    {XML_SCHEMAV_CVC_ELT_5_2_2_2_1, NULL, MSG_SCHEMA_FIXED, {VALUE, SUBJECT, BOUND}},
    {XML_SCHEMAV_CVC_IDC, "Duplicate", MSG_SCHEMA_DUPLICATE, {VALUE}},
    {XML_SCHEMAV_CVC_IDC, "No match", MSG_SCHEMA_NO_TARGET, {VALUE, LETTERS, TARGET}},
    {XML_SCHEMAV_CVC_IDC, "Not all fields", MSG_SCHEMA_NO_KEY, {ELEMENT}},
};

/* "<name>" of an element, the bare name of an attribute. */
static const char *subject(diag *dg, const finding *f)
{
    char name[200];

    if (f->attribute)
        snprintf(name, sizeof name, "%s=\"…\"", (const char *)f->attribute->name);
    else
        snprintf(name, sizeof name, "<%s>", (const char *)f->element->name);
    return diag_copy(dg, name);
}

static bool is_identity(const finding *f)
{
    return f->e->code == XML_SCHEMAV_CVC_IDC;
}

/* The value alone; of a key "['a', 'b']" what is in it. */
static const char *value_text(diag *dg, const finding *f)
{
    const char *s = is_identity(f) ? find_key(f->e) : f->e->str1 ? f->e->str1 : "";
    const size_t n = strlen(s);

    return is_identity(f) && n > 4 ? diag_text(dg, s + 2, n - 4) : diag_text(dg, s, n);
}

/* The bound as given; the quotes of a list become ours. */
static const char *bound_text(diag *dg, const finding *f)
{
    strbuf out = STRBUF_INIT;
    bool open = false;
    const char *copy;

    for (const char *s = f->e->str2 ? f->e->str2 : ""; *s; s++)
        if (*s == '\'')
            strbuf_adds(&out, (open = !open) ? "«" : "»");
        else
            strbuf_addc(&out, *s);
    copy = diag_copy(dg, strbuf_text(&out));
    strbuf_free(&out);
    return copy;
}

/* A text, or the name of an element. */
static const char *inner_text(diag *dg, const xmlNode *inner)
{
    const char *s;
    size_t n;

    if (!inner || !node_is_text(inner))
        return inner ? (const char *)inner->name : "";
    s = (const char *)inner->content;
    s += strspn(s, SPACES);
    n = strcspn(s, "\r\n");
    spaces_trim(&s, &n);
    return diag_text(dg, s, n);
}

/* The name or value in which a wrong letter may hide. */
static const char *suspect(diag *dg, const finding *f)
{
    if (f->e->code == XML_SCHEMAV_ELEMENT_CONTENT)
        return (const char *)f->element->name;
    return find_unknown_attribute(f->e->code) && f->attribute ? (const char *)f->attribute->name
                                                              : value_text(dg, f);
}

static const char *bound_length(diag *dg, const char *sentence)
{
    const char *bound = strstr(sentence, "allowed");

    return bound ? find_name_behind(dg, bound, "length of '") : "";
}

/* Words as one more sentence, if there are any. */
static const char *sentence(diag *dg, const char *words)
{
    strbuf text = STRBUF_INIT;
    const char *copy;

    if (!words)
        return "";
    strbuf_printf(&text, ". %s", words);
    copy = diag_copy(dg, text.data);
    strbuf_free(&text);
    return copy;
}

static const char *reason(const validation *v, const xmlNode *element)
{
    return meaning_has_element(v->schema->meanings, (const char *)element->name)
               ? diag_term(v->dg, N_(": the order of the elements is fixed"))
               : diag_term(v->dg, N_(": there is no such element"));
}

static const char *argument_text(const validation *v, const finding *f, enum argument kind)
{
    meanings *m = v->schema->meanings;

    switch (kind) {
    case ELEMENT:
        return (const char *)f->element->name;
    case SUBJECT:
        return subject(v->dg, f);
    case VALUE:
        return value_text(v->dg, f);
    case BOUND:
        return bound_text(v->dg, f);
    case EXPECTED:
        return find_expected(v->dg, f->sentence);
    case TYPE:
        return meaning_of_type(v->dg, m, find_name_behind(v->dg, f->sentence, "type '"));
    case PATTERN:
        return meaning_of_pattern(v->dg, m, f->e->str2 ? f->e->str2 : "");
    case LIST:
        return sentence(v->dg, meaning_of_list(v->dg, m, f->e->str2 ? f->e->str2 : ""));
    case TARGET:
        return sentence(v->dg,
                        meaning_of_constraint(v->dg, m, find_constraint(v->dg, f->sentence)));
    case INNER:
        return inner_text(v->dg, f->inner);
    case LENGTH:
        return find_name_behind(v->dg, f->sentence, "has a length of '");
    case BOUND_LENGTH:
        return bound_length(v->dg, f->sentence);
    case LETTERS:
        return meaning_of_letters(v->dg, suspect(v->dg, f));
    case WHY:
        return reason(v, f->element);
    case NOTHING:
        return diag_term(v->dg, N_("A value is needed."));
    case ATTRIBUTE:
        return f->attribute ? (const char *)f->attribute->name : value_text(v->dg, f);
    case END:
        break;
    }
    return NULL;
}

static src_pos finding_pos(const validation *v, const finding *f)
{
    const xmlNode *key = NULL;

    if (is_identity(f))
        key = find_key_attribute(
            f->element, find_key(f->e),
            meaning_field(v->schema->meanings, find_constraint(v->dg, f->sentence)));
    if (f->inner && node_is_text(f->inner))
        return xml_text_pos(v->doc, f->inner, strspn((const char *)f->inner->content, SPACES));
    return xml_node_pos(v->doc, key            ? key
                                : f->attribute ? f->attribute
                                : f->inner     ? f->inner
                                               : f->element);
}

/* xs:ID is also refused when the name is taken; libxml2 says the same of both. */
static bool is_taken_id(const finding *f)
{
    return f->e->code == XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 && strstr(f->sentence, "'xs:ID'") &&
           f->e->str1 && !xmlValidateNCName((const xmlChar *)f->e->str1, 1);
}

static void report_root(const validation *v, const finding *f)
{
    const xmlNode *root = f->element;
    const src_pos pos = xml_node_pos(v->doc, root);
    const char *wanted =
        v->schema->schema->targetNamespace ? (const char *)v->schema->schema->targetNamespace : "";

    if (strcmp(root->ns ? (const char *)root->ns->href : "", wanted))
        diag_report(v->dg, pos, MSG_SCHEMA_NAMESPACE, (const char *)root->name, wanted);
    else
        diag_report(v->dg, pos, MSG_SCHEMA_ROOT, (const char *)root->name);
}

static void report_by_table(const validation *v, const finding *f)
{
    for (size_t i = 0; i < COUNT(findings); i++) {
        const char *args[5] = {NULL};
        if (findings[i].code != f->e->code ||
            (findings[i].part && !strstr(f->sentence, findings[i].part)))
            continue;
        for (size_t k = 0; k < COUNT(args) && findings[i].arguments[k] != END; k++)
            args[k] = argument_text(v, f, findings[i].arguments[k]);
        diag_report(v->dg, finding_pos(v, f), findings[i].message, args[0], args[1], args[2],
                    args[3], args[4]);
        return;
    }
    diag_report(v->dg, finding_pos(v, f), MSG_SCHEMA_OTHER, (const char *)f->element->name);
}

/* A name that nothing has is told at the first place that uses it: often not the many references
 * are wrong, but the one definition. */
static bool is_known_missing(validation *v, const xmlError *e)
{
    const char *name = find_key(e);

    if (e->code != XML_SCHEMAV_CVC_IDC || !e->message || !strstr(e->message, "No match found"))
        return false;
    for (size_t i = 0; i < v->missing_count; i++)
        if (!strcmp(v->missing[i], name))
            return true;
    if (v->missing_count < MOST_MISSING)
        v->missing[v->missing_count++] = diag_copy(v->dg, name);
    return false;
}

/* Does the finding only follow from one told before? A name that is missing or wrong is no key
 * either; an element with text in place of elements lacks them, too. */
static bool is_echo(validation *v, const finding *f)
{
    const bool in_element = f->element && !f->attribute;

    if (is_identity(f))
        return f->element && f->element == v->faulty && strstr(f->sentence, "Not all fields");
    if (in_element && f->element == v->stray && f->e->code != XML_SCHEMAV_CVC_COMPLEX_TYPE_4 &&
        !strstr(f->sentence, "not expected"))
        return true;
    v->faulty = f->element;
    v->stray = f->inner ? f->element : v->stray;
    return false;
}

static void on_finding(void *self, xmlErrorPtr e)
{
    validation *v = self;
    finding f;

    /* an echo of a value already reported */
    if (e->code == XML_SCHEMAV_CVC_IDC && e->message && strstr(e->message, "precomputed"))
        return;
    if (is_known_missing(v, e))
        return;
    f = find_take_apart(&v->find, e);
    if (is_echo(v, &f))
        return;
    if (v->found++ >= MOST_FINDINGS) {
        if (v->found == MOST_FINDINGS + 1)
            diag_report(v->dg, ((src_pos){xml_path(v->doc), 0, 0}), MSG_SCHEMA_TOO_MANY,
                        diag_number(v->dg, MOST_FINDINGS));
        return;
    }
    if (!f.element)
        diag_report(v->dg, xml_pos(v->doc, 1), MSG_SCHEMA_OTHER, "?");
    else if (e->code == XML_SCHEMAV_CVC_ELT_1)
        report_root(v, &f);
    else if (is_taken_id(&f))
        diag_report(v->dg, finding_pos(v, &f), MSG_SCHEMA_DUPLICATE, value_text(v->dg, &f));
    else
        report_by_table(v, &f);
}

bool xml_validate(const xml_doc *doc, const xml_schema *s, diag *dg)
{
    validation v = {
        .doc = doc, .schema = s, .dg = dg, .find = {.doc = doc, .meanings = s->meanings, .dg = dg}};
    xmlSchemaValidCtxtPtr ctxt = xmlSchemaNewValidCtxt(s->schema);
    int result;

    if (!ctxt) {
        diag_report(dg, NO_POS, MSG_BAD_INSTALLATION, "libxml2");
        return false;
    }
    xmlSchemaSetValidStructuredErrors(ctxt, on_finding, &v);
    result = xmlSchemaValidateDoc(ctxt, xml_tree(doc));
    xmlSchemaFreeValidCtxt(ctxt);
    if (result != 0 && !v.found)
        diag_report(dg, xml_pos(doc, 1), MSG_SCHEMA_OTHER,
                    (const char *)xmlDocGetRootElement(xml_tree(doc))->name);
    return result == 0;
}

/* ---- the schema itself ---- */

typedef struct {
    diag *dg;
    const char *path;
    bool told;
} compiling;

static void on_schema_error(void *self, xmlErrorPtr e)
{
    compiling *c = self;
    const char *file = e->file ? e->file : c->path;

    if (e->level < XML_ERR_ERROR || c->told)
        return;
    c->told = true;
    diag_report(c->dg, ((src_pos){file, (uint32_t)(e->line > 0 ? e->line : 0), 0}), MSG_SCHEMA_BAD);
}

xml_schema *xml_schema_load(const char *path, diag *dg)
{
    compiling c = {dg, path, false};
    xmlSchemaParserCtxtPtr ctxt = xmlSchemaNewParserCtxt(path);
    xml_schema *s = mem_alloc(sizeof *s);

    s->mem = arena_new();
    if (ctxt) {
        xmlSchemaSetParserStructuredErrors(ctxt, on_schema_error, &c);
        s->schema = xmlSchemaParse(ctxt);
        xmlSchemaFreeParserCtxt(ctxt);
    }
    if (!s->schema) {
        if (!c.told)
            diag_report(dg, ((src_pos){path, 0, 0}), MSG_SCHEMA_BAD);
        xml_schema_free(s);
        return NULL;
    }
    s->meanings = meanings_open(s->mem, path);
    return s;
}

void xml_schema_free(xml_schema *s)
{
    if (!s)
        return;
    xmlSchemaFree(s->schema);
    arena_free(s->mem);
    mem_free(s);
}
