/* functions_text.c - functions about words and numbers, and typography.
 *
 * f:typo of a text node sets the whole block that the node belongs to and gives this node's part,
 * so quotes and spaces are right over inline elements; the last block is kept, as a stylesheet asks
 * for its nodes one after the other. */
#include "xslt/functions_int.h"

#include <stdlib.h>
#include <string.h>

#include <libxslt/xsltutils.h>

#include "base/spaces.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "text/brackets.h"
#include "text/chars.h"
#include "text/mention.h"
#include "text/names.h"
#include "text/similar.h"
#include "xml/nodes.h"

/* ---- f:typo ---- */

static void set_block(function_state *s, const typography *t, xmlNodePtr root, unsigned options)
{
    typo_part *parts;

    if (root == s->block_root && options == s->block_options)
        return;
    arena_reset(s->block_mem);
    s->block = text_block_read(s->block_mem, typography_lists(t), root);
    parts = ARENA_ARRAY(s->block_mem, typo_part, s->block.count + 1);
    for (size_t i = 0; i < s->block.count; i++)
        parts[i] = (typo_part){s->block.text + s->block.pieces[i].at, s->block.pieces[i].len};
    s->block_result = typography_apply(t, s->block_mem, parts, s->block.count, options);
    s->block_root = root;
    s->block_options = options;
    s->block_cursor = 0;
}

/* The part of `node`; they are asked for in order, so the search goes on where it ended. */
static const char *block_part(function_state *s, xmlNodePtr node)
{
    for (size_t k = 0; k < s->block.count; k++) {
        size_t i = (s->block_cursor + k) % s->block.count;
        if (s->block.pieces[i].node != node)
            continue;
        s->block_cursor = i + 1;
        return s->block_result.parts[i].text;
    }
    return NULL;
}

static xmlNodePtr single_text(xmlXPathObjectPtr value)
{
    xmlNodeSetPtr set = value->type == XPATH_NODESET ? value->nodesetval : NULL;
    xmlNodePtr node = set && set->nodeNr == 1 ? set->nodeTab[0] : NULL;

    return node && node_is_text(node) && node->parent && node->parent->type == XML_ELEMENT_NODE
               ? node
               : NULL;
}

/* Does the document want its text as it was received? */
static bool is_verbatim(function_state *s)
{
    xmlChar *use;

    if (s->use == TYPOGRAPHY_UNKNOWN) {
        use = xmlGetNoNsProp(xmlDocGetRootElement(s->run->tree), (const xmlChar *)"typography");
        s->use =
            xmlStrEqual(use, (const xmlChar *)"verbatim") ? TYPOGRAPHY_VERBATIM : TYPOGRAPHY_SET;
        xmlFree(use);
    }
    return s->use == TYPOGRAPHY_VERBATIM;
}

static unsigned typo_options(function_state *s, const xmlChar *words)
{
    bool narrow = words && xmlStrstr(words, (const xmlChar *)"narrow");

    return (narrow ? TYPO_NARROW : 0) | (is_verbatim(s) ? TYPO_VERBATIM : 0);
}

static const char *set_text(function_state *s, const typography *t, xmlXPathObjectPtr value,
                            unsigned options)
{
    xmlNodePtr node = single_text(value);
    const char *part = NULL;
    xmlChar *text;

    if (node && node->doc == s->run->tree) {
        set_block(s, t, text_block_root(typography_lists(t), node), options);
        part = block_part(s, node);
    }
    if (part)
        return part;
    text = xmlXPathCastToString(value);
    part = typography_text(t, s->scratch, text ? (const char *)text : "", options);
    xmlFree(text);
    return part;
}

void functions_typo(xmlXPathParserContextPtr ctxt, int nargs)
{
    function_state *s = functions_state(ctxt);
    const typography *t = s ? functions_typography(s) : NULL;
    xmlChar *words = NULL;
    xmlXPathObjectPtr value;

    if (nargs < 1 || nargs > 2 || !s) {
        xmlXPathSetArityError(ctxt);
        return;
    }
    if (nargs == 2)
        words = xmlXPathPopString(ctxt);
    value = valuePop(ctxt);
    arena_reset(s->scratch);
    if (value && t)
        valuePush(ctxt, xmlXPathNewCString(set_text(s, t, value, typo_options(s, words))));
    else
        valuePush(ctxt, xmlXPathNewCString(""));
    xmlXPathFreeObject(value);
    xmlFree(words);
}

/* ---- numbers ---- */

static bool number_of(const char *text, number *out)
{
    return number_parse(text, strlen(text), out);
}

static int places_of(const char *text, int fallback)
{
    number n;
    return number_of(text, &n) && n.decimals == 0 && n.units >= 0 && n.units <= NUMBER_DIGITS
               ? (int)n.units
               : fallback;
}

static const char *fn_number(function_state *s, const char *const *args, int count)
{
    number n;
    (void)count;
    return number_of(args[0], &n) ? number_plain(s->scratch, n) : NULL;
}

