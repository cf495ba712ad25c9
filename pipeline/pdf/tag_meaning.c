/* tag_meaning.c - what an object means: its svod:role or role, if that may stand here, else what
 * its kind usually is. */
#include <string.h>

#include "pdf/tag_walk_int.h"

/* A name such as "H1"; a URI, or what else XSL-FO permits, is none. */
const char *walk_role(const fo_node *fo)
{
    const char *role = fo_svod(fo, "role");

    if (!role && fo_specified(fo, PR_ROLE))
        role = fo_string(fo, PR_ROLE);
    if (!role || !*role || !strcmp(role, "none"))
        return NULL;
    for (const char *s = role; *s; s++)
        if (!((*s >= 'A' && *s <= 'Z') || (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9')))
            return NULL;
    return role;
}

bool walk_is_field(const fo_node *fo)
{
    const char *name = fo_type_of(fo) == FO_BLOCK_CONTAINER ? fo_svod(fo, "field") : NULL;

    return name && *name;
}

bool walk_in_head(const fo_node *cell)
{
    const fo_node *up = fo_parent(cell);

    if (fo_type_of(up) == FO_TABLE_ROW)
        up = fo_parent(up);
    return fo_type_of(up) == FO_TABLE_HEADER;
}

/* What an object is without a role; TYPE_NONE: it means nothing. */
static uint16_t usual_type(const tag_walk *w, const fo_node *fo)
{
    switch (fo_type_of(fo)) {
    case FO_LIST_BLOCK:
        return TAG_L;
    case FO_LIST_ITEM:
        return TAG_LI;
    case FO_LIST_ITEM_LABEL:
        return TAG_LBL;
    case FO_LIST_ITEM_BODY:
        return TAG_LBODY;
    case FO_TABLE_AND_CAPTION:
        return TAG_TABLE;
    case FO_TABLE_CAPTION:
        return TAG_CAPTION;
    case FO_TABLE:
        return top(w)->fo && fo_type_of(top(w)->fo) == FO_TABLE_AND_CAPTION ? TYPE_NONE : TAG_TABLE;
    case FO_TABLE_HEADER:
        return TAG_THEAD;
    case FO_TABLE_FOOTER:
        return TAG_TFOOT;
    case FO_TABLE_BODY:
        return TAG_TBODY;
    case FO_TABLE_ROW:
        return TAG_TR;
    case FO_TABLE_CELL:
        return walk_in_head(fo) ? TAG_TH : TAG_TD;
    case FO_BASIC_LINK:
        return TAG_LINK;
    case FO_BLOCK_CONTAINER:
        return walk_is_field(fo) ? TAG_FORM : TYPE_NONE;
    case FO_FOOTNOTE_BODY:
        return TAG_NOTE;
    case FO_EXTERNAL_GRAPHIC:
    case FO_INSTREAM_FOREIGN_OBJECT:
        return TAG_FIGURE;
    default:
        return TYPE_NONE;
    }
}

/* The type that a role names, if it may stand here; else what the object is. */
uint16_t walk_type(const tag_walk *w, const fo_node *fo, tag_type as)
{
    const char *role = walk_role(fo);
    uint16_t type = usual_type(w, fo);

    if (role && !strcmp(role, "Artifact"))
        return TYPE_ARTIFACT;
    if (role && role[0] == 'H' && role[1] > '6' && role[1] <= '9' && !role[2])
        role = "H6";
    if (role)
        type = tags_role(w->t, role, type == TYPE_NONE ? as : (tag_type)type);
    if (type == TYPE_NONE || tags_fits(tags_standard(w->t, type), top_type(w)))
        return type;
    return role ? (uint16_t)as : TYPE_NONE;
}
