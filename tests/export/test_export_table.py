"""Tables for the terminal: all there, within the width, and nothing of the article steers the terminal."""

import io
from datetime import date

import pytest
from rich.console import Console

from factories_record import TEXT, article, coding, meeting, participant, phrase, soldiers
from utsyn.article.model import DateSpan
from utsyn.coding.event import Coding, Mention
from utsyn.dates.value import DateValue
from utsyn.display import Mark, days, pieces, plain
from utsyn.export import table
from utsyn.record import Record


def shown(renderable, width: int = 120) -> str:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=False, markup=True, emoji=True).print(renderable)
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
def test_an_article_fits_the_width(width):
    text = shown(table.article(article(), coding()), width)
    assert max(map(len, text.splitlines())) <= width
    words = ("Møte", "Avisa", "nb", "CONSULT", "visit", "Berlin", "møtte", "0.88", "5 000")
    for word in words if width >= 100 else words[:1]:
        assert word in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"status": "negated"}, ["negated"], id="status"),
        pytest.param({"actor": ()}, ["?", "→"], id="no-actor"),
        pytest.param(
            {"source": (participant(TEXT, "Olaf Scholz", "Ukraina", "UKR"),)}, ["says Ukraina (UKR)"], id="source"
        ),
        pytest.param({"object": phrase(TEXT, "soldater")}, ["object: soldater"], id="object"),
        pytest.param({"actor": (participant(TEXT, "Olaf Scholz", "Per", None),)}, ["Per (?)"], id="unknown-actor"),
        pytest.param({"actor": (participant(TEXT, "Olaf Scholz", "NATO", "NATO"),)}, ["NATO →"], id="code-is-name"),
        pytest.param({"mentions": ()}, ["møtte"], id="no-sentence"),
    ],
)
def test_what_an_event_shows(change, words):
    text = shown(table.article(article(), coding(TEXT, meeting(**change))), 160)
    for word in words:
        assert word in text


def test_an_article_without_events_says_so():
    assert "no events" in shown(table.article(article(), Coding((), ())))


HOSTILE = "a\x1b[31mred\x1b]0;title\x07 [bold]b[/bold] :smile: \u202eevil\x9b1m\r"


def test_nothing_of_the_article_steers_the_terminal():
    text = HOSTILE + " møtte. " + TEXT
    event = meeting(
        text,
        trigger=phrase(text, "møtte"),
        actor=(participant(text, HOSTILE, HOSTILE, None, title=HOSTILE),),
        object=phrase(text, HOSTILE),
    )
    one = article(text, title=HOSTILE, publisher=HOSTILE, key=HOSTILE)
    with Record(":temporary:") as record:
        record.add(one, Coding((event,), (soldiers(text),)))
        views = (
            table.article(one, Coding((event,), (soldiers(text),))),
            table.found_events(record.events()),
            table.evidence(record.why(event.id)),
            table.rows(["a"], [[HOSTILE], [[HOSTILE]]]),
            table.facts({"a": HOSTILE}),
        )
        printed = "".join(shown(view, 160) for view in views)
    assert not set(printed) & set("\x1b\x07\x9b\r\u202e")
    assert "[bold]" in printed and ":smile:" in printed


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (None, ""),
        (DateSpan(date(2022, 1, 18), date(2022, 1, 18)), "2022-01-18"),
        (DateSpan(date(2022, 2, 1), date(2022, 2, 28)), "2022-02"),
        (DateSpan(date(2022, 1, 1), date(2022, 12, 31)), "2022"),
        (DateSpan(date(2022, 1, 10), date(2022, 1, 16)), "2022-01-10 – 2022-01-16"),
    ],
)
def test_publication_is_as_short_as_it_is_exact(span, text):
    assert table.published(span) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (DateValue(date(2022, 1, 18), date(2022, 1, 18)), "2022-01-18"),
        (DateValue(date(2022, 1, 10), date(2022, 1, 16)), "2022-01-10 – 2022-01-16"),
        (
            DateValue(date(2022, 1, 4), date(2022, 1, 25), (date(2022, 1, 4), date(2022, 1, 11), date(2022, 1, 25))),
            "2022-01-04 … 2022-01-25 (3 days fit)",
        ),
    ],
)
def test_days(value, text):
    assert days(meeting(date=value)) == text


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([], [("abcdef", None)], id="none"),
        pytest.param([Mark(1, 3, "x")], [("a", None), ("bc", "x"), ("def", None)], id="inside"),
        pytest.param([Mark(0, 6, "x"), Mark(2, 4, "y")], [("ab", "x"), ("cd", "y"), ("ef", "x")], id="shorter-wins"),
        pytest.param(
            [Mark(-5, 2, "x"), Mark(5, 99, "y")], [("ab", "x"), ("cde", None), ("f", "y")], id="over-the-edge"
        ),
        pytest.param([Mark(3, 3, "x")], [("abcdef", None)], id="empty"),
    ],
)
def test_pieces(marks, expected):
    assert [(one.text, one.role) for one in pieces("abcdef", 0, 6, marks)] == expected


def test_plain_text_is_one_line():
    assert plain(" a\n\nb\tc\u2028d ") == "a b c d"


def test_a_long_sentence_is_cut_around_its_trigger():
    text = "Ord " * 60 + "møtte Berlin " + "ord " * 60 + "."
    bare = {"actor": (), "recipient": (), "place": None, "date": None}
    event = meeting(TEXT, trigger=phrase(text, "møtte"), mentions=(Mention(0, len(text)),), **bare)
    cut = table.snippet(text, event).plain
    assert "møtte" in cut and cut.startswith("…") and cut.endswith("…") and len(cut) < 100
