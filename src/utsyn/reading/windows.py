"""Cutting a text into windows that the model sees at once, with some of what stands before as context."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from utsyn.reading.pieces import PieceEncoder
from utsyn.reading.tokens import Word

BUDGET = 220
"""Word pieces of a window's own words; the model was trained on windows of up to about this size."""
CONTEXT = 44
"""Word pieces of context before a window's own words."""

_STOPS = frozenset({".", "!", "?", "…", "...", "!!", "??"})
_CLOSERS = frozenset({"»", "”", '"', "'", ")", "“", "]"})


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[low, high)` of an article, of which those from `own` on are decoded; piece ids and each word's first and last."""

    article: int
    low: int
    own: int
    high: int
    pieces: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]


def may_end_sentence(words: Sequence[Word], index: int) -> bool:
    """Whether a sentence plausibly ends after word `index`: used to cut windows, the model decides on sentences."""
    if index < 0 or index + 1 >= len(words) or words[index].paragraph != words[index + 1].paragraph:
        return True
    if words[index].text in _STOPS:
        return words[index + 1].text not in _CLOSERS
    return words[index].text in _CLOSERS and index > 0 and words[index - 1].text in _STOPS


def cut(article: int, words: Sequence[Word], encoder: PieceEncoder) -> Iterator[Window]:
    """Windows that cover every word once, cut between sentences where one fits into the budget."""
    pieces = encoder.encode_all((word.text, word.spaced) for word in words)
    sizes = [len(ids) for ids in pieces]
    own = 0
    while own < len(words):
        high = _end(words, sizes, own)
        low = _context(words, sizes, own)
        yield _window(article, words, pieces, encoder, low, own, high)
        own = high


def _end(words: Sequence[Word], sizes: Sequence[int], own: int) -> int:
    high, used, best = own, 0, own
    while high < len(words) and used + sizes[high] <= BUDGET:
        used += sizes[high]
        high += 1
        if may_end_sentence(words, high - 1):
            best = high
    return best if best > own else max(high, own + 1)


def _context(words: Sequence[Word], sizes: Sequence[int], own: int) -> int:
    low, used = own, 0
    while low > 0 and used + sizes[low - 1] <= CONTEXT:
        low -= 1
        used += sizes[low]
    return low


def _window(
    article: int,
    words: Sequence[Word],
    pieces: Sequence[tuple[int, ...]],
    encoder: PieceEncoder,
    low: int,
    own: int,
    high: int,
) -> Window:
    ids, first, last = [encoder.begin], [], []
    for index in range(low, high):
        if index > low and words[index].paragraph != words[index - 1].paragraph:
            ids.append(encoder.separator)
        first.append(len(ids))
        ids.extend(pieces[index])
        last.append(len(ids) - 1)
    ids.append(encoder.separator)
    return Window(article, low, own, high, tuple(ids), tuple(first), tuple(last))
