/* claim.c - see claim.h. Each sentence is brought to small letters without punctuation; each of its
 * words is looked up once. */
#include "text/claim.h"

#include <string.h>

#include "text/similar.h"

typedef struct {
    bool all, plan, done, but;
} claim;

typedef struct {
    const word_set *all, *plan, *done, *but;
} claim_words;

static void read_word(const claim_words *sets, const char *word, size_t n, claim *c)
{
    c->all |= word_set_has(sets->all, word, n);
    c->plan |= word_set_has(sets->plan, word, n);
    c->done |= word_set_has(sets->done, word, n);
    c->but |= word_set_has(sets->but, word, n);
}

static bool sentence_claims(const claim_words *sets, arena *a, const char *sentence, size_t n)
{
    const char *word = text_normalise(a, sentence, n);
    claim c = {false, false, false, false};

    for (size_t len; *word; word += len + (word[len] == ' ')) {
        len = strcspn(word, " ");
        read_word(sets, word, len, &c);
    }
    return c.all && c.plan && c.done && !c.but;
}

bool claims_all(const word_lists *terms, const char *text)
{
    const claim_words sets = {
        word_lists_set(terms, "claim-all"), word_lists_set(terms, "claim-plan"),
        word_lists_set(terms, "claim-done"), word_lists_set(terms, "claim-but")};
    arena *a = arena_new();
    bool yes = false;

    for (size_t n; *text && !yes; text += n + (text[n] != '\0')) {
        n = strcspn(text, ".!?;");
        yes = sentence_claims(&sets, a, text, n);
    }
    arena_free(a);
    return yes;
}
