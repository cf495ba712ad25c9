/* textcheck.c - see textcheck.h: block by block, the text over all inline elements is given to the
 * checks of text/, and what they find is told at the place of the word in the author's file. */
#include "xml/textcheck.h"

#include <string.h>

#include "base/lang.h"
#include "base/utf8.h"
#include "text/brackets.h"
#include "text/figures.h"
#include "text/lookalike.h"
#include "text/month_slip.h"
#include "text/typography.h"
#include "text/wording.h"
#include "xml/textblock.h"

struct textcheck {
    arena *mem, *scratch;
    const typography *typography;
    const word_lists *words;
    lookalike *looks;
};

/* One run over one document. */
typedef struct {
    textcheck *t;
    const xml_doc *doc;
    diag *dg;
    bool russian;
    bool verbatim; /* nothing is set right on output */
    long dashes;
    src_pos first_dash;
} check_run;

textcheck *textcheck_load(const char *edition_dir, diag *dg)
{
    textcheck *t = mem_alloc(sizeof *t);

    t->mem = arena_new();
    t->scratch = arena_new();
    t->typography =
        typography_load(t->mem, arena_printf(t->mem, "%s/typography.ini", edition_dir), dg);
    t->words = word_lists_load(t->mem, arena_printf(t->mem, "%s/lookalikes.ini", edition_dir), dg);
    if (!t->typography || !t->words) {
        textcheck_free(t);
        return NULL;
    }
    t->looks = lookalike_open(t->words);
    return t;
}

void textcheck_free(textcheck *t)
{
    if (!t)
        return;
    lookalike_close(t->looks);
    arena_free(t->scratch);
    arena_free(t->mem);
    mem_free(t);
}

/* ---- one block ---- */

/* An argument of a message: on one line, not too long. */
static const char *one_line(check_run *run, const char *text)
{
    char *line = arena_strdup(run->t->scratch, text), *out = line;

    for (const char *in = line; *in; in++)
        if (!strchr(" \t\r\n", *in))
            *out++ = *in;
        else if (out == line || out[-1] != ' ')
            *out++ = ' ';
    *out = '\0';
    return diag_text(run->dg, line, (size_t)(out - line));
}

/* What output would set right is no news where the text is printed as it was received. */
static bool is_silent(const check_run *run, message_id id)
{
    return run->verbatim &&
           (id == MSG_SPACE_BEFORE || id == MSG_SPACE_AFTER || id == MSG_NUMBER_SIGN_SPACE);
}

static void tell(check_run *run, const text_block *b, const text_findings *found)
{
    for (size_t i = 0; i < found->count; i++) {
        const text_finding *f = &found->items[i];
        if (is_silent(run, f->id))
            continue;
        diag_report(run->dg, text_block_pos(b, run->doc, f->at), f->id, one_line(run, f->args[0]),
                    one_line(run, f->args[1]));
    }
}

/* Some words on both sides of the sign, so that the reader finds it. */
static const char *fragment(arena *a, const text_block *b, size_t at)
{
    enum { REACH = 24 };
    const char *text = b->text + at;
    size_t from = at, to = strcspn(text, "\n");

    for (int i = 0; i < REACH && from > 0 && b->text[from - 1] != '\n'; i++)
        while (--from > 0 && ((unsigned char)b->text[from] & 0xC0) == 0x80)
            continue;
    from += utf8_cut(b->text + from, at - from, 0); /* no mark without its letter */
    to = at + utf8_cut(text, to, REACH);
    return arena_printf(a, "%s%.*s%s", from > 0 ? "…" : "", (int)(to - from), b->text + from,
                        to < b->len ? "…" : "");
}

static void find_brackets(const text_block *b, text_findings *found)
{
    bracket_faults faults = brackets_check(found->mem, b->text, b->len);

    for (size_t i = 0; i < faults.count; i++) {
        const bracket_fault *f = &faults.items[i];
        char sign[5] = "";
        sign[utf8_encode(f->sign, sign)] = '\0';
        finding_add(found, f->opening ? MSG_NOT_CLOSED : MSG_NOT_OPENED, f->at,
                    arena_strdup(found->mem, sign), fragment(found->mem, b, f->at));
    }
}

