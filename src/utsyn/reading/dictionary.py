"""Which lemma a word has: what the model's edit scripts make of it, held against a dictionary of the language.

The dictionaries are simplemma's. They know forms, not parts of speech: "saw" is "see" there whatever it is. The model knows parts of
speech, but makes up words ("countrie" of "countries"). So a lemma that the dictionary knows is taken, the likelier one of several.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib import resources

import yaml
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries import StreamDictionaryFactory

from utsyn.article.language import READ
from utsyn.reading.lemmas import apply_script

SUGGESTED, STANDING, INFLECTED = 4.0, 1.0, -2.0
"""Added to a script's log probability when its lemma is the one that the dictionary has for the word, another lemma of the
dictionary, or a form that the dictionary derives from another lemma; found on the dev treebanks of the ten languages."""
OWN_FORM, INFLECTING = -4.0, frozenset({"NOUN"})
"""The same for a form of the very lemma that the dictionary has, where words of the kind are inflected ("Gäste" of "Gast")."""
UNSCORED = -1.0
"""What the dictionary's lemma lies below the least likely of the model's, when none of the model's scripts leads to it."""
STRAIGHT = str.maketrans("’ʼ", "''")
AS_WRITTEN = frozenset({"PUNCT", "SYM"})
NOT_IN_DICTIONARIES = frozenset({"PROPN", "X"})


class Dictionary:
    """The lemmas of one language; in a language without a dictionary the model's stand."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.known = language in READ
        # A dictionary takes up to a second to load: one factory a language, so that none is ever dropped for another.
        factory = StreamDictionaryFactory(cache_max_size=1)
        self._forms = DictionaryLookupStrategy(factory)
        self._derived = DefaultStrategy(dictionary_factory=factory)
        self._function_words = _function_words().get(language, {})
        # German nouns are entered as they are written; elsewhere a capital says nothing of the word.
        self._keeps_case = language == "de"

    def choose(self, word: str, upos: str, script: str, likely: Callable[[], Sequence[tuple[str, float]]]) -> str:
        """The lemma of `word`: `script` is the model's first choice, `likely` its best ones with their log probabilities."""
        if upos in AS_WRITTEN:
            return word
        fixed = self._function_words.get(upos, {}).get(word.lower().translate(STRAIGHT))
        if fixed is not None:
            return fixed
        first = apply_script(word, script) or word
        if not self.known or upos in NOT_IN_DICTIONARIES:
            return first
        suggested = self._suggested(word, upos)
        if suggested is None or suggested.casefold() == first.casefold():
            return first
        return self._best(word, suggested, likely(), OWN_FORM if upos in INFLECTING else INFLECTED)

    @lru_cache(maxsize=100_000)  # noqa: B019 - dictionaries live as long as the process
    def _suggested(self, word: str, upos: str) -> str | None:
        """The dictionary's lemma for a form, whatever its part of speech, or what its parts and endings lead to."""
        keep = self._keeps_case and upos == "NOUN"
        return self._derived.get_lemma(word if keep else word.lower(), self.language)

    def load(self) -> None:
        """Read the dictionary from disk, so that the first word does not wait for it."""
        if self.known:
            self._forms.get_lemma("a", self.language)

    def _best(self, word: str, suggested: str, likely: Sequence[tuple[str, float]], own_form: float) -> str:
        listed = self._forms.get_lemma(word, self.language) is not None
        best, value = suggested, SUGGESTED + likely[-1][1] + UNSCORED
        for script, score in likely:
            lemma = apply_script(word, script) or word
            same = lemma.casefold() == suggested.casefold()
            bonus = SUGGESTED if same else self._standing(lemma, suggested, listed, own_form)
            if score + bonus > value:
                best, value = lemma, score + bonus
        return best

    def _standing(self, lemma: str, suggested: str, listed: bool, own_form: float) -> float:
        """What speaks for a lemma that the dictionary does not have for this word; `listed`: it has the word."""
        found = self._forms.get_lemma(lemma, self.language)
        if found is None:
            return float("-inf") if listed else INFLECTED
        if found.casefold() == lemma.casefold():
            return STANDING
        return own_form if found.casefold() == suggested.casefold() else INFLECTED


@cache
def _function_words() -> dict[str, dict[str, dict[str, str]]]:
    """Lemmas by language, part of speech and form."""
    table = resources.files("utsyn.reading").joinpath("data", "function_words.yaml").read_text("utf-8")
    lemmas: dict[str, dict[str, dict[str, str]]] = yaml.load(table, yaml.CSafeLoader)["lemmas"]
    return lemmas


@cache
def dictionary(language: str) -> Dictionary:
    """The dictionary of a language, loaded once."""
    return Dictionary(language)
