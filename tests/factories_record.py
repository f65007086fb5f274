"""Small articles, codings and stand-ins for model and coder, for the tests of record, export and cli."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from utsyn.actors.value import LearnedActor, Participant
from utsyn.article.model import Article, DateSpan
from utsyn.coding.event import Coding, Event, Folded, Mention, Phrase, Quantity
from utsyn.dates.value import DateValue
from utsyn.places.value import Place
from utsyn.reading.structure import Reading

TEXT = "Olaf Scholz møtte Jens Stoltenberg i Berlin tirsdag. Rundt 5000 soldater ventet ved grensen."


def article(text: str = TEXT, **given: Any) -> Article:
    fields = {
        "key": "a.txt",
        "language": "nb",
        "published": DateSpan(date(2022, 1, 18), date(2022, 1, 18)),
        "title": "Møte i Berlin",
        "publisher": "Avisa",
        **given,
    }
    fields.setdefault("id", hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16])
    return Article(text=text, **fields)


def phrase(text: str, words: str) -> Phrase:
    start = text.index(words)
    return Phrase(words, start, start + len(words))


def participant(text: str, words: str, name: str, code: str | None, **given: Any) -> Participant:
    found = phrase(text, words)
    fields: dict[str, Any] = {"sector": "GOV", "title": None, "rule": "people", "score": 0.9, **given}
    return Participant(name, code, text=words, start=found.start, end=found.end, **fields)


def meeting(text: str = TEXT, id: str = "e1f00d", **given: Any) -> Event:
    sentence = text.index(".") + 1
    fields: dict[str, Any] = {
        "type": "CONSULT",
        "mode": "visit",
        "status": "actual",
        "plover": Folded("CONSULT", "visit"),
        "quad": 1,
        "intensity": 1.9,
        "trigger": phrase(text, "møtte"),
        "actor": (participant(text, "Olaf Scholz", "Olaf Scholz", "DEU", title="forbundskansler"),),
        "recipient": (participant(text, "Jens Stoltenberg", "Jens Stoltenberg", "NATO"),),
        "source": (),
        "object": None,
        "date": DateValue(
            date(2022, 1, 18), date(2022, 1, 18), (date(2022, 1, 18),), "tirsdag", (44, 51), "weekday, past"
        ),
        "place": Place("Berlin", "DEU", 52.52437, 13.41053, 2950159, "Berlin", 37, 43, "city", "largest"),
        "mentions": (Mention(0, sentence),),
        "confidence": 0.87654321,
        "why": (("trigger", "event head 0.93"), ("status", "status head 0.98")),
        **given,
    }
    return Event(id=id, **fields)


def soldiers(text: str = TEXT, event: str | None = None) -> Quantity:
    found = phrase(text, "Rundt 5000 soldater")
    return Quantity("soldiers", 5000, 4500, 5500, True, None, None, event, found.text, found.start, found.end)


def coding(text: str = TEXT, *events: Event) -> Coding:
    return Coding(events or (meeting(text),), (soldiers(text),) if "5000" in text else (), ("no dateline",))


def learned(name: str, code: str | None, title: str | None = None) -> LearnedActor:
    return LearnedActor(name, code, "GOV", title, 0, 11, "apposition", 0.8)


class FakeReader:
    """Reads nothing; a text that contains `crash` makes it fail."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    @classmethod
    def load(cls, threads: int | None = None) -> "FakeReader":
        return cls()

    def read_many(self, articles: Sequence[Article]) -> list[Reading]:
        self.batches.append(len(articles))
        if any("crash" in one.text for one in articles):
            raise ValueError("the model choked")
        return [Reading(one.text, one.language, (), ()) for one in articles]


def fake_code(article: Article, reading: Reading, *, memory: Any = None) -> Coding:
    """One meeting when the text has the words for it."""
    if "møtte" not in article.text or "Berlin" not in article.text:
        return Coding((), ())
    return coding(article.text, meeting(article.text, id=f"e{article.id[:10]}"))
