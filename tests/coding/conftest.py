import pytest

import utsyn.dates.find


@pytest.fixture(autouse=True)
def _languages_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the dates station knows all languages."""
    found = utsyn.dates.find.find_dates
    monkeypatch.setattr(
        "utsyn.coding.timing.find_dates",
        lambda text, code: found(text, code) if code == "en" else (),
    )
