"""The value of a quantity phrase: how many of what."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity found in a text; `text[start:end]` is the phrase, `low <= value <= high` are inclusive bounds.

    `head` is the token that is counted ("soldater"), `owner` the head token of the phrase that says whose they are
    ("russiske"), both as indices in the Reading; the coding station resolves the owner to a Participant.
    """

    kind: str
    """soldiers, vehicles, aircraft, ships, missiles, drones, weapons, killed, wounded, captured, displaced, protesters,
    casualties or money."""
    value: float
    low: float
    high: float
    approximate: bool
    unit: str | None
    """ISO 4217 code for money, else None."""
    text: str
    start: int
    end: int
    head: int
    owner: int | None = None
    rule: str = ""
