# Two commands do everything: `make demo` and `make test`. Each sets up its own virtual environment in .venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO_DB ?= demo.duckdb

.PHONY: help demo test check eval evaluate-model bench docs train export vocabulary smoke clean

help:
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

demo: $(VENV)/.ready ## read the example articles, print the record and where the database lies
	$(BIN)/utsyn read examples/articles --db $(DEMO_DB) --format table
	$(BIN)/utsyn info --db $(DEMO_DB)

test: $(VENV)/.ready-dev ## run every test
	$(BIN)/python -m pytest

check: $(VENV)/.ready-dev ## lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: $(VENV)/.ready-dev ## score the gold articles and compare with the pinned floors
	$(BIN)/python -m evaluation.articles --gate

evaluate-model: $(VENV)/.ready-training ## every figure of the language model (needs ../shared/data and the training extra)
	$(BIN)/python -m evaluation.model all

bench: $(VENV)/.ready-dev ## speed and memory
	$(BIN)/python -m benchmarks.reading

vocabulary: $(VENV)/.ready-training ## prune the vocabulary (step 1 of training; training/README.md)
	$(BIN)/python -m training.vocabulary work-models/e5-tokenizer.json work-models/treebanks training/corpus work-models/vocabulary

$(VENV)/.ready-training: $(VENV)/.ready-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[training]'
	touch $@

train: $(VENV)/.ready-training ## train the model (steps 2 and 3; hours on a CPU)
	$(BIN)/python -m training.train bootstrap
	$(BIN)/python -m training.train full

smoke: $(VENV)/.ready-training ## the whole training pipeline on 200 sentences
	$(BIN)/python -m training.train smoke

export: $(VENV)/.ready-training ## write the weights into the package (step 4)
	$(BIN)/python -m training.export

clean:
	rm -rf $(VENV) $(DEMO_DB) .pytest_cache .mypy_cache .ruff_cache .hypothesis
