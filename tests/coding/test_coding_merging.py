"""One act, one event: which triggers of an article are the same act, and whose values the event takes."""

import pytest
from factories_coding import act, coded, codes, reading

HEADLINE_AND_LEAD = """
Russia PROPN 2 nsubj
attacks VERB 0 root Tense=Pres|VerbForm=Fin attack
Ukraine PROPN 2 obj
|
Russia PROPN 2 nsubj
attacked VERB 0 root Tense=Past|VerbForm=Fin attack
Ukraine PROPN 2 obj
in ADP 5 case
Kharkiv PROPN 2 obl
. PUNCT 2 punct

The DET 2 det Definite=Def
attack NOUN 4 nsubj
was AUX 4 cop
brutal ADJ 0 root
. PUNCT 4 punct
"""
TWO_TOWNS = """
Russia PROPN 2 nsubj
attacked VERB 0 root Tense=Past|VerbForm=Fin attack
Ukraine PROPN 2 obj
in ADP 5 case
Kharkiv PROPN 2 obl
. PUNCT 2 punct

Russia PROPN 2 nsubj
attacked VERB 0 root Tense=Past|VerbForm=Fin attack
Ukraine PROPN 2 obj
in ADP 5 case
Kyiv PROPN 2 obl
. PUNCT 2 punct
"""
TWO_DAYS = """
Blinken PROPN 2 nsubj
met VERB 0 root Tense=Past|VerbForm=Fin meet
Lavrov PROPN 2 obj
on ADP 5 case
Monday PROPN 2 obl
. PUNCT 2 punct

Blinken PROPN 2 nsubj
met VERB 0 root Tense=Past|VerbForm=Fin meet
Lavrov PROPN 2 obj
on ADP 5 case
Friday PROPN 2 obl
. PUNCT 2 punct
"""
TWO_DEMANDS = """
Russia PROPN 2 nsubj
demanded VERB 0 root Tense=Past|VerbForm=Fin demand
guarantees NOUN 2 obj _ guarantee
. PUNCT 2 punct

Russia PROPN 2 nsubj
demanded VERB 0 root Tense=Past|VerbForm=Fin demand
money NOUN 2 obj _ money
. PUNCT 2 punct
"""
TWO_PEOPLE = """
Blinken PROPN 2 nsubj
met VERB 0 root Tense=Past|VerbForm=Fin meet
Lavrov PROPN 2 obj
. PUNCT 2 punct

Biden PROPN 2 nsubj
met VERB 0 root Tense=Past|VerbForm=Fin meet
Putin PROPN 2 obj
. PUNCT 2 punct
"""
ONE_SENTENCE = """
Russia PROPN 2 nsubj
attacked VERB 0 root Tense=Past|VerbForm=Fin attack
Ukraine PROPN 2 obj
and CCONJ 5 cc
bombed VERB 2 conj Tense=Past|VerbForm=Fin bomb
Ukraine PROPN 5 obj
"""
SIDES_SWAPPED = """
Blinken PROPN 2 nsubj
met VERB 0 root Tense=Past|VerbForm=Fin meet
Lavrov PROPN 2 obj
|
Lavrov PROPN 2 nsubj
met VERB 0 root Tense=Past|VerbForm=Fin meet
Blinken PROPN 2 obj
. PUNCT 2 punct
"""
ATTACK_KILLED = """
A DET 3 det
Russian ADJ 3 amod
attack NOUN 4 nsubj
killed VERB 0 root Tense=Past|VerbForm=Fin kill
soldiers NOUN 4 obj _ soldier
in ADP 7 case
Ukraine PROPN 4 obl
"""
DEMAND_AND_LEAD = """
Russia PROPN 2 nsubj
wants VERB 0 root Tense=Pres|VerbForm=Fin want
guarantees NOUN 2 obj _ guarantee
from ADP 5 case
Ukraine PROPN 2 obl
|
Russia PROPN 2 nsubj
demanded VERB 0 root Tense=Past|VerbForm=Fin demand
promises NOUN 2 obj _ promise
from ADP 5 case
Ukraine PROPN 2 obl
. PUNCT 2 punct

The DET 2 det Definite=Def
demand NOUN 4 nsubj
was AUX 4 cop
loud ADJ 0 root
. PUNCT 4 punct
"""
SVO = {"actor": "Russia", "recipient": "Ukraine"}
SECOND = {"actor": "Russia@2", "recipient": "Ukraine@2"}


