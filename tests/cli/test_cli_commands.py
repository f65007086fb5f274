"""The commands, with stand-ins for model and coder: what they print, where, and with which exit status."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest
from typer.testing import CliRunner

from factories_record import TEXT, FakeReader
from utsyn.cli import terminal
from utsyn.cli.app import app
from utsyn.errors import UtsynError
from utsyn.record import Record

HEAD = "published: 2022-01-18\n\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_model):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("UTSYN_DB", raising=False)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path


class Outcome:
    def __init__(self, result) -> None:
        self.out, self.err, self.code = result.stdout, result.stderr, result.exit_code
        self.error = result.exception

    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.out.splitlines()]


def utsyn(*arguments: str, stdin: str | bytes | None = None) -> Outcome:
    outcome = Outcome(CliRunner().invoke(app, [str(one) for one in arguments], input=stdin))
    if isinstance(outcome.error, UtsynError):  # what `run` makes of it
        outcome.code, outcome.err = 1, outcome.err + str(outcome.error)
    elif outcome.error is not None and not isinstance(outcome.error, SystemExit):
        raise outcome.error
    return outcome


def read(*more: str, **given) -> Outcome:
    return utsyn("read", "--language", "nb", "--published", "2022-01-18", *more, **given)


def test_read_prints_the_contract_and_stores(folder):
    outcome = read("a.txt")
    (line,) = outcome.lines()
    assert outcome.code == 0
    assert list(line) == ["article", "events", "quantities", "warnings"]
    assert line["article"]["key"] == "a.txt" and line["events"][0]["type"] == "CONSULT"
    with Record(folder / "utsyn.duckdb", read_only=True) as record:
        assert [one.key for one in record.articles()] == ["a.txt"]


def test_reading_again_prints_the_same_without_the_model(folder, fake_model):
    first = read("a.txt")
    content = (folder / "utsyn.duckdb").read_bytes()
    fake_model.batches.clear()
    second = read("a.txt")
    assert second.out == first.out
    assert fake_model.batches == []
    with Record(folder / "utsyn.duckdb") as record:
        assert len(record.articles(all_versions=True)) == 1
    assert len(content) > 0


@pytest.mark.parametrize("order", [("a.txt", "b.txt", "c.txt"), ("c.txt", "a.txt", "b.txt")])
def test_output_follows_the_input_order_also_when_some_are_known(folder, order):
    for name in "bc":
        (folder / f"{name}.txt").write_text(f"{TEXT} {name}", "utf-8")
    read("b.txt")
    assert [line["article"]["key"] for line in read(*order).lines()] == list(order)


@pytest.mark.parametrize(
    ("arguments", "stdin", "keys"),
    [
        pytest.param(["-"], TEXT, ["-"], id="dash"),
        pytest.param([], TEXT, ["-"], id="piped-without-dash"),
        pytest.param(["a.txt", "-"], TEXT + " Mer.", ["a.txt", "-"], id="file-and-dash"),
        pytest.param(["."], None, ["a.txt"], id="folder"),
    ],
)
def test_where_articles_come_from(folder, arguments, stdin, keys):
    outcome = read("--no-store", *arguments, stdin=stdin)
    assert [line["article"]["key"] for line in outcome.lines()] == keys


def test_no_store_leaves_no_file(folder):
    read("--no-store", "a.txt")
    assert not (folder / "utsyn.duckdb").exists()


@pytest.mark.parametrize("way", ["option", "environment"])
def test_which_database(folder, monkeypatch, way):
    monkeypatch.setenv("UTSYN_DB", "env.duckdb")
    read("a.txt", *(["--db", "opt.duckdb"] if way == "option" else []))
    assert {path.name for path in folder.glob("*.duckdb")} == {"opt.duckdb" if way == "option" else "env.duckdb"}


@pytest.mark.parametrize("form", ["table", "json", "ndjson"])
def test_formats_of_read(folder, form):
    outcome = read("a.txt", "--format", form)
    if form == "table":
        assert "CONSULT" in outcome.out and "Olaf Scholz (DEU) → Jens Stoltenberg" in outcome.out
    elif form == "json":
        assert len(json.loads(outcome.out)) == 1
    else:
        assert len(outcome.lines()) == 1


def test_json_of_nothing_is_an_empty_array(folder):
    (folder / "empty").mkdir()
    outcome = utsyn("read", "empty", "--format", "json")
    assert json.loads(outcome.out) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("missing.txt", None, id="missing"),
        pytest.param("b.txt", b"", id="empty"),
        pytest.param("b.txt", ("crash " + TEXT).encode(), id="model-fails"),
        pytest.param("b.jsonl", b'{"id": 1, "text": "x\n', id="broken-json"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_read(folder, name, content):
    if content is not None:
        (folder / name).write_bytes(content)
    outcome = read(name, "a.txt")
    assert outcome.code == 1
    assert name in outcome.err and name not in outcome.out
    assert [line["article"]["key"] for line in outcome.lines()] == ["a.txt"]


def test_a_failed_article_is_tried_again_next_time(folder, fake_model):
    (folder / "b.txt").write_text("crash " + TEXT, "utf-8")
    read("b.txt")
    fake_model.batches.clear()
    assert read("b.txt").code == 1
    assert fake_model.batches == [1]


def test_warnings_go_to_standard_error(folder):
    outcome = utsyn("read", "a.txt", "--language", "nb")
    assert outcome.code == 0
    assert "utsyn: a.txt: no publication date" in outcome.err
    assert "no publication date" in outcome.lines()[0]["warnings"][0]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["read", "--published", "2022-02-31", "a.txt"], id="no-such-day"),
        pytest.param(["read", "--language", "klingon", "a.txt"], id="no-such-language"),
        pytest.param(["read", "--format", "xml", "a.txt"], id="no-such-format"),
        pytest.param(["read", "--nothing"], id="no-such-option"),
        pytest.param(["nothing"], id="no-such-command"),
        pytest.param(["events", "--since", "yesterday"], id="no-day"),
        pytest.param(["events", "--limit", "0"], id="limit-of-zero"),
        pytest.param(["events", "--format", "table", "--output", "x"], id="table-in-a-file"),
        pytest.param(["why"], id="why-what"),
    ],
)
def test_wrong_usage_ends_with_two(folder, arguments):
    read("a.txt")
    outcome = utsyn(*arguments)
    assert outcome.code == 2
    assert outcome.out == "" or "Usage" in outcome.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["events"],
        ["why", "e"],
        ["actors"],
        ["actors", "show", "X"],
        ["articles"],
        ["sql", "SELECT 1"],
        ["export", "out"],
        ["info"],
    ],
    ids=" ".join,
)
def test_without_a_record_commands_say_how_to_make_one(folder, arguments):
    outcome = utsyn(*arguments)
    assert outcome.code == 1 and "There is no record at" in outcome.err and "utsyn read" in outcome.err
    assert not (folder / "utsyn.duckdb").exists()


def test_a_database_that_is_none_stops_before_anything_is_read(folder, fake_model):
    (folder / "utsyn.duckdb").write_text("hello")
    outcome = read("a.txt")
    assert outcome.code == 1 and "not a DuckDB database" in outcome.err
    assert fake_model.batches == []


def test_what_was_read_is_printed_when_it_cannot_be_stored(folder, monkeypatch):
    from utsyn.errors import RecordError

    def full(self, batch, coder=None):
        raise RecordError("The disk is full.")

    monkeypatch.setattr(Record, "add_many", full)
    outcome = read("a.txt")
    assert outcome.code == 1 and "The disk is full" in outcome.err
    assert len(outcome.lines()) == 1


def test_two_runs_take_turns_with_the_record(folder, monkeypatch):
    from utsyn.cli import read as command

    monkeypatch.setattr(command, "_HOLD", -1.0)
    monkeypatch.setattr(command.options, "LOCK_WAIT", 0.0)
    lines = [json.dumps({"id": str(n), "text": f"{TEXT} {n}"}) for n in range(40)]
    (folder / "x.jsonl").write_text("\n".join(lines), "utf-8")
    turns = []

    class Polite(FakeReader):
        def read_many(self, articles):
            other = subprocess.run(
                [sys.executable, "-c", "from utsyn.record import Record; print(Record().info().articles)"],
                capture_output=True,
                text=True,
            )
            turns.append(other.stdout.strip() or other.stderr)
            return super().read_many(articles)

    monkeypatch.setattr("utsyn.pipeline.load_reader", lambda threads=None: Polite())
    assert read("x.jsonl").code == 0
    assert turns == ["0", "32"]


def test_events(folder):
    read("a.txt")
    (event,) = utsyn("events", "--actor", "DEU", "--type", "CONSULT", "--since", "2022-01-01").lines()
    assert [*event][-2:] == ["sentence", "article"]
    assert event["article"]["key"] == "a.txt"
    assert utsyn("events", "--actor", "RUS").out == ""


@pytest.mark.parametrize("form", ["table", "json", "ndjson", "csv", "parquet"])
@pytest.mark.parametrize("command", ["events", "articles"])
def test_query_formats(folder, command, form):
    read("a.txt")
    if form == "parquet":
        utsyn(command, "--output", "o.parquet")
        assert pyarrow.parquet.read_table("o.parquet").num_rows == 1
        return
    outcome = utsyn(command, "--format", form)
    if form == "csv":
        (row,) = csv.DictReader(io.StringIO(outcome.out))
        assert row["language"] == "nb"
    elif form == "json":
        assert len(json.loads(outcome.out)) == 1
    elif form == "ndjson":
        assert len(outcome.lines()) == 1
    else:
        assert "2022-01-18" in outcome.out


@pytest.mark.parametrize("name", ["o.csv", "o.json", "o.ndjson", "o.parquet"])
def test_a_file_is_not_replaced_unless_asked(folder, name):
    read("a.txt")
    (folder / name).write_text("mine")
    assert utsyn("events", "--output", name).code == 1
    assert (folder / name).read_text() == "mine"
    assert utsyn("events", "--output", name, "--force").code == 0
    assert (folder / name).read_bytes() != b"mine"
    assert not [path for path in folder.iterdir() if path.name.startswith(".o")]


def test_why(folder):
    read("a.txt")
    (event,) = utsyn("events").lines()
    (found,) = utsyn("why", event["id"][:4]).lines()
    assert found["sentences"] == ["Olaf Scholz møtte Jens Stoltenberg i Berlin tirsdag."]
    assert {"field": "type", "value": "CONSULT/visit", "words": "møtte"}.items() <= found["derivations"][0].items()
    shown = utsyn("why", event["id"], "--format", "table").out
    assert "event head 0.93" in shown and "«Berlin» [37, 43)" in shown


def test_actors(folder):
    read("a.txt")
    assert {one["name"] for one in utsyn("actors").lines()} == {"Olaf Scholz", "Jens Stoltenberg"}
    assert utsyn("actors", "show", "olaf scholz").lines()[0]["code"] == "DEU"
    assert utsyn("actors", "show", "Nobody").code == 1


def test_sql(folder):
    read("a.txt")
    assert utsyn("sql", "SELECT count(*) AS n, DATE '2022-01-18' AS d FROM events").lines() == [
        {"n": 1, "d": "2022-01-18"}
    ]
    outcome = utsyn("sql", "DELETE FROM events")
    assert outcome.code == 1 and "one reading statement" in outcome.err


@pytest.mark.parametrize(
    ("form", "files"),
    [("ndjson", {"articles.ndjson"}), ("csv", {"events.csv", "mentions.csv"}), ("parquet", {"events.parquet"})],
)
def test_export(folder, form, files):
    printed = read("a.txt").out
    assert utsyn("export", "out/deep", "--format", form).code == 0
    assert files <= {path.name for path in (folder / "out/deep").iterdir()}
    if form == "ndjson":
        assert (folder / "out/deep/articles.ndjson").read_text("utf-8") == printed
    assert utsyn("export", "out/deep", "--format", form).code == 1
    assert utsyn("export", "out/deep", "--format", form, "--force").code == 0


def test_info(folder):
    read("a.txt")
    (facts,) = utsyn("info").lines()
    assert (facts["articles"], facts["events"], facts["languages"]) == (1, 1, ["nb"])
    assert "schema version" in utsyn("info", "--format", "table").out


def test_doctor_finds_what_is_broken(folder):
    (folder / "utsyn.duckdb").write_text("hello")
    outcome = utsyn("doctor")
    assert outcome.code == 1
    assert "PROBLEM database" in outcome.out and "ok      packages" in outcome.out


def test_hundred_articles_in_another_order_give_the_same_objects(folder):
    lines = [json.dumps({"id": str(n), "text": f"{TEXT} {n}"}) for n in range(100)]
    (folder / "x.jsonl").write_text("\n".join(lines), "utf-8")
    (folder / "y.jsonl").write_text("\n".join(reversed(lines)), "utf-8")
    first, second = read("x.jsonl", "--db", "x.duckdb"), read("y.jsonl", "--db", "y.duckdb")
    assert first.code == second.code == 0
    drop = {"path"}
    by_key = [
        {
            line["article"]["key"]: {**line, "article": {k: v for k, v in line["article"].items() if k not in drop}}
            for line in outcome.lines()
        }
        for outcome in (first, second)
    ]
    assert len(by_key[0]) == 100 and by_key[0] == by_key[1]


def test_version_and_help(folder):
    assert utsyn("--version").out.startswith("utsyn 0.")
    assert "doctor" in utsyn("-h").out


@pytest.mark.parametrize("message", ["plain", "with\nnewline\x1b[31m"])
def test_complaints_are_one_line(capsys, message):
    terminal.complain(message)
    assert capsys.readouterr().err.count("\n") == 1


def test_a_reader_of_the_output_may_stop_early(folder):
    read("a.txt")
    command = [sys.executable, "-m", "utsyn.cli", "sql", "SELECT range AS n FROM range(30000)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline() == b'{"n": 0}\n'
        process.stdout.close()
        assert process.stderr.read() == b""
