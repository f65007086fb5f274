"""The data that coding runs on: words of each language, thresholds, weights. All of it lies in `data/`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Set phrases as sequences of words, by a word that leads to them."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one language: lemmas or forms in lower case.

    `attribution` is looked up by a phrase's first word, `units` by any of its words.
    """

    speech_verbs: frozenset[str] = frozenset()
    attribution: Phrases = field(default_factory=dict)
    agent: frozenset[str] = frozenset()
    noun_agent: frozenset[str] = frozenset()
    target: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    companion: frozenset[str] = frozenset()
    light_verbs: frozenset[str] = frozenset()
    receiving: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    perfect: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    inanimate: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    locative: frozenset[str] = frozenset()
    told_acts: frozenset[str] = frozenset()
    units: Phrases = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What coding keeps and how it weighs it; each field is a section of `data/thresholds.yaml`."""

    trigger: Mapping[str, float]
    role: Mapping[str, float]
    status: Mapping[str, float]
    rules: Mapping[str, float]
    unpolitical: Mapping[str, Any]
    report_day: Mapping[str, Any]
    counterpart: Mapping[str, Any]
    weights: Mapping[str, float]

    def keeps(self, event_type: str, score: float) -> bool:
        """Whether a trigger of this type and score is coded."""
        return score >= self.trigger.get(event_type, self.trigger["default"])


@cache
def words(language: str) -> Words:
    """The words of a language; no words at all for one without a file, coding then rests on the graph alone."""
    file = resources.files("utsyn.coding") / "data" / f"{language}.yaml"
    if len(language) != 2 or not language.isalpha() or not file.is_file():
        return Words()
    # BaseLoader: YAML 1.1 would read the English preposition "on" as true.
    raw: dict[str, list[str]] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    attribution = _indexed(raw.pop("attribution", []), lambda phrase: phrase[:1])
    units = _indexed(raw.pop("units", []), lambda phrase: phrase)
    sets = {key: frozenset(word.lower() for word in listed) for key, listed in raw.items()}
    return Words(attribution=attribution, units=units, **sets)


def _indexed(phrases: list[str], leads: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Phrases:
    """Longest first under each word, so that "nach Angaben von" wins over "nach Angaben"."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted((tuple(p.lower().split()) for p in phrases), key=lambda s: (-len(s), s)):
        for word in dict.fromkeys(leads(phrase)):
            found.setdefault(word, []).append(phrase)
    return {word: tuple(listed) for word, listed in found.items()}


@cache
def thresholds() -> Thresholds:
    """The thresholds that come with utsyn."""
    return Thresholds(**_load("thresholds.yaml"))


@cache
def merging_weights() -> Mapping[str, float]:
    """What each likeness counts when two triggers are compared."""
    return {str(key): float(value) for key, value in _load("merging.yaml").items()}


@cache
def side_weights() -> Mapping[str, float]:
    """What each ground counts in the ranking of the article's parties (`coding/sides.py`)."""
    return {str(key): float(value) for key, value in _load("sides.yaml").items()}


@cache
def calibration_points() -> tuple[tuple[float, float], ...]:
    """Points (raw score, share of right events) of the shipped calibration."""
    return tuple((float(raw), float(share)) for raw, share in _load("calibration.yaml")["points"])


def _load(name: str) -> dict[str, Any]:
    file = resources.files("utsyn.coding") / "data" / name
    loaded: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return loaded
