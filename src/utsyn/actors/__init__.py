"""Who takes part in an event: from a phrase in the text to name, code, sector and title."""

from utsyn.actors.resolve import ActorResolver
from utsyn.actors.value import ActorMemory, LearnedActor, Participant

__all__ = ["ActorMemory", "ActorResolver", "LearnedActor", "Participant"]
