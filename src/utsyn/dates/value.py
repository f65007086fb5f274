"""The value of a time expression: a span of days and, inside it, the days that fit."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateValue:
    """Closed span `[start, end]` of days on which an act happened or is due.

    `candidates` lists the single days that fit when one unknown day is meant ("tirsdag" in a report of an unknown
    day of January: all its Tuesdays); it is empty for a span that is meant as a whole ("forrige uke").
    `text` and `at` (code points, half-open) are the words it rests on, None when the date was inferred.
    """

    start: date
    end: date
    candidates: tuple[date, ...] = ()
    text: str | None = None
    at: tuple[int, int] | None = None
    rule: str = ""
    """What produced it, for `utsyn why`."""
