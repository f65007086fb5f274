"""Whatever a text holds, it is stored, printed and shown, and comes back the same."""

import io
import json
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from factories_record import article, meeting, soldiers
from utsyn.actors.value import Participant
from utsyn.coding.event import Coding, Mention, Phrase
from utsyn.display import Mark, marked_html, pieces, plain
from utsyn.export import contract, csv, table
from utsyn.record import Record

NUMBERS = count(1000)
# The article station lets no lone surrogates through.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)
QUIET = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@st.composite
def spans(draw, text):
    start = draw(st.integers(0, len(text)))
    return start, draw(st.integers(start, len(text)))


@st.composite
def coded(draw):
    """An article of any text with an event whose spans lie anywhere in it."""
    text = draw(TEXTS)

    def phrase() -> Phrase:
        start, end = draw(spans(text))
        return Phrase(text[start:end], start, end)

    def participant() -> Participant:
        found = phrase()
        name, code = draw(TEXTS), draw(st.none() | TEXTS)
        return Participant(name, code, draw(st.none() | TEXTS), None, found.text, found.start, found.end, draw(TEXTS))

    event = meeting(
        id=draw(st.text("0123456789abcdef", min_size=8, max_size=8)),
        trigger=phrase(),
        actor=tuple(participant() for _ in range(draw(st.integers(0, 2)))),
        recipient=(participant(),),
        object=draw(st.none() | st.builds(phrase)),
        mentions=tuple(Mention(*draw(spans(text))) for _ in range(draw(st.integers(0, 2)))),
        confidence=draw(st.floats(0, 1)),
    )
    return article(text, key=draw(TEXTS), title=draw(st.none() | TEXTS)), Coding((event,), (soldiers(),), ())


@pytest.fixture(scope="module")
def record():
    with Record(":temporary:") as opened:
        yield opened


@settings(QUIET, max_examples=15)
@given(coded())
def test_a_coding_survives_the_record(record, pair):
    number = str(next(NUMBERS))
    one = replace(pair[0], id=number, key=f"{number} {pair[0].key}")
    coding = replace(pair[1], events=(replace(pair[1].events[0], id=number),))
    record.add(one, coding)
    assert record.article(number) == one
    assert record.codings([number])[number] == coding
    found = record.events(id=number)
    assert coding.events[0] in [each.event for each in found]
    csv.write(found.arrow(), io.StringIO())
    shown(table.found_events(found), table.evidence(record.why(number)))


@QUIET
@given(coded())
def test_every_article_is_printed(pair):
    line = contract.line(contract.article_object(*pair))
    assert json.loads(line)["article"]["text"] == pair[0].text
    assert "\n" not in line
    shown(table.article(*pair))


@QUIET
@given(TEXTS, st.data())
def test_pieces_are_the_text(text, data):
    marks = [Mark(*data.draw(spans(text)), "actor") for _ in range(3)]
    assert "".join(piece.text for piece in pieces(text, 0, len(text), marks)) == text
    inner = marked_html(text, 0, len(text), marks).replace('<mark class="utsyn-actor" title="actor">', "")
    assert "<" not in inner.replace("</mark>", "")


@QUIET
@given(TEXTS)
def test_plain_text_is_fit_for_a_terminal(text):
    assert all(letter.isprintable() or letter.isspace() or ord(letter) > 0xFF for letter in plain(text))
    assert "\n" not in plain(text) and "\x1b" not in plain(text)


def shown(*renderables) -> None:
    for renderable in renderables:
        out = io.StringIO()
        Console(file=out, width=100, force_terminal=False).print(renderable)
        assert not set(out.getvalue()) & set("\x1b\x07\x9b\r\u202e")
