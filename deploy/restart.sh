#!/bin/sh
# Rolling restart of this machine's nodes without a failed request: nginx takes a node out, the node finishes its
# requests and restarts, and the next one follows only once it is ready.
set -eu
here=$(dirname "$(readlink -f "$0")")
: "${NODES:=8001 8002}"
: "${NGINX_FOLDER:=/etc/nginx}"
: "${NGINX_SETTINGS:=/etc/engagierte-stadt/nginx}"
: "${RELOAD_NGINX:=systemctl reload nginx}"
: "${RESTART_NODE:=systemctl restart engagierte-stadt-web@}"
: "${SECONDS_UNTIL_READY:=120}"

let_nginx_use() {
  set -- $(printf '127.0.0.1:%s ' "$@")
  (
    set -a
    . "$NGINX_SETTINGS"
    set +a
    python3 "$here/nginx/render.py" "$NGINX_FOLDER" APP_SERVERS="$*"
  )
  $RELOAD_NGINX
}

all_but() {
  for other in $NODES; do
    [ "$other" = "$1" ] || printf '%s ' "$other"
  done
}

wait_until_ready() {
  end=$(($(date +%s) + SECONDS_UNTIL_READY))
  until curl --silent --fail --max-time 5 --output /dev/null "http://127.0.0.1:$1/readyz"; do
    if [ "$(date +%s)" -ge "$end" ]; then
      echo "The node on port $1 is not ready after $SECONDS_UNTIL_READY seconds; the others go on with what ran before." >&2
      echo "See: journalctl -u engagierte-stadt-web@$1" >&2
      exit 1
    fi
    sleep 0.5
  done
}

for node in $NODES; do
  others=$(all_but "$node")
  [ -z "$others" ] || { let_nginx_use $others; sleep 2; }
  ${RESTART_NODE}${node}
  wait_until_ready "$node"
done
let_nginx_use $NODES
