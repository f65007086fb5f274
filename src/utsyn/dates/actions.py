"""What the data files' actions build: the words before a phrase list, turned into terms of the algebra."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from utsyn.dates import calendar
from utsyn.dates.feasts import FEASTS
from utsyn.dates.meaning import (
    Clip,
    Day,
    DayOfMonth,
    Fixed,
    Meaning,
    Nth,
    Part,
    Period,
    Range,
    Reach,
    Recurring,
    Same,
    Shift,
    Weekday,
    WeekdayFrom,
    Year,
)

PARTS = frozenset(("early", "mid", "late", "first-half", "second-half"))
BOUNDS = frozenset(("since", "starting", "until", "by", "before", "after"))
MARKERS = (
    PARTS
    | BOUNDS
    | {
        "earlier",
        "later",
        "from",
        "between",
        "to",
        "dash",
        "and",
        "or",
        "in",
        "near",
        "the",
        "link",
        "comma",
        "genitive",
        "next",
        "last",
    }
)

Captures = Mapping[str, Sequence[Any]]
Builder = Callable[[Sequence[str], Captures], Meaning | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a phrase of a data file does: builds a meaning, or marks a place (`marker`).

    A `weak` meaning counts only beside a preposition or another date word. A `genitive` one belongs to the noun after
    it, so that a preposition before it bounds nothing ("etter tirsdagens møte"). A phrase with neither marker nor
    meaning is a false friend that swallows its words.
    """

    marker: str = ""
    build: Builder | None = None
    arguments: tuple[str, ...] = ()
    weak: bool = False
    genitive: bool = False
    ahead: int = 0
    """Tokens at the end of the phrase that must follow but are not part of the expression."""

    def meaning(self, captures: Captures) -> Meaning | None:
        """The meaning, None for an impossible date and for a false friend."""
        return self.build(self.arguments, captures) if self.build else None


def parse_action(action: str, *, marker: bool) -> Outcome:
    """Reads an action of a data file; raises ValueError when it names nothing known."""
    name, *arguments = str(action).split()
    if marker:
        if name not in MARKERS:
            raise ValueError(f"unknown date marker {action!r}")
        return Outcome(marker=name)
    if name == "block":
        return Outcome()
    if name not in _BUILDERS:
        raise ValueError(f"unknown date action {action!r}")
    rest = tuple(a for a in arguments if a not in ("weak", "genitive"))
    return Outcome("", _BUILDERS[name], rest, "weak" in arguments, "genitive" in arguments)


def _which(arguments: Sequence[str]) -> str:
    return next((a for a in arguments if a in ("last", "next", "this", "past", "future")), "")


def _integer(arguments: Sequence[str]) -> int | None:
    return next((int(a) for a in arguments if a.lstrip("+-").isdigit()), None)


def _year(captures: Captures) -> int | None:
    return int(captures["year"][0]) if captures.get("year") else None


