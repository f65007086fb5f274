"""Articles, events and query results as tables for a terminal; every cell is plain text, never markup."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from utsyn.actors.value import Participant
from utsyn.article.model import Article, DateSpan
from utsyn.coding.event import Coding, Event, Quantity
from utsyn.display import Mark, Piece, days, marks_of, pieces, plain
from utsyn.record import Evidence, FoundEvent

QUAD_STYLES = {1: "green", 2: "cyan", 3: "yellow", 4: "red"}
"""Verbal and material cooperation, verbal and material conflict."""
STATUS_STYLES = {"actual": "default", "future": "blue", "hypothetical": "magenta", "negated": "strike dim"}
ROLE_STYLES = {
    "trigger": "bold underline",
    "actor": "green",
    "recipient": "yellow",
    "source": "magenta",
    "object": "cyan",
    "date": "blue",
    "place": "bright_blue",
}
ID_LENGTH = 8
WORDS = 78
"""Characters of a sentence that are shown around a trigger."""


def article(article: Article, coding: Coding) -> RenderableType:
    """What was read from one article: a heading, its events, its quantities."""
    parts: list[RenderableType] = [heading(article)]
    if coding.events:
        rows = [(event, snippet(article.text, event)) for event in coding.events]
        parts.append(_events(rows))
    else:
        parts.append(Padding(Text("no events", style="dim"), (0, 2)))
    if coding.quantities:
        parts.append(_quantities(coding.quantities))
    return Group(*parts)


def heading(article: Article) -> RenderableType:
    """A rule with title, source, language and date."""
    facts = [plain(article.publisher or ""), article.language, published(article.published)]
    title = Text(plain(article.title or article.key), style="bold")
    title.append("  " + " · ".join(fact for fact in facts if fact), style="not bold dim")
    return Rule(title, align="left", style="dim")


def found_events(found: Iterable[FoundEvent]) -> RenderableType:
    """Events of many articles, each with its source."""
    rows = []
    for one in found:
        words = _shortened(pieces(one.sentence, 0, len(one.sentence), _moved(one)), WORDS)
        words.append(f"\n{plain(one.publisher or one.key)}, {published(one.published) or 'no date'}", style="dim")
        rows.append((one.event, words))
    return _events(rows)


def evidence(found: Evidence) -> RenderableType:
    """The sentences with their words marked, and where each field comes from."""
    event, text = found.event, found.article.text
    parts: list[RenderableType] = [Text.assemble("event ", (plain(event.id), "bold")), heading(found.article)]
    for mention in event.mentions:
        parts.append(Padding(_marked(pieces(text, mention.start, mention.end, marks_of(event))), (1, 2, 0, 2)))
    parts.append(Padding(_legend(event), (1, 2)))
    parts.append(_derivations(found))
    return Group(*parts)


def rows(names: Sequence[str], values: Iterable[Sequence[Any]]) -> RenderableType:
    """Any query result."""
    table = _table()
    for name in names:
        table.add_column(plain(name), overflow="fold")
    for row in values:
        table.add_row(*(Text(_cell(value)) for value in row))
    return table


def facts(values: Mapping[str, Any]) -> RenderableType:
    """Names and values, one a line."""
    table = Table.grid(padding=(0, 2))
    for name, value in values.items():
        table.add_row(Text(plain(name.replace("_", " ")), style="dim"), Text(_cell(value)))
    return table


def _table() -> Table:
    return Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="dim")


def _events(events: Iterable[tuple[Event, Text]]) -> Table:
    table = _table()
    table.add_column("id", style="dim", no_wrap=True)
    table.add_column("when", min_width=10)
    table.add_column("what", min_width=12)
    table.add_column("who → whom", ratio=3)
    table.add_column("where")
    table.add_column("in these words", ratio=5)
    table.add_column("sure", justify="right", no_wrap=True)
    for event, words in events:
        table.add_row(
            plain(event.id)[:ID_LENGTH],
            Text(days(event)),
            what(event),
            who(event),
            Text(_where(event)),
            words,
            f"{event.confidence:.2f}",
        )
    return table


def what(event: Event) -> Text:
    """Type and mode in the colour of their quad class, and the status below."""
    quad = QUAD_STYLES.get(event.quad or 0, "")
    text = Text(plain(event.type), style=f"bold {quad}".strip())
    if event.mode:
        text.append(f" {plain(event.mode)}", style=f"not bold {quad}".strip())
    text.append(f"\n{plain(event.status)}", style=f"not bold {STATUS_STYLES.get(event.status, 'default')}")
    return text


def who(event: Event) -> Text:
    """Actors, an arrow, recipients, and who says so."""
    text = Text(_names(event.actor) or "?")
    if event.recipient:
        text.append(" → ", style="dim").append(_names(event.recipient))
    if event.object:
        text.append(f"\nobject: {_cut(plain(event.object.text), 60)}", style="cyan")
    if event.source:
        text.append(f"\nsays {_names(event.source)}", style="magenta")
    return text


def published(span: DateSpan | None) -> str:
    """A publication span as short as it is exact: 2022-01-18, 2022-01, 2022."""
    if span is None:
        return ""
    if span.is_day:
        return span.start.isoformat()
    first, last = span.start, span.end
    if (first.year, first.month) == (last.year, last.month) and first.day == 1 and last.day >= 28:
        return f"{first:%Y-%m}"
    if first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first:%Y}"
    return f"{first} – {last}"


def snippet(text: str, event: Event) -> Text:
    """The words around the trigger in its sentence, with their roles marked."""
    at = event.trigger
    sentence = next((one for one in event.mentions if one.start <= at.start < one.end), None)
    start, end = (sentence.start, sentence.end) if sentence else (at.start, at.end)
    return _shortened(pieces(text, start, end, marks_of(event)), WORDS)


def _names(participants: Iterable[Participant]) -> str:
    return ", ".join(_named(one) for one in participants)


def _named(one: Participant) -> str:
    name = plain(one.name)
    if one.code is None:
        return f"{name} (?)"
    return name if name == one.code else f"{name} ({plain(one.code)})"


def _where(event: Event) -> str:
    place = event.place
    if place is None:
        return ""
    country = f" ({place.country})" if place.country else ""
    return plain(place.name) + country


def _moved(found: FoundEvent) -> list[Mark]:
    """The event's marks counted from the beginning of its first sentence."""
    if not found.event.mentions:
        return []
    start = found.event.mentions[0].start
    return [Mark(mark.start - start, mark.end - start, mark.role) for mark in marks_of(found.event)]


