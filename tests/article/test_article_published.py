"""Publication dates as people and programs write them."""

from datetime import date

import pytest

from utsyn.article import DateSpan, parse_published
from utsyn.errors import ArticleError

DAY = DateSpan(date(2022, 1, 18), date(2022, 1, 18))
MONTH = DateSpan(date(2022, 1, 1), date(2022, 1, 31))

WRITTEN = [
    ("2022-01-18", DAY),
    (" 2022-01-18 ", DAY),
    ("2022-1-18", DAY),
    ("2022/01/18", DAY),
    ("20220118", DAY),
    ("2022-01-18T23:30:00Z", DAY),
    ("2022-01-18T23:30+01:00", DAY),
    ("2022-01-18T10:00:00.000+0100", DAY),
    ("2022-01-18 10:00", DAY),
    ("20220118T100000Z", DAY),
    ("18.01.2022", DAY),
    ("18.1.2022 kl. 12:30", DAY),
    ("18/01/2022", DAY),
    ("01/18/2022", DAY),
    ("18-01-2022", DAY),
    ("Tue, 18 Jan 2022 10:00:00 GMT", DAY),
    ("18 January 2022", DAY),
    ("January 18, 2022", DAY),
    ("Jan. 18, 2022", DAY),
    ("Tuesday, January 18, 2022 at 10:30 am", DAY),
    ("18. januar 2022", DAY),
    ("tirsdag 18. januar 2022 kl. 12.30", DAY),
    ("tysdag 18. januar 2022", DAY),
    ("den 18 januari 2022", DAY),
    ("den 18. januar 2022", DAY),
    ("Dienstag, 18. Januar 2022, 12:30 Uhr", DAY),
    ("mardi 18 janvier 2022 à 12h30", DAY),
    ("martes, 18 de enero de 2022", DAY),
    ("18 січня 2022 року", DAY),
    ("18 января 2022 г.", DAY),
    ("1er mars 2022", DateSpan(date(2022, 3, 1), date(2022, 3, 1))),
    ("2022-01", MONTH),
    ("January 2022", MONTH),
    ("enero de 2022", MONTH),
    ("2024-02", DateSpan(date(2024, 2, 1), date(2024, 2, 29))),
    ("2022", DateSpan(date(2022, 1, 1), date(2022, 12, 31))),
]


@pytest.mark.parametrize(("written", "expected"), WRITTEN, ids=[written for written, _ in WRITTEN])
def test_dates_keep_their_precision(written: str, expected: DateSpan) -> None:
    assert parse_published(written) == expected


UNREADABLE = [
    ("2022-02-31", "not in the calendar"),
    ("2023-02-29", "not in the calendar"),
    ("2022-13", "not in the calendar"),
    ("2022-00-10", "not in the calendar"),
    ("31. februar 2022", "not in the calendar"),
    ("01/02/2022", "day first or month first"),
    ("yesterday", "cannot read"),
    ("1642464000", "cannot read"),
    ("2022-01-18 and more", "cannot read"),
    ("٢٠٢٢-٠١-١٨x", "cannot read"),
    ("", "no date"),
    ("2022 " * 40, "no date"),
    ("0000", "outside"),
    ("9999-01-01", "outside"),
]


@pytest.mark.parametrize(("written", "reason"), UNREADABLE, ids=[written[:20] for written, _ in UNREADABLE])
def test_unreadable_dates_say_what_to_write(written: str, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason) as caught:
        parse_published(written)
    assert "2022-01-18" in str(caught.value)
