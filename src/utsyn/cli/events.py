"""`utsyn events`: the events of the record, filtered."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from utsyn.cli import options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from utsyn.record import FoundEvent, Result

Several = list[str] | None


def events(
    actor: Annotated[Several, typer.Option("--actor", "-a", metavar="WHO", help="Code or name of an actor.")] = None,
    recipient: Annotated[
        Several, typer.Option("--recipient", "-r", metavar="WHO", help="Code or name of a recipient.")
    ] = None,
    source: Annotated[Several, typer.Option("--source", metavar="WHO", help="Code or name of who says so.")] = None,
    involving: Annotated[
        Several, typer.Option("--involving", "-i", metavar="WHO", help="Actor or recipient, whichever.")
    ] = None,
    type: Annotated[
        Several, typer.Option("--type", "-t", metavar="TYPE", help="CONSULT, or with its mode: CONSULT/visit.")
    ] = None,
    status: Annotated[
        Several,
        typer.Option("--status", "-s", metavar="STATUS", help="actual, future, hypothetical or negated."),
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    place: Annotated[Several, typer.Option("--place", metavar="NAME", help="Name of a place.")] = None,
    country: Annotated[Several, typer.Option("--country", metavar="CODE", help="Country of the place: UKR.")] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Words of the sentence.")] = None,
    language: options.Language = None,
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    force: options.Force = False,
    db: options.Database = options.DEFAULT_DATABASE,
) -> None:
    """List the record's events by date. An option that is given twice means either.

    [bold]Examples[/bold]

    [dim]$[/dim] utsyn events --actor RUS --recipient UKR --since 2022-01-01

    [dim]$[/dim] utsyn events --type CONSULT --status future --involving NATO

    [dim]$[/dim] utsyn events --type ASSAULT --country UKR --output assaults.parquet
    """
    from utsyn.cli.output import print_result

    form = options.query_format(format, output)
    since, until = options.check_day("since", since), options.check_day("until", until)
    with options.open_record(db) as record:
        found = record.events(
            actor=actor,
            recipient=recipient,
            source=source,
            involving=involving,
            type=type,
            status=status,
            since=since,
            until=until,
            place=place,
            country=country,
            text=text,
            language=language,
            limit=limit,
        )
        print_result(found, form, output=output, force=force, table=_table, objects=_objects)


def _table(found: "Result[FoundEvent]") -> "RenderableType":
    from utsyn.export import table

    return table.found_events(found)


def _objects(found: "Result[FoundEvent]") -> Iterator[dict[str, Any]]:
    from utsyn.export import ndjson

    return (ndjson.found_event(one) for part in found.parts() for one in part)
