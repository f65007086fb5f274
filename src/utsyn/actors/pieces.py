"""A phrase cut into pieces (items, names, pronouns, prepositions, commas), and these into segments, one for each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from utsyn.actors.scan import BODY_KINDS, NOUN_KINDS, STATE_KINDS, Item
from utsyn.actors.spelling import fold
from utsyn.actors.vocabulary import Vocabulary
from utsyn.reading.structure import Name, Reading

_GENITIVE_MARKS = frozenset({"s", ":s", ":", "'", "’"})
_NAME_KINDS = frozenset({"PER", "ORG", "GPE_ORG", "GPE_LOC", "LOC"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a phrase: tokens `[first, last)`."""

    kind: str
    """item, name, pronoun, possessive, of, to, and, comma, open, close, gap, noun or word."""
    first: int
    last: int
    item: Item | None = None
    name: Name | None = None
    role: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it names a person who is not just the owner of what follows."""
        if self.item is not None:
            return self.item.kind == "person" and not self.item.prefix
        return self.name is not None and self.name.kind == "PER"

    @property
    def is_noun(self) -> bool:
        return self.item is not None and self.item.kind in NOUN_KINDS

    @property
    def is_state(self) -> bool:
        return self.item is not None and self.item.kind in STATE_KINDS

    @property
    def is_body(self) -> bool:
        return self.item is not None and self.item.kind in BODY_KINDS

    @property
    def genitive(self) -> bool:
        return self.item is not None and self.item.genitive


@dataclass(frozen=True)
class Segment:
    """Pieces between conjunctions and commas; `joiner` is what stands before it: "", "and", "comma" or "gap".

    Without slots, because what is asked again and again is kept.
    """

    pieces: tuple[Piece, ...]
    joiner: str

    @cached_property
    def before(self) -> tuple[Piece, ...]:
        """Pieces up to the first preposition."""
        for index, piece in enumerate(self.pieces):
            if piece.kind in ("of", "to") and index:
                return self.pieces[:index]
        return self.pieces

    @cached_property
    def complements(self) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
        """Preposition's role and the pieces it governs, in order."""
        found: list[tuple[str, list[Piece]]] = []
        for piece in self.pieces[len(self.before) :]:
            if piece.kind in ("of", "to"):
                found.append((piece.kind, []))
            elif found:
                found[-1][1].append(piece)
        return tuple((role, tuple(pieces)) for role, pieces in found)

    @property
    def first(self) -> int:
        return self.pieces[0].first

    @property
    def last(self) -> int:
        return self.pieces[-1].last

    @property
    def only_modifiers(self) -> bool:
        """Whether it is just adjectives or genitives that wait for a noun ("russiske" og ukrainske styrker)."""
        parts = [p for p in self.pieces if p.kind not in ("word", "of", "to")]
        return bool(parts) and all(
            p.item is not None and (p.item.kind == "adjective" or (p.item.genitive and not p.is_noun)) for p in parts
        )


