"""The heads' scores of one window to labels, tree, names, event graph and links of its own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from utsyn.reading.dictionary import dictionary
from utsyn.reading.structure import Argument, Link, Name, Trigger
from utsyn.reading.tokens import Word
from utsyn.reading.trees import best_tree
from utsyn.reading.windows import Window

Array = npt.NDArray[np.float32]
Scores = Mapping[str, Array]

TRIGGER_FLOOR = 0.2
"""Words less likely than this to be a trigger are not kept in a Reading; coding sets the threshold that counts."""
ROLE_FLOOR = 0.25
"""Edges of the event graph less likely than this are not kept."""
LINK_FLOOR = 0.5
SCRIPTS = 12
"""Edit scripts of a word that are held against the dictionary."""
_LINKING = frozenset({"PRON", "DET", "NOUN"})
_NOMINAL = ("NOUN", "PROPN", "PRON")


HEADLINE = 24
"""A line of at most so many words without a full stop at its end is a headline."""


@dataclass(frozen=True)
class Labels:
    """The label inventories in the order of the heads' outputs (labels.json)."""

    upos: list[str]
    features: dict[str, list[str]]
    relations: list[str]
    lemma_scripts: list[str]
    name_tags: list[str]
    types: list[str]
    modes: list[str]
    statuses: list[str]
    roles: list[str]
    modes_of: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def from_json(cls, parsed: dict[str, Any]) -> "Labels":
        """Build from the parsed file."""
        modes_of = {
            kind: [i for i, mode in enumerate(parsed["modes"]) if mode.split("/", 1)[0] == kind]
            for kind in parsed["types"]
        }
        return cls(**parsed, modes_of=modes_of)


