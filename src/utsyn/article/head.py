"""The head of an article: front matter, header lines, headline, date and dateline, found without changing the text."""

import re
from dataclasses import dataclass, field, replace
from functools import cache

from utsyn.article import tables
from utsyn.article.model import DateSpan
from utsyn.article.published import ISO_DATE, alternatives, first_date, parse_published
from utsyn.errors import ArticleError

_FIELDS = ("published", "title", "language", "publisher", "url")
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŃŅŇŐŒŘŚŞŠŤŪŮŰŹŻŽА-ЯЁЇІЄҐЎ"
_HEAD_LINES, _HEAD_CHARACTERS, _LONGEST_DATELINE = 6, 4000, 160
_FRONT_MATTER_LINES = 200


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a text says about it."""

    fields: dict[str, str] = field(default_factory=dict)
    """Of published, title, language, publisher and url those that are written there, as written."""
    published: DateSpan | None = None
    start: int = 0
    """Code point where the prose begins: past front matter and header lines."""
    dateline: tuple[int, int] | None = None
    """Where a dateline such as `BERLIN (NTB) –` stands."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it; offsets count from the text's start."""

    text: str
    start: int
    end: int
    gap: bool
    """Whether a blank line follows."""


def read_head(text: str, *, markdown: bool = False) -> Head:
    """Read what the first lines of a text say about it; the text itself is not changed."""
    head = _header_lines(text, _front_matter(text))
    head = _dated(head)
    lines = _first_lines(text, head.start)
    head = _with_title(head, lines, markdown)
    return _with_date_in_lines(_with_dateline(head, lines), lines)


def _dated(head: Head) -> Head:
    written = head.fields.get("published")
    if written is None:
        return head
    try:
        return replace(head, published=parse_published(written))
    except ArticleError as error:
        return replace(head, warnings=(*head.warnings, f"publication date ignored: {error}"))


# Front matter ---------------------------------------------------------------------------------------------------------

_OPENING = re.compile(r"\ufeff?\s*---[ \t]*\r?\n")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*\r?\n?")
_ENTRY = re.compile(r"([A-Za-z_][\w -]{0,40}):(?:[ \t](.*))?\r?\n")
_CONTINUED = re.compile(r"(?:[ \t]+\S.*|[ \t]*-[ \t].*|#.*|[ \t]*)\r?\n")


def _front_matter(text: str) -> Head:
    """Read `key: value` lines between `---` lines; nothing else of YAML, so that no document can be expensive."""
    opening = _OPENING.match(text)
    if not opening:
        return Head()
    fields: dict[str, str] = {}
    first = position = opening.end()
    for _ in range(_FRONT_MATTER_LINES):
        if closing := _CLOSING.match(text, position):
            return Head(fields, start=closing.end()) if position > first else Head()
        line = _ENTRY.match(text, position)
        if line:
            fields |= _known(line[1], line[2] or "")
        elif position == first or not (line := _CONTINUED.match(text, position)):
            break
        position = line.end()
    if position == first:
        return Head()
    return Head(warnings=("front matter opened with --- but not closed: read as text",))


def _known(key: str, value: str) -> dict[str, str]:
    name = _field_names().get(key.strip().lower())
    value = value.strip()
    if value[:1] == value[-1:] and value[:1] in ("'", '"') and len(value) > 1:
        value = value[1:-1]
    return {name: value} if name and value else {}


@cache
def _field_names() -> dict[str, str]:
    return {word: name for name in _FIELDS for word in tables.load("head")[name]}


# Header lines ---------------------------------------------------------------------------------------------------------


@cache
def _header_line() -> re.Pattern[str]:
    words = alternatives(_field_names())
    key, value = rf"(?:\*\*)?({words})(?:\*\*)?[ \t]*[:=](?:\*\*)?", r"([^\r\n]{1,300})"
    return re.compile(rf"\s*{key}[ \t]+{value}(?:\r?\n|\r|\Z)", re.IGNORECASE)


@cache
def _inline_date() -> re.Pattern[str]:
    words = alternatives(tables.load("head")["published"])
    bare = rf"{ISO_DATE.pattern}|\d{{4}}(?=[ \t]*(?:[\r\n]|\Z))"
    return re.compile(rf"\ufeff?\s*(?:{words})(?:[ \t]*[:=][ \t]*|[ \t]+)({bare})(?=\s|\Z)", re.IGNORECASE)


def _header_lines(text: str, head: Head) -> Head:
    """Read lines such as `published: 2022-01-18`, alone or before other text on the same line."""
    fields, position, count = dict(head.fields), head.start, 0
    while found := _header_line().match(text, position):
        name = _field_names()[found[1].lower()]
        if name == "published" and not _is_whole_date(found[2]):
            break
        fields.setdefault(name, found[2].strip())
        position, count = found.end(), count + 1
    # One line `Source: …` may be the article's own first words; a date or a second line makes it a header.
    if count == 1 and "published" not in fields:
        fields, position = dict(head.fields), head.start
    if inline := _inline_date().match(text, position):
        fields.setdefault("published", inline[1])
        position = inline.end()
    return replace(head, fields=fields, start=position)


def _is_whole_date(value: str) -> bool:
    try:
        parse_published(value)
    except ArticleError as error:
        return "calendar" in str(error) or "may be read" in str(error)
    return True


# Headline, date line, dateline ----------------------------------------------------------------------------------------


