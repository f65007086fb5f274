"""Take the shipped weights back into the work folder, so that training can go on on a machine that has only the repository.

python -m training.restore                 work-models/vocabulary, labels.json and model.pt from the package's weights
python -m training.restore pretrained      the same, half-way back to the pretrained encoder and with new event heads

The int8 matrices come back as integers times scales: training goes on within rounding of what was shipped. Half-way back is for
the event corpus, which is small: a model that has learned it by heart learns little more from it.
"""

import gzip
import json
import re
import shutil
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

from training.export import TARGET
from training.labels import Labels
from training.model import Model, Shape
from training.settings import Config, read_config
from training.train import new_model, save

Array = npt.NDArray[np.float32]


def restore_vocabulary(config: Config) -> int:
    """Write the shipped tokenizer and the pretrained ids of its pieces; return their number."""
    target = Path(config["data"]["work"]) / "vocabulary"
    target.mkdir(parents=True, exist_ok=True)
    specification = gzip.decompress((TARGET / "tokenizer.json.gz").read_bytes())
    (target / "tokenizer.json").write_bytes(specification)
    pretrained = json.loads(Path(config["encoder"]["tokenizer"]).read_text("utf-8"))["model"]["vocab"]
    number = {piece: index for index, (piece, _) in enumerate(pretrained)}
    kept = [number[piece] for piece, _ in json.loads(specification)["model"]["vocab"]]
    (target / "kept.json").write_text(json.dumps(kept))
    return len(kept)


def parameters(graph: onnx.GraphProto, relation: Array) -> dict[str, Array]:
    """The model's parameters by their torch names, out of the exported graph (training.export)."""
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found = {name.removeprefix("model."): value for name, value in values.items() if name.startswith("model.")}
    found["relation.weight"] = relation.astype(np.float32)
    shares: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for node in graph.node:
        constants = [values[name] for name in node.input if name in values]
        if match := re.match(r"/model/(mix_\w+)/Mul(?:_(\d+))?$", node.name):
            shares[match[1]][int(match[2] or 0)] = float(constants[0])
        elif match := re.match(r"/model/(arc|roles|link)/MatMul$", node.name):
            found[f"{match[1]}.weight"] = constants[0]
        elif match := re.match(r"/model/(.+?)/MatMul", node.name):
            for weight in _weights(node, values):
                found[_torch_name(match[1]) + ".weight"] = weight
    for name, by_layer in shares.items():
        found[f"{name}.weights"] = np.log(np.array([by_layer[layer] for layer in sorted(by_layer)], np.float32))
    return found


def _torch_name(node: str) -> str:
    # The exporter writes a Sequential's part as `names/names.0`, and leaves out a module whose forward it did not enter.
    last = node.rsplit("/", 1)[-1] if re.search(r"\.\d$", node) else node.replace("/", ".")
    return f"relation.{last}" if last in {"left", "right"} else last


def _weights(node: onnx.NodeProto, values: dict[str, Array]) -> list[Array]:
    """A linear layer's weight [out, in]; the graph holds it transposed, as float or as int8 with one scale a column."""
    for name in node.input:
        if name.endswith("_quantized") and name in values:
            stem = name.removesuffix("_quantized")
            whole = values[name].astype(np.float32) - values[f"{stem}_zero_point"].astype(np.float32)
            return [(whole * values[f"{stem}_scale"]).T.copy()]
        if name in values and values[name].ndim == 2:
            return [values[name].T.copy()]
    return []


def restore(config: Config) -> Model:
    """Rebuild the torch model of the shipped weights; its embedding table stays empty, as in a checkpoint."""
    work = Path(config["data"]["work"])
    pieces = restore_vocabulary(config)
    shutil.copy(TARGET / "labels.json", work / "labels.json")
    graph = onnx.load(str(TARGET / "model.int8.onnx")).graph
    state = parameters(graph, np.load(TARGET / "tables.npz")["relation"])
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    model = Model(Shape(vocabulary=pieces, layers=layers), Labels.load(work / "labels.json"))
    missing, unexpected = model.load_state_dict({k: torch.from_numpy(v.copy()) for k, v in state.items()}, strict=False)
    if unexpected or missing != ["embedding.weight"]:
        raise ValueError(f"the shipped graph does not fit training.model: missing {missing}, unexpected {unexpected}")
    return model


def go_back(model: Model, config: Config) -> Model:
    """Move the encoder half-way back to what was pretrained, and start the event heads anew."""
    fresh = new_model(config, Labels.load(Path(config["data"]["work"]) / "labels.json"), config["encoder"]["layers"])
    start = fresh.state_dict()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.startswith(("layers", "positions", "embedding_norm")):
                parameter.lerp_(start[name], 0.5)
            elif name.startswith(("event", "types", "modes", "status", "roles", "mix_events")):
                parameter.copy_(start[name])
    return model


def main(back: str = "") -> None:
    """Command line of this module."""
    config = read_config()
    model = restore(config)
    save(go_back(model, config) if back == "pretrained" else model, config)


if __name__ == "__main__":
    main(*sys.argv[1:])
