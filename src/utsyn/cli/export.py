"""`utsyn export`: the whole record as files."""

import io
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from utsyn.cli import options, terminal

if TYPE_CHECKING:
    from utsyn.record import Record

_TOGETHER = 200


class ExportFormat(StrEnum):
    """What the files are."""

    NDJSON = "ndjson"
    CSV = "csv"
    PARQUET = "parquet"


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the files go; made when missing.")],
    format: Annotated[ExportFormat, typer.Option("--format", "-f", help="Format of the files.")] = ExportFormat.PARQUET,
    force: options.Force = False,
    db: options.Database = options.DEFAULT_DATABASE,
) -> None:
    """Write the record to FOLDER, newest article versions only.

    parquet and csv give a file per table; ndjson gives articles.ndjson, one article a line as `utsyn read` prints it.

    [bold]Examples[/bold]

    [dim]$[/dim] utsyn export out/ --format csv

    [dim]$[/dim] utsyn export out/ --format ndjson --db crisis.duckdb
    """
    with options.open_record(db) as record:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise terminal.OutputError(f"The folder {folder} cannot be made: {error.strerror}.") from error
        if format is ExportFormat.NDJSON:
            _articles(record, folder / "articles.ndjson", force)
        else:
            _tables(record, folder, format, force)


def _articles(record: "Record", path: Path, force: bool) -> None:
    with terminal.new_file(path, force=force) as file, terminal.Progress("articles") as progress:
        for line in _article_lines(record):
            file.write(line.encode("utf-8", "replace"))
            progress.advance(1)
    terminal.complain(f"wrote {path}")


def _article_lines(record: "Record") -> Iterator[str]:
    from utsyn.export import contract

    ids = [article.id for article in record.articles()]
    for first in range(0, len(ids), _TOGETHER):
        some = ids[first : first + _TOGETHER]
        codings = record.codings(some)
        for id in some:
            article = record.article(id)
            if article is not None and id in codings:
                yield contract.line(contract.article_object(article, codings[id])) + "\n"


def _tables(record: "Record", folder: Path, form: ExportFormat, force: bool) -> None:
    from utsyn.export import csv, parquet
    from utsyn.record import EXPORTED_TABLES

    for name in EXPORTED_TABLES:
        path = folder / f"{name}.{form}"
        with terminal.new_file(path, force=force) as file:
            if form is ExportFormat.PARQUET:
                parquet.write(record.table(name), file)
            else:
                text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="", write_through=True)
                csv.write(record.table(name), text)
                text.detach()
        terminal.complain(f"wrote {path}")
