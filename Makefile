# demo: see privlint at work.  test: everything that guards a change.  bench: what a check costs.  picture: the README's.
# test-vscode: the extension in a real Visual Studio Code, which takes minutes; not part of test.
# site: the documentation as a web site, in site/.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
EXAMPLES := leaky-java mended-java leaky-kotlin mended-kotlin

.PHONY: demo test test-vscode bench picture site clean

demo: $(VENV)/.installed
	@for app in $(EXAMPLES); do \
		printf '\n\033[1m$$ privlint check examples/%s\033[0m\n' "$$app"; \
		$(BIN)/privlint check --exit-zero "examples/$$app" || exit 1; \
	done

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -q -n 2 --dist loadgroup

test-vscode: $(VENV)/.installed-dev
	PYTHON=$(BIN)/python hooks/vscode/test/run.sh

bench: $(VENV)/.installed-dev
	@test -n "$(FOLDER)" || { echo 'usage: make bench FOLDER="path/to/android/repository …"' >&2; exit 2; }
	$(BIN)/python benchmarks/bench.py $(OPTIONS) $(FOLDER)
	$(BIN)/python benchmarks/growth.py $(FOLDER)

picture: $(VENV)/.installed-dev
	$(BIN)/python docs/make_picture.py

site: $(VENV)/.installed-dev
	$(BIN)/python docs/make_rule_pages.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

clean:
	rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Installed in place, so only a changed pyproject.toml asks for a new installation.
$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
		{ echo 'privlint needs Python 3.10 or newer; name one with: make PYTHON=python3.12 …' >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo 'This Python has no venv module. On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q privlint
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@
