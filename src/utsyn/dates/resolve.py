"""Expressions turned into days, all those of an article together, because they share the report's one day.

Directions come from the caller (tense, event status). A bare weekday in the past is the latest such day on or before
the report, in the future the next on or after it; without direction it looks back. A weekday that is the day after
publication is read as six days ago, because a report's own day is nearly always the day of its own place; only beside
a named time zone it is the day after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from utsyn.article.model import DateSpan
from utsyn.dates import calendar
from utsyn.dates.find import DateExpression
from utsyn.dates.meaning import (
    Context,
    Day,
    Direction,
    Fixed,
    Meaning,
    Recurring,
    Same,
    Shift,
    Span,
    Together,
    Weekday,
    WeekdayFrom,
)
from utsyn.dates.value import DateValue

_REACH = 4
"""Expressions that anaphora looks back over for a day."""
_LONGEST = 400
"""Days of a publication span beyond which nothing relative is worked out."""

Spans = tuple[Span | None, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """One value per expression, and the report's own day (without text), None when nothing is known about it."""

    values: tuple[DateValue | None, ...]
    report_day: DateValue | None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What has to be worked out for each possible report day."""

    distinct: tuple[tuple[Meaning, Direction], ...]
    number: tuple[int, ...]
    """For each expression its place in `distinct`, -1 when it is anaphoric."""
    anaphoric: tuple[tuple[int, Meaning, Direction, int | None], ...]


def _plan(expressions: Sequence[DateExpression], facing: Sequence[Direction], anchors: Mapping[int, int]) -> _Plan:
    distinct: dict[tuple[Meaning, Direction], int] = {}
    number: list[int] = []
    counted: list[tuple[int, Meaning, Direction, int | None]] = []
    for i, (expression, direction) in enumerate(zip(expressions, facing, strict=True)):
        if expression.meaning.anaphoric:
            number.append(-1)
            counted.append((i, expression.meaning, direction, _anchor(expressions, i, anchors)))
        else:
            number.append(distinct.setdefault((expression.meaning, direction), len(distinct)))
    return _Plan(tuple(distinct), tuple(number), tuple(counted))


def resolve_dates(
    expressions: Sequence[DateExpression],
    published: DateSpan | None,
    *,
    directions: Sequence[Direction] | None = None,
    anchors: Mapping[int, int] | None = None,
    same_day_pairs: Iterable[tuple[int, int]] = (),
) -> Resolution:
    """Days of every expression of one article.

    `directions[i]` tells whether the act that expression i dates is past or future. `anchors[i] = j` makes an anaphoric
    expression count from expression j instead of the one before it. `same_day_pairs` are expressions known to mean the
    same day. When `published` is longer than a day, every day in it that agrees with all expressions is tried, and a
    value holds what fits any of them. Without `published` only absolute dates have a value.
    """
    facing = tuple(directions or (Direction.UNKNOWN,) * len(expressions))
    plan = _plan(expressions, facing, anchors or {})
    if published is None or (published.end - published.start).days > _LONGEST:
        alone = _on(plan, None)
        return Resolution(tuple(map(_value, expressions, [[s] if s else [] for s in alone])), None)
    worlds = _worlds(expressions, published, plan, tuple(same_day_pairs))
    columns = [[spans[i] for _, spans in worlds] for i in range(len(expressions))]
    values = tuple(_value(e, [s for s in column if s]) for e, column in zip(expressions, columns, strict=True))
    return Resolution(values, _report_day([day for day, _ in worlds]))


def counted_from(expression: DateExpression, value: DateValue) -> DateValue | None:
    """The day that an anaphoric expression counts from, given its own value.

    "Scholz refused on Tuesday, the day after Britain said …": Britain's act is the day before Tuesday. None when the
    expression does not count.
    """
    meaning = expression.meaning
    if not isinstance(meaning, Shift) or not meaning.from_text or meaning.unit not in calendar.DAYS:
        return None
    size = calendar.DAYS[meaning.unit]
    low, high = timedelta(days=size * meaning.high), timedelta(days=size * meaning.low)
    days = tuple(day - low for day in value.candidates) if low == high else ()
    return DateValue(value.start - low, value.end - high, days, rule="counted back")


def _worlds(
    expressions: Sequence[DateExpression],
    published: DateSpan,
    plan: _Plan,
    pairs: Sequence[tuple[int, int]],
) -> list[tuple[date, Spans]]:
    """Possible report days, each with what the expressions mean on it.

    Constraints are dropped, the softest first, when no day satisfies them all: tenses misread, words misfound.
    """
    worlds = [(day, _on(plan, day)) for day in calendar.days(published.start, published.end)]
    if len(worlds) == 1:
        day, spans = worlds[0]
        return [(day, _quoted(expressions, spans, pairs))]
    kept = [w for w in worlds if all(e.meaning.fits(w[0]) for e in expressions)] or worlds
    kept = [w for w in kept if all(w[1][i] == w[1][j] for i, j in pairs)] or kept
    news = [i for i, n in enumerate(plan.number) if n >= 0 and _is_news(*plan.distinct[n])]
    return [w for w in kept if all(_inside(w[1][i], published) for i in news)] or kept


def _quoted(expressions: Sequence[DateExpression], spans: Spans, pairs: Sequence[tuple[int, int]]) -> Spans:
    """`spans` where a quotation's "today" is the day it was said ("– I have today …, he said on Tuesday")."""
    said = list(spans)
    for pair in pairs:
        for i, j in (pair, pair[::-1]):
            if expressions[i].meaning == Day(0) and _is_bare(expressions[j].meaning):
                said[i] = spans[j]
    return tuple(said)


