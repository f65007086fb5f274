"""What the first lines of a text say: front matter, header lines, headline, dateline; and that the text is kept."""

from datetime import date

import pytest

from utsyn.article import Article, DateSpan, article_from_text
from utsyn.article.build import NO_DATE

PROSE = "Norges statsminister møtte Tysklands forbundskansler i Berlin på onsdag for å snakke om støtten til Ukraina."


def read(text: str, published: str | None = None) -> Article:
    return article_from_text(text, published=published)


def span(start: str, end: str | None = None) -> DateSpan:
    return DateSpan(date.fromisoformat(start), date.fromisoformat(end or start))


DATED = {
    "line": (f"published: 2022-01-18\n{PROSE}", span("2022-01-18")),
    "line with words": (f"Publisert: 18. januar 2022 kl. 12:30\n{PROSE}", span("2022-01-18")),
    "line without colon": (f"date 2022-01\n{PROSE}", span("2022-01-01", "2022-01-31")),
    "line without colon, year": (f"date 2022\n{PROSE}", span("2022-01-01", "2022-12-31")),
    "before the text on one line": (f" date 2022-01 I BERLIN: {PROSE}", span("2022-01-01", "2022-01-31")),
    "key and text on one line": (f"published: 2022-01-18 {PROSE}", span("2022-01-18")),
    "equals sign": (f"published = 2022-01-18\n{PROSE}", span("2022-01-18")),
    "german key": (f"Datum: 18.01.2022\n{PROSE}", span("2022-01-18")),
    "russian key": (f"Дата: 18 января 2022 г.\n{PROSE}", span("2022-01-18")),
    "front matter": (f"---\ntitle: Møte\ndate: 2022-01-18\n---\n{PROSE}", span("2022-01-18")),
    "front matter, quoted": (f"---\r\npublished: '2022-01'\r\n---\r\n{PROSE}", span("2022-01-01", "2022-01-31")),
    "front matter with lists": (f"---\ntags:\n  - krig\n# note\ndate: 2022-01-18\n...\n{PROSE}", span("2022-01-18")),
    "dateline": ("KYIV, March 3, 2022 (AP) -- Talks opened.", span("2022-03-03")),
    "dateline below the headline": ("Talks open\nKYIV, March 3, 2022 (AP) - The talks began.", span("2022-03-03")),
    "russian dateline": ("МОСКВА, 18 января 2022 г. /ТАСС/. Министр прибыл в Москву.", span("2022-01-18")),
    "date line below the headline": (f"Møte i Berlin\n18. januar 2022 kl. 12:30\n\n{PROSE}", span("2022-01-18")),
    "published and updated": (
        f"Møte i Berlin\nPublisert 18. januar 2022 kl. 12:30, oppdatert 19. januar 2022\n\n{PROSE}",
        span("2022-01-18"),
    ),
    "byte order mark": (f"\ufeffpublished: 2022-01-18\n{PROSE}", span("2022-01-18")),
}


@pytest.mark.parametrize("case", DATED, ids=list(DATED))
def test_the_head_dates_the_article(case: str) -> None:
    text, expected = DATED[case]
    article = read(text)
    assert article.published == expected
    assert article.text == text
    assert NO_DATE not in article.warnings


UNDATED = {
    "plain prose": PROSE,
    "a year in a sentence": f"Date 2022 was no good year. {PROSE}",
    "an event's date in a sentence": "On January 18, 2022, the ministers met. They had met before.",
    "dateline without a year": "Nicosia, 24 jun (EFE).- Los ministros se reunieron ayer en la capital.",
    "an updating time alone": f"Møte i Berlin\nOppdatert 18. januar 2022 kl. 12:30\n\n{PROSE}",
    "a sentence that holds a date": f"Datoen 18. januar 2022 er viktig for dem. {PROSE}",
    "a colon after a date word": f"Dato: Russland truer igjen. {PROSE}",
    "rules are no front matter": f"---\n\n{PROSE}\n\n---\n",
}


@pytest.mark.parametrize("case", UNDATED, ids=list(UNDATED))
def test_no_date_is_made_up(case: str) -> None:
    article = read(UNDATED[case])
    assert article.published is None
    assert NO_DATE in article.warnings


def test_the_option_overrides_the_head() -> None:
    assert read(f"date 2022-01\n{PROSE}", published="2023-05-09").published == span("2023-05-09")


