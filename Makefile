# Two commands do everything: `make demo` and `make test`; each sets up its own virtual environment.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
