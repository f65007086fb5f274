"""Station: what the language model sees in a text (tokens, sentences, tree, names, event graph, mention links)."""

from utsyn.reading.model import Reader
from utsyn.reading.structure import ROOT, Argument, Link, Name, Reading, Sentence, Token, Trigger

__all__ = ["ROOT", "Argument", "Link", "Name", "Reader", "Reading", "Sentence", "Token", "Trigger"]
