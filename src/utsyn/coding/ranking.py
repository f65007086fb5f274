"""Questions to a whole article with several answers, ranked by weighted grounds: a conditional logit.

`sides.py` asks who stands on an empty side of an act. "Nobody" is always one of the answers. Each kind of question has weights of its own
beside those that all kinds share. The weights lie in `data/sides.yaml` and come from `python -m training.sides`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

Features = dict[str, float]
"""Grounds of an answer with their strength, 0 to 1."""
NOBODY = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that an act leaves open, and what speaks for each answer."""

    at: int
    """Number of the act."""
    side: str
    """What is asked for: `actor`, `recipient`, or `partner`, the second side of a mutual act."""
    kind: str
    """Whose own weights count beside the shared ones."""
    answers: Mapping[str, Features]
    guessed: frozenset[str] = frozenset({NOBODY})
    """What the act holds now: NOBODY, or a code that the context suggested."""


def ranked(question: Question, weights: Mapping[str, float]) -> tuple[str, float]:
    """The likeliest answer with its probability."""
    scores = {
        answer: sum(value * _weight(weights, question.kind, name) for name, value in features.items())
        for answer, features in question.answers.items()
    }
    top = max(scores.values())
    total = sum(math.exp(score - top) for score in scores.values())
    best = max(scores, key=lambda answer: (scores[answer], answer))
    return best, math.exp(scores[best] - top) / total


def answered(question: Question, weights: Mapping[str, float], least: float) -> tuple[str, float] | None:
    """The answer that the act is to be given, with its probability: a new one that is likely enough, else None."""
    best, share = ranked(question, weights)
    return (best, share) if best not in question.guessed and share >= least else None


def grounds(question: Question, answer: str, weights: Mapping[str, float], most: int = 2) -> str:
    """What speaks most for an answer, in words."""
    spoken = {n: v * _weight(weights, question.kind, n) for n, v in question.answers[answer].items()}
    strongest = sorted(spoken.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return ", ".join(name for name, value in strongest if value > 0)


def _weight(weights: Mapping[str, float], kind: str, name: str) -> float:
    return weights.get(name, 0.0) + weights.get(f"{kind}: {name}", 0.0)
