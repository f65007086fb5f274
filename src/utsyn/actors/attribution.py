"""Whom a segment of a phrase is about, for which state or body, in which office."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from utsyn.actors.knowledge import Entry, Knowledge
from utsyn.actors.pieces import Piece, Segment
from utsyn.actors.scan import Item
from utsyn.actors.spelling import fold
from utsyn.actors.vocabulary import Noun, Vocabulary
from utsyn.reading.structure import Reading

_STATE_OFFICES = frozenset({"GOV", "LEG"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a segment was resolved to, before it becomes a Participant."""

    name: str
    code: str | None
    sector: str | None
    title: str | None
    first: int
    last: int
    rule: str
    score: float
    kind: str
    """person, state, body, noun, name or unknown."""
    lexeme: str = ""
    plural: bool = False
    gender: str = ""
    open_state: bool = False
    """The noun acts for a state that the phrase does not name ("regjeringen")."""
    owner: str = ""
    """Role of the possessive that says whose it is ("his deputy")."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A segment taken apart: its core and everything that says whose it is."""

    core: Piece | None
    nouns: tuple[Piece, ...]
    modifiers: tuple[Piece, ...]
    """States, bodies and people that qualify the core, the most telling first."""
    shared: tuple[Piece, ...]
    """Coordinated modifiers that each make a participant of their own."""
    possessive: Piece | None
    inner_noun: Piece | None
    """Noun of a complement: "talsmann for hæren"."""


