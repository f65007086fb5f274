"""Pronouns and descriptions: whom "han", "landet", "alliansen", "begge landene" and "vi" stand for."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from utsyn.actors.attribution import Attributor, Meaning
from utsyn.actors.cast import Cast
from utsyn.actors.pieces import Cutter, segments
from utsyn.actors.quotations import quotation_at, quotations
from utsyn.actors.scan import BODY_KINDS, NOUN_KINDS, STATE_KINDS, Item
from utsyn.actors.spelling import fold
from utsyn.actors.vocabulary import Vocabulary
from utsyn.reading.structure import Reading

_FAR = 4
"""Sentences back that a pronoun or description reaches."""
_SUBJECT_BONUS = 1.5
_GUESSED = 0.6
"""Scores up to this belong to people whose state is only a guess."""
_OFTEN, _NEARNESS = 6, 3.0
"""What counts for a party of "the two governments": mentions up to so many, nearness."""
_PRESS = frozenset({"MED", "JRN"})
_PLACES = frozenset({"GPE_LOC", "LOC"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in the article that a later word may stand for."""

    token: int
    sentence: int
    meaning: Meaning
    subject: bool


class Anaphora:
    """Finds what words without a name of their own stand for, in one article."""

    def __init__(
        self, reading: Reading, vocabulary: Vocabulary, cutter: Cutter, attributor: Attributor, cast: Cast
    ) -> None:
        self.reading = reading
        self.vocabulary = vocabulary
        self.cutter = cutter
        self.attributor = attributor
        self.cast = cast
        self.without: frozenset[str] = frozenset()
        self._links = {link.token: link for link in reading.links}

    @cached_property
    def _sentence_numbers(self) -> list[int]:
        return self.reading.sentence_numbers()

    def sentence(self, token: int) -> int:
        """Number of the sentence that holds the token."""
        return self._sentence_numbers[token] if token < len(self._sentence_numbers) else len(self.reading.sentences) - 1

    @cached_property
    def _quotations(self) -> tuple[tuple[int, int], ...]:
        return quotations(self.reading.text)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Named people, states and bodies, and offices of a named state, in text order."""
        found = [mention for item in self.cutter.items if (mention := self._mention(item)) is not None]
        listed = {mention.token for mention in found}
        for figure in self.cast.figures:
            for first, last in figure.spans:
                if first not in listed:
                    found.append(self._as_mention(first, self.cast.meaning(figure, first, last)))
        return sorted(found, key=lambda m: m.token)

    def forget(self) -> None:
        """Read the mentions anew: the cast has learned more about its people."""
        self.__dict__.pop("mentions", None)

    def _mention(self, item: Item) -> Mention | None:
        if item.kind == "person":
            figure = self.cast.figure(item.last - 1)
            return self._as_mention(item.first, self.cast.meaning(figure, item.first, item.last)) if figure else None
        if item.kind in BODY_KINDS or item.kind in STATE_KINDS:
            entry = self.attributor.choose(item)
            kind = "body" if item.kind in BODY_KINDS else "state" if item.kind in ("state", "capital") else "adjective"
            meaning = Meaning(
                entry.name,
                entry.code,
                entry.sector or "GOV",
                None,
                item.first,
                item.last,
                item.kind,
                0.8,
                kind,
                lexeme=entry.detail,
            )
            return self._as_mention(item.first, meaning)
        return self._office(item) if item.kind in ("title", "institution", "people") else None

    def _office(self, item: Item) -> Mention | None:
        """ "Ukrainas president" without a name may be taken up by "presidenten" or "han"."""
        if self._names_somebody(item):
            return None
        left = item.first
        floor = max(0, item.first - 3)
        while left > floor and (
            any(self._may_qualify(i) for i in self.cutter.items_over(left - 1)) or self._is_small(left - 1)
        ):
            left -= 1
        right = self._complement_end(item)
        if not self._has_owner(left, right):
            return None
        cut = segments(self.cutter.pieces(range(left, right)))
        for segment in cut:
            if segment.first <= item.first < segment.last:
                found = self.attributor.meanings(segment, item.first)
                if len(found) == 1 and found[0].code and found[0].kind == "noun":
                    return self._as_mention(item.first, replace(found[0], first=item.first, last=item.last))
        return None

    def _has_owner(self, first: int, last: int) -> bool:
        """Whether anything among the words may say whose office it is; most offices stand alone."""
        return any(item.kind not in NOUN_KINDS for item in self.cutter.items_between(first, last)) or any(
            self.cutter.name_at(index) is not None for index in range(first, last)
        )

    def _may_qualify(self, item: Item) -> bool:
        if item.kind == "adjective":
            return True
        return self.vocabulary.before_noun and item.kind in BODY_KINDS | STATE_KINDS

    def _names_somebody(self, item: Item) -> bool:
        """Whether the person who holds the office is named right after it."""
        end = min(item.last + 2, len(self.reading.tokens))
        return any(self.cast.figure(index) is not None for index in range(item.last, end))

    def _is_small(self, index: int) -> bool:
        return self.reading.tokens[index].upos in ("ADJ", "DET")

    def _complement_end(self, item: Item) -> int:
        """The office with "of" and a state after it."""
        end = self.reading.sentence_of(item.first).last
        stop = item.last
        while (stop < min(end, item.last + 2) and self.vocabulary.has("of", fold(self.reading.tokens[stop].text))) or (
            stop < min(end, item.last + 3) and self.reading.tokens[stop].upos == "DET"
        ):
            stop += 1
        following = self.cutter.items_over(stop) if stop < end else ()
        usable = [i for i in following if i.kind in STATE_KINDS | BODY_KINDS]
        return max(i.last for i in usable) if usable else item.last

    def _as_mention(self, token: int, meaning: Meaning) -> Mention:
        return Mention(token, self.sentence(token), meaning, self._is_subject(token))

    def _is_subject(self, token: int) -> bool:
        tokens, sentence = self.reading.tokens, self.reading.sentence_of(token)
        node, steps = token, 0
        while steps < 3:
            relation = tokens[node].relation
            if relation.startswith("nsubj"):
                return True
            if (
                relation.split(":")[0] not in ("flat", "appos", "name", "compound", "nmod", "amod")
                or tokens[node].head < 0
            ):
                break
            if relation.startswith("nmod") and any(
                tokens[c].relation.startswith("case") for c in self.reading.children(node)
            ):
                break
            node, steps = tokens[node].head, steps + 1
        return token - sentence.first < 2 and self._no_tree(sentence.first, sentence.last)

    def _no_tree(self, first: int, last: int) -> bool:
        return not any(self.reading.tokens[i].relation.startswith("nsubj") for i in range(first, last))

    # links of the model

    def linked(self, token: int) -> int | None:
        """The antecedent's token that the model gives."""
        link = self._links.get(token)
        return link.antecedent if link is not None and link.score >= 0.45 else None

    # pronouns

    def pronoun(self, token: int, role: str) -> list[Meaning]:
        """Whom a pronoun or possessive stands for."""
        if role in ("i", "we"):
            return self._first_person(token, role)
        if role == "own":
            return self._own(token)
        if role == "plural":
            features = self.reading.tokens[token].features
            singular = features.get("Number") == "Sing" and features.get("Person", "3") == "3"
            return (
                self._plural(token)
                if not singular
                else self._nearest(token, lambda m: self._is_person(m, "f"), "pronoun")
            )
        if role == "it":
            return self._nearest(token, self._acts_as_one, "pronoun")
        if self.reading.tokens[token].features.get("Number") == "Plur" and role == "she":
            return self._plural(token)
        gender = {"he": "m", "she": "f"}.get(role, "")
        found = self._nearest(token, lambda m: self._is_person(m, gender) or self._agrees(m, gender), "pronoun")
        return found or (self._plural(token) if self._may_be_plural(token) else [])

    def _acts_as_one(self, mention: Mention) -> bool:
        """A state or body; not the paper or agency that the article names as where it has its news from."""
        return (mention.meaning.kind == "state" and not self._is_place(mention)) or self._is_body(mention)

    def _is_body(self, mention: Mention) -> bool:
        return mention.meaning.kind == "body" and mention.meaning.sector not in _PRESS

    def _agrees(self, mention: Mention, gender: str) -> bool:
        """Whether a language that says "he" and "she" of states may say it of this one ("L'Égypte … elle")."""
        if not (self.vocabulary.gendered and self._acts_as_one(mention)):
            return False
        tokens, words = self.reading.tokens, range(mention.meaning.first, mention.meaning.last)
        beside = [child for index in words for child in self.reading.children(index)]
        genders = {
            tokens[i].features.get("Gender", "")
            for i in (*words, *beside)
            if tokens[i].upos in ("NOUN", "PROPN", "DET")
        }
        genders.discard("")
        # "L'Égypte" does not show its gender; as what the text speaks of it will do.
        return genders == {"Masc" if gender == "m" else "Fem"} or (not genders and mention.subject)

    def _may_be_plural(self, token: int) -> bool:
        """German "ihr" is hers and theirs."""
        return self.vocabulary.language == "de" and fold(self.reading.tokens[token].text).startswith("ihr")

    def _is_person(self, mention: Mention, gender: str) -> bool:
        meaning = mention.meaning
        if meaning.kind == "noun":
            return meaning.title is not None and not meaning.plural
        return meaning.kind == "person" and not (gender and meaning.gender and gender != meaning.gender)

    def _own(self, token: int) -> list[Meaning]:
        """ "sin": the subject of the clause, else the nearest before."""
        sentence = self.sentence(token)
        subjects = [m for m in self.mentions if m.sentence == sentence and m.token < token and m.subject]
        if subjects:
            return [self._because(subjects[-1], "possessive of the subject", 0.7)]
        return self._nearest(token, lambda m: m.meaning.kind != "adjective", "possessive")

    def _plural(self, token: int) -> list[Meaning]:
        """ "de": the two people of the sentence before, else the nearest plural or body, else the two sides named before."""
        pair = self._pair_in_one_sentence(token, people=True)
        found = pair or self._nearest(token, lambda m: m.meaning.plural or self._is_body(m), "pronoun")
        if found:
            return found
        pair = self._pair_in_one_sentence(token)
        return pair or self._nearest(token, lambda m: m.meaning.kind == "state", "pronoun")

    def _pair_in_one_sentence(self, token: int, *, people: bool = False) -> list[Meaning]:
        here = self.sentence(token)
        before = [m for m in reversed(self.mentions) if m.token < token and (m.meaning.kind == "person" or not people)]
        for number in range(here, max(here - 2, -1), -1):
            found = self._distinct(m for m in before if m.sentence == number)
            if len(found) == 2:
                return [self._because(m, "pronoun for both", 0.5) for m in reversed(found)]
        return []

    def _nearest(self, token: int, fits: Callable[[Mention], bool], rule: str) -> list[Meaning]:
        here, best, weight = self.sentence(token), None, -100.0
        for mention in self.mentions:
            if mention.token >= token:
                break
            back = here - mention.sentence
            if back > _FAR or (mention.meaning.code is None and mention.meaning.kind != "person") or not fits(mention):
                continue
            if mention.meaning.code in self.without:
                continue
            value = -1.0 * back + (_SUBJECT_BONUS if mention.subject else 0.0) - 0.002 * (token - mention.token)
            if value > weight:
                best, weight = mention, value
        return [self._because(best, rule, 0.65 if here == best.sentence else 0.55)] if best is not None else []

    def _because(self, mention: Mention, rule: str, score: float) -> Meaning:
        return replace(mention.meaning, rule=rule, score=score)

    # the speaker

    def _first_person(self, token: int, role: str) -> list[Meaning]:
        offset = self.reading.tokens[token].start
        span = quotation_at(self._quotations, offset)
        speaker = self._speaker(token, span) if span is not None else self._reported(token)
        if speaker is None:
            return []
        meaning = speaker.meaning
        if role == "we" and meaning.kind in ("person", "noun"):
            name = self.attributor.knowledge.states.get(meaning.code or "", meaning.name)
            meaning = replace(meaning, name=name, title=None, kind="state" if meaning.code else meaning.kind)
        return [replace(meaning, rule="speaker", score=0.65)]

    def _speaker(self, token: int, span: tuple[int, int]) -> Mention | None:
        """Who says the quotation: beside a verb of saying outside it, else the last person before."""
        tokens = self.reading.tokens
        first, last = self.cutter.token_at(span[0]), self.cutter.token_at(span[1] - 1)
        begin = self.reading.sentence_of(first).first
        end = self.reading.sentence_of(last).last
        outside = [
            i
            for i in range(begin, end)
            if quotation_at(self._quotations, tokens[i].start) is None or self._after_comma(i, token)
        ]
        following = self.reading.sentence_of(end).last if end < len(tokens) else end
        wider = list(range(end, min(following, end + 14)))
        for window in (outside, wider):
            for index in window:
                if self._is_speech(index) and (found := self._beside_verb(index, window)) is not None:
                    return found
        people = [
            m for m in self.mentions if m.token < first and m.meaning.kind in ("person", "noun") and m.meaning.code
        ]
        return people[-1] if people else None

    def _after_comma(self, index: int, token: int) -> bool:
        """In a dashed line the words after the closing comma belong to the reporter."""
        tokens = self.reading.tokens
        return index > token and any(tokens[i].text == "," for i in range(token, index)) and self._line_is_dashed(token)

    def _line_is_dashed(self, token: int) -> bool:
        text, start = self.reading.text, self.reading.tokens[token].start
        line = text[self.reading.line_start(start) : start].lstrip()
        return line[:1] in ("-", "–", "—")

    def _is_speech(self, index: int) -> bool:
        token = self.reading.tokens[index]
        return self.vocabulary.has("speech", fold(token.text)) or self.vocabulary.has("speech", fold(token.lemma))

    def _beside_verb(self, verb: int, window: Sequence[int]) -> Mention | None:
        """The subject of the verb, else the nearest mention within eight words, after the verb first."""
        allowed = set(window)
        subjects = {c for c in self.reading.children(verb) if self.reading.tokens[c].relation.startswith("nsubj")}
        below = {i for subject in subjects for i in self.reading.subtree(subject)}
        near = [
            m
            for m in self.mentions
            if m.token in allowed and m.meaning.kind != "adjective" and abs(m.token - verb) <= 8
        ]
        ranked = sorted(
            near, key=lambda m: (m.token not in below, m.meaning.kind != "person", m.token < verb, abs(m.token - verb))
        )
        nearest = ranked[0] if ranked else None
        named = not any(self.reading.tokens[subject].upos == "PRON" for subject in subjects)
        if nearest is not None and nearest.token in below and named:
            return nearest
        # "…, sa han, ifølge NTB": the pronoun speaks, the name beside it only passes the words on.
        return self._pronoun_subject(verb, allowed) or nearest

    def _pronoun_subject(self, verb: int, allowed: set[int]) -> Mention | None:
        for index in (verb + 1, verb - 1):
            if index in allowed:
                role = self.vocabulary.pronouns.get(fold(self.reading.tokens[index].text), "")
                found = self.pronoun(index, role) if role in ("he", "she", "it") else []
                if found:
                    return self._as_mention(index, found[0])
        return None

    def _reported(self, token: int) -> Mention | None:
        """ "Putin sier at vi …" without quotation marks."""
        sentence = self.reading.sentence_of(token)
        window = range(sentence.first, sentence.last)
        for index in window:
            if self._is_speech(index) and (found := self._beside_verb(index, window)) is not None:
                return found
        return None

    # descriptions

    def described(self, token: int, role: str) -> list[Meaning]:
        """ "landet", "alliansen", "organisasjonen": the latest of that kind."""
        tests: dict[str, Callable[[Mention], bool]] = {
            "country": lambda m: m.meaning.kind == "state",
            "alliance": lambda m: m.meaning.kind == "body" and m.meaning.lexeme in ("alliance", "union", "regional"),
            "organisation": lambda m: m.meaning.kind == "body" and m.meaning.rule != "unique",
        }
        linked = self.linked(token)
        if linked is not None:
            found = self._at(linked)
            if found:
                return found
        if (kind := self.vocabulary.kinds.get(fold(self.reading.tokens[token].text))) is not None:
            return self._nearest(token, lambda m: m.meaning.kind == "state" and m.meaning.code in kind, "description")
        found = self._nearest(token, tests[role], "description")
        if found or role != "country":
            return found
        # "Evo Morales … the country": nobody has named it but by its people.
        people = self._nearest(
            token, lambda m: m.meaning.kind in ("person", "noun") and self._is_state(m), "description"
        )
        return [replace(m, name=self.attributor.knowledge.states.get(m.code or "", m.name), title=None) for m in people]

    def _at(self, token: int) -> list[Meaning]:
        return [self._because(m, "link", 0.75) for m in self.mentions if m.token <= token < m.meaning.last][:1]

    def described_as(self, token: int, meanings: Sequence[Meaning]) -> list[Meaning]:
        """A listed description of organisations: the one the article names last, else the only one it can be."""
        codes = {meaning.code for meaning in meanings}
        named = [m for m in self.mentions if m.meaning.code in codes and m.meaning.kind == "body" and m.token != token]
        before = [m for m in named if m.token < token] or named
        if before:
            return [replace(before[-1].meaning, rule="description", score=0.75)]
        return [replace(meanings[0], rule="description without mention", score=0.5)] if len(codes) == 1 else []

    def same_office(self, token: int, lexeme: str) -> Meaning | None:
        """The latest mention of the same office or body whose owner is known."""
        for mention in reversed(self.mentions):
            if (
                mention.token < token
                and mention.meaning.code
                and mention.meaning.lexeme == lexeme
                and mention.meaning.kind in ("person", "noun")
            ):
                return mention.meaning
        return None

    def states_before(self, token: int) -> Iterator[Mention]:
        """What is said of states, by themselves, their people or their bodies, latest first, within reach."""
        here = self.sentence(token)
        for mention in reversed(self.mentions):
            near = mention.token < token and here - mention.sentence <= _FAR
            if near and self._is_state(mention) and mention.meaning.score > _GUESSED:
                yield mention

    def _is_state(self, mention: Mention) -> bool:
        return self.attributor.knowledge.is_state(mention.meaning.code)

    # several

    def several(self, token: int, role: str, number: int) -> list[Meaning]:
        """ "begge landene", "de to lederne", "partene": the latest distinct ones of that kind."""

        def takes_sides(mention: Mention) -> bool:
            return mention.meaning.code is not None and mention.meaning.sector not in _PRESS

        tests: dict[str, Callable[[Mention], bool]] = {
            "both_countries": lambda m: m.meaning.kind in ("state", "adjective", "person", "noun"),
            "both_people": lambda m: m.meaning.kind in ("person", "noun", "state") and m.meaning.code is not None,
            "both_any": takes_sides,
            "both": takes_sides,
        }
        fits = tests[role]
        # Who speaks to both is neither of them.
        before = [m for m in reversed(self.mentions) if m.token < token and not self._is_own_subject(m, token)]
        acting = [m for m in before if not self._is_place(m)]
        # Places only where too few others are named ("Cuba's talks with America").
        before = acting if len(self._distinct(acting)) >= number else before
        people_first = [m for m in before if m.meaning.kind in ("person", "noun") and m.meaning.code]
        pool = people_first if role == "both_people" and len({m.meaning.code for m in people_first}) >= number else None
        pool = pool or [m for m in before if fits(m)]
        # "A Russian jet at the Syrian border": adjectives count only where nothing else does.
        named = self._distinct([m for m in pool if m.meaning.kind != "adjective"])
        if role != "both" and len(named) > number:
            # "The parties", "the two capitals" are those whom the story is about; "both" are the last two.
            most = sorted(named, key=lambda m: -self._weight(m, token))[:number]
            named = [mention for mention in named if mention in most]
        found = named[:number] if len(named) >= number else self._distinct(pool)[:number]
        if len(found) < number:
            later = [m for m in self.mentions if m.token > token and self.sentence(token) == m.sentence and fits(m)]
            found = self._distinct([*reversed(found), *later])[:number]
            return [self._several(m, role) for m in found] if len(found) == number else []
        return [self._several(m, role) for m in reversed(found)]

    def _weight(self, mention: Mention, token: int) -> float:
        """How much the article tells of a party, and how near."""
        back = self.sentence(token) - mention.sentence
        return min(self._told[mention.meaning.code], _OFTEN) + _NEARNESS / (1 + back)

    @cached_property
    def _told(self) -> Counter[str | None]:
        return Counter(mention.meaning.code for mention in self.mentions)

    def _is_place(self, mention: Mention) -> bool:
        """Whether the text means where something happens, not who acts ("met in the Vatican")."""
        name = self.cutter.name_at(mention.meaning.first)
        return mention.meaning.kind == "state" and name is not None and name.kind in _PLACES

    def _is_own_subject(self, mention: Mention, token: int) -> bool:
        """Whether the mention is the subject of the sentence in which the token is none."""
        return mention.subject and mention.sentence == self.sentence(token) and not self._is_subject(token)

    def _several(self, mention: Mention, role: str) -> Meaning:
        meaning = mention.meaning
        if role == "both_countries" and meaning.kind != "state":
            name = self.attributor.knowledge.states.get(meaning.code or "", meaning.name)
            meaning = replace(meaning, name=name, title=None, sector="GOV")
        return replace(meaning, rule=role.replace("_", " "), score=0.6)

    def _distinct(self, mentions: Iterator[Mention] | Sequence[Mention]) -> list[Mention]:
        found: dict[str, Mention] = {}
        for mention in mentions:
            if mention.meaning.code and mention.meaning.code not in found:
                found[mention.meaning.code] = mention
        return list(found.values())
