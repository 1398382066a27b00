# The commands of this project. Works with GNU make 3.81 (macOS) and newer.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
MESSAGES := --locale de --no-location --ignore "$(VENV)/*" --ignore "node_modules/*" --ignore "var/*"

.DEFAULT_GOAL := help
.PHONY: help run run-s3 test test-services test-fast format lint messages screenshots bench requirements install install-test venv new-venv

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: install ## Start the site with its demonstration content on http://127.0.0.1:8000 (PORT=…)
	@exec $(PY) manage.py run_site

run-s3: install install-test ## Start the same with its media on a local S3 server (data of its own)
	@exec $(PY) -m demo.local_s3

test: ## Run everything needed to trust a change
	@tests/tools/check.sh

test-services: ## Run the tests on PostgreSQL, Redis and S3, which it starts itself
	@tests/tools/check.sh services

test-fast: ## Run the same without browser and services
	@tests/tools/check.sh fast

format: install-test ## Bring Python and templates into shape
	@$(PY) -m ruff check --fix --quiet .
	@$(PY) -m ruff format --quiet .
	@find cms joining templates -path "*templates*" -name "*.html" -exec $(VENV)/bin/djhtml --tabwidth 2 {} +

lint: install-test ## Check shape, rules and layers without running a test
	@tests/tools/check.sh lint

messages: install-test ## Collect and compile the translations (needs gettext)
	@$(PY) manage.py makemessages $(MESSAGES) --verbosity 0
	@$(PY) manage.py compilemessages --locale de --verbosity 0

screenshots: install-test ## Take the pictures in docs/ anew (needs Chromium)
	@$(PY) -m tests.tools.screenshots

bench: install-test ## Measure what is promised about speed, on SQLite and PostgreSQL (COUNT=100000 entries)
	@$(PY) -m bench $(if $(COUNT),--count $(COUNT))

requirements: install-test ## Compile requirements*.txt from pyproject.toml (UPGRADE=1 takes newer versions)
	@tests/tools/requirements.sh $(if $(UPGRADE),--upgrade)

install: venv
	@[ "$$(cksum < requirements.txt)" = "$$(cat $(VENV)/installed 2>/dev/null)" ] || { \
	  echo "Installing the packages of requirements.txt …"; \
	  $(PIP) -r requirements.txt && cksum < requirements.txt > $(VENV)/installed; }

install-test: venv
	@[ "$$(cksum < requirements-test.txt)" = "$$(cat $(VENV)/installed-test 2>/dev/null)" ] || { \
	  echo "Installing the packages of requirements-test.txt …"; \
	  $(PIP) -r requirements-test.txt && cksum < requirements-test.txt > $(VENV)/installed-test; }

# `ready` is written last, so an interrupted creation is repeated. An environment made by hand stays.
venv:
	@[ -e $(VENV)/ready -a -x $(PY) ] \
	  || { $(PY) -m pip --version >/dev/null 2>&1 && touch $(VENV)/ready; } \
	  || $(MAKE) --no-print-directory new-venv

new-venv:
	@command -v $(PYTHON) >/dev/null \
	  || { echo "Python is missing: install Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is $$($(PYTHON) --version 2>&1), but 3.11 or newer is needed; name another: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python's venv module is missing: on Debian or Ubuntu run 'sudo apt install python3-venv'."; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $(VENV)/ready
