"""Wrong trees, missing names and hostile readings cost fields, never the run; offsets always slice the text."""

from factories_coding import coded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from utsyn.coding.event import Event
from utsyn.coding.scheme import STATUSES, Ontology
from utsyn.reading.structure import Argument, Reading, Sentence, Token, Trigger

WORDS = [
    "Russia",
    "Kyiv",
    "said",
    "attacked",
    "according",
    "to",
    "on",
    "Friday",
    "he",
    "«",
    "»",
    ":",
    "talks",
    "launched",
]
RELATIONS = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "obl:agent",
    "nmod",
    "ccomp",
    "xcomp",
    "conj",
    "acl",
    "parataxis",
    "case",
    "amod",
]
ROLES = ["actor", "recipient", "object", "place", "date", "source", "unheard-of"]


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any graph over any tokens: heads may form rings, triggers may be punctuation."""
    forms = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    count, tokens, at = len(forms), [], 0
    index = st.integers(0, count - 1)
    for form in forms:
        upos = draw(st.sampled_from(["VERB", "NOUN", "PROPN", "PRON", "ADP", "PUNCT"]))
        head = draw(st.one_of(st.just(-1), index))
        tokens.append(Token(at, at + len(form), form, form, upos, {}, head, draw(st.sampled_from(RELATIONS))))
        at += len(form) + 1
    arguments = st.lists(st.builds(Argument, st.sampled_from(ROLES), index, st.floats(0, 1)), max_size=3).map(tuple)
    types = st.sampled_from(sorted(Ontology.load().types))
    trigger = st.builds(Trigger, index, types, st.none(), st.sampled_from(STATUSES), st.booleans(), arguments)
    triggers = draw(st.lists(trigger, max_size=4, unique_by=lambda t: t.token))
    return Reading(" ".join(forms), "en", tuple(tokens), (Sentence(0, count, 0, at - 1),), (), tuple(triggers))


def pieces(event: Event) -> list[tuple[str, int, int]]:
    """Every stretch of text that the event claims."""
    phrases = [event.trigger, *event.actor, *event.recipient, *event.source, *filter(None, [event.object, event.place])]
    return [(phrase.text, phrase.start, phrase.end) for phrase in phrases]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings())
def test_any_reading_is_coded_and_its_offsets_hold(given_reading: Reading) -> None:
    events = coded(given_reading)
    assert events == coded(given_reading)
    for event in events:
        assert 0 <= event.confidence <= 1
        assert all(given_reading.text[start:end] == text for text, start, end in pieces(event))


def test_an_empty_reading_has_no_events() -> None:
    assert coded(Reading("", "en", (), ())) == []
