"""Which code points a text may hold, and the one-for-one replacement of those it may not."""

import re

REPLACEMENT = "\ufffd"
# Tab, newline, vertical tab, form feed, carriage return and NEL are white space and stay. The rest of C0 and C1 can
# steer a terminal, and surrogates cannot be written as UTF-8: both would break every consumer after this one.
_UNFIT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BLANK = re.compile(r"[\s\ufffd\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad]*")


def fit(text: str) -> tuple[str, int]:
    """Replace control characters and lone surrogates by U+FFFD, one for one, so that offsets hold.

    Returns the text (the same object when nothing was replaced) and the number of replacements.
    """
    return _UNFIT.subn(REPLACEMENT, text)


def count_controls(text: str) -> int:
    """Count control characters that no text file holds."""
    return sum(1 for _ in _CONTROL.finditer(text))


def is_blank(text: str) -> bool:
    """Whether the text shows nothing: only white space, invisible format characters or replacements."""
    return _BLANK.fullmatch(text) is not None
