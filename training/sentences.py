"""Annotated sentences from CoNLL-U, IOB2 and NARC files, in one shape."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Sentence:
    """Words with what is annotated on them; a layer that a source lacks is None.

    `heads` count from 0 within the sentence, -1 is the root. `names` are tags such as "B-GPE_LOC".
    """

    language: str
    words: list[str]
    spaced: list[bool]
    upos: list[str] | None = None
    features: list[dict[str, str]] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    relations: list[str] | None = None
    names: list[str] | None = None
    text: str = ""
    clusters: list[tuple[int, int, int]] = field(default_factory=list)
    """Coreference: (first word, last word + 1, cluster)."""


_NO_SPACE_BEFORE = set(".,;:!?)]}»”…%")
_NO_SPACE_AFTER = set("([{«“")


def natural_spacing(words: list[str]) -> list[bool]:
    """Guess whether a space stood before each word, for sources that only give tokens."""
    spaced, open_quote = [], False
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        glue = word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER
        if word == '"':
            glue = open_quote
            open_quote = not open_quote
        elif before == '"' and open_quote:
            glue = True
        spaced.append(not glue)
    return spaced


def read_conllu(path: Path, language: str, *, fuse: bool = False) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; `fuse` joins multiword tokens ("du" = "de" + "le") to their surface form."""
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        sentence = _conllu_sentence(block, language, fuse=fuse)
        if sentence is not None:
            yield sentence


def _conllu_sentence(block: str, language: str, *, fuse: bool) -> Sentence | None:
    rows: list[list[str]] = []
    fused: dict[int, tuple[int, str, bool]] = {}
    text, guessed = "", False
    for line in block.splitlines():
        if line.startswith("# text ="):
            text = line[8:].strip()
        elif line.startswith("# text_tokens"):
            guessed = True
        elif line and line[0] != "#":
            cells = line.split("\t")
            if "-" in cells[0]:
                low, high = map(int, cells[0].split("-"))
                fused[low] = (high, cells[1], "SpaceAfter=No" in cells[9])
            elif "." not in cells[0]:
                rows.append(cells)
    if not rows:
        return None
    glued_after = [("SpaceAfter=No" in row[9]) for row in rows]
    for low, (high, _, glued) in fused.items():
        for number in range(low, high):
            glued_after[number - 1] = not _separable(rows, low, high, fused[low][1])
        glued_after[high - 1] = glued
    spaced = [True, *(not glued for glued in glued_after[:-1])]
    words = [row[1] for row in rows]
    if guessed:
        spaced = natural_spacing(words)
    names = [_name(row[9]) for row in rows]
    sentence = Sentence(
        language=language,
        words=words,
        spaced=spaced,
        upos=[row[3] for row in rows],
        features=[_features(row[5], unmarked=language == "nn" and row[3] == "NOUN") for row in rows],
        lemmas=[row[2] for row in rows],
        heads=[int(row[6]) - 1 for row in rows],
        relations=[row[7] for row in rows],
        names=[name or "O" for name in names] if any(names) else None,
        text=text,
    )
    return _fuse(sentence, fused) if fuse and fused else sentence


def _separable(rows: list[list[str]], low: int, high: int, surface: str) -> bool:
    """Whether a multiword token's words are no mere cut of its letters ("du"), and so stand apart as if spaced."""
    return "".join(row[1] for row in rows[low - 1 : high]) != surface


def _features(cell: str, *, unmarked: bool) -> dict[str, str]:
    """The features of a cell; `unmarked`: nouns with a gender are definite where nothing says otherwise.

    The Nynorsk treebank marks indefinite nouns alone, the Bokmål one both, and one model learns from both.
    """
    found = dict(pair.split("=", 1) for pair in cell.split("|")) if cell != "_" else {}
    if unmarked and "Gender" in found and "Definite" not in found:
        found["Definite"] = "Def"
    return found


def _name(misc: str) -> str | None:
    match = re.search(r"(?:^|\|)name=([^|]+)", misc)
    return match[1] if match else None


