/* pdf_image.c - images made here by libpng and libjpeg, whole and broken; where they may come
 * from. */
#include "support/pdf_build.h"

#include <jpeglib.h>
#include <png.h>

#include "pdf/raster.h"
#include "pdf/uri.h"

/* ---- making images ---- */

enum { SIDE = 24 };

typedef struct {
    int color, depth, interlace;
    bool trns;
    bool mask; /* becomes a soft mask */
} png_kind;

static const png_kind png_kinds[] = {
    {PNG_COLOR_TYPE_GRAY, 1, 0, false, false},      {PNG_COLOR_TYPE_GRAY, 2, 0, false, false},
    {PNG_COLOR_TYPE_GRAY, 4, 0, false, false},      {PNG_COLOR_TYPE_GRAY, 8, 0, false, false},
    {PNG_COLOR_TYPE_GRAY, 16, 0, false, false},     {PNG_COLOR_TYPE_RGB, 8, 0, false, false},
    {PNG_COLOR_TYPE_RGB, 16, 0, false, false},      {PNG_COLOR_TYPE_PALETTE, 1, 0, false, false},
    {PNG_COLOR_TYPE_PALETTE, 8, 0, false, false},   {PNG_COLOR_TYPE_GRAY_ALPHA, 8, 0, false, true},
    {PNG_COLOR_TYPE_RGB_ALPHA, 8, 0, false, true},  {PNG_COLOR_TYPE_RGB_ALPHA, 16, 0, false, true},
    {PNG_COLOR_TYPE_RGB, 8, 1, false, false},       {PNG_COLOR_TYPE_GRAY, 1, 1, false, false},
    {PNG_COLOR_TYPE_RGB_ALPHA, 8, 1, false, true},  {PNG_COLOR_TYPE_RGB, 8, 0, true, false},
    {PNG_COLOR_TYPE_PALETTE, 8, 0, true, true},     {PNG_COLOR_TYPE_GRAY, 8, 0, true, true},
    {PNG_COLOR_TYPE_RGB_ALPHA, 16, 1, false, true}, {PNG_COLOR_TYPE_PALETTE, 4, 1, true, false},
};

static void png_to_buffer(png_structp png, png_bytep bytes, png_size_t n)
{
    strbuf_add(png_get_io_ptr(png), bytes, n);
}

static void no_flush(png_structp png)
{
    (void)png;
}

static void set_palette(png_structp png, png_infop info, const png_kind *k)
{
    static const png_color colors[2] = {{255, 255, 255}, {200, 40, 40}};
    static const png_byte opacity[2] = {255, 128};

    if (k->color == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(png, info, colors, 2);
    if (!k->trns)
        return;
    if (k->color == PNG_COLOR_TYPE_PALETTE) {
        png_set_tRNS(png, info, opacity, 2, NULL);
    } else {
        png_color_16 key = {.red = 1, .green = 2, .blue = 3, .gray = 7};
        png_set_tRNS(png, info, NULL, 0, &key);
    }
}

/* A dark square in a light frame; opacity rises from left to right. 300 dpi. */
static void make_png(const png_kind *k, strbuf *out)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_byte rows[SIDE][SIDE * 8] = {{0}};
    png_bytep pointers[SIDE];
    size_t bits;

    png_set_write_fn(png, out, png_to_buffer, no_flush);
    png_set_IHDR(png, info, SIDE, SIDE, k->depth, k->color, k->interlace, 0, 0);
    png_set_pHYs(png, info, 11811, 11811, PNG_RESOLUTION_METER);
    set_palette(png, info, k);
    png_write_info(png, info);
    bits = (size_t)png_get_channels(png, info) * (size_t)k->depth;
    for (size_t y = 0; y < SIDE; y++) {
        pointers[y] = rows[y];
        for (size_t i = 0; i < SIDE * bits / 8; i++)
            rows[y][i] =
                (png_byte)(k->color == PNG_COLOR_TYPE_PALETTE ? (k->depth == 8 ? i & 1 : 0)
                                                              : (y < 4 ? 0xFF : i * 5 + y));
    }
    png_write_image(png, pointers);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
}

