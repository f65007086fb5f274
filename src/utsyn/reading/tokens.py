"""Text to tokens with exact character offsets, by rules and one small data file per language."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

_LETTER = r"[^\W\d_]"
_WORD = rf"{_LETTER}[\w]*"
_APOSTROPHE = "'’ʼ"


@dataclass(frozen=True, slots=True)
class Word:
    """A token before it is read: `[start, end)` in code points, `paragraph` its line's number, `spaced` after white space."""

    start: int
    end: int
    text: str
    paragraph: int
    spaced: bool


@dataclass(frozen=True)
class _Rules:
    abbreviations: frozenset[str]
    clitics: tuple[str, ...]
    elisions: frozenset[str]
    whole: frozenset[str]
    hyphen_suffixes: tuple[str, ...]
    split_hyphens: bool
    hyphen_prefixes: frozenset[str]
    fused: dict[str, int]
    ordinal_stop: bool
    ordinal_nouns: frozenset[str]


@cache
def _facts() -> dict[str, dict[str, Any]]:
    text = files("utsyn.reading").joinpath("data/tokens.yaml").read_text("utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    return loaded


@cache
def _rules(language: str) -> _Rules:
    facts = _facts()
    own = facts.get(language, {})
    return _Rules(
        abbreviations=frozenset(own.get("abbreviations", facts["default"]["abbreviations"])),
        clitics=tuple(own.get("clitics", ())),
        elisions=frozenset(own.get("elisions", ())),
        whole=frozenset(own.get("whole", ())),
        hyphen_suffixes=tuple(own.get("hyphen_suffixes", ())),
        split_hyphens=bool(own.get("split_hyphens", False)),
        hyphen_prefixes=frozenset(own.get("hyphen_prefixes", ())),
        fused=dict(own.get("fused", {})),
        ordinal_stop=bool(own.get("ordinal_stop", False)),
        ordinal_nouns=frozenset(own.get("ordinal_nouns", ())),
    )


# One alternative per shape, in order of precedence; every non-space character matches some alternative.
_SHAPES = re.compile(
    rf"""
    (?P<url>(?:https?://|www\.)[^\s<>"»”]+[^\s<>"»”.,;:!?)\]'’])
  | (?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
  | (?P<handle>[@\#]\w+)
  | (?P<number>\d{{1,3}}(?:[ \u00a0\u202f\u2009]\d{{3}})+(?:[.,]\d+)?(?![\w])|\d+(?:[.,:/]\d+)*(?:[-‑]?{_LETTER}+(?:[-‑]{_WORD})*)?)
  | (?P<initials>(?:{_LETTER}\.){{2,}})
  | (?P<word>{_WORD}(?:(?:[-‑{_APOSTROPHE}]|(?<={_LETTER})[.&·](?={_LETTER}))\w+)*(?:-(?=[\s,]))?)
  | (?P<dots>\.{{2,}}|…|[-–—]{{2,}}|!{{2,}}|\?{{2,}})
  | (?P<other>\S)
    """,
    re.VERBOSE,
)


def words(text: str, language: str, start: int = 0) -> list[Word]:
    """Split a text from code point `start` on into words and punctuation.

    `text[w.start:w.end] == w.text` for each, in order, with nothing but white space between.

    >>> [w.text for w in words("Nato-sjefen sa 17. mai: «Nei.»", "nb")]
    ['Nato-sjefen', 'sa', '17.', 'mai', ':', '«', 'Nei', '.', '»']
    """
    rules = _rules(language)
    found: list[Word] = []
    offset = start
    for paragraph, line in enumerate(text[start:].splitlines(keepends=True)):
        _split_line(text, line, offset, rules, paragraph, found)
        offset += len(line)
    return found


def _split_line(text: str, line: str, offset: int, rules: _Rules, paragraph: int, found: list[Word]) -> None:
    position = 0
    while match := _SHAPES.search(line, position):
        start, end = match.span()
        kind = match.lastgroup
        cuts: list[int] = []
        if kind in ("word", "initials", "number"):
            end = _with_stop(line, start, end, kind, rules)
            if kind == "word":
                cuts = _cuts(line[start:end], rules)
        edges = [start, *(start + cut for cut in cuts), end]
        for low, high in pairwise(edges):
            at = offset + low
            spaced = at == 0 or text[at - 1].isspace()
            found.append(Word(at, offset + high, line[low:high], paragraph, spaced))
        position = end


def _with_stop(line: str, start: int, end: int, kind: str | None, rules: _Rules) -> int:
    """Take the full stop into an abbreviation, an initial or an ordinal; give it back where it ends the sentence."""
    piece = line[start:end]
    if kind == "initials":
        return end
    if line[end : end + 1] != ".":
        return end
    if kind == "number":
        return end + 1 if rules.ordinal_stop and _ordinal_goes_on(line, piece, end + 1, rules) else end
    if piece.casefold() + "." in rules.abbreviations:
        return end + 1
    is_initial = len(piece) == 1 and piece.isupper() and re.match(r"\.\s?[^\W\d_]", line[end:]) is not None
    return end + 1 if is_initial else end


def _ordinal_goes_on(line: str, number: str, after: int, rules: _Rules) -> bool:
    following = re.match(rf"\s({_LETTER}+)", line[after:])
    if not number.isdigit() or len(number) > 2 or following is None:
        return False
    return following[1][0].islower() or following[1] in rules.ordinal_nouns


def _cuts(word: str, rules: _Rules) -> list[int]:
    """Offsets inside a word at which it falls apart into tokens."""
    if word.casefold() in rules.whole:
        return []
    cuts: set[int] = set()
    low = word.casefold()
    if low in rules.fused:
        cuts.add(rules.fused[low])
    base = 0
    if rules.elisions:
        base = _elision(low, rules)
        if base:
            cuts.add(base)
    end = len(word)
    for clitic in rules.clitics:
        if low.endswith(clitic) and len(low) > len(clitic):
            end = len(word) - len(clitic)
            cuts.add(end)
            break
    for suffix in rules.hyphen_suffixes:
        if low.endswith(suffix) and len(low) > len(suffix):
            cuts.add(len(word) - len(suffix))
            break
    if rules.split_hyphens:
        cuts.update(_hyphen_cuts(word[:end], rules))
    return sorted(cut for cut in cuts if 0 < cut < len(word))


def _elision(low: str, rules: _Rules) -> int:
    match = re.match(rf"({_LETTER}+)[{_APOSTROPHE}](?=\w)", low)
    return match.end() if match is not None and match[1] in rules.elisions else 0


def _hyphen_cuts(word: str, rules: _Rules) -> list[int]:
    parts = re.split(r"([-‑])", word)
    if len(parts) < 3 or parts[0].casefold() in rules.hyphen_prefixes:
        return []
    cuts, at = [], 0
    for part in parts:
        cuts.extend([at, at + len(part)])
        at += len(part)
    return cuts
