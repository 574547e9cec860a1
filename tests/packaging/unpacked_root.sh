#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Starts the gateway out of an unpacked package, with the demo and with the line of its systemd unit, and
# asks it: unpacked_root.sh UNPACKED FOLDER-TO-WORK-IN
set -euo pipefail

root=$(readlink -f "${1:?usage: $0 UNPACKED FOLDER}")
work=${2:?usage: $0 UNPACKED FOLDER}
export HOME=$work/home XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state
mkdir -p "$HOME" "$work/lib/workspace/apps" "$work/lib/workspace/plugins" "$work/lib/state"
chmod -R go= "$work"
gateway=

fail() {
    echo "FAILED: $*" >&2
    exit 1
}
trap '[ -z "$gateway" ] || kill -9 "$gateway" 2>/dev/null || true' EXIT

# start COMMAND...: waits until it says where it listens; sets `address`.
start() {
    PATH=$root/usr/bin:$PATH "$@" >"$work/out" 2>"$work/log" &
    gateway=$!
    address=
    while [ -z "$address" ] && kill -0 "$gateway" 2>/dev/null; do
        sleep 0.1
        address=$(sed -n 's/^ready //p' "$work/out")
    done
    [ -n "$address" ] || fail "not ready: $(cat "$work/log")"
}

stop() {
    kill -TERM "$gateway"
    wait "$gateway" || fail "it did not end well: $(cat "$work/log")"
    gateway=
}

start gatewright serve --demo --listen 127.0.0.1:0
[ "$(command -v "$root/usr/bin/gatewright")" = "$(readlink "/proc/$gateway/exe")" ] || fail "another program answered"
curl -sS "$address/my_api_name/get" | grep -q '"Foo": *"Bar"' || fail "the plugin did not run"
[ "$(curl -sS -o /dev/null -w '%{http_code}' -H 'Authorization: xyz' "$address/protected/get")" = 403 ] ||
    fail "a wrong key was not refused"
gatewright=$root/usr/bin/gatewright
"$gatewright" run "$XDG_DATA_HOME/gatewright/demo/requests" --trace --allow-control --variable "gateway=$address" >"$work/run" 2>&1 ||
    fail "the demo's requests: $(cat "$work/run")"
stop

# As systemd starts it, with the folders that StateDirectory= makes.
line=$(sed -n 's/^ExecStart=//p' "$root/usr/lib/systemd/system/gatewright.service")
read -ra command <<<"${line//\/var\/lib\/gatewright/$work/lib}"
start "${command[@]}" --listen 127.0.0.1:0
curl -sS "$address/hello" | grep -q '"status":"pass"' || fail "not well: $(curl -sS "$address/hello")"
[ "$(stat -c %a "$work/lib/state/secret")" = 600 ] || fail "others may read the secret"
kill -HUP "$gateway" # as systemctl reload
stop
