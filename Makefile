# Two commands do all the set-up: `make demo` runs the main job, `make test` passes the tests.
PYTHON ?= python3
EXTRAS ?= test
BIN := .venv/bin

.PHONY: demo test prove fast bench lint clean

demo: .venv/run
	$(BIN)/python run_scenario.py scenarios/ivr_transfers.yaml scenarios/account_managers.yaml --replications 5

test: .venv/test lint
	$(BIN)/python -m pytest -n 2

lint: .venv/test
	$(BIN)/ruff check .
	$(BIN)/mypy

prove: .venv/test
	$(BIN)/python -m pytest -n 2 tests/prove

fast: .venv/test
	$(BIN)/python -m tools.compile_engine

bench: .venv/test
	-$(BIN)/python -m tools.compile_engine
	$(BIN)/python -m tests.benchmark.run
	$(BIN)/python -m tests.benchmark.charts

.venv/run: setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable .
	touch $@

.venv/test: .venv/run
	$(BIN)/pip install --quiet --editable '.[$(EXTRAS)]'
	touch $@

clean:
	rm -rf .venv build
