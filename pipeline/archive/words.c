/* words.c - see words.h: Snowball's Russian stemmer; words of other letters go through it
 * unchanged. */
#include "archive/words.h"

#include <libstemmer.h>
#include <string.h>

#include "base/utf8.h"
#include "text/chars.h"

static void add_stem(struct sb_stemmer *stemmer, const strbuf *word, bool quoted, strbuf *out)
{
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer, (const sb_symbol *)strbuf_text((strbuf *)word), (int)word->len);

    if (out->len)
        strbuf_adds(out, " ");
    if (quoted)
        strbuf_adds(out, "\"");
    strbuf_add(out, (const char *)stem, (size_t)sb_stemmer_length(stemmer));
    if (quoted)
        strbuf_adds(out, "\"");
}

void words_stem(const char *text, bool quoted, strbuf *out)
{
    struct sb_stemmer *stemmer = sb_stemmer_new("russian", "UTF_8");
    const size_t n = strlen(text);
    strbuf word = STRBUF_INIT;

    for (size_t at = 0, len = 1; at <= n; at += len) {
        const uint32_t cp = at < n ? char_folded(utf8_decode(text + at, n - at, &len)) : 0;
        if (cp && (char_is_letter(cp) || char_is_digit(cp)))
            strbuf_add_utf8(&word, cp);
        else if (word.len) {
            add_stem(stemmer, &word, quoted, out);
            strbuf_clear(&word);
        }
    }
    strbuf_free(&word);
    sb_stemmer_delete(stemmer);
}
