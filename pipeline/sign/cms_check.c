/* cms_check.c - is a CMS signature right, and whose is it? OpenSSL does the arithmetic; here its
 * answers are told apart. */
#define _GNU_SOURCE
#include "sign/cms_int.h"

#include <string.h>
#include <time.h>

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ts.h>

#include "base/lang.h"

static CMS_ContentInfo *parse(const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    const size_t n = der_length(at, size);

    return n ? d2i_CMS_ContentInfo(NULL, &at, (long)n) : NULL;
}

/* The parts as one stream. */
static BIO *stream_of(const span *parts, size_t count)
{
    BIO *b = BIO_new(BIO_s_mem());

    for (size_t i = 0; b && i < count; i++)
        if (BIO_write(b, parts[i].bytes, (int)parts[i].size) != (int)parts[i].size) {
            BIO_free(b);
            return NULL;
        }
    return b;
}

static X509_STORE *store_of(const char *ca, long long time)
{
    X509_STORE *s = X509_STORE_new();
    X509_VERIFY_PARAM *param = s ? X509_STORE_get0_param(s) : NULL;

    if (!s || !X509_STORE_load_file(s, ca)) {
        X509_STORE_free(s);
        return NULL;
    }
    X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_ANY);
    if (time)
        X509_VERIFY_PARAM_set_time(param, (time_t)time);
    return s;
}

const char *sign_words(unsigned long error)
{
    const char *words = error ? ERR_reason_error_string(error) : NULL;

    return words ? words : "";
}

bool signing_trusts(const char *ca, diag *dg)
{
    X509_STORE *s;
    unsigned long e;

    ERR_clear_error();
    s = store_of(ca, 0);
    e = ERR_peek_error();
    if (!s && ERR_SYSTEM_ERROR(e))
        diag_report(dg, ((src_pos){ca, 0, 0}), MSG_CANNOT_OPEN,
                    diag_system_error(dg, ERR_GET_REASON(e)));
    else if (!s)
        diag_report(dg, ((src_pos){ca, 0, 0}), MSG_KEY_UNREADABLE,
                    diag_reason(dg, N_("it holds no certificate"), sign_words(e)));
    ERR_clear_error();
    X509_STORE_free(s);
    return s != NULL;
}

/* The first mistake that is found in a chain. */
static int note_mistake(int sound, X509_STORE_CTX *c)
{
    int *code = X509_STORE_get_ex_data(X509_STORE_CTX_get0_store(c), 0);

    if (!sound && code && !*code)
        *code = X509_STORE_CTX_get_error(c);
    return sound;
}

static void tell_mistake(arena *a, int code, cms_verdict *v)
{
    static const struct {
        int code;
        const char *text;
    } known[] = {
        {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, N_("its issuer is not in the file of --ca")},
        {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, N_("its issuer is not in the file of --ca")},
        {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, N_("its issuer is not in the file of --ca")},
        {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, N_("its issuer is not in the file of --ca")},
        {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, N_("its owner has issued it")},
        {X509_V_ERR_CERT_HAS_EXPIRED, N_("a certificate had expired")},
        {X509_V_ERR_CERT_NOT_YET_VALID, N_("a certificate was not valid yet")},
        {X509_V_ERR_CERT_SIGNATURE_FAILURE, N_("a certificate is not as its issuer has signed it")},
        {X509_V_ERR_INVALID_CA, N_("who has issued it may not issue certificates")},
        {X509_V_ERR_KEYUSAGE_NO_CERTSIGN, N_("who has issued it may not issue certificates")},
        {X509_V_ERR_PATH_LENGTH_EXCEEDED, N_("who has issued it may not issue certificates")},
        {X509_V_ERR_EE_KEY_TOO_SMALL, N_("a key or digest is too weak")},
        {X509_V_ERR_CA_KEY_TOO_SMALL, N_("a key or digest is too weak")},
        {X509_V_ERR_CA_MD_TOO_WEAK, N_("a key or digest is too weak")},
    };

    for (size_t i = 0; i < COUNT(known); i++)
        if (known[i].code == code)
            v->reason = known[i].text;
    v->own_reason = arena_strdup(a, code ? X509_verify_cert_error_string(code)
                                         : sign_words(ERR_peek_last_error()));
}

static bool verify(CMS_ContentInfo *cms, const span *parts, size_t count, X509_STORE *store,
                   unsigned flags)
{
    BIO *content = stream_of(parts, count);
    const bool ok = content && CMS_verify(cms, NULL, store, content, NULL, flags) == 1;

    BIO_free(content);
    return ok;
}

