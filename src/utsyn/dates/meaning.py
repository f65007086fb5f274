"""What a time expression means: a small algebra whose terms turn a report day into a span of days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from utsyn.dates import calendar

DAY = timedelta(days=1)


class Direction(str, Enum):  # noqa: UP042
    """Whether the act that an expression dates lies behind the report or ahead of it."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """A closed span of days; `days` lists the single days meant when only one of several is."""

    start: date
    end: date
    days: tuple[date, ...] = ()

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is worked out against: the report's own day, the act's direction, another date."""

    today: date | None
    direction: Direction = Direction.UNKNOWN
    anchor: Span | None = None


class Meaning:
    """A term of the algebra; `span` gives None when the context lacks what it needs."""

    __slots__ = ()

    def span(self, context: Context) -> Span | None:
        """The days meant."""
        raise NotImplementedError

    def fits(self, today: date) -> bool:
        """Whether the expression can have been written on `today`."""
        return True

    @property
    def anaphoric(self) -> bool:
        """Whether it counts from another date of the text."""
        return False


def _single(day: date) -> Span:
    return Span(day, day)


@dataclass(frozen=True, slots=True)
class Day(Meaning):
    """A day counted from the report's own: -1 is yesterday."""

    offset: int

    def span(self, context: Context) -> Span | None:
        return None if context.today is None else _single(context.today + self.offset * DAY)


@dataclass(frozen=True, slots=True)
class Year(Meaning):
    """A calendar year by its number."""

    year: int

    def span(self, context: Context) -> Span | None:
        return Span(date(self.year, 1, 1), date(self.year, 12, 31))


@dataclass(frozen=True, slots=True)
class Fixed(Meaning):
    """A span that needs nothing but the calendar: a decade, a century, an ISO date."""

    start: date
    end: date

    def span(self, context: Context) -> Span | None:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Weekday(Meaning):
    """A day of the week, 1 Monday to 7 Sunday.

    `which` is "" (direction decides), "last" and "next" (strictly before and after the report), "this" (of the
    report's week), "past" and "future" (the form itself tells the direction: Swedish "i tisdags", "på tisdag").
    `week` counts weeks from the report's own and overrides `which`. Beside a named time zone (`zoned`) a past day may
    already be the day after the report's: "early Thursday, local time", in a report of Wednesday.
    """

    day: int
    which: str = ""
    week: int | None = None
    zoned: bool = False

    def span(self, context: Context) -> Span | None:
        today = context.today
        if today is None:
            return None
        if self.week is not None:
            return _single(calendar.monday(today) + timedelta(days=7 * self.week + self.day - 1))
        back = timedelta(days=(today.isoweekday() - self.day) % 7)
        ahead = timedelta(days=(self.day - today.isoweekday()) % 7)
        match self.which or context.direction.value:
            case "last":
                return _single(today - (back or 7 * DAY))
            case "next":
                return _single(today + (ahead or 7 * DAY))
            case "future":
                return _single(today + ahead)
            case "this":
                week = 0 if context.direction is Direction.UNKNOWN else None
                return Weekday(self.day, "", week).span(context)
        return _single(today + DAY if self.zoned and ahead == DAY else today - back)


@dataclass(frozen=True, slots=True)
class Period(Meaning):
    """A week, weekend, month, quarter, half, year, decade or century counted from the report's own.

    Without `offset` the direction decides: the latest that has begun or the first that has not ended.
    """

    unit: str
    offset: int | None = 0
    which: str = ""

    def span(self, context: Context) -> Span | None:
        if context.today is None:
            return None
        if self.offset is None:
            return self._nearest(context.today, context)
        return self._at(context.today, self.offset)

    def _at(self, today: date, offset: int) -> Span:
        return Span(*calendar.period(self.unit, today, offset))

    def _nearest(self, today: date, context: Context) -> Span | None:
        if self.which == "this" and context.direction is Direction.UNKNOWN:
            return self._at(today, 0)
        which = "" if self.which == "this" else self.which or _backwards(context)
        return _pick(lambda number: self._at(today, number), which, context)


def _backwards(context: Context) -> str:
    """Without a direction a weekend is the latest, as a weekday is."""
    return "past" if context.direction is Direction.UNKNOWN else ""