static const char *fn_round(function_state *s, const char *const *args, int count)
{
    number n;
    if (!number_of(args[0], &n))
        return NULL;
    return number_plain(s->scratch, number_round(n, count > 1 ? places_of(args[1], 0) : 0));
}

static const char *fn_percent(function_state *s, const char *const *args, int count)
{
    number part, whole, result;
    if (!number_of(args[0], &part) || !number_of(args[1], &whole) ||
        !number_percent(part, whole, count > 2 ? places_of(args[2], 1) : 1, &result))
        return NULL;
    return number_plain(s->scratch, result);
}

static const char *fn_number_text(function_state *s, const char *const *args, int count)
{
    number n;
    if (!number_of(args[0], &n))
        return args[0];
    return number_format(s->scratch,
                         count > 1 ? number_round(n, places_of(args[1], n.decimals)) : n);
}

static const char *fn_plural(function_state *s, const char *const *args, int count)
{
    number n;
    (void)count;
    if (!s->plurals)
        s->plurals = plural_open("ru");
    if (!s->plurals || !number_of(args[0], &n))
        return args[3];
    switch (plural_select(s->plurals, n)) {
    case PLURAL_ONE:
        return args[1];
    case PLURAL_MANY:
        return args[3];
    case PLURAL_FEW:
    case PLURAL_OTHER:
        break;
    }
    return args[2]; /* «1,5 школы» stands with «2 школы» */
}

/* ---- words ---- */

static const char *fn_upper_first(function_state *s, const char *const *args, int count)
{
    size_t n = strlen(args[0]), len;
    strbuf out = STRBUF_INIT;
    (void)count;

    if (n == 0)
        return NULL;
    strbuf_add_utf8(&out, char_upper(utf8_decode(args[0], n, &len)));
    strbuf_adds(&out, args[0] + len);
    return strbuf_take(&out, s->scratch);
}

collate *functions_order(function_state *s)
{
    const typography *t = functions_typography(s);

    if (!s->order && t)
        s->order = collate_open("ru", word_lists_set(typography_lists(t), "sort-prefixes"));
    return s->order;
}

static const char *fn_sort_key(function_state *s, const char *const *args, int count)
{
    const collate *order = functions_order(s);
    (void)count;

    return order ? collate_key(order, s->scratch, args[0]) : args[0];
}

/* A name without quotes and kinds of place before it, and what kind it says the place is of: by the
 * last prefix. */
static const char *fn_place_name(function_state *s, const char *const *args, int count)
{
    const collate *order = functions_order(s);
    const char *prefix;
    (void)count;

    return order ? collate_split(order, s->scratch, args[0], &prefix) : args[0];
}

static const char *fn_place_kind(function_state *s, const char *const *args, int count)
{
    const collate *order = functions_order(s);
    const char *prefix;
    (void)count;

    if (!order)
        return NULL;
    collate_split(order, s->scratch, args[0], &prefix);
    return word_lists_setting(typography_lists(functions_typography(s)), "place-kinds", prefix,
                              NULL);
}

static const char *fn_quotes_balanced(function_state *s, const char *const *args, int count)
{
    (void)count;
    return brackets_check(s->scratch, args[0], strlen(args[0])).count ? "" : "true";
}

/* A third argument says how much is wanted: below it the likeness need not be exact. */
static const char *fn_similar(function_state *s, const char *const *args, int count)
{
    const int least = count > 2 ? atoi(args[2]) : 50;

    return arena_printf(s->scratch, "%d", text_similarity(s->scratch, args[0], args[1], least));
}

static const char *fn_same_name(function_state *s, const char *const *args, int count)
{
    (void)count;
    return text_same_name(s->scratch, args[0], args[1]) ? "true" : NULL;
}

/* Letters of the longest word; a word with a hyphen may end a line behind it. */
static const char *fn_longest_word(function_state *s, const char *const *args, int count)
{
    size_t n, longest = 0;
    const text_char *chars = chars_decode(s->scratch, args[0], strlen(args[0]), &n);
    (void)count;

    for (size_t i = 0, word = 0; i < n; i++) {
        const uint32_t cp = chars[i].cp;
        word = char_is_letter(cp) || char_is_digit(cp) ? word + 1 : 0;
        longest = word > longest ? word : longest;
    }
    return arena_printf(s->scratch, "%zu", longest);
}

/* As normalize-space(), which does not know of footnotes. */
static const char *fn_text(function_state *s, const char *const *args, int count)
{
    strbuf out = STRBUF_INIT;
    (void)count;

    for (const char *at = args[0]; *(at += strspn(at, SPACES));) {
        const size_t n = strcspn(at, SPACES);
        if (out.len)
            strbuf_addc(&out, ' ');
        strbuf_add(&out, at, n);
        at += n;
    }
    return functions_taken(s, &out);
}

