/* timestamp.c - see timestamp.h. OpenSSL speaks HTTP and TLS; the answer is bounded in size and in
 * time. */
#include "sign/timestamp.h"

#include <signal.h>

#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/http.h>
#include <openssl/httperr.h>
#include <openssl/ssl.h>
#include <openssl/ts.h>

#include "base/lang.h"
#include "sign/cms_int.h"

enum { MAX_ANSWER = TIMESTAMP_MOST, SECONDS = 10, NONCE_BITS = 63 };

/* ---- the question ---- */

static bool set_imprint(TS_REQ *request, const ASN1_OCTET_STRING *what)
{
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
    X509_ALGOR *algorithm = X509_ALGOR_new();
    const bool ok = imprint && algorithm &&
                    EVP_Digest(ASN1_STRING_get0_data(what), (size_t)ASN1_STRING_length(what), sum,
                               &n, EVP_sha256(), NULL) &&
                    X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) &&
                    TS_MSG_IMPRINT_set_algo(imprint, algorithm) &&
                    TS_MSG_IMPRINT_set_msg(imprint, sum, (int)n) &&
                    TS_REQ_set_msg_imprint(request, imprint);

    X509_ALGOR_free(algorithm);
    TS_MSG_IMPRINT_free(imprint);
    return ok;
}

/* A number by which the answer is known to be one to this question. */
static bool set_nonce(TS_REQ *request)
{
    BIGNUM *n = BN_new();
    ASN1_INTEGER *nonce = NULL;
    const bool ok = n && BN_rand(n, NONCE_BITS, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) &&
                    (nonce = BN_to_ASN1_INTEGER(n, NULL)) && TS_REQ_set_nonce(request, nonce);

    ASN1_INTEGER_free(nonce);
    BN_free(n);
    return ok;
}

static TS_REQ *ask_about(const ASN1_OCTET_STRING *what)
{
    TS_REQ *request = TS_REQ_new();

    if (request && TS_REQ_set_version(request, 1) && set_imprint(request, what) &&
        set_nonce(request) && TS_REQ_set_cert_req(request, 1))
        return request;
    TS_REQ_free(request);
    return NULL;
}

/* ---- the way there ---- */

typedef struct {
    const char *host, *port;
    SSL_CTX *tls; /* NULL: http: */
} place;

/* TLS is spoken with the service itself, through the proxy that the environment names, if any. (For
 * http: OpenSSL asks the proxy by itself.) */
static bool reach(BIO *plain, const place *to)
{
    BIO *silence;
    bool ok;

    if (!OSSL_HTTP_adapt_proxy(NULL, NULL, to->host, 1))
        return true;
    silence = BIO_new(BIO_s_null());
    ok = OSSL_HTTP_proxy_connect(plain, to->host, to->port, NULL, NULL, SECONDS, silence, "") == 1;
    BIO_free(silence);
    return ok;
}

/* OpenSSL calls this when it has a connection, and before it closes it. */
static BIO *wrap(BIO *plain, void *self, int connecting, int detail)
{
    const place *to = self;
    BIO *tls;
    SSL *ssl = NULL;

    (void)detail;
    if (!to->tls || !connecting)
        return plain;
    if (!reach(plain, to))
        return NULL;
    tls = BIO_new_ssl(to->tls, 1);
    if (!tls || BIO_get_ssl(tls, &ssl) != 1 || !SSL_set1_host(ssl, to->host) ||
        !SSL_set_tlsext_host_name(ssl, to->host)) {
        BIO_free(tls);
        return NULL;
    }
    return BIO_push(tls, plain);
}

