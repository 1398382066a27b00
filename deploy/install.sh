#!/bin/bash
# Installs the site on a fresh machine with Debian 13 or 12. Running a newer version of it upgrades the site.
#
#   sudo SITE_URL=https://engagiert.example.org EMAIL_URL=smtp+tls://user:password@mail.example.org:587 \
#        ADMIN_EMAIL=rathaus@example.org TOWN=Musterstadt LAND=RP POSTCODE=12345 deploy/install.sh
#
# Settings are stored in /etc/engagierte-stadt/env. Later runs need only those that change; whatever else stands in the
# file, comments included, stays as it is. Everything is checked before anything is switched over, and put back if the
# new state does not start.
#
#   SITE_URL EMAIL_URL ADMIN_EMAIL                   required the first time
#   TOWN LAND POSTCODE                               the first town (LAND: two letters); asked for in a terminal
#   DEFAULT_FROM_EMAIL                               sender of the mails (default: noreply@ the host of SITE_URL)
#   TLS_CERTIFICATE TLS_KEY                          files; by default a self-signed certificate is made, which browsers warn about
#   S3_BUCKET S3_ENDPOINT_URL S3_REGION S3_PUBLIC_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY   media in a bucket
#   DATABASE_URL CACHE_URL                           on another machine (default: PostgreSQL and Redis on this one)
#   … and the others of .env.example
#   --demo       load the demonstration content when there are no pages yet
#   --no-start   enable the services, but start none: for images, and where no systemd is running
#
# `engagierte-stadt set NAME=value …` and `engagierte-stadt rollback` are done here, too.
set -euo pipefail
umask 022

app=engagierte-stadt
source=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# Tests install into a folder.
root=${INSTALL_ROOT-}
home=$root/opt/$app
previous=$home.previous
releases=$root/opt/$app-releases
venvs=$root/opt/$app-venvs
config=$root/etc/$app
units=$root/etc/systemd/system
nginx=$root/etc/nginx
data=$root/var/lib/$app
cache=$root/var/cache/nginx/$app
acme=$root/var/www/letsencrypt
nodes="8001 8002"
# What is taken from the environment; docs/operators.md explains them.
names="SITE_URL ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS SECRET_KEY EMAIL_URL DEFAULT_FROM_EMAIL ADMIN_EMAIL MAIL_LEASE_SECONDS"
names="$names DATABASE_URL CACHE_URL FRONT_CACHE_URL FRONT_CACHE_PURGES TLS_CERTIFICATE TLS_KEY"
names="$names TRUSTED_PROXY_HEADER TRUSTED_PROXY_COUNT WEB_WORKERS WEB_THREADS SECURITY_CONTACT BACKUP_KEEP BACKUP_DIR"
names="$names HSTS_PRELOAD SEARCH_BY_MEANING"
names="$names S3_BUCKET S3_ENDPOINT_URL S3_REGION S3_PUBLIC_BUCKET S3_PUBLIC_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY"
lands="BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH"
task=install
changes=()
is_starting=yes
has_demo=no
is_switching=no

say() { printf '\n== %s\n' "$*"; }

fail() {
  printf '\n%s: %s\n' "$0" "$*" >&2
  exit 1
}

main() {
  read_arguments "$@"
  check_machine
  one_at_a_time
  work=$(mktemp -d)
  trap finish EXIT
  is_first=yes
  [ ! -e "$home" ] || is_first=no
  case $task in
    install) install_site ;;
    set) change_settings ;;
    rollback) roll_back ;;
  esac
}

install_site() {
  install_python
  read_settings
  ask_for_town
  install_packages
  make_user_and_folders
  copy_code
  write_settings
  check_everything
  prepare_database
  upgrade_site
  add_first_town
  switch_over
  make_administrator
  remove_old_releases
  tell_what_is_next
}

