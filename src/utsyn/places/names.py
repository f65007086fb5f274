"""How a place name is written: keys that ignore case and accents, and the inflected forms that lead back to them."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from itertools import product
from typing import Final

import yaml

_LETTERS: Final = str.maketrans(
    {"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th", "œ": "oe", "ё": "е"}
    | dict.fromkeys("'’ʼʹ`´‘ʻʾʿ.", "")
    | dict.fromkeys("-‐‑–\u00a0\u202f_", " ")
)
_SPACES: Final = re.compile(r"\s+")


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The key under which a name is looked up: lower case, without accents, apostrophes, full stops and hyphens."""
    lowered = name.casefold()
    if lowered.isascii() and lowered.isalpha():
        return lowered
    # й and ї are letters of their own, not и and і with an accent
    decomposed = (
        character if character in "йї" else unicodedata.normalize("NFD", character)[0]
        for character in unicodedata.normalize("NFC", lowered)
    )
    return _SPACES.sub(" ", "".join(decomposed).translate(_LETTERS)).strip()


def is_cyrillic(key: str) -> bool:
    """Whether a key is in Cyrillic letters; keys of stems ("~чорн мор") always are."""
    return key[:1] == "~" or "а" <= key[:1] <= "ӿ"


@cache
def _endings(language: str) -> Mapping[str, tuple[str, ...]]:
    """Oblique ending → endings of the dictionary form, for one language."""
    source = resources.files("utsyn.places").joinpath("data", "inflection.yaml").read_text(encoding="utf-8")
    table = yaml.load(source, yaml.CSafeLoader)
    return {str(ending): tuple(str(base) for base in bases) for ending, bases in table.get(language, {}).items()}


@lru_cache(maxsize=16384)
def variants(surface: str, language: str) -> tuple[str, ...]:
    """Keys the written form may stand for: itself first, then what its case endings lead back to."""
    key = key_of(surface)
    found = {key: None}
    endings = _endings(language)
    for length in range(min(4, len(key) - 2), 0, -1):
        for base in endings.get(key[-length:], ()):
            if len(key) - length >= 2:
                found[key[:-length] + base] = None
    for candidate in tuple(found):
        found.update(dict.fromkeys(_alternations(candidate, language)))
    return tuple(found)


def _alternations(key: str, language: str) -> tuple[str, ...]:
    """Харков → Харків, Києв → Київ, Розі → Ріг is left to the data."""
    if language != "uk" or len(key) < 4:
        return ()
    if key.endswith("єв"):
        return (key[:-2] + "їв",)
    if key[-2] in "ое" and key[-1] not in "аеиіоуюя":
        return (key[:-2] + "і" + key[-1],)
    return ()


_ENDING_LETTERS: Final = frozenset("аяоеєиіїыуюйь")
_CYRILLIC_ENDING: Final = re.compile(
    r"(?:ього|ого|его|ому|ему|ими|ыми|ами|ями|ією|ією|ией|ою|ею|ой|ей|ий|ый|ій|ых|их|ах|ях|ам|ям|ом|ем|им|ым|ую|юю|ая|яя|ое|ее|ої|ію|ия|ии|ию|ія|ії|ьї"
    r"|ів|їв|ов|ев|[аяоеєиіїыуюйь])$"
)


@lru_cache(maxsize=16384)
def stems(name: str) -> tuple[str, ...]:
    """Keys of a Cyrillic name of several words without its endings ("~чорн мор"); none for any other name.

    Where an ending ends and the stem begins is not always clear (Карабах, Корее), so there is a key for each reading.
    """
    words = key_of(name).split(" ")
    if not 2 <= len(words) <= 4 or not "а" <= words[-1][:1] <= "ї":
        return ()
    return tuple("~" + " ".join(parts) for parts in product(*map(_stems, words)))


def first_stems(word: str) -> tuple[str, ...]:
    """How the keys begin of names that begin with this word."""
    return tuple(f"~{stem}" for stem in _stems(key_of(word)))


def _stems(word: str) -> tuple[str, ...]:
    if len(word) < 4:
        return (word,)
    forms = (_CYRILLIC_ENDING.sub("", word), word[:-1] if word[-1] in _ENDING_LETTERS else word)
    return tuple(dict.fromkeys(form if len(form) >= 2 else word for form in forms))
