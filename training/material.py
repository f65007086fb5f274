"""The training data as windows: what `config.yaml` names, loaded once."""

import random
import tarfile
from pathlib import Path
from typing import Any

from training.corpus import Item, read_items, read_split
from training.labels import Labels, collect
from training.sentences import Sentence, read_conllu, read_iob2, read_narc
from training.windows import Builder, Window, pack

Config = dict[str, Any]


def unpacked(config: Config, kind: str, name: str) -> Path:
    """Path of a data file, unpacked into the work folder the first time."""
    import gzip

    suffix = "conllu" if kind == "treebanks" else "iob2"
    target = Path(config["data"]["work"]) / kind / f"{name}.{suffix}"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        source = Path(config["data"][kind]) / f"{name}.{suffix}.gz"
        target.write_bytes(gzip.decompress(source.read_bytes()))
    return target


def narc_folder(config: Config) -> Path:
    """Folder of the NARC documents, unpacked the first time."""
    target = Path(config["data"]["work"]) / "narc"
    if not target.exists():
        with tarfile.open(next(Path(config["data"]["coreference"]).glob("*.tar.xz"))) as archive:
            archive.extractall(target, filter="data")
    return next(target.glob("*"))


def narc_part(name: str) -> str:
    """Split of a NARC document by a hash of its name: about 12 % test, 8 % dev."""
    import hashlib

    share = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 100
    return "test" if share < 12 else "dev" if share < 20 else "train"


def corpus_items(config: Config, part: str) -> list[Item]:
    """Passages of one part of our corpus; train has the real articles too."""
    folder = Path(config["data"]["corpus"])
    split = read_split(folder / "split.tsv")
    items = [item for item in read_items(sorted(folder.glob("*.jsonl"))) if split.get(item["id"], "train") == part]
    if part == "train":
        items += read_items(sorted(Path(config["data"]["corpus_real"]).glob("*.jsonl")))
    return items


def syntax_sentences(config: Config, name: str, language: str, *, fuse: bool = False) -> list[Sentence]:
    """Sentences of one treebank file."""
    return list(read_conllu(unpacked(config, "treebanks", name), language, fuse=fuse))


def make_labels(config: Config) -> Labels:
    """Inventories over everything that is trained on."""
    sentences = (s for name, (language, _) in config["syntax"].items() for s in syntax_sentences(config, name, language))
    events = (event for item in corpus_items(config, "train") for event in item["events"])
    return collect(sentences, events)


def narc_documents(config: Config, part: str) -> list[tuple[str, list[Sentence]]]:
    """NARC's documents of one part, with the trees of the treebank where its sentence is found."""
    trees: dict[str, Sentence] = {}
    for language in ("nb", "nn"):
        for piece in ("train", "dev"):
            for sentence in syntax_sentences(config, f"{language}-{piece}", language):
                # A dev tree serves to find the heads of mentions; its syntax is not trained on.
                trees[" ".join(sentence.words)] = sentence if piece == "train" else _heads_only(sentence)
    documents = []
    for folder, language in (("annotation_bokmaal", "nb"), ("annotation_nynorsk", "nn")):
        for name, sentences in read_narc(narc_folder(config) / folder, language, trees):
            if narc_part(name) == part:
                documents.append((name, sentences))
    return documents


def _heads_only(sentence: Sentence) -> Sentence:
    return Sentence(sentence.language, sentence.words, sentence.spaced, heads=sentence.heads)


def syntax_windows(config: Config, builder: Builder, rng: random.Random) -> list[Window]:
    """One pass over treebanks and name corpora, small ones several times, packed anew each time."""
    windows: list[Window] = []
    for name, (language, copies) in config["syntax"].items():
        for share in _shares(copies):
            sentences = syntax_sentences(config, name, language, fuse=rng.random() < 0.5)
            windows += pack(_part(sentences, share, rng), builder, config["train"]["window"], rng)
    for name, (language, copies) in config["names"].items():
        for share in _shares(copies):
            sentences = list(read_iob2(unpacked(config, "names", name), language))
            windows += pack(_part(sentences, share, rng), builder, config["train"]["window"], rng)
    return windows


def _shares(copies: float) -> list[float]:
    """2.5 copies are two whole ones and a half."""
    whole = int(copies)
    return [1.0] * whole + ([copies - whole] if copies > whole else [])


def _part(sentences: list[Sentence], share: float, rng: random.Random) -> list[Sentence]:
    """A random share of a file, in runs of eight sentences so that context stays."""
    runs = [sentences[i : i + 8] for i in range(0, len(sentences), 8)]
    return [sentence for run in runs if rng.random() < share for sentence in run]


def narc_windows(config: Config, builder: Builder, rng: random.Random) -> list[Window]:
    """NARC's training documents, one or more windows each."""
    windows: list[Window] = []
    for _, sentences in narc_documents(config, "train"):
        if rng.random() < config["train"]["narc_copies"]:
            windows += pack(sentences, builder, config["train"]["window"] + 80, rng)
    return windows
