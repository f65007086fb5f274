"""Accuracy of dates, actors, places and amounts on held-out cases by people who had not seen the code.

python -m evaluation.resolution [dates|actors|places|amounts] [--show] [--development]

`--development` takes the cases that the rules were worked out on (evaluation/development), for a look at what is wrong.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from training.corpus import locate

from utsyn.actors import ActorResolver
from utsyn.amounts import find_amounts
from utsyn.article import parse_published
from utsyn.article.model import Article, DateSpan
from utsyn.dates import Direction, find_dates, resolve_dates
from utsyn.places import PlaceResolver
from utsyn.reading import Reader, Reading

HERE = Path(__file__).parent / "resolution"
DEVELOPMENT = Path(__file__).parent / "development" / "resolution"
Case = dict[str, Any]
Judged = Iterator[tuple[Case, bool, str]]


def cases(name: str) -> list[Case]:
    """The cases of one file."""
    folder = DEVELOPMENT if "--development" in sys.argv else HERE
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines() if line.strip()]


def readings(items: Sequence[Case]) -> list[Reading]:
    """What the model sees in each case's text."""
    articles = [Article(text=c["text"], key=c["id"], id=c["id"], language=c["language"]) for c in items]
    return Reader.load().read_many(articles)


def published(case: Case) -> DateSpan | None:
    """The case's publication date."""
    return parse_published(case["published"]) if case.get("published") else None


def head_of(reading: Reading, phrase: str) -> int:
    """The token that heads a phrase: the first one in it whose own head lies outside."""
    span = locate(reading.text, phrase)
    assert span is not None, phrase
    inside = list(reading.tokens_between(*span))
    outward = [
        i for i in inside if reading.tokens[i].head not in inside and reading.tokens[i].upos not in ("PUNCT", "ADP")
    ]
    return (outward or inside)[0]


def dates() -> Judged:
    """The expression is found at its words, and resolved to the right span."""
    for case in cases("dates"):
        found = find_dates(case["text"], case["language"])
        direction = Direction(case["direction"])
        values = resolve_dates(found, published(case), directions=[direction] * len(found)).values
        span = locate(case["text"], case["phrase"])
        assert span is not None
        answers = [v for e, v in zip(found, values, strict=True) if v and e.start < span[1] and e.end > span[0]]
        right = any(
            (v.start, v.end) == (date.fromisoformat(case["start"]), date.fromisoformat(case["end"])) for v in answers
        )
        yield case, right, "; ".join(f"{v.text}: {v.start}..{v.end}" for v in answers)


def actors() -> Judged:
    """The phrase's participants have the right codes, no more and no fewer."""
    items = cases("actors")
    for case, reading in zip(items, readings(items), strict=True):
        found = ActorResolver(reading, published(case)).participants(head_of(reading, case["phrase"]))
        codes = {p.code for p in found if p.code}
        yield case, codes == set(case["codes"]), f"{sorted(codes)}"


def places() -> Judged:
    """The right country, within half a degree for towns and five degrees for regions and seas."""
    items = cases("places")
    for case, reading in zip(items, readings(items), strict=True):
        day = published(case)
        states = ActorResolver(reading, day).states()
        place = PlaceResolver(reading, published=day, states=states).place(head_of(reading, case["phrase"]))
        right = place is not None and place.country == case["country"] and _near(place, case)
        yield case, right, f"{place and (place.name, place.country, place.latitude, place.longitude)}"


def _near(place: Any, case: Case) -> bool:
    if case.get("latitude") is None or place.latitude is None:
        return True
    reach = 0.6 if place.precision in ("city", "point") else 6.0
    return abs(place.latitude - case["latitude"]) <= reach and abs(place.longitude - case["longitude"]) <= reach


def amounts() -> Judged:
    """Kind, value and unit of the amount at the phrase; nothing at all where the case says so."""
    items = cases("amounts")
    for case, reading in zip(items, readings(items), strict=True):
        found = find_amounts(reading)
        shown = "; ".join(f"{a.kind} {a.value} {a.unit}" for a in found)
        if case.get("kind") is None:
            yield case, not found, shown
            continue
        span = locate(case["text"], case["phrase"])
        assert span is not None
        here = [a for a in found if a.start < span[1] and a.end > span[0]]
        right = any(
            a.kind == case["kind"]
            and abs(a.value - case["value"]) < 0.01 * max(1, a.value)
            and a.unit == case.get("unit")
            for a in here
        )
        yield case, right, shown


JOBS: dict[str, Callable[[], Judged]] = {"dates": dates, "actors": actors, "places": places, "amounts": amounts}


def report(name: str, judged: Iterable[tuple[Case, bool, str]], *, show: bool) -> None:
    """Print accuracy per language and, if wanted, every wrong case with what was found."""
    total: Counter[str] = Counter()
    right: Counter[str] = defaultdict(int)  # type: ignore[assignment]
    for case, ok, found in judged:
        for key in (case["language"], "all"):
            total[key] += 1
            right[key] += ok
        if show and not ok:
            print(f"  {case['id']}: {case['phrase']!r} in {case['text']!r}: found {found}")
    figures = "  ".join(f"{key} {100 * right[key] / total[key]:.1f}" for key in sorted(total))
    print(f"{name} ({total['all']} cases): {figures}")


def main(arguments: Sequence[str]) -> None:
    """Command line of this module."""
    all_of_them = ["actors", "places"] if "--development" in arguments else list(JOBS)
    wanted = [a for a in arguments if not a.startswith("--")] or all_of_them
    for name in wanted:
        report(name, JOBS[name](), show="--show" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
