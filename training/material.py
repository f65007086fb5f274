"""The training data as windows: what `config.yaml` names."""

import random

from training.corpus import Item
from training.labels import Labels, collect
from training.sentences import Sentence, read_iob2
from training.settings import Config
from training.sources import corpus_items, narc_documents, syntax_sentences, unpacked
from training.windows import Builder, Window, pack


def make_labels(config: Config) -> Labels:
    """Inventories over everything that is trained on."""
    sentences = (
        s for name, (language, _) in config["syntax"].items() for s in syntax_sentences(config, name, language)
    )
    events = (event for item in corpus_items(config, "train") for event in item["events"])
    return collect(sentences, events)


def syntax_windows(config: Config, builder: Builder, rng: random.Random) -> list[Window]:
    """One pass over treebanks and name corpora, small ones several times, packed anew each time."""
    windows: list[Window] = []
    part = config["train"]["syntax_share"]
    for name, (language, copies) in config["syntax"].items():
        for share in _shares(copies * part):
            sentences = syntax_sentences(config, name, language, fuse=rng.random() < 0.5)
            windows += pack(_part(sentences, share, rng), builder, config["train"]["window"], rng)
    for name, (language, copies) in config["names"].items():
        for share in _shares(copies * part):
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


def drawn(config: Config, items: list[Item], rng: random.Random) -> list[Item]:
    """A random share of the event corpus, as large as the configuration says for each group of its files."""
    shares = config["train"]["corpus_shares"]
    return [item for item in items if rng.random() < shares.get(_group(item), shares["others"])]


def _group(item: Item) -> str:
    """The letter in the name of a passage's file: "m" of "nb-m-0001"."""
    language, _, rest = item["id"].partition("-")
    return rest.partition("-")[0] if len(language) == 2 else ""


def narc_windows(config: Config, builder: Builder, rng: random.Random) -> list[Window]:
    """NARC's training documents, one or more windows each."""
    windows: list[Window] = []
    for _, sentences in narc_documents(config, "train"):
        if rng.random() < config["train"]["narc_copies"]:
            windows += pack(sentences, builder, config["train"]["window"] + 80, rng)
    return windows
