#!/bin/sh
# run.sh - mistakes as people make them, one in each document: in every element of the schema, in what the
# marks say of the words, in letters. right-*.xml are the two documents without a mistake. What must be
# said stands in NAME.expected, in English and Russian. Runs as tests/bad/run.sh does.
here=$(cd "$(dirname "$0")" && pwd)
FOLDER=$here LANGUAGES="en ru" exec "$here/../bad/run.sh" "$@"
