"""What proposes recipients that an act's own clause does not name: the act or phrase it is about, the other side."""

import pytest
from factories_coding import act, coded, codes, drafter_for, reading

from utsyn.coding.coder import sides, told
from utsyn.reading.structure import Reading

ATTACK_CONDEMNED = """
Russia PROPN 2 nsubj
attacked VERB 0 root
Ukraine PROPN 2 obj

Germany PROPN 2 nsubj
condemned VERB 0 root
the DET 4 det
attack NOUN 2 obj
"""
OWN_ATTACK = ATTACK_CONDEMNED.replace("Germany", "Russia")
INSIDE = """
Norway PROPN 2 nsubj
rejected VERB 0 root
a DET 5 det
Russian ADJ 5 amod
request NOUN 2 obj
"""
TOWARD = """
Germany PROPN 2 nsubj
supports VERB 0 root
weapons NOUN 2 obj
for ADP 5 case
Ukraine PROPN 3 nmod
"""
OWN = INSIDE.replace("Russian", "Norwegian")
STORY = """
Iran PROPN 2 nsubj
accused VERB 0 root
Britain PROPN 2 obj

Britain PROPN 2 nsubj
attacked VERB 0 root
Iran PROPN 2 obj

Iran PROPN 2 nsubj
expelled VERB 0 root
Britain PROPN 2 obj

Later ADV 3 advmod
Iran PROPN 3 nsubj
warned VERB 0 root
"""
OPENING = """
Russia PROPN 2 nsubj
attacked VERB 0 root
Ukraine PROPN 2 obj

Iran PROPN 2 nsubj
mobilised VERB 0 root

Germany PROPN 2 nsubj
rejected VERB 0 root
{rejected}
"""
OPENED = (
    act("attacked", "ASSAULT", actor="Russia", recipient="Ukraine"),
    act("mobilised", "MOBILIZE", actor="Iran"),
    act("rejected", "REJECT", actor="Germany"),
)
JOINED = """
Russia PROPN 2 nsubj
attacked VERB 0 root Tense=Past|VerbForm=Fin attack
Ukraine PROPN 2 obj
, PUNCT 5 punct
abducting VERB 2 advcl VerbForm=Ger abduct
some DET 5 obj
"""
ACTS = (
    act("accused", "ACCUSE", actor="Iran", recipient="Britain"),
    act("attacked", "ASSAULT", actor="Britain@2", recipient="Iran@2"),
    act("expelled", "SANCTION", actor="Iran@3", recipient="Britain@3"),
)


@pytest.mark.parametrize(
    ("rows", "triggers", "expected", "rule"),
    [
        pytest.param(
            ATTACK_CONDEMNED,
            (
                act("attacked", "ASSAULT", actor="Russia", recipient="Ukraine"),
                act("attack", "ASSAULT"),
                act("condemned", "ACCUSE", actor="Germany"),
            ),
            ["RUS"],
            "object-act",
            id="who did what is condemned",
        ),
        pytest.param(
            OWN_ATTACK,
            (act("attack", "ASSAULT", actor="Russia@2"), act("condemned", "ACCUSE", actor="Russia@2")),
            [],
            "",
            id="nobody condemns their own side",
        ),
        pytest.param(
            INSIDE, (act("rejected", "REJECT", actor="Norway"),), ["RUS"], "object-side", id="adjective in the object"
        ),
        pytest.param(
            TOWARD, (act("supports", "SUPPORT", actor="Germany"),), ["UKR"], "object-side", id="whom a thing is for"
        ),
        pytest.param(OWN, (act("rejected", "REJECT", actor="Norway"),), [], "", id="one's own adjective"),
        pytest.param(
            OPENING.format(rejected="decision NOUN 2 obj"), OPENED, ["RUS"], "told-act", id="a noun for the news itself"
        ),
        pytest.param(
            OPENING.format(rejected="that PRON 2 obj"), OPENED, ["IRN"], "told-act", id="a pronoun for the last act"
        ),
        pytest.param(
            OPENING.format(rejected="soup NOUN 2 obj"), OPENED, ["IRN"], "story-side", id="a noun that is no act"
        ),
        pytest.param(
            JOINED,
            (act("attacked", "ASSAULT", recipient="Ukraine"), act("abducting", "ASSAULT")),
            ["UKR"],
            "joined-act",
            id="an act told with another befalls the same side",
        ),
        pytest.param(
            STORY, (*ACTS, act("warned", "THREATEN", actor="Iran@4")), ["GBR"], "story-side", id="a story of two sides"
        ),
        pytest.param(STORY, (act("warned", "THREATEN", actor="Iran@4"),), [], "", id="a story of one side"),
    ],
)
def test_proposal(rows: str, triggers: tuple[object, ...], expected: list[str], rule: str) -> None:
    given = reading(rows, *triggers)
    found = proposed(given, 1 if rule == "object-act" else -1)
    assert [code for code in sorted(found) if not rule or rule in found[code]] == expected


def proposed(given: Reading, number: int) -> dict[str, set[str]]:
    """What the rules propose for one act of a Reading."""
    drafter = drafter_for(given)
    acts = told(drafter)
    return sides(drafter).rules.proposals(acts, range(len(acts))[number])


BOMBED = """
Russia PROPN 2 nsubj
bombed VERB 0 root
targets NOUN 2 obj
near ADP 5 case
Kharkiv PROPN 2 obl
"""
FRIEND_AND_FOE = """
Ukraine PROPN 2 nsubj
thanked VERB 0 root
Germany PROPN 2 obj

Russia PROPN 2 nsubj
attacked VERB 0 root
Ukraine PROPN 2 obj

Ukraine PROPN 2 nsubj
hit VERB 0 root
depots NOUN 2 obj
"""


def test_force_in_a_place_is_used_against_its_state() -> None:
    given = reading(BOMBED, act("bombed", "ASSAULT", actor="Russia", place="Kharkiv"))
    assert proposed(given, 0) == {"UKR": {"target-place"}}


def test_an_act_of_conflict_is_directed_at_the_foe_not_the_friend() -> None:
    given = reading(
        FRIEND_AND_FOE,
        act("thanked", "SUPPORT", actor="Ukraine", recipient="Germany"),
        act("attacked", "ASSAULT", actor="Russia", recipient="Ukraine@2"),
        act("hit", "ASSAULT", actor="Ukraine@3"),
    )
    assert proposed(given, -1)["RUS"] == {"story-side"}


GASSED = """
Police NOUN 2 nsubj
fired VERB 0 root
gas NOUN 2 obj
in ADP 5 case
{town} PROPN 2 obl
"""


@pytest.mark.parametrize(("town", "code"), [("Oslo", "NOR"), ("Berlin", "DEU")])
def test_police_are_of_the_town_and_act_on_its_people(town: str, code: str) -> None:
    given = reading(GASSED.format(town=town), act("fired", "COERCE", actor="Police", place=town))
    assert codes(coded(given)[0].actor) == [code]
    assert "policed" in proposed(given, 0)[code]
