"""Words to word pieces of the encoder's vocabulary, cached word by word."""

from collections.abc import Iterable
from functools import cached_property

from tokenizers import Tokenizer
from tokenizers.pre_tokenizers import Metaspace

_SPACE = "▁"


class PieceEncoder:
    """Encodes words with the model's own unigram tokenizer; text outside its vocabulary becomes unknown pieces.

    `specification` is the JSON of a Hugging Face `tokenizers` Unigram tokenizer with a Metaspace pre-tokenizer.
    """

    def __init__(self, specification: str) -> None:
        self._tokenizer = _without_frame(specification, "never")
        self._cache: dict[tuple[str, bool], tuple[int, ...]] = {}
        self.unknown = self._special("<unk>")
        self.begin = self._special("<s>")
        self.separator = self._special("</s>")
        self.padding = self._special("<pad>")

    def _special(self, piece: str) -> int:
        found: int | None = self._tokenizer.token_to_id(piece)
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

    @cached_property
    def _spacing(self) -> Tokenizer:
        """A second tokenizer that puts the space before each part itself: for words that spell out a special piece."""
        return _without_frame(self._tokenizer.to_str(), "always")

    def _encode(self, word: str, spaced: bool) -> tuple[int, ...]:
        # Sixteen pieces hold any real word; what is longer (a key, a base64 string) says no more with more of them.
        word = word[:120]
        tokenizer = self._spacing if spaced and "<" in word else self._tokenizer
        if spaced and tokenizer is self._tokenizer and word[:1] not in ("", " ", _SPACE):
            word = f" {word}"
        ids = tokenizer.encode(word, add_special_tokens=False).ids[:16]
        return tuple(ids) or (self.unknown,)


def _without_frame(specification: str, scheme: str) -> Tokenizer:
    """The tokenizer without <s> and </s>; to load it costs 0.3 s, so there is one for words with and without space."""
    tokenizer = Tokenizer.from_str(specification)
    tokenizer.pre_tokenizer = Metaspace(replacement=_SPACE, prepend_scheme=scheme, split=True)
    return tokenizer
