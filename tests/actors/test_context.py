"""States, people and antecedents that only the rest of the article shows."""

from datetime import date

import pytest
from factory import resolver

NOBODY_ELSE = {"Jan Wolski": "PER"}


def codes(text: str, language: str, word: str, **more: object) -> list[str | None]:
    """Codes of the phrase headed by the last token with this text."""
    found = resolver(text, language, **more)  # type: ignore[arg-type]
    at = max(i for i, token in enumerate(found.reading.tokens) if token.text == word)
    return [one.code for one in found.participants(at)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Polen stenger grensen. Polen venter. Der kom president Jan Wolski.", ["POL"]),
        ("I Warszawa venter Polen. Der kom president Jan Wolski.", ["POL"]),
        ("Møtet er over. Ingen spurte. Polen tier. Alle gikk.\nDer kom president Jan Wolski.", [None]),
    ],
    ids=["named twice", "opening", "named in passing"],
)
def test_a_titled_person_is_of_the_state_the_article_is_about(text: str, expected: list[str | None]) -> None:
    assert codes(text, "nb", "Wolski", names=NOBODY_ELSE) == expected


def test_a_person_without_office_is_of_the_only_state() -> None:
    assert codes("Polen venter. Polen tier. Så gikk Jan Wolski.", "nb", "Wolski", names=NOBODY_ELSE) == ["POL"]


def test_people_of_the_papers_own_country_need_no_introduction() -> None:
    text = "Norge og Polen venter. Polen tier. Så gikk Jan Wolski."
    assert codes(text, "nb", "Wolski", names=NOBODY_ELSE) == ["NOR"]


def test_the_family_name_alone_is_the_one_whom_the_article_is_about() -> None:
    text = "President Donald Trump came. Donald Trump spoke. Melania Trump left. Then Trump went."
    names = {"Donald Trump": "PER", "Melania Trump": "PER"}
    assert codes(text, "en", "Trump", names=names, published=date(2017, 6, 1)) == ["USA"]


@pytest.mark.parametrize(
    ("language", "text", "word", "expected"),
    [
        ("fr", "Mardi la Russie a cédé. Puis elle a parlé.", "elle", ["RUS"]),
        ("ru", "Во вторник Россия уступила. Потом она молчала.", "она", ["RUS"]),
        ("en", "On Tuesday Russia gave in. Then she spoke.", "she", [None]),
    ],
    ids=["fr", "ru", "en"],
)
def test_he_and_she_are_states_where_the_language_says_so(
    language: str, text: str, word: str, expected: list[str]
) -> None:
    features = {name: {"Gender": "Fem"} for name in ("Russie", "Россия")}
    categories = {"elle": "PRON", "она": "PRON", "she": "PRON"}
    assert codes(text, language, word, features=features, categories=categories) == expected


def test_a_number_before_a_noun_is_not_both_of_them() -> None:
    text = "La Turquie et la Syrie se taisent. Puis deux bergers sont partis."
    heads = {8: (9, "nummod")}
    assert codes(text, "fr", "bergers", heads=heads) == [None]


def test_news_agencies_are_not_they() -> None:
    text = "Ifølge NTB er Iran klare. Der er de."
    assert codes(text, "nb", "de", categories={"de": "PRON"}) != ["NOR"]


def test_instead_leaves_out_the_codes_that_are_taken() -> None:
    found = resolver("Frankrike og Mali venter. Frankrike tier. Der kom regjeringen.", "nb")
    token = next(i for i, t in enumerate(found.reading.tokens) if t.text == "regjeringen")
    (guess,) = found.participants(token)
    assert guess.code is not None
    (other,) = found.instead(token, frozenset({guess.code}))
    assert {guess.code, other.code} == {"FRA", "MLI"}
    assert found.participants(token) == (guess,)


@pytest.mark.parametrize(
    ("language", "text", "word", "expected"),
    [
        ("nb", "Der kom de baltiske landene.", "landene", ["EST", "LVA", "LTU"]),
        ("de", "Dort warnten die baltischen Staaten.", "Staaten", ["EST", "LVA", "LTU"]),
        ("uk", "Там виступили країни Балтії.", "країни", ["EST", "LVA", "LTU"]),
        ("en", "There met the two Koreas.", "Koreas", ["KOR", "PRK"]),
    ],
    ids=["nb", "de", "uk", "en"],
)
def test_one_name_for_several_states(language: str, text: str, word: str, expected: list[str]) -> None:
    heads = {2: (3, "det")} if language == "de" else {}
    if language == "uk":
        heads = {3: (2, "nmod")}
    elif language in ("nb", "en", "de"):
        heads = {2: (4, "det"), 3: (4, "amod")}
    assert codes(text, language, word, heads=heads) == expected


@pytest.mark.parametrize(
    ("language", "text", "word", "expected"),
    [
        ("nb", "Iran klaget til Qatar. Emiratet svarte.", "Emiratet", ["QAT"]),
        ("en", "Qatar and China quarrelled. The emirate gave in.", "emirate", ["QAT"]),
        ("de", "Polen und Norwegen streiten. Das Emirat schweigt.", "Emirat", [None]),
    ],
    ids=["nb", "last of that kind", "none of that kind"],
)
def test_a_kind_of_state_is_the_last_one_of_that_kind(language: str, text: str, word: str, expected: list[str]) -> None:
    assert codes(text, language, word) == expected
