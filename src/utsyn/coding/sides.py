"""Who stands on a side of an act that its own words leave empty: the article's parties, ranked by what the story tells of them.

The ranking is learned from articles whose acts carry the codes that a reader understands (`ranking.py`; weights in
`data/sides.yaml`). What the rules of `counterparts.py` propose is one ground among others, and so is a code that the context has only suggested.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Protocol

from utsyn.actors.value import Participant, codes
from utsyn.coding.counterparts import Counterparts
from utsyn.coding.draft import Draft
from utsyn.coding.merging import Merged
from utsyn.coding.ranking import NOBODY, Features, Question, answered, grounds
from utsyn.coding.settings import Thresholds, side_weights
from utsyn.coding.syntax import Syntax

People = tuple[Participant, ...]
Told = Sequence[tuple[int, str]]
"""Mentions of parties: token and code, in text order."""
LEAD = 3
"""Sentences of the article, headline included, that open it."""
OFTEN = 6.0
"""Mentions from which on somebody is told of often."""
SIDES = ("actor", "recipient")
GUESSED = 0.6
"""A participant's score up to which their code is a guess from the context, one answer among others."""
GOVERNING = frozenset({"GOV", "MIL", "IGO"})
"""Sectors that deal with other states, where the story is not theirs alone."""
REACH, CLOSE, BESIDE = 60, 3, 4
"""Sentences within which other acts count, and within which everybody named is asked for; words that stand side by side."""
MANY = 15
"""Parties that are asked for because the article tells most of them; mentions looked at on either side."""


class Parties(Protocol):
    """What is asked of the actors station."""

    def told(self) -> Told: ...

    def setting(self) -> str | None: ...

    def is_state(self, code: str) -> bool: ...


