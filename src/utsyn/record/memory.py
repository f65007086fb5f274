"""What earlier articles taught about people, for the coding of later ones."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from utsyn.actors.value import LearnedActor


class Memory:
    """A snapshot of what the record has learned; it does not change while articles are read.

    Taking it once per run keeps the result of an article independent of the order and the batches of that run.
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]] = ()) -> None:
        self._known: dict[str, list[LearnedActor]] = {}
        for row in rows:
            self._known.setdefault(row["name"].casefold(), []).append(_learned_of(row))

    def lookup(self, name: str) -> Sequence[LearnedActor]:
        """What is known about the full name: the reading of most articles first; empty when nothing is."""
        return self._known.get(name.casefold(), ())

    def __len__(self) -> int:
        return len(self._known)


def _learned_of(row: Mapping[str, Any]) -> LearnedActor:
    return LearnedActor(
        name=row["name"],
        code=row["code"],
        sector=row["sector"],
        title=row["title"],
        start=row["evidence_start"],
        end=row["evidence_end"],
        rule=row["rule"],
        score=row["score"],
    )
