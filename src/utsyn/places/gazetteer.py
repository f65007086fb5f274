"""The gazetteer: every name of a place, and what it can stand for."""

import gzip
import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import yaml

from utsyn.places.names import is_cyrillic, key_of, stems

COUNTRY_WEIGHT: Final = 8.0
WATER_WEIGHT: Final = 7.5
POINT_WEIGHT: Final = 6.5
FOREIGN_NAME: Final = 2.0
"""The same when that other name begins with another letter: old and foreign names ("Victoria" for Hong Kong)."""
LOWERED: Final = frozenset(
    {
        "den",
        "det",
        "dei",
        "de",
        "the",
        "la",
        "bande",
        "franja",
        "península",
        "péninsule",
        "plateau",
        "altos",
        "île",
        "îles",
    }
    | {
        "isla",
        "islas",
        "pays",
        "país",
        "países",
        "сектор",
        "острів",
        "остров",
        "острови",
        "острова",
        "страны",
        "країни",
    }
    | {"страна", "країна", "берег", "land"}
)
"""First words of names that the text may write in lower case, though the data has them with a capital."""
IN_THE_NEWS: Final = 0.8
"""Added to the cities of exonyms.tsv, which political news speaks of more than their size says."""
OTHER_NAME: Final = 0.7
"""Taken from a city that is found under another name than its first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place a name can stand for; `weight` is its prior (for a city, the decimal logarithm of its population)."""

    name: str
    country: str | None
    latitude: float
    longitude: float
    geonameid: int | None
    precision: str
    weight: float
    admin1: str = ""
    population: int = 0
    kind: str = "city"
    """city, country, region, water or point: where the entry comes from."""
    exact: bool = True
    """Whether a city was found under its own name, not another name or an inflected form."""

    news: bool = False
    """Whether it is one of the cities that political news speaks of."""

    @property
    def curated(self) -> bool:
        """Whether the entry comes from the hand-written lists."""
        return self.kind != "city"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words of one language that say a name is a place."""

    locative: frozenset[str]
    region: frozenset[str]
    suffixes: tuple[str, ...]
    directions: tuple[str, ...]
    capital: frozenset[str]


def data_text(name: str) -> str:
    """The text of a file under places/data."""
    return resources.files("utsyn.places").joinpath("data", name).read_text(encoding="utf-8")


def _rows(name: str) -> Iterator[dict[str, str]]:
    header, *lines = data_text(name).splitlines()
    fields = header.split("\t")
    for line in lines:
        yield dict(zip(fields, line.split("\t"), strict=True))


@cache
def place_words(language: str) -> PlaceWords:
    """The place words of a language; English ones for a language without its own."""
    table = yaml.load(data_text("words.yaml"), yaml.CSafeLoader)
    words = table.get(language, table["en"])
    return PlaceWords(
        locative=frozenset(words["locative"]),
        region=frozenset(words["region"]),
        suffixes=tuple(sorted(words["suffixes"], key=len, reverse=True)),
        directions=tuple(sorted(words["directions"], key=len, reverse=True)),
        capital=frozenset(words["capital"]),
    )


@cache
def guarded_names() -> Mapping[str, frozenset[str]]:
    """Keys that are never places ("never"), and keys that need the model or a preposition to be one ("ordinary")."""
    table = yaml.load(data_text("never_places.yaml"), yaml.CSafeLoader)
    return {kind: frozenset(key_of(str(name)) for name in names) for kind, names in table.items()}


@dataclass(frozen=True, slots=True)
class _ScriptIndex:
    """The cities' names in one script: sorted keys, each one's numbers of rows; first words of keys of several words.

    Two lists, because to search them a few hundred times costs less than to make a dict of 230,000 keys.
    """

    keys: Sequence[str]
    numbers: Sequence[str]
    starts: frozenset[str]

    def rows(self, key: str) -> str:
        """Numbers of the rows under the key, with commas between; empty when there are none."""
        at = bisect_left(self.keys, key)
        return self.numbers[at] if at < len(self.keys) and self.keys[at] == key else ""


def _unpacked(name: str) -> str:
    return gzip.decompress(resources.files("utsyn.places").joinpath("data", name).read_bytes()).decode()


@cache
def _script_index(cyrillic: bool) -> _ScriptIndex:
    """Loaded apart, because a text needs one of the two, and each costs as much as all the rest."""
    keys, numbers, starts = _unpacked(f"names-{'cyrillic' if cyrillic else 'latin'}.txt.gz").split("\n\n")
    return _ScriptIndex(keys.split("\n"), numbers.split("\n"), frozenset(starts.split("\n")))


class Gazetteer:
    """Looks up keys (`names.key_of`); cities stay as text until they are asked for, to load fast."""

    def __init__(self) -> None:
        self._rows = _unpacked("cities.tsv.gz").split("\n")
        self._news = frozenset((row["city"], row["country"]) for row in _rows("exonyms.tsv"))
        self._capitals = {row["code"]: row["capital"] for row in _rows("country_names.tsv")}
        self._curated: dict[str, tuple[Entry, ...]] = {}
        self._starts: set[str] = set()
        self.pairs: dict[str, set[str]] = {}
        """First word in lower case → second words of names that may begin so ("mer Noire", "сектор Газа")."""
        self._found: dict[str, tuple[Entry, ...]] = {}
        for name, entry in _curated_names():
            self._add(key_of(name), entry)
            for stem in stems(name):
                self._add(stem, entry)
            self._pair(name.split())

    def _add(self, key: str, entry: Entry) -> None:
        known = self._curated.get(key, ())
        if all((other.name, other.country) != (entry.name, entry.country) for other in known):
            self._curated[key] = (*known, entry)
        if " " in key:
            self._starts.add(key.split(" ", 1)[0])

    def _pair(self, words: list[str]) -> None:
        if len(words) > 1 and (words[0][0].islower() or words[0].lower() in LOWERED):
            self.pairs.setdefault(words[0].lower(), set()).add(words[1].lower())

    def entries(self, key: str) -> tuple[Entry, ...]:
        """Everything the key can stand for, curated entries first; empty when it is no place."""
        known = self._found.get(key)
        if known is None:
            known = self._curated.get(key, ()) + self._cities(key)
            if len(self._found) < 50_000:
                self._found[key] = known
        return known

    def capital(self, country: str) -> Entry | None:
        """The capital of a state (ISO 3166-1 alpha-3), if its city is known."""
        found = self.entries(key_of(self._capitals.get(country, "")))
        cities = [entry for entry in found if entry.country == country and entry.kind == "city"]
        return max(cities, key=lambda entry: entry.weight, default=None)

    def begins(self, start: str) -> bool:
        """Whether some name of several words begins with this key."""
        return start in self._starts or start in _script_index(is_cyrillic(start)).starts

    def _cities(self, key: str) -> tuple[Entry, ...]:
        numbers = _script_index(is_cyrillic(key)).rows(key)
        return tuple(self._city(int(number), key) for number in numbers.split(",")) if numbers else ()

    def _city(self, number: int, key: str) -> Entry:
        identity, name, country, admin1, latitude, longitude, population = self._rows[number].split("\t")
        people = int(population)
        exact = key_of(name) == key
        weight = math.log10(people + 10)
        news = (name, country) in self._news
        if news:
            weight += IN_THE_NEWS - (0.0 if exact else OTHER_NAME)
        elif not exact:
            weight -= OTHER_NAME if key[0] == key_of(name)[0] or not key.isascii() else FOREIGN_NAME
        where = float(latitude), float(longitude)
        return Entry(name, country, *where, int(identity), "city", weight, admin1, people, exact=exact, news=news)


def _curated_names() -> Iterator[tuple[str, Entry]]:
    for entry, names in [*_countries(), *_regions(), *_waters(), *_landmarks()]:
        for name in names:
            yield name, entry


def _countries() -> Iterator[tuple[Entry, list[str]]]:
    names: dict[str, list[str]] = {}
    english = {row["code"]: row["name"] for row in _rows("country_names.tsv")}
    for row in [*_rows("country_names.tsv"), *_rows("country_aliases.tsv")]:
        names.setdefault(row["code"], []).extend(row["names"].split("|"))
    for row in _rows("countries.tsv"):
        code = row["code"]
        where = float(row["latitude"]), float(row["longitude"])
        entry = Entry(english[code], code, *where, int(row["geonameid"]), "country", COUNTRY_WEIGHT, kind="country")
        yield entry, [english[code], *names[code]]


def _regions() -> Iterator[tuple[Entry, list[str]]]:
    for row in _rows("regions.tsv"):
        where = float(row["latitude"]), float(row["longitude"])
        weight, country = float(row["weight"]), row["code"] or None
        name = row["name"].partition(" (")[0]
        yield (
            Entry(name, country, *where, None, "region", weight, row["admin1"], kind="region"),
            row["names"].split("|"),
        )


def _waters() -> Iterator[tuple[Entry, list[str]]]:
    for row in _rows("waters.tsv"):
        where = float(row["latitude"]), float(row["longitude"])
        yield Entry(row["name"], None, *where, None, "region", WATER_WEIGHT, kind="water"), row["names"].split("|")


def _landmarks() -> Iterator[tuple[Entry, list[str]]]:
    for row in _rows("landmarks.tsv"):
        where = float(row["latitude"]), float(row["longitude"])
        names = [row["name"], *row["names"].split("|")]
        yield Entry(row["name"], row["code"], *where, None, "point", POINT_WEIGHT, kind="point"), names


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer, loaded at first use."""
    return Gazetteer()