static void check_block(check_run *run, const text_block *b)
{
    text_findings found = {.mem = run->t->scratch};
    size_t first, dashes;

    lookalike_check(run->t->looks, b->text, b->len, run->russian, &found);
    dashes = wording_check(run->t->words, run->t->typography, b->text, b->len, &first, &found);
    figures_check(run->t->words, b->text, b->len, &found);
    month_slips_check(run->t->words, b->text, b->len, &found);
    find_brackets(b, &found);
    tell(run, b, &found);
    if (dashes && !run->dashes)
        run->first_dash = text_block_pos(b, run->doc, first);
    run->dashes += (long)dashes;
}

static void check_normal_form(check_run *run, const text_block *b)
{
    for (size_t i = 0; i < b->count; i++)
        if (b->pieces[i].node && xml_was_normalised(run->doc, xml_index(b->pieces[i].node))) {
            diag_report(run->dg, xml_node_pos(run->doc, b->pieces[i].node), MSG_NOT_NFC);
            return;
        }
}

/* ---- typography ---- */

static const char *rule_title(diag *dg, const char *rule)
{
    static const struct {
        const char *rule, *title;
    } titles[] = {
        {"minus", N_("minus")},
        {"range", N_("range")},
        {"dash", N_("dash")},
        {"dash-space", N_("space beside a dash")},
        {"quotes", N_("quotes")},
        {"inner-quotes", N_("inner quotes")},
        {"double-space", N_("double space")},
        {"stray-space", N_("stray space")},
        {"number-sign", N_("number sign")},
        {"initials", N_("initials")},
        {"unit", N_("unit")},
        {"percent", N_("percent sign")},
        {"abbreviation", N_("abbreviation")},
        {"date", N_("date")},
        {"digit-group", N_("digit group")},
        {"short-word", N_("short word")},
        {"particle", N_("particle")},
        {"no-break", N_("kept on one line")},
    };

    for (size_t i = 0; i < COUNT(titles); i++)
        if (!strcmp(titles[i].rule, rule))
            return diag_term(dg, titles[i].title);
    return rule;
}

static void list_typography(check_run *run, const text_block *b)
{
    arena *a = run->t->scratch;
    typo_part *parts = ARENA_ARRAY(a, typo_part, b->count + 1);
    typo_result r;

    for (size_t i = 0; i < b->count; i++)
        parts[i] = (typo_part){b->text + b->pieces[i].at, b->pieces[i].len};
    r = typography_apply(run->t->typography, a, parts, b->count, TYPO_CHANGES);
    for (size_t i = 0; i < r.change_count; i++) {
        const typo_change *c = &r.changes[i];
        size_t at = b->pieces[c->part].at + c->offset;
        diag_report(run->dg, text_block_pos(b, run->doc, at), MSG_TYPOGRAPHY,
                    rule_title(run->dg, c->rule), one_line(run, c->snippet_before),
                    one_line(run, c->snippet_after));
    }
}

/* ---- the document ---- */

static bool root_says(const xml_doc *doc, const char *attribute, const char *begin)
{
    xmlChar *value =
        xmlGetNoNsProp(xmlDocGetRootElement(xml_tree(doc)), (const xmlChar *)attribute);
    bool yes = value && !strncmp((const char *)value, begin, strlen(begin));

    xmlFree(value);
    return yes;
}

void textcheck_run(textcheck *t, const xml_doc *doc, bool list_changes, diag *dg)
{
    const word_lists *names = typography_lists(t->typography);
    check_run run = {.t = t,
                     .doc = doc,
                     .dg = dg,
                     .russian = root_says(doc, "lang", "ru"),
                     .verbatim = root_says(doc, "typography", "verbatim")};
    xmlNodePtr root = NULL;

    while ((root = text_block_next(names, xml_tree(doc), root))) {
        text_block b;
        arena_reset(t->scratch);
        b = text_block_read(t->scratch, names, root);
        check_block(&run, &b);
        check_normal_form(&run, &b);
        if (list_changes && !run.verbatim)
            list_typography(&run, &b);
    }
    if (run.dashes && !run.verbatim)
        diag_report(dg, run.first_dash, MSG_DASHES, diag_number(dg, run.dashes));
}
