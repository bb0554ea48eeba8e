# Everything one does with Rapport. `make run` is all that a reader needs.

PORT ?= 8501
# The folder of one data set; empty: run and check take those that come with Rapport.
DATA ?=
BUNDLED := data/azerbaijan-israel data/united-states-visits
VENV := .venv
BIN := $(VENV)/bin
# Any Python from 3.11 on; PYTHON=path chooses one.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
# Every package is checked against the hashes of its lock, and none may run code of its own while it is installed.
# pip fetches uv, and uv the rest in a fraction of pip's time.
CHECKED := --require-hashes --only-binary :all: --requirement
INSTALL = $(BIN)/uv pip install --quiet --python $(BIN)/python $(CHECKED)
# Python may keep what it compiled also where the environment forbids it: else each of the many processes that are started
# here compiles every package anew.
export PYTHONDONTWRITEBYTECODE :=
# Chromium is found by tests/browser/chromium.py; CHROMIUM=path overrides the search.
export CHROMIUM

SCHEDULER ?= tcp://127.0.0.1:8786
# Where scheduler and workers listen. Whoever reaches them can run code there: loopback unless another one is named.
LISTEN ?= 127.0.0.1
# How many workers make worker and make cluster start: empty for one a processor, and for two.
WORKERS ?=
# How many synthetic events make bench measures with.
EVENTS ?= 500000

.PHONY: help setup setup-dev setup-cluster setup-auth scheduler worker cluster browser run test pytest lint style types format check package release screenshots bench lock sbom licences clean

help:
	@echo 'make run          set up on first use, then open the dashboard (PORT=8501, DATA=folder)'
	@echo 'make setup        create .venv and install what the dashboard needs'
	@echo 'make setup-auth   install what signing in needs, for a server that is closed to strangers'
	@echo 'make test         lint, type check and all tests, browser included'
	@echo 'make lint         ruff and mypy'
	@echo 'make format       format the code'
	@echo 'make check        check the data set (DATA=folder)'
	@echo 'make package      write datapackage.json anew (DATA=folder)'
	@echo 'make release      release the data set under the version in about.toml (DATA=folder NOTE="what changed")'
	@echo 'make screenshots  every page as an image (SHOTS="--page / --theme dark --width 390")'
	@echo 'make cluster      start a Dask cluster on this machine alone, for trying (WORKERS=2)'
	@echo 'make scheduler    start the scheduler of a Dask cluster at port 8786 (LISTEN=address of this machine)'
	@echo 'make worker       start its workers on this machine (SCHEDULER=tcp://host:8786 LISTEN=address WORKERS=number)'
	@echo 'make bench        measure the speed (EVENTS=500000)'
	@echo 'make sbom         write what the dashboard is made of to sbom.json (CycloneDX)'
	@echo 'make licences     check the licences of all that, and write them to docs/licences.md'
	@echo 'make lock         bring the locks requirements*.txt up to requirements*.in (UPGRADE=--upgrade for newer versions)'
	@echo 'make clean        remove .venv and everything that was made'

$(BIN)/python:
	@if [ -z "$(PYTHON)" ] || ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo 'Rapport needs Python 3.11 or newer. Install one, or name it: make setup PYTHON=/path/to/python3' >&2; exit 1; fi
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo 'The virtual environment could not be made; on Debian or Ubuntu install python3-venv.' >&2; exit 1; }

$(BIN)/uv: requirements-setup.txt | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(CHECKED) $<
	@touch $@

# The stamps hold what was installed, so that a second set-up has nothing to do.
$(VENV)/run.stamp: requirements.txt $(BIN)/uv
	@echo 'Installing what the dashboard needs into $(VENV) …'
	@$(INSTALL) requirements.txt
	@touch $@

$(VENV)/cluster.stamp: requirements-cluster.txt $(VENV)/run.stamp
	@echo 'Installing what a cluster needs into $(VENV) …'
	@$(INSTALL) requirements-cluster.txt
	@touch $@

$(VENV)/auth.stamp: requirements-auth.txt $(VENV)/run.stamp
	@echo 'Installing what signing in needs into $(VENV) …'
	@$(INSTALL) requirements-auth.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/cluster.stamp $(VENV)/auth.stamp
	@echo 'Installing what the tests need into $(VENV) …'
	@$(INSTALL) requirements-dev.txt
	@touch $@

setup: $(VENV)/run.stamp

setup-dev: $(VENV)/dev.stamp

setup-cluster: $(VENV)/cluster.stamp

setup-auth: $(VENV)/auth.stamp

