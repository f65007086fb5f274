"""The amount words of a language: what is counted, what befell it, and the words around numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

FATES: Final = ("killed", "wounded", "captured", "displaced", "protesters", "casualties")
"""Kinds that say what befell people or what they did; the others say what a thing is."""
_QUOTES: Final = str.maketrans("’ʼ`´", "''''")


def lowered(word: str) -> str:
    """The form in which words are looked up: lower case, plain apostrophes."""
    return word.lower().translate(_QUOTES)


@dataclass(frozen=True, slots=True)
class Hit:
    """A word or words `[at, at + length)` of the lexicon and the category they stand for."""

    category: str
    length: int
    form: str
    source: str
    """kinds, verbs, phrases or persons: the part of the data it comes from."""


class Phrases:
    """Words and runs of words with what they stand for; a starred word takes any ending of the language."""

    def __init__(self, endings: Sequence[str], glued: bool) -> None:
        self._endings = endings
        self._glued = glued
        self._single: dict[str, tuple[str, str]] = {}
        self._runs: dict[str, list[tuple[tuple[frozenset[str], ...], str, str]]] = {}

    def add(self, entry: str, category: str, source: str) -> None:
        """Add one entry of the data files."""
        first, *rest = (self._forms(word) for word in lowered(entry).split())
        for form in first:
            if rest:
                self._runs.setdefault(form, []).append((tuple(rest), category, source))
            else:
                self._single.setdefault(form, (category, source))

    def _forms(self, word: str) -> frozenset[str]:
        return frozenset(word[:-1] + ending for ending in self._endings) if word.endswith("*") else frozenset({word})

    def match(self, words: Sequence[str], at: int) -> Hit | None:
        """The longest entry that begins at word `at`."""
        word = words[at]
        best: Hit | None = None
        for rest, category, source in self._runs.get(word, ()):
            length = 1 + len(rest)
            tail = words[at + 1 : at + length]
            fits = len(tail) == len(rest) and all(map(frozenset.__contains__, rest, tail))
            if fits and (best is None or length > best.length):
                best = Hit(category, length, " ".join(words[at : at + length]), source)
        if best is None and (found := self._single.get(word)):
            best = Hit(found[0], 1, word, found[1])
        return best or self._compound(word)

    def _compound(self, word: str) -> Hit | None:
        """Last part of a compound: "Leopard-stridsvogner", "kamptropper"."""
        head, _, tail = word.rpartition("-")
        if head and (found := self._single.get(tail)):
            return Hit(found[0], 1, word, found[1])
        if not self._glued:
            return None
        for start in range(2, len(word) - 3):
            found = self._single.get(word[start:])
            if found is not None and found[1] != "verbs" and len(word) - start >= 4:
                return Hit(found[0], 1, word, found[1])
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything amounts need to know of one language."""

    counted: Phrases
    money: Phrases
    units: Mapping[str, int]
    scales: Mapping[str, int]
    glued: bool
    decimal: str
    joiners: frozenset[str]
    ones: frozenset[str]
    half: Mapping[str, float]
    """Words that multiply the scale after them: "halvannen million", "half a million" as one run."""
    halves: frozenset[tuple[str, ...]]
    """Runs of words that halve the scale after them."""
    and_half: frozenset[tuple[str, ...]]
    """Runs after a number that add a half of its scale: "two and a half million", "deux millions et demi"."""
    collective: Mapping[str, int]
    vague: Mapping[tuple[str, ...], int]
    several: frozenset[tuple[str, ...]]
    several_scales: Mapping[str, int]
    modifiers: Mapping[tuple[str, ...], str]
    between: frozenset[str]
    to: frozenset[str]
    and_: frozenset[str]
    passed: frozenset[str]
    """Words that may stand between a number and what is counted."""
    blockers: frozenset[str]
    nations: frozenset[str]
    linking: frozenset[str]
    tolls: Phrases
    number_nouns: frozenset[str]
    before_year: frozenset[str]
    openers: frozenset[str]
    """First words of numbers that are not plain numerals."""


