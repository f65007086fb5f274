"""The people of one article: who is named, what the text says of them, and which later names mean them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from utsyn.actors.attribution import Attributor, Meaning, PersonSource
from utsyn.actors.knowledge import Entry, Knowledge, Person
from utsyn.actors.pieces import Cutter, Piece, Segment, segments
from utsyn.actors.scan import BODY_KINDS, STATE_KINDS, Item
from utsyn.actors.spelling import fold, is_cyrillic, skeleton, stem
from utsyn.actors.value import ActorMemory, LearnedActor
from utsyn.actors.vocabulary import Vocabulary
from utsyn.reading.structure import Name, Reading

_LEFT_WINDOW = 12
_RIGHT_WINDOW = 14
_STOPS = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "PRON", "ADV", "INTJ"})


@dataclass(slots=True)
class Figure:
    """A person in this article; grows while the article is read, then stays."""

    name: str
    person: Person | None = None
    code: str | None = None
    sector: str | None = None
    title: str | None = None
    lexeme: str = ""
    gender: str = ""
    rule: str = ""
    score: float = 0.4
    spans: list[tuple[int, int]] = field(default_factory=list)
    evidence: list[LearnedActor] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Introduction:
    """What stands beside a name in the text."""

    code: str | None
    sector: str | None
    title: str | None
    lexeme: str
    rule: str
    start: int
    end: int
    former: bool = False

    @property
    def says_something(self) -> bool:
        return self.code is not None or self.title is not None


class Cast(PersonSource):
    """Figures of one article by the tokens that name them."""

    def __init__(
        self,
        reading: Reading,
        vocabulary: Vocabulary,
        knowledge: Knowledge,
        day: date | None,
        memory: ActorMemory | None,
    ) -> None:
        self.reading = reading
        self.vocabulary = vocabulary
        self.knowledge = knowledge
        self.day = day
        self.memory = memory
        self.figures: list[Figure] = []
        self._at: dict[int, Figure] = {}
        self._families: dict[str, list[Figure]] = {}

    def gather(self, cutter: Cutter, attributor: Attributor, names: Iterable[Name]) -> frozenset[Item]:
        """Reads all names, full ones first; returns the bare family names that turned out to be nobody known."""
        self._cutter, self._attributor = cutter, attributor
        people = [item for item in cutter.items if item.kind == "person"]
        covered = {index for item in people for index in range(item.first, item.last)}
        unknown = [self._name_span(name) for name in names if name.kind == "PER"]
        spans: list[tuple[int, int, Item | None]] = [(item.first, item.last, item) for item in people]
        spans += [
            (first, last, None) for first, last in unknown if first < last and not covered & set(range(first, last))
        ]
        spans.sort(key=lambda span: (not self._is_full(span), span[0]))
        rejected = [span[2] for span in spans if not self._meet(*span) and span[2] is not None]
        return frozenset(rejected)

    def _name_span(self, name: Name) -> tuple[int, int]:
        """Tokens of the name without a title in front that the model took in."""
        first = name.first
        for item in self._cutter.items_between(name.first, name.last):
            if item.first == first and (item.kind == "title" or item.kind in STATE_KINDS) and item.last < name.last:
                first = item.last
        return first, name.last

    def _is_full(self, span: tuple[int, int, Item | None]) -> bool:
        first, last, item = span
        return item.full if item is not None else last - first > 1

    # meeting one name

    def _meet(self, first: int, last: int, item: Item | None) -> bool:
        intro = self._introduction(first, last)
        figure = self._known_figure(item, intro) if item is not None else None
        if figure is None:
            if item is not None and not item.full and not self._is_named(first) and not intro.says_something:
                figure = self._by_family(first, last, intro)
                if figure is None:
                    return False
            figure = figure or self._text_figure(first, last, intro)
        self._note(figure, first, last, intro)
        return True

    def _is_named(self, token: int) -> bool:
        name = self._cutter.name_at(token)
        return name is not None and name.kind == "PER"

    def _note(self, figure: Figure, first: int, last: int, intro: Introduction) -> None:
        figure.spans.append((first, last))
        for index in range(first, last):
            self._at[index] = figure
        if intro.title and not figure.title and not intro.former:
            figure.title, figure.lexeme = intro.title, intro.lexeme
        if figure.person is None and intro.says_something:
            self._learn(figure, intro)

    def _learn(self, figure: Figure, intro: Introduction) -> None:
        if figure.code is None and intro.code is not None and not intro.former:
            figure.code, figure.sector, figure.rule, figure.score = intro.code, intro.sector, intro.rule, 0.85
        figure.sector = figure.sector or intro.sector
        same = [e for e in figure.evidence if e.code == intro.code or (intro.code is None and e.title == intro.title)]
        if not same:
            figure.evidence.append(
                LearnedActor(
                    figure.name,
                    intro.code,
                    intro.sector,
                    intro.title,
                    intro.start,
                    intro.end,
                    intro.rule,
                    0.85 if intro.code else 0.5,
                )
            )

    def _known_figure(self, item: Item, intro: Introduction) -> Figure | None:
        """The office holder meant, when the full name, the office or the time says so and nobody else fits."""
        candidates = [p for e in item.entries if (p := self.knowledge.people[e.detail]) is not None]
        candidates = list({p.name: p for p in candidates}.values())
        for figure in self.figures:
            if figure.person in candidates and (not item.full or len(candidates) == 1):
                if not item.full and len(self._families.get(self._family_key(item.last - 1), [])) > 1:
                    break
                return figure
        if not item.full and self._family_key(item.last - 1) in self._families:
            return self._by_family(item.first, item.last, intro) if not self._fits(candidates, intro) else None
        chosen = self._fits(candidates, intro) if intro.says_something else []
        if not chosen and item.full:
            chosen = self._in_office(candidates)
        if not chosen and (not intro.says_something or intro.code is None):
            chosen = [p for p in candidates if p.is_safe(self.day)]
        if not chosen and not item.full and not intro.says_something and self._is_named(item.first):
            # "May", "Kurz", "Khan": a name that is also a word or common, but the model sees a person and one is in office.
            chosen = [p for p in candidates if self.day is not None and p.serves(self.day)]
        return self._add_known(chosen[0]) if len(chosen) == 1 else None

    def _fits(self, candidates: Sequence[Person], intro: Introduction) -> list[Person]:
        """Candidates whose office agrees with what stands beside the name."""
        if not intro.says_something:
            return []
        fitting = [p for p in candidates if intro.code is None or any(o.code == intro.code for o in p.offices)]
        if intro.code is None:
            fitting = [p for p in fitting if self._holds(p, intro.sector)]
        return self._in_office(fitting) if len(fitting) > 1 else fitting

    def _holds(self, person: Person, sector: str | None) -> bool:
        office = person.office(self.day)
        held = office is not None and (person.serves(self.day) or person.is_safe(self.day))
        return held and (sector is None or any(o.sector == sector for o in person.offices))

    def _in_office(self, people: Sequence[Person]) -> list[Person]:
        if len(people) < 2:
            return list(people)
        safe = [p for p in people if p.is_safe(self.day)]
        held = [p for p in people if p.serves(self.day)]
        return (
            safe if len(safe) == 1 else held if len(held) == 1 else list(people)[:0] if len(held) > 1 else list(people)
        )

    def _add_known(self, person: Person) -> Figure:
        office = person.office(self.day)
        figure = Figure(person.name, person, person.code, None, None, "", person.gender, "office holder", 0.95)
        if office is not None:
            figure.code, figure.sector = office.code, office.sector
        self.figures.append(figure)
        families = {skeleton(word) for word in person.name.split()[-1:]}
        for key in families:
            self._families.setdefault(key, []).append(figure)
        return figure

    def _text_figure(self, first: int, last: int, intro: Introduction) -> Figure:
        """The person the text itself introduces, met before or new."""
        existing = self._same_name(first, last) if last - first > 1 else self._by_family(first, last, intro)
        if existing is not None:
            return existing
        figure = Figure(self._display(first, last), gender=self._gender(first, last))
        self._recall(figure)
        self.figures.append(figure)
        self._families.setdefault(self._family_key(last - 1), []).append(figure)
        return figure

    def _recall(self, figure: Figure) -> None:
        known = list(self.memory.lookup(figure.name)) if self.memory is not None else []
        if known:
            figure.code, figure.sector, figure.title = known[0].code, known[0].sector, known[0].title
            figure.rule, figure.score = "learned from earlier articles", 0.75

    def _same_name(self, first: int, last: int) -> Figure | None:
        given = skeleton(stem(self._word(first)))
        for figure in self._families.get(self._family_key(last - 1), ()):
            other = skeleton(stem(figure.name.split()[0])) if " " in figure.name else ""
            if other and (given == other or (given[0] == other and 1 in (len(given), len(other)))):
                return figure
        return None

    def _by_family(self, first: int, last: int, intro: Introduction) -> Figure | None:
        """The one figure with this family name; with two, the one whose office fits what stands beside it."""
        found = self._families.get(self._family_key(last - 1), []) or self._by_first_word(last - 1)
        if len(found) == 1:
            same = found[0]
            conflict = (
                intro.code is not None and same.code is not None and intro.code != same.code and same.person is not None
            )
            return None if conflict else same
        fitting = [
            f
            for f in found
            if intro.says_something and (intro.code in (None, f.code)) and intro.lexeme in ("", f.lexeme)
        ]
        if len(found) > 1 and not intro.says_something:
            # Who goes by the family name alone is the one whom the article is about, not the wife or brother.
            main, other, *_ = sorted(found, key=lambda figure: -len(figure.spans))
            return main if len(main.spans) >= 2 * len(other.spans) else None
        return fitting[0] if len(fitting) == 1 else None

    def _by_first_word(self, token: int) -> list[Figure]:
        """Figures whose family name stands first ("Luo Jianping"), or who are called by their given name."""
        key = self._family_key(token)
        return [f for f in self.figures if " " in f.name and skeleton(stem(f.name.split()[0])) == skeleton(stem(key))]

    def _family_key(self, token: int) -> str:
        word = self._word(token)
        return skeleton(stem(word)) if is_cyrillic(word) else skeleton(self._bare(token))

    def _word(self, token: int) -> str:
        item = self.reading.tokens[token]
        return item.lemma if is_cyrillic(item.text) and item.lemma and item.lemma[:1].isupper() else item.text

    def _bare(self, token: int) -> str:
        """A Latin name without genitive s, where the lemma or an apostrophe shows it is one."""
        item = self.reading.tokens[token]
        text = item.text
        for ending in ("'s", "’s", "'", "’"):
            text = text.removesuffix(ending)
        if (
            text.endswith("s")
            and self.vocabulary.genitive_s
            and (item.lemma == text[:-1] or item.features.get("Case") == "Gen" or skeleton(text[:-1]) in self._families)
        ):
            return text[:-1]
        return text

    def _display(self, first: int, last: int) -> str:
        words = [
            self._word(i) if is_cyrillic(self.reading.tokens[i].text) else self.reading.tokens[i].text
            for i in range(first, last - 1)
        ]
        final = self._word(last - 1)
        return " ".join([*words, final if is_cyrillic(final) else self._bare(last - 1)])

    def _gender(self, first: int, last: int) -> str:
        genders = {self.reading.tokens[i].features.get("Gender", "") for i in range(first, last)}
        return {"Masc": "m", "Fem": "f"}.get(next(iter(genders)), "") if len(genders) == 1 else ""

    # what stands beside a name

    def _introduction(self, first: int, last: int) -> Introduction:
        left = self._left_tokens(first)
        tokens = [*range(left, first), *range(first, last)]
        found = self._beside(tokens, first, last) if left < first else None
        if found is not None and found.code is None and found.title:
            found = self._with_origin(found, last)
        if found is None or found.code is None:
            after = self._after(first, last)
            if after is not None and (found is None or after.code is not None):
                found = replace(
                    after,
                    title=after.title or (found.title if found else None),
                    lexeme=after.lexeme or (found.lexeme if found else ""),
                )
        return found or Introduction(None, None, None, "", "", self._start(first), self._end(last))

    def _with_origin(self, intro: Introduction, last: int) -> Introduction:
        """ "King Hassan of Morocco": a title before the name and the state after it."""
        tokens, end = self.reading.tokens, self.reading.sentence_of(last - 1).last
        stop = last
        while stop < min(end, last + 3) and self._is_of(stop):
            stop += 1
        if stop == last or not self.vocabulary.has("of", fold(tokens[last].text)):
            return intro
        owner = next(
            (i for i in self._cutter.items_between(stop, stop + 1) if i.kind in STATE_KINDS | BODY_KINDS), None
        )
        if owner is None or owner.kind == "adjective":
            return intro
        entry = self._attributor.choose(owner)
        return replace(intro, code=entry.code, rule="preposition", end=self._end(owner.last))

    def _is_of(self, index: int) -> bool:
        word = fold(self.reading.tokens[index].text)
        return any(self.vocabulary.has(role, word) for role in ("of", "particles", "definite"))

    def _start(self, token: int) -> int:
        return self.reading.tokens[token].start

    def _end(self, last: int) -> int:
        return self.reading.tokens[last - 1].end

    def _left_tokens(self, first: int) -> int:
        """Start of the run of titles, owners and their small words that ends at the name."""
        floor = max(self.reading.sentence_of(first).first, first - _LEFT_WINDOW)
        left = index = first
        while index > floor:
            index -= 1
            token, items = self.reading.tokens[index], self._cutter.items_over(index)
            if items:
                left = index = min(item.first for item in items)
                continue
            word = fold(token.text)
            name = self._cutter.name_at(index)
            if name is not None and name.kind == "PER":
                if not self._owns_title(name.last, first):
                    break
                left = index = name.first
                continue
            if (
                word in self.vocabulary.before
                or self.vocabulary.has("of", word)
                or self.vocabulary.has("particles", word)
            ):
                continue
            if word in self.vocabulary.possessives or token.text in ("'s", "’s", "'", "’"):
                continue
            if token.upos in ("NOUN", "ADJ", "NUM", "DET", "PROPN") and token.text not in (",",):
                left = index if token.upos in ("ADJ",) else left
                continue
            break
        return left

    def _owns_title(self, after: int, first: int) -> bool:
        return any(item.kind == "title" for item in self._cutter.items_between(after, first))

    def _beside(self, tokens: list[int], first: int, last: int) -> Introduction | None:
        """Title and owner in the words before a name."""
        cut = segments(self._cutter.pieces(tokens))
        if not cut:
            return None
        segment = cut[-1]
        person = Piece("name", first, last, name=Name(first, last, self._start(first), self._end(last), "PER"))
        kept = tuple(p for p in segment.pieces if p.last <= first)
        segment = Segment((*self._contiguous(kept), person), segment.joiner)
        parts = self._attributor.parts(segment)
        titles = [p for p in parts.nouns if p.item and p.item.kind in ("title", "people")]
        if not titles and not (
            parts.modifiers and parts.modifiers[0].item and parts.modifiers[0].item.kind == "adjective"
        ):
            return None
        title, noun = self._attributor.title(parts, person)
        owner = self._attributor.main_owner(parts)
        code, sector, rule = self._attributor.owner(owner) if owner is not None else (None, None, "")
        said = self._attributor.sector(noun, code, sector, parts) if noun is not None else None
        lexeme = titles[-1].item.lexeme if titles and titles[-1].item else ""
        start = self._start(segment.first)
        return Introduction(
            code, said, title, lexeme, rule or "title", start, self._end(last), self._is_former(segment)
        )

    def _contiguous(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """From the first title or owner on."""
        for index, piece in enumerate(pieces):
            if piece.kind in ("item", "name", "possessive"):
                return pieces[index:]
        return ()

    def _is_former(self, segment: Segment) -> bool:
        words = (fold(self.reading.tokens[i].text) for i in range(segment.first, segment.last))
        return any(self.vocabulary.has("former", word) for word in words)

    def _after(self, first: int, last: int) -> Introduction | None:
        """An apposition after a comma, a party in brackets, or an "of" phrase right after the name."""
        tokens = self.reading.tokens
        end = self.reading.sentence_of(first).last
        if last >= end:
            return None
        opener = tokens[last].text
        if opener == "(":
            return self._bracket(first, last)
        if opener not in (",", "–", "—"):
            return None
        stop = last + 1
        while stop < min(end, last + _RIGHT_WINDOW) and tokens[stop].text not in (
            ",",
            ".",
            ";",
            ":",
            "–",
            "—",
            "(",
            "»",
            "”",
            '"',
        ):
            if tokens[stop].upos in ("VERB", "AUX") and not self._cutter.items_over(stop):
                break
            stop += 1
        return self._apposition(first, last, stop)

    def _apposition(self, first: int, last: int, stop: int) -> Introduction | None:
        cut = segments(self._cutter.pieces(range(last + 1, stop)))
        if not cut:
            return None
        segment = cut[0]
        if len(cut) > 1 and cut[1].joiner == "and" and not any(p.is_noun for p in cut[0].pieces):
            return None
        parts = self._attributor.parts(segment)
        if parts.core is None or not parts.core.is_noun or parts.core.item is None:
            return None
        if any(p.is_person for p in segment.before) or parts.core.item.noun.plural:
            return None
        if parts.core.item.kind == "institution":
            return None
        title, noun = self._attributor.title(parts, parts.core)
        owner = self._attributor.main_owner(parts)
        code, sector, _ = self._attributor.owner(owner) if owner is not None else (None, None, "")
        said = self._attributor.sector(noun or parts.core.item.noun, code, sector, parts)
        return Introduction(
            code,
            said,
            title,
            parts.core.item.lexeme,
            "apposition",
            self._start(first),
            self._end(segment.last),
            self._is_former(segment),
        )

    def _bracket(self, first: int, last: int) -> Introduction | None:
        """A party or state in brackets after a name: "Jonas Gahr Støre (Ap)"."""
        for item in self._cutter.items_between(last + 1, last + 2):
            if item.kind in BODY_KINDS or item.kind in STATE_KINDS:
                entry = self._party(item)
                if entry is None:
                    return None
                return Introduction(
                    entry.code, entry.sector, None, "", "party in brackets", self._start(first), self._end(item.last)
                )
        return None

    def _party(self, item: Item) -> Entry | None:
        """The party or state in brackets; letters that several countries use stand for the home country's or nobody."""
        at_home = next((e for e in item.entries if e.code == self.vocabulary.home), None)
        short = item.end - item.start < 3
        ambiguous = len({entry.code for entry in item.entries}) > 1
        if at_home is not None or short or ambiguous:
            return at_home
        return self._attributor.choose(item)

    # answers

    def figure(self, token: int) -> Figure | None:
        """The person whose name covers the token."""
        return self._at.get(token)

    def known(self, piece: Piece) -> Meaning | None:
        figure = self._at.get(piece.last - 1) or self._at.get(piece.first)
        return self.meaning(figure, piece.first, piece.last) if figure is not None else None

    def meaning(self, figure: Figure, first: int, last: int) -> Meaning:
        """The figure as a meaning for the tokens `[first, last)`."""
        office = figure.person.office(self.day) if figure.person is not None else None
        title = figure.title or (office.title if office is not None else None)
        return Meaning(
            figure.name,
            figure.code,
            figure.sector,
            title,
            first,
            last,
            figure.rule or "name",
            figure.score,
            "person",
            lexeme=figure.lexeme,
            gender=figure.gender,
        )

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
        meaning = self.known(core)
        if meaning is None:
            text = self._display(core.first, core.last)
            return Meaning(
                text, code, sector, title, segment.first, segment.last, rule or "name unknown", 0.5, "person"
            )
        figure = self._at.get(core.last - 1) or self._at[core.first]
        meaning = replace(meaning, first=segment.first, last=segment.last, title=title or meaning.title)
        if code is not None and self._text_wins(figure, code, segment):
            return replace(meaning, code=code, sector=sector or meaning.sector, rule=rule, score=0.9)
        return meaning if self._is_former(segment) else replace(meaning, sector=sector or meaning.sector)

    def _text_wins(self, figure: Figure, code: str, segment: Segment) -> bool:
        """An owner beside the name decides, unless the office is a former one or a listed person never served it."""
        if self._is_former(segment):
            return figure.code is None
        return figure.person is None or (code != figure.code and any(o.code == code for o in figure.person.offices))

    def learned(self) -> tuple[LearnedActor, ...]:
        """People nobody listed, with what the text says of them; contradictions stand side by side."""
        return tuple(
            replace(evidence, name=figure.name)
            for figure in self.figures
            if figure.person is None
            for evidence in figure.evidence
        )
