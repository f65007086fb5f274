"""Who does it, to whom and with what: the event graph's edges, and what the tree says where the graph is silent."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from utsyn.coding.scheme import EventType, Ontology
from utsyn.coding.settings import Thresholds
from utsyn.coding.syntax import Syntax
from utsyn.reading.structure import Name, Trigger

GRAPH = "graph"
NAMED = frozenset({"PER", "ORG", "GPE_ORG"})
"""Kinds of names that can be party to an act."""
SIDES = frozenset({"actor", "recipient"})
MODIFIERS = frozenset({"adjective", "possessive"})
MATERIAL_CONFLICT = 4
VISIT = "visit"
PLACES = frozenset({"GPE_ORG", "GPE_LOC"})
"""Names of states and towns, as bodies or as places."""


@dataclass(frozen=True, slots=True)
class Filler:
    """The head word of a phrase in a role, and how it was found: `graph`, or the name of a syntactic rule."""

    token: int
    score: float
    rule: str = GRAPH


Roles = Mapping[str, tuple[Filler, ...]]


@dataclass
class RoleFinder:
    """Finds the fillers of one Reading's triggers; governing triggers are settled before those inside them.

    `is_party` says whether a head word resolves to somebody who can act, `has_code` whether to a known code.
    """

    syntax: Syntax
    ontology: Ontology
    settings: Thresholds
    is_party: Callable[[int], bool]
    has_code: Callable[[int], bool]
    _found: dict[int, Roles] = field(default_factory=dict)
    _open: set[int] = field(default_factory=set)

    def roles(self, trigger: Trigger) -> Roles:
        """Fillers by role: actor, recipient, object, place, date, source."""
        if trigger.token not in self._found:
            self._open.add(trigger.token)
            self._found[trigger.token] = self._recovered(trigger, self._edges(trigger))
        return self._found[trigger.token]

    def _edges(self, trigger: Trigger) -> dict[str, tuple[Filler, ...]]:
        edges: dict[str, tuple[Filler, ...]] = {}
        for argument in sorted(trigger.arguments, key=lambda a: (a.role, a.token)):
            if argument.score >= self.settings.role.get(argument.role, 0.0):
                filler = Filler(argument.token, argument.score)
                edges[argument.role] = (*edges.get(argument.role, ()), filler)
        edges = {role: self._strongest(trigger.token, fillers) for role, fillers in edges.items()}
        if self.settings.rules["conjunct"]:
            edges = {
                role: self._joined_too(fillers, trigger) if role in SIDES else fillers
                for role, fillers in edges.items()
            }
        if not trigger.reciprocal:
            _settle_rivals(edges)
        for token, wrong, right in self._misplaced(trigger):
            _move(edges, token, wrong, right)
        return edges

    def _misplaced(self, trigger: Trigger) -> Iterator[tuple[int, str, str]]:
        """Words whose grammar puts them on one side for certain, with the side where the graph may have them."""
        index, kind = trigger.token, self.ontology.types[trigger.type]
        subject = self.syntax.subject(index)
        if self.syntax.is_verbal(index):
            passive = any(self.syntax.token(c).relation == "aux:pass" for c in self.syntax.children(index, "aux"))
            if subject is not None and passive and kind.part_of_subject(trigger.mode) == "recipient":
                yield self._antecedent(subject, index), "actor", "recipient"
            elif subject is not None and not self.syntax.is_passive(index) and (kind.speech or kind.reciprocal):
                yield self._antecedent(subject, index), "recipient", "actor"
            return
        # "The threat from Russia", but "withdrawal from Russia".
        for child in self.syntax.oblique(index, self.syntax.words.noun_agent) if trigger.type != "RETREAT" else ():
            yield child, "recipient", "actor"
        verb = self.syntax.token(index).head
        received = self.syntax.base(index) == "obj" and self.syntax.is_one_of(verb, self.syntax.words.receiving)
        if received and (receiver := self.syntax.subject(verb)) is not None:
            yield self._antecedent(receiver, verb), "actor", "recipient"

    def _strongest(self, index: int, fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        """Fillers of the trigger's own sentence where there are any, without those far weaker than the best."""
        sentence = self.syntax.reading.sentence_of(index)
        own = tuple(f for f in fillers if sentence.first <= f.token < sentence.last) or fillers
        best = max(own, key=lambda filler: filler.score)
        rule = self.settings.role
        return tuple(
            f
            for f in own
            if f.score >= best.score * rule["joined" if self._is_joined(f.token, best.token) else "beside_best"]
        )

    def _joined_too(self, fillers: tuple[Filler, ...], trigger: Trigger) -> tuple[Filler, ...]:
        """The fillers with those that "and" joins to them and that the graph gives no part of their own."""
        known = {argument.token for argument in trigger.arguments if argument.score >= self.settings.role["joined"]}
        known |= {filler.token for filler in fillers}
        more = []
        for filler in fillers:
            first = self._first(filler.token)
            for other in (first, *self.syntax.children(first, "conj")):
                if other not in known and self.has_code(other) and not self.syntax.is_verbal(other):
                    known.add(other)
                    more.append(self._filler(other, "conjunct"))
        return (*fillers, *more)

    def _is_joined(self, one: int, other: int) -> bool:
        """Whether the two are conjuncts of one another ("Blinken and Borrell")."""
        return self._first(one) == self._first(other)

    def _first(self, index: int) -> int:
        for above in self.syntax.reading.ancestors(index):
            if self.syntax.base(index) != "conj":
                break
            index = above
        return index

    def _has_none_near(self, role: str, index: int, edges: Roles) -> bool:
        """Whether no filler of the role stands in the trigger's own sentence."""
        sentence = self.syntax.reading.sentence_of(index)
        return not any(sentence.first <= filler.token < sentence.last for filler in edges.get(role, ()))

    def _recovered(self, trigger: Trigger, edges: dict[str, tuple[Filler, ...]]) -> Roles:
        kind = self.ontology.types[trigger.type]
        for role, finder in (("recipient", self._recipients), ("actor", self._actors)):
            # A phrase of another sentence stands back for one that the trigger's own sentence shows.
            if self._has_none_near(role, trigger.token, edges):
                taken = {filler.token for fillers in edges.values() for filler in fillers}
                found = _first_rule(f for f in finder(trigger, kind) if f.token not in taken)
                if found:
                    edges[role] = found
        nobody = self._has_none_near("recipient", trigger.token, edges)
        if nobody and trigger.mode == VISIT and (host := self._host(trigger, edges)):
            edges["recipient"] = (host,)
        if "object" not in edges and (thing := self._object(trigger, edges)) is not None:
            edges["object"] = (thing,)
        return edges

    def _filler(self, token: int, rule: str) -> Filler:
        return Filler(token, self.settings.rules[rule], rule)

    # --- actors -----------------------------------------------------------------------------------------------

    def _actors(self, trigger: Trigger, kind: EventType) -> Iterator[Filler]:
        verbal = self.syntax.token(trigger.token).upos in ("VERB", "AUX")
        finders = (
            (self._subject, self._agent, self._control, self._shared)
            if verbal
            else (self._possessor, self._adjective, self._noun_agent, self._light_verb, self._control)
        )
        for finder in finders:
            for token, rule in finder(trigger):
                if not self.settings.rules[rule]:
                    continue
                # "Military" and "armed" are sectors without being anybody.
                if self.has_code(token) if rule in MODIFIERS else self._can_act(token):
                    yield self._filler(token, rule)

    def _can_act(self, token: int) -> bool:
        """Somebody known, or a person or body that is named though nobody knows it."""
        name = self.syntax.names.get(token)
        return self.is_party(token) or (name is not None and name.kind in NAMED)

    def _subject(self, trigger: Trigger) -> Iterator[tuple[int, str]]:
        index = trigger.token
        if self.syntax.is_passive(index) or self._modifies_as_participle(index):
            return
        subject = self.syntax.subject(index)
        if subject is not None:
            yield self._antecedent(subject, index), "subject"
        elif self.syntax.base(index) == "acl":
            yield self.syntax.token(index).head, "subject"

    def _modifies_as_participle(self, index: int) -> bool:
        return self.syntax.base(index) in ("acl", "amod") and self.syntax.is_past_participle(index)

    def _antecedent(self, subject: int, verb: int) -> int:
        """What a relative pronoun stands for: the noun that its clause describes."""
        if self.syntax.is_relative(subject) and self.syntax.base(verb) == "acl":
            return self.syntax.token(verb).head
        return subject

    def _agent(self, trigger: Trigger) -> Iterator[tuple[int, str]]:
        index = trigger.token
        for child in self.syntax.reading.children(index):
            if self.syntax.token(child).relation == "obl:agent":
                yield child, "agent"
        if self.syntax.is_passive(index) or self._modifies_as_participle(index):
            for child in self.syntax.oblique(index, self.syntax.words.agent):
                yield child, "agent"

    def _possessor(self, trigger: Trigger) -> Iterator[tuple[int, str]]:
        for child in self.syntax.reading.children(trigger.token):
            token = self.syntax.token(child)
            owned = token.relation in ("nmod:poss", "det:poss")
            # In Slavic and German a genitive after the noun may as well be whom the act befalls.
            before = token.features.get("Case") == "Gen" and child < trigger.token
            if owned or (before and self.syntax.base(child) in ("nmod", "det")):
                yield child, "possessive"

    def _adjective(self, trigger: Trigger) -> Iterator[tuple[int, str]]:
        for child in self.syntax.children(trigger.token, "amod"):
            yield child, "adjective"

    def _noun_agent(self, trigger: Trigger) -> Iterator[tuple[int, str]]:
        for child in self.syntax.oblique(trigger.token, self.syntax.words.noun_agent):
            yield child, "agent"

    def _light_verb(self, trigger: Trigger) -> Iterator[tuple[int, str]]:
        """Whoever launches, holds or issues what the noun says ("launched an attack")."""
        index = trigger.token
        verb = self.syntax.token(index).head
        if verb < 0 or verb in self.syntax.triggers or not self.syntax.is_one_of(verb, self.syntax.words.light_verbs):
            return
        passive = self.syntax.is_passive(verb)
        if self.syntax.base(index) in ("obj", "obl") and not passive:
            if (subject := self.syntax.subject(verb)) is not None:
                yield self._antecedent(subject, verb), "light-verb"
        elif passive and self.syntax.base(index) == "nsubj":
            for child in self.syntax.oblique(verb, self.syntax.words.agent):
                yield child, "light-verb"

    def _control(self, trigger: Trigger) -> Iterator[tuple[int, str]]:
        """Whose act it is that somebody promises, refuses or is told to do."""
        index = trigger.token
        governor = self.syntax.token(index).head
        if governor < 0 or self.syntax.base(index) not in ("xcomp", "ccomp", "acl", "obj", "obl", "nmod"):
            return
        if self.syntax.subject(index) is not None:
            return
        outer = self.syntax.triggers.get(governor)
        if outer is not None:
            for part in self._inner(outer, trigger) if governor not in self._open.difference(self._found) else ():
                yield from ((f.token, "control") for f in self.roles(outer).get(part, ()))
        elif self.syntax.base(index) == "xcomp":
            yield from self._controller(governor)

    def _inner(self, outer: Trigger, trigger: Trigger) -> tuple[str, ...]:
        """The parts of the outer act who do the inner one; who is invited to talks talks with the inviter."""
        part = self.ontology.types[outer.type].inner if outer.type in self.ontology.types else "none"
        if part == "recipient" and self.ontology.types[trigger.type].reciprocal:
            return ("actor", "recipient")
        return (part,) if part in ("actor", "recipient") else ()

    def _controller(self, verb: int) -> Iterator[tuple[int, str]]:
        thing = next(self.syntax.children(verb, "obj", "iobj"), None)
        subject = self.syntax.subject(verb)
        if thing is not None:
            yield thing, "control"
        elif subject is not None:
            yield self._antecedent(subject, verb), "control"

    def _shared(self, trigger: Trigger) -> Iterator[tuple[int, str]]:
        """The subject of the verb it is joined to, or of the clause that a bare participle hangs on."""
        index = trigger.token
        if self.syntax.subject(index) is not None or self.syntax.is_passive(index):
            return
        other = self.syntax.first_conjunct(index)
        if other is None and self.syntax.base(index) == "advcl":
            finite = self.syntax.token(index).features.get("VerbForm") in ("Fin", None)
            other = None if finite else self.syntax.token(index).head
        if other is None or other < 0:
            return
        if self.syntax.is_passive(other):
            return
        outer = self.syntax.triggers.get(other)
        subject = self.syntax.subject(other)
        if subject is not None:
            yield self._antecedent(subject, other), "shared"
        elif outer is not None and other not in self._open.difference(self._found):
            yield from ((f.token, "shared") for f in self.roles(outer).get("actor", ()))

    def _host(self, trigger: Trigger, edges: Roles) -> Filler | None:
        """The state or town that a visit goes to: whoever goes there is received there."""
        index = trigger.token
        places = [filler.token for filler in edges.get("place", ())]
        places += [*self.syntax.children(index, "obj", "nmod"), *self.syntax.oblique(index, self.syntax.words.target)]
        for token in places if self.settings.rules["host"] else ():
            name = self.syntax.names.get(token)
            if name is not None and name.kind in PLACES and self.has_code(token):
                return self._filler(token, "host")
        return None

    # --- recipients and objects -------------------------------------------------------------------------------

    def _recipients(self, trigger: Trigger, kind: EventType) -> Iterator[Filler]:
        for token, rule, part in self._patients(trigger, kind):
            if self.settings.rules[rule] and part == "recipient" and self._can_suffer(token, kind, rule):
                yield self._filler(token, rule)

    def _patients(self, trigger: Trigger, kind: EventType) -> Iterator[tuple[int, str, str]]:
        index = trigger.token
        passive = self.syntax.is_passive(index)
        subject = self.syntax.subject(index)
        if passive and subject is not None:
            yield self._antecedent(subject, index), "passive", kind.part_of_subject(trigger.mode)
        elif self._modifies_as_participle(index):
            yield self.syntax.token(index).head, "passive", kind.part_of_subject(trigger.mode)
        for child in self.syntax.children(index, "iobj"):
            yield child, "object", "recipient"
        for child in self.syntax.children(index, "obj"):
            if child != subject:
                yield child, "object", kind.part_of_object(trigger.mode)
        if kind.inner == "recipient":
            # "Demands that NATO withdraw": whose act it is to be is who is asked.
            for clause in self.syntax.children(index, "ccomp"):
                if (asked := self.syntax.subject(clause)) is not None:
                    yield asked, "asked", "recipient"
        prepositions = self.syntax.words.companion if kind.reciprocal else self.syntax.words.target
        for child in self.syntax.oblique(index, prepositions):
            yield child, "preposition", "recipient"

    def _can_suffer(self, token: int, kind: EventType, rule: str) -> bool:
        """A recipient that only the tree suggests must be a name; the name of a place only where force is used.

        The subject of a passive may also be a pronoun ("he was arrested") or a description of somebody known.
        """
        name = self.syntax.names.get(token) or self._name_beside(token)
        if name is not None:
            is_place = name.kind in ("GPE_LOC", "LOC") and kind.quad == MATERIAL_CONFLICT and self.has_code(token)
            return name.kind in NAMED or is_place
        # "Demands that the government resign": who is asked need not be named either.
        return rule in ("passive", "asked") and (self._is_person(token) or self.has_code(token))

    def _name_beside(self, token: int) -> Name | None:
        """The person's name that a title carries ("sin russiske kollega Sergej Lavrov")."""
        beside = (self.syntax.names.get(child) for child in self.syntax.children(token, "appos", "flat"))
        return next((name for name in beside if name is not None and name.kind == "PER"), None)

    def _is_person(self, token: int) -> bool:
        word = self.syntax.token(token)
        personal = word.upos == "PRON" and word.features.get("PronType", "Prs") == "Prs"
        return personal and not self.syntax.is_one_of(token, self.syntax.words.inanimate)

    def _object(self, trigger: Trigger, edges: Roles) -> Filler | None:
        index = trigger.token
        taken = {filler.token for fillers in edges.values() for filler in fillers}
        if self.syntax.is_passive(index):
            candidates = [s for s in (self.syntax.subject(index),) if s is not None]
        else:
            candidates = list(self.syntax.children(index, "obj"))
        for token in candidates:
            # A trigger as object is an act of its own ("imposed sanctions").
            known = token in taken or token in self.syntax.triggers or self.is_party(token)
            if not known and self.syntax.token(token).upos != "PRON":
                return self._filler(token, "object")
        return None


