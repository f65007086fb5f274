"""What the heads reach on dev data while training goes on; the shipped figures come from evaluation/ on the exported model."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import torch

from training.labels import Labels
from training.losses import VERY_LOW
from training.model import Model
from training.settings import Config
from training.sources import corpus_items, syntax_sentences
from training.windows import Batch, Builder, Window, collate, pack
from utsyn.reading.pieces import PieceEncoder


def monitor(model: Model, config: Config, encoder: PieceEncoder, say: Callable[[str], None]) -> None:
    """Print dev figures: LAS with gold tokens and sentences, triggers with type, status, roles with gold triggers."""
    labels = Labels.load(Path(config["data"]["work"]) / "labels.json")
    builder = Builder(encoder, labels)
    model.eval()
    for name, language in config["monitor"].items():
        windows = pack(syntax_sentences(config, name, language)[:500], builder, 160, random.Random(0))
        say(f"{name}: " + _syntax(model, windows, encoder))
    heads_file = Path(config["data"]["work"]) / "heads.json"
    if heads_file.exists():
        heads = json.loads(heads_file.read_text())
        items = [item for item in corpus_items(config, "dev") if item["id"] in heads]
        windows = [w for item in items for w in builder.of_passage(item, heads[item["id"]], budget=220)]
        say("events: " + _events(model, windows, encoder))


def _grouped(windows: list[Window], size: int = 16) -> list[list[Window]]:
    ordered = sorted(windows, key=len)
    return [ordered[i : i + size] for i in range(0, len(ordered), size)]


def _vectors(model: Model, batch: Batch) -> tuple[torch.Tensor, ...]:
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        return model.readings(model.embed(batch.pieces), batch.piece_mask, batch.first, batch.last)


def _syntax(model: Model, windows: list[Window], encoder: PieceEncoder) -> str:
    total = attached = labelled = tagged = 0
    for group in _grouped(windows):
        batch = collate(group, encoder.padding)
        syntax, _, _ = (v.float() for v in _vectors(model, batch))
        arcs = model.arc(syntax).squeeze(1)
        for row, window in enumerate(group):
            n = len(window.first)
            sentence = torch.tensor(window.sentence)
            allowed = (sentence[:, None] == sentence[None]) & ~torch.eye(n, dtype=torch.bool)
            scores = torch.cat([model.root(syntax[row, :n]), arcs[row, :n, :n].masked_fill(~allowed, VERY_LOW)], -1)
            head = scores.argmax(-1) - 1
            gold = torch.tensor(window.heads)
            partner = torch.where(head < 0, torch.arange(n), head)
            relation = model.relation.at(syntax[row : row + 1, :n], partner[None])[0].argmax(-1)
            right = head == gold
            total += n
            attached += int(right.sum())
            labelled += int((right & (relation == torch.tensor(window.relations))).sum())
            tagged += int((model.upos(syntax[row, :n]).argmax(-1) == torch.tensor(window.upos)).sum())
    return f"UAS {attached / total:.4f} LAS {labelled / total:.4f} UPOS {tagged / total:.4f}"


def _events(model: Model, windows: list[Window], encoder: PieceEncoder) -> str:
    hit = typed = predicted = gold = status = modes = 0
    role_hit = role_predicted = role_gold = 0
    for group in _grouped(windows):
        batch = collate(group, encoder.padding)
        _, _, events = (v.float() for v in _vectors(model, batch))
        acts = model.event(events)
        types = model.types(acts).argmax(-1)
        roles = model.roles(events) > 0
        for row, window in enumerate(group):
            n = len(window.first)
            wanted = {word: (kind, mode, state) for word, kind, mode, state, _ in window.triggers}
            found = {i: int(types[row, i]) - 1 for i in range(n) if types[row, i] > 0}
            gold += len(wanted)
            predicted += len(found)
            hit += len(wanted.keys() & found.keys())
            good = [i for i in wanted.keys() & found.keys() if wanted[i][0] == found[i]]
            typed += len(good)
            for i in good:
                status += int(model.status(acts[row, i])[:-1].argmax()) == wanted[i][2]
                modes += int(model.modes(acts[row, i]).argmax()) == wanted[i][1]
            edges = {(window.triggers[t][0], r, w) for t, r, w in window.arguments}
            guessed = {(w, r, a) for w in wanted for r, a in roles[row, :, w, :n].nonzero().tolist()}
            role_hit += len(edges & guessed)
            role_predicted += len(guessed)
            role_gold += len(edges)
    return (
        f"trigger F1 {2 * hit / max(1, predicted + gold):.4f} typed F1 {2 * typed / max(1, predicted + gold):.4f} "
        f"(p {typed / max(1, predicted):.3f} r {typed / max(1, gold):.3f}) status {status / max(1, typed):.4f} "
        f"mode {modes / max(1, typed):.4f} roles F1 {2 * role_hit / max(1, role_predicted + role_gold):.4f}"
    )
