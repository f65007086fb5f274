"""An act as one trigger tells it, before the mentions of one article are merged."""

from dataclasses import dataclass

from utsyn.actors.value import Participant
from utsyn.coding.event import Mention, Phrase
from utsyn.dates.value import DateValue
from utsyn.places.value import Place


@dataclass(frozen=True, slots=True)
class Draft:
    """What one trigger says: the fields of an Event and what comparing it with others needs."""

    token: int
    type: str
    mode: str | None
    status: str
    reciprocal: bool
    speech: bool
    trigger: Phrase
    mention: Mention
    actor: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    source: tuple[Participant, ...] = ()
    object: Phrase | None = None
    date: DateValue | None = None
    place: Place | None = None
    raw: float = 1.0
    lemma: str = ""
    object_lemmas: frozenset[str] = frozenset()
    definite: bool = False
    """Whether the trigger is a noun that points back ("the attack")."""
    noun: bool = False
    headline: bool = False
    tied: int | None = None
    """The trigger that it is subject, object or adverbial of ("the attack killed …")."""
    sentence: int = 0
    """Number of its sentence in the article."""
    why: tuple[tuple[str, str], ...] = ()

    @property
    def filled(self) -> int:
        """How many of the fields that a reader asks for are known."""
        fields = (self.actor, self.recipient, self.source, self.object, self.date, self.place, self.mode)
        return sum(1 for value in fields if value)