def _fuse(sentence: Sentence, fused: dict[int, tuple[int, str, bool]]) -> Sentence:
    """Join the words of each multiword token whose letters were changed; its outermost word gives the annotation."""
    assert sentence.heads and sentence.relations and sentence.upos and sentence.features and sentence.lemmas
    groups: list[list[int]] = []
    index = 0
    while index < len(sentence.words):
        high, surface, _ = fused.get(index + 1, (index + 1, "", False))
        members = list(range(index, high))
        if surface and "".join(sentence.words[i] for i in members) == surface:
            groups.extend([i] for i in members)
        else:
            groups.append(members)
        index = high
    owner = {member: number for number, group in enumerate(groups) for member in group}
    surfaces = {low - 1: surface for low, (_, surface, _) in fused.items()}
    lead = [next((i for i in group if sentence.heads[i] not in group), group[0]) for group in groups]
    heads = [owner[sentence.heads[i]] if sentence.heads[i] >= 0 else -1 for i in lead]
    return Sentence(
        language=sentence.language,
        words=[surfaces[g[0]] if len(g) > 1 else sentence.words[g[0]] for g in groups],
        spaced=[sentence.spaced[g[0]] for g in groups],
        upos=[sentence.upos[i] for i in lead],
        features=[sentence.features[i] for i in lead],
        lemmas=[sentence.lemmas[i] for i in lead],
        heads=heads,
        relations=[sentence.relations[i] for i in lead],
        names=[sentence.names[i] for i in lead] if sentence.names else None,
        text=sentence.text,
    )


def read_iob2(path: Path, language: str) -> Iterator[Sentence]:
    """Yield the sentences of a file of `word TAB tag` lines."""
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        rows = [line.split("\t") for line in block.splitlines() if "\t" in line]
        if rows:
            words = [row[0] for row in rows]
            yield Sentence(language, words, natural_spacing(words), names=[row[1] for row in rows])


def read_narc(folder: Path, language: str, trees: dict[str, Sentence]) -> Iterator[tuple[str, list[Sentence]]]:
    """Yield (document name, sentences with coreference clusters); `trees` gives the syntax of a sentence by its words."""
    for path in sorted(folder.glob("*.txt")):
        annotation = path.with_suffix(".ann")
        if annotation.exists():
            yield path.stem, _narc_document(path.read_text("utf-8"), annotation.read_text("utf-8"), language, trees)


def _narc_document(text: str, annotation: str, language: str, trees: dict[str, Sentence]) -> list[Sentence]:
    spans, cluster_of = _narc_clusters(annotation)
    sentences: list[Sentence] = []
    offset = 0
    for line in text.split("\n"):
        words = line.split()
        if words:
            tree = trees.get(" ".join(words))
            spaced = natural_spacing(words)
            sentence = Sentence(language, words, spaced)
            if tree is not None:
                sentence = Sentence(
                    language,
                    words,
                    tree.spaced,
                    tree.upos,
                    tree.features,
                    tree.lemmas,
                    tree.heads,
                    tree.relations,
                    tree.names,
                )
            sentence.clusters = _clusters_in(line, offset, words, spans, cluster_of)
            sentences.append(sentence)
        offset += len(line) + 1
    return sentences


def _narc_clusters(annotation: str) -> tuple[dict[str, tuple[int, int]], dict[str, str]]:
    spans: dict[str, tuple[int, int]] = {}
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        while parent.get(key, key) != key:
            key = parent[key]
        return key

    for line in annotation.splitlines():
        cells = line.split("\t")
        if line.startswith("T") and len(cells) > 1:
            numbers = [int(n) for n in re.findall(r"\d+", cells[1])]
            spans[cells[0]] = (numbers[0], numbers[-1])
        elif line.startswith("R") and cells[1].startswith("Coref"):
            first, second = re.findall(r"T\d+", cells[1])
            parent[find(first)] = find(second)
    return spans, {key: find(key) for key in spans}


def _clusters_in(
    line: str, offset: int, words: list[str], spans: dict[str, tuple[int, int]], cluster_of: dict[str, str]
) -> list[tuple[int, int, int]]:
    edges, at = [], offset
    for word in words:
        start = offset + line.index(word, at - offset)
        edges.append((start, start + len(word)))
        at = start + len(word)
    found = []
    for key, (start, end) in spans.items():
        inside = [i for i, (low, high) in enumerate(edges) if low < end and high > start]
        if inside and offset <= start < offset + len(line):
            found.append((inside[0], inside[-1] + 1, int(cluster_of[key][1:])))
    return found
