#!/bin/bash
# Installs the site on a fresh Debian 12 (or newer) machine, and upgrades it when it is run again from a newer version.
#
#   sudo SITE_URL=https://engagiert.example.org EMAIL_URL=smtp+tls://user:password@mail.example.org:587 \
#        ADMIN_EMAIL=rathaus@example.org deploy/install.sh
#
# What was given once is kept in /etc/engagierte-stadt/env and need not be given again; what is given takes effect.
#
#   SITE_URL EMAIL_URL ADMIN_EMAIL                   required the first time
#   DEFAULT_FROM_EMAIL                               sender of the mails (default: noreply@ the host of SITE_URL)
#   TLS_CERTIFICATE TLS_KEY                          files; without them a certificate is made that browsers warn of
#   S3_BUCKET S3_ENDPOINT_URL S3_REGION S3_PUBLIC_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY   media in a bucket
#   DATABASE_URL CACHE_URL                           on another machine (default: PostgreSQL and Redis on this one)
#   --demo       load the demonstration content when there are no pages yet
#   --no-start   enable the services, but start none: for images, and where no systemd is running
set -euo pipefail
umask 022

app=engagierte-stadt
source=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
home=/opt/$app
data=/var/lib/$app
config=/etc/$app
release=/opt/$app-releases/$(date +%Y%m%d-%H%M%S)
nodes="8001 8002"
optional="DEFAULT_FROM_EMAIL S3_BUCKET S3_ENDPOINT_URL S3_REGION S3_PUBLIC_URL AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY"
optional="$optional BACKUP_KEEP BACKUP_DIR SECURITY_CONTACT"
is_starting=yes
has_demo=no

say() { printf '\n== %s\n' "$*"; }

fail() {
  printf '\n%s: %s\n' "$0" "$*" >&2
  exit 1
}

main() {
  read_arguments "$@"
  check_machine
  read_settings
  install_packages
  make_user_and_folders
  copy_code
  prepare_database
  write_settings
  upgrade_site
  switch_to_release
  configure_nginx
  make_administrator
  start_everything
  remove_old_releases
  tell_what_is_next
}

read_arguments() {
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
  [ -r /etc/os-release ] && . /etc/os-release
  [[ ${ID:-} = debian && ${VERSION_ID:-0} -ge 12 ]] || fail "this is ${PRETTY_NAME:-no Debian}; Debian 12 or newer is needed."
  [ "$is_starting" = no ] || [ -d /run/systemd/system ] || fail "systemd is not running here; use --no-start."
  [ -f "$source/requirements.txt" ] || fail "$source is not the project's folder."
}

