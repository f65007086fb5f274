"""utsyn reads the world's political news and keeps the sourced record of a crisis.

>>> import utsyn
>>> utsyn.__version__
'0.1.0'
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from datetime import date

    from utsyn.actors.value import Participant
    from utsyn.article.model import Article, DateSpan
    from utsyn.coding import code
    from utsyn.coding.event import Event
    from utsyn.display import Events
    from utsyn.errors import UtsynError
    from utsyn.reading.structure import Reading
    from utsyn.record import Record

__all__ = [
    "Article",
    "Event",
    "Events",
    "Participant",
    "Reading",
    "Record",
    "UtsynError",
    "__version__",
    "code",
    "read",
]

# Loaded when first asked for, so that `import utsyn` costs next to nothing.
_HOMES = {
    "Article": "utsyn.article.model",
    "Event": "utsyn.coding.event",
    "Events": "utsyn.display",
    "Participant": "utsyn.actors.value",
    "Reading": "utsyn.reading.structure",
    "Record": "utsyn.record",
    "UtsynError": "utsyn.errors",
    "code": "utsyn.coding",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'utsyn' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__


def read(text: str, published: "str | date | DateSpan | None" = None, language: str | None = None) -> "Events":
    """The events that a text reports, in text order, each with the words it rests on.

    `published` (`2022-01-18`, `2022-01` or `2022`) is the day that "yesterday" and "on Tuesday" are counted from;
    `language` is an ISO 639-1 code, found out when it is not given. Raises ArticleError when there is no text,
    UtsynError when the text could not be read, and WeightsError when the language model is missing.
    """
    from utsyn.pipeline import read_text

    return read_text(text, published, language)