# engagierte-stadt set NAME=value …: no new release, seconds instead of minutes.
change_settings() {
  use_installed "$home"
  local change name value
  for change in "${changes[@]}"; do
    name=${change%%=*}
    [[ $name =~ ^[A-Z][A-Z0-9_]*$ ]] || fail "“$name” is no name of a setting."
    grep -qE "^#?$name=" "$release/.env.example" || [[ " $names " == *" $name "* ]] ||
      echo "Note: the site itself knows no setting $name." >&2
    if [[ $change == *=* ]]; then value=${change#*=}; else read -rsp "$name: " value && echo; fi
    if [ -n "$value" ]; then
      # Not as an argument, which everybody on this machine could read.
      (export "$name=$value" && python3 "$editor" "$new" put "$name") || exit 1
    else
      python3 "$editor" "$new" drop "$name"
    fi
  done
  if cmp -s "$new" "$config/env"; then
    echo "That is how it is set already."
    return
  fi
  check_everything
  switch_over
  say "Done"
}

# engagierte-stadt rollback: the release before, with the settings of today. Doing it again returns to this one.
roll_back() {
  [ -d "$previous" ] || fail "there is no release before this one on this machine."
  use_installed "$previous"
  check_everything
  switch_over
  say "Now running: $(basename "$release")"
}

use_installed() {
  [ -e "$config/env" ] && [ -d "$home" ] || fail "the site is not installed here; run deploy/install.sh first."
  release=$(readlink -f "$1")
  editor=$source/deploy/settings_file.py
  check_lines
  new=$config/env.new
  cp -p "$config/env" "$new"
}

read_arguments() {
  case ${1-} in
    set) task=set && shift && changes=("$@") && [ $# -gt 0 ] || fail "say what to set: $app set NAME=value …" && return ;;
    rollback) task=rollback && shift ;;
  esac
  local argument
  for argument; do
    case $argument in
      --demo) has_demo=yes ;;
      --no-start) is_starting=no ;;
      *) fail "unknown argument $argument (see the beginning of this file)." ;;
    esac
  done
}

check_machine() {
  [ "$(id -u)" = 0 ] || fail "run it as root: sudo $0"
  [ -r "$root/etc/os-release" ] && . "$root/etc/os-release"
  [[ ${ID:-} = debian && ${VERSION_ID:-0} -ge 12 ]] || fail "this is ${PRETTY_NAME:-no Debian}; Debian 12 or newer is needed."
  [ "$is_starting" = no ] || [ -d "$root/run/systemd/system" ] || fail "systemd is not running here; use --no-start."
  [ -f "$source/requirements.txt" ] || fail "$source is not the project's folder."
}

one_at_a_time() {
  install -d -m 755 "$root/run"
  exec 9>"$root/run/$app.install"
  flock -n 9 || fail "another run of this is going on; wait until it has ended."
}

