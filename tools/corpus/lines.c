/* lines.c - a text file line by line. */
#include "lines.h"

#include <stdio.h>
#include <string.h>

bool lines_open(lines *in, const char *path, arena *a)
{
    FILE *f = fopen(path, "rb");
    long size = -1;

    if (f && !fseek(f, 0, SEEK_END) && (size = ftell(f)) >= 0) {
        rewind(f);
        in->at = arena_text(a, (size_t)size + 1);
        in->at[fread(in->at, 1, (size_t)size, f)] = '\0';
    } else {
        perror(path);
    }
    if (f)
        fclose(f);
    return size >= 0;
}

static char *next_line(lines *in)
{
    char *line = in->at, *end;

    if (!*line)
        return NULL;
    end = line + strcspn(line, "\n");
    in->at = *end ? end + 1 : end;
    *end = '\0';
    return line;
}

char *lines_next(lines *in)
{
    char *line;

    while ((line = next_line(in)) && (*line == '\0' || *line == '#'))
        ;
    return line;
}
