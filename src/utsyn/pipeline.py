"""From articles to codings: the model reads in batches, each Reading is coded, and a failure stays with its article."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from utsyn.article import Article, DateSpan, article_from_text
from utsyn.coding.event import Coding
from utsyn.display import Events
from utsyn.errors import UtsynError, WeightsError

if TYPE_CHECKING:
    from datetime import date

    from utsyn.actors.value import ActorMemory
    from utsyn.reading.structure import Reading

BATCH = 32
"""Articles that are read together and stored in one transaction."""


class ArticleReader(Protocol):
    """The model: `utsyn.reading.Reader`, or a stand-in."""

    def read_many(self, articles: Sequence[Article]) -> "list[Reading]":
        """A Reading for each article, in order."""
        ...


class Coder(Protocol):
    """The coding station: `utsyn.coding.code`, or a stand-in."""

    def __call__(self, article: Article, reading: "Reading", *, memory: "ActorMemory | None" = None) -> Coding:
        """What the reading means."""
        ...


@dataclass(frozen=True, slots=True)
class Failure(Coding):
    """The empty coding of an article that could not be read; `warnings` say why. It is never stored."""


def read_articles(
    articles: Iterable[Article],
    *,
    reader: ArticleReader | None = None,
    coder: Coder | None = None,
    memory: "ActorMemory | None" = None,
    batch_size: int = BATCH,
) -> Iterator[tuple[Article, Coding]]:
    """Each article with its coding, in input order; a Failure where one article could not be read.

    The model is loaded when the first batch needs it unless `reader` is given. Raises WeightsError when it is missing.
    """
    for batch in batches(articles, batch_size):
        reader = reader or load_reader()
        coder = coder or load_coder()
        for article, reading in zip(batch, _read(batch, reader), strict=True):
            yield article, _code(article, reading, coder, memory)


def read_text(
    text: str,
    published: "str | date | DateSpan | None" = None,
    language: str | None = None,
    *,
    reader: ArticleReader | None = None,
    coder: Coder | None = None,
) -> Events:
    """The events of one text in memory; see `utsyn.read`."""
    article = article_from_text(text, published=published, language=language)
    ((_, coding),) = read_articles([article], reader=reader or shared_reader(), coder=coder)
    if isinstance(coding, Failure):
        raise UtsynError("; ".join(coding.warnings))
    return Events(article, coding)


def batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """The articles in lists of `size`, the last one shorter."""
    rest = iter(articles)
    while batch := list(islice(rest, size)):
        yield batch


def load_reader(threads: int | None = None) -> ArticleReader:
    """The language model with the shipped weights; WeightsError when they are missing or damaged."""
    try:
        from utsyn.reading import Reader
    except ImportError as error:
        raise WeightsError(
            f"The language model cannot be used: {error}. `utsyn doctor` tells what is missing."
        ) from error
    reader: ArticleReader = Reader.load(threads=threads)
    return reader


@cache
def shared_reader() -> ArticleReader:
    """The model, loaded once for all calls of `utsyn.read` in this process."""
    return load_reader()


def load_coder() -> Coder:
    """The coding station."""
    from utsyn.coding import code

    coder: Coder = code
    return coder


def _read(batch: Sequence[Article], reader: ArticleReader) -> "list[Reading | Exception]":
    """Readings of a batch; after a failure one article at a time, so that only the faulty one is lost."""
    try:
        return list(reader.read_many(batch))
    except WeightsError:
        raise
    except Exception as error:  # whatever one hostile text may set off
        if len(batch) == 1:
            return [error]
    return [reading for article in batch for reading in _read([article], reader)]


def _code(article: Article, reading: "Reading | Exception", coder: Coder, memory: "ActorMemory | None") -> Coding:
    if isinstance(reading, Exception):
        return Failure((), (), (f"the article could not be read: {_name(reading)}",))
    try:
        return coder(article, reading, memory=memory)
    except Exception as error:  # as above: the articles beside it must not suffer
        return Failure((), (), (f"the article could not be coded: {_name(error)}",))


def _name(error: Exception) -> str:
    first_line = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {first_line[:200]}".rstrip(": ")
