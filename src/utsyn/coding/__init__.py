"""Station: coding. From what the model saw and what its mentions mean to the events that an article reports."""

from typing import TYPE_CHECKING, Any

from utsyn.coding.event import Coding, Event, Folded, Mention, Phrase, Quantity
from utsyn.coding.scheme import Ontology, OntologyError

if TYPE_CHECKING:
    from utsyn.coding.coder import code

__all__ = ["Coding", "Event", "Folded", "Mention", "Ontology", "OntologyError", "Phrase", "Quantity", "code"]


def __getattr__(name: str) -> Any:
    """`code` is loaded on first use: later stations need the types here without the resolving stations."""
    if name == "code":
        from utsyn.coding.coder import code

        return code
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
