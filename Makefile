# Everything that is done with detente from a checkout. Needs Python 3.11 or newer with venv, and make.

PYTHON ?= python3
VENV ?= .venv
JOBS ?= 2
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help setup brief test check format bench lock readme examples docs clean
.DELETE_ON_ERROR:

help:  ## what can be made here
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.runtime  ## the program and what it needs, in .venv

brief: $(VENV)/.runtime  ## brief.html from the example articles
	$(BIN)/detente brief examples/levant/*.txt -o brief.html

test: $(VENV)/.dev  ## the whole test suite, in JOBS=2 processes
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

check: $(VENV)/.dev  ## lint, format, types, direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports

format: $(VENV)/.dev  ## put the code into the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev  ## print the benchmarks
	$(BIN)/python -m benchmarks

lock: $(VENV)/.dev  ## resolve the dependencies anew and write both lock files
	$(BIN)/python tools/lock.py

readme: $(VENV)/.runtime  ## run the examples of the README and of the docs anew and write down what they print
	$(BIN)/python tools/readme_outputs.py

examples: $(VENV)/.runtime  ## make the examples' reference systems anew from their articles and curation
	$(BIN)/python -m tools.make_examples

docs: $(VENV)/.dev  ## the documentation as a site, in site/
	$(BIN)/python -m tools.docsite

clean:  ## remove what was made here
	rm -rf $(VENV) brief.html system.yaml build dist site

# Stamp files: a set-up is done again only when its lock file or the project file changed.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("detente needs Python 3.11 or newer, this is %s; name another: make PYTHON=python3.11" % sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
