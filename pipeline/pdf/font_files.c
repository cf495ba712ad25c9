/* font_files.c - a short list of subsets, the last used one first. */
#include "pdf/font_files.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/cff.h"

enum { KEPT = 16 }; /* of some 10 KB each */

typedef struct {
    arena *mem; /* NULL: the place is free */
    const font *face;
    uint32_t *gids, *cids; /* rising; what each is in the file */
    size_t count;
    font_file file;
} entry;

struct font_files {
    entry entries[KEPT];
    arena *mem; /* of the CMap; NULL: not made yet */
    font_file cmap;
};

font_files *font_files_new(void)
{
    return mem_alloc(sizeof(font_files));
}

void font_files_free(font_files *s)
{
    if (!s)
        return;
    for (size_t i = 0; i < KEPT; i++)
        arena_free(s->entries[i].mem);
    arena_free(s->mem);
    mem_free(s);
}

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

/* An entry with the glyphs in order, each once. */
static entry wanted(const font *face, const uint32_t *gids, size_t count)
{
    entry e = {.mem = arena_new(), .face = face};

    e.gids = ARENA_ARRAY(e.mem, uint32_t, count);
    e.cids = ARENA_ARRAY(e.mem, uint32_t, count);
    if (count)
        memcpy(e.gids, gids, count * sizeof *gids);
    qsort(e.gids, count, sizeof *e.gids, by_number);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || e.gids[i] != e.gids[e.count - 1])
            e.gids[e.count++] = e.gids[i];
    return e;
}

static bool make(entry *e, deflater *z)
{
    arena *scratch = arena_new();
    size_t size;
    const uint8_t *file = font_subset(e->face, e->gids, e->count, e->cids, &size, scratch);

    if (file && font_is_cff(e->face))
        file = cff_of_opentype(file, size, e->cids, e->count, &size);
    if (file) {
        e->file.packed = deflate_bytes(z, e->mem, file, size, &e->file.packed_size);
        e->file.size = size;
    }
    arena_free(scratch);
    return file != NULL;
}

static bool is_same(const entry *a, const entry *b)
{
    return a->mem && a->face == b->face && a->count == b->count &&
           memcmp(a->gids, b->gids, a->count * sizeof *a->gids) == 0;
}

/* Put `e` first; the others stand back as far as `place`, where its like was or the list ends. */
static entry *put_first(font_files *s, size_t place, entry e)
{
    memmove(&s->entries[1], &s->entries[0], place * sizeof e);
    s->entries[0] = e;
    return &s->entries[0];
}

static entry *find(font_files *s, entry *e, deflater *z)
{
    size_t i = 0;

    while (i < KEPT && !is_same(&s->entries[i], e))
        i++;
    if (i < KEPT) {
        arena_free(e->mem);
        return put_first(s, i, s->entries[i]);
    }
    if (!make(e, z)) {
        arena_free(e->mem);
        return NULL;
    }
    arena_free(s->entries[KEPT - 1].mem);
    return put_first(s, KEPT - 1, *e);
}

const font_file *font_files_get(font_files *s, const font *face, const uint32_t *gids, size_t count,
                                uint32_t *cids, deflater *z)
{
    entry e = wanted(face, gids, count), *found = find(s, &e, z);

    for (size_t i = 0; found && i < count; i++) {
        const uint32_t *at = bsearch(&gids[i], found->gids, found->count, sizeof *gids, by_number);
        cids[i] = found->cids[at - found->gids];
    }
    return found ? &found->file : NULL;
}

const font_file *font_files_cmap(font_files *s, const strbuf *text, deflater *z)
{
    if (!s->mem) {
        s->mem = arena_new();
        s->cmap.packed = deflate_bytes(z, s->mem, text->data, text->len, &s->cmap.packed_size);
        s->cmap.size = text->len;
    }
    return &s->cmap;
}
