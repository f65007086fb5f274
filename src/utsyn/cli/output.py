"""Prints the rows of a query in the format that was asked for."""

import io
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from utsyn.cli import terminal
from utsyn.cli.options import QueryFormat

if TYPE_CHECKING:
    from rich.console import RenderableType

    from utsyn.record import Result

Item = TypeVar("Item")


def print_result(
    result: "Result[Item]",
    form: QueryFormat,
    *,
    output: Path | None = None,
    force: bool = False,
    table: "Callable[[Result[Item]], RenderableType] | None" = None,
    objects: "Callable[[Result[Item]], Iterable[dict[str, Any]]] | None" = None,
) -> None:
    """Print a result; `table` and `objects` make its table and its JSON objects when plain rows will not do."""
    if form is QueryFormat.TABLE and output is None:
        terminal.show((table or plain_table)(result))
    elif form is QueryFormat.TABLE:
        raise typer.BadParameter("a file takes json, ndjson, csv or parquet.", param_hint="--format")
    elif output is not None:
        with terminal.new_file(output, force=force) as file:
            file.writelines(_bytes(result, form, objects or plain_objects))
    elif form is QueryFormat.PARQUET:
        _print_bytes(_bytes(result, form, plain_objects))
    else:
        terminal.write(_text(result, form, objects or plain_objects))


def plain_table(result: "Result[Any]") -> "RenderableType":
    """The rows as they are."""
    from utsyn.export import table

    return table.rows(result.arrow().column_names, (list(row.values()) for row in result.dicts()))


def plain_objects(result: "Result[Any]") -> Iterable[dict[str, Any]]:
    """The rows as JSON objects."""
    from utsyn.export import ndjson

    return (ndjson.row(values) for part in result.parts() for values in part.dicts())


def _text(
    result: "Result[Any]", form: QueryFormat, objects: "Callable[[Result[Any]], Iterable[dict[str, Any]]]"
) -> Iterable[str]:
    from utsyn.export import csv, ndjson

    if form is QueryFormat.CSV:
        out = io.StringIO()
        csv.write(result.arrow(), out)
        return [out.getvalue()]
    return ndjson.array(objects(result)) if form is QueryFormat.JSON else ndjson.lines(objects(result))


def _bytes(
    result: "Result[Any]", form: QueryFormat, objects: "Callable[[Result[Any]], Iterable[dict[str, Any]]]"
) -> Iterable[bytes]:
    from utsyn.export import parquet

    if form is QueryFormat.PARQUET:
        out = io.BytesIO()
        parquet.write(result.arrow(), out)
        return [out.getvalue()]
    return (text.encode("utf-8", "replace") for text in _text(result, form, objects))


def _print_bytes(content: Iterable[bytes]) -> None:
    if terminal.is_terminal():
        raise typer.BadParameter("parquet is not for the terminal: give --output FILE.", param_hint="--format")
    sys.stdout.buffer.writelines(content)
    sys.stdout.flush()
