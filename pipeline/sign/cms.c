/* cms.c - see cms.h: SignedData with one signer (RFC 5652, 5.1, 5.3). */
#include "sign/cms_int.h"

#include <openssl/err.h>

/* ---- pieces ---- */

static der encoded(arena *a, unsigned char *bytes, int size)
{
    const der copy = {size > 0 ? arena_memdup(a, bytes, (size_t)size) : NULL,
                      size > 0 ? (size_t)size : 0};

    OPENSSL_free(bytes);
    return copy;
}

static der certificate(arena *a, X509 *x)
{
    unsigned char *bytes = NULL;
    const int n = i2d_X509(x, &bytes);

    return encoded(a, bytes, n);
}

static der issuer_and_serial(arena *a, X509 *x)
{
    unsigned char *name = NULL, *serial = NULL;
    const int n = i2d_X509_NAME(X509_get_issuer_name(x), &name),
              m = i2d_ASN1_INTEGER(X509_get_serialNumber(x), &serial);

    return DER_WRAP(a, DER_SEQUENCE, encoded(a, name, n), encoded(a, serial, m));
}

static der algorithm(arena *a, const char *oid, bool null_parameters)
{
    const der parts[] = {der_oid(a, oid), {(const unsigned char *)"\x05\x00", 2}};

    return der_wrap(a, DER_SEQUENCE, parts, null_parameters ? 2 : 1);
}

static der attribute(arena *a, const char *oid, der value)
{
    return DER_WRAP(a, DER_SEQUENCE, der_oid(a, oid), DER_WRAP(a, DER_SET, value));
}

/* ---- digests ---- */

static der digest(arena *a, const char *name, const span *parts, size_t count)
{
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    bool ok = c && EVP_DigestInit_ex(c, EVP_get_digestbyname(name), NULL);

    for (size_t i = 0; i < count && ok; i++)
        ok = EVP_DigestUpdate(c, parts[i].bytes, parts[i].size);
    ok = ok && EVP_DigestFinal_ex(c, sum, &n);
    EVP_MD_CTX_free(c);
    return ok ? (der){arena_memdup(a, sum, n), n} : (der){NULL, 0};
}

const char *cms_digest(arena *a, const signing_key *k, const span *parts, size_t count)
{
    const der sum = digest(a, k ? k->kind->digest : "SHA256", parts, count);
    char *hex = arena_text(a, 2 * sum.size + 1);

    for (size_t i = 0; i < sum.size; i++) {
        hex[2 * i] = "0123456789abcdef"[sum.bytes[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[sum.bytes[i] & 15];
    }
    hex[2 * sum.size] = '\0';
    return hex;
}

/* ---- attributes ---- */

/* SigningCertificateV2 with one ESSCertIDv2; SHA-256 is its default digest (RFC 5035, 3). */
static der signing_certificate(arena *a, X509 *x)
{
    const der cert = certificate(a, x);
    const der sum = digest(a, "SHA256", &(span){cert.bytes, cert.size}, 1);
    const der id = DER_WRAP(a, DER_SEQUENCE, der_octets(a, sum.bytes, sum.size));

    return DER_WRAP(a, DER_SEQUENCE, DER_WRAP(a, DER_SEQUENCE, id));
}

/* Tagged as a SET; in SignerInfo they stand with [0] instead (RFC 5652, 5.4). */
static der signed_attributes(arena *a, const signing_key *k, der sum, unsigned char tag)
{
    const der attributes[] = {
        attribute(a, "1.2.840.113549.1.9.3", der_oid(a, "1.2.840.113549.1.7.1")), /* content type */
        attribute(a, "1.2.840.113549.1.9.4", der_octets(a, sum.bytes, sum.size)), /* digest */
        attribute(a, "1.2.840.113549.1.9.16.2.47", signing_certificate(a, k->cert)),
    };

    return der_set(a, tag, attributes, COUNT(attributes));
}

static der sign_bytes(arena *a, const signing_key *k, der what)
{
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    unsigned char *out = NULL;
    size_t n = 0;
    bool ok = c &&
              EVP_DigestSignInit(c, NULL, EVP_get_digestbyname(k->kind->digest), NULL, k->key) &&
              EVP_DigestSign(c, NULL, &n, what.bytes, what.size) > 0;

    if (ok) {
        out = (unsigned char *)arena_text(a, n);
        ok = EVP_DigestSign(c, out, &n, what.bytes, what.size) > 0;
    }
    EVP_MD_CTX_free(c);
    ERR_clear_error();
    return ok ? (der){out, n} : (der){NULL, 0};
}

/* ---- the whole ---- */

static der certificates(arena *a, const signing_key *k)
{
    const int n = sk_X509_num(k->issuers);
    der *all = ARENA_ARRAY(a, der, (size_t)n + 1);

    all[0] = certificate(a, k->cert);
    for (int i = 0; i < n; i++)
        all[i + 1] = certificate(a, sk_X509_value(k->issuers, i));
    return der_set(a, DER_CONTEXT + 0, all, (size_t)n + 1);
}

static der signer_info(arena *a, const signing_key *k, der sum, der signature)
{
    return DER_WRAP(a, DER_SEQUENCE, der_number(a, 1), issuer_and_serial(a, k->cert),
                    algorithm(a, k->kind->digest_oid, false),
                    signed_attributes(a, k, sum, DER_CONTEXT + 0),
                    algorithm(a, k->kind->signature_oid, k->kind->null_parameters),
                    der_octets(a, signature.bytes, signature.size));
}

size_t cms_most(const signing_key *k)
{
    size_t most = 4096;

    if (!k) /* made elsewhere: with certificates and a timestamp */
        return 32768;
    most += (size_t)i2d_X509(k->cert, NULL);
    for (int i = 0; i < sk_X509_num(k->issuers); i++)
        most += (size_t)i2d_X509(sk_X509_value(k->issuers, i), NULL);
    return most;
}

der cms_sign(arena *a, const signing_key *k, const span *parts, size_t count, diag *dg)
{
    const der sum = digest(a, k->kind->digest, parts, count);
    der signature = {NULL, 0}, content;

    if (sum.bytes)
        signature = sign_bytes(a, k, signed_attributes(a, k, sum, DER_SET));
    if (!signature.bytes) {
        diag_report(dg, NO_POS, MSG_CANNOT_SIGN);
        return signature;
    }
    content = DER_WRAP(a, DER_SEQUENCE, der_number(a, 1),
                       DER_WRAP(a, DER_SET, algorithm(a, k->kind->digest_oid, false)),
                       DER_WRAP(a, DER_SEQUENCE, der_oid(a, "1.2.840.113549.1.7.1")),
                       certificates(a, k), DER_WRAP(a, DER_SET, signer_info(a, k, sum, signature)));
    return DER_WRAP(a, DER_SEQUENCE, der_oid(a, "1.2.840.113549.1.7.2"),
                    DER_WRAP(a, DER_CONTEXT + 0, content));
}
