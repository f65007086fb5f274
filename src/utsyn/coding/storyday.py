"""The day of acts that have no date word: news runs on the day it has named until it names another.

A report tells its story in the past tense of one day, mostly its own. An act without a date word takes the day of the
verb it is joined to, else of the nearest dated act before it in its paragraph, else the day of the story. Perfect
("has often warned"), pluperfect and subordinate clauses tell of other days and are left without one, except that the
perfect and the present of the lead are today's news.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from utsyn.coding.draft import Draft
from utsyn.coding.merging import Merged
from utsyn.coding.settings import Thresholds
from utsyn.coding.syntax import Syntax
from utsyn.coding.timing import Timing
from utsyn.dates.value import DateValue
from utsyn.reading.structure import Sentence

SHORTEST = 4
"""Fewer words are a dateline or a label."""
ASIDE = frozenset({"acl", "advcl", "ccomp", "csubj"})
"""Clauses that tell what was before or beside the story."""


class StoryDay:
    """Dates the undated acts of one article."""

    def __init__(self, syntax: Syntax, settings: Thresholds, timing: Timing) -> None:
        self.syntax = syntax
        self.settings = settings
        self.timing = timing
        self.report_day = timing.report_day

    @cached_property
    def _lead_end(self) -> int:
        """The token after the headline and the first sentences of the text; a dateline alone is no sentence."""
        told = [s for s in self.syntax.reading.sentences if self._says_something(s)]
        lead = told[: self.settings.report_day["lead_sentences"]]
        return lead[-1].last if lead else 0

    def _says_something(self, sentence: Sentence) -> bool:
        words = range(sentence.first, sentence.last)
        return len(words) >= SHORTEST or any(self.syntax.token(i).upos == "VERB" for i in words)

    def complete(self, acts: Sequence[Merged]) -> list[Merged]:
        """The same acts in the same order, with the story's day where one without a date is told as its news."""
        rule = self.settings.report_day
        if not rule["enabled"] or self.report_day is None:
            return list(acts)
        dated = self._dated(acts)
        done = []
        for act in acts:
            done.append(self._completed(act, dated))
            # What was just dated carries on to what follows.
            dated.update(self._dated(done[-1:]))
        return done

    def _dated(self, acts: Sequence[Merged]) -> dict[int, DateValue]:
        """The day of each trigger of an act that took place on one day."""
        return {
            member.token: act.draft.date
            for act in acts
            for member in act.members
            if act.draft.date is not None and act.draft.status == "actual" and is_day(act.draft.date)
        }

    def _completed(self, act: Merged, dated: dict[int, DateValue]) -> Merged:
        if act.draft.date is not None or act.draft.status != "actual":
            return act
        day = next((day for member in act.members for day in self._days(member, dated)), None)
        if day is None:
            return act
        value, rule = day
        why = (*act.draft.why, ("date", f"{rule} {self.settings.rules['report-day']:.2f}"))
        inferred = replace(value, text=None, at=None)
        return replace(act, draft=replace(act.draft, date=inferred, why=why))

    def _days(self, member: Draft, dated: dict[int, DateValue]) -> Iterator[tuple[DateValue, str]]:
        assert self.report_day is not None
        verb = self._verb(member.token)
        if (joined := self._joined(verb, dated)) is not None:
            yield joined, "joined-day"
        elif self._is_lead(member):
            if self._is_news(verb):
                # The perfect is today's, whatever day the story names.
                perfect = self.timing.is_perfect(verb)
                yield self.report_day if perfect else self._story(dated), "report-day"
        elif self._tells(verb):
            yield from self._running(member, dated)

    def _verb(self, index: int) -> int:
        """The verb whose tense tells when: the trigger, or the verb that carries it ("came to terms", "gave support")."""
        above = self.syntax.token(index).head
        if self.syntax.token(index).upos == "VERB" or above < 0:
            return index
        light = self.syntax.base(index) == "obj" and self.syntax.is_one_of(above, self.syntax.words.light_verbs)
        carried = light or self.syntax.token(index).relation in ("compound:prt", "advmod")
        return above if carried and above not in self.syntax.triggers else index

    def _joined(self, index: int, dated: dict[int, DateValue]) -> DateValue | None:
        """The day of the verb that the trigger is a conjunct or participle of."""
        return (
            None
            if self._goes_back(index)
            else next((dated[above] for above in self.syntax.joining(index) if above in dated), None)
        )

    def _goes_back(self, index: int) -> bool:
        """Whether a helper makes the verb a pluperfect or a perfect infinitive, which goes back behind the story."""
        return any(self._is_before(aux) for aux in self.syntax.children(index, "aux"))

    def _is_before(self, aux: int) -> bool:
        token = self.syntax.token(aux)
        if token.relation.endswith(":pass"):
            return False
        past = token.features.get("Tense") in ("Past", "Imp") and self.syntax.is_one_of(aux, self.syntax.words.perfect)
        return past or token.text.lower() in self.syntax.words.before

    def _tells(self, index: int) -> bool:
        """Whether the verb carries the story on: a main clause in the tense in which the language tells."""
        token = self.syntax.token(index)
        if token.upos != "VERB" or self._goes_back(index) or self._is_aside(index):
            return False
        if self.timing.is_perfect(index):
            return self.syntax.reading.language in self.settings.report_day["perfect_tells"]
        return self.timing.is_past(index)

    def _is_aside(self, index: int) -> bool:
        chain = [index]
        for above in self.syntax.reading.ancestors(index):
            chain.append(above)
        return any(self.syntax.base(node) in ASIDE for node in chain)

    def _is_lead(self, member: Draft) -> bool:
        return member.token < self._lead_end

    def _is_news(self, index: int) -> bool:
        """Whether the lead's verb stands in the perfect, the present or the past of the story."""
        token = self.syntax.token(index)
        present = token.features.get("Tense") == "Pres" and token.features.get("VerbForm", "Fin") == "Fin"
        if token.upos != "VERB" or self._is_aside(index):
            return False
        return self.timing.is_perfect(index) or present or self._tells(index)

    def _story(self, dated: dict[int, DateValue]) -> DateValue:
        """The day of the first act that the lead tells with a dated verb, else the report's own.

        What a noun dates ("three days after the attack") is what went before.
        """
        assert self.report_day is not None
        told = (token for token in sorted(dated) if token < self._lead_end and self._is_news(self._verb(token)))
        return next((dated[token] for token in told), self.report_day)

    def _running(self, member: Draft, dated: dict[int, DateValue]) -> Iterator[tuple[DateValue, str]]:
        assert self.report_day is not None
        first = self._paragraph(member)
        before = [token for token in dated if first <= token < member.token]
        if before:
            yield dated[max(before)], "running-day"
        elif self._story(dated).start == self.report_day.start:
            yield self.report_day, "report-day"

    def _paragraph(self, member: Draft) -> int:
        """First token of the member's paragraph."""
        start = self.syntax.reading.line_start(member.mention.start)
        return self.syntax.covered(start, member.mention.end).start


def is_day(date: DateValue) -> bool:
    """Whether the date is one day, known or not."""
    return date.start == date.end or bool(date.candidates)
