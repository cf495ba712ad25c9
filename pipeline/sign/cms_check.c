/* cms_check.c - is a CMS signature right, and whose is it? OpenSSL does the arithmetic; here its answers are told apart. */
#define _GNU_SOURCE
#include "sign/cms_int.h"

#include <string.h>

#include <openssl/cms.h>
#include <openssl/err.h>

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

static const char *last_reason(arena *a)
{
    const unsigned long e = ERR_peek_last_error();
    const char *reason = e ? ERR_reason_error_string(e) : NULL;

    return arena_strdup(a, reason ? reason : "");
}

static bool verify(CMS_ContentInfo *cms, const span *parts, size_t count, X509_STORE *store,
                   unsigned flags)
{
    BIO *content = stream_of(parts, count);
    const bool ok = content && CMS_verify(cms, NULL, store, content, NULL, flags) == 1;

    BIO_free(content);
    return ok;
}

static X509 *signer_of(CMS_ContentInfo *cms)
{
    STACK_OF(X509) *all = CMS_get0_signers(cms);
    X509 *x = sk_X509_num(all) == 1 ? sk_X509_value(all, 0) : NULL;

    sk_X509_free(all);
    return x;
}

/* SigningCertificateV2 holds the SHA-256 of the certificate (RFC 5035, 3). */
static bool names_certificate(CMS_SignerInfo *si, X509 *x)
{
    const ASN1_OBJECT *id = OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2);
    const ASN1_STRING *value = CMS_signed_get0_data_by_OBJ(si, id, -3, V_ASN1_SEQUENCE);
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned n = 0;

    return value && X509_digest(x, EVP_sha256(), sum, &n) &&
           memmem(ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value), sum, n) != NULL;
}

static void read_attributes(CMS_ContentInfo *cms, X509 *signer, cms_verdict *v)
{
    STACK_OF(CMS_SignerInfo) *all = CMS_get0_SignerInfos(cms);
    CMS_SignerInfo *si = sk_CMS_SignerInfo_num(all) == 1 ? sk_CMS_SignerInfo_value(all, 0) : NULL;

    if (!si)
        return;
    v->has_certificate_attribute = names_certificate(si, signer);
    v->has_signing_time = CMS_signed_get_attr_by_NID(si, NID_pkcs9_signingTime, -1) >= 0;
}

static bool valid_at(X509 *x, long long time)
{
    time_t t = (time_t)time, *when = time ? &t : NULL;

    return X509_cmp_time(X509_get0_notBefore(x), when) < 0 &&
           X509_cmp_time(X509_get0_notAfter(x), when) > 0;
}

cms_verdict cms_verify(arena *a, const void *bytes, size_t size, const span *parts, size_t count,
                       const char *ca, long long time, const char *engine)
{
    cms_verdict v = {.reason = "", .signer = {"", "", "", ""}};
    CMS_ContentInfo *cms = sign_engine(engine) ? parse(bytes, size) : NULL;
    X509_STORE *store = ca ? store_of(ca, time) : NULL;
    X509 *signer;

    if (cms) {
        v.intact = verify(cms, parts, count, NULL, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY);
        if (!v.intact)
            v.reason = last_reason(a);
    }
    if (v.intact && (signer = signer_of(cms))) {
        read_attributes(cms, signer, &v);
        v.signer = sign_facts(a, signer);
        v.valid_then = valid_at(signer, time);
        v.chain_checked = ca != NULL;
        v.chain_sound = store && verify(cms, parts, count, store, CMS_BINARY);
        if (ca && !v.chain_sound)
            v.reason = last_reason(a);
    }
    ERR_clear_error();
    X509_STORE_free(store);
    CMS_ContentInfo_free(cms);
    return v;
}
