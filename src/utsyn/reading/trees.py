"""Scores of word pairs to a tree: each word's best head, mended where the best heads run in a circle."""

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def best_tree(arcs: Scores, root: Scores) -> list[int]:
    """Head of every word of a sentence, -1 for its single root.

    `arcs[i, j]` scores j as head of i, `root[i]` scores i as root. Greedy where that gives a tree with one root;
    otherwise the root is the best-scoring one and cycles are contracted (Chu and Liu 1965, Edmonds 1967).
    """
    count = len(root)
    if count == 1:
        return [-1]
    scores = arcs.copy()
    np.fill_diagonal(scores, -np.inf)
    heads = np.where(root >= scores.max(axis=1), -1, scores.argmax(axis=1))
    if (heads == -1).sum() == 1 and not _cycle(heads):
        return [int(head) for head in heads]
    return _with_root(scores, _choose_root(scores, root))


def _choose_root(scores: Scores, root: Scores) -> int:
    """The word that loses least by being root rather than under its best head."""
    return int(np.argmax(root - scores.max(axis=1)))


def _with_root(scores: Scores, root: int) -> list[int]:
    full = scores.astype(np.float64)
    full[root, :] = -np.inf
    heads = _contract(full, root)
    return [-1 if index == root else heads[index] for index in range(len(heads))]


def _cycle(heads: npt.NDArray[np.int64]) -> list[int]:
    """The words of one cycle, or none."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path, at = [], start
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if at >= 0 and state[at] == 1 and at in path:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return []


def _contract(scores: npt.NDArray[np.float64], root: int) -> list[int]:
    """Maximum spanning arborescence from `root`; `scores[i, j]` scores j as head of i."""
    heads = scores.argmax(axis=1)
    heads[root] = -1
    cycle = _cycle(heads)
    if not cycle:
        return [int(head) for head in heads]
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    circle = np.array(cycle)
    lost = scores[circle, heads[circle]]
    into = scores[np.ix_(circle, outside)] - lost[:, None]
    out_of = scores[np.ix_(outside, circle)]
    smaller[-1, :-1] = into.max(axis=0)
    smaller[:-1, -1] = out_of.max(axis=1)
    solved = _contract(smaller, int(np.flatnonzero(outside == root)[0]))
    result = [int(head) for head in heads]
    entry = int(into[:, solved[-1]].argmax())
    result[cycle[entry]] = int(outside[solved[-1]])
    for place, word in enumerate(outside):
        head = solved[place]
        if head == len(outside):
            result[word] = int(cycle[int(out_of[place].argmax())])
        else:
            result[word] = int(outside[head]) if head >= 0 else -1
    return result
