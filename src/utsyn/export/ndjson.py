"""Objects of the record, one JSON object a line, or all in one JSON array."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from utsyn.export import contract
from utsyn.record import Evidence, FoundEvent


def lines(objects: Iterable[contract.Json]) -> Iterator[str]:
    """One line per object."""
    for value in objects:
        yield contract.line(value) + "\n"


def array(objects: Iterable[contract.Json]) -> Iterator[str]:
    """A JSON array, given out object by object."""
    before = "[\n"
    for value in objects:
        yield before + contract.line(value, indent=2)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def found_event(found: FoundEvent) -> contract.Json:
    """An Event of the contract with the article it comes from and its sentence."""
    return {
        **contract.event_object(found.event),
        "sentence": found.sentence,
        "article": {
            "id": found.article,
            "key": found.key,
            "title": found.title,
            "publisher": found.publisher,
            "language": found.language,
            "url": found.url,
            "published": contract.span_object(found.published),
        },
    }


def evidence(found: Evidence) -> contract.Json:
    """What an event rests on."""
    return {
        "event": contract.event_object(found.event),
        "article": {
            "id": found.article.id,
            "key": found.article.key,
            "title": found.article.title,
            "published": contract.span_object(found.article.published),
        },
        "sentences": list(found.sentences),
        "derivations": [row(asdict(one)) for one in found.derivations],
    }


def row(values: dict[str, Any]) -> contract.Json:
    """A row of any query with days as text."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return row(value)
    if isinstance(value, float):
        return contract.rounded(value, 10)
    return value if isinstance(value, str | int | bool | None) else str(value)
