"""The language model at run time: weights from the package, ONNX Runtime, raw text to Readings."""

import gzip
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from os import cpu_count
from typing import Any

import numpy as np
import numpy.typing as npt

from utsyn.article.model import Article
from utsyn.errors import WeightsError
from utsyn.reading.decode import Decoded, Labels, decode
from utsyn.reading.dictionary import dictionary
from utsyn.reading.floats import float_graph
from utsyn.reading.pieces import PieceEncoder
from utsyn.reading.structure import Reading, Sentence, Token
from utsyn.reading.tokens import Word, words
from utsyn.reading.windows import Window, cut

Array = npt.NDArray[np.float32]
BLOCK = 32
"""Weights that share one scale in the 4-bit embedding table."""


def weights_folder() -> Traversable:
    """Where the package keeps its weights."""
    return files("utsyn.reading").joinpath("weights")


@dataclass(frozen=True)
class Embedding:
    """The table of piece embeddings in blocks of 4-bit weights; rows are unpacked as they are needed."""

    scales: npt.NDArray[np.float16]
    """[pieces, blocks]"""
    nibbles: npt.NDArray[np.uint8]
    """[pieces, blocks, BLOCK / 2]: low nibbles are a block's first half, high nibbles its second."""

    def rows(self, pieces: Sequence[int]) -> Array:
        """Embeddings [len(pieces), width]: each weight is its nibble minus 8, times the block's scale."""
        index = np.asarray(pieces)
        packed = self.nibbles[index]
        both = np.concatenate([packed & 15, packed >> 4], axis=2).astype(np.float32) - 8.0
        both *= self.scales[index].astype(np.float32)[:, :, None]
        return both.reshape(len(index), -1)


@dataclass(frozen=True)
class Weights:
    """Everything that `Reader` needs, loaded: session, embedding table, vocabulary, labels."""

    session: Any
    embedding: Embedding
    relation: Array
    encoder: PieceEncoder
    labels: Labels


@cache
def load_weights(name: str = "model.int8.onnx") -> Weights:
    """Load the shipped weights once per process.

    Raises WeightsError when a file is missing or damaged.
    """
    import onnxruntime

    folder = weights_folder()
    try:
        options = onnxruntime.SessionOptions()
        # One thread a run: windows run side by side instead, which is faster and gives the same bytes on any machine.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = _session(folder.joinpath(name).read_bytes(), options)
        with np.load(BytesIO(folder.joinpath("tables.npz").read_bytes())) as tables:
            embedding = Embedding(tables["scales"], tables["nibbles"])
            relation = tables["relation"].astype(np.float32)
        specification = gzip.decompress(folder.joinpath("tokenizer.json.gz").read_bytes()).decode("utf-8")
        labels = Labels.from_json(json.loads(folder.joinpath("labels.json").read_text("utf-8")))
    except Exception as error:
        raise WeightsError(
            f"The language model's weights in {folder} cannot be loaded ({error}); install utsyn again, or run `make export` in a checkout."
        ) from error
    return Weights(session, embedding, relation, PieceEncoder(specification), labels)


def _session(graph: bytes, options: Any) -> Any:
    """The graph on a graphics card, in float32, where ONNX Runtime's CUDA provider and `onnx` are installed; else int8 here."""
    import onnxruntime

    if "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        try:
            floats = float_graph(graph)
        except ImportError:
            pass
        else:
            providers = ["CUDAExecutionProvider", "CPUExecutionProvider"]
            return onnxruntime.InferenceSession(floats, options, providers=providers)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


class Reader:
    """Reads articles with the language model; the result for one does not depend on what is read beside it.

    >>> Reader.load().read_text("Norge ba Russland om svar.", "nb").tokens[1].lemma  # doctest: +SKIP
    'be'
    """

    def __init__(self, weights: Weights, *, threads: int | None = None) -> None:
        self.weights = weights
        self._threads = threads or min(8, cpu_count() or 1)

    @classmethod
    def load(cls, threads: int | None = None) -> "Reader":
        """A reader over the shipped weights; `threads`: windows run side by side, all cores (at most 8) by default."""
        return cls(load_weights(), threads=threads)

    def read(self, article: Article) -> Reading:
        """Read one article."""
        return self.read_many([article])[0]

    def read_text(self, text: str, language: str) -> Reading:
        """Read a bare text."""
        return self.read_many([Article(text=text, key="text", id="", language=language)])[0]

    def read_many(self, articles: Sequence[Article]) -> list[Reading]:
        """Read articles, in order; windows of all of them run side by side, longest first."""
        tokenised = [words(article.text, article.language, article.start) for article in articles]
        windows = [w for n, found in enumerate(tokenised) for w in cut(n, found, self.weights.encoder)]
        order = sorted(range(len(windows)), key=lambda i: -len(windows[i].pieces))
        decoded: list[Decoded | None] = [None] * len(windows)

        for language in sorted({article.language for article in articles}):
            # Here and not in the threads below, where each would load it for itself.
            dictionary(language).load()

        def work(index: int) -> None:
            window = windows[index]
            decoded[index] = self._window(window, tokenised[window.article], articles[window.article].language)

        if self._threads == 1 or len(windows) == 1:
            for index in order:
                work(index)
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(work, order))
        return self._assemble(articles, tokenised, windows, decoded)

    def scores(self, window: Window) -> dict[str, Array]:
        """Raw scores of one window, words first, no batch axis."""
        weights = self.weights
        embedded = weights.embedding.rows(window.pieces)[None]
        inputs = {
            "embedded": embedded,
            "first": np.array([window.first], dtype=np.int64),
            "last": np.array([window.last], dtype=np.int64),
        }
        names = [output.name for output in weights.session.get_outputs()]
        return {name: value[0] for name, value in zip(names, weights.session.run(names, inputs), strict=True)}

    def _window(self, window: Window, tokens: Sequence[Word], language: str) -> Decoded:
        return decode(window, tokens, self.scores(window), self.weights.relation, self.weights.labels, language)

    def _assemble(
        self,
        articles: Sequence[Article],
        tokenised: Sequence[Sequence[Word]],
        windows: Sequence[Window],
        decoded: Sequence[Decoded | None],
    ) -> list[Reading]:
        parts: list[list[Decoded]] = [[] for _ in articles]
        for window, found in zip(windows, decoded, strict=True):
            assert found is not None
            parts[window.article].append(found)
        return [_reading(a, t, p) for a, t, p in zip(articles, tokenised, parts, strict=True)]


def _reading(article: Article, tokens: Sequence[Word], parts: Sequence[Decoded]) -> Reading:
    labels = [token for part in parts for token in part.tokens]
    starts = [start for part in parts for start in part.sentence_starts]
    ends = [*starts[1:], len(tokens)]
    return Reading(
        text=article.text,
        language=article.language,
        tokens=tuple(
            Token(w.start, w.end, w.text, t.lemma, t.upos, t.features, t.head, t.relation)
            for w, t in zip(tokens, labels, strict=True)
        ),
        sentences=tuple(
            Sentence(low, high, tokens[low].start, tokens[high - 1].end)
            for low, high in zip(starts, ends, strict=True)
            if high > low
        ),
        names=tuple(name for part in parts for name in part.names),
        triggers=tuple(trigger for part in parts for trigger in part.triggers),
        links=tuple(link for part in parts for link in part.links),
    )
