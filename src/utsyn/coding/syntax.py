"""Questions about a Reading's trees, answered so that a wrong tree costs a field and not the event."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from utsyn.actors.quotations import quotations
from utsyn.coding.settings import Words
from utsyn.reading.structure import ROOT, Name, Reading, Token, Trigger

CLAUSAL = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"})
"""Relations whose dependent heads a clause of its own (UD)."""
VERB_SECOND = frozenset({"da", "de", "nb", "nn", "sv"})
"""Languages whose main clauses have the verb in second place."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})


class Syntax:
    """Clauses, subjects, objects and prepositions of one Reading; tokens are given by their index."""

    def __init__(self, reading: Reading, words: Words) -> None:
        self.reading = reading
        self.words = words
        self.tokens = reading.tokens
        self.triggers: dict[int, Trigger] = {trigger.token: trigger for trigger in reading.triggers}
        self._clauses: dict[int, int] = {}
        self._starts = [token.start for token in reading.tokens]
        self._bases = [token.relation.partition(":")[0] for token in reading.tokens]

    @cached_property
    def names(self) -> dict[int, Name]:
        """The name that covers each token, for those that have one."""
        return {index: name for name in self.reading.names for index in range(name.first, name.last)}

    def token(self, index: int) -> Token:
        """The token itself."""
        return self.tokens[index]

    def base(self, index: int) -> str:
        """UD relation to the head without its subtype: "nsubj:pass" is "nsubj"."""
        return self._bases[index]

    def covered(self, start: int, end: int) -> range:
        """Tokens that begin within the characters `[start, end)` or run into them."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.tokens[first].end <= start:
            first += 1
        return range(first, max(first, bisect_left(self._starts, end)))

    @cached_property
    def attributions(self) -> dict[int, list[tuple[int, int]]]:
        """Phrases such as "according to" by their sentence's first token, each as tokens `[first, last)`."""
        found: dict[int, list[tuple[int, int]]] = {}
        for index, token in enumerate(self.tokens):
            for phrase in self.words.attribution.get(token.text.lower(), ()):
                last = index + len(phrase)
                same = all(t.text.lower() == w for t, w in zip(self.tokens[index:last], phrase, strict=False))
                # "No estaban de acuerdo con …": the words are the predicate and attribute nothing.
                if same and not any(True for part in range(index, last) for _ in self.children(part, "cop")):
                    found.setdefault(self.reading.sentence_of(index).first, []).append((index, last))
                    break
        return found

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Characters of direct speech."""
        return quotations(self.reading.text)

    def children(self, index: int, *bases: str) -> Iterator[int]:
        """Dependents that stand in one of the relations, in text order."""
        return (child for child in self.reading.children(index) if self._bases[child] in bases)

    def is_one_of(self, index: int, words: frozenset[str]) -> bool:
        """Whether the token's lemma or form is among the words."""
        token = self.tokens[index]
        return token.lemma.lower() in words or token.text.lower() in words

    def is_verbal(self, index: int) -> bool:
        """Whether the token heads a clause: a verb, or a predicate with a copula."""
        token = self.tokens[index]
        return token.upos in ("VERB", "AUX") or any(self.children(index, "cop"))

    def clause(self, index: int) -> int:
        """The head of the smallest clause that holds the token."""
        known = self._clauses.get(index)
        if known is None:
            known = self._clauses[index] = self._climb(index)
        return known

    def _climb(self, index: int) -> int:
        if self.heads_clause(index):
            return index
        last = index
        for ancestor in self.reading.ancestors(index):
            last = ancestor
            if self.heads_clause(ancestor):
                break
        return last

    def heads_clause(self, index: int) -> bool:
        """Whether a clause begins at the token: by its relation, or as a coordinated predicate."""
        base = self.base(index)
        if base == "acl" and self.tokens[index].upos not in ("VERB", "AUX"):
            return any(self.children(index, "nsubj", "cop"))
        return base in CLAUSAL or self.tokens[index].head == ROOT or (base == "conj" and self.is_verbal(index))

    def subject(self, index: int) -> int | None:
        """The nominal subject of the clause that the token heads, its own or an auxiliary's."""
        own = next(self.children(index, "nsubj"), None)
        if own is not None:
            return own
        for helper in self.children(index, "aux", "cop"):
            if (found := next(self.children(helper, "nsubj"), None)) is not None:
                return found
        return self._inverted(index)

    def _inverted(self, index: int) -> int | None:
        """ "Deretter reiser Blinken": where the verb stands second behind an adverbial, what follows it is the subject,
        whatever the tree calls it; a main clause of these languages has one."""
        token = self.tokens[index]
        if self.reading.language not in VERB_SECOND or token.head != ROOT or token.features.get("VerbForm") != "Fin":
            return None
        if any(self.children(index, "csubj", "expl", "aux")) or token.features.get("Mood") == "Imp":
            return None
        opens = any(child < index for child in self.children(index, "advmod", "obl", "advcl"))
        after = next((child for child in self.children(index, "obj") if self._starts_at(child, index + 1)), None)
        return after if opens else None

    def _starts_at(self, head: int, index: int) -> bool:
        return min(self.reading.subtree(head)) == index

    def is_passive(self, index: int) -> bool:
        """Whether the clause is passive: by the subject's or auxiliary's relation, or by the verb's Voice."""
        if any(self.tokens[c].relation.endswith(":pass") for c in self.reading.children(index)):
            return True
        return self.tokens[index].features.get("Voice") == "Pass"

    def is_past_participle(self, index: int) -> bool:
        """Whether the token is a participle that a noun carries ("sanctions imposed by …")."""
        features = self.tokens[index].features
        if features.get("VerbForm") != "Part":
            return False
        return features.get("Voice") == "Pass" or features.get("Tense") == "Past"

    def preposition(self, index: int) -> str:
        """The words that introduce the phrase, in lower case: "against", "med tanke på"; empty without one."""
        parts: list[int] = []
        for child in self.children(index, "case"):
            parts += [child, *self.children(child, "fixed")]
        return " ".join(self.tokens[part].text.lower() for part in sorted(parts))

    def oblique(self, index: int, prepositions: frozenset[str]) -> Iterator[int]:
        """Dependents that one of the prepositions introduces."""
        for child in self.children(index, "obl", "nmod"):
            if self.preposition(child) in prepositions:
                yield child

    def is_relative(self, index: int) -> bool:
        """Whether the token is a relative pronoun."""
        token = self.tokens[index]
        if "Rel" in token.features.get("PronType", ""):
            return True
        return token.upos in ("PRON", "DET", "SCONJ") and self.is_one_of(index, self.words.relatives)

    def joining(self, index: int) -> Iterator[int]:
        """The verbs that the token is told with: it is a conjunct or bare participle of them ("met … and agreed")."""
        for above in self.reading.ancestors(index):
            finite = self.tokens[index].features.get("VerbForm") == "Fin"
            if self.base(index) != "conj" and (self.base(index) != "advcl" or finite):
                return
            yield above
            index = above

    def path(self, start: int, goal: int) -> int:
        """Number of arcs between two tokens of one sentence, a large number when there is no path."""
        up = {start: 0}
        for steps, ancestor in enumerate(self.reading.ancestors(start), 1):
            up[ancestor] = steps
        if goal in up:
            return up[goal]
        for steps, ancestor in enumerate(self.reading.ancestors(goal), 1):
            if ancestor in up:
                return steps + up[ancestor]
        return 1000

    def first_conjunct(self, index: int) -> int | None:
        """The conjunct that the token is joined to, None when it is the first."""
        return self.tokens[index].head if self.base(index) == "conj" else None