class Sides:
    """Fills the empty sides of one article's acts."""

    def __init__(self, syntax: Syntax, settings: Thresholds, people: Callable[[int], People], actors: Parties) -> None:
        self.syntax = syntax
        self.settings = settings
        self.people = people
        self.actors = actors
        self.setting = actors.setting()
        self.told = actors.told()
        self.rules = Counterparts(syntax, settings, people, self.setting)

    def complete(self, acts: Sequence[Merged]) -> list[Merged]:
        """The same acts in the same order, their empty sides filled where the ranking finds somebody."""
        done = list(acts)
        for question in self.questions(acts):
            still_open = self._still_open(question, done[question.at].draft)
            answer = answered(still_open, side_weights(), self.settings.rules["story"])
            if answer is not None:
                done[question.at] = self._filled(done[question.at], question, *answer)
        return done

    def _still_open(self, question: Question, draft: Draft) -> Question:
        """The question without answers that the other side, filled meanwhile, rules out."""
        side = "actor" if question.side == "actor" else "recipient"
        taken = codes(draft.recipient if side == "actor" else draft.actor)
        kept = {
            code: told
            for code, told in question.answers.items()
            if code not in taken or self._at_home(code, draft, side)
        }
        return replace(question, answers=kept)

    def _at_home(self, code: str, draft: Draft, side: str) -> bool:
        """Whether somebody may act on their own state: it is the scene of the story, others of it are named on the
        side that is asked for, or the act is of no government."""
        if draft.type in self.settings.counterpart["abroad"]:
            return False
        asked, across = (draft.actor, draft.recipient) if side == "actor" else (draft.recipient, draft.actor)
        others = any(person.code == code for person in asked)
        people = any(p.code == code and p.sector is not None and p.sector not in GOVERNING for p in across)
        return code == self.setting or others or people

    def questions(self, acts: Sequence[Merged]) -> Iterator[Question]:
        """The empty sides of all acts, as the acts' own words leave them."""
        story = _Story(acts, self.told, self.syntax, self.settings)
        for at, act in enumerate(acts):
            for side in self._empty(act.draft):
                yield self._question(story, at, side)

    def _empty(self, draft: Draft) -> Iterable[str]:
        """The sides that are asked for."""
        actors, recipients = codes(draft.actor), codes(draft.recipient)
        if draft.reciprocal:
            return ("actor",) if not actors | recipients else ("partner",) if len(actors | recipients) == 1 else ()
        if draft.type in self.settings.counterpart["mutual"] and len(actors) > 1:
            return ()
        return tuple(
            side for side, people in zip(SIDES, (draft.actor, draft.recipient), strict=True) if _is_open(people)
        )

    # --- the question -------------------------------------------------------------------------------------------

    def _question(self, story: "_Story", at: int, side: str) -> Question:
        draft = story.acts[at].draft
        across = {"actor": draft.recipient, "recipient": draft.actor, "partner": draft.actor + draft.recipient}
        own = codes(across[side])
        proposals = self._proposals(story, at) if side == "recipient" else {}
        guesses = {"actor": draft.actor, "recipient": draft.recipient, "partner": ()}[side]
        candidates = story.candidates(at) | set(proposals) | codes(guesses)
        if side == "partner" or len(own) > 1:
            candidates -= own
        candidates -= {code for code in own if not self._at_home(code, draft, side)}
        named, acted = story.told_near(draft, own, candidates), story.acted(at, own)
        others = story.others(own)
        answers = {}
        for code in sorted(candidates):
            spoken = named[code] | acted.get(code, {}) | dict.fromkeys(sorted(proposals.get(code, ())), 1.0)
            spoken |= self._standing(draft, code, own, others)
            spoken |= {f"guessed by {_way(person)}": 1.0 for person in guesses if person.code == code}
            answers[code] = {name: value for name, value in spoken.items() if value}
        answers[NOBODY] = self._nobody(draft, side, own)
        return Question(at, side, self._kind(draft, side), answers, frozenset({NOBODY, *codes(guesses)}))

    def _proposals(self, story: "_Story", at: int) -> dict[str, set[str]]:
        """What the rules say of the recipient, from the acts within reach."""
        near = sorted((*story.around(at, REACH), at))
        return self.rules.proposals([story.acts[number] for number in near], near.index(at))

    def _kind(self, draft: Draft, side: str) -> str:
        if side != "recipient":
            return side
        if draft.type in self.settings.counterpart["friendly"]:
            return "friend"
        return "struck" if draft.type in self.settings.counterpart["forceful"] else "addressed"

    def _standing(self, draft: Draft, code: str, own: set[str], others: int) -> Features:
        """What the party is: of the own side, the state of the story or of the place, the source."""
        mine, home = code in own, code == self.setting
        return {
            "own": float(mine),
            "own, two others": float(mine and others >= 2),
            "own, one other": float(mine and others == 1),
            "own state's story": float(mine and home),
            "setting": float(home),
            "setting, act of another": float(home and bool(own) and not mine),
            "state": float(self.actors.is_state(code)),
            "source": float(code in codes(draft.source)),
            "place": float(draft.place is not None and draft.place.country == code),
        }

    def _nobody(self, draft: Draft, side: str, own: set[str]) -> Features:
        phrase = draft.actor if side == "actor" else draft.recipient
        found = {
            "nobody": 1.0,
            f"nobody {draft.type}": 1.0,
            "nobody on either side": float(not own),
            "nobody, a phrase": float(bool(phrase)),
            **{f"nobody, {_way(person)}": 1.0 for person in phrase[:1]},
            "nobody, a sector": float(any(person.sector for person in phrase)),
            "nobody, rebels": float(any(person.sector in ("REB", "UNK") for person in phrase)),
            "nobody, at home": float(self.setting is not None and self.setting in own),
            "nobody, not actual": float(draft.status != "actual"),
            "nobody, a noun": float(draft.noun),
        }
        return {name: value for name, value in found.items() if value}

    # --- the answer ---------------------------------------------------------------------------------------------

    def _filled(self, act: Merged, question: Question, code: str, share: float) -> Merged:
        draft = act.draft
        side = "actor" if question.side == "actor" else "recipient"
        score = round(share, 2)
        rule = f"story {share:.2f} ({grounds(question, code, side_weights())})"
        rule = "; ".join([*(text for name, text in draft.why if name == side), rule])
        known = draft.actor if side == "actor" else draft.recipient
        open_ones = [person for person in known if person.code is None or question.side != "partner"]
        if open_ones and not all(map(self._is_pronoun, open_ones)):
            people: People = tuple(_coded(p, code, score) if p in open_ones else p for p in known)
        else:
            across = draft.recipient if side == "actor" else draft.actor
            called = self._called(draft.token, code, score, {(person.start, person.end) for person in across})
            people = (*(p for p in known if p.code and p not in open_ones), *called)
        why = (*((n, t) for n, t in draft.why if n != side), (side, rule))
        changed = (
            replace(draft, actor=people, why=why) if side == "actor" else replace(draft, recipient=people, why=why)
        )
        return replace(act, draft=changed)

    def _is_pronoun(self, person: Participant) -> bool:
        return all(self.syntax.token(i).upos in ("PRON", "DET") for i in self.syntax.covered(person.start, person.end))

    def _called(self, token: int, code: str, score: float, without: set[tuple[int, int]]) -> People:
        """How the text calls the party closest to the act, but for the words that are the other side."""
        near = sorted((t for t, c in self.told if c == code), key=lambda t: (abs(t - token), t))
        for mention in near:
            for person in self.people(mention):
                if person.code == code and (person.start, person.end) not in without:
                    return (replace(person, rule=f"{person.rule}; story", score=score),)
        word = self.syntax.token(token)
        return (Participant(code, code, None, None, word.text, word.start, word.end, "story", score),)