@dataclass(frozen=True, slots=True)
class DecodedToken:
    """Labels of a word before it becomes a Token; `head` counts in the article, -1 is root."""

    lemma: str
    upos: str
    features: Mapping[str, str]
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a window says about its own words; all indices count in the article."""

    tokens: list[DecodedToken]
    sentence_starts: list[int]
    names: list[Name]
    triggers: list[Trigger]
    links: list[Link]


def decode(
    window: Window, words: Sequence[Word], scores: Scores, relation_weight: Array, labels: Labels, language: str
) -> Decoded:
    """Decode one window; `scores` have no batch axis: words first, as `training.model.Model.forward` names them."""
    starts = sentence_starts(window, words, scores["starts"])
    heads, relations = _trees(window, starts, scores, relation_weight, labels)
    tokens = _tokens(window, words, heads, relations, scores, labels, language)
    return Decoded(
        tokens,
        starts,
        _names(window, words, scores["names"], labels),
        _triggers(window, scores, labels),
        _links(window, tokens, scores, labels),
    )


def sentence_starts(window: Window, words: Sequence[Word], scores: Array) -> list[int]:
    """Article indices of the own words that begin a sentence; a new line always does, a plain word never parts a headline."""
    found = [window.own]
    whole = headlines(words, window.own, window.high)
    for index in range(window.own + 1, window.high):
        new_line = words[index].paragraph != words[index - 1].paragraph
        inside = words[index].paragraph in whole and not _is_mark(words[index - 1])
        if new_line or (scores[index - window.low] > 0 and not inside):
            found.append(index)
    return found


def headlines(words: Sequence[Word], low: int, high: int) -> set[int]:
    """Numbers of the lines among the words `[low, high)` that are short and end without a full stop."""
    lines: dict[int, list[int]] = {}
    for index in range(low, high):
        lines.setdefault(words[index].paragraph, []).append(index)
    return {line for line, at in lines.items() if len(at) <= HEADLINE and not _is_mark(words[at[-1]])}


def _is_mark(word: Word) -> bool:
    return not any(character.isalnum() for character in word.text)


def _trees(
    window: Window, starts: Sequence[int], scores: Scores, relation_weight: Array, labels: Labels
) -> tuple[list[int], list[str]]:
    heads: list[int] = []
    for low, high in zip(starts, [*starts[1:], window.high], strict=True):
        block = slice(low - window.low, high - window.low)
        tree = best_tree(scores["arcs"][block, block], scores["root"][block])
        heads.extend(low + head if head >= 0 else -1 for head in tree)
    own = np.arange(window.own, window.high) - window.low
    partner = np.array([head - window.low if head >= 0 else own[i] for i, head in enumerate(heads)])
    return heads, _relations(scores, own, partner, heads, relation_weight, labels)


def _relations(
    scores: Scores,
    own: npt.NDArray[np.int64],
    partner: npt.NDArray[np.int64],
    heads: Sequence[int],
    weight: Array,
    labels: Labels,
) -> list[str]:
    left, right = scores["relation_left"][own], scores["relation_right"][partner]
    kinds, size, _ = weight.shape
    mixed = (left @ weight.transpose(1, 0, 2).reshape(size, kinds * size)).reshape(len(own), kinds, size)
    values = np.matmul(mixed, right[:, :, None])[:, :, 0]
    root = labels.relations.index("root")
    is_root = np.array(heads) < 0
    values[~is_root, root] = -np.inf
    best = values.argmax(axis=1)
    best[is_root] = root
    return [labels.relations[int(i)] for i in best]


def _tokens(
    window: Window,
    words: Sequence[Word],
    heads: Sequence[int],
    relations: Sequence[str],
    scores: Scores,
    labels: Labels,
    language: str,
) -> list[DecodedToken]:
    offset = window.own - window.low
    upos = [labels.upos[int(i)] for i in scores["upos"][offset:].argmax(axis=1)]
    scripts = scores["scripts"][offset:]
    first = scripts.argmax(axis=1)
    values = _feature_values(scores["features"][offset:], labels)
    choose = dictionary(language).choose
    return [
        DecodedToken(
            choose(
                words[window.own + i].text,
                upos[i],
                labels.lemma_scripts[int(first[i])],
                partial(_likely_scripts, scripts[i], labels),
            ),
            upos[i],
            _features(tuple(values[i]), labels),
            heads[i],
            relations[i],
        )
        for i in range(window.high - window.own)
    ]


def _likely_scripts(scores: Array, labels: Labels) -> list[tuple[str, float]]:
    """The best edit scripts of one word with their log probabilities, likeliest first."""
    likely = _log_softmax(scores)
    return [(labels.lemma_scripts[int(i)], float(likely[i])) for i in np.argsort(-likely, kind="stable")[:SCRIPTS]]


def _log_softmax(scores: Array) -> Array:
    shifted: Array = scores - scores.max()
    found: Array = shifted - np.log(np.exp(shifted).sum())
    return found


def _feature_values(scores: Array, labels: Labels) -> list[list[int]]:
    columns, at = [], 0
    for values in labels.features.values():
        columns.append(scores[:, at : at + len(values) + 1].argmax(axis=1))
        at += len(values) + 1
    stacked: list[list[int]] = np.stack(columns, axis=1).tolist()
    return stacked


_FEATURE_CACHE: dict[tuple[int, ...], Mapping[str, str]] = {}


def _features(values: tuple[int, ...], labels: Labels) -> Mapping[str, str]:
    known = _FEATURE_CACHE.get(values)
    if known is None:
        known = {name: options[v - 1] for v, (name, options) in zip(values, labels.features.items(), strict=True) if v}
        _FEATURE_CACHE[values] = known
    return known


def _softmax(scores: Array) -> Array:
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


def _names(window: Window, words: Sequence[Word], scores: Array, labels: Labels) -> list[Name]:
    own = _softmax(scores[window.own - window.low :])
    tags = own.argmax(axis=1)
    found: list[tuple[int, int, str, list[float]]] = []
    for place, tag_id in enumerate(tags):
        edge, _, kind = labels.name_tags[int(tag_id)].partition("-")
        index, score = window.own + place, float(own[place, tag_id])
        if edge == "I" and found and found[-1][1] == index and words[index].paragraph == words[index - 1].paragraph:
            # The first word of a name decides its kind, also where a later one is tagged differently.
            first, _, name_kind, scores_so_far = found[-1]
            found[-1] = (first, index + 1, name_kind, [*scores_so_far, score])
        elif edge in ("B", "I"):
            found.append((index, index + 1, kind, [score]))
    return [
        Name(first, last, words[first].start, words[last - 1].end, kind, round(sum(values) / len(values), 4))
        for first, last, kind, values in found
    ]


def _triggers(window: Window, scores: Scores, labels: Labels) -> list[Trigger]:
    offset = window.own - window.low
    kinds = _softmax(scores["types"][offset:])
    found = []
    for place in np.flatnonzero(1.0 - kinds[:, 0] > TRIGGER_FLOOR):
        found.append(_trigger(window, offset + int(place), kinds[place], scores, labels))
    return found


def _trigger(window: Window, row: int, kinds: Array, scores: Scores, labels: Labels) -> Trigger:
    kind = labels.types[int(kinds[1:].argmax())]
    options = labels.modes_of[kind]
    modes = _softmax(scores["modes"][row, options])
    mode = labels.modes[options[int(modes.argmax())]].split("/", 1)[1]
    status = _softmax(scores["status"][row, :-1])
    return Trigger(
        token=window.low + row,
        type=kind,
        mode=None if mode == "None" else mode,
        status=labels.statuses[int(status.argmax())],
        reciprocal=bool(scores["status"][row, -1] > 0),
        arguments=arguments(window, row, scores["roles"], labels),
        score=round(float(1.0 - kinds[0]), 4),
        mode_score=round(float(modes.max()), 4),
        status_score=round(float(status.max()), 4),
    )


def arguments(window: Window, row: int, roles: Array, labels: Labels) -> tuple[Argument, ...]:
    """The edges of the word in `row`, counted from the window's first word, above ROLE_FLOOR."""
    chances = 1.0 / (1.0 + np.exp(-np.clip(roles[:, row, :], -30.0, 30.0)))
    found = [
        Argument(labels.roles[int(role)], window.low + int(word), round(float(chances[role, word]), 4))
        for role, word in zip(*np.nonzero(chances > ROLE_FLOOR), strict=True)
    ]
    return tuple(sorted(found, key=lambda a: (a.token, a.role)))


def _links(window: Window, tokens: Sequence[DecodedToken], scores: Scores, labels: Labels) -> list[Link]:
    offset = window.own - window.low
    nominal = np.isin(scores["upos"].argmax(axis=1), [labels.upos.index(tag) for tag in _NOMINAL])
    found = []
    for place, token in enumerate(tokens):
        row = offset + place
        if token.upos not in _LINKING or (token.upos == "DET" and token.features.get("Poss") != "Yes"):
            continue
        options = np.where(nominal[:row], scores["links"][row, :row], -np.inf)
        if not nominal[:row].any():
            continue
        chances = _softmax(np.concatenate([scores["link_none"][row : row + 1], options]))
        best = int(chances[1:].argmax())
        # A pronoun of the third person nearly always stands for somebody named before; a description may name somebody new.
        if _is_third_person(token) or chances[best + 1] > LINK_FLOOR * (1.0 - chances[0]) > chances[0] * LINK_FLOOR:
            found.append(Link(window.low + row, window.low + best, round(float(chances[best + 1]), 4)))
    return found


def _is_third_person(token: DecodedToken) -> bool:
    kind = token.features.get("PronType", "Prs")
    return token.upos == "PRON" and kind == "Prs" and token.features.get("Person", "3") == "3"
