"""`utsyn articles`: what has been read."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from utsyn.cli import options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from utsyn.record import Result


def articles(
    language: options.Language = None,
    text: Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Words of title or text.")] = None,
    since: options.Since = None,
    until: options.Until = None,
    all_versions: Annotated[bool, typer.Option("--all-versions", help="Older texts of the same source too.")] = False,
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    force: options.Force = False,
    db: options.Database = options.DEFAULT_DATABASE,
) -> None:
    """List the articles of the record by publication date.

    [bold]Examples[/bold]

    [dim]$[/dim] utsyn articles --language nb --since 2022-01-01

    [dim]$[/dim] utsyn articles --text Berlin --all-versions
    """
    from utsyn.cli.output import print_result

    form = options.query_format(format, output)
    since, until = options.check_day("since", since), options.check_day("until", until)
    with options.open_record(db) as record:
        found = record.articles(
            language=language, text=text, since=since, until=until, all_versions=all_versions, limit=limit
        )
        print_result(found, form, output=output, force=force, table=_table)


def _table(found: "Result[Any]") -> "RenderableType":
    from utsyn.export import table

    names = ("id", "published", "language", "title", "publisher", "key", "version", "events")
    return table.rows(
        names,
        (
            (
                one.id[: table.ID_LENGTH],
                table.published(one.published),
                one.language,
                one.title,
                one.publisher,
                one.key,
                f"{one.version}" + ("" if one.is_newest else " (old)"),
                one.events,
            )
            for one in found
        ),
    )
