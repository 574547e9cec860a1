#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# `./dev run` in a project of its own, where the programs that it starts only tell how they were called:
#   dev_run_test.sh PROJECT
# Ends with 77, "skipped", outside of the build environment: ./dev would make one.
set -euo pipefail

project=${1:?usage: $0 PROJECT}
dpkg-query -W qt6-base-dev >/dev/null 2>&1 || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bin=$work/build/release/bin # ./dev looks there first
mkdir -p "$bin" "$work/packaging"
cp "$project/dev" "$work/dev"
echo 'build qt6-base-dev' >"$work/packaging/debian-packages.txt"
for program in cmake gatewright gatewright-console; do
    cat >"$bin/$program" <<STUB
#!/bin/sh
echo "$program \$*" >>"$work/calls"
[ "$program \$1" != "cmake --build" ] || exit \${BUILD_CODE:-0}
STUB
    chmod +x "$bin/$program"
done

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

# run EXPECTED-CALLS NAME=VALUE... -- ARGUMENTS...: the calls behind the first configuration.
run() {
    local expected=$1 environment=() code=0
    shift
    while [ "$1" != -- ]; do
        environment+=("$1")
        shift
    done
    shift
    : >"$work/calls"
    env -u DISPLAY -u WAYLAND_DISPLAY HOME="$work" XDG_CACHE_HOME="$work/cache" "${environment[@]}" \
        "$work/dev" run "$@" >"$work/said" 2>&1 || code=$?
    diff -u <(printf '%s\n' "$expected") <(grep -v '^cmake --preset' "$work/calls") >&2 ||
        fail "with '${environment[*]}': other calls; it said: $(cat "$work/said")"
    return "$code"
}

console='cmake --build build/release --target gatewright gatewright-console demo'
headless='cmake --build build/release --target gatewright demo'
run "$console
gatewright-console --language de" DISPLAY=:9 -- --language de || fail "with a display of X"
run "$console
gatewright-console " WAYLAND_DISPLAY=wayland-9 -- || fail "with a display of Wayland"
run "$headless
gatewright serve --demo --listen 127.0.0.1:0" -- --listen 127.0.0.1:0 || fail "without a display"
run "$headless
gatewright serve --demo" DISPLAY= WAYLAND_DISPLAY= -- || fail "with an empty display"
# What could not be built is not started.
! run "$console" DISPLAY=:9 BUILD_CODE=1 -- || fail "a failed build is no failure"
! run "$headless" BUILD_CODE=1 -- || fail "a failed build is no failure"