def _marked(found: Iterable[Piece]) -> Text:
    text = Text()
    for piece in found:
        text.append(_spaced(piece.text), style=ROLE_STYLES.get(piece.role or "", ""))
    return text


def _shortened(found: Sequence[Piece], width: int) -> Text:
    """At most about `width` characters, the trigger in the middle."""
    text = _marked(found)
    before = 0
    for piece in found:
        if piece.role == "trigger":
            break
        before += len(_spaced(piece.text))
    else:
        before = 0
    first = max(0, min(before - width // 2, len(text) - width))
    last = min(len(text), first + width)
    shown = text[first:last]
    return Text.assemble("…" if first else "", shown, "…" if last < len(text) else "")


def _spaced(text: str) -> str:
    """Plain text that keeps its blanks at both ends."""
    inner = plain(text)
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


def _quantities(quantities: Iterable[Quantity]) -> Table:
    table = _table()
    for name in ("kind", "how many", "whose", "event", "in these words"):
        table.add_column(name)
    for one in quantities:
        table.add_row(
            Text(plain(one.kind)),
            Text(how_many(one)),
            Text(_named(one.of) if one.of else ""),
            Text(plain(one.event or "")[:ID_LENGTH], style="dim"),
            Text(_cut(plain(one.text), WORDS)),
        )
    return table


def how_many(quantity: Quantity) -> str:
    """The number as people write it, with its bounds when they differ.

    >>> how_many(Quantity("soldiers", 100000, 90000, 110000, True, None, None, None, "", 0, 0))
    '≈ 100 000 (90 000 – 110 000)'
    """
    text = _grouped(quantity.value) + (f" {quantity.unit}" if quantity.unit else "")
    if quantity.low != quantity.high:
        text += f" ({_grouped(quantity.low)} – {_grouped(quantity.high)})"
    return f"≈ {text}" if quantity.approximate else text


def _grouped(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if float(value).is_integer() else f"{value:,}".replace(",", " ")


def _legend(event: Event) -> Text:
    roles = dict.fromkeys(mark.role for mark in marks_of(event))
    text = Text()
    for role in roles:
        text.append(role, style=ROLE_STYLES[role]).append("  ")
    return text


def _derivations(found: Evidence) -> Table:
    table = _table()
    for name in ("field", "value", "from the words", "by"):
        table.add_column(name)
    table.add_column("score", justify="right")
    for one in found.derivations:
        at = f" [{one.start}, {one.end})" if one.start is not None else ""
        table.add_row(
            Text(one.field),
            Text(plain(one.value)),
            Text(f"«{plain(one.words)}»{at}" if one.words else ""),
            Text(plain(one.reason)),
            "" if one.score is None else f"{one.score:.2f}",
        )
    return table


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        return ", ".join(_cell(one) for one in value)
    return _cut(plain(str(value)), 200)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
