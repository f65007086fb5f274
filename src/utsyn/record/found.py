"""The dataclasses that queries of the record give."""

from dataclasses import dataclass
from datetime import date

from utsyn.article.model import Article, DateSpan
from utsyn.coding.event import Event


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event with the article that reports it and the first sentence that does."""

    event: Event
    article: str
    """Id of the article."""
    key: str
    title: str | None
    publisher: str | None
    language: str
    url: str | None
    published: DateSpan | None
    sentence: str


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article in the list of articles, without its text."""

    id: str
    key: str
    path: str | None
    url: str | None
    language: str
    title: str | None
    publisher: str | None
    published: DateSpan | None
    version: int
    """1 for the first text of a source, 2 for the next, …"""
    is_newest: bool
    events: int
    characters: int


@dataclass(frozen=True, slots=True)
class FoundActor:
    """One reading of a name (code, sector, title) and what it takes part in."""

    name: str
    code: str | None
    sector: str | None
    title: str | None
    acts: int
    receives: int
    says: int
    articles: int
    first_seen: date | None
    last_seen: date | None


@dataclass(frozen=True, slots=True)
class ActorEvidence:
    """A sentence that says, or was read as saying, who a name stands for."""

    name: str
    code: str | None
    sector: str | None
    title: str | None
    words: str
    rule: str
    article: str
    key: str
    published: DateSpan | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """One field of an event: its value, the words `text[start:end]` it rests on, what produced it, with which score."""

    field: str
    value: str
    words: str | None
    start: int | None
    end: int | None
    reason: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why an event stands in the record: its article, the sentences, and where each field comes from."""

    event: Event
    article: Article
    derivations: tuple[Derivation, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences that report the event, first one first."""
        return tuple(self.article.text[one.start : one.end] for one in self.event.mentions)


@dataclass(frozen=True, slots=True)
class RecordInfo:
    """The record in figures."""

    path: str
    size: int
    """Bytes of the file."""
    schema_version: int
    storage_version: str
    articles: int
    article_texts: int
    """Texts kept, older versions included."""
    events: int
    quantities: int
    actors: int
    publishers: int
    languages: tuple[str, ...]
    first_published: date | None
    last_published: date | None
    coders: tuple[str, ...]
    """Versions of the program that coded the articles."""


@dataclass(frozen=True, slots=True)
class Added:
    """What storing a batch changed."""

    new: int = 0
    """Articles that the record did not have."""
    versions: int = 0
    """Of the new ones, how many follow an older text of the same source."""
    recoded: int = 0
    """Articles whose coding was replaced by that of another program version."""
    unchanged: int = 0

    def __add__(self, other: "Added") -> "Added":
        return Added(
            self.new + other.new,
            self.versions + other.versions,
            self.recoded + other.recoded,
            self.unchanged + other.unchanged,
        )