class _Story:
    """What the article tells of its parties; of a long one, what stands within REACH sentences of an act."""

    def __init__(self, acts: Sequence[Merged], told: Told, syntax: Syntax, settings: Thresholds) -> None:
        self.acts = acts
        self.syntax = syntax
        self.friendly = frozenset(settings.counterpart["friendly"])
        self.sentences = syntax.reading.sentence_numbers()
        self.told = sorted(told)
        self.mentions: dict[str, list[int]] = {}
        for token, code in self.told:
            self.mentions.setdefault(code, []).append(token)
        counts = Counter({code: len(tokens) for code, tokens in self.mentions.items()})
        self.ranks = {code: rank for rank, (code, _) in enumerate(counts.most_common())}
        self.sides = [(codes(act.draft.actor), codes(act.draft.recipient)) for act in acts]
        self._places = sorted((act.draft.sentence, number) for number, act in enumerate(acts))
        self._after_lead = next((i for i, n in enumerate(self.sentences) if n >= LEAD), len(self.sentences))

    def candidates(self, at: int) -> set[str]:
        """Parties told of most, and those that are named or act near the act."""
        here = self.acts[at].draft.sentence
        found = {code for code, rank in self.ranks.items() if rank < MANY}
        found |= {code for _, code in self._told_within(here, CLOSE)}
        for number in self.around(at, CLOSE):
            found |= self.sides[number][0] | self.sides[number][1]
        return found

    def around(self, at: int, reach: int) -> list[int]:
        """Numbers of the other acts within so many sentences, in text order."""
        here = self.acts[at].draft.sentence
        low = bisect_left(self._places, (here - reach, -1))
        high = bisect_left(self._places, (here + reach + 1, -1))
        return sorted(number for _, number in self._places[low:high] if number != at)

    def _told_within(self, sentence: int, reach: int) -> list[tuple[int, str]]:
        sentences = self.syntax.reading.sentences
        first = sentences[max(0, sentence - reach)].first
        last = sentences[min(len(sentences) - 1, sentence + reach)].last
        return self.told[bisect_left(self.told, (first, "")) : bisect_left(self.told, (last, ""))]

    def others(self, own: set[str]) -> int:
        """How many others the article tells of more than once, up to two."""
        often = (code for code, tokens in self.mentions.items() if code not in own and len(tokens) > 1)
        return len(list(islice(often, 2)))

    def told_near(self, draft: Draft, own: set[str], parties: Iterable[str]) -> dict[str, Features]:
        """How often, and how near to the act, the text names each of the parties."""
        line = self.syntax.reading.line_start(draft.trigger.start)
        here = {code for _, code in self._told_within(draft.sentence, 0)} - own
        at = bisect_left(self.told, (draft.token, ""))
        nearest = next((code for _, code in reversed(self.told[max(0, at - MANY) : at]) if code not in own), None)
        found = {code: self._named(code, draft, line) for code in parties}
        for code, features in found.items():
            features["nearest"] = float(code == nearest)
            features["alone here"] = float(here == {code})
        return found

    def _named(self, code: str, draft: Draft, line: int) -> Features:
        tokens = self.mentions.get(code, [])
        at, here = bisect_left(tokens, draft.token), draft.sentence
        before = [here - self.sentences[t] for t in tokens[max(0, at - 1) : at]]
        after = [self.sentences[t] - here for t in tokens[at : at + 2] if t != draft.token][:1]
        close = [t for t in tokens[max(0, at - MANY) : at + MANY] if abs(self.sentences[t] - here) <= 1]
        subjects = {self.sentences[t] - here for t in close if self.syntax.base(t) == "nsubj"}
        opening = bisect_left(tokens, self._after_lead)
        return {
            "before": 1.0 / (1 + before[0]) if before else 0.0,
            "after": 1.0 / (1 + after[0]) if after else 0.0,
            "just before": float(bool(before) and before[0] == 0),
            "just after": float(bool(after) and after[0] == 0),
            "beside": float(any(abs(t - draft.token) <= BESIDE for t in close)),
            "paragraph": float(at > 0 and self.syntax.token(tokens[at - 1]).start >= line),
            "subject here": float(0 in subjects),
            "subject before": float(-1 in subjects),
            "often": min(len(tokens), OFTEN) / OFTEN,
            "most": float(self.ranks.get(code) == 0),
            "second": float(self.ranks.get(code) == 1),
            "opening": min(3, opening) / 3.0,
            "headline": float(bool(tokens) and self.sentences[tokens[0]] == 0),
        }

    def acted(self, at: int, own: set[str]) -> dict[str, Features]:
        """What each party does in the other acts, and with whom."""
        draft = self.acts[at].draft
        friendly = draft.type in self.friendly
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        nearest: dict[str, dict[str, int]] = defaultdict(dict)
        found: dict[str, Features] = defaultdict(dict)
        dealt = 0

        def count(code: str, name: str, near: str, gap: int) -> None:
            counts[code][name] += 1
            nearest[code][near] = min(nearest[code].get(near, gap), gap)

        before = -1
        for number in self.around(at, REACH):
            other, (actors, recipients) = self.acts[number].draft, self.sides[number]
            both = actors | recipients
            gap = abs(other.sentence - draft.sentence)
            manner = "" if (other.type in self.friendly) == friendly else " otherwise"
            dealt += bool(both & own)
            for code in actors:
                count(code, "acts", "actor near", gap)
                if code not in own and other.token < draft.token and 0 <= draft.sentence - other.sentence <= CLOSE:
                    kind = (
                        "asked" if other.type == "REQUEST" else "offered" if other.type in self.friendly else "struck"
                    )
                    found[code][f"just {kind}"] = 1.0
                if recipients & own and code not in own:
                    count(code, f"acts on own{manner}", "acts on own near", gap)
            for code in recipients:
                count(code, "suffers", "recipient near", gap)
                if actors & own and code not in own:
                    count(code, f"own acts on{manner}", "own acts on near", gap)
            for code in both:
                counts[code]["met"] += other.reciprocal and bool(both & (own - {code}))
                counts[code]["dealt"] += code not in own and bool(both & own)
            if both and other.token < draft.token and (before < 0 or other.token > self.acts[before].draft.token):
                before = number
        for code, told in counts.items():
            found[code]["share of own acts"] = told.pop("dealt", 0) / max(1, dealt)
            found[code]["meets own"] = min(told.pop("met", 0), 3) / 3.0
            found[code] |= {name: min(number, 3) / 3.0 for name, number in told.items()}
            found[code] |= {name: 1.0 / (1 + gap) for name, gap in nearest[code].items()}
        for code in self.sides[before][0] if before >= 0 else ():
            found[code]["actor before"] = 1.0
        for code in self.sides[before][1] if before >= 0 else ():
            found[code]["recipient before"] = 1.0
        return found


def _coded(person: Participant, code: str, score: float) -> Participant:
    """The same phrase with a code from the story; a guess loses the name and office that went with it."""
    known = person.code is None
    name, title = (person.name, person.title) if known else (person.text, None)
    return replace(person, name=name, title=title, code=code, rule=f"{person.rule}; story", score=score)


def _way(person: Participant) -> str:
    """How a participant came to be understood, without the names in it."""
    return person.rule.partition("state of")[0].rstrip("; ") or "place"


def _is_open(people: People) -> bool:
    """Whether nobody on the side has a code, or somebody alone has one that only the context suggested."""
    coded = [person for person in people if person.code]
    return not coded or (len(people) == 1 and coded[0].score <= GUESSED)
