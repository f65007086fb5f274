"""When: the expression that is the act's own, and where status makes it point (published Wednesday 2022-01-19)."""

from datetime import date

import pytest
from factories_coding import act, coded, reading

from utsyn.article.model import DateSpan

MET = """
Blinken PROPN 2 nsubj
met VERB 0 root Tense=Past|VerbForm=Fin meet
Lavrov PROPN 2 obj
on ADP 5 case
Friday PROPN 2 obl
"""
SAID_ON = """
Kuleba PROPN 2 nsubj
said VERB 0 root Tense=Past|VerbForm=Fin say
on ADP 4 case
Friday PROPN 2 obl
Russia PROPN 6 nsubj
attacked VERB 2 ccomp Tense=Past|VerbForm=Fin attack
Kharkiv PROPN 6 obj
"""
TWO_ACTS = """
Blinken PROPN 2 nsubj
met VERB 0 root Tense=Past|VerbForm=Fin meet
Lavrov PROPN 2 obj
on ADP 5 case
Monday PROPN 2 obl
and CCONJ 7 cc
praised VERB 2 conj Tense=Past|VerbForm=Fin praise
Scholz PROPN 7 obj
on ADP 10 case
Tuesday PROPN 7 obl
"""
LIGHT = """
Blinken PROPN 2 nsubj
held VERB 0 root Tense=Past|VerbForm=Fin hold
talks NOUN 2 obj _ talk
on ADP 5 case
Friday PROPN 2 obl
"""
NOT_COMING = """
Lavrov PROPN 3 nsubj
does AUX 3 aux Tense=Pres|VerbForm=Fin do
meet VERB 0 root VerbForm=Inf meet
Blinken PROPN 3 obj
on ADP 6 case
Friday PROPN 3 obl
"""
PERFECT = """
NATO PROPN 3 nsubj
has AUX 3 aux Tense=Pres|VerbForm=Fin have
invited VERB 0 root VerbForm=Part invite
Russia PROPN 3 obj
"""
PAST = """
NATO PROPN 2 nsubj
invited VERB 0 root Tense=Past|VerbForm=Fin invite
Russia PROPN 2 obj
"""
HAD = PERFECT.replace("has AUX 3 aux Tense=Pres", "had AUX 3 aux Tense=Past")
STORY = """
Blinken PROPN 2 nsubj
met VERB 0 root Tense=Past|VerbForm=Fin meet
Lavrov PROPN 2 obj
on ADP 5 case
{day} PROPN 2 obl
|
A DET 2 det
cold ADJ 3 amod
wind NOUN 4 nsubj
blew VERB 0 root
|
"""
TOLD = """
Germany PROPN 2 nsubj
praised VERB 0 root Tense=Past|VerbForm=Fin praise
Scholz PROPN 2 obj
"""
RUNNING = """
Russia PROPN 2 nsubj
attacked VERB 0 root Tense=Past|VerbForm=Fin attack
Ukraine PROPN 2 obj
on ADP 5 case
Friday PROPN 2 obl

"""
OFTEN = TOLD.replace(
    "praised VERB 0 root Tense=Past|VerbForm=Fin praise",
    "praised VERB 0 root VerbForm=Part praise\nhas AUX 2 aux Tense=Pres have",
)
BESIDE = """
People NOUN 2 nsubj
knew VERB 0 root Tense=Past|VerbForm=Fin know
when SCONJ 5 mark
Germany PROPN 5 nsubj
praised VERB 2 advcl Tense=Past|VerbForm=Fin praise
Scholz PROPN 5 obj
"""
DAY_AFTER = """
Germany PROPN 2 nsubj
refused VERB 0 root Tense=Past|VerbForm=Fin refuse
arms NOUN 2 obj _ arm
on ADP 5 case
Tuesday PROPN 2 obl
, PUNCT 2 punct
the DET 8 det
day NOUN 2 obl
after ADP 11 mark
Britain PROPN 11 nsubj
pledged VERB 8 acl Tense=Past|VerbForm=Fin pledge
them PRON 11 obj
"""


def days(start: int, end: int | None = None) -> tuple[date, date]:
    return date(2022, 1, start), date(2022, 1, end or start)


