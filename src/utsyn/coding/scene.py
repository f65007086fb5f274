"""Where acts take place whose own clause does not say: the scene that the sentence or the lead has set.

"They met in Geneva and agreed …": what is told with an act happens where it does. The acts of a report's first sentence
happen where its dateline says, if they are talks, or words of a government or organisation that sits there.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from utsyn.coding.merging import Merged
from utsyn.coding.settings import Thresholds
from utsyn.coding.storyday import SHORTEST
from utsyn.coding.syntax import Syntax
from utsyn.places.value import Place

VERBAL = frozenset({1, 3})
"""Quads of words: verbal cooperation and verbal conflict."""
PHONE = "phone"


class Scene:
    """Places the acts of one article that have no place of their own."""

    def __init__(self, syntax: Syntax, settings: Thresholds, dateline: Place | None) -> None:
        self.syntax = syntax
        self.settings = settings
        self.dateline = dateline

    def complete(self, acts: Sequence[Merged], quads: Sequence[int]) -> list[Merged]:
        """The same acts in the same order; `quads` are those of their types."""
        at = {member.token: act.draft.place for act in acts for member in act.members if act.draft.place is not None}
        return [self._completed(act, quad, at) for act, quad in zip(acts, quads, strict=True)]

    def _completed(self, act: Merged, quad: int, at: dict[int, Place]) -> Merged:
        if act.draft.place is not None or act.draft.status != "actual" or act.draft.mode == PHONE:
            return act
        for rule, place in (("joined-place", self._joined(act, at)), ("dateline-place", self._told_there(act, quad))):
            score = self.settings.rules[rule]
            if place is not None and score:
                why = (*act.draft.why, ("place", f"{rule} {score:.2f}"))
                return replace(act, draft=replace(act.draft, place=place, why=why))
        return act

    def _joined(self, act: Merged, at: dict[int, Place]) -> Place | None:
        """The place of the verb that one of the triggers is a conjunct or participle of."""
        verbs = (above for member in act.members for above in self.syntax.joining(member.token))
        return next((at[above] for above in verbs if above in at), None)

    def _told_there(self, act: Merged, quad: int) -> Place | None:
        """The dateline's place, for what happens where the report is written."""
        # What has no day is told as what went before.
        if self.dateline is None or quad not in VERBAL or act.draft.date is None:
            return None
        first, last = self._lead
        if not any(first <= member.token < last for member in act.members):
            return None
        people = act.draft.actor
        here = act.draft.reciprocal or any(p.sector == "IGO" or p.code == self.dateline.country for p in people)
        return self.dateline if here else None

    @cached_property
    def _lead(self) -> tuple[int, int]:
        """Tokens of the first sentence after the dateline."""
        assert self.dateline is not None
        for sentence in self.syntax.reading.sentences:
            words = sentence.last - sentence.first
            if sentence.end > self.dateline.end and words >= SHORTEST:
                return sentence.first, sentence.last
        return 0, 0
