"""How two neighbouring dates become one: which pairs of meanings join, and into what."""

from __future__ import annotations

from dataclasses import replace

from utsyn.dates.meaning import (
    Counted,
    Day,
    DayOfMonth,
    Either,
    Fixed,
    Holding,
    Meaning,
    Period,
    Range,
    Recurring,
    Shift,
    Together,
    Weekday,
    Year,
)


def joined(first: Meaning, second: Meaning, link: str, opened: str = "") -> Meaning | None:
    """The joint meaning, None when the two stay apart.

    `link` is "" (side by side or with a plain preposition), "comma", "to", "dash", "and" or "or"; `opened` is "from" or
    "between" when such a word stands before.
    """
    if link in ("", "comma"):
        return _one(first, second, link)
    if isinstance(first, DayOfMonth):
        first_day = _dated(first, second)
        if first_day is None:
            return None
        first = first_day
    if isinstance(second, DayOfMonth):
        second_day = _dated(second, first)
        if second_day is None:
            return None
        second = second_day
    if link == "or":
        return Either(first, second) if type(first) is type(second) else None
    if link == "and" and opened != "between":
        return Range(first, second) if _consecutive(first, second) else None
    return _range(first, second)


def chosen(meaning: Meaning, which: str) -> Meaning | None:
    """The next or last of something that comes back ("neste jul", "Noël dernier"), None when that is already said."""
    if isinstance(meaning, Recurring) and not meaning.dated and not meaning.which and meaning.kind != "day":
        return replace(meaning, which=which)
    return None


def _dated(day: DayOfMonth, other: Meaning) -> Recurring | None:
    if isinstance(other, Recurring) and other.kind == "day":
        return day.of(other)
    return None


def _one(first: Meaning, second: Meaning, link: str) -> Meaning | None:
    """Two words for one date."""
    if isinstance(first, Weekday):
        return _weekday_with(first, second, link)
    if isinstance(first, Day):
        return Together(first, second) if isinstance(second, Weekday) and not second.which else None
    if isinstance(first, Recurring) and not first.dated and not first.which:
        if isinstance(second, Year) and (not link or first.kind == "day"):
            return _in_year(first, second.year)
        if isinstance(second, Period) and second.unit == "year" and second.offset is not None and not link:
            return replace(first, year_offset=second.offset)
    if isinstance(first, Period) and not link:
        return _period_with(first, second)
    if isinstance(first, Shift) and first.from_text and not link and isinstance(second, Recurring | Year | Fixed):
        return Counted(first, second)
    return None


def _in_year(first: Recurring, year: int) -> Recurring | None:
    dated = replace(first, year=year)
    return dated if first.kind != "day" or dated._in(year) else None


def _weekday_with(first: Weekday, second: Meaning, link: str) -> Meaning | None:
    if isinstance(second, Recurring) and first.week is None:
        named = second.kind == "day" or (second.kind == "holiday" and not link)
        return replace(second, weekday=first.day) if named else None
    if link or first.which in ("last", "next") or first.week is not None:
        return None
    if isinstance(second, Period) and second.unit == "week" and second.offset is not None:
        return replace(first, which="", week=second.offset)
    if (
        isinstance(second, Shift)
        and second.unit in ("week", "fortnight")
        and second.low == second.high
        and not second.from_text
    ):
        return replace(first, which="", week=second.low * (2 if second.unit == "fortnight" else 1))
    return None


def _period_with(first: Period, second: Meaning) -> Meaning | None:
    if first.unit in ("week", "weekend") and isinstance(second, Recurring) and second.kind == "day":
        return Holding(first.unit, second) if not first.offset and not first.which else None
    if first.unit == "week" and isinstance(second, Weekday) and not second.which and first.offset is not None:
        return replace(second, week=first.offset)
    if (
        first.unit == "year"
        and first.offset
        and isinstance(second, Recurring)
        and not second.dated
        and not second.which
    ):
        return replace(second, year_offset=first.offset)
    return None


def _range(first: Meaning, second: Meaning) -> Meaning | None:
    if isinstance(first, Year) and isinstance(second, Year):
        return Range(first, second) if first.year < second.year else None
    if any(isinstance(meaning, Range | Either) or meaning.anaphoric for meaning in (first, second)):
        return None
    return Range(first, second)


def _consecutive(first: Meaning, second: Meaning) -> bool:
    """Whether "a and b" is an unbroken span: Tuesday and Wednesday, 3 and 4 March, May and June."""
    if isinstance(first, Weekday) and isinstance(second, Weekday):
        return second.day == first.day % 7 + 1 and (not second.which or second.which == first.which)
    if isinstance(first, Recurring) and isinstance(second, Recurring) and first.kind == second.kind:
        if first.kind == "day":
            return first.key[0] == second.key[0] and int(second.key[1]) - int(first.key[1]) == 1
        return first.kind in ("month", "quarter", "season") and int(second.key[0]) - int(first.key[0]) == 1
    return False
