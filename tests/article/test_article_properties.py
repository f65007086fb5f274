"""Whatever comes in: an article or a problem comes out, its offsets hold, and the same input gives the same output."""

import json
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from utsyn.article import Article, ArticleProblem, article_from_text, articles_from, parse_published
from utsyn.article.head import read_head
from utsyn.article.letters import fit
from utsyn.errors import ArticleError

SETTINGS = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

MARKUP = ["<p>", "</p>", "<script>", "<html>", '{"text": "', '"}\n', "[", "]", "&amp;"]
HEADS = ["---\n", "date 2022-01 ", "published: ", "2022-02-31", "BERLIN (NTB) – ", "18. mai 2022", "\r\n\r\n"]
PIECES = st.sampled_from([*MARKUP, *HEADS, "\x00", "\ud800", "\ufeff", "\u202e", "møtte", "Путин"])
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=14).map("".join)
BYTES = st.binary(max_size=300) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))
ENCODED = st.tuples(st.text(max_size=60), st.sampled_from(["utf-16", "utf-16-le", "cp1252", "cp1251", "koi8-r"])).map(
    lambda pair: pair[0].encode(pair[1], "ignore")
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["id", "text", "title", "published", "language", "publisher", "url", "uri", "bodies", "headlines", "body_html"]


def outcome(data: bytes) -> list[Article | ArticleProblem]:
    return list(articles_from(["-"], stdin=BytesIO(data)))


@SETTINGS
@given(BYTES | ENCODED)
def test_any_bytes_give_articles_or_problems(data: bytes) -> None:
    results = outcome(data)
    assert results
    assert all(isinstance(result, Article | ArticleProblem) for result in results)


@SETTINGS
@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_object_gives_an_article_or_a_problem(value: dict[str, object]) -> None:
    assert len(outcome(json.dumps(value).encode())) == 1


@SETTINGS
@given(TEXTS)
def test_the_text_keeps_its_offsets(text: str) -> None:
    try:
        article = article_from_text(text)
    except ArticleError:
        return
    assert len(article.text) == len(text)
    assert all(kept in (received, "\ufffd") for kept, received in zip(article.text, text, strict=True))
    assert 0 <= article.start <= len(text)
    if article.dateline:
        assert article.start <= article.dateline[0] < article.dateline[1] <= len(text)


@SETTINGS
@given(st.text(max_size=80).filter(lambda text: fit(text)[1] == 0))
def test_a_text_without_control_characters_is_kept_to_the_letter(text: str) -> None:
    try:
        assert article_from_text(text).text == text
    except ArticleError as error:
        assert "no text" in str(error)


@SETTINGS
@given(BYTES)
def test_the_same_input_gives_the_same_output(data: bytes) -> None:
    assert outcome(data) == outcome(data)


@SETTINGS
@given(st.text(max_size=60) | st.from_regex(r"\A[0-9./: -]{1,20}\Z"))
def test_any_date_is_read_or_refused(value: str) -> None:
    try:
        span = parse_published(value)
    except ArticleError:
        return
    assert span.start <= span.end


@SETTINGS
@given(st.lists(st.sampled_from(['{"text": "Hei der."}', '{"text": ', "5", "", '{"id": 1}']), max_size=8))
def test_a_broken_line_loses_only_itself(lines: list[str]) -> None:
    good = lines.count('{"text": "Hei der."}')
    results = outcome(("\n".join(['{"text": "Hei der."}', *lines, '{"text": "Hei der."}'])).encode())
    assert sum(isinstance(result, Article) for result in results) == good + 2


SLOW = ["x", "a ", "A-", "A ", "AA, ", "(", "1", ".", " ", "kl ", "**", "Date: ", "date 2022-01 ", "# ", "\n", "a: b\n"]
FIRST = [
    "",
    "---\n",
    "---\na: ",
    "# A",
    "BERLIN",
    "BERLIN, 1",
    "18. januar 2022 10:00",
    "published: 18. mai 2022 10:00 ",
]


@pytest.mark.parametrize("again", SLOW)
@pytest.mark.parametrize("first", FIRST)
def test_no_text_makes_the_head_slow(first: str, again: str) -> None:
    # A pattern with more than one way to match would take minutes here.
    for count in (20, 20_000):
        text = first + again * count + "!"
        assert 0 <= read_head(text, markdown=True).start <= len(text)
