#!/bin/sh
# run.sh - what is made of the tables of commands and options: help with examples first for every command, completions as
# the shells themselves give them, the man page. SVOD names the program. The last line is 'N passed, N failed'.
set -u
. "$(dirname "$0")/../verdict.sh"
svod=$(realpath "${SVOD:-$(dirname "$0")/../../build/svod}")
cd "$(dirname "$0")/../.." || exit 1
export SVOD_DATA="$PWD"
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tab=$(printf '\t')

mkdir "$work/bin" "$work/papers" "$work/papers/folder"
ln -s "$svod" "$work/bin/svod"
PATH=$work/bin:$PATH
export PATH

options_of() { # command: how many its help lists
    "$svod" "$1" --help --lang=en | sed -n '/^Options:/,$p' | grep -c '^  ...* --[a-z]'
}

# ---- help ------------------------------------------------------------------------------------------
"$svod" --help --lang=en >"$work/all" 2>&1
verdict "the whole help begins with examples" "Examples:" "$(head -n 1 "$work/all")"
commands=$(sed -n '/^Commands:/,/^$/s/^  \([a-z-]*\) .*/\1/p' "$work/all")
verdict "all commands are listed" "$(sed -n 's/^const cli_command command_.*/x/p' pipeline/cli/*.c | wc -l)" "$(echo "$commands" | wc -l)"
for command in $commands; do
    "$svod" "$command" --help --lang=en >"$work/help" 2>"$work/errors"
    verdict "$command --help" "0 Examples:" "$? $(head -n 1 "$work/help")"
    verdict "$command --help: nothing on stderr" "" "$(cat "$work/errors")"
    sed -n '2,/^$/p' "$work/help" | sed '/^$/d' >"$work/examples"
    verdict "$command: examples of it" "" "$([ -s "$work/examples" ] || echo none; grep -v "^  svod $command\( \|\$\)" "$work/examples" | grep -v '&& svod' | grep -v '^ *--\|^ *svod check')"
    # Every option of an example is one that the command lists.
    for option in $(sed 's/ && .*//' "$work/examples" | grep "svod $command " | grep -o -e ' --[a-z0-9-]*' | sort -u); do
        verdict "$command: $option of an example" 1 "$(sed -n '/^Options:/,$p' "$work/help" | grep -c -e "^  .* *$option\(=\| \)")"
    done
    "$svod" "$command" --help --lang=ru >"$work/help"
    verdict "$command --help in Russian" "Примеры:" "$(head -n 1 "$work/help")"
    verdict "$command: each option explained in Russian" "" "$(sed -n '/^Параметры:/,$p' "$work/help" | sed 1d | LC_ALL=C grep -v '[^ -~]')"
done

# ---- bash ---------------------------------------------------------------------------------------------
cat >"$work/ask.bash" <<'BASH'
source <(svod completion bash)
complete -p svod >/dev/null || exit 1
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_svod 2>/dev/null # compopt: this is no completion of readline's
printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' '
BASH
: >"$work/papers/road map.xml"
: >"$work/papers/report.xml"
: >"$work/papers/report.pdf"
asked() { # wanted, words of the command line
    wanted=$1
    shift
    verdict "bash: $*" "$wanted" "$(cd "$work/papers" && bash "$work/ask.bash" "$@" | sed 's/ $//')"
}
asked "$(printf '%s\n' $commands --help --version | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')" svod ""
asked "check" svod ch
asked "batch batch-merge" svod bat
asked "--format=" svod check --fo
asked "json text" svod check --format = ""
asked "json" svod check --format = j
asked "areas fo tags" svod render --dump = ""
asked "en ru" svod render --lang ""
asked "" svod render --part ""
asked "folder report.pdf report.xml road map.xml" svod render -o ""
asked "folder report.xml road map.xml" svod render ""
asked "folder report.pdf" svod sign ""
asked "report.xml" svod check --strict rep
asked "courses plan programme report roadmap summary" svod new ""
asked "" svod new plan ""
asked "verify" svod archive v
asked "R13" svod explain R13
asked "T06" svod explain R13 T06
asked "" svod no-such-command ""
verdict "bash: every option of check" "$(options_of check)" \
    "$(cd "$work/papers" && bash "$work/ask.bash" svod check - | wc -w)"

# ---- zsh and fish, where they are installed ------------------------------------------------------
if command -v zsh >/dev/null 2>&1; then
    cat >"$work/ask.zsh" <<'ZSH'
