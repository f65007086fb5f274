"""Station: what the language model sees in a text (tokens, sentences, tree, names, event graph, mention links)."""

from typing import TYPE_CHECKING, Any

from utsyn.reading.structure import ROOT, Argument, Link, Name, Reading, Sentence, Token, Trigger

if TYPE_CHECKING:
    from utsyn.reading.model import Reader

__all__ = ["ROOT", "Argument", "Link", "Name", "Reader", "Reading", "Sentence", "Token", "Trigger"]


def __getattr__(name: str) -> Any:
    # The model brings numpy and the tokenizer; whoever only needs the types does not wait for them.
    if name == "Reader":
        from utsyn.reading.model import Reader

        return Reader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
