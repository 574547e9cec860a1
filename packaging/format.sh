#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Formats all C and C++ sources in place; with --check only names those that are not formatted.
# A second argument is the tree to look at (default: this one).
set -eu
mode=${1:---write}
cd "${2:-$(dirname "$0")/..}"

sources() {
    for folder in app engine plugins tests ui; do
        [ ! -d "$folder" ] || find "$folder" -regex '.*\.\(h\|hpp\|c\|cpp\)' -type f
    done
}

case $mode in
--write) sources | xargs --no-run-if-empty clang-format --style=file -i ;;
--check)
    if unformatted=$(sources | xargs --no-run-if-empty clang-format --style=file --dry-run -Werror 2>&1); then
        exit 0
    fi
    echo "not formatted (./dev format does it):"
    echo "$unformatted" | grep -F ': error: ' | cut -d: -f1 | sort -u
    exit 1
    ;;
*)
    echo "usage: packaging/format.sh [--check [TREE]]" >&2
    exit 2
    ;;
esac
