"""Parse raw passages with a torch model, greedily: enough to find the head word of a phrase."""

from collections.abc import Sequence

import torch

from training.corpus import Item
from training.model import Model
from training.windows import Builder, Window, collate
from utsyn.reading.tokens import Word, words
from utsyn.reading.windows import may_end_sentence


def parse_heads(model: Model, builder: Builder, items: Sequence[Item]) -> dict[str, list[int]]:
    """{id: head of every word of the passage, -1 for roots}, sentence by guessed sentence."""
    jobs = []
    for item in items:
        tokens = words(item["text"], item["language"])
        low = 0
        for index in range(len(tokens)):
            if may_end_sentence(tokens, index) or index - low > 150:
                jobs.append((item["id"], low, tokens[low : index + 1]))
                low = index + 1
    heads: dict[str, list[int]] = {item["id"]: [] for item in items}
    placed: dict[tuple[str, int], list[int]] = {}
    jobs.sort(key=lambda job: len(job[2]))
    for start in range(0, len(jobs), 32):
        group = jobs[start : start + 32]
        for (name, low, _), found in zip(group, _parse(model, builder, [job[2] for job in group]), strict=True):
            placed[name, low] = found
    for name, low in sorted(placed):
        heads[name] += [low + head if head >= 0 else -1 for head in placed[name, low]]
    return heads


@torch.no_grad()
def _parse(model: Model, builder: Builder, sentences: list[list[Word]]) -> list[list[int]]:
    windows = []
    for sentence in sentences:
        window = Window([builder.encoder.begin], [], [])
        for word in sentence:
            pieces = (
                builder.encoder.encode(word.text, word.spaced)[:4]
                if len(sentence) > 100
                else builder.encoder.encode(word.text, word.spaced)
            )
            window.first.append(len(window.pieces))
            window.pieces.extend(pieces)
            window.last.append(len(window.pieces) - 1)
        window.pieces.append(builder.encoder.separator)
        windows.append(window)
    batch = collate(windows, builder.encoder.padding)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        syntax, _, _ = model.readings(model.embed(batch.pieces), batch.piece_mask, batch.first, batch.last)
        arcs = model.arc(syntax).squeeze(1).float()
        root = model.root(syntax).float()
    arcs.masked_fill_(torch.eye(arcs.shape[1], dtype=torch.bool), -1e4)
    arcs.masked_fill_(~batch.word_mask[:, None, :], -1e4)
    best = torch.cat([root, arcs], -1).argmax(-1) - 1
    return [best[row, : len(sentence)].tolist() for row, sentence in enumerate(sentences)]