# Started in this folder, so that the workers find Rapport. What Dask tells about itself by HTTP stays on loopback.
# A worker with nothing to do must not take over questions to another one's shards: it would have to read these first.
scheduler: setup-cluster
	DASK_DISTRIBUTED__SCHEDULER__WORK_STEALING=False $(BIN)/python -m distributed.cli.dask_scheduler --host '$(LISTEN)' --port 8786 \
		--no-dashboard --dashboard-address 127.0.0.1:8787

# Dask takes the pages of mapped files for memory in use and would pause, then kill workers that are well: it is told
# to leave memory to the system (--memory-limit 0). A worker that dies is started again.
worker: setup-cluster
	@case '$(LISTEN) $(SCHEDULER)' in '127.0.0.1 '*://127.*|'127.0.0.1 '*://localhost*) ;; '127.0.0.1 '*) \
		echo 'The scheduler could not reach workers that listen on loopback; say LISTEN=address of this machine.' >&2; \
		exit 1;; esac
	$(BIN)/python -m distributed.cli.dask_worker '$(SCHEDULER)' --host '$(LISTEN)' --no-dashboard \
		--dashboard-address 127.0.0.1:0 --nworkers $(or $(WORKERS),-1) --nthreads 1 --memory-limit 0

cluster: setup-cluster
	@$(BIN)/python -m data.conversion.local_cluster --workers $(or $(WORKERS),2)

browser: setup-dev
	@$(BIN)/python -m tests.browser.chromium

run: $(if $(RAPPORT_SCHEDULER),setup-cluster,setup)
	@echo 'Rapport opens at http://127.0.0.1:$(PORT) – stop it with Ctrl+C.'
	@RAPPORT_DATA='$(or $(DATA),$(RAPPORT_DATA))' $(BIN)/streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT)

lint: style types

style: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup-dev
	$(BIN)/mypy

format: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The type check keeps one core busy for half a minute; the tests leave as much to it while they wait for a browser.
test: browser style
	@$(MAKE) --no-print-directory --jobs=2 types pytest

pytest: browser
	$(BIN)/pytest

check: setup
	@for folder in $(or $(DATA),$(BUNDLED)); do $(BIN)/python -m data.check $$folder || exit 1; done

package: setup
	@for folder in $(or $(DATA),$(BUNDLED)); do $(BIN)/python -m data.package $$folder || exit 1; done

release: setup
	$(BIN)/python -m data.release '$(or $(DATA),data/azerbaijan-israel)' '$(NOTE)'

screenshots: browser
	$(BIN)/python -m tests.browser.screenshots $(SHOTS)

$(VENV)/bench.stamp: requirements-bench.txt $(VENV)/run.stamp
	@echo 'Installing what Rapport is measured against into $(VENV) …'
	@$(INSTALL) requirements-bench.txt
	@touch $@

bench: $(VENV)/bench.stamp browser
	$(BIN)/python -m benchmarks.synthetic $(VENV)/$(EVENTS)-events $(EVENTS)
	$(BIN)/python -m benchmarks data/azerbaijan-israel $(VENV)/$(EVENTS)-events
	$(BIN)/python -m benchmarks.browser data/azerbaijan-israel $(VENV)/$(EVENTS)-events

# An environment of its own, so that nothing is described that only the tests or the tools need.
$(VENV)/described.stamp: requirements.txt requirements-sbom.txt $(BIN)/uv
	@$(INSTALL) requirements-sbom.txt
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(VENV)/described
	@$(BIN)/uv pip install --quiet --python $(VENV)/described/bin/python $(CHECKED) requirements.txt
	@touch $@

sbom: $(VENV)/described.stamp
	@$(BIN)/cyclonedx-py environment --output-reproducible --output-file sbom.json $(VENV)/described/bin/python
	@echo 'Written: sbom.json'

# A licence that is not named here has to be read first: does it allow what Rapport does with the package?
ALLOWED := MIT;BSD;Apache;PSF;Python Software Foundation;Mozilla Public License 2.0;LGPL;GNU General Public License

licences: $(VENV)/described.stamp
	@$(BIN)/pip-licenses --python $(VENV)/described/bin/python --allow-only '$(ALLOWED)' --partial-match \
		--format markdown --output-file docs/licences.md

# In this order: each lock keeps to the versions of those before it.
lock: $(BIN)/uv
	@for part in -setup '' -cluster -auth -dev -bench -sbom; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
			--custom-compile-command 'make lock' requirements$$part.in --output-file requirements$$part.txt || exit 1; done

clean:
	rm -rf $(VENV) sbom.json screenshots .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
