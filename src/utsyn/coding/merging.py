"""One act, one event: triggers of one article that tell of the same act become mentions of one event.

Two triggers are compared field by field. A contradiction (other type or status, other people, other days, other
places) keeps them apart whatever else they share; otherwise each likeness counts what `data/merging.yaml` says, and
at its `bar` they are one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from utsyn.actors.value import Participant
from utsyn.coding.draft import Draft
from utsyn.coding.event import Mention
from utsyn.dates.value import DateValue
from utsyn.places.value import Place

STEM = 4
"""Words that share so many letters from the start are taken for one stem ("attack", "attacked")."""
NEAR = 3
"""Sentences between two mentions that are told in one breath."""
LEAD = 2
"""Sentences after the headline that tell it once more."""
COARSE = frozenset({"country", "region"})


@dataclass(frozen=True, slots=True)
class Merged:
    """One act of the article: its values, and the sentences that tell of it."""

    draft: Draft
    mentions: tuple[Mention, ...]
    members: tuple[Draft, ...]


def merge(drafts: Iterable[Draft], weights: Mapping[str, float]) -> list[Merged]:
    """The acts of one article, in the order of their first trigger."""
    groups: list[list[Draft]] = []
    alike: dict[tuple[str, str], list[int]] = {}
    for draft in sorted(drafts, key=lambda d: d.token):
        candidates = alike.setdefault((draft.type, draft.status), [])
        scored = [(likeness(groups[at], draft, weights), -at) for at in candidates]
        best = max(scored, default=(float("-inf"), 0))
        if best[0] >= weights["bar"]:
            groups[-best[1]].append(draft)
        else:
            candidates.append(len(groups))
            groups.append([draft])
    return [_merged(group) for group in groups]


def likeness(group: Sequence[Draft], draft: Draft, weights: Mapping[str, float]) -> float:
    """How much speaks for the draft being the act that the group tells of; minus infinity for a contradiction."""
    if (group[0].type, group[0].status) != (draft.type, draft.status):
        return float("-inf")
    known = _united(group)
    if contradicts(known, draft) or any(contradicts(member, draft) for member in group):
        return float("-inf")
    company = list(_company(group, draft))
    # What only points back, or is told once more under its headline, need not have the same object and mode.
    excused = {"other_mode", "other_object", "other_object_of_speech"} if {"lead", "nameless"} & {*company} else set()
    evidence = [*(name for name in _evidence(known, draft) if name not in excused), *company]
    return sum(weights[name] for name in evidence)


def contradicts(one: Draft, other: Draft) -> bool:
    """Whether the two cannot be the same act: other type, status, people, days or places."""
    if (one.type, one.status) != (other.type, other.status):
        return True
    if any(_apart(a, b) for a, b in _sides(one, other)):
        return True
    return dates_apart(one.date, other.date) or places_apart(one.place, other.place)


def _sides(one: Draft, other: Draft) -> Iterator[tuple[tuple[Participant, ...], tuple[Participant, ...]]]:
    """The participants that have to fit each other; of a reciprocal act all sides together."""
    if one.reciprocal or other.reciprocal:
        yield one.actor + one.recipient, other.actor + other.recipient
    else:
        yield one.actor, other.actor
        yield one.recipient, other.recipient


def _keys(participants: Iterable[Participant]) -> set[str]:
    return {p.code or p.name.casefold() for p in participants}


def _apart(one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    if not one or not other:
        return False
    # A participant without a code may be any of the other side's people under another name.
    if not any(p.code for p in one) or not any(p.code for p in other):
        return False
    return not _keys(one) & _keys(other)


def dates_apart(one: DateValue | None, other: DateValue | None) -> bool:
    """Whether no day fits both."""
    if one is None or other is None:
        return False
    if one.end < other.start or other.end < one.start:
        return True
    return bool(one.candidates and other.candidates and not set(one.candidates) & set(other.candidates))


def places_apart(one: Place | None, other: Place | None) -> bool:
    """Whether the places differ; a town lies in its country and does not differ from it."""
    if one is None or other is None:
        return False
    if one.country and other.country and one.country != other.country:
        return True
    if one.precision in COARSE or other.precision in COARSE:
        return False
    if one.geonameid is not None and other.geonameid is not None:
        return one.geonameid != other.geonameid
    return one.name != other.name


def _evidence(known: Draft, draft: Draft) -> Iterator[str]:
    """Names of the likenesses and differences, as in `data/merging.yaml`."""
    for part, (a, b) in zip(("actor", "recipient"), _sides(known, draft), strict=False):
        yield from _people(part, a, b)
    if known.date and draft.date:
        yield "same_date"
    elif known.date or draft.date:
        yield "only_date_once"
    if known.place and draft.place:
        yield "same_place"
    if known.mode and draft.mode:
        yield "same_mode" if known.mode == draft.mode else "other_mode"
    yield from _objects(known, draft)


def _people(part: str, one: tuple[Participant, ...], other: tuple[Participant, ...]) -> Iterator[str]:
    if not one or not other or not _keys(one) & _keys(other):
        return
    names = {p.name.casefold() for p in one} & {p.name.casefold() for p in other}
    yield f"same_{part}" if names else f"overlapping_{part}"
    if not names and all(p.title for p in one + other):
        yield "other_person"


def _objects(known: Draft, draft: Draft) -> Iterator[str]:
    if not known.object_lemmas or not draft.object_lemmas:
        return
    if known.object_lemmas & draft.object_lemmas:
        yield "same_object"
    else:
        yield "other_object_of_speech" if draft.speech else "other_object"


def _company(group: Sequence[Draft], draft: Draft) -> Iterator[str]:
    if any(_same_stem(member.lemma, draft.lemma) for member in group):
        yield "same_lemma"
    if all(member.headline for member in group) and not draft.headline:
        yield "headline"
        if draft.sentence - group[0].sentence <= LEAD:
            yield "lead"
    if draft.speech:
        yield "speech"
    if min(draft.sentence - member.sentence for member in group) > NEAR:
        yield "far"
    if draft.definite:
        yield "definite"
    if draft.noun and not draft.reciprocal and not (draft.actor or draft.recipient or draft.date or draft.place):
        yield "nameless"
    if any(draft.token == member.tied or member.token == draft.tied for member in group):
        yield "tied"
    elif any(member.mention == draft.mention for member in group):
        yield "same_sentence"


def _same_stem(one: str, other: str) -> bool:
    return one == other or (len(one) >= STEM and one[:STEM] == other[:STEM])


def _united(group: Sequence[Draft]) -> Draft:
    """The best filled member with its gaps closed from the others, in text order."""
    if len(group) == 1:
        return group[0]
    best = max(group, key=lambda d: (d.filled, d.raw, -d.token))
    others = [member for member in group if member is not best]
    for field in ("mode", "actor", "recipient", "source", "object", "date", "place"):
        if not getattr(best, field):
            best = _filled(best, others, field)
    return best


def _filled(best: Draft, others: Sequence[Draft], field: str) -> Draft:
    donor = next((other for other in others if getattr(other, field)), None)
    if donor is None or (field in ("actor", "recipient") and _repeats(best, donor, field)):
        return best
    reasons = tuple((key, f"{why} (from another mention)") for key, why in donor.why if key == field)
    changes = {field: getattr(donor, field), "why": (*(w for w in best.why if w[0] != field), *reasons)}
    if field == "object":
        changes["object_lemmas"] = donor.object_lemmas
    return replace(best, **changes)


def _repeats(best: Draft, donor: Draft, field: str) -> bool:
    """Whether the donor's people already stand on the other side of the act."""
    across = best.recipient if field == "actor" else best.actor
    return bool(_keys(getattr(donor, field)) & _keys(across))


def _merged(group: Sequence[Draft]) -> Merged:
    if len(group) == 1:
        return Merged(group[0], (group[0].mention,), tuple(group))
    mentions = tuple(sorted({m.mention for m in group}, key=lambda m: (m.start, m.end)))
    united = replace(_united(group), raw=max(member.raw for member in group))
    return Merged(united, mentions, tuple(group))
