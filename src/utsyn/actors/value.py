"""The value of a participant phrase: who is meant, for which state or organisation, in which office."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Participant:
    """A participant of an event; `text[start:end]` is the phrase in the trigger's clause, the rest what it was resolved to."""

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
