"""Ten languages from single sentences and from three lines, and the codes that metadata uses for them."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from utsyn.article import article_from_text
from utsyn.article.language import READ, detect, normal_code


@cache
def sentences() -> dict[str, list[str]]:
    text = (Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8")
    return {str(code): list(lines) for code, lines in yaml.load(text, Loader=yaml.BaseLoader).items()}


def test_every_language_is_tested() -> None:
    assert tuple(sentences()) == READ


@pytest.mark.parametrize("code", READ)
def test_single_sentences(code: str) -> None:
    wrong = [line for line in sentences()[code] if detect(line).code != code]
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("code", READ)
def test_a_few_lines_are_certain(code: str) -> None:
    assert detect(" ".join(sentences()[code])).certain


OTHERS = {
    "nl": "Dit is een tekst over de regering en het parlement, die niet wordt gelezen.",
    "pl": "Rząd ogłosił, że nie wyśle wojsk, ale będzie wspierać sąsiada.",
    "pt": "O governo anunciou que não vai enviar tropas para o país, mas apoia a população.",
    "it": "Il governo ha annunciato che non invierà truppe nel paese vicino.",
    "ro": "Guvernul a anunțat că nu va trimite trupe în țara vecină, dar va ajuta populația cu alimente.",
    "bg": "Правителството няма да изпрати войски, но ще помогне на съседите, обяви министърът.",
    "be": "Урад заявіў, што не будзе пасылаць войскі, але дапаможа суседзям.",
    "is": "Ríkisstjórnin sagði að hún myndi ekki senda hermenn til landsins.",
}


@pytest.mark.parametrize("code", OTHERS)
def test_relatives_are_not_taken_for_one_of_the_ten(code: str) -> None:
    article = article_from_text(OTHERS[code])
    assert article.language == code
    assert any("not one that utsyn reads" in warning for warning in article.warnings)


CODES = {
    "nb-NO": "nb", "nn_NO": "nn", "NO": "no", "nor": "no", "no-nyn": "nn", "Norwegian": "no", "en-GB": "en",
    "ger": "de", "deu": "de", "Swedish": "sv", "українська": "uk", "ua": "uk", "zh-Hans": "zh", "pl": "pl",
    "": None, "und": None, "English (UK)": None, "../../etc": None, "e": None,
}  # fmt: skip


@pytest.mark.parametrize("written", CODES)
def test_codes(written: str) -> None:
    assert normal_code(written) == CODES[written]


def test_the_option_decides() -> None:
    assert article_from_text(sentences()["en"][0], language="nb-NO").language == "nb"


@pytest.mark.parametrize("code", ["nb", "nn"])
def test_norwegian_without_its_form_is_told_by_the_text(code: str) -> None:
    assert article_from_text(sentences()[code][0], language="no").language == code


@pytest.mark.parametrize("text", ["12345 67", "🚀🚀", "..."])
def test_without_words_the_language_is_unknown(text: str) -> None:
    article = article_from_text(text)
    assert article.language == "und"
    assert any("--language" in warning for warning in article.warnings)


def test_a_guess_is_said() -> None:
    assert any("guess" in warning for warning in article_from_text("Berlin").warnings)
