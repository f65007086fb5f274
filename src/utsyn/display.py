"""Sentences with their marked words, for terminals and notebooks; text from articles is never trusted."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utsyn.article.model import Article
    from utsyn.coding.event import Coding, Event, Quantity

# Control characters steer terminals.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Direction marks make text look like other text; what shows nothing spoils the width of columns.
_INVISIBLE = re.compile(r"[\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `[start, end)` of a text and the role they play in an event."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the role it plays, None between the marks."""

    text: str
    role: str | None


def plain(text: str) -> str:
    """The text on one line, fit for a terminal: no control, escape or direction characters.

    >>> plain("a\\x1b[31mb\\nc")
    'a [31mb c'
    """
    return re.sub(" {2,}", " ", _CONTROL.sub(" ", _INVISIBLE.sub("", text))).strip()


def marks_of(event: "Event") -> list[Mark]:
    """The words that an event rests on, with their roles."""
    marks = [Mark(event.trigger.start, event.trigger.end, "trigger")]
    for role in ("actor", "recipient", "source"):
        marks.extend(Mark(one.start, one.end, role) for one in getattr(event, role))
    if event.object:
        marks.append(Mark(event.object.start, event.object.end, "object"))
    if event.date and event.date.at:
        marks.append(Mark(*event.date.at, "date"))
    if event.place:
        marks.append(Mark(event.place.start, event.place.end, "place"))
    return marks


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Piece]:
    """`text[start:end]` cut at the marks; where marks overlap the shorter one wins."""
    roles: list[str | None] = [None] * (end - start)
    for mark in sorted(marks, key=lambda one: (one.start - one.end, one.start)):
        for index in range(max(mark.start, start), min(mark.end, end)):
            roles[index - start] = mark.role
    found: list[Piece] = []
    first = 0
    for index in range(1, len(roles) + 1):
        if index == len(roles) or roles[index] != roles[first]:
            found.append(Piece(text[start + first : start + index], roles[first]))
            first = index
    return found


def marked_html(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """`text[start:end]` as HTML with a `<mark>` for each marked stretch; everything from the text is escaped."""
    return "".join(
        f'<mark class="utsyn-{piece.role}" title="{piece.role}">{html.escape(piece.text)}</mark>'
        if piece.role
        else html.escape(piece.text)
        for piece in pieces(text, start, end, marks)
    )


def days(event: "Event") -> str:
    """The event's date in words as short as they are exact: a day, a span, or how many days fit."""
    value = event.date
    if value is None:
        return ""
    if len(value.candidates) > 1:
        return f"{value.candidates[0]} … {value.candidates[-1]} ({len(value.candidates)} days fit)"
    return str(value.start) if value.start == value.end else f"{value.start} – {value.end}"


class Events(list["Event"]):
    """The events of one article: a list that shows itself in notebooks, with the rest of the coding beside it."""

    def __init__(self, article: "Article", coding: "Coding") -> None:
        super().__init__(coding.events)
        self.article = article
        self.coding = coding

    @property
    def quantities(self) -> "tuple[Quantity, ...]":
        """The quantities of the article."""
        return self.coding.quantities

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was noticed while reading."""
        return (*self.article.warnings, *self.coding.warnings)

    def _repr_html_(self) -> str:
        rows = "".join(self._row(event) for event in self)
        return f"<table><tr><th>event</th><th>who</th><th>whom</th><th>when</th><th>words</th></tr>{rows}</table>"

    def _row(self, event: "Event") -> str:
        kind = f"{event.type}/{event.mode}" if event.mode else event.type
        cells = (
            f"{html.escape(kind)}<br><small>{html.escape(event.status)}, {event.confidence:.2f}</small>",
            "<br>".join(html.escape(f"{one.name} ({one.code or '?'})") for one in event.actor),
            "<br>".join(html.escape(f"{one.name} ({one.code or '?'})") for one in event.recipient),
            html.escape(days(event)),
            " … ".join(marked_html(self.article.text, one.start, one.end, marks_of(event)) for one in event.mentions),
        )
        return "<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in cells) + "</tr>"
