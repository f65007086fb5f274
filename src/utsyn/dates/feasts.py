"""Feasts and holidays: the days on which they fall in a year, in the Christian, Islamic, Hebrew and civil calendars."""

from collections.abc import Callable
from datetime import date, timedelta

Pair = tuple[date, date]


def easter(year: int) -> date:
    """Western Easter Sunday (Gregorian computus, Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Eastern Easter Sunday (Julian computus of Meeus), in the Gregorian calendar of 1900-2099."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def islamic(year: int, month: int, day: int) -> date:
    """A day of the arithmetic Islamic calendar (civil epoch, Kūshyār's leap years); sighting may differ by a day."""
    passed = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return date.fromordinal(227014 + passed)


def _islamic_in(month: int, first: int, length: int) -> Callable[[int], Pair | None]:
    def in_year(year: int) -> Pair | None:
        about = int((year - 622) * 33 / 32)
        starts = (islamic(number, month, first) for number in range(about - 1, about + 3))
        start = next((day for day in starts if day.year == year), None)
        return (start, start + timedelta(days=length - 1)) if start else None

    return in_year


def _hebrew_new_year(year: int) -> date:
    """1 Tishri that falls in the Gregorian year (molad arithmetic with the four postponements)."""
    hebrew = year + 3761
    months = (235 * hebrew - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    if 3 * (day + 1) % 7 < 3:
        day += 1
    return date.fromordinal(_settled(hebrew, day) - 1373427)


def _elapsed(hebrew: int) -> int:
    months = (235 * hebrew - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _settled(hebrew: int, day: int) -> int:
    before, after = _elapsed(hebrew - 1), _elapsed(hebrew + 1)
    return day + (2 if after - day == 356 else 1 if day - before == 382 else 0)


def _from_easter(first: int, last: int) -> Callable[[int], Pair | None]:
    return lambda year: (easter(year) + timedelta(days=first), easter(year) + timedelta(days=last))


def _from_orthodox(first: int, last: int) -> Callable[[int], Pair | None]:
    return lambda year: (orthodox_easter(year) + timedelta(days=first), orthodox_easter(year) + timedelta(days=last))


def _from_tishri(first: int, last: int) -> Callable[[int], Pair | None]:
    return lambda year: (_hebrew_new_year(year) + timedelta(days=first), _hebrew_new_year(year) + timedelta(days=last))


def _passover(year: int) -> Pair | None:
    # 15 Nisan always falls 163 days before the next 1 Tishri
    start = _hebrew_new_year(year) - timedelta(days=163)
    return start, start + timedelta(days=7)


def _hanukkah(year: int) -> Pair | None:
    # 25 Kislev is 83 days after 1 Tishri, 84 in years whose Marheshvan has 30 days
    length = (_hebrew_new_year(year + 1) - _hebrew_new_year(year)).days
    start = _hebrew_new_year(year) + timedelta(days=84 if length in (355, 385) else 83)
    return start, start + timedelta(days=7)


def _nth_weekday(month: int, weekday: int, number: int) -> Callable[[int], Pair | None]:
    def in_year(year: int) -> Pair | None:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
        return day, day

    return in_year


def _weekday_from(month: int, day: int, weekday: int) -> Callable[[int], Pair | None]:
    def in_year(year: int) -> Pair | None:
        first = date(year, month, day)
        there = first + timedelta(days=(weekday - first.isoweekday()) % 7)
        return there, there

    return in_year


def _advent(year: int) -> Pair:
    christmas = date(year, 12, 25)
    return christmas - timedelta(days=21 + christmas.isoweekday()), date(year, 12, 24)


def _fixed(first: tuple[int, int], last: tuple[int, int] | None = None) -> Callable[[int], Pair | None]:
    end = last or first
    return lambda year: (date(year, *first), date(year + (end < first), *end))


# sources: church computus, arithmetic Islamic and Hebrew calendars, general knowledge
FEASTS: dict[str, Callable[[int], Pair | None]] = {
    "advent": lambda year: (
        date(year, 12, 25) - timedelta(days=21 + date(year, 12, 25).isoweekday()),
        date(year, 12, 24),
    ),
    "all-saints": _fixed((11, 1)),
    "ascension": _from_easter(39, 39),
    "ashura": _islamic_in(1, 10, 1),
    "ash-wednesday": _from_easter(-46, -46),
    "bastille-day": _fixed((7, 14)),
    "boxing-day": _fixed((12, 26)),
    "christmas": _fixed((12, 24), (12, 26)),
    "christmas-day": _fixed((12, 25)),
    "christmas-eve": _fixed((12, 24)),
    "christmas-ua": lambda year: (date(year, 12, 25),) * 2 if year > 2022 else (date(year, 1, 7),) * 2,
    "christmas-week": _fixed((12, 27), (12, 30)),
    "constitution-day-ua": _fixed((6, 28)),
    "corpus-christi": _from_easter(60, 60),
    "danish-constitution-day": _fixed((6, 5)),
    "defender-day-ru": _fixed((2, 23)),
    "defenders-day-ua": _fixed((10, 1)),
    "easter": _from_easter(-3, 1),
    "easter-eve": _from_easter(-1, -1),
    "easter-monday": _from_easter(1, 1),
    "easter-weekend": _from_easter(-2, 1),
    "easter-sunday": _from_easter(0, 0),
    "eid-al-adha": _islamic_in(12, 10, 4),
    "eid-al-fitr": _islamic_in(10, 1, 3),
    "epiphany": _fixed((1, 6)),
    "german-unity-day": _fixed((10, 3)),
    "good-friday": _from_easter(-2, -2),
    "halloween": _fixed((10, 31)),
    "hanukkah": _hanukkah,
    "holy-week": _from_easter(-7, 0),
    "immaculate-conception": _fixed((12, 8)),
    "independence-day-ua": _fixed((8, 24)),
    "independence-day-us": _fixed((7, 4)),
    "labour-day-us": _nth_weekday(9, 1, 1),
    "lent": _from_easter(-46, -1),
    "maundy-thursday": _from_easter(-3, -3),
    "may-day": _fixed((5, 1)),
    "may-holidays": _fixed((5, 1), (5, 9)),
    "memorial-day-us": _weekday_from(5, 25, 1),
    "midsummer-day": _weekday_from(6, 20, 6),
    "midsummer-eve": _weekday_from(6, 19, 5),
    "mlk-day": _nth_weekday(1, 1, 3),
    "new-year": _fixed((1, 1)),
    "new-year-eve": _fixed((12, 31)),
    "new-year-holidays-ru": _fixed((1, 1), (1, 8)),
    "nowruz": _fixed((3, 20), (3, 21)),
    "orthodox-christmas": _fixed((1, 7)),
    "orthodox-christmas-eve": _fixed((1, 6)),
    "orthodox-easter": _from_orthodox(0, 0),
    "orthodox-good-friday": _from_orthodox(-2, -2),
    "orthodox-holy-week": _from_orthodox(-6, -1),
    "orthodox-palm-sunday": _from_orthodox(-7, -7),
    "orthodox-pentecost": _from_orthodox(49, 49),
    "palm-sunday": _from_easter(-7, -7),
    "passover": _passover,
    "pentecost": _from_easter(49, 49),
    "pentecost-monday": _from_easter(50, 50),
    "presidents-day": _nth_weekday(2, 1, 3),
    "ramadan": _islamic_in(9, 1, 30),
    "reformation-day": _fixed((10, 31)),
    "rose-monday": _from_easter(-48, -48),
    "rosh-hashanah": _from_tishri(0, 1),
    "russia-day": _fixed((6, 12)),
    "saint-john": _fixed((6, 23)),
    "spain-national-day": _fixed((10, 12)),
    "sukkot": _from_tishri(14, 20),
    "swedish-national-day": _fixed((6, 6)),
    "thanksgiving": _nth_weekday(11, 4, 4),
    "unity-day-ru": _fixed((11, 4)),
    "valentine": _fixed((2, 14)),
    "victory-day": _fixed((5, 9)),
    "ve-day": _fixed((5, 8)),
    "veterans-day": _fixed((11, 11)),
    "walpurgis-eve": _fixed((4, 30)),
    "womens-day": _fixed((3, 8)),
    "yom-kippur": _from_tishri(9, 9),
}