def _day(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    return Day(_integer(arguments) or 0)


def _weekday(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    day = int(captures["weekday"][-1])
    if "after" in arguments or "before" in arguments:
        return WeekdayFrom(day, 1 if "after" in arguments else -1)
    return Weekday(day, _which(arguments), _integer(arguments))


def _period(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    unit = _unit(arguments, captures)
    if unit == "hour":
        return None
    which = _which(arguments)
    return Period(unit, _integer(arguments) if not which else None, which)


def _rest(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    return Clip(True, Period(_unit(arguments, captures)))


def _amount(arguments: Sequence[str], captures: Captures) -> tuple[int, int]:
    named = next((a for a in arguments if a[0].isdigit()), "1")
    value = str(captures["n"][0]) if captures.get("n") else named
    low, _, high = value.partition("-")
    return int(low), int(high or low)


def _unit(arguments: Sequence[str], captures: Captures) -> str:
    named = [a for a in arguments if a in calendar.UNITS]
    return named[0] if named else str(captures["unit"][0])


def _shift(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    low, high = _amount(arguments, captures)
    if len(captures.get("n", ())) > 1:
        high = max(low, int(str(captures["n"][1]).partition("-")[0]))
    unit = _unit(arguments, captures)
    if "week" in arguments and not captures.get("n"):
        unit = "calendar-week"
    if unit == "half":
        unit, low, high = "month", 6 * low, 6 * high
    if "back" in arguments:
        low, high = -high, -low
    return Shift(unit, low, high, "text" in arguments, "clause" in arguments, "or-lasting" in arguments)


def _reach(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    # a vague number of units reaches as far as its upper end
    number = _amount(arguments, captures)[1]
    low, high = (-number, 0) if "back" in arguments else (0, number)
    return Reach(_unit(arguments, captures), low, high)


def _same(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    unit = _unit(arguments, captures)
    return Same("day" if unit == "hour" else unit)


def _date(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    month, year = int(captures["month"][0]), _year(captures)
    day = 1 if "first" in arguments else int(captures["day"][0])
    if not calendar.is_possible(month, day, year):
        return None
    weekday = int(captures["weekday"][0]) if captures.get("weekday") else None
    return Recurring("day", (month, day), _which(arguments), year, _integer(arguments), weekday)


def _recurring(kind: str, source: str) -> Builder:
    def build(arguments: Sequence[str], captures: Captures) -> Meaning | None:
        number = int(captures[source][0])
        if kind in _LIMITS and not 1 <= number <= _LIMITS[kind]:
            return None
        return Recurring(kind, (number,), _which(arguments), _year(captures), _integer(arguments))

    return build


_LIMITS = {"quarter": 4, "half": 2}


def _season(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    number, years = int(captures["season"][0]), captures.get("year", ())
    if len(years) > 1 or "twoyear" in arguments:
        return Recurring("season", (number,), "", int(years[0]) + 1)
    return Recurring("season", (number,), _which(arguments), _year(captures), _integer(arguments))


def _holiday(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    if arguments[0] not in FEASTS:
        raise ValueError(f"unknown holiday {arguments[0]!r}")
    return Recurring("holiday", (arguments[0],), _which(arguments[1:]), _year(captures), _integer(arguments[1:]))


def _calendar_year(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    return Year(int(captures["year"][0]))


def _years(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    first, last = (int(year) for year in captures["year"][:2])
    return Range(Year(first), Year(last)) if first < last else None


def _decade(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    if captures.get("decade"):
        start = int(captures["decade"][0])
    elif captures.get("yy"):
        start = 1900 + int(captures["yy"][0])
    else:
        start = _year(captures) or _integer(arguments) or 1
    if start % 100 == 0 and start < 2000:  # "1800-tallet", "the 1900s"
        return Fixed(date(start, 1, 1), date(start + 99, 12, 31))
    if start % 10:
        return None
    return Fixed(date(start, 1, 1), date(start + 9, 12, 31))


def _century(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    source = next((name for name in ("ordinal", "roman", "n", "day") if captures.get(name)), None)
    number = int(captures[source][0]) if source else _integer(arguments) or 0
    if not 1 < number <= 21:
        return None
    return Fixed(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31))


def _numeric(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    if captures.get("iso"):
        year, month, day = (int(piece) for piece in str(captures["iso"][0]).split("-"))
    else:
        day, month, year = (int(piece) for piece in str(captures["dmy"][0]).replace("/", ".").split("."))
        year += 0 if year > 99 else 2000 if year < 70 else 1900
        if "either" in arguments and month > 12:
            day, month = month, day
        elif "either" in arguments and day <= 12 and day != month:
            return None  # 3/4/2022 is March in one country and April in another
    if not calendar.is_possible(month, day, year) or year < 1:
        return None
    return Fixed(date(year, month, day), date(year, month, day))


def _nights(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    first, last = captures["weekday"][:2]
    return Range(Weekday(int(first)), Weekday(int(last)))


def _ends(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    part = next(a for a in arguments if a in PARTS)
    return Part(part, Period(str(captures["unit"][0])))


def _nth(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    number = int(captures["ordinal"][0]) if captures.get("ordinal") else _integer(arguments) or 1
    month = Recurring("month", (int(captures["month"][0]),), "", _year(captures))
    return Nth(number, int(captures["weekday"][0]) if captures.get("weekday") else None, month)


def _day_of_month(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    return DayOfMonth(1 if "first" in arguments else int(captures["day"][0]))


def _week_number(arguments: Sequence[str], captures: Captures) -> Meaning | None:
    number, year = int(captures["n"][0]), _year(captures)
    if not 1 <= number <= 53:
        return None
    if year is None:
        return Recurring("week", (number,), "")
    start = calendar.occurrence("week", (number,), year)
    return Fixed(*start) if start else None


_BUILDERS: dict[str, Builder] = {
    "century": _century,
    "date": _date,
    "day": _day,
    "day-of-month": _day_of_month,
    "decade": _decade,
    "half": _recurring("half", "ordinal"),
    "holiday": _holiday,
    "month": _recurring("month", "month"),
    "ends": _ends,
    "nights": _nights,
    "nth": _nth,
    "numeric": _numeric,
    "period": _period,
    "quarter": _recurring("quarter", "ordinal"),
    "reach": _reach,
    "rest": _rest,
    "same": _same,
    "season": _season,
    "shift": _shift,
    "week-number": _week_number,
    "weekday": _weekday,
    "year": _calendar_year,
    "years": _years,
}
