"""The event itself: trigger and object words, identity, order, reasons, restraint and confidence."""

import pytest
from factories_coding import COUNTRIES, act, coded, codes, reading

from utsyn.coding.calibration import Calibration, fit, raw_score
from utsyn.coding.settings import calibration_points, merging_weights, thresholds, words

MEETING = "Blinken PROPN 2 nsubj\nmet VERB 0 root Tense=Past meet"
HUNGER = """
Prisoners NOUN 4 nsubj
began VERB 0 root
a DET 4 det
hunger NOUN 5 compound
strike NOUN 2 obj
"""
ADJACENT = """
Iran PROPN 2 nsubj
turned VERB 0 root Tense=Past turn
down ADP 2 compound:prt
talks NOUN 2 obj _ talk
"""
SPLIT = """
Germany PROPN 2 nsubj
lehnt VERB 0 root Tense=Pres ablehnen
Gespräche NOUN 2 obj _ Gespräch
ab ADP 2 compound:prt
"""
NAME_BEFORE = """
NATO PROPN 2 compound
talks NOUN 0 root _ talk
"""
OBJECT = """
Germany PROPN 2 nsubj
rejected VERB 0 root Tense=Past reject
the DET 5 det
latest ADJ 5 amod
demand NOUN 2 obj
for ADP 7 case
weapons NOUN 5 nmod
, PUNCT 10 punct
which PRON 10 nsubj
surprised VERB 5 acl:relcl
"""
OBLIQUE_OBJECT = """
Germany PROPN 2 nsubj
asked VERB 0 root Tense=Past ask
for ADP 4 case
weapons NOUN 2 obl
"""


@pytest.mark.parametrize(
    ("rows", "word", "language", "expected"),
    [
        pytest.param(HUNGER, "strike", "en", "hunger strike", id="set unit"),
        pytest.param(ADJACENT, "turned", "en", "turned down", id="particle that follows at once"),
        pytest.param(SPLIT, "lehnt", "de", "lehnt", id="split particle verb"),
        pytest.param(NAME_BEFORE, "talks", "en", "talks", id="a name before it is no part of it"),
    ],
)
def test_trigger_words(rows: str, word: str, language: str, expected: str) -> None:
    (event,) = coded(reading(rows, act(word, "REJECT"), language=language))
    assert event.trigger.text == expected


@pytest.mark.parametrize(
    ("rows", "word", "thing", "expected"),
    [
        pytest.param(OBJECT, "rejected", "demand", "the latest demand for weapons", id="without its relative clause"),
        pytest.param(OBLIQUE_OBJECT, "asked", "weapons", "weapons", id="without its preposition"),
    ],
)
def test_object_words(rows: str, word: str, thing: str, expected: str) -> None:
    (event,) = coded(reading(rows, act(word, "REJECT", object=thing)))
    assert event.object is not None and event.object.text == expected


def test_a_mode_that_the_type_lacks_is_dropped() -> None:
    (event,) = coded(reading(OBJECT, act("rejected", "REJECT", mode="drone")))
    assert event.mode is None


def test_plover_view() -> None:
    (event,) = coded(reading(ADJACENT, act("turned", "CONSULT", status="future")))
    assert (event.plover and event.plover.type, event.quad, event.intensity) == ("AGREE", 1, 4.0)


def test_plover_drops_negated_acts() -> None:
    (event,) = coded(reading(ADJACENT, act("turned", "CONSULT", status="negated")))
    assert (event.plover, event.quad, event.intensity) == (None, None, None)


def test_identity_is_stable_and_depends_on_the_type() -> None:
    first, again, other = (coded(reading(OBJECT, act("rejected", t)))[0].id for t in ("REJECT", "REJECT", "ACCUSE"))
    assert first == again != other and len(first) == 16


def test_every_filled_field_says_why() -> None:
    (event,) = coded(reading(OBJECT, act("rejected", "REJECT", actor="Germany", object="demand")))
    assert {"type", "status", "actor", "object"} <= {name for name, _ in event.why}


@pytest.mark.parametrize(("score", "kept"), [pytest.param(0.1, 0, id="below"), pytest.param(0.9, 1, id="above")])
def test_weak_triggers_are_dropped(score: float, kept: int) -> None:
    assert len(coded(reading(OBJECT, act("rejected", "REJECT", score=score)))) == kept


