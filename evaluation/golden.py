"""Write the golden records of the example articles: one readable row for each event, without scores.

    python -m evaluation.golden

Rows that change are to be read against the article, line by line, before they are committed.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from utsyn.actors import Participant
from utsyn.article import articles_from
from utsyn.article.model import Article
from utsyn.coding import code
from utsyn.coding.event import Event
from utsyn.reading import Reader

ARTICLES = Path("examples/articles")
GOLDEN = Path("tests/golden")


def rows(events: Sequence[Event]) -> list[str]:
    """Type, mode, status, actor > recipient, source, date, place and trigger of each event, tab-separated."""
    return ["\t".join(_cells(event)) for event in events]


def _cells(event: Event) -> Iterator[str]:
    yield event.type
    yield event.mode or "-"
    yield event.status
    yield f"{_codes(event.actor)} > {_codes(event.recipient)}"
    yield _codes(event.source)
    yield f"{event.date.start}..{event.date.end}" if event.date else "-"
    yield f"{event.place.name} ({event.place.country or '-'})" if event.place else "-"
    yield event.trigger.text


def _codes(participants: Sequence[Participant]) -> str:
    return ", ".join(p.code or p.name for p in participants) or "-"


def example_rows(paths: Sequence[Path], *, threads: int) -> dict[str, list[str]]:
    """Rows of each example by its file's stem."""
    articles = [a for a in articles_from(paths) if isinstance(a, Article)]
    readings = Reader.load(threads=threads).read_many(articles)
    return {p.stem: rows(code(a, r).events) for p, a, r in zip(paths, articles, readings, strict=True)}


def main() -> None:
    """Command line of this module."""
    GOLDEN.mkdir(exist_ok=True)
    for stem, found in example_rows(sorted(ARTICLES.glob("*.txt")), threads=1).items():
        (GOLDEN / f"{stem}.tsv").write_text("\n".join(found) + "\n", "utf-8")
        print(f"{stem}: {len(found)} events")


if __name__ == "__main__":
    main()
