/* catalogue.c - see catalogue.h. */
#include "archive/catalogue.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "base/lang.h"
#include "base/strbuf.h"

struct catalogue {
    sqlite3 *db;
    const char *path;
    arena *mem;
};

/* ---- opening ---- */

enum { PATIENCE = 20000 }; /* milliseconds to wait for another writer */

/* Each brings a database one version further. */
static const char *const migrations[] = {
    "CREATE TABLE documents ("
    " number INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, date TEXT NOT NULL,"
    " period_from TEXT NOT NULL, period_to TEXT NOT NULL, organisation TEXT NOT NULL,"
    " reg_number TEXT NOT NULL, edition TEXT NOT NULL, state TEXT NOT NULL,"
    " source TEXT NOT NULL, pdf TEXT NOT NULL, signature TEXT NOT NULL, level TEXT NOT NULL,"
    " added TEXT NOT NULL, added_by TEXT NOT NULL,"
    " UNIQUE (source, pdf));"
    "CREATE INDEX documents_by_date ON documents (period_to, date);"
    "CREATE VIRTUAL TABLE texts USING fts5 (stems, content='', tokenize='unicode61 "
    "remove_diacritics 0');",
    /* the versions of each that is added are looked for */
    "CREATE INDEX documents_by_id ON documents (id);",
};

/* Our words, as far as they go, with SQLite's own in brackets. */
static const char *reason(sqlite3 *db, diag *dg)
{
    static const struct {
        int code;
        const char *text;
    } known[] = {
        {SQLITE_NOTADB, N_("the catalogue is damaged, or it is no catalogue")},
        {SQLITE_CORRUPT, N_("the catalogue is damaged, or it is no catalogue")},
        {SQLITE_ERROR, N_("the catalogue lacks a part")},
        {SQLITE_BUSY, N_("another program keeps it busy")},
        {SQLITE_LOCKED, N_("another program keeps it busy")},
        {SQLITE_FULL, N_("there is no room left on the disk")},
        {SQLITE_READONLY, N_("you have no right to do so")},
        {SQLITE_PERM, N_("you have no right to do so")},
        {SQLITE_IOERR, N_("the disk reports an error")},
        {SQLITE_CANTOPEN, N_("it cannot be opened")},
        {SQLITE_NOMEM, N_("there is not enough memory")},
        {SQLITE_TOOBIG, N_("a text is too long for it")},
    };
    const int code = sqlite3_errcode(db) & 0xFF;

    if (code == SQLITE_CANTOPEN && sqlite3_system_errno(db) &&
        sqlite3_system_errno(db) != ENOENT) /* of a file of SQLite's own */
        return diag_system_error(dg, sqlite3_system_errno(db));
    for (size_t i = 0; i < COUNT(known); i++)
        if (known[i].code == code)
            return diag_reason(dg, known[i].text, sqlite3_errmsg(db));
    return diag_copy(dg, sqlite3_errmsg(db));
}

static bool failed(catalogue *c, diag *dg)
{
    diag_report(dg, ((src_pos){c->path, 0, 0}), MSG_CATALOGUE, reason(c->db, dg));
    return false;
}

static bool run(catalogue *c, const char *sql, diag *dg)
{
    return sqlite3_exec(c->db, sql, NULL, NULL, NULL) == SQLITE_OK || failed(c, dg);
}

/* 0: none of ours; -1 and a diagnostic if it cannot be read. */
static long long schema_version(catalogue *c, diag *dg)
{
    sqlite3_stmt *st = NULL;
    long long n = -1;

    if (sqlite3_prepare_v2(c->db, "PRAGMA user_version", -1, &st, NULL) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_ROW)
        n = sqlite3_column_int64(st, 0) < 0 ? 0 : sqlite3_column_int64(st, 0);
    else
        failed(c, dg);
    sqlite3_finalize(st);
    return n;
}

