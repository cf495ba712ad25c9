/* cms_int.h - what key.c, cms.c and cms_check.c share. */
#ifndef SVOD_SIGN_CMS_INT_H
#define SVOD_SIGN_CMS_INT_H

#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "sign/cms.h"

/* How a kind of key signs. */
typedef struct {
    const char *name;   /* OpenSSL's */
    const char *digest; /* OpenSSL's name */
    const char *digest_oid, *signature_oid;
    bool null_parameters; /* RSA alone has them (RFC 3370, 3.2) */
} key_kind;

struct signing_key {
    EVP_PKEY *key;
    X509 *cert;
    STACK_OF(X509) * issuers;
    const key_kind *kind;
};

/* OpenSSL's words for an error; "" if it has none. */
const char *sign_words(unsigned long error);
signer_facts sign_facts(arena *a, X509 *x);
bool sign_valid_at(X509 *x, long long time); /* 0: now */
/* The one signer; NULL if there is none or there are more. */
CMS_SignerInfo *sign_only_signer(CMS_ContentInfo *cms);
/* Is a timestamp token signed rightly, by a certificate for that purpose? With `ca`: one that it
 * trusts, at `time`. */
bool sign_token_sound(const unsigned char *token, size_t size, const char *ca, long long time);

#endif
