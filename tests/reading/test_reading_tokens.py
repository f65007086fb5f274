"""Tokens: what holds together and what falls apart, with exact offsets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utsyn.reading.tokens import words

CASES = [
    ("nb", "Nato-sjefen sa «nei».", ["Nato-sjefen", "sa", "«", "nei", "»", "."], "hyphenated compound, guillemets"),
    (
        "nb",
        "Den 17. mai kom ca. 100 000 soldater.",
        ["Den", "17.", "mai", "kom", "ca.", "100 000", "soldater", "."],
        "ordinal, abbreviation, spaced number",
    ),
    (
        "nb",
        "Møtet er i 2022. Det er klart.",
        ["Møtet", "er", "i", "2022", ".", "Det", "er", "klart", "."],
        "a year ends a sentence",
    ),
    ("nb", "– Nei, sa han.", ["–", "Nei", ",", "sa", "han", "."], "dash of speech"),
    ("nb", "asyl- og innvandringspolitikk", ["asyl-", "og", "innvandringspolitikk"], "coordinated compound"),
    ("nn", "Kl. 12.30 møtte ho dei.", ["Kl.", "12.30", "møtte", "ho", "dei", "."], "clock time"),
    ("en", "The U.S. didn't sign.", ["The", "U.S.", "did", "n't", "sign", "."], "initials and clitic"),
    (
        "en",
        "Russia’s short-range missiles",
        ["Russia", "’s", "short", "-", "range", "missiles"],
        "typographic genitive, split hyphens",
    ),
    ("en", "They cannot leave", ["They", "can", "not", "leave"], "fused word"),
    (
        "en",
        "$5bn, 3.5% and 1,200 men",
        ["$", "5bn", ",", "3.5", "%", "and", "1,200", "men"],
        "money, per cent, thousands",
    ),
    ("de", "Am 3. März lehnte er ab.", ["Am", "3.", "März", "lehnte", "er", "ab", "."], "ordinal before a month"),
    (
        "fr",
        "L’Ukraine n'a pas dit qu'elle vient.",
        ["L’", "Ukraine", "n'", "a", "pas", "dit", "qu'", "elle", "vient", "."],
        "elisions",
    ),
    ("fr", "Viendra-t-il aujourd'hui ?", ["Viendra", "-t-il", "aujourd'hui", "?"], "inversion, whole word"),
    ("es", "EE.UU. pidió: ¿vendrán?", ["EE.UU.", "pidió", ":", "¿", "vendrán", "?"], "abbreviation of a state"),
    ("uk", "п'ять осіб з м. Київ", ["п'ять", "осіб", "з", "м.", "Київ"], "apostrophe inside a word, abbreviation"),
    ("ru", "в 2022 г. из-за США", ["в", "2022", "г.", "из-за", "США"], "abbreviation, hyphenated preposition"),
    ("sv", "Se https://example.org/a?b=1.", ["Se", "https://example.org/a?b=1", "."], "a URL without its full stop"),
    ("da", "Nej... sagde hun!!", ["Nej", "...", "sagde", "hun", "!!"], "runs of stops"),
]


@pytest.mark.parametrize(("language", "text", "expected", "reason"), CASES, ids=[f"{c[0]}-{c[3]}" for c in CASES])
def test_words(language: str, text: str, expected: list[str], reason: str) -> None:
    assert [word.text for word in words(text, language)] == expected


@given(st.text(max_size=200), st.sampled_from(["nb", "en", "fr", "de", "ru", "xx"]), st.integers(0, 5))
@settings(max_examples=200, deadline=None)
def test_offsets_slice_the_text_and_leave_only_white_space(text: str, language: str, start: int) -> None:
    at = min(start, len(text))
    for word in words(text, language, start):
        assert text[word.start : word.end] == word.text
        assert not text[at : word.start].strip()
        at = word.end
    assert not text[at:].strip()


def test_a_new_line_is_a_new_paragraph() -> None:
    assert [word.paragraph for word in words("Tittel\n\nNorge ba.", "nb")] == [0, 2, 2, 2]


def test_words_begin_where_the_prose_begins() -> None:
    assert words("date 2022-01 Norge", "nb", 13)[0].start == 13
