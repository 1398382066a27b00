#!/bin/sh
# Writes nginx's configuration from the environment before it starts.
set -eu
exec python3 /opt/engagierte-stadt/deploy/nginx/render.py /etc/nginx
