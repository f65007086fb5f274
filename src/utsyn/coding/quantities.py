"""The numbers beside the events: whose they are, and which act they belong to."""

from collections.abc import Callable, Iterable, Mapping

from utsyn.actors.value import Participant
from utsyn.amounts.value import Amount
from utsyn.coding.event import Quantity
from utsyn.coding.syntax import Syntax


def quantities(
    amounts: Iterable[Amount],
    syntax: Syntax,
    events: Mapping[int, str],
    people: Callable[[int], tuple[Participant, ...]],
) -> tuple[Quantity, ...]:
    """A Quantity for each amount, in text order; `events` gives the event's id for each coded trigger token."""
    return tuple(
        _quantity(amount, event_of(amount.head, syntax, events), people)
        for amount in sorted(amounts, key=lambda a: (a.start, a.end))
    )


def _quantity(amount: Amount, event: str | None, people: Callable[[int], tuple[Participant, ...]]) -> Quantity:
    owners = people(amount.owner) if amount.owner is not None else ()
    return Quantity(
        kind=amount.kind,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        approximate=amount.approximate,
        unit=amount.unit,
        of=owners[0] if owners else None,
        event=event,
        text=amount.text,
        start=amount.start,
        end=amount.end,
    )


def event_of(head: int, syntax: Syntax, events: Mapping[int, str]) -> str | None:
    """The event whose trigger stands over the amount, else the nearest one in the amount's clause."""
    clause = syntax.clause(head)
    for node in (head, *syntax.reading.ancestors(head)):
        if node in events:
            return events[node]
        if node == clause:
            break
    near = [(syntax.path(head, trigger), trigger) for trigger in events if syntax.clause(trigger) == clause]
    return events[min(near)[1]] if near else None
