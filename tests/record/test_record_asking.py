"""Asking: filters, results as dataclasses and tables, evidence, SQL that only reads."""

import sys
from datetime import date
from pathlib import Path

import polars
import pyarrow
import pytest

from factories_record import TEXT, article, coding, meeting, participant
from utsyn.article.model import DateSpan
from utsyn.coding.event import Coding
from utsyn.dates.value import DateValue
from utsyn.errors import RecordError
from utsyn.record import Record

ENGLISH = "Olaf Scholz møtte Jens Stoltenberg i Berlin tirsdag. A second report."


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path: Path = tmp_path_factory.mktemp("asking") / "r.duckdb"
    february = DateValue(date(2022, 2, 1), date(2022, 2, 28))
    scholz = participant(TEXT, "Olaf Scholz", "Olaf Scholz", "DEU")
    with Record(path) as opened:
        opened.add(
            article(),
            coding(
                TEXT,
                meeting(id="aa11"),
                meeting(
                    id="aa22", type="ACCUSE", mode=None, status="negated", date=february, place=None, source=(scholz,)
                ),
            ),
        )
        undated = DateSpan(date(2021, 5, 1), date(2021, 5, 31))
        opened.add(
            article(ENGLISH, key="b", language="en", published=undated),
            coding(ENGLISH, meeting(ENGLISH, id="bb11", date=None, recipient=(), status="future")),
        )
        opened.add(article("Tomt.", key="c", published=None, title=None), Coding((), ()))
        yield opened


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        pytest.param({}, ["bb11", "aa11", "aa22"], id="by-date"),
        pytest.param({"actor": "DEU"}, ["bb11", "aa11", "aa22"], id="actor-code"),
        pytest.param({"actor": "nato"}, [], id="recipient-is-no-actor"),
        pytest.param({"recipient": "nato"}, ["aa11", "aa22"], id="recipient-lower-case"),
        pytest.param({"actor": "olaf scholz"}, ["bb11", "aa11", "aa22"], id="actor-name"),
        pytest.param({"involving": "NATO"}, ["aa11", "aa22"], id="involving"),
        pytest.param({"source": "DEU"}, ["aa22"], id="source"),
        pytest.param({"type": "consult"}, ["bb11", "aa11"], id="type"),
        pytest.param({"type": "CONSULT/visit"}, ["bb11", "aa11"], id="type-and-mode"),
        pytest.param({"type": "CONSULT/phone"}, [], id="other-mode"),
        pytest.param({"type": ["ACCUSE", "CONSULT"]}, ["bb11", "aa11", "aa22"], id="either-type"),
        pytest.param({"status": "negated"}, ["aa22"], id="status"),
        pytest.param({"status": ["negated", "future"]}, ["bb11", "aa22"], id="either-status"),
        pytest.param({"since": "2022-01-19"}, ["aa22"], id="since"),
        pytest.param({"since": date(2022, 2, 28)}, ["aa22"], id="span-touches-since"),
        pytest.param({"until": "2022-01-18"}, ["bb11", "aa11"], id="until"),
        pytest.param({"until": "2021-12-31"}, ["bb11"], id="publication-for-unknown-date"),
        pytest.param({"place": "BERLIN"}, ["bb11", "aa11"], id="place"),
        pytest.param({"country": "deu"}, ["bb11", "aa11"], id="country"),
        pytest.param({"language": "en"}, ["bb11"], id="language"),
        pytest.param({"text": "MØTTE jens"}, ["bb11", "aa11", "aa22"], id="text"),
        pytest.param({"text": "%"}, [], id="text-is-no-pattern"),
        pytest.param({"id": "aa"}, ["aa11", "aa22"], id="id-prefix"),
        pytest.param({"limit": 1}, ["bb11"], id="limit"),
        pytest.param({"actor": []}, ["bb11", "aa11", "aa22"], id="empty-list-is-no-filter"),
        pytest.param({"actor": "x' OR 1=1 --"}, [], id="no-injection"),
    ],
)
def test_filters(record, filters, ids):
    assert [one.event.id for one in record.events(**filters)] == ids


@pytest.mark.parametrize("day", ["2022-02-31", "yesterday", "2022-1"])
def test_a_day_that_is_none_is_refused(record, day):
    with pytest.raises(RecordError, match="not a day"):
        record.events(since=day)


def test_a_found_event_is_whole(record):
    (found,) = record.events(id="aa11")
    assert found.event == meeting(id="aa11")
    assert (found.key, found.language, found.published) == ("a.txt", "nb", article().published)
    assert found.sentence == "Olaf Scholz møtte Jens Stoltenberg i Berlin tirsdag."


