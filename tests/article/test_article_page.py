"""Pages of HTML: the article without the menu, what the markup says, and nothing run or fetched."""

from datetime import date
from pathlib import Path

import pytest

from utsyn.article import Article, ArticleProblem, DateSpan, articles_from
from utsyn.article.page import fragment_text, read_page
from utsyn.errors import ArticleError

PARAGRAPHS = (
    "Norges statsminister reiser til Kyiv på onsdag for å møte presidenten, opplyser kontoret hans.",
    "De to skal snakke om våpen & penger, og om en avtale som har vært utsatt to ganger siden nyttår.",
    "– Vi står sammen, sier statsministeren, som ikke vil si mer om hva han har med seg til møtet.",
)
BODY = "".join(f"<p>{paragraph.replace('&', '&amp;')}</p>" for paragraph in PARAGRAPHS)
META = (
    '<title>Reiser til Kyiv | Avisen</title><meta property="og:title" content="Reiser til Kyiv">'
    '<meta property="og:site_name" content="Avisen">'
    '<meta property="article:published_time" content="2022-01-18T23:30:00+01:00">'
    '<link rel="canonical" href="https://avisen.example/a1">'
)
PAGE = (
    f'<!doctype html><html lang="no"><head>{META}<script>alert("Russland angrep Norge")</script>'
    "<style>p { color: red }</style></head><body><nav><a href='/'>Forsiden</a> <a href='/sport'>Sport</a></nav>"
    f"<article><h1>Reiser til Kyiv</h1>{BODY}<script>document.write('hemmelig')</script></article>"
    "<footer>Ansvarlig redaktør: N.N.</footer></body></html>"
)


def from_file(folder: Path, markup: str) -> Article | ArticleProblem:
    path = folder / "page.html"
    path.write_text(markup, encoding="utf-8")
    (result,) = articles_from([path])
    return result


def test_a_page_becomes_an_article(tmp_path: Path) -> None:
    article = from_file(tmp_path, PAGE)
    assert isinstance(article, Article)
    assert (article.title, article.publisher, article.language) == ("Reiser til Kyiv", "Avisen", "nb")
    assert article.published == DateSpan(date(2022, 1, 18), date(2022, 1, 18))
    assert article.url == "https://avisen.example/a1"
    assert article.warnings == ()


@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=["first", "second", "third"])
def test_its_paragraphs_are_kept(paragraph: str) -> None:
    assert paragraph in read_page(PAGE).text


@pytest.mark.parametrize("outside", ["Sport", "alert", "angrep", "hemmelig", "color"])
def test_menu_scripts_and_styles_are_not_text(outside: str) -> None:
    assert outside not in read_page(PAGE).text


DATES = {
    "json-ld": '<script type="application/ld+json">{"@type": "Article", "datePublished": "2022-01-18T08:00Z"}</script>',
    "json-ld, broken": '<script type="application/ld+json">{"datePublished": "2022-01-18", oops</script>',
    "microdata": '<meta itemprop="datePublished" content="2022-01-18">',
    "name": '<meta name="date" content="2022-01-18">',
}


@pytest.mark.parametrize("case", DATES, ids=list(DATES))
def test_dates_in_the_markup(case: str, tmp_path: Path) -> None:
    article = from_file(tmp_path, f"<html><head>{DATES[case]}</head><body>{BODY}</body></html>")
    assert isinstance(article, Article)
    assert article.published == DateSpan(date(2022, 1, 18), date(2022, 1, 18))


def test_a_date_in_a_sentence_is_not_the_page_s(tmp_path: Path) -> None:
    article = from_file(tmp_path, f"<html><body>{BODY}<p>De møttes også 3. mars 2021 i Oslo.</p></body></html>")
    assert isinstance(article, Article)
    assert article.published is None


LANGUAGES = {"nb": "nb", "no": "nb", "en": "nb", "nn": "nb", "xx": "nb"}


@pytest.mark.parametrize("declared", LANGUAGES)
def test_certain_text_is_believed_before_the_template(declared: str, tmp_path: Path) -> None:
    article = from_file(tmp_path, f'<html lang="{declared}"><body>{BODY}</body></html>')
    assert isinstance(article, Article)
    assert article.language == LANGUAGES[declared]


def test_the_template_decides_for_short_text(tmp_path: Path) -> None:
    article = from_file(tmp_path, '<html lang="sv-SE"><body><p>Berlin</p></body></html>')
    assert isinstance(article, Article)
    assert article.language == "sv"


NO_TEXT = {
    "scripts only": "<html><body><script>x()</script></body></html>",
    "nothing": "<html></html>",
    "empty blocks": "<html><body><div><p> </p></div></body></html>",
    "frames": '<html><frameset><frame src="http://e.example/"></frameset></html>',
    "title only": "<html><head><title>Krig</title></head><body></body></html>",
}


@pytest.mark.parametrize("case", NO_TEXT, ids=list(NO_TEXT))
def test_a_page_without_text_is_an_error(case: str) -> None:
    with pytest.raises(ArticleError, match="no text"):
        read_page(NO_TEXT[case])


HOSTILE = {
    "entity bomb": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><html><p>Hei der &b;</p></html>',
    "external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><p>Hei der &a;</p></html>',
    "unclosed": "<html><body><p>Hei der<p>på deg<div><b>nå",
    "deep": "<div>" * 240 + "Hei der" + "</div>" * 240,
    "wrong encoding declared": "<?xml version='1.0' encoding='utf-16'?><html><body><p>Hei der</p></body></html>",
    "null and surrogate references": "<html><body><p>Hei der &#0; &#xD800; &#x110000;</p></body></html>",
}


@pytest.mark.parametrize("case", HOSTILE, ids=list(HOSTILE))
def test_hostile_pages_are_read_as_they_stand(case: str) -> None:
    text = read_page(HOSTILE[case]).text
    assert "Hei der" in text
    assert "root:" not in text
    assert len(text) < 200


FRAGMENTS = {
    "<p>One</p><p>Two</p>": "One\n\nTwo",
    "<p>One<br>Two</p>": "One\n\nTwo",
    "<p>One <b>bold</b> word,\nwrapped</p>": "One bold word, wrapped",
    "<p>Fish &amp; chips</p><script>no()</script>": "Fish & chips",
    "<hl2>Mellomtittel</hl2><p>Tekst</p>": "Mellomtittel\n\nTekst",
    "<ul><li>a</li><li>b</li></ul>tail": "a\n\nb\n\ntail",
    "<!-- note --><p>Text</p>": "Text",
    " ": "",
}


@pytest.mark.parametrize("markup", FRAGMENTS, ids=list(FRAGMENTS))
def test_fragments(markup: str) -> None:
    assert fragment_text(markup) == FRAGMENTS[markup]
