"""The file: made whole, migrated in one step, and never misread when something is wrong with it."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from factories_record import TEXT, article, coding, meeting
from utsyn.errors import RecordError
from utsyn.record import Record, storage

HERE = Path(__file__).parents[1]


def run(code: str, *arguments: str, **given) -> subprocess.Popen:
    command = [sys.executable, "-c", code, *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, **given)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("not a database " * 1000)


def sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE events (id)")
    connection.commit()
    connection.close()


def foreign(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE events (id INTEGER)")


def half(path: Path) -> None:
    with Record(path) as record:
        record.add(article(), coding())
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path: Path) -> None:
    with Record(path) as record:
        record.add(article(), coding())
    content = bytearray(path.read_bytes())
    for index in range(9000, len(content), 997):
        content[index] ^= 0xFF
    path.write_bytes(content)


def newer(path: Path) -> None:
    with Record(path) as record:
        record._connection.execute("INSERT INTO migrations VALUES (9999, 'of the future', '9.0')")


def newer_duckdb(path: Path) -> None:
    Record(path).close()
    content = bytearray(path.read_bytes())
    content[12:20] = (60000).to_bytes(8, "little")
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        pytest.param(empty, "is empty", id="empty"),
        pytest.param(text, "not a DuckDB database", id="text"),
        pytest.param(sqlite, "not a DuckDB database", id="sqlite"),
        pytest.param(foreign, "not a record of utsyn", id="foreign-duckdb"),
        pytest.param(half, "damaged", id="cut-in-half"),
        pytest.param(flipped, "damaged", id="flipped-bytes"),
        pytest.param(newer, "newer utsyn", id="newer-schema"),
        pytest.param(newer_duckdb, "newer DuckDB|damaged", id="newer-duckdb"),
        pytest.param(Path.mkdir, "is a folder", id="folder"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True], ids=["writing", "reading"])
def test_a_file_that_is_no_record_is_refused_and_left_alone(tmp_path, spoil, message, read_only):
    path = tmp_path / "r.duckdb"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(RecordError, match=message) as caught:
        Record(path, read_only=read_only)
    assert str(path) in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize(
    ("path", "read_only", "message"),
    [
        pytest.param("nowhere/r.duckdb", False, "folder of the record .* does not exist", id="no-folder"),
        pytest.param("missing.duckdb", True, "There is no record at", id="missing-for-reading"),
    ],
)
def test_a_place_without_record(tmp_path, path, read_only, message):
    with pytest.raises(RecordError, match=message):
        Record(tmp_path / path, read_only=read_only)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "message"),
    [
        pytest.param(duckdb.IOException("Could not write all bytes: No space left on device"), "full", id="disk-full"),
        pytest.param(OSError(28, "No space left on device"), "full", id="disk-full-system"),
        pytest.param(duckdb.IOException("Cannot open file: Permission denied"), "may not be written", id="rights"),
        pytest.param(OSError(30, "Read-only file system"), "may not be written", id="read-only-disk"),
        pytest.param(
            duckdb.IOException('Could not set lock on file "x": Conflicting lock is held in python (PID 7)'),
            r"in use by another process \(PID 7\)",
            id="locked",
        ),
        pytest.param(duckdb.FatalException("database has been invalidated"), "Open it again", id="after-failure"),
        pytest.param(duckdb.Error("Corrupt database file: computed checksum"), "damaged", id="checksum"),
        pytest.param(duckdb.Error("Something new"), "could not be used: Something new", id="unforeseen"),
    ],
)
def test_failures_are_explained(tmp_path, error, message):
    with pytest.raises(RecordError, match=message), storage.translated(tmp_path / "r.duckdb"):
        raise error


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may write anywhere")
def test_a_file_without_rights(tmp_path):
    path = tmp_path / "r.duckdb"
    Record(path).close()
    path.chmod(0o444)
    with pytest.raises(RecordError, match="may not be written"):
        Record(path)


def test_a_full_disk_loses_only_the_batch(tmp_path, monkeypatch):
    path = tmp_path / "r.duckdb"
    with Record(path) as record:
        record.add(article(), coding())
        real = Record._insert_rows

        def full(self, table, content):
            if table == "quantities":
                raise duckdb.IOException("Could not write file: No space left on device")
            real(self, table, content)

        monkeypatch.setattr(Record, "_insert_rows", full)
        with pytest.raises(RecordError, match="full"):
            record.add(article(TEXT + " Mer.", key="b"), coding(TEXT))
        monkeypatch.undo()
        assert [one.key for one in record.articles(all_versions=True)] == ["a.txt"]
        record.add(article(TEXT + " Mer.", key="b"), coding(TEXT))
    with Record(path) as record:
        assert len(record.articles()) == 2


FILLER = """
import resource, signal, sys
from factories_record import article
from utsyn.coding.event import Coding
from utsyn.errors import RecordError
from utsyn.record import Record
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
record, number = Record(sys.argv[1]), 0
try:
    for number in range(100):
        record.add(article(f"{number} " * 20_000, key=str(number)), Coding((), ()))
