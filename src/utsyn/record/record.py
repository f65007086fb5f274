"""The record of a crisis: one DuckDB file that keeps articles, their events, and the words each rests on."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb

from utsyn.actors.value import LearnedActor
from utsyn.article.model import Article
from utsyn.coding.event import Coding, Event
from utsyn.errors import RecordError
from utsyn.record import rows, storage
from utsyn.record.coder import coder_version
from utsyn.record.derivation import derivations
from utsyn.record.found import ActorEvidence, Added, Evidence, FoundActor, FoundArticle, FoundEvent, RecordInfo
from utsyn.record.memory import Memory
from utsyn.record.result import Result
from utsyn.record.succession import Succession, Version

if TYPE_CHECKING:
    import pyarrow

Words = str | Sequence[str]
"""One value or several of which any may fit."""


class Record:
    """The record at `path`, created when missing unless `read_only`.

    `wait` is how many seconds to wait for another process that is writing. Raises RecordError, with what to do,
    when the file is locked, damaged, foreign, newer than this program or not accessible.

    >>> with Record(":temporary:") as record:
    ...     record.info().articles
    0
    """

    def __init__(self, path: str | Path = "utsyn.duckdb", *, read_only: bool = False, wait: float = 0.0) -> None:
        self._temporary = None
        if str(path) == ":temporary:":
            import tempfile

            self._temporary = tempfile.TemporaryDirectory(prefix="utsyn-")
            path = Path(self._temporary.name) / "utsyn.duckdb"
        self.path = Path(path).absolute()
        self.read_only = read_only
        self._connection = storage.open_database(self.path, read_only=read_only, wait=wait)
        self._lock = threading.RLock()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()
            if self._temporary:
                self._temporary.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Record({str(self.path)!r})"

    # Writing

    def add(self, article: Article, coding: Coding, *, coder: str | None = None) -> Added:
        """Store one article with its coding; see `add_many`."""
        return self.add_many([(article, coding)], coder=coder)

    def add_many(self, batch: Iterable[tuple[Article, Coding]], *, coder: str | None = None) -> Added:
        """Store articles with their codings in one transaction: all of them, or after an error none.

        `coder` names the program version that made the codings (default: this one). An article that this version
        has coded before is left as it is; the coding of another version is replaced.
        """
        if self.read_only:
            raise RecordError(f"The record {self.path} was opened for reading only.")
        coder = coder or coder_version()
        pairs = list(batch)
        with self._lock, storage.translated(self.path), storage.transaction(self._connection):
            return self._add(pairs, coder)

    def _add(self, pairs: Sequence[tuple[Article, Coding]], coder: str) -> Added:
        stored = self._stored([article for article, _ in pairs])
        versions = self._new_versions([article for article, _ in pairs])
        # Two sources in one batch may print the same text: one article, two rows of article_versions.
        distinct = {article.id: (article, coding) for article, coding in reversed(pairs)}
        fresh = [pair for pair in reversed(distinct.values()) if stored.get(pair[0].id) != coder]
        replaced = [article.id for article, _ in fresh if article.id in stored]
        self._delete(replaced)
        self._insert(fresh, versions, coder)
        new = [article.id for article, _ in fresh if article.id not in stored]
        return Added(
            new=len(new),
            versions=sum(1 for version in versions if version.article in new and version.version > 1),
            recoded=len(replaced),
            unchanged=len(pairs) - len(fresh),
        )

    def _stored(self, articles: Sequence[Article]) -> dict[str, str]:
        """Per known article the program version that coded it."""
        found = self._query(
            "SELECT article, coder FROM codings WHERE article IN (SELECT unnest($ids::VARCHAR[]))",
            {"ids": [article.id for article in articles]},
        )
        return {row["article"]: row["coder"] for row in found.to_pylist()}

    def _new_versions(self, articles: Sequence[Article]) -> list[Version]:
        names = {
            "keys": [article.key for article in articles],
            "urls": [article.url for article in articles if article.url],
            "ids": [article.id for article in articles],
        }
        known = self._table("newest_versions", names).to_pylist()
        succession = Succession(Version(**row) for row in known)
        return [version for article in articles if (version := succession.add(article))]

    def _delete(self, articles: Sequence[str]) -> None:
        if not articles:
            return
        self._connection.execute("DELETE FROM articles WHERE id IN (SELECT unnest($1::VARCHAR[]))", [articles])
        for table in rows.CODED_TABLES:
            statement = f"DELETE FROM {table} WHERE article IN (SELECT unnest($1::VARCHAR[]))"
            self._connection.execute(statement, [articles])

    def _insert(self, pairs: Sequence[tuple[Article, Coding]], versions: Sequence[Version], coder: str) -> None:
        tables: dict[str, list[rows.Row]] = defaultdict(list)
        for article, coding in pairs:
            tables["articles"].append(rows.article_row(article))
            for table, row in rows.coding_rows(article, coding, coder):
                tables[table].append(row)
        for version in versions:
            tables["article_versions"].append(asdict(version))
        for table, content in tables.items():
            self._insert_rows(table, content)

    def _insert_rows(self, table: str, content: list[rows.Row]) -> None:
        import pyarrow

        schema = self._query(f"SELECT * FROM {table} LIMIT 0", {}).schema
        columns = {
            field.name: pyarrow.array([_storable(row.get(field.name)) for row in content], field.type)
            for field in schema
        }
        incoming = pyarrow.table(columns, schema=schema)
        self._connection.register("incoming", incoming)
        try:
            self._connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
        finally:
            self._connection.unregister("incoming")

    # Asking

    def events(
        self,
        *,
        actor: Words | None = None,
        recipient: Words | None = None,
        source: Words | None = None,
        involving: Words | None = None,
        type: Words | None = None,
        status: Words | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        place: Words | None = None,
        country: Words | None = None,
        text: str | None = None,
        language: Words | None = None,
        id: str | None = None,
        limit: int | None = None,
    ) -> Result[FoundEvent]:
        """Events of the newest article versions, by date; several values of one filter mean any of them.

        `actor`, `recipient`, `source` and `involving` (actor or recipient) take codes or names; `type` takes
        `CONSULT` or `CONSULT/visit`; `since` and `until` keep events whose span of days touches the period (the
        article's date stands in for an unknown one); `text` is looked for in the sentences that report the event;
        `id` may be a prefix.
        """
        table = self._table(
            "events",
            {
                "actor": _folded(actor),
                "recipient": _folded(recipient),
                "source": _folded(source),
                "involving": _folded(involving),
                "type": _several(type, _type_and_mode),
                "status": _several(status),
                "since": _day(since),
                "until": _day(until),
                "place": _folded(place),
                "country": _several(country, str.upper),
                "text": text,
                "language": _several(language),
                "id": id,
                "limit": limit,
            },
        )
        return Result(table, self._found_events)

    def articles(
        self,
        *,
        language: Words | None = None,
        text: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        all_versions: bool = False,
        limit: int | None = None,
    ) -> Result[FoundArticle]:
        """The articles by publication date; older versions only with `all_versions`."""
        filters = {
            "language": _several(language),
            "text": text,
            "since": _day(since),
            "until": _day(until),
            "all_versions": all_versions,
            "limit": limit,
        }
        return Result(self._table("articles", filters), _found_articles)

    def article(self, id: str) -> Article | None:
        """The article with this id, its text included; None when the record has none."""
        found = self._query("SELECT * FROM articles WHERE id = $id", {"id": id}).to_pylist()
        return rows.article_of(found[0]) if found else None

    def codings(self, ids: Sequence[str]) -> dict[str, Coding]:
        """The stored codings of the given articles, by article id."""
        given = {"ids": list(ids)}
        belonging = "WHERE article IN (SELECT unnest($ids::VARCHAR[]))"
        coded = self._query(f"SELECT * FROM codings {belonging}", given).to_pylist()
        stored = self._query(f"SELECT * FROM events {belonging} ORDER BY article, position", given).to_pylist()
        counted = self._query(f"SELECT * FROM quantities {belonging} ORDER BY article, position", given).to_pylist()
        events: dict[str, list[Event]] = defaultdict(list)
        for row, event in zip(stored, self._events_of(stored), strict=True):
            events[row["article"]].append(event)
        quantities = defaultdict(list)
        for row in counted:
            quantities[row["article"]].append(rows.quantity_of(row))
        return {
            row["article"]: Coding(
                tuple(events[row["article"]]), tuple(quantities[row["article"]]), tuple(row["warnings"])
            )
            for row in coded
        }

    def known(self, articles: Sequence[Article], *, coder: str | None = None) -> dict[str, Coding]:
        """The codings of those articles that this program version has coded before."""
        coder = coder or coder_version()
        stored = self._stored(articles)
        same = [article.id for article in articles if stored.get(article.id) == coder]
        return self.codings(same) if same else {}

    def actors(self, name: str | None = None, *, limit: int | None = None) -> Result[FoundActor]:
        """Every reading of every name, most frequent first; `name` is part of a name, or a code."""
        return Result(self._table("actors", {"name": name, "limit": limit}), _found_actors)

    def actor_evidence(self, name: str, *, limit: int | None = None) -> Result[ActorEvidence]:
        """The sentences that say who `name` is; readings that contradict each other stand side by side."""
        return Result(self._table("actor_evidence", {"name": name, "limit": limit}), _actor_evidence)

    def memory(self) -> Memory:
        """What the record has learned about people up to now, for `utsyn.code(…, memory=…)`."""
        return Memory(self._table("learned_actors", {"name": None}).to_pylist())

    def lookup(self, name: str) -> Sequence[LearnedActor]:
        """What the record has learned about a full name; use `memory()` for many names."""
        return Memory(self._table("learned_actors", {"name": name}).to_pylist()).lookup(name)

    def why(self, event_id: str) -> Evidence:
        """Why an event stands in the record. `event_id` may be the beginning of an id if only one event has it.

        Raises RecordError when no event or several events have that id.
        """
        found = self._query(
            "SELECT * FROM events WHERE starts_with(id, $id) ORDER BY id, article LIMIT 6", {"id": event_id}
        ).to_pylist()
        exact = [row for row in found if row["id"] == event_id]
        candidates = exact or found
        if not candidates or not event_id:
            raise RecordError(f"The record has no event {event_id!r}. `utsyn events` lists the ids.")
        if len({row["id"] for row in candidates}) > 1:
            ids = ", ".join(row["id"] for row in candidates)
            raise RecordError(f"Several events begin with {event_id!r}: {ids}. Give more of the id.")
        event = self._events_of(candidates[:1])[0]
        article = self.article(candidates[0]["article"])
        if article is None:
            raise RecordError(f"The record {self.path} lacks the article of event {event.id}.")
        return Evidence(event, article, derivations(event))

    def sql(self, query: str) -> Result[dict[str, Any]]:
        """Rows of one reading SQL statement; it sees this file only and changes nothing."""
        with self._lock, storage.translated(self.path):
            try:
                statements = self._connection.extract_statements(query)
            except duckdb.Error as error:
                raise RecordError(f"The query is not valid SQL: {_message(error)}") from error
            if len(statements) != 1 or statements[0].type.name not in _READING_STATEMENTS:
                raise RecordError("`sql` takes one reading statement (SELECT, FROM, DESCRIBE, SHOW, EXPLAIN).")
            try:
                self._connection.execute("BEGIN TRANSACTION READ ONLY")
                try:
                    table = _arrow(self._connection.sql(statements[0].query))
                finally:
                    self._connection.execute("ROLLBACK")
            except duckdb.Error as error:
                raise RecordError(f"The query failed: {_message(error)}") from error
        return Result(table, lambda found: found.to_pylist())

    def table(self, name: str) -> "pyarrow.Table":
        """A whole table of the record (events, participants, mentions, …), newest article versions only."""
        if name not in EXPORTED_TABLES:
            raise RecordError(f"There is no table {name!r}. There are: {', '.join(EXPORTED_TABLES)}.")
        return self._query(EXPORTED_TABLES[name], {})

    def verify(self) -> int:
        """Read every row of every table and count them; RecordError when a part of the file is damaged."""
        names = self._query("SELECT table_name FROM duckdb_tables() ORDER BY table_name", {}).to_pylist()
        count = 0
        for (name,) in (tuple(row.values()) for row in names):
            found = self._query(f"SELECT count(*) AS n, bit_xor(hash(t)) AS h FROM {name} AS t", {})
            count += int(found.to_pylist()[0]["n"])
        return count

    def info(self) -> RecordInfo:
        """The record in figures."""
        row = self._table("info", {}).to_pylist()[0]
        return RecordInfo(
            path=str(self.path),
            size=self.path.stat().st_size,
            storage_version=storage.STORAGE_VERSION,
            languages=tuple(row.pop("languages") or ()),
            coders=tuple(row.pop("coders") or ()),
            **row,
        )

    # Reading rows

    def _table(self, name: str, parameters: Mapping[str, Any]) -> "pyarrow.Table":
        return self._query(storage.named_query(name), parameters)

    def _query(self, sql: str, parameters: Mapping[str, Any]) -> "pyarrow.Table":
        used = {key: _storable(value) for key, value in parameters.items()}
        with self._lock, storage.translated(self.path):
            return _arrow(self._connection.sql(sql, params=used or None))

    def _events_of(self, found: Sequence[rows.Row]) -> list[Event]:
        ids = {"articles": [row["article"] for row in found], "events": [row["id"] for row in found]}
        participants, mentions, reasons = (
            self._table(f"{part}_of_events", ids).to_pylist() for part in ("participants", "mentions", "why")
        )
        parts = rows.Parts(participants, mentions, reasons)
        return [parts.event(row) for row in found]

    def _found_events(self, table: "pyarrow.Table") -> Sequence[FoundEvent]:
        found = table.to_pylist()
        return [
            FoundEvent(
                event=event,
                article=row["article"],
                key=row["article_key"],
                title=row["article_title"],
                publisher=row["publisher"],
                language=row["language"],
                url=row["url"],
                published=rows.span_of(row),
                sentence=row["sentence"] or "",
            )
            for row, event in zip(found, self._events_of(found), strict=True)
        ]


_READING_STATEMENTS = ("SELECT", "EXPLAIN")

_CURRENT = "SELECT * FROM {0} SEMI JOIN current_articles ON current_articles.id = {0}.article ORDER BY {1}"

EXPORTED_TABLES = {
    "articles": "SELECT * FROM current_articles ORDER BY published_start NULLS LAST, key, id",
    "events": _CURRENT.format("events", "article, position"),
    "participants": _CURRENT.format("participants", "article, event, role, position"),
    "mentions": _CURRENT.format("mentions", "article, event, position"),
    "why": _CURRENT.format("why", "article, event, position"),
    "quantities": _CURRENT.format("quantities", "article, position"),
    "learned_actors": _CURRENT.format("learned_actors", "article, name, evidence_start"),
    "article_versions": "SELECT * FROM article_versions ORDER BY lineage, version, key",
}
"""Tables that `Record.table` gives, with their queries."""


def _arrow(relation: duckdb.DuckDBPyRelation) -> "pyarrow.Table":
    # The method's name before DuckDB 1.4 is fetch_arrow_table.
    convert = getattr(relation, "to_arrow_table", None) or relation.fetch_arrow_table
    return convert()


def _message(error: duckdb.Error) -> str:
    """DuckDB's message without the excerpt of the query that follows it."""
    return " ".join(str(error).partition("\n\nLINE")[0].split())


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return rows.storable(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return value


def _several(words: Words | None, form: Callable[[str], str] = str) -> list[str] | None:
    if words is None:
        return None
    found = [words] if isinstance(words, str) else list(words)
    return [form(word) for word in found] or None


def _folded(words: Words | None) -> list[str] | None:
    return _several(words, str.lower)


def _type_and_mode(word: str) -> str:
    kind, slash, mode = word.partition("/")
    return kind.upper() + slash + mode.lower()


def _day(day: date | str | None) -> date | None:
    """A day, also as `2022-01-18`; RecordError when there is no such day."""
    if day is None or isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise RecordError(f"{day!r} is not a day such as 2022-01-18.") from error


def _found_articles(table: "pyarrow.Table") -> Sequence[FoundArticle]:
    return [FoundArticle(**_with_span(row)) for row in table.to_pylist()]


def _found_actors(table: "pyarrow.Table") -> Sequence[FoundActor]:
    return [FoundActor(**row) for row in table.to_pylist()]


def _actor_evidence(table: "pyarrow.Table") -> Sequence[ActorEvidence]:
    return [ActorEvidence(**_with_span(row)) for row in table.to_pylist()]


def _with_span(row: rows.Row) -> rows.Row:
    """The row with `published` in place of its two columns."""
    kept = {name: value for name, value in row.items() if not name.startswith("published_")}
    return {**kept, "published": rows.span_of(row)}
