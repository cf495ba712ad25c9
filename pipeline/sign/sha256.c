/* sha256.c - see sha256.h. */
#include "sign/sha256.h"

#include <openssl/evp.h>

#include "base/output.h"

/* Looked for once: OpenSSL's search by name takes as long as the digest of some kilobytes. */
static const EVP_MD *algorithm(void)
{
    static EVP_MD *found = NULL;

    if (!found)
        found = EVP_MD_fetch(NULL, "SHA256", NULL);
    return found ? found : EVP_sha256();
}

const char *sha256_bytes(arena *a, const void *bytes, size_t size)
{
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    char *hex;

    if (!EVP_Digest(bytes, size, sum, &n, algorithm(), NULL))
        n = 0;
    hex = ARENA_ARRAY(a, char, 2 * n + 1);
    for (unsigned i = 0; i < n; i++) {
        hex[2 * i] = "0123456789abcdef"[sum[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[sum[i] & 15];
    }
    return hex;
}

const char *sha256_file(arena *a, const char *path)
{
    const char *digest = "";
    char *bytes;
    size_t size;

    if (input_try(path, 0, &bytes, &size)) {
        digest = sha256_bytes(a, bytes, size);
        mem_free(bytes);
    }
    return digest;
}