def _pick(occurrence: Callable[[int], Span | None], which: str, context: Context) -> Span | None:
    """The occurrence, numbered around the report's own, that the words or the direction choose."""
    today = context.today
    assert today is not None
    choice = which or context.direction.value
    if choice == "unknown":
        found = [span for side in ("past", "future") if (span := _pick(occurrence, side, context))]
        return min(found, key=lambda span: max(span.start - today, today - span.end, timedelta(0)), default=None)
    if choice in ("past", "last"):
        return _first(
            occurrence, range(1, -9, -1), lambda span: (span.start if choice == "past" else span.end + DAY) <= today
        )
    return _first(
        occurrence, range(-1, 9), lambda span: (span.end if choice == "future" else span.start - DAY) >= today
    )


def _first(occurrence: Callable[[int], Span | None], numbers: range, fits: Callable[[Span], bool]) -> Span | None:
    return next((span for number in numbers if (span := occurrence(number)) and fits(span)), None)


@dataclass(frozen=True, slots=True)
class Recurring(Meaning):
    """Something that comes back every year: a day of a month, a month, a season, a quarter, a holiday.

    `kind` and `key` are those of `calendar.occurrence`. `year` fixes it, `year_offset` counts years from the
    report's own, `which` is "last" (ended before the report), "next" (begins after it) or "this" (of the same year
    unless the direction tells).
    """

    kind: str
    key: tuple[int | str, ...]
    which: str = ""
    year: int | None = None
    year_offset: int | None = None
    weekday: int | None = None

    def span(self, context: Context) -> Span | None:
        if self.year is not None:
            return self._in(self.year)
        today = context.today
        if today is None:
            return None
        if self.year_offset is not None:
            return self._in(today.year + self.year_offset)
        if self.which == "this" and context.direction is Direction.UNKNOWN:
            return self._in(today.year)
        which = "" if self.which == "this" else self.which
        return self._on_weekday(today) or _pick(lambda number: self._in(today.year + number), which, context)

    def _on_weekday(self, today: date) -> Span | None:
        # "tirsdag 3. mars" without a year: the weekday tells the year when a near one agrees
        if self.weekday is None:
            return None
        near = (self._in(today.year + number) for number in (0, -1, 1))
        return next((span for span in near if span and span.start.isoweekday() == self.weekday), None)

    def _in(self, year: int) -> Span | None:
        return _occurrence(self.kind, self.key, year)

    @property
    def dated(self) -> bool:
        """Whether the words say which year."""
        return self.year is not None or self.year_offset is not None


@lru_cache(maxsize=4096)
def _occurrence(kind: str, key: tuple[int | str, ...], year: int) -> Span | None:
    found = calendar.occurrence(kind, key, year)
    return Span(*found) if found else None


def _shifted(span: Span, unit: str, low: int, high: int) -> Span:
    """`span` moved by `low` to `high` units; months and longer give the whole calendar unit reached."""
    if unit in calendar.DAYS:
        size = calendar.DAYS[unit] * DAY
        start, end = span.start + low * size, span.end + high * size
        picks = calendar.days(start, end) if low != high and unit == "day" else ()
        return Span(start, end, picks)
    return Span(calendar.period(unit, span.start, low)[0], calendar.period(unit, span.end, high)[1])


@dataclass(frozen=True, slots=True)
class Shift(Meaning):
    """So many units before or after the report ("three days ago") or an earlier date ("three days later").

    `clause` marks the forms that name what they count from ("the day after Britain said …"): unless that act is
    dated they fall on the report's own day or on the date beside them. `or_lasting` marks those that in the past are a
    length of time ("the first visit in five years").
    """

    unit: str
    low: int
    high: int
    from_text: bool = False
    clause: bool = False
    or_lasting: bool = False

    def span(self, context: Context) -> Span | None:
        if self.or_lasting and context.direction is Direction.PAST:
            return Reach(self.unit, -self.high, 0).span(context)
        if self.from_text:
            return _shifted(context.anchor, self.unit, self.low, self.high) if context.anchor else None
        return _shifted(_single(context.today), self.unit, self.low, self.high) if context.today else None

    @property
    def anaphoric(self) -> bool:
        return self.from_text


@dataclass(frozen=True, slots=True)
class Counted(Meaning):
    """So many units before or after a date that is named ("eight years after 2014")."""

    shift: Shift
    inner: Meaning

    def span(self, context: Context) -> Span | None:
        return self.shift.span(replace(context, anchor=self.inner.span(context)))


