"""`utsyn doctor`: whether everything that utsyn needs is there and works."""

import platform
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import typer

from utsyn.cli import options, terminal
from utsyn.errors import UtsynError

_PACKAGES = ("duckdb", "onnxruntime", "tokenizers", "numpy", "pyarrow", "typer", "rich")
_SAMPLE = "Utenriksministeren møtte sin tyske kollega i Berlin tirsdag."


def doctor(db: options.Database = options.DEFAULT_DATABASE) -> None:
    """Check the installation, the language model and the database; status 1 when something does not work.

    [bold]Examples[/bold]

    [dim]$[/dim] utsyn doctor

    [dim]$[/dim] utsyn doctor --db crisis.duckdb
    """
    from rich.text import Text

    broken = False
    for what, check in _checks(db):
        try:
            fine, found = True, check()
        except UtsynError as error:
            fine, found = False, str(error)
        except Exception as error:  # a damaged installation may fail in any way; that is the finding
            fine, found = False, f"{type(error).__name__}: {error}"
        broken = broken or not fine
        mark = Text.assemble(("ok      " if fine else "PROBLEM ", "green" if fine else "bold red"), f"{what}: ", found)
        terminal.show(mark)
    if broken:
        raise typer.Exit(1)


def _checks(db: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "python", lambda: f"{platform.python_version()} on {platform.platform(terse=True)}, {sys.executable}"
    yield "packages", _packages
    yield "language model", _model
    yield "coding", _coding
    yield "database", lambda: _database(db)


def _packages() -> str:
    from utsyn import __version__

    return ", ".join([f"utsyn {__version__}", *(f"{name} {metadata.version(name)}" for name in _PACKAGES)])


def _model() -> str:
    from utsyn import pipeline
    from utsyn.article import article_from_text
    from utsyn.record import coder_version

    (reading,) = pipeline.shared_reader().read_many([article_from_text(_SAMPLE, language="nb")])
    return f"{coder_version()} reads {len(reading.tokens)} words of a sample sentence"


def _coding() -> str:
    from utsyn.pipeline import read_text

    events = read_text(_SAMPLE, "2022-01-18", "nb")
    return f"finds {len(events)} events in it"


def _database(db: Path) -> str:
    from utsyn.record import Record

    if not db.exists():
        with Record(":temporary:"):
            return f"{db} does not exist yet; a new record can be made"
    with Record(db, read_only=True, wait=options.LOCK_WAIT) as record:
        facts, count = record.info(), record.verify()
    return (
        f"{db} holds {facts.articles} articles and {facts.events} events (schema {facts.schema_version}); "
        f"all {count} rows can be read"
    )
