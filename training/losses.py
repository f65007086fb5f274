"""The loss of each head on a batch; layers that a window lacks count nothing."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from training.model import Model
from training.windows import IGNORE, Batch, padded

VERY_LOW = -1e4
BLANKED, BLANKED_WITH_EVENTS = 0.04, 0.12
"""Share of word pieces whose embedding is left out while training: the event corpus is small enough to be learned by heart."""


@dataclass
class Weights:
    """How much each head's loss counts."""

    upos: float = 0.5
    features: float = 0.5
    scripts: float = 0.5
    starts: float = 0.5
    arcs: float = 1.0
    relations: float = 1.0
    names: float = 1.5
    types: float = 4.0
    modes: float = 0.7
    status: float = 0.7
    roles: float = 1.5
    links: float = 0.5


def losses(model: Model, batch: Batch) -> dict[str, Tensor]:
    """Loss by head, each a mean over what is annotated; heads without annotation in the batch are absent."""
    with torch.autocast(batch.pieces.device.type, dtype=torch.bfloat16):
        embedded = _blanked(model.embed(batch.pieces), batch) if model.training else model.embed(batch.pieces)
        syntax, names, events = model.readings(embedded, batch.piece_mask, batch.first, batch.last)
        found = _syntax_losses(model, batch, syntax)
        found |= _name_loss(model, batch, names)
        found |= _event_losses(model, batch, events)
        found |= _link_loss(model, batch, events)
    return found


def _blanked(embedded: Tensor, batch: Batch) -> Tensor:
    shares = [BLANKED_WITH_EVENTS if window.has_events else BLANKED for window in batch.windows]
    blank = (
        torch.rand(batch.pieces.shape, device=embedded.device) < torch.tensor(shares, device=embedded.device)[:, None]
    )
    return embedded.masked_fill(blank.unsqueeze(-1), 0.0)


def _padded(batch: Batch, layer: str, fill: int = IGNORE) -> Tensor:
    target = torch.full(batch.word_mask.shape, fill)
    for row, window in enumerate(batch.windows):
        values = getattr(window, layer)
        target[row, : len(values)] = torch.tensor(values)
    return target.to(batch.pieces.device)


def _syntax_losses(model: Model, batch: Batch, x: Tensor) -> dict[str, Tensor]:
    rows = torch.tensor([any(h != IGNORE for h in w.heads) or any(u != IGNORE for u in w.upos) for w in batch.windows])
    if not rows.any():
        return {}
    found: dict[str, Tensor] = {}
    heads = _padded(batch, "heads")
    known = heads != IGNORE
    found["upos"] = _cross_entropy(model.upos(x), _padded(batch, "upos"))
    found["scripts"] = _cross_entropy(model.scripts(x), _padded(batch, "scripts"))
    starts = _padded(batch, "starts")
    scores = model.starts(x).squeeze(-1).float()
    found["starts"] = F.binary_cross_entropy_with_logits(scores[starts != IGNORE], starts[starts != IGNORE].float())
    found["features"] = _feature_loss(model, batch, x)
    if known.any():
        found["arcs"], found["relations"] = _tree_losses(model, batch, x, heads, known)
    return found


def _tree_losses(model: Model, batch: Batch, x: Tensor, heads: Tensor, known: Tensor) -> tuple[Tensor, Tensor]:
    arcs = model.arc(x).squeeze(1).float()
    sentence = _padded(batch, "sentence", -1)
    same = sentence[:, :, None] == sentence[:, None, :]
    itself = torch.eye(same.shape[1], dtype=torch.bool, device=x.device)
    arcs = arcs.masked_fill(~same | itself, VERY_LOW)
    scores = torch.cat([model.root(x).float(), arcs], -1)
    arc_loss = F.cross_entropy(scores[known], (heads + 1)[known])
    relations = _padded(batch, "relations")
    partner = torch.where(heads < 0, torch.arange(heads.shape[1], device=x.device).expand_as(heads), heads)
    return arc_loss, _cross_entropy(model.relation.at(x, partner), relations)


def _feature_loss(model: Model, batch: Batch, x: Tensor) -> Tensor:
    target = torch.full((*batch.word_mask.shape, len(model.feature_sizes)), IGNORE)
    for row, window in enumerate(batch.windows):
        target[row, : len(window.features)] = torch.tensor(window.features)
    target = target.to(x.device)
    pieces = model.features(x).split(model.feature_sizes, -1)
    terms = [_cross_entropy(scores, target[..., i]) for i, scores in enumerate(pieces)]
    return torch.stack(terms).mean()


def _cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    known = target != IGNORE
    if not known.any():
        return scores.sum().float() * 0
    return F.cross_entropy(scores[known].float(), target[known])


