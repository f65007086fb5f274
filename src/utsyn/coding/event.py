"""An Event as the record contract prints it, and the quantities beside it."""

from dataclasses import dataclass

from utsyn.actors.value import LearnedActor, Participant
from utsyn.dates.value import DateValue
from utsyn.places.value import Place


@dataclass(frozen=True, slots=True)
class Phrase:
    """`text[start:end]` of the article, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """Type and mode after PLOVER's folding (a future meeting is AGREE, …)."""

    type: str
    mode: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence `[start, end)` of the article that reports the event."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """An act between politically relevant actors that the text reports (docs: coding guide)."""

    id: str
    type: str
    mode: str | None
    status: str
    plover: Folded | None
    quad: int | None
    intensity: float | None
    trigger: Phrase
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    source: tuple[Participant, ...]
    object: Phrase | None
    date: DateValue | None
    place: Place | None
    mentions: tuple[Mention, ...]
    confidence: float
    why: tuple[tuple[str, str], ...] = ()
    """Pairs of (field, what it was derived from and by which rule or head, with its score)."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of what, whose, in which event."""

    kind: str
    value: float
    low: float
    high: float
    approximate: bool
    unit: str | None
    of: Participant | None
    event: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Coding:
    """What coding makes of one article."""

    events: tuple[Event, ...]
    quantities: tuple[Quantity, ...]
    warnings: tuple[str, ...] = ()
    learned: tuple[LearnedActor, ...] = ()
    """People whom nobody listed and whose country or office the article tells."""
