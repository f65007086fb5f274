"""Codings as rows of the record's tables, and rows as codings again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from utsyn.actors.value import LearnedActor, Participant
from utsyn.article.model import Article, DateSpan
from utsyn.coding.event import Coding, Event, Folded, Mention, Phrase, Quantity
from utsyn.dates.value import DateValue
from utsyn.places.value import Place

Row = dict[str, Any]

ROLES = ("actor", "recipient", "source")
CODED_TABLES = ("codings", "events", "participants", "mentions", "why", "quantities", "learned_actors")
"""Tables whose rows belong to one coding of one article."""


def storable(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot hold, replaced one for one so that offsets keep."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    return text


def article_row(article: Article) -> Row:
    """The row of `articles`."""
    published = article.published
    return {
        "id": article.id,
        "key": article.key,
        "path": article.path,
        "url": article.url,
        "language": article.language,
        "title": article.title,
        "publisher": article.publisher,
        "published_start": published and published.start,
        "published_end": published and published.end,
        "text": article.text,
        "prose_start": article.start,
        "dateline_start": article.dateline and article.dateline[0],
        "dateline_end": article.dateline and article.dateline[1],
        "warnings": list(article.warnings),
    }


def article_of(row: Mapping[str, Any]) -> Article:
    """The article that a row of `articles` holds."""
    return Article(
        text=row["text"],
        key=row["key"],
        id=row["id"],
        language=row["language"],
        published=span_of(row),
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        path=row["path"],
        start=row["prose_start"],
        dateline=_at(row, "dateline"),
        warnings=tuple(row["warnings"]),
    )


def span_of(row: Mapping[str, Any]) -> DateSpan | None:
    """The publication span that the columns of a row hold."""
    start, end = row["published_start"], row["published_end"]
    return DateSpan(start, end) if start is not None and end is not None else None


def coding_rows(article: Article, coding: Coding, coder: str) -> Iterator[tuple[str, Row]]:
    """Pairs of table name and row for everything that one coding says."""
    yield "codings", {"article": article.id, "coder": coder, "warnings": list(coding.warnings)}
    for position, event in enumerate(coding.events):
        yield "events", {"article": article.id, "position": position, **_event_row(event)}
        for table, row in _event_parts(event):
            yield table, {"article": article.id, "event": event.id, **row}
    for position, quantity in enumerate(coding.quantities):
        yield "quantities", {"article": article.id, "position": position, **_quantity_row(quantity)}
    for learned in coding.learned:
        yield "learned_actors", _learned_row(article, learned)


def _event_row(event: Event) -> Row:
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "plover_type": event.plover and event.plover.type,
        "plover_mode": event.plover and event.plover.mode,
        "quad": event.quad,
        "intensity": event.intensity,
        **_phrase_row("trigger", event.trigger),
        **_phrase_row("object", event.object),
        **_date_row(event.date),
        **_place_row(event.place),
        "confidence": event.confidence,
    }


def _phrase_row(name: str, phrase: Phrase | None) -> Row:
    return {
        name: phrase and phrase.text,
        f"{name}_start": phrase and phrase.start,
        f"{name}_end": phrase and phrase.end,
    }


def _date_row(value: DateValue | None) -> Row:
    return {
        "date_start": value and value.start,
        "date_end": value and value.end,
        "date_candidates": list(value.candidates) if value else None,
        "date_text": value and value.text,
        "date_text_start": value.at[0] if value and value.at else None,
        "date_text_end": value.at[1] if value and value.at else None,
        "date_rule": value and value.rule,
    }


def _place_row(place: Place | None) -> Row:
    return {
        "place": place and place.name,
        "place_country": place and place.country,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "geonameid": place and place.geonameid,
        "place_text": place and place.text,
        "place_text_start": place and place.start,
        "place_text_end": place and place.end,
        "place_precision": place and place.precision,
        "place_rule": place and place.rule,
    }


def _event_parts(event: Event) -> Iterator[tuple[str, Row]]:
    for role in ROLES:
        for position, participant in enumerate(getattr(event, role)):
            yield "participants", {"role": role, "position": position, **_participant_row(participant)}
    for position, mention in enumerate(event.mentions):
        yield "mentions", {"position": position, "sentence_start": mention.start, "sentence_end": mention.end}
    for position, (field, reason) in enumerate(event.why):
        yield "why", {"position": position, "field": field, "reason": reason}


def _participant_row(participant: Participant, prefix: str = "") -> Row:
    return {
        f"{prefix}name": participant.name,
        f"{prefix}code": participant.code,
        f"{prefix}sector": participant.sector,
        f"{prefix}title": participant.title,
        f"{prefix}text": participant.text,
        f"{prefix}text_start": participant.start,
        f"{prefix}text_end": participant.end,
        f"{prefix}rule": participant.rule,
        f"{prefix}score": participant.score,
    }


def _learned_row(article: Article, learned: LearnedActor) -> Row:
    return {
        "article": article.id,
        "name": learned.name,
        "code": learned.code,
        "sector": learned.sector,
        "title": learned.title,
        "evidence": article.text[learned.start : learned.end],
        "evidence_start": learned.start,
        "evidence_end": learned.end,
        "rule": learned.rule,
        "score": learned.score,
    }


def _quantity_row(quantity: Quantity) -> Row:
    fields = ("kind", "value", "low", "high", "approximate", "unit", "event", "text")
    owner = _participant_row(quantity.of, "of_") if quantity.of else {}
    return {
        **{field: getattr(quantity, field) for field in fields},
        "text_start": quantity.start,
        "text_end": quantity.end,
        **owner,
    }


def participant_of(row: Mapping[str, Any], prefix: str = "") -> Participant:
    """The participant that columns beginning with `prefix` hold."""
    return Participant(
        name=row[f"{prefix}name"],
        code=row[f"{prefix}code"],
        sector=row[f"{prefix}sector"],
        title=row[f"{prefix}title"],
        text=row[f"{prefix}text"],
        start=row[f"{prefix}text_start"],
        end=row[f"{prefix}text_end"],
        rule=row[f"{prefix}rule"],
        score=row[f"{prefix}score"],
    )


class Parts:
    """Rows of participants, mentions and reasons, grouped by the event they belong to."""

    def __init__(self, participants: Sequence[Row], mentions: Sequence[Row], reasons: Sequence[Row]) -> None:
        self._participants: dict[tuple[str, str, str], list[Participant]] = defaultdict(list)
        self._mentions: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        self._reasons: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for row in participants:
            self._participants[row["article"], row["event"], row["role"]].append(participant_of(row))
        for row in mentions:
            span = Mention(row["sentence_start"], row["sentence_end"])
            self._mentions[row["article"], row["event"]].append(span)
        for row in reasons:
            self._reasons[row["article"], row["event"]].append((row["field"], row["reason"]))

    def event(self, row: Mapping[str, Any]) -> Event:
        """The event that a row of `events` holds, with its parts."""
        place = row["article"], row["id"]
        actor, recipient, source = (tuple(self._participants[*place, role]) for role in ROLES)
        return Event(
            id=row["id"],
            type=row["type"],
            mode=row["mode"],
            status=row["status"],
            plover=Folded(row["plover_type"], row["plover_mode"]) if row["plover_type"] else None,
            quad=row["quad"],
            intensity=row["intensity"],
            trigger=Phrase(row["trigger"], row["trigger_start"], row["trigger_end"]),
            actor=actor,
            recipient=recipient,
            source=source,
            object=_object_of(row),
            date=_date_of(row),
            place=_place_of(row),
            mentions=tuple(self._mentions[place]),
            confidence=row["confidence"],
            why=tuple(self._reasons[place]),
        )


def _at(row: Mapping[str, Any], name: str) -> tuple[int, int] | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return (start, end) if start is not None else None


def _object_of(row: Mapping[str, Any]) -> Phrase | None:
    if row["object"] is None:
        return None
    return Phrase(row["object"], row["object_start"], row["object_end"])


def _date_of(row: Mapping[str, Any]) -> DateValue | None:
    start: date | None = row["date_start"]
    if start is None:
        return None
    return DateValue(
        start=start,
        end=row["date_end"],
        candidates=tuple(row["date_candidates"]),
        text=row["date_text"],
        at=_at(row, "date_text"),
        rule=row["date_rule"],
    )


def _place_of(row: Mapping[str, Any]) -> Place | None:
    if row["place"] is None:
        return None
    return Place(
        name=row["place"],
        country=row["place_country"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        geonameid=row["geonameid"],
        text=row["place_text"],
        start=row["place_text_start"],
        end=row["place_text_end"],
        precision=row["place_precision"],
        rule=row["place_rule"],
    )


def quantity_of(row: Mapping[str, Any]) -> Quantity:
    """The quantity that a row of `quantities` holds."""
    return Quantity(
        kind=row["kind"],
        value=row["value"],
        low=row["low"],
        high=row["high"],
        approximate=row["approximate"],
        unit=row["unit"],
        of=participant_of(row, "of_") if row["of_name"] is not None else None,
        event=row["event"],
        text=row["text"],
        start=row["text_start"],
        end=row["text_end"],
    )
