"""From the head word of a phrase to the participants it names."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from utsyn.actors.anaphora import Anaphora
from utsyn.actors.attribution import Attributor, Meaning
from utsyn.actors.cast import Cast
from utsyn.actors.phrases import Phrases
from utsyn.actors.pieces import Cutter, Segment, segments
from utsyn.actors.scan import STATE_KINDS, Item, Scanner
from utsyn.actors.spelling import fold
from utsyn.actors.value import ActorMemory, LearnedActor, Participant
from utsyn.article.model import DateSpan
from utsyn.reading.structure import Reading

_PUBLIC = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "OPP", "PTY", "SPY"})
"""Sectors whose people belong to the state that the article is about."""
_GUESSED = 0.55
"""Scores up to this belong to a state that only the context suggests."""
_FREQUENT, _OPENING, _NEARBY, _PARAGRAPH = 6, 1.5, 4.0, 2.0
"""What counts for a state that only the context suggests: mentions up to so many, each in the opening, nearness."""
_LOCAL, _LOCALLY = frozenset({"COP", "JUD"}), 3.0
"""Sectors for which nearness counts more, and how much more."""
_ALONE = 2.5
"""The article plays in a state that it names so many times as often as any other."""
_IN_PASSING = 3.0
"""A state with less is only named in passing."""
_OF_NO_STATE = frozenset({"IGO", "REB", "UNK"})
"""Sectors that no state of the context has a claim on: organisations, rebels, unidentified attackers."""
_PRIVATE = frozenset({"BUS", "CVL", "EDU", "JRN", "REL"})
"""Sectors whose members the text must tie to a state itself."""


class ActorResolver:
    """Knows who is who in one article and resolves its participant phrases.

    `published` decides who held an office; `memory` is what earlier articles taught.
    """

    def __init__(
        self, reading: Reading, published: DateSpan | None = None, *, memory: ActorMemory | None = None
    ) -> None:
        self.reading = reading
        scanner = Scanner(reading)
        self._vocabulary, self._knowledge = scanner.vocabulary, scanner.knowledge
        items, names = scanner.items(), scanner.names()
        day = published.start if published is not None else None
        self._followed: set[int] = set()
        self._without: frozenset[str] = frozenset()
        self._cast = Cast(reading, self._vocabulary, self._knowledge, day, memory)
        self._attributor = Attributor(reading, self._vocabulary, self._knowledge, self._cast)
        cutter = Cutter(reading, self._vocabulary, items, names)
        self._attributor.preferred = _unambiguous(items)
        rejected = self._cast.gather(cutter, self._attributor, names)
        self._cutter = (
            Cutter(reading, self._vocabulary, [i for i in items if i not in rejected], names) if rejected else cutter
        )
        self._phrases = Phrases(reading, self._cutter, before_noun=self._vocabulary.before_noun)
        self._anaphora = Anaphora(reading, self._vocabulary, self._cutter, self._attributor, self._cast)
        self._settle_people()

    def participants(self, token: int) -> tuple[Participant, ...]:
        """Whom the phrase headed by `token` names: one Participant for each, in text order, at least one.

        A phrase that names nobody known gives one Participant without code.
        """
        if not self.reading.tokens:
            return ()
        token = self._phrases.counted(self._noun_of_article(token))
        pronoun = self._pronoun(token)
        if pronoun is not None:
            here = [replace(meaning, first=token, last=token + 1) for meaning in pronoun]
            return self._finished(here or [self._unknown(token)])
        tokens = self._phrases.tokens(token, conjuncts=True)
        found = self._several(tokens, token)
        if not found:
            parts = [self._resolved(part, token) for part in self._segments(tokens)]
            named = [part for part in parts if any(m.code and "pronoun" not in m.rule for m in part)]
            found = [meaning for part in parts for meaning in part] if not named else self._beside(parts, named)
        return self._finished(found or [self._unknown(token)])

    def _beside(self, parts: Sequence[list[Meaning]], named: Sequence[list[Meaning]]) -> list[Meaning]:
        """All segments, without descriptions by pronoun beside a name ("its creditor, China's bank")."""
        return [m for part in parts for m in part if part in named or "pronoun" not in m.rule]

    def _noun_of_article(self, token: int) -> int:
        """The noun behind an article that the tree takes for the head of its phrase ("Das Bündnis"), else the token."""
        tokens = self.reading.tokens
        article = tokens[token].upos in ("DET", "PRON") and self._vocabulary.has("definite", fold(tokens[token].text))
        if not article or tokens[token].relation.split(":")[0] == "det":
            return token
        for index in range(token + 1, min(token + 4, self.reading.sentence_of(token).last)):
            if tokens[index].upos in ("NOUN", "PROPN"):
                return index
            if tokens[index].upos not in ("ADJ", "NUM"):
                break
        return token

    def instead(self, token: int, taken: frozenset[str]) -> tuple[Participant, ...]:
        """Whom the phrase names if it is none of the codes in `taken`: for a state or antecedent that was only guessed."""
        self._without = self._anaphora.without = taken
        try:
            return self.participants(token)
        finally:
            self._without = self._anaphora.without = frozenset()

    def setting(self) -> str | None:
        """Code of the state in which the article plays: the only one, or the one it names far more often than others."""
        return self._setting

    def around(self, token: int) -> str | None:
        """Code of the state that the article tells of at a token: the nearest weighs most."""
        weights = self._weights(self._state_counts, token, _LOCALLY)
        best = max(weights, key=lambda code: (weights[code], code), default=None)
        return best if best is not None and weights[best] >= _IN_PASSING else None

    def states(self) -> Mapping[str, int]:
        """How often the article names each state, by itself, its people or its bodies."""
        return self._state_counts

    def told(self) -> tuple[tuple[int, str], ...]:
        """Every mention of a state, a body or somebody of a known side: its head word and code, in text order."""
        found = ((self._head(m.meaning), self._knowledge.counted(m.meaning.code)) for m in self._anaphora.mentions)
        return tuple(sorted((token, code) for token, code in found if code))

    def _head(self, meaning: Meaning) -> int:
        """The word of the mention that the others hang on."""
        words = range(meaning.first, meaning.last)
        return next((i for i in words if self.reading.tokens[i].head not in words), meaning.first)

    def is_state(self, code: str) -> bool:
        """Whether the code is a state's."""
        return self._knowledge.is_state(code)

    def phrase(self, token: int) -> tuple[int, int]:
        """Characters `[start, end)` of the participant phrase that `token` heads."""
        return self._phrases.span(self._phrases.counted(self._noun_of_article(token)))

    def learned(self) -> tuple[LearnedActor, ...]:
        """People nobody listed, as this article introduces them."""
        return self._cast.learned()

    # pronouns

    def _pronoun(self, token: int) -> list[Meaning] | None:
        """Meanings of a pronoun or possessive; None when the token is none."""
        word = self.reading.tokens[token]
        if self._cutter.items_over(token) or word.upos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM"):
            return None
        folded = fold(word.text)
        role = self._vocabulary.possessive(folded, word.upos)
        if role is None and word.upos != "DET":
            role = self._vocabulary.pronouns.get(folded)
        if role is None:
            return None
        if self._heads_more(token):
            return None
        linked = self._anaphora.linked(token)
        if linked is not None and role not in ("i", "we"):
            found = self._linked_meanings(linked, {token})
            if any(meaning.code for meaning in found) and not any(m.code in self._without for m in found):
                return [replace(m, rule="link", score=min(0.8, m.score)) for m in found]
        return self._anaphora.pronoun(token, role)

    def _heads_more(self, token: int) -> bool:
        """Whether the pronoun heads a phrase of its own ("de russiske", "dem i Oslo", "34 av dem")."""
        below = self._phrases.tokens(token, conjuncts=True)
        return len(below) > 1 and any(
            self._cutter.items_over(i) or self.reading.tokens[i].relation.split(":")[0] in ("amod", "conj", "appos")
            for i in below
            if i != token
        )

    def _linked_meanings(self, token: int, seen: set[int]) -> list[Meaning]:
        if token in seen or token in self._followed or not 0 <= token < len(self.reading.tokens):
            return []
        further = self._anaphora.linked(token)
        folded = fold(self.reading.tokens[token].text)
        if folded in self._vocabulary.pronouns:
            return self._linked_meanings(further, seen | {token}) if further is not None else []
        tokens = self._phrases.tokens(token, conjuncts=True)
        self._followed.add(token)
        found = [meaning for part in self._segments(tokens) for meaning in self._resolved(part, token)]
        self._followed.discard(token)
        return found

    # phrases

    def _segments(self, tokens: Sequence[int]) -> list[Segment]:
        return self._without_appositions(segments(self._cutter.pieces(tokens)))

    def _without_appositions(self, found: list[Segment]) -> list[Segment]:
        """A name and an office on both sides of a comma are one participant, unless they stand in a list."""
        kept: list[Segment] = []
        for index, segment in enumerate(found):
            in_list = any(later.joiner == "and" for later in found[index : index + 2])
            if kept and segment.joiner == "and" and self._is_second_title(kept[-1], segment):
                kept[-1] = Segment(segment.pieces, kept[-1].joiner)
                continue
            if kept and segment.joiner in ("comma", "open", "close") and (not in_list or segment.joiner == "open"):
                joined = self._joined(kept[-1], segment)
                if joined is not None:
                    kept[-1] = joined
                    continue
            kept.append(segment)
        return kept

    def _is_second_title(self, one: Segment, other: Segment) -> bool:
        """ "tidligere visepresident og nobelprisvinner Al Gore": two titles of one person."""
        titles = [p.item for p in one.pieces if p.item is not None]
        alone = len(titles) == 1 and titles[0].kind == "title" and not titles[0].noun.plural
        return alone and len(other.pieces) > 1 and any(p.is_person for p in other.before)

    def _joined(self, one: Segment, other: Segment) -> Segment | None:
        named, office = (one, other) if any(p.is_person for p in one.pieces) else (other, one)
        if not any(p.is_person for p in named.pieces) or any(p.is_person for p in office.pieces):
            return one if other.joiner == "open" else None
        if not any(p.is_noun for p in office.before):
            return one if other.joiner == "open" or named is one else None
        if named is one or any(p.is_noun for p in named.pieces):
            return Segment(one.pieces, one.joiner)
        return Segment((*office.pieces, *named.pieces), one.joiner)

    def _several(self, tokens: Sequence[int], head: int) -> list[Meaning]:
        """ "begge landene", "de to lederne": several at once, unless the phrase names them itself."""
        words = [fold(self.reading.tokens[i].text) for i in tokens]
        named = [
            item
            for i in tokens
            for item in self._cutter.items_over(i)
            if item.kind not in ("title", "people", "institution")
        ]
        if named:
            return []
        role = self._several_role(words)
        if role is not None and self._has_other_noun(tokens, role):
            return []
        number = next((self._vocabulary.numbers[word] for word in words if word in self._vocabulary.numbers), 0)
        both = number or (len(words) <= 2 and any(self._vocabulary.has("both", word) for word in words))
        counted = all(self._only_counts(word) for word in words)
        if role is None and number and counted and any(self._vocabulary.has("both", word) for word in words):
            role = "both"
        if role is None or not both:
            return []
        found = self._anaphora.several(tokens[0], role, number or 2)
        return [replace(m, first=tokens[0], last=tokens[-1] + 1) for m in found]

    def _only_counts(self, word: str) -> bool:
        """Whether the word is a number or an article: "begge to", "les deux", not "deux bergers"."""
        counting = word in self._vocabulary.numbers or self._vocabulary.has("both", word)
        return counting or self._vocabulary.has("definite", word)

    def _has_other_noun(self, tokens: Sequence[int], role: str) -> bool:
        """ "lawmakers from the two parties" are not the parties."""
        return any(
            self._cutter.items_over(i) and not self._vocabulary.has(role, fold(self.reading.tokens[i].text))
            for i in tokens
        )

    def _several_role(self, words: Sequence[str]) -> str | None:
        for role in ("both_countries", "both_people", "both_any"):
            if any(self._vocabulary.has(role, word) for word in words):
                return role
        return None

    def _resolved(self, segment: Segment, head: int) -> list[Meaning]:
        """Meanings of one segment, with its description, owner or state worked out from the context."""
        described = self._collective(segment) or self._description(segment)
        if described:
            return [replace(m, first=segment.first, last=segment.last) for m in described]
        found = self._attributor.meanings(segment, head)
        if not found:
            return self._of_pronoun(segment)
        return [self._completed(meaning, segment) for meaning in found]

    def _collective(self, segment: Segment) -> list[Meaning]:
        """The states for which one name stands: "de baltiske landene"."""
        spoken = tuple(fold(self.reading.tokens[i].text) for i in range(segment.first, segment.last))
        for form, codes in self._vocabulary.collectives.items():
            if any(spoken[at : at + len(form)] == form for at in range(len(spoken) - len(form) + 1)):
                names = ((code, self._knowledge.states.get(code, code)) for code in codes)
                return [
                    Meaning(name, code, "GOV", None, segment.first, segment.last, "collective", 0.85, "state")
                    for code, name in names
                ]
        return []

    def _of_pronoun(self, segment: Segment) -> list[Meaning]:
        """ "34 av dem", "their demand": the pronoun in it."""
        piece = next((p for p in segment.pieces if p.kind in ("pronoun", "possessive")), None)
        if piece is None or self._is_other(segment):
            return []
        linked = self._anaphora.linked(piece.first)
        found = (
            self._linked_meanings(linked, {piece.first}) if linked is not None and piece.role not in ("i", "we") else []
        )
        found = found or self._anaphora.pronoun(piece.first, piece.role)
        return [replace(m, first=segment.first, last=segment.last, score=m.score * 0.8) for m in found]

    def _is_other(self, segment: Segment) -> bool:
        """ "its neighbour", "sin rival": somebody else than the owner."""
        words = (fold(self.reading.tokens[i].text) for i in range(segment.first, segment.last))
        return any(self._vocabulary.has("others", word) for word in words)

    def _description(self, segment: Segment) -> list[Meaning]:
        pieces = [p for p in segment.pieces if p.kind not in ("word",)]
        items = [p.item for p in pieces if p.item is not None]
        listed = [i for i in items if i.kind == "description"]
        if listed and not any(i.kind != "description" for i in items):
            entries = [
                Meaning(e.name, e.code, e.sector, None, segment.first, segment.last, "description", 0.5, "body")
                for e in listed[0].entries
            ]
            found = self._anaphora.described_as(listed[0].first, entries)
            if found:
                return found
        if any(i.kind not in ("description", "people", "institution") for i in items):
            return []
        for index in range(segment.first, segment.last):
            role = self._described_role(index)
            elsewhere = any(not i.first <= index < i.last for i in items if i.kind != "description")
            if role is not None and self._is_definite(index) and not elsewhere:
                found = self._anaphora.described(index, role) or (
                    self._anaphora.described(index, "organisation") if role == "alliance" else []
                )
                if found:
                    return found
        return []

    def _described_role(self, index: int) -> str | None:
        word = fold(self.reading.tokens[index].text)
        if self._vocabulary.has("member_words", word):
            return "organisation"
        return "country" if word in self._vocabulary.kinds else self._vocabulary.descriptions.get((word,))

    def _is_definite(self, index: int) -> bool:
        """Languages with an article must show one; a demonstrative will do."""
        if not self._vocabulary.roles.get("definite"):
            return True
        return any(
            self._vocabulary.has("definite", fold(self.reading.tokens[i].text)) for i in range(max(0, index - 3), index)
        )

    def _completed(self, meaning: Meaning, segment: Segment) -> Meaning:
        if meaning.kind == "person" and meaning.code in self._without and meaning.score <= _GUESSED:
            code, rule, score = self._state_in_context(segment, "title", segment.first)
            return replace(meaning, code=code, rule=rule, score=score)
        if meaning.owner:
            return self._owned(meaning, segment)
        if meaning.kind == "noun" and meaning.open_state and not self._is_stateless(segment):
            return self._noun_in_context(meaning, segment)
        return meaning

    def _settle_people(self) -> None:
        """Give people whose state is not said the state that the article is about where it introduces them.

        Without a public office, only where the article names no second state.
        """
        settled = {}
        for number, figure in enumerate(self._cast.figures):
            first, last = figure.spans[0] if figure.spans else (0, 0)
            if figure.code is not None or figure.person is not None or first == last:
                continue
            office = bool(figure.title) and figure.sector in _PUBLIC
            around = segments(self._cutter.pieces(self._phrases.tokens(last - 1, conjuncts=False)))
            introduced = next((s for s in around if s.first <= last - 1 < s.last), None)
            if introduced is not None and not self._is_stateless(introduced):
                kind = "title" if office else "people"
                settled[number] = self._state_in_context(introduced, kind, first)
        for number, (code, rule, score) in settled.items():
            if code is not None:
                figure = self._cast.figures[number]
                figure.code, figure.rule, figure.score = code, rule, score
        self._anaphora.forget()

    def _is_stateless(self, segment: Segment) -> bool:
        """Whether an adjective says that they are of no one state ("kurdiske", "western")."""
        words = (fold(self.reading.tokens[i].text) for i in range(segment.first, segment.last))
        return any(self._vocabulary.has("stateless", word) for word in words)

    def _owned(self, meaning: Meaning, segment: Segment) -> Meaning:
        """ "his deputy": the state or body of the owner."""
        piece = next((p for p in segment.pieces if p.kind in ("possessive", "pronoun")), None)
        noun = next((p.item for p in segment.pieces if p.is_noun), None)
        if piece is None or (noun is not None and noun.nouns and noun.noun.counterpart):
            return meaning
        linked = self._anaphora.linked(piece.first)
        owners = (
            self._linked_meanings(linked, {piece.first})
            if linked is not None and meaning.owner not in ("i", "we")
            else []
        )
        owners = owners or self._anaphora.pronoun(piece.first, meaning.owner)
        if not owners or owners[0].code is None:
            return meaning
        owner = owners[0]
        sector = meaning.sector or owner.sector
        return replace(meaning, code=owner.code, sector=sector, rule="possessive", score=owner.score * 0.8)

    def _noun_in_context(self, meaning: Meaning, segment: Segment) -> Meaning:
        """An office or body whose state the phrase leaves open takes it from the article."""
        linked = self._anaphora.linked(segment.first) or self._anaphora.linked(segment.last - 1)
        if linked is not None:
            found = [m for m in self._linked_meanings(linked, set(range(segment.first, segment.last))) if m.code]
            if len(found) == 1 and found[0].code not in self._without:
                return replace(
                    meaning,
                    code=found[0].code,
                    name=found[0].name if found[0].kind == "person" else meaning.name,
                    sector=meaning.sector or found[0].sector,
                    rule="link",
                    score=0.7,
                )
        same = self._anaphora.same_office(segment.first, meaning.lexeme)
        if same is not None and same.code not in self._without and not (meaning.plural and same.kind == "person"):
            name = same.name if same.kind == "person" else meaning.name
            return replace(
                meaning,
                name=name,
                code=same.code,
                sector=meaning.sector or same.sector,
                rule="mentioned before",
                score=0.65,
            )
        return self._from_context(meaning, segment)

    def _from_context(self, meaning: Meaning, segment: Segment) -> Meaning:
        owner = self._described_owner(segment)
        if owner is not None:
            return replace(meaning, code=owner.code, sector=meaning.sector or "GOV", rule="description", score=0.55)
        nouns = [p.item for p in segment.pieces if p.is_noun and p.item]
        if nouns and nouns[0].noun.sector == "REB" and (group := self._only_group()) is not None:
            return replace(meaning, code=group, sector="REB", rule="only armed group in the text", score=0.65)
        if nouns and nouns[0].noun.sector in _OF_NO_STATE:
            return meaning
        kind = nouns[0].kind if nouns and nouns[0].noun.sector not in _PRIVATE else "people"
        code, rule, score = self._state_in_context(segment, kind, segment.first)
        if code is None:
            return meaning
        sector = meaning.sector or "GOV"
        return replace(meaning, code=code, sector=sector, rule=rule, score=score)

    def _only_group(self) -> str | None:
        """Code of the armed group that the article names, if it names just one: "the rebels" are nobody else."""
        groups = {m.meaning.code for m in self._anaphora.mentions if m.meaning.sector == "REB" and m.meaning.code}
        named = {code for code in groups if not self._knowledge.is_state(code)}
        return named.pop() if len(named) == 1 else None

    def _state_in_context(self, segment: Segment, kind: str, anchor: int) -> tuple[str | None, str, float]:
        """The only state of the article; for bodies and offices also the one that the article is about just there."""
        counts = {code: count for code, count in self._state_counts.items() if code not in self._without}
        if len(counts) == 1 and self._is_setting(only := next(iter(counts))):
            return only, "only state in the text", 0.55
        home = self._vocabulary.home
        named = any(piece.is_person for piece in segment.pieces)
        if (kind == "people" and named) or self._names_another_place(segment):
            # A paper tells of its own people without saying whence they are.
            return (home, "home state of the language", 0.35) if named and home in counts else (None, "", 0.0)
        nearness = _LOCALLY if self._is_local(segment) else 1.0
        weights = self._weights(counts, anchor, nearness)
        ranked = [pair for pair in Counter(weights).most_common(3) if pair[1] >= _IN_PASSING]
        if len(ranked) > 1 and self._is_envoy(segment):
            # An ambassador is told of where another state is the setting.
            ranked = ranked[1:]
        if ranked:
            code, weight = ranked[0]
            clear = len(ranked) == 1 or weight >= 1.5 * ranked[1][1]
            return code, "dominant state" if clear else "nearest state", 0.5 if clear else 0.4
        if home and kind == "institution" and self._is_bare(segment) and not self._without:
            return home, "home state of the language", 0.3
        return None, "", 0.0

    def _is_envoy(self, segment: Segment) -> bool:
        return any(piece.is_noun and piece.item is not None and piece.item.noun.envoy for piece in segment.pieces)

    def _is_local(self, segment: Segment) -> bool:
        """Police and courts are those of the place that is told of; ministers may be told of anywhere."""
        return any(p.is_noun and p.item is not None and p.item.noun.sector in _LOCAL for p in segment.pieces)

    def _weights(self, codes: Iterable[str], anchor: int, nearness: float) -> dict[str, float]:
        """How much speaks for each state at a place of the text: how often it is named, whether at the start, how near."""
        near = self._near_states(anchor)
        paragraph = self._states_of_paragraph(anchor)
        found = {}
        for code in codes:
            weight = min(self._state_counts[code], _FREQUENT) + _OPENING * min(self._opening_states[code], 3)
            for back, told in near:
                if code in told:
                    weight += nearness * _NEARBY / (1 + back) / (1 + 0.25 * told.index(code))
                    break
            found[code] = weight + (nearness * _PARAGRAPH if code in paragraph else 0.0)
        return found

    def _states_of_paragraph(self, anchor: int) -> set[str | None]:
        """Codes of the states named before the phrase in its paragraph."""
        start = self.reading.line_start(self.reading.tokens[anchor].start)
        before = self._anaphora.states_before(anchor)
        return {m.meaning.code for m in before if self.reading.tokens[m.token].start >= start}

    @cached_property
    def _setting(self) -> str | None:
        ranked = self._ranked_states()
        if len(ranked) == 1 and self._is_setting(ranked[0][0]):
            return ranked[0][0]
        return ranked[0][0] if len(ranked) == 2 and ranked[0][1] >= _ALONE * ranked[1][1] else None

    def _ranked_states(self) -> list[tuple[str, int]]:
        """The two states that the article names most, with how often; the opening counts once more."""
        weights = {code: count + self._opening_states[code] for code, count in self._state_counts.items()}
        return Counter(weights).most_common(2)

    def _is_setting(self, code: str) -> bool:
        """Whether the article plays in the state, not just names it once."""
        return self._state_counts[code] > 1 or code in self._opening_states

    def _is_bare(self, segment: Segment) -> bool:
        """One word, or one with its article."""
        first = fold(self.reading.tokens[segment.first].text)
        article = self._vocabulary.has("definite", first) or self._vocabulary.has("particles", first)
        return segment.last - segment.first == (2 if article else 1)

    @cached_property
    def _opening_states(self) -> Counter[str]:
        """How often headline, dateline and first sentence name each state, by itself, its bodies or its people."""
        opening = self.reading.sentences[min(2, len(self.reading.sentences)) - 1].last if self.reading.sentences else 0
        items = [i for i in self._cutter.items if i.first < opening and (i.kind in STATE_KINDS or i.kind == "unique")]
        codes = [self._attributor.choose(item).code for item in items]
        codes += [figure.code for figure in self._cast.figures for first, _ in figure.spans if first < opening]
        return Counter(code for code in codes if code and self._knowledge.is_state(code))

    def _described_owner(self, segment: Segment) -> Meaning | None:
        """The state that "landets statsminister" or "the country's army" is of."""
        for index in range(segment.first, segment.last):
            word = fold(self.reading.tokens[index].text)
            cut = word[:-1] if self._vocabulary.genitive_s and word.endswith("s") else word
            if "country" in (self._vocabulary.descriptions.get((word,)), self._vocabulary.descriptions.get((cut,))):
                found = self._anaphora.described(index, "country")
                return found[0] if found else None
        return None

    def _names_another_place(self, segment: Segment) -> bool:
        """Whether it is tied to something that is no known state ("politiet i Birgunj", "Vestafrikas ledere")."""
        owners = segment.before if self._vocabulary.before_noun else ()
        inside = [piece for _, pieces in segment.complements for piece in pieces]
        places = [p for p in (*owners, *inside) if p.kind in ("name", "noun") and not p.is_person]
        return any(self._is_proper(p.first) for p in places)

    def _is_proper(self, index: int) -> bool:
        token = self.reading.tokens[index]
        if token.upos == "PROPN" or not token.text[:1].isupper():
            return token.upos == "PROPN"
        return self._vocabulary.language != "de" and self.reading.sentence_of(index).first != index

    @cached_property
    def _state_counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for item in self._cutter.items:
            if item.kind in STATE_KINDS or item.kind == "unique":
                code = self._attributor.choose(item).code
                if code and self._knowledge.is_state(code):
                    counts[code] += 1
        for figure in self._cast.figures:
            if figure.code and self._knowledge.is_state(figure.code):
                counts[figure.code] += len(figure.spans)
        return counts

    def _near_states(self, anchor: int) -> list[tuple[int, list[str]]]:
        """States before the phrase by how many sentences back they stand, nearest first."""
        here = self._anaphora.sentence(anchor)
        found: dict[int, list[str]] = {}
        for mention in self._anaphora.states_before(anchor):
            codes = found.setdefault(here - mention.sentence, [])
            if mention.meaning.code and mention.meaning.code not in codes:
                codes.append(mention.meaning.code)
        return sorted(found.items())

    # results

    def _unknown(self, token: int) -> Meaning:
        tokens = self._phrases.tokens(token, conjuncts=False)
        start, end = self.phrase(token)
        return Meaning(
            self.reading.text[start:end], None, None, None, tokens[0], tokens[-1] + 1, "unresolved", 0.2, "unknown"
        )

    def _finished(self, meanings: Sequence[Meaning]) -> tuple[Participant, ...]:
        found: dict[tuple[str | None, str], Participant] = {}
        useful = [m for m in meanings if m.code or m.kind in ("person", "name", "unknown") or len(meanings) == 1]
        for meaning in _once(useful or list(meanings)[:1]):
            found.setdefault((meaning.code, meaning.name), self._participant(meaning))
        return tuple(found.values())

    def _participant(self, meaning: Meaning) -> Participant:
        tokens, text = self.reading.tokens, self.reading.text
        start, end = tokens[meaning.first].start, tokens[meaning.last - 1].end
        return Participant(
            meaning.name,
            self._knowledge.counted(meaning.code),
            meaning.sector,
            meaning.title,
            text[start:end],
            start,
            end,
            meaning.rule,
            meaning.score,
        )


def _once(meanings: Sequence[Meaning]) -> list[Meaning]:
    """Each participant once: a further phrase for the same code counts when it names another person or sector."""
    kept: list[Meaning] = []
    for meaning in meanings:
        if not any(_is_same_party(earlier, meaning) for earlier in kept):
            kept.append(meaning)
    return kept


def _is_same_party(one: Meaning, other: Meaning) -> bool:
    if one.code is None or one.code != other.code or one.kind == other.kind == "person":
        return False
    return other.score <= _GUESSED or one.sector == other.sector or None in (one.sector, other.sector)


def _unambiguous(items: Sequence[Item]) -> dict[str, str]:
    """Codes that some form in the article names without ambiguity."""
    return {
        item.entries[0].code: item.kind
        for item in items
        if item.entries and item.entries[0].code and len({entry.code for entry in item.entries}) == 1
    }
