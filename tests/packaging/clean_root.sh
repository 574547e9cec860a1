#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages of a folder in a root that has never seen the project, starts what they
# hold, and asks it. It downloads (about a minute), as root or with subordinate ids:
#   tests/packaging/clean_root.sh build/packages
set -euo pipefail

packages=$(readlink -f "${1:?usage: $0 FOLDER-WITH-PACKAGES}")
for name in gatewright gatewright-console gatewright-plugin-dev; do
    compgen -G "$packages/${name}_*.deb" >/dev/null || {
        echo "$packages has no package $name: cpack -G DEB makes it" >&2
        exit 1
    }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod a+rx "$work"
cp "$packages"/*.deb "$work"
cat >"$work/steps.sh" <<'INSIDE'
set -eu
export HOME=/root DEBIAN_FRONTEND=noninteractive
fail() {
    echo "FAILED: $*" >&2
    exit 1
}
apt-get install -y -qq --no-install-recommends /packages/gatewright_*.deb >/dev/null
if dpkg --get-selections | grep -qE 'libqt6(gui|widgets)6'; then
    fail "the headless package brings a desktop"
fi

gatewright serve --demo --listen 127.0.0.1:0 --control 127.0.0.1:0 >/tmp/out 2>/tmp/log &
gateway=$!
for _ in $(seq 100); do
    address=$(sed -n 's/^ready //p' /tmp/out)
    [ -z "$address" ] || break
    kill -0 "$gateway" 2>/dev/null || break
    sleep 0.1
done
[ -n "$address" ] || fail "not ready: $(cat /tmp/log)"
curl -sS "$address/my_api_name/get" | grep -q '"Foo": "Bar"' || fail "the plugin did not run"
[ "$(curl -sS -o /dev/null -w '%{http_code}' -H 'Authorization: xyz' "$address/protected/get")" = 403 ] ||
    fail "a wrong key was not refused"
kill -TERM "$gateway"
wait "$gateway" || fail "it did not end well: $(cat /tmp/log)"

apt-get install -y -qq --no-install-recommends /packages/gatewright-console_*.deb /packages/gatewright-plugin-dev_*.deb >/dev/null
QT_QPA_PLATFORM=offscreen gatewright-console --screenshot /tmp/pictures --only light,960x600 >/tmp/console.log 2>&1 ||
    fail "the console: $(cat /tmp/console.log)"
[ -n "$(ls /tmp/pictures)" ] || fail "the console made no picture"
[ -e /usr/include/gatewright/plugin.hpp ] || fail "no header for plugins"
apt-get purge -y -qq gatewright >/dev/null
[ ! -e /usr/bin/gatewright ] || fail "purge left the program"
echo "installed, started, asked, removed: all well"
INSIDE

# shellcheck disable=SC2016 # mmdebstrap expands $1
env HOME=/ TMPDIR=/var/tmp mmdebstrap --quiet --variant=apt --include=curl,ca-certificates,fonts-dejavu-core \
    --customize-hook='mkdir "$1/packages"' \
    --customize-hook="sync-in $work /packages" \
    --customize-hook='chroot "$1" sh /packages/steps.sh' \
    --format=null trixie /dev/null
