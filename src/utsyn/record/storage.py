"""Opens the record's DuckDB file, creates or migrates it, and turns every database failure into a RecordError."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb

from utsyn import __version__
from utsyn.errors import RecordError

STORAGE_VERSION = "v1.2.0"
"""File format of new records, so that DuckDB clients from 1.2 on can open them."""

# DuckDB would otherwise fetch extensions for a foreign file, or let a query read files and Python variables.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": STORAGE_VERSION,
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
_MAGIC = slice(8, 12)
_HEADERS = 3 * 4096
_RETRY_EVERY = 0.1


@cache
def migrations() -> tuple[tuple[int, str, str], ...]:
    """Number, name and SQL text of each file in `schema/`, in order."""
    files = sorted(resources.files("utsyn.record").joinpath("schema").iterdir(), key=lambda file: file.name)
    return tuple(
        (int(file.name[:4]), file.name[5:-4], file.read_text("utf-8")) for file in files if file.name.endswith(".sql")
    )


@cache
def named_query(name: str) -> str:
    """SQL text of `sql/<name>.sql`."""
    return resources.files("utsyn.record").joinpath("sql", f"{name}.sql").read_text("utf-8")


def open_database(path: Path, *, read_only: bool, wait: float) -> duckdb.DuckDBPyConnection:
    """Connection to the record at `path`, created (unless `read_only`) or migrated when needed.

    `wait` is how many seconds to wait for another process to let go of the file.
    Raises RecordError when the file is missing, foreign, damaged, locked, newer than this program or not accessible.
    """
    if not path.exists():
        if read_only:
            raise RecordError(f"There is no record at {path}. `utsyn read FILE --db {path}` makes one.")
        _create(path)
    _check_magic(path)
    connection = _connect(path, read_only=read_only, wait=wait)
    try:
        _check_length(connection, path)
        pending = _pending(connection, path)
        if pending and read_only:
            connection.close()
            open_database(path, read_only=False, wait=wait).close()
            connection = _connect(path, read_only=True, wait=wait)
        elif pending:
            migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Bring the record up to this program's schema in one transaction."""
    with translated(path), transaction(connection):
        for number, name, sql in _pending(connection, path):
            connection.execute(sql)
            connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", [number, name, __version__])


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit when the block ends, roll back when it fails in any way."""
    connection.execute("BEGIN TRANSACTION")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After a fatal error (a full disk) DuckDB has closed the transaction itself.
        with suppress(duckdb.Error):
            connection.execute("ROLLBACK")
        raise


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn DuckDB's and the system's errors into RecordErrors that name the file and say what to do."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise RecordError(explain(error, path)) from error


def explain(error: Exception, path: Path) -> str:
    """What went wrong with the record at `path`, and what to do about it."""
    text = str(error)
    for pattern, advice in _EXPLANATIONS:
        if found := re.search(pattern, text, re.IGNORECASE):
            return advice.format(path=path, first=found.group(1) if found.groups() else "", error=_first_line(text))
    return f"The record {path} could not be used: {_first_line(text)}"


_EXPLANATIONS = (
    (
        r"set lock.*?(\(PID \d+\)|$)",
        "The record {path} is in use by another process {first}. "
        "Wait until it has finished, or name another file with --db.",
    ),
    (
        r"no space left|not enough space|disk full|quota exceeded|file too large|\(28\)",
        "The disk of {path} is full. Nothing of the last batch was stored and what was there before is whole; "
        "free some space and read again.",
    ),
    (
        r"checksum|corrupt|could not read enough bytes|failed to deserialize|serialization error|out of range.*block"
        r"|failed to replay|wal file",
        "The record {path} is damaged ({error}). Restore it from a copy, or move it away and read the articles again.",
    ),
    (
        r"database has been invalidated",
        "The record {path} stopped after an earlier failure ({error}). Open it again; what had been stored is whole.",
    ),
    (
        r"database file with version number (\d+)|version mismatch|newer version",
        "The record {path} was written by a newer DuckDB. Upgrade duckdb: pip install --upgrade duckdb.",
    ),
    (
        r"permission denied|read-only file system|operation not permitted|attached in read-only mode",
        "The record {path} may not be written ({error}). Check its rights and those of its folder.",
    ),
    (r"no such file or directory|not a directory", "The folder of the record {path} does not exist. Create it first."),
    (
        r"different configuration",
        "The record {path} is already open in this program with other settings. Close it first.",
    ),
)


def _create(path: Path) -> None:
    """Write an empty record beside `path` and move it there whole, so that a kill leaves no half-made file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    with translated(path):
        draft.unlink(missing_ok=True)
    try:
        connection = _connect(draft, read_only=False, wait=0, shown=path)
        try:
            migrate(connection, path)
            with translated(path):
                connection.execute("CHECKPOINT")
        finally:
            connection.close()
        with translated(path):
            _move(draft, path)
    finally:
        for leftover in (draft, draft.with_name(draft.name + ".wal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def _move(draft: Path, path: Path) -> None:
    """Give the draft its name unless another process was faster."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        draft.rename(path)


def _check_magic(path: Path) -> None:
    """Refuse what is not a DuckDB file before DuckDB guesses at it."""
    if path.is_dir():
        raise RecordError(f"{path} is a folder; the record is a single file, for example {path / 'utsyn.duckdb'}.")
    with translated(path), path.open("rb") as file:
        head = file.read(16)
    if not head:
        raise RecordError(f"{path} is empty and so not a record. Delete it, or name another file with --db.")
    if head[_MAGIC] != b"DUCK":
        raise RecordError(f"{path} is not a DuckDB database. Name another file with --db; this one was left as it is.")


def _check_length(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Refuse a file that was cut off: DuckDB reads blocks late and would find out in the middle of the work.

    Only blocks in use are counted, since DuckDB itself cuts free ones off at the end.
    """
    with translated(path):
        used = connection.execute(
            "SELECT block_size * used_blocks FROM pragma_database_size() WHERE database_name = current_database()"
        ).fetchone()
        if used and path.stat().st_size < _HEADERS + used[0]:
            raise RecordError(explain(duckdb.Error("corrupt: the file is shorter than its header says"), path))


def _connect(path: Path, *, read_only: bool, wait: float, shown: Path | None = None) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + wait
    while True:
        try:
            return duckdb.connect(str(path), read_only=read_only, config=_SETTINGS)
        except duckdb.ConnectionException as error:
            # The file is open for writing in this very process: share it, the caller keeps to reading.
            if not read_only or "different configuration" not in str(error):
                raise RecordError(explain(error, shown or path)) from error
            read_only = False
        except (duckdb.Error, OSError) as error:
            if "set lock" not in str(error) or time.monotonic() >= deadline:
                raise RecordError(explain(error, shown or path)) from error
            time.sleep(_RETRY_EVERY)


def _pending(connection: duckdb.DuckDBPyConnection, path: Path) -> list[tuple[int, str, str]]:
    """Migrations that the file still lacks; RecordError when it is foreign or newer."""
    with translated(path):
        tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        if tables and not {"migrations", "articles"} <= tables:
            raise RecordError(f"{path} is a DuckDB database but not a record of utsyn. It was left as it is.")
        rows = connection.execute("SELECT max(number) FROM migrations").fetchall() if tables else []
    stored = (rows[0][0] or 0) if rows else 0
    newest = migrations()[-1][0]
    if stored > newest:
        raise RecordError(
            f"The record {path} was written by a newer utsyn (schema {stored}; this one knows {newest}). "
            "Upgrade utsyn: pip install --upgrade utsyn."
        )
    return [migration for migration in migrations() if migration[0] > stored]


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]
