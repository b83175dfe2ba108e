# What you can do with a checkout of pincite. Needs Python 3.11 or newer and, the first time, the network.
#
#   make demo    build a sample corpus, search it, quote from it
#   make test    all tests (those on real documents skip where ../shared is absent)
#   make test ARGS="--browser --cluster"   those too that drive Chromium or start OpenSearch
#   make torture  200 kills, 2,000 flipped bits, 200 saves during a run (half an hour)
#   make lint    style, types and the direction of imports
#   make licences  the licence of every dependency
#   make fuzz      try odd inputs for as long as you like: make fuzz ARGS="locate 600"
#   make docs    write docs/commands.md, the help of every command
#   make bench   measure speed and accuracy (on ../shared/documents, or DIR=folder with PDFs)
#   make cluster start three nodes of OpenSearch on this computer (needs Java 21 and Maven)
#   make lock    renew both lock files from pyproject.toml (needs uv)
#   make clean   remove .venv and everything else that was built here
#
# With a different Python: make test PYTHON=python3.12
#
# On Windows without make (PowerShell, in this folder):
#   py -3 -m venv .venv
#   .venv\Scripts\python -m pip install --require-hashes -r requirements-dev.lock
#   .venv\Scripts\python -m pip install --no-deps --no-build-isolation -e .
#   .venv\Scripts\pincite demo
#   .venv\Scripts\python -m pytest
#   .venv\Scripts\ruff check; .venv\Scripts\ruff format --check; .venv\Scripts\lint-imports; .venv\Scripts\mypy
#   .venv\Scripts\python -m benchmarks

PYTHON = python3
UV = uv
BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-header --no-annotate pyproject.toml

# An installation in place is not compiled, as others are: where Python may not write beside the
# sources by itself, each start would do it again.
ROOMS = corpus engine indexer search citation drafts web cli

.PHONY: demo test torture lint docs bench cluster lock clean licences fuzz

demo: .venv/.runtime
	$(BIN)/pincite demo

test: .venv/.dev
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadgroup --no-loadscope-reorder $(ARGS)

torture: .venv/.dev
	TORTURE=1 $(BIN)/python -m pytest -s tests/torture

lint: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m tools.audit

licences: .venv/.dev
	$(BIN)/python -m tools.licences

fuzz: .venv/.dev
	$(BIN)/python -m tools.fuzz $(ARGS)

docs: .venv/.dev
	$(BIN)/python -m tools.docs

bench: .venv/.dev
	$(BIN)/python -m benchmarks $(DIR)

cluster: .venv/.dev
	$(BIN)/python -m tests.cluster.nodes

# Each stamp means that its lock file is installed. The dev lock includes the runtime lock, so it sets both.
.venv/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements-dev.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q $(ROOMS)
	touch .venv/.runtime .venv/.dev

.venv/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps -e .
	$(BIN)/python -m compileall -q $(ROOMS)
	touch .venv/.runtime

# An order-only prerequisite above (after the bar): the link has the date of the system's Python, not ours.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("pincite needs Python 3.11 or newer: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

lock:
	$(COMPILE) -o requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
