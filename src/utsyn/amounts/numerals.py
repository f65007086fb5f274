"""Numbers in figures and words: "100 000", "1,5 millioner", "hundretusen", "to dusin", "mehrere Hundert", "5–10"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from utsyn.amounts.lexicon import Lexicon, currency_signs, lexicon
from utsyn.reading.structure import Token

APPROXIMATION: Final = 0.1
"""About, around, om lag: ten per cent to each side."""
BOUND: Final = 1.5
"""More than N: at most half as much again; up to N: at least half."""
VAGUE_VALUE, VAGUE_LOW, VAGUE_HIGH = 3, 2, 9
"""Dozens are 20 to 90, hundreds 200 to 900, thousands 2,000 to 9,000; the value given is three of them."""

DOZEN: Final = -12
"""Stands for "dozen" among the numbers of a word, where 12 is twelve."""

_FIGURE: Final = r"\d{1,3}(?:[ .,'’\u00a0\u202f\u2009]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
_NUMBER: Final = re.compile(rf"(?P<sign>[$€£¥₴₽₪₺₹~]?)(?P<figure>{_FIGURE})(?P<tail>[^\W\d_]{{1,3}}\.?|[$€£¥₴₽₪₺₹])?")
_SPAN: Final = re.compile(rf"(?P<sign>[$€£¥₴₽₪₺₹~]?)(?P<low>{_FIGURE})[-–—](?P<high>{_FIGURE})")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ .,'’\u00a0\u202f\u2009]\d{3})+")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at tokens `[first, last)`; `low <= value <= high`."""

    first: int
    last: int
    value: float
    low: float
    high: float
    approximate: bool = False
    article: bool = False
    """Whether it is a word for one that may be an article."""
    figures: bool = False
    sign: str | None = None
    modifier: str = ""


def exactly(first: int, last: int, value: float, **more: bool | str | None) -> Numeral:
    """A number without doubt."""
    return replace(Numeral(first, last, value, value, value), **more)  # type: ignore[arg-type]