static void make_jpeg(J_COLOR_SPACE space, int components, bool progressive, strbuf *out)
{
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr err;
    unsigned char *bytes = NULL, row[64 * 4];
    unsigned long size = 0;

    c.err = jpeg_std_error(&err);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &bytes, &size);
    c.image_width = c.image_height = 64;
    c.input_components = components;
    c.in_color_space = space;
    jpeg_set_defaults(&c);
    c.density_unit = 1;
    c.X_density = c.Y_density = 150;
    if (progressive)
        jpeg_simple_progression(&c);
    jpeg_start_compress(&c, TRUE);
    for (int y = 0; y < 64; y++) {
        JSAMPROW rows[1] = {row};
        for (int i = 0; i < 64 * components; i++)
            row[i] = (unsigned char)(i * 3 + y * 2);
        jpeg_write_scanlines(&c, rows, 1);
    }
    jpeg_finish_compress(&c);
    strbuf_add(out, bytes, size);
    jpeg_destroy_compress(&c);
    free(bytes);
}

static const char *save(world *t, const char *name, const char *bytes, size_t n)
{
    FILE *f = fopen(in_dir(t, name), "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
    return name;
}

/* ---- on a page ---- */

static char *write_image(world *t, image_store *s, const char *uri, size_t *size)
{
    pdf_writer *w = pdf_open(&plain_info, t->dg);
    area *page = new_page(t), *a = put_area(t, page, AREA_IMAGE, PT(10), PT(10), PT(100), PT(80));
    area_image *i = ARENA_NEW(t->mem, area_image);

    *i = (area_image){.uri = uri, .w = PT(100), .h = PT(80), .clip = true};
    a->u.image = i;
    pdf_use_images(w, s);
    assert_true(send_page(w, page, 0, "1"));
    return finish(t, w, NULL, size);
}

static bool size_of(image_store *s, const char *uri, mpt *w, mpt *h)
{
    image_source *source = image_store_source(s);
    return source->size(source, uri, NULL, w, h);
}

/* Poppler and libharu's file agree that the image can be drawn. */
static void assert_drawn(world *t)
{
    int code;
    char *said;

    if (!have("pdftoppm"))
        return;
    said =
        say(t, arena_printf(t->mem, "pdftoppm -r 36 %s/x.pdf %s/page 2>&1", t->dir, t->dir), &code);
    if (code || *said)
        fail_msg("pdftoppm: %s", said);
}

static void every_kind_of_png_is_drawn(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(png_kinds); i++) {
        const png_kind *k = &png_kinds[i];
        world t = world_begin();
        image_store *s = image_store_new(t.dir, t.dg);
        strbuf b = STRBUF_INIT;
        mpt w, h;
        size_t size;
        char *file;
        make_png(k, &b);
        save(&t, "a.png", b.data, b.len);
        assert_true(size_of(s, "a.png", &w, &h));
        assert_true(abs(w - 5760) < 2 && w == h); /* 24 pixels at 300 dpi */
        file = write_image(&t, s, "a.png", &size);
        assert_sound(&t);
        assert_drawn(&t);
        assert_non_null(find(file, size, "/Subtype/Image/Width 24/Height 24"));
        assert_int_equal(find(file, size, "/SMask") != NULL, k->mask);
        assert_int_equal(diag_count(t.dg), 0);
        image_store_free(s);
        strbuf_free(&b);
        world_end(&t);
    }
}

/* What the PDF's readers see is what libpng sees: the bytes of the pixels through pdfimages. */
static void pixels_survive(void **state)
{
    static const png_kind rgb = {PNG_COLOR_TYPE_RGB, 8, 0, false, false};
    static const png_kind interlaced = {PNG_COLOR_TYPE_RGB, 8, 1, false, false};
    const png_kind *const kinds[] = {&rgb, &interlaced};
    (void)state;
    if (!have("pdfimages"))
        return;
    for (size_t k = 0; k < COUNT(kinds); k++) {
        world t = world_begin();
        image_store *s = image_store_new(t.dir, t.dg);
        strbuf b = STRBUF_INIT;
        size_t size;
        char *ppm;
        int code;
        make_png(kinds[k], &b);
        write_image(&t, s, save(&t, "a.png", b.data, b.len), &size);
        say(&t, arena_printf(t.mem, "pdfimages %s/x.pdf %s/out", t.dir, t.dir), &code);
        assert_true(input_read(in_dir(&t, "out-000.ppm"), 0, &ppm, &size, t.dg));
        for (size_t y = 0; y < SIDE; y++)
            for (size_t i = 0; i < SIDE * 3; i++)
                assert_int_equal((unsigned char)ppm[size - SIDE * SIDE * 3 + y * SIDE * 3 + i],
                                 (unsigned char)(y < 4 ? 0xFF : i * 5 + y));
        mem_free(ppm);
        image_store_free(s);
        strbuf_free(&b);
        world_end(&t);
    }
}

