"""The table of bad input in docs/bad-input.md, case by case: what comes back for each, and that the page lists it."""

import codecs
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from utsyn.article import Article, ArticleProblem, articles_from
from utsyn.article.build import NO_DATE

TEXT = "Statsministeren møtte presidenten i Kyiv på tirsdag, og de snakket ikke om våpen."
LINE = json.dumps({"id": "good", "text": TEXT, "published": "2022-01-18"})
DOCUMENT = Path(__file__).parents[2] / "docs" / "bad-input.md"

Make = Callable[[Path], None]


@dataclass(frozen=True)
class Case:
    """An input; how many articles and problems come of it; and words that a problem or warning must hold."""

    data: bytes | Make
    name: str = "a.txt"
    articles: int = 1
    problems: int = 0
    says: str = ""
    text: str | None = None


def refused(data: bytes | Make, says: str, name: str = "a.txt") -> Case:
    return Case(data, name, articles=0, problems=1, says=says)


def sparse(size: int) -> Make:
    def make(path: Path) -> None:
        with path.open("wb") as stream:
            stream.truncate(size)

    return make


def lines(*middle: str) -> bytes:
    return "\n".join((LINE, *middle, LINE)).encode("utf-8", "surrogatepass") + b"\n"


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


WORDS = "ord " * 99_999 + "ord"
CASES = {
    # Nothing to read
    "empty": refused(b"", "no text"),
    "white space": refused(b" \n\t\r\n ", "no text"),
    "only a byte order mark": refused(codecs.BOM_UTF8, "no text"),
    "only NUL": refused(bytes(500), "no text"),
    "only invisible characters": refused("\u200b\u2060\u202e\ufeff".encode(), "no text"),
    "missing file": refused(lambda path: None, "no such file"),
    "dangling link": refused(lambda path: path.symlink_to("nowhere"), "no such file"),
    "link to itself": refused(lambda path: path.symlink_to(path.name), "symbolic links"),
    "empty folder": refused(lambda path: path.mkdir(), "no article files"),
    "file without rights": refused(b"text", "no permission"),
    # Not text
    "PDF": refused(b"%PDF-1.7\n\x00", "PDF"),
    "office document": refused(b"PK\x03\x04" + bytes(64), "office document"),
    "picture": refused(b"\x89PNG\r\n\x1a\n" + bytes(64), "PNG"),
    "compressed": refused(b"\x1f\x8b\x08" + bytes(64), "gzip"),
    "rich text": refused(rb"{\rtf1\ansi Hei}", "RTF"),
    "every byte": refused(bytes(range(256)) * 20, "binary"),
    "unknown encoding": refused("日本政府は軍隊を派遣しないと発表した。".encode("shift-jis"), "save the file as UTF-8"),
    "50 MB": refused(sparse(50_000_000), "larger than 20,000,000 bytes"),
    # Encodings
    "Windows-1252": Case(TEXT.encode("cp1252"), says="Windows-1252", text=TEXT),
    "mixed encodings": Case((f"{TEXT}\n" * 2).encode() + TEXT.encode("cp1252"), says="mixed encodings"),
    "UTF-16 without a mark": Case(TEXT.encode("utf-16-le"), text=TEXT),
    "UTF-16 with half a character": Case(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")[:-1], says="damaged UTF-16"),
    "cut in a character": Case(f"{TEXT} På Ås, sa han om bå".encode() + b"\xc3", says="middle of a character"),
    # Odd characters
    "byte order mark in the middle": Case(f"Hei\ufeff der. {TEXT}".encode(), text=f"Hei\ufeff der. {TEXT}"),
    "NUL": Case(f"Hei\0der. {TEXT}".encode(), says="replaced by U+FFFD", text=f"Hei\ufffdder. {TEXT}"),
    "terminal codes": Case("\x1b[31mHei\x9b1m der.".encode(), says="replaced", text="\ufffd[31mHei\ufffd1m der."),
    "right-to-left marks": Case(f"\u202e{TEXT}\u200f".encode(), text=f"\u202e{TEXT}\u200f"),
    "emoji": Case(f"🚀 {TEXT} 👩‍👩‍👧‍👦".encode(), text=f"🚀 {TEXT} 👩‍👩‍👧‍👦"),
    "combining marks": Case(b"Pa\xcc\x8a A\xcc\x8as. " + b"z" + b"\xcc\x8a" * 5000, says=""),
    "Windows newlines": Case(TEXT.replace(", ", ",\r\n").encode(), text=TEXT.replace(", ", ",\r\n")),
    # Shape
    "one word": Case(b"Krig", says="guess from little text"),
    "no words": Case(b"12345 67.", says="no words"),
    "100,000 words on one line": Case(WORDS.encode(), text=WORDS),
    "one word of a million letters": Case(b"a" * 1_000_000, says=NO_DATE),
    "a million newlines": Case(TEXT.encode() + b"\n" * 1_000_000, says=NO_DATE),
    "another language": Case("Rząd ogłosił, że nie wyśle wojsk, ale będzie wspierać kraj.".encode(), says="pl is not"),
    # Dates and front matter
    "no date": Case(TEXT.encode(), says=NO_DATE),
    "unknown date": Case(f"published: 2022-02-31\n{TEXT}".encode(), says="not in the calendar"),
    "month that is not": Case(f"date 2022-13 {TEXT}".encode(), says="not in the calendar"),
    "day or month first": Case(f"date: 03/04/2022\n{TEXT}".encode(), says="day first or month first"),
    "front matter left open": Case(f"---\ntitle: Møte\n{TEXT}".encode(), says="not closed"),
    "front matter with a YAML bomb": Case(f"---\na: &a [x]\nb: [*a, *a]\n---\n{TEXT}".encode(), says=NO_DATE),
    # Pages
    "page with scripts": Case(page(f"<script>alert(1)</script><p>{TEXT}</p>"), "a.html", text=TEXT),
    "page without text": refused(page("<script>alert(1)</script>"), "no text", "a.html"),
    "page that is no page": Case(TEXT.encode(), "a.html", text=TEXT),
    "entity bomb": Case(b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><p>&b; Hei der.</p>', "a.html"),
    "tags 100,000 deep": refused(b"<div>" * 100_000 + TEXT.encode(), "no text", "a.html"),
    "page that declares a wrong encoding": Case(page(f"<p>{TEXT}</p>", "<meta charset=utf-7>"), "a.html", text=TEXT),
    # JSON
    "broken line in the middle": Case(lines('{"text": "Hei'), "a.jsonl", 2, 1, "a.jsonl:2"),
    "line that is no object": Case(lines('"Hei"'), "a.jsonl", 2, 1, "a string where an object"),
    "line without text": Case(lines('{"id": "x"}'), "a.jsonl", 2, 1, "no `text`"),
    "binary line": Case(LINE.encode() + b"\n" + bytes(range(1, 10)) * 9 + b"\n", "a.jsonl", 1, 1, "binary"),
    "text of the wrong type": Case(lines('{"text": ["Hei"]}'), "a.jsonl", 2, 1, "a list, not a string"),
    "title of the wrong type": Case(b'{"text": "Hei der.", "title": 5}', "a.json", text="Hei der."),
    "lone surrogate": Case(rb'{"text": "Hei \ud800der."}', "a.json", says="replaced", text="Hei \ufffdder."),
    "surrogate pair": Case(rb'{"text": "Hei \ud83d\ude80."}', "a.json", text="Hei 🚀."),
    "JSON 100,000 deep": refused(b"[" * 100_000 + b"]" * 100_000, "nested too deeply", "a.json"),
    "number of 10,000 digits": Case(b'{"id": ' + b"9" * 10_000 + b', "text": "Hei der."}', "a.json", text="Hei der."),
    "NaN": Case(b'{"text": "Hei der.", "published": NaN}', "a.json", says="cannot read 'NaN'"),
    "broken JSON": refused(b'{"text": "Hei der."', "broken JSON", "a.json"),
    "lines in a .json file": Case(lines('{"text": '), "a.json", 2, 1, "broken JSON"),
    "UTF-16 lines": Case(lines("{").decode().encode("utf-16"), "a.jsonl", 2, 1, "a.jsonl:2"),
    "unquoted key": Case(lines("{text: 'Hei'}"), "a.jsonl", 2, 1, "broken JSON"),
    "the same id twice": Case(lines(), "a.jsonl", 2),
    "ninjs without a body": refused(b'{"uri": "u", "headline": "Hei", "versioncreated": "2022"}', "body", "a.json"),
}  # fmt: skip


def results(case: Case, folder: Path) -> list[Article | ArticleProblem]:
    path = folder / case.name
    if isinstance(case.data, bytes):
        path.write_bytes(case.data)
    else:
        case.data(path)
    return list(articles_from([path]))


@pytest.mark.parametrize("name", CASES)
def test_what_comes_of_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES[name]
    if name == "file without rights":
        monkeypatch.setattr("utsyn.article.sources._read_file", deny)
    found = results(case, tmp_path)
    articles = [result for result in found if isinstance(result, Article)]
    problems = [result for result in found if isinstance(result, ArticleProblem)]
    assert (len(articles), len(problems)) == (case.articles, case.problems), found
    said = [f"{problem.key}: {problem.message}" for problem in problems]
    said += [warning for article in articles for warning in article.warnings]
    assert any(case.says in line for line in said) or not case.says, said
    assert case.text is None or articles[0].text == case.text


def deny(path: Path, limit: int) -> bytes:
    raise PermissionError(13, "Permission denied", str(path))


SOURCES = {
    "standard input not connected": (None, "not connected"),
    "standard input too large": (b"a" * 2000, "larger than 1,000 bytes"),
    "standard input empty": (b"", "no text"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_standard_input(name: str) -> None:
    data, says = SOURCES[name]
    stdin = None if data is None else BytesIO(data)
    (problem,) = articles_from(["-"], stdin=stdin, limit_bytes=1000)
    assert isinstance(problem, ArticleProblem)
    assert says in problem.message


NAMES = {"NUL in the name": "a\0b.txt", "name too long": "a" * 5000, "name with a newline": "a\nb.txt"}


@pytest.mark.parametrize("name", NAMES)
def test_names_that_no_file_has(name: str) -> None:
    (problem,) = articles_from([NAMES[name]])
    assert isinstance(problem, ArticleProblem)
    assert "\0" not in problem.key


def test_a_name_that_is_not_utf_8_can_be_printed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xe5.txt"
    Path(os.fsdecode(path)).write_text(TEXT, encoding="utf-8")
    (article,) = articles_from([tmp_path])
    assert isinstance(article, Article)
    assert article.key.encode().endswith("\ufffd.txt".encode())


def test_the_page_lists_every_case() -> None:
    listed = re.findall(r"^\| ([^|]+?) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert not {*CASES, *SOURCES, *NAMES, "name that is not UTF-8"} - set(listed)
