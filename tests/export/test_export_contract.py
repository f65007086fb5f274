"""The record contract to the letter: keys in order, numbers rounded, always the same bytes."""

import json
from dataclasses import replace
from datetime import date

import pytest

from factories_record import TEXT, article, coding, meeting, participant, soldiers
from utsyn.coding.event import Coding, Phrase
from utsyn.dates.value import DateValue
from utsyn.export import contract

EXPECTED = (
    '{"article": {"id": "c04403051b6d2385", "key": "a.txt", "path": null, "language": "nb", "title": "Møte i Berlin", '
    '"publisher": "Avisa", "published": {"start": "2022-01-18", "end": "2022-01-18"}, "text": "Olaf Scholz møtte Jens '
    'Stoltenberg i Berlin tirsdag. Rundt 5000 soldater ventet ved grensen."}, "events": [{"id": "e1f00d", "type": '
    '"CONSULT", "mode": "visit", "status": "actual", "plover": {"type": "CONSULT", "mode": "visit"}, "quad": 1, '
    '"intensity": 1.9, "trigger": {"text": "møtte", "start": 12, "end": 17}, "actor": [{"name": "Olaf Scholz", "code": '
    '"DEU", "sector": "GOV", "title": "forbundskansler", "text": "Olaf Scholz", "start": 0, "end": 11}], "recipient": '
    '[{"name": "Jens Stoltenberg", "code": "NATO", "sector": "GOV", "title": null, "text": "Jens Stoltenberg", '
    '"start": 18, "end": 34}], "source": [], "object": null, "date": {"start": "2022-01-18", "end": "2022-01-18", '
    '"candidates": ["2022-01-18"], "text": "tirsdag", "at": [44, 51]}, "place": {"name": "Berlin", "country": "DEU", '
    '"latitude": 52.52437, "longitude": 13.41053, "geonameid": 2950159, "text": "Berlin", "start": 37, "end": 43}, '
    '"mentions": [{"start": 0, "end": 52}], "confidence": 0.8765}], "quantities": [{"kind": "soldiers", "value": 5000, '
    '"low": 4500, "high": 5500, "approximate": true, "unit": null, "of": null, "event": null, "text": "Rundt 5000 '
    'soldater", "start": 53, "end": 72}], "warnings": ["no dateline"]}'
)


def test_a_whole_article():
    assert contract.line(contract.article_object(article(), coding())) == EXPECTED


@pytest.mark.parametrize(
    ("change", "field", "expected"),
    [
        pytest.param({"plover": None, "quad": None, "intensity": None}, "plover", None, id="dropped-by-plover"),
        pytest.param(
            {"object": Phrase("grensen", 84, 91)}, "object", {"text": "grensen", "start": 84, "end": 91}, id="object"
        ),
        pytest.param({"date": None}, "date", None, id="no-date"),
        pytest.param(
            {"date": DateValue(date(2022, 1, 10), date(2022, 1, 16))},
            "date",
            {"start": "2022-01-10", "end": "2022-01-16", "candidates": [], "text": None, "at": None},
            id="span",
        ),
        pytest.param(
            {"date": DateValue(date(2022, 1, 10), date(2022, 1, 10))},
            "date",
            {"start": "2022-01-10", "end": "2022-01-10", "candidates": ["2022-01-10"], "text": None, "at": None},
            id="a-day-is-its-own-candidate",
        ),
        pytest.param({"place": None}, "place", None, id="no-place"),
        pytest.param({"confidence": 0.1 + 0.2}, "confidence", 0.3, id="rounded"),
        pytest.param({"confidence": 1.0}, "confidence", 1.0, id="stays-a-float"),
        pytest.param({"intensity": float("nan")}, "intensity", None, id="nan"),
    ],
)
def test_fields(change, field, expected):
    assert contract.event_object(meeting(**change))[field] == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(100000.0, 100000), (1.5, 1.5), (1 / 3, 0.3333), (float("inf"), None), (-0.0, 0)]
)
def test_amounts(value, expected):
    shown = contract.quantity_object(replace(soldiers(), value=value))["value"]
    assert (shown, type(shown)) == (expected, type(expected))


def test_whose_quantity():
    owner = participant(TEXT, "Olaf Scholz", "Olaf Scholz", None)
    assert contract.quantity_object(replace(soldiers(), of=owner))["of"]["code"] is None


def test_warnings_come_once():
    both = contract.warnings_of(article(warnings=("a", "b")), Coding((), (), ("b", "c")))
    assert both == ["a", "b", "c"]


@pytest.mark.parametrize("text", ['\n\t"\\', "\u2028", "\0", "🇳🇴", "\ud800", "</script>"])
def test_any_text_is_one_line_of_json(text):
    line = contract.line({"text": text})
    assert "\n" not in line and line.encode() and json.loads(line) == {"text": text}
