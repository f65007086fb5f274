"""When an act happens: which time expression is its own, which way it points, and when the report's day stands in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import pairwise

from utsyn.actors.quotations import quotation_at
from utsyn.article.model import DateSpan
from utsyn.coding.attribution import is_speech
from utsyn.coding.roles import GRAPH, Filler, Roles
from utsyn.coding.settings import Thresholds
from utsyn.coding.syntax import Syntax
from utsyn.dates import DateExpression, Direction, Resolution, counted_from, find_dates, resolve_dates
from utsyn.dates.meaning import Day, Shift, Weekday
from utsyn.dates.value import DateValue
from utsyn.reading.structure import Trigger

Dated = tuple[DateValue, str]
"""A value and what it was derived from."""


TODAY = Day(0)
APART = 6
"""Characters between two expressions that stand side by side."""


class Timing:
    """Dates the triggers of one Reading; its time expressions are given by their index in `expressions`."""

    def __init__(self, syntax: Syntax, settings: Thresholds, published: DateSpan | None) -> None:
        self.syntax = syntax
        self.settings = settings
        self.published = published
        self.report_day: DateValue | None = None
        """The day of the report, known once the dates are worked out."""
        self.expressions: Sequence[DateExpression] = find_dates(syntax.reading.text, syntax.reading.language)
        self._heads = [self._head(expression) for expression in self.expressions]
        self._above = {head: tuple(syntax.reading.ancestors(head)) for head in self._heads if head is not None}

    def dates(self, triggers: Sequence[Trigger], roles: Mapping[int, Roles]) -> dict[int, Dated]:
        """The date of each trigger that has one, by its token, with the reason.

        All expressions are worked out together, because they share the report's one day.
        """
        links = self._links(triggers, roles)
        directions = [Direction.UNKNOWN] * len(self.expressions)
        # Where several acts share a date word, what has happened decides, not what is foreseen beside it.
        for trigger in sorted(triggers, key=lambda trigger: trigger.status != "actual"):
            number = links[trigger.token][0] if trigger.token in links else None
            if number is not None and directions[number] is Direction.UNKNOWN:
                directions[number] = self.direction(trigger)
        resolution = resolve_dates(
            self.expressions, self.published, directions=directions, same_day_pairs=self._same_day(triggers)
        )
        self.report_day = resolution.report_day
        dated = {t.token: self._value(t, links.get(t.token), resolution) for t in triggers}
        return {token: value for token, value in dated.items() if value is not None}

    def _links(self, triggers: Sequence[Trigger], roles: Mapping[int, Roles]) -> dict[int, tuple[int, str]]:
        """The expression of each trigger: the graph's, else its clause's when the graph gave it to nobody."""
        edges = {t.token: edge for t in triggers if (edge := self._edge(t, roles[t.token])) is not None}
        links = {token: (number, f"{GRAPH} {score:.2f}") for token, (number, score) in edges.items()}
        taken = {number for number, _ in edges.values()}
        if score := self.settings.rules["clause-date"]:
            for trigger in triggers:
                if trigger.token not in links and (number := self.in_clause(trigger, taken)) is not None:
                    links[trigger.token] = (number, f"clause-date {score:.2f}")
        return links

    def _edge(self, trigger: Trigger, roles: Roles) -> tuple[int, float] | None:
        """The expression that the graph gives; a date word of another sentence is that sentence's own."""
        sentence = self.syntax.reading.sentence_of(trigger.token)
        near = [f for f in roles.get("date", ()) if sentence.first <= f.token < sentence.last]
        return self.named(near)

    def _value(self, trigger: Trigger, link: tuple[int, str] | None, resolution: Resolution) -> Dated | None:
        """The linked expression's value; for an act that an expression counts from, the day counted back to."""
        behind = self._counts_from(trigger.token)
        if behind is not None and (link is None or link[0] == behind):
            value = resolution.values[behind]
            # Without a count it is the day of the clause itself ("Tuesday, when they met").
            meant = (counted_from(self.expressions[behind], value) or value) if value else None
            return (meant, f"clause-date, {self.expressions[behind].text}") if meant else None
        if link is not None:
            value = resolution.values[link[0]]
            return (value, f"{link[1]}; {value.rule}") if value else None
        return None

    def _counts_from(self, index: int) -> int | None:
        """The expression that the act's clause completes: "the day after Britain said …"."""
        above = {index, *self.syntax.reading.ancestors(index)}
        for number, head in enumerate(self._heads):
            if head is not None and head in above and head != index and self.expressions[number].end <= self._at(index):
                return number
        return self._opens.get(index)

    @cached_property
    def _opens(self) -> Mapping[int, int]:
        """By the first act after each "the day after …" in its sentence, that expression, whatever the tree says."""
        opens: dict[int, int] = {}
        triggers = sorted(self.syntax.triggers)
        for number, expression in enumerate(self.expressions):
            if not (isinstance(expression.meaning, Shift) and expression.meaning.clause):
                continue
            first = next((token for token in triggers if self._at(token) >= expression.end), None)
            if first is not None and expression.start >= self.syntax.reading.sentence_of(first).start:
                opens.setdefault(first, number)
        return opens

    def _at(self, index: int) -> int:
        return self.syntax.token(index).start

    def _same_day(self, triggers: Sequence[Trigger]) -> Iterator[tuple[int, int]]:
        """Single days that one clause gives for one act ("today, Tuesday")."""
        for trigger in triggers:
            own = self._anchor(trigger.token)
            if own is None:
                continue
            near = [n for n, h in enumerate(self._heads) if h is not None and self._belongs(h, trigger.token, own)]
            for one, other in pairwise(near):
                if self.expressions[other].start - self.expressions[one].end <= APART:
                    yield one, other
        yield from self._told_today()

    def _told_today(self) -> Iterator[tuple[int, int]]:
        """ "I have invited them today", she said on Tuesday: the quotation's day is the day it was said."""
        text, quoted = self.syntax.reading.text, self.syntax.quotations
        for one, today in enumerate(self.expressions):
            inside = quotation_at(quoted, today.start)
            if inside is None or today.meaning != TODAY:
                continue
            for other, day in enumerate(self.expressions):
                comma = "," in text[today.end : day.start]
                apart = quotation_at(quoted, day.start) != inside or comma
                if (
                    day.sentence == today.sentence
                    and isinstance(day.meaning, Weekday)
                    and apart
                    and not day.meaning.which
                ):
                    yield one, other

    def _head(self, expression: DateExpression) -> int | None:
        """The expression's word whose own head lies outside it."""
        covered = self.syntax.covered(expression.start, expression.end)
        return next((i for i in covered if self.syntax.token(i).head not in covered), None)

    def named(self, fillers: Iterable[Filler]) -> tuple[int, float] | None:
        """The expression that the graph's date edge points into, with the edge's score."""
        for filler in fillers:
            for candidate in (filler.token, *self.syntax.reading.subtree(filler.token)):
                token = self.syntax.token(candidate)
                for number, expression in enumerate(self.expressions):
                    if expression.start <= token.start < expression.end:
                        return number, filler.score
        return None

    def in_clause(self, trigger: Trigger, taken: Set[int] = frozenset()) -> int | None:
        """The expression that hangs on the trigger or its clause, and on no other act or verb of saying nearer by."""
        own = self._anchor(trigger.token)
        near = [
            (self.syntax.path(head, trigger.token), number)
            for number, head in enumerate(self._heads)
            if head is not None and own is not None and number not in taken
            if self._belongs(head, trigger.token, own)
        ]
        return min(near)[1] if near else None

    def _anchor(self, index: int) -> int | None:
        """The clause whose adverbials date the trigger: its own, or that of a verb without weight above an infinitive.

        None when that clause only reports the trigger.
        """
        clause = self.syntax.clause(index)
        for above in self.syntax.reading.ancestors(clause):
            if self.syntax.base(clause) != "xcomp":
                break
            if above in self.syntax.triggers or is_speech(self.syntax, above):
                break
            if self.syntax.heads_clause(above):
                clause = above
        if clause != index and is_speech(self.syntax, clause) and clause not in self.syntax.triggers:
            return None
        return clause

    def _belongs(self, head: int, trigger: int, clause: int) -> bool:
        above = self._above[head]
        if trigger not in above and clause not in above:
            return False
        for node in above:
            if node == trigger:
                return True
            if node in self.syntax.triggers:
                return False
            if node == clause:
                return self._nearest(head, clause) == trigger
            if self.syntax.heads_clause(node):
                return False
        return False

    def _nearest(self, head: int, clause: int) -> int | None:
        """Of the triggers that the clause's verb carries, the one closest to the expression in the tree."""
        inside = [t for t in self.syntax.triggers if self._anchor(t) == clause]
        return min(inside, key=lambda t: (self.syntax.path(head, t), abs(head - t)), default=None)

    def direction(self, trigger: Trigger) -> Direction:
        """Which way from the report the act lies, by its status and, where that says nothing, by tense."""
        unsure = trigger.status_score < self.settings.status["unsure"]
        if trigger.status == "future" and not (unsure and self._finite_past(trigger.token)):
            return Direction.FUTURE
        if trigger.status == "actual" or self.is_past(trigger.token):
            return Direction.PAST
        # A noun that is denied ("no meeting on Friday") may look either way.
        verbal = self.syntax.token(trigger.token).upos in ("VERB", "AUX")
        return Direction.FUTURE if verbal or trigger.status == "hypothetical" else Direction.UNKNOWN

    def is_past(self, index: int) -> bool:
        """Whether the verb or a helper of it stands in a past tense."""
        words = (index, *self.syntax.children(index, "aux", "cop"))
        return any(self._finite_past(word) for word in words) or self.is_perfect(index)

    def _finite_past(self, index: int) -> bool:
        features = self.syntax.token(index).features
        return features.get("Tense") == "Past" and features.get("VerbForm", "Fin") == "Fin"

    def is_perfect(self, index: int) -> bool:
        """Whether the verb stands in the present perfect ("has invited"), which tells of today's news."""
        if self.syntax.token(index).upos != "VERB":
            return False
        return any(
            self.syntax.is_one_of(aux, self.syntax.words.perfect)
            and self.syntax.token(aux).features.get("Tense", "Pres") == "Pres"
            for aux in self.syntax.children(index, "aux")
        )
