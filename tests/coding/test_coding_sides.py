"""Who stands on a side that the act's own words leave empty: the ranking of the article's parties."""

import pytest
from factories_coding import act, coded, codes, drafter_for, reading

from utsyn.coding.coder import sides, told
from utsyn.coding.ranking import NOBODY, Question, answered, ranked
from utsyn.coding.settings import side_weights

TWO_ACTS = """
Iran PROPN 2 nsubj
accused VERB 0 root
Britain PROPN 2 obj

Britain PROPN 2 nsubj
attacked VERB 0 root
Iran PROPN 2 obj
"""
STORY = (
    TWO_ACTS
    + """
Later ADV 3 advmod
Iran PROPN 3 nsubj
warned VERB 0 root
"""
)
ACTS = (
    act("accused", "ACCUSE", actor="Iran", recipient="Britain"),
    act("attacked", "ASSAULT", actor="Britain@2", recipient="Iran@2"),
)


def test_the_other_side_of_a_story_of_two_is_the_recipient() -> None:
    event = coded(reading(STORY, *ACTS, act("warned", "THREATEN", actor="Iran@3")))[-1]
    assert codes(event.recipient) == ["GBR"]
    assert dict(event.why)["recipient"].startswith("story 0.")
    assert event.recipient[0].text == "Britain"
    assert 0.0 < event.recipient[0].score < 1.0


def test_what_the_words_say_stays() -> None:
    event = coded(reading(STORY, *ACTS, act("warned", "THREATEN", actor="Iran@3", recipient="Iran@2")))[1]
    assert (codes(event.actor), codes(event.recipient)) == (["GBR"], ["IRN"])


def test_a_story_of_one_side_has_no_other() -> None:
    (event,) = coded(reading("Iran PROPN 2 nsubj\nwarned VERB 0 root", act("warned", "MOBILIZE", actor="Iran")))
    assert codes(event.recipient) == []


def test_only_empty_sides_are_asked_for() -> None:
    drafter = drafter_for(reading(STORY, *ACTS, act("warned", "CONSULT", actor="Iran@3", reciprocal=True)))
    asked = [(q.at, q.side) for q in sides(drafter).questions(told(drafter))]
    assert asked == [(2, "partner")]


def test_nobody_is_always_an_answer_and_the_partner_never_the_actor_itself() -> None:
    drafter = drafter_for(reading(STORY, *ACTS, act("warned", "CONSULT", actor="Iran@3", reciprocal=True)))
    (question,) = sides(drafter).questions(told(drafter))
    assert set(question.answers) == {NOBODY, "GBR"}


@pytest.mark.parametrize(("own", "expected"), [(0.0, "A"), (2.0, "B")])
def test_a_kind_of_question_has_weights_of_its_own(own: float, expected: str) -> None:
    question = Question(0, "recipient", "struck", {"A": {"near": 1.0}, "B": {"place": 1.0}, NOBODY: {}})
    assert ranked(question, {"near": 1.0, "struck: place": own})[0] == expected


def test_shares_add_up_and_ties_are_settled_by_name() -> None:
    question = Question(0, "recipient", "struck", {"A": {}, "B": {}})
    assert ranked(question, {}) == ("B", 0.5)


def test_the_shipped_weights_name_grounds_that_the_code_finds() -> None:
    drafter = drafter_for(reading(STORY, *ACTS, act("warned", "THREATEN", actor="Iran@3")))
    known = {name for q in sides(drafter).questions(told(drafter)) for f in q.answers.values() for name in f}
    assert len(known & set(side_weights())) == len(known) > 10


def test_a_government_is_not_its_own_counterpart_in_a_story_of_several() -> None:
    drafter = drafter_for(reading(STORY, *ACTS, act("warned", "THREATEN", actor="Iran@3")))
    (question,) = sides(drafter).questions(told(drafter))
    assert "IRN" not in question.answers


def test_both_sides_that_are_empty_are_not_filled_with_one() -> None:
    event = coded(reading(STORY, *ACTS, act("warned", "THREATEN")))[-1]
    assert not set(codes(event.actor)) & set(codes(event.recipient))


def test_an_answer_is_given_only_when_it_is_new_and_likely_enough() -> None:
    question = Question(0, "recipient", "struck", {"A": {"near": 1.0}, NOBODY: {}}, frozenset({NOBODY, "A"}))
    assert answered(question, {"near": 9.0}, 0.3) is None
    assert answered(Question(0, "recipient", "struck", question.answers), {"near": 9.0}, 0.3) == (
        "A",
        pytest.approx(1.0, abs=0.01),
    )
    assert answered(Question(0, "recipient", "struck", question.answers), {"near": 0.1}, 0.9) is None


SEVERAL = (
    TWO_ACTS
    + """
Iran PROPN 2 nsubj
attacked VERB 0 root
Ali PROPN 2 obj
and CCONJ 5 cc
Omar PROPN 3 conj
"""
)


def test_phrases_that_nobody_knows_keep_their_words() -> None:
    given = reading(SEVERAL, *ACTS, act("attacked@2", "ASSAULT", actor="Iran@3", recipient=("Ali", "Omar")))
    event = coded(given)[-1]
    assert [person.text for person in event.recipient] == ["Ali", "Omar"]
    assert "IRN" not in codes(event.recipient)
