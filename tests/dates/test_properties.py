"""What holds for any text whatever."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utsyn.article.model import DateSpan
from utsyn.dates import Direction, find_dates, resolve_dates
from utsyn.dates.language import LANGUAGES, language

FILLER = [
    "og",
    "the",
    "İstanbul",
    "2014",
    "31.",
    "3",
    ",",
    ".",
    "–",
    "\n\n",
    "'s",
    "’",
    "12.30",
    "99/99/9999",
    "0",
    "x",
]


def words(code: str) -> list[str]:
    rules = language(code)
    assert rules is not None
    return [*sorted(rules.known), *FILLER]


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """A language and words of its own in any order."""
    code = draw(st.sampled_from(LANGUAGES))
    chosen = draw(st.lists(st.sampled_from(words(code)), max_size=25))
    return code, draw(st.sampled_from([" ", ""])).join(chosen) + draw(st.text(max_size=5))


@settings(max_examples=150, deadline=None)
@given(texts(), st.dates(date(1, 1, 1), date(9999, 12, 31)), st.integers(0, 40), st.sampled_from(Direction))
def test_expressions_slice_the_text_and_resolve(
    written: tuple[str, str], start: date, length: int, direction: Direction
) -> None:
    code, text = written
    found = find_dates(text, code)
    assert [text[e.start : e.end] for e in found] == [e.text for e in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
    end = start + min(timedelta(days=length), date.max - start)
    resolution = resolve_dates(found, DateSpan(start, end), directions=[direction] * len(found))
    for value in filter(None, resolution.values):
        assert value.start <= value.end
        assert all(value.start <= day <= value.end for day in value.candidates)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LANGUAGES), st.text(max_size=80))
def test_any_text_is_read(code: str, text: str) -> None:
    found = find_dates(text, code)
    assert resolve_dates(found, None).report_day is None


@pytest.mark.parametrize("code", LANGUAGES)
def test_letters_that_fold_to_two_keep_offsets(code: str) -> None:
    assert [e.text for e in find_dates("İİİ ßẞ 2022-03-03", code)] == ["2022-03-03"]
