"""From files, folders and standard input to articles, one after the other and each on its own."""

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from utsyn.article import objects
from utsyn.article.build import Known, Options, build, options
from utsyn.article.decode import Decoded, decode
from utsyn.article.folders import article_files, reason, shown
from utsyn.article.model import Article
from utsyn.article.page import read_page
from utsyn.article.problem import ArticleProblem
from utsyn.errors import ArticleError

LIMIT_BYTES = 20_000_000
"""Largest file that is read as one article, and largest line of JSONL."""
STANDARD_INPUT = "-"
_LINES = frozenset((".jsonl", ".ndjson"))
_HTML = frozenset((".html", ".htm"))
_SNIFFED = 4096

Result = Article | ArticleProblem


def articles_from(
    sources: Iterable[str | Path],
    *,
    published: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
    limit_bytes: int = LIMIT_BYTES,
) -> Iterator[Result]:
    """Read articles from files, folders (recursively, sorted) and `-`, lazily and in input order.

    What cannot be read comes as an ArticleProblem in its place; nothing beside it is lost. `published` and `language`
    override what the articles say. `limit_bytes` bounds a file, or for JSONL, which is read as a stream, a line.
    Raises ArticleError at once when an option cannot be read. Nothing is fetched from the network.
    """
    chosen = options(published, language)
    if isinstance(sources, str | Path):  # a single name is iterable too, letter by letter
        sources = (sources,)
    return (result for source in sources for result in _from_source(source, chosen, stdin, limit_bytes))


def _from_source(source: str | Path, chosen: Options, stdin: BinaryIO | None, limit: int) -> Iterator[Result]:
    if str(source) == STANDARD_INPUT:
        yield from _from_stdin(stdin, chosen, limit)
        return
    for path in article_files(Path(source)):
        yield from (path,) if isinstance(path, ArticleProblem) else _from_file(path, chosen, limit)


def _from_stdin(stdin: BinaryIO | None, chosen: Options, limit: int) -> Iterator[Result]:
    if stdin is None:
        yield ArticleProblem(STANDARD_INPUT, "standard input is not connected: name a file, or pipe the text in")
        return
    try:
        yield from _from_bytes(_read(stdin, limit), STANDARD_INPUT, "", chosen)
    except (ArticleError, OSError, ValueError) as error:
        yield ArticleProblem(STANDARD_INPUT, reason(error))


def _from_file(path: Path, chosen: Options, limit: int) -> Iterator[Result]:
    key, suffix = shown(path), path.suffix.lower()
    try:
        if suffix in _LINES and not _is_wide(path):
            yield from _from_lines(path, key, chosen, limit)
        else:
            yield from _from_bytes(_read_file(path, limit), key, suffix, chosen)
    except (ArticleError, OSError, ValueError) as error:
        yield ArticleProblem(key, reason(error))


# Bytes ----------------------------------------------------------------------------------------------------------------


def _read_file(path: Path, limit: int) -> bytes:
    status = path.stat()
    if stat.S_ISREG(status.st_mode) and status.st_size > limit:
        raise ArticleError(_too_large(limit))
    with path.open("rb") as stream:
        return _read(stream, limit)


def _read(stream: BinaryIO, limit: int) -> bytes:
    """Read all of a stream, which may hand out less than asked for, but not more than the limit."""
    pieces, size = [], 0
    while size <= limit and (piece := stream.read(min(1 << 20, limit + 1 - size))):
        pieces.append(piece)
        size += len(piece)
    if size > limit:
        raise ArticleError(_too_large(limit))
    return b"".join(pieces)


def _too_large(limit: int) -> str:
    return (
        f"larger than {limit:,} bytes, the limit for one article: split it, or write a .jsonl file, one article a line"
    )


def _from_bytes(data: bytes, key: str, suffix: str, chosen: Options) -> Iterator[Result]:
    if not data.strip(b" \t\r\n\x00"):
        raise ArticleError("no text: the input is empty")
    is_html = suffix in _HTML or (suffix not in (".txt", ".md") and _looks_like_html(data))
    decoded = decode(data, markup=is_html)
    if is_html:
        yield _from_html(decoded, key, chosen)
    elif suffix in _LINES or suffix == ".json" or (suffix not in (".txt", ".md") and _looks_like_json(decoded.text)):
        yield from _from_json(decoded, key, suffix, chosen)
    else:
        known = Known(path=_path(key), markdown=suffix == ".md", warnings=decoded.warnings)
        yield build(decoded.text, key, known, chosen)


