/* ics.h - all-day events as an iCalendar file (RFC 5545), for the calendar of whoever must keep a
 * date. */
#ifndef SVOD_CALENDAR_ICS_H
#define SVOD_CALENDAR_ICS_H

#include <stddef.h>

#include "base/output.h"

typedef struct {
    const char *uid; /* stable: an event read again replaces the one before */
    const char *day; /* YYYY-MM-DD */
    const char *summary, *description;
} ics_event;

/* Write the events to `out`, which stays open. `stamp` (YYYY-MM-DD) is when they were made: no
 * clock is asked. */
bool ics_write(const char *stamp, const char *name, const ics_event *events, size_t count,
               output *out);

#endif
