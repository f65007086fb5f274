"""Hand-built Readings and stand-ins for the resolving stations, so that each test of coding shows its whole input."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from utsyn.actors.value import Participant
from utsyn.article.model import Article, DateSpan
from utsyn.coding.assembly import event_of_merged
from utsyn.coding.coder import acts, told
from utsyn.coding.drafting import Drafter
from utsyn.coding.event import Event
from utsyn.coding.scheme import Ontology
from utsyn.coding.settings import thresholds, words
from utsyn.coding.syntax import Syntax
from utsyn.places.value import Place
from utsyn.reading.structure import Argument, Name, Reading, Sentence, Token, Trigger

COUNTRIES = {
    "RUS": "Russia Russian Moscow Lavrov Putin Russland Russlands russisk russiske Ryssland Rusland Russie Rusia Росія "
    "Россия Лавров Лавровa Lavrovs Russian-backed Кремль",
    "UKR": "Ukraine Ukrainian Kuleba Ukraina Ukrainas Україна України Україну Ucrania Kyiv",
    "USA": "Washington Blinken USA Biden US",
    "DEU": "Germany Scholz Baerbock Tyskland Berlin Deutschland",
    "NOR": "Norway Norge Norwegian",
    "NATO": "NATO Nato Stoltenberg",
    "GBR": "Britain Johnson Storbritannia",
    "IRN": "Iran Tehran",
}
CODES = {word: code for code, listed in COUNTRIES.items() for word in listed.split()}
TITLED = frozenset(["Lavrov", "Putin", "Kuleba", "Blinken", "Biden", "Scholz", "Baerbock", "Stoltenberg", "Johnson"])
TOWNS = {"Berlin": "DEU", "Moscow": "RUS", "Kyiv": "UKR", "Kharkiv": "UKR", "Geneva": "CHE", "Oslo": "NOR"}
PUBLISHED = DateSpan(date(2022, 1, 19), date(2022, 1, 19))
CLOSE_UP = re.compile(r"[.,:;!?»”)]")


def reading(
    rows: str,
    *triggers: Trigger | tuple[str, str, dict[str, object]],
    names: Mapping[str, str] | None = None,
    language: str = "en",
) -> Reading:
    """A Reading from rows "form upos head relation [features] [lemma]", heads counted from 1 in each sentence.

    An empty row ends a sentence, a row "|" a headline (line break after it). `names` gives a name's kind by its word.
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    text, first, start = "", 0, 0
    pending: list[list[str]] = []
    for row in [*rows.strip().splitlines(), ""]:
        cells = row.split()
        if cells and cells != ["|"]:
            pending.append(cells)
            continue
        if pending:
            for cells_of in pending:
                if text and not text.endswith("\n") and not CLOSE_UP.match(cells_of[0]):
                    text += " "
                if len(tokens) == first:
                    start = len(text)
                tokens.append(_token(cells_of, len(text), first))
                text += cells_of[0]
            sentences.append(Sentence(first, len(tokens), start, len(text)))
            first, pending = len(tokens), []
            if cells == ["|"]:
                text += "\n"
    found = tuple(
        Name(i, i + 1, t.start, t.end, names[t.text]) for i, t in enumerate(tokens) if names and t.text in names
    )
    return Reading(text, language, tuple(tokens), tuple(sentences), found, tuple(_trigger(t, tokens) for t in triggers))


def _token(cells: list[str], at: int, first: int) -> Token:
    form, upos, head, relation, *rest = cells
    features = dict(pair.split("=") for pair in rest[0].split("|")) if rest and rest[0] != "_" else {}
    lemma = rest[1] if len(rest) > 1 else form.lower()
    above = int(head) - 1 + first if int(head) else -1
    return Token(at, at + len(form), form, lemma, upos, features, above, relation)


def act(word: str, event_type: str, **fields: object) -> tuple[str, str, dict[str, object]]:
    """A trigger by its word; roles by the words of their heads: act("met", "CONSULT", actor="Scholz")."""
    return word, event_type, fields


def _trigger(given: Trigger | tuple[str, str, dict[str, object]], tokens: Sequence[Token]) -> Trigger:
    if isinstance(given, Trigger):
        return given
    word, event_type, fields = given
    fields = dict(fields)
    arguments = []
    for role in ("actor", "recipient", "object", "place", "date", "source"):
        value = fields.pop(role, ())
        for filler in (value,) if isinstance(value, str) else value:  # type: ignore[attr-defined]
            arguments.append(Argument(role, position(tokens, filler), 0.9))
    defaults = {"mode": None, "status": "actual", **fields}
    return Trigger(token=position(tokens, word), type=event_type, arguments=tuple(arguments), **defaults)  # type: ignore[arg-type]


