"""Read the gold articles and report, or gate on, what is found.

    python -m evaluation.articles [--gate] [--show] [FOLDER]

`--gate` exits with 1 when a figure is below its floor in evaluation/floors.yaml. `--show` lists missed and spurious events.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml

from evaluation.scorer import Tally, score_article
from utsyn.article import article_from_text
from utsyn.article.model import Article
from utsyn.coding import code
from utsyn.coding.event import Event
from utsyn.reading import Reader
from utsyn.reading.structure import Reading

HERE = Path(__file__).parent
Annotated = TypeVar("Annotated", bound=Mapping[str, Any])


def gold_articles(folder: Path) -> Iterator[dict[str, Any]]:
    """Every gold article, in the order of files and lines."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def read_items(items: Sequence[Annotated]) -> Iterator[tuple[Annotated, Article, Reading]]:
    """Each annotated text as the program reads it."""
    articles = [
        article_from_text(item["text"], published=item["published"], language=item["language"], key=item["id"])
        for item in items
    ]
    yield from zip(items, articles, Reader.load().read_many(articles), strict=True)


def coded(items: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], tuple[Event, ...]]]:
    """Each article with the events the program finds."""
    for item, article, reading in read_items(items):
        yield item, code(article, reading).events


def evaluate(folder: Path, *, show: bool = False) -> dict[str, Tally]:
    """Tallies by language and over all."""
    tallies: dict[str, Tally] = {}
    for item, events in coded(list(gold_articles(folder))):
        tally = score_article(item["text"], item["events"], events)
        for name in (item["language"], "all"):
            tallies[name] = tallies.get(name, Tally()) + tally
        if show:
            _show(item, events)
    return tallies


def _show(item: dict[str, Any], events: Sequence[Event]) -> None:
    print(f"\n== {item['id']}")
    for gold in item["events"]:
        mark = " " if gold.get("core", True) else "~"
        print(
            f"  {mark} gold {gold['type']:9} {gold['status'][:6]} {gold['actor']}→{gold['recipient']} s{gold['source']} {gold['triggers'][0]}"
        )
    for event in events:
        actor, recipient = ([p.code or p.name for p in side] for side in (event.actor, event.recipient))
        source = [p.code or p.name for p in event.source]
        print(
            f"    find {event.type:9} {event.status[:6]} {actor}→{recipient} s{source} {event.trigger.text} {event.confidence:.2f}"
        )


def report(tallies: dict[str, Tally]) -> None:
    """Print a table, languages in rows."""
    columns = list(Tally().figures())
    print("language   gold  " + "  ".join(f"{name:>14}" for name in columns))
    for language, tally in sorted(tallies.items()):
        figures = tally.figures()
        print(f"{language:9} {tally.counts['gold']:5}  " + "  ".join(f"{figures[name]:14.3f}" for name in columns))


def below_floor(tallies: dict[str, Tally], floors: dict[str, dict[str, float]]) -> list[str]:
    """Lines about figures under their floor."""
    return [
        f"{language} {name}: {tallies[language].figures()[name]:.3f} is below its floor {floor}"
        for language, wanted in floors.items()
        for name, floor in wanted.items()
        if tallies[language].figures()[name] < floor
    ]


def main(arguments: Sequence[str]) -> int:
    """Command line of this module."""
    folders = [a for a in arguments if not a.startswith("--")]
    tallies = evaluate(Path(folders[0]) if folders else HERE / "gold", show="--show" in arguments)
    report(tallies)
    if "--gate" not in arguments:
        return 0
    failures = below_floor(tallies, yaml.safe_load((HERE / "floors.yaml").read_text("utf-8")))
    print("\n".join(failures) or "gate: every figure is at or above its floor")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
