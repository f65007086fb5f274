"""People whom nobody listed are learned from how the text introduces them."""

from collections.abc import Sequence
from datetime import date

import pytest
from factory import reading, resolver
from factory import resolved as marked_resolution

from utsyn.actors import ActorResolver, LearnedActor
from utsyn.article.model import DateSpan

INTRODUCTIONS = [
    ("nb", "Norges utenriksminister Kari Heggland kom.", "Kari Heggland", "NOR", "GOV", "utenriksminister", "genitive"),
    (
        "nb",
        "Den norske utenriksministeren Kari Heggland kom.",
        "Kari Heggland",
        "NOR",
        "GOV",
        "utenriksministeren",
        "adjective",
    ),
    (
        "nb",
        "Der kom Kari Heggland, Norges utenriksminister, fram.",
        "Kari Heggland",
        "NOR",
        "GOV",
        "utenriksminister",
        "apposition",
    ),
    ("nb", "Nato-talsmann Per Dal kom.", "Per Dal", "NATO", "IGO", "Nato-talsmann", "compound"),
    ("nb", "Der kom Per Dal (Ap) fram.", "Per Dal", "NOR", "PTY", None, "party in brackets"),
    ("en", "Finnish defence minister Aino Lehto came.", "Aino Lehto", "FIN", "GOV", "defence minister", "adjective"),
    (
        "en",
        "Later Aino Lehto, the foreign minister of Finland, came.",
        "Aino Lehto",
        "FIN",
        "GOV",
        "foreign minister",
        "apposition",
    ),
    ("en", "Hamas commander Abu Nasser came.", "Abu Nasser", "HAMAS", "REB", "commander", "name beside it"),
    ("de", "Der finnische Außenminister Aino Lehto kam.", "Aino Lehto", "FIN", "GOV", "Außenminister", "adjective"),
    ("fr", "Le ministre finlandais Aino Lehto est venu.", "Aino Lehto", "FIN", "GOV", "ministre", "adjective"),
    ("es", "El ministro finlandés Aino Lehto vino.", "Aino Lehto", "FIN", "GOV", "ministro", "adjective"),
    ("uk", "Прийшов президент Туреччини Орхан Калкан.", "Орхан Калкан", "TUR", "GOV", "президент", "name beside it"),
    (
        "ru",
        "Пришел министр обороны Норвегии Кари Хеггланн.",
        "Кари Хеггланн",
        "NOR",
        "GOV",
        "министр обороны",
        "name beside it",
    ),
]


@pytest.mark.parametrize(
    ("language", "text", "name", "code", "sector", "title", "rule"),
    INTRODUCTIONS,
    ids=[row[1] for row in INTRODUCTIONS],
)
def test_introduction_is_learned(
    language: str, text: str, name: str, code: str, sector: str, title: str | None, rule: str
) -> None:
    learned = resolver(text, language, names={name: "PER"}).learned()
    assert [(one.name, one.code, one.sector, one.title, one.rule) for one in learned] == [
        (name, code, sector, title, rule)
    ]


@pytest.mark.parametrize(
    ("language", "text", "name", "code", "sector", "title", "rule"),
    INTRODUCTIONS,
    ids=[row[1] for row in INTRODUCTIONS],
)
def test_evidence_holds_the_name(
    language: str, text: str, name: str, code: str, sector: str, title: str | None, rule: str
) -> None:
    learned = resolver(text, language, names={name: "PER"}).learned()
    assert name in text[learned[0].start : learned[0].end]


def test_contradictions_stand_side_by_side() -> None:
    text = "Norges utenriksminister Kari Heggland kom. Sveriges utenriksminister Kari Heggland svarte."
    learned = resolver(text, "nb", names={"Kari Heggland": "PER"}).learned()
    assert [(one.name, one.code) for one in learned] == [("Kari Heggland", "NOR"), ("Kari Heggland", "SWE")]


def test_same_evidence_is_kept_once() -> None:
    text = "Norges utenriksminister Kari Heggland kom. Norges utenriksminister Kari Heggland svarte."
    assert len(resolver(text, "nb", names={"Kari Heggland": "PER"}).learned()) == 1


def test_known_office_holders_are_not_learned() -> None:
    assert resolver("Tysklands forbundskansler Olaf Scholz kom.", "nb", published=date(2022, 1, 18)).learned() == ()


def test_people_without_office_or_state_are_not_learned() -> None:
    assert resolver("Der kom Kari Heggland fram.", "nb", names={"Kari Heggland": "PER"}).learned() == ()


def test_former_office_does_not_give_the_code() -> None:
    text = "Norges tidligere utenriksminister Kari Heggland kom. Der talte Heggland."
    resolved = resolver(text, "nb", names={"Kari Heggland": "PER", "Heggland": "PER"})
    assert [one.name for one in resolved.participants(9)] == ["Kari Heggland"]
    assert [one.title for one in resolved.learned()] == ["tidligere utenriksminister"]


class Memory:
    """A memory of one person."""

    def lookup(self, name: str) -> Sequence[LearnedActor]:
        known = LearnedActor("Kari Heggland", "NOR", "GOV", "utenriksminister", 0, 10, "genitive", 0.9)
        return [known] if name == known.name else []