# Whatever ends the run, nothing is left half switched over.
finish() {
  local status=$?
  trap - EXIT
  # What is put back is put back to the end.
  set +e
  [ $is_switching = no ] || put_back
  rm -rf "$work" "$config/env.new" "$releases"/*.part
  exit $status
}

editor=$source/deploy/settings_file.py
# Both read a file that `check` has passed, which the shell reads as systemd does.
value_in() { [ ! -e "$1" ] || (unset -v "$2" && . "$1" && printf %s "${!2-}"); }
stored() { value_in "$config/env" "$1"; }
# The given value, else the stored one, else the default.
setting() {
  local value=${!1:-$(stored "$1")}
  printf %s "${value:-${2-}}"
}

install_python() {
  command -v python3 >/dev/null && command -v openssl >/dev/null && return
  say "Debian packages"
  install_from_debian python3 openssl
}

# What it says meanwhile is of interest only if it fails.
install_from_debian() {
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$work/apt" 2>&1 && return
  tail -n 20 "$work/apt" >&2
  fail "nothing was switched over. Debian's packages could not be installed: $*"
}

check_lines() {
  local faults
  faults=$(python3 "$editor" "$config/env" check 2>&1) || fail "nothing was changed. $faults"
}

read_settings() {
  check_lines
  SITE_URL=$(setting SITE_URL)
  EMAIL_URL=$(setting EMAIL_URL)
  ADMIN_EMAIL=$(setting ADMIN_EMAIL)
  [[ $SITE_URL =~ ^https://[^][:space:]/:?#@]+/?$ ]] || fail "set SITE_URL to the https:// address under which citizens will reach the site."
  [ -n "$EMAIL_URL" ] || fail "set EMAIL_URL to your mail server: smtp+tls://user:password@host:587 (docs/operators.md)."
  [[ $ADMIN_EMAIL == *@* ]] || fail "set ADMIN_EMAIL to the address of the first administrator."
  SITE_URL=${SITE_URL%/}
  local host=${SITE_URL#https://}
  SECRET_KEY=$(setting SECRET_KEY)
  [ -n "$SECRET_KEY" ] || SECRET_KEY=$(openssl rand -hex 40)
  DATABASE_URL=$(setting DATABASE_URL "postgresql:////var/run/postgresql/$app")
  CACHE_URL=$(setting CACHE_URL redis://127.0.0.1:6379/0)
  ALLOWED_HOSTS=$(setting ALLOWED_HOSTS "$host")
  FRONT_CACHE_URL=$(setting FRONT_CACHE_URL http://127.0.0.1:8089)
  FRONT_CACHE_PURGES=$(setting FRONT_CACHE_PURGES keys)
  TLS_CERTIFICATE=$(setting TLS_CERTIFICATE "$config/tls/certificate.pem")
  TLS_KEY=$(setting TLS_KEY "$config/tls/key.pem")
}

ask_for_town() {
  if [ $is_first = yes ] && [ $has_demo = no ] && [ -t 0 ]; then
    [ -n "${TOWN-}" ] || read -rp "Name of the town: " TOWN
    [ -z "$TOWN" ] || [ -n "${LAND-}" ] || read -rp "Land ($lands): " LAND
    [ -z "$TOWN" ] || [ -n "${POSTCODE-}" ] || read -rp "Postcode: " POSTCODE
  fi
  [ -z "${LAND-}" ] || [[ " $lands " == *" $LAND "* ]] || fail "LAND=$LAND is none of $lands."
  [[ ${POSTCODE-} =~ ^([0-9]{5})?$ ]] || fail "POSTCODE=$POSTCODE has to be five digits."
}

uses_own_database() { [[ $DATABASE_URL == postgresql:////* ]]; }
uses_own_cache() { [[ $CACHE_URL == redis://127.0.0.1:* ]]; }

install_packages() {
  say "Debian packages"
  local packages=(python3 python3-venv nginx curl openssl ca-certificates postgresql-client)
  uses_own_database && packages+=(postgresql)
  uses_own_cache && packages+=(redis-server)
  local missing=() package
  for package in "${packages[@]}"; do
    dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q ^ii || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] || install_from_debian "${missing[@]}"
}

make_user_and_folders() {
  getent passwd $app >/dev/null || useradd --system --user-group --home-dir $data --shell /usr/sbin/nologin $app
  install -d -m 755 "$releases" "$venvs"
  install -d -m 700 "$config"
  install -d -m 711 -o $app -g $app "$data" "$data/media"
  install -d -m 700 -o $app -g $app "$data/backups"
  # nginx's group may read what nginx serves itself, and nothing else.
  install -d -m 2750 -o $app -g www-data "$data/static" "$data/media/images"
  install -d -m 750 -o www-data -g www-data "$cache"
  install -d -m 755 "$acme"
}

packed() {
  tar -C "$source" --exclude=./.git --exclude=./.venv --exclude=./var --exclude=./staticfiles --exclude=./.env \
    --exclude=node_modules --exclude=__pycache__ --exclude='./.*cache' --exclude=./tests --exclude=./bench "$@" -c .
}

# Named after version and commit, or after the content where that is no commit: the same code is the same release.
name_release() {
  local version commit=
  version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$source/pyproject.toml" | head -1)
  if [ -z "$(as_git status --porcelain 2>/dev/null || echo unknown)" ]; then commit=$(as_git rev-parse --short=12 HEAD); fi
  [ -n "$commit" ] ||
    commit=$(packed --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=go-w | sha256sum | cut -c1-12)
  release=$releases/$version-$commit
}

# root reads a folder that is not its own.
as_git() { git -c safe.directory="$source" -C "$source" "$@"; }

copy_code() {
  say "Code and Python packages"
  if [[ $source == "$releases"/* ]]; then release=$source; else name_release; fi
  local venv requirements=$source/requirements.txt wanted
  wanted=$(setting SEARCH_BY_MEANING)
  case ${wanted,,} in true | on | ok | y | yes | 1) requirements=$source/requirements-meaning.txt ;; esac
  venv=$venvs/$( (python3 -V; cat "$requirements") | sha256sum | cut -c1-16)
  if [ ! -e "$venv/complete" ]; then
    python3 -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements" ||
      fail "the Python packages could not be installed; is the package index reachable?"
    touch "$venv/complete"
  fi
  if [ ! -d "$release" ]; then
    rm -rf "$release.part"
    mkdir "$release.part"
    packed | tar -C "$release.part" --no-same-owner -x
    mv "$release.part" "$release"
  fi
  # Debian may have brought another Python since.
  ln -sfn "$venv" "$release/.venv"
  "$release/.venv/bin/python" -m compileall -q "$release"/{cms,home,strategy,news,directory,events,forms_app,joining,demo} || true
}

as_postgres() { (cd / && runuser -u postgres -- psql --quiet --no-psqlrc --tuples-only --no-align "$@"); }

prepare_database() {
  uses_own_database || return 0
  say "Database"
  if [ "$is_starting" = yes ]; then
    systemctl start postgresql
  else
    pg_lsclusters --no-header | awk '$4 != "online" {print $1, $2}' | while read -r version name; do
      # The server must not inherit the lock of this run.
      pg_ctlcluster "$version" "$name" start 9>&-
    done
  fi
  local tries=0
  until as_postgres -c 'SELECT 1' >/dev/null 2>&1; do
    [ $((tries += 1)) -lt 30 ] || fail "PostgreSQL does not answer; see: pg_lsclusters"
    sleep 1
  done
  # Peer authentication: the system user is the database user, so there is no password to lose.
  [ "$(as_postgres -c "SELECT 1 FROM pg_roles WHERE rolname = '$app'")" = 1 ] || as_postgres -c "CREATE ROLE \"$app\" LOGIN"
  if [ "$(as_postgres -c "SELECT 1 FROM pg_database WHERE datname = '$app'")" != 1 ]; then
    as_postgres -c "CREATE DATABASE \"$app\" OWNER \"$app\" TEMPLATE template0 ENCODING 'UTF8'"
  fi
  # The log of a failed statement would contain what a citizen typed.
  as_postgres -c "ALTER DATABASE \"$app\" SET log_min_error_statement = 'panic'" \
    -c "ALTER DATABASE \"$app\" SET log_error_verbosity = 'terse'"
}

# The settings as they will be; nothing reads them before they are switched to.
write_settings() {
  new=$config/env.new
  (umask 077 && : >"$new")
  if [ -e "$config/env" ]; then
    cat "$config/env" >"$new"
  else
    echo "# Settings of the site. Whatever you write here stays: deploy/install.sh changes only what it is told. Holds secrets." >"$new"
  fi
  # Never from the environment, which may be a developer's.
  DJANGO_SETTINGS_MODULE=$(stored DJANGO_SETTINGS_MODULE)
  DATA_DIR=$(stored DATA_DIR)
  STATIC_ROOT=$(stored STATIC_ROOT)
  : "${DJANGO_SETTINGS_MODULE:=cms.settings.production}" "${DATA_DIR:=$data}" "${STATIC_ROOT:=$data/static}"
  local name given=()
  for name in DJANGO_SETTINGS_MODULE DATA_DIR STATIC_ROOT $names; do
    [ -z "${!name-}" ] || given+=("$name")
  done
  (set -a; for name in "${given[@]}"; do export "${name?}"; done; python3 "$editor" "$new" put "${given[@]}") || exit 1
}

line() { printf "%s='%s'\n" "$1" "$2"; }

# Runs a management command of the release with the settings that it has or will get.
manage() {
  local settings=$config/env
  [ ! -e "$config/env.new" ] || settings=$config/env.new
  (
    umask 027
    set -a
    . "$settings"
    set +a
    # Before the first switch there is no cache that could be told of anything.
    [ -e "$home" ] || unset FRONT_CACHE_URL
    cd "$release"
    runuser -u $app -- .venv/bin/python manage.py "$@"
  )
}

check_everything() {
  say "Checking"
  local faults
  faults=$(python3 "$editor" "$new" check 2>&1) || fail "nothing was changed. $faults"
  hosts=$(host_names) || fail "nothing was changed. SITE_URL or ALLOWED_HOSTS holds a name that no server can have."
  host=${hosts%% *}
  faults=$(manage check --deploy --fail-level WARNING 2>&1) || fail "nothing was changed. The settings are refused:
$faults"
  TLS_CERTIFICATE=$(value_in "$new" TLS_CERTIFICATE)
  TLS_KEY=$(value_in "$new" TLS_KEY)
  certificate=$TLS_CERTIFICATE
  key=$TLS_KEY
  [ "$TLS_CERTIFICATE" != "$config/tls/certificate.pem" ] || make_certificate
  check_certificate
  check_nginx
}

# First the host of SITE_URL, then the others, as they stand in the DNS.
host_names() {
  (
    set -a
    . "$new"
    cd "$release"
    .venv/bin/python -c '
import os
from urllib.parse import urlsplit
from cms.common.hosts import ascii_host, ascii_url
first = urlsplit(ascii_url(os.environ["SITE_URL"])).hostname
others = (ascii_host(host.strip()) for host in os.environ["ALLOWED_HOSTS"].split(","))
print(*dict.fromkeys([first, *filter(None, others)]))' 2>/dev/null
  )
}

# Without one of their own, and again when it expires or does not fit any more.
make_certificate() {
  if [ -e "$certificate" ]; then
    is_self_made || return 0
    openssl x509 -in "$certificate" -noout -checkend 2592000 >/dev/null && covers "$host" && return 0
  fi
  install -d -m 700 "$work/tls"
  certificate=$work/tls/certificate.pem
  key=$work/tls/key.pem
  local each alternatives=
  for each in $hosts; do alternatives="$alternatives,DNS:${each/#./*.}"; done
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj "/O=$app/OU=self-made" \
    -addext "subjectAltName=${alternatives#,}" -keyout "$key" -out "$certificate" 2>/dev/null
}

is_self_made() { [ "$(about subject_hash)" = "$(about issuer_hash)" ]; }

about() { openssl x509 -in "$certificate" -noout "-$1"; }
covers() { openssl x509 -in "$certificate" -noout -checkhost "$1" 2>/dev/null | grep -q 'does match'; }

check_certificate() {
  local name each
  for name in TLS_CERTIFICATE TLS_KEY; do
    [[ ${!name} == /* ]] || fail "nothing was changed. $name must name a file by its whole path, not “${!name}”."
  done
  for each in "$certificate" "$key"; do
    [ -f "$each" ] && [ -r "$each" ] || fail "nothing was changed. $each is no file that root can read (TLS_CERTIFICATE, TLS_KEY)."
  done
  about subject >/dev/null 2>&1 || fail "nothing was changed. $certificate holds no certificate in PEM format."
  openssl pkey -in "$key" -passin pass: -noout 2>/dev/null || fail "nothing was changed. $key holds no key in PEM format without a passphrase."
  [ "$(about pubkey)" = "$(openssl pkey -in "$key" -passin pass: -pubout)" ] ||
    fail "nothing was changed. $key is not the key of the certificate $certificate."
  openssl x509 -in "$certificate" -noout -checkend 0 >/dev/null ||
    fail "nothing was changed. The certificate $certificate has expired ($(about enddate))."
  each=$(about startdate)
  [ "$(date -d "${each#*=}" +%s)" -le "$(date +%s)" ] || fail "nothing was changed. The certificate $certificate is not valid yet ($each)."
  covers "$host" || fail "nothing was changed. The certificate $certificate is not for $host, the host of SITE_URL."
  for each in $hosts; do
    [[ $each == .* || $each =~ ^[0-9.]+$ ]] || covers "$each" || echo "Note: the certificate is not for $each; browsers will warn there." >&2
  done
}

# On a copy, so that what runs stays as it is whatever the answer.
check_nginx() {
  local copy=$work/nginx faults
  write_nginx_settings "$work/settings"
  cp -a "$nginx" "$copy"
  rm -f "$copy/sites-enabled/default"
  sed -i "s#$nginx/#$copy/#g" "$copy/nginx.conf"
  render_nginx "$copy" "$work/settings"
  faults=$(nginx -t -q -c "$copy/nginx.conf" 2>&1) || fail "nothing was changed. nginx refuses its new configuration:
$faults"
}

write_nginx_settings() {
  {
    line SERVER_NAMES "$hosts"
    line DATA_DIR "$(value_in "$new" DATA_DIR)"
    line STATIC_ROOT "$(value_in "$new" STATIC_ROOT)"
    line CACHE_DIR "$cache"
    line LOG_DIR "$root/var/log/nginx"
    line ACME_ROOT "$acme"
    line TLS_CERTIFICATE "$certificate"
    line TLS_KEY "$key"
  } >"$1"
}

render_nginx() {
  (
    set -a
    . "$2"
    set +a
    python3 "$release/deploy/nginx/render.py" "$1" APP_SERVERS="$(printf '127.0.0.1:%s ' $nodes)"
  )
}

upgrade_site() {
  say "Tables, roles, indexes, static files"
  manage upgrade || fail "the upgrade failed; what ran before goes on running. Mend what is said above and run this again."
  if [ $has_demo = yes ]; then manage load_demo --settings demo.settings && manage upgrade; fi
}

add_first_town() {
  [ -n "${TOWN-}" ] && [ $has_demo = no ] || return 0
  manage add_town --only-first --name "$TOWN" --url "$SITE_URL" --land "${LAND-}" --postcode "${POSTCODE-}" ||
    fail "the town could not be added; nothing was switched over."
}

# All that is replaced.
what_is_switched() {
  printf '%s\n' "$config/env" "$config/nginx" "$config/tls" "$home" "$previous" "$root/usr/local/bin/$app" "$nginx/conf.d/$app.conf" \
    "$nginx/$app" "$nginx/sites-enabled/default"
  local unit
  for unit in "$release"/deploy/systemd/* "$home"/deploy/systemd/*; do echo "$units/$(basename "$unit")"; done | sort -u
}

switch_over() {
  say "Switching over"
  what_is_switched >"$work/switched"
  local path
  while read -r path; do
    if [ -e "$path" ] || [ -L "$path" ]; then echo ".$path"; fi
  done <"$work/switched" | tar -C / -cf "$work/before.tar" -T -
  is_switching=yes
  if [ -d "$work/tls" ]; then
    cp -rp "$work/tls" "$config/"
    certificate=$TLS_CERTIFICATE
    key=$TLS_KEY
  fi
  write_nginx_settings "$config/nginx"
  mv "$new" "$config/env"
  rm -f "$nginx/sites-enabled/default"
  render_nginx "$nginx" "$config/nginx"
  if [ "$(readlink "$home" || true)" != "$release" ]; then
    [ ! -L "$home" ] || point "$previous" "$(readlink "$home")"
    point "$home" "$release"
  fi
  install -m 755 "$release/deploy/$app" "$root/usr/local/bin/$app"
  install -m 644 "$release"/deploy/systemd/* "$units/"
  start_everything
  is_switching=no
}

point() {
  ln -sfn "$2" "$1.new"
  mv -T "$1.new" "$1"
}

put_back() {
  say "It does not run like this; putting back what was there"
  [ $is_first = no ] || [ "$is_starting" = no ] || systemctl disable --quiet --now "${services[@]}"
  xargs -a "$work/switched" -d '\n' rm -rf
  tar -C / -xpf "$work/before.tar"
  [ "$is_starting" = yes ] || return 0
  systemctl daemon-reload
  systemctl reload-or-restart nginx
  if [ $is_first = no ]; then
    systemctl restart "$app-purge.service" "$app-worker.service"
    restart_nodes && echo "Everything is as it was before." >&2
  fi
}

make_administrator() {
  local count='from django.contrib.auth import get_user_model as users; print(users().objects.filter(is_superuser=True).count())'
  [ "$(manage shell --no-imports -c "$count")" = 0 ] || return 0
  password=$(openssl rand -base64 15)
  DJANGO_SUPERUSER_PASSWORD=$password manage createsuperuser --noinput --username admin --email "$ADMIN_EMAIL" >/dev/null
}

services=("$app-worker.service" "$app-purge.service" "$app-backup.timer" nginx.service)
for node in $nodes; do services+=("$app-web@$node.service"); done

start_everything() {
  say "Services"
  systemctl enable --quiet "${services[@]}"
  [ "$is_starting" = yes ] || return 0
  systemctl daemon-reload
  systemctl reload-or-restart nginx
  systemctl restart "$app-purge.service"
  if [ $is_first = yes ]; then
    systemctl restart "${services[@]}"
    wait_for_site
  else
    restart_nodes
    systemctl start "$app-backup.timer"
    systemctl restart "$app-worker.service"
  fi
  curl --silent --fail --insecure --max-time 20 --output /dev/null --resolve "$host:443:127.0.0.1" "https://$host/healthz" ||
    fail "the site does not answer through nginx; see: systemctl status nginx"
}

restart_nodes() { NODES=$nodes NGINX_FOLDER=$nginx NGINX_SETTINGS=$config/nginx "$home/deploy/restart.sh"; }

wait_for_site() {
  local node
  for node in $nodes; do
    curl --silent --fail --retry 60 --retry-delay 1 --retry-connrefused --retry-all-errors --output /dev/null \
      "http://127.0.0.1:$node/readyz" || fail "the site does not start; see: journalctl -u $app-web@$node"
  done
}

# This one and the one before stay, for `engagierte-stadt rollback`.
remove_old_releases() {
  local each
  for each in "$releases"/*; do
    [ "$each" = "$release" ] || [ "$each" = "$(readlink "$previous" || true)" ] || rm -rf "$each"
  done
  for each in "$venvs"/*; do
    readlink "$releases"/*/.venv | grep -qx "$each" || rm -rf "$each"
  done
}

