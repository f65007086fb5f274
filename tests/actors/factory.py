"""Readings written by hand for the tests of the actors station: words by pattern, heads by a naive finder."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from utsyn.actors import ActorResolver, Participant
from utsyn.article.model import DateSpan
from utsyn.reading.structure import ROOT, Link, Name, Reading, Sentence, Token

_WORD = re.compile(r"[^\W_]+(?:[-'’.:][^\W_]+)*|\d+|\S")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=[A-Z0-9a-z])[^.!?\n]*)*[.!?\n]?\s*")
_ELISION = re.compile(r"(?i)^(?:l|d|qu|j|n|s|c|m)['’]")
_APOSTROPHE_S = re.compile(r"['’]s$")
PREPOSITIONS = {
    language: frozenset(words.split())
    for language, words in {
        "nb": "i på av til fra med mot for om hos ved under etter over",
        "nn": "i på av til frå med mot for om hos ved under etter over",
        "sv": "i på av till från med mot för om hos vid under efter över",
        "da": "i på af til fra med mod for om hos ved under efter over",
        "en": "in on of to from with against by at for about",
        "de": "von vom zu zur mit gegen aus bei für über auf an am im in nach",
        "fr": "de du des d' à au aux avec contre pour par en dans chez",
        "es": "de del a al en con contra para por",
        "uk": "в у з із зі від до на про для проти",
        "ru": "в во из от с со к ко у на про о об для против",
    }.items()
}


def tokenise(text: str) -> list[tuple[int, int]]:
    """Character spans of words and marks; elided articles and 's are words of their own."""
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if (elided := _ELISION.match(text[start:end])) is not None and end - start > elided.end():
            spans.append((start, start + elided.end()))
            start += elided.end()
        if (genitive := _APOSTROPHE_S.search(text[start:end])) is not None:
            spans += [(start, start + genitive.start()), (start + genitive.start(), end)]
        else:
            spans.append((start, end))
    return spans


def _category(word: str, language: str, *, first: bool) -> str:
    if not any(c.isalnum() for c in word):
        return "PUNCT"
    if word.casefold() in PREPOSITIONS[language]:
        return "ADP"
    if word.isdigit():
        return "NUM"
    return "PROPN" if word[0].isupper() and not first else "X"


def reading(
    text: str,
    language: str,
    *,
    names: Mapping[str, str] | None = None,
    heads: Mapping[int, tuple[int, str]] | None = None,
    links: Iterable[tuple[str, str]] = (),
    lemmas: Mapping[str, str] | None = None,
    features: Mapping[str, Mapping[str, str]] | None = None,
    categories: Mapping[str, str] | None = None,
) -> Reading:
    """A Reading whose tokens are all roots unless `heads` says otherwise.

    `names` maps name to kind (first occurrence), `links` pairs a pronoun's text with its antecedent's,
    `lemmas`, `features` and `categories` (UPOS) are by word.
    """
    spans = tokenise(text)
    sentences = _sentences(text, spans)
    starts = {sentence.first for sentence in sentences}
    tokens = tuple(
        Token(
            start,
            end,
            text[start:end],
            (lemmas or {}).get(text[start:end], text[start:end]),
            (categories or {}).get(text[start:end])
            or _category(text[start:end], language, first=index in starts or not text[spans[index - 1][0]].isalnum()),
            (features or {}).get(text[start:end], {}),
            *(heads or {}).get(index, (ROOT, "root")),
        )
        for index, (start, end) in enumerate(spans)
    )
    found = _names(text, spans, names or {})
    linked = tuple(Link(find(spans, text, one), find(spans, text, other)) for one, other in links)
    return Reading(text, language, tokens, sentences, found, (), linked)


def find(spans: list[tuple[int, int]], text: str, word: str) -> int:
    """Index of the token that begins where `word` (with @2 for its second occurrence) begins."""
    word, _, number = word.partition("@")
    offset = -1
    for _ in range(int(number or 1)):
        offset = text.index(word, offset + 1)
    return next(i for i, (start, end) in enumerate(spans) if start <= offset < end)