static const char *name_of(arena *a, const ASN1_OBJECT *id)
{
    char name[128] = "";

    OBJ_obj2txt(name, sizeof name, id, 0);
    return arena_strdup(a, name);
}

/* Without the engine of GOST, say, OpenSSL fails as it does at a signature of other bytes. */
static const char *unknown_algorithm(arena *a, CMS_ContentInfo *cms)
{
    CMS_SignerInfo *si = sign_only_signer(cms);
    STACK_OF(X509) *all = CMS_get1_certs(cms);
    const char *name = NULL;
    X509_ALGOR *digest;
    const ASN1_OBJECT *sum;
    ASN1_OBJECT *key;

    for (int i = 0; si && i < sk_X509_num(all); i++) {
        X509 *x = sk_X509_value(all, i);
        if (!CMS_SignerInfo_cert_cmp(si, x) && !X509_get0_pubkey(x) &&
            X509_PUBKEY_get0_param(&key, NULL, NULL, NULL, X509_get_X509_PUBKEY(x)))
            name = name_of(a, key);
    }
    if (si && !name) {
        CMS_SignerInfo_get0_algs(si, NULL, NULL, &digest, NULL);
        X509_ALGOR_get0(&sum, NULL, NULL, digest);
        name = EVP_get_digestbyobj(sum) ? NULL : name_of(a, sum);
    }
    sk_X509_pop_free(all, X509_free);
    return name;
}

static X509 *signer_of(CMS_ContentInfo *cms)
{
    STACK_OF(X509) *all = CMS_get0_signers(cms);
    X509 *x = sk_X509_num(all) == 1 ? sk_X509_value(all, 0) : NULL;

    sk_X509_free(all);
    return x;
}

/* SigningCertificateV2 holds the SHA-256 of the certificate (RFC 5035, 3). `si` may be NULL. */
static bool names_certificate(CMS_SignerInfo *si, X509 *x)
{
    const ASN1_OBJECT *id = OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2);
    const ASN1_STRING *value = si ? CMS_signed_get0_data_by_OBJ(si, id, -3, V_ASN1_SEQUENCE) : NULL;
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned n = 0;

    return value && X509_digest(x, EVP_sha256(), sum, &n) &&
           memmem(ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value), sum, n) != NULL;
}

CMS_SignerInfo *sign_only_signer(CMS_ContentInfo *cms)
{
    STACK_OF(CMS_SignerInfo) *all = CMS_get0_SignerInfos(cms);

    return sk_CMS_SignerInfo_num(all) == 1 ? sk_CMS_SignerInfo_value(all, 0) : NULL;
}

bool sign_valid_at(X509 *x, long long time)
{
    time_t t = (time_t)time, *when = time ? &t : NULL;

    return X509_cmp_time(X509_get0_notBefore(x), when) < 0 &&
           X509_cmp_time(X509_get0_notAfter(x), when) > 0;
}

/* ---- timestamps ---- */

bool sign_token_sound(const unsigned char *token, size_t size, const char *ca, long long time)
{
    CMS_ContentInfo *cms = parse(token, size);
    X509_STORE *store = ca ? store_of(ca, time) : NULL;
    X509 *signer;
    bool ok = cms && (!ca || store);

    if (store)
        X509_VERIFY_PARAM_set_purpose(X509_STORE_get0_param(store), X509_PURPOSE_TIMESTAMP_SIGN);
    ok = ok && CMS_verify(cms, NULL, store, NULL, NULL, ca ? 0 : CMS_NO_SIGNER_CERT_VERIFY) == 1 &&
         (signer = signer_of(cms)) &&
         X509_check_purpose(signer, X509_PURPOSE_TIMESTAMP_SIGN, 0) == 1;
    X509_STORE_free(store);
    CMS_ContentInfo_free(cms);
    return ok;
}

static long long seconds_of(const ASN1_GENERALIZEDTIME *time)
{
    struct tm tm;

    return time && ASN1_TIME_to_tm(time, &tm) ? (long long)timegm(&tm) : 0;
}

