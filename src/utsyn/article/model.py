"""What an article is once it has come in: its text to the letter, and what is known about it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A closed span of calendar days; `start == end` when the day is known."""

    start: date
    end: date

    @property
    def is_day(self) -> bool:
        """Whether the span is a single day."""
        return self.start == self.end

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One article as received; every offset in utsyn counts code points of `text`."""

    text: str
    key: str
    """The `id` that a JSON input gave, else the file's path."""
    id: str
    """Content hash, hexadecimal."""
    language: str
    """ISO 639-1 code: nb, nn, sv, da, en, de, fr, es, uk, ru (others pass through)."""
    published: DateSpan | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    path: str | None = None
    start: int = 0
    """Code point of `text` where the prose begins: past front matter and header lines such as `date 2022-01`."""
    dateline: tuple[int, int] | None = None
    """Where what looks like a dateline (`BERLIN (NTB) –`) stands in `text`."""
    warnings: tuple[str, ...] = ()
