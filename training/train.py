"""Train the model: a small parser first (it finds the heads of the corpus's phrases), then all heads together.

python -m training.train bootstrap     heads.json for the event corpus
python -m training.train full          work-models/model.pt
python -m training.train more          the same from an earlier work-models/model.pt (training.restore makes one of the shipped weights)
python -m training.train names         one pass over the names alone, everything but the name head left as it is
python -m training.train smoke         the whole pipeline on 200 sentences
"""

import itertools
import json
import math
import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml

from training.corpus import Item
from training.labels import Labels
from training.losses import Weights, losses, name_loss
from training.material import drawn, make_labels, narc_windows, syntax_windows
from training.model import Model, Shape, load_pretrained
from training.monitor import monitor
from training.parse import parse_heads
from training.settings import Config, read_config
from training.sources import corpus_items, syntax_sentences
from training.windows import Builder, Window, batches, collate, pack
from training.workers import Shared, Worker, spread
from utsyn.reading.pieces import PieceEncoder
from utsyn.reading.tokens import words


def piece_encoder(config: Config) -> PieceEncoder:
    """The pruned vocabulary's encoder (made by training.vocabulary)."""
    return PieceEncoder((Path(config["data"]["work"]) / "vocabulary" / "tokenizer.json").read_text("utf-8"))


def new_model(config: Config, labels: Labels, layers: list[int], *, pretrained: bool = True) -> Model:
    """A model with the pretrained encoder's first pieces and chosen layers."""
    from training.encoder import read_bert

    kept = json.loads((Path(config["data"]["work"]) / "vocabulary" / "kept.json").read_text())
    torch.manual_seed(config["train"]["seed"])
    model = Model(Shape(vocabulary=len(kept), layers=len(layers)), labels)
    if pretrained:
        load_pretrained(model, read_bert(Path(config["encoder"]["weights"])), kept, layers)
    return model


class Trainer:
    """Optimiser and schedule."""

    def __init__(self, model: Model, config: Config, weights: Weights | None = None) -> None:
        self.config = config["train"]
        self.device = torch.device(self.config["device"])
        self.model = model.to(self.device)
        self.weights = asdict(weights or Weights())
        encoder = [
            p
            for n, p in model.named_parameters()
            if n.startswith(("layers", "positions", "embedding")) and p.requires_grad
        ]
        heads = [p for n, p in model.named_parameters() if not n.startswith(("layers", "positions", "embedding"))]
        self.optimiser = torch.optim.AdamW(
            [{"params": encoder, "lr": self.config["encoder_rate"]}, {"params": heads, "lr": self.config["head_rate"]}],
            weight_decay=self.config["weight_decay"],
            betas=(0.9, 0.98),
            fused=True,
        )
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.done = 0
        self.running: dict[str, float] = {}

    def _rate(self, progress: float) -> float:
        warm: float = self.config["warm_up"]
        if progress < warm:
            return (progress + 0.001) / warm
        return max(0.02, 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - warm) / (1.0 - warm)))))

    def step(self, windows: list[Window], padding: int, progress: float) -> None:
        """One optimiser step on one batch; `progress` of the run, 0 to 1, sets the learning rate."""
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * self._rate(progress)
        self.model.rounded(progress >= self.config["round_from"])
        batch = collate(windows, padding).to(self.device)
        found = losses(self.model, batch)
        total = torch.stack([self.weights[name] * loss for name, loss in found.items()]).sum()
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.done += 1
        for name, loss in found.items():
            self.running[name] = 0.98 * self.running.get(name, loss.item()) + 0.02 * loss.item()


def say(text: str) -> None:
    """Progress with the time of day."""
    print(time.strftime("%H:%M:%S"), text, flush=True)


def bootstrap(config: Config) -> None:
    """Train a small parser and write the heads of every word of the event corpus to work-models/heads.json."""
    encoder, settings = piece_encoder(config), config["bootstrap"]
    labels = make_labels(config)
    labels.save(Path(config["data"]["work"]) / "labels.json")
    builder = Builder(encoder, labels)
    model = new_model(config, labels, settings["layers"])
    rng = random.Random(config["train"]["seed"])
    windows: list[Window] = []
    for name in settings["files"]:
        sentences = syntax_sentences(config, name, config["syntax"][name][0])
        windows += pack(sentences[: settings["sentences"]], builder, 120, rng)
    config["train"]["minutes"] = None
    run(model, config, [lambda: windows] * settings["passes"], encoder, rng)
    model.eval()
    say("parsing the corpus")
    everything = [item for part in ("train", "dev", "test") for item in corpus_items(config, part)]
    write_heads(model, config, builder, everything)


