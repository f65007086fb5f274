"""The words of an event: its trigger and its object, as stretches of the text."""

from utsyn.coding.event import Phrase
from utsyn.coding.syntax import Syntax
from utsyn.reading.structure import Reading

OUTSIDE = frozenset({"case", "cc", "mark", "punct"})
"""Relations of words at the edge of a phrase that are not part of it."""
LOOSE = frozenset({"acl", "advcl", "appos", "parataxis", "punct"})
"""Dependents that follow a phrase without belonging to its core."""


def phrase(reading: Reading, start: int, end: int) -> Phrase:
    """The characters `[start, end)` as a Phrase."""
    return Phrase(reading.text[start:end], start, end)


def trigger_phrase(syntax: Syntax, index: int) -> Phrase:
    """The trigger's words: a set unit as a whole ("hunger strike"), a verb with a particle that follows at once.

    Of a split particle verb it is the verb alone ("ruled … out"), as in the coding guide.
    """
    first, last = _unit(syntax, index) or (index, index)
    while _continues(syntax, index, last + 1):
        last += 1
    return phrase(syntax.reading, syntax.tokens[first].start, syntax.tokens[last].end)


def _continues(syntax: Syntax, verb: int, index: int) -> bool:
    if index >= len(syntax.tokens):
        return False
    token = syntax.tokens[index]
    return token.head == verb and token.relation == "compound:prt"


def _unit(syntax: Syntax, index: int) -> tuple[int, int] | None:
    """First and last token of a set unit that holds the token."""
    token, sentence = syntax.token(index), syntax.reading.sentence_of(index)
    units = syntax.words.units.get(token.lemma.lower(), ()) + syntax.words.units.get(token.text.lower(), ())
    for unit in units:
        earliest = max(sentence.first, index - len(unit) + 1)
        for first in range(earliest, min(index, sentence.last - len(unit)) + 1):
            if all(syntax.is_one_of(first + offset, frozenset((word,))) for offset, word in enumerate(unit)):
                return first, first + len(unit) - 1
    return None


def object_phrase(syntax: Syntax, index: int) -> Phrase:
    """The phrase under a head word, without its preposition, its conjunction and what only follows loosely."""
    kept = [token for token in _core(syntax, index) if token == index or syntax.base(token) not in OUTSIDE]
    first, last = _contiguous(kept, index)
    return phrase(syntax.reading, syntax.tokens[first].start, syntax.tokens[last].end)


def _core(syntax: Syntax, index: int) -> list[int]:
    found, pending = {index}, [index]
    while pending:
        parent = pending.pop()
        for child in syntax.reading.children(parent):
            if child in found or _is_loose(syntax, child, index):
                continue
            if parent == index and syntax.base(child) in OUTSIDE:
                continue
            found.add(child)
            pending.append(child)
    return sorted(found)


def _is_loose(syntax: Syntax, child: int, head: int) -> bool:
    """Clauses after a noun are cut off; of a clause that is the object itself everything stays."""
    base = syntax.base(child)
    if syntax.is_verbal(head):
        return base in ("punct", "parataxis")
    return base in LOOSE and child > head


def _contiguous(tokens: list[int], index: int) -> tuple[int, int]:
    """The unbroken run of tokens around the head; gaps of one token (a comma, a hyphen) are bridged."""
    at = tokens.index(index)
    low = high = at
    while low > 0 and tokens[low] - tokens[low - 1] <= 2:
        low -= 1
    while high < len(tokens) - 1 and tokens[high + 1] - tokens[high] <= 2:
        high += 1
    return tokens[low], tokens[high]
