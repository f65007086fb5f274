"""`utsyn sql`: a question to the record in SQL."""

from typing import Annotated

import typer

from utsyn.cli import options


def sql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="One reading statement in DuckDB's SQL.")],
    format: options.Format = None,
    output: options.Output = None,
    force: options.Force = False,
    db: options.Database = options.DEFAULT_DATABASE,
) -> None:
    """Ask the record in SQL. Nothing can be changed; other files cannot be reached.

    Tables: articles, article_versions, events, participants, mentions, quantities, why, learned_actors. The views
    current_articles, current_events and current_quantities leave out older versions of an article.

    [bold]Examples[/bold]

    [dim]$[/dim] utsyn sql "SELECT type, count(*) AS n FROM current_events GROUP BY type ORDER BY n DESC"

    [dim]$[/dim] utsyn sql "DESCRIBE events"

    [dim]$[/dim] utsyn sql "FROM current_quantities WHERE kind = 'soldiers'" --output soldiers.csv
    """
    from utsyn.cli.output import print_result

    with options.open_record(db) as record:
        print_result(record.sql(query), options.query_format(format, output), output=output, force=force)