def test_results_as_tables(record):
    found = record.events()
    assert isinstance(found.arrow(), pyarrow.Table)
    frame = found.polars()
    assert isinstance(frame, polars.DataFrame)
    assert frame["actor"].to_list() == [["DEU"]] * 3
    assert frame["recipient"].to_list() == [[], ["NATO"], ["NATO"]]
    assert len(found) == 3 and found[0].event.id == "bb11" and [one.event.id for one in found[1:]] == ["aa11", "aa22"]


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_a_missing_library_is_named(record, monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(RecordError, match=rf"{library} is not installed: pip install 'utsyn\[frames\]'"):
        getattr(record.events(), library)()


def test_results_show_themselves_escaped(record):
    html = record.sql("SELECT '<script>' AS \"<b>\"")._repr_html_()
    assert "<script>" not in html and "<b>" not in html


def test_articles(record):
    assert [(one.key, one.events) for one in record.articles()] == [("b", 1), ("a.txt", 2), ("c", 0)]
    assert [one.key for one in record.articles(language="nb", text="BERLIN")] == ["a.txt"]
    assert [one.key for one in record.articles(until="2021-12-31")] == ["b"]


def test_actors(record):
    first = record.actors()[0]
    assert (first.name, first.code, first.acts) == ("Olaf Scholz", "DEU", 3)
    assert {one.name for one in record.actors("stolt")} == {"Jens Stoltenberg"}
    assert {one.name for one in record.actors("nato")} == {"Jens Stoltenberg"}


def test_actor_evidence(record):
    found = record.actor_evidence("OLAF SCHOLZ")
    assert {(one.key, one.title) for one in found} == {
        ("a.txt", "forbundskansler"),
        ("a.txt", None),
        ("b", "forbundskansler"),
    }
    assert all("Scholz" in one.sentence for one in found)


def test_why(record):
    found = record.why("aa1")
    assert found.sentences == ("Olaf Scholz møtte Jens Stoltenberg i Berlin tirsdag.",)
    by_field = {one.field: one for one in found.derivations}
    assert by_field["type"].reason == "event head 0.93"
    assert by_field["actor"].value == "Olaf Scholz [DEU] (GOV, forbundskansler)"
    assert (by_field["actor"].reason, by_field["actor"].score) == ("people", 0.9)
    assert TEXT[by_field["place"].start : by_field["place"].end] == by_field["place"].words == "Berlin"


@pytest.mark.parametrize(
    ("given", "message"),
    [("aa", "Give more of the id"), ("zz", "no event"), ("", "no event"), ("aa11x", "no event"), ("%", "no event")],
)
def test_why_needs_one_event(record, given, message):
    with pytest.raises(RecordError, match=message):
        record.why(given)


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM events",
        "INSERT INTO why VALUES ('a', 'b', 0, 'c', 'd')",
        "DROP TABLE events",
        "CREATE TABLE x (i INTEGER)",
        "UPDATE events SET type = 'AID'",
        "SELECT 1; DELETE FROM events",
        "EXPLAIN ANALYZE DELETE FROM events",
        "COPY events TO 'stolen.csv'",
        "ATTACH 'other.duckdb'",
        "SET threads = 1",
        "INSTALL httpfs",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "SELECT * FROM glob('/*')",
        "COMMIT",
        "",
        "not sql at all",
        "SELECT * FROM nothing",
    ],
)
def test_sql_only_reads_this_file(record, query):
    with pytest.raises(RecordError):
        record.sql(query)
    assert record.sql("SELECT count(*) AS n FROM events")[0] == {"n": 3}


def test_sql_does_not_see_variables_of_the_program(record):
    secret = pyarrow.table({"a": [1]})
    with pytest.raises(RecordError, match="secret"):
        record.sql("FROM secret")
    assert secret.num_rows == 1


@pytest.mark.parametrize(
    "query",
    ["SELECT 1 AS a", "FROM current_events", "DESCRIBE events", "SHOW TABLES", "EXPLAIN SELECT 1", "VALUES (1)"],
)
def test_sql_reads(record, query):
    assert len(record.sql(query)) > 0


def test_info(record):
    info = record.info()
    assert (info.articles, info.events, info.quantities) == (3, 3, 1)
    assert info.languages == ("en", "nb")
    assert (info.first_published, info.last_published) == (date(2021, 5, 1), date(2022, 1, 18))


def test_unknown_table(record):
    with pytest.raises(RecordError, match="There are: articles"):
        record.table("nothing")
