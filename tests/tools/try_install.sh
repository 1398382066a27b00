#!/bin/bash
# Tries deploy/install.sh for real: a fresh Debian with a running systemd in a container, installed with its first town, run
# again five times with settings written by hand, given wrong settings and a version that does not start, rolled back, booted
# again, backed up and restored. Needs root, debootstrap, systemd-container, slirp4netns and a quarter of an hour; not part of
# `make test`.
#
#   tests/tools/try_install.sh [trixie|bookworm] [FOLDER]
#
# The tree is kept in FOLDER and used again (default /var/tmp/engagierte-stadt-trixie). The container has a network of its own,
# so what this machine listens on is neither seen nor in the way.
set -euo pipefail
project=$(cd "$(dirname "$0")/../.." && pwd)
debian=${1:-trixie}
tree=${2:-/var/tmp/engagierte-stadt-$debian}
host=engagiert.stadt.example
umlaut=köln.example
pages='from wagtail.models import Page; titles = Page.objects.order_by("path").values_list("title", flat=True)'

# Two containers would share their control groups.
exec 9>/run/engagierte-stadt.try
flock -n 9 || { echo "Another try is going on." && exit 1; }
root=$(mktemp -d /var/tmp/engagierte-stadt-try.XXXX)
network=$(basename "$root")

tell() { printf '\n== %s (%s)\n' "$*" "$(date +%T)"; }
fail() {
  echo "FAILED: $*"
  exit 1
}

clean_up() {
  local status=$?
  set +e
  if [ $status != 0 ] && [ -n "${container:-}" ]; then
    inside journalctl --no-pager --lines 60 --unit 'engagierte-stadt-*' --unit nginx
    tail -n 20 "$root.log"
  fi
  [ -z "${container:-}" ] || { kill -TERM "$container" && wait "$container"; } 2>/dev/null
  [ -z "${slirp:-}" ] || { kill "$slirp" && wait "$slirp"; } 2>/dev/null
  ip netns del "$network" 2>/dev/null
  rm -rf "$root" "$root.log"
  exit $status
}
trap clean_up EXIT

# What this machine needs to reach its package indexes, the container needs, too.
reach=()
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_TRUSTED_HOST; do
  [ -z "${!name-}" ] || reach+=("$name=${!name}")
done

inside() {
  local leader
  leader=$(pgrep -P "$container" | head -1)
  nsenter -t "$leader" -m -u -i -n -p -r -w env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/root LANG=C.UTF-8 "${reach[@]}" "$@"
}

if [ ! -e "$tree/etc/debian_version" ]; then
  tell "A fresh Debian"
  debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,ca-certificates "$debian" "$tree" >/dev/null
  # Beside the mirror that debootstrap has chosen.
  sed -n 's#^deb \(.*\)/debian/\? .*#deb \1/debian-security '"$debian"'-security main#p' "$tree/etc/apt/sources.list" |
    tee -a "$tree/etc/apt/sources.list" >/dev/null
fi
cp -a "$tree/." "$root"
# The project as a clone has it; work on it may go on meanwhile.
mkdir "$root/src"
git -C "$project" -c safe.directory="$project" ls-files -z --cached --others --exclude-standard |
  tar -C "$project" --null --ignore-failed-read -T - -c | tar -C "$root/src" --no-same-owner -x
cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
[ ! -e /etc/pip.conf ] || cp /etc/pip.conf "$root/etc/"
apt-config dump Acquire::http Acquire::https Acquire::Check-Valid-Until Acquire::Check-Date >"$root/etc/apt/apt.conf.d/90this-machine"
echo nameserver 10.0.2.3 >"$root/etc/resolv.conf"

ip netns add "$network"
slirp4netns --configure --disable-host-loopback --netns-type=path "/run/netns/$network" tap0 >>"$root.log" 2>&1 &
slirp=$!

boot() {
  tell "Booting"
  # Where the kernel still has the old control groups, the newest systemd would not start with them.
  SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 systemd-nspawn -q -D "$root" --register=no --keep-unit -b \
    --network-namespace-path="/run/netns/$network" --resolv-conf=off </dev/null >>"$root.log" 2>&1 &
  container=$!
  local tries=0
  until [[ $(inside systemctl is-system-running 2>/dev/null) =~ running|degraded ]]; do
    [ $((tries += 1)) -lt 120 ] || fail "it does not boot"
    sleep 1
  done
}

# page TOWN [HOST] [ADDRESS]: what a citizen gets.
page() {
  local title
  title=$(inside curl --silent --insecure --fail --retry 20 --retry-all-errors --retry-delay 2 \
    --resolve "${2:-$host}:443:${3:-127.0.0.1}" "https://${2:-$host}/" | grep -o '<title>[^<]*')
  echo "${2:-$host}: ${title#<title>}"
  [[ $title == *"$1"* ]] || fail "the page of $1 is another"
}
nothing_failed() {
  if inside systemctl --failed --no-legend | grep .; then fail "a service has failed"; fi
}
settings() { inside cat /etc/engagierte-stadt/env; }
running() { inside readlink /opt/engagierte-stadt; }
# All that may not change when a run refuses to go on.
state() {
  inside sh -c 'cd / && readlink opt/engagierte-stadt opt/engagierte-stadt.previous; find etc/engagierte-stadt etc/nginx \
    etc/systemd/system usr/local/bin -type f -exec sha256sum {} + | sort -k 2'
}
# refused SENTENCE COMMAND …: ends with an error that says so, and nothing is another than before.
refused() {
  local before answer sentence=$1
  shift
  before=$(state)
  if answer=$(inside "$@" 2>&1); then fail "it was not refused: $*"; fi
  grep -q "$sentence" <<<"$answer" || fail "“$sentence” is not said: $answer"
  grep "$sentence" <<<"$answer"
  [ "$(state)" = "$before" ] || fail "something is another than before: $(diff <(echo "$before") <(state))"
  page Musterstadt
}

