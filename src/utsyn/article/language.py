"""Which language a text is in: function words where they are certain, py3langid with them where they are not."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from utsyn.article import tables

READ = ("nb", "nn", "sv", "da", "en", "de", "fr", "es", "uk", "ru")
"""The languages that utsyn reads, ISO 639-1."""
UNKNOWN = "und"
"""ISO 639-2 code for a text whose language cannot be told."""
# The other languages that py3langid may answer with. Its full list of 140 gives rare languages for short texts.
_OTHER_CODES = """ar az be bg ca cs el et fa fi fo gl he hi hr hu hy id is it ja ka kk ko lt lv mk nl pl pt ro sk sl sq
    sr th tr ur vi zh"""
_OTHERS = tuple(_OTHER_CODES.split())
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000


@dataclass(frozen=True, slots=True)
class Detected:
    """A language and whether the text gives enough to be sure of it."""

    code: str
    certain: bool


def normal_code(written: str) -> str | None:
    """Turn a language tag or name from metadata (`nb-NO`, `ger`, `Swedish`) into the code that utsyn uses.

    `no` stays `no`: Norwegian in a form that the text decides. A well-formed code of another language is kept; None
    when it is no language tag.
    """
    tag = written.strip().lower().replace("_", "-")
    aliases = _aliases()
    primary = tag.split("-")[0]
    if found := aliases.get(tag) or aliases.get(primary):
        return found
    return primary if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*", tag) and primary != UNKNOWN else None


@cache
def _aliases() -> dict[str, str]:
    table = tables.load("languages")
    return {name: code for code, names in table.items() for name in (code, *names)}


def detect(text: str, among: Iterable[str] | None = None) -> Detected:
    """Tell the language of a text, Bokmål (`nb`) and Nynorsk (`nn`) apart.

    `among` restricts the answer. Only the first 6,000 characters are looked at. The code is `und` for a text without
    words.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    if not words:
        return Detected(UNKNOWN, False)
    allowed = tuple(among) if among else None
    scores = word_scores(words, allowed)
    return _by_words(scores, len(words)) or _by_both(text[:_SAMPLE], scores, allowed, len(words))


def word_scores(words: Iterable[str], among: Iterable[str] | None = None) -> dict[str, float]:
    """Sum up what the function words in `words` say for each language; a word of n languages counts 1 / n."""
    allowed = set(among or _function_words_by_language())
    scores = dict.fromkeys(sorted(allowed), 0.0)
    index = _languages_by_word()
    for word in words:
        languages = index.get(word, ())
        for language in languages:
            if language in allowed:
                scores[language] += 1 / len(languages)
    return scores


@cache
def _function_words_by_language() -> dict[str, frozenset[str]]:
    return {language: frozenset(words) for language, words in tables.load("function_words").items()}


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for language, words in _function_words_by_language().items():
        for word in words:
            index.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in index.items()}


def _by_words(scores: dict[str, float], count: int) -> Detected | None:
    """Decide from function words alone when one language stands far above every relative; saves loading py3langid."""
    (best, first), (_, second) = sorted(scores.items(), key=lambda item: -item[1])[:2]
    return (
        Detected(best, True)
        if first >= 4 and first - second >= max(2.5, 0.15 * first) and first >= 0.08 * count
        else None
    )


# What a function word of one language alone adds to the logarithm of its odds, and what close relatives start with:
# most Norwegian news is in Bokmål, which py3langid takes for one of the others in one sentence of ten. Both measured on
# 2,000 sentences of nb, nn, da and sv; the exact values matter little.
_WORD_WEIGHT = 1.0
_HEAD_START = {"nn": -0.3, "da": -0.2}
_CERTAIN, _FAR = math.log(3), math.log(20)


def _by_both(text: str, scores: dict[str, float], among: tuple[str, ...] | None, count: int) -> Detected:
    combined = {
        language: math.log(max(probability, 1e-6))
        + _WORD_WEIGHT * scores.get(language, 0.0)
        + _HEAD_START.get(language, 0.0)
        for language, probability in _langid_probabilities(text).items()
        if among is None or language in among
    }
    ranking = sorted(combined, key=lambda language: (-combined[language], language))
    certain = count >= 4 and combined[ranking[0]] - combined[ranking[1]] > _CERTAIN
    return Detected(ranking[0] if certain else _likeliest_read(ranking, combined), certain)


def _likeliest_read(ranking: list[str], combined: dict[str, float]) -> str:
    """Take a guess among the languages that utsyn reads, unless another is far likelier."""
    read = next((language for language in ranking if language in READ), ranking[0])
    return read if combined[ranking[0]] - combined[read] < _FAR else ranking[0]


def _langid_probabilities(text: str) -> dict[str, float]:
    return {("nb" if code == "no" else code): share for code, share in _identifier().rank(text)}


@cache
def _identifier() -> Any:
    # Loading takes about a second and is needed only for texts whose function words do not decide.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([("no" if code == "nb" else code) for code in (*READ, *_OTHERS)])
    return identifier
