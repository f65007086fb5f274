"""The ten example articles through the shipped weights: golden rows, and the same record however it is batched."""

from pathlib import Path

import pytest
from evaluation.golden import example_rows

from utsyn.article import articles_from
from utsyn.article.model import Article
from utsyn.coding import code
from utsyn.export.contract import article_object
from utsyn.reading import Reader

HOME = Path(__file__).parent.parent
PATHS = sorted((HOME / "examples" / "articles").glob("*.txt"))
ALIKE = 0.97
"""Share of rows that must be equal: another processor's arithmetic may tip a score that lies on a threshold."""

pytestmark = pytest.mark.model


def records(paths: list[Path], threads: int) -> dict[str, object]:
    """The contract's object of each file, by its stem."""
    articles = [a for a in articles_from(paths) if isinstance(a, Article)]
    readings = Reader.load(threads=threads).read_many(articles)
    return {p.stem: article_object(a, code(a, r)) for p, a, r in zip(paths, articles, readings, strict=True)}


@pytest.fixture(scope="module")
def together() -> dict[str, object]:
    return records(PATHS, threads=2)


def test_every_language_has_an_example(together: dict[str, object]) -> None:
    assert [stem.split("-")[1] for stem in together] == ["nb", "nn", "sv", "da", "en", "de", "fr", "es", "uk", "ru"]


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_the_record_of_an_article_alone_is_the_record_among_others(path: Path, together: dict[str, object]) -> None:
    assert records([path], threads=1)[path.stem] == together[path.stem]


def test_order_does_not_matter(together: dict[str, object]) -> None:
    assert records(PATHS[::-1], threads=2) == together


def test_the_rows_are_the_golden_ones() -> None:
    found = {(stem, row) for stem, rows in example_rows(PATHS, threads=2).items() for row in rows}
    golden = {
        (path.stem, row)
        for path in sorted((HOME / "tests" / "golden").glob("*.tsv"))
        for row in path.read_text("utf-8").splitlines()
    }
    assert len(found & golden) >= ALIKE * len(found | golden), sorted(found ^ golden)


TWO_GOVERNMENTS = """El presidente de Colombia, Gustavo Petro, suspendió el miércoles las negociaciones de paz con el ELN.

El comandante guerrillero Antonio García rechazó la decisión y acusó al Gobierno de romper el acuerdo.

Venezuela ofreció mediar entre las partes. El canciller venezolano, Yván Gil, se reunirá el lunes en Caracas con la \
delegación del Gobierno colombiano.
"""


def test_one_mention_is_not_both_sides_of_an_event(tmp_path: Path) -> None:
    path = tmp_path / "two-governments.es.txt"
    path.write_text(TWO_GOVERNMENTS, "utf-8")
    (record,) = records([path], threads=1).values()
    events = record["events"]
    assert events
    for event in events:
        sides = [{(p["start"], p["end"]) for p in event[role]} for role in ("actor", "recipient")]
        assert sides[0].isdisjoint(sides[1]), event["trigger"]