try_everything() {
  boot
  inside update-ca-certificates >/dev/null 2>&1

  tell "Installing"
  inside env SITE_URL=https://$host EMAIL_URL=smtp://127.0.0.1:25 ADMIN_EMAIL=rathaus@stadt.example \
    TOWN=Musterstadt LAND=RP POSTCODE=12345 /src/deploy/install.sh
  page Musterstadt
  page Musterstadt $host '[::1]'
  nothing_failed
  [ -z "$(inside nginx -t -q 2>&1)" ] || fail "nginx complains of its configuration: $(inside nginx -t -q 2>&1)"

  tell "Running it five times again, with settings written by hand"
  inside sh -c 'printf "\n# by hand: ümläut\nTRUSTED_PROXY_COUNT=1\n  # indented\nOWN_SETTING=\"a b\"\n" >>/etc/engagierte-stadt/env'
  before=$(settings)
  first=$(running)
  for _time in 1 2 3 4 5; do
    inside /src/deploy/install.sh >/dev/null
    [ "$(settings)" = "$before" ] || fail "settings are lost: $(diff <(echo "$before") <(settings))"
    [ "$(running)" = "$first" ] || fail "the same code is another release"
  done
  page Musterstadt
  nothing_failed

  tell "Wrong settings change nothing"
  refused /nowhere.pem env TLS_CERTIFICATE=/nowhere.pem TLS_KEY=/nowhere.key /src/deploy/install.sh
  refused /nowhere.pem engagierte-stadt set TLS_CERTIFICATE=/nowhere.pem
  refused SITE_URL env SITE_URL=http://$host /src/deploy/install.sh
  inside sh -c 'echo "export A=b" >>/etc/engagierte-stadt/env'
  refused 'line [0-9]* (A)' /src/deploy/install.sh
  inside sed -i '$d' /etc/engagierte-stadt/env

  tell "The mail test says that nobody listens"
  if inside engagierte-stadt test_mail rathaus@stadt.example; then fail "there is no mail server"; fi

  tell "A second town with an umlaut, and settings in seconds"
  inside engagierte-stadt add_town --name Köln --url https://$umlaut --land NW --postcode 50667
  time inside engagierte-stadt set SECURITY_CONTACT=it@stadt.example "ALLOWED_HOSTS=$host,$umlaut" \
    "CSRF_TRUSTED_ORIGINS=https://$host,https://xn--kln-sna.example"
  [ "$(running)" = "$first" ] || fail "a setting makes no new release"
  page Köln xn--kln-sna.example
  page Musterstadt

  tell "Another version, and back"
  inside sh -c 'cp -r /src /root/next && date >/root/next/next.txt && /root/next/deploy/install.sh' >/dev/null
  second=$(running)
  [ "$second" != "$first" ] || fail "another version is another release"
  page Musterstadt
  inside engagierte-stadt rollback
  [ "$(running)" = "$first" ] || fail "it did not roll back"
  page Musterstadt

  tell "A version that does not start is put back"
  inside sh -c 'sed -i "s#^ExecStart=.*#ExecStart=/bin/false#" "/root/next/deploy/systemd/engagierte-stadt-web@.service"'
  refused 'Everything is as it was before' env SECONDS_UNTIL_READY=30 /root/next/deploy/install.sh
  nothing_failed
  inside engagierte-stadt rollback
  [ "$(running)" = "$second" ] || fail "rolling back again does not return"

  tell "Booting again"
  inside systemctl poweroff || true
  wait "$container" || true
  boot
  page Musterstadt
  page Musterstadt $host '[::1]'
  nothing_failed

  tell "Backup and restore"
  inside systemctl start engagierte-stadt-backup
  inside engagierte-stadt backup
  archive=$(inside sh -c 'ls -t /var/lib/engagierte-stadt/backups/*.tar | head -1')
  titles=$(inside engagierte-stadt shell --no-imports -c "$pages; print(*titles)")
  inside engagierte-stadt shell --no-imports -c "$pages; Page.objects.update(title='Lost')"
  [[ $(inside engagierte-stadt shell --no-imports -c "$pages; print(*titles)") == *Lost* ]] || fail "no page could be changed"
  inside systemctl stop 'engagierte-stadt-web@*' engagierte-stadt-worker
  inside engagierte-stadt restore --replace "$archive"
  [ "$(inside engagierte-stadt shell --no-imports -c "$pages; print(*titles)")" = "$titles" ] || fail "it is not as it was"
  inside systemctl start engagierte-stadt-web@8001 engagierte-stadt-web@8002 engagierte-stadt-worker
  page Musterstadt
  nothing_failed
  tell "All is well on Debian $(inside cat /etc/debian_version), $(inside python3 -V), $(inside nginx -v 2>&1)"
}

# One command, so that it is read to the end before it runs.
try_everything