static SSL_CTX *trusting_the_system(void)
{
    SSL_CTX *c = SSL_CTX_new(TLS_client_method());

    if (!c)
        return NULL;
    SSL_CTX_set_verify(c, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_default_verify_paths(c);
    return c;
}

/* A service that hangs up is no reason to be killed. */
static BIO *exchange(const char *url, TS_REQ *request)
{
    void (*const pipes)(int) = signal(SIGPIPE, SIG_IGN);
    char *host = NULL, *port = NULL, *path = NULL;
    int ssl = 0;
    BIO *question = BIO_new(BIO_s_mem()), *answer = NULL;
    place to = {NULL, NULL, NULL};

    if (question && i2d_TS_REQ_bio(question, request) &&
        OSSL_HTTP_parse_url(url, &ssl, NULL, &host, &port, NULL, &path, NULL, NULL)) {
        to = (place){host, port, ssl ? trusting_the_system() : NULL};
        if (!ssl || to.tls)
            answer = OSSL_HTTP_transfer(NULL, host, port, path, ssl, NULL, NULL, NULL, NULL, wrap,
                                        &to, 0, NULL, "application/timestamp-query", question,
                                        "application/timestamp-reply", 1, MAX_ANSWER, SECONDS, 0);
    }
    SSL_CTX_free(to.tls);
    BIO_free(question);
    OPENSSL_free(host);
    OPENSSL_free(port);
    OPENSSL_free(path);
    signal(SIGPIPE, pipes);
    return answer;
}

/* ---- the answer ---- */

/* Granted, for this very question, and signed rightly? Whom the service belongs to is looked at
 * when the signature is verified. */
static bool answers(TS_RESP *response, TS_REQ *request)
{
    TS_VERIFY_CTX *check = TS_REQ_to_TS_VERIFY_CTX(request, NULL);
    bool ok;

    if (!check)
        return false;
    TS_VERIFY_CTX_set_flags(check, TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_NONCE);
    ok = TS_RESP_verify_response(check, response) > 0;
    TS_VERIFY_CTX_free(check);
    return ok;
}

/* The token of the service, DER, OpenSSL's memory; its length, 0: none. */
static int fetch_token(const char *url, const ASN1_OCTET_STRING *what, unsigned char **token)
{
    TS_REQ *request = ask_about(what);
    BIO *answer = request ? exchange(url, request) : NULL;
    TS_RESP *response = answer ? d2i_TS_RESP_bio(answer, NULL) : NULL;
    int size = 0;

    if (response && answers(response, request))
        size = i2d_PKCS7(TS_RESP_get_token(response), token);
    TS_RESP_free(response);
    BIO_free_all(answer);
    TS_REQ_free(request);
    return size > 0 ? size : 0;
}

static bool stamp(CMS_ContentInfo *cms, const char *url)
{
    CMS_SignerInfo *si = sign_only_signer(cms);
    unsigned char *token = NULL;
    const int size = si ? fetch_token(url, CMS_SignerInfo_get0_signature(si), &token) : 0;
    const bool ok = size && sign_token_sound(token, (size_t)size, NULL, 0) &&
                    CMS_unsigned_add1_attr_by_NID(si, NID_id_smime_aa_timeStampToken,
                                                  V_ASN1_SEQUENCE, token, size);

    OPENSSL_free(token);
    return ok;
}

static der encode(arena *a, CMS_ContentInfo *cms)
{
    unsigned char *bytes = NULL;
    const int size = i2d_CMS_ContentInfo(cms, &bytes);
    const der out = {size > 0 ? arena_memdup(a, bytes, (size_t)size) : NULL,
                     size > 0 ? (size_t)size : 0};

    OPENSSL_free(bytes);
    return out;
}

/* The queue of errors begins with what went wrong; all of ASN.1 means that what came is none. */
static void tell_failure(arena *a, const char *url, diag *dg)
{
    static const struct {
        int lib, reason;
        const char *text;
    } known[] = {
        {ERR_LIB_BIO, BIO_R_CONNECT_TIMEOUT, N_("nobody answers there")},
        {ERR_LIB_BIO, BIO_R_CONNECT_ERROR, N_("nobody answers there")},
        {ERR_LIB_BIO, BIO_R_TRANSFER_TIMEOUT, N_("the answer did not come in time")},
        {ERR_LIB_HTTP, HTTP_R_ERROR_SENDING, N_("the connection broke off")},
        {ERR_LIB_HTTP, HTTP_R_ERROR_RECEIVING, N_("the connection broke off")},
        {ERR_LIB_HTTP, HTTP_R_FAILED_READING_DATA, N_("the connection broke off")},
        {ERR_LIB_SSL, SSL_R_UNEXPECTED_EOF_WHILE_READING, N_("the connection broke off")},
        {ERR_LIB_SYS, 0, N_("the connection broke off")},
        {ERR_LIB_HTTP, HTTP_R_CONNECT_FAILURE, N_("the proxy does not lead there")},
        {ERR_LIB_HTTP, HTTP_R_RECEIVED_ERROR, N_("the answer is that there was an error")},
        {ERR_LIB_HTTP, HTTP_R_STATUS_CODE_UNSUPPORTED, N_("the answer is that there was an error")},
        {ERR_LIB_HTTP, HTTP_R_UNEXPECTED_CONTENT_TYPE, N_("the answer is none of such a service")},
        {ERR_LIB_HTTP, HTTP_R_MISSING_ASN1_ENCODING, N_("the answer is none of such a service")},
        {ERR_LIB_HTTP, HTTP_R_MAX_RESP_LEN_EXCEEDED, N_("the answer is none of such a service")},
        {ERR_LIB_HTTP, HTTP_R_REDIRECTION_NOT_ENABLED,
         N_("the answer names another address, which is not asked")},
        {ERR_LIB_HTTP, HTTP_R_ERROR_PARSING_URL, N_("this is no address of a service")},
        {ERR_LIB_HTTP, HTTP_R_INVALID_PORT_NUMBER, N_("this is no address of a service")},
        {ERR_LIB_SSL, SSL_R_CERTIFICATE_VERIFY_FAILED, N_("the service cannot prove who it is")},
        {ERR_LIB_SSL, SSL_R_WRONG_VERSION_NUMBER, N_("the service does not speak TLS (https)")},
        {ERR_LIB_TS, TS_R_NO_TIME_STAMP_TOKEN, N_("the answer is a refusal")},
        {ERR_LIB_TS, TS_R_NONCE_MISMATCH, N_("the answer is about another question")},
        {ERR_LIB_TS, TS_R_NONCE_NOT_RETURNED, N_("the answer is about another question")},
        {ERR_LIB_TS, TS_R_MESSAGE_IMPRINT_MISMATCH, N_("the answer is about another question")},
        {ERR_LIB_TS, TS_R_SIGNATURE_FAILURE, N_("the answer is not signed rightly")},
        {ERR_LIB_ASN1, 0, N_("the answer is none of such a service")},
    };
    const char *data = "", *text = NULL, *words;
    int flags = 0;
    const unsigned long e = ERR_peek_error_data(&data, &flags);

    for (size_t i = 0; i < COUNT(known) && !text; i++)
        if (ERR_GET_LIB(e) == known[i].lib &&
            (!known[i].reason || ERR_GET_REASON(e) == known[i].reason))
            text = known[i].text;
    words = sign_words(e);
    if (flags & ERR_TXT_STRING && *data)
        words = arena_printf(a, "%s: %s", words, data);
    diag_report(dg, NO_POS, MSG_TSA_FAILED, url, diag_reason(dg, text, *words ? words : "?"));
}

der timestamp_add(arena *a, der given, const char *url, diag *dg)
{
    const unsigned char *at = given.bytes;
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)given.size);
    der out = {NULL, 0};

    ERR_clear_error();
    if (cms && stamp(cms, url))
        out = encode(a, cms);
    if (!out.bytes)
        tell_failure(a, url, dg);
    ERR_clear_error();
    CMS_ContentInfo_free(cms);
    return out;
}
