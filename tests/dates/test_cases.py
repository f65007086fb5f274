"""Tables of sentences, one a line, with what their time expression means."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from utsyn.article.model import DateSpan
from utsyn.dates import DateValue, Direction, find_dates, resolve_dates

CASES = Path(__file__).parent / "cases"
LEAST = {"nb": 120, "en": 120, "nn": 40, "sv": 40, "da": 40, "de": 40, "fr": 40, "es": 40, "uk": 40, "ru": 40}
DIRECTIONS = {"p": Direction.PAST, "f": Direction.FUTURE, "u": Direction.UNKNOWN}


def table(language: str) -> list[tuple[str, ...]]:
    lines = (CASES / f"{language}.tsv").read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def parameters() -> Iterator[object]:
    for language in LEAST:
        for sentence, direction, expected, *published in table(language):
            day = published[0] if published else "2022-03-16"
            yield pytest.param(language, sentence, direction, expected, day, id=f"{language}: {sentence} ({direction})")


def written(value: DateValue | None) -> str:
    if value is None:
        return "nothing"
    if value.start == value.end:
        assert value.candidates == (value.start,)
        return value.start.isoformat()
    return "|".join(map(str, value.candidates)) or f"{value.start}..{value.end}"


@pytest.mark.parametrize(("language", "sentence", "direction", "expected", "published"), list(parameters()))
def test_sentence(language: str, sentence: str, direction: str, expected: str, published: str) -> None:
    text = sentence.replace("[", "").replace("]", "")
    found = find_dates(text, language)
    if expected == "!":
        assert [expression.text for expression in found] == []
        return
    wanted = sentence[sentence.index("[") + 1 : sentence.index("]")]
    assert [expression.text for expression in found] == [wanted]
    day = date.fromisoformat(published)
    resolution = resolve_dates(found, DateSpan(day, day), directions=[DIRECTIONS[direction]])
    value = resolution.values[0]
    assert written(value) == expected
    assert value is not None
    assert (value.text, value.at) == (wanted, (sentence.index("["), sentence.index("]") - 1))


@pytest.mark.parametrize("language", LEAST)
def test_tables_are_long_enough(language: str) -> None:
    assert len(table(language)) >= LEAST[language]


def test_reference_day_is_a_wednesday() -> None:
    assert (date(2022, 3, 16) - timedelta(days=2)).weekday() == 0