static bool migrate(catalogue *c, diag *dg)
{
    long long version;
    bool ok;

    if (!run(c, "BEGIN IMMEDIATE", dg))
        return false;
    version = schema_version(c, dg);
    for (ok = version >= 0; ok && version < (long long)COUNT(migrations); version++)
        ok = run(c, migrations[version], dg) &&
             run(c, arena_printf(c->mem, "PRAGMA user_version = %lld", version + 1), dg);
    if (ok)
        return run(c, "COMMIT", dg);
    sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

static bool is_newer(const catalogue *c, long long version, diag *dg)
{
    if (version > (long long)COUNT(migrations))
        diag_report(dg, ((src_pos){c->path, 0, 0}), MSG_ARCHIVE_NEWER);
    return version > (long long)COUNT(migrations);
}

/* Or may nobody know? */
static bool is_file(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 ? S_ISREG(st.st_mode) : errno == EACCES;
}

static bool may_only_be_read(const catalogue *c)
{
    const int code = sqlite3_errcode(c->db) & 0xFF;

    return (code == SQLITE_READONLY || code == SQLITE_CANTOPEN) && is_file(c->path);
}

/* What was written last, as long as it is not in the catalogue itself. */
static bool has_log(const catalogue *c)
{
    struct stat st;

    return stat(arena_printf(c->mem, "%s-wal", c->path), &st) == 0 && st.st_size > 0;
}

/* Of a disk that can only be read, or of somebody else: SQLite wants to write beside the catalogue
 * even to read it, unless it is told that nobody else will. */
static bool open_to_read(catalogue *c)
{
    strbuf uri = STRBUF_INIT;
    bool ok;

    strbuf_adds(&uri, "file:");
    strbuf_add_address(&uri, c->path);
    if (!has_log(c))
        strbuf_adds(&uri, "?immutable=1");
    sqlite3_close(c->db);
    ok = sqlite3_open_v2(uri.data, &c->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) ==
             SQLITE_OK &&
         sqlite3_busy_timeout(c->db, PATIENCE) == SQLITE_OK &&
         sqlite3_exec(c->db, "SELECT 1 FROM sqlite_master", NULL, NULL, NULL) == SQLITE_OK;
    strbuf_free(&uri);
    return ok;
}

static bool open_to_write(catalogue *c, int flags)
{
    return sqlite3_open_v2(c->path, &c->db, SQLITE_OPEN_READWRITE | flags, NULL) == SQLITE_OK &&
           sqlite3_busy_timeout(c->db, PATIENCE) == SQLITE_OK &&
           sqlite3_exec(c->db,
                        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA "
                        "foreign_keys = ON;",
                        NULL, NULL, NULL) == SQLITE_OK;
}

static bool not_settled(const catalogue *c, diag *dg)
{
    diag_report(dg, ((src_pos){c->path, 0, 0}), MSG_CATALOGUE,
                diag_term(dg, N_("what was written last has not been put into it: use the archive "
                                 "once where it may be written")));
    return false;
}

static bool open_database(catalogue *c, const char *folder, int flags, diag *dg)
{
    const bool creates = flags & SQLITE_OPEN_CREATE;

    if (open_to_write(c, flags))
        return true;
    if (!creates && may_only_be_read(c))
        return open_to_read(c) || (has_log(c) ? not_settled(c, dg) : failed(c, dg));
    if (sqlite3_errcode(c->db) != SQLITE_CANTOPEN || creates || is_file(c->path))
        return failed(c, dg);
    diag_report(dg, ((src_pos){folder, 0, 0}), MSG_NO_ARCHIVE);
    return false;
}

static catalogue *connect(const char *folder, int flags, diag *dg)
{
    catalogue *c = mem_alloc(sizeof *c);

    c->mem = arena_new();
    c->path = diag_copy(dg, arena_printf(c->mem, "%s/catalogue.db", folder));
    if (open_database(c, folder, flags, dg))
        return c;
    catalogue_close(c);
    return NULL;
}

catalogue *catalogue_create(const char *folder, diag *dg)
{
    catalogue *c = connect(folder, SQLITE_OPEN_CREATE, dg);

    if (!c || (!is_newer(c, schema_version(c, dg), dg) && migrate(c, dg)))
        return c;
    catalogue_close(c);
    return NULL;
}

catalogue *catalogue_open(const char *folder, diag *dg)
{
    catalogue *c = connect(folder, 0, dg);
    const long long version = c ? schema_version(c, dg) : 0;

    if (!c || version == (long long)COUNT(migrations))
        return c;
    if (version == 0)
        diag_report(dg, ((src_pos){c->path, 0, 0}), MSG_NO_ARCHIVE);
    else if (version > 0 && !is_newer(c, version, dg) && migrate(c, dg))
        return c;
    catalogue_close(c);
    return NULL;
}

void catalogue_close(catalogue *c)
{
    if (!c)
        return;
    sqlite3_close(c->db);
    arena_free(c->mem);
    mem_free(c);
}

/* ---- columns ---- */

#define COLUMNS                                                                                    \
    "d.id, d.kind, d.title, d.date, d.period_from, d.period_to, d.organisation, d.reg_number, "    \
    "d.edition, d.state, d.source, d.pdf, d.signature, d.level, d.added, d.added_by"

/* In the order of COLUMNS. */
enum { TEXTS = 16 };
static void texts_of(archived *d, const char **texts[TEXTS])
{
    const char **const all[TEXTS] = {&d->id,        &d->kind,  &d->title,        &d->date,
                                     &d->from,      &d->to,    &d->organisation, &d->reg_number,
                                     &d->edition,   &d->state, &d->source,       &d->pdf,
                                     &d->signature, &d->level, &d->added,        &d->by};

    memcpy(texts, all, sizeof all);
}

/* ---- adding ---- */

long long catalogue_find(catalogue *c, const char *source, const char *pdf)
{
    sqlite3_stmt *st = NULL;
    long long n = 0;

    if (sqlite3_prepare_v2(
            c->db, "SELECT number FROM documents WHERE source = ?1 AND (?2 = '' OR pdf = ?2)", -1,
            &st, NULL) == SQLITE_OK) {
        sqlite3_bind_text(st, 1, source, -1, SQLITE_STATIC);
        sqlite3_bind_text(st, 2, pdf, -1, SQLITE_STATIC);
        n = sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
    }
    sqlite3_finalize(st);
    return n;
}

static bool insert_document(catalogue *c, archived *d, diag *dg)
{
    const char **texts[TEXTS];
    sqlite3_stmt *st = NULL;
    bool ok;

    texts_of(d, texts);
    ok = sqlite3_prepare_v2(
             c->db,
             "INSERT INTO documents (id, kind, title, date, period_from, period_to, "
             "organisation, reg_number, edition, state, source, pdf, signature, level, "
             "added, added_by) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
             -1, &st, NULL) == SQLITE_OK;
    for (int i = 0; i < TEXTS && ok; i++)
        ok = sqlite3_bind_text(st, i + 1, *texts[i], -1, SQLITE_STATIC) == SQLITE_OK;
    ok = ok && sqlite3_step(st) == SQLITE_DONE;
    sqlite3_finalize(st);
    d->number = sqlite3_last_insert_rowid(c->db);
    return ok || failed(c, dg);
}

static bool insert_text(catalogue *c, const archived *d, diag *dg)
{
    sqlite3_stmt *st = NULL;
    bool ok = sqlite3_prepare_v2(c->db, "INSERT INTO texts (rowid, stems) VALUES (?, ?)", -1, &st,
                                 NULL) == SQLITE_OK &&
              sqlite3_bind_int64(st, 1, d->number) == SQLITE_OK &&
              sqlite3_bind_text(st, 2, d->text, -1, SQLITE_STATIC) == SQLITE_OK &&
              sqlite3_step(st) == SQLITE_DONE;

    sqlite3_finalize(st);
    return ok || failed(c, dg);
}

static const char *signature_of(catalogue *c, long long number)
{
    sqlite3_stmt *st = NULL;
    const char *digest = NULL;

    if (sqlite3_prepare_v2(c->db, "SELECT signature FROM documents WHERE number = ?", -1, &st,
                           NULL) == SQLITE_OK &&
        sqlite3_bind_int64(st, 1, number) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
        digest = arena_strdup(c->mem, (const char *)sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    return digest;
}

static bool set_signature(catalogue *c, const archived *d)
{
    sqlite3_stmt *st = NULL;
    const bool ok =
        sqlite3_prepare_v2(c->db, "UPDATE documents SET signature = ?2 WHERE number = ?1", -1, &st,
                           NULL) == SQLITE_OK &&
        sqlite3_bind_int64(st, 1, d->number) == SQLITE_OK &&
        sqlite3_bind_text(st, 2, d->signature, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_DONE;

    sqlite3_finalize(st);
    return ok;
}

/* The document is there. A detached signature may come later than what it is of. */
static bool meet_again(catalogue *c, const archived *d, adding *how, diag *dg)
{
    const char *there = *d->signature ? signature_of(c, d->number) : d->signature;

    *how = !there || !strcmp(there, d->signature) ? ADDED_THERE
           : *there                               ? ADDED_OTHER_SIGNATURE
                                                  : ADDED_SIGNATURE;
    return (there && (*how != ADDED_SIGNATURE || set_signature(c, d))) || failed(c, dg);
}

bool catalogue_add(catalogue *c, archived *d, adding *how, diag *dg)
{
    bool ok;

    if (!run(c, "BEGIN IMMEDIATE", dg))
        return false;
    *how = ADDED_NEW;
    d->number = catalogue_find(c, d->source, d->pdf);
    ok = d->number ? meet_again(c, d, how, dg) : insert_document(c, d, dg) && insert_text(c, d, dg);
    if (ok && run(c, "COMMIT", dg))
        return true;
    sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

/* ---- reading ---- */

static void read_row(sqlite3_stmt *st, arena *a, archived *d)
{
    const char **texts[TEXTS];

    *d = (archived){.number = sqlite3_column_int64(st, 0), .text = ""};
    texts_of(d, texts);
    for (int i = 0; i < TEXTS; i++) {
        const char *text = (const char *)sqlite3_column_text(st, i + 1);
        *texts[i] = arena_strdup(a, text ? text : "");
    }
}

/* Only what is asked for: an index serves no condition that may hold for all. */
static const char *query(catalogue *c, const selection *which, const char *year)
{
    static const char all[] = " FROM documents d WHERE 1",
                      found[] = " FROM texts t JOIN documents d ON d.number = t.rowid WHERE "
                                "texts MATCH ?3",
                      of_year[] = " AND substr(CASE WHEN d.period_to != '' THEN d.period_to ELSE "
                                  "d.date END, 1, 4) = ?2";

    return arena_printf(c->mem, "SELECT d.number, " COLUMNS "%s%s%s%s ORDER BY %s",
                        *which->words ? found : all, which->number ? " AND d.number = ?1" : "",
                        *year ? of_year : "", which->id ? " AND d.id = ?4" : "",
                        *which->words ? "rank" : "d.number");
}

bool catalogue_each(catalogue *c, const selection *which, catalogue_visit *visit, void *self,
                    diag *dg)
{
    const char *year = which->year ? arena_printf(c->mem, "%04d", which->year) : "";
    arena *a = arena_new();
    sqlite3_stmt *st = NULL;
    archived d;
    int step = SQLITE_ERROR;

    if (sqlite3_prepare_v2(c->db, query(c, which, year), -1, &st, NULL) == SQLITE_OK) {
        sqlite3_bind_int64(st, 1, which->number); /* a place that is not there is none to bind */
        sqlite3_bind_text(st, 2, year, -1, SQLITE_STATIC);
        sqlite3_bind_text(st, 3, which->words, -1, SQLITE_STATIC);
        sqlite3_bind_text(st, 4, which->id, -1, SQLITE_STATIC);
        while ((step = sqlite3_step(st)) == SQLITE_ROW) {
            read_row(st, a, &d);
            if (!visit(self, &d))
                break;
            arena_reset(a);
        }
    }
    if (step != SQLITE_DONE && step != SQLITE_ROW)
        failed(c, dg);
    sqlite3_finalize(st);
    arena_free(a);
    return step == SQLITE_DONE || step == SQLITE_ROW;
}

const char *catalogue_check(arena *a, catalogue *c)
{
    sqlite3_stmt *st = NULL;
    const char *said = _("the check failed");

    if (sqlite3_prepare_v2(c->db, "PRAGMA integrity_check", -1, &st, NULL) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_ROW)
        said = arena_strdup(a, (const char *)sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    return strcmp(said, "ok") ? said : "";
}

void catalogue_versions(FILE *out)
{
    fprintf(out, "SQLite %s\n", sqlite3_libversion());
}
