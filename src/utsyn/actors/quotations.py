"""Direct speech: which words stand inside quotation marks or a dashed line, and who is speaking."""

import re
from collections.abc import Sequence

_PAIRS = re.compile(
    r"«[^»]{2,1200}»|“[^”“]{2,1200}[”“]|„[^“”]{2,1200}[“”]|”[^”]{2,1200}”|\"[^\"]{2,1200}\"|»[^«]{2,1200}«"
)
_DASHED = re.compile(r"(?m)(?:^[ \t]*|(?<=[.!?] ))[-–—][ \u00a0]*(?P<quote>\S.*)$")


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Character spans of direct speech, in order.

    A line that opens with a dash is a quotation up to the comma that closes it ("– Vi er klare, sier hun.").
    """
    spans = [match.span() for match in _PAIRS.finditer(text)]
    for match in _DASHED.finditer(text):
        start, end = match.span("quote")
        if not any(first <= start < last for first, last in spans):
            spans.append((start, end))
    return tuple(sorted(spans))


def quotation_at(spans: Sequence[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    """The quotation that holds the offset."""
    return next((span for span in spans if span[0] <= offset < span[1]), None)