@pytest.mark.parametrize(
    ("rows", "trigger", "expected"),
    [
        pytest.param(MET, act("met", "CONSULT", date="Friday"), days(14), id="actual looks back"),
        pytest.param(MET, act("met", "CONSULT", date="Friday", status="future"), days(21), id="future looks ahead"),
        pytest.param(
            MET, act("met", "CONSULT", date="Friday", status="hypothetical"), days(14), id="past tense looks back"
        ),
        pytest.param(MET, act("met", "CONSULT", status="negated"), days(14), id="denied in the past tense looks back"),
        pytest.param(
            NOT_COMING, act("meet", "CONSULT", status="negated"), days(21), id="denied in the present looks ahead"
        ),
        pytest.param(MET, act("met", "CONSULT"), days(14), id="the clause's own date"),
        pytest.param(SAID_ON, act("attacked", "ASSAULT"), None, id="a date of the reporting is not the act's"),
        pytest.param(LIGHT, act("talks", "CONSULT"), days(14), id="date beside a light verb"),
        pytest.param(PERFECT, act("invited", "REQUEST"), days(19), id="present perfect in the lead is today's news"),
        pytest.param(
            PERFECT, act("invited", "REQUEST", status="negated"), None, id="what did not happen has no report day"
        ),
        pytest.param(PAST, act("invited", "REQUEST"), days(19), id="the lead's plain past is today's news"),
        pytest.param(HAD, act("invited", "REQUEST"), None, id="pluperfect goes back behind the story"),
    ],
)
def test_date(rows: str, trigger: tuple[str, str, dict[str, object]], expected: tuple[date, date] | None) -> None:
    (event,) = coded(reading(rows, trigger))
    assert (event.date and (event.date.start, event.date.end)) == expected


@pytest.mark.parametrize(
    ("rows", "acts", "expected"),
    [
        pytest.param(STORY.format(day="Wednesday") + TOLD, (), days(19), id="a story of the report's own day goes on"),
        pytest.param(STORY.format(day="Friday") + TOLD, (), None, id="a story of another day says nothing of others"),
        pytest.param(STORY.format(day="Wednesday") + OFTEN, (), None, id="perfect outside the lead"),
        pytest.param(STORY.format(day="Wednesday") + BESIDE, (), None, id="a clause beside the story"),
        pytest.param(
            STORY.format(day="Wednesday") + RUNNING + TOLD,
            (act("attacked", "ASSAULT"),),
            days(14),
            id="a paragraph runs on its day",
        ),
    ],
)
def test_story_day(rows: str, acts: tuple[object, ...], expected: tuple[date, date] | None) -> None:
    event = coded(reading(rows, act("met", "CONSULT"), *acts, act("praised", "SUPPORT")))[-1]
    assert (event.date and (event.date.start, event.date.end)) == expected


def test_a_joined_verb_shares_the_day() -> None:
    rows = TWO_ACTS.replace("on ADP 10 case\nTuesday PROPN 7 obl\n", "")
    events = coded(reading(rows, act("met", "CONSULT", date="Monday"), act("praised", "SUPPORT")))
    assert [event.date and event.date.start for event in events] == [date(2022, 1, 17), date(2022, 1, 17)]
    assert "joined-day" in dict(events[1].why)["date"]


def test_each_act_keeps_its_own_date() -> None:
    events = coded(reading(TWO_ACTS, act("met", "CONSULT"), act("praised", "SUPPORT")))
    assert [event.date and event.date.start for event in events] == [date(2022, 1, 17), date(2022, 1, 18)]


def test_an_act_that_another_counts_from_is_counted_back() -> None:
    events = coded(reading(DAY_AFTER, act("refused", "REJECT"), act("pledged", "AGREE")))
    assert [event.date and event.date.start for event in events] == [date(2022, 1, 18), date(2022, 1, 17)]


def test_publication_known_to_the_month_gives_candidates() -> None:
    month = DateSpan(date(2022, 1, 1), date(2022, 1, 31))
    (event,) = coded(reading(MET, act("met", "CONSULT")), published=month)
    assert event.date is not None and [day.day for day in event.date.candidates] == [7, 14, 21, 28]


def test_an_inferred_date_rests_on_no_words() -> None:
    (event,) = coded(reading(PERFECT, act("invited", "REQUEST")))
    assert event.date is not None and (event.date.text, event.date.at) == (None, None)


LOOSE_DAY_AFTER = """
Scholz PROPN 2 nsubj
refused VERB 0 root Tense=Past|VerbForm=Fin refuse
on ADP 4 case
Tuesday PROPN 2 obl
, PUNCT 2 punct
the DET 7 det
day NOUN 2 obl
after ADP 10 mark
Britain PROPN 10 nsubj
promised VERB 2 advcl Tense=Past|VerbForm=Fin promise
weapons NOUN 10 obj
"""


def test_the_act_that_a_day_is_counted_from_is_found_under_a_wrong_tree() -> None:
    given = reading(
        LOOSE_DAY_AFTER,
        act("refused", "REJECT", actor="Scholz", date="Tuesday"),
        act("promised", "AGREE", actor="Britain"),
    )
    refusal, promise = coded(given)
    assert refusal.date is not None and refusal.date.start == date(2022, 1, 18)
    assert promise.date is not None and promise.date.start == date(2022, 1, 17)
