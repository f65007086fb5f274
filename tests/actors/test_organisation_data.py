"""The data of organisations, groups and memberships: codes exist, dates are ordered, names are told apart."""

import csv
import re
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from typing import Any

import pycountry
import pytest
import yaml

LANGUAGES = ("nb", "nn", "sv", "da", "en", "de", "fr", "es", "uk", "ru", "mul")
HOME_SECTORS = {"MED", "BUS", "REL", "PTY", "OPP", "MIL", "CVL", "GOV"}
SECTORS = HOME_SECTORS | {"IGO", "NGO", "JUD", "LEG", "COP", "EDU", "REB", "JRN"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")
FIELDS = {
    "key",
    "code",
    "agency",
    "country",
    "sector",
    "kind",
    "names",
    "forms",
    "descriptions",
    "caution",
    "first",
    "last",
    "source",
}
STATES = {c.alpha_3 for c in pycountry.countries} | {"XKX"}


def read_yaml(name: str) -> list[dict[str, Any]]:
    text = (files("utsyn.actors") / "data" / name).read_text(encoding="utf-8")
    return list(yaml.load(text, Loader=yaml.CSafeLoader))


@cache
def organisations() -> list[dict[str, Any]]:
    return read_yaml("organisations.yaml")


@cache
def groups() -> list[dict[str, Any]]:
    return read_yaml("groups.yaml")


@cache
def memberships() -> list[dict[str, str]]:
    text = (files("utsyn.actors") / "data" / "memberships.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t"))


def entries(name: str) -> list[dict[str, Any]]:
    return organisations() if name == "organisations" else groups()


both = pytest.mark.parametrize("name", ["organisations", "groups"])


@pytest.mark.parametrize(("name", "least"), [("organisations", 250), ("groups", 300)])
def test_there_are_enough_entries(name: str, least: int) -> None:
    assert len(entries(name)) >= least


@both
def test_keys_are_unique_and_sorted(name: str) -> None:
    keys = [entry["key"] for entry in entries(name)]
    assert keys == sorted(set(keys))


@both
def test_every_entry_has_the_fields_of_the_schema(name: str) -> None:
    for entry in entries(name):
        assert set(entry) <= FIELDS, entry["key"]
        assert entry["code"] and entry["names"] and entry["source"], entry["key"]
        assert entry["sector"] in SECTORS, entry["key"]


@both
@pytest.mark.parametrize("field", ["names", "forms", "descriptions"])
def test_forms_are_listed_under_known_languages_without_repetition(name: str, field: str) -> None:
    for entry in entries(name):
        for language, forms in entry.get(field, {}).items():
            assert language in LANGUAGES, entry["key"]
            assert all(isinstance(form, str) and form == form.strip() and form for form in forms), entry["key"]
            assert len(forms) == len(set(forms)), (entry["key"], language)


@both
def test_codes_are_states_or_upper_case_acronyms(name: str) -> None:
    for entry in entries(name):
        assert re.fullmatch(r"[A-Z0-9][A-Z0-9_ +\-]*", entry["code"]), entry["key"]


def test_a_party_has_the_code_of_a_state() -> None:
    own = {"PLO", "PYD", "EPP"}  # a party above or beside states
    assert [e["key"] for e in groups() if e["sector"] == "PTY" and e["code"] not in STATES | own] == []


@both
def test_no_code_of_an_organisation_is_a_state_by_accident(name: str) -> None:
    wrong = [e["key"] for e in entries(name) if e["code"] in STATES and e["sector"] not in HOME_SECTORS]
    assert wrong == []


@both
def test_home_countries_exist(name: str) -> None:
    for entry in entries(name):
        country = entry.get("country", [])
        for code in [country] if isinstance(country, str) else country:
            assert code in STATES, entry["key"]


@both
def test_dates_are_valid_and_ordered(name: str) -> None:
    for entry in entries(name):
        first, last = entry.get("first", ""), entry.get("last", "")
        assert all(DATE.match(day) for day in (first, last) if day), entry["key"]
        assert not first or not last or first[: len(last)] <= last[: len(first)], entry["key"]


@both
def test_caution_lists_names_of_the_entry(name: str) -> None:
    for entry in entries(name):
        known = {form for field in ("names", "forms") for forms in entry.get(field, {}).values() for form in forms}
        assert set(entry.get("caution", [])) <= known, entry["key"]


