"""Publication dates as written: a day, a month or a year becomes the span of days it stands for."""

import calendar
import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from utsyn.article import tables
from utsyn.article.model import DateSpan
from utsyn.errors import ArticleError

_FIRST_YEAR, _LAST_YEAR = 1500, 2199
_ISO = r"\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?(?:\s?(?:Z|[+-]\d{2}:?\d{2}))?)?)?"
ISO_DATE = re.compile(_ISO + r"(?![\w:-]|[.,]\d)")
"""An ISO 8601 day or month, the day with or without a time, that ends where it ends."""
_NUMERIC_DATE = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.\d{4}(?!\d)")
_HINT = "write it as 2022-01-18, 2022-01 or 2022"
_LONGEST = 80


def parse_published(value: str) -> DateSpan:
    """Read a publication date and return the days it stands for.

    Understands ISO 8601 (`2022-01-18`, `2022-01`, `2022`, with or without a time, which is dropped as written, without
    moving it to another zone), numbers day first (`18.01.2022`), and month names of the ten languages.
    Raises ArticleError, which says what to write instead.

    >>> parse_published("2022-02")
    DateSpan(start=datetime.date(2022, 2, 1), end=datetime.date(2022, 2, 28))
    """
    text = " ".join(value.split()).strip(" .;")
    shown = text if len(text) <= 40 else text[:40] + "…"
    if not text or len(text) > _LONGEST:
        raise ArticleError(f"no date in {shown!r}: {_HINT}")
    numbers = _iso(text) or _numeric(text, shown) or _in_words(text)
    if numbers is None:
        raise ArticleError(f"cannot read {shown!r} as a date: {_HINT}")
    return _span(*numbers, shown)


def _span(year: int, month: int | None, day: int | None, shown: str) -> DateSpan:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ArticleError(f"the year of {shown!r} is outside {_FIRST_YEAR}-{_LAST_YEAR}: {_HINT}")
    try:
        if month is None:
            return DateSpan(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return DateSpan(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return DateSpan(date(year, month, day), date(year, month, day))
    except (ValueError, calendar.IllegalMonthError):
        raise ArticleError(f"{shown!r} is not in the calendar: correct it, or {_HINT}") from None


Numbers = tuple[int, int | None, int | None]


def _iso(text: str) -> Numbers | None:
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}).*)?)?", text)
    if found and (len(text) <= 10 or ISO_DATE.fullmatch(text)):
        year, month, day = found.groups()
        return int(year), int(month) if month else None, int(day) if day else None
    found = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(?:T[\d:]{4,8}(?:Z|[+-]\d{2}:?\d{2})?)?", text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _numeric(text: str, shown: str) -> Numbers | None:
    bare = _without_time(text)
    if found := re.fullmatch(r"(\d{4})[./-](\d{1,2})(?:[./-](\d{1,2}))?", bare):
        return int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    found = re.fullmatch(r"(\d{1,2})(\. ?|/|-)(\d{1,2})(?:\. ?|/|-)(\d{4})", bare)
    if not found:
        return None
    day, month = int(found[1]), int(found[3])
    if found[2] == "/" and day != month and day <= 12 and month <= 12:
        raise ArticleError(f"{shown!r} may be read day first or month first: {_HINT}")
    return (int(found[4]), day, month) if found[2] == "/" and month > 12 else (int(found[4]), month, day)


def _without_time(text: str) -> str:
    return _time_at_the_end().sub("", text)


@cache
def _time_at_the_end() -> re.Pattern[str]:
    words = rf"(?:{alternatives(tables.load('head')['after'])})(?!\w)"
    clock = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?"
    time = rf"(?:{words})?\.?,? ?{clock}(?: ?(?:{words}|[+-]\d{{2}}:?\d{{2}}|z))*+"
    return re.compile(rf"(?:,? +(?:–|-|\|)?,? ?{time}|,? (?:{words})\.?)++$", re.IGNORECASE)


def alternatives(words: Iterable[str]) -> str:
    """Join words to a pattern, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


@cache
def month_numbers() -> dict[str, int]:
    """Map every month name and short form, lower case, to 1-12."""
    return {name: number for number, names in enumerate(tables.load("months"), 1) for name in names}


@cache
def written_date() -> re.Pattern[str]:
    """A day, month name and year, or month name and year, in running text (groups: see `_in_words`)."""
    months = alternatives(month_numbers())
    de = r"(?:(?:de|del|of) )?"
    day_first = rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.? ?{de}(?P<m1>{months})\.?,? {de}(?P<y1>\d{{4}})"
    month_first = rf"(?P<m2>{months})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
    month_only = rf"(?P<m3>{months})\.?,? {de}(?P<y3>\d{{4}})"
    return re.compile(rf"(?<!\w)(?:{day_first}|{month_first}|{month_only})(?!\w)", re.IGNORECASE)


@cache
def _lead_in() -> re.Pattern[str]:
    table = tables.load("head")
    words = alternatives([*table["weekdays"], *table["fillers"]])
    return re.compile(rf"(?:(?:{words})(?:\.|,)?,? +)*", re.IGNORECASE)


def first_date(text: str) -> str | None:
    """Find the first day that is written out in a line, in any of the forms that `parse_published` reads."""
    patterns = (written_date(), ISO_DATE, _NUMERIC_DATE)
    found = [match for pattern in patterns if (match := pattern.search(text))]
    return min(found, key=lambda match: match.start()).group() if found else None


def _in_words(text: str) -> Numbers | None:
    bare = _without_time(text)
    start = _lead_in().match(bare)
    found = written_date().fullmatch(bare, start.end() if start else 0)
    return numbers_of(found) if found else None


def numbers_of(found: re.Match[str]) -> Numbers:
    """Year, month and day of a match of `written_date`."""
    which = next(form for form in "123" if found["y" + form])
    day = None if which == "3" else int(found["d" + which])
    return int(found["y" + which]), month_numbers()[found["m" + which].lower()], day