def write_heads(model: Model, config: Config, builder: Builder, items: list[Item]) -> None:
    """Parse passages with a model and keep their heads (needed to turn phrases into head words)."""
    path = Path(config["data"]["work"]) / "heads.json"
    known: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    known |= parse_heads(model, builder, items)
    path.write_text(json.dumps(known))


def run(
    model: Model,
    config: Config,
    passes: list[Callable[[], list[Window]]],
    encoder: PieceEncoder,
    rng: random.Random,
    worker: Worker | None = None,
) -> None:
    """Train over passes, each a function that makes its windows; with `train.minutes`, only until the time is up."""
    worker = worker or Worker(model, None, 0, 1)
    budget, minutes = config["train"]["batch"], config["train"]["minutes"]
    trainer = Trainer(model, config)
    began = time.monotonic()
    # The first worker's passes are the run's; the others go on until it is over.
    for number, make in enumerate(passes if worker.leads else itertools.cycle(passes)):
        # Windows are made, and the model is watched, where parsing needs no card.
        model.cpu()
        windows = make()
        groups = list(batches(windows, budget, rng))
        if worker.leads:
            say(f"pass {number + 1} of {len(passes)}: {len(groups)} batches, {sum(map(len, windows)):,} pieces")
        model.train().to(trainer.device)
        for done, group in enumerate(groups):
            own = (number + done / len(groups)) / len(passes)
            if minutes:
                own = (time.monotonic() - began) / (60.0 * minutes)
            if (worker.leads and own >= 1.0) or worker.stopped:
                break
            trainer.step(group, encoder.padding, worker.progress(own))
            worker.stepped()
            if worker.leads:
                report(trainer, model, config, began, own)
        if worker.stopped or (worker.leads and minutes and own >= 1.0):
            break
        if worker.leads:
            monitor(model.cpu(), config, encoder, say)
    worker.finish()
    model.cpu()
    if worker.leads:
        monitor(model, config, encoder, say)


def report(trainer: Trainer, model: Model, config: Config, began: float, progress: float) -> None:
    """Say how far the first worker is, and save now and then."""
    if trainer.done % 50 == 0:
        rate = trainer.done / (time.monotonic() - began)
        shown = " ".join(f"{k}={v:.3f}" for k, v in trainer.running.items())
        say(f"{trainer.done} {progress:.1%} {rate:.2f}/s {shown}")
    if trainer.done % 500 == 0:
        save(model, config)


def save(model: Model, config: Config, name: str = "model.pt") -> None:
    """Write a checkpoint beside the old one, then put it in its place."""
    path = Path(config["data"]["work"]) / name
    partial = path.with_suffix(".partial")
    torch.save(
        {
            "state": {k: v for k, v in model.state_dict().items() if k != "embedding.weight"},
            "shape": asdict(model.shape),
        },
        partial,
    )
    partial.replace(path)


def event_windows(
    config: Config, builder: Builder, items: list[Item], heads: dict[str, list[int]], rng: random.Random
) -> list[Window]:
    """The event corpus once, cut into windows whose size varies."""
    found: list[Window] = []
    for item in items:
        tokens = len(words(item["text"], item["language"]))
        if len(heads.get(item["id"], [])) == tokens:
            found += builder.of_passage(item, heads[item["id"]], budget=rng.choice([110, 160, 220]))
    return found


def full(config: Config) -> None:
    """Train all heads together from the pretrained encoder and write work-models/model.pt."""
    spread(train, _trained(config), config["train"]["workers"], config, None)


def more(config: Config) -> None:
    """Train on from work-models/model.pt."""
    checkpoint = Path(config["data"]["work"]) / "model.pt"
    started = checkpoint.with_name("start.pt")
    shutil.copy(checkpoint, started)
    spread(train, _trained(config), config["train"]["workers"], config, started)


def _trained(config: Config) -> int:
    """Number of parameters that training changes."""
    labels = Labels.load(Path(config["data"]["work"]) / "labels.json")
    model = new_model(config, labels, config["encoder"]["layers"], pretrained=False)
    return sum(p.numel() for n, p in model.named_parameters() if n != "embedding.weight")


