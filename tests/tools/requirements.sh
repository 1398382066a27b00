#!/bin/sh
# Compiles requirements.txt (what the site needs), requirements-meaning.txt (that and the search by meaning),
# requirements-test.txt (all that and the test tools), and what the generators of clients need that the tests try.
# This machine's pip configuration is left aside: the lock holds the files of the public index.
set -eu
cd "$(dirname "$0")/../.."
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL
export PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make requirements"
compile=".venv/bin/python -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options"
$compile "$@" --output-file requirements.txt pyproject.toml
$compile "$@" --extra meaning --constraint requirements.txt --output-file requirements-meaning.txt pyproject.toml
$compile "$@" --extra test --extra meaning --constraint requirements-meaning.txt --output-file requirements-test.txt pyproject.toml
foreign=tests/tools/foreign_clients
$compile "$@" --output-file $foreign/requirements.txt $foreign/requirements.in
