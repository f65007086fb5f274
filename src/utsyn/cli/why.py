"""`utsyn why`: what an event of the record rests on."""

from typing import Annotated

import typer

from utsyn.cli import options, terminal
from utsyn.cli.options import ReadFormat


def why(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Id of an event, or its beginning.")],
    format: Annotated[ReadFormat | None, typer.Option("--format", "-f", help="Default: table on a terminal.")] = None,
    db: options.Database = options.DEFAULT_DATABASE,
) -> None:
    """Show the sentences of an event with its words marked, and what each field was derived from.

    [bold]Examples[/bold]

    [dim]$[/dim] utsyn why 3fa85f64

    [dim]$[/dim] utsyn why 3fa8 --format json
    """
    from utsyn.export import contract, ndjson, table

    with options.open_record(db) as record:
        found = record.why(event)
    chosen = format or (ReadFormat.TABLE if terminal.is_terminal() else ReadFormat.NDJSON)
    if chosen is ReadFormat.TABLE:
        terminal.show(table.evidence(found))
    else:
        terminal.write([contract.line(ndjson.evidence(found), indent=2 if chosen is ReadFormat.JSON else None) + "\n"])
