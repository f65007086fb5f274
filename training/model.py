"""One encoder, several heads (design: training/README.md)."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.labels import Labels


class PooledDropout(nn.Module):
    """Dropout whose masks are slices of one pool of random bits: drawing fresh bits is a sixth of a step on a CPU."""

    def __init__(self, probability: float, pool: int = 1 << 21) -> None:
        super().__init__()
        self.probability = probability
        generator = torch.Generator().manual_seed(1)
        kept = (torch.rand(pool, generator=generator) >= probability).to(torch.bfloat16) / (1.0 - probability)
        self.register_buffer("pool", kept, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """Zero a share of the values while training, scale the others up."""
        if not self.training or self.probability == 0.0:
            return x
        size = x.numel()
        if size >= self.pool.numel():
            return F.dropout(x, self.probability, True)
        start = int(torch.randint(self.pool.numel() - size, ()))
        return x * self.pool[start : start + size].view(x.shape).to(x.dtype)


class RoundedLinear(nn.Linear):
    """A linear layer that can compute as the shipped int8 graph does, so that the last part of training learns to bear it.

    Weights are rounded with one scale an output, inputs with one scale a tensor (ONNX's DynamicQuantizeLinear).
    """

    rounded = False

    def forward(self, x: Tensor) -> Tensor:
        """As `nn.Linear`; gradients pass straight through the rounding."""
        if not (self.rounded and self.training):
            return super().forward(x)
        with torch.no_grad():
            low, high = (edge.float() for edge in x.aminmax())
            scale = ((high.clamp(min=0.0) - low.clamp(max=0.0)) / 255.0).clamp(min=1e-8)
            zero = (-low.clamp(max=0.0) / scale).round().clamp(0, 255).to(torch.int32)
            scales = (self.weight.abs().amax(1).float() / 127.0).clamp(min=1e-8)
            middle = torch.zeros_like(scales, dtype=torch.int32)
        weight = torch.fake_quantize_per_channel_affine(self.weight, scales, middle, 0, -127, 127)
        x = torch.fake_quantize_per_tensor_affine(x.float(), scale, zero, 0, 255)
        return F.linear(x, weight, self.bias)


class EncoderLayer(nn.Module):
    """A BERT layer with its attention written out: on CPUs the fused kernel's backward pass is several times slower."""

    def __init__(self, width: int, heads: int, feed: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = RoundedLinear(width, 3 * width)
        self.out = RoundedLinear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = RoundedLinear(width, feed)
        self.down = RoundedLinear(feed, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = PooledDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x`: [B, P, width]; `bias`: [B, 1, 1, P], 0 for pieces and very negative for padding."""
        batch, pieces, width = x.shape
        qkv = self.qkv(x).view(batch, pieces, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = qkv[0], qkv[1], qkv[2]
        scores = torch.matmul(query * (width // self.heads) ** -0.5, key.transpose(-1, -2)) + bias
        mixed = torch.matmul(scores.softmax(-1).to(value.dtype), value).transpose(1, 2).reshape(batch, pieces, width)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Biaffine(nn.Module):
    """Scores between every pair of words: [B, W, W, labels], with a bias term on either side."""

    def __init__(self, width: int, size: int, labels: int, dropout: float) -> None:
        super().__init__()
        self.size, self.labels = size, labels
        self.left = nn.Linear(width, size)
        self.right = nn.Linear(width, size)
        self.weight = nn.Parameter(torch.zeros(labels, size + 1, size + 1))
        nn.init.normal_(self.weight, std=0.02)
        self.dropout = PooledDropout(dropout)

    def project(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The two projections [B, W, size + 1], a constant 1 appended."""
        left = self.dropout(F.gelu(self.left(x)))
        right = self.dropout(F.gelu(self.right(x)))
        one = torch.ones_like(left[..., :1])
        return torch.cat([left, one], -1), torch.cat([right, one], -1)

    def forward(self, x: Tensor) -> Tensor:
        """All pairs, labels second: [B, labels, W, W]."""
        left, right = self.project(x)
        return torch.matmul(
            torch.matmul(left.unsqueeze(1), self.weight.to(left.dtype)), right.unsqueeze(1).transpose(-1, -2)
        )

    def at(self, x: Tensor, heads: Tensor) -> Tensor:
        """Scores of each word with one partner of its own: `heads` [B, W] -> [B, W, labels]."""
        left, right = self.project(x)
        chosen = torch.gather(right, 1, heads.unsqueeze(-1).expand(-1, -1, right.shape[-1]))
        return torch.einsum("bwi,lij,bwj->bwl", left, self.weight.to(left.dtype), chosen)


@dataclass
class Shape:
    """Sizes of the model; `vocabulary` and `layers` decide the weights' size on disk."""

    vocabulary: int
    layers: int = 8
    width: int = 384
    heads: int = 12
    feed: int = 1536
    positions: int = 512
    dropout: float = 0.1
    event_dropout: float = 0.3
    arc: int = 192
    relation: int = 96
    role: int = 128
    link: int = 96


class Mix(nn.Module):
    """A learned average of the layers' outputs."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        start = torch.linspace(-1.0, 1.0, layers)
        self.weights = nn.Parameter(start)

    def forward(self, states: list[Tensor]) -> Tensor:
        """Weighted sum of L tensors of one shape."""
        shares = self.weights.softmax(0)
        total = states[0] * shares[0]
        for share, state in zip(shares[1:], states[1:], strict=True):
            total = total + state * share
        return total


class Model(nn.Module):
    """Encoder and heads; `forward` gives word-level scores by name."""

    def __init__(self, shape: Shape, labels: Labels) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.embedding_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(
            EncoderLayer(shape.width, shape.heads, shape.feed, shape.dropout) for _ in range(shape.layers)
        )
        self.dropout = PooledDropout(shape.dropout)
        self.mix_syntax, self.mix_names, self.mix_events = (Mix(shape.layers) for _ in range(3))
        width, drop = shape.width, shape.dropout
        self.feature_sizes = [len(values) + 1 for values in labels.features.values()]
        self.upos = nn.Linear(width, len(labels.upos))
        self.features = nn.Linear(width, sum(self.feature_sizes))
        self.scripts = nn.Linear(width, len(labels.lemma_scripts))
        self.starts = nn.Linear(width, 1)
        self.arc = Biaffine(width, shape.arc, 1, drop)
        self.root = nn.Linear(width, 1)
        self.relation = Biaffine(width, shape.relation, len(labels.relations), drop)
        self.names = nn.Sequential(
            nn.Linear(width, width), nn.GELU(), PooledDropout(drop), nn.Linear(width, len(labels.name_tags))
        )
        self.event = nn.Sequential(nn.Linear(width, width), nn.GELU(), PooledDropout(shape.event_dropout))
        self.types = nn.Linear(width, len(labels.types) + 1)
        self.modes = nn.Linear(width, len(labels.modes))
        self.status = nn.Linear(width, len(labels.statuses) + 1)
        self.roles = Biaffine(width, shape.role, len(labels.roles), shape.event_dropout)
        # Hardly any pair of words is an edge: starting from "no" saves the first hundred steps.
        self.roles.weight.data[:, -1, -1] = -5.0
        self.link = Biaffine(width, shape.link, 1, drop)
        self.link_none = nn.Linear(width, 1)

    def rounded(self, wanted: bool) -> None:
        """Switch the encoder's int8 rounding while training."""
        for module in self.layers.modules():
            if isinstance(module, RoundedLinear):
                module.rounded = wanted

    def embed(self, pieces: Tensor) -> Tensor:
        """Raw piece embeddings [B, P, width]: the table is fixed and stays outside the exported graph."""
        with torch.no_grad():
            return self.embedding(pieces)

    def encode(self, embedded: Tensor, piece_mask: Tensor) -> list[Tensor]:
        """Outputs of all layers."""
        place = torch.arange(embedded.shape[1], device=embedded.device)
        x = self.dropout(self.embedding_norm(embedded + self.positions(place)))
        bias = (1.0 - piece_mask.to(x.dtype))[:, None, None, :] * -10000.0
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states

    def words(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Mean of each word's first and last piece: [B, W, width]."""
        width = states.shape[-1]
        start = torch.gather(states, 1, first.unsqueeze(-1).expand(-1, -1, width))
        end = torch.gather(states, 1, last.unsqueeze(-1).expand(-1, -1, width))
        return (start + end) * 0.5

    def readings(
        self, embedded: Tensor, piece_mask: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Word vectors for syntax, names and events, each [B, W, width]."""
        states = self.encode(embedded, piece_mask)
        mixes = (self.mix_syntax, self.mix_names, self.mix_events)
        syntax, names, events = (self.dropout(self.words(mix(states), first, last)) for mix in mixes)
        return syntax, names, events

    def forward(self, embedded: Tensor, piece_mask: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """Every score the runtime decodes (`relation_*` are projections that it multiplies itself)."""
        syntax, names, events = self.readings(embedded, piece_mask, first, last)
        acts = self.event(events)
        relation_left, relation_right = self.relation.project(syntax)
        return {
            "upos": self.upos(syntax),
            "features": self.features(syntax),
            "scripts": self.scripts(syntax),
            "starts": self.starts(syntax).squeeze(-1),
            "arcs": self.arc(syntax).squeeze(1),
            "root": self.root(syntax).squeeze(-1),
            "relation_left": relation_left,
            "relation_right": relation_right,
            "names": self.names(names),
            "types": self.types(acts),
            "modes": self.modes(acts),
            "status": self.status(acts),
            "roles": self.roles(events),
            "links": self.link(events).squeeze(1),
            "link_none": self.link_none(events).squeeze(-1),
        }


def load_pretrained(model: Model, tensors: dict[str, Tensor], kept: list[int], layers: list[int]) -> None:
    """Copy multilingual-e5-small into the encoder: the kept word pieces and the chosen layers.

    `tensors` are named as in a Hugging Face `BertModel`.
    """
    with torch.no_grad():
        model.embedding.weight.copy_(tensors["embeddings.word_embeddings.weight"][kept])
        kind = tensors["embeddings.token_type_embeddings.weight"][0]
        model.positions.weight.copy_(tensors["embeddings.position_embeddings.weight"] + kind)
        model.embedding_norm.weight.copy_(tensors["embeddings.LayerNorm.weight"])
        model.embedding_norm.bias.copy_(tensors["embeddings.LayerNorm.bias"])
        for target, source in zip(model.layers, layers, strict=True):
            _copy_layer(target, tensors, f"encoder.layer.{source}.")
    model.embedding.weight.requires_grad_(False)


def _copy_layer(layer: nn.Module, tensors: dict[str, Tensor], prefix: str) -> None:
    state = {}
    for kind in ("weight", "bias"):
        attention = [tensors[f"{prefix}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
        state[f"qkv.{kind}"] = torch.cat(attention)
        for ours, theirs in (
            ("out", "attention.output.dense"),
            ("norm1", "attention.output.LayerNorm"),
            ("up", "intermediate.dense"),
            ("down", "output.dense"),
            ("norm2", "output.LayerNorm"),
        ):
            state[f"{ours}.{kind}"] = tensors[f"{prefix}{theirs}.{kind}"]
    layer.load_state_dict(state)
