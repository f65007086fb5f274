"""From a text and what is known about it to an Article: date, language, title and identifier worked out."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from utsyn.article import language as languages
from utsyn.article import letters
from utsyn.article.head import Head, read_head
from utsyn.article.model import Article, DateSpan
from utsyn.article.published import parse_published
from utsyn.errors import ArticleError

NO_DATE = "no publication date: relative dates stay unresolved"


@dataclass(frozen=True, slots=True)
class Known:
    """What the file, the page or the object around a text says about it, as written there."""

    published: str | None = None
    language: str | None = None
    is_language_sure: bool = True
    """False for the language of a web page, which is often that of its template."""
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    path: str | None = None
    markdown: bool = False
    has_head: bool = True
    """Whether the text may open with front matter or header lines."""
    warnings: tuple[str, ...] = ()

    def at(self, path: str | None, warnings: tuple[str, ...]) -> "Known":
        """Add where the text came from and what its file gave cause to say."""
        return replace(self, path=path, warnings=(*warnings, *self.warnings))


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says about every article: it overrides what the article says."""

    published: DateSpan | None = None
    language: str | None = None


def options(published: str | DateSpan | date | None, language: str | None) -> Options:
    """Check the user's options; raises ArticleError when one cannot be read."""
    code = None
    if language is not None and (code := languages.normal_code(language)) is None:
        raise ArticleError(f"{language!r} is no language code: use one of {', '.join(languages.READ)}")
    if isinstance(published, str):
        published = parse_published(published)
    elif isinstance(published, date):
        # A datetime is a date too, but must not compare or print as one with a time.
        day = date(published.year, published.month, published.day)
        published = DateSpan(day, day)
    return Options(published, code)


def article_from_text(
    text: str,
    *,
    published: str | DateSpan | date | None = None,
    language: str | None = None,
    key: str = "text",
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Article:
    """Make an article of a text that is already in memory.

    The text is kept to the letter, front matter included; only control characters and lone surrogates are replaced by
    U+FFFD, one for one. `published` and `language` override what the text says. Nothing is fetched from `url`.
    Raises ArticleError when the text is blank or an option cannot be read.

    >>> article_from_text("Statsministeren møtte presidenten i Kyiv på tirsdag.", published="2022-01").language
    'nb'
    """
    if not isinstance(text, str):
        raise ArticleError(f"the text is of type {type(text).__name__}, not str: decode it first")
    known = Known(title=title, publisher=publisher, url=url)
    return build(text, key, known, options(published, language))


def build(received: str, key: str, known: Known, chosen: Options) -> Article:
    """Make an article of a received text; raises ArticleError when it is blank."""
    text, replaced = letters.fit(received)
    if letters.is_blank(text):
        raise ArticleError("no text: there is nothing to read")
    warnings = list(known.warnings)
    if replaced:
        warnings.append(f"{replaced} control characters or lone surrogates replaced by U+FFFD")
    head = _known_over_written(read_head(text, markdown=known.markdown) if known.has_head else Head(), known)
    published = _published(chosen, known, head, warnings)
    language = _language(text[head.start :], chosen, known, head, warnings)
    return Article(
        text=text,
        key=_clean(key) or "text",
        id=content_hash(text, language, published),
        language=language,
        published=published,
        title=_clean(known.title) or _clean(head.fields.get("title")),
        publisher=_clean(known.publisher) or _clean(head.fields.get("publisher")),
        url=_clean(known.url) or _clean(head.fields.get("url")),
        path=_clean(known.path),
        start=head.start,
        dateline=head.dateline,
        warnings=tuple(warnings),
    )


def content_hash(text: str, language: str, published: DateSpan | None) -> str:
    """Return 16 hexadecimal digits of SHA-256 over text, language and publication span."""
    span = f"{published.start}/{published.end}" if published else ""
    return hashlib.sha256("\0".join((text, language, span)).encode()).hexdigest()[:16]


def _known_over_written(head: Head, known: Known) -> Head:
    """Leave out the head's complaint about its own date when something stronger gives one."""
    return replace(head, warnings=()) if known.published and head.published is None else head


def _clean(value: str | None) -> str | None:
    """Make a name or title printable on one line; None when nothing is left."""
    return (" ".join(letters.fit(value)[0].split()) or None) if value else None


def _published(chosen: Options, known: Known, head: Head, warnings: list[str]) -> DateSpan | None:
    if chosen.published:
        return chosen.published
    warnings.extend(head.warnings)
    span = head.published
    if known.published:
        try:
            span = parse_published(known.published)
        except ArticleError as error:
            warnings.append(f"publication date ignored: {error}")
    if span is None:
        warnings.append(NO_DATE)
    return span


def _language(prose: str, chosen: Options, known: Known, head: Head, warnings: list[str]) -> str:
    written = known.language or head.fields.get("language")
    given = chosen.language or (_given(written, warnings) if written else None)
    sure = bool(chosen.language) or known.is_language_sure
    if given == "no" and sure:
        code = _norwegian(prose)
    elif given and sure:
        code = given
    else:
        code = _detected(prose, given, warnings)
    if code not in languages.READ and code != languages.UNKNOWN:
        warnings.append(f"language {code} is not one that utsyn reads: events may be missed or wrong")
    return code


def _given(written: str, warnings: list[str]) -> str | None:
    code = languages.normal_code(written)
    if code is None:
        warnings.append(f"language {written[:40]!r} is no language code: detected from the text instead")
    return code


def _detected(prose: str, hint: str | None, warnings: list[str]) -> str:
    """Detect the language; a page's own claim decides only where the text does not."""
    found = languages.detect(prose)
    if not found.certain and hint:
        return _norwegian(prose) if hint == "no" else hint
    if found.code == languages.UNKNOWN:
        warnings.append("no words to tell the language from: give it with --language")
    elif not found.certain:
        warnings.append(f"language {found.code} is a guess from little text: give it with --language")
    return found.code


def _norwegian(prose: str) -> str:
    code = languages.detect(prose, among=("nb", "nn")).code
    return "nb" if code == languages.UNKNOWN else code