def train(shared: Shared | None, number: int, config: Config, checkpoint: Path | None) -> None:
    """One worker's training (the only one, or one of several)."""
    if shared is not None:
        torch.set_num_threads(1)
        os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[number]})
    work = Path(config["data"]["work"])
    encoder, labels = piece_encoder(config), Labels.load(work / "labels.json")
    builder = Builder(encoder, labels)
    heads = json.loads((work / "heads.json").read_text()) if (work / "heads.json").exists() else {}
    model = new_model(config, labels, config["encoder"]["layers"])
    if checkpoint is not None:
        model.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["state"], strict=False)
    rng = random.Random(config["train"]["seed"] + number)
    torch.manual_seed(config["train"]["seed"] + number)

    def make(pass_number: int) -> list[Window]:
        # Read anew each time: passages that were added or corrected while training count from the next pass on.
        items = corpus_items(config, "train")
        # After one pass the model parses better than the bootstrap parser did.
        again = checkpoint is None and pass_number == 1
        unparsed = items if again else [item for item in items if item["id"] not in heads]
        heads.update(parse_heads(model.eval(), builder, unparsed))
        windows = syntax_windows(config, builder, rng) + narc_windows(config, builder, rng)
        for _ in range(config["train"]["event_copies"]):
            windows += event_windows(config, builder, drawn(config, items, rng), heads, rng)
        return windows

    passes = [partial(make, pass_number) for pass_number in range(config["train"]["passes"])]
    worker = Worker(model, shared, number, config["train"]["meet"])
    run(model, config, passes, encoder, rng, worker)
    if worker.leads:
        save(model, config)


def names(config: Config) -> None:
    """Train the name head of work-models/model.pt alone: the encoder and all other heads stay as they are."""
    work = Path(config["data"]["work"])
    encoder, labels = piece_encoder(config), Labels.load(work / "labels.json")
    model = new_model(config, labels, config["encoder"]["layers"])
    model.load_state_dict(torch.load(work / "model.pt", map_location="cpu", weights_only=True)["state"], strict=False)
    trained = [p for name, p in model.named_parameters() if name.startswith(("names", "mix_names"))]
    rng = random.Random(config["train"]["seed"])
    windows = [w for w in syntax_windows(config, Builder(encoder, labels), rng) if any(w.names)]
    groups = list(batches(windows, config["train"]["batch"], rng))
    rate = config["train"]["head_rate"]
    optimiser = torch.optim.AdamW(trained, lr=rate, weight_decay=config["train"]["weight_decay"])
    for number, group in enumerate(groups):
        for parameters in optimiser.param_groups:
            parameters["lr"] = rate * max(0.03, 1 - number / len(groups))
        loss = name_loss(model.eval(), collate(group, encoder.padding))
        loss.backward()
        optimiser.step()
        optimiser.zero_grad()
        if number % 50 == 0:
            say(f"{number}/{len(groups)} names={loss.item():.4f}")
    save(model, config)


def smoke(config: Config) -> None:
    """Every step of the pipeline on 200 sentences and a two-layer model: shows that it runs, not that it is good."""
    from training.export import export

    files = ["nb-dev", "en_ewt-dev"]
    config["syntax"] = {name: [name[:2], 1] for name in files}
    config["names"], config["monitor"], config["train"]["minutes"] = {}, {}, None
    config["encoder"]["layers"] = [0, 1]
    work = Path(config["data"]["work"])
    config["data"]["work"] = str(work / "smoke")
    (work / "smoke").mkdir(exist_ok=True)
    for name in ("vocabulary", "treebanks", "narc"):
        if (work / name).exists() and not (work / "smoke" / name).exists():
            (work / "smoke" / name).symlink_to((work / name).resolve())
    encoder, labels = piece_encoder(config), make_labels(config)
    labels.save(work / "smoke" / "labels.json")
    builder = Builder(encoder, labels)
    model = new_model(config, labels, config["encoder"]["layers"])
    rng = random.Random(0)
    items = corpus_items(config, "train")[:100]
    heads = parse_heads(model.eval(), builder, items)
    windows = event_windows(config, builder, items, heads, rng)
    for name in files:
        windows += pack(syntax_sentences(config, name, name[:2])[:50], builder, 120, rng)
    run(model, config, [lambda: windows], encoder, rng)
    save(model, config)
    export(config, work / "smoke" / "model.pt", work / "smoke" / "weights")


def main(command: str, *overrides: str) -> None:
    """Command line: a command and `train.key=value` overrides."""
    config = read_config()
    for override in overrides:
        name, value = override.split("=", 1)
        *path, last = name.split(".")
        node = config
        for part in path:
            node = node[part]
        node[last] = yaml.safe_load(value)
    torch.set_num_threads(config["train"]["threads"])
    random.seed(config["train"]["seed"])
    np.random.seed(config["train"]["seed"])
    {"bootstrap": bootstrap, "full": full, "more": more, "names": names, "smoke": smoke}[command](config)


if __name__ == "__main__":
    main(*sys.argv[1:])
