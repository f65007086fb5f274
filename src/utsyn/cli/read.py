"""`utsyn read`: articles in, events out, and into the record."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from utsyn.cli import options, terminal
from utsyn.cli.options import ReadFormat

if TYPE_CHECKING:
    from utsyn.article import Article
    from utsyn.coding.event import Coding

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILE… | -", help="Files, folders (read recursively), or - for standard input."),
]


def read(
    sources: Sources = None,
    published: Annotated[
        str | None,
        typer.Option("--published", "-p", metavar="DATE", help="2022-01-18, 2022-01 or 2022; overrides the file."),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", "-l", metavar="CODE", help="nb, nn, sv, …; found out when not given.")
    ] = None,
    format: Annotated[
        ReadFormat | None, typer.Option("--format", "-f", help="Default: table on a terminal, ndjson when piped.")
    ] = None,
    db: options.Database = options.DEFAULT_DATABASE,
    no_store: Annotated[bool, typer.Option("--no-store", help="Only print; leave the record alone.")] = False,
) -> None:
    """Read articles, print the events they report, and keep them in the record.

    Reading an article again changes nothing. What cannot be read is named on standard error; the rest goes on.

    [bold]Examples[/bold]

    [dim]$[/dim] utsyn read article.txt --published 2022-01-18

    [dim]$[/dim] utsyn read archive/ --db crisis.duckdb

    [dim]$[/dim] curl -s https://example.org/news.html | utsyn read - --no-store --format json
    """
    from utsyn.article import articles_from
    from utsyn.errors import ArticleError

    found = _sources(sources)
    stdin = sys.stdin.buffer if "-" in found else None
    try:
        inputs = articles_from(found, published=published, language=language, stdin=stdin)
    except ArticleError as error:
        raise typer.BadParameter(str(error)) from error
    chosen = format or (ReadFormat.TABLE if terminal.is_terminal() else ReadFormat.NDJSON)
    run = _Run(db=None if no_store else db)
    run.print(inputs, chosen)
    if run.failed:
        raise typer.Exit(1)


def _sources(given: list[str] | None) -> list[str]:
    if given:
        return given
    if sys.stdin is None or sys.stdin.isatty():
        raise typer.BadParameter("name a file or a folder, or - for standard input.", param_hint="FILE")
    return ["-"]


class _Run:
    """One call of `read`: reads in batches, stores each batch before it is printed, and remembers failures."""

    def __init__(self, db: Path | None) -> None:
        self.failed = False
        self._db = db

    def print(self, inputs: Iterable[Any], form: ReadFormat) -> None:
        """Read everything and print it."""
        from utsyn.export import contract, ndjson, table

        with ExitStack() as stack:
            progress = stack.enter_context(terminal.Progress("reading articles"))
            batches = self._coded_batches(inputs, stack)
            if form is ReadFormat.JSON:
                pairs = (pair for batch in _counted(batches, progress) for pair in batch)
                terminal.write(ndjson.array(contract.article_object(*pair) for pair in pairs))
                return
            for batch in _counted(batches, progress):
                with progress.paused():
                    if form is ReadFormat.TABLE:
                        for pair in batch:
                            terminal.show(table.article(*pair))
                    else:
                        terminal.write(ndjson.lines(contract.article_object(*pair) for pair in batch))

    def _coded_batches(self, inputs: Iterable[Any], stack: ExitStack) -> "Iterator[list[tuple[Article, Coding]]]":
        from utsyn import pipeline
        from utsyn.errors import RecordError
        from utsyn.record import Record, coder_version

        record = memory = None
        if self._db is not None:
            record = stack.enter_context(Record(self._db, wait=options.LOCK_WAIT))
            memory = record.memory()
        coder = coder_version()
        reader: pipeline.ArticleReader | None = None
        for batch in pipeline.batches(self._articles(inputs), pipeline.BATCH):
            known = record.known(batch, coder=coder) if record else {}
            unread = [article for article in batch if article.id not in known]
            if unread and reader is None:
                reader = pipeline.load_reader()
            fresh = list(pipeline.read_articles(unread, reader=reader, memory=memory))
            codings = {article.id: coding for article, coding in fresh}
            pairs = [(article, known.get(article.id) or codings[article.id]) for article in batch]
            readable = [pair for pair in pairs if not isinstance(pair[1], pipeline.Failure)]
            self._report(pairs, len(readable))
            if record is None:
                yield readable
                continue
            try:
                record.add_many(readable, coder=coder)
            except RecordError:
                # What has been read is not lost with the record.
                yield readable
                raise
            yield readable

    def _articles(self, inputs: Iterable[Any]) -> "Iterator[Article]":
        """The articles; each problem is reported where it stands."""
        from utsyn.article import Article

        for one in inputs:
            if isinstance(one, Article):
                yield one
            else:
                self.failed = True
                line = f", line {one.line}" if one.line is not None and f":{one.line}" not in one.key else ""
                terminal.complain(f"{one.key}{line}: {one.message}")

    def _report(self, pairs: "list[tuple[Article, Coding]]", readable: int) -> None:
        from utsyn.export import contract

        self.failed = self.failed or readable < len(pairs)
        for article, coding in pairs:
            for warning in contract.warnings_of(article, coding):
                terminal.complain(f"{article.key}: {warning}")


def _counted(
    batches: "Iterable[list[tuple[Article, Coding]]]", progress: terminal.Progress
) -> "Iterator[list[tuple[Article, Coding]]]":
    for batch in batches:
        progress.advance(len(batch))
        yield batch