@dataclass(frozen=True, slots=True)
class Same(Meaning):
    """The day, week, month or year of an earlier date ("the same day", "den uken")."""

    unit: str

    def span(self, context: Context) -> Span | None:
        if context.anchor is None:
            return None
        if self.unit == "day":
            return context.anchor
        return Span(*calendar.period(self.unit, context.anchor.start, 0))

    @property
    def anaphoric(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class WeekdayFrom(Meaning):
    """The weekday next after or before an earlier date ("påfølgende mandag", "the Friday before")."""

    day: int
    sign: int

    def span(self, context: Context) -> Span | None:
        if context.anchor is None:
            return None
        edge = context.anchor.end if self.sign > 0 else context.anchor.start
        return Weekday(self.day, "next" if self.sign > 0 else "last").span(Context(edge))

    @property
    def anaphoric(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Reach(Meaning):
    """The units that lead up to the report ("the past three days") or follow it ("within two weeks")."""

    unit: str
    low: int
    high: int

    def span(self, context: Context) -> Span | None:
        if context.today is None:
            return None
        return Span(self._edge(context.today, self.low), self._edge(context.today, self.high))

    def _edge(self, today: date, number: int) -> date:
        if self.unit in calendar.DAYS:
            return today + number * calendar.DAYS[self.unit] * DAY
        return calendar.moved(today, self.unit, number)


@dataclass(frozen=True, slots=True)
class Nth(Meaning):
    """The nth (from the end when negative) week or weekday of a month ("første mandag i mai")."""

    number: int
    weekday: int | None
    inner: Meaning

    def span(self, context: Context) -> Span | None:
        month = self.inner.span(context)
        if month is None:
            return None
        if self.weekday is None:
            return _nth_week(month, self.number)
        days = [day for day in calendar.days(month.start, month.end) if day.isoweekday() == self.weekday]
        index = self.number - 1 if self.number > 0 else self.number
        return _single(days[index]) if -len(days) <= index < len(days) else None


def _nth_week(month: Span, number: int) -> Span | None:
    if number < 0:
        return Span(max(month.start, month.end - 6 * DAY), month.end)
    start = month.start + (number - 1) * 7 * DAY
    return Span(start, min(month.end, start + 6 * DAY)) if start <= month.end else None


@dataclass(frozen=True, slots=True)
class Holding(Meaning):
    """The week or weekend that holds a day ("the week of 7 March")."""

    unit: str
    inner: Meaning

    def span(self, context: Context) -> Span | None:
        day = self.inner.span(context)
        return Span(*calendar.period(self.unit, day.start, 0)) if day else None


@dataclass(frozen=True, slots=True)
class Part(Meaning):
    """The early, middle or late part of a period; a single day stays whole."""

    part: str
    inner: Meaning

    def span(self, context: Context) -> Span | None:
        whole = self.inner.span(context)
        return None if whole is None else Span(*calendar.part(self.part, whole.start, whole.end))

    @property
    def anaphoric(self) -> bool:
        return self.inner.anaphoric


@dataclass(frozen=True, slots=True)
class Clip(Meaning):
    """What of a period lies behind the report ("earlier this week") or ahead of it ("later this year")."""

    ahead: bool
    inner: Meaning

    def span(self, context: Context) -> Span | None:
        whole = self.inner.span(replace(context, direction=Direction.FUTURE if self.ahead else Direction.PAST))
        if whole is None or context.today is None or not whole.start <= context.today <= whole.end:
            return whole
        return Span(context.today, whole.end) if self.ahead else Span(whole.start, context.today)


@dataclass(frozen=True, slots=True)
class Bound(Meaning):
    """A span that a preposition opens or closes: since, starting, from, until, by, before, after.

    `since` always looks back. `starting` (ru "с понедельника") and `from` do so in the past only, and a bare day or
    period "from" which something comes ("pictures from Monday") is that day. Where the open side is not the report's
    own day it is closed at a distance of the length of the thing named.
    """

    kind: str
    inner: Meaning

    def span(self, context: Context) -> Span | None:
        edge = self.inner.span(self._inward(context))
        if edge is None or context.today is None:
            return None
        today, length = context.today, edge.length * DAY
        # "before the end of May" is by then, not before that end begins
        ends = self.kind == "before" and isinstance(self.inner, Part) and self.inner.part == "late"
        match "by" if ends else self.kind:
            case "since" | "starting" | "from":
                return Span(edge.start, today) if self._lasts(context) and edge.start <= today else edge
            case "until" | "by":
                return Span(today, edge.end) if edge.end >= today else edge
            case "before":
                last = edge.start - DAY
                return Span(today, last) if today <= last else Span(edge.start - length, last)
        first = edge.end + DAY
        return Span(first, today) if first <= today else Span(first, edge.end + length)

    def _inward(self, context: Context) -> Context:
        """Since looks back and by looks ahead, whatever the tense around them."""
        facing = {"since": Direction.PAST, "by": Direction.FUTURE}.get(self.kind)
        return replace(context, direction=facing) if facing else context

    def _lasts(self, context: Context) -> bool:
        """Whether what began then is said to go on to the report's day."""
        if self.kind == "since":
            return True
        day = isinstance(self.inner, Day | Weekday | Period) and self.kind == "from"
        return context.direction is not Direction.FUTURE and not day

    @property
    def anaphoric(self) -> bool:
        return self.inner.anaphoric


@dataclass(frozen=True, slots=True)
class Range(Meaning):
    """From one date to another; the one whose place is surer is worked out first, the other follows from it."""

    first: Meaning
    last: Meaning

    def span(self, context: Context) -> Span | None:
        backwards = _floats(self.first) and (not _floats(self.last) or context.direction is Direction.PAST)
        if backwards:
            return self._backwards(context) or self._forwards(context)
        return self._forwards(context)

    def _forwards(self, context: Context) -> Span | None:
        first = self.first.span(context)
        if first is None:
            return None
        follow = Context(first.start, Direction.FUTURE, context.anchor) if _floats(self.last) else context
        last = self.last.span(follow)
        return Span(first.start, last.end) if last and last.end >= first.start else None

    def _backwards(self, context: Context) -> Span | None:
        last = self.last.span(context)
        if last is None:
            return None
        follow = Context(last.start, Direction.PAST, context.anchor) if _floats(self.first) else context
        first = self.first.span(follow)
        return Span(first.start, last.end) if first and first.start <= last.end else None


def _floats(meaning: Meaning) -> bool:
    """Whether a neighbour may decide which one is meant."""
    if isinstance(meaning, Part):
        return _floats(meaning.inner)
    if isinstance(meaning, Weekday):
        return meaning.week is None and not meaning.which
    return isinstance(meaning, Recurring) and not meaning.dated and not meaning.which


@dataclass(frozen=True, slots=True)
class Either(Meaning):
    """One of two dates ("Tuesday or Wednesday")."""

    first: Meaning
    second: Meaning

    def span(self, context: Context) -> Span | None:
        spans = [span for meaning in (self.first, self.second) if (span := meaning.span(context))]
        if len(spans) < 2:
            return None
        picks = {span.start for span in spans} if all(span.length == 1 for span in spans) else set()
        return Span(min(s.start for s in spans), max(s.end for s in spans), tuple(sorted(picks)))


@dataclass(frozen=True, slots=True)
class Together(Meaning):
    """A day said twice ("i dag, tirsdag"): the weekday tells which day the report's own can be."""

    day: Day
    weekday: Weekday

    def span(self, context: Context) -> Span | None:
        return self.day.span(context)

    def fits(self, today: date) -> bool:
        return (today + self.day.offset * DAY).isoweekday() == self.weekday.day


@dataclass(frozen=True, slots=True)
class DayOfMonth(Meaning):
    """A day number that waits for its month ("fra 3. til 5. mars"); alone, of the month of the report."""

    day: int

    def span(self, context: Context) -> Span | None:
        today = context.today
        return None if today is None else _pick(lambda number: self._in(today, number), "", context)

    def _in(self, today: date, number: int) -> Span | None:
        first = calendar.moved(today.replace(day=1), "month", number)
        return _single(first.replace(day=self.day)) if calendar.is_possible(first.month, self.day, first.year) else None

    def of(self, other: Recurring) -> Recurring | None:
        """The same month's day, None when the month has no such day."""
        month = int(other.key[0])
        if not calendar.is_possible(month, self.day, other.year):
            return None
        weekday = other.weekday and (other.weekday - 1 + self.day - int(other.key[1])) % 7 + 1
        return replace(other, key=(month, self.day), weekday=weekday)
