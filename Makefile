# Wireroom. `make` lists the commands; the work itself is Python, in plugins/wireroom.
# Written for GNU make 3.81 and up, and any POSIX shell: that is what macOS has.

# The first Python on the PATH that will do; name another: make PYTHON=/path/to/python3.12 up
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1 && { echo $$p; break; }; done)
ifeq ($(strip $(PYTHON)),)
PYTHON := python3
endif
BIN := .venv/bin
BOOTSTRAP := plugins/wireroom/stack/bootstrap.py
# Tests at once: one more than cores (tests/conftest.py), four at most; more get in each other's way. Of those
# that start the whole stack three files (tests/README.md).
SIDE_BY_SIDE := -n auto --maxprocesses 4 --dist worksteal
STACKS := -n auto --maxprocesses 3 --dist loadfile
# Of benches and tools only that what they call is there and is called so: nothing else tells before they are run.
CALLS_ONLY := --follow-imports=silent --no-warn-unused-ignores $(addprefix --disable-error-code ,assignment import-not-found \
  import-untyped index misc no-any-return no-untyped-call return-value union-attr var-annotated)

# Compiled code is kept whatever the shell says: Airflow takes twice as long to start without.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help some-python install installed install-dev up down status logs psql test test-quick fuzz faults day check mutants fix docs lock bench env clean

help: ## list these commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

install: some-python ## create .venv from the lock (nothing to do where it is there)
	@$(PYTHON) $(BOOTSTRAP)

some-python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "$(PYTHON) is not installed: Wireroom needs Python 3.11 to 3.13" >&2; exit 1; }

# Commands on a running system install nothing.
installed:
	@test -x $(BIN)/wireroom || { echo "nothing is installed here yet: make up" >&2; exit 1; }

install-dev: some-python
	@$(PYTHON) $(BOOTSTRAP) --dev

up: some-python ## start everything, run the first ingest, show what came in
	@$(PYTHON) $(BOOTSTRAP) --restart
	@$(BIN)/wireroom up

down: installed ## end every process that `make up` started; data stay
	@$(BIN)/wireroom down

status: installed ## what runs, how it is, where it is reached
	@$(BIN)/wireroom status

logs: installed ## follow the logs of all processes (make logs NAME=scheduler for one)
	@$(BIN)/wireroom logs $(NAME)

psql: installed ## a prompt in the database, as analysts see it
	@$(BIN)/wireroom psql

test: install-dev ## every test that needs only this repository
	@red=0; \
	$(BIN)/python -m pytest -q $(SIDE_BY_SIDE) -m "not stack" $(ARGS) || red=1; \
	$(BIN)/python -m pytest -q $(STACKS) -m stack $(ARGS) || [ $$? = 5 ] || red=1; \
	exit $$red # always both parts; 5: none of ARGS is such a test

test-quick: install-dev ## the tests that take no more than a moment
	@$(BIN)/python -m pytest -q $(SIDE_BY_SIDE) -m "not slow and not stack and not browser" $(ARGS)

fuzz: install-dev ## the property tests on examples that no run had before (about eight minutes)
	@WIREROOM_FUZZ=1 $(BIN)/python -m pytest -q $(SIDE_BY_SIDE) -m "(hypothesis or sampled) and not stack and not browser" $(ARGS)

faults: install-dev ## kills, full disks, hostile servers, clocks; then KILLS=50 runs killed at random (goes on where it was)
	@$(BIN)/python -m pytest -q tests/faults $(ARGS)
	@$(BIN)/python tests/support/kill_storm.py --kills $(or $(KILLS),50) $(if $(KEEP),--keep)

day: install-dev ## 24 hours of 300 feeds, good and bad, in fast time (about half an hour)
	@$(BIN)/python tests/support/fast_day.py $(if $(KEEP),--keep) $(ARGS)

check: install-dev ## style, types, rules of the house, dead code, and that generated files are current
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@MYPYPATH=plugins:bench:tests $(BIN)/python -m mypy $(CALLS_ONLY) bench/*.py tools/*.py
	@$(BIN)/python -m pytest -q tests/rules

mutants: install-dev ## put small faults into the pure steps and list those that no test notices (about ten minutes)
	@$(BIN)/python tests/support/mutants.py $(ARGS)

fix: install-dev ## put style right where that can be done for you
	@$(BIN)/python -m ruff check --fix .
	@$(BIN)/python -m ruff format .

docs: install-dev ## write docs/COLUMNS.md, docs/DAGS.md, docs/SETTINGS.md and sql/schema.sql anew
	@$(BIN)/python tests/support/write_docs.py

lock: install-dev ## compile requirements*.in to requirements*.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --custom-compile-command "make lock" \
	  requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --custom-compile-command "make lock" \
	  requirements-dev.in -o requirements-dev.txt

bench: install-dev ## measure (make bench NAME=make_up for one)
	@$(BIN)/python bench/$(or $(NAME),quality).py $(ARGS)

env: install ## write .env with fresh secrets, for docker compose
	@$(BIN)/wireroom compose-env

clean: ## end everything, remove .venv and caches (make clean DATA=1: database, landed files and documents too)
	@test ! -x $(BIN)/wireroom || $(BIN)/wireroom down $(if $(DATA),--delete-data)
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dbt/logs dbt/target
	@rm -f .*.before .*.lock dbt/.user.yml
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@test -z "$(DATA)" || rm -rf .wireroom
	@test -n "$(DATA)" || test ! -d .wireroom || echo "the data stay in .wireroom: make clean DATA=1 removes them too"
