"""Time expressions found in a text: words are looked up in the language's trie, and neighbours are put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from utsyn.dates.actions import BOUNDS, PARTS
from utsyn.dates.combine import chosen, joined
from utsyn.dates.language import Language, Node, fold, language
from utsyn.dates.meaning import Bound, Clip, DayOfMonth, Meaning, Part, Period, Range, Shift, Weekday, Year

_BESIDE = 32
"""Characters between a day and a time zone that goes with it: "Thursday at 5.40 in the morning, local time"."""
_PLAIN = ("in", "near", "link", "the")
_SENTENCE_END = frozenset((".", "!", "?", "…", "\n\n"))


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A time expression: `text` is `[start, end)` of the article in code points, `meaning` its parsed form.

    The plain preposition stays outside ("tirsdag" of "på tirsdag"), one that changes the span inside ("innen fredag").
    `sentence` numbers the sentence by its closing marks, as far as anaphora needs it.
    """

    start: int
    end: int
    text: str
    meaning: Meaning
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class _Item:
    """A phrase that the trie knows: tokens `[first, last)`, a meaning or a marker."""

    first: int
    last: int
    marker: str = ""
    meaning: Meaning | None = None
    weak: bool = False
    genitive: bool = False


@dataclass(frozen=True, slots=True)
class _Parse:
    """A stretch of items put together: from token `first`, up to item `next`."""

    first: int
    last: int
    next: int
    meaning: Meaning
    weak: bool


def find_dates(text: str, language_code: str) -> tuple[DateExpression, ...]:
    """Time expressions of a text, sorted and without overlap, the longest reading of each.

    Returns nothing for a language that has no data file.

    >>> [found.text for found in find_dates("Hun reiste til Berlin på tirsdag.", "nb")]
    ['tirsdag']
    """
    rules = language(language_code)
    if rules is None:
        return ()
    scan = _Scan(rules, text)
    found: list[DateExpression] = []
    for run in scan.runs():
        found.extend(scan.expression(parse) for parse in _parses(run))
    return tuple(found)


