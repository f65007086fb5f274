"""The calendar's own arithmetic: periods, parts of periods, seasons, and what comes back every year."""

from datetime import date, timedelta

from utsyn.dates import feasts

DAYS = {"hour": 0, "day": 1, "week": 7, "fortnight": 14}
"""Units that are a fixed number of days; shorter ones leave the day as it is."""
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
"""Units that are a number of calendar months, aligned with the year."""

UNITS = frozenset((*DAYS, *MONTHS, "weekend"))

Pair = tuple[date, date]


def days(start: date, end: date) -> tuple[date, ...]:
    """Every day of the closed span."""
    return tuple(start + timedelta(days=n) for n in range((end - start).days + 1))


def monday(day: date) -> date:
    """The Monday of the day's ISO week."""
    return day - timedelta(days=day.isoweekday() - 1)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def is_possible(month: int, day: int, year: int | None = None) -> bool:
    """Whether the month has such a day; 29 February counts when no year is known."""
    return 1 <= month <= 12 and 1 <= day <= month_end(2000 if year is None else year, month).day


def period(unit: str, day: date, offset: int) -> Pair:
    """The calendar unit that holds `day`, moved by `offset` units."""
    if unit in ("day", "hour"):
        there = day + timedelta(days=offset * DAYS[unit])
        return there, there
    if unit in ("week", "calendar-week", "weekend", "fortnight"):
        start = monday(day) + timedelta(days=7 * offset)
        return start + timedelta(days=5 if unit == "weekend" else 0), start + timedelta(
            days=13 if unit == "fortnight" else 6
        )
    size = MONTHS[unit]
    index = ((day.year * 12 + day.month - 1) // size + offset) * size
    start = date(index // 12, index % 12 + 1, 1)
    final = index + size - 1
    return start, month_end(final // 12, final % 12 + 1)


def moved(day: date, unit: str, offset: int) -> date:
    """The same day so many months, years … away, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + offset * MONTHS[unit]
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, month_end(year, month).day))


def part(name: str, start: date, end: date) -> Pair:
    """The early, mid or late part, first or second half, or the very end, of a period, by custom of its length."""
    length = (end - start).days + 1
    if length == 1 or name == "whole":
        return start, end
    if name in ("first-half", "second-half"):
        middle = _half(start, end, length)
        return (start, middle - timedelta(days=1)) if name == "first-half" else (middle, end)
    if length <= 7:
        return _part_of_week(name, start, end, length)
    if length <= 31:
        return _third(name, (start, start + timedelta(days=10), start + timedelta(days=20)), end)
    if 365 <= length <= 366 and start.day == start.month == 1:
        # early and late in a year are said of its first and last quarter, the middle of the months between
        return _part_of_year(name, start.year)
    if length > 3650:
        years = [start.year + round((end.year + 1 - start.year) * share) for share in (0, 0.4, 0.7)]
        first, second, third = (date(year, 1, 1) for year in years)
        return _third(name, (first, second, third), end)
    return _third(name, (start, start + timedelta(days=length // 3), start + timedelta(days=2 * length // 3)), end)


def _third(name: str, edges: tuple[date, date, date], end: date) -> Pair:
    index = ("early", "mid", "late").index(name)
    return edges[index], (*edges[1:], end + timedelta(days=1))[index] - timedelta(days=1)


def _part_of_year(name: str, year: int) -> Pair:
    first, last = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}[name]
    return date(year, first, 1), month_end(year, last)


def _part_of_week(name: str, start: date, end: date, length: int) -> Pair:
    if length < 7:
        return start, end
    first, last = {"early": (0, 1), "mid": (2, 2), "late": (3, 6)}[name]
    return start + timedelta(days=first), start + timedelta(days=last)


def _half(start: date, end: date, length: int) -> date:
    if start.day == 1 and length > 31:
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        return moved(start, "month", months // 2)
    return start + timedelta(days=15 if length > 27 else length // 2)


def occurrence(kind: str, key: tuple[int | str, ...], year: int) -> Pair | None:
    """A yearly thing in a year.

    Kinds: "day" (month, day), "month" (number), "season" (1 spring … 4 winter), "quarter", "half", "week" (ISO
    number), "holiday" (name).
    Seasons are the meteorological ones; the winter of a year is the one that ends in it.
    """
    if kind == "day":
        month, day = int(key[0]), int(key[1])
        return (date(year, month, day),) * 2 if is_possible(month, day, year) else None
    if kind == "holiday":
        return feasts.FEASTS[str(key[0])](year)
    number = int(key[0])
    if kind == "week":
        start = monday(date(year, 1, 4)) + timedelta(days=7 * (number - 1))
        return (start, start + timedelta(days=6)) if start.isocalendar().year == year else None
    if kind == "season":
        return _season(number, year)
    size = {"month": 1, "quarter": 3, "half": 6}[kind]
    return date(year, (number - 1) * size + 1, 1), month_end(year, number * size)


def _season(number: int, year: int) -> Pair:
    if number == 4:
        return date(year - 1, 12, 1), month_end(year, 2)
    return date(year, number * 3, 1), month_end(year, number * 3 + 2)
