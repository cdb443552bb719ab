# make demo   everything on invented data, from nothing      make test   the tests
# make lab    the notebooks of the demo                      make start  the front door in the browser
# make bench  side-by-side timings             make windows-kit  a zip for Windows, installed offline
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo start test test-slow lint lab docs bench windows-kit clean

help:
	@sed -n '1,3s/^# //p' Makefile

# One stamp a set of extras, so that an unchanged environment costs nothing.
$(VENV)/.base: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed / 需要 Python 3.11 以上" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -e ".[notebooks,chinese]"
	@touch $@

$(VENV)/.test: $(VENV)/.base
	$(PIP) -e ".[notebooks,chinese,test,font]"
	@touch $@

demo: $(VENV)/.base
	@$(BIN)/assessment demo --notebooks

lint: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

test: $(VENV)/.test
	@$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile

test-slow: $(VENV)/.test
	@$(BIN)/python -m pytest -m slow

docs: $(VENV)/.test
	@$(BIN)/python tools/build_docs.py

start: $(VENV)/.base
	@test -d demo || $(BIN)/assessment demo
	@$(BIN)/assessment start --workspace demo

lab: $(VENV)/.base
	@test -d demo || $(BIN)/assessment demo
	@$(BIN)/assessment lab --workspace demo

# With what statistics are compared to: make bench PEERS=build/peers/bin/python (benchmarks/peers.txt)
bench: $(VENV)/.test
	@$(BIN)/python benchmarks/startup.py
	@$(BIN)/python benchmarks/run_year.py
	@$(BIN)/python benchmarks/read_forms.py
	@$(BIN)/python benchmarks/score_marks.py
	@$(BIN)/python benchmarks/score_statistics.py $(PEERS)
	@$(BIN)/python benchmarks/open_pages.py

# Fewer versions of Python make it smaller: make windows-kit KIT_PYTHON=3.13
KIT_PYTHON ?= 3.11 3.12 3.13 3.14
windows-kit: $(VENV)/.base
	@$(PIP) "packaging>=24"
	@$(BIN)/python tools/build_windows_kit.py $(KIT_PYTHON)

clean:
	rm -rf $(VENV) build demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
