#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Packages the build and installs the packages in a fresh root, by clean_root.sh:
#   clean_root_test.sh CPACK BUILD
# Ends with 77, "skipped", where that cannot be done.
set -euo pipefail

cpack=${1:?usage: $0 CPACK BUILD}
build=${2:?usage: $0 CPACK BUILD}
skip() {
    echo "skipped: $*"
    exit 77
}
command -v mmdebstrap >/dev/null || skip "there is no mmdebstrap"
timeout 20 getent ahosts deb.debian.org >/dev/null || skip "deb.debian.org cannot be reached"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$cpack" -G DEB --config "$build/CPackConfig.cmake" -B "$work"
"$(dirname "$0")/clean_root.sh" "$work"