def _name_loss(model: Model, batch: Batch, x: Tensor) -> dict[str, Tensor]:
    places = [(row, i, tags) for row, w in enumerate(batch.windows) for i, tags in enumerate(w.names) if tags]
    if not places:
        return {}
    rows, columns = (torch.tensor([p[k] for p in places]) for k in (0, 1))
    scores = model.names(x)[rows, columns].float()
    allowed = torch.full(scores.shape, VERY_LOW, device=x.device)
    for number, (_, _, tags) in enumerate(places):
        allowed[number, tags] = 0.0
    return {"names": -(torch.logsumexp(scores.log_softmax(-1) + allowed, -1)).mean()}


def name_loss(model: Model, batch: Batch) -> Tensor:
    """The loss of the name head on an encoder that stays as it is."""
    with torch.autocast(batch.pieces.device.type, dtype=torch.bfloat16):
        with torch.no_grad():
            states = model.encode(model.embed(batch.pieces), batch.piece_mask)
        words = F.dropout(model.words(model.mix_names(states), batch.first, batch.last), model.shape.dropout)
        return _name_loss(model, batch, words)["names"]


def _event_losses(model: Model, batch: Batch, x: Tensor) -> dict[str, Tensor]:
    rows = [row for row, window in enumerate(batch.windows) if window.has_events]
    if not rows:
        return {}
    acts = model.event(x)
    target = torch.full(batch.word_mask.shape, IGNORE)
    for row in rows:
        window = batch.windows[row]
        target[row, : len(window.first)] = 0
        for word, kind, _, _, _ in window.triggers:
            target[row, word] = kind + 1
    found = {"types": _cross_entropy(model.types(acts), target.to(x.device))}
    triggers = [(row, *trigger) for row in rows for trigger in batch.windows[row].triggers]
    if not triggers:
        return found
    where, word, _, mode, status, reciprocal = (
        torch.tensor([t[k] for t in triggers], device=x.device) for k in range(6)
    )
    found["modes"] = F.cross_entropy(model.modes(acts)[where, word].float(), mode)
    scores = model.status(acts)[where, word].float()
    found["status"] = F.cross_entropy(scores[:, :-1], status) + 0.5 * F.binary_cross_entropy_with_logits(
        scores[:, -1], reciprocal.float()
    )
    found["roles"] = _role_loss(model, batch, x, where, word)
    return found


def _role_loss(model: Model, batch: Batch, x: Tensor, where: Tensor, word: Tensor) -> Tensor:
    count = len(where)
    where, word = _filled(where), _filled(word)
    left, right = model.roles.project(x)
    chosen = torch.einsum("ti,lij->tlj", left[where, word], model.roles.weight.to(left.dtype))
    scores = torch.einsum("tlj,twj->tlw", chosen, right[where])[:count].float()
    where = where[:count]
    target = torch.zeros_like(scores)
    number = 0
    for window in batch.windows:
        if window.has_events:
            for trigger, role, argument in window.arguments:
                target[number + trigger, role, argument] = 1.0
            number += len(window.triggers)
    mask = batch.word_mask[where].unsqueeze(1).expand_as(scores)
    each = F.binary_cross_entropy_with_logits(scores, target, reduction="none")
    return (each * mask).sum() / max(1, len(where)) / 3.0


def _filled(index: Tensor) -> Tensor:
    """Pad an index with zeros to a multiple of STEP, so that matrix shapes repeat."""
    return F.pad(index, (0, padded(len(index)) - len(index)))


def _link_loss(model: Model, batch: Batch, x: Tensor) -> dict[str, Tensor]:
    places = [(row, word, earlier) for row, w in enumerate(batch.windows) for word, earlier in w.antecedents]
    if not places:
        return {}
    count = len(places)
    rows = _filled(torch.tensor([p[0] for p in places], device=x.device))
    column = _filled(torch.tensor([p[1] for p in places], device=x.device))
    left, right = model.link.project(x)
    chosen = torch.matmul(left[rows, column], model.link.weight[0].to(left.dtype))
    scores = torch.einsum("mj,mwj->mw", chosen, right[rows])[:count].float()
    rows, column = rows[:count], column[:count]
    before = torch.arange(scores.shape[1], device=x.device)[None] < column[:, None]
    scores = scores.masked_fill(~before, VERY_LOW)
    scores = torch.cat([model.link_none(x)[rows, column].float(), scores], -1)
    allowed = torch.full_like(scores, VERY_LOW)
    for number, (_, _, earlier) in enumerate(places):
        allowed[number, [e + 1 for e in earlier] or [0]] = 0.0
    return {"links": -(torch.logsumexp(scores.log_softmax(-1) + allowed, -1)).mean()}
