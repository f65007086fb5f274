"""The float32 graph for graphics cards computes what the shipped int8 graph computes, but for the rounding."""

import numpy as np
import onnx
import onnxruntime

from utsyn.reading.floats import float_graph
from utsyn.reading.model import load_weights, weights_folder
from utsyn.reading.tokens import words
from utsyn.reading.windows import cut

TEXT = (
    "Norges utenriksminister møtte sin tyrkiske kollega i Ankara tirsdag. Russland avviser kravet om å trekke seg ut."
)


def test_float_graph_gives_the_same_scores() -> None:
    weights = load_weights()
    window = next(iter(cut(0, words(TEXT, "nb"), weights.encoder)))
    inputs = {
        "embedded": weights.embedding.rows(window.pieces)[None],
        "first": np.array([window.first], dtype=np.int64),
        "last": np.array([window.last], dtype=np.int64),
    }
    quantised = weights_folder().joinpath("model.int8.onnx").read_bytes()
    session = onnxruntime.InferenceSession(float_graph(quantised), providers=["CPUExecutionProvider"])
    whole = onnxruntime.InferenceSession(quantised, providers=["CPUExecutionProvider"])
    for output, exact, rounded in zip(
        session.get_outputs(), session.run(None, inputs), whole.run(None, inputs), strict=True
    ):
        spread = float(np.abs(exact).mean())
        assert float(np.abs(exact - rounded).mean()) < 0.25 * spread, output.name
        assert np.isfinite(exact).all()


def test_no_integer_products_are_left() -> None:
    graph = onnx.load_from_string(float_graph(weights_folder().joinpath("model.int8.onnx").read_bytes())).graph
    assert not {node.op_type for node in graph.node} & {"MatMulInteger", "DynamicQuantizeLinear"}
