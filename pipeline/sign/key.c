/* key.c - a key to sign with, its certificate and those of its issuers, from PEM or PKCS #12.
 * Passphrases are wiped after use. */
#include "sign/cms_int.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/proverr.h>

#include "base/lang.h"

/* ---- engines ---- */

/* OpenSSL 3 calls engines deprecated; that of GOST has no successor in Debian 12. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
bool signing_engine(const char *name, diag *dg)
{
    ENGINE *e;
    bool ok;

    if (!name)
        return true;
    ENGINE_load_builtin_engines();
    e = ENGINE_by_id(name);
    ok = e && ENGINE_init(e) && ENGINE_set_default(e, ENGINE_METHOD_ALL);
    ENGINE_free(e);
    if (!ok)
        diag_report(dg, NO_POS, MSG_NO_ENGINE, name);
    ERR_clear_error();
    return ok;
}
#pragma GCC diagnostic pop

/* ---- passphrase ---- */

enum { LONGEST_PASSPHRASE = 1024 };

/* Of the file or the environment; "" if there is none. `room` is wiped by the caller. False: the
 * file cannot be opened. */
static bool read_passphrase(const signing_key_files *files, char room[LONGEST_PASSPHRASE], diag *dg)
{
    const char *given = getenv("SVOD_PASSPHRASE");
    FILE *f = files->passphrase ? fopen(files->passphrase, "r") : NULL;

    room[0] = '\0';
    if (files->passphrase && !f)
        diag_report(dg, ((src_pos){files->passphrase, 0, 0}), MSG_CANNOT_OPEN,
                    diag_system_error(dg, errno));
    if (f) {
        if (!fgets(room, LONGEST_PASSPHRASE, f))
            room[0] = '\0';
        fclose(f);
        room[strcspn(room, "\r\n")] = '\0';
    } else if (given && strlen(given) < LONGEST_PASSPHRASE) {
        strcpy(room, given);
    }
    return f || !files->passphrase;
}

static int give_passphrase(char *to, int room, int writing, void *passphrase)
{
    const size_t n = strlen(passphrase);
    (void)writing;

    if (!n || n > (size_t)room)
        return -1;
    memcpy(to, passphrase, n);
    return (int)n;
}

/* ---- loading ---- */

static bool read_certificates(signing_key *k, const char *path)
{
    BIO *in = BIO_new_file(path, "r");
    X509 *x;

    k->cert = in ? PEM_read_bio_X509(in, NULL, NULL, NULL) : NULL;
    while (k->cert && (x = PEM_read_bio_X509(in, NULL, NULL, NULL)))
        sk_X509_push(k->issuers, x);
    BIO_free(in);
    return k->cert != NULL;
}

static bool read_key(signing_key *k, const char *path, char *passphrase)
{
    BIO *in;

    ERR_clear_error(); /* how the certificates ended */
    in = BIO_new_file(path, "r");
    k->key = in ? PEM_read_bio_PrivateKey(in, NULL, give_passphrase, passphrase) : NULL;
    BIO_free(in);
    return k->key != NULL;
}

static bool read_pkcs12(signing_key *k, const char *path, const char *passphrase)
{
    BIO *in = BIO_new_file(path, "rb");
    PKCS12 *p = in ? d2i_PKCS12_bio(in, NULL) : NULL;
    STACK_OF(X509) *more = NULL;
    const bool ok = p && PKCS12_parse(p, passphrase, &k->key, &k->cert, &more);

    for (int i = 0; ok && i < sk_X509_num(more); i++)
        sk_X509_push(k->issuers, sk_X509_value(more, i));
    sk_X509_free(more);
    PKCS12_free(p);
    BIO_free(in);
    return ok && k->key && k->cert;
}

/* Kinds of keys: digest, and how CMS names both (RFC 8017, 5753, 9215). */
static const key_kind kinds[] = {
    {"RSA", "SHA256", "2.16.840.1.101.3.4.2.1", "1.2.840.113549.1.1.1", true},
    {"EC", "SHA256", "2.16.840.1.101.3.4.2.1", "1.2.840.10045.4.3.2", false},
    {"gost2012_256", "md_gost12_256", "1.2.643.7.1.1.2.2", "1.2.643.7.1.1.1.1", false},
    {"gost2012_512", "md_gost12_512", "1.2.643.7.1.1.2.3", "1.2.643.7.1.1.1.2", false},
};

static const key_kind *kind_of(const EVP_PKEY *key)
{
    const int id = EVP_PKEY_get_base_id(key);
    const char *name = id == EVP_PKEY_RSA ? "RSA" : id == EVP_PKEY_EC ? "EC" : OBJ_nid2sn(id);

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (name && !strcmp(kinds[i].name, name))
            return &kinds[i];
    return NULL;
}

