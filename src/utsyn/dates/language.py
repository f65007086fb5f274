"""A language's date expressions, read from `data/<language>.yaml` and compiled into one trie of tokens.

The file has these parts (see any of them for an example):

- `words`: classes of single words with what they stand for (`weekday`, `month`, `n`, `unit`, `ordinal`, `season`, …).
  A class called `month_short` captures as `month`.
- `patterns`: an action and the phrases that perform it, one a line. A phrase is words, `{class}` for a word of a
  class, `[…]` for what may be left out, `(…|…)` for a choice and `>` before what must follow without being part.
  `{day}` is a number up to 31, `{year}` four digits, `{yy}` two, `{n}` any whole number or number word, `{iso}` and
  `{dmy}` numeric dates.
- `markers`: words that combine neighbours: prepositions that change a span, conjunctions, parts of a period.
- `compounds`: suffixes that a weekday may carry ("Dienstagabend", "tirsdagskveld").
- `inner_apostrophe`: whether an apostrophe is a letter ("п'ятниця").
- `capital`, `lowercase`: words that count only when so written.
- `bare_year`: where a year needs no preposition, the ending or beginning of words that a number before them counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any

import yaml

from utsyn.dates.actions import Outcome, parse_action

LANGUAGES = ("da", "de", "en", "es", "fr", "nb", "nn", "ru", "sv", "uk")

_NUMBERS = r"\d{4}-\d\d-\d\d(?!\d)|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)(?!\d|\.\d)|\d+(?:[.,]\d+)+|\d+"
_WORD = r"[^\W\d_]+"
PARAGRAPH = "\n\n"
_OTHER = r"\n\s*\n|[^\w\s]|_"
_PATTERN_TOKEN = re.compile(r"\{\w+\}|[\[\]()|]|[^\s\[\]()|{}]+")


@dataclass(slots=True)
class Node:
    """A state of the trie: what may follow, and what the words so far mean."""

    words: dict[str, Node] = field(default_factory=dict)
    classes: dict[str, Node] = field(default_factory=dict)
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """Compiled expressions of one language."""

    code: str
    tokens: re.Pattern[str]
    root: Node
    classes: dict[str, tuple[tuple[str, Any], ...]]
    """Lower-case word → classes it belongs to, each with its value."""
    known: Mapping[str, bool]
    """Every lower-case word that some phrase or class holds; true when a date has to have one such."""
    capital: frozenset[str]
    lowercase: frozenset[str]
    zone: re.Pattern[str] | None
    """A named time zone, in folded text."""
    bare_year: re.Pattern[str] | None
    """Of languages that put a year without preposition: what the next word looks like when the number counts."""


@cache
def language(code: str) -> Language | None:
    """The compiled language, or None when there is no file for it."""
    if code not in LANGUAGES:
        return None
    text = resources.files("utsyn.dates").joinpath("data", f"{code}.yaml").read_text("utf-8")
    return _compile(code, yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def token_pattern(apostrophes: bool) -> re.Pattern[str]:
    """The tokenizer: numeric dates, numbers, words (with inner apostrophes where the language writes them), marks."""
    word = rf"{_WORD}(?:['’ʼ]{_WORD})*" if apostrophes else _WORD
    return re.compile(f"{_NUMBERS}|{word}|{_OTHER}")


def fold(word: str) -> str:
    """Lower case, with one kind of apostrophe."""
    return word.lower().replace("’", "'").replace("ʼ", "'")


def _compile(code: str, data: dict[str, Any]) -> Language:
    tokens = token_pattern(bool(data.get("inner_apostrophe")))
    root = Node()
    for section in ("patterns", "markers"):
        for action, phrases in data[section].items():
            outcome = parse_action(action, marker=section == "markers")
            for phrase in phrases.splitlines():
                for path in expand(phrase, tokens):
                    _insert_ahead(root, path, outcome)
    for mark, name in ((",", "comma"), ("-", "dash"), ("–", "dash"), ("—", "dash"), ("−", "dash")):
        _insert(root, (mark,), parse_action(name, marker=True))
    classes = _classes(data)
    return Language(
        code,
        tokens,
        root,
        classes,
        _known(root, classes),
        frozenset(data.get("capital", "").split()),
        frozenset(data.get("lowercase", "").split()),
        re.compile(rf"(?<!\w)(?:{data['zones']})(?!\w)") if "zones" in data else None,
        re.compile(data["bare_year"]) if "bare_year" in data else None,
    )


def _classes(data: dict[str, Any]) -> dict[str, tuple[tuple[str, Any], ...]]:
    found: dict[str, list[tuple[str, Any]]] = {}
    for name, values in data["words"].items():
        for value, forms in values.items():
            for form in str(forms).split():
                found.setdefault(fold(form), []).append((name, value))
    for weekday, forms in data["words"]["weekday"].items():
        for compound in (form + suffix for form in forms.split() for suffix in data.get("compounds", "").split()):
            found.setdefault(compound, []).append(("weekday", weekday))
    return {word: tuple(entries) for word, entries in found.items()}


def _insert_ahead(root: Node, path: tuple[str, ...], outcome: Outcome) -> None:
    if ">" in path:
        outcome = replace(outcome, ahead=len(path) - 1 - path.index(">"))
    _insert(root, tuple(step for step in path if step != ">"), outcome)


def _insert(root: Node, path: tuple[str, ...], outcome: Outcome) -> None:
    node = root
    for step in path:
        branch = node.classes if step[0] == "{" and len(step) > 2 else node.words
        key = step[1:-1] if branch is node.classes else step
        node = branch.setdefault(key, Node())
    # the first action in the file keeps a phrase that two claim
    node.outcome = node.outcome or outcome


def _known(root: Node, classes: Mapping[str, tuple[tuple[str, Any], ...]]) -> dict[str, bool]:
    """Every word of the phrases and classes, and whether finding it is a reason to look for a date."""
    known = {word: any(name not in _COUNTING for name, _ in entries) for word, entries in classes.items()}
    for path, outcome in _paths(root, ()):
        words = [step for step in path if step[0] != "{"]
        for word in words:
            known.setdefault(word, False)
        if outcome.build and words and all(step[1:-1] in _COUNTING for step in path if step[0] == "{"):
            # its longest word is the one that is least likely to stand elsewhere
            known[max(words, key=len)] = True
    return known


_COUNTING = frozenset(("n", "part", "ordinal"))
"""Classes whose words are no sign of a date by themselves."""


def _paths(node: Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Outcome]]:
    if node.outcome:
        yield path, node.outcome
    for word, child in node.words.items():
        yield from _paths(child, (*path, word))
    for name, child in node.classes.items():
        yield from _paths(child, (*path, f"{{{name}}}"))


def expand(phrase: str, tokens: re.Pattern[str]) -> list[tuple[str, ...]]:
    """Every token path that a phrase of a data file describes."""
    pieces = _PATTERN_TOKEN.findall(phrase)
    paths, rest = _choice(pieces, tokens)
    if rest:
        raise ValueError(f"unbalanced brackets in date phrase {phrase!r}")
    return sorted({path for path in paths if path})


def _choice(pieces: list[str], tokens: re.Pattern[str]) -> tuple[list[tuple[str, ...]], list[str]]:
    """Paths of `a|b|…` up to a closing bracket, and the pieces after it."""
    done: list[tuple[str, ...]] = []
    current: list[tuple[str, ...]] = [()]
    while pieces:
        head, pieces = pieces[0], pieces[1:]
        if head in ("]", ")"):
            return done + current, pieces
        if head == "|":
            done, current = done + current, [()]
            continue
        if head in ("[", "("):
            inner, pieces = _choice(pieces, tokens)
            options = [*inner, ()] if head == "[" else inner
        elif head[0] == "{":
            options = [(head,)]
        else:
            options = [tuple(fold(token) for token in tokens.findall(head))]
        current = [path + option for path in current for option in options]
    return done + current, []
