/* compile-dictionary.c - what libhyphen makes of a dictionary, as a file that svod reads at once.
 *   compile-dictionary IN.dic OUT.bin
 * A dictionary that cannot be compiled leaves no file: svod then loads it by the library. */
#include <stdio.h>

#include "text/hyphen_compiled.h"

int main(int argc, char **argv)
{
    HyphenDict *dict = argc == 3 ? hnj_hyphen_load(argv[1]) : NULL;
    FILE *out = dict ? fopen(argv[2], "wb") : NULL;
    bool ok;

    if (!out) {
        fputs("compile-dictionary IN.dic OUT.bin\n", stderr);
        return 64;
    }
    ok = hyphen_compiled_write(dict, out);
    ok = fclose(out) == 0 && ok;
    hnj_hyphen_free(dict);
    if (!ok)
        remove(argv[2]);
    return ok ? 0 : 1;
}
