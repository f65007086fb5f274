"""`utsyn info`: the record in figures."""

from dataclasses import asdict
from typing import Annotated

import typer

from utsyn.cli import options, terminal
from utsyn.cli.options import ReadFormat


def info(
    format: Annotated[ReadFormat | None, typer.Option("--format", "-f", help="Default: table on a terminal.")] = None,
    db: options.Database = options.DEFAULT_DATABASE,
) -> None:
    """Say how much the record holds, from when to when, and which versions made it.

    [bold]Examples[/bold]

    [dim]$[/dim] utsyn info

    [dim]$[/dim] utsyn info --db crisis.duckdb --format json
    """
    from utsyn.export import contract, ndjson, table

    with options.open_record(db) as record:
        facts = {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(record.info()).items()
        }
    chosen = format or (ReadFormat.TABLE if terminal.is_terminal() else ReadFormat.NDJSON)
    if chosen is ReadFormat.TABLE:
        terminal.show(table.facts(facts))
    else:
        terminal.write([contract.line(ndjson.row(facts), indent=2 if chosen is ReadFormat.JSON else None) + "\n"])
