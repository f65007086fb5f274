"""Web pages: the article's text and what the page says about it. Nothing is fetched and no script is run."""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from utsyn.errors import ArticleError

# htmldate takes these bounds from the clock otherwise.
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1900-01-01", "max_date": "2199-12-31"}
_BLOCK_NAMES = """address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure
    footer h1 h2 h3 h4 h5 h6 header hl1 hl2 hr li main nav ol p pre section summary table td th tr ul"""
_SILENT_NAMES = """button embed form head iframe math noscript object script select style svg template textarea title"""
_BLOCKS, _SILENT = frozenset(_BLOCK_NAMES.split()), frozenset(_SILENT_NAMES.split())
# Above these a page is no article page; trafilatura would take minutes for it or run out of stack.
_DEEPEST, _LARGEST = 200, 3_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page's article text and what its markup says about it, as written."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None


def read_page(markup: str) -> Page:
    """Take the article out of a page of HTML; raises ArticleError when there is none."""
    tree = _parse(markup)
    text, document = _main_text(tree, len(markup))
    if not text.strip():
        raise ArticleError("the page holds no text to read: save it with its content loaded")
    return Page(
        text=text,
        title=_text(getattr(document, "title", None)),
        published=_published(tree) or _text(getattr(document, "date", None)),
        publisher=_text(getattr(document, "sitename", None)),
        language=_language(tree),
        url=_text(getattr(document, "url", None)),
    )


def fragment_text(markup: str) -> str:
    """Turn a fragment of HTML (`body_html`) into text: a paragraph a block, scripts left out.

    >>> fragment_text("<p>One &amp; two</p><p>Three<script>no()</script></p>")
    'One & two\\n\\nThree'
    """
    return "" if not markup.strip() else _blocks(_parse(markup))


def _parse(markup: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped, unused-ignore]

    # A str with an encoding declaration is refused by lxml; bytes in a known encoding are not.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    if tree is None:
        raise ArticleError("the page holds no text to read: it is empty or not HTML")
    return tree


def _main_text(tree: Any, size: int) -> tuple[str, Any]:
    """Let trafilatura tell article from menu; where it finds none, take all the running text there is."""
    is_plain = size > _LARGEST or _depth(tree) > _DEEPEST
    document = None if is_plain else _extract(tree)
    text = (getattr(document, "text", None) or "").strip()
    return (text, document) if text else (_blocks(tree), document)


def _extract(tree: Any) -> Any:
    import trafilatura

    try:
        with _quiet("trafilatura"), _quiet("htmldate"):
            return trafilatura.bare_extraction(
                tree, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
            )
    except Exception:  # hostile pages find new ways to break a parser of this size; the plain way still reads them
        return None


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep a library's log off standard error: what it has to say is said by our own errors."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _depth(tree: Any) -> int:
    from lxml import etree

    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _blocks(tree: Any) -> str:
    parts = "".join(_pieces(tree)).split("\n")
    paragraphs = (" ".join(part.split()) for part in parts)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _pieces(tree: Any) -> Iterator[str]:
    """Walk the text in document order without recursion, a newline around every block."""
    from lxml import etree

    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            yield "\n"
        if event == "start":
            silent += tag in _SILENT
            if element.text and not silent:
                yield element.text.replace("\n", " ")
        else:
            silent -= tag in _SILENT
            if element.tail and not silent:
                yield element.tail.replace("\n", " ")


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


# Metadata -------------------------------------------------------------------------------------------------------------

_DATE_PATHS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='pubdate' or @name='publishdate' or @name='DC.date.issued']/@content",
    "//time[@pubdate]/@datetime",
)
_LANGUAGE_PATHS = ("/html/@lang", "/html/@*[name()='xml:lang']", "//meta[@property='og:locale']/@content")


def _published(tree: Any) -> str | None:
    return next(_json_ld_dates(tree), None) or _first(tree, _DATE_PATHS)


def _first(tree: Any, paths: tuple[str, ...]) -> str | None:
    return next((value for path in paths for found in tree.xpath(path) if (value := _text(str(found)))), None)


def _json_ld_dates(tree: Any) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        found = re.search(r'"datePublished"\s*:\s*("(?:[^"\\]|\\.){4,60}")', str(script))
        if found:
            try:
                yield json.loads(found[1])
            except ValueError:
                continue


def _language(tree: Any) -> str | None:
    return _first(tree, _LANGUAGE_PATHS)
