/* units.h - lengths are integers in millipoints (1/1000 of 1/72 inch), so that
 * every processor computes the same page. */
#ifndef SVOD_BASE_UNITS_H
#define SVOD_BASE_UNITS_H

#include <stdint.h>

typedef int32_t mpt;

#define MPT_MAX    ((mpt)1000000000) /* about 350 m: no length of a page is larger */
#define LENGTH_MAX ((mpt)100000000)  /* what an author can give: a few of them are below MPT_MAX */
#define PT(n)      ((mpt)((n)*1000))

/* a * num / den, rounded half away from zero; den > 0. */
static inline mpt mpt_scale(mpt a, int64_t num, int64_t den)
{
    int64_t v = (int64_t)a * num;
    v = (v >= 0 ? v + den / 2 : v - den / 2) / den;
    return v > MPT_MAX ? MPT_MAX : v < -MPT_MAX ? -MPT_MAX : (mpt)v;
}

/* a + b, kept within ±MPT_MAX: what is stacked for ever gets no higher than that. */
static inline mpt mpt_add(mpt a, mpt b)
{
    int64_t v = (int64_t)a + b;
    return v > MPT_MAX ? MPT_MAX : v < -MPT_MAX ? -MPT_MAX : (mpt)v;
}

static inline mpt mpt_max(mpt a, mpt b)
{
    return a > b ? a : b;
}

static inline mpt mpt_min(mpt a, mpt b)
{
    return a < b ? a : b;
}

#endif