static const char *name_of_service(arena *a, const unsigned char *token, size_t size)
{
    CMS_ContentInfo *cms = parse(token, size);
    STACK_OF(X509) *all = cms ? CMS_get1_certs(cms) : NULL;
    const char *name = "";

    for (int i = 0; i < sk_X509_num(all) && !*name; i++)
        if (X509_check_purpose(sk_X509_value(all, i), X509_PURPOSE_TIMESTAMP_SIGN, 0) == 1)
            name = sign_facts(a, sk_X509_value(all, i)).owner;
    sk_X509_pop_free(all, X509_free);
    CMS_ContentInfo_free(cms);
    return name;
}

/* Is the token about the value of this signature? */
static bool is_about(PKCS7 *token, const ASN1_OCTET_STRING *value)
{
    TS_VERIFY_CTX *check = TS_VERIFY_CTX_new();
    BIO *data = BIO_new_mem_buf(ASN1_STRING_get0_data(value), (int)ASN1_STRING_length(value));
    bool ok;

    if (!check || !data) {
        TS_VERIFY_CTX_free(check);
        BIO_free(data);
        return false;
    }
    TS_VERIFY_CTX_set_flags(check, TS_VFY_VERSION | TS_VFY_DATA);
    TS_VERIFY_CTX_set_data(check, data); /* which frees it */
    ok = TS_RESP_verify_token(check, token) == 1;
    TS_VERIFY_CTX_free(check);
    return ok;
}

static void read_timestamp(arena *a, CMS_ContentInfo *cms, const char *ca, cms_verdict *v)
{
    const ASN1_OBJECT *id = OBJ_nid2obj(NID_id_smime_aa_timeStampToken);
    CMS_SignerInfo *si = sign_only_signer(cms);
    const ASN1_STRING *value =
        si ? CMS_unsigned_get0_data_by_OBJ(si, (ASN1_OBJECT *)id, -3, V_ASN1_SEQUENCE) : NULL;
    const unsigned char *bytes = value ? ASN1_STRING_get0_data(value) : NULL, *at = bytes;
    const size_t size = value ? (size_t)ASN1_STRING_length(value) : 0;
    PKCS7 *token = value ? d2i_PKCS7(NULL, &at, (long)size) : NULL;
    TS_TST_INFO *info = token ? PKCS7_to_TS_TST_INFO(token) : NULL;

    v->stamped =
        value || (si && CMS_unsigned_get_attr_by_NID(si, NID_id_smime_aa_timeStampToken, -1) >= 0);
    if (info) {
        v->stamp_time = seconds_of(TS_TST_INFO_get_time(info));
        v->stamp_sound = is_about(token, CMS_SignerInfo_get0_signature(si)) &&
                         sign_token_sound(bytes, size, NULL, 0);
        v->stamp_trusted = v->stamp_sound && ca && sign_token_sound(bytes, size, ca, v->stamp_time);
        v->stamp_by = name_of_service(a, bytes, size);
    }
    TS_TST_INFO_free(info);
    PKCS7_free(token);
}

static void judge_signer(arena *a, CMS_ContentInfo *cms, const span *parts, size_t count,
                         const char *ca, long long time, cms_verdict *v)
{
    X509 *signer = signer_of(cms);
    X509_STORE *store;
    int mistake = X509_V_OK;

    if (!signer)
        return;
    v->has_certificate_attribute = names_certificate(sign_only_signer(cms), signer);
    read_timestamp(a, cms, ca, v);
    if (v->stamp_sound && v->stamp_time)
        time = v->stamp_time;
    store = ca ? store_of(ca, time) : NULL;
    if (store && X509_STORE_set_ex_data(store, 0, &mistake))
        X509_STORE_set_verify_cb(store, note_mistake);
    v->signer = sign_facts(a, signer);
    v->valid_then = sign_valid_at(signer, time);
    v->chain_checked = ca != NULL;
    ERR_clear_error();
    v->chain_sound = store && verify(cms, parts, count, store, CMS_BINARY);
    if (ca && !v->chain_sound)
        tell_mistake(a, mistake, v);
    X509_STORE_free(store);
}

cms_verdict cms_verify(arena *a, const void *bytes, size_t size, const span *parts, size_t count,
                       const char *ca, long long time)
{
    cms_verdict v = {.own_reason = "", .signer = {"", "", "", ""}, .stamp_by = ""};
    CMS_ContentInfo *cms = parse(bytes, size);

    if (cms && !(v.unknown = unknown_algorithm(a, cms))) {
        v.intact = verify(cms, parts, count, NULL, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY);
    }
    if (v.intact)
        judge_signer(a, cms, parts, count, ca, time, &v);
    ERR_clear_error();
    CMS_ContentInfo_free(cms);
    return v;
}
