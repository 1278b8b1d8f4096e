# handpress: `make` sets the press up and prints every manuscript; `make help` lists the rest.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := build
# The steps build on each other and speak in turn; nothing is won by running them side by side.
.NOTPARALLEL:
# A stamp half made would pass for a finished step.
.DELETE_ON_ERROR:

.PHONY: build
build: $(BIN)/.press ## Set up what is missing, then print every manuscript into build/ (the default)
	@$(BIN)/handpress build

.PHONY: test
test: lint $(BIN)/.test $(VENV)/judges/.whole ## Run the linters and all tests; judges that are absent are named and skipped
	@$(BIN)/pytest -n 2 --dist worksteal

.PHONY: lint
lint: $(BIN)/.test ## Check style and types, changing nothing
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

.PHONY: format
format: $(BIN)/.test ## Put the code into the house's format
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

.PHONY: stress
stress: $(BIN)/.test ## Run the slow, searching tests
	@HYPOTHESIS_PROFILE=stress $(BIN)/pytest -m stress

.PHONY: bench bench-growth
bench: $(BIN)/.press ## Measure the press beside its rivals, those that are here (PEERS=folder), into docs/benchmarks.md
	@PEERS='$(PEERS)' $(BIN)/python -m benchmarks.publishing
	@PEERS='$(PEERS)' $(BIN)/python -m benchmarks.ebook
	@PEERS='$(PEERS)' $(BIN)/python -m benchmarks.imposing

bench-growth: $(BIN)/.press ## Measure how the cost grows with the text, to 500,000 words
	@$(BIN)/python -m benchmarks.growth

.PHONY: clean
clean: ## Remove what the press made, and .venv
	@find build -mindepth 1 ! -name .gitkeep -delete
	@rm -rf $(VENV) dist .hypothesis .mypy_cache .pytest_cache .ruff_cache

.PHONY: help
help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  make %-13s %s\n' "$$name" "$$text"; done

# --- Set-up ------------------------------------------------------------------------------------------------------

# Looked at on every run: it costs a tenth of a second, and a library may have gone since.
.PHONY: system system-test
system:
	@PYTHON='$(PYTHON)' setup/system-packages.sh run
system-test:
	@PYTHON='$(PYTHON)' setup/system-packages.sh test

# make follows the link to the system's Python: where that has gone, .venv is made anew.
$(BIN)/python: | system
	@echo "Making $(VENV) …"
	@python=$$(PYTHON='$(PYTHON)' setup/find-python.sh) && "$$python" -m venv --clear $(VENV)

# The stamps stand inside .venv, so that they go when it goes.
$(BIN)/.press: $(BIN)/python setup/requirements.txt pyproject.toml | system
	@echo "Installing the press into $(VENV) …"
	@$(PIP) install --require-hashes -r setup/requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
# Here and now: where Python is told to write no bytecode, every command would read all the source again.
	@$(BIN)/python -m compileall -q src/handpress
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -c "from handpress.writing.loading import load_engine as load; load()"
	@touch $@

$(BIN)/.test: $(BIN)/.press setup/requirements-test.txt | system-test
	@echo "Installing the tools for the tests into $(VENV) …"
	@$(PIP) install --require-hashes -r setup/requirements-test.txt
	@touch $@

# Makes no stamp where npm is lacking or cannot reach its packages: the next run tries again.
$(VENV)/judges/.whole: $(BIN)/python tests/judges/node/package-lock.json | system-test
	@setup/node-judges.sh install $(VENV)/judges

# --- The lock ----------------------------------------------------------------------------------------------------

LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
	--no-config --custom-compile-command "make lock"

.PHONY: lock
lock: $(BIN)/.press ## Lock the newest libraries that pyproject.toml allows, with hashes, for every platform
	@$(PIP) install 'uv>=0.13,<0.14'
	@$(LOCK) --group build --output-file setup/requirements.txt
	@$(LOCK) --group build --group test --constraints setup/requirements.txt --output-file setup/requirements-test.txt
	@setup/node-judges.sh lock
