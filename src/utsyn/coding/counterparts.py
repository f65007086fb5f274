"""Whom an act may concern, where its own clause does not say: taken from the act or phrase it is about, or from the story.

"Kyiv condemned the attack" is said of the attacker, "Oslo rejected a Russian request" of the one who asked. These rules see whole acts, so
they run after merging. What they propose is weighed in `sides.py` against all else that the article tells.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from utsyn.actors.value import Participant, codes
from utsyn.coding.merging import Merged
from utsyn.coding.settings import Thresholds
from utsyn.coding.syntax import Syntax

People = tuple[Participant, ...]
WITHIN = frozenset({"amod", "nmod", "det", "compound", "flat", "appos", "obl", "acl", "conj"})
"""Relations that lead from the head of a phrase to somebody named inside it."""


class Counterparts:
    """Proposes recipients of one article's acts; `people` tells whom the phrase under a head word means."""

    def __init__(
        self, syntax: Syntax, settings: Thresholds, people: Callable[[int], People], setting: str | None
    ) -> None:
        self.syntax = syntax
        self.settings = settings
        self.people = people
        self.setting = setting

    def proposals(self, acts: Sequence[Merged], at: int) -> dict[str, set[str]]:
        """Codes that may be the recipients of an act, with the names of the rules that say so."""
        own = codes(acts[at].draft.actor)
        mentions = {(person.start, person.end) for person in acts[at].draft.actor}
        found: dict[str, set[str]] = {}
        for rule, finder in (
            ("object-act", self._object_act),
            ("object-side", self._object_side),
            ("told-act", self._told_act),
            ("joined-act", self._joined_act),
            ("target-place", self._target_place),
            ("policed", self._policed),
            ("story-side", self._story_side),
            ("domestic", self._domestic),
        ):
            # Police and governments at home face their own people, told by the same words.
            at_home = rule in ("domestic", "policed")
            for people in finder(acts, at):
                them = people if at_home else _others(people, own, mentions)
                for code in codes(them):
                    found.setdefault(code, set()).add(rule)
                if codes(them):
                    break
        return found

    # --- what the act is about ----------------------------------------------------------------------------------

    def _topics(self, act: Merged) -> Iterator[int]:
        """Head words of the phrases that the act's mentions are about."""
        for member in act.members:
            index = member.token
            subject = self.syntax.subject(index)
            if subject is not None and self.syntax.is_passive(index):
                yield subject
            yield from self.syntax.children(index, "obj", "iobj")
            yield from self.syntax.oblique(index, self.syntax.words.target)
            if self.syntax.token(index).upos not in ("VERB", "AUX"):
                yield from self.syntax.children(index, "nmod")

    def _object_act(self, acts: Sequence[Merged], at: int) -> Iterator[People]:
        """Who did what is condemned, refused or welcomed."""
        if acts[at].draft.type not in self.settings.counterpart["about"]:
            return
        for topic in self._topics(acts[at]):
            for act in acts:
                if act is acts[at] or all(member.token != topic for member in act.members):
                    continue
                yield act.draft.actor
                yield from self._earlier_of_type(acts, act)

    def _earlier_of_type(self, acts: Sequence[Merged], act: Merged) -> Iterator[People]:
        """The actors of earlier acts that a bare noun ("the attack") may point back to, nearest first."""
        if act.draft.actor:
            return
        for other in reversed(acts):
            if other.draft.token < act.draft.token and other.draft.type == act.draft.type:
                yield other.draft.actor

    def _object_side(self, acts: Sequence[Merged], at: int) -> Iterator[People]:
        """Somebody with a code inside the phrase ("rejected a Russian request", "weapons to Ukraine")."""
        for topic in self._topics(acts[at]):
            # "Condemned the attack in Kyiv" is said of the attacker, whoever that was.
            for token in self._inside(topic) if topic not in self.syntax.triggers else ():
                yield self.people(token)

    def _told_act(self, acts: Sequence[Merged], at: int) -> Iterator[People]:
        """Who did what the object only points back to.

        A pronoun ("called that irresponsible") stands for the act before, a noun ("welcomed the decision") for the one
        that the article opens with.
        """
        rule = self.settings.counterpart
        draft = acts[at].draft
        topics = [topic for topic in self._topics(acts[at]) if self._points_back(topic)]
        if draft.type not in rule["about"] or not topics:
            return
        earlier = [act.draft for act in acts if act.draft.token < draft.token and act.draft.status == "actual"]
        if self.syntax.token(topics[0]).upos in ("PRON", "DET"):
            earlier = [other for other in reversed(earlier) if draft.sentence - other.sentence <= rule["near"]]
        yield from (other.actor for other in earlier)

    def _points_back(self, index: int) -> bool:
        return index not in self.syntax.triggers and self.syntax.is_one_of(index, self.syntax.words.told_acts)

    def _inside(self, head: int) -> Iterator[int]:
        """Words of the phrase, the nearer to its head the earlier."""
        level = [head]
        while level:
            yield from level
            level = [
                child
                for parent in level
                for child in self.syntax.reading.children(parent)
                if self.syntax.base(child) in WITHIN and child not in self.syntax.triggers
            ]

    def _joined_act(self, acts: Sequence[Merged], at: int) -> Iterator[People]:
        """Whom the act befalls that this one is told with ("attacked Israel, killing …", "apologised to … and offered")."""
        own = codes(acts[at].draft.actor)
        for member in acts[at].members:
            for above in self.syntax.joining(member.token):
                for act in acts:
                    alike = act.draft.speech == member.speech and bool(codes(act.draft.actor) & own)
                    if alike and any(other.token == above for other in act.members):
                        yield act.draft.recipient

    def _target_place(self, acts: Sequence[Merged], at: int) -> Iterator[People]:
        """The state of the place where force is used ("bombed targets in southern Lebanon")."""
        draft = acts[at].draft
        place = draft.place
        if draft.type == "ASSAULT" and place is not None and place.country is not None:
            yield (Participant(place.name, place.country, None, None, place.text, place.start, place.end),)

    # --- what the story says ------------------------------------------------------------------------------------

    def _story_side(self, acts: Sequence[Merged], at: int) -> Iterator[People]:
        """Who is told of most, and most closely, beside the actor's own side."""
        rule = self.settings.counterpart
        draft = acts[at].draft
        own = codes(draft.actor)
        weights: Counter[str] = Counter()
        others = [act for act in acts if act is not acts[at]]
        friendly = draft.type in rule["friendly"]
        alike = [act for act in others if (act.draft.type in rule["friendly"]) == friendly]
        for people in _across(alike, own):
            for code in codes(people):
                weights[code] += rule["across"]
        nearest: dict[str, int] = {}
        for act in others:
            # The forum of a conflict is rarely a side of it.
            for person in act.draft.actor + act.draft.recipient:
                if person.sector == "IGO" and person.code is not None and person.code not in own:
                    weights[person.code] -= rule["forum"]
            for code in codes(act.draft.actor + act.draft.recipient) - own:
                weights[code] += rule["told"]
                gap = abs(act.draft.sentence - draft.sentence)
                nearest[code] = min(nearest.get(code, gap), gap)
        for code, gap in nearest.items():
            weights[code] += rule["close"] / (1 + gap)
        # Of several that weigh the same the first by name: sets have no order of their own.
        best = max(sorted(weights), key=weights.__getitem__, default=None)
        if best is not None and weights[best] >= rule["least"]:
            yield self._called(others, draft.token, best)

    def _policed(self, acts: Sequence[Merged], at: int) -> Iterator[People]:
        """Police use force on the people of their own state."""
        draft = acts[at].draft
        police = [person for person in draft.actor if person.sector == "COP"]
        if draft.type in ("ASSAULT", "COERCE") and police and len(police) == len(draft.actor):
            yield tuple(police)

    def _domestic(self, acts: Sequence[Merged], at: int) -> Iterator[People]:
        """In a story of one state, somebody else of that state."""
        draft = acts[at].draft
        if self.setting is not None and codes(draft.actor) == {self.setting}:
            mine = {p.name.casefold() for p in draft.actor}
            yield self._called([act for act in acts if act is not acts[at]], draft.token, self.setting, mine)

    def _called(self, acts: Iterable[Merged], token: int, code: str, without: Collection[str] = frozenset()) -> People:
        """How the text calls the side of this code closest to the act, but for some names."""
        people = (p for act in acts for p in act.draft.actor + act.draft.recipient)
        named = (p for p in people if p.code == code and p.name.casefold() not in without)
        here = self.syntax.token(token).start
        best = min(named, key=lambda p: (abs(p.start - here), p.start), default=None)
        return (best,) if best is not None else ()


def _across(acts: Iterable[Merged], own: set[str]) -> Iterator[People]:
    """The other side of each act that has the codes on one side."""
    for act in acts:
        sides = (act.draft.actor, act.draft.recipient)
        for one, other in (sides, sides[::-1]):
            if codes(one) & own and codes(other) - own:
                yield other


def _others(people: People, own: set[str], mentions: set[tuple[int, int]]) -> People:
    """Those with a code who are neither of the actor's own side nor the very mention that is the actor."""
    return tuple(
        person
        for person in people
        if person.code and person.code not in own and (person.start, person.end) not in mentions
    )