def test_memory_of_earlier_articles_is_used() -> None:
    text = "Der kom Kari Heggland fram."
    published = DateSpan(date(2022, 1, 18), date(2022, 1, 18))
    resolved = ActorResolver(reading(text, "nb", names={"Kari Heggland": "PER"}), published, memory=Memory())
    found = resolved.participants(3)
    assert [(one.name, one.code, one.title, one.rule) for one in found] == [
        ("Kari Heggland", "NOR", "utenriksminister", "learned from earlier articles")
    ]


def test_text_is_believed_before_memory() -> None:
    text = "Sveriges handelsminister Kari Heggland kom."
    resolved = ActorResolver(reading(text, "nb", names={"Kari Heggland": "PER"}), memory=Memory())
    assert [one.code for one in resolved.participants(3)] == ["SWE"]


SPELLINGS = [
    ("nb", "Der talte Volodymyr Zelenskyj.", 3),
    ("sv", "Där talade Volodymyr Zelenskyj.", 3),
    ("en", "There spoke Volodymyr Zelenskyy.", 3),
    ("de", "Dort sprach Wolodymyr Selenskyj.", 3),
    ("fr", "Ici parla Volodymyr Zelensky.", 3),
    ("uk", "Виступив Володимир Зеленський.", 2),
    ("uk", "Зустріли Володимира Зеленського.", 2),
    ("ru", "Встретили Владимира Зеленского.", 2),
]


@pytest.mark.parametrize(("language", "text", "token"), SPELLINGS, ids=[text for _, text, _ in SPELLINGS])
def test_one_person_in_every_spelling(language: str, text: str, token: int) -> None:
    found = resolver(text, language, published=date(2022, 1, 18)).participants(token)
    assert {(one.name, one.code) for one in found} == {("Volodymyr Zelensky", "UKR")}


OFFICES = [
    (date(2003, 5, 1), "NOR"),
    (date(2018, 5, 1), "NATO"),
]


@pytest.mark.parametrize(("published", "code"), OFFICES, ids=[str(day) for day, _ in OFFICES])
def test_office_is_that_of_the_day(published: date, code: str) -> None:
    found = resolver("Der talte Jens Stoltenberg.", "nb", published=published).participants(3)
    assert [one.code for one in found] == [code]


def test_two_people_of_one_family_name_are_not_guessed() -> None:
    text = "Polens president Jan Wolski kom. Irans president Ali Wolski kom. Så gikk Wolski."
    names = {"Jan Wolski": "PER", "Ali Wolski": "PER", "Wolski": "PER"}
    resolved = resolver(text, "nb", names=names)
    assert [one.code for one in resolved.participants(14)] == [None]


def test_title_decides_between_two_of_one_name() -> None:
    text = "Polens president Jan Wolski kom. Irans statsminister Ali Wolski kom. Så gikk statsminister Wolski."
    names = {"Jan Wolski": "PER", "Ali Wolski": "PER", "Wolski": "PER"}
    resolved = resolver(text, "nb", names=names)
    assert [one.code for one in resolved.participants(15)] == ["IRN"]


def test_links_in_a_circle_end() -> None:
    text = "Presidenten kom. Statsministeren kom. Regjeringen kom."
    links = [("Presidenten", "Statsministeren"), ("Statsministeren", "Regjeringen"), ("Regjeringen", "Presidenten")]
    resolved = resolver(text, "nb", links=links)
    assert [one.code for token in (0, 3, 6) for one in resolved.participants(token)] == ["NOR", "NOR", "NOR"]


def test_heads_in_a_circle_end() -> None:
    resolved = resolver("Russlands president kom.", "nb", heads={0: (1, "nmod"), 1: (0, "nsubj")})
    assert [one.code for one in resolved.participants(1)] == ["RUS"]


def test_empty_text_has_no_participants() -> None:
    assert resolver("", "nb").participants(0) == ()


LONGER = [
    (
        "nb",
        "Russland svarte. Kinas visestatsminister <Luo Jianping> kom. [<Luo>] gikk.",
        "CHN",
    ),
    ("en", "Later [hundreds of Russian soldiers] left.", "RUS MIL"),
    ("en", "Later [a group of demonstrators] left.", "- CVL"),
    ("en", "Later [King <Hassan> of Morocco] left.", "MAR GOV King"),
    ("nb", "Kina svarte. Der møtte [landets president] pressen. Russland ventet.", "CHN GOV president"),
    ("nb", "Nato svarte. Der møtte [medlemslandene] pressen.", "NATO"),
    ("nb", "Da talte [tidligere visepresident og forfatter <Ann Lee>] lenge.", "-"),
    (
        "nb",
        "Suriname sier at Suriname i Suriname står. Kina støtter. Nå svarer [hæren] ja.",
        "SUR MIL",
    ),
]


@pytest.mark.parametrize(("language", "case", "expected"), LONGER, ids=[case for _, case, _ in LONGER])
def test_context_decides(language: str, case: str, expected: str) -> None:
    assert marked_resolution(case, expected, language) == expected
