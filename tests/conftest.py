"""Fixtures that the tests of several stations share; its place also puts this folder on the import path."""

import pytest

from factories_record import FakeReader, fake_code
from utsyn import pipeline


@pytest.fixture
def fake_model(monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    """Stand-ins for the language model and the coder, for everything that goes through the pipeline."""
    reader = FakeReader()
    pipeline.shared_reader.cache_clear()
    monkeypatch.setattr(pipeline, "load_reader", lambda threads=None: reader)
    monkeypatch.setattr(pipeline, "load_coder", lambda: fake_code)
    return reader
