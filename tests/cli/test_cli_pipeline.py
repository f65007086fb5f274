"""The pipeline: batches, order, and failures that stay with their article."""

import html

import pytest

import utsyn
from factories_record import TEXT, FakeReader, article, coding, fake_code
from utsyn.coding.event import Coding
from utsyn.errors import ArticleError, UtsynError, WeightsError
from utsyn.pipeline import Failure, read_articles, read_text


def articles(count: int, bad: frozenset[int] = frozenset()) -> list:
    return [article(("crash " if n in bad else "") + f"{TEXT} {n}", key=str(n)) for n in range(count)]


@pytest.mark.parametrize(
    ("count", "size", "batches"),
    [
        pytest.param(0, 32, [], id="none"),
        pytest.param(1, 32, [1], id="one"),
        pytest.param(70, 32, [32, 32, 6], id="several-batches"),
        pytest.param(3, 1, [1, 1, 1], id="one-at-a-time"),
    ],
)
def test_articles_are_read_in_batches_and_order(count, size, batches):
    reader = FakeReader()
    found = list(read_articles(articles(count), reader=reader, coder=fake_code, batch_size=size))
    assert [one.key for one, _ in found] == [str(n) for n in range(count)]
    assert reader.batches == batches


def test_the_result_does_not_depend_on_the_batches():
    by_size = [
        list(read_articles(articles(10), reader=FakeReader(), coder=fake_code, batch_size=size)) for size in (1, 3, 32)
    ]
    assert by_size[0] == by_size[1] == by_size[2]


@pytest.mark.parametrize("bad", [{0}, {3}, {0, 3, 4}, set(range(5))], ids=["first", "middle", "several", "all"])
def test_an_article_that_cannot_be_read_loses_nothing_else(bad):
    found = list(read_articles(articles(5, frozenset(bad)), reader=FakeReader(), coder=fake_code))
    assert {n for n, (_, one) in enumerate(found) if isinstance(one, Failure)} == bad
    for n in bad:
        assert found[n][1].warnings == ("the article could not be read: ValueError: the model choked",)


def test_an_article_that_cannot_be_coded_loses_nothing_else():
    def code(one, reading, *, memory=None):
        if one.key == "1":
            raise RecursionError
        return coding(one.text)

    found = list(read_articles(articles(3), reader=FakeReader(), coder=code))
    assert [isinstance(one, Failure) for _, one in found] == [False, True, False]
    assert found[1][1].warnings == ("the article could not be coded: RecursionError",)


def test_missing_weights_end_the_run():
    class Weightless(FakeReader):
        def read_many(self, articles):
            raise WeightsError("gone")

    with pytest.raises(WeightsError):
        list(read_articles(articles(3), reader=Weightless(), coder=fake_code))


def test_the_memory_reaches_the_coder():
    seen = []

    def code(one, reading, *, memory=None):
        seen.append(memory)
        return Coding((), ())

    list(read_articles(articles(1), reader=FakeReader(), coder=code, memory="memory"))
    assert seen == ["memory"]


def test_read_in_one_line(fake_model):
    events = utsyn.read(TEXT, "2022-01", "nb")
    assert isinstance(events, list) and [event.type for event in events] == ["CONSULT"]
    assert events.quantities[0].kind == "soldiers"
    assert "no dateline" in events.warnings


@pytest.mark.parametrize(
    ("text", "given", "error"),
    [
        pytest.param("", {}, ArticleError, id="empty"),
        pytest.param(TEXT, {"published": "2022-02-31"}, ArticleError, id="no-such-day"),
        pytest.param("crash " + TEXT, {"language": "nb"}, UtsynError, id="unreadable"),
    ],
)
def test_read_says_what_is_wrong(fake_model, text, given, error):
    with pytest.raises(error):
        utsyn.read(text, **given)


def test_events_show_themselves_escaped():
    hostile = TEXT.replace("Olaf Scholz", "<b>Scholz</b>")

    def code(one, reading, *, memory=None):
        found = coding(TEXT).events[0]
        return Coding((found,), ())

    shown = read_text(hostile, "2022", "nb", reader=FakeReader(), coder=code)._repr_html_()
    assert "<b>" not in shown and html.escape("<b>") in shown
    assert '<mark class="utsyn-trigger"' in shown
