/* archive_list.c - svod archive list, search and show: what the catalogue knows, on standard
 * output. */
#include <stdlib.h>

#include "archive/words.h"
#include "base/lang.h"
#include "papers/archiving.h"

static bool print_line(void *self, const archived *d)
{
    archiving *v = self;

    strbuf words = STRBUF_INIT;

    if (*d->reg_number)
        strbuf_adds(&words, " № ");
    strbuf_add_line(&words, d->reg_number);
    strbuf_adds(&words, "  ");
    strbuf_add_line(&words, d->title);
    printf("%5lld  %-10s %-8s %s%s\n", d->number, *d->date ? d->date : "-", d->state, d->id,
           strbuf_text(&words));
    strbuf_free(&words);
    v->count++;
    return true;
}

void archiving_list(archiving *v)
{
    const selection which = {.year = v->how->year, .words = ""};

    if (!catalogue_each(v->c, &which, print_line, v, v->dg))
        archiving_worsen(v, SVOD_SYSTEM);
}

void archiving_search(archiving *v)
{
    strbuf words = STRBUF_INIT;
    selection which = {.year = v->how->year};

    for (size_t i = 0; i < v->how->operand_count; i++)
        words_stem(v->how->operands[i], true, &words);
    which.words = strbuf_text(&words);
    if (words.len && !catalogue_each(v->c, &which, print_line, v, v->dg))
        archiving_worsen(v, SVOD_SYSTEM);
    else if (!v->count)
        puts(_("nothing is found"));
    strbuf_free(&words);
}

static bool print_facts(void *self, const archived *d)
{
    archiving *v = self;
    const char *const facts[][2] = {
        {N_("document"), d->id},
        {N_("kind"), d->kind},
        {N_("title"), d->title},
        {N_("date"), d->date},
        {N_("registration number"), d->reg_number},
        {N_("period from"), d->from},
        {N_("period to"), d->to},
        {N_("organisation"), d->organisation},
        {N_("state"), d->state},
        {N_("edition"), d->edition},
        {N_("level of the PDF"), d->level},
        {N_("added"), d->added},
        {N_("by"), d->by},
        {N_("source"), store_path(v->mem, v->how->folder, d->source)},
        {N_("PDF"), store_path(v->mem, v->how->folder, d->pdf)},
        {N_("signature"), *d->signature ? store_path(v->mem, v->how->folder, d->signature) : ""},
    };

    for (size_t i = 0; i < COUNT(facts); i++)
        if (*facts[i][1])
            printf("%s: %s\n", _(facts[i][0]), strbuf_line(v->mem, facts[i][1]));
    v->count++;
    return true;
}

void archiving_show(archiving *v)
{
    selection which = {.words = ""};

    for (size_t i = 0; i < v->how->operand_count; i++) {
        const size_t before = v->count;
        which.number = strtoll(v->how->operands[i], NULL, 10);
        if (which.number && !catalogue_each(v->c, &which, print_facts, v, v->dg))
            archiving_worsen(v, SVOD_SYSTEM);
        else if (v->count == before) {
            diag_report(v->dg, NO_POS, MSG_NOT_ARCHIVED, v->how->operands[i]);
            archiving_worsen(v, SVOD_INVALID);
        }
    }
}