tell_what_is_next() {
  say "Done: $(basename "$release")"
  echo "Site      $SITE_URL/"
  echo "Admin     $SITE_URL/admin/"
  if [ -n "${password:-}" ]; then
    echo "Login     admin"
    echo "Password  $password   (shown this once; the admin asks for a second factor at the first login)"
  fi
  if [ $is_first = yes ] && [ -z "${TOWN-}" ] && [ $has_demo = no ]; then
    echo "There is no town yet: sudo $app add_town --name … --url $SITE_URL --land … --postcode …"
  fi
  echo "Mail      try it now: sudo $app test_mail $ADMIN_EMAIL"
  if [ "$certificate" = "$config/tls/certificate.pem" ] && is_self_made; then
    echo "The certificate is one that browsers warn of. With the name in the DNS, get a real one:"
    echo "  apt-get install certbot && certbot certonly --webroot -w $acme -d $host \\"
    echo "    --deploy-hook 'systemctl reload nginx'"
    echo "  $app set TLS_CERTIFICATE=/etc/letsencrypt/live/$host/fullchain.pem TLS_KEY=/etc/letsencrypt/live/$host/privkey.pem"
  fi
  [ "$is_starting" = yes ] || echo "Nothing was started (--no-start)."
}

# Not when a test only wants the functions.
[ "${BASH_SOURCE[0]}" != "$0" ] || main "$@"
