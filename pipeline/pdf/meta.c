/* meta.c - what the file says of itself: the Info dictionary, page labels, the output intent.
 *
 * Dates come from the caller only; without one there is none, so that the same document gives the
 * same bytes. */
#include <stdlib.h>
#include <string.h>

#include "pdf/icc.h"
#include "pdf/pdf_int.h"

/* "YYYY-MM-DDThh:mm:ssZ" has its digits and marks in place. */
bool meta_is_date(const char *s)
{
    static const char shape[] = "0000-00-00T00:00:00Z";
    size_t i;

    if (!s)
        return false;
    for (i = 0; shape[i]; i++)
        if (shape[i] == '0' ? s[i] < '0' || s[i] > '9' : s[i] != shape[i])
            return false;
    return !s[i];
}

static void put_entry(strbuf *b, const char *key, const char *value)
{
    if (!value || !*value)
        return;
    put_name(b, key);
    put_text_string(b, value);
}

void meta_put_date(strbuf *b, const char *key, const char *iso)
{
    put_name(b, key);
    strbuf_adds(b, "(D:");
    for (const char *s = iso; *s; s++)
        if ((*s >= '0' && *s <= '9') || *s == 'Z')
            strbuf_addc(b, *s);
    strbuf_addc(b, ')');
}

void meta_write_info(pdf_writer *w)
{
    strbuf *b = &w->scratch;

    strbuf_clear(b);
    put_entry(b, "Title", w->info.title);
    put_entry(b, "Author", w->info.author);
    put_entry(b, "Subject", w->info.subject);
    put_entry(b, "Keywords", w->info.keywords);
    put_entry(b, "Creator", w->info.creator);
    put_entry(b, "Producer", w->info.producer);
    if (meta_is_date(w->info.created)) {
        meta_put_date(b, "CreationDate", w->info.created);
        meta_put_date(b, "ModDate", w->info.created);
    }
    writer_keep_dict(w, object_info(w->objects));
}

/* ---- page labels ---- */

/* The number that a label is in plain digits, -1 for any other label. */
static long plain_number(const char *label)
{
    size_t n = label ? strspn(label, "0123456789") : 0;

    if (!n || n > 7 || label[n] || label[0] == '0')
        return -1;
    return strtol(label, NULL, 10);
}

static bool labels_are_trivial(const pdf_writer *w)
{
    for (size_t i = 0; i < w->page_count; i++)
        if (plain_number(w->pages[i].label) != (long)i + 1)
            return false;
    return true;
}

/* A number tree with one leaf: a range of counting pages, or one page with its label as prefix. */
void meta_put_labels(pdf_writer *w, strbuf *b)
{
    long expected = -1;

    if (labels_are_trivial(w))
        return;
    strbuf_adds(b, "/PageLabels<</Nums[");
    for (size_t i = 0; i < w->page_count; i++) {
        const char *label = w->pages[i].label;
        long n = plain_number(label);
        if (n < 0) {
            strbuf_printf(b, "%zu<</P", i);
            put_text_string(b, label ? label : "");
            strbuf_adds(b, ">>");
        } else if (n != expected) {
            strbuf_printf(b, "%zu<</S/D/St %ld>>", i, n);
        }
        expected = n < 0 ? -1 : n + 1;
    }
    strbuf_adds(b, "]>>");
}

/* ---- the output intent ---- */

/* Colours are sRGB, and are said to be meant for it: grey and RGB mean the same on every device. */
void meta_put_intent(pdf_writer *w, strbuf *b)
{
    strbuf profile = STRBUF_INIT;
    strbuf entries = STRBUF_INIT;
    objnum n;

    if (!w->level->part)
        return;
    n = object_new(w->objects);
    icc_put_srgb(&profile);
    strbuf_adds(&entries, "/N 3/Alternate/DeviceRGB");
    writer_keep_stream(w, n, &entries, profile.data, profile.len);
    strbuf_printf(b,
                  "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
                  "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
                  "/RegistryName(http://www.color.org)/DestOutputProfile %u 0 R>>]",
                  n);
    strbuf_free(&entries);
    strbuf_free(&profile);
}
