"""The numbers beside the events."""

import pytest
from factories_coding import FakeActors, position, reading

from utsyn.amounts.value import Amount
from utsyn.coding.quantities import event_of, quantities
from utsyn.coding.settings import words
from utsyn.coding.syntax import Syntax

ROWS = """
Russia PROPN 2 nsubj
deployed VERB 0 root Tense=Past deploy
100 NUM 5 nummod
Russian ADJ 5 amod
soldiers NOUN 2 obj _ soldier
and CCONJ 7 cc
urged VERB 2 conj Tense=Past urge
30 NUM 9 nummod
ships NOUN 7 obj _ ship
"""
GIVEN = reading(ROWS)


def amount(word: str, owner: str | None = None) -> Amount:
    head = position(GIVEN.tokens, word)
    token = GIVEN.tokens[head]
    whose = position(GIVEN.tokens, owner) if owner else None
    return Amount("soldiers", 100.0, 100.0, 100.0, False, None, token.text, token.start, token.end, head, whose)


@pytest.mark.parametrize(
    ("word", "triggers", "expected"),
    [
        pytest.param("soldiers", ["deployed", "urged"], "deployed", id="trigger above the amount"),
        pytest.param("ships", ["deployed", "urged"], "urged", id="trigger of its own clause"),
        pytest.param("ships", ["deployed"], None, id="not the trigger of another clause"),
        pytest.param("soldiers", [], None, id="no trigger"),
    ],
)
def test_event_of_an_amount(word: str, triggers: list[str], expected: str | None) -> None:
    events = {position(GIVEN.tokens, trigger): trigger for trigger in triggers}
    assert event_of(position(GIVEN.tokens, word), Syntax(GIVEN, words("en")), events) == expected


def test_owner_becomes_a_participant() -> None:
    (quantity,) = quantities(
        [amount("soldiers", "Russian")], Syntax(GIVEN, words("en")), {}, FakeActors(GIVEN).participants
    )
    assert quantity.of is not None and quantity.of.code == "RUS"


def test_quantities_stand_in_text_order() -> None:
    found = quantities(
        [amount("ships"), amount("soldiers")], Syntax(GIVEN, words("en")), {}, FakeActors(GIVEN).participants
    )
    assert [quantity.text for quantity in found] == ["soldiers", "ships"]
