"""Station: record. The DuckDB file that keeps articles, events and the words they rest on."""

from utsyn.record.coder import coder_version
from utsyn.record.found import (
    ActorEvidence,
    Added,
    Derivation,
    Evidence,
    FoundActor,
    FoundArticle,
    FoundEvent,
    RecordInfo,
)
from utsyn.record.memory import Memory
from utsyn.record.record import EXPORTED_TABLES, Record
from utsyn.record.result import Result

__all__ = [
    "EXPORTED_TABLES",
    "ActorEvidence",
    "Added",
    "Derivation",
    "Evidence",
    "FoundActor",
    "FoundArticle",
    "FoundEvent",
    "Memory",
    "Record",
    "RecordInfo",
    "Result",
    "coder_version",
]
