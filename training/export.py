"""Export the trained model to the package: ONNX graph (fp32, then int8), 4-bit embedding table, vocabulary, labels.

python -m training.export [work-models/model.pt]
"""

import gzip
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from training.encoder import BLOCK, blocks, read_directory
from training.labels import Labels
from training.model import EncoderLayer, Model, Shape
from training.settings import Config, read_config

TARGET = Path("src/utsyn/reading/weights")
OUTPUTS = [
    "upos", "features", "scripts", "starts", "arcs", "root", "relation_left", "relation_right",
    "names", "types", "modes", "status", "roles", "links", "link_none",
]  # fmt: skip


class Attention(torch.autograd.Function):
    """Attention without mask, exported as ONNX Runtime's own operator: several times faster on a CPU than its parts."""

    @staticmethod
    def forward(ctx: Any, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, heads: int) -> torch.Tensor:
        """[B, P, width] each."""
        batch, pieces, width = query.shape
        split = (x.view(batch, pieces, heads, -1).transpose(1, 2) for x in (query, key, value))
        mixed = torch.nn.functional.scaled_dot_product_attention(*split)
        return mixed.transpose(1, 2).reshape(batch, pieces, width)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The operator's node; its output has the query's type."""
        mixed = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return mixed.setType(query.type())


class ExportedLayer(torch.nn.Module):
    """An encoder layer as it runs: one window at a time, so that nothing is padded and nothing has to be masked."""

    def __init__(self, layer: EncoderLayer) -> None:
        super().__init__()
        self.heads = layer.heads
        self.qkv, self.out, self.up, self.down = layer.qkv, layer.out, layer.up, layer.down
        self.norm1, self.norm2 = layer.norm1, layer.norm2

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """`bias` is what training masks padding with; here it is left out."""
        mixed = Attention.apply(*self.qkv(x).chunk(3, -1), self.heads)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(torch.nn.functional.gelu(self.up(x))))


class Exported(torch.nn.Module):
    """The model with its outputs as a tuple, in the order of OUTPUTS."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model
        model.layers = torch.nn.ModuleList(ExportedLayer(layer) for layer in model.layers)

    def forward(self, embedded: torch.Tensor, first: torch.Tensor, last: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Scores by OUTPUTS."""
        found = self.model(embedded, torch.ones(1, 1), first, last)
        return tuple(found[name] for name in OUTPUTS)


def load(checkpoint: Path, labels: Labels, embedding: torch.Tensor | None = None) -> Model:
    """The trained model, ready to score; its embedding table is the pretrained one."""
    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
    model = Model(Shape(**saved["shape"]), labels)
    model.load_state_dict(saved["state"], strict=False)
    if embedding is not None:
        model.embedding.weight.data.copy_(embedding)
    return model.float().eval()


def packed_embedding(source: Path, kept: list[int]) -> tuple[npt.NDArray[np.float16], npt.NDArray[np.uint8]]:
    """The kept rows of the 4-bit embedding table as it was published: training leaves it alone, so nothing is lost."""
    data = source.read_bytes()
    sizes, directory = read_directory(data)
    records = blocks(data, directory["emb.word"]).reshape(sizes["vocabulary"], sizes["width"] // BLOCK)
    chosen = records[kept]
    return chosen["scale"].copy(), chosen["nibbles"].copy()


def write_onnx(model: Model, path: Path) -> None:
    """Write the graph with free batch, piece and word axes."""
    pieces, words = 12, 8
    sample = (
        torch.randn(1, pieces, model.shape.width),
        torch.arange(1, words + 1)[None],
        torch.arange(1, words + 1)[None],
    )
    axes: dict[str, dict[int, str]] = {
        "embedded": {0: "batch", 1: "pieces"},
        "first": {0: "batch", 1: "words"},
        "last": {0: "batch", 1: "words"},
    }
    for name in OUTPUTS:
        axes[name] = {0: "batch", 1: "words"}
    axes["arcs"] = axes["links"] = {0: "batch", 1: "words", 2: "words"}
    axes["roles"] = {0: "batch", 2: "words", 3: "words"}
    torch.onnx.export(
        Exported(model),
        sample,
        str(path),
        input_names=["embedded", "first", "last"],
        output_names=OUTPUTS,
        dynamic_axes=axes,
        opset_version=20,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Fuse what ONNX Runtime can fuse, then store the large matrices as int8, one scale a column."""
    import onnx
    import onnxruntime
    from onnxruntime.quantization import QuantType, quantize_dynamic

    fused = source.with_suffix(".fused.onnx")
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(fused)
    # A scale folded into a matrix product would make it one that cannot be stored as int8.
    kept = {"disabled_optimizers": ["MatMulScaleFusion"]}
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"], **kept)
    # The encoder and the widest head; the other heads are small and keep what training gave them.
    graph = onnx.load(str(fused)).graph
    wide = re.compile(r"/model/(layers\.\d+/(qkv|out|up|down)|scripts)/MatMul")
    exact = [node.name for node in graph.node if node.op_type == "MatMul" and not wide.match(node.name)]
    quantize_dynamic(
        str(fused), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False, op_types_to_quantize=["MatMul"],
        nodes_to_exclude=exact,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip


def export(config: Config, checkpoint: Path, target: Path) -> None:
    """Write everything the runtime loads into the target folder."""
    work = Path(config["data"]["work"])
    labels = Labels.load(work / "labels.json")
    kept = json.loads((work / "vocabulary" / "kept.json").read_text())
    model = load(checkpoint, labels)
    target.mkdir(parents=True, exist_ok=True)
    write_onnx(model, work / "model.onnx")
    quantise(work / "model.onnx", target / "model.int8.onnx")
    scales, nibbles = packed_embedding(Path(config["encoder"]["weights"]), kept)
    relation = model.relation.weight.detach().numpy().astype(np.float16)
    np.savez(target / "tables.npz", scales=scales, nibbles=nibbles, relation=relation)
    specification = (work / "vocabulary" / "tokenizer.json").read_bytes()
    # A fixed time stamp: the same weights give the same bytes.
    (target / "tokenizer.json.gz").write_bytes(gzip.compress(specification, mtime=0))
    shutil.copy(work / "labels.json", target / "labels.json")
    total = sum(path.stat().st_size for path in target.iterdir())
    print(f"{target}: {total / 1e6:.1f} MB")


def main(checkpoint: str = "") -> None:
    """Command line of this module."""
    config = read_config()
    export(config, Path(checkpoint or Path(config["data"]["work"]) / "model.pt"), TARGET)


if __name__ == "__main__":
    main(*sys.argv[1:])
