/* dump.c - pages as text, for tests and for people: one area a line, indented by depth, lengths in
 * points with three decimals. Glyphs are not listed; a text shows its string, size and width. */
#include <stdio.h>
#include <string.h>

#include "layout/area.h"

static const char *const kinds[] = {
    [AREA_PAGE] = "page", [AREA_REGION] = "region", [AREA_BLOCK] = "block",
    [AREA_LINE] = "line", [AREA_INLINE] = "inline", [AREA_TEXT] = "text",
    [AREA_RULE] = "rule", [AREA_IMAGE] = "image",
};

static void dump_length(FILE *out, mpt v)
{
    long n = v < 0 ? -(long)v : v;
    fprintf(out, " %s%ld.%03ld", v < 0 ? "-" : "", n / 1000, n % 1000);
}

static void dump_rect(FILE *out, const char *name, const area_rect *r)
{
    fprintf(out, " %s", name);
    dump_length(out, r->x);
    dump_length(out, r->y);
    dump_length(out, r->w);
    dump_length(out, r->h);
}

static void dump_color(FILE *out, fo_color c)
{
    fprintf(out, "#%02x%02x%02x", c.r, c.g, c.b);
}

static void dump_box(FILE *out, const area_box *box)
{
    static const char *const sides[] = {"before", "after", "start", "end"};
    if (box->background.a) {
        fputs(" background=", out);
        dump_color(out, box->background);
    }
    if (box->image)
        fprintf(out, " background-image=\"%s\"", box->image);
    if (box->image_in)
        dump_rect(out, "in", box->image_in);
    for (int s = 0; s < 4; s++) {
        const area_edge *e = &box->edge[s];
        if (!e->width || e->style == EN_NONE || e->style == EN_HIDDEN)
            continue;
        fprintf(out, " %s=", sides[s]);
        dump_color(out, e->color);
        fprintf(out, "/%s/%ld.%03ld", fo_keyword_name(e->style), (long)e->width / 1000,
                (long)e->width % 1000);
    }
}

static void dump_clip(FILE *out, const area *a)
{
    static const mpt none[4] = {0, 0, 0, 0};

    fputs(" clip", out);
    for (int s = 0; a->box && memcmp(a->box->clip, none, sizeof none) != 0 && s < 4; s++)
        dump_length(out, a->box->clip[s]);
}

static void dump_text(FILE *out, const area_text *t)
{
    fputs(" size", out);
    dump_length(out, t->size);
    fputs(" baseline", out);
    dump_length(out, t->baseline);
    fprintf(out, " \"%.*s\"%s", (int)t->text_len, t->text, t->hyphen ? " hyphen" : "");
}

static void dump_area(const area *a, int depth, FILE *out)
{
    for (; a; a = a->next) {
        fprintf(out, "%*s%s", depth * 2, "", kinds[a->kind]);
        if (a->fo)
            fprintf(out, " %s", fo_type_name(fo_type_of(a->fo)));
        dump_length(out, a->x);
        dump_length(out, a->y);
        dump_length(out, a->w);
        dump_length(out, a->h);
        if (a->role == ROLE_ARTIFACT)
            fputs(" artifact", out);
        if (a->continued)
            fputs(" continued", out);
        if (a->clip || (a->kind == AREA_IMAGE && a->u.image->clip))
            dump_clip(out, a);
        if (a->layered)
            fprintf(out, " z-index=%d", fo_integer(a->fo, PR_Z_INDEX));
        if (a->hidden)
            fputs(" hidden", out);
        if (a->rotation)
            fprintf(out, " rotation=%d", a->rotation);
        if (a->id)
            fprintf(out, " id=%s", a->id);
        if (a->link_internal || a->link_external)
            fprintf(out, " link=%s", a->link_internal ? a->link_internal : a->link_external);
        if (a->box)
            dump_box(out, a->box);
        if (a->kind == AREA_TEXT)
            dump_text(out, a->u.text);
        if (a->kind == AREA_IMAGE && a->u.image->uri)
            fprintf(out, " \"%s\"", a->u.image->uri);
        fputc('\n', out);
        dump_area(a->child, depth + 1, out);
    }
}

void area_dump_page(const area_page *page, metrics *m, FILE *out)
{
    (void)m;
    fprintf(out, "page %lu \"%s\"", (unsigned long)page->number, page->label);
    dump_length(out, page->root->w);
    dump_length(out, page->root->h);
    fputc('\n', out);
    dump_area(page->root->child, 1, out);
}