static const char *fn_normalise(function_state *s, const char *const *args, int count)
{
    (void)count;
    return text_normalise(s->scratch, args[0], strlen(args[0]));
}

static const char *fn_name_keys(function_state *s, const char *const *args, int count)
{
    (void)count;
    return name_keys(s->scratch, args[0]);
}

static const char *fn_name_variant(function_state *s, const char *const *args, int count)
{
    (void)count;
    return name_is_variant(s->scratch, args[0], args[1], atoi(args[2]), atoi(args[3])) ? "true"
                                                                                       : "";
}

/* Letters, and full stops inside an abbreviation. */
static size_t term_end(const text_char *c, size_t from)
{
    while (char_is_letter(c[from].cp) || c[from].cp == '.')
        from++;
    return from;
}

/* The first word of the text that stands in the list of terms.ini, with or without its full
 * stop. */
static const char *fn_listed(function_state *s, const char *const *args, int count)
{
    const word_lists *terms = functions_terms(s);
    const word_set *set = terms ? word_lists_set(terms, args[1]) : NULL;
    const text_char *c;
    size_t n;
    (void)count;

    c = chars_decode(s->scratch, args[0], strlen(args[0]), &n);
    for (size_t i = 0, end; set && i<n; i = end> i ? end : i + 1) {
        char word[64];
        size_t len;
        end = term_end(c, i);
        len = chars_lower(c, i, end, word, sizeof word);
        if (len && (word_set_has(set, word, len) ||
                    (word[len - 1] == '.' && word_set_has(set, word, len - 1))))
            return arena_strndup(s->scratch, args[0] + c[i].at, c[end].at - c[i].at);
    }
    return NULL;
}

/* The project's value, or the edition's. A name that neither has is a mistake of the edition. */
static const char *fn_threshold(function_state *s, const char *const *args, int count)
{
    const project *p = xml_project(s->run->doc);
    const word_lists *edition = functions_thresholds(s);
    const char *dot = strchr(args[0], '.');
    const char *value = p ? project_threshold(p, args[0]) : NULL;
    (void)count;

    if (!value && edition && dot)
        value = word_lists_setting(
            edition, arena_strndup(s->scratch, args[0], (size_t)(dot - args[0])), dot + 1, NULL);
    if (!value && edition) {
        diag_report(s->run->dg, NO_POS, MSG_BAD_INSTALLATION,
                    arena_printf(s->scratch, "thresholds.ini: %s", args[0]));
        s->run->failed = true;
    }
    return value;
}

/* «number=words;…» of each mention of the thing that the list of terms.ini names; number * for
 * none. */
static const char *fn_mentions(function_state *s, const char *const *args, int count)
{
    const word_lists *terms = functions_terms(s);
    mentions found = {0};
    strbuf out = STRBUF_INIT;
    (void)count;

    if (terms)
        found = mentions_find(s->scratch, word_lists_set(terms, args[1]),
                              word_lists_set(terms, "papers"), args[0], strlen(args[0]));
    for (size_t i = 0; i < found.count; i++)
        strbuf_printf(&out, "%s%s=%.*s", i ? ";" : "",
                      *found.items[i].number ? found.items[i].number : "*", (int)found.items[i].len,
                      args[0] + found.items[i].at);
    return strbuf_take(&out, s->scratch);
}

static const char *fn_late(function_state *s, const char *const *args, int count)
{
    (void)count;
    for (const xslt_param *p = s->run->params; p && p->name; p++)
        if (p->make && !strcmp(p->name, args[0]))
            return p->make(s->scratch, s->run->doc);
    return NULL;
}

const string_function text_functions[] = {
    {"number", 1, 1, fn_number, false},
    {"round", 1, 2, fn_round, false},
    {"percent", 2, 3, fn_percent, false},
    {"number-text", 1, 2, fn_number_text, false},
    {"plural", 4, 4, fn_plural, false},
    {"upper-first", 1, 1, fn_upper_first, false},
    {"sort-key", 1, 1, fn_sort_key, false},
    {"place-name", 1, 1, fn_place_name, false},
    {"longest-word", 1, 1, fn_longest_word, false},
    {"place-kind", 1, 1, fn_place_kind, false},
    {"quotes-balanced", 1, 1, fn_quotes_balanced, false},
    {"similar", 2, 3, fn_similar, false},
    {"text", 1, 1, fn_text, false},
    {"normalise", 1, 1, fn_normalise, false},
    {"name-keys", 1, 1, fn_name_keys, false},
    {"name-variant", 4, 4, fn_name_variant, false},
    {"listed", 2, 2, fn_listed, false},
    {"mentions", 2, 2, fn_mentions, true},
    {"same-name", 2, 2, fn_same_name, false},
    {"threshold", 1, 1, fn_threshold, false},
    {"late", 1, 1, fn_late, false},
    {NULL, 0, 0, NULL, false},
};
