"""The languages' data files: complete, and every phrase builds what its action says."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from utsyn.dates import calendar
from utsyn.dates.actions import Outcome, parse_action
from utsyn.dates.feasts import FEASTS, easter, islamic, orthodox_easter
from utsyn.dates.language import LANGUAGES, Node, expand, language, token_pattern

SAMPLES: dict[str, Any] = {
    "n": 2, "day": 3, "year": 2020, "yy": 90, "iso": "2020-01-02", "dmy": "03.03.2020", "month_number": 3,
}  # fmt: skip


def phrases(node: Node, captured: tuple[str, ...]) -> Iterator[tuple[Outcome, tuple[str, ...]]]:
    if node.outcome and node.outcome.build:
        yield node.outcome, captured
    for child in node.words.values():
        yield from phrases(child, captured)
    for name, child in node.classes.items():
        yield from phrases(child, (*captured, name))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_phrase_builds_a_meaning(code: str) -> None:
    rules = language(code)
    assert rules is not None
    values = dict(SAMPLES)
    for entries in rules.classes.values():
        for name, value in entries:
            values.setdefault(name, value)
    for outcome, names in phrases(rules.root, ()):
        captures: dict[str, list[Any]] = {}
        for name in names:
            captures.setdefault(name.partition("_")[0], []).append(values[name])
        outcome.meaning(captures)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_names_all_weekdays_and_months(code: str) -> None:
    rules = language(code)
    assert rules is not None
    entries = {entry for entries in rules.classes.values() for entry in entries}
    assert {("weekday", number) for number in range(1, 8)} <= entries
    assert {("month", number) for number in range(1, 13)} <= entries
    assert {("season", number) for number in range(1, 5)} <= entries


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("i dag", [("i", "dag")]),
        ("[a] b", [("a", "b"), ("b",)]),
        ("(a|b c) d", [("a", "d"), ("b", "c", "d")]),
        ("{n} [x] {unit}", [("{n}", "x", "{unit}"), ("{n}", "{unit}")]),
    ],
)
def test_phrase_expands_to_paths(phrase: str, expected: list[tuple[str, ...]]) -> None:
    assert expand(phrase, token_pattern(False)) == expected


@pytest.mark.parametrize("phrase", ["a ) b", "a ] b"])
def test_unbalanced_phrase_is_an_error(phrase: str) -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        expand(phrase, token_pattern(False))


@pytest.mark.parametrize(("action", "marker"), [("nonsense", False), ("nonsense", True)])
def test_unknown_action_is_an_error(action: str, marker: bool) -> None:
    with pytest.raises(ValueError, match="unknown date"):
        parse_action(action, marker=marker)


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (2016, date(2016, 3, 27), date(2016, 5, 1)),
        (2021, date(2021, 4, 4), date(2021, 5, 2)),
        (2022, date(2022, 4, 17), date(2022, 4, 24)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
    ],
)
def test_easter(year: int, western: date, eastern: date) -> None:
    assert (easter(year), orthodox_easter(year)) == (western, eastern)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("advent", date(2022, 11, 27)),
        ("eid-al-fitr", date(2023, 4, 22)),
        ("good-friday", date(2022, 4, 15)),
        ("hanukkah", date(2022, 12, 19)),
        ("memorial-day-us", date(2022, 5, 30)),
        ("midsummer-eve", date(2022, 6, 24)),
        ("passover", date(2022, 4, 16)),
        ("rosh-hashanah", date(2022, 9, 26)),
        ("thanksgiving", date(2022, 11, 24)),
        ("yom-kippur", date(2022, 10, 5)),
    ],
)
def test_feast(name: str, first: date) -> None:
    span = calendar.occurrence("holiday", (name,), first.year)
    assert span is not None
    assert span[0] == first


@pytest.mark.parametrize("name", FEASTS)
def test_feast_falls_in_or_beside_its_year(name: str) -> None:
    for year in range(1990, 2041):
        span = calendar.occurrence("holiday", (name,), year)
        assert span is None or (span[0].year == year and span[0] <= span[1])


def test_islamic_year_of_2023() -> None:
    assert islamic(1444, 9, 1) == date(2023, 3, 23)


@pytest.mark.parametrize(
    ("unit", "offset", "expected"),
    [
        ("week", -1, (date(2022, 3, 7), date(2022, 3, 13))),
        ("weekend", 0, (date(2022, 3, 19), date(2022, 3, 20))),
        ("month", 1, (date(2022, 4, 1), date(2022, 4, 30))),
        ("quarter", -1, (date(2021, 10, 1), date(2021, 12, 31))),
        ("half", 1, (date(2022, 7, 1), date(2022, 12, 31))),
        ("year", -1, (date(2021, 1, 1), date(2021, 12, 31))),
        ("decade", -1, (date(2010, 1, 1), date(2019, 12, 31))),
    ],
)
def test_period(unit: str, offset: int, expected: tuple[date, date]) -> None:
    assert calendar.period(unit, date(2022, 3, 16), offset) == expected
