# `make run` starts Plumbline; `make test` checks everything; `make` alone is the check without installing a browser.
# Written for GNU Make 3.81 (macOS) and later.

VENV    := .venv
PY      := $(VENV)/bin/python
PIP     := $(PY) -m pip install -qq --disable-pip-version-check
PYTHON  ?=
WATCH   ?= auto
ARGS    ?=
TESTS   ?=
PEOPLE  ?= 100000
PART    ?=
NAME    ?=
ONLY    ?=
BLIND   ?=
DARK    ?=

# Dozens of processes import the same modules: they are compiled once.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := check
.PHONY: help run test check content schemas-fresh proved style types tests setup browser snapshot schemas new-exercise mutate agree bench format figures clean

help: ## what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: $(VENV)/runtime ## start the app (ARGS="--server.port 8600" is passed on)
	@exec $(PY) -m streamlit run server.py $(if $(CI),--server.headless true) --server.fileWatcherType $(WATCH) $(ARGS)

test: browser ## everything, from nothing: environment, browser, then the whole check
	@$(MAKE) check

check: $(VENV)/dev ## the one check; browser tests are skipped if there is no browser
	@$(MAKE) -j2 content schemas-fresh proved style types
	@$(MAKE) tests

content: $(VENV)/dev ## the content of data/ is complete and consistent
	$(PY) -m engine lint

schemas-fresh: $(VENV)/dev ## data/schemas/ is what `make schemas` would write
	$(PY) -m engine schemas --check

proved: $(VENV)/dev ## the laws of safety hold over every possible person
	$(PY) -m engine prove

style: $(VENV)/dev ## ruff: rules and format
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(VENV)/dev ## mypy
	$(PY) -m mypy

tests: $(VENV)/dev ## pytest (TESTS="tests/test_x.py -k word" narrows it)
	$(PY) -m pytest $(TESTS)

setup: $(VENV)/dev ## the virtual environment with everything in it

browser: $(VENV)/dev ## find a Chromium, or install one
	@$(PY) tests/browser/ensure_chromium.py

snapshot: $(VENV)/dev ## rewrite tests/snapshots/ from data/people/; read the diff
	$(PY) -m engine snapshot

schemas: $(VENV)/dev ## rewrite data/schemas/
	$(PY) -m engine schemas

new-exercise: $(VENV)/dev ## begin the guide of a new exercise (NAME=wall-press)
	@$(PY) -m engine new-exercise -- '$(NAME)'

mutate: $(VENV)/dev ## change every rule a little: each change must be noticed (about half a minute)
	$(PY) -m tests.mutate

agree: $(VENV)/dev ## two interpreters on many random people and all pairs of danger signs (PEOPLE=100000: about an hour)
	$(PY) -m tests.agree $(PEOPLE)

bench: $(VENV)/dev browser ## speed beside its targets, against a default Streamlit app (PART=page; ARGS="--json FILE")
	$(PY) -m tests.bench $(PART) $(ARGS)

format: $(VENV)/dev ## let ruff put the code in order
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

figures: $(VENV)/dev ## all figures on one sheet, .figures/sheet.png (ONLY="squats plank" BLIND=yes DARK=yes)
	$(PY) tests/figures_sheet.py $(ONLY) $(if $(BLIND),--blind) $(if $(DARK),--dark)

clean: ## remove what make made, the environment included
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The three stamps: `made` is the bare environment, the other two say what was last installed into it.

$(VENV)/runtime: requirements.txt $(VENV)/made
	@echo "Installing the app's packages into $(VENV) ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/dev: requirements.txt requirements-dev.txt $(VENV)/made
	@echo "Installing the app's and the checks' packages into $(VENV) ..."
	@$(PIP) -r requirements-dev.txt
	@touch $(VENV)/runtime $@

# An environment whose Python has gone (upgraded, or the folder copied elsewhere) is made anew.
ifneq ($(shell $(PY) -c 'import pip' 2>/dev/null && echo works),works)
.PHONY: $(VENV)/made
endif

$(VENV)/made:
	@python=; \
	for candidate in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Plumbline needs Python 3.11 or newer, and none was found." >&2; \
	  echo "  Debian, Ubuntu: apt-get install python3 python3-venv      macOS: brew install python@3.13, or python.org" >&2; \
	  echo "  Elsewhere on this machine: make PYTHON=/path/to/python3 ..." >&2; \
	  exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Debian's python3-venv ..."; \
	  apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; \
	fi; \
	echo "Making $(VENV) with $$("$$python" --version) ..."; \
	if ! "$$python" -m venv --clear $(VENV); then \
	  echo "$$python cannot make a virtual environment." >&2; \
	  echo "  Debian, Ubuntu, as root: apt-get install python3-venv      then run make again" >&2; \
	  exit 1; \
	fi; \
	touch $@
