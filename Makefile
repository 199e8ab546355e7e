# Start with `make site` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Hides the notice about the successor of Material for MkDocs (README, "Why it is so").
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Without compiled files beside the sources, each of the hundreds of programs that the tests start
# compiles them all again.
unexport PYTHONDONTWRITEBYTECODE
# PDFs and offline copies carry the date of the last commit. A downloaded ZIP has no commits: there
# the variable must be unset, not empty, and the newest entry of content/changes.yaml gives the date.
ifeq ($(SOURCE_DATE_EPOCH),)
  SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct -- . 2>/dev/null)
endif
ifeq ($(SOURCE_DATE_EPOCH),)
  unexport SOURCE_DATE_EPOCH
else
  export SOURCE_DATE_EPOCH
endif

.PHONY: help admin site build offline serve check test browser-tests link-tests other-tests content-tests pictures tables coverage lint sbom benchmark words lock clean

help:  ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

# Not --strict: a warning must not stop publishing. Not --quiet: it hides warnings.
site: $(VENV)/site.installed  ## build the published site into site/
	$(BIN)/mkdocs build
	@echo "The site is in site/: open site/index.html, or run make serve."

offline: $(VENV)/site.installed  ## make one ZIP of the site that opens without a network
	$(BIN)/rollehub offline

serve: $(VENV)/site.installed  ## preview with reload on http://127.0.0.1:8000/
	$(BIN)/mkdocs serve

build: $(VENV)/site.installed  ## build the site into site/ without MkDocs
	$(BIN)/rollehub build

admin: $(VENV)/test.installed  ## make a form in the browser for the sources, in build/admin/
	$(BIN)/rollehub admin

check: $(VENV)/site.installed  ## find all mistakes in the sources
	$(BIN)/rollehub check

# The tests in a browser and of the link check wait as much as they work, so the others run beside them.
test: $(VENV)/test.installed  ## run lint and all tests
	@$(MAKE) --no-print-directory -j4 browser-tests link-tests other-tests lint

browser-tests: $(VENV)/test.installed
	$(BIN)/python -m pytest tests/browser

link-tests: $(VENV)/test.installed
	$(BIN)/python -m pytest tests/linkcheck

other-tests: $(VENV)/test.installed content-tests
	$(BIN)/python -m pytest --ignore=tests/browser --ignore=tests/linkcheck

# What a change of content runs: tests that hold for any hub, on the hub that readers see.
content-tests: $(VENV)/test.installed  ## run the tests that hold for any hub on this one
	$(BIN)/python -m pytest -m content --hub . tests/test_content.py tests/hub/test_site_paths.py \
		tests/shells/test_published.py tests/site/export tests/site/pages

pictures: $(VENV)/test.installed  ## take the pictures of the editors' handbook anew
	$(BIN)/python -m pytest tests/browser/test_pictures.py --update-golden

tables: $(VENV)/test.installed  ## write the tables of keys in the editors' handbook anew
	$(BIN)/python -m pytest tests/test_docs.py --update-golden

coverage: $(VENV)/test.installed  ## run all tests, and show how much code they run, by package
	@rm -rf build/coverage && mkdir -p build/coverage
	$(BIN)/coverage run -m pytest
	@$(BIN)/coverage combine --quiet
	@for package in $(sort $(dir $(wildcard generator/*/*.py))); do \
		printf '%4s %%  %s\n' "$$($(BIN)/coverage report --format=total --include="$$package*")" "$$package"; \
	done
	@printf '%4s %%  %s\n' "$$($(BIN)/coverage report --format=total)" "generator/ in total"
	@echo "Lines that no test runs: $(BIN)/coverage report --show-missing"

lint: $(VENV)/test.installed  ## check style, types, shell scripts and workflows
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/shellcheck .ci/run .github/scripts/*
	$(BIN)/actionlint -shellcheck $(BIN)/shellcheck -pyflakes "" .github/workflows/*.yml
	$(BIN)/zizmor --quiet --no-progress --offline --persona pedantic .github

sbom: $(VENV)/test.installed  ## list the packages that build the site, as CycloneDX
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
		--output-file build/sbom.json requirements.lock

benchmark: $(VENV)/test.installed  ## compare speed, results and sizes with other tools
	$(BIN)/python -m tests.benchmarks.build
	$(BIN)/python -m tests.benchmarks.serve
	$(BIN)/python -m tests.benchmarks.check
	$(BIN)/python -m tests.benchmarks.markdown
	$(BIN)/python -m tests.benchmarks.linkcheck
	$(BIN)/python -m tests.benchmarks.hostile
	$(BIN)/python -m tests.benchmarks.nights
	$(BIN)/python -m tests.benchmarks.search
	$(BIN)/python -m tests.benchmarks.pages
	$(BIN)/python -m tests.benchmarks.paper
	$(BIN)/python -m tests.benchmarks.prints
	$(BIN)/python -m tests.benchmarks.form --every 20

words: $(VENV)/test.installed  ## bring the catalogues of texts up to date, and compile them
	@mkdir -p build
	$(BIN)/pybabel -q extract -F pyproject.toml -k msgid -k say -k say_count:1,2 --omit-header --no-location -o build/words.pot .
	@for language in $(LANGUAGES); do \
		$(BIN)/pybabel -q update -D rollehub -d $(CATALOGUES) -l $$language -i build/words.pot \
			--ignore-pot-creation-date --no-fuzzy-matching --ignore-obsolete || exit 1; \
	done
	$(BIN)/pybabel -q compile -D rollehub -d $(CATALOGUES)
	$(BIN)/pybabel -q compile -D click -d $(CATALOGUES)

# Texts are written in bokmål, so its own catalogue has none of them.
CATALOGUES := generator/locale
LANGUAGES = $(filter-out nb,$(notdir $(wildcard $(CATALOGUES)/*)))

lock:  ## renew the lock files (needs pip-tools and npm)
	pip-compile $(LOCK_OPTIONS) --extra build --extra mkdocs -o requirements.lock pyproject.toml
	pip-compile $(LOCK_OPTIONS) --extra build --extra mkdocs --extra test -c requirements.lock -o requirements-test.lock pyproject.toml
	PATH="$(CURDIR)/$(BIN):$$PATH" npm install --package-lock-only --omit-lockfile-registry-resolved --prefix generator/editing/admin

LOCK_OPTIONS := --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

clean:  ## remove what the other commands make
	rm -rf $(VENV) site build .rollehub/pdf .rollehub/prints *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Rollehub needs Python 3.11 or newer; set PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Packages of npm go into the environment, too. `--ignore-scripts`: none of them may run anything.
$(VENV)/test.installed: requirements-test.lock tests/node/package-lock.json $(VENV)/site.installed
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.lock
	@mkdir -p $(VENV)/node
	@cp tests/node/package.json tests/node/package-lock.json tests/node/.npmrc $(VENV)/node
	cd $(VENV)/node && PATH="$(abspath $(BIN)):$$PATH" npm ci --silent --ignore-scripts \
		--prefer-offline --no-audit --no-fund
	@touch $@
