/* versions.c - see versions.h. */
#include "sign/versions.h"

#include <openssl/crypto.h>

void sign_versions(FILE *out)
{
    fprintf(out, "openssl %s\n", OpenSSL_version(OPENSSL_VERSION_STRING));
}
