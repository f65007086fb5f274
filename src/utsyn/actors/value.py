"""The value of a participant phrase: who is meant, for which state or organisation, in which office."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Participant:
    """A participant of an event; `text[start:end]` is the phrase in the trigger's clause, the rest what it means."""

    name: str
    code: str | None
    """ISO 3166-1 alpha-3 or an organisation's acronym; None when named but unknown."""
    sector: str | None
    """PLOVER sector: GOV, MIL, LEG, JUD, SPY, COP, PTY, OPP, REB, CVL, MED, BUS, EDU, REL, JRN, …"""
    title: str | None
    text: str
    start: int
    end: int
    rule: str = ""
    """What produced it, for `utsyn why`."""
    score: float = 1.0


def codes(people: Iterable[Participant]) -> set[str]:
    """The codes of participants; those without one are left out."""
    return {person.code for person in people if person.code}


@dataclass(frozen=True, slots=True)
class LearnedActor:
    """A person nobody listed, as the text introduces them; `text[start:end]` is the evidence."""

    name: str
    code: str | None
    """ISO 3166-1 alpha-3 or an organisation's acronym; None when the text does not say."""
    sector: str | None
    title: str | None
    start: int
    end: int
    rule: str = ""
    """How the text says it: apposition, genitive, adjective, preposition, party, …"""
    score: float = 1.0


class ActorMemory(Protocol):
    """What earlier articles taught about people; the record station implements it."""

    def lookup(self, name: str) -> Sequence[LearnedActor]:
        """What is known about the full name, the most trusted first; empty when nothing is."""
        ...
