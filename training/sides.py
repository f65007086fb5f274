"""Learn who stands on the sides of an act that its own words leave empty (`utsyn.coding.sides`).

    python -m training.sides [FOLDER]

FOLDER (default `training/records`) holds articles whose acts carry the codes that a reader understands. The program reads them; each side that it
leaves open of an act that the annotators have too is a question, and the annotated codes its answer. A conditional logit with shrunken weights
is fitted and written to `src/utsyn/coding/data/sides.yaml`. Prints how often the first answer is right, by ten-fold cross-validation over
articles.
"""

import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from evaluation.articles import gold_articles, read_items
from evaluation.scorer import matched

from utsyn.actors import ActorResolver
from utsyn.article.model import Article
from utsyn.coding.assembly import event_of_merged
from utsyn.coding.coder import drafter_of, sides, told
from utsyn.coding.draft import Draft
from utsyn.coding.ranking import NOBODY, Question, answered
from utsyn.coding.scheme import Ontology
from utsyn.coding.settings import thresholds
from utsyn.reading.structure import Reading

TARGET = Path("src/utsyn/coding/data/sides.yaml")
Example = tuple[str, Question, frozenset[str]]
RULES = frozenset({"object-act", "object-side", "told-act", "joined-act", "target-place", "policed"})
PRIOR = 1.0
"""What a proposal of these rules counts before any example is seen: they are rare, and right by their grammar."""
SHRINKING, SHRINKING_OWN = 0.5, 2.0
"""Penalties on the squares of the shared weights' distance from that, and of those that a kind of question has beside them."""


def examples(folder: Path) -> Iterator[Example]:
    """Questions of all articles with the codes that answer them (none: nobody)."""
    ontology = Ontology.load()
    for item, article, reading in read_items(list(gold_articles(folder))):
        yield from asked(item, article, reading, ontology)


def asked(item: dict[str, Any], article: Article, reading: Reading, ontology: Ontology) -> Iterator[Example]:
    """Questions of one article."""
    actors = ActorResolver(reading, article.published)
    drafter = drafter_of(article, reading, actors, article.published, ontology)
    acts = told(drafter)
    events = [event_of_merged(article, act, ontology) for act in acts]
    gold = {j: item["events"][i] for i, j in matched(item["text"], item["events"], events).items()}
    for question in sides(drafter).questions(acts):
        if question.at in gold:
            yield item["id"], question, _answer(question, gold[question.at], acts[question.at].draft)


def _answer(question: Question, gold: dict[str, Any], draft: Draft) -> frozenset[str]:
    if not (gold.get("reciprocal") or draft.reciprocal):
        return frozenset(gold[question.side if question.side != "partner" else "recipient"])
    across = {"actor": draft.recipient, "recipient": draft.actor, "partner": draft.actor + draft.recipient}
    return frozenset({*gold["actor"], *gold["recipient"]} - {p.code for p in across[question.side] if p.code})


class Logit:
    """A conditional logit over answers, weights shared and by kind of question."""

    def __init__(self, data: Sequence[Example]) -> None:
        names: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        right: list[float] = []
        groups: list[int] = []
        row = 0
        for number, (_, question, answer) in enumerate(data):
            wanted = answer & set(question.answers) or {NOBODY}
            for code, features in question.answers.items():
                for name, value in features.items():
                    for column in (name, f"{question.kind}: {name}"):
                        rows.append(row)
                        columns.append(names.setdefault(column, len(names)))
                        values.append(value)
                right.append(float(code in wanted))
                groups.append(number)
                row += 1
        self.names = names
        self.x = np.zeros((row, len(names)))
        np.add.at(self.x, (rows, columns), values)
        self.right, self.groups = np.array(right), np.array(groups)
        self.prior = np.array([PRIOR if name in RULES else 0.0 for name in names])
        self.penalty = np.array([SHRINKING_OWN if ": " in name else SHRINKING for name in names])

    def fit(self, steps: int = 500, rate: float = 0.05) -> npt.NDArray[np.float64]:
        """Weights of the best penalised likelihood, by Adam on all examples at once."""
        w = self.prior.copy()
        first, second = np.zeros_like(w), np.zeros_like(w)
        for step in range(1, steps + 1):
            slope = self._slope(w)
            first = 0.9 * first + 0.1 * slope
            second = 0.999 * second + 0.001 * slope * slope
            pace = rate * (1.0 - step / (steps + 1))
            w = w - pace * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
        return w

    def _slope(self, w: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        share = self._shares(w)
        hit = np.zeros(self.groups[-1] + 1)
        np.add.at(hit, self.groups, share * self.right)
        posterior = share * self.right / np.maximum(hit[self.groups], 1e-12)
        return np.asarray(self.x.T @ (share - posterior) + self.penalty * (w - self.prior))

    def _shares(self, w: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        score = self.x @ w
        top = np.full(self.groups[-1] + 1, -np.inf)
        np.maximum.at(top, self.groups, score)
        share = np.exp(score - top[self.groups])
        total = np.zeros(len(top))
        np.add.at(total, self.groups, share)
        return np.asarray(share / total[self.groups])


def judge(data: Sequence[Example], weights: dict[str, float], least: float) -> Counter[str]:
    """How the first answers are: right, wrong, missed (nobody, where there is somebody), extra (the other way round)."""
    counts: Counter[str] = Counter()
    for _, question, right in data:
        answer = answered(question, weights, least)
        code = answer[0] if answer is not None else max(question.guessed)
        if code == NOBODY:
            verdict = "missed" if right else "nobody"
        else:
            verdict = "extra" if not right else "right" if {code} == right else "part" if code in right else "wrong"
        counts[f"{question.side} {verdict}"] += 1
    return counts


def cross_validated(data: Sequence[Example], least: float, parts: int = 10) -> Counter[str]:
    """`judge` with each article's questions answered by weights that have not seen it."""
    counts: Counter[str] = Counter()
    for part in range(parts):
        held = [e for e in data if zlib.crc32(e[0].encode()) % parts == part]
        logit = Logit([e for e in data if zlib.crc32(e[0].encode()) % parts != part])
        counts += judge(held, dict(zip(logit.names, logit.fit().tolist(), strict=True)), least)
    return counts


def write(logit: Logit) -> None:
    """Fit the weights and put them where coding reads them."""
    weights = dict(zip(logit.names, logit.fit().tolist(), strict=True))
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}: {value:.3f}" for name, value in weights.items() if abs(value) >= 0.001
    ]
    head = "# What each ground counts in the ranking of coding/sides.py; written by `python -m training.sides`.\n"
    TARGET.write_text(head + "\n".join(sorted(lines)) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Command line of this module."""
    data = list(examples(Path(arguments[0]) if arguments else Path("training/records")))
    for verdict, number in sorted(cross_validated(data, thresholds().rules["story"]).items()):
        print(f"{verdict:20} {number}")
    write(Logit(data))


if __name__ == "__main__":
    main(sys.argv[1:])
