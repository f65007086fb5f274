"""Place names in a text: spans of words, with everything each can stand for and what speaks for a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from utsyn.places.gazetteer import Entry, PlaceWords, gazetteer, guarded_names, place_words
from utsyn.places.match import CASED, COMPOUND, STRONG_WEIGHT, goes_on, matches
from utsyn.places.names import key_of
from utsyn.reading.structure import Name, Reading

PLACE_KINDS: Final = frozenset({"GPE_LOC", "LOC", "GPE_ORG"})
LONGEST: Final = 5
UNSURE: Final = "unsure"
"""`Candidate.inside` of a span that is a place only where the event graph says so."""
INITIAL_WEIGHT: Final = 5.7
"""What it takes at the start of a sentence, where every word has a capital: half a million, or a city in the news."""
_ELISION: Final = re.compile(r"(?:[dDlL]|[nN]|[qQ]u)['’](?=[^\W\d_])")
_NO_NAMES: Final = frozenset(
    {"ADJ", "ADV", "VERB", "AUX", "DET", "PRON", "SCONJ", "CCONJ", "INTJ", "ADP", "PART", "NUM"}
)
_JOINING: Final = frozenset("-–.'’")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of tokens `[first, last)`, characters `[start, end)`, that can be a place."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Entry, ...]
    rule: str
    inside: str | None = None
    """Kind of the model's name around it when that is no place ("Universitetet i Oslo"), or UNSURE."""
    region: bool = False
    """Whether a word beside it makes it a region ("delstaten Georgia")."""
    tagged: bool = False
    located: bool = False


