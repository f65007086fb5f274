"""A Reading: what the language model saw in a text, with character offsets into that text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

ROOT = -1
"""Head of a sentence's root token."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or punctuation mark; `[start, end)` are code points of the text."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    features: Mapping[str, str]
    """Universal Dependencies features, e.g. {"Tense": "Past", "VerbForm": "Fin"}."""
    head: int
    """Index in `Reading.tokens` of the syntactic head, or ROOT (-1)."""
    relation: str
    """Universal Dependencies relation to the head, e.g. "nsubj", "obl", "flat:name"."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens `[first, last)`, characters `[start, end)`."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity: tokens `[first, last)`, characters `[start, end)`, NorNE's type."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    """PER, ORG, GPE_ORG (a country or town that acts), GPE_LOC (as a place), LOC, PROD, EVT, DRV (derived, "russisk") or MISC."""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Argument:
    """An edge of the event graph from a trigger to the head word of a phrase."""

    role: str
    """actor, recipient, object, place, date or source."""
    token: int
    """Index in `Reading.tokens` of the phrase's syntactic head."""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that expresses an act, with what the event graph says about it."""

    token: int
    type: str
    mode: str | None
    status: str
    """actual, future, hypothetical or negated."""
    reciprocal: bool = False
    arguments: tuple[Argument, ...] = ()
    score: float = 1.0
    """Probability that the word is a trigger of this type, uncalibrated."""
    mode_score: float = 1.0
    status_score: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """A pronoun or description (`token`) that stands for an earlier or later mention (`antecedent`), both as head words."""

    token: int
    antecedent: int
    score: float = 1.0


@dataclass(frozen=True)
class Reading:
    """Everything the model saw in one text; it can be stored and coded again without running the model.

    All token indices count from the start of the article; all character offsets slice `text`.
    """

    text: str
    language: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    links: tuple[Link, ...] = ()
    _children: dict[int, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        grouped: dict[int, list[int]] = {}
        for index, token in enumerate(self.tokens):
            grouped.setdefault(token.head, []).append(index)
        self._children.update({head: tuple(group) for head, group in grouped.items()})

    def children(self, index: int) -> tuple[int, ...]:
        """Indices of the tokens whose head is `index`, in text order."""
        return self._children.get(index, ())

    def subtree(self, index: int) -> tuple[int, ...]:
        """Indices of the token and everything below it, in text order."""
        found, pending = {index}, [index]
        while pending:
            for child in self.children(pending.pop()):
                if child not in found:
                    found.add(child)
                    pending.append(child)
        return tuple(sorted(found))

    def ancestors(self, index: int) -> Iterator[int]:
        """Heads of the token from its own head up to the root."""
        seen = {index}
        head = self.tokens[index].head
        while head != ROOT and head not in seen:
            yield head
            seen.add(head)
            head = self.tokens[head].head

    def sentence_numbers(self) -> list[int]:
        """For each token the number of its sentence; [tokens]."""
        return [number for number, sentence in enumerate(self.sentences) for _ in range(sentence.first, sentence.last)]

    def sentence_of(self, index: int) -> Sentence:
        """The sentence that holds token `index`."""
        return self.sentences[max(bisect_right(self._sentence_starts, index) - 1, 0)]

    def line_start(self, at: int) -> int:
        """Where the line (a paragraph, in most articles) of the character `at` begins."""
        return self.text.rfind("\n", 0, at) + 1

    def name_at(self, index: int) -> Name | None:
        """The name that covers token `index`, if any."""
        return self._names_at.get(index)

    def tokens_between(self, start: int, end: int) -> range:
        """Range of token indices that overlap the characters `[start, end)`."""
        first, last = bisect_right(self._token_ends, start), bisect_left(self._token_starts, end)
        return range(first, last) if first < last else range(0)

    # The tables below are made on first use: most readings are asked thousands of times.

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.first for sentence in self.sentences]

    @cached_property
    def _names_at(self) -> dict[int, Name]:
        # Of names that overlap, the first counts.
        return {index: name for name in reversed(self.names) for index in range(name.first, name.last)}

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _token_ends(self) -> list[int]:
        return [token.end for token in self.tokens]