class _Scan:
    """One text's tokens, walked once from left to right."""

    __slots__ = ("counted", "matches", "rules", "sentence", "text", "words")

    def __init__(self, rules: Language, text: str) -> None:
        self.rules = rules
        self.text = text
        folded = fold(text)
        # a few capitals fold to two letters, which would move every offset after them
        plain = folded if len(folded) == len(text) else "".join(c if len(fold(c)) != 1 else fold(c) for c in text)
        self.matches: list[re.Match[str]] = list(rules.tokens.finditer(plain))
        self.words = [match.group() for match in self.matches]
        self.sentence = self.counted = 0

    def runs(self) -> Iterator[list[_Item]]:
        """Unbroken stretches of known phrases that hold at least one date."""
        for first, last in self._stretches():
            run: list[_Item] = []
            position = first
            while position < last:
                item = self._longest(self.rules.root, position)
                if item is not None:
                    run.append(item)
                    position = item.last
                    continue
                if any(known.meaning for known in run):
                    yield run
                run = []
                position += 1
            if any(known.meaning for known in run):
                yield run

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Ranges of tokens that are all known to the language and hold a word that a date can rest on."""
        known = self.rules.known
        start, promising = -1, False
        for position, word in enumerate(self.words):
            kind = known.get(word)
            if kind is None and word[0].isdigit():
                kind = True
            if kind is not None:
                start = position if start < 0 else start
                promising = promising or kind
                continue
            if promising:
                yield start, position
            start, promising = -1, False
        if promising:
            yield start, len(self.words)

    def _longest(self, root: Node, position: int) -> _Item | None:
        if self._is_noun(position):
            return None
        best: list[Any] = [None, position, ()]
        self._walk(root, position, (), best)
        outcome, last, captured = best
        if outcome is None:
            return None
        last -= outcome.ahead
        if outcome.marker:
            return _Item(position, last, outcome.marker)
        captures: dict[str, list[Any]] = {}
        for name, value in captured:
            captures.setdefault(name.partition("_")[0], []).append(value)
        meaning = outcome.meaning(captures)
        # an impossible date and a false friend swallow their words
        if meaning is None:
            return _Item(position, last, "block")
        weak = outcome.weak and not self._is_bare_year(meaning, last)
        return _Item(position, last, "", meaning, weak, outcome.genitive)

    def _is_bare_year(self, meaning: Meaning, following: int) -> bool:
        """Whether a number is a year though no preposition says so ("2014 annektierte Russland …")."""
        if self.rules.bare_year is None or not isinstance(meaning, Year):
            return False
        if not 1900 < meaning.year < 2050 or meaning.year % 100 == 0:
            return False
        after = self.matches[following] if following < len(self.matches) else None
        return after is None or not self.rules.bare_year.search(self.text[after.start() : after.end()])

    def _walk(self, node: Node, position: int, captured: tuple[tuple[str, Any], ...], best: list[Any]) -> None:
        if node.outcome is not None and (position > best[1] or best[0] is None):
            best[:] = [node.outcome, position, captured]
        if position >= len(self.words):
            return
        word = self.words[position]
        if word in self.rules.capital and not self.text[self.matches[position].start()].isupper():
            return
        child = node.words.get(word)
        if child is not None:
            self._walk(child, position + 1, captured, best)
        if node.classes:
            for name, value in self._classes(word):
                child = node.classes.get(name)
                if child is not None:
                    self._walk(child, position + 1, (*captured, (name, value)), best)

    def _is_noun(self, position: int) -> bool:
        """Whether a word that counts in lower case only is written with a capital inside a sentence ("der Morgen")."""
        if self.words[position] not in self.rules.lowercase or not position:
            return False
        return self.text[self.matches[position].start()].isupper() and self.words[position - 1][0].isalnum()

    def _classes(self, word: str) -> tuple[tuple[str, Any], ...]:
        if not word[0].isdigit():
            return self.rules.classes.get(word, ())
        return number_classes(word)

    def expression(self, parse: _Parse) -> DateExpression:
        """The expression at the parse's place."""
        start, end = self.matches[parse.first].start(), self.matches[parse.last - 1].end()
        meaning = parse.meaning
        if isinstance(meaning, Shift) and meaning.clause and not self._goes_on(parse.last):
            meaning = replace(meaning, clause=False)
        if isinstance(meaning, Weekday) and not meaning.which and meaning.week is None and self._is_zoned(start, end):
            meaning = replace(meaning, zoned=True)
        self.sentence += sum(word in _SENTENCE_END for word in self.words[self.counted : parse.first])
        self.counted = parse.first
        return DateExpression(start, end, self.text[start:end], meaning, self.sentence)

    def _is_zoned(self, start: int, end: int) -> bool:
        """Whether a time zone is named beside the day, in its own sentence."""
        if self.rules.zone is None:
            return False
        after = re.split(r"[!?;\n]|\.\s", fold(self.text[end : end + 2 * _BESIDE]))[0]
        before = re.split(r"[!?;\n]|\.\s", fold(self.text[max(0, start - 2 * _BESIDE) : start]))[-1]
        following, leading = self.rules.zone.search(after), list(self.rules.zone.finditer(before))
        near = following is not None and following.start() <= _BESIDE
        return near or any(len(before) - zone.end() <= _BESIDE // 4 for zone in leading[-1:])

    def _goes_on(self, position: int) -> bool:
        """Whether a word follows to count from ("the day after Britain said", not "the day after.")."""
        return position < len(self.words) and self.words[position][0].isalnum()


def number_classes(word: str) -> tuple[tuple[str, Any], ...]:
    """The classes that a token of digits belongs to."""
    if not word.isascii():
        return ()
    if not word.isdigit():
        if word[4:5] == "-":
            return (("iso", word),)
        return (("dmy", word),) if len(word) >= 6 and word.replace("/", ".").count(".") == 2 else ()
    value = int(word) if len(word) <= 4 else -1
    if value < 0:
        return ()
    found: list[tuple[str, Any]] = [("n", value)]
    if len(word) <= 2 and 1 <= value <= 31:
        found.append(("day", value))
        if value <= 12:
            found.append(("month_number", value))
    if len(word) == 4 and 1800 <= value <= 2100:
        found.append(("year", value))
    if len(word) == 2:
        found.append(("yy", value))
    return tuple(found)


def _parses(run: list[_Item]) -> Iterator[_Parse]:
    index = 0
    while index < len(run):
        parse = _expression(run, index)
        if parse is None:
            index += 1
            continue
        if not parse.weak or _supported(parse.meaning, run, index - 1):
            yield _opened(parse, run, index - 1)
        index = parse.next


def _opened(parse: _Parse, run: list[_Item], index: int) -> _Parse:
    """A span with the preposition that opens it, where the language says "of" for "from" ("du 3 au 5 mars")."""
    if isinstance(parse.meaning, Range) and index >= 0 and run[index].marker == "link":
        return replace(parse, first=run[index].first)
    return parse


def _supported(meaning: Meaning, run: list[_Item], index: int) -> bool:
    """Whether the preposition at `index` makes a date of a word that is none by itself ("i mai", "in 2014")."""
    while index >= 0 and run[index].marker == "the":
        index -= 1
    marker = run[index].marker if index >= 0 else ""
    if isinstance(meaning, Year):
        # "of 2014" is a date, "of 2000" more often a number of soldiers
        return marker == "in" or (marker in ("link", "from") and meaning.year % 100 != 0)
    return marker in ("in", "near", "link", "from", "to") and not isinstance(meaning, DayOfMonth | Period)


def _skip(run: list[_Item], index: int, *names: str) -> int:
    while index < len(run) and run[index].marker in names:
        index += 1
    return index


def _marker(run: list[_Item], index: int) -> str:
    return run[index].marker if index < len(run) else ""


def _expression(run: list[_Item], index: int) -> _Parse | None:
    """A bound with what it bounds, a span from one date to another, or a date."""
    marker = _marker(run, index)
    if marker in BOUNDS:
        # "etter i mai" bounds nothing, "fram til i mai" does
        plain = ("link", "the") if marker in ("before", "after") else _PLAIN
        inner = _series(run, _skip(run, index + 1, *plain))
        if inner is None or _is_number(inner) or _bound_elsewhere(run, inner, marker):
            return None
        opens = marker in ("since", "starting") and isinstance(inner.meaning, Range)
        meaning = inner.meaning if opens else Bound(marker, inner.meaning)
        return _Parse(run[index].first, inner.last, inner.next, meaning, False)
    if marker in ("from", "between"):
        inner = _series(run, _skip(run, index + 1, *_PLAIN), opened=marker)
        if inner is None or _is_number(inner) or (marker == "between" and not isinstance(inner.meaning, Range)):
            return None
        meaning = inner.meaning if isinstance(inner.meaning, Range) else Bound("from", inner.meaning)
        return _Parse(run[index].first, inner.last, inner.next, meaning, False)
    return _series(run, index)


def _is_number(parse: _Parse) -> bool:
    """Whether it is more likely a count than a date: a day without month, a round year."""
    if isinstance(parse.meaning, Year):
        return parse.weak and parse.meaning.year % 100 == 0
    return parse.weak and isinstance(parse.meaning, DayOfMonth)


def _bound_elsewhere(run: list[_Item], inner: _Parse, marker: str) -> bool:
    """Whether the bounding word is about something else: a noun with its date, a date counted from the text."""
    if run[inner.next - 1].genitive or _marker(run, inner.next) == "genitive":
        return True
    return inner.meaning.anaphoric and marker in ("before", "after")


def _series(run: list[_Item], index: int, opened: str = "") -> _Parse | None:
    """A date, or two that a conjunction or a dash makes one."""
    first = _whole(run, index)
    if first is None:
        return None
    link = _marker(run, first.next)
    if link not in ("to", "until", "dash", "and", "or"):
        return first
    link = "to" if link == "until" else link
    second = _whole(run, _skip(run, first.next + 1, *_PLAIN, "to"))
    if second is None:
        return first
    meaning = joined(first.meaning, second.meaning, link, opened)
    if meaning is None:
        return first
    weak = first.weak and second.weak and not opened
    return _Parse(first.first, second.last, second.next, meaning, weak)


def _whole(run: list[_Item], index: int) -> _Parse | None:
    """A date with the word before it that picks a part of it."""
    marker = _marker(run, index)
    if marker in PARTS or marker in ("earlier", "later"):
        inner = _whole(run, _skip(run, index + 1, *_PLAIN))
        if inner is None or _is_number(inner):
            return None
        meaning = Part(marker, inner.meaning) if marker in PARTS else Clip(marker == "later", inner.meaning)
        return _Parse(run[index].first, inner.last, inner.next, meaning, False)
    if marker in ("next", "last"):
        inner = _merged(run, index + 1)
        meant = chosen(inner.meaning, marker) if inner else None
        return _Parse(run[index].first, inner.last, inner.next, meant, False) if inner and meant else None
    return _merged(run, index)


def _merged(run: list[_Item], index: int) -> _Parse | None:
    """Neighbouring date words that name one date ("tirsdag 3. mars", "mai i fjor", "Tuesday last week")."""
    if index >= len(run) or run[index].meaning is None:
        return None
    item = run[index]
    assert item.meaning is not None
    parse = _Parse(item.first, item.last, index + 1, item.meaning, item.weak)
    while True:
        following = _marker(run, parse.next)
        meant = chosen(parse.meaning, following) if following in ("next", "last") else None
        if meant:
            parse = _Parse(parse.first, run[parse.next].last, parse.next + 1, meant, False)
        position = _skip(run, parse.next, *_PLAIN, "comma")
        if position >= len(run) or position > parse.next + 2:
            return parse
        other = run[position]
        if other.meaning is None:
            return parse
        comma = _marker(run, parse.next) == "comma"
        meaning = joined(parse.meaning, other.meaning, "comma" if comma else "")
        if meaning is None:
            return parse
        parse = _Parse(parse.first, other.last, position + 1, meaning, False)