def meanings() -> dict[tuple[str, str], dict[str, list[dict[str, Any]]]]:
    """(language, name) -> code -> entries; names in `mul` count for every language."""
    found: dict[tuple[str, str], dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for entry in (*organisations(), *groups()):
        for language, forms in entry["names"].items():
            for form in forms:
                for spoken in LANGUAGES[:-1] if language == "mul" else (language,):
                    found[spoken, form][entry["code"]].append(entry)
    return found


def test_a_name_with_two_codes_carries_a_caution() -> None:
    wrong = []
    for (language, form), codes in meanings().items():
        careless = [e["key"] for listed in codes.values() for e in listed if form not in e.get("caution", [])]
        if len(codes) > 1 and len(careless) > 1:
            wrong.append((language, form, careless))
    assert wrong == []


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_frequent_organisations_are_inflected(language: str) -> None:
    inflected = [e for e in organisations() if e.get("forms", {}).get(language)]
    assert len(inflected) >= 60


@pytest.mark.parametrize(
    ("language", "form", "code"),
    [
        ("nb", "FNs sikkerhetsråd", "UN"),
        ("ru", "Совета Безопасности ООН", "UN"),
        ("uk", "Європейського Союзу", "EU"),
        ("ru", "ОБСЕ", "OSCE"),
        ("sv", "Europarådet", "COE"),
        ("de", "Weltgesundheitsorganisation", "UN"),
        ("es", "OTAN", "NATO"),
        ("fr", "Cedeao", "ECOWAS"),
        ("da", "Hizbollah", "HEZBOLLAH"),
        ("nb", "Fremskrittspartiet", "NOR"),
        ("ru", "Партии регионов", "UKR"),
    ],
)
def test_a_name_means_its_code(language: str, form: str, code: str) -> None:
    codes = {
        e["code"]
        for e in (*organisations(), *groups())
        for field in ("names", "forms")
        for listed in (language, "mul")
        if form in e.get(field, {}).get(listed, [])
    }
    assert codes == {code}


def test_members_and_organisations_of_memberships_exist() -> None:
    codes = {e["code"] for e in organisations()} | {e["key"].upper() for e in organisations()}
    states = STATES | {"EU", "AU", "UN"}
    wrong = [row for row in memberships() if row["organisation"] not in codes or row["state"] not in states]
    assert wrong == []


def test_memberships_are_sorted_dated_and_sourced() -> None:
    keys = [(row["organisation"], row["state"], row["first"]) for row in memberships()]
    assert keys == sorted(set(keys))
    for row in memberships():
        assert DATE.match(row["first"]) and (not row["last"] or DATE.match(row["last"])), row
        assert not row["last"] or row["first"] < row["last"], row
        assert row["source"], row


@pytest.mark.parametrize(
    ("organisation", "day", "count"),
    [
        ("NATO", "1998-01-01", 16),
        ("NATO", "2022-01-18", 30),
        ("NATO", "2024-06-01", 32),
        ("EU", "2019-06-01", 28),
        ("EU", "2022-01-18", 27),
        ("COE", "2022-01-18", 47),
        ("COE", "2023-01-01", 46),
        ("OSCE", "2013-01-01", 57),
        ("UNSC-P5", "2022-01-18", 5),
        ("G7", "2022-01-18", 7),
        ("G8", "2010-01-01", 8),
        ("AU", "2022-01-18", 55),
        ("ARAB LEAGUE", "2022-01-18", 22),
        ("ASEAN", "2022-01-18", 10),
        ("ECOWAS", "2022-01-18", 15),
        ("ECOWAS", "2025-06-01", 12),
        ("CSTO", "2022-01-18", 6),
        ("EAEU", "2022-01-18", 5),
        ("OPEC", "2022-01-18", 13),
        ("GCC", "2022-01-18", 6),
        ("BRICS", "2022-01-18", 5),
    ],
)
def test_the_number_of_members_on_a_day(organisation: str, day: str, count: int) -> None:
    members = Counter(
        row["state"]
        for row in memberships()
        if row["organisation"] == organisation and row["first"] <= day and (not row["last"] or day <= row["last"])
    )
    assert len(members) == count, sorted(members)