class Attributor:
    """Reads segments of one article; knows nothing of other sentences."""

    def __init__(self, reading: Reading, vocabulary: Vocabulary, knowledge: Knowledge, cast: "PersonSource") -> None:
        self.reading = reading
        self.vocabulary = vocabulary
        self.knowledge = knowledge
        self.cast = cast
        self.preferred: dict[str, str] = {}

    # taking apart

    def parts(self, segment: Segment, head: int | None = None) -> Parts:
        """Core and modifiers of the segment; `head` is the token that the tree calls the head."""
        before = segment.before
        core = self._person(segment) or self._noun(before, head) or self._named(before, head)
        if core is not None and core.is_noun:
            core = self._apposed_body(before, core) or core
        nouns = tuple(p for p in before if p.is_noun)
        anchor = core if core is not None and core.is_noun else (nouns[-1] if nouns else core)
        owners = [p for p in before if p is not core and self._qualifies(p)]
        inner = tuple(self._complement_owners(segment, core))
        modifiers = tuple(self._ranked(owners, anchor)) + tuple(
            p for p in inner if p is not core and self._qualifies(p)
        )
        if anchor is not None and anchor.item is not None and anchor.is_noun and anchor.item.noun.envoy:
            modifiers = self._envoy_modifiers(modifiers, owners)
        inner_noun = next((p for p in inner if p.is_noun and p is not core), None)
        slavic = not self.vocabulary.before_noun and core is not None and core.is_noun
        owning = ("possessive", "pronoun") if slavic else ("possessive",)
        possessive = next((p for p in before if p.kind in owning), None) or next(
            (p for p in inner if p.kind in ("possessive", "pronoun")), None
        )
        return Parts(core, nouns, modifiers, self._shared(before, core, modifiers), possessive, inner_noun)

    def _person(self, segment: Segment) -> Piece | None:
        people = [p for p in segment.before if p.is_person and not self._owns(p, segment.before)]
        if people:
            return people[-1]
        for role, pieces in segment.complements:
            if role == "of" and len(pieces) > 1 and any(p.is_noun for p in segment.before):
                plain = [p for p in pieces if p.kind != "word"]
                if len(plain) > 1 and (plain[0].is_state or plain[0].is_body) and plain[1].is_person:
                    return plain[1]
        return None

    def _owns(self, piece: Piece, before: Sequence[Piece]) -> bool:
        """Whether the person is just the owner of the noun that follows ("Putins talsmann")."""
        index = before.index(piece)
        following = any(p.is_noun or p.is_person for p in before[index + 1 :])
        if piece.genitive:
            return following
        if piece.name is not None:
            end = self.reading.tokens[piece.last - 1]
            marked = end.features.get("Case") == "Gen" or self._apostrophe_follows(piece)
            return marked and following and self.vocabulary.before_noun
        return False

    def _apostrophe_follows(self, piece: Piece) -> bool:
        end = self.reading.tokens[piece.last - 1].end
        return self.reading.text[end : end + 2] in ("'s", "’s") or self.reading.text[end - 2 : end] in ("'s", "’s")

    def _noun(self, before: Sequence[Piece], head: int | None) -> Piece | None:
        nouns = [p for p in before if p.is_noun and not self._only_qualifies(p)]
        if not nouns:
            return None
        at_head = [p for p in nouns if head is not None and p.first <= head < p.last]
        if at_head:
            return at_head[-1]
        return nouns[-1] if self.vocabulary.before_noun else nouns[0]

    def _only_qualifies(self, noun: Piece) -> bool:
        """ "militære tiltak", "the military option": an adjective beside its noun; "cour suprême" is a noun whole."""
        last = self.reading.tokens[noun.last - 1]
        return noun.last - noun.first == 1 and last.upos == "ADJ" and last.relation.split(":")[0] == "amod"

    def _apposed_body(self, before: Sequence[Piece], noun: Piece) -> Piece | None:
        """The name after its kind: "opprørsgruppen Hamas", "the ministry Gazprom"; not "leader Hamas"."""
        if noun.item is None or noun.item.kind == "title":
            return None
        after = before[list(before).index(noun) + 1 :]
        plain = [p for p in after if p.kind != "word"]
        return plain[0] if plain and plain[0].is_body and not plain[0].genitive else None

    def _named(self, before: Sequence[Piece], head: int | None) -> Piece | None:
        candidates = [
            p for p in before if p.is_body or p.is_state or p.kind == "name" or (p.item and p.item.kind == "person")
        ]
        free = [p for p in candidates if not p.genitive] or candidates
        at_head = [p for p in free if head is not None and p.first <= head < p.last and not (p.item and p.item.prefix)]
        chosen = at_head or [p for p in free if p.item is None or p.item.kind != "adjective"] or free
        if not chosen:
            return next((p for p in before if p.kind in ("pronoun", "possessive")), None)
        return chosen[-1] if self.vocabulary.before_noun else chosen[0]

    def _qualifies(self, piece: Piece) -> bool:
        if piece.item is not None:
            return piece.is_state or piece.is_body or piece.item.kind == "person"
        return piece.name is not None

    def _ranked(self, owners: list[Piece], anchor: Piece | None) -> Iterator[Piece]:
        """First the compound's own, then the nearest before an office or the first before people, then what follows."""
        prefixes = [
            p for p in owners if p.item is not None and p.item.prefix and anchor is not None and p.last >= anchor.first
        ]
        position = anchor.first if anchor is not None else 1 << 30
        left = [p for p in owners if p.first <= position and p not in prefixes]
        right = [p for p in owners if p.first > position and p not in prefixes]
        office = anchor is not None and anchor.item is not None and anchor.item.kind == "title"
        yield from prefixes
        yield from (reversed(left) if office else left)
        yield from right

    def _envoy_modifiers(self, modifiers: tuple[Piece, ...], owners: list[Piece]) -> tuple[Piece, ...]:
        """An envoy serves whoever owns the word, not the place in the compound or after it."""
        plain = [p for p in owners if p.item is None or not p.item.prefix]
        bodies = [p for p in owners if p.is_body and p not in plain]
        complement = [p for p in modifiers if p not in owners and not self._is_destination(p)]
        # "US-Botschafter", "EU-ambassadøren": an abbreviation before the hyphen is whom they serve.
        short = [p for p in owners if p not in plain and self._is_abbreviation(p)]
        return tuple(plain) or tuple(bodies) or tuple(short) or tuple(complement)

    def _is_abbreviation(self, piece: Piece) -> bool:
        head = self.reading.tokens[piece.first].text.partition("-")[0]
        return head.isupper() and len(head) <= 4

    def _is_destination(self, piece: Piece) -> bool:
        words = [fold(self.reading.tokens[i].text) for i in range(max(0, piece.first - 2), piece.first)]
        return any(self.vocabulary.has("at", word) for word in words)

    def _complement_owners(self, segment: Segment, core: Piece | None) -> Iterator[Piece]:
        for role, pieces in segment.complements:
            if role != "of":
                return
            yield from (p for p in pieces if p is not core)

    def _shared(self, before: Sequence[Piece], core: Piece | None, modifiers: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Modifiers of one rank side by side: "russiske [og] ukrainske styrker", "russisk-ukrainske"."""
        if core is None or core.is_person or len(modifiers) < 2:
            return ()
        alike = [p for p in before if p in modifiers and p.item and not p.item.prefix]
        run = [p for p in alike if p.item and (p.item.kind == "adjective" or p.item.genitive)]
        kinds = {p.item.kind for p in run if p.item}
        codes = {p.item.entry.code for p in run if p.item}
        return (
            tuple(run) if len(run) > 1 and len(codes) > 1 and (len(kinds) == 1 or all(p.genitive for p in run)) else ()
        )

    # meaning

    def meanings(self, segment: Segment, head: int | None = None) -> list[Meaning]:
        """One meaning, or one for each shared modifier; none when nothing in the segment is a participant."""
        parts = self.parts(segment, head)
        if parts.core is None and parts.inner_noun is not None:
            parts = replace(parts, core=parts.inner_noun)
        if parts.core is None:
            return self._bare(segment, parts)
        if parts.shared:
            return [self._noun_meaning(segment, parts, owner) for owner in parts.shared]
        meaning = self._core_meaning(segment, parts, head)
        return [meaning] if meaning is not None else []

    def _bare(self, segment: Segment, parts: Parts) -> list[Meaning]:
        """An unlisted noun with a state or body beside it: "russisk fabrikk", "delegasjonen fra Dili"."""
        if not parts.modifiers or not any(p.kind == "noun" for p in segment.before):
            return []
        code = self.owner(self.main_owner(parts) or parts.modifiers[0])[0]
        return (
            [self._meaning(segment, self._text(segment), code, None, None, "modifier of a noun", 0.5, "noun")]
            if code
            else []
        )

    def _core_meaning(self, segment: Segment, parts: Parts, head: int | None) -> Meaning | None:
        core = parts.core
        assert core is not None
        if core.is_person or (core.item is not None and core.item.kind == "person"):
            return self._person_meaning(segment, parts, core)
        if core.is_noun:
            return self._noun_meaning(segment, parts, self.main_owner(parts))
        if core.item is not None:
            return self._known_meaning(segment, core.item, head)
        if core.name is not None:
            return self._unknown_name(segment, parts, core)
        return None

    def _known_meaning(self, segment: Segment, item: Item, head: int | None) -> Meaning:
        entry = self.choose(item)
        qualifies = self._qualifies_noun(segment, item, head)
        if item.kind in ("organisation", "group", "unique"):
            name = self._text(segment) if qualifies else entry.name
            score = 0.75 if qualifies else 0.95
            return self._meaning(segment, name, entry.code, entry.sector, None, f"{item.kind} by name", score, "body")
        if qualifies:
            rule = "adjective and noun" if item.kind == "adjective" else "state beside a noun"
            return self._meaning(segment, self._text(segment), entry.code, None, None, rule, 0.7, "noun")
        if item.kind == "national":
            return self._meaning(
                segment,
                self._text(segment),
                entry.code,
                "CVL",
                None,
                "people by nationality",
                0.85,
                "noun",
                plural=True,
            )
        rule = {"capital": "capital as government", "adjective": "adjective", "state": "state by name"}[item.kind]
        score = {"capital": 0.8, "adjective": 0.85, "state": 0.95}[item.kind]
        sector = "GOV" if self.knowledge.is_state(entry.code) else "IGO"
        return self._meaning(segment, entry.name, entry.code, sector, None, rule, score, "state")

    def _qualifies_noun(self, segment: Segment, item: Item, head: int | None) -> bool:
        """Whether an unlisted noun is what the phrase is about: "russisk fabrikk", "цвет Москвы", "Google users"."""
        nouns = [p for p in segment.before if p.kind == "noun"]
        if head is not None and any(p.first <= head < p.last for p in nouns):
            return not self._names_its_kind(segment, item)
        after = any(p.first >= item.last - 1 for p in nouns)
        return (item.kind == "adjective" and bool(nouns)) or (item.genitive and after)

    def _names_its_kind(self, segment: Segment, item: Item) -> bool:
        """ "nabolandet Russland": the noun before the name says what it is."""
        last = [p for p in segment.before if p.kind != "word"][-1]
        named = item.kind in ("state", "capital", "organisation", "group", "unique") and not item.genitive
        return self.vocabulary.before_noun and named and last.item is item

    def main_owner(self, parts: Parts) -> Piece | None:
        """The first modifier that has a code, else the first."""
        known = (piece for piece in parts.modifiers if self.owner(piece)[0] is not None)
        return next(known, parts.modifiers[0] if parts.modifiers else None)

    def choose(self, item: Item) -> Entry:
        """The entry meant where one form has several, by what else the article names; else the first."""
        codes = {entry.code for entry in item.entries}
        if len(codes) == 1:
            return item.entries[0]
        return next((e for e in item.entries if e.code and e.code in self.preferred), item.entries[0])

    def _person_meaning(self, segment: Segment, parts: Parts, core: Piece) -> Meaning:
        title, noun = self.title(parts, core)
        title = None if noun is not None and noun.counterpart else title
        owner = self.main_owner(parts)
        owner = owner if owner is not None and (parts.nouns or owner.item) else None
        code, sector, rule = self.owner(owner) if owner is not None else (None, None, "")
        said = self.sector(noun, code, sector, parts) if noun is not None else None
        return self.cast.person(self, segment, core, code, said, title, rule)

    def _noun_meaning(self, segment: Segment, parts: Parts, owner: Piece | None) -> Meaning:
        core = parts.core
        assert core is not None
        if core.item is None or not core.is_noun:
            code = self.owner(owner)[0] if owner is not None else None
            return self._meaning(segment, self._text(segment), code, None, None, "shared modifier", 0.75, "noun")
        noun = core.item.noun
        code, sector, rule = self.owner(owner) if owner is not None else (None, None, "")
        title = self.title(parts, core)[0] if any(p.item and p.item.kind == "title" for p in parts.nouns) else None
        # An owner that is nobody known ("crowds in Tahrir Square") leaves the state as open as none.
        open_state = code is None and parts.possessive is None and not noun.counterpart
        return Meaning(
            self._text(segment),
            code,
            self.sector(noun, code, sector, parts),
            title,
            segment.first,
            segment.last,
            rule or "noun alone",
            0.85 if code else 0.3,
            "noun",
            lexeme=core.item.lexeme,
            plural=noun.plural,
            open_state=open_state,
            owner=parts.possessive.role if parts.possessive is not None and code is None else "",
        )

    def sector(self, noun: Noun, code: str | None, sector: str | None, parts: Parts) -> str | None:
        """The noun's sector; a leader's or spokesman's is that of what is led; an organisation has its own."""
        inner = parts.inner_noun.item.noun if parts.inner_noun and parts.inner_noun.item else None
        other = next(
            (p.item.noun for p in parts.nouns if p.item and p.item.noun is not noun and p.item.noun.sector), None
        )
        if noun.sector is None:
            beside = (inner.sector if inner else None) or (other.sector if other else None)
            return beside or sector or ("GOV" if code and len(code) == 3 and code in self.knowledge.states else None)
        is_state = code is None or (len(code) == 3 and code.isalpha() and sector in (None, "GOV"))
        if noun.sector in _STATE_OFFICES and not is_state and sector:
            return sector
        if noun.sector == "MIL" and sector in ("REB", "OPP"):
            return sector
        return noun.sector

    def owner(self, piece: Piece) -> tuple[str | None, str | None, str]:
        """Code and sector of a modifier, and how it is attached."""
        item = piece.item
        if item is None:
            figure = self.cast.known(piece)
            return (figure.code, figure.sector, "genitive") if figure else (None, None, "")
        if item.kind == "person":
            figure = self.cast.known(piece)
            return (figure.code, figure.sector, "person's") if figure else (None, None, "")
        entry = self.choose(item)
        rule = (
            "compound"
            if item.prefix
            else "adjective"
            if item.kind in ("adjective", "national")
            else "genitive"
            if item.genitive
            else "name beside it"
        )
        return entry.code, entry.sector, rule

    def title(self, parts: Parts, core: Piece) -> tuple[str | None, Noun | None]:
        """The title phrase as the text has it, and its noun."""
        titles = [p for p in parts.nouns if p.item is not None and p.item.kind == "title"]
        nouns = titles or [p for p in parts.nouns if p is not core]
        if not nouns or nouns[-1].item is None:
            return None, None
        main = nouns[-1] if self.vocabulary.before_noun else nouns[0]
        assert main.item is not None
        if not titles and main.item.kind == "institution":
            return None, main.item.noun
        return self._title_text(main.item), main.item.noun

    def _title_text(self, item: Item) -> str:
        text, tokens = self.reading.text, self.reading.tokens
        first, last = item.first, item.last
        start = item.start
        while (
            first > 0
            and fold(tokens[first - 1].text) in self.vocabulary.before
            and tokens[first].start - tokens[first - 1].end <= 1
        ):
            first -= 1
            start = tokens[first].start
        end = item.end
        if start == item.start and tokens[item.first].start < start and "-" in text[tokens[item.first].start : start]:
            start = tokens[item.first].start
        for after in self.vocabulary.after.get(fold(tokens[last].text) if last < len(tokens) else "", ()):
            following = tuple(fold(t.text) for t in tokens[last : last + len(after)])
            if following == after:
                end = tokens[last + len(after) - 1].end
                break
        return text[start:end]

    def _unknown_name(self, segment: Segment, parts: Parts, core: Piece) -> Meaning:
        owner = self.main_owner(parts)
        code = self.owner(owner)[0] if owner is not None else None
        return self._meaning(segment, self._piece_text(core), code, None, None, "name unknown", 0.4, "name")

    def _meaning(
        self,
        segment: Segment,
        name: str,
        code: str | None,
        sector: str | None,
        title: str | None,
        rule: str,
        score: float,
        kind: str,
        *,
        plural: bool = False,
    ) -> Meaning:
        return Meaning(name, code, sector, title, segment.first, segment.last, rule, score, kind, plural=plural)

    def _text(self, segment: Segment) -> str:
        tokens = self.reading.tokens
        return self.reading.text[tokens[segment.first].start : tokens[segment.last - 1].end]

    def _piece_text(self, piece: Piece) -> str:
        tokens = self.reading.tokens
        return self.reading.text[tokens[piece.first].start : tokens[piece.last - 1].end]


class PersonSource:
    """What attribution asks about people; the cast of an article answers."""

    def known(self, piece: Piece) -> Meaning | None:
        """Who the person is, without the words around them."""
        raise NotImplementedError

    def person(
        self,
        attributor: Attributor,
        segment: Segment,
        core: Piece,
        code: str | None,
        sector: str | None,
        title: str | None,
        rule: str,
    ) -> Meaning:
        """Who the person is, given code, sector and title that stand beside the name."""
        raise NotImplementedError
