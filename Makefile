# make demo     the whole service on this machine with invented people, until Ctrl-C
# make test     every check and every test
# make faults   every promise that has a figure, tried whole; prints the table (docs/promises.md)
#
# All do all their own set-up; a machine needs only Python 3.11 or newer and make.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup demo test faults explore check lock \
	format lint types imports templates migrations deployment

# The first Python that is new enough; set PYTHON to choose another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)

INSTALL = "$(PYTHON)" requirements/install.py
RUN = .venv/bin/python
# Checks that need settings but no secret run as the demonstration does.
DEMO = PORTAL_DEMO=1
DATABASE = $(RUN) -m protocol_portal.embedded run --

# Package managers keep caches in HOME: lend them one where there is none to write to.
ifneq ($(shell test -n "$$HOME" && test -w "$$HOME" && echo yes),yes)
export HOME := $(CURDIR)/var/home
endif
export UV_PYTHON_DOWNLOADS := never
export PLAYWRIGHT_BROWSERS_PATH ?= $(CURDIR)/var/browsers

help:
	@sed -n 's/^# \{0,1\}//;1,5p' Makefile

# ---------------------------------------------------------------- set-up: each file is its own stamp

DEMO_READY := .venv/.demo
DEV_READY := .venv/.dev
ASSETS := static/build/app.css
BROWSER := var/chromium

setup: $(DEV_READY) $(ASSETS) $(BROWSER)

.venv/.%: requirements/%.txt requirements/install.py
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found: install it, or set PYTHON to its program."; exit 1; }
	@mkdir -p "$(HOME)" var
	@$(INSTALL) python $*
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc
	@echo "Installing the front-end packages ..."
	@$(INSTALL) npm ci --loglevel=error
	@touch $@

$(ASSETS): node_modules/.package-lock.json $(shell find static/src -type f)
	@echo "Compiling style sheets and scripts ..."
	@$(INSTALL) npm run build --silent
	@touch $@

# Holds the path found, so that a browser removed since is looked for again.
$(BROWSER): $(DEV_READY) $(shell test -x "$$(cat var/chromium 2>/dev/null)" || echo look-again)
	@$(INSTALL) browser
	@$(RUN) -m tests.chromium > $@

.PHONY: look-again

# ---------------------------------------------------------------- demo and test

demo: $(DEMO_READY) $(ASSETS)
	@$(RUN) -m protocol_portal.demo $(ARGS)

# The tests run even when a check failed, so that one run tells everything.
test: setup
	@status=0; \
	$(MAKE) --no-print-directory check || status=$$?; \
	$(RUN) -m pytest -n 2 $(ARGS) || status=$$?; \
	exit $$status

# One at a time: several of them measure how long something takes.
faults: setup
	@FAULTS=whole $(RUN) -m pytest -m faults -p tests.faults.table $(ARGS)

# New examples for every property, and fifty times as many: takes an hour, and is no gate.
explore: setup
	@HYPOTHESIS_PROFILE=explore $(RUN) -m pytest -n 2 -m hypothesis $(ARGS)

# Every failure is reported, not only the first; each line below is also a target of its own.
# Two at a time: the types take as long as all the others.
check: $(DEV_READY) $(ASSETS)
	@$(MAKE) --keep-going --jobs 2 --no-print-directory \
		types format lint imports templates migrations deployment

format: $(DEV_READY)
	@$(RUN) -m ruff format --check .

lint: $(DEV_READY)
	@$(RUN) -m ruff check --quiet .

types: $(DEV_READY)
	@$(DEMO) $(RUN) -m mypy concerns protocol_portal manage.py

imports: $(DEV_READY)
	@.venv/bin/lint-imports

templates: $(DEV_READY)
	@$(RUN) -m djlint templates --check --lint --quiet

migrations: $(DEV_READY)
	@$(DEMO) $(DATABASE) $(RUN) manage.py makemigrations --check

# The example environment with a fresh secret: what an operator would start from.
deployment: $(DEV_READY) $(ASSETS)
	@set -a; . ./.env.example; SECRET_KEY="$$($(RUN) -c 'import secrets; print(secrets.token_urlsafe(60))')"; set +a; \
	$(RUN) manage.py check --deploy --fail-level WARNING

# ---------------------------------------------------------------- locks

UV = $(shell command -v uv || echo .venv/bin/uv)

lock: $(DEV_READY)
	@for name in base demo dev assets; do \
		"$(UV)" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --no-header $(UPGRADE) \
			"requirements/$$name.in" -o "requirements/$$name.txt" || exit 1; \
	done
