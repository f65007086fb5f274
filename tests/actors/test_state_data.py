"""The tables of states, state names, demonyms and capitals hold together and cover what the news speaks of."""

import csv
import importlib
from collections import defaultdict
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

LANGUAGES = ("nb", "nn", "sv", "da", "en", "de", "fr", "es", "uk", "ru")
FOLDERS = ("state_names", "demonyms", "capitals")
CASES = {"genitive", "dative", "accusative", "instrumental", "locative"}
KINDS = {
    "state_names": {"name", "short", "abbreviation", "variant"} | CASES,
    "demonyms": {"adjective", "noun", "plural-noun", "prefix"},
    "capitals": {"capital", "seat", "building"} | CASES,
}
FILES = [pytest.param(folder, lang, id=f"{folder}-{lang}") for folder in FOLDERS for lang in LANGUAGES]


@cache
def lines(path: str) -> list[str]:
    return resources.files("utsyn.actors").joinpath("data", path).read_text(encoding="utf-8").splitlines()


@cache
def table(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(lines(path), delimiter="\t", quoting=csv.QUOTE_NONE))


def states() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in table("states.tsv")}


def codes_of(folder: str, lang: str, form: str) -> set[str]:
    return {row["code"] for row in table(f"{folder}/{lang}.tsv") if row["form"] == form}


UN_MEMBERS = [row["code"] for row in table("states.tsv") if row["status"] == "un-member"]


def test_there_are_193_members_of_the_united_nations() -> None:
    assert len(UN_MEMBERS) == 193


def test_counted_as_is_an_iso_state() -> None:
    known = states()
    assert {row["counted_as"] for row in known.values()} - {""} <= set(known)
    assert all(known[code]["status"] != "de-facto" for code in {row["counted_as"] for row in known.values()} - {""})


@pytest.mark.parametrize("path", ["states.tsv", *(f"{p.values[0]}/{p.values[1]}.tsv" for p in FILES)])
def test_rows_are_sorted_and_unique(path: str) -> None:
    rows = [tuple(line.split("\t")) for line in lines(path)[1:]]
    assert rows == sorted(set(rows))


@pytest.mark.parametrize(("folder", "lang"), FILES)
def test_every_row_has_a_known_code_kind_and_source(folder: str, lang: str) -> None:
    known = states()
    wrong = [
        row
        for row in table(f"{folder}/{lang}.tsv")
        if row["code"] not in known or row["kind"] not in KINDS[folder] or not row["source"] or not row["form"].strip()
    ]
    assert wrong == []


@pytest.mark.parametrize(("folder", "lang"), FILES)
def test_a_form_of_two_states_is_marked_ambiguous(folder: str, lang: str) -> None:
    codes: dict[str, set[str]] = defaultdict(set)
    for row in table(f"{folder}/{lang}.tsv"):
        codes[row["form"]].add(row["code"])
    marked = {row["form"] for row in table(f"{folder}/{lang}.tsv") if "ambiguous" in row["caution"].split("+")}
    assert marked == {form for form, found in codes.items() if len(found) > 1}


@pytest.mark.parametrize(("folder", "lang"), FILES)
def test_cautions_are_known_marks(folder: str, lang: str) -> None:
    marks = {mark for row in table(f"{folder}/{lang}.tsv") for mark in row["caution"].split("+")}
    assert marks <= {"", "case", "name", "word", "foreign", "ambiguous"}


@pytest.mark.parametrize(("folder", "lang"), FILES)
def test_no_stem_marks_are_left_in_the_forms(folder: str, lang: str) -> None:
    marks = set("!^~=,()|")
    assert [row["form"] for row in table(f"{folder}/{lang}.tsv") if marks & set(row["form"])] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_member_state_has_a_name(lang: str) -> None:
    named = {row["code"] for row in table(f"state_names/{lang}.tsv")}
    assert set(UN_MEMBERS) | {"XKX", "TWN", "PSE", "VAT", "SUN", "YUG", "DDR", "CSK"} <= named


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["adjective", "noun"])
def test_demonyms_cover_the_news(lang: str, kind: str) -> None:
    assert len({row["code"] for row in table(f"demonyms/{lang}.tsv") if row["kind"] == kind}) >= 150


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nearly_every_member_state_has_a_capital(lang: str) -> None:
    named_like_the_state_or_eu = {"LUX", "SGP", "SMR", "DJI", "PAN", "BEL"}
    missing = set(UN_MEMBERS) - {row["code"] for row in table(f"capitals/{lang}.tsv")}
    assert missing <= named_like_the_state_or_eu


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_names_are_inflected(lang: str) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in table(f"state_names/{lang}.tsv"):
        kinds[row["code"]].add(row["kind"])
    assert [code for code in UN_MEMBERS if not kinds[code] >= CASES] == []


