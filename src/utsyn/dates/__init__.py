"""Station: time expressions found in ten languages and worked out against the day of the report.

`find_dates` looks words up in a language's data file (`data/<language>.yaml`) and builds terms of a small algebra
(`meaning`); `resolve_dates` works all terms of an article out together, because they share one report day, known or
not. What a season, a holiday or an early part of a month is stands in `calendar`.
"""

from utsyn.dates.find import DateExpression, find_dates
from utsyn.dates.meaning import Direction
from utsyn.dates.resolve import Resolution, counted_from, resolve_dates
from utsyn.dates.value import DateValue

__all__ = [
    "DateExpression",
    "DateValue",
    "Direction",
    "Resolution",
    "counted_from",
    "find_dates",
    "resolve_dates",
]
