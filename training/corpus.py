"""The event corpus: reading it, its fixed split, and phrases located in the text."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Item = dict[str, Any]


def read_items(paths: Iterable[Path]) -> Iterator[Item]:
    """Yield the passages of corpus files (format: training/corpus/README.md)."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def locate(text: str, phrase: str) -> tuple[int, int] | None:
    """Return the [start, end) span of a phrase, honouring an @n suffix, or None."""
    match = re.fullmatch(r"(.*)@(\d+)", phrase, re.S)
    needle, nth = (match[1], int(match[2])) if match and match[1] in text else (phrase, 1)
    start = -1
    for _ in range(nth):
        start = text.find(needle, start + 1)
        if start < 0:
            return None
    return start, start + len(needle)


def family(identifier: str) -> str:
    """Variants of one story ("en-d-0001a", "en-d-0001b") share a family and so a split."""
    return re.sub(r"(?<=\d)[a-z]$", "", identifier)


def assign_splits(items: Iterable[Item], dev: float = 0.15, test: float = 0.15) -> dict[str, str]:
    """Split by family within each language, in the order of a hash of the identifier."""
    families: dict[str, set[str]] = {}
    members: dict[str, list[str]] = {}
    for item in items:
        name = family(item["id"])
        families.setdefault(item["language"], set()).add(name)
        members.setdefault(name, []).append(item["id"])
    split: dict[str, str] = {}
    for names in families.values():
        ordered = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
        for rank, name in enumerate(ordered):
            share = rank / len(ordered)
            part = "test" if share < test else "dev" if share < test + dev else "train"
            split.update(dict.fromkeys(members[name], part))
    return split


def read_split(path: Path) -> dict[str, str]:
    """Read the fixed list `id TAB train|dev|test`."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if line and line[0] != "#")
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True)
class GoldEvent:
    """An event of the corpus with character spans instead of phrases."""

    trigger: tuple[int, int]
    type: str
    mode: str | None
    status: str
    reciprocal: bool
    arguments: tuple[tuple[str, tuple[int, int]], ...]


def gold_events(item: Item) -> list[GoldEvent]:
    """The events of one passage, located; phrases that are not in the text are left out."""
    text, found = item["text"], []
    for event in item["events"]:
        trigger = locate(text, event["trigger"])
        if trigger is None:
            continue
        phrases = [(role, phrase) for role in ("actor", "recipient", "source") for phrase in event.get(role) or []]
        phrases += [(role, event[role]) for role in ("object", "place", "date") if event.get(role)]
        spans = ((role, locate(text, phrase)) for role, phrase in phrases)
        found.append(
            GoldEvent(
                trigger,
                event["type"],
                event.get("mode"),
                event["status"],
                bool(event.get("reciprocal")),
                tuple((role, span) for role, span in spans if span is not None),
            )
        )
    return found


def write_split(folder: Path) -> None:
    """Write `split.tsv`: passages that it lists keep their place, new ones go to train."""
    path = folder / "split.tsv"
    known = read_split(path) if path.exists() else {}
    items = list(read_items(sorted(folder.glob("*.jsonl"))))
    fresh = assign_splits(items) if not known else {}
    rows = sorted((item["id"], known.get(item["id"], fresh.get(item["id"], "train"))) for item in items)
    lines = ["# id TAB split; fixed: a passage never moves. New passages are appended as train."]
    lines += [f"{name}\t{part}" for name, part in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    write_split(Path(__file__).parent / "corpus")
