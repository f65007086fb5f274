"""The shipped int8 graph as a float32 one, for processors that compute in floats: graphics cards."""

from typing import Any

import numpy as np


def float_graph(quantised: bytes) -> bytes:
    """The same graph with every int8 matrix product written as a float32 one; needs the package `onnx`.

    A quantised product is DynamicQuantizeLinear, MatMulInteger, Cast and two Mul in the graph, named after the product
    that they replaced (ONNX Runtime's `quantize_dynamic`); its weights are integers with one scale a column.
    Raises ValueError when a product is not written that way.
    """
    import onnx
    from onnx import numpy_helper

    model = onnx.load_from_string(quantised)
    graph = model.graph
    values = {tensor.name: tensor for tensor in graph.initializer}
    sources = {output: node for node in graph.node for output in node.output}
    products = [node for node in graph.node if node.op_type == "MatMulInteger"]
    new: dict[str, Any] = {}
    dropped: set[str] = set()
    for product in products:
        stem = product.name.removesuffix("_quant")
        quantiser, rescaled = sources[product.input[0]], f"{stem}_quant_output_scale_mul"
        weight = product.input[1].removesuffix("_quantized")
        end = next((node for node in graph.node if node.name == rescaled), None)
        if end is None or f"{weight}_scale" not in values:
            raise ValueError(f"{product.name} is no product of quantize_dynamic")
        whole = numpy_helper.to_array(values[product.input[1]]).astype(np.float32)
        zero = numpy_helper.to_array(values[f"{weight}_zero_point"]).astype(np.float32)
        scale = numpy_helper.to_array(values[f"{weight}_scale"]).astype(np.float32)
        name = f"{weight}_float"
        graph.initializer.append(numpy_helper.from_array((whole - zero) * scale, name))
        new[rescaled] = onnx.helper.make_node("MatMul", [quantiser.input[0], name], [end.output[0]], stem)
        dropped |= {product.name, quantiser.name, f"{stem}_quant_scales_mul", rescaled}
        dropped |= {node.name for node in graph.node if product.output[0] in node.input}
    # Nodes stay in the order of their inputs: a product takes the place of its last part.
    nodes = [new.get(node.name, node) for node in graph.node if node.name in new or node.name not in dropped]
    used = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(kept)
    written: bytes = model.SerializeToString()
    return written
