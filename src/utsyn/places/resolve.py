"""Which place a name means in this article: by size, by the states the text speaks of, and by its neighbours."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from utsyn.article.model import DateSpan
from utsyn.places.find import UNSURE, Candidate, PlaceFinder
from utsyn.places.gazetteer import Entry, gazetteer, guarded_names, place_words
from utsyn.places.match import as_region
from utsyn.places.names import key_of
from utsyn.places.value import Place
from utsyn.reading.structure import Reading

SPECIFICITY: Final = {"point": 3, "city": 2, "region": 1, "country": 0}
HOME: Final = {
    "nb": {"NOR": 1.0, "SJM": 1.0},
    "nn": {"NOR": 1.0, "SJM": 1.0},
    "sv": {"SWE": 1.0, "FIN": 0.4},
    "da": {"DNK": 1.0, "GRL": 0.5, "FRO": 0.5},
    "de": {"DEU": 0.8, "AUT": 0.6, "CHE": 0.5},
    "fr": {"FRA": 0.8, "BEL": 0.4, "CHE": 0.4},
    "es": {"ESP": 0.6},
    "uk": {"UKR": 1.0},
    "ru": {"RUS": 0.5, "UKR": 0.4},
    "en": {"GBR": 0.3, "USA": 0.3},
}
"""Readers' own country needs no introduction: added to the logarithm of population."""
IN_TEXT: Final = 0.8
BESIDE: Final = 5.0
_ASIDE: Final = frozenset({"acl", "acl:relcl", "advcl", "parataxis", "conj", "ccomp"})
_DATELINE: Final = re.compile(
    r"[ \t]*(?P<place>[^\W\d_][^\n():;,.–—]{1,40}?)(?:,\s*(?P<more>[^\n():–—]{2,40}?))?"
    r"\s*(?P<agency>\([^\n()]{2,40}\))?\s*(?P<mark>:|[–—-](?=\s)|\.(?=\s)|(?<=\)))"
)


@dataclass(frozen=True, slots=True)
class _Choice:
    candidate: Candidate
    entry: Entry
    why: str


