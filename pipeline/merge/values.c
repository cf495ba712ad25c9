/* values.c - what the operator of a column makes of the values that districts report: sums,
 * extremes, quotients of sums. */
#include "merge/report.h"

static bool total_of(const merge_measure *measure, size_t column, number *sum)
{
    *sum = (number){0, 0};
    for (const entry *e = measure->first[column]; e; e = e->next)
        if (!number_add(*sum, e->value, sum))
            return false;
    return measure->first[column] != NULL;
}

static bool extreme_of(const merge_measure *measure, size_t column, int sign, number *found)
{
    const entry *e = measure->first[column];

    if (!e)
        return false;
    for (*found = e->value; e; e = e->next)
        if (sign * number_compare(e->value, *found) > 0)
            *found = e->value;
    return true;
}

static bool quotient_of(const merge_measure *measure, const merge_column *c, number *found)
{
    number part, whole;

    if (!total_of(measure, c->part, &part) || !total_of(measure, c->whole, &whole))
        return false;
    return c->op == OPERATOR_SHARE ? number_percent(part, whole, c->decimals, found)
                                   : number_quotient(part, whole, c->decimals, found);
}

bool report_value(const merge_measure *measure, const merge_column *columns, size_t column,
                  number *found)
{
    switch (columns[column].op) {
    case OPERATOR_SUM:
        return total_of(measure, column, found);
    case OPERATOR_MAX:
        return extreme_of(measure, column, 1, found);
    case OPERATOR_MIN:
        return extreme_of(measure, column, -1, found);
    case OPERATOR_MEAN:
    case OPERATOR_SHARE:
        return quotient_of(measure, &columns[column], found);
    default:
        return false;
    }
}
