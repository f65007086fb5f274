"""Family names that are also ordinary words, and phrases that name one participant twice."""

from datetime import date

import pytest
from factory import resolve_phrase, resolver


@pytest.mark.parametrize(
    ("text", "language", "names", "token", "expected"),
    [
        pytest.param("May said no.", "en", {"May": "PER"}, 0, "GBR", id="may-seen-as-a-name"),
        pytest.param("May said no.", "en", {}, 0, None, id="may-not-seen"),
        pytest.param("Statsminister Støre sa nei.", "nb", {}, 1, "NOR", id="after-a-title"),
        pytest.param("Store styrker kom.", "nb", {}, 0, None, id="other-letters"),
        pytest.param("STØRE møtte pressen.", "nb", {"STØRE": "PER"}, 0, "NOR", id="capitals"),
    ],
)
def test_a_guarded_family_name_needs_its_letters_and_a_name(
    text: str, language: str, names: dict[str, str], token: int, expected: str | None
) -> None:
    day = date(2018, 5, 2) if language == "en" else date(2022, 3, 10)
    introduced = "Theresa May spoke. " if language == "en" else "Jonas Gahr Støre talte. "
    known = {introduced.partition(" sp")[0].partition(" ta")[0]: "PER", **names}
    found = resolver(introduced + text, language, published=day, names=known)
    offset = 4 if language == "en" else 5
    assert found.participants(offset + token)[0].code == expected


@pytest.mark.parametrize(
    ("phrase", "language", "codes"),
    [
        pytest.param("Russia and the Russian government", "en", ["RUS"], id="state-and-its-government"),
        pytest.param("Emmanuel Macron and Sébastien Lecornu", "en", ["FRA", "FRA"], id="two-people-of-one-state"),
        pytest.param("the Syrian government and the Syrian opposition", "en", ["SYR", "SYR"], id="two-sectors"),
    ],
)
def test_conjuncts_name_a_participant_once(phrase: str, language: str, codes: list[str]) -> None:
    text = f"{phrase} met."
    people = {"Emmanuel Macron": "PER", "Sébastien Lecornu": "PER"} if "Macron" in phrase else {}
    found = resolve_phrase(text, phrase, language, published=date(2023, 5, 2), names=people)
    assert [one.code for one in found] == codes
