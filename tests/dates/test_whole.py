"""Expressions that are found from their first word to their last, and worked out."""

from datetime import date
from pathlib import Path

import pytest

from utsyn.article.model import DateSpan
from utsyn.dates import find_dates, resolve_dates

FILES = sorted((Path(__file__).parent / "whole").glob("*.txt"))
DAY = DateSpan(date(2022, 3, 16), date(2022, 3, 16))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_expressions_are_found_whole(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        before, _, expression = line.rpartition("~")
        # an earlier date for those that count from one
        found = find_dates(f"1999-12-31. {before}{expression}", path.stem)
        assert [e.text for e in found[1:]] == [expression], line
        assert all(resolve_dates(found, DAY).values), line
