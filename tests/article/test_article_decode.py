"""Which encoding a file is in, told from its bytes."""

import codecs

import pytest

from utsyn.article.decode import decode
from utsyn.errors import ArticleError

NORWEGIAN = "Utenriksministeren møtte sin kollega på Gardermoen – og sa «nei» til våpen.\n"
UKRAINIAN = "Міністр закордонних справ України зустрівся зі своїм колегою в Берліні у вівторок.\n"
RUSSIAN = "Министр иностранных дел России встретился со своим коллегой в Берлине во вторник.\n"

READ = {
    "utf-8": (NORWEGIAN.encode(), NORWEGIAN, "utf-8"),
    "utf-8 with mark": (codecs.BOM_UTF8 + NORWEGIAN.encode(), NORWEGIAN, "utf-8"),
    "utf-16 le with mark": (codecs.BOM_UTF16_LE + NORWEGIAN.encode("utf-16-le"), NORWEGIAN, "utf-16-le"),
    "utf-16 be with mark": (codecs.BOM_UTF16_BE + NORWEGIAN.encode("utf-16-be"), NORWEGIAN, "utf-16-be"),
    "utf-32 with mark": (codecs.BOM_UTF32_LE + NORWEGIAN.encode("utf-32-le"), NORWEGIAN, "utf-32-le"),
    "utf-16 le": (NORWEGIAN.encode("utf-16-le"), NORWEGIAN, "utf-16-le"),
    "utf-16 be": (NORWEGIAN.encode("utf-16-be"), NORWEGIAN, "utf-16-be"),
    "utf-16 le cyrillic": (UKRAINIAN.encode("utf-16-le"), UKRAINIAN, "utf-16-le"),
    "utf-16 be cyrillic": (RUSSIAN.encode("utf-16-be"), RUSSIAN, "utf-16-be"),
    "windows-1252": (NORWEGIAN.encode("cp1252"), NORWEGIAN, "cp1252"),
    "latin-1": ("blåbær\x81 på".encode("latin-1"), "blåbær\x81 på", "latin-1"),
    "windows-1251": (RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251"),
    "windows-1251 ukrainian": (UKRAINIAN.encode("cp1251"), UKRAINIAN, "cp1251"),
    "koi8-r": (RUSSIAN.encode("koi8-r"), RUSSIAN, "koi8-u"),
    "koi8-u": (UKRAINIAN.encode("koi8-u"), UKRAINIAN, "koi8-u"),
    "windows-1251, upper case": (RUSSIAN.upper().encode("cp1251"), RUSSIAN.upper(), "cp1251"),
    "ascii": (b"Plain words.\r\n", "Plain words.\r\n", "utf-8"),
    "mixed": ("Møte på Ås.\n".encode() * 3 + "Møte".encode("cp1252"), "Møte på Ås.\n" * 3 + "Møte", "utf-8"),
    "cut in a character": (("På Ås. " * 3 + "ø").encode()[:-1], "På Ås. " * 3 + "\ufffd", "utf-8"),
    "mark in the middle": ("På\ufeff Ås".encode(), "På\ufeff Ås", "utf-8"),
}


@pytest.mark.parametrize("case", READ, ids=list(READ))
def test_encodings(case: str) -> None:
    data, text, encoding = READ[case]
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize("case", ["windows-1252", "windows-1251", "koi8-r", "mixed", "cut in a character"])
def test_a_guess_is_said(case: str) -> None:
    assert decode(READ[case][0]).warnings


@pytest.mark.parametrize("case", ["utf-8", "utf-8 with mark", "utf-16 be", "ascii"])
def test_what_is_certain_is_not_said(case: str) -> None:
    assert not decode(READ[case][0]).warnings


def test_a_page_names_its_encoding() -> None:
    page = f'<html><head><meta charset="koi8-r"></head><p>{RUSSIAN}</p>'
    assert decode(page.encode("koi8-r"), markup=True).text == page


def test_latin_1_pages_are_windows_1252() -> None:
    page = '<meta charset="iso-8859-1"><p>– Ja</p>'
    assert decode(page.encode("cp1252"), markup=True).text == page


@pytest.mark.parametrize("name", ["unicode_escape", "idna", "utf-7", "zip", "rot13", "nonsense", "utf-8"])
def test_a_page_cannot_choose_any_codec(name: str) -> None:
    page = f'<meta charset="{name}"><p>på</p>'
    assert decode(page.encode("cp1252"), markup=True).text == page


REFUSED = {
    "pdf": b"%PDF-1.7 \x00\x01",
    "docx": b"PK\x03\x04" + bytes(30),
    "png": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(40),
    "gzip": b"\x1f\x8b\x08" + bytes(40),
    "rtf": rb"{\rtf1\ansi Hei}",
    "controls": bytes(range(32)) * 10,
    "every byte": bytes(range(256)) * 8,
    "shift-jis": "日本政府はウクライナに軍隊を派遣しないと発表した。".encode("shift-jis"),
    "gb18030": "政府宣布不会向乌克兰派遣军队，但将提供援助。".encode("gb18030"),
}


@pytest.mark.parametrize("case", REFUSED, ids=list(REFUSED))
def test_what_is_no_text_is_refused(case: str) -> None:
    with pytest.raises(ArticleError, match=r"convert|save"):
        decode(REFUSED[case])
