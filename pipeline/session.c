/* session.c - what outlives a document: fonts, words that were shaped, dictionaries; and how a run
 * ends. */
#include "session.h"

#include <string.h>

#include "base/pool.h"
#include "text/date.h"

static bool add_fonts(svod_session *s, diag *dg)
{
    for (const char *const *f = s->opt.fonts; f && *f; f++) {
        const char *equals = strchr(*f, '=');
        if (!equals) {
            diag_report(dg, NO_POS, MSG_BAD_FONT_OPTION, *f);
            return false;
        }
        if (!font_set_add(s->fonts, arena_strndup(s->mem, *f, (size_t)(equals - *f)), equals + 1,
                          dg))
            return false;
    }
    return true;
}

svod_session *svod_open(const svod_options *options, diag *dg)
{
    svod_session *s = mem_alloc(sizeof *s);

    s->opt = *options;
    s->mem = arena_new();
    s->made_mem = arena_new();
    s->data_dir = options->data_dir ? options->data_dir : svod_data_dir();
    xml_init(s->data_dir);
    s->fonts = font_set_open(arena_printf(s->mem, "%s/fonts/fonts.ini", s->data_dir), dg);
    s->hyphens = hyphenator_open(arena_printf(s->mem, "%s/fonts/hyphenation.ini", s->data_dir), dg);
    s->defaults = fo_defaults_new(s->opt.initial, dg);
    s->plain_defaults = s->opt.initial ? NULL : s->defaults;
    if (!s->fonts || !s->hyphens || !s->defaults || !add_fonts(s, dg)) {
        svod_close(s);
        return NULL;
    }
    s->shaper = shaper_new(s->fonts, dg);
    s->font_files = font_files_new();
    return s;
}

void svod_close(svod_session *s)
{
    if (!s)
        return;
    if (s->close_documents)
        s->close_documents(s);
    shaper_free(s->shaper);
    font_files_free(s->font_files);
    font_set_free(s->fonts);
    hyphenator_free(s->hyphens);
    fo_defaults_free(s->defaults);
    arena_free(s->made_mem);
    arena_free(s->mem);
    mem_free(s);
}

/* Output, also another run that has it, or what the program itself is made of: schemas and
 * stylesheets are never the author's. */
static bool is_system(const char *code)
{
    static const char *const others[] = {"G02", "G04", "G30", "S99", "E22", "B16"};

    for (size_t i = 0; i < COUNT(others); i++)
        if (!strcmp(code, others[i]))
            return true;
    return code[0] == 'X';
}

svod_status svod_worse(svod_status a, svod_status b)
{
    static const svod_status order[] = {SVOD_USAGE,   SVOD_SYSTEM,  SVOD_LAYOUT,
                                        SVOD_INVALID, SVOD_REFUSED, SVOD_WARNINGS};

    for (size_t i = 0; i < COUNT(order); i++)
        if (a == order[i] || b == order[i])
            return order[i];
    return SVOD_OK;
}

/* FO is read while it is laid out: its mistakes may come late. */
svod_status session_failure(const diag *dg, svod_status usual)
{
    bool invalid = false;

    for (size_t i = 0; i < diag_count(dg); i++) {
        const diag_item item = diag_get(dg, i);
        if (item.sev == SEV_FATAL && is_system(item.code))
            return SVOD_SYSTEM;
        if (!strcmp(item.code, "G28"))
            return SVOD_USAGE;
        invalid = invalid || (item.sev == SEV_FATAL && item.code[0] == 'S');
    }
    return invalid ? SVOD_INVALID : usual;
}

svod_status session_document(svod_session *s, const char *path, session_work *work, diag *dg)
{
    svod_status status;

    pool_begin();
    status = work(s, path, dg);
    pool_end();
    return status;
}

src_pos session_place(void *self, uint32_t at)
{
    return xml_pos(self, at);
}

bool svod_has_day(const char *iso)
{
    date day;

    return date_from_iso(iso, &day) && day.day;
}
