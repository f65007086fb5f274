"""Score coded events against gold events of whole articles."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from training.corpus import locate

from utsyn.actors.value import codes
from utsyn.coding.event import Event
from utsyn.places.value import Place

Gold = Mapping[str, Any]


@dataclass
class Tally:
    """Counts behind the figures; `+` adds two tallies."""

    counts: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.counts + other.counts)

    def f1(self, hits: str) -> float:
        """F1 of `hits` against predicted and gold events."""
        total = self.counts["predicted"] + self.counts["gold"]
        return 2 * self.counts[hits] / total if total else 1.0

    def precision(self, hits: str = "typed") -> float:
        """Share of predicted events that are right."""
        return self.counts[hits] / self.counts["predicted"] if self.counts["predicted"] else 1.0

    def recall(self, hits: str = "typed") -> float:
        """Share of gold events that are found."""
        return self.counts[hits] / self.counts["gold"] if self.counts["gold"] else 1.0

    def share(self, right: str, asked: str) -> float:
        """Accuracy of a field over the matched events where gold has it."""
        return self.counts[right] / self.counts[asked] if self.counts[asked] else 1.0

    def figures(self) -> dict[str, float]:
        """The figures that are reported and gated."""
        return {
            "type_f1": self.f1("typed"),
            "type_precision": self.precision(),
            "type_recall": self.recall(),
            "full_f1": self.f1("full"),
            "status": self.share("status", "typed"),
            "participants": self.share("participants", "typed"),
            "source": self.share("source", "typed"),
            "date": self.share("date", "date_asked"),
            "place": self.share("place", "place_asked"),
            "mode": self.share("mode", "typed"),
        }


def score_article(text: str, gold: Sequence[Gold], events: Sequence[Event]) -> Tally:
    """Match predicted events to gold ones and count.

    A pair may match when the types are equal and some gold trigger lies in a sentence that the event reports, best pairs first
    (trigger overlap, then participants, status). What matches a side event, or only a side event of another type at the
    same words, counts neither way.
    """
    spans = _spans(text, gold)
    match = matched(text, gold, events)
    tally = Tally()
    counts = tally.counts
    counts["gold"] = sum(bool(g.get("core", True)) for g in gold)
    core = {j for i, j in match.items() if gold[i].get("core", True)}
    excused = {j for j, e in enumerate(events) if j not in core and _touches_side(e, gold, spans)}
    excused |= {j for i, j in match.items() if not gold[i].get("core", True)}
    counts["predicted"] = len(events) - len(excused)
    for i, j in match.items():
        if gold[i].get("core", True):
            _count_fields(counts, gold[i], events[j])
    return tally


def matched(text: str, gold: Sequence[Gold], events: Sequence[Event]) -> dict[int, int]:
    """Numbers of the gold events that are found, with the number of the event that matches each."""
    spans = _spans(text, gold)
    pairs = sorted(
        (
            (_likeness(g, spans[i], e), i, j)
            for i, g in enumerate(gold)
            for j, e in enumerate(events)
            if g["type"] == e.type
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    match: dict[int, int] = {}
    for likeness, i, j in pairs:
        if likeness > 0 and i not in match and j not in match.values():
            match[i] = j
    return match


def _spans(text: str, gold: Sequence[Gold]) -> list[list[tuple[int, int]]]:
    return [[s for s in (locate(text, t) for t in g["triggers"]) if s] for g in gold]


def _touches_side(event: Event, gold: Sequence[Gold], spans: Sequence[Sequence[tuple[int, int]]]) -> bool:
    return any(
        not g.get("core", True) and any(s < event.trigger.end and e > event.trigger.start for s, e in spans[i])
        for i, g in enumerate(gold)
    )


def _likeness(gold: Gold, spans: Sequence[tuple[int, int]], event: Event) -> float:
    overlap = any(start < event.trigger.end and end > event.trigger.start for start, end in spans)
    reported = any(m.start <= start < m.end for start, _ in spans for m in event.mentions)
    if not (overlap or reported):
        return 0.0
    return 1.0 + 4.0 * overlap + 2.0 * _participants_equal(gold, event) + 1.0 * (gold["status"] == event.status)


def _participants_equal(gold: Gold, event: Event) -> bool:
    actor, recipient = set(gold["actor"]), set(gold["recipient"])
    found_actor, found_recipient = codes(event.actor), codes(event.recipient)
    if gold.get("reciprocal"):
        return actor | recipient == found_actor | found_recipient
    return actor == found_actor and recipient == found_recipient


def _count_fields(counts: Counter[str], gold: Gold, event: Event) -> None:
    status = gold["status"] == event.status
    participants = _participants_equal(gold, event)
    counts["typed"] += 1
    counts["status"] += status
    counts["participants"] += participants
    counts["full"] += status and participants
    counts["source"] += set(gold["source"]) == codes(event.source)
    counts["mode"] += gold.get("mode") == event.mode
    if gold.get("date"):
        counts["date_asked"] += 1
        counts["date"] += event.date is not None and _same_days(gold["date"], event.date.start, event.date.end)
    if gold.get("place"):
        counts["place_asked"] += 1
        counts["place"] += event.place is not None and _same_place(gold["place"], event.place)


def _same_days(gold: Mapping[str, str], start: date, end: date) -> bool:
    return gold["start"] == start.isoformat() and gold["end"] == end.isoformat()


def _same_place(gold: Mapping[str, str | None], place: Place) -> bool:
    """Gold names are English or as in the article ("Wien"), ours GeoNames' ("Vienna") beside the words of the text."""
    wanted = (gold["name"] or "").casefold()[:4]
    return gold.get("country") == place.country and wanted in (place.name.casefold()[:4], place.text.casefold()[:4])