static void jpegs_pass_through(void **state)
{
    static const struct {
        J_COLOR_SPACE space;
        int components;
        bool progressive;
        const char *entry;
    } cases[] = {
        {JCS_RGB, 3, false, "/DeviceRGB"},
        {JCS_RGB, 3, true, "/DeviceRGB"},
        {JCS_GRAYSCALE, 1, false, "/DeviceGray"},
        {JCS_CMYK, 4, false, "/Decode[1 0 1 0 1 0 1 0]"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        world t = world_begin();
        image_store *s = image_store_new(t.dir, t.dg);
        strbuf b = STRBUF_INIT;
        mpt w, h;
        size_t size;
        char *file;
        make_jpeg(cases[i].space, cases[i].components, cases[i].progressive, &b);
        save(&t, "a.jpg", b.data, b.len);
        assert_true(size_of(s, "url('a.jpg')", &w, &h));
        if (cases[i].components != 4) /* Adobe's marker comes without a density */
            assert_int_equal(w, 30720);
        file = write_image(&t, s, "a.jpg", &size);
        assert_sound(&t);
        assert_drawn(&t);
        assert_non_null(find(file, size, cases[i].entry));
        assert_non_null(find(file, size, "/DCTDecode"));
        image_store_free(s);
        strbuf_free(&b);
        world_end(&t);
    }
}

/* ---- broken ---- */

static raster_status load_bytes(raster_loader *load, const char *bytes, size_t n)
{
    arena *a = arena_new();
    deflater *z = deflater_new();
    raster r = {0};
    raster_status status = load((const uint8_t *)bytes, n, a, z, &r);

    deflater_free(z);
    arena_free(a);
    return status;
}

static void truncated_images_are_refused(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT(png_kinds); k++) {
        strbuf b = STRBUF_INIT;
        make_png(&png_kinds[k], &b);
        assert_int_equal(load_bytes(png_load, b.data, b.len), RASTER_OK);
        for (size_t n = 8; n < b.len; n += n < 80 ? 1 : 7)
            assert_int_equal(load_bytes(png_load, b.data, n), RASTER_DAMAGED);
        strbuf_free(&b);
    }
    for (int progressive = 0; progressive < 2; progressive++) {
        strbuf b = STRBUF_INIT;
        make_jpeg(JCS_RGB, 3, progressive, &b);
        assert_int_equal(load_bytes(jpeg_load, b.data, b.len), RASTER_OK);
        for (size_t n = 3; n + 2 < b.len; n += 5)
            assert_int_equal(load_bytes(jpeg_load, b.data, n), RASTER_DAMAGED);
        strbuf_free(&b);
    }
}

/* Each byte changed in turn: PNG's CRCs find all of it; JPEG has none, but must not break us. */
static void flipped_bytes_do_no_harm(void **state)
{
    strbuf b = STRBUF_INIT;
    (void)state;
    make_png(&png_kinds[10], &b);
    for (size_t i = 8; i < b.len; i++) {
        b.data[i] ^= 0x55;
        assert_int_not_equal(load_bytes(png_load, b.data, b.len), RASTER_OK);
        b.data[i] ^= 0x55;
    }
    strbuf_clear(&b);
    make_jpeg(JCS_RGB, 3, true, &b);
    for (size_t i = 3; i < b.len; i++) {
        b.data[i] ^= 0x55;
        load_bytes(jpeg_load, b.data, b.len);
        b.data[i] ^= 0x55;
    }
    strbuf_free(&b);
}

/* Sound CRCs around a stream that is not: what libharu's own loader died of. */
static void png_with_a_bad_stream_is_refused(void **state)
{
    strbuf b = STRBUF_INIT;
    uint32_t crc, size;
    char *idat;
    (void)state;
    for (size_t k = 0; k < COUNT(png_kinds); k++) {
        strbuf_clear(&b);
        make_png(&png_kinds[k], &b);
        idat = (char *)find(b.data, b.len, "IDAT");
        size = (uint32_t)(unsigned char)idat[-1] | (uint32_t)(unsigned char)idat[-2] << 8;
        idat[4 + size / 2] ^= 0x7F;
        crc = libdeflate_crc32(0, idat, size + 4);
        for (int i = 0; i < 4; i++)
            idat[4 + size + (uint32_t)i] = (char)(crc >> (24 - 8 * i));
        assert_int_equal(load_bytes(png_load, b.data, b.len), RASTER_DAMAGED);
    }
    strbuf_free(&b);
}

