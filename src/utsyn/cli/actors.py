"""`utsyn actors`: who acts in the record, and what says who they are."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from utsyn.cli import options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from utsyn.record import Result

app = typer.Typer(context_settings={"help_option_names": ["-h", "--help"]})


@app.callback(invoke_without_command=True)
def actors(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Part of a name, or a code.", show_default=False)
    ] = None,
    limit: options.Limit = None,
    format: options.Format = None,
    db: options.Database = options.DEFAULT_DATABASE,
) -> None:
    """List who acts in the record, most frequent first; `actors show NAME` gives the evidence.

    [bold]Examples[/bold]

    [dim]$[/dim] utsyn actors --limit 20

    [dim]$[/dim] utsyn actors --name Scholz

    [dim]$[/dim] utsyn actors show "Olaf Scholz"
    """
    from utsyn.cli.output import print_result

    if context.invoked_subcommand is not None:
        return
    with options.open_record(db) as record:
        print_result(record.actors(name, limit=limit), options.query_format(format, None))


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name.")],
    limit: options.Limit = None,
    format: options.Format = None,
    db: options.Database = options.DEFAULT_DATABASE,
) -> None:
    """Show the sentences that say who NAME is; readings that contradict each other stand side by side.

    [bold]Examples[/bold]

    [dim]$[/dim] utsyn actors show "Olaf Scholz"

    [dim]$[/dim] utsyn actors show "Olaf Scholz" --format json
    """
    from utsyn.cli.output import print_result
    from utsyn.errors import RecordError

    with options.open_record(db) as record:
        found = record.actor_evidence(name, limit=limit)
        if not found:
            raise RecordError(
                f"The record knows nobody called {name!r}. `utsyn actors --name` looks for parts of names."
            )
        print_result(found, options.query_format(format, None), table=_table)


def _table(found: "Result[Any]") -> "RenderableType":
    from utsyn.export import table

    names = ("published", "code", "sector", "title", "in these words", "by", "sentence", "article")
    return table.rows(
        names,
        (
            (
                table.published(one.published),
                one.code,
                one.sector,
                one.title,
                one.words,
                one.rule,
                one.sentence,
                one.key,
            )
            for one in found
        ),
    )