# A value that was given, else the one of last time, else the default.
setting() {
  local name=$1 kept=
  [ -r "$config/env" ] && kept=$(sed -n "s/^$name='\(.*\)'\$/\1/p" "$config/env")
  local value=${!name-${kept:-${2-}}}
  case $value in *[\'\"\\$'\n']*) fail "$name must not contain quotes, backslashes or line breaks; write them in percent-encoding." ;; esac
  printf %s "$value"
}

read_settings() {
  is_first=yes
  [ -e "$config/env" ] && is_first=no
  SITE_URL=$(setting SITE_URL)
  EMAIL_URL=$(setting EMAIL_URL)
  ADMIN_EMAIL=$(setting ADMIN_EMAIL)
  [[ $SITE_URL =~ ^https://[A-Za-z0-9.-]+/?$ ]] || fail "set SITE_URL to the https:// address under which citizens will reach the site."
  [ -n "$EMAIL_URL" ] || fail "set EMAIL_URL to your mail server: smtp+tls://user:password@host:587 (docs/operators.md)."
  [[ $ADMIN_EMAIL == *@* ]] || fail "set ADMIN_EMAIL to the address of the first administrator."
  SITE_URL=${SITE_URL%/}
  host=${SITE_URL#https://}
  SECRET_KEY=$(setting SECRET_KEY)
  DATABASE_URL=$(setting DATABASE_URL "postgresql:////var/run/postgresql/$app")
  CACHE_URL=$(setting CACHE_URL redis://127.0.0.1:6379/0)
  ALLOWED_HOSTS=$(setting ALLOWED_HOSTS "$host")
  TLS_CERTIFICATE=$(setting TLS_CERTIFICATE "$config/tls/certificate.pem")
  TLS_KEY=$(setting TLS_KEY "$config/tls/key.pem")
}

uses_own_database() { [[ $DATABASE_URL == postgresql:////* ]]; }
uses_own_cache() { [[ $CACHE_URL == redis://127.0.0.1:* ]]; }

install_packages() {
  say "Debian packages"
  local packages=(python3 python3-venv nginx curl openssl ca-certificates postgresql-client)
  uses_own_database && packages+=(postgresql)
  uses_own_cache && packages+=(redis-server)
  local missing=()
  for package in "${packages[@]}"; do
    dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q ^ii || missing+=("$package")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
}

make_user_and_folders() {
  getent passwd $app >/dev/null || useradd --system --user-group --home-dir $data --shell /usr/sbin/nologin $app
  install -d -m 755 /opt/$app-releases /opt/$app-venvs
  install -d -m 700 $config
  install -d -m 711 -o $app -g $app $data $data/media
  install -d -m 700 -o $app -g $app $data/backups
  # What nginx itself hands out is its group's to read; all else below is not.
  install -d -m 2750 -o $app -g www-data $data/static $data/media/images
  install -d -m 755 /var/www/letsencrypt
}

copy_code() {
  say "Code and Python packages"
  mkdir "$release"
  tar -C "$source" --exclude=./.git --exclude=./.venv --exclude=./var --exclude=./staticfiles --exclude=./.env \
    --exclude=node_modules --exclude=__pycache__ --exclude='./.*cache' --exclude=./tests --exclude=./bench -c . |
    tar -C "$release" --no-same-owner -x
  local venv
  venv=/opt/$app-venvs/$( (python3 -V; cat "$release/requirements.txt") | sha256sum | cut -c1-16)
  if [ ! -e "$venv/complete" ]; then
    python3 -m venv --clear "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$release/requirements.txt" ||
      fail "the Python packages could not be installed; is the package index reachable?"
    touch "$venv/complete"
  fi
  ln -s "$venv" "$release/.venv"
  "$release/.venv/bin/python" -m compileall -q "$release"/{cms,home,strategy,news,directory,forms_app,demo} || true
}

as_postgres() { (cd / && runuser -u postgres -- psql --quiet --no-psqlrc --tuples-only --no-align "$@"); }

prepare_database() {
  uses_own_database || return 0
  say "Database"
  if [ "$is_starting" = yes ]; then
    systemctl start postgresql
  else
    pg_lsclusters --no-header | awk '$4 != "online" {print $1, $2}' | while read -r version name; do
      pg_ctlcluster "$version" "$name" start
    done
  fi
  local tries=0
  until as_postgres -c 'SELECT 1' >/dev/null 2>&1; do
    [ $((tries += 1)) -lt 30 ] || fail "PostgreSQL does not answer; see: pg_lsclusters"
    sleep 1
  done
  # The site's user of the system is its user of the database: there is no password to lose.
  [ "$(as_postgres -c "SELECT 1 FROM pg_roles WHERE rolname = '$app'")" = 1 ] || as_postgres -c "CREATE ROLE \"$app\" LOGIN"
  if [ "$(as_postgres -c "SELECT 1 FROM pg_database WHERE datname = '$app'")" != 1 ]; then
    as_postgres -c "CREATE DATABASE \"$app\" OWNER \"$app\" TEMPLATE template0 ENCODING 'UTF8'"
  fi
  # A statement that fails would stand in the log with what a citizen typed.
  as_postgres -c "ALTER DATABASE \"$app\" SET log_min_error_statement = 'panic'" \
    -c "ALTER DATABASE \"$app\" SET log_error_verbosity = 'terse'"
}

write_settings() {
  [ -n "$SECRET_KEY" ] || SECRET_KEY=$(openssl rand -hex 40)
  local new=$config/env.new
  (umask 077 && : >"$new")
  {
    echo "# Settings of the site; deploy/install.sh keeps what stands here. Holds secrets."
    line DJANGO_SETTINGS_MODULE cms.settings.production
    for name in SECRET_KEY SITE_URL ALLOWED_HOSTS EMAIL_URL DATABASE_URL CACHE_URL ADMIN_EMAIL; do line "$name" "${!name}"; done
    line DATA_DIR $data
    line STATIC_ROOT $data/static
    line FRONT_CACHE_URL "$(setting FRONT_CACHE_URL http://127.0.0.1:8089)"
    line FRONT_CACHE_PURGES "$(setting FRONT_CACHE_PURGES keys)"
    for name in $optional; do
      value=$(setting "$name")
      [ -z "$value" ] || line "$name" "$value"
    done
    line TLS_CERTIFICATE "$TLS_CERTIFICATE"
    line TLS_KEY "$TLS_KEY"
  } >>"$new"
  mv "$new" $config/env
}

line() { printf "%s='%s'\n" "$1" "$2"; }

# A command of the new code, before and after it becomes the current one.
manage() {
  (
    umask 027
    set -a
    . $config/env
    set +a
    cd "$release"
    runuser -u $app -- .venv/bin/python manage.py "$@"
  )
}

upgrade_site() {
  say "Tables, roles, indexes, static files"
  manage upgrade || fail "the upgrade failed; what ran before goes on running. Mend what is said above and run this again."
  if [ $has_demo = yes ]; then manage load_demo && manage upgrade; fi
}

switch_to_release() {
  ln -sfn "$release" "$home.new"
  mv -T "$home.new" $home
  install -m 755 "$release/deploy/$app" /usr/local/bin/$app
  install -m 644 "$release"/deploy/systemd/* /etc/systemd/system/
}

configure_nginx() {
  say "nginx"
  make_certificate
  {
    line SERVER_NAMES "${ALLOWED_HOSTS//,/ }"
    line DATA_DIR $data
    line STATIC_ROOT $data/static
    line TLS_CERTIFICATE "$TLS_CERTIFICATE"
    line TLS_KEY "$TLS_KEY"
  } >$config/nginx
  rm -f /etc/nginx/sites-enabled/default
  install -d -m 750 -o www-data -g www-data /var/cache/nginx/$app
  (
    set -a
    . $config/nginx
    set +a
    python3 "$release/deploy/nginx/render.py" /etc/nginx APP_SERVERS="$(printf '127.0.0.1:%s ' $nodes)"
  )
  nginx -t -q || fail "nginx refuses its configuration; it goes on with the one before."
}

make_certificate() {
  [ "$TLS_CERTIFICATE" = "$config/tls/certificate.pem" ] && [ ! -e "$TLS_CERTIFICATE" ] || return 0
  install -d -m 700 $config/tls
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 365 -subj "/CN=$host" \
    -addext "subjectAltName=DNS:$host" -keyout "$TLS_KEY" -out "$TLS_CERTIFICATE" 2>/dev/null
}

make_administrator() {
  local count='from django.contrib.auth import get_user_model as users; print(users().objects.filter(is_superuser=True).count())'
  [ "$(manage shell --no-imports -c "$count")" = 0 ] || return 0
  password=$(openssl rand -base64 15)
  DJANGO_SUPERUSER_PASSWORD=$password manage createsuperuser --noinput --username admin --email "$ADMIN_EMAIL" >/dev/null
}

start_everything() {
  say "Services"
  local units=("$app-worker.service" "$app-purge.service" "$app-backup.timer" nginx.service)
  local node
  for node in $nodes; do units+=("$app-web@$node.service"); done
  systemctl enable --quiet "${units[@]}"
  [ "$is_starting" = yes ] || return 0
  systemctl daemon-reload
  systemctl reload-or-restart nginx
  systemctl restart "$app-purge.service"
  if [ $is_first = yes ]; then
    systemctl restart "${units[@]}"
    wait_for_site
  else
    NODES=$nodes "$home/deploy/restart.sh"
    systemctl start "$app-backup.timer"
    systemctl restart "$app-worker.service"
  fi
}

wait_for_site() {
  for node in $nodes; do
    curl --silent --fail --retry 60 --retry-delay 1 --retry-connrefused --retry-all-errors --output /dev/null \
      "http://127.0.0.1:$node/readyz" || fail "the site does not start; see: journalctl -u $app-web@$node"
  done
}

remove_old_releases() {
  # The one before stays, to go back to.
  find /opt/$app-releases -mindepth 1 -maxdepth 1 -type d | sort | head -n -2 | xargs -r rm -rf
  for venv in "/opt/$app-venvs"/*; do
    readlink /opt/$app-releases/*/.venv | grep -qx "$venv" || rm -rf "$venv"
  done
}

tell_what_is_next() {
  say "Done"
  echo "Site      $SITE_URL/"
  echo "Admin     $SITE_URL/admin/"
  if [ -n "${password:-}" ]; then
    echo "Login     admin"
    echo "Password  $password   (shown this once; the admin asks for a second factor at the first login)"
  fi
  if [ "$TLS_CERTIFICATE" = "$config/tls/certificate.pem" ]; then
    echo "The certificate is one that browsers warn of. With the name in the DNS, get a real one:"
    echo "  apt-get install certbot && certbot certonly --webroot -w /var/www/letsencrypt -d $host \\"
    echo "    --deploy-hook 'systemctl reload nginx'"
    echo "  TLS_CERTIFICATE=/etc/letsencrypt/live/$host/fullchain.pem TLS_KEY=/etc/letsencrypt/live/$host/privkey.pem $0"
  fi
  [ "$is_starting" = yes ] || echo "Nothing was started (--no-start)."
}

main "$@"
