"""Places of phrases, datelines, and what holds for every text."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places.readings import reading, starred
from utsyn.amounts import find_amounts
from utsyn.places import PlaceResolver
from utsyn.reading.structure import Name, Reading

PHRASES = [
    ("nb", "De angrep {anlegget* i Natanz} i Iran.", "Natanz", "city"),
    ("nb", "Møtet på {[Universitetet* i Oslo|ORG]} ble avlyst.", "Oslo", "city"),
    ("nb", "Soldater ved {grensen* mot Polen} ventet.", "Polen", "country"),
    ("nb", "Kamper i {byen* Bakhmut i Donbas} tirsdag.", "Bakhmut", "city"),
    ("nb", "Møtet i {hovedstaden* i Moldova} var kort.", "Moldova", "city"),
    ("nb", "De møttes i {en* skog}.", None, None),
    ("nb", "De møttes i {Berlin*} i går.", "Berlin", "city"),
    ("en", "They hit {a* base near Latakia in Syria} overnight.", "Latakia", "city"),
    ("en", "They crossed {the border* with Mexico} at night.", "Mexico", "country"),
    ("de", "Sie trafen sich in {der Stadt*/NOUN Charkiw}.", "Charkiw", "city"),
    ("fr", "Une explosion dans {la ville* de Marioupol} hier.", "Marioupol", "city"),
    ("es", "Un ataque en {la ciudad* de Mariúpol} ayer.", "Mariúpol", "city"),
    ("uk", "Обстріл {селища* на Донеччині} вночі.", "Донеччині", "region"),
    ("ru", "Взрыв на {складе* в Крыму} ночью.", "Крыму", "region"),
]


@pytest.mark.parametrize(("language", "text", "name", "precision"), PHRASES, ids=[case[1] for case in PHRASES])
def test_place_of_a_phrase(language: str, text: str, name: str | None, precision: str | None) -> None:
    place = PlaceResolver(reading(language, text)).place(starred(text))
    assert (place.text if place else None) == name
    assert (place.precision if place else None) == precision


DATELINES = [
    ("nb", "BERLIN (NTB): Tysklands kansler møtte pressen.", "Berlin", "DEU"),
    ("nb", "OSLO: Regjeringen varslet tiltak.", "Oslo", "NOR"),
    ("nb", "Kansleren svarer\n\nBERLIN (NTB) – Tysklands kansler møtte pressen.", "Berlin", "DEU"),
    ("nn", "KYIV (NTB-AFP): Presidenten svara.", "Kyiv", "UKR"),
    ("sv", "KÖPENHAMN (TT). Danmark svarade.", "Copenhagen", "DNK"),
    ("da", "WASHINGTON (Ritzau) - Præsidenten talte.", "Washington", "USA"),
    ("en", "KYIV, Ukraine (AP) — The president spoke.", "Kyiv", "UKR"),
    ("en", "WASHINGTON (Reuters) - The Senate voted.", "Washington", "USA"),
    ("en", "LONDON, Ontario (CP) — The mayor spoke.", "London", "CAN"),
    ("en", "Brussels (AFP) — Ministers met.", "Brussels", "BEL"),
    ("de", "WIEN (dpa) - Der Kanzler sprach.", "Vienna", "AUT"),
    ("de", "MOSKAU/KIEW (dpa) - Der Krieg geht weiter.", "Moscow", "RUS"),
    ("fr", "PARIS (AFP) - Le président a parlé.", "Paris", "FRA"),
    ("es", "MOSCÚ (EFE).- El presidente habló.", "Moscow", "RUS"),
    ("uk", "КИЇВ. 3 березня. УНІАН. Президент виступив.", "Kyiv", "UKR"),
    ("ru", "КИЕВ, 3 марта (Интерфакс). Президент выступил.", "Kyiv", "UKR"),
    ("ru", "МОСКВА, 3 мар - РИА Новости. Президент выступил.", "Moscow", "RUS"),
]


@pytest.mark.parametrize(("language", "text", "name", "country"), DATELINES, ids=[case[1][:24] for case in DATELINES])
def test_dateline(language: str, text: str, name: str, country: str) -> None:
    place = PlaceResolver(reading(language, text)).dateline()
    assert place is not None
    assert (place.name, place.country) == (name, country)
    assert text[place.start : place.end] == place.text


@pytest.mark.parametrize(
    "text",
    [
        "Møtet i Berlin er over.",
        "NATO: alliansen svarer",
        "Presidenten: – Vi svarer",
        "",
        "MEN: han kom ikke",
        "NTB: Oslo",
    ],
)
def test_no_dateline(text: str) -> None:
    assert PlaceResolver(reading("nb", text)).dateline() is None


LANGUAGES = ("nb", "nn", "sv", "da", "en", "de", "fr", "es", "uk", "ru", "xx")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(LANGUAGES),
    st.text(alphabet=st.sampled_from(list("BerlinKyivОдесаМосква-'’ .,:()\n12'sÅØé")), max_size=60),
)
def test_offsets_slice_the_text(language: str, text: str) -> None:
    found = reading(language, text)
    resolver = PlaceResolver(found)
    places = [*resolver.mentions(), *(resolver.place(index) for index in range(len(found.tokens))), resolver.dateline()]
    for place in places:
        if place is not None:
            assert found.text[place.start : place.end] == place.text
            assert place.text


def test_same_text_same_places() -> None:
    text = "Kamper i Kharkiv, Kherson og Paris. Russland angrep Ukraina fra Belarus."
    assert PlaceResolver(reading("nb", text)).mentions() == PlaceResolver(reading("nb", text)).mentions()


WORDS = [
    "Berlin",
    "Washington",
    "Georgia",
    "i",
    "the",
    "Kyiv",
    "Северной",
    "Корее",
    "Nord-Irland",
    "Minsk-avtalen",
    ",",
    ".",
    "(",
    "d'Ukraine",
]


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(LANGUAGES))
def test_wrong_trees_and_names_do_no_harm(data: st.DataObject, language: str) -> None:
    """Heads in circles and names over anything: the model may say what it likes."""
    flat = reading(language, " ".join(data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=10))))
    count = len(flat.tokens)
    heads = data.draw(st.lists(st.integers(-1, count - 1), min_size=count, max_size=count))
    kinds = data.draw(st.lists(st.sampled_from(["PER", "ORG", "GPE_LOC", "LOC", "DRV"]), max_size=3))
    spans = [data.draw(st.tuples(st.integers(0, count - 1), st.integers(1, 3))) for _ in kinds]
    names = tuple(
        Name(
            first,
            min(first + length, count),
            flat.tokens[first].start,
            flat.tokens[min(first + length, count) - 1].end,
            kind,
        )
        for (first, length), kind in zip(spans, kinds, strict=True)
    )
    tokens = tuple(replace(token, head=head) for token, head in zip(flat.tokens, heads, strict=True))
    found = Reading(flat.text, language, tokens, flat.sentences, names)
    resolver = PlaceResolver(found)
    for place in [*resolver.mentions(), *(resolver.place(index) for index in range(count))]:
        assert place is None or found.text[place.start : place.end] == place.text
    for amount in find_amounts(found):
        assert found.text[amount.start : amount.end] == amount.text