except RecordError as error:
    print(number, len(record.articles()), error, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on the size of files")
def test_when_the_system_takes_no_more_the_file_stays_whole(tmp_path):
    path = tmp_path / "r.duckdb"
    with run(FILLER, str(path)) as process:
        stored, seen, message = process.stdout.read().split(" ", 2)
    assert "is full" in message
    assert stored == seen != "0"
    with Record(path) as record:
        assert len(record.articles()) == int(stored)


WRITER = """
import sys
from factories_record import TEXT, article, coding, meeting
from utsyn.record import Record
record = Record(sys.argv[1])
for number in range(10_000):
    text = f"{TEXT} {number}"
    codings = [coding(text, meeting(text, id=f"{number}-{n}")) for n in range(5)]
    record.add_many((article(f"{text}/{n}", key=f"{number}/{n}"), one) for n, one in enumerate(codings))
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [0, 1, 4])
def test_killed_while_writing_it_opens_again_whole(tmp_path, after):
    path = tmp_path / "r.duckdb"
    with run(WRITER, str(path)) as process:
        for _ in range(after):
            process.stdout.readline()
        process.kill()
    if not path.exists():
        assert after == 0
    with Record(path) as record:
        articles, events = len(record.articles()), len(record.events())
        assert articles == events
        assert articles % 5 == 0 and articles >= 5 * after
        assert record.add(article(key="new"), coding(TEXT, meeting(id="new"))).new == 1


HOLDER = """
import sys
from utsyn.record import Record
record = Record(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
record.close()
"""


@pytest.mark.parametrize("read_only", [False, True], ids=["writing", "reading"])
def test_a_record_that_another_process_writes_is_in_use(tmp_path, read_only):
    path = tmp_path / "r.duckdb"
    with run(HOLDER, str(path)) as process:
        process.stdout.readline()
        with pytest.raises(RecordError, match=rf"in use by another process \(PID {process.pid}\)"):
            Record(path, read_only=read_only)
        process.stdin.close()
        process.wait()
    Record(path, read_only=read_only).close()


def test_a_second_writer_waits_for_the_first(tmp_path):
    path = tmp_path / "r.duckdb"
    with run(HOLDER, str(path)) as process:
        process.stdout.readline()
        release = threading.Timer(0.3, process.stdin.close)
        release.start()
        with Record(path, wait=30) as record:
            assert record.info().articles == 0
        release.join()


def test_several_may_read_at_once(tmp_path):
    path = tmp_path / "r.duckdb"
    Record(path).close()
    with run(HOLDER.replace("Record(sys.argv[1])", "Record(sys.argv[1], read_only=True)"), str(path)) as process:
        process.stdout.readline()
        with Record(path, read_only=True) as record:
            assert record.info().articles == 0
        process.stdin.close()


def test_one_program_may_write_and_read_at_once(tmp_path):
    with Record(tmp_path / "r") as writer, Record(tmp_path / "r", read_only=True) as reader:
        writer.add(article(), coding())
        assert reader.info().articles == 1
        with pytest.raises(RecordError, match="for reading only"):
            reader.add(article(), coding())


def test_threads_may_share_a_record(tmp_path):
    with Record(tmp_path / "r") as record:

        def add(number: int) -> None:
            record.add(article(f"{TEXT} {number}", key=str(number)), coding(TEXT, meeting(id=str(number))))

        threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(record.events()) == 8


def test_two_processes_that_make_the_file_at_once_share_it(tmp_path):
    code = "import sys; from utsyn.record import Record; Record(sys.argv[1], wait=60).close()"
    processes = [run(code, str(tmp_path / "r.duckdb")) for _ in range(2)]
    assert [process.communicate() and process.returncode for process in processes] == [0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["r.duckdb"]


def test_new_files_have_the_old_format(tmp_path):
    Record(tmp_path / "r").close()
    assert (tmp_path / "r").read_bytes()[12] == 65  # DuckDB 1.2


def first_schema(path: Path) -> None:
    """A file as the first schema left it."""
    with duckdb.connect(str(path)) as connection:
        number, name, sql = storage.migrations()[0]
        connection.execute(sql)
        connection.execute("INSERT INTO migrations VALUES (?, ?, '0.0')", [number, name])
        connection.execute(
            "INSERT INTO articles (id, key, language, text, prose_start, warnings) "
            "VALUES ('a1', 'k', 'nb', 'Tekst.', 0, [])"
        )
        connection.execute(
            "INSERT INTO article_versions (lineage, version, article, key) VALUES ('key:k', 1, 'a1', 'k')"
        )


@pytest.mark.parametrize("read_only", [False, True], ids=["writing", "reading"])
def test_an_old_file_is_migrated_and_keeps_its_content(tmp_path, read_only):
    path = tmp_path / "old.duckdb"
    first_schema(path)
    with Record(path, read_only=read_only) as record:
        assert record.info().schema_version == storage.migrations()[-1][0]
        assert [one.key for one in record.articles()] == ["k"]


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "old.duckdb"
    first_schema(path)
    steps = (*storage.migrations(), (9000, "broken", "CREATE TABLE half (i INTEGER); SELECT nonsense"))
    monkeypatch.setattr(storage, "migrations", lambda: steps)
    with pytest.raises(RecordError):
        Record(path)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT max(number) FROM migrations").fetchone() == (1,)
        names = {name for (name,) in connection.execute("SELECT view_name FROM duckdb_views()").fetchall()}
        assert "current_articles" not in names


def test_migrations_are_numbered_without_gaps():
    assert [number for number, _, _ in storage.migrations()] == list(range(1, len(storage.migrations()) + 1))


def test_a_temporary_record_leaves_nothing():
    with Record(":temporary:") as record:
        folder = record.path.parent
        record.add(article(), coding())
    assert not folder.exists()


def test_a_closed_record_says_so(tmp_path):
    record = Record(tmp_path / "r")
    record.close()
    with pytest.raises(RecordError):
        record.info()
