# Verbale: `make demo` and `make test` need nothing but Python 3.11-3.13 and make.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.ready
SHARED ?= ../shared

.PHONY: demo test lint bench crash model training-set accuracy docs places clean

demo: $(STAMP)
	@$(BIN)/verbale demo --all

test: $(STAMP)
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff format --check src tests training measure
	$(BIN)/ruff check src tests training measure
	$(BIN)/mypy

bench: $(STAMP)
	$(BIN)/python -m measure.bench
	$(BIN)/python -m measure.record_bench

crash: $(STAMP)
	$(BIN)/python -m measure.crash

accuracy: $(STAMP)
	$(BIN)/python -m measure.accuracy --gold $(SHARED)/gold --out docs/accuracy.md

model: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m training.model --corpora $(SHARED)/corpora --rows data/training --threads 2 \
	  --start $(SHARED)/models/reading-en/weights-fp16.safetensors --build build/model

training-set: $(STAMP)
	$(BIN)/python -m training.check data/training/markup/*.txt
	$(BIN)/python -m training.conversion --markup data/training/markup --out data/training

docs: $(STAMP)
	$(BIN)/python -m measure.docs

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "Verbale needs Python 3.11 to 3.13; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
