#!/usr/bin/env bash
# What `make test` (no argument), `make test-services` (services), `make test-fast` (fast) and `make lint` (lint) run.
# Goes on after a failure, so that one run shows every fault, and ends with what failed and what was left out.
set -uo pipefail
cd "$(dirname "$0")/../.."
mode=${1:-all}
python=.venv/bin/python
foreign=tests/tools/foreign_clients
DATA_DIR=$(mktemp -d)
export DATA_DIR
# Hundreds of processes start: what one has compiled serves the next.
unset PYTHONDONTWRITEBYTECODE
trap 'rm -rf "$DATA_DIR"' EXIT
failed=()
left_out=()

step() {
  local name=$1
  shift
  printf '\n== %s\n' "$name"
  "$@" || failed+=("$name")
}

install_packages() {
  make --no-print-directory install-test install || { wait; exit 1; }
}

# Each of the two takes one core.
install_everything() {
  { install_system_packages; install_npm_tools; } &
  install_packages
  install_generators
  wait
  note_what_is_missing
}

may_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

has_postgresql() {
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

has_redis() {
  command -v redis-server >/dev/null || command -v valkey-server >/dev/null
}

# Debian keeps it where only root looks.
has_nginx() {
  command -v nginx >/dev/null || [ -x /usr/sbin/nginx ]
}

install_system_packages() {
  local missing=()
  command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell)
  command -v java >/dev/null || missing+=(default-jre-headless)
  command -v npm >/dev/null || missing+=(nodejs npm)
  command -v msgfmt >/dev/null || missing+=(gettext)
  has_postgresql || missing+=(postgresql)
  has_redis || missing+=(redis-server)
  has_nginx || missing+=(nginx)
  [ ${#missing[@]} -gt 0 ] && may_install || return 0
  printf '\n== Installing %s\n' "${missing[*]}"
  apt-get update -qq
  without_starting_servers env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Debian starts a server as soon as it is installed; the tests start their own, on free ports.
without_starting_servers() {
  local policy=/usr/sbin/policy-rc.d
  [ -e $policy ] && { "$@"; return; }
  printf '#!/bin/sh\nexit 101\n' >$policy
  chmod +x $policy
  "$@"
  rm $policy
}

install_npm_tools() {
  command -v npm >/dev/null || return 0
  local folder
  for folder in tests/tools $foreign clients/typescript examples/headless; do
    local lock=$folder/package-lock.json stamp=$folder/node_modules/.installed
    [ "$(cksum <$lock)" = "$(cat $stamp 2>/dev/null)" ] && continue
    printf '\n== Installing the npm packages of %s\n' $folder
    npm --prefix $folder ci --no-fund --no-audit --loglevel error && cksum <$lock >$stamp
  done
}

# In an environment of their own: they want other versions of packages than the project does.
install_generators() {
  local lock=$foreign/requirements.txt stamp=$foreign/.venv/.installed
  [ "$(cksum <$lock)" = "$(cat $stamp 2>/dev/null)" ] && return
  printf '\n== Installing the Python packages of %s\n' $foreign
  $python -m venv --clear --without-pip $foreign/.venv \
    && $python -m pip --python $foreign/.venv/bin/python install --quiet --disable-pip-version-check --require-hashes \
      --requirement $lock \
    && cksum <$lock >$stamp
}

note_what_is_missing() {
  command -v chromium-headless-shell chromium chromium-browser google-chrome >/dev/null \
    || left_out+=("browser tests: Chromium is not installed")
  command -v java >/dev/null || left_out+=("the check of the HTML: Java is not installed")
  [ -d tests/tools/node_modules ] || left_out+=("axe, Lighthouse and the HTML checker: npm is not installed")
  [ -d examples/headless/node_modules ] || left_out+=("the TypeScript client and the example front end: npm is not installed")
  [ -f $foreign/node_modules/.installed ] && [ -f $foreign/.venv/.installed ] \
    || left_out+=("clients of foreign generators: npm or the network is missing")
  has_postgresql || left_out+=("tests on PostgreSQL: it is not installed")
  has_nginx || left_out+=("tests behind nginx: it is not installed")
  command -v msgfmt >/dev/null || left_out+=("the check of the compiled translations: gettext is not installed")
}

# What most tests begin with, made while the shape is checked; whoever comes too early waits for it.
make_ahead() {
  $python - <<'PYTHON' &
from tests.support.migrated import folder_of_demo, migrated_database
from tests.support.site import filled_data_dir

migrated_database()
filled_data_dir(folder_of_demo())
PYTHON
}

check_shape() {
  step "Rules (ruff)" $python -m ruff check --quiet .
  step "Format (ruff)" $python -m ruff format --check --quiet .
  step "Format of templates (djhtml)" find cms joining templates -path '*templates*' -name '*.html' \
    -exec .venv/bin/djhtml --check --tabwidth 2 {} +
  step "Layers (import-linter)" .venv/bin/lint-imports
  export DJANGO_SETTINGS_MODULE=cms.settings.test
  step "System checks" $python manage.py check --fail-level WARNING
  step "Missing migrations" $python manage.py makemigrations --check --dry-run --verbosity 1
}

# One more than most machines of integration servers have cores: many tests wait for programs or for time to pass.
distribution=(--numprocesses 3 --dist loadfile --no-loadscope-reorder -r fEs)

run_tests() {
  step "Tests" $python -m pytest "${distribution[@]}" "$@"
}

run_tests_on_services() {
  if ! has_postgresql || ! has_redis; then
    left_out+=("tests on PostgreSQL, Redis and S3: PostgreSQL or Redis is not installed")
    return
  fi
  step "Tests on PostgreSQL, Redis and S3" env EDITS="${EDITS:-60}" $python -m tests.on_services "${distribution[@]}" "$@"
}

report() {
  printf '\n== Summary (%s s)\n' "$SECONDS"
  for line in "${left_out[@]+"${left_out[@]}"}"; do printf 'Left out: %s\n' "$line"; done
  for name in "${failed[@]+"${failed[@]}"}"; do printf 'Failed: %s\n' "$name"; done
  if [ ${#failed[@]} -gt 0 ]; then exit 1; fi
  printf 'Everything else passed.\n'
}

case $mode in
  lint)
    install_packages
    check_shape
    ;;
  fast)
    install_packages
    left_out+=("tests that need a browser or a real service: \`make test\` runs them")
    check_shape
    run_tests -m "not browser and not services"
    ;;
  services)
    install_everything
    run_tests_on_services -m "not embedded"
    ;;
  *)
    install_everything
    make_ahead
    check_shape
    run_tests -p tests.support.stored --repeat "$DATA_DIR/repeat"
    # Without arguments, all tests would run.
    if [ -s "$DATA_DIR/repeat" ]; then
      run_tests_on_services "@$DATA_DIR/repeat"
    else
      failed+=("Tests on PostgreSQL, Redis and S3: the tests before did not say which to repeat")
    fi
    ;;
esac
report
