"""Who says so: from the graph, from speech verbs, from phrases such as "according to", from a colon."""

import pytest
from factories_coding import act, coded, codes, reading

SAID_THAT = """
Ukraine PROPN 2 nsubj
said VERB 0 root Tense=Past|VerbForm=Fin say
Russia PROPN 4 nsubj
shelled VERB 2 ccomp Tense=Past|VerbForm=Fin shell
Kharkiv PROPN 4 obj
"""
QUOTE_THEN_SPEAKER = """
« PUNCT 3 punct
Russia PROPN 3 nsubj
shelled VERB 0 root Tense=Past|VerbForm=Fin shell
Kharkiv PROPN 3 obj
» PUNCT 3 punct
, PUNCT 7 punct
sier VERB 3 parataxis Tense=Pres|VerbForm=Fin si
Kuleba PROPN 7 nsubj
"""
ACCORDING_TO = """
Russia PROPN 2 nsubj
shelled VERB 0 root Tense=Past|VerbForm=Fin shell
Kharkiv PROPN 2 obj
according VERB 6 case
to ADP 4 fixed
Kuleba PROPN 2 obl
"""
IFOELGE = """
Ifølge ADP 2 case
NATO PROPN 3 obl
angrep VERB 0 root Tense=Past|VerbForm=Fin angripe
Russland PROPN 3 nsubj
"""
LAUT = """
Laut ADP 2 case
NATO PROPN 5 obl
hat AUX 5 aux
Russland PROPN 5 nsubj
angegriffen VERB 0 root VerbForm=Part angreifen
"""
SELON = """
Selon ADP 2 case
Washington PROPN 5 obl
, PUNCT 5 punct
Russia PROPN 5 nsubj
attaque VERB 0 root Tense=Pres|VerbForm=Fin attaquer
"""
SEGUN = """
Según ADP 2 case
Washington PROPN 4 obl
Rusia PROPN 4 nsubj
atacó VERB 0 root Tense=Past|VerbForm=Fin atacar
"""
PO_SLOVAM = """
По ADP 2 case
словам NOUN 5 obl _ слово
Лавров PROPN 2 nmod
Україна PROPN 5 nsubj
атаковала VERB 0 root Tense=Past|VerbForm=Fin атаковать
"""
ZA_SLOVAMY = """
За ADP 2 case
словами NOUN 5 obl _ слово
Лавров PROPN 2 nmod
Україна PROPN 5 nsubj
атакувала VERB 0 root Tense=Past|VerbForm=Fin атакувати
"""
COLON = """
Stoltenberg PROPN 4 nsubj
: PUNCT 4 punct
Russia PROPN 4 nsubj
attacked VERB 0 root Tense=Past|VerbForm=Fin attack
Ukraine PROPN 4 obj
"""
DATELINE = """
Berlin PROPN 4 parataxis
: PUNCT 4 punct
Russia PROPN 4 nsubj
attacked VERB 0 root Tense=Past|VerbForm=Fin attack
Ukraine PROPN 4 obj
"""
CONFIRMED = """
Ukraine PROPN 2 nsubj
confirmed VERB 0 root Tense=Past|VerbForm=Fin confirm
the DET 4 det
attack NOUN 2 obj
"""
SPEECH_INSIDE_SPEECH = """
Lavrov PROPN 2 nsubj
said VERB 0 root Tense=Past|VerbForm=Fin say
Russia PROPN 4 nsubj
rejects VERB 2 ccomp Tense=Pres|VerbForm=Fin reject
demands NOUN 4 obj _ demand
"""
ACCUSED_OF = """
Ukraine PROPN 2 nsubj
accused VERB 0 root Tense=Past|VerbForm=Fin accuse
Russia PROPN 2 obj
that SCONJ 5 mark
shelled VERB 2 ccomp Tense=Past|VerbForm=Fin shell
"""
DEMANDED_THAT = """
Ukraine PROPN 2 nsubj
demanded VERB 0 root Tense=Past|VerbForm=Fin demand
that SCONJ 5 mark
Russia PROPN 5 nsubj
withdraws VERB 2 ccomp Tense=Pres|VerbForm=Fin withdraw
"""
QUOTATION_OF_TWO_SENTENCES = """
« PUNCT 3 punct
Russia PROPN 3 nsubj
shelled VERB 0 root Tense=Past|VerbForm=Fin shell
Kharkiv PROPN 3 obj
. PUNCT 3 punct

That PRON 4 nsubj
is AUX 4 cop
a DET 4 det
fact NOUN 0 root
» PUNCT 4 punct
, PUNCT 7 punct
said VERB 4 parataxis Tense=Past|VerbForm=Fin say
Kuleba PROPN 7 nsubj
"""
WORDING_IN_QUOTES = """
Russia PROPN 2 nsubj
« PUNCT 3 punct
attacked VERB 0 root Tense=Past|VerbForm=Fin attack
» PUNCT 3 punct
. PUNCT 3 punct

Kuleba PROPN 2 nsubj
said VERB 0 root Tense=Past|VerbForm=Fin say
nothing PRON 2 obj
"""
DASHED_LINE = """
– PUNCT 3 punct
Russland PROPN 3 nsubj
angrep VERB 0 root Tense=Past|VerbForm=Fin angripe
Ukraina PROPN 3 obj
. PUNCT 3 punct

Det PRON 3 nsubj
er AUX 3 cop
sant ADJ 0 root
, PUNCT 5 punct
sier VERB 3 parataxis Tense=Pres|VerbForm=Fin si
Kuleba PROPN 5 nsubj
"""
AS_REPORTED = """
Russland PROPN 2 nsubj
angriff VERB 0 root Tense=Past|VerbForm=Fin angreifen
, PUNCT 2 punct
wie ADV 6 advmod
NATO PROPN 6 nsubj
mitteilte VERB 2 advcl Tense=Past|VerbForm=Fin mitteilen
"""
DENIED_DOING = """
Iran PROPN 2 nsubj
denied VERB 0 root Tense=Past|VerbForm=Fin deny
attacking VERB 2 xcomp VerbForm=Ger attack
ships NOUN 3 obj _ ship
"""
OTHER_SENTENCE = """
Kuleba PROPN 2 nsubj
spoke VERB 0 root Tense=Past|VerbForm=Fin speak

Russia PROPN 2 nsubj
attacked VERB 0 root Tense=Past|VerbForm=Fin attack
"""
COORDINATED_VERB_OF_SAYING = """
Blinken PROPN 2 nsubj
spoke VERB 0 root Tense=Past|VerbForm=Fin speak
and CCONJ 4 cc
said VERB 2 conj Tense=Past|VerbForm=Fin say
Russia PROPN 6 nsubj
attacked VERB 4 ccomp Tense=Past|VerbForm=Fin attack
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "language", "source"),
    [
        pytest.param(SAID_THAT, act("shelled", "ASSAULT"), "en", ["UKR"], id="clause of a speech verb"),
        pytest.param(QUOTE_THEN_SPEAKER, act("shelled", "ASSAULT"), "nb", ["UKR"], id="quotation, then the speaker"),
        pytest.param(ACCORDING_TO, act("shelled", "ASSAULT"), "en", ["UKR"], id="according to"),
        pytest.param(IFOELGE, act("angrep", "ASSAULT"), "nb", ["NATO"], id="ifølge"),
        pytest.param(LAUT, act("angegriffen", "ASSAULT"), "de", ["NATO"], id="laut"),
        pytest.param(SELON, act("attaque", "ASSAULT"), "fr", ["USA"], id="selon"),
        pytest.param(SEGUN, act("atacó", "ASSAULT"), "es", ["USA"], id="según"),
        pytest.param(PO_SLOVAM, act("атаковала", "ASSAULT"), "ru", ["RUS"], id="по словам"),
        pytest.param(ZA_SLOVAMY, act("атакувала", "ASSAULT"), "uk", ["RUS"], id="за словами"),
        pytest.param(COLON, act("attacked", "ASSAULT"), "en", ["NATO"], id="speaker before a colon"),
        pytest.param(DATELINE, act("attacked", "ASSAULT"), "en", [], id="a dateline is no speaker"),
        pytest.param(CONFIRMED, act("attack", "ASSAULT"), "en", ["UKR"], id="confirming an act vouches for it"),
        pytest.param(
            SAID_THAT, act("shelled", "ASSAULT", source="Russia"), "en", ["RUS"], id="graph wins over the tree"
        ),
        pytest.param(SPEECH_INSIDE_SPEECH, act("rejects", "REJECT"), "en", [], id="the speaker is not also the source"),
        pytest.param(QUOTATION_OF_TWO_SENTENCES, act("shelled", "ASSAULT"), "en", ["UKR"], id="long quotation"),
        pytest.param(WORDING_IN_QUOTES, act("attacked", "ASSAULT"), "en", [], id="a wording in quotes is no speech"),
        pytest.param(DASHED_LINE, act("angrep", "ASSAULT"), "nb", ["UKR"], id="line that opens with a dash"),
        pytest.param(AS_REPORTED, act("angriff", "ASSAULT"), "de", ["NATO"], id="aside with as"),
        pytest.param(DENIED_DOING, act("attacking", "ASSAULT", status="negated"), "en", ["IRN"], id="denier"),
        pytest.param(
            OTHER_SENTENCE, act("attacked", "ASSAULT"), "en", [], id="speech of another sentence does not count"
        ),
        pytest.param(
            COORDINATED_VERB_OF_SAYING, act("attacked", "ASSAULT"), "en", ["USA"], id="speaker shared by two verbs"
        ),
    ],
)
def test_source(rows: str, trigger: tuple[str, str, dict[str, object]], language: str, source: list[str]) -> None:
    names = {"Stoltenberg": "PER", "Berlin": "GPE_LOC"}
    (event,) = coded(reading(rows, trigger, names=names, language=language))
    assert codes(event.source) == source


@pytest.mark.parametrize(
    ("rows", "outer", "inner", "source"),
    [
        pytest.param(
            ACCUSED_OF, act("accused", "ACCUSE"), act("shelled", "ASSAULT"), ["UKR"], id="the accuser vouches"
        ),
        pytest.param(
            DEMANDED_THAT, act("demanded", "REQUEST"), act("withdraws", "RETREAT"), [], id="who demands does not report"
        ),
    ],
)
def test_source_of_an_act_inside_an_act(
    rows: str, outer: tuple[str, str, dict[str, object]], inner: tuple[str, str, dict[str, object]], source: list[str]
) -> None:
    assert codes(coded(reading(rows, outer, inner))[1].source) == source


def test_a_denier_of_a_speech_act_is_its_source() -> None:
    (event,) = coded(reading(SPEECH_INSIDE_SPEECH, act("rejects", "REJECT", status="negated")))
    assert (codes(event.actor), codes(event.source)) == (["RUS"], ["RUS"])