@pytest.mark.parametrize(
    ("rows", "triggers", "expected"),
    [
        pytest.param(
            HEADLINE_AND_LEAD,
            [
                act("attacks", "ASSAULT", **SVO),
                act("attacked", "ASSAULT", **SECOND, place="Kharkiv"),
                act("attack", "ASSAULT"),
            ],
            [3],
            id="headline, lead and a definite noun are one",
        ),
        pytest.param(
            DEMAND_AND_LEAD,
            [
                act("wants", "REQUEST", **SVO, object="guarantees", mode="yield"),
                act("demanded", "REQUEST", **SECOND, object="promises", mode="change"),
                act("demand", "REQUEST", mode="assist"),
            ],
            [3],
            id="the lead says otherwise what its headline says, and a noun alone points back",
        ),
        pytest.param(
            HEADLINE_AND_LEAD,
            [act("attacks", "ASSAULT", **SVO, status="future"), act("attacked", "ASSAULT", **SECOND)],
            [1, 1],
            id="another status is another act",
        ),
        pytest.param(
            HEADLINE_AND_LEAD,
            [act("attacks", "THREATEN", **SVO), act("attacked", "ASSAULT", **SECOND)],
            [1, 1],
            id="another type is another act",
        ),
        pytest.param(
            TWO_TOWNS,
            [act("attacked", "ASSAULT", **SVO, place="Kharkiv"), act("attacked@2", "ASSAULT", **SECOND, place="Kyiv")],
            [1, 1],
            id="two towns are two attacks",
        ),
        pytest.param(
            TWO_DAYS,
            [
                act("met", "CONSULT", actor="Blinken", recipient="Lavrov"),
                act("met@2", "CONSULT", actor="Blinken@2", recipient="Lavrov@2"),
            ],
            [1, 1],
            id="two days are two meetings",
        ),
        pytest.param(
            TWO_DEMANDS,
            [
                act("demanded", "REQUEST", actor="Russia", object="guarantees"),
                act("demanded@2", "REQUEST", actor="Russia@2", object="money"),
            ],
            [1, 1],
            id="two objects are two demands",
        ),
        pytest.param(
            TWO_PEOPLE,
            [
                act("met", "CONSULT", actor="Blinken", recipient="Lavrov"),
                act("met@2", "CONSULT", actor="Biden", recipient="Putin"),
            ],
            [1, 1],
            id="other people of the same states are another meeting",
        ),
        pytest.param(
            ONE_SENTENCE,
            [act("attacked", "ASSAULT", **SVO), act("bombed", "ASSAULT", actor="Russia", recipient="Ukraine@2")],
            [1, 1],
            id="two verbs of one sentence are two acts",
        ),
        pytest.param(
            ATTACK_KILLED,
            [act("attack", "ASSAULT", actor="Russian"), act("killed", "ASSAULT", recipient="Ukraine")],
            [1],
            id="an attack that kills is one act",
        ),
        pytest.param(
            SIDES_SWAPPED,
            [
                act("met", "CONSULT", actor="Blinken", recipient="Lavrov", reciprocal=True),
                act("met@2", "CONSULT", actor="Lavrov@2", recipient="Blinken@2", reciprocal=True),
            ],
            [2],
            id="sides of a meeting may change places",
        ),
    ],
)
def test_mentions(rows: str, triggers: list[tuple[str, str, dict[str, object]]], expected: list[int]) -> None:
    assert [len(event.mentions) for event in coded(reading(rows, *triggers))] == expected


def test_the_best_filled_mention_gives_the_values() -> None:
    given = reading(
        HEADLINE_AND_LEAD, act("attacks", "ASSAULT", **SVO), act("attacked", "ASSAULT", **SECOND, place="Kharkiv")
    )
    (event,) = coded(given)
    assert (event.trigger.text, event.place and event.place.name) == ("attacked", "Kharkiv")


def test_gaps_are_closed_from_other_mentions() -> None:
    given = reading(HEADLINE_AND_LEAD, act("attacks", "ASSAULT", **SVO), act("attack", "ASSAULT", source="Ukraine@2"))
    (event,) = coded(given)
    assert (codes(event.actor), codes(event.recipient), codes(event.source)) == (["RUS"], ["UKR"], ["UKR"])


def test_the_first_sentence_stands_first() -> None:
    given = reading(
        HEADLINE_AND_LEAD, act("attacks", "ASSAULT", **SVO), act("attacked", "ASSAULT", **SECOND, place="Kharkiv")
    )
    (event,) = coded(given)
    assert next(given.text[m.start : m.end] for m in event.mentions) == "Russia attacks Ukraine"
