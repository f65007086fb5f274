"""Who does what to whom: the graph's edges, and the tree where the graph is silent."""

from dataclasses import replace

import pytest
from factories_coding import act, codes, reading, worded

from utsyn.reading.structure import Argument, Trigger

ORG = {"Russia": "GPE_ORG", "Ukraine": "GPE_ORG", "Germany": "GPE_ORG", "Iran": "GPE_ORG", "NATO": "ORG"}
ACTIVE = """
Russia PROPN 2 nsubj
attacked VERB 0 root Tense=Past|VerbForm=Fin attack
Ukraine PROPN 2 obj
"""
PASSIVE = """
Ukraine PROPN 3 nsubj:pass
was AUX 3 aux:pass Tense=Past|VerbForm=Fin be
attacked VERB 0 root Tense=Past|VerbForm=Part attack
by ADP 5 case
Russia PROPN 3 obl:agent
"""
PASSIVE_WITHOUT_AGENT = """
Ukraine PROPN 3 nsubj:pass
was AUX 3 aux:pass Tense=Past|VerbForm=Fin be
attacked VERB 0 root Tense=Past|VerbForm=Part attack
"""
S_PASSIVE = """
Ukraina PROPN 2 nsubj
angripes VERB 0 root Voice=Pass|Tense=Pres|VerbForm=Fin angripe
av ADP 4 case
Russland PROPN 2 obl
"""
SHARED = """
Russia PROPN 2 nsubj
mobilised VERB 0 root Tense=Past|VerbForm=Fin mobilise
and CCONJ 4 cc
attacked VERB 2 conj Tense=Past|VerbForm=Fin attack
Ukraine PROPN 4 obj
"""
SHARED_PARTICIPLE = """
Russia PROPN 2 nsubj
advanced VERB 0 root Tense=Past|VerbForm=Fin advance
attacking VERB 2 advcl VerbForm=Ger attack
Ukraine PROPN 3 obj
"""
REFUSES_TO = """
Iran PROPN 2 nsubj
refuses VERB 0 root Tense=Pres|VerbForm=Fin refuse
to PART 4 mark
release VERB 2 xcomp VerbForm=Inf release
sailors NOUN 4 obj _ sailor
"""
TELLS_TO = """
NATO PROPN 2 nsubj
urged VERB 0 root Tense=Past|VerbForm=Fin urge
Russia PROPN 2 obj
to PART 5 mark
withdraw VERB 2 xcomp VerbForm=Inf withdraw
"""
BEGAN_TO = """
Russia PROPN 2 nsubj
began VERB 0 root Tense=Past|VerbForm=Fin begin
to PART 4 mark
withdraw VERB 2 xcomp VerbForm=Inf withdraw
"""
RELATIVE = """
Russia PROPN 0 root
which PRON 3 nsubj PronType=Rel which
attacked VERB 1 acl:relcl Tense=Past|VerbForm=Fin attack
Ukraine PROPN 3 obj
"""
IMPOSED_BY = """
sanctions NOUN 0 root _ sanction
imposed VERB 1 acl Tense=Past|VerbForm=Part impose
by ADP 4 case
Germany PROPN 2 obl
"""
GENITIVE = """
Russlands PROPN 2 nmod:poss Case=Gen Russland
angrep NOUN 0 root Definite=Ind angrep
"""
ADJECTIVE = """
russisk ADJ 2 amod _ russisk
angrep NOUN 0 root Definite=Ind angrep
på ADP 4 case
Ukraina PROPN 2 nmod
"""
LIGHT_VERB = """
Russia PROPN 2 nsubj
launched VERB 0 root Tense=Past|VerbForm=Fin launch
an DET 4 det
attack NOUN 2 obj
on ADP 6 case
Ukraine PROPN 4 nmod
"""
HEAVY_VERB = """
Germany PROPN 2 nsubj
feared VERB 0 root Tense=Past|VerbForm=Fin fear
an DET 4 det
attack NOUN 2 obj
"""
TALKS_WITH = """
talks NOUN 0 root _ talk
with ADP 3 case
Iran PROPN 1 nmod
"""
DEMANDS_THAT = """
Russia PROPN 2 nsubj
demands VERB 0 root Tense=Pres|VerbForm=Fin demand
that SCONJ 5 mark
NATO PROPN 5 nsubj
withdraw VERB 2 ccomp VerbForm=Fin withdraw
"""
SOMEBODY_ARRESTED = """
He PRON 3 nsubj:pass PronType=Prs
was AUX 3 aux:pass
arrested VERB 0 root Tense=Past|VerbForm=Part arrest
"""
SOMETHING_ARRESTED = """
It PRON 3 nsubj:pass PronType=Prs
was AUX 3 aux:pass
seized VERB 0 root Tense=Past|VerbForm=Part seize
"""
TROOPS_SENT = """
Russia PROPN 3 nsubj:pass
was AUX 3 aux:pass
mobilised VERB 0 root Tense=Past|VerbForm=Part mobilise
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "language", "actor", "recipient"),
    [
        pytest.param(ACTIVE, act("attacked", "ASSAULT"), "en", ["RUS"], ["UKR"], id="subject and named object"),
        pytest.param(PASSIVE, act("attacked", "ASSAULT"), "en", ["RUS"], ["UKR"], id="passive with agent"),
        pytest.param(
            PASSIVE_WITHOUT_AGENT,
            act("attacked", "ASSAULT"),
            "en",
            [],
            ["UKR"],
            id="passive without agent invents none",
        ),
        pytest.param(S_PASSIVE, act("angripes", "ASSAULT"), "nb", ["RUS"], ["UKR"], id="Scandinavian s-passive"),
        pytest.param(
            SHARED, act("attacked", "ASSAULT"), "en", ["RUS"], ["UKR"], id="subject shared by coordinated verbs"
        ),
        pytest.param(
            SHARED_PARTICIPLE, act("attacking", "ASSAULT"), "en", ["RUS"], ["UKR"], id="subject shared by a participle"
        ),
        pytest.param(
            BEGAN_TO, act("withdraw", "RETREAT"), "en", ["RUS"], [], id="infinitive under a verb that is no act"
        ),
        pytest.param(RELATIVE, act("attacked", "ASSAULT"), "en", ["RUS"], ["UKR"], id="relative pronoun is its noun"),
        pytest.param(
            IMPOSED_BY, act("imposed", "SANCTION"), "en", ["DEU"], [], id="participle after a noun has an agent"
        ),
        pytest.param(GENITIVE, act("angrep", "ASSAULT"), "nb", ["RUS"], [], id="genitive of a noun trigger"),
        pytest.param(
            ADJECTIVE,
            act("angrep", "ASSAULT"),
            "nb",
            ["RUS"],
            ["UKR"],
            id="adjective and preposition of a noun trigger",
        ),
        pytest.param(LIGHT_VERB, act("attack", "ASSAULT"), "en", ["RUS"], ["UKR"], id="light verb's subject"),
        pytest.param(HEAVY_VERB, act("attack", "ASSAULT"), "en", [], [], id="other verb's subject is not the actor"),
        pytest.param(TALKS_WITH, act("talks", "CONSULT"), "en", [], ["IRN"], id="companion of a reciprocal act"),
        pytest.param(
            DEMANDS_THAT, act("demands", "REQUEST"), "en", ["RUS"], ["NATO"], id="subject of what is demanded"
        ),
        pytest.param(SOMEBODY_ARRESTED, act("arrested", "COERCE"), "en", [], ["He"], id="pronoun as passive subject"),
        pytest.param(SOMETHING_ARRESTED, act("seized", "COERCE"), "en", [], [], id="a thing is no recipient"),
        pytest.param(
            TROOPS_SENT, act("mobilised", "MOBILIZE"), "en", [], [], id="passive subject of a type that moves objects"
        ),
        pytest.param(
            ACTIVE,
            act("attacked", "ASSAULT", actor="Ukraine", recipient="Russia"),
            "en",
            ["UKR"],
            ["RUS"],
            id="graph wins over tree",
        ),
    ],
)
def test_participants(
    rows: str, trigger: tuple[str, str, dict[str, object]], language: str, actor: list[str], recipient: list[str]
) -> None:
    names = ORG | {"Ukraina": "GPE_ORG", "Russland": "GPE_ORG"}
    (event,) = worded(reading(rows, trigger, names=names, language=language))
    assert (codes(event.actor), codes(event.recipient)) == (actor, recipient)


@pytest.mark.parametrize(
    ("rows", "outer", "inner", "actor"),
    [
        pytest.param(
            REFUSES_TO,
            act("refuses", "REJECT"),
            act("release", "RETREAT", status="negated"),
            ["IRN"],
            id="refused act is the refuser's",
        ),
        pytest.param(
            TELLS_TO,
            act("urged", "REQUEST"),
            act("withdraw", "RETREAT", status="hypothetical"),
            ["RUS"],
            id="demanded act is the asked one's",
        ),
    ],
)
def test_control(
    rows: str, outer: tuple[str, str, dict[str, object]], inner: tuple[str, str, dict[str, object]], actor: list[str]
) -> None:
    events = worded(reading(rows, outer, inner, names=ORG))
    assert codes(events[1].actor) == actor


def test_one_word_is_not_both_sides() -> None:
    (event,) = worded(reading(ACTIVE, act("attacked", "ASSAULT", actor="Russia", recipient=("Russia", "Ukraine"))))
    assert (codes(event.actor), codes(event.recipient)) == (["RUS"], ["UKR"])


def test_same_name_is_not_both_sides() -> None:
    given = reading(SHARED, act("attacked", "ASSAULT", actor="Russia", recipient="Ukraine"))
    (event,) = worded(given, links={"Ukraine": "Russia"})
    assert (codes(event.actor), codes(event.recipient)) == (["RUS"], [])


@pytest.mark.parametrize(
    ("score", "actor"),
    [pytest.param(0.8, ["RUS", "DEU"], id="as good"), pytest.param(0.4, ["RUS"], id="far weaker")],
)
def test_weak_edges_beside_a_strong_one(score: float, actor: list[str]) -> None:
    given = reading(ACTIVE + "with ADP 5 case\nGermany PROPN 2 obl")
    edges = (Argument("actor", 0, 0.9), Argument("actor", 4, score))
    (event,) = worded(replace(given, triggers=(Trigger(1, "ASSAULT", None, "actual", arguments=edges),)))
    assert codes(event.actor) == actor


def test_an_edge_into_another_sentence_yields_to_one_in_its_own() -> None:
    given = reading(ACTIVE + "\nGermany PROPN 2 nsubj\nslept VERB 0 root")
    edges = (Argument("actor", 0, 0.8), Argument("actor", 3, 0.9))
    (event,) = worded(replace(given, triggers=(Trigger(1, "ASSAULT", None, "actual", arguments=edges),)))
    assert codes(event.actor) == ["RUS"]


def test_an_edge_into_another_sentence_yields_to_the_subject() -> None:
    given = reading(ACTIVE + "\nGermany PROPN 2 nsubj\nslept VERB 0 root")
    edges = (Argument("actor", 3, 0.9),)
    (event,) = worded(replace(given, triggers=(Trigger(1, "ASSAULT", None, "actual", arguments=edges),)))
    assert codes(event.actor) == ["RUS"]


def test_object_is_found_by_the_tree() -> None:
    events = worded(reading(REFUSES_TO, act("release", "RETREAT"), names=ORG))
    assert events[0].object is not None and events[0].object.text == "sailors"


@pytest.mark.parametrize(
    ("mode", "actor"),
    [pytest.param("arrest", ["UKR"], id="an arrest"), pytest.param("seize", [], id="a seizure may be anybody's")],
)
def test_authority_of_the_place(mode: str, actor: list[str]) -> None:
    rows = SOMEBODY_ARRESTED + "in ADP 5 case\nKharkiv PROPN 3 obl"
    (event,) = worded(reading(rows, act("arrested", "COERCE", mode=mode, place="Kharkiv")))
    assert codes(event.actor) == actor


VISIT = """
Blinken PROPN 2 nsubj
visited VERB 0 root Tense=Past|VerbForm=Fin visit
Kyiv PROPN 2 obj
"""
ITSELF = """
Lavrov PROPN 2 nsubj
warned VERB 0 root Tense=Past|VerbForm=Fin warn
Russia PROPN 2 obj
and CCONJ 5 cc
Ukraine PROPN 3 conj
"""
TOWN = {"Kyiv": "GPE_LOC"}


def test_a_visit_is_to_whom_the_town_belongs() -> None:
    (event,) = worded(reading(VISIT, act("visited", "CONSULT", actor="Blinken", mode="visit"), names=TOWN))
    assert codes(event.recipient) == ["UKR"]
    assert dict(event.why)["recipient"].startswith("host")


@pytest.mark.parametrize(
    "place", [pytest.param("Washington", id="one's own town"), pytest.param("Mars", id="nobody's")]
)
def test_no_host(place: str) -> None:
    rows = VISIT.replace("Kyiv", place)
    (event,) = worded(reading(rows, act("visited", "CONSULT", actor="Blinken", mode="visit"), names={place: "GPE_LOC"}))
    assert event.recipient == ()


@pytest.mark.parametrize(
    ("rows", "recipients", "expected"),
    [
        pytest.param(ITSELF.partition("and")[0], ("Russia",), [], id="nobody warns the state they speak for"),
        pytest.param(ITSELF, ("Russia", "Ukraine"), ["UKR"], id="the other of two"),
    ],
)
def test_own_state_is_no_recipient(rows: str, recipients: tuple[str, ...], expected: list[str]) -> None:
    (event,) = worded(reading(rows, act("warned", "THREATEN", actor="Lavrov", recipient=recipients), names=ORG))
    assert codes(event.recipient) == expected


@pytest.mark.parametrize(
    ("relation", "expected"),
    [pytest.param("conj", ["RUS", "UKR"], id="joined by and"), pytest.param("obl", ["RUS"], id="elsewhere")],
)
def test_weaker_edge_counts_where_and_joins_it(relation: str, expected: list[str]) -> None:
    given = reading(ITSELF.replace("Lavrov", "Scholz").replace("3 conj", f"3 {relation}"))
    edges = (Argument("recipient", 2, 0.9), Argument("recipient", 4, 0.5))
    (event,) = worded(replace(given, triggers=(Trigger(1, "THREATEN", None, "actual", arguments=edges),)))
    assert codes(event.recipient) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        pytest.param("Ukraine PROPN 3 conj", ["RUS", "UKR"], id="somebody known"),
        pytest.param("soup NOUN 3 conj", ["RUS"], id="nobody"),
    ],
)
def test_whom_and_joins_to_a_recipient(last: str, expected: list[str]) -> None:
    rows = ITSELF.replace("Lavrov", "Scholz").replace("Ukraine PROPN 3 conj", last)
    (event,) = worded(reading(rows, act("warned", "THREATEN", actor="Scholz", recipient="Russia")))
    assert codes(event.recipient) == expected


@pytest.mark.parametrize(
    ("score", "kept"), [pytest.param(0.9, 1, id="sure of the act"), pytest.param(0.4, 0, id="doubtful act of nobody")]
)
def test_act_without_anybody(score: float, kept: int) -> None:
    given = reading("Shots NOUN 2 nsubj\nrang VERB 0 root Tense=Past|VerbForm=Fin ring")
    assert len(worded(replace(given, triggers=(Trigger(1, "ASSAULT", None, "actual", score=score),)))) == kept


SHELLED = "Russia PROPN 2 nsubj\nshelled VERB 0 root Tense=Past|VerbForm=Fin shell\n{place} PROPN 2 obj"


@pytest.mark.parametrize(
    ("place", "expected"),
    [pytest.param("Kharkiv", ["UKR"], id="a known town"), pytest.param("Mars", [None], id="nobody's")],
)
def test_a_town_that_is_attacked_counts_for_its_state(place: str, expected: list[str | None]) -> None:
    given = reading(
        SHELLED.format(place=place),
        act("shelled", "ASSAULT", actor="Russia", recipient=place),
        names={place: "GPE_LOC"},
    )
    (event,) = worded(given)
    assert [person.code for person in event.recipient] == expected


TRAVELS = """
Then ADV 2 advmod
travels VERB 0 root Tense=Pres|VerbForm=Fin travel
Blinken PROPN 2 nsubj
"""
THREAT = """
the DET 2 det
threat NOUN 0 root _ threat
from ADP 4 case
Russia PROPN 2 nmod
"""
RECEIVED = """
Russia PROPN 2 nsubj
received VERB 0 root Tense=Past|VerbForm=Fin receive
a DET 4 det
refusal NOUN 2 obj _ refusal
"""
PULLED_OUT = """
withdrawal NOUN 0 root _ withdrawal
from ADP 3 case
Ukraine PROPN 1 nmod
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "actor", "recipient"),
    [
        pytest.param(TRAVELS, act("travels", "CONSULT", recipient="Blinken"), ["USA"], [], id="who travels acts"),
        pytest.param(PASSIVE, act("attacked", "ASSAULT", actor="Ukraine"), ["RUS"], ["UKR"], id="subject of a passive"),
        pytest.param(THREAT, act("threat", "THREATEN", recipient="Russia"), ["RUS"], [], id="from whom a threat comes"),
        pytest.param(RECEIVED, act("refusal", "REJECT", actor="Russia"), [], ["RUS"], id="who receives a refusal"),
        pytest.param(
            PULLED_OUT, act("withdrawal", "RETREAT", recipient="Ukraine"), [], ["UKR"], id="whence one withdraws"
        ),
    ],
)
def test_grammar_corrects_the_graph(
    rows: str, trigger: tuple[str, str, dict[str, object]], actor: list[str], recipient: list[str]
) -> None:
    (event,) = worded(reading(rows, trigger, names=ORG))
    assert (codes(event.actor), codes(event.recipient)) == (actor, recipient)


