/* ics.c - see ics.h. libical escapes texts, folds lines and ends them as RFC 5545 wants. */
#include "calendar/ics.h"

#include <string.h>

#include <libical/ical.h>

static struct icaltimetype day_of(const char *iso)
{
    struct icaltimetype t = {.is_date = 1};

    if (sscanf(iso, "%4d-%2d-%2d", &t.year, &t.month, &t.day) != 3)
        return icaltime_null_date();
    return t;
}

static icalcomponent *event_new(const char *stamp, const ics_event *e)
{
    struct icaltimetype made = day_of(stamp), day = day_of(e->day), next = day;

    made.is_date = 0;
    made.zone = icaltimezone_get_utc_timezone();
    icaltime_adjust(&next, 1, 0, 0, 0);
    return icalcomponent_vanew(ICAL_VEVENT_COMPONENT, icalproperty_new_uid(e->uid),
                               icalproperty_new_dtstamp(made), icalproperty_new_dtstart(day),
                               icalproperty_new_dtend(next), icalproperty_new_summary(e->summary),
                               icalproperty_new_description(e->description),
                               icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), (void *)0);
}

bool ics_write(const char *stamp, const char *name, const ics_event *events, size_t count,
               output *out)
{
    icalcomponent *all = icalcomponent_vanew(
        ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
        icalproperty_new_prodid("-//Svod//Svod//RU"), icalproperty_new_name(name), (void *)0);
    char *text;
    bool ok;

    for (size_t i = 0; i < count; i++)
        icalcomponent_add_component(all, event_new(stamp, &events[i]));
    text = icalcomponent_as_ical_string_r(all);
    ok = text && output_write(out, text, strlen(text));
    icalmemory_free_buffer(text);
    icalcomponent_free(all);
    return ok;
}
