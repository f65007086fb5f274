"""`utsyn read`: articles in, events out, and into the record."""

import sys
import time
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
    from utsyn.record import Record

_HOLD = 3.0
"""Seconds after which the record is let go of while the next articles are read."""

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

        store = stack.enter_context(_Store(self._db)) if self._db is not None else None
        reader: pipeline.ArticleReader | None = None
        for batch in pipeline.batches(self._articles(inputs), pipeline.BATCH):
            known = store.known(batch) if store else {}
            unread = [article for article in batch if article.id not in known]
            if unread and reader is None:
                reader = pipeline.load_reader()
            memory = store.memory if store else None
            fresh = pipeline.read_articles(unread, reader=reader, memory=memory)
            codings = known | {article.id: coding for article, coding in fresh}
            pairs = [(article, codings[article.id]) for article in batch]
            readable = [pair for pair in pairs if not isinstance(pair[1], pipeline.Failure)]
            self._report(pairs, len(readable))
            try:
                if store:
                    store.add(readable)
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


class _Store:
    """The record while articles are read: let go of now and then, so that other commands get their turn."""

    def __init__(self, db: Path) -> None:
        from utsyn.record import coder_version

        self._db = db
        self._coder = coder_version()
        self._record: Record | None = None
        self._since = 0.0
        self.memory = self._open().memory()

    def __enter__(self) -> "_Store":
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def known(self, batch: "list[Article]") -> "dict[str, Coding]":
        """The codings that the record has; afterwards, while the model works, others may have the file."""
        found = self._open().known(batch, coder=self._coder)
        if len(found) < len(batch) and time.monotonic() - self._since > _HOLD:
            self._close()
        return found

    def add(self, pairs: "list[tuple[Article, Coding]]") -> None:
        """Store a batch in one transaction."""
        self._open().add_many(pairs, coder=self._coder)

    def _open(self) -> "Record":
        from utsyn.record import Record

        if self._record is None:
            self._record = Record(self._db, wait=options.LOCK_WAIT)
            self._since = time.monotonic()
        return self._record

    def _close(self) -> None:
        if self._record is not None:
            self._record.close()
            self._record = None


def _counted(
    batches: "Iterable[list[tuple[Article, Coding]]]", progress: terminal.Progress
) -> "Iterator[list[tuple[Article, Coding]]]":
    for batch in batches:
        progress.advance(len(batch))
        yield batch
