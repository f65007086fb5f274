"""The command line's frame: its commands, its version, and what happens to errors."""

import os
import sys
from typing import Annotated

import typer

from utsyn.cli import actors, articles, doctor, events, export, info, read, sql, terminal, why
from utsyn.errors import UtsynError

app = typer.Typer(
    name="utsyn",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(read.read)
app.command("events")(events.events)
app.command("why")(why.why)
app.add_typer(actors.app, name="actors")
app.command("articles")(articles.articles)
app.command("sql")(sql.sql)
app.command("export")(export.export)
app.command("info")(info.info)
app.command("doctor")(doctor.doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        from utsyn import __version__

        typer.echo(f"utsyn {__version__}")
        raise typer.Exit()


@app.callback()
def utsyn(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads political news in ten languages and keeps the sourced record of a crisis, offline.

    [bold]Examples[/bold]

    [dim]$[/dim] utsyn read article.txt --published 2022-01-18

    [dim]$[/dim] utsyn events --actor RUS --since 2022-01-01 --format csv

    [dim]$[/dim] utsyn why 3fa85f64
    """


def run() -> None:
    """Run the command line and end the process."""
    try:
        app()
    except UtsynError as error:
        terminal.complain(str(error))
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output (`| head`) has what it wanted; keep the interpreter from flushing into the void.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