def test_an_unknown_type_is_not_coded() -> None:
    assert coded(reading(OBJECT, act("rejected", "GARDENING"))) == []


def test_without_a_political_participant_confidence_sinks() -> None:
    known, unknown = (
        coded(reading(rows, act("began", "PROTEST")))[0]
        for rows in (HUNGER.replace("Prisoners NOUN 4", "Iran PROPN 2"), HUNGER)
    )
    assert known.confidence > unknown.confidence


@pytest.mark.parametrize(
    ("place", "recipient", "mode"),
    [
        pytest.param("Berlin", "Scholz", "visit", id="one side's seat"),
        pytest.param("Geneva", "Scholz", None, id="a third country's town"),
    ],
)
def test_visit(place: str, recipient: str, mode: str | None) -> None:
    rows = f"{MEETING}\n{recipient} PROPN 2 obj\nin ADP 5 case\n{place} PROPN 2 obl"
    (event,) = coded(reading(rows, act("met", "CONSULT", actor="Blinken", recipient=recipient, place=place)))
    assert event.mode == mode


def test_place_of_the_clause() -> None:
    rows = f"{MEETING}\nLavrov PROPN 2 obj\nin ADP 5 case\nGeneva PROPN 2 obl"
    (event,) = coded(reading(rows, act("met", "CONSULT"), names={"Geneva": "GPE_LOC"}))
    assert event.place is not None and event.place.country == "CHE"


# --- calibration ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(0.0, 0.2), (0.2, 0.2), (0.5, 0.5), (0.8, 0.8), (1.0, 0.8)],
    ids=["below", "first", "between", "last", "above"],
)
def test_calibration(raw: float, expected: float) -> None:
    assert Calibration(((0.2, 0.2), (0.8, 0.8))).confidence(raw) == expected


@pytest.mark.parametrize(
    "points", [(), ((0.0, 0.5), (1.0, 0.4)), ((0.5, 0.1), (0.5, 0.2))], ids=["none", "falling", "same raw"]
)
def test_bad_calibration_points(points: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError, match="calibration points"):
        Calibration(points)


def test_fitted_points_make_a_calibration() -> None:
    pairs = [(n / 100, n % 3 != 0 if n > 50 else n % 3 == 0) for n in range(100)]
    assert Calibration(fit(pairs)).confidence(0.9) > Calibration(fit(pairs)).confidence(0.1)


def test_raw_score_rises_with_each_part() -> None:
    weights = thresholds().weights
    base = raw_score(0.5, 0.5, [0.5], weights)
    assert all(
        score > base
        for score in (
            raw_score(0.6, 0.5, [0.5], weights),
            raw_score(0.5, 0.6, [0.5], weights),
            raw_score(0.5, 0.5, [0.6], weights),
        )
    )


# --- data -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nb", "nn", "sv", "da", "en", "de", "fr", "es", "uk", "ru"])
def test_each_language_has_its_words(language: str) -> None:
    found = words(language)
    assert found.speech_verbs and found.attribution and found.agent and found.light_verbs


@pytest.mark.parametrize("language", ["xx", "../en", "", "thresholds"])
def test_a_language_without_data_has_no_words(language: str) -> None:
    assert words(language) == words("xx")


def test_shipped_data_loads() -> None:
    assert Calibration(calibration_points()) and merging_weights()["bar"] > 0 and COUNTRIES


def test_unnamed_participants_stay_empty() -> None:
    (event,) = coded(reading(HUNGER, act("strike", "PROTEST")))
    assert codes(event.actor) == []


NOT = """
Russia PROPN 3 nsubj
not PART 3 advmod Polarity=Neg
threatened VERB 0 root Tense=Past|VerbForm=Fin threaten
Ukraine PROPN 3 obj
"""


@pytest.mark.parametrize(
    ("kind", "score", "status"),
    [("THREATEN", 0.6, "negated"), ("THREATEN", 0.99, "actual"), ("REJECT", 0.6, "actual")],
    ids=["unsure", "sure", "a refusal"],
)
def test_not_beside_the_verb(kind: str, score: float, status: str) -> None:
    given = reading(NOT, act("threatened", kind, actor="Russia", recipient="Ukraine", status_score=score))
    assert [event.status for event in coded(given)] == [status]
