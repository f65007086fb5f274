"""The compiled name forms are those of their sources, and no language reads a word through another one."""

import importlib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from utsyn.actors.knowledge import knowledge

FILES = ("forms-cyrillic.tsv", "forms-latin.tsv", "names.tsv", "subjects.tsv")


def codes(language: str, *words: str) -> list[str | None]:
    forms = knowledge(language).entries[words[0]]
    if forms is None:
        return []
    entries = forms.single if len(words) == 1 else forms.longer.get(words[1], ())
    return [entry.code for entry in entries if entry.words == words]


def test_the_compiled_files_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "tools"))
    compiled = importlib.import_module("compile_actors").compiled()
    folder = files("utsyn.actors") / "data" / "compiled"
    stale = [name for name in FILES if (folder / name).read_text("utf-8") != compiled[name]]
    assert stale == [], "run python tools/compile_actors.py"


@pytest.mark.parametrize(
    ("language", "word", "code"),
    [
        pytest.param("nb", "island", "ISL", id="island-in-norwegian"),
        pytest.param("fr", "inde", "IND", id="inde-in-french"),
        pytest.param("nb", "fn", "UN", id="fn-in-norwegian"),
        pytest.param("fr", "fn", "FRA", id="fn-in-french"),
        pytest.param("ru", "мали", "MLI", id="mali-in-russian"),
        pytest.param("nb", "germany", "DEU", id="english-state-lent"),
    ],
)
def test_a_form_means_what_it_means_in_its_language(language: str, word: str, code: str) -> None:
    assert set(codes(language, word)) == {code}


@pytest.mark.parametrize(
    ("language", "word"),
    [
        pytest.param("en", "island", id="island-in-english"),
        pytest.param("da", "inde", id="inde-in-danish"),
        pytest.param("en", "linke", id="german-party-in-english"),
        pytest.param("en", "s", id="party-of-one-letter"),
        pytest.param("en", "мали", id="cyrillic-in-english"),
        pytest.param("uk", "germany", id="latin-state-in-ukrainian"),
    ],
)
def test_a_form_of_another_language_is_not_read(language: str, word: str) -> None:
    assert codes(language, word) == []


@pytest.mark.parametrize(
    ("day", "member"),
    [
        pytest.param(date(2004, 3, 1), False, id="before-accession"),
        pytest.param(date(2010, 1, 1), True, id="as-a-member"),
        pytest.param(None, True, id="today"),
    ],
)
def test_members_are_those_of_the_day(day: date | None, member: bool) -> None:
    assert ("EST" in knowledge("en").members("NATO", day)) is member


def test_who_left_is_no_member_any_more() -> None:
    known = knowledge("en")
    assert "GBR" in known.members("EU", date(2019, 1, 1))
    assert "GBR" not in known.members("EU", date(2021, 1, 1)) | known.members("EU", None)
