"""The training and test data where `config.yaml` says they lie; needs no torch."""

import gzip
import hashlib
import tarfile
from pathlib import Path

from training.corpus import Item, read_items, read_split
from training.sentences import Sentence, read_conllu, read_narc
from training.settings import Config


def unpacked(config: Config, kind: str, name: str) -> Path:
    """Path of a data file, unpacked into the work folder the first time."""
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