class NumeralFinder:
    """Finds the numbers of a run of tokens; `words` are the tokens in lower case."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[str], language: str) -> None:
        self._tokens, self._words = tokens, words
        self._language = language
        self._lexicon: Lexicon = lexicon(language)

    def at(self, index: int, stop: int) -> Numeral | None:
        """The number, with its range and modifiers, that begins at token `index` and ends before `stop`."""
        numeral = self._plain(index, stop)
        return self._modified(self._ranged(numeral, stop)) if numeral is not None else None

    def _plain(self, index: int, stop: int) -> Numeral | None:
        word = self._words[index]
        if word[0].isdigit() or word[0] in "$€£¥₴₽₪₺₹~":
            return self._figures(index, stop)
        return (
            self._several(index, stop)
            or self._vague(index, stop)
            or self._collective(index)
            or self._worded(index, stop)
        )

    def _figures(self, index: int, stop: int) -> Numeral | None:
        text = self._tokens[index].text
        if span := _SPAN.fullmatch(text):
            return self._span(index, stop, span)
        match = _NUMBER.fullmatch(text)
        if match is None:
            return None
        last, figure = self._grouped(index, stop, match["figure"])
        scale, last = self._scale(last, stop)
        tail = (match["tail"] or "").lower()
        sign = currency_signs().get(match["sign"] or match["tail"] or "")
        if tail and sign is None:
            if tail not in self._lexicon.scales:
                return None
            scale *= self._lexicon.scales[tail]
        value = self._value(figure, scaled=scale > 1) * scale
        value, last = self._and_half(value, last, stop, scale if scale > 1 else 0)
        return exactly(index, last, value, figures=True, sign=sign, approximate=False)

    def _span(self, index: int, stop: int, span: re.Match[str]) -> Numeral | None:
        scale, last = self._scale(index + 1, stop)
        low, high = (self._value(span[side], scaled=scale > 1) * scale for side in ("low", "high"))
        if low >= high:
            return None
        sign = currency_signs().get(span["sign"])
        return Numeral(index, last, (low + high) / 2, low, high, approximate=True, figures=True, sign=sign)

    def _grouped(self, index: int, stop: int, figure: str) -> tuple[int, str]:
        """Tokens "100" and "000" are one number when a single space parts them."""
        last = index + 1
        if len(figure) > 3:
            return last, figure
        while last < stop and len(self._words[last]) == 3 and self._words[last].isdigit() and self._close(last):
            figure += " " + self._words[last]
            last += 1
        return last, figure

    def _close(self, index: int) -> bool:
        return self._tokens[index].start - self._tokens[index - 1].end == 1

    def _value(self, figure: str, *, scaled: bool) -> float:
        """The number a figure stands for; "1.500" is fifteen hundred, "1.500 millioner" one and a half million."""
        if _GROUPED.fullmatch(figure):
            one_group = len(re.findall(r"[^\d]", figure)) == 1
            if not (one_group and scaled and self._lexicon.decimal in figure):
                return float(re.sub(r"\D", "", figure))
        whole, mark, part = _last_mark(figure)
        digits = re.sub(r"\D", "", whole)
        return float(f"{digits}.{part}") if mark else float(digits)

    def _scale(self, index: int, stop: int) -> tuple[int, int]:
        scale = 1
        while index < stop and (factor := self._lexicon.scales.get(self._words[index])):
            scale, index = scale * factor, index + 1
            if index < stop and self._words[index] == "." and self._tokens[index].start == self._tokens[index - 1].end:
                index += 1 if index + 1 < stop else 0
        return scale, index

    def _several(self, index: int, stop: int) -> Numeral | None:
        for run in self._lexicon.several:
            after = index + len(run)
            if self._words[index] != run[0] or tuple(self._words[index:after]) != run or after >= stop:
                continue
            word = self._words[after]
            unit = self._lexicon.several_scales.get(word) or self._round_scale(word)
            if unit:
                numeral = self._loosely(index, after + 1, unit)
                scale, last = self._scale(after + 1, stop)
                return _scaled(replace(numeral, last=last), scale)
            if vague := self._vague(after, stop):
                return replace(vague, first=index)
        return None

    def _round_scale(self, word: str) -> int:
        """A power of ten that stands alone: "hundre", "titusen", "Dutzend" (as ten)."""
        if self._lexicon.scales.get(word) == 12:
            return 10
        value = _atoms_value(word_atoms(word, self._language))
        return int(value) if value >= 100 and set(str(int(value))) <= {"1", "0"} else 0

    def _vague(self, index: int, stop: int) -> Numeral | None:
        for length in (4, 3, 2, 1):
            unit = self._lexicon.vague.get(tuple(self._words[index : index + length]))
            if unit and index + length <= stop:
                return self._loosely(index, index + length, unit)
        return None

    def _loosely(self, first: int, last: int, unit: int) -> Numeral:
        value, low, high = (float(factor * unit) for factor in (VAGUE_VALUE, VAGUE_LOW, VAGUE_HIGH))
        return Numeral(first, last, value, low, high, approximate=True)

    def _collective(self, index: int) -> Numeral | None:
        """French and Spanish "une centaine", "un centenar": about a hundred."""
        start = index + 1 if self._words[index] in self._lexicon.ones and index + 1 < len(self._words) else index
        value = self._lexicon.collective.get(self._words[start])
        return _about(exactly(index, start + 1, float(value))) if value else None

    def _worded(self, index: int, stop: int) -> Numeral | None:
        word = self._words[index]
        if (part := self._halved(index, stop)) is not None:
            return part
        if word in self._lexicon.ones:
            scale, last = self._scale(index + 1, stop)
            if scale == 1 and last < stop and (half := self._lexicon.units.get(self._words[last], 0)) >= 1000:
                return exactly(index, last + 1, float(half))  # "un demi-million"
            return exactly(index, last, float(scale)) if scale > 1 else exactly(index, index + 1, 1.0, article=True)
        atoms = word_atoms(word, self._language)
        if not atoms:
            return None
        last, total = self._worded_on(index + 1, stop, list(atoms))
        value, last = self._and_half(_atoms_value(total), last, stop, total[-1] if total[-1] >= 100 else 0)
        return exactly(index, last, value) if _sayable(total) else None

    def _halved(self, index: int, stop: int) -> Numeral | None:
        """ "half a million", "en halv million", "halvannen million": parts of the scale that follows."""
        for run in sorted(self._lexicon.halves, key=len, reverse=True):
            after = index + len(run)
            if tuple(self._words[index:after]) == run:
                scale, last = self._scale(after, stop)
                return exactly(index, last, scale / 2) if scale > 1 else None
        part = self._lexicon.half.get(self._words[index])
        if part is None:
            return None
        scale, last = self._scale(index + 1, stop)
        return exactly(index, last, part * scale) if scale > 1 else None

    def _and_half(self, value: float, index: int, stop: int, scale: int) -> tuple[float, int]:
        """A number with the half that follows it, of the scale it ended in or of the one after the half."""
        for run in self._lexicon.and_half:
            after = index + len(run)
            if tuple(self._words[index:after]) == run:
                if scale:
                    return value + scale / 2, after
                following, last = self._scale(after, stop)
                if following > 1:
                    return (value + 0.5) * following, last
        return value, index

    def _worded_on(self, index: int, stop: int, atoms: list[int]) -> tuple[int, list[int]]:
        """Go on over the words that continue a number in words: "to hundre og femti"."""
        while index < stop:
            step = index
            hyphen = self._words[index] == "-" and self._tokens[index].start == self._tokens[index - 1].end
            if (hyphen or (self._words[index] in self._lexicon.joiners and atoms[-1] >= 20)) and index + 1 < stop:
                step = index + 1
            more = word_atoms(self._words[step], self._language)
            if step > index and self._words[step] in self._lexicon.ones:
                more = (1,)  # "vingt et un", "treinta y un"
            if not more or (more[0] < 100 and more[0] >= atoms[-1]):
                break
            atoms.extend(more)
            index = step + 1
        return index, atoms

    def _ranged(self, numeral: Numeral, stop: int) -> Numeral:
        """ "5 til 10", "between 5 and 10", "от 5 до 10", "5 - 10"."""
        at = numeral.last
        if at + 1 >= stop or numeral.article:
            return numeral
        opened = numeral.first > 0 and self._words[numeral.first - 1] in self._lexicon.between
        if self._words[at] not in (self._lexicon.and_ if opened else self._lexicon.to):
            return numeral
        if not opened and self._words[at] in self._lexicon.and_ and self._words[at] not in self._lexicon.to:
            return numeral
        other = self._plain(at + 1, stop)
        if other is None or other.article:
            return numeral
        low = self._shared_scale(numeral, other)
        if low >= other.value or other.value > 100 * max(low, 1):
            return numeral
        first = numeral.first - 1 if opened else numeral.first
        sign = numeral.sign or other.sign
        return Numeral(first, other.last, (low + other.value) / 2, low, other.high, True, figures=True, sign=sign)

    def _shared_scale(self, low: Numeral, high: Numeral) -> float:
        """In "5 til 10 millioner" both ends are millions."""
        scale, _ = self._scale(high.first + 1, high.last)
        return low.value * scale if scale > 1 and low.last - low.first == 1 and low.value < 1000 else low.value

    def _modified(self, numeral: Numeral) -> Numeral:
        """With the words before it that blur or bound it; they become part of its span."""
        for _ in range(2):
            for length in (4, 3, 2, 1):
                start = numeral.first - length
                kind = self._lexicon.modifiers.get(tuple(self._words[start : numeral.first])) if start >= 0 else None
                if kind:
                    numeral = _bounded(replace(numeral, first=start), kind)
                    break
            else:
                break
        return numeral


@lru_cache(maxsize=65536)
def may_begin(word: str, language: str) -> bool:
    """Whether a number can begin with this word."""
    if word[0].isdigit() or word[0] in "$€£¥₴₽₪₺₹~":
        return True
    return word in lexicon(language).openers or bool(word_atoms(word, language))


def _last_mark(figure: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"(.*?)([.,])(\d+)", figure)
    return (match[1], match[2], match[3]) if match else (figure, "", "")


def _about(numeral: Numeral) -> Numeral:
    low, high = numeral.low * (1 - APPROXIMATION), numeral.high * (1 + APPROXIMATION)
    return replace(numeral, low=round(low, 6), high=round(high, 6), approximate=True)


def _bounded(numeral: Numeral, kind: str) -> Numeral:
    numeral = replace(numeral, modifier=kind, approximate=True)
    if kind == "about":
        return _about(numeral)
    if kind == "under":
        return replace(numeral, low=min(numeral.low, numeral.value / 2), high=numeral.high)
    return replace(numeral, high=max(numeral.high, numeral.value * BOUND))


def _scaled(numeral: Numeral, scale: int) -> Numeral:
    return replace(numeral, value=numeral.value * scale, low=numeral.low * scale, high=numeral.high * scale)


@lru_cache(maxsize=16384)
def word_atoms(word: str, language: str) -> tuple[int, ...]:
    """The numbers a word is made of: "hundretusen" → (100, 1000), "femogtyve" → (5, 20); empty for other words."""
    words = lexicon(language)
    if (value := words.units.get(word)) is not None:
        return (value,)
    if (value := words.scales.get(word)) is not None:
        return (DOZEN if value == 12 else value,)
    if len(word) > 40 or not (words.glued or "-" in word):
        return ()
    return _split(word, words)


def _split(word: str, words: Lexicon) -> tuple[int, ...]:
    if not word:
        return ()
    for length in range(len(word), 1, -1):
        part = word[:length]
        value = words.units.get(part, words.scales.get(part))
        if value is None:
            continue
        rest = word[length:].removeprefix("-")
        if not rest:
            return (value,)
        joined = next((rest[len(j) :] for j in words.joiners if rest.startswith(j) and len(rest) > len(j)), None)
        for option in (rest, joined.removeprefix("-") if joined else None):
            if option and (tail := _split(option, words)):
                return (value, *tail)
    return ()


def _atoms_value(atoms: Sequence[int]) -> float:
    total, current = 0, 0
    for atom in atoms:
        if atom >= 1000:
            total, current = total + max(current, 1) * atom, 0
        elif atom in (100, DOZEN):
            current = max(current, 1) * abs(atom)
        else:
            current += atom
    return float(total + current)


def _sayable(atoms: Sequence[int]) -> bool:
    """A million or a milliard alone is no number ("millioner" is vague, "million" needs "en")."""
    return bool(atoms) and not (len(atoms) == 1 and atoms[0] >= 1_000_000 and set(str(atoms[0])) == {"1", "0"})
