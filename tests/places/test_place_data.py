"""Integrity of the places' data files."""

import re

import pytest

from utsyn.places.gazetteer import _script_index, data_text, gazetteer, guarded_names, place_words
from utsyn.places.names import key_of, variants

TABLES = [
    "countries.tsv",
    "country_names.tsv",
    "country_aliases.tsv",
    "regions.tsv",
    "waters.tsv",
    "landmarks.tsv",
    "exonyms.tsv",
]


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_sorted_whole_and_sourced(name: str) -> None:
    header, *rows = (line.split("\t") for line in data_text(name).splitlines())
    assert header[-1] == "source"
    assert all(len(row) == len(header) and row[-1] for row in rows)
    assert [row[:2] for row in rows] == sorted(row[:2] for row in rows)


@pytest.mark.parametrize("name", ["countries.tsv", "regions.tsv", "waters.tsv", "landmarks.tsv"])
def test_coordinates_are_on_the_globe(name: str) -> None:
    header, *rows = (line.split("\t") for line in data_text(name).splitlines())
    latitude, longitude = header.index("latitude"), header.index("longitude")
    assert all(-90 <= float(row[latitude]) <= 90 and -180 <= float(row[longitude]) <= 180 for row in rows)


def test_country_codes_are_alpha3() -> None:
    codes = {line.split("\t")[0] for line in data_text("countries.tsv").splitlines()[1:]}
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    for name in ("regions.tsv", "landmarks.tsv", "country_aliases.tsv"):
        used = {line.split("\t")[0] for line in data_text(name).splitlines()[1:]} - {""}
        assert used <= codes


@pytest.mark.parametrize("language", ["nb", "nn", "sv", "da", "en", "de", "fr", "es", "uk", "ru"])
def test_every_language_has_place_words(language: str) -> None:
    words = place_words(language)
    assert words.locative and words.region and words.capital


def test_guarded_names_are_keys() -> None:
    assert all(key == key_of(key) for keys in guarded_names().values() for key in keys)


@pytest.mark.parametrize(
    ("country", "capital"), [("NOR", "Oslo"), ("UKR", "Kyiv"), ("MDA", "Chisinau"), ("DEU", "Berlin")]
)
def test_capitals(country: str, capital: str) -> None:
    found = gazetteer().capital(country)
    assert found is not None and found.name == capital


@pytest.mark.parametrize(
    ("surface", "language", "base"),
    [
        ("Києві", "uk", "київ"),
        ("Харкова", "uk", "харків"),
        ("Москвою", "uk", "москва"),
        ("Празі", "uk", "прага"),
        ("Москве", "ru", "москва"),
        ("Казани", "ru", "казань"),
        ("Грозном", "ru", "грозныи"),
        ("Oslos", "nb", "oslo"),
        ("Berlins", "de", "berlin"),
    ],
)
def test_inflected_forms_lead_back(surface: str, language: str, base: str) -> None:
    assert key_of(base) in variants(surface, language) or base.replace("и", "й", 1) in variants(surface, language)


@pytest.mark.parametrize("cyrillic", [pytest.param(False, id="latin"), pytest.param(True, id="cyrillic")])
def test_the_keys_of_the_cities_are_sorted_for_the_search(cyrillic: bool) -> None:
    index = _script_index(cyrillic)
    assert list(index.keys) == sorted(set(index.keys))
    assert len(index.keys) == len(index.numbers)
    assert index.rows(index.keys[0]) and not index.rows("") and not index.rows("~~~~")