def test_a_date_outside_the_calendar_is_a_warning() -> None:
    article = read(f"date 2022-02-31 {PROSE}")
    assert article.published is None
    assert "not in the calendar" in article.warnings[0]


def test_front_matter_left_open_is_text() -> None:
    article = read(f"---\ntitle: Møte\n{PROSE}")
    assert (article.title, article.start) == (None, 0)
    assert "not closed" in article.warnings[0]


def test_front_matter_is_not_yaml() -> None:
    bomb = "---\na: &a [x, x]\nb: &b [*a, *a]\ndate: 2022-01-18\n---\n" + PROSE
    assert read(bomb).published == span("2022-01-18")


def test_fields_of_the_front_matter() -> None:
    article = read(f'---\ntitle: "Møte: uten svar"\nlanguage: nn\nsource: NTB\nurl: https://e.example/1\n---\n{PROSE}')
    assert (article.title, article.language, article.publisher) == ("Møte: uten svar", "nn", "NTB")
    assert article.url == "https://e.example/1"


STARTS = {
    "front matter": ("---\ndate: 2022-01-18\n---\nHei der.", "Hei der."),
    "line": ("published: 2022-01-18\nHei der.", "Hei der."),
    "one line": (" date 2022-01 I BERLIN: Hei der.", " I BERLIN: Hei der."),
    "nothing": ("Hei der.", "Hei der."),
}


@pytest.mark.parametrize("case", STARTS, ids=list(STARTS))
def test_the_prose_starts_after_the_header(case: str) -> None:
    text, prose = STARTS[case]
    article = read(text)
    assert article.text[article.start :] == prose


DATELINES = {
    "BERLIN: Norges statsminister kom.": "BERLIN: ",
    "I BERLIN: Norges statsminister kom.": "I BERLIN: ",
    "BERLIN (NTB) – Norges statsminister kom.": "BERLIN (NTB) – ",
    "Berlin (dpa) - Die Minister kamen.": "Berlin (dpa) - ",
    "TRIPOLI (Ritzau-Reuters). Ministeren kom.": "TRIPOLI (Ritzau-Reuters). ",
    "NEW YORK (AP) — The ministers came.": "NEW YORK (AP) — ",
    "Port Sudan (NTB-AFP): Ministrene kom.": "Port Sudan (NTB-AFP): ",
    "Nicosia, 24 jun (EFE).- Los ministros llegaron.": "Nicosia, 24 jun (EFE).- ",
    "МОСКВА, 3 мар — Министры прибыли.": "МОСКВА, 3 мар — ",
    "FOTO: Ministrene på trappa.": None,
    "Statsministeren sa: Vi kommer.": None,
    "NATO, som er en allianse. Den vokser.": None,
    "Ministeren (62) – han har lang erfaring – kom.": None,
}


@pytest.mark.parametrize("text", DATELINES, ids=list(DATELINES))
def test_datelines(text: str) -> None:
    found = read(text).dateline
    assert (text[slice(*found)] if found else None) == DATELINES[text]


TITLES = {
    "blank line": (f"Ny runde i Berlin\n\n{PROSE}", "Ny runde i Berlin"),
    "windows newlines": (f"Ny runde i Berlin\r\n\r\n{PROSE}", "Ny runde i Berlin"),
    "prose right below": (f"Ny runde i Berlin\n{PROSE}", "Ny runde i Berlin"),
    "dateline right below": ("Ny runde\nBERLIN (NTB): Kort.", "Ny runde"),
    "after a date line": (f"published: 2022-01-18\nNy runde i Berlin\n\n{PROSE}", "Ny runde i Berlin"),
    "subtitle right below": (f"Ny runde i Berlin\nMotpartene møtes igjen\n\n{PROSE}", "Ny runde i Berlin"),
    "question": (f"Hva skjer i Berlin?\n\n{PROSE}", "Hva skjer i Berlin?"),
    "sentence": (f"Det skjedde i går.\n\n{PROSE}", None),
    "one paragraph": (PROSE, None),
    "wrapped lines": ("Norges statsminister reiste til Berlin for\nå møte Tysklands forbundskansler i går.", None),
    "too long": ("ord " * 40 + f"\n\n{PROSE}", None),
    "dateline first": (f"BERLIN (NTB) – Kort melding\n\n{PROSE}", None),
}


@pytest.mark.parametrize("case", TITLES, ids=list(TITLES))
def test_titles(case: str) -> None:
    text, title = TITLES[case]
    assert read(text).title == title
