"""JSON objects: utsyn's own fields and ninjs 1 to 3."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from utsyn.article import Article, ArticleProblem, DateSpan, articles_from

TEXT = "Norges statsminister møtte Tysklands forbundskansler i Berlin. De snakket om støtten til Ukraina."
DAY = DateSpan(date(2022, 1, 18), date(2022, 1, 18))
OWN = {
    "id": "a-1", "text": TEXT, "title": "Møte", "published": "2022-01-18", "language": "nb", "publisher": "Avisen",
    "url": "https://e.example/1",
}  # fmt: skip


def read(folder: Path, value: Any) -> Article | ArticleProblem:
    path = folder / "article.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    (result,) = articles_from([path])
    return result


def article(folder: Path, value: Any) -> Article:
    result = read(folder, value)
    assert isinstance(result, Article), result
    return result


def test_own_fields(tmp_path: Path) -> None:
    found = article(tmp_path, OWN)
    assert (found.key, found.text, found.title, found.language) == ("a-1", TEXT, "Møte", "nb")
    assert (found.publisher, found.url, found.published) == ("Avisen", "https://e.example/1", DAY)
    assert found.path == str(tmp_path / "article.json")
    assert found.warnings == ()


def test_without_an_id_the_path_is_the_key(tmp_path: Path) -> None:
    assert article(tmp_path, {"text": TEXT}).key == str(tmp_path / "article.json")


def test_a_number_is_an_id(tmp_path: Path) -> None:
    assert article(tmp_path, {"id": 12, "text": TEXT}).key == "12"


def test_the_text_s_own_date_line_counts_when_the_object_has_none(tmp_path: Path) -> None:
    assert article(tmp_path, {"text": f"published: 2022-01-18\n{TEXT}"}).published == DAY


IGNORED = {
    "title a list": ({"title": ["a"]}, "`title` is a list"),
    "date a list": ({"published": [2022]}, "`published` is a list"),
    "date in words": ({"published": "yesterday"}, "publication date ignored"),
    "date outside the calendar": ({"published": "2022-02-31"}, "not in the calendar"),
    "language a number": ({"language": 3}, "language '3' is no language code"),
    "language unknown": ({"language": "English (UK)"}, "no language code"),
    "language true": ({"language": True}, "`language` is a truth value"),
    "publisher null and url false": ({"publisher": None, "url": False}, "`url` is a truth value"),
}


@pytest.mark.parametrize("case", IGNORED, ids=list(IGNORED))
def test_a_field_of_the_wrong_kind_is_ignored_with_a_warning(case: str, tmp_path: Path) -> None:
    fields, warning = IGNORED[case]
    found = article(tmp_path, {"text": TEXT, **fields})
    assert any(warning in said for said in found.warnings)
    assert found.language == "nb"


PROBLEMS = {
    "no text": ({"id": "a"}, "no `text`"),
    "text null": ({"text": None}, "`text` is null"),
    "text a number": ({"text": 5}, "`text` is a number"),
    "text a list": ({"text": ["a", "b"]}, "`text` is a list"),
    "text blank": ({"text": " \n"}, "no text"),
    "a string": ("just a string", "a string where an object"),
    "a number": (5, "a number where an object"),
    "null": (None, "null where an object"),
    "an empty list": ([], "list of articles is empty"),
    "ninjs without body": ({"uri": "x", "headline": "H", "versioncreated": "2022-01-18"}, "ninjs without a body"),
    "ninjs with blank body": ({"uri": "x", "body_html": "<p> </p>"}, "ninjs without a body"),
}


@pytest.mark.parametrize("case", PROBLEMS, ids=list(PROBLEMS))
def test_an_object_without_text_is_a_problem(case: str, tmp_path: Path) -> None:
    value, message = PROBLEMS[case]
    result = read(tmp_path, value)
    assert isinstance(result, ArticleProblem)
    assert message in result.message


HTML = "<p>Norges statsminister møtte Tysklands forbundskansler i Berlin.</p><p>De snakket om støtten til Ukraina.</p>"
PARAGRAPHS = "Norges statsminister møtte Tysklands forbundskansler i Berlin.\n\nDe snakket om støtten til Ukraina."
NINJS = {
    "1, text": ({"uri": "u1", "body_text": TEXT, "headline": "Møte", "versioncreated": "2022-01-18T10:00:00Z"}, TEXT),
    "1, html": (
        {"uri": "u1", "body_html": HTML, "headline": "Møte", "versioncreated": "2022-01-18T10:00:00Z"},
        PARAGRAPHS,
    ),
    "1, xhtml": ({"uri": "u1", "body_xhtml": HTML, "headline": "Møte", "versioncreated": "2022-01-18"}, PARAGRAPHS),
    "2": (
        {
            "uri": "u1",
            "bodies": [
                {"role": "caption", "contenttype": "text/plain", "value": ""},
                {"role": "main", "contenttype": "text/html", "value": HTML},
            ],
            "headlines": [{"role": "short", "value": "M"}, {"role": "main", "value": "Møte"}],
            "firstcreated": "2022-01-18T10:00:00Z",
        },
        PARAGRAPHS,
    ),
    "3": (
        {
            "uri": "u1",
            "standard": {"name": "ninjs", "version": "3.0"},
            "bodies": [{"contentType": "text/plain", "value": TEXT}],
            "headlines": [{"value": "Møte"}],
            "firstCreated": "2022-01-17T10:00:00Z",
            "versionCreated": "2022-01-18T10:00:00+01:00",
        },
        TEXT,
    ),
    "lower case": ({"uri": "u1", "bodytext": TEXT, "headline": "Møte", "versioncreated": "2022-01-18"}, TEXT),
    "camel case": ({"uri": "u1", "bodyHtml": HTML, "headline": "Møte", "versionCreated": "2022-01-18"}, PARAGRAPHS),
}


@pytest.mark.parametrize("case", NINJS, ids=list(NINJS))
def test_ninjs(case: str, tmp_path: Path) -> None:
    value, text = NINJS[case]
    found = article(tmp_path, {"language": "no", **value})
    assert found.text == text
    assert (found.key, found.title, found.published, found.language) == ("u1", "Møte", DAY, "nb")


NINJS_PUBLISHERS = {
    "infosources": ({"infosources": [{"role": "author"}, {"name": "NTB"}]}, "NTB"),
    "copyright holder": ({"copyrightholder": "NTB"}, "NTB"),
    "none": ({}, None),
}


@pytest.mark.parametrize("case", NINJS_PUBLISHERS, ids=list(NINJS_PUBLISHERS))
def test_ninjs_publisher(case: str, tmp_path: Path) -> None:
    fields, publisher = NINJS_PUBLISHERS[case]
    assert article(tmp_path, {"uri": "u1", "body_text": TEXT, **fields}).publisher == publisher


def test_a_list_of_objects_keeps_the_good_ones(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text(json.dumps([{"text": TEXT}, 7, {"id": "c", "text": TEXT}]), encoding="utf-8")
    results = list(articles_from([path]))
    assert [result.key for result in results] == [f"{path}[0]", f"{path}[1]", "c"]
    assert [type(result) for result in results] == [Article, ArticleProblem, Article]
