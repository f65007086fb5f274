"""`code` with the real resolving stations: one short article, hand-read."""

from datetime import date

import pytest
from factories_coding import act, codes, reading

from utsyn.article.model import Article, DateSpan
from utsyn.coding import Coding, code
from utsyn.reading.structure import Reading

ROWS = """
NATO PROPN 2 nsubj
inviterer VERB 0 root Tense=Pres|VerbForm=Fin invitere
Russland PROPN 2 obj
|
NATO PROPN 3 nsubj
har AUX 3 aux Tense=Pres|VerbForm=Fin ha
invitert VERB 0 root VerbForm=Part invitere
Russland PROPN 3 obj
til ADP 6 case
samtaler NOUN 3 obl Definite=Ind samtale
i ADP 8 case
Brussel PROPN 6 nmod
, PUNCT 10 punct
sier VERB 3 parataxis Tense=Pres|VerbForm=Fin si
Jens PROPN 10 nsubj
Stoltenberg PROPN 11 flat:name
. PUNCT 3 punct

Russland PROPN 2 nsubj
flyttet VERB 0 root Tense=Past|VerbForm=Fin flytte
tirsdag NOUN 2 obl _ tirsdag
5000 NUM 5 nummod
soldater NOUN 2 obj _ soldat
til ADP 7 case
grensen NOUN 2 obl Definite=Def grense
. PUNCT 2 punct
"""
NAMES = {"NATO": "ORG", "Russland": "GPE_ORG", "Brussel": "GPE_LOC", "Stoltenberg": "PER"}
GIVEN = reading(
    ROWS,
    act("inviterer", "REQUEST", mode="meet", actor="NATO", recipient="Russland"),
    act("invitert", "REQUEST", mode="meet", actor="NATO@2", recipient="Russland@2", object="samtaler"),
    act("samtaler", "CONSULT", status="hypothetical"),
    act("flyttet", "MOBILIZE", mode="troops", actor="Russland@3", object="soldater"),
    names=NAMES,
    language="nb",
)
PUBLISHED = DateSpan(date(2022, 1, 19), date(2022, 1, 19))


def coded(published: DateSpan | None = PUBLISHED, given: Reading = GIVEN) -> Coding:
    return code(Article(given.text, "key", "0" * 16, given.language), given, published=published)


def test_events() -> None:
    told = [(e.type, e.mode, e.status, codes(e.actor), codes(e.recipient)) for e in coded().events]
    assert told == [
        ("REQUEST", "meet", "actual", ["NATO"], ["RUS"]),
        ("CONSULT", None, "hypothetical", ["NATO", "RUS"], []),
        ("MOBILIZE", "troops", "actual", ["RUS"], []),
    ]


def test_headline_and_lead_are_one_event() -> None:
    assert [len(event.mentions) for event in coded().events] == [2, 1, 1]


def test_dates() -> None:
    # The invitation stands in the present perfect in the lead; the move has its own weekday.
    assert [event.date and event.date.start.day for event in coded().events] == [19, None, 18]


def test_place() -> None:
    assert [event.place and event.place.name for event in coded().events][1] == "Brussels"


def test_quantity_belongs_to_its_event() -> None:
    coding = coded()
    (quantity,) = coding.quantities
    assert (quantity.kind, quantity.value, quantity.event) == ("soldiers", 5000, coding.events[2].id)


def test_events_stand_in_text_order() -> None:
    starts = [event.trigger.start for event in coded().events]
    assert starts == sorted(starts)


def test_without_a_publication_date_relative_dates_stay_open() -> None:
    coding = coded(None)
    assert [event.date for event in coding.events] == [None] * 3 and "publication date" in coding.warnings[0]


def test_the_same_input_gives_the_same_output() -> None:
    assert coded() == coded()


@pytest.mark.parametrize("language", ["nn", "sv", "da", "en", "de", "fr", "es", "uk", "ru", "xx", ""])
def test_any_language_passes(language: str) -> None:
    other = Reading(GIVEN.text, language, GIVEN.tokens, GIVEN.sentences, GIVEN.names, GIVEN.triggers)
    assert coded(given=other).events


def test_an_empty_article() -> None:
    assert coded(given=Reading("", "nb", (), ())) == Coding((), ())