def _words(value: Iterable[Any]) -> frozenset[str]:
    return frozenset(lowered(str(word)) for word in value)


def _numbers(value: Mapping[Any, int] | None) -> dict[str, int]:
    # YAML reads "null" as nothing, which is the Norwegian and German zero
    return {lowered("null" if word is None else str(word)): number for word, number in (value or {}).items()}


def _runs(value: Iterable[Any]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(lowered(str(run)).split()) for run in value)


def _modifiers(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for kind in ("about", "over", "least", "under"):
        for run in _runs(data[kind]):
            yield run, kind


def _openers(data: Mapping[str, Any]) -> frozenset[str]:
    runs = _runs([*data["several"], *_numbers(data["vague"]), *_numbers(data.get("collective")), *data["halves"]])
    return frozenset(run[0] for run in runs) | _words(data["ones"]) | _words(data["half"])


def _counted(data: Mapping[str, Any]) -> Phrases:
    phrases = Phrases(data["endings"], data["glued"])
    for source in ("kinds", "phrases", "verbs"):
        for kind, entries in data[source].items():
            for entry in entries:
                phrases.add(str(entry), kind, source)
    for entry in data["persons"]:
        phrases.add(str(entry), "persons", "persons")
    return phrases


def _money(data: Mapping[str, Any]) -> Phrases:
    phrases = Phrases(data["endings"], False)
    for entry, code in data["money"].items():
        phrases.add(str(entry), code, "money")
    return phrases


def _tolls(data: Mapping[str, Any]) -> Phrases:
    phrases = Phrases(data["endings"], False)
    for entry in data["tolls"]:
        phrases.add(str(entry), "killed", "tolls")
    return phrases


def _load(name: str) -> dict[str, Any]:
    source = resources.files("utsyn.amounts").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(source, yaml.CSafeLoader)
    return loaded


@cache
def currency_signs() -> Mapping[str, str]:
    """Currency signs and ISO 4217 codes as written beside a number → code."""
    data = _load("currencies")
    return {**data["signs"], **{code: code for code in data["codes"]}}


@cache
def crown_words() -> Mapping[str, tuple[str, ...]]:
    """ISO 4217 code → beginnings of words that say whose crowns are meant."""
    return {code: tuple(words) for code, words in _load("currencies")["crowns"].items()}


LANGUAGES: Final = ("nb", "nn", "sv", "da", "en", "de", "fr", "es", "uk", "ru")


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; the English one for a language without its own."""
    data = _load(language if language in LANGUAGES else "en")
    return Lexicon(
        counted=_counted(data),
        money=_money(data),
        units=_numbers(data["units"]),
        scales=_numbers(data["scales"]),
        glued=data["glued"],
        decimal=data["decimal"],
        joiners=_words(data["joiners"]),
        ones=_words(data["ones"]),
        half={lowered(word): value for word, value in data["half"].items()},
        halves=_runs(data["halves"]),
        and_half=_runs(data["and_half"]),
        collective=_numbers(data.get("collective")),
        vague={tuple(word.split()): number for word, number in _numbers(data["vague"]).items()},
        several=_runs(data["several"]),
        several_scales=_numbers(data.get("several_scales")),
        modifiers=dict(_modifiers(data)),
        between=_words(data["between"]),
        to=_words(data["to"]),
        and_=_words(data["and"]),
        passed=_words(data["of"]) | _words(data["measures"]),
        blockers=_words(data["blockers"]),
        nations=frozenset(
            lowered(stem) + ending for stem in data["nations"] for ending in data["nation_endings"] if stem
        ),
        linking=_words(data["of"]),
        tolls=_tolls(data),
        number_nouns=_words(data["number_nouns"]),
        before_year=_words(data["before_year"]),
        openers=_openers(data),
    )
