"""The ontology: its own file, what it folds to, and what it says of a broken one."""

from pathlib import Path

import pytest
import yaml

from utsyn.coding import Ontology, OntologyError
from utsyn.coding.event import Folded
from utsyn.coding.scheme import STATUSES

GUIDE = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
"""Types and modes of the coding guide, section 2."""
QUADS = {
    1: "AGREE CONSULT SUPPORT CONCEDE",
    2: "COOPERATE AID RETREAT",
    3: "REQUEST ACCUSE REJECT THREATEN",
    4: "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}
SMALL = {
    "types": {
        "MEET": {
            "quad": 1,
            "intensity": 1,
            "label": {"en": "meet"},
            "modes": {"lunch": {"intensity": 2, "label": {"en": "lunch"}}},
        }
    },
    "statuses": {status: {"en": status} for status in STATUSES},
    "fold": {status: {"default": "same"} for status in STATUSES},
}


@pytest.mark.parametrize("name", sorted(GUIDE))
def test_types_and_modes_are_those_of_the_guide(name: str) -> None:
    assert sorted(Ontology.load().types[name].modes) == sorted(GUIDE[name].split())


def test_no_other_types() -> None:
    assert sorted(Ontology.load().types) == sorted(GUIDE)


@pytest.mark.parametrize("quad", sorted(QUADS))
def test_quads(quad: int) -> None:
    assert {Ontology.load().quad(name) for name in QUADS[quad].split()} == {quad}


@pytest.mark.parametrize("name", sorted(GUIDE))
def test_signs_of_intensity_follow_the_quad(name: str) -> None:
    ontology = Ontology.load()
    cooperative = ontology.quad(name) in (1, 2)
    assert all((ontology.intensity(name, mode) > 0) == cooperative for mode in (None, *ontology.types[name].modes))


@pytest.mark.parametrize("name", sorted(GUIDE))
def test_every_label_stands_in_both_languages(name: str) -> None:
    kind = Ontology.load().types[name]
    assert all({"en", "nb"} <= set(labels) for labels in (kind.labels, *(mode.labels for mode in kind.modes.values())))


FUTURE = {
    "AGREE": ("AGREE", None),
    "CONSULT": ("AGREE", None),
    "SUPPORT": ("AGREE", None),
    "CONCEDE": ("AGREE", None),
    "COOPERATE": ("AGREE", None),
    "AID": ("AGREE", None),
    "RETREAT": ("AGREE", None),
    "REQUEST": ("REQUEST", None),
    "ACCUSE": ("ACCUSE", None),
    "REJECT": ("REJECT", None),
    "THREATEN": ("THREATEN", None),
    "PROTEST": ("THREATEN", "relations"),
    "SANCTION": ("THREATEN", "relations"),
    "MOBILIZE": ("THREATEN", "violence"),
    "COERCE": ("THREATEN", "restrict"),
    "ASSAULT": ("THREATEN", "violence"),
}


@pytest.mark.parametrize("name", sorted(GUIDE))
@pytest.mark.parametrize("status", STATUSES)
def test_folding_of_every_type_and_status(name: str, status: str) -> None:
    expected = {"actual": Folded(name, None), "future": Folded(*FUTURE[name])}.get(status)
    assert Ontology.load().fold(name, None, status) == expected


@pytest.mark.parametrize(
    ("name", "mode", "folded"),
    [
        pytest.param("CONSULT", "visit", Folded("AGREE", None), id="AGREE has no modes"),
        pytest.param("SANCTION", "expel", Folded("THREATEN", "expel"), id="announced expulsion"),
        pytest.param("SANCTION", "convict", Folded("THREATEN", "arrest"), id="announced conviction"),
        pytest.param("SANCTION", "discontinue", Folded("THREATEN", "relations"), id="announced break"),
        pytest.param("COERCE", "arrest", Folded("THREATEN", "arrest"), id="announced arrest"),
        pytest.param("COERCE", "deport", Folded("THREATEN", "expel"), id="announced deportation"),
        pytest.param("COERCE", "curfew", Folded("THREATEN", "restrict"), id="announced curfew"),
        pytest.param("ASSAULT", "drone", Folded("THREATEN", "violence"), id="announced attack"),
        pytest.param("REQUEST", "meet", Folded("REQUEST", "meet"), id="verbal conflict keeps its mode"),
    ],
)
def test_modes_of_announced_acts(name: str, mode: str, folded: Folded) -> None:
    assert Ontology.load().fold(name, mode, "future") == folded


def test_an_actual_act_keeps_its_mode() -> None:
    assert Ontology.load().fold("ASSAULT", "drone", "actual") == Folded("ASSAULT", "drone")


def test_a_mode_of_another_type_is_none() -> None:
    assert Ontology.load().valid_mode("CONSULT", "drone") is None


def test_own_file(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(yaml.safe_dump(SMALL), encoding="utf-8")
    ontology = Ontology.load(file)
    assert (list(ontology.types), ontology.intensity("MEET", "lunch"), ontology.label("MEET", "lunch", "nb")) == (
        ["MEET"],
        2.0,
        "lunch",
    )


def broken(path: str, value: object) -> dict[str, object]:
    """SMALL with the value at the dotted path replaced; None takes the key away."""
    copy = yaml.safe_load(yaml.safe_dump(SMALL))
    *above, last = path.split(".")
    node = copy
    for key in above:
        node = node[key]
    node[last] = value
    if value is None:
        del node[last]
    return copy


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param([], "top level: must be a mapping", id="a list"),
        pytest.param(broken("fold", None), "lacks fold", id="no fold"),
        pytest.param(broken("colour", "red"), "unknown key colour", id="unknown key"),
        pytest.param(broken("types", {}), "needs at least one type", id="no types"),
        pytest.param(broken("types.MEET.quad", 5), r"types\.MEET\.quad: must be 1, 2, 3 or 4", id="quad out of range"),
        pytest.param(
            broken("types.MEET.intensity", 11), r"types\.MEET\.intensity: must be a number", id="intensity out of range"
        ),
        pytest.param(broken("types.MEET.intensity", True), "must be a number", id="intensity is a truth value"),
        pytest.param(broken("types.MEET.label", {"nb": "møte"}), "labels are texts", id="no English label"),
        pytest.param(broken("types.MEET.label", {"en": True}), "quote words", id="label read as truth value"),
        pytest.param(broken("types.MEET.speech", "yes"), "must be true or false", id="flag is no truth value"),
        pytest.param(broken("types.MEET.subject", "owner"), "must be one of", id="unknown part"),
        pytest.param(
            broken("types.MEET.modes.lunch.label", None), r"modes\.lunch: lacks label", id="mode without a label"
        ),
        pytest.param(broken("statuses.actual", None), "must be exactly actual", id="status missing"),
        pytest.param(broken("fold.future", None), "no rule for future", id="fold of a status missing"),
        pytest.param(broken("fold.future", {"TALK": "same"}), "unknown type TALK", id="fold of an unknown type"),
        pytest.param(
            broken("fold.future", {"MEET": {"type": "TALK"}}), "unknown type 'TALK'", id="fold to an unknown type"
        ),
        pytest.param(
            broken("fold.future", {"MEET": {"type": "MEET", "mode": "tea"}}),
            "has no mode 'tea'",
            id="fold to an unknown mode",
        ),
        pytest.param(broken("fold.future", {"MEET": "keep"}), "must be `same`, `drop`", id="unknown fold rule"),
    ],
)
def test_a_broken_file_says_where(tmp_path: Path, content: object, message: str) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        Ontology.load(file)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"a: [", id="no YAML"),
        pytest.param(b"\xff\xfe\x00", id="no UTF-8"),
        pytest.param(None, id="no file"),
    ],
)
def test_an_unreadable_file_is_an_ontology_error(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "own.yaml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(OntologyError, match="cannot be read"):
        Ontology.load(file)