class PlaceFinder:
    """Goes through a Reading once and lists the candidates."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._words: PlaceWords = place_words(reading.language)
        self._latin = reading.language not in CASED
        self._noun_follows = reading.language not in ("fr", "es")
        self._gazetteer = gazetteer()
        guarded = guarded_names()
        self._ordinary, self._given, self._saints = guarded["ordinary"], guarded["given"], guarded["saints"]
        self._name_of: dict[int, Name] = {i: name for name in reading.names for i in range(name.first, name.last)}
        persons = (name for name in reading.names if name.kind == "PER")
        self._persons = {key_of(reading.tokens[i].text) for name in persons for i in range(name.first, name.last)}

    def candidates(self) -> Iterator[Candidate]:
        """Every candidate in text order, the longest at each place, none overlapping."""
        tokens, starts = self._tokens, self._gazetteer.pairs
        for sentence in self._reading.sentences:
            index = sentence.first
            while index < sentence.last:
                text = tokens[index].text
                found = None
                if (
                    text[:1].isupper()
                    or "'" in text
                    or "’" in text
                    or (text in starts and index + 1 < sentence.last and tokens[index + 1].text.lower() in starts[text])
                ):
                    found = self._at(index, sentence.first, sentence.last)
                    if found is not None and not text[:1].isupper() and index + 1 < sentence.last:
                        # "The Gulf" is one place, "the Gulf of Aden" another.
                        longer = self._at(index + 1, sentence.first, sentence.last)
                        found = longer if longer is not None and longer.last > found.last else found
                index = found.last if found is not None else index + 1
                if found is not None:
                    yield found

    def _at(self, index: int, first: int, last: int) -> Candidate | None:
        for end in self._ends(index, last):
            found = self._span(index, end, first)
            if found is not None:
                return found
        return None

    def _ends(self, index: int, last: int) -> Iterator[int]:
        """Ends of the spans to try from `index`, longest first."""
        tokens = self._tokens
        text = tokens[index].text
        elided = _ELISION.match(text) if "'" in text or "’" in text else None
        if index + 1 < last and self._may_go_on(text[elided.end() :] if elided else text, index):
            stop = min(last, index + LONGEST)
            end = index + 1
            while end < stop and (tokens[end].text[:1].isalnum() or tokens[end].text in _JOINING):
                end += 1
            yield from range(end, index + 1, -1)
        if elided or text[:1].isupper():
            yield index + 1

    def _may_go_on(self, start: str, index: int) -> bool:
        following = self._tokens[index + 1]
        if following.text == "-" and following.start == self._tokens[index].end:
            return True
        if not following.text[:1].isalpha() and following.text not in _JOINING:
            return False
        return goes_on(start, self._reading.language)

    def _span(self, index: int, end: int, sentence_first: int) -> Candidate | None:
        start = self._tokens[index].start
        if elided := _ELISION.match(self._tokens[index].text):
            start += elided.end()
        stop = self._tokens[end - 1].end
        surface = self._reading.text[start:stop]
        if not surface or surface[-1] in "-–'’" or (end - index > 1 and self._tokens[end - 1].text == "."):
            return None
        if surface.endswith(("'s", "’s")) and len(surface) > 3:
            surface, stop = surface[:-2], stop - 2
        entries, rule = self._look_up(surface, index, end)
        if not entries or self._is_saint(index):
            return None
        found = Candidate(index, end, start, stop, entries, rule)
        return self._admit(found, surface, sentence_first)

    def _is_saint(self, index: int) -> bool:
        """Whether the word before says that the name is a saint's; "San Juan" as a whole was tried before."""
        return index > 0 and key_of(self._tokens[index - 1].text) in self._saints

    def _look_up(self, surface: str, index: int, end: int) -> tuple[tuple[Entry, ...], str]:
        single = end - index == 1
        found = matches(surface, self._reading.language, single)
        token = self._tokens[index]
        if found[0] or not single or token.upos != "PROPN" or not token.lemma or token.lemma == token.text:
            return found
        return matches(token.lemma, self._reading.language, single)

    def _admit(self, found: Candidate, surface: str, sentence_first: int) -> Candidate | None:
        """The candidate with what the model's names and its neighbours say of it; None when it is no place."""
        name = self._name_of.get(found.first)
        if found.rule == COMPOUND:  # "Minsk-avtalen" is no place, but "Berlin-møtet" takes place in one
            return replace(found, inside=UNSURE)
        region, found = self._region_beside(found)
        located = self._located(found.first)
        tagged = name is not None and name.kind in PLACE_KINDS
        if region or located or tagged:
            found = replace(found, region=region, located=located, tagged=tagged)
        if name is not None:
            return self._within(found, name, surface)
        if self._stands_alone(found, surface, sentence_first):
            return found
        return replace(found, inside=UNSURE) if self._may_be(found, surface) else None

    def _may_be(self, found: Candidate, surface: str) -> bool:
        """Whether the span is good enough for a phrase that the event graph calls a place, though not on its own."""
        if self._tokens[found.first].upos not in ("PROPN", "X") or len(surface) < 4 or self._is_ordinary(surface):
            return False
        return key_of(surface) not in self._persons and not self._beside_a_name(found)

    def _region_beside(self, found: Candidate) -> tuple[bool, Candidate]:
        tokens, words = self._tokens, self._words.region
        after = tokens[found.last] if found.last < len(tokens) else None
        if after is not None and after.text in words and after.start - found.end == 1 and self._noun_follows:
            return True, replace(found, last=found.last + 1, end=after.end)
        before = found.first - 1
        if before > 0 and tokens[before].text.lower() in ("de", "du", "of", "von", "d'", "d’"):
            before -= 1
        return before >= 0 and _plain(tokens[before].text) in words, found

    def _located(self, first: int) -> bool:
        """Whether a preposition of place stands before, past an article or adjective."""
        for back in range(first - 1, max(first - 4, -1), -1):
            token = self._tokens[back]
            if token.text.lower() in self._words.locative:
                return True
            if token.upos not in ("DET", "ADJ") and token.text.lower() not in self._words.region:
                return False
        return False

    def _within(self, found: Candidate, name: Name, surface: str) -> Candidate | None:
        if name.kind in PLACE_KINDS:
            return found if self._is_whole(found, name) else None
        whole = name.first == found.first and name.last <= found.last
        strong = _is_strong(found)
        if whole and strong and name.kind != "PER" and not self._is_ordinary(surface):
            return found
        if name.kind == "PER":
            alone = whole and strong and found.located and key_of(surface) not in self._surnames(name)
            return found if alone else None
        return replace(found, inside=name.kind) if name.kind != "DRV" and found.located else None

    def _is_whole(self, found: Candidate, name: Name) -> bool:
        """A place by the model's word; a short piece of a longer name only when it is well known."""
        whole = name.first == found.first and name.last <= found.last
        return whole or _is_strong(found) or found.last >= name.last

    def _surnames(self, name: Name) -> frozenset[str]:
        others = [other for other in self._reading.names if other.kind == "PER" and other.last - other.first > 1]
        return frozenset(key_of(self._tokens[other.last - 1].text) for other in others if other is not name)

    def _is_ordinary(self, surface: str) -> bool:
        return key_of(surface) in self._ordinary

    def _stands_alone(self, found: Candidate, surface: str, sentence_first: int) -> bool:
        """Whether a span that the model gave no name is a place all the same."""
        token = self._tokens[found.first]
        if len(surface) < 2 or (token.upos in _NO_NAMES and not _is_strong(found)):
            return False
        if key_of(surface) in self._persons or self._beside_a_name(found):
            return False
        if token.upos == "NOUN" and self._reading.language == "de" and not any(e.curated for e in found.entries):
            return False
        several = " " in surface
        if _is_strong(found) and not self._is_ordinary(surface):
            initial = found.first == sentence_first and not several
            if initial and token.upos not in ("PROPN", "X") and not any(e.curated for e in found.entries):
                return False
            return not initial or any(e.curated or e.weight >= INITIAL_WEIGHT for e in found.entries)
        if self._is_ordinary(surface) and self._reading.language == "de":
            return False
        if self._latin and not any(entry.exact or entry.weight >= 4.3 for entry in found.entries):
            return False
        return found.located and token.upos in ("PROPN", "X") and len(surface) >= 3

    def _beside_a_name(self, found: Candidate) -> bool:
        """ "Victoria Nuland", "Michael Jordan": a capitalised neighbour makes it a person."""
        given = key_of(self._reading.text[found.start : found.end]) in self._given
        if found.entries[0].kind in ("country", "water") and not given:
            return False
        tokens = self._tokens
        after = tokens[found.last] if found.last < len(tokens) else None
        if after is not None and after.upos == "PROPN" and after.text[:1].isupper() and after.start - found.end == 1:
            return not found.located
        before = tokens[found.first - 1] if found.first else None
        return (
            before is not None
            and before.upos == "PROPN"
            and before.text[:1].isupper()
            and tokens[found.first].start - before.end == 1
            and before.text.lower() not in self._words.region | self._words.locative
        )


def _is_strong(found: Candidate) -> bool:
    return any(entry.curated or entry.news or entry.weight >= STRONG_WEIGHT for entry in found.entries)


def _plain(word: str) -> str:
    return word.lower().removesuffix(".")
