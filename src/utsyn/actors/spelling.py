"""Spelling: the keys under which one name is found whatever its case, accents, alphabet or genitive ending."""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
"""A word for the purposes of names: letters and digits; hyphens, apostrophes and full stops separate words."""

_MARKS = re.compile(r"[\u0300-\u036f]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN_SPECIAL = str.maketrans(
    {"ø": "o", "æ": "ae", "ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe"}
)
_ROMAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "zh", "з": "z", "и": "i",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i",
    "ь": "", "э": "e", "ю": "iu", "я": "ia", "ё": "e",
}  # fmt: skip
_SOUNDS = (
    ("tsch", "c"), ("tch", "c"), ("tsj", "c"), ("shch", "s"), ("sjtj", "s"), ("tj", "c"), ("ch", "c"), ("sch", "s"),
    ("sh", "s"), ("sj", "s"), ("zh", "s"), ("kh", "k"), ("ck", "k"), ("ph", "f"), ("ou", "u"), ("oe", "o"),
    ("ae", "a"), ("ue", "u"), ("w", "v"), ("z", "s"), ("x", "ks"), ("q", "k"), ("gh", "g"), ("j", "i"), ("y", "i"),
)  # fmt: skip
_CASE_ENDINGS = (
    "ького", "ькому", "ському", "ського", "ськими", "ским", "ского", "скому", "ському", "ськой", "ською", "ская",
    "ской", "скую", "ими", "ями", "ами", "ого", "ому", "ему", "его", "ові", "еві", "єві", "ою", "ею", "єю", "ой",
    "ей", "ий", "ій", "ый", "ый", "им", "ім", "ым", "ом", "ем", "єм", "ях", "ах", "ам", "ям", "ів", "їв", "ов", "ев",
    "ая", "яя", "ої", "ую", "ий", "а", "я", "у", "ю", "е", "є", "и", "і", "ї", "ы", "о", "ь", "й",
)  # fmt: skip


def is_cyrillic(word: str) -> bool:
    """Whether the word has a Cyrillic letter."""
    return _CYRILLIC.search(word) is not None


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word without case and accents; Cyrillic keeps its letters, except ё and ґ."""
    return _folded(word)


def _folded(word: str) -> str:
    lowered = word.casefold()
    if lowered.isascii():
        return lowered
    if is_cyrillic(lowered):
        # Ukrainian writes foreign names with either letter ("Столтенберг", "Столтенберґ").
        return lowered.replace("ё", "е").replace("ґ", "г")
    plain = unicodedata.normalize("NFD", lowered.translate(_LATIN_SPECIAL))
    return _MARKS.sub("", plain)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a form, as the scan of an article sees them."""
    return tuple(WORD.findall(_folded(text)))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A Cyrillic word without its case ending, a Latin one without genitive s; at least three letters stay."""
    folded = fold(word)
    if is_cyrillic(folded):
        ending = next((e for e in _CASE_ENDINGS if folded.endswith(e) and len(folded) - len(e) >= 3), "")
        return folded.removesuffix(ending)
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") else folded


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """How a name roughly sounds, alike for spellings in Latin and Cyrillic (Zelenskyj, Selenskyj, Зеленський)."""
    latin = "".join(_ROMAN.get(letter, letter) for letter in fold(word))
    for spelling, sound in _SOUNDS:
        latin = latin.replace(spelling, sound)
    latin = re.sub(r"(.)\1+", r"\1", latin)
    latin = re.sub(r"(?<=[^aeiou])i(?=[aeou])", "", latin)
    return re.sub(r"(?:ii?|e)$", lambda m: "i" if m.group().startswith("i") else "", latin)