/* Or is what was read not enough? */
static void tell_unreadable(const char *path, bool with_passphrase, diag *dg)
{
    static const struct {
        int lib, reason;
    } of_passphrases[] = {
        {ERR_LIB_PEM, PEM_R_BAD_PASSWORD_READ},
        {ERR_LIB_PEM, PEM_R_BAD_DECRYPT},
        {ERR_LIB_EVP, EVP_R_BAD_DECRYPT},
        {ERR_LIB_PROV, PROV_R_BAD_DECRYPT},
        {ERR_LIB_PKCS12, PKCS12_R_PKCS12_CIPHERFINAL_ERROR},
        {ERR_LIB_PKCS12, PKCS12_R_MAC_VERIFY_FAILURE},
    };
    const src_pos pos = {path, 0, 0};
    const char *text = with_passphrase ? N_("it is in another format, or the passphrase is wrong")
                                       : N_("it is in another format");
    unsigned long e = ERR_peek_error(), own = ERR_peek_last_error();

    if (ERR_SYSTEM_ERROR(e)) {
        diag_report(dg, pos, MSG_CANNOT_OPEN, diag_system_error(dg, ERR_GET_REASON(e)));
        return;
    }
    while ((e = ERR_get_error()))
        for (size_t i = 0; i < COUNT(of_passphrases); i++)
            if (ERR_GET_LIB(e) == of_passphrases[i].lib &&
                ERR_GET_REASON(e) == of_passphrases[i].reason) {
                text = with_passphrase
                           ? N_("the passphrase is wrong")
                           : N_("a passphrase is needed: --passphrase-file or SVOD_PASSPHRASE");
                own = e;
            }
    diag_report(dg, pos, MSG_KEY_UNREADABLE, diag_reason(dg, text, sign_words(own)));
}

static bool load_files(signing_key *k, const signing_key_files *files, diag *dg)
{
    char passphrase[LONGEST_PASSPHRASE];
    const char *missing = NULL;

    if (!read_passphrase(files, passphrase, dg))
        return false;
    ERR_clear_error();
    if (files->pkcs12)
        missing = read_pkcs12(k, files->pkcs12, passphrase) ? NULL : files->pkcs12;
    else if (!read_certificates(k, files->cert))
        missing = files->cert;
    else if (!read_key(k, files->key, passphrase))
        missing = files->key;
    if (missing)
        tell_unreadable(missing, *passphrase, dg);
    OPENSSL_cleanse(passphrase, sizeof passphrase);
    return !missing;
}

signing_key *signing_key_load(const signing_key_files *files, diag *dg)
{
    signing_key *k = mem_alloc(sizeof *k);
    const src_pos pos = {diag_copy(dg, files->pkcs12 ? files->pkcs12 : files->key), 0, 0};

    k->issuers = sk_X509_new_null();
    if (!signing_engine(files->engine, dg) || !load_files(k, files, dg))
        ;
    else if (!X509_check_private_key(k->cert, k->key))
        diag_report(dg, pos, MSG_KEY_OTHER);
    else if (!(k->kind = kind_of(k->key)))
        diag_report(dg, pos, MSG_KEY_KIND);
    else
        return k;
    ERR_clear_error();
    signing_key_free(k);
    return NULL;
}

void signing_key_free(signing_key *k)
{
    if (!k)
        return;
    EVP_PKEY_free(k->key);
    X509_free(k->cert);
    sk_X509_pop_free(k->issuers, X509_free);
    mem_free(k);
}

/* ---- facts ---- */

static const char *day_of(arena *a, const ASN1_TIME *t)
{
    struct tm tm;

    if (!ASN1_TIME_to_tm(t, &tm))
        return "";
    return arena_printf(a, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static const char *name_part(arena *a, X509_NAME *name, int nid)
{
    const int i = X509_NAME_get_index_by_NID(name, nid, -1);
    unsigned char *utf8 = NULL;
    const char *copy = "";
    int n;

    if (i < 0)
        return "";
    n = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, i)));
    if (n > 0)
        copy = arena_strndup(a, (const char *)utf8, (size_t)n);
    OPENSSL_free(utf8);
    return copy;
}

/* Surname and given names, as Russian certificates have them; otherwise the common name, or what
 * a certificate without any says first of these. */
static const char *owner_of(arena *a, X509 *x)
{
    static const int others[] = {NID_commonName, NID_organizationName, NID_organizationalUnitName,
                                 NID_surname, NID_pkcs9_emailAddress};
    X509_NAME *name = X509_get_subject_name(x);
    const char *surname = name_part(a, name, NID_surname),
               *given = name_part(a, name, NID_givenName), *other = "";

    if (*surname && *given)
        return arena_printf(a, "%s %s", surname, given);
    for (size_t i = 0; i < COUNT(others) && !*other; i++)
        other = name_part(a, name, others[i]);
    return other;
}

signer_facts sign_facts(arena *a, X509 *x)
{
    BIGNUM *number = ASN1_INTEGER_to_BN(X509_get_serialNumber(x), NULL);
    char *digits = number ? BN_bn2hex(number) : NULL;
    const signer_facts facts = {.serial = arena_strdup(a, digits ? digits : ""),
                                .owner = owner_of(a, x),
                                .from = day_of(a, X509_get0_notBefore(x)),
                                .to = day_of(a, X509_get0_notAfter(x))};

    OPENSSL_free(digits);
    BN_free(number);
    return facts;
}

signer_facts signing_key_facts(arena *a, const signing_key *k)
{
    return sign_facts(a, k->cert);
}

bool signing_key_valid(const signing_key *k, long long time)
{
    return sign_valid_at(k->cert, time);
}
