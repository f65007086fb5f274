"""From a written form to the entries it can stand for: as it stands, inflected, or inside a compound."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from utsyn.places.gazetteer import Entry, gazetteer, guarded_names, place_words
from utsyn.places.names import first_stems, key_of, stems, variants

STRONG_WEIGHT: Final = 5.0
"""A city of 100,000 is taken for itself without the model's word for it."""
INFLECTED: Final = 0.4
"""Taken from an entry that only an inflected form leads to."""
CASED: Final = frozenset({"uk", "ru"})
COMPOUND: Final = "first part of a compound"
MISSPELT: Final = 1.5
"""Taken from a city whose name lacks the accents that the written form has ("Både" is not Bade)."""
Found = tuple[tuple[Entry, ...], str]
NOTHING: Final[Found] = ((), "")


@lru_cache(maxsize=65536)
def matches(surface: str, language: str, single: bool) -> Found:
    """Entries for a written form and the way they were found; `single` when it is one token."""
    if key_of(surface) in guarded_names()["never"]:
        return NOTHING
    found = _exact(surface)
    if single and len(surface) <= 3 and surface.isupper() and not any(entry.kind == "country" for entry in found):
        return NOTHING
    if found and language not in CASED:
        return found, "name"
    if language == "en" and not ("'" in surface or "’" in surface):
        return NOTHING if not single else _compound(surface, language)
    found = _inflected(surface, language)
    if found:
        return found, "inflected name"
    if language == "de" and single and (found := _city_of_adjective(surface)):
        return found, "adjective of a city"
    return _compound(surface, language) if single else NOTHING


@lru_cache(maxsize=65536)
def goes_on(start: str, language: str) -> bool:
    """Whether some name of several words begins with this word, in any case form."""
    if gazetteer().begins(key_of(start)):
        return True
    return language in CASED and any(map(gazetteer().begins, first_stems(start)))


def _exact(surface: str) -> tuple[Entry, ...]:
    """Entries under the form itself; one that is written with the same accents counts more ("Foča", not "Foça")."""
    found = gazetteer().entries(key_of(surface))
    if surface.isascii():
        return found
    return tuple(_by_accents(entry, surface) for entry in found)


def _by_accents(entry: Entry, surface: str) -> Entry:
    if entry.name == surface:
        return replace(entry, weight=entry.weight + 1)
    if entry.curated or not entry.exact or entry.news or "а" <= surface[0].lower() <= "ї":
        return entry
    return replace(entry, weight=entry.weight - MISSPELT)


def _city_of_adjective(surface: str) -> tuple[Entry, ...]:
    """German "Kiewer", "Bremer", "Genfer": the large city whose adjective it is."""
    stem = surface.removesuffix("er")
    if stem == surface or len(stem) < 3:
        return ()
    for name in (stem, stem + "en", stem + "e"):
        found = tuple(e for e in _exact(name) if e.kind == "city" and (e.curated or e.weight >= STRONG_WEIGHT))
        if found:
            return tuple(replace(entry, exact=False, weight=entry.weight - INFLECTED) for entry in found)
    return ()


def _inflected(surface: str, language: str) -> tuple[Entry, ...]:
    """Entries under any key the case endings lead back to; the written form itself counts a little more."""
    found: dict[tuple[str, str | None, int | None], Entry] = {}
    for rank, key in enumerate(variants(surface, language)):
        if key in guarded_names()["never"]:
            continue
        for entry in gazetteer().entries(key):
            weighed = entry if rank == 0 else replace(entry, exact=False, weight=entry.weight - INFLECTED)
            found.setdefault((entry.name, entry.country, entry.geonameid), weighed)
    for stem in stems(surface) if language in CASED else ():
        for entry in gazetteer().entries(stem):
            found.setdefault((entry.name, entry.country, entry.geonameid), entry)
    return tuple(found.values())


def _compound(surface: str, language: str) -> Found:
    """ "Kyiv-regionen", "Donbasregionen", "Øst-Ukraina", "Berlin-møtet"."""
    words = place_words(language)
    head, dash, tail = surface.partition("-")
    if dash and tail:
        return _hyphenated(head, tail, language)
    lowered = surface.lower()
    for suffix in words.suffixes:
        if lowered.endswith(suffix) and len(surface) - len(suffix) >= 4:
            return tuple(map(as_region, _exact(surface[: -len(suffix)]))), "name with a region's noun"
    for direction in words.directions:
        rest = surface[len(direction) :]
        if lowered.startswith(direction) and len(rest) >= 4:
            found = _exact(rest.capitalize()) or _inflected(rest.capitalize(), language)
            return tuple(_as_part(entry) for entry in found if entry.kind == "country"), "part of a country"
    return NOTHING


def _hyphenated(head: str, tail: str, language: str) -> Found:
    words = place_words(language)
    if head.lower() in words.directions:
        return tuple(map(_as_part, _exact(tail) or _inflected(tail, language))), "part of a country or city"
    found = _exact(head)
    if tail.lower() in words.suffixes or tail.lower() in words.region:
        return tuple(map(as_region, found)), "name with a region's noun"
    if tail[:1].islower():
        return tuple(entry for entry in found if entry.weight >= STRONG_WEIGHT), COMPOUND
    return NOTHING


def as_region(entry: Entry) -> Entry:
    """The region around a city: its seat's coordinates, but not the city's GeoNames number."""
    if entry.kind != "city":
        return entry
    for name in ("oblast", "province", "governorate", "krai"):
        for region in gazetteer().entries(f"{key_of(entry.name)} {name}"):
            if region.kind == "region" and region.country == entry.country:
                return replace(region, weight=entry.weight + 1)
    return replace(entry, precision="region", geonameid=None, population=0)


def _as_part(entry: Entry) -> Entry:
    """Part of a country ("Øst-Ukraina"): its middle, as a region."""
    return replace(entry, precision="region", geonameid=None) if entry.kind == "country" else entry