def position(tokens: Sequence[Token], word: str) -> int:
    """Index of the word; "word@2" is its second occurrence."""
    form, _, number = word.partition("@")
    found = [i for i, token in enumerate(tokens) if token.text == form]
    return found[int(number or 1) - 1]


@dataclass
class FakeActors:
    """Knows the words of CODES and whatever a test adds; a description stands for the name in `links`.

    "Police" is guessed to be German.
    """

    reading: Reading
    links: Mapping[str, str] = field(default_factory=dict)

    def participants(self, token: int) -> tuple[Participant, ...]:
        word = self.reading.tokens[token]
        if word.text == "Police":
            guess = Participant("police", "DEU", "COP", None, word.text, word.start, word.end, "guess", 0.5)
            return (guess,)
        meant = self.links.get(word.text, word.text)
        if meant not in CODES and word.upos not in ("PROPN", "PRON"):
            return ()
        code = CODES.get(meant)
        title = "minister" if meant in TITLED else None
        name = meant if meant in TITLED or code is None else code
        return (Participant(name, code, "GOV" if code else None, title, word.text, word.start, word.end, "test"),)

    def instead(self, token: int, taken: frozenset[str]) -> tuple[Participant, ...]:
        return tuple(person for person in self.participants(token) if person.code not in taken)

    def setting(self) -> str | None:
        return None

    def around(self, token: int) -> str | None:
        return None

    def told(self) -> tuple[tuple[int, str], ...]:
        named = ((i, CODES.get(token.text)) for i, token in enumerate(self.reading.tokens))
        return tuple((i, code) for i, code in named if code is not None)

    def is_state(self, code: str) -> bool:
        return code != "NATO"

    def phrase(self, token: int) -> tuple[int, int]:
        return self.reading.tokens[token].start, self.reading.tokens[token].end


@dataclass
class FakePlaces:
    """Knows the towns of TOWNS."""

    reading: Reading

    def place(self, token: int) -> Place | None:
        word = self.reading.tokens[token]
        country = TOWNS.get(word.text)
        if country is None:
            return None
        return Place(word.text, country, 0.0, 0.0, len(word.text), word.text, word.start, word.end)

    def mentions(self) -> tuple[Place, ...]:
        found = (self.place(index) for index in range(len(self.reading.tokens)))
        return tuple(place for place in found if place is not None)

    def dateline(self) -> Place | None:
        first = self.reading.tokens[0] if self.reading.tokens else None
        if first is None or first.text.title() not in TOWNS or first.text != first.text.upper():
            return None
        town = first.text.title()
        return Place(town, TOWNS[town], 0.0, 0.0, len(town), first.text, first.start, first.end)


def coded(
    given: Reading,
    *,
    links: Mapping[str, str] | None = None,
    published: DateSpan | None = PUBLISHED,
    title: str | None = None,
) -> list[Event]:
    """The events of a Reading with the stand-ins in place of the actors and places stations."""
    article = Article(given.text, "test", "0" * 16, given.language, published, title)
    drafter = drafter_for(given, article, links or {}, published)
    return [event_of_merged(article, one, drafter.ontology) for one in acts(drafter)]


def worded(
    given: Reading, *, links: Mapping[str, str] | None = None, published: DateSpan | None = PUBLISHED
) -> list[Event]:
    """The events of a Reading as their own words tell them, before the story fills what they leave empty."""
    article = Article(given.text, "test", "0" * 16, given.language, published, None)
    drafter = drafter_for(given, article, links or {}, published)
    return [event_of_merged(article, one, drafter.ontology) for one in told(drafter)]


def drafter_for(
    given: Reading,
    article: Article | None = None,
    links: Mapping[str, str] | None = None,
    published: DateSpan | None = PUBLISHED,
) -> Drafter:
    """A Drafter of a Reading with the stand-ins in place of the actors and places stations."""
    article = article or Article(given.text, "test", "0" * 16, given.language, published, None)
    syntax = Syntax(given, words(given.language))
    actors, places = FakeActors(given, links or {}), FakePlaces(given)
    return Drafter(article, syntax, Ontology.load(), thresholds(), actors, places, published)


def codes(participants: Sequence[Participant]) -> list[str]:
    """What participants resolved to: the code, or the name without one."""
    return [participant.code or participant.name for participant in participants]
