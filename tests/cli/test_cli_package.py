"""The package's public face: its names, and that importing it costs next to nothing."""

import subprocess
import sys

import pytest

import utsyn

PUBLIC = [
    "Article",
    "Event",
    "Events",
    "Participant",
    "Reading",
    "Record",
    "UtsynError",
    "__version__",
    "code",
    "read",
]


def test_the_public_names_are_these():
    assert utsyn.__all__ == sorted(PUBLIC) == dir(utsyn)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_can_be_had(name):
    assert getattr(utsyn, name) is not None


def test_other_names_are_refused():
    with pytest.raises(AttributeError, match="nothing"):
        _ = utsyn.nothing


@pytest.mark.parametrize(
    ("statement", "without"),
    [
        pytest.param("import utsyn", ("numpy", "duckdb", "typer", "utsyn.coding"), id="package"),
        pytest.param("from utsyn import Event", ("duckdb", "onnxruntime"), id="one-name"),
        pytest.param(
            "import utsyn.cli.app", ("numpy", "duckdb", "pyarrow", "trafilatura", "onnxruntime"), id="command-line"
        ),
    ],
)
def test_imports_are_lazy(statement, without):
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not set(without) & set(loaded)