class PlaceResolver:
    """Resolves the places of one article; the text is scanned once, when it is made.

    >>> PlaceResolver(Reading("", "nb", (), ())).mentions()
    ()
    """

    def __init__(
        self, reading: Reading, *, published: DateSpan | None = None, states: Mapping[str, int] | None = None
    ) -> None:
        """`states`: how often the article speaks of each state by other words than place names (people, offices)."""
        self._reading = reading
        del published  # names are taken as they stand today; the stations share this signature
        candidates = list(PlaceFinder(reading).candidates())
        sure = [candidate for candidate in candidates if candidate.inside != UNSURE]
        self._countries = _countries_spoken_of(sure)
        for code, times in (states or {}).items():
            self._countries[code] = max(self._countries[code], times)
        self._choices = [self._choose(candidate, sure) for candidate in candidates]
        self._by_token = {
            index: choice for choice in self._choices for index in range(choice.candidate.first, choice.candidate.last)
        }

    def mentions(self) -> tuple[Place, ...]:
        """Every place name of the text, in text order; doubtful ones and those in organisations' names are left out."""
        return tuple(self._place(choice) for choice in self._choices if choice.candidate.inside is None)

    def place(self, token: int) -> Place | None:
        """The most specific place named in the phrase whose head word is `token`; None when there is none."""
        if not 0 <= token < len(self._reading.tokens):
            return None
        if at_head := self._by_token.get(token):
            return self._place(self._sharpened(at_head))
        choices = self._in_phrase(token)
        if not choices:
            return None
        best = max(choices, key=lambda choice: (SPECIFICITY[choice.entry.precision], -choice.candidate.first))
        return self._capital(token, best) or self._place(best)

    def dateline(self) -> Place | None:
        """The place in the report's dateline ("BERLIN (NTB) –"), at the start of the text or after its title."""
        for start in self._line_starts():
            match = _DATELINE.match(self._reading.text, start)
            if match is not None and (place := self._from_dateline(match)) is not None:
                return place
        return None

    def _choose(self, candidate: Candidate, candidates: Sequence[Candidate]) -> _Choice:
        if len(candidate.entries) == 1 and not candidate.region:
            return _Choice(candidate, candidate.entries[0], candidate.rule)
        beside = self._beside(candidate, candidates)
        scored = [(self._score(entry, candidate, beside), -rank) for rank, entry in enumerate(candidate.entries)]
        score, rank = max(scored)
        entry = candidate.entries[-rank]
        if candidate.region:
            entry = as_region(entry)
        return _Choice(candidate, entry, f"{candidate.rule}; {len(scored)} entries, best score {score:.1f}")

    def _score(self, entry: Entry, candidate: Candidate, beside: Sequence[Entry]) -> float:
        score = entry.weight + HOME.get(self._reading.language, {}).get(entry.country or "", 0.0)
        others = self._countries[entry.country] - (1 if _says(candidate, entry.country) else 0)
        if entry.country and others > 0:
            score += IN_TEXT + min(others, 4) * 0.2
        if candidate.region and entry.precision in ("region", "country"):
            score += BESIDE if entry.precision == "region" else 0
        for other in beside:
            contains = SPECIFICITY[entry.precision] > SPECIFICITY[other.precision]
            if contains and other.country == entry.country and other.admin1 in ("", entry.admin1):
                score += BESIDE
        return score

    def _beside(self, candidate: Candidate, candidates: Sequence[Candidate]) -> list[Entry]:
        """Entries of the next name when it follows at once: "Paris, Texas", "Hebron på Vestbredden"."""
        for other in candidates:
            if other.first >= candidate.last:
                gap = self._reading.text[candidate.end : other.start]
                close = len(gap) <= 12 and gap.strip(" ").rstrip("( ").lower() in self._links()
                return list(other.entries) if close else []
        return []

    def _links(self) -> frozenset[str]:
        return place_words(self._reading.language).locative | {",", "", "(", "i den", "in the", "en la", "in der"}

    def _in_phrase(self, token: int) -> list[_Choice]:
        """Choices in the phrase under `token`, not those in clauses or conjuncts hanging on it."""
        reading = self._reading
        found: dict[int, _Choice] = {}
        pending, seen = [token], {token}
        while pending:
            index = pending.pop()
            if choice := self._by_token.get(index):
                found.setdefault(choice.candidate.first, choice)
            for child in reading.children(index):
                if child not in seen and reading.tokens[child].relation not in _ASIDE:
                    seen.add(child)
                    pending.append(child)
        if not found and (name := reading.name_at(token)):
            inside = (self._by_token.get(index) for index in range(name.first, name.last))
            found = {choice.candidate.first: choice for choice in inside if choice}
        return [found[first] for first in sorted(found)]

    def _sharpened(self, choice: _Choice) -> _Choice:
        """A finer place named right under the head ("Donetsk-fronten ved Bakhmut"), in the same state if it has one."""
        finer = [
            other
            for other in self._in_phrase(choice.candidate.first)
            if (choice.entry.country is None and other.entry.country is not None)
            or (
                SPECIFICITY[other.entry.precision] > SPECIFICITY[choice.entry.precision]
                and other.entry.country in (choice.entry.country, None)
            )
        ]
        return finer[0] if finer else choice

    def _capital(self, token: int, choice: _Choice) -> Place | None:
        """ "hovedstaden i Moldova" is where Chișinău is."""
        word = self._reading.tokens[token].text.lower()
        if word not in place_words(self._reading.language).capital or choice.entry.precision != "country":
            return None
        city = gazetteer().capital(choice.entry.country or "")
        if city is None:
            return None
        return self._value(city, choice.candidate.start, choice.candidate.end, "capital of the country named")

    def _place(self, choice: _Choice) -> Place:
        candidate = choice.candidate
        return self._value(choice.entry, candidate.start, candidate.end, choice.why)

    def _value(self, entry: Entry, start: int, end: int, why: str) -> Place:
        return Place(
            name=entry.name,
            country=entry.country,
            latitude=entry.latitude,
            longitude=entry.longitude,
            geonameid=entry.geonameid,
            text=self._reading.text[start:end],
            start=start,
            end=end,
            precision=entry.precision,
            rule=why,
        )

    def _line_starts(self) -> list[int]:
        """Starts of the first lines that hold text, where a dateline may stand."""
        starts = [match.start() for match in re.finditer(r"^[^\S\n]*\S", self._reading.text[:2000], re.MULTILINE)]
        return starts[:5]

    def _from_dateline(self, match: re.Match[str]) -> Place | None:
        surface = match["place"].strip()
        capitals = surface.isupper() and len(surface) >= 3
        if not capitals and not (match["agency"] and surface[:1].isupper()):
            return None
        first = surface.split("/")[0].strip()
        if key_of(first) in guarded_names()["never"]:
            return None
        entries = gazetteer().entries(key_of(first))
        context = self._entries_named(match["more"])
        entries = tuple(e for e in entries if e.precision != "country" or len(entries) == 1 or e.name.isupper())
        if not entries:
            return None
        best = max(entries, key=lambda entry: self._dateline_score(entry, context))
        start = match.start("place")
        return self._value(best, start, start + len(first), "dateline")

    def _entries_named(self, more: str | None) -> tuple[Entry, ...]:
        return gazetteer().entries(key_of(more.strip())) if more else ()

    def _dateline_score(self, entry: Entry, context: Iterable[Entry]) -> float:
        score = entry.weight + HOME.get(self._reading.language, {}).get(entry.country or "", 0.0)
        score += IN_TEXT if self._countries[entry.country] else 0.0
        agrees = any(e.country == entry.country and e.admin1 in ("", entry.admin1) for e in context)
        return score + (BESIDE if agrees else 0.0)


def _countries_spoken_of(candidates: Sequence[Candidate]) -> Counter[str | None]:
    """How often each state is named, or a place that can lie in no other."""
    spoken: Counter[str | None] = Counter()
    for candidate in candidates:
        best = max(candidate.entries, key=lambda entry: entry.weight)
        clear = all(other.country == best.country or other.weight < best.weight - 1.5 for other in candidate.entries)
        if clear:
            spoken[best.country] += 1
    return spoken


def _says(candidate: Candidate, country: str | None) -> bool:
    return max(candidate.entries, key=lambda entry: entry.weight).country == country
