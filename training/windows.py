"""Windows of running text with everything that is annotated on them, and batches of windows as tensors."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch

from training.corpus import GoldEvent, Item, gold_events
from training.labels import COARSE, Labels
from training.sentences import Sentence
from utsyn.reading.lemmas import script_between
from utsyn.reading.pieces import PieceEncoder
from utsyn.reading.tokens import Word, words
from utsyn.reading.windows import may_end_sentence

IGNORE = -100


@dataclass
class Window:
    """Words of consecutive sentences; labels are word-aligned, IGNORE (or an empty layer) where not annotated."""

    pieces: list[int]
    first: list[int]
    last: list[int]
    upos: list[int] = field(default_factory=list)
    features: list[list[int]] = field(default_factory=list)
    scripts: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """Window word of the head, -1 for root, IGNORE where not annotated."""
    relations: list[int] = field(default_factory=list)
    names: list[list[int]] = field(default_factory=list)
    """Allowed tags of each word; empty where not annotated."""
    has_events: bool = False
    triggers: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    """(word, type, type/mode, status, reciprocal)."""
    arguments: list[tuple[int, int, int]] = field(default_factory=list)
    """(index in triggers, role, word)."""
    antecedents: list[tuple[int, list[int]]] = field(default_factory=list)
    """(word, window words of earlier mentions of the same cluster; empty: it starts one)."""
    language: str = ""

    def __len__(self) -> int:
        return len(self.pieces)


class Builder:
    """Builds windows with one vocabulary and one label inventory."""

    def __init__(self, encoder: PieceEncoder, labels: Labels) -> None:
        self.encoder = encoder
        self.labels = labels
        self._relation = {name: i for i, name in enumerate(labels.relations)}
        self._script = {name: i for i, name in enumerate(labels.lemma_scripts)}
        self._upos = {name: i for i, name in enumerate(labels.upos)}
        self._tag = {name: i for i, name in enumerate(labels.name_tags)}
        self._values = {name: {v: i for i, v in enumerate(values)} for name, values in labels.features.items()}

    def of_sentences(self, sentences: Sequence[Sentence], *, separators: Sequence[bool]) -> Window:
        """One window of consecutive sentences; `separators[i]`: a paragraph ends before sentence i."""
        window = Window([self.encoder.begin], [], [], language=sentences[0].language)
        clusters: dict[int, list[int]] = {}
        for number, sentence in enumerate(sentences):
            if number and separators[number]:
                window.pieces.append(self.encoder.separator)
            self._add(window, sentence, number)
            self._add_clusters(window, sentence, clusters)
        window.pieces.append(self.encoder.separator)
        return window

    def _add(self, window: Window, sentence: Sentence, number: int) -> None:
        base = len(window.first)
        for word, spaced in zip(sentence.words, sentence.spaced, strict=True):
            _append_word(window, self.encoder.encode(word, spaced))
        count = len(sentence.words)
        window.starts += [1, *([0] * (count - 1))]
        window.sentence += [number] * count
        window.upos += [self._upos.get(tag, IGNORE) for tag in sentence.upos or ["?"] * count]
        window.features += [self._feature_row(sentence, i) for i in range(count)]
        window.scripts += [self._script_of(sentence, i) for i in range(count)]
        if sentence.heads and sentence.relations:
            window.heads += [head + base if head >= 0 else -1 for head in sentence.heads]
            window.relations += [self._relation.get(relation, IGNORE) for relation in sentence.relations]
        else:
            window.heads += [IGNORE] * count
            window.relations += [IGNORE] * count
        window.names += [self._allowed(tag, sentence) for tag in sentence.names or [""] * count]

    def _feature_row(self, sentence: Sentence, index: int) -> list[int]:
        if sentence.features is None:
            return [IGNORE] * len(self._values)
        row = sentence.features[index]
        return [1 + values.get(row.get(name, ""), -1) for name, values in self._values.items()]

    def _script_of(self, sentence: Sentence, index: int) -> int:
        if sentence.lemmas is None or (sentence.upos and sentence.upos[index] == "PUNCT"):
            return IGNORE
        return self._script.get(script_between(sentence.words[index], sentence.lemmas[index]), IGNORE)

    def _allowed(self, tag: str, sentence: Sentence) -> list[int]:
        if not tag:
            return []
        if sentence.language in ("nb", "nn"):
            return [self._tag[tag]] if tag in self._tag else [self._tag["O"]]
        if tag == "O":
            # Only NorNE marks derived names ("russisk"); elsewhere a word outside names may be one.
            return [self._tag["O"], self._tag["B-DRV"]]
        edge, kind = tag.split("-", 1)
        return [self._tag[f"{edge}-{fine}"] for fine in COARSE.get(kind, ["MISC"])]

    def _add_clusters(self, window: Window, sentence: Sentence, clusters: dict[int, list[int]]) -> None:
        base = len(window.first) - len(sentence.words)
        for first, last, cluster in sorted(sentence.clusters):
            head = _head_of(sentence, first, last) + base
            earlier = clusters.setdefault(cluster, [])
            if head not in earlier:
                # A mention inside another may begin later but have its head earlier: such a head is no antecedent.
                window.antecedents.append((head, [other for other in earlier if other < head]))
                earlier.append(head)

    def of_passage(self, item: Item, heads: Sequence[int], *, budget: int, overlap: int = 40) -> list[Window]:
        """Windows of an event-annotated passage; `heads[i]` is the syntactic head of its word i, -1 for root."""
        tokens = words(item["text"], item["language"])
        events = [(_word_of(event.trigger, tokens, heads), event) for event in gold_events(item)]
        return [
            self._event_window(item, tokens, heads, events, low, high)
            for low, high in _cuts(tokens, self.encoder, budget, overlap)
        ]

    def _event_window(
        self,
        item: Item,
        tokens: list[Word],
        heads: Sequence[int],
        events: list[tuple[int, GoldEvent]],
        low: int,
        high: int,
    ) -> Window:
        window = Window([self.encoder.begin], [], [], has_events=True, language=item["language"])
        for index in range(low, high):
            if index > low and tokens[index].paragraph != tokens[index - 1].paragraph:
                window.pieces.append(self.encoder.separator)
            _append_word(window, self.encoder.encode(tokens[index].text, tokens[index].spaced))
        window.pieces.append(self.encoder.separator)
        count = high - low
        window.upos = window.scripts = window.starts = window.heads = window.relations = [IGNORE] * count
        window.features = [[IGNORE] * len(self._values)] * count
        window.sentence, window.names = [0] * count, [[]] * count
        seen: set[int] = set()
        for word, event in events:
            if low <= word < high and word not in seen:
                seen.add(word)
                self._add_event(window, word - low, event, tokens, heads, low, high)
        return window

    def _add_event(
        self, window: Window, word: int, event: GoldEvent, tokens: list[Word], heads: Sequence[int], low: int, high: int
    ) -> None:
        labels = self.labels
        window.triggers.append(
            (
                word,
                labels.types.index(event.type),
                labels.modes.index(f"{event.type}/{event.mode}"),
                labels.statuses.index(event.status),
                int(event.reciprocal),
            )
        )
        for role, span in event.arguments:
            argument = _word_of(span, tokens, heads)
            if low <= argument < high:
                window.arguments.append((len(window.triggers) - 1, labels.roles.index(role), argument - low))


def _append_word(window: Window, pieces: tuple[int, ...]) -> None:
    window.first.append(len(window.pieces))
    window.pieces.extend(pieces)
    window.last.append(len(window.pieces) - 1)


def _head_of(sentence: Sentence, first: int, last: int) -> int:
    """The word of a span whose head lies outside it."""
    if sentence.heads:
        for index in range(first, last):
            if not first <= sentence.heads[index] < last:
                return index
    return last - 1


def _word_of(span: tuple[int, int], tokens: Sequence[Word], heads: Sequence[int]) -> int:
    """The token of a character span that heads it, the first one whose own head lies outside; -1 if it covers none."""
    inside = [i for i, token in enumerate(tokens) if token.start < span[1] and token.end > span[0]]
    outward = [i for i in inside if heads[i] not in inside and any(c.isalnum() for c in tokens[i].text)]
    return (outward or inside or [-1])[0]


def _cuts(tokens: list[Word], encoder: PieceEncoder, budget: int, overlap: int) -> Iterator[tuple[int, int]]:
    """Ranges of words within the budget of pieces, cut between sentences where possible, overlapping a little."""
    sizes = [len(encoder.encode(token.text, token.spaced)) for token in tokens]
    low = 0
    while low < len(tokens):
        high, used = low, 0
        while high < len(tokens) and used + sizes[high] <= budget:
            used += sizes[high]
            high += 1
        if high < len(tokens):
            high = next((i for i in range(high, low + (high - low) // 2, -1) if may_end_sentence(tokens, i - 1)), high)
        yield low, max(high, low + 1)
        if high >= len(tokens):
            return
        low = max(high - overlap, low + 1)
        low = next((i for i in range(low, high) if may_end_sentence(tokens, i - 1)), high)


def pack(sentences: Sequence[Sentence], builder: Builder, budget: int, rng: random.Random) -> list[Window]:
    """Windows of consecutive sentences within a budget of pieces that varies, so that short contexts are learned too."""
    windows, group, used = [], [], 0
    limit = rng.randint(budget // 3, budget)
    for sentence in sentences:
        size = sum(len(builder.encoder.encode(w, s)) for w, s in zip(sentence.words, sentence.spaced, strict=True))
        if size > 400:
            continue
        if group and used + size > limit:
            windows.append(builder.of_sentences(group, separators=[rng.random() < 0.2 for _ in group]))
            group, used = [], 0
            limit = rng.randint(budget // 3, budget)
        group.append(sentence)
        used += size
    if group:
        windows.append(builder.of_sentences(group, separators=[rng.random() < 0.2 for _ in group]))
    return windows


STEP = 32
"""Windows and word counts are padded to multiples of this: every new matrix shape costs a CPU a kernel compilation."""


def padded(size: int) -> int:
    """The next multiple of STEP."""
    return -(-size // STEP) * STEP


def batches(windows: Sequence[Window], budget: int, rng: random.Random) -> Iterator[list[Window]]:
    """Shuffled batches of windows of like padded length, each within a budget of padded pieces."""
    by_width: dict[int, list[Window]] = {}
    for window in windows:
        by_width.setdefault(padded(len(window)), []).append(window)
    groups: list[list[Window]] = []
    for width, members in by_width.items():
        rng.shuffle(members)
        size = max(1, budget // width)
        groups += [members[i : i + size] for i in range(0, len(members), size)]
    rng.shuffle(groups)
    yield from groups


@dataclass
class Batch:
    """Tensors of a batch: B windows, P pieces, W words; padding is masked."""

    pieces: torch.Tensor
    piece_mask: torch.Tensor
    first: torch.Tensor
    last: torch.Tensor
    word_mask: torch.Tensor
    windows: list[Window]

    def to(self, device: torch.device) -> "Batch":
        """The same batch on a device."""
        tensors = (self.pieces, self.piece_mask, self.first, self.last, self.word_mask)
        return Batch(*(tensor.to(device) for tensor in tensors), self.windows)


def collate(windows: list[Window], padding: int) -> Batch:
    """Pad windows into a Batch."""
    size, width = len(windows), padded(max(map(len, windows)))
    count = padded(max(len(w.first) for w in windows))
    pieces = torch.full((size, width), padding)
    first, last = torch.zeros((2, size, count), dtype=torch.long)
    word_mask = torch.zeros((size, count), dtype=torch.bool)
    piece_mask = torch.zeros((size, width), dtype=torch.bool)
    for row, window in enumerate(windows):
        pieces[row, : len(window)] = torch.tensor(window.pieces)
        piece_mask[row, : len(window)] = True
        words_here = len(window.first)
        first[row, :words_here] = torch.tensor(window.first)
        last[row, :words_here] = torch.tensor(window.last)
        word_mask[row, :words_here] = True
    return Batch(pieces, piece_mask, first, last, word_mask, windows)
