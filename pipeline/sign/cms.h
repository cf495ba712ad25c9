/* cms.h - signatures as CMS (RFC 5652) with the attributes of CAdES-BES / PAdES baseline B-B (ETSI
 * EN 319 122-1, 319 142-1): content type, message digest, signing certificate. OpenSSL's own CMS
 * would add the signing time, which in PDF stands in /M; so the attributes are encoded here and
 * OpenSSL only signs them. */
#ifndef SVOD_SIGN_CMS_H
#define SVOD_SIGN_CMS_H

#include "base/diag.h"
#include "sign/der.h"

/* ---- keys ---- */

typedef struct {
    const char *cert, *key; /* PEM files; the certificates of the issuers may follow the first */
    const char *pkcs12;     /* or one file with all */
    const char *engine;     /* of OpenSSL, "gost"; NULL: none */
    const char *passphrase; /* file that holds it; NULL: SVOD_PASSPHRASE, or none */
} signing_key_files;

typedef struct signing_key signing_key;

/* Let OpenSSL use an engine (NULL: none); false and a diagnostic if it has none of that name. */
bool signing_engine(const char *name, diag *dg);

/* NULL and a diagnostic: unreadable, wrong passphrase, key and certificate do not belong together,
 * a kind of key that is not signed with. */
signing_key *signing_key_load(const signing_key_files *files, diag *dg);
void signing_key_free(signing_key *k); /* accepts NULL */

/* What the mark on paper says: serial number in hexadecimal digits, owner's name, first and last
 * day (ISO). */
typedef struct {
    const char *serial, *owner, *from, *to;
} signer_facts;
signer_facts signing_key_facts(arena *a, const signing_key *k);
/* Is its certificate valid at this time, seconds since 1970? */
bool signing_key_valid(const signing_key *k, long long time);

/* ---- signing ---- */

typedef struct {
    const void *bytes;
    size_t size;
} span;

/* How large a signature with this key may become, at most. */
size_t cms_most(const signing_key *k);
/* Detached signature of the parts one behind the other; bytes NULL and a diagnostic if it cannot be
 * made. */
der cms_sign(arena *a, const signing_key *k, const span *parts, size_t count, diag *dg);
/* SHA-256 (or the digest that `k` wants) of the parts, as hexadecimal digits. */
const char *cms_digest(arena *a, const signing_key *k, const span *parts, size_t count);

/* ---- verifying ---- */

typedef struct {
    bool intact; /* the digest fits and the signature over it is right */
    /* What OpenSSL does not know here, so that nothing can be said of it; NULL: it knows all. */
    const char *unknown;
    bool has_certificate_attribute;
    bool chain_checked, chain_sound; /* only with issuers to trust */
    bool valid_then;                 /* at `time`, if that is given */
    const char *reason;              /* why the chain is not sound (N_); NULL: no words for it */
    const char *own_reason;          /* the same as OpenSSL says it; "" */
    signer_facts signer;
    bool stamped; /* there is a timestamp (RFC 3161) */
    bool stamp_sound,
        stamp_trusted;    /* it is of this signature; its service is trusted, if `ca` is given */
    long long stamp_time; /* seconds since 1970 */
    const char *stamp_by; /* the service's name */
} cms_verdict;

/* Are there issuers to trust in the PEM file? A diagnostic if not. */
bool signing_trusts(const char *ca, diag *dg);
/* `time`: seconds since 1970 at which certificates must be valid, 0: now; a sound timestamp says it
 * better. `ca`: PEM file; NULL: no chain is checked. */
cms_verdict cms_verify(arena *a, const void *cms, size_t size, const span *parts, size_t count,
                       const char *ca, long long time);

#endif
