"""From a raw score to a confidence that can be read as a share: of the events given 0.8, eight in ten are right."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising line through points (raw score, share of right events), straight between them and flat outside.

    >>> Calibration(((0.0, 0.1), (1.0, 0.9))).confidence(0.5)
    0.5
    """

    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        raws, shares = [p[0] for p in self.points], [p[1] for p in self.points]
        if not self.points or raws != sorted(set(raws)) or shares != sorted(shares):
            raise ValueError(f"calibration points must rise in raw score and not fall in share: {self.points}")

    def confidence(self, raw: float) -> float:
        """Confidence in [0, 1] of a raw score, rounded to four places."""
        at = bisect_right(self.points, (raw, float("inf")))
        if at == 0:
            return round(self.points[0][1], 4)
        if at == len(self.points):
            return round(self.points[-1][1], 4)
        (low, bottom), (high, top) = self.points[at - 1], self.points[at]
        return round(bottom + (top - bottom) * (raw - low) / (high - low), 4)


def raw_score(trigger: float, status: float, roles: Sequence[float], weights: Mapping[str, float]) -> float:
    """Product of the trigger's, the status's and the mean role's score, each to its own power.

    `roles` are the scores of the participants; without any the event counts `weights["no_participant"]`.
    """
    role = sum(roles) / len(roles) if roles else weights["no_participant"]
    product = (
        _unit(trigger) ** weights["trigger"] * _unit(status) ** weights["status"] * _unit(role) ** weights["roles"]
    )
    return float(product)


def _unit(score: float) -> float:
    return min(max(score, 0.0), 1.0)


def fit(pairs: Iterable[tuple[float, bool]], *, least: int = 20) -> tuple[tuple[float, float], ...]:
    """Isotonic points for `data/calibration.yaml` from pairs (raw score, whether the event was right).

    Pools adjacent violators (Ayer et al. 1955), then merges steps of fewer than `least` pairs into their neighbour.
    """
    steps: list[tuple[float, float, int]] = []  # mean raw score, share right, pairs
    for raw, right in sorted(pairs):
        steps.append((raw, float(right), 1))
        while len(steps) > 1 and (steps[-2][1] >= steps[-1][1] or steps[-2][2] < least):
            last, before = steps.pop(), steps.pop()
            steps.append(_pooled(before, last))
    if len(steps) > 1 and steps[-1][2] < least:
        last, before = steps.pop(), steps.pop()
        steps.append(_pooled(before, last))
    return tuple((round(raw, 4), round(share, 4)) for raw, share, _ in steps)


def _pooled(one: tuple[float, float, int], other: tuple[float, float, int]) -> tuple[float, float, int]:
    count = one[2] + other[2]
    return (
        (one[0] * one[2] + other[0] * other[2]) / count,
        (one[1] * one[2] + other[1] * other[2]) / count,
        count,
    )
