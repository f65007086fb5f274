"""Fit the confidence map on the corpus's dev passages, and show what thresholds would do there.

    python -m evaluation.calibrate [--write]     writes src/utsyn/coding/data/calibration.yaml

An event is right when a gold event of its type and status has its trigger. The corpus gives phrases, not codes, so participants do not enter.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.corpus import GoldEvent, Item, gold_events
from training.settings import read_config
from training.sources import corpus_items

from evaluation.articles import read_items
from utsyn.coding import assembly, code
from utsyn.coding.calibration import Calibration, fit
from utsyn.coding.event import Event

TARGET = Path("src/utsyn/coding/data/calibration.yaml")
LONG = 700
"""Characters from which a passage counts as a whole article."""


def judged(items: Sequence[Item]) -> Iterator[tuple[Item, Event, bool]]:
    """Each event that coding finds with its raw score as confidence, and whether it is right."""
    for item, article, reading in read_items(items):
        gold = gold_events(item)
        for event in code(article, reading).events:
            yield item, event, any(_same(g, event) for g in gold)


def _same(gold: GoldEvent, event: Event) -> bool:
    overlap = gold.trigger[0] < event.trigger.end and gold.trigger[1] > event.trigger.start
    return overlap and (gold.type, gold.status) == (event.type, event.status)


def reliability(pairs: Sequence[tuple[float, bool]], points: tuple[tuple[float, float], ...]) -> None:
    """Print share right against confidence in five bands."""
    line = Calibration(points)
    bands: dict[int, list[bool]] = {}
    for raw, right in pairs:
        bands.setdefault(min(4, int(line.confidence(raw) * 5)), []).append(right)
    for band, found in sorted(bands.items()):
        print(
            f"  confidence {band / 5:.1f}-{band / 5 + 0.2:.1f}: {len(found):5} events, {sum(found) / len(found):.3f} right"
        )


def main(arguments: Sequence[str]) -> None:
    """Command line of this module."""
    assembly._calibration = lambda: Calibration(((0.0, 0.0), (1.0, 1.0)))  # type: ignore[assignment]
    config = read_config()
    fitted = list(judged(corpus_items(config, "dev")))
    pairs = [(event.confidence, right) for _, event, right in fitted]
    points = fit(pairs)
    for name, wanted in (("articles", True), ("passages", False)):
        part = [(e.confidence, r) for item, e, r in fitted if (len(item["text"]) >= LONG) == wanted]
        for bar in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6):
            kept = [right for raw, right in part if raw >= bar]
            print(
                f"{name}: raw >= {bar:.1f}: {len(kept)} events, precision {sum(kept) / max(1, len(kept)):.3f}, right {sum(kept)}"
            )
    print("dev, fitted on itself:")
    reliability(pairs, points)
    print("test:")
    reliability([(e.confidence, r) for _, e, r in judged(corpus_items(config, "test"))], points)
    if "--write" in arguments:
        lines = ["# Rising points from raw score to the share of such events that are right in type and status.",
                 "# source: fitted on the dev passages of training/corpus by `python -m evaluation.calibrate --write`",
                 "points:", *(f"  - [{raw}, {share}]" for raw, share in points)]  # fmt: skip
        TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
