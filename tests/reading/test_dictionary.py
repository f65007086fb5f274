"""Lemmas: the model's scripts held against the dictionary."""

import pytest

from utsyn.reading.dictionary import dictionary

NEVER = "k|0||0|"


def likely(*scripts: tuple[str, float]) -> list[tuple[str, float]]:
    return [*scripts, ("l|0||0|", -8.0)]


def test_a_made_up_lemma_gives_way_to_the_dictionary() -> None:
    chosen = dictionary("en").choose("countries", "NOUN", "l|0||1|", lambda: likely(("l|0||1|", -0.1)))
    assert chosen == "country"


def test_a_likelier_lemma_of_the_dictionary_wins_over_the_one_for_the_form() -> None:
    # The form alone is "see"; the model knows that it is the tool here.
    scripts = likely(("l|0||0|", -0.01), ("l|0||2|ee", -9.0))
    assert dictionary("en").choose("saw", "NOUN", "l|0||0|", lambda: scripts) == "saw"


def test_names_and_marks_are_left_to_the_model() -> None:
    assert dictionary("nb").choose("Horten", "PROPN", NEVER, list) == "Horten"
    assert dictionary("nb").choose("—", "PUNCT", "l|0||1|", list) == "—"


def test_a_function_word_has_its_listed_lemma() -> None:
    assert dictionary("nb").choose("Det", "PRON", "l|0||0|", list) == "den"


@pytest.mark.parametrize("language", ["pl", "und", ""])
def test_without_a_dictionary_the_model_stands(language: str) -> None:
    assert dictionary(language).choose("domy", "NOUN", "l|0||1|", list) == "dom"