@pytest.mark.parametrize(
    ("folder", "lang", "form", "code"),
    [
        ("state_names", "nb", "USA", "USA"),
        ("state_names", "nb", "De forente stater", "USA"),
        ("state_names", "nb", "Hviterussland", "BLR"),
        ("state_names", "nb", "Vatikanet", "VAT"),
        ("state_names", "nn", "Kviterussland", "BLR"),
        ("state_names", "sv", "Vitryssland", "BLR"),
        ("state_names", "en", "U.S.", "USA"),
        ("state_names", "en", "Britain", "GBR"),
        ("state_names", "en", "Ivory Coast", "CIV"),
        ("state_names", "es", "EE.UU.", "USA"),
        ("state_names", "es", "EE UU", "USA"),
        ("state_names", "fr", "Etats-Unis", "USA"),
        ("state_names", "ru", "Россией", "RUS"),
        ("state_names", "ru", "Саудовской Аравии", "SAU"),
        ("state_names", "ru", "Нидерландах", "NLD"),
        ("state_names", "ru", "ДНР", "DNR"),
        ("state_names", "uk", "Білоруссю", "BLR"),
        ("state_names", "uk", "Сполученим Штатам", "USA"),
        ("state_names", "uk", "Північній Кореї", "PRK"),
        ("demonyms", "nb", "russerne", "RUS"),
        ("demonyms", "nb", "nordmennene", "NOR"),
        ("demonyms", "nn", "russarane", "RUS"),
        ("demonyms", "sv", "ryssarna", "RUS"),
        ("demonyms", "sv", "ungrarna", "HUN"),
        ("demonyms", "da", "ukrainere", "UKR"),
        ("demonyms", "da", "polakkerne", "POL"),
        ("demonyms", "en", "Frenchmen", "FRA"),
        ("demonyms", "de", "russischem", "RUS"),
        ("demonyms", "de", "Russinnen", "RUS"),
        ("demonyms", "de", "Ungarinnen", "HUN"),
        ("demonyms", "fr", "ukrainiennes", "UKR"),
        ("demonyms", "fr", "Grecques", "GRC"),
        ("demonyms", "es", "estadounidenses", "USA"),
        ("demonyms", "es", "francesa", "FRA"),
        ("demonyms", "ru", "российскими", "RUS"),
        ("demonyms", "ru", "россиян", "RUS"),
        ("demonyms", "ru", "турками", "TUR"),
        ("demonyms", "uk", "українців", "UKR"),
        ("demonyms", "uk", "росіянами", "RUS"),
        ("demonyms", "uk", "в’єтнамського", "VNM"),
        ("demonyms", "ru", "российско", "RUS"),
        ("demonyms", "fr", "américano", "USA"),
        ("capitals", "nb", "Kreml", "RUS"),
        ("capitals", "nb", "Det hvite hus", "USA"),
        ("capitals", "de", "Weißen Hauses", "USA"),
        ("capitals", "fr", "Elysée", "FRA"),
        ("capitals", "ru", "Москвой", "RUS"),
        ("capitals", "ru", "Белого дома", "USA"),
        ("capitals", "uk", "Києва", "UKR"),
        ("capitals", "uk", "Празі", "CZE"),
        ("capitals", "uk", "Банковій", "UKR"),
    ],
)
def test_form_stands_for_state(folder: str, lang: str, form: str, code: str) -> None:
    assert codes_of(folder, lang, form) == {code}


@pytest.mark.parametrize(("lang", "form"), [("nb", "Brussel"), ("en", "Brussels"), ("uk", "Брюсселем")])
def test_brussels_is_the_union(lang: str, form: str) -> None:
    assert codes_of("capitals", lang, form) == {"EU"}


def test_every_caution_concerns_a_form_of_its_languages() -> None:
    forms = {lang: {row["form"] for folder in FOLDERS for row in table(f"{folder}/{lang}.tsv")} for lang in LANGUAGES}
    for row in table("stems/caution.tsv"):
        listed = set().union(*(forms[lang] for lang in row["langs"].split()))
        assert [form for form in row["forms"].split(",") if form not in listed] == []


@pytest.mark.parametrize("folder", ["demonyms", "capitals"])
def test_files_are_what_the_stem_tables_generate(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are left out: they depend on the CLDR release that babel brings."""
    tools = Path(__file__).parents[2] / "tools"
    monkeypatch.syspath_prepend(str(tools))
    builder = importlib.import_module("build_state_names")
    for lang in LANGUAGES:
        rows = ["\t".join(row) for row in builder.finished(builder.MAKERS[folder](lang), lang)]
        assert lines(f"{folder}/{lang}.tsv")[1:] == rows
