"""A comparison with a number heads its phrase in the tree; whom it counts is the participant."""

import pytest
from factory import reading

from utsyn.actors import ActorResolver

CASES = [
    ("en", "The army killed more than 300 Palestinians.", 3, 4, 6, "PSE"),
    ("es", "El ejército mató a más de 300 palestinos.", 4, 5, 7, "PSE"),
    ("de", "Die Armee verhaftete mehr als 300 Ukrainer.", 3, 4, 6, "UKR"),
]


@pytest.mark.parametrize(("language", "text", "more", "link", "noun", "code"), CASES)
def test_who_is_counted(language: str, text: str, more: int, link: int, noun: int, code: str) -> None:
    number = noun - 1
    words = text.rstrip(".").split()
    heads = {more: (2, "obj"), link: (noun, "case"), number: (noun, "nummod"), noun: (more, "nmod")}
    categories = {words[more]: "ADJ", words[link]: "ADP", words[noun]: "NOUN"}
    resolver = ActorResolver(reading(text, language, heads=heads, categories=categories), None)
    assert [person.code for person in resolver.participants(more)] == [code]
    start, end = resolver.phrase(more)
    assert text[start:end] == f"{words[number]} {words[noun]}"


def test_who_is_counted_heads_the_phrase() -> None:
    text = "The army killed more than 300 Palestinians."
    heads = {3: (6, "amod"), 4: (3, "fixed"), 5: (6, "nummod"), 6: (2, "obj")}
    categories = {"more": "ADJ", "than": "ADP", "Palestinians": "PROPN"}
    resolver = ActorResolver(reading(text, "en", heads=heads, categories=categories), None)
    assert [person.code for person in resolver.participants(6)] == ["PSE"]
