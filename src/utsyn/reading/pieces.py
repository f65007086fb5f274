"""Words to word pieces of the encoder's vocabulary, cached word by word."""

import json
from collections.abc import Iterable

from tokenizers import Tokenizer

_SPACE = "▁"


class PieceEncoder:
    """Encodes words with the model's own unigram tokenizer; text outside its vocabulary becomes unknown pieces.

    `specification` is the JSON of a Hugging Face `tokenizers` Unigram tokenizer with a Metaspace pre-tokenizer.
    """

    def __init__(self, specification: str) -> None:
        self._spaced = Tokenizer.from_str(_with_prefix(specification, "always"))
        self._glued = Tokenizer.from_str(_with_prefix(specification, "never"))
        self._cache: dict[tuple[str, bool], tuple[int, ...]] = {}
        self.unknown = self._special("<unk>")
        self.begin = self._special("<s>")
        self.separator = self._special("</s>")
        self.padding = self._special("<pad>")

    def _special(self, piece: str) -> int:
        found: int | None = self._spaced.token_to_id(piece)
        if found is None:
            raise ValueError(f"the tokenizer has no piece {piece!r}; its specification is damaged")
        return found

    def encode(self, word: str, spaced: bool) -> tuple[int, ...]:
        """Piece ids of one word, at least one and at most 16; `spaced` if white space stands before it."""
        key = (word, spaced)
        known = self._cache.get(key)
        if known is None:
            known = self._encode(word, spaced)
            if len(self._cache) < 200_000:
                self._cache[key] = known
        return known

    def encode_all(self, pairs: Iterable[tuple[str, bool]]) -> list[tuple[int, ...]]:
        """`encode` for many (word, spaced) pairs."""
        return [self.encode(word, spaced) for word, spaced in pairs]

    def _encode(self, word: str, spaced: bool) -> tuple[int, ...]:
        tokenizer = self._spaced if spaced else self._glued
        # Sixteen pieces hold any real word; what is longer (a key, a base64 string) says no more with more of them.
        ids = tokenizer.encode(word[:120], add_special_tokens=False).ids[:16]
        return tuple(ids) or (self.unknown,)


def _with_prefix(specification: str, scheme: str) -> str:
    parsed = json.loads(specification)
    parsed["post_processor"] = None
    parsed["pre_tokenizer"] = {"type": "Metaspace", "replacement": _SPACE, "prepend_scheme": scheme, "split": True}
    return json.dumps(parsed)