class Cutter:
    """Cuts phrases of one Reading."""

    def __init__(self, reading: Reading, vocabulary: Vocabulary, items: Sequence[Item], names: Sequence[Name]) -> None:
        self.reading = reading
        self.vocabulary = vocabulary
        self.items = items
        self._starts = [item.first for item in items]
        self._token_starts = [token.start for token in reading.tokens]
        self._over: dict[int, list[Item]] = {}
        for item in items:
            for index in range(item.first, item.last):
                self._over.setdefault(index, []).append(item)
        self._names = {index: name for name in names for index in range(name.first, name.last)}

    def items_over(self, index: int) -> Sequence[Item]:
        """Items that cover the token."""
        return self._over.get(index, ())

    def name_at(self, index: int) -> Name | None:
        """The name that covers the token, the model's or one found after a title."""
        return self._names.get(index)

    def token_at(self, offset: int) -> int:
        """Index of the last token that begins at or before the character."""
        return max(bisect_right(self._token_starts, offset) - 1, 0)

    def items_between(self, first: int, last: int) -> list[Item]:
        """Items that begin in tokens `[first, last)`."""
        found, index = [], bisect_left(self._starts, first)
        while index < len(self.items) and self.items[index].first < last:
            found.append(self.items[index])
            index += 1
        return found

    def pieces(self, tokens: Sequence[int]) -> list[Piece]:
        """The phrase's pieces in text order."""
        found: list[Piece] = []
        covered, previous = -1, None
        for index in tokens:
            if previous is not None and index > previous + 1 and index > covered:
                found.append(Piece("gap", previous + 1, index))
            previous = index
            if index < covered:
                continue
            new = list(self._pieces_at(index))
            covered = max(piece.last for piece in new)
            found.extend(new)
        return found

    def _pieces_at(self, index: int) -> Iterator[Piece]:
        items = self.items_between(index, index + 1) if index in self._over else ()
        if items:
            yield from (Piece("item", item.first, item.last, item=item) for item in items)
            return
        name = self.name_at(index)
        small = self.reading.tokens[index].upos in ("ADP", "CCONJ", "DET", "PUNCT")
        if name is not None and name.kind in _NAME_KINDS and (name.kind == "PER" or not small):
            following = next((item.first for item in self.items_between(index, name.last)), name.last)
            yield Piece("name", index, max(following, index + 1), name=name)
            return
        yield self._plain(index)

    def _plain(self, index: int) -> Piece:
        token, vocabulary = self.reading.tokens[index], self.vocabulary
        word = fold(token.text)
        if word in vocabulary.pronouns and token.upos not in ("DET", "NOUN", "PROPN", "ADJ"):
            return Piece("pronoun", index, index + 1, role=vocabulary.pronouns[word])
        role = vocabulary.possessive(word, token.upos)
        if role is not None:
            return Piece("possessive", index, index + 1, role=role)
        return Piece(self._function(index, word), index, index + 1)

    def _is_genitive_mark(self, index: int) -> bool:
        """The s that some tokenisers cut off ("France" + "'s", "FN" + ":" + "s")."""
        token = self.reading.tokens[index]
        glued = index > 0 and self.reading.tokens[index - 1].end == token.start
        return glued and self.vocabulary.genitive_s and (token.text in _GENITIVE_MARKS or token.text[:1] in "'’")

    def _compares_a_number(self, index: int) -> bool:
        """ "More *than* 300 people", "plus *de* mille": a link in a number, no preposition of the noun."""
        tokens = self.reading.tokens
        before = tokens[index - 1].upos if index > 0 else ""
        return before in ("ADJ", "ADV") and index + 1 < len(tokens) and tokens[index + 1].upos == "NUM"

    def _function(self, index: int, word: str) -> str:
        token, vocabulary = self.reading.tokens[index], self.vocabulary
        if token.text in ("(", "["):
            return "open"
        if token.text in (")", "]"):
            return "close"
        if token.text in (",", ";", "–", "—"):
            return "comma"
        if vocabulary.has("conjunctions", word):
            return "and"
        if self._is_genitive_mark(index) or self._compares_a_number(index):
            return "word"
        if vocabulary.has("of", word):
            return "of"
        if vocabulary.has("to", word) or token.upos == "ADP":
            return "to"
        noun = token.upos in ("NOUN", "PROPN", "X", "") and token.text[0].isalpha() and word not in vocabulary.before
        return "noun" if noun and not vocabulary.has("particles", word) else "word"


def segments(pieces: Sequence[Piece]) -> list[Segment]:
    """Segments in order; brackets make a segment of their own with the joiner "open"."""
    found: list[Segment] = []
    current: list[Piece] = []
    joiner = ""
    for piece in pieces:
        if piece.kind in ("and", "comma", "gap", "open", "close"):
            if current:
                found.append(Segment(tuple(current), joiner))
                current, joiner = [], ""
            joiner = "and" if "and" in (piece.kind, joiner) else piece.kind
        else:
            current.append(piece)
    if current:
        found.append(Segment(tuple(current), joiner))
    return _merged(found)


def _merged(found: list[Segment]) -> list[Segment]:
    """Joins modifiers that share the noun of the next segment: both are then modifiers of one segment."""
    merged: list[Segment] = []
    index = 0
    while index < len(found):
        segment = found[index]
        while index + 1 < len(found) and segment.only_modifiers and _takes_modifiers(found[index + 1]):
            index += 1
            segment = Segment((*segment.pieces, *found[index].pieces), segment.joiner)
        merged.append(segment)
        index += 1
    return merged


def _takes_modifiers(segment: Segment) -> bool:
    parts = [p for p in segment.before if p.kind != "word"]
    if not parts or segment.joiner not in ("and", "comma"):
        return False
    first = parts[0]
    marked = first.item is not None and (first.item.kind == "adjective" or first.item.genitive)
    return marked and (len(parts) > 1 or segment.only_modifiers)
