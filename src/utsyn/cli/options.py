"""Options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from utsyn.cli import terminal

if TYPE_CHECKING:
    from utsyn.record import Record

LOCK_WAIT = 10.0
"""Seconds that a command waits for another one that is writing."""


class ReadFormat(StrEnum):
    """How `read` prints."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"


class QueryFormat(StrEnum):
    """How queries print."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    CSV = "csv"
    PARQUET = "parquet"


Database = Annotated[
    Path, typer.Option("--db", envvar="UTSYN_DB", metavar="FILE", help="The record's database.", show_default=True)
]
Format = Annotated[
    QueryFormat | None,
    typer.Option("--format", "-f", help="Default: table on a terminal, ndjson when piped.", show_default=False),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead.", show_default=False),
]
Force = Annotated[bool, typer.Option("--force", help="Replace an existing file.")]
Limit = Annotated[
    int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many.", show_default=False)
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="From this day on (2022-01-18).", show_default=False)
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help="Up to this day (2022-01-31).", show_default=False)
]
Language = Annotated[
    list[str] | None,
    typer.Option("--language", "-l", metavar="CODE", help="Articles in this language.", show_default=False),
]

DEFAULT_DATABASE = Path("utsyn.duckdb")


def open_record(db: Path) -> "Record":
    """The record for reading; waits a while for another command that is writing."""
    from utsyn.record import Record

    return Record(db, read_only=True, wait=LOCK_WAIT)


def query_format(given: QueryFormat | None, output: Path | None) -> QueryFormat:
    """The format that was asked for, or the one that the file's name or the terminal suggests."""
    if given:
        return given
    if output:
        by_name = {".csv": QueryFormat.CSV, ".parquet": QueryFormat.PARQUET, ".json": QueryFormat.JSON}
        return by_name.get(output.suffix.lower(), QueryFormat.NDJSON)
    return QueryFormat.TABLE if terminal.is_terminal() else QueryFormat.NDJSON


def check_day(name: str, day: str | None) -> str | None:
    """The day itself; a usage error when there is no such day."""
    from datetime import date

    try:
        return day and date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{day!r} is not a day such as 2022-01-18.", param_hint=f"--{name}") from error
