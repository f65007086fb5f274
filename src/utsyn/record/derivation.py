"""Where each field of an event comes from: the words, the rule or head, the score."""

from collections.abc import Iterator

from utsyn.actors.value import Participant
from utsyn.coding.event import Event
from utsyn.record.found import Derivation

_FIELDS = frozenset(
    ("trigger", "type", "mode", "status", "actor", "recipient", "source", "object", "date", "place", "confidence")
)


def derivations(event: Event) -> tuple[Derivation, ...]:
    """The derivation of every field that the event has, in the contract's order."""
    return tuple(_derivations(event))


def _derivations(event: Event) -> Iterator[Derivation]:
    reasons: dict[str, list[str]] = {}
    for field, reason in event.why:
        reasons.setdefault(field, []).append(reason)
    trigger = event.trigger
    what = f"{event.type}/{event.mode}" if event.mode else event.type
    said = _joined(reasons, "trigger", "type", "mode")
    yield Derivation("type", what, trigger.text, trigger.start, trigger.end, said, None)
    yield Derivation("status", event.status, None, None, None, _joined(reasons, "status"), None)
    for role in ("actor", "recipient", "source"):
        for participant in getattr(event, role):
            yield _of_participant(role, participant, _joined(reasons, role))
    if event.object:
        words = event.object
        yield Derivation("object", words.text, words.text, words.start, words.end, _joined(reasons, "object"), None)
    if event.date:
        yield _of_date(event, _joined(reasons, "date"))
    if event.place:
        yield _of_place(event, _joined(reasons, "place"))
    yield Derivation(
        "confidence", f"{event.confidence:.2f}", None, None, None, _joined(reasons, "confidence"), event.confidence
    )
    for field in reasons:
        if field not in _FIELDS:
            yield Derivation(field, "", None, None, None, _joined(reasons, field), None)


def _joined(reasons: dict[str, list[str]], *fields: str) -> str:
    return "; ".join(reason for field in fields for reason in reasons.get(field, ()))


def _together(*reasons: str) -> str:
    return "; ".join(dict.fromkeys(reason for reason in reasons if reason))


def _of_participant(role: str, one: Participant, reason: str) -> Derivation:
    office = ", ".join(part for part in (one.sector, one.title) if part)
    value = f"{one.name} [{one.code or '?'}]" + (f" ({office})" if office else "")
    return Derivation(role, value, one.text, one.start, one.end, _together(one.rule, reason), one.score)


def _of_date(event: Event, reason: str) -> Derivation:
    value = event.date
    assert value is not None
    days = str(value.start) if value.start == value.end else f"{value.start} to {value.end}"
    if len(value.candidates) > 1:
        days += " (one of " + ", ".join(map(str, value.candidates)) + ")"
    start, end = value.at or (None, None)
    return Derivation("date", days, value.text, start, end, _together(value.rule, reason), None)


def _of_place(event: Event, reason: str) -> Derivation:
    place = event.place
    assert place is not None
    where = f"{place.name} [{place.country or '?'}]"
    if place.geonameid:
        where += f" GeoNames {place.geonameid}"
    return Derivation("place", where, place.text, place.start, place.end, _together(place.rule, reason), None)