def _first_rule(fillers: Iterator[Filler]) -> tuple[Filler, ...]:
    """What the first rule that finds anything finds; only control names several words."""
    first = next(fillers, None)
    if first is None:
        return ()
    rest = takewhile(lambda filler: filler.rule == first.rule == "control", fillers)
    return (first, *rest)


def _move(edges: dict[str, tuple[Filler, ...]], token: int, wrong: str, right: str) -> None:
    """Put a word on its side where that side is still empty."""
    fillers = edges.get(wrong, ())
    moved = tuple(filler for filler in fillers if filler.token == token)
    if moved and right not in edges:
        edges[right] = moved
        edges[wrong] = tuple(filler for filler in fillers if filler.token != token)
        if not edges[wrong]:
            del edges[wrong]


def _settle_rivals(edges: dict[str, tuple[Filler, ...]]) -> None:
    """One word cannot be both who acts and whom it befalls; the better edge wins."""
    recipients = {filler.token: filler.score for filler in edges.get("recipient", ())}
    actors = {filler.token: filler.score for filler in edges.get("actor", ())}
    lost = {
        token: "recipient" if actors[token] >= recipients[token] else "actor" for token in actors if token in recipients
    }
    for role in ("actor", "recipient"):
        if role in edges:
            kept = tuple(f for f in edges[role] if lost.get(f.token) != role)
            edges[role] = kept
            if not kept:
                del edges[role]
