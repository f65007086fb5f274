"""Which words belong to a participant phrase: the head's subtree without clauses, repaired where the tree is wrong."""

from utsyn.actors.pieces import Cutter
from utsyn.actors.scan import BODY_KINDS, NOUN_KINDS, STATE_KINDS, Item
from utsyn.reading.structure import ROOT, Reading

_CLAUSES = frozenset(
    {
        *("acl", "advcl", "aux", "ccomp", "cop", "csubj", "discourse", "dislocated", "expl", "iobj", "mark", "nsubj"),
        *("obj", "obl", "orphan", "parataxis", "vocative", "xcomp"),
    }
)
_PARTS_OF_NAME = ("flat", "fixed", "goeswith", "name")
_LONG_APPOSITION = 8
_OPENING = frozenset("«“„\"'‘(–—-,.;:!?»”’)")
_VERBS = frozenset({"VERB", "AUX"})


class Phrases:
    """Extents of phrases in one Reading."""

    def __init__(self, reading: Reading, cutter: Cutter, *, before_noun: bool) -> None:
        self.reading = reading
        self.cutter = cutter
        self.before_noun = before_noun
        self._found: dict[tuple[int, bool], list[int]] = {}

    def head(self, token: int) -> int:
        """The head of the name that the token is part of, else the token."""
        tokens, seen = self.reading.tokens, {token}
        while tokens[token].relation.split(":")[0] in _PARTS_OF_NAME and tokens[token].head != ROOT:
            if tokens[token].head in seen:
                break
            token = tokens[token].head
            seen.add(token)
        return token

    def counted(self, token: int) -> int:
        """Who is counted where the token only compares the number ("more than 300 Palestinians"), else the token."""
        tokens = self.reading.tokens[token : token + 3]
        if [t.upos for t in tokens] not in [
            [first, link, "NUM"] for first in ("ADJ", "ADV") for link in ("ADP", "SCONJ")
        ]:
            return token
        noun = tokens[2].head if tokens[2].relation.startswith("nummod") else ROOT
        return noun if noun > token + 2 else token

    def tokens(self, token: int, *, conjuncts: bool) -> list[int]:
        """Indices of the phrase's tokens in text order; gaps are clauses left out."""
        known = self._found.get((token, conjuncts))
        if known is None:
            known = self._found[token, conjuncts] = self._tokens(token, conjuncts)
        return known

    def _tokens(self, token: int, conjuncts: bool) -> list[int]:
        head = self.head(token)
        sentence = self.reading.sentence_of(head)
        found = {head, token}
        if self.reading.tokens[head].upos not in _VERBS or self.cutter.items_over(head):
            self._collect(head, head, conjuncts, found)
        found = {index for index in found if sentence.first <= index < sentence.last}
        return self._trimmed(self._repaired(head, found), head)

    def _collect(self, top: int, node: int, conjuncts: bool, found: set[int]) -> None:
        for child in self.reading.children(node):
            if child not in found and self._belongs(top, node, child, conjuncts):
                found.add(child)
                self._collect(top, child, conjuncts, found)

    def _belongs(self, top: int, node: int, child: int, conjuncts: bool) -> bool:
        token = self.reading.tokens[child]
        relation = token.relation.split(":")[0]
        if relation in _CLAUSES:
            return False
        if relation == "conj":
            return (conjuncts or node != top) and token.upos not in _VERBS
        if relation in ("case", "cc") and node == top:
            return child > node and relation == "case"
        if relation == "punct" and node == top:
            return True
        return not (relation == "appos" and self._is_long_apposition(child, node))

    def _is_long_apposition(self, child: int, node: int) -> bool:
        below = self.reading.subtree(child)
        return len(below) > _LONG_APPOSITION and any(
            self.reading.tokens[i].text in (",", "–", "—") for i in range(node + 1, min(below) + 1)
        )

    def _repaired(self, head: int, found: set[int]) -> set[int]:
        """Adds what certainly belongs: the rest of a name or compound, a title before a name, a name after a title."""
        name = self.cutter.name_at(head)
        if name is not None:
            found.update(range(name.first, name.last))
        for index in list(found):
            for item in self.cutter.items_over(index):
                found.update(range(item.first, item.last))
        self._widen_left(found, head)
        self._widen_right(found, head)
        return found

    def _widen_left(self, found: set[int], head: int) -> None:
        kinds = {item.kind for item in self.cutter.items_over(head)}
        name = self.cutter.name_at(head)
        if not (kinds & (NOUN_KINDS | {"person"}) or (name is not None and name.kind == "PER")):
            return
        left = self._run_start(found, head)
        while left > 0:
            items = self.cutter.items_over(left - 1)
            if (
                not any(self._goes_before(item, found) for item in items)
                or "conj" in self.reading.tokens[left - 1].relation
            ):
                break
            left = min(item.first for item in items)
            found.update(range(left, head))

    def _run_start(self, found: set[int], head: int) -> int:
        left = head
        while left - 1 in found:
            left -= 1
        return left

    def _goes_before(self, item: Item, found: set[int]) -> bool:
        if item.kind == "title":
            return True
        if not self.before_noun:
            return False
        owner = item.kind in STATE_KINDS | BODY_KINDS
        attached = self.reading.tokens[item.last - 1].head in found
        return item.kind == "adjective" or (owner and (item.genitive or attached))

    def _widen_right(self, found: set[int], head: int) -> None:
        if not any(item.kind == "title" for item in self.cutter.items_over(head)):
            return
        right = head
        while right + 1 in found:
            right += 1
        if right != head:
            return
        for item in self.cutter.items_over(head + 1):
            if item.kind == "person":
                found.update(range(item.first, item.last))
        name = self.cutter.name_at(head + 1)
        if name is not None and name.kind == "PER":
            found.update(range(name.first, name.last))

    def _trimmed(self, found: set[int], head: int) -> list[int]:
        """Without punctuation, prepositions and conjunctions at the edges, in one sentence."""
        ordered = sorted(found)
        while ordered and ordered[0] != head and self._is_edge(ordered[0], leading=True):
            ordered.pop(0)
        while ordered and ordered[-1] != head and self._is_edge(ordered[-1], leading=False):
            ordered.pop()
        return ordered

    def _is_edge(self, index: int, *, leading: bool) -> bool:
        token = self.reading.tokens[index]
        if token.upos == "PUNCT" or all(c in _OPENING for c in token.text):
            return not (not leading and token.text == ")")
        if self.cutter.items_over(index):
            return False
        return token.upos == "CCONJ" or (token.upos in ("ADP", "SCONJ"))

    def span(self, token: int) -> tuple[int, int]:
        """Characters `[start, end)` of the phrase without further conjuncts."""
        head = self.head(token)
        ordered = self.tokens(token, conjuncts=False)
        low = high = ordered.index(head)
        while low > 0 and ordered[low] - ordered[low - 1] == 1:
            low -= 1
        while high + 1 < len(ordered) and ordered[high + 1] - ordered[high] == 1:
            high += 1
        run = self._trimmed(set(ordered[low : high + 1]), head)
        return self.reading.tokens[run[0]].start, self.reading.tokens[run[-1]].end
