"""Places of acts whose own clause names none."""

import pytest
from factories_coding import act, coded, reading

JOINED = """
Lavrov PROPN 2 nsubj
met VERB 0 root Tense=Past|VerbForm=Fin meet
Blinken PROPN 2 obj
in ADP 5 case
Geneva PROPN 2 obl
and CCONJ 7 cc
accused VERB 2 conj Tense=Past|VerbForm=Fin accuse
Ukraine PROPN 7 obj
. PUNCT 2 punct
"""
LEAD = """
MOSCOW PROPN 4 dep
: PUNCT 1 punct
Russia PROPN 4 nsubj
accused VERB 0 root Tense=Past|VerbForm=Fin accuse
Ukraine PROPN 4 obj
on ADP 7 case
Monday PROPN 4 obl
. PUNCT 4 punct
"""


def test_what_is_told_with_an_act_happens_where_it_does() -> None:
    given = reading(
        JOINED,
        act("met", "CONSULT", place="Geneva"),
        act("accused", "ACCUSE", actor="Lavrov", recipient="Ukraine"),
    )
    assert [event.place and event.place.name for event in coded(given)] == ["Geneva", "Geneva"]


def test_words_of_a_government_in_the_lead_are_spoken_where_the_dateline_says() -> None:
    given = reading(LEAD, act("accused", "ACCUSE", actor="Russia", recipient="Ukraine", date="Monday"))
    (event,) = coded(given)
    assert event.place is not None
    assert event.place.name == "Moscow"
    assert ("place", "dateline-place 0.45") in event.why


def test_another_governments_words_are_not() -> None:
    given = reading(LEAD, act("accused", "ACCUSE", actor="Ukraine", date="Monday"))
    assert [event.place for event in coded(given)] == [None]


AGAINST = """
Thousands NOUN 2 nsubj
marched VERB 0 root Tense=Past|VerbForm=Fin march
against ADP 4 case
war NOUN 2 obl
in ADP 6 case
Kyiv PROPN {head} {relation}
"""


@pytest.mark.parametrize(
    ("head", "relation", "place"), [(4, "nmod", None), (2, "obl", "Kyiv")], ids=["of the war", "of the march"]
)
def test_what_is_protested_against_is_elsewhere(head: int, relation: str, place: str | None) -> None:
    given = reading(AGAINST.format(head=head, relation=relation), act("marched", "PROTEST", place="Kyiv"))
    assert [event.place and event.place.name for event in coded(given)] == [place]