static void huge_images_are_refused_before_memory_is_taken(void **state)
{
    strbuf b = STRBUF_INIT;
    uint32_t crc;
    char *ihdr;
    (void)state;
    make_png(&png_kinds[5], &b);
    ihdr = (char *)find(b.data, b.len, "IHDR");
    memcpy(ihdr + 4, "\x00\x0F\x00\x00\x00\x0F\x00\x00", 8);
    crc = libdeflate_crc32(0, ihdr, 17);
    for (int i = 0; i < 4; i++)
        ihdr[17 + i] = (char)(crc >> (24 - 8 * i));
    assert_int_equal(load_bytes(png_load, b.data, b.len), RASTER_TOO_LARGE);
    strbuf_free(&b);
}

/* ---- where from ---- */

static void what_cannot_be_read_is_reported_once_a_place(void **state)
{
    static const struct {
        const char *uri, *code;
    } cases[] = {
        {"missing.png", "P10"},
        {"", "P14"},
        {"http://example.org/a.png", "P14"},
        {"//example.org/a.png", "P14"},
        {"ftp://example.org/a.png", "P14"},
        {"file://other/a.png", "P14"},
        {"/etc/passwd", "P15"},
        {"../../etc/passwd", "P15"},
        {"file:///etc/passwd", "P15"},
        {"%2e%2e/%2e%2e/etc/passwd", "P15"},
        {"link.png", "P15"},
        {"empty.png", "P11"},
        {"a.gif", "P12"},
        {"a.svg", "P12"},
        {"noise", "P12"},
        {"data:image/png;base64,????", "P11"},
        {"data:nothing", "P11"},
        {"data:image/png,abc", "P12"},
        {"sub", "P10"},
        {"pipe", "P10"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        world t = world_begin();
        image_store *s = image_store_new(in_dir(&t, "x.fo"), t.dg);
        mpt w, h;
        size_t size;
        int code;
        say(&t,
            arena_printf(t.mem, "cd %s; ln -s /etc/passwd link.png; mkdir sub; mkfifo pipe", t.dir),
            &code);
        save(&t, "empty.png", "", 0);
        save(&t, "a.gif", "GIF89a....", 10);
        save(&t, "a.svg", "<svg/>", 6);
        save(&t, "noise", "abcdefgh", 8);
        assert_false(size_of(s, cases[i].uri, &w, &h));
        write_image(&t, s, cases[i].uri, &size);
        if (diag_count(t.dg) != 1 || !diag_has(t.dg, cases[i].code))
            fail_msg("\"%s\": %s", cases[i].uri, diag_get(t.dg, 0).code);
        assert_true(diag_worst(t.dg) < SEV_ERROR);
        image_store_free(s);
        world_end(&t);
    }
}

static void strictness_makes_errors_of_missing_images(void **state)
{
    const pdf_info info = {.strict = true};
    world t = world_begin();
    image_store *s = image_store_new(t.dir, t.dg);
    pdf_writer *w = pdf_open(&info, t.dg);
    mpt width, height;
    (void)state;
    pdf_use_images(w, s);
    assert_false(size_of(s, "missing.png", &width, &height));
    assert_int_equal(diag_worst(t.dg), SEV_ERROR);
    pdf_free(w);
    image_store_free(s);
    world_end(&t);
}

static void another_folder_can_be_allowed(void **state)
{
    world t = world_begin(), other = world_begin();
    image_store *s = image_store_new(t.dir, t.dg);
    strbuf b = STRBUF_INIT;
    mpt w, h;
    (void)state;
    make_png(&png_kinds[5], &b);
    save(&other, "a.png", b.data, b.len);
    image_store_allow(s, other.dir);
    assert_true(size_of(s, in_dir(&other, "a.png"), &w, &h));
    assert_false(size_of(s, "/etc/passwd", &w, &h));
    image_store_free(s);
    strbuf_free(&b);
    world_end(&other);
    world_end(&t);
}

static void data_uris_are_decoded(void **state)
{
    static const struct {
        const char *uri;
        bool ok;
        const char *bytes;
    } cases[] = {
        {"data:,a%20b%", true, "a b%"},
        {"data:text/plain;base64,YWJj", true, "abc"},
        {"data:text/plain;base64,YW Jj\nZA==", true, "abcd"},
        {"data:;base64,YWI=", true, "ab"},
        {"data:;base64,Y!I=", false, ""},
        {"data:x", false, ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char *data;
        size_t size;
        assert_int_equal(uri_decode_data(cases[i].uri, &data, &size), cases[i].ok);
        if (!cases[i].ok)
            continue;
        assert_int_equal(size, strlen(cases[i].bytes));
        assert_memory_equal(data, cases[i].bytes, size);
        mem_free(data);
    }
}

static void an_image_is_embedded_once(void **state)
{
    world t = world_begin();
    image_store *s = image_store_new(t.dir, t.dg);
    pdf_writer *w = pdf_open(&plain_info, t.dg);
    strbuf b = STRBUF_INIT;
    area *page = new_page(&t);
    area_image i = {.uri = "a.png", .w = PT(10), .h = PT(10)};
    const char *file, *first;
    size_t size;
    (void)state;
    make_png(&png_kinds[5], &b);
    save(&t, "a.png", b.data, b.len);
    pdf_use_images(w, s);
    for (int k = 0; k < 5; k++)
        put_area(&t, page, AREA_IMAGE, 0, k * PT(10), PT(10), PT(10))->u.image = &i;
    assert_true(send_page(w, page, 0, "1") && send_page(w, page, 1, "2"));
    file = finish(&t, w, NULL, &size);
    first = find(file, size, "/Subtype/Image");
    assert_non_null(first);
    assert_null(find(first + 1, size - (size_t)(first + 1 - file), "/Subtype/Image"));
    assert_sound(&t);
    image_store_free(s);
    strbuf_free(&b);
    world_end(&t);
}

static void backgrounds_are_tiled_within_bounds(void **state)
{
    static const struct {
        fo_keyword repeat;
        mpt w;
        int tiles;
    } cases[] = {
        {EN_NO_REPEAT, PT(100), 1}, {EN_REPEAT_X, 57600, 10},  {EN_REPEAT_Y, 57600, 5},
        {EN_REPEAT, 57600, 50},     {EN_REPEAT, PT(90000), 0},
    };
    (void)state;
    for (size_t k = 0; k < COUNT(cases); k++) {
        world t = world_begin();
        image_store *s = image_store_new(t.dir, t.dg);
        pdf_writer *w = pdf_open(&plain_info, t.dg);
        strbuf b = STRBUF_INIT;
        area *page = new_page(&t), *a = put_area(&t, page, AREA_BLOCK, 0, 0, cases[k].w, 28800);
        area_box *box = put_box(&t, a);
        int tiles = 0;
        make_png(&png_kinds[5], &b);
        box->image = save(&t, "a.png", b.data, b.len);
        box->repeat = cases[k].repeat;
        pdf_use_images(w, s);
        assert_true(send_page(w, page, 0, "1"));
        for (const char *p = strbuf_text(&w->page.out); (p = strstr(p, " Do\n")); p++)
            tiles++;
        if (cases[k].tiles)
            assert_true(abs(tiles - cases[k].tiles) <= 11); /* 5.76 pt, rounded */
        else
            assert_true(tiles == 0 && diag_has(t.dg, "P17"));
        pdf_free(w);
        image_store_free(s);
        strbuf_free(&b);
        world_end(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_png_is_drawn),
        cmocka_unit_test(pixels_survive),
        cmocka_unit_test(jpegs_pass_through),
        cmocka_unit_test(truncated_images_are_refused),
        cmocka_unit_test(flipped_bytes_do_no_harm),
        cmocka_unit_test(png_with_a_bad_stream_is_refused),
        cmocka_unit_test(huge_images_are_refused_before_memory_is_taken),
        cmocka_unit_test(what_cannot_be_read_is_reported_once_a_place),
        cmocka_unit_test(strictness_makes_errors_of_missing_images),
        cmocka_unit_test(another_folder_can_be_allowed),
        cmocka_unit_test(data_uris_are_decoded),
        cmocka_unit_test(an_image_is_embedded_once),
        cmocka_unit_test(backgrounds_are_tiled_within_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