def _is_bare(meaning: Meaning) -> bool:
    return isinstance(meaning, Weekday) and not meaning.which and meaning.week is None


def _is_news(meaning: Meaning, direction: Direction) -> bool:
    return _is_bare(meaning) and direction is Direction.PAST


def _inside(span: Span | None, published: DateSpan) -> bool:
    return span is None or span.start in published


def _on(plan: _Plan, today: date | None) -> Spans:
    """What every expression means when the report is of `today`."""
    answers = [_safe(meaning, Context(today, direction)) for meaning, direction in plan.distinct]
    spans = [answers[number] if number >= 0 else None for number in plan.number]
    for i, meaning, direction, anchor in plan.anaphoric:
        spans[i] = _safe(meaning, Context(today, direction, _anchor_span(meaning, anchor, spans, today)))
    return tuple(spans)


def _safe(meaning: Meaning, context: Context) -> Span | None:
    try:
        return meaning.span(context)
    except (ValueError, OverflowError):  # before year 1 or after 9999
        return None


def _anchor_span(meaning: Meaning, anchor: int | None, spans: Sequence[Span | None], today: date | None) -> Span | None:
    span = spans[anchor] if anchor is not None and anchor >= 0 else None
    if isinstance(meaning, Shift) and meaning.clause and (anchor is None or anchor < 0):
        beside = spans[-anchor - 1] if anchor is not None else None
        here = beside or (Span(today, today) if today else None)
        return None if here is None else _undo(meaning, here)
    if span is None and today is not None and not (isinstance(meaning, Shift) and meaning.low > 0):
        # "the day before", with no date before it, counts from the report
        return Span(today, today)
    return span


def _undo(meaning: Shift, here: Span) -> Span:
    """The anchor from which the expression falls on `here`."""
    size = timedelta(days=calendar.DAYS.get(meaning.unit, 0))
    return Span(here.start - size * meaning.low, here.end - size * meaning.high)


def _anchor(expressions: Sequence[DateExpression], i: int, given: Mapping[int, int]) -> int | None:
    """The index that an anaphoric expression counts from; -j - 1 when it means the same day as expression j."""
    if i in given and 0 <= given[i] < len(expressions) and given[i] != i:
        return given[i]
    return _previous(expressions, i)


def _previous(expressions: Sequence[DateExpression], i: int) -> int | None:
    meaning = expressions[i].meaning
    if i == 0:
        return None
    if isinstance(meaning, Shift) and meaning.clause:
        return -i if expressions[i - 1].sentence == expressions[i].sentence else None
    if not _is_day(meaning):
        return i - 1
    # "dagen etter" counts from a day, not from the year that was mentioned in passing
    near = range(i - 1, max(-1, i - 1 - _REACH), -1)
    return next((j for j in near if _is_day(expressions[j].meaning)), i - 1)


def _is_day(meaning: Meaning) -> bool:
    match meaning:
        case Day() | Weekday() | WeekdayFrom() | Together():
            return True
        case Recurring():
            return meaning.kind in ("day", "holiday")
        case Fixed():
            return meaning.start == meaning.end
        case Shift() | Same():
            return meaning.unit in ("day", "hour")
    return False


def _value(expression: DateExpression, spans: Sequence[Span]) -> DateValue | None:
    """The union of what an expression means on each possible report day."""
    if not spans:
        return None
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    days = {day for span in spans for day in (span.days or ((span.start,) if span.start == span.end else ()))}
    single = all(span.days or span.start == span.end for span in spans)
    candidates = tuple(sorted(days)) if single else ()
    rule = type(expression.meaning).__name__.lower()
    return DateValue(start, end, candidates, expression.text, (expression.start, expression.end), rule)


def _report_day(days: Sequence[date]) -> DateValue | None:
    if not days:
        return None
    return DateValue(days[0], days[-1], tuple(days), rule="report")