compdef() { }
_describe() { print -l -- $commands }
_arguments() { print -l -- "$@" }
source <(svod completion zsh)
words=("$@")
CURRENT=$#
_svod
ZSH
    verdict "zsh: commands" "$(echo "$commands" | wc -l)" "$(zsh -f "$work/ask.zsh" svod '' | grep -c '^[a-z-]*:.')"
    verdict "zsh: values" 1 "$(zsh -f "$work/ask.zsh" svod check -- | grep -c -F -e '--format=[diagnostics as text or one JSON object a line]:value:(text json)')"
    verdict "zsh: files" 1 "$(zsh -f "$work/ask.zsh" svod render '' | grep -c -F '*:file:_files -g "*.(xml)"')"
    verdict "zsh: kinds" 1 "$(zsh -f "$work/ask.zsh" svod new '' | grep -c -F '1:word:(plan report programme roadmap summary courses)')"
    verdict "zsh: codes" 1 "$(zsh -f "$work/ask.zsh" svod explain '' | grep -c '^\*:code:(R01 R02 ')"
    for command in $commands; do
        verdict "zsh: options of $command" "$(options_of "$command")" \
            "$(zsh -f "$work/ask.zsh" svod "$command" - | grep -c -e '--[a-z0-9-]*=*\[')"
    done
fi
if command -v fish >/dev/null 2>&1; then
    "$svod" completion fish >"$work/svod.fish"
    fish() {
        (cd "$work/papers" && HOME=$work XDG_CONFIG_HOME=$work command fish --no-config -c "source '$work/svod.fish'; complete -C '$1'" 2>&1)
    }
    verdict "fish: commands" "$(echo "$commands" | LC_ALL=C sort | tr '\n' ' ')" "$(fish 'svod ' | cut -f1 | LC_ALL=C sort | tr '\n' ' ')"
    verdict "fish: what a command does" "check${tab}Check documents: structure, business rules, text." "$(fish 'svod che')"
    verdict "fish: values" "--dump=areas --dump=fo --dump=tags " "$(fish 'svod fo --dump=' | cut -f1 | tr '\n' ' ')"
    verdict "fish: kinds" "courses plan programme report roadmap summary " "$(fish 'svod new ' | cut -f1 | tr '\n' ' ')"
    verdict "fish: codes" "R13" "$(fish 'svod explain R13' | cut -f1)"
    verdict "fish: files that it takes stand first" "report.xml" "$(fish 'svod check rep' | cut -f1 | head -n 1)"
fi

# ---- the man page --------------------------------------------------------------------------------------
page=$here/build/svod.1
verdict "man page: a place for each part" "1 1" "$(grep -c '^\.\\" SYNOPSIS$' "$page") $(grep -c '^\.\\" OPTIONS$' "$page")"
verdict "man page: as the program says" "$("$svod" completion --lang=en man)" "$(sed -n '/^\.\\" OPTIONS$/,/^\.SH EXIT/p' "$page" | sed '1d;$d')"
for command in $commands; do
    name=$(echo "$command" | sed 's/-/\\\\-/g')
    verdict "man page: $command in the synopsis" 1 "$(grep -c "^\.B svod $name\$" "$page")"
    verdict "man page: $command is described" yes "$(grep -q -x -e "\.B $name" -e "\.BR* $name .*" "$page" && echo yes)"
done
verdict "man page: every exit status" "$(sed -n 's/^ *SVOD_[A-Z]* = \([0-9]*\),.*/\1/p' pipeline/svod.h | xargs)" \
    "$(sed -n '/^\.SH EXIT STATUS/,/^\.SH FILES/p' "$page" | grep -o '\b[0-9][0-9]*\b' | sort -n -u | xargs)"
if command -v groff >/dev/null 2>&1; then
    groff -k -man -Tutf8 -ww "$page" 2>"$work/warned" | sed 's/\x1b\[[0-9;]*m//g; s/.\x08//g' >"$work/man"
    verdict "man page: without a warning" "" "$(cat "$work/warned")"
    verdict "man page: an option as it is typed" 1 "$(grep -c -e '--passphrase-file=FILE' "$work/man")"
fi

# ---- what is installed ------------------------------------------------------------------------------
env -u MAKEFLAGS -u MAKELEVEL make -s install VARIANT=plain BUILD=build/plain DESTDIR="$work/root" PREFIX=/usr APT=no >"$work/installed" 2>&1
holds "make install" $?
for file in share/man/man1/svod.1 share/bash-completion/completions/svod share/zsh/site-functions/_svod share/fish/vendor_completions.d/svod.fish \
    bin/svod lib/libsvod.a lib/svod/documents.so share/svod/fonts/fonts.ini share/svod/faces/LiberationSerif-Regular.ttf.face; do
    verdict "installed: $file" yes "$([ -s "$work/root/usr/$file" ] && echo yes)"
done
verdict "no such shell" 64 "$("$svod" completion tcsh >/dev/null 2>&1; echo $?)"
verdicts
