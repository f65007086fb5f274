"""The data of people holds together: codes exist, offices are dated, and nobody holds a single seat beside another."""

import csv
import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import pairwise

import pycountry
import pytest
import yaml

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")
SECTORS = {"GOV", "MIL", "LEG", "JUD", "SPY", "PTY", "OPP", "REB", "IGO", "NGO", "CVL", "REL", "JRN", "MED", "BUS"}
COLUMNS = [
    "name",
    "code",
    "gender",
    "given",
    "family",
    "aliases",
    "safe",
    "given_cases",
    "cases",
    "offices",
    "source",
    "caution",
]
HEADS = {"president", "prime minister", "chancellor", "supreme leader", "king", "queen"}
SINGLE = HEADS | {"foreign minister", "defence minister", "secretary general"}
Office = tuple[str, str, str, str, str]


@cache
def people() -> list[dict[str, str]]:
    text = (files("utsyn.actors") / "data" / "people.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def offices(person: dict[str, str]) -> list[Office]:
    found = []
    for office in person["offices"].split("|"):
        title, sector, code, first, last = office.split(";")
        found.append((title, sector, code, first, last))
    return found


@cache
def codes() -> set[str]:
    known = {c.alpha_3 for c in pycountry.countries} | {"XKX"}
    for name in ("organisations.yaml", "groups.yaml"):
        text = (files("utsyn.actors") / "data" / name).read_text(encoding="utf-8")
        known |= {entry["code"] for entry in yaml.load(text, Loader=yaml.CSafeLoader)}
    return known


def test_there_are_enough_people() -> None:
    assert len(people()) >= 600


def test_the_columns_are_those_of_the_schema() -> None:
    assert list(people()[0]) == COLUMNS


def test_names_are_unique_and_sorted() -> None:
    names = [person["name"] for person in people()]
    assert names == sorted(set(names))


def test_codes_exist() -> None:
    used = {person["code"] for person in people()} | {office[2] for person in people() for office in offices(person)}
    assert used - codes() == set()


def test_every_person_is_described() -> None:
    for person in people():
        assert person["gender"] in ("m", "f"), person["name"]
        assert person["family"] and person["source"], person["name"]
        assert all(sector in SECTORS for _, sector, *_ in offices(person)), person["name"]


@pytest.mark.parametrize("column", ["given", "family", "aliases", "given_cases", "cases"])
def test_values_are_clean_and_not_repeated(column: str) -> None:
    for person in people():
        values = person[column].split("|") if person[column] else []
        assert all(value and value == value.strip() for value in values), person["name"]
        assert len(values) == len(set(values)), (person["name"], values)


def test_dates_are_valid_and_ordered() -> None:
    for person in people():
        for title, _, _, first, last in offices(person):
            assert all(DATE.match(day) for day in (first, last) if day), (person["name"], title)
            assert not first or not last or first[: len(last)] <= last[: len(first)], (person["name"], title)


def covers(first: str, last: str) -> tuple[str, str]:
    """The span in which the office was held for sure, at the precision of its dates."""
    return first + "-12-31"[len(first) - 4 :], last + "-01-01"[len(last) - 4 :] if last else "9999-12-31"


TOGETHER = {
    ("president", "GMB"): "Jammeh did not leave until two days after Barrow had been sworn in",
    ("president", "CIV"): "both Gbagbo and Ouattara claimed the office from December 2010 to April 2011",
}


def test_a_single_seat_has_one_holder_at_a_time() -> None:
    seats: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for person in people():
        for title, _, code, first, last in offices(person):
            if title in SINGLE:
                seats[title, code].append((*covers(first, last), person["name"]))
    clashes = []
    for seat, held in seats.items():
        held.sort()
        for before, after in pairwise(held):
            if after[0] < before[1] and after[0] < after[1] and seat not in TOGETHER:
                clashes.append((seat, before, after))
    assert clashes == []


def test_a_safe_family_name_means_one_person_at_a_time() -> None:
    spans: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    for person in people():
        if person["safe"]:
            first, last = person["safe"].split("..")
            assert DATE.match(first) and (not last or DATE.match(last)), person["name"]
            for form in person["family"].split("|"):
                spans[form].append((*covers(first, last), person["name"], person["code"]))
    clashes = []
    for form, held in spans.items():
        held.sort()
        for before, after in pairwise(held):
            if after[0] < before[1] and after[0] < after[1] and before[3] != after[3]:
                clashes.append((form, before, after))
    assert clashes == []


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Selenskyj", "Volodymyr Zelensky"),
        ("Зеленского", "Volodymyr Zelensky"),
        ("Зеленським", "Volodymyr Zelensky"),
        ("Lawrow", "Sergey Lavrov"),
        ("Лавровым", "Sergey Lavrov"),
        ("Nétanyahou", "Benjamin Netanyahu"),
        ("Chamenei", "Ali Khamenei"),
        ("Столтенберга", "Jens Stoltenberg"),
        ("Меркель", "Angela Merkel"),
        ("Захаровой", "Maria Zakharova"),
        ("Poutine", "Vladimir Putin"),
        ("Støre", "Jonas Gahr Støre"),
    ],
)
def test_a_spelling_or_case_form_leads_to_the_person(form: str, name: str) -> None:
    found = {p["name"] for p in people() if form in (*p["family"].split("|"), *p["cases"].split("|"))}
    assert found == {name}


@pytest.mark.parametrize(
    ("title", "code", "day", "name"),
    [
        ("chancellor", "DEU", "2022-01-18", "Olaf Scholz"),
        ("secretary general", "NATO", "2022-01-18", "Jens Stoltenberg"),
        ("prime minister", "NOR", "2022-01-19", "Jonas Gahr Støre"),
        ("foreign minister", "USA", "2022-01-18", "Antony Blinken"),
        ("prime minister", "GBR", "2022-10-01", "Liz Truss"),
        ("president", "POL", "2025-09-01", "Karol Nawrocki"),
        ("president", "FRA", "1994-05-01", "François Mitterrand"),
    ],
)
def test_who_held_an_office_on_a_day(title: str, code: str, day: str, name: str) -> None:
    holders = [
        person["name"]
        for person in people()
        for held, _, of, first, last in offices(person)
        if (held, of) == (title, code) and first <= day and (not last or day <= last)
    ]
    assert holders == [name]
