"""One draft for each trigger that is kept: its participants, object, date and place, each with its reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Protocol

from utsyn.actors.value import Participant
from utsyn.article.model import Article, DateSpan
from utsyn.coding.attribution import sources
from utsyn.coding.calibration import raw_score
from utsyn.coding.draft import Draft
from utsyn.coding.event import Mention
from utsyn.coding.phrases import object_phrase, trigger_phrase
from utsyn.coding.roles import MATERIAL_CONFLICT, Filler, RoleFinder, Roles
from utsyn.coding.scheme import Ontology
from utsyn.coding.settings import Thresholds
from utsyn.coding.syntax import Syntax
from utsyn.coding.timing import Dated, Timing
from utsyn.places.value import Place
from utsyn.reading.structure import Sentence, Trigger

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
PEOPLE = ("actor", "recipient", "source")
MATERIAL = frozenset({2, MATERIAL_CONFLICT})
GUESSED = 0.65
"""Participants up to this score are pronouns and offices whose state only the context suggests."""
TYING = frozenset({"nsubj", "obj", "obl", "nmod"})
People = dict[str, tuple[Participant, ...]]
STATES = frozenset({"GPE_ORG", "GPE_LOC"})
LOCATIVE = frozenset({"GPE_LOC", "LOC"})
TOWNS = frozenset({"GPE_ORG", "GPE_LOC", "LOC"})
OF_A_PLACE = frozenset({"GOV", "COP", "MIL", "LEG", "JUD", "CVL"})
"""Sectors that belong to the state in which they are; rebels and unknown attackers do not."""
AT_HOME = frozenset({"COP", "JUD", "LEG", "OPP", "PTY"})
PRESS = frozenset({"BUS", "JRN", "MED"})
OF_NO_STATE = frozenset({"REB", "UNK"})
LOCAL = frozenset({"COP", "CVL", "JUD", "LEG", "OPP"})
"""Sectors whose unnamed people are at home where they act or suffer; soldiers and ministers may be abroad."""


class Actors(Protocol):
    """What drafting asks of the actors station."""

    def participants(self, token: int) -> tuple[Participant, ...]: ...

    def instead(self, token: int, taken: frozenset[str]) -> tuple[Participant, ...]: ...

    def setting(self) -> str | None: ...

    def told(self) -> Sequence[tuple[int, str]]: ...

    def is_state(self, code: str) -> bool: ...

    def around(self, token: int) -> str | None: ...


class Places(Protocol):
    """What drafting asks of the places station."""

    def place(self, token: int) -> Place | None: ...

    def dateline(self) -> Place | None: ...

    def mentions(self) -> tuple[Place, ...]: ...


class Drafter:
    """Drafts the acts of one article."""

    def __init__(
        self,
        article: Article,
        syntax: Syntax,
        ontology: Ontology,
        settings: Thresholds,
        actors: Actors,
        places: Places,
        published: DateSpan | None,
    ) -> None:
        self.article = article
        self.syntax = syntax
        self.ontology = ontology
        self.settings = settings
        self.actors = actors
        self.places = places
        self.published = published
        self.timing = Timing(syntax, settings, published)
        self._people: dict[int, tuple[Participant, ...]] = {}
        self._numbers = {sentence.first: number for number, sentence in enumerate(syntax.reading.sentences)}
        self._finder = RoleFinder(syntax, ontology, settings, self.is_party, self.has_code)

    def people(self, token: int) -> tuple[Participant, ...]:
        """Whom the phrase under a head word means; asked once for each word."""
        if token not in self._people:
            self._people[token] = tuple(self._of_town(person, token) for person in self.actors.participants(token))
        return self._people[token]

    def _of_town(self, person: Participant, token: int) -> Participant:
        """A town, or an office or people in it, counts for its state; gunmen in a town are nobody's."""
        if person.code is not None or not (self._is_town(token) or person.sector in OF_A_PLACE):
            return person
        return self._of_place(person, token)

    def _of_place(self, person: Participant, token: int) -> Participant:
        place = self.places.place(token)
        if place is None or place.country is None:
            return person
        return replace(person, code=place.country, rule=f"{person.rule}; state of {place.name}")

    def _struck(self, person: Participant) -> Participant:
        """What force or aid reaches counts for the state of the town in it ("the port of Odesa")."""
        if person.code is not None or person.sector is not None:
            return person
        towns = (i for i in self.syntax.covered(person.start, person.end) if self._is_town(i))
        return next((found for i in towns if (found := self._of_place(person, i)).code), person)

    def _is_town(self, token: int) -> bool:
        name = self.syntax.names.get(token)
        return name is not None and name.kind in TOWNS

    def is_party(self, token: int) -> bool:
        """Whether the phrase means somebody with a code or a sector."""
        return any(person.code or person.sector for person in self.people(token))

    def has_code(self, token: int) -> bool:
        """Whether the phrase means somebody with a code."""
        return any(person.code for person in self.people(token))

    def drafts(self) -> list[Draft]:
        """The drafts of all triggers that pass their threshold, in text order."""
        triggers = sorted(map(self._denied, self._kept()), key=lambda t: t.token)
        roles = {trigger.token: self._finder.roles(trigger) for trigger in triggers}
        dates = self.timing.dates(triggers, roles)
        drafted = (self._draft(trigger, roles[trigger.token], dates.get(trigger.token)) for trigger in triggers)
        return [draft for draft in drafted if draft is not None]

    def _kept(self) -> Iterator[Trigger]:
        for trigger in self.syntax.reading.triggers:
            if trigger.type in self.ontology.types and self.settings.keeps(trigger.type, trigger.score):
                yield trigger

    def _denied(self, trigger: Trigger) -> Trigger:
        """The trigger as negated where the tree negates its verb and the model is not sure that it took place.

        A refusal is an act itself, however negative its words.
        """
        unsure = trigger.status == "actual" and trigger.status_score < self.settings.status["denied"]
        if not unsure or trigger.type == "REJECT":
            return trigger
        modifiers = self.syntax.children(trigger.token, "advmod")
        negated = any(self.syntax.token(child).features.get("Polarity") == "Neg" for child in modifiers)
        return replace(trigger, status="negated") if negated else trigger

    # --- one draft --------------------------------------------------------------------------------------------

    def _draft(self, trigger: Trigger, roles: Roles, dated: Dated | None) -> Draft | None:
        place, place_why = self._place(trigger, roles)
        people, who_why, scores = self._participants(trigger, roles)
        if not people["actor"] and (authority := self._authority(trigger, place)):
            people["actor"], scores = authority, [*scores, self.settings.rules["authority"]]
            who_why.append(("actor", f"authority {self.settings.rules['authority']:.2f}"))
        people = self._at_home(trigger, people, place)
        raw = self._raw(trigger, people, scores)
        if raw == 0.0:
            return None
        thing, object_lemmas, object_why = self._object(roles)
        mode, mode_why = self._mode(trigger, people, place)
        reasons = (
            ("type", f"trigger head {trigger.score:.2f}"),
            ("mode", mode_why),
            ("status", self._status_reason(trigger)),
            *who_why,
            ("object", object_why),
            ("date", dated[1] if dated else ""),
            ("place", place_why),
        )
        bare = self._bare(trigger)
        return replace(
            bare,
            mode=mode,
            actor=people["actor"],
            recipient=people["recipient"],
            source=people["source"],
            object=thing,
            date=dated[0] if dated else None,
            place=place,
            raw=raw,
            object_lemmas=object_lemmas,
            why=tuple((name, text) for name, text in reasons if text),
        )

    def _bare(self, trigger: Trigger) -> Draft:
        """What the trigger itself and its place in the text say."""
        token = self.syntax.token(trigger.token)
        sentence = self.syntax.reading.sentence_of(trigger.token)
        ties = self.syntax.base(trigger.token) in TYING and token.head in self.syntax.triggers
        return Draft(
            token=trigger.token,
            type=trigger.type,
            mode=None,
            status=trigger.status,
            reciprocal=trigger.reciprocal,
            speech=self.ontology.types[trigger.type].speech,
            trigger=trigger_phrase(self.syntax, trigger.token),
            mention=Mention(sentence.start, sentence.end),
            lemma=token.lemma.casefold(),
            noun=token.upos == "NOUN",
            definite=token.upos == "NOUN" and self._is_definite(trigger.token),
            headline=self._is_headline(sentence),
            tied=token.head if ties else None,
            sentence=self._numbers[sentence.first],
        )

    def _status_reason(self, trigger: Trigger) -> str:
        doubt = ", doubtful" if trigger.status_score < self.settings.status["doubtful"] else ""
        return f"status head {trigger.status_score:.2f}{doubt}"

    def _raw(self, trigger: Trigger, people: People, scores: Sequence[float]) -> float:
        raw = raw_score(trigger.score, trigger.status_score, scores, self.settings.weights)
        political = any(self._is_political(person) for role in PEOPLE[:2] for person in people[role])
        return raw if political else raw * self._unpolitical(trigger.type)

    def _authority(self, trigger: Trigger, place: Place | None) -> tuple[Participant, ...]:
        """The state of the place, where only its authorities can have done it ("was arrested in Minsk")."""
        mode = self.ontology.types[trigger.type].mode(trigger.mode)
        if mode is None or not mode.authority or place is None or place.country is None:
            return ()
        score = self.settings.rules["authority"]
        name = place.name if place.precision == "country" else place.country
        found = Participant(
            name, place.country, None, None, place.text, place.start, place.end, "authority of the place", score
        )
        return (found,) if score else ()

    def _at_home(self, trigger: Trigger, people: People, place: Place | None) -> People:
        """The same people; those whose state the text does not name are at home where the act or the story takes place.

        Locals are of the place's state, or of the one told of just there; who protests is a local whatever the text
        calls them. Where the whole article plays in one state, so are all others who have no known side.
        """
        country = place.country if place is not None else None
        setting = self.actors.setting()
        found = dict(people)
        for role in PEOPLE[:2]:
            protests = trigger.type == "PROTEST" and role == "actor"
            if any(person.code is None for person in people[role]):
                around = country or self._told_of(trigger) or self.actors.around(trigger.token)
                found[role] = tuple(self._local(person, around, setting, protests=protests) for person in people[role])
            if country is not None:
                found[role] = tuple(self._of_where_it_happens(person, country) for person in found[role])
            if protests and place is not None and country is not None and not people[role]:
                # "Thousands demonstrated in Tbilisi": nobody else protests there.
                score = self.settings.rules["locals"]
                where = (place.text, place.start, place.end)
                found[role] = (Participant(place.name, country, "CVL", None, *where, "locals of the place", score),)
        return found

    def _local(self, person: Participant, around: str | None, setting: str | None, *, protests: bool) -> Participant:
        if person.code is not None or person.sector in OF_NO_STATE:
            return person
        is_local = person.sector in LOCAL or (protests and person.sector is None)
        state = (around if is_local else None) or setting
        if state is None:
            return person
        sector = person.sector or ("CVL" if protests else None)
        return replace(person, code=state, sector=sector, rule=f"{person.rule}; local")

    def _told_of(self, trigger: Trigger) -> str | None:
        """For the victims of force: the state of the town that the paragraph has named last."""
        if self.ontology.types[trigger.type].quad != MATERIAL_CONFLICT:
            return None
        here = self.syntax.token(trigger.token).start
        start = self.syntax.reading.line_start(here)
        before = [place for place in self._towns if start <= place.start < here]
        return before[-1].country if before else None

    @cached_property
    def _towns(self) -> list[Place]:
        return [place for place in self.places.mentions() if place.precision in ("city", "point")]

    def _of_where_it_happens(self, person: Participant, country: str) -> Participant:
        """The police of the town where it happens, not of the state that the rest of the article is about."""
        guessed = person.code is not None and person.score <= GUESSED and person.sector in LOCAL
        if not guessed or person.code == country:
            return person
        return replace(person, code=country, rule=f"{person.rule}; where it happens")

    def _is_political(self, person: Participant) -> bool:
        return bool(person.code or person.sector)

    def _unpolitical(self, event_type: str) -> float:
        rule = self.settings.unpolitical
        if event_type in rule["exempt"]:
            return 1.0
        return 0.0 if rule["action"] == "drop" else float(rule["factor"])

    def _mode(self, trigger: Trigger, people: People, place: Place | None) -> tuple[str | None, str]:
        mode = self.ontology.valid_mode(trigger.type, trigger.mode)
        if mode is not None:
            return mode, f"mode head {trigger.mode_score:.2f}"
        if trigger.type == "CONSULT" and self._is_visit(people, place):
            return self.ontology.valid_mode("CONSULT", "visit"), "the place is one side's own"
        return None, ""

    def _is_visit(self, people: People, place: Place | None) -> bool:
        """Whether exactly two codes meet in a town of one of them."""
        codes = {p.code for role in ("actor", "recipient") for p in people[role]}
        return place is not None and place.precision in ("city", "point") and len(codes) == 2 and place.country in codes

    def _is_definite(self, index: int) -> bool:
        token = self.syntax.token(index)
        if token.features.get("Definite") == "Def" and token.features.get("Number") != "Plur":
            return True
        return any(
            self.syntax.token(child).features.get("Definite") == "Def"
            or "Dem" in self.syntax.token(child).features.get("PronType", "")
            for child in self.syntax.children(index, "det")
        )

    def _is_headline(self, sentence: Sentence) -> bool:
        if sentence.first != 0 or not self.syntax.reading.text:
            return False
        text = self.syntax.reading.text
        if self.article.title and text[sentence.start : sentence.end].strip() == self.article.title.strip():
            return True
        return text[sentence.end : sentence.end + 1] == "\n" and text[sentence.end - 1] not in ".!…"

    # --- participants -----------------------------------------------------------------------------------------

    def _participants(self, trigger: Trigger, roles: Roles) -> tuple[People, list[tuple[str, str]], list[float]]:
        fillers = {role: list(roles.get(role, ())) for role in PEOPLE}
        if not fillers["source"]:
            fillers["source"] = self._attributed(trigger)
        people = {role: _distinct(p for f in fillers[role] for p in self.people(f.token)) for role in PEOPLE}
        if all(filler.rule == "preposition" for filler in fillers["recipient"]):
            # "Cancelled on Twitter": a medium or platform is where it was said.
            people["recipient"] = tuple(p for p in people["recipient"] if p.sector not in PRESS)
        people["recipient"] = self._other_side(people["actor"], people["recipient"])
        if self.ontology.types[trigger.type].quad in MATERIAL:
            people["recipient"] = tuple(map(self._struck, people["recipient"]))
        people = self._reconsidered(people, fillers)
        if not trigger.reciprocal:
            people["recipient"] = self._not_itself(people["actor"], people["recipient"])
        # Who denies or foresees a speech act does not perform it and stays its source.
        if self.ontology.types[trigger.type].speech and trigger.status == "actual":
            people = self._speaker(people)
        why = [(role, _reason(fillers[role], people[role])) for role in PEOPLE if people[role]]
        scores = [f.score for role in PEOPLE[:2] if people[role] for f in fillers[role]]
        return people, why, scores

    def _attributed(self, trigger: Trigger) -> list[Filler]:
        rules = self.settings.rules
        found = []
        for token, rule in sources(self.syntax, trigger.token, self._vouches):
            score = rules["speech-verb" if rule.startswith("speech verb") else "attribution"]
            # A pronoun that stands for nobody known names no source.
            if score and (self.syntax.token(token).upos != "PRON" or self.has_code(token)):
                found.append(Filler(token, score, rule))
        return found

    def _vouches(self, token: int) -> bool:
        """What an accuser or somebody who denies says of others rests on their word."""
        kind = self.ontology.types.get(self.syntax.triggers[token].type)
        return kind is not None and kind.speech and kind.inner == "none"

    @staticmethod
    def _other_side(actor: Sequence[Participant], recipient: Sequence[Participant]) -> tuple[Participant, ...]:
        """Recipients without those who are the very actors: the same words, or the same name."""
        taken = {(p.start, p.end) for p in actor}
        names = {(p.name.casefold(), p.code) for p in actor}
        return tuple(p for p in recipient if (p.start, p.end) not in taken and (p.name.casefold(), p.code) not in names)

    def _reconsidered(self, people: People, fillers: Mapping[str, Sequence[Filler]]) -> People:
        """The same people, unless one state stands on both sides and on one of them was only guessed."""
        actor, recipient = people["actor"], people["recipient"]
        if len(actor) != 1 or len(recipient) != 1 or actor[0].code is None or actor[0].code != recipient[0].code:
            return people
        if actor[0].sector in AT_HOME or recipient[0].sector in AT_HOME:
            # Parties, parliaments and courts deal with their own government.
            return people
        role = "actor" if actor[0].score < recipient[0].score else "recipient"
        if people[role][0].score > GUESSED or len(fillers[role]) != 1:
            return people
        other = tuple(
            self._of_town(person, fillers[role][0].token)
            for person in self.actors.instead(fillers[role][0].token, frozenset({actor[0].code}))
        )
        return {**people, role: other} if any(person.code for person in other) else people

    def _not_itself(self, actor: Sequence[Participant], recipient: Sequence[Participant]) -> tuple[Participant, ...]:
        """Recipients without the actor's own state: no government acts on its country by name, nor, beside somebody
        of another state, on its own people ("broke with Colombia and gave its diplomats a day")."""
        own = {person.code for person in actor}
        if None in own or not own:
            return tuple(recipient)
        others = any(person.code and person.code not in own for person in recipient)
        return tuple(p for p in recipient if p.code not in own or not (others or self._is_state(p)))

    def _is_state(self, person: Participant) -> bool:
        """Whether the phrase is the bare name of a state or its capital."""
        head = next((i for i in self.syntax.covered(person.start, person.end) if i in self.syntax.names), None)
        name = self.syntax.names[head] if head is not None else None
        return name is not None and name.kind in STATES and (name.start, name.end) == (person.start, person.end)

    @staticmethod
    def _speaker(people: People) -> People:
        """The speaker of a speech act is its actor and not also its source."""
        voices = {p.code or p.name.casefold() for p in people["actor"]}
        kept = tuple(p for p in people["source"] if (p.code or p.name.casefold()) not in voices)
        return {**people, "source": kept}

    # --- object, place, date ----------------------------------------------------------------------------------

    def _object(self, roles: Roles) -> tuple[Any, frozenset[str], str]:
        fillers = roles.get("object", ())
        if not fillers:
            return None, frozenset(), ""
        best = max(fillers, key=lambda f: f.score)
        phrase = object_phrase(self.syntax, best.token)
        lemmas = frozenset(
            token.lemma.casefold()
            for token in map(self.syntax.token, self.syntax.covered(phrase.start, phrase.end))
            if token.upos in CONTENT
        )
        return phrase, lemmas, _reason([best], ())

    def _is_protested(self, token: int, trigger: int) -> bool:
        """Whether the place lies inside what is protested against ("against the war in Gaza")."""
        above = self.syntax.token(token).head
        phrases = [token, *([above] if above >= 0 and above != trigger else [])]
        return any(self.syntax.preposition(index) in self.syntax.words.against for index in phrases)

    def _place(self, trigger: Trigger, roles: Roles) -> tuple[Place | None, str]:
        for filler in sorted(roles.get("place", ()), key=lambda f: -f.score):
            if trigger.type == "PROTEST" and self._is_protested(filler.token, trigger.token):
                continue
            if (place := self.places.place(filler.token)) is not None:
                return place, _reason([filler], ())
        score = self.settings.rules["clause-place"]
        for child in self.syntax.oblique(trigger.token, self.syntax.words.locative) if score else ():
            name = self.syntax.names.get(child)
            if name is not None and name.kind in LOCATIVE and (place := self.places.place(child)) is not None:
                return place, f"clause-place {score:.2f}"
        return None, ""


def _distinct(people: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each participant once: by its words, and by its name where it has a code; one phrase may name several ("both sides")."""
    kept: dict[tuple[str, str | None], Participant] = {}
    seen: set[tuple[int, int, str | None]] = set()
    for person in people:
        key, phrase = (person.name.casefold(), person.code), (person.start, person.end, person.code)
        if key not in kept and phrase not in seen:
            kept[key] = person
            seen.add(phrase)
    return tuple(person for person in kept.values() if not any(_is_part(person, other) for other in kept.values()))


def _is_part(person: Participant, other: Participant) -> bool:
    """Whether the phrase only names the office or body of the other's ("U.N." in "U.N. Secretary-General António Guterres")."""
    inside = other.start <= person.start and person.end <= other.end
    same = person.code is not None and person.code == other.code
    return same and inside and (person.start, person.end) != (other.start, other.end)


def _reason(fillers: Sequence[Filler], people: Sequence[Participant]) -> str:
    found = ", ".join(f"{f.rule} {f.score:.2f}" for f in fillers)
    resolved = ", ".join(dict.fromkeys(p.rule for p in people if p.rule))
    return f"{found}; {resolved}" if resolved else found
