"""Readings built by hand: [Berlin|GPE_LOC] is a name, {anlegget* i Iran} a phrase with its head, Ende/NOUN a tag."""

import re

from utsyn.reading.structure import ROOT, Name, Reading, Sentence, Token

_PIECE = re.compile(
    r"\{|\}|\[|\|[A-Z_]+\]|\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?|\w+(?:['’\-–.]\w+)*\*?(?:/[A-Z]+)?|[^\w\s]|\s+"
)
_DETERMINERS = {"the", "a", "den", "det", "de", "die", "der", "das", "la", "le", "el", "los", "les", "dem"}


def _kind(word: str, tagged: bool, initial: bool) -> str:
    if word[0].isdigit():
        return "NUM"
    if not word[0].isalnum():
        return "PUNCT"
    if word.lower() in _DETERMINERS:
        return "DET"
    return "PROPN" if word[0].isupper() and (tagged or not initial) else "X"


def reading(language: str, marked: str) -> Reading:
    """A Reading with flat trees: everything hangs on the root, but words in braces on the starred one."""
    text, pieces, names, phrases, kinds = "", [], [], [], {}
    opened, brace = [], []
    for piece in _PIECE.findall(marked):
        if piece == "[":
            opened.append(len(pieces))
        elif piece.startswith("|"):
            names.append((opened.pop(), len(pieces), piece[1:-1]))
        elif piece == "{":
            brace.append(len(pieces))
        elif piece == "}":
            phrases.append((brace.pop(), len(pieces)))
        elif piece.isspace():
            text += piece
        else:
            word, _, upos = piece.partition("/") if len(piece) > 1 else (piece, "", "")
            starred = word.endswith("*") and len(word) > 1
            word = word.rstrip("*") if starred else word
            kinds[len(pieces)] = upos
            pieces.append((len(text), word, starred))
            text += word
    return _assemble(language, text, pieces, names, phrases, kinds)


def _bounds(text: str, pieces: list[tuple[int, str, bool]]) -> list[tuple[int, int]]:
    bounds, first = [], 0
    for index, (start, word, _) in enumerate(pieces):
        newline = "\n" in text[start + len(word) : pieces[index + 1][0]] if index + 1 < len(pieces) else True
        if newline or (word in ".!?" and index > first):
            bounds.append((first, index + 1))
            first = index + 1
    return bounds


def _assemble(language, text, pieces, names, phrases, kinds) -> Reading:  # type: ignore[no-untyped-def]
    bounds = _bounds(text, pieces)
    heads = {index: first for first, last in bounds for index in range(first, last)}
    for first, last in phrases:
        starred = next((i for i in range(first, last) if pieces[i][2]), first)
        heads.update({i: starred for i in range(first, last) if i != starred})
    firsts = {first for first, _ in bounds}
    tagged = {i for first, last, _ in names for i in range(first, last)}
    tokens = tuple(
        Token(
            start, start + len(word), word, word.lower(), kinds.get(i) or _kind(word, i in tagged, i in firsts), {},
            ROOT if heads[i] == i else heads[i], "dep",
        )
        for i, (start, word, _) in enumerate(pieces)
    )  # fmt: skip
    return Reading(
        text=text,
        language=language,
        tokens=tokens,
        sentences=tuple(Sentence(first, last, tokens[first].start, tokens[last - 1].end) for first, last in bounds),
        names=tuple(Name(first, last, tokens[first].start, tokens[last - 1].end, kind) for first, last, kind in names),
    )


def starred(marked: str) -> int:
    """Index of the starred token."""
    pieces = [
        piece for piece in _PIECE.findall(marked) if not piece.isspace() and piece not in "{}[" and piece[0] != "|"
    ]
    return next(i for i, piece in enumerate(pieces) if "*" in piece and len(piece) > 1)
