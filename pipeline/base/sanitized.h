/* sanitized.h - is this a build for the sanitizers? They watch malloc, and ask at the end whether
 * all was given back. */
#ifndef SVOD_BASE_SANITIZED_H
#define SVOD_BASE_SANITIZED_H

#if defined(__has_feature)
#define SANITIZED __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

#endif
