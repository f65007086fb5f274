"""Storing: what comes in comes out, again changes nothing, another text is a version, another program codes anew."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from factories_record import TEXT, article, coding, learned, meeting, participant
from utsyn.article.model import DateSpan
from utsyn.coding.event import Coding
from utsyn.dates.value import DateValue
from utsyn.errors import RecordError
from utsyn.record import Added, Record

OTHER = TEXT + " Han reiste hjem onsdag."


@pytest.fixture
def record(tmp_path: Path):
    with Record(tmp_path / "r.duckdb") as opened:
        yield opened


def everything(record: Record) -> list[list[dict]]:
    tables = ("articles", "article_versions", "codings", "events", "participants", "mentions", "why", "quantities")
    return [record.sql(f"FROM {table} ORDER BY ALL").dicts() for table in tables]


BARE = meeting(
    mode=None,
    plover=None,
    quad=None,
    intensity=None,
    actor=(),
    recipient=(),
    date=None,
    place=None,
    mentions=(),
    why=(),
)
FULL = meeting(source=(participant(TEXT, "Rundt 5000 soldater", "soldater", None, sector=None),), object=None)
SPAN = meeting(id="e2", date=DateValue(date(2022, 1, 10), date(2022, 1, 16), rule="forrige uke"))


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(coding(), id="usual"),
        pytest.param(coding(TEXT, BARE), id="nothing-known"),
        pytest.param(coding(TEXT, FULL, SPAN), id="several"),
        pytest.param(Coding((), (), ()), id="no-events"),
        pytest.param(coding(TEXT, meeting(confidence=1 / 3)), id="every-bit-of-a-float"),
    ],
)
def test_a_coding_comes_back_as_it_went_in(record, stored):
    record.add(article(), stored)
    assert record.codings([article().id]) == {article().id: stored}


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="usual"),
        pytest.param({"published": None, "title": None, "publisher": None}, id="nothing-known"),
        pytest.param({"url": "https://e.org/a", "path": "x/a.txt", "start": 3, "dateline": (3, 9)}, id="all-known"),
        pytest.param({"published": DateSpan(date(2022, 1, 1), date(2022, 1, 31))}, id="month"),
        pytest.param({"warnings": ("a", "b")}, id="warnings"),
    ],
)
def test_an_article_comes_back_as_it_went_in(record, given):
    record.add(article(**given), coding())
    assert record.article(article().id) == article(**given)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a\0b møtte", id="nul"),
        pytest.param("🇳🇴 e\u0301 møtte \u202e\u200f", id="emoji-combining-bidi"),
        pytest.param("'); DROP TABLE articles; -- $id {table} %s møtte", id="sql"),
        pytest.param("møtte " + "ord " * 200_000, id="megabyte-line"),
    ],
)
def test_any_text_is_kept_to_the_letter(record, text):
    record.add(article(text), Coding((), ()))
    assert record.article(article(text).id).text == text


def test_a_lone_surrogate_is_replaced_one_for_one(record):
    record.add(article("a\ud800b"), Coding((), ()))
    assert record.article(article("a\ud800b").id).text == "a\ufffdb"


def test_reading_again_changes_nothing(record):
    record.add(article(), coding())
    before = everything(record)
    assert record.add(article(), coding(TEXT, BARE)) == Added(unchanged=1)
    assert everything(record) == before


def test_another_program_version_replaces_the_coding(record):
    record.add(article(), coding(), coder="0.1")
    assert record.add(article(), coding(TEXT, BARE), coder="0.2") == Added(recoded=1)
    assert record.codings([article().id])[article().id].events == (BARE,)
    assert len(record.articles(all_versions=True)) == 1


def test_known_gives_only_what_this_version_coded(record):
    record.add(article(), coding(), coder="0.1")
    assert record.known([article(), article(OTHER)], coder="0.1") == {article().id: coding()}
    assert record.known([article()], coder="0.2") == {}


@pytest.mark.parametrize(
    ("first", "second", "versions"),
    [
        pytest.param({}, {}, [1, 2], id="same-key"),
        pytest.param({"key": "1", "url": "https://e.org"}, {"key": "2", "url": "https://e.org"}, [1, 2], id="same-url"),
        pytest.param({"key": "1"}, {"key": "2"}, [1, 1], id="other-key"),
        pytest.param({"key": "-"}, {"key": "-"}, [1, 1], id="standard-input"),
        pytest.param({"key": "text"}, {"key": "text"}, [1, 1], id="text-in-memory"),
    ],
)
def test_another_text_of_the_same_source_is_its_next_version(record, first, second, versions):
    record.add(article(**first), coding())
    record.add(article(OTHER, **second), coding(OTHER))
    found = list(record.articles(all_versions=True))
    assert sorted(one.version for one in found) == versions
    assert len(record.articles()) == (1 if 2 in versions else 2)
    assert record.article(article().id) is not None


def test_events_of_an_old_version_are_kept_but_not_listed(record):
    record.add(article(), coding(TEXT, meeting(id="old")))
    record.add(article(OTHER), coding(OTHER, meeting(OTHER, id="new")))
    assert [one.event.id for one in record.events()] == ["new"]
    assert record.why("old").article == article()


def test_a_text_that_comes_back_is_the_newest_again(record):
    for text in (TEXT, OTHER, TEXT):
        record.add(article(text), coding(text))
    assert [one.version for one in record.articles()] == [3]
    assert [one.id for one in record.articles()] == [article().id]


def test_two_versions_in_one_batch_keep_their_order(record):
    added = record.add_many([(article(), coding()), (article(OTHER), coding(OTHER))])
    assert added == Added(new=2, versions=1)
    assert [one.id for one in record.articles()] == [article(OTHER).id]


def test_two_sources_that_print_one_text_share_the_article(record):
    record.add_many([(article(key="a"), coding()), (article(key="b", publisher="Bladet"), coding())])
    assert len(record.articles()) == 1
    publishers = record.sql("SELECT publisher FROM article_versions ORDER BY publisher").dicts()
    assert publishers == [{"publisher": "Avisa"}, {"publisher": "Bladet"}]
    record.add(article(OTHER, key="b"), coding(OTHER))
    assert {one.id for one in record.articles()} == {article().id, article(OTHER).id}


def test_nothing_of_a_batch_is_stored_when_one_article_cannot_be(record):
    unfit = replace(article(OTHER), language=None)  # NOT NULL in the schema
    with pytest.raises(RecordError):
        record.add_many([(article(), coding()), (unfit, coding(OTHER))])
    assert all(not table for table in everything(record))
    assert record.add(article(), coding()).new == 1


def test_the_order_of_reading_does_not_show_in_the_rows(tmp_path):
    pairs = [(article(f"{TEXT} {n}", key=str(n)), coding(TEXT, meeting(id=f"e{n}"))) for n in range(6)]
    with Record(tmp_path / "1") as first, Record(tmp_path / "2") as second:
        first.add_many(pairs)
        for pair in reversed(pairs):
            second.add(*pair)
        assert everything(first) == everything(second)


def test_what_was_learned_about_a_name_stands_side_by_side(record):
    taught = (learned("Kari Moe", "NOR", "statssekretær"), learned("Kari Moe", "SWE"))
    record.add(article(), Coding((), (), learned=taught))
    assert {one.code for one in record.memory().lookup("kari moe")} == {"NOR", "SWE"}
    assert record.lookup("Kari Moe") == record.memory().lookup("Kari Moe")
    assert record.memory().lookup("Ola Moe") == ()


def test_how_a_name_was_introduced_is_evidence(record):
    taught = (learned("Kari Moe", "NOR", "statssekretær"), learned("Kari Moe", "SWE"))
    record.add(article(), Coding((meeting(),), (), learned=taught))
    found = record.actor_evidence("kari moe")
    assert [(one.code, one.title) for one in found] == [("NOR", "statssekretær"), ("SWE", None)]
    assert {(one.rule, one.words) for one in found} == {("introduced by apposition", "Olaf Scholz")}
    assert {one.sentence for one in found} == {"Olaf Scholz møtte Jens Stoltenberg i Berlin tirsdag."}


def test_a_memory_does_not_change_while_articles_are_read(record):
    class Taught(Coding):
        learned = (learned("Kari Moe", "NOR"),)

    before = record.memory()
    record.add(article(), Taught((), ()))
    assert before.lookup("Kari Moe") == ()


def test_a_record_for_reading_takes_nothing(tmp_path):
    Record(tmp_path / "r").close()
    with Record(tmp_path / "r", read_only=True) as record, pytest.raises(RecordError, match="for reading only"):
        record.add(article(), coding())
