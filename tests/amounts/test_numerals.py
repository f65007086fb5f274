"""Numbers in figures and words, and what holds for every text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places.readings import reading
from utsyn.amounts import find_amounts
from utsyn.amounts.lexicon import FATES, LANGUAGES, currency_signs, lexicon
from utsyn.amounts.numerals import NumeralFinder

NUMBERS = [
    ("nb", "100 000", 100000),
    ("nb", "100\u00a0000", 100000),
    ("nb", "100\u202f000", 100000),
    ("nb", "100.000", 100000),
    ("nb", "1,5 millioner", 1.5e6),
    ("nb", "to hundre og femti", 250),
    ("nb", "fire tusen", 4000),
    ("nb", "tjuefem", 25),
    ("nb", "fem og tyve", 5),
    ("nb", "en halv million", 500000),
    ("nb", "halvannen million", 1.5e6),
    ("nb", "to og en halv million", 2.5e6),
    ("nn", "halvannan million", 1.5e6),
    ("sv", "en halv miljon", 500000),
    ("sv", "två och en halv miljon", 2.5e6),
    ("sv", "ett femtiotal", 50),
    ("da", "en halv million", 500000),
    ("da", "halvanden million", 1.5e6),
    ("en", "half a million", 500000),
    ("en", "half a billion", 5e8),
    ("en", "two and a half million", 2.5e6),
    ("de", "eine halbe Million", 500000),
    ("de", "zweieinhalb Millionen", 2.5e6),
    ("fr", "un demi-million", 500000),
    ("fr", "deux millions et demi", 2.5e6),
    ("es", "medio millón", 500000),
    ("es", "dos millones y medio", 2.5e6),
    ("uk", "пів мільйона", 500000),
    ("uk", "два з половиною мільйони", 2.5e6),
    ("ru", "полмиллиона", 500000),
    ("ru", "полмиллиарда", 5e8),
    ("ru", "два с половиной миллиона", 2.5e6),
    ("nn", "tjuesju", 27),
    ("sv", "trehundrafemtio", 350),
    ("da", "femoghalvtreds", 55),
    ("da", "2,4 mia.", 2.4e9),
    ("en", "100,000", 100000),
    ("en", "1.5 million", 1.5e6),
    ("en", "two hundred and fifty", 250),
    ("en", "five thousand", 5000),
    ("en", "10k", 10000),
    ("de", "100.000", 100000),
    ("de", "zweihundertfünfzig", 250),
    ("de", "dreitausendfünfhundert", 3500),
    ("de", "3,5 Mio.", 3.5e6),
    ("fr", "quatre-vingt-dix-sept", 97),
    ("fr", "soixante-douze", 72),
    ("fr", "deux mille", 2000),
    ("fr", "100 000", 100000),
    ("es", "treinta y cinco", 35),
    ("es", "dos mil quinientos", 2500),
    ("es", "3.000 millones", 3e9),
    ("uk", "двадцять п'ять тисяч", 25000),
    ("uk", "двадцять п’ять", 25),
    ("uk", "1,2 млрд", 1.2e9),
    ("ru", "триста пятьдесят", 350),
    ("ru", "полтора миллиона", 1.5e6),
    ("ru", "100 тыс.", 100000),
]


@pytest.mark.parametrize(("language", "text", "value"), NUMBERS, ids=[f"{c[0]}-{c[1]}" for c in NUMBERS])
def test_value_of_a_number(language: str, text: str, value: float) -> None:
    tokens = reading(language, text).tokens
    words = [token.text.lower().replace("’", "'") for token in tokens]
    numeral = NumeralFinder(tokens, words, language).at(0, len(tokens))
    assert numeral is not None
    assert numeral.value == value


def test_currency_follows_the_adjective() -> None:
    found = [
        find_amounts(reading("nb", text))[0].unit for text in ("20 svenske kroner", "20 danske kroner", "20 kroner")
    ]
    assert found == ["SEK", "DKK", "NOK"]


def test_compound_that_a_space_parts_is_one_number() -> None:
    amounts = find_amounts(reading("nb", "100 000 soldater og 1 500 stridsvogner"))
    assert [amount.value for amount in amounts] == [100000, 1500]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lexicon_is_complete(language: str) -> None:
    words = lexicon(language)
    assert len(words.units) >= 25 and len(words.scales) >= 4 and len(words.vague) >= 5
    assert {"about", "over", "least", "under"} <= set(words.modifiers.values())
    kinds = {category for category, _ in words.counted._single.values()}
    assert {*FATES, "persons", "soldiers", "vehicles", "aircraft", "ships", "missiles", "drones", "weapons"} <= kinds


def test_currency_codes() -> None:
    assert all(len(code) == 3 and code.isupper() for code in currency_signs().values())


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from((*LANGUAGES, "xx")),
    st.lists(
        st.sampled_from(
            [
                "12",
                "100",
                "000",
                "1,5",
                "1.500",
                "5-10",
                "$5",
                "3bn",
                "million",
                "tusen",
                "hundre",
                "og",
                "til",
                "minst",
                "over",
                "mellom",
                "dusin",
                "flere",
                "soldater",
                "drept",
                "killed",
                "people",
                "dozens",
                "of",
                "tanks",
                ",",
                ".",
                ":",
                "%",
                "№",
                "сотні",
                "тисяч",
                "людей",
                "загинули",
                "Tote",
                "zwischen",
                "und",
                "mille",
                "cent",
                "«",
            ]
        ),
        max_size=12,
    ).map(" ".join),
)
def test_offsets_slice_the_text_and_bounds_hold(language: str, text: str) -> None:
    found = reading(language, text)
    for amount in find_amounts(found):
        assert found.text[amount.start : amount.end] == amount.text
        assert amount.low <= amount.value <= amount.high
        assert 0 <= amount.head < len(found.tokens)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LANGUAGES), st.text(max_size=40))
def test_no_text_makes_it_fail(language: str, text: str) -> None:
    find_amounts(reading(language, text.translate(str.maketrans("[]{}|", "()()/"))))