def _first_lines(text: str, start: int) -> list[Line]:
    window = text[start : start + _HEAD_CHARACTERS]
    lines: list[Line] = []
    for found in re.finditer(r"\S[^\r\n]*", window):
        if len(lines) == _HEAD_LINES:
            break
        bare, at = found.group().rstrip(), start + found.start()
        gap = re.match(r"(?:[ \t]*(?:\r\n|\n|\r)){2}", window[found.end() :]) is not None
        lines.append(Line(bare, at, at + len(bare), gap))
    return lines


def match_dateline(line: str) -> re.Match[str] | None:
    """Match a dateline at a line's start: `BERLIN:`, `I BERLIN:`, `BERLIN (NTB) –`, `KYIV, March 3, 2022 (AP) -`."""
    found = _dateline_pattern().match(line[:_LONGEST_DATELINE])
    first_word = re.match(r"\w*", line)
    is_label = first_word is not None and first_word.group().lower() in tables.load("head")["labels"]
    return None if is_label else found


@cache
def _dateline_pattern() -> re.Pattern[str]:
    # Words hold no hyphen and are parted by one character, so that there is only one way to match: hostile text must
    # not make the search try many.
    capitals = rf"(?:[{_UPPER}]\w{{0,5}} )?[{_UPPER}][{_UPPER}.'’]{{2,}}(?:[ /-][{_UPPER}][{_UPPER}.'’]+){{0,4}}"
    named = rf"[{_UPPER}][\w.'’]+(?:[ /-](?:d[aeiou]l?s? |la |los )?[{_UPPER}][\w.'’]+){{0,4}}"
    when = r"(?:[,.] ?[^()\n:–—/]{2,32}?)?"
    day = r"(?:[,.] ?[^()\n:–—/]{0,24}?\d[^()\n:–—/]{0,12}?)?"
    agency = r" ?(?:\([^()\d\n]{2,40}\)|/[^/\d\n]{2,30}/|[–—-] ?(?=[А-ЯЁЇІЄ])[А-ЯЁЇІЄ]{3,12}\b)"
    dash = r"\.? ?[–—-]{1,2}"
    signed = rf"(?:{capitals}|{named}){when}{agency} ?(?::|{dash}|\.)"
    return re.compile(rf"(?:{signed}|{capitals}{day} ?(?::|{dash}))(?=\s)[ \t]*")


def _with_dateline(head: Head, lines: list[Line]) -> Head:
    for line in lines[:4]:
        if (found := match_dateline(line.text)) and found.end() < len(line.text):
            head = replace(head, dateline=(line.start, line.start + found.end()))
            return head if head.published else _dated_by_dateline(head, found.group())
    return head


def _dated_by_dateline(head: Head, dateline: str) -> Head:
    found = first_date(dateline)
    return _dated(replace(head, fields={**head.fields, "published": found})) if found else head


def _with_date_in_lines(head: Head, lines: list[Line]) -> Head:
    """Take a line among the first that holds a date and nothing else, such as `Publisert 18. januar 2022 kl. 12:30`."""
    if head.published or "published" in head.fields:
        return head
    for line in lines[:4]:
        date = _date_alone(line.text)
        if date is not None:
            return replace(head, published=date)
    return head


@cache
def _date_keyword() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(tables.load('head')['published'])})(?!\w)[ \t:]*", re.IGNORECASE)


def _date_alone(line: str) -> DateSpan | None:
    keyword = _date_keyword().match(line)
    bare = line[keyword.end() :] if keyword else line
    if len(line) > _LONGEST_DATELINE or not re.search(r"\d{4}", bare) or not re.search(r"\D", bare):
        return None
    # After "Published" the day may be followed by more: "18. januar 2022 kl. 12:30, oppdatert 19. januar 2022".
    candidates = (bare, first_date(bare) if keyword else None)
    return next((span for text in candidates if text and (span := _span_or_none(text))), None)


def _span_or_none(written: str) -> DateSpan | None:
    try:
        return parse_published(written)
    except ArticleError:
        return None


def _with_title(head: Head, lines: list[Line], markdown: bool) -> Head:
    if "title" in head.fields or not lines:
        return head
    title = (_markdown_title(lines) if markdown else None) or _plain_title(lines)
    return replace(head, fields={**head.fields, "title": title}) if title else head


def _markdown_title(lines: list[Line]) -> str | None:
    if found := re.fullmatch(r"#{1,6}[ \t]+(.+?)[ \t]*#*", lines[0].text):
        return found[1]
    is_underlined = len(lines) > 1 and not lines[0].gap and re.fullmatch(r"=+|-{2,}", lines[1].text)
    return lines[0].text if is_underlined else None


def _plain_title(lines: list[Line]) -> str | None:
    """Take the first line as the headline when it is short, does not end like a sentence, and prose follows it."""
    first = lines[0].text
    if len(lines) < 2 or len(first) > 160 or len(first.split()) > 25 or not re.search(r"\w", first):
        return None
    if re.search(r"[.:;,…-]$", first) or match_dateline(first) or _date_alone(first):
        return None
    return first if lines[0].gap or _starts_anew(lines[1], first) else None


def _starts_anew(below: Line, headline: str) -> bool:
    """Whether the line right below is a subtitle or a new paragraph, and not the rest of a wrapped one."""
    line = below.text
    if match_dateline(line) or _date_alone(line):
        return True
    has_start = re.match(rf"[{_UPPER}«»„“\"–—\-(\d]", line) is not None
    return has_start and (below.gap or len(line) > 1.3 * len(headline))
