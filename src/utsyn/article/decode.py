"""Bytes to text: which encoding a file is in, and whether it is text at all."""

import codecs
import re
from dataclasses import dataclass

from utsyn.article import letters
from utsyn.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
)
_NAMES = {"cp1252": "Windows-1252", "latin-1": "Latin-1", "cp1251": "Windows-1251", "koi8-u": "KOI8"}
# Only plain tables: a name such as "idna" or "unicode_escape" in a page must not choose what code runs over it.
_DECLARABLE = re.compile(r"iso-?8859-?\d{1,2}|latin-?[1-9]|(?:windows-|cp)125\d|koi8-[ru]|us-ascii|macintosh")
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)
_SAMPLE = 65_536
_COMMON_CYRILLIC = frozenset("оеаинтсрвлі")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was read with, and what the reader should be told."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """Decode bytes as the text they are most certainly in.

    A byte order mark decides; then UTF-16 without a mark, UTF-8, for markup the charset it declares, UTF-8 with stray
    Windows-1252 bytes, and the single-byte tables. The mark itself is not part of the text.
    Raises ArticleError for binary content and when no encoding is certain.
    """
    _refuse_known_formats(data)
    decoded = _by_mark(data) or _utf16_without_mark(data) or _utf8(data)
    _refuse_binary(decoded.text if decoded else data[:_SAMPLE].decode("latin-1"))
    decoded = decoded or (_declared(data) if markup else None) or _mixed(data) or _cyrillic(data) or _western(data)
    if decoded is None:
        raise ArticleError("the encoding is not recognised: save the file as UTF-8")
    return decoded


def _refuse_known_formats(data: bytes) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise ArticleError(f"this is {name}, not text: convert it to plain text or HTML first")


def _refuse_binary(text: str) -> None:
    sample = text[:_SAMPLE]
    controls = letters.count_controls(sample)
    if controls > 8 and controls * 20 > len(sample):
        raise ArticleError("binary content, not text: convert it to plain text or HTML first")


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict_or_replaced(data[len(mark) :], encoding)
    return None


def _strict_or_replaced(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        warning = f"damaged {encoding.upper()}: the broken characters are replaced by U+FFFD"
        return Decoded(data.decode(encoding, "replace"), encoding, (warning,))


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """Latin text in UTF-16 is half NULs, Cyrillic text half 0x04: bytes that other encodings hardly hold."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4 or (sample.count(0) + sample.count(4)) * 10 < len(sample):
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        if _is_plausible(sample[: len(sample) & ~1].decode(encoding, "replace")):
            return _strict_or_replaced(data, encoding)
    return None


# Latin, Greek and Cyrillic letters, punctuation and currency signs.
_PLAUSIBLE = re.compile(r"[\t\n\r -~\xa0-\u052f\u2010-\u20bf]")


def _is_plausible(text: str) -> bool:
    return len(_PLAUSIBLE.findall(text)) >= 0.95 * len(text)


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> Decoded | None:
    found = _CHARSET.search(data[:2048])
    name = found.group(1).decode("ascii").lower() if found else ""
    if not _DECLARABLE.fullmatch(name):
        return None
    # Browsers read pages that declare Latin-1 as Windows-1252, and authors rely on it.
    encoding = "cp1252" if re.fullmatch(r"iso-?8859-?1|latin-?1|us-ascii", name) else name
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


_STRAY = re.compile(r"[\udc80-\udcff]")
_CUT_TAIL = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 with a few stray bytes of Windows-1252, as pasted texts and joined files have them."""
    tail = _CUT_TAIL.search(data[-3:])
    if tail and (whole := _utf8(data[: len(data) - len(tail.group())])) and _multibyte(whole.text):
        warning = "the text ends in the middle of a character: it is replaced by U+FFFD"
        return Decoded(whole.text + letters.REPLACEMENT, "utf-8", (warning,))
    text = data.decode("utf-8", "surrogateescape")
    stray = sum(1 for _ in _STRAY.finditer(text))
    if _multibyte(text) - stray <= stray:
        return None
    warning = f"mixed encodings: {stray} bytes that are not UTF-8 were read as Windows-1252"
    return Decoded(_STRAY.sub(_as_western, text), "utf-8", (warning,))


def _multibyte(text: str) -> int:
    return sum(1 for c in text if c > "\x7f")


def _as_western(stray: re.Match[str]) -> str:
    return bytes([ord(stray.group()) - 0xDC00]).decode("cp1252", "replace")


def _cyrillic(data: bytes) -> Decoded | None:
    """Windows-1251 or KOI8: in Cyrillic text whole words are high bytes, in Western text single letters."""
    sample = data[:_SAMPLE]
    if not _is_mostly_high(sample):
        return None
    # The two tables swap upper and lower case, so case tells them apart, except in a text that is all capitals.
    name = _cyrillic_table(sample, capital_weight=0.5) or _cyrillic_table(sample, capital_weight=1.0)
    if name is None:
        raise ArticleError("the encoding is not recognised: save the file as UTF-8")
    return _single_byte(data, name)


def _cyrillic_table(sample: bytes, capital_weight: float) -> str | None:
    scores = sorted((_cyrillic_score(sample, name, capital_weight), name) for name in ("cp1251", "koi8-u"))
    (second, _), (best, name) = scores
    return name if best >= 0.5 and best - second >= 0.15 else None


def _is_mostly_high(sample: bytes) -> bool:
    high = sum(1 for b in sample if b >= 0x80)
    ascii_letters = sum(1 for b in sample if 65 <= (b & ~32) <= 90 and b < 0x80)
    return high > ascii_letters


def _cyrillic_score(sample: bytes, encoding: str, capital_weight: float) -> float:
    """Share of the high bytes that read as the commonest Cyrillic letters."""
    text = bytes(b for b in sample if b >= 0x80).decode(encoding, "replace")
    common = (c for c in text if c.lower() in _COMMON_CYRILLIC)
    return sum(1.0 if c.islower() else capital_weight for c in common) / len(text)


def _western(data: bytes) -> Decoded | None:
    return None if _is_mostly_high(data[:_SAMPLE]) else _single_byte(data, "cp1252") or _single_byte(data, "latin-1")


def _single_byte(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, (f"not UTF-8: read as {_NAMES[encoding]}",))
    except UnicodeDecodeError:
        return None