def _names(text: str, spans: list[tuple[int, int]], names: Mapping[str, str]) -> tuple[Name, ...]:
    """Every occurrence of each name, longer names first where they overlap."""
    found: list[Name] = []
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            if not any(other.start < match.end() and other.end > match.start() for other in found):
                covered = [i for i, (first, last) in enumerate(spans) if first < match.end() and last > match.start()]
                found.append(Name(covered[0], covered[-1] + 1, *match.span(), names[name]))
    return tuple(sorted(found, key=lambda name: name.first))


def _sentences(text: str, spans: list[tuple[int, int]]) -> tuple[Sentence, ...]:
    found, first = [], 0
    for index, (start, end) in enumerate(spans):
        following = text[end : end + 1]
        ends = text[start:end] in (".", "!", "?") and (following.isspace() or not following)
        if (
            ends
            or "\n" in text[end : spans[index + 1][0] if index + 1 < len(spans) else end]
            or index + 1 == len(spans)
        ):
            found.append(Sentence(first, index + 1, spans[first][0], end))
            first = index + 1
    return tuple(found)


def resolver(text: str, language: str, *, published: date | None = None, **kwargs: object) -> ActorResolver:
    """A resolver over a Reading without syntax."""
    span = DateSpan(published, published) if published is not None else None
    return ActorResolver(reading(text, language, **kwargs), span)  # type: ignore[arg-type]


def resolve_phrase(
    text: str, phrase: str, language: str, *, published: date | None = None, **kwargs: object
) -> tuple[Participant, ...]:
    """Participants of `phrase` in `text`; `phrase` may end in @2 for its second occurrence.

    The phrase's tokens hang on the first word before a preposition that is not an article or adjective of the phrase: a
    naive head finder, wrong often enough to test that trees need not be right.
    """
    text = text or phrase
    spans = tokenise(text)
    first = find(spans, text, phrase)
    bare = phrase.partition("@")[0]
    last = next(i for i, (_, end) in enumerate(spans) if end >= spans[first][0] + len(bare)) + 1
    head = _head([text[s:e] for s, e in spans[first:last]], language) + first
    heads = {i: (head, "dep") for i in range(first, last) if i != head}
    return resolver(
        text, language, published=published, heads={**heads, **dict(kwargs.pop("heads", {}))}, **kwargs
    ).participants(head)  # type: ignore[call-overload]


def _head(words: list[str], language: str) -> int:
    for index, word in enumerate(words):
        if index and (word.casefold() in PREPOSITIONS[language] or word in (",", "(")):
            return index - 1
    return len(words) - 1


def marked(text: str) -> tuple[str, str, dict[str, str]]:
    """Plain text, the phrase between square brackets and the people between angle brackets, of a case's text."""
    names = {name.replace("[", "").replace("]", ""): "PER" for name in re.findall(r"<([^>]+)>", text)}
    plain = re.sub(r"[<>]", "", text)
    start = plain.index("[")
    phrase = plain[start + 1 : plain.index("]")]
    before = plain[:start]
    return plain.replace("[", "").replace("]", ""), f"{phrase}@{before.count(phrase) + 1}", names


def summary(participants: Iterable[Participant], expected: str) -> str:
    """Participants in the notation of the expectation: "CODE SECTOR title + CODE …", as far as it says."""
    wanted = expected.split(" + ")
    parts = []
    for index, one in enumerate(participants):
        size = len(wanted[index].split(" ", 2)) if index < len(wanted) else 1
        parts.append(" ".join([one.code or "-", one.sector or "-", one.title or "-"][:size]))
    return " + ".join(parts)


def resolved(case: str, expected: str, language: str, published: date | None = date(2022, 1, 18)) -> str:
    """What the case's phrase was resolved to, in the notation of the expectation."""
    text, phrase, names = marked(case)
    return summary(resolve_phrase(text, phrase, language, published=published, names=names), expected)
