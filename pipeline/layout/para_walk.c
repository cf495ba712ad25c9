/* para_walk.c - which objects stand where in a block: its inlines, and the blocks inside of them.
 *
 * A block inside of an inline parts the paragraph. The inline has an area above and below only if
 * something of it stands there; all the same its area is around the block (content.c). */
#include "layout/para_int.h"

#include <string.h>

bool para_holds_inlines(fo_type t)
{
    return para_is_inline(t) || t == FO_WRAPPER;
}

bool para_is_inline(fo_type t)
{
    return t == FO_INLINE || t == FO_BASIC_LINK || t == FO_BIDI_OVERRIDE;
}

bool para_is_block(fo_type t)
{
    switch (t) {
    case FO_BLOCK:
    case FO_BLOCK_CONTAINER:
    case FO_TABLE:
    case FO_TABLE_AND_CAPTION:
    case FO_LIST_BLOCK:
        return true;
    default:
        return false;
    }
}

static bool retrieves(fo_type t)
{
    return t == FO_RETRIEVE_MARKER || t == FO_RETRIEVE_TABLE_MARKER;
}

const fo_node *para_inside(layout *l, const fo_node *n)
{
    const fo_node *found;

    if (!retrieves(fo_type_of(n)))
        return fo_child(n);
    found = layout_retrieve(l, n);
    return found ? fo_child(found) : NULL;
}

/* The node after `n` and all inside it, below `top`. */
static const fo_node *beyond(const fo_node *n, const fo_node *top)
{
    while (n && n != top && !fo_next(n))
        n = fo_parent(n);
    return n && n != top ? fo_next(n) : NULL;
}

static bool is_white(const fo_node *text)
{
    size_t n;
    const char *s = fo_text(text, &n);
    const fo_node *in = fo_parent(text);
    const char *white = fo_is(in, PR_LINEFEED_TREATMENT, EN_PRESERVE) ? " \t\r" : " \t\r\n";

    if (fo_is(in, PR_WHITE_SPACE_TREATMENT, EN_PRESERVE))
        return n == 0;
    while (n && strchr(white, s[n - 1]))
        n--;
    return n == 0;
}

/* Is there nothing that a line would hold from `n` up to `stop`, or to the end of `top`? */
static bool is_blank(layout *l, const fo_node *n, const fo_node *stop, const fo_node *top)
{
    while (n && n != stop) {
        const fo_type t = fo_type_of(n);
        const fo_node *child = NULL;
        if (para_holds_inlines(t) || retrieves(t))
            child = para_inside(l, n);
        else if (t != FO_MARKER && !(t == FO_TEXT && is_white(n)))
            return false;
        n = child ? child : beyond(n, top);
    }
    return true;
}

bool para_starts_with(layout *l, const fo_node *fo, const fo_node *inner)
{
    return is_blank(l, para_inside(l, fo), inner, fo);
}

bool para_ends_with(layout *l, const fo_node *fo, const fo_node *inner)
{
    return is_blank(l, beyond(inner, fo), NULL, fo);
}

const fo_node *para_next_block(layout *l, const fo_node *block, const fo_node *after)
{
    const fo_node *n = after ? beyond(after, block) : fo_child(block);

    while (n && !para_is_block(fo_type_of(n))) {
        fo_type t = fo_type_of(n);
        const fo_node *child = para_holds_inlines(t) || retrieves(t) ? para_inside(l, n) : NULL;
        n = child ? child : beyond(n, block);
    }
    return n;
}

bool para_is_hollow(layout *l, const fo_node *fo, const fo_node *after, const fo_node *before)
{
    const bool continued = after && fo_within(after, fo),
               unfinished = before && fo_within(before, fo);

    return (continued || unfinished) &&
           is_blank(l, continued ? beyond(after, fo) : para_inside(l, fo),
                    unfinished ? before : NULL, fo);
}
