#!/bin/bash
# Tries deploy/install.sh for real: a fresh Debian 12 with a running systemd in a container, installed, asked for its start
# page, upgraded, backed up and restored. Needs root, debootstrap, systemd-container and ten minutes; not part of `make test`.
#
#   tests/tools/try_install.sh [FOLDER]     the tree is kept there and used again (default /var/tmp/engagierte-stadt-debian)
set -euo pipefail
project=$(cd "$(dirname "$0")/../.." && pwd)
tree=${1:-/var/tmp/engagierte-stadt-debian}
root=$(mktemp -d /var/tmp/engagierte-stadt-try.XXXX)
host=engagiert.stadt.example

tell() { printf '\n== %s\n' "$*"; }

clean_up() {
  [ $? = 0 ] || [ -z "${container:-}" ] || inside journalctl --no-pager --lines 60 --unit 'engagierte-stadt-*' || true
  [ -z "${container:-}" ] || kill -TERM "$container" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$root" "$root.log"
}
trap clean_up EXIT

inside() {
  local leader
  leader=$(pgrep -P "$container" | head -1)
  nsenter -t "$leader" -m -u -i -p -r -w env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/root LANG=C.UTF-8 "$@"
}

if [ ! -e "$tree/etc/debian_version" ]; then
  tell "A fresh Debian"
  debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,ca-certificates bookworm "$tree" >/dev/null
  echo "deb http://deb.debian.org/debian-security bookworm-security main" >>"$tree/etc/apt/sources.list"
fi
cp -a "$tree/." "$root"
# What this machine needs to reach its package indexes.
cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
[ ! -e /etc/pip.conf ] || cp /etc/pip.conf "$root/etc/"

tell "Booting it"
systemd-nspawn -q -D "$root" --register=no --keep-unit -b --bind-ro="$project:/src" --resolv-conf=copy-host >"$root.log" 2>&1 &
container=$!
until inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded'; do sleep 1; done
inside update-ca-certificates >/dev/null 2>&1

tell "Installing"
inside env SITE_URL=https://$host EMAIL_URL=smtp://127.0.0.1:25 ADMIN_EMAIL=rathaus@stadt.example /src/deploy/install.sh --demo
page() { inside curl --silent --insecure --fail --retry 20 --retry-all-errors --retry-delay 2 --resolve $host:443:127.0.0.1 "https://$host/"; }
page | grep -o '<title>[^<]*'
inside systemctl --failed --no-legend | tee /dev/stderr | grep -q . && { echo "A service has failed."; exit 1; }

tell "Running it again"
inside /src/deploy/install.sh
page | grep -o '<title>[^<]*'

tell "Backup and restore"
inside engagierte-stadt backup
archive=$(inside sh -c 'ls -t /var/lib/engagierte-stadt/backups/*.tar | head -1')
inside systemctl stop 'engagierte-stadt-web@*' engagierte-stadt-worker
inside engagierte-stadt restore --replace "$archive"
inside systemctl start engagierte-stadt-web@8001 engagierte-stadt-web@8002 engagierte-stadt-worker
page | grep -o '<title>[^<]*'
tell "All is well"
