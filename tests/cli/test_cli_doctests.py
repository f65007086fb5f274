"""The examples in docstrings do what they say."""

import doctest
from importlib import import_module

import pytest

MODULES = ["utsyn", "utsyn.display", "utsyn.export.contract", "utsyn.export.table", "utsyn.record.record"]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    outcome = doctest.testmod(import_module(name))
    assert outcome.attempted > 0 and outcome.failed == 0
