#!/bin/sh
# install-packages.sh STAGE… - install the packages of packages.txt for these stages, where missing.
set -eu
here=$(dirname "$0")/..

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    echo "Svod installs what it needs with apt on Debian 12. On this system please install the" >&2
    echo "equivalents of the packages in packages.txt yourself, then run make with APT=no." >&2
    exit 1
fi

missing=
for stage in "$@"; do
    for package in $(awk -v stage="$stage" '$1 == stage { print $2 }' "$here/packages.txt"); do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
            missing="$missing $package"
    done
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
        echo "These packages are missing, and only root can install them:$missing" >&2
        exit 1
    }
    as_root=sudo
fi
echo "Installing:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