SECOND = """
Deretter ADV 2 advmod
advarte VERB 0 root Tense=Past|VerbForm=Fin advare
Lavrov PROPN 2 obj
Ukraine PROPN 2 obj
"""
COLLEAGUE = """
Baerbock PROPN 2 nsubj
warned VERB 0 root Tense=Past|VerbForm=Fin warn
her DET 4 nmod:poss
colleague NOUN 2 obj
Lavrov PROPN 4 appos
"""


def test_behind_a_verb_in_second_place_stands_the_subject() -> None:
    (event,) = worded(reading(SECOND, act("advarte", "THREATEN"), names=ORG, language="nb"))
    assert (codes(event.actor), codes(event.recipient)) == (["RUS"], ["UKR"])


def test_in_other_languages_the_object_stays_one() -> None:
    (event,) = worded(reading(SECOND, act("advarte", "THREATEN"), names=ORG))
    assert codes(event.actor) == []


@pytest.mark.parametrize(("names", "rule"), [({"Lavrov": "PER"}, "object"), ({}, "")], ids=["named", "unnamed"])
def test_a_title_with_a_name_can_be_a_recipient(names: dict[str, str], rule: str) -> None:
    given = reading(COLLEAGUE, act("warned", "THREATEN", actor="Baerbock"), names=names)
    (event,) = worded(given, links={"colleague": "Lavrov"})
    assert dict(event.why).get("recipient", "").split(" ")[0] == rule


DEMAND = """
Germany PROPN 2 nsubj
demands VERB 0 root Tense=Pres|VerbForm=Fin demand
that SCONJ 5 mark
ministers NOUN 5 nsubj
resign VERB 2 ccomp Tense=Pres|VerbForm=Fin resign
"""


def test_who_is_asked_need_not_be_named() -> None:
    (event,) = worded(reading(DEMAND, act("demands", "REQUEST", actor="Germany")), links={"ministers": "Russia"})
    assert codes(event.recipient) == ["RUS"]
    assert dict(event.why)["recipient"].startswith("asked")


def test_parties_and_courts_deal_with_their_own_government() -> None:
    rows = "Germany PROPN 2 nsubj\ncriticised VERB 0 root Tense=Past|VerbForm=Fin criticise\nPolice NOUN 2 obj"
    (event,) = worded(reading(rows, act("criticised", "ACCUSE", actor="Germany", recipient="Police")))
    assert (codes(event.actor), codes(event.recipient)) == (["DEU"], ["DEU"])
