"""From scores to trees, lemmas and labels."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utsyn.reading.decode import sentence_starts
from utsyn.reading.lemmas import apply_script, script_between
from utsyn.reading.model import Embedding
from utsyn.reading.tokens import words
from utsyn.reading.trees import best_tree
from utsyn.reading.windows import Window


def scores(size: int, best: dict[int, int]) -> np.ndarray:
    """Arc scores where word i prefers head best[i]."""
    found = np.zeros((size, size), dtype=np.float32)
    for word, head in best.items():
        found[word, head] = 5.0
    return found


def root_at(size: int, *places: int) -> np.ndarray:
    """Root scores that single out some words."""
    found = np.full(size, -5.0, dtype=np.float32)
    found[list(places)] = 9.0
    return found


TREES = [
    (scores(1, {}), root_at(1, 0), [-1], "one word"),
    (scores(3, {0: 1, 2: 1}), root_at(3, 1), [1, -1, 1], "greedy is a tree"),
    (scores(3, {0: 1, 1: 0, 2: 1}), root_at(3, 2), [1, 2, -1], "a circle is broken into the root"),
    (scores(4, {1: 0, 2: 0, 3: 2}), root_at(4, 0, 3), [-1, 0, 0, 2], "two roots: the better one stays"),
]


@pytest.mark.parametrize(("arcs", "root", "expected", "reason"), TREES, ids=[t[3] for t in TREES])
def test_best_tree(arcs: np.ndarray, root: np.ndarray, expected: list[int], reason: str) -> None:
    found = best_tree(arcs, root)
    if "circle" in reason:
        assert found[2] == -1 and sorted(found[:2]) in ([0, 2], [1, 2])
    else:
        assert found == expected


@given(st.integers(1, 12), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_any_scores_give_a_tree_with_one_root(size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    heads = best_tree(rng.normal(size=(size, size)).astype(np.float32), rng.normal(size=size).astype(np.float32))
    assert heads.count(-1) == 1
    for word in range(size):
        seen = set()
        while word != -1:
            assert word not in seen
            seen.add(word)
            word = heads[word]


LEMMAS = [
    ("Husene", "hus", "plural, lower case"),
    ("avtalene", "avtale", "suffix replaced"),
    ("gegangen", "gehen", "prefix and suffix"),
    ("США", "США", "capitals are kept"),
    ("went", "go", "nothing in common"),
    ("Норвегии", "Норвегия", "a name keeps its capital"),
]


@pytest.mark.parametrize(("word", "lemma", "reason"), LEMMAS, ids=[case[2] for case in LEMMAS])
def test_scripts_lead_from_word_to_lemma(word: str, lemma: str, reason: str) -> None:
    assert apply_script(word, script_between(word, lemma)) == lemma


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_script_applies_to_any_word(word: str, lemma: str, other: str) -> None:
    assert isinstance(apply_script(other, script_between(word, lemma)), str)


def test_embedding_rows_are_nibbles_times_scale() -> None:
    nibbles = np.zeros((2, 1, 16), dtype=np.uint8)
    nibbles[1, 0, 0] = 9 + 16 * 15
    table = Embedding(np.array([[1.0], [0.5]], dtype=np.float16), nibbles)
    row = table.rows([1])[0]
    assert row.shape == (32,)
    assert row[0] == pytest.approx(0.5) and row[16] == pytest.approx(3.5) and row[1] == pytest.approx(-4.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Security Council demands truce", [0]),
        ("Council met. Everybody spoke", [0, 3]),
        ("Council met\nEverybody spoke.", [0, 2]),
        ("Council met everybody spoke.", [0, 2]),
    ],
    ids=["a headline is one", "a full stop parts a headline", "a new line begins one", "elsewhere the model decides"],
)
def test_sentence_starts(text: str, expected: list[int]) -> None:
    """Every word is said to begin a sentence, where the text has no say of its own from the third word on."""
    found = words(text, "en")
    window = Window(0, 0, 0, len(found), (), (), ())
    after_stop = [i for i, word in enumerate(found) if i and found[i - 1].text == "."]
    wanted = np.full(len(found), -1.0, dtype=np.float32)
    wanted[[2, *after_stop] if "." not in [w.text for w in found[:3]] else after_stop] = 1.0
    assert sentence_starts(window, found, wanted) == expected
