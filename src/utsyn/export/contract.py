"""The record contract: articles, events and quantities as the JSON objects that `utsyn read` prints.

Keys stand in the contract's order and numbers are rounded, so that the same values always give the same bytes.
"""

import json
import math
from typing import Any

from utsyn.actors.value import Participant
from utsyn.article.model import Article, DateSpan
from utsyn.coding.event import Coding, Event, Phrase, Quantity
from utsyn.dates.value import DateValue
from utsyn.places.value import Place

Json = dict[str, Any]

DEGREES = 5
"""Decimals of latitude and longitude (a metre)."""
SCORES = 4
"""Decimals of confidence and intensity."""


def article_object(article: Article, coding: Coding) -> Json:
    """One article with everything that was read from it."""
    return {
        "article": {
            "id": article.id,
            "key": article.key,
            "path": article.path,
            "language": article.language,
            "title": article.title,
            "publisher": article.publisher,
            "published": span_object(article.published),
            "text": article.text,
        },
        "events": [event_object(event) for event in coding.events],
        "quantities": [quantity_object(quantity) for quantity in coding.quantities],
        "warnings": warnings_of(article, coding),
    }


def warnings_of(article: Article, coding: Coding) -> list[str]:
    """What was noticed while the article came in and while it was coded, each once."""
    return list(dict.fromkeys((*article.warnings, *coding.warnings)))


def event_object(event: Event) -> Json:
    """An Event of the contract."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "plover": {"type": event.plover.type, "mode": event.plover.mode} if event.plover else None,
        "quad": event.quad,
        "intensity": rounded(event.intensity, SCORES),
        "trigger": phrase_object(event.trigger),
        "actor": [participant_object(one) for one in event.actor],
        "recipient": [participant_object(one) for one in event.recipient],
        "source": [participant_object(one) for one in event.source],
        "object": phrase_object(event.object),
        "date": date_object(event.date),
        "place": place_object(event.place),
        "mentions": [{"start": one.start, "end": one.end} for one in event.mentions],
        "confidence": rounded(event.confidence, SCORES),
    }


def participant_object(participant: Participant | None) -> Json | None:
    """A Participant of the contract."""
    if participant is None:
        return None
    fields = ("name", "code", "sector", "title", "text", "start", "end")
    return {field: getattr(participant, field) for field in fields}


def phrase_object(phrase: Phrase | None) -> Json | None:
    """A phrase as `{"text", "start", "end"}`."""
    return {"text": phrase.text, "start": phrase.start, "end": phrase.end} if phrase else None


def span_object(span: DateSpan | None) -> Json | None:
    """A span of days as `{"start", "end"}`."""
    return {"start": span.start.isoformat(), "end": span.end.isoformat()} if span else None


def date_object(value: DateValue | None) -> Json | None:
    """A date of the contract; a known day is its own candidate."""
    if value is None:
        return None
    candidates = value.candidates or ((value.start,) if value.start == value.end else ())
    return {
        "start": value.start.isoformat(),
        "end": value.end.isoformat(),
        "candidates": [day.isoformat() for day in candidates],
        "text": value.text,
        "at": list(value.at) if value.at else None,
    }


def place_object(place: Place | None) -> Json | None:
    """A place of the contract."""
    if place is None:
        return None
    return {
        "name": place.name,
        "country": place.country,
        "latitude": rounded(place.latitude, DEGREES),
        "longitude": rounded(place.longitude, DEGREES),
        "geonameid": place.geonameid,
        "text": place.text,
        "start": place.start,
        "end": place.end,
    }


def quantity_object(quantity: Quantity) -> Json:
    """A Quantity of the contract."""
    return {
        "kind": quantity.kind,
        "value": amount(quantity.value),
        "low": amount(quantity.low),
        "high": amount(quantity.high),
        "approximate": quantity.approximate,
        "unit": quantity.unit,
        "of": participant_object(quantity.of),
        "event": quantity.event,
        "text": quantity.text,
        "start": quantity.start,
        "end": quantity.end,
    }


def rounded(value: float | None, decimals: int) -> float | None:
    """The value with that many decimals; None for infinite and undefined ones, for which JSON has no word.

    >>> rounded(0.876543, 4), rounded(float("nan"), 4)
    (0.8765, None)
    """
    return round(float(value), decimals) if value is not None and math.isfinite(value) else None


def amount(value: float) -> float | int | None:
    """The value rounded, whole numbers without a decimal point.

    >>> amount(100000.0), amount(1.5)
    (100000, 1.5)
    """
    number = rounded(value, SCORES)
    return int(number) if number is not None and number.is_integer() else number


def line(value: Json, *, indent: int | None = None) -> str:
    """The object as JSON text, on one line unless `indent` is given; always valid UTF-8."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate, which only an escape can carry
        return json.dumps(value, ensure_ascii=True, indent=indent, allow_nan=False)
    return text