def _path(key: str) -> str | None:
    return None if key == STANDARD_INPUT else key


def _looks_like_html(data: bytes) -> bool:
    start = data[:_SNIFFED].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    is_page = start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
    return is_page or (start[:1] == b"<" and b"<html" in start)


def _looks_like_json(text: str) -> bool:
    """Whether a text of unknown kind is JSON: it opens like an object, or parses as a list."""
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return '"' in start[:200]
    return start.startswith("[") and start.rstrip().endswith("]") and '"' in start[:200]


def _from_html(decoded: Decoded, key: str, chosen: Options) -> Article:
    page = read_page(decoded.text)
    known = Known(
        published=page.published,
        language=page.language,
        is_language_sure=False,
        title=page.title,
        publisher=page.publisher,
        url=page.url,
        path=_path(key),
        warnings=decoded.warnings,
    )
    return build(page.text, key, known, chosen)


# JSON -----------------------------------------------------------------------------------------------------------------


def _from_json(decoded: Decoded, key: str, suffix: str, chosen: Options) -> Iterator[Result]:
    """Read one object, a list of objects, or one object a line, whichever the text is."""
    text = decoded.text
    try:
        if suffix in _LINES:
            raise ArticleError("one object a line")
        value = objects.parse(text)
    except ArticleError as error:
        if suffix not in _LINES and not _is_one_object_a_line(text):
            raise error
        yield from _each_line(enumerate(text.split("\n"), 1), key, chosen, decoded.warnings)
        return
    if not isinstance(value, list):
        yield _from_object(value, key, key, None, chosen, decoded.warnings)
    elif not value:
        yield ArticleProblem(key, "no text: the list of articles is empty")
    else:
        for index, item in enumerate(value):
            yield _from_object(item, key, f"{key}[{index}]", None, chosen, decoded.warnings)


def _is_one_object_a_line(text: str) -> bool:
    """Whether one line at least is an object of its own; inside an object that spans lines, they are indented."""
    return text.count("\n") > 0 and any(line.startswith("{") and _is_json(line) for line in text.split("\n"))


def _is_json(line: str) -> bool:
    try:
        objects.parse(line)
    except ArticleError:
        return False
    return True


def _each_line(
    lines: Iterable[tuple[int, str]], key: str, chosen: Options, warnings: tuple[str, ...]
) -> Iterator[Result]:
    for number, line in lines:
        if line.strip("\ufeff \t\r\n\x00"):
            yield _from_line(line, key, number, chosen, warnings)


def _from_line(line: str, key: str, number: int, chosen: Options, warnings: tuple[str, ...]) -> Result:
    try:
        value = objects.parse(line.strip())
    except ArticleError as error:
        message = str(error).replace(" at line 1, column", " at column")
        return ArticleProblem(f"{key}:{number}", message, number)
    return _from_object(value, key, f"{key}:{number}", number, chosen, warnings)


def _from_object(
    value: object, path: str, key: str, line: int | None, chosen: Options, warnings: tuple[str, ...]
) -> Result:
    try:
        entry = objects.read_object(value)
        known = entry.known.at(_path(path), warnings)
        return build(entry.text, entry.id or key, known, chosen)
    except ArticleError as error:
        return ArticleProblem(key, str(error), line)


# JSONL as a stream ----------------------------------------------------------------------------------------------------


def _is_wide(path: Path) -> bool:
    """Whether a regular file is in UTF-16 or UTF-32, whose lines cannot be found byte by byte."""
    if not path.is_file():
        return True
    with path.open("rb") as stream:
        start = stream.read(_SNIFFED)
    return start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in start


def _from_lines(path: Path, key: str, chosen: Options, limit: int) -> Iterator[Result]:
    any_line = False
    with path.open("rb") as stream:
        for number, line in enumerate(_bounded_lines(stream, limit), 1):
            if line is None or line.strip(b"\xef\xbb\xbf \t\r\n"):
                any_line = True
                yield _from_raw_line(line, key, number, chosen, limit)
    if not any_line:
        raise ArticleError("no text: the input is empty")


def _bounded_lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Split a stream into lines; None stands for one above the limit, of which nothing is kept."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield None


def _from_raw_line(line: bytes | None, key: str, number: int, chosen: Options, limit: int) -> Result:
    try:
        if line is None:
            raise ArticleError(_too_large(limit))
        decoded = decode(line)
    except ArticleError as error:
        return ArticleProblem(f"{key}:{number}", str(error), number)
    return _from_line(decoded.text, key, number, chosen, decoded.warnings)
