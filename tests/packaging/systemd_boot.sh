#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Boots a fresh Debian 13 in a container, with systemd as its init, installs the package of the gateway
# there, and has the unit started, reloaded and stopped. As root, with mmdebstrap and systemd-nspawn;
# it downloads for a minute:
#   tests/packaging/systemd_boot.sh build/packages
set -euo pipefail

packages=$(readlink -f "${1:?usage: $0 FOLDER-WITH-PACKAGES}")
package=$(compgen -G "$packages/gatewright_*.deb") || {
    echo "$packages has no package gatewright: cpack -G DEB makes it" >&2
    exit 1
}
command -v systemd-nspawn >/dev/null || {
    echo "this needs systemd-nspawn: apt-get install systemd-container" >&2
    exit 1
}
work=$(mktemp -d -p /var/tmp)
trap 'rm -rf "$work"' EXIT
root=$work/root

env HOME=/ TMPDIR=/var/tmp mmdebstrap --quiet --variant=minbase --include=systemd,systemd-sysv,dbus,curl \
    --customize-hook="copy-in $package /" \
    --customize-hook='chroot "$1" sh -c "apt-get install -y -qq --no-install-recommends /gatewright_*.deb >/dev/null"' \
    trixie "$root"

cat >"$root/steps.sh" <<'INSIDE'
set -eu
fail() {
    echo "FAILED: $*"
    systemctl status gatewright --no-pager || true
    journalctl -u gatewright --no-pager
    exit 1
}
status() { curl -sS -o /dev/null -w '%{http_code}' "http://127.0.0.1:8080$1"; }
systemctl enable --now gatewright || fail "it does not start"
[ "$(status /hello)" = 200 ] || fail "it was told to be up and does not answer"
[ "$(status /one/)" = 404 ] || fail "an API that is not there answers"
cat >/var/lib/gatewright/workspace/apps/one.json <<'JSON'
{"api_id": "one", "name": "one", "active": true, "use_keyless": true,
 "proxy": {"listen_path": "/one/", "target_url": "http://127.0.0.1:8080/hello", "strip_listen_path": true},
 "version_data": {"not_versioned": true, "versions": {"Default": {"name": "Default"}}}}
JSON
chown --reference=/var/lib/gatewright/workspace/apps /var/lib/gatewright/workspace/apps/one.json
systemctl reload gatewright || fail "it does not reload"
[ "$(status /one/)" = 200 ] || fail "the reload was told to be done and the API does not answer"
systemctl show -P StatusText gatewright | grep -q 'APIs: 1' || fail "its status says something else"
[ "$(stat -c %a /var/lib/gatewright/state/secret)" = 600 ] || fail "others may read the secret"
systemctl stop gatewright || fail "it does not stop"
[ "$(systemctl show -P Result gatewright)" = success ] || fail "it did not end well"
echo "booted, started, reloaded, stopped: all well"
INSIDE
mkdir -p "$root/etc/systemd/system/multi-user.target.wants"
cat >"$root/etc/systemd/system/steps.service" <<'UNIT'
[Unit]
After=multi-user.target
[Service]
Type=oneshot
StandardOutput=file:/said
StandardError=file:/said
ExecStart=sh /steps.sh
ExecStopPost=systemctl --no-block poweroff
UNIT
ln -s ../steps.service "$root/etc/systemd/system/multi-user.target.wants/steps.service"

# Its own network and no registration: nothing of this machine takes part.
SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 timeout -s KILL 180 systemd-nspawn --quiet --register=no --keep-unit \
    --private-network --console=pipe -b -D "$root" </dev/null >"$work/boot" 2>&1 || true
cat "$root/said" 2>/dev/null || {
    cat "$work/boot"
    echo "FAILED: it did not boot" >&2
    exit 1
}
grep -q 'all well$' "$root/said"
