"""The last step: a merged act becomes an Event with its identity, PLOVER's view of it and its confidence."""

import hashlib
from functools import cache

from utsyn.article.model import Article
from utsyn.coding.calibration import Calibration
from utsyn.coding.event import Event
from utsyn.coding.merging import Merged
from utsyn.coding.scheme import Ontology
from utsyn.coding.settings import calibration_points

ID_LENGTH = 16


def event_of_merged(article: Article, merged: Merged, ontology: Ontology) -> Event:
    """The Event of an act of this article."""
    draft = merged.draft
    folded = ontology.fold(draft.type, draft.mode, draft.status)
    told = (("mentions", f"{len(merged.mentions)} sentences tell of it"),) if len(merged.mentions) > 1 else ()
    return Event(
        id=event_id(article.id, draft.trigger.start, draft.trigger.end, draft.type),
        type=draft.type,
        mode=draft.mode,
        status=draft.status,
        plover=folded,
        quad=ontology.quad(folded.type) if folded else None,
        intensity=ontology.intensity(folded.type, folded.mode) if folded else None,
        trigger=draft.trigger,
        actor=draft.actor,
        recipient=draft.recipient,
        source=draft.source,
        object=draft.object,
        date=draft.date,
        place=draft.place,
        mentions=merged.mentions,
        confidence=_calibration().confidence(draft.raw),
        why=draft.why + told,
    )


@cache
def _calibration() -> Calibration:
    return Calibration(calibration_points())


def event_id(article: str, start: int, end: int, event_type: str) -> str:
    """Content hash of what makes an event itself: the article, the trigger's characters, the type."""
    content = f"{article}\x1f{start}\x1f{end}\x1f{event_type}"
    return hashlib.sha256(content.encode("utf-8")).hexdigest()[:ID_LENGTH]
