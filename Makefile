# `make demo` and `make test` set everything up themselves: Python 3.11 or newer and make are all they ask for.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

# Stamps: the set-up is done again only when pyproject.toml has changed.
RUN := $(VENV)/.installed-run
DEVELOP := $(VENV)/.installed-develop

# --group came with pip 25.1.
UPGRADE_PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

TIMING := --benchmark-columns=min,median,stddev,rounds --benchmark-min-rounds=3

.DEFAULT_GOAL := help
.PHONY: help demo test lint types bench ratios format clean browser postgresql
.DELETE_ON_ERROR:

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(firstword $(MAKEFILE_LIST)) | expand -t 10

demo: $(RUN) ## solve a real day of New York JFK
	$(BIN)/standalloc demo

test: $(DEVELOP) browser postgresql ## run all tests
	$(BIN)/python -m pytest $(ARGS)

lint: $(DEVELOP) ## check style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(DEVELOP) ## check the types
	$(BIN)/mypy

bench: $(DEVELOP) ## time the parts of a solve
	$(BIN)/python -m pytest benchmarks $(TIMING) $(ARGS)

# Of its own, so that nothing but the yardstick is measured in between. SAVE=--save writes the baselines anew.
ratios: $(DEVELOP) ## hold the hot paths against their baselines
	@mkdir -p .benchmarks
	$(BIN)/python -m pytest benchmarks/test_hot_paths.py --quiet --benchmark-quiet \
	  --benchmark-timer=time.process_time --benchmark-json=.benchmarks/ratios.json
	$(BIN)/python -m benchmarks.ratios .benchmarks/ratios.json $(SAVE)

format: $(DEVELOP) ## mend style and formatting
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## remove what was built; plans/ stays
	rm -rf $(VENV) build dist .benchmarks .hypothesis .mypy_cache .pictures .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "standalloc needs Python 3.11 or newer, and '$(PYTHON)' is: $$($(PYTHON) --version 2>&1)"; \
	  echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; } >&2
	@echo 'setting up $(VENV), once; this takes a minute or two'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo 'Python cannot make virtual environments here; on Debian and Ubuntu: apt-get install python3-venv'; \
	  exit 1; } >&2

$(RUN): pyproject.toml | $(BIN)/python
	$(UPGRADE_PIP)
	$(INSTALL) --editable .
	@touch $@

$(DEVELOP): pyproject.toml | $(BIN)/python
	$(UPGRADE_PIP)
	$(INSTALL) --editable '.[bench,data,excel,formats,pictures,service]' --group dev
	@$(INSTALL) --only-binary ray --editable '.[cluster]' || \
	  echo 'ray has no wheel for this Python: the tests of the cluster are skipped' >&2
	@touch $(RUN) $@

# The Gantt and the planner's page are tested in a browser. Where there is none and none can be had, those tests skip.
browser:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo 'installing chromium, once'; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  { apt-get update && apt-get install --yes --no-install-recommends chromium; } >/dev/null </dev/null && exit 0; \
	fi; \
	echo 'no browser here: the tests of the Gantt and of the page in a browser are skipped; install chromium to run them' >&2

# The service's store is tested on PostgreSQL too, which the tests start themselves. Debian's package keeps initdb off
# the path, and would start a server of its own were it not told to wait.
postgresql:
	@for program in $$(command -v initdb) /usr/lib/postgresql/*/bin/initdb; do test -x "$$program" && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo 'installing postgresql, once'; \
	  export DEBIAN_FRONTEND=noninteractive; \
	  mkdir -p /etc/postgresql-common/createcluster.d; \
	  echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/standalloc.conf; \
	  { apt-get update && apt-get install --yes --no-install-recommends postgresql; } >/dev/null </dev/null && exit 0; \
	fi; \
	echo 'no PostgreSQL here: the tests of the store on it are skipped; install postgresql to run them' >&2
