"""Dates of one article worked out together: an unknown report day, anaphora, absolute dates without a report day."""

from collections.abc import Sequence
from datetime import date

import pytest

from utsyn.article.model import DateSpan
from utsyn.dates import DateValue, Direction, Resolution, counted_from, find_dates, resolve_dates

PAST, FUTURE, UNKNOWN = Direction.PAST, Direction.FUTURE, Direction.UNKNOWN
JANUARY = DateSpan(date(2022, 1, 1), date(2022, 1, 31))
WEDNESDAY = DateSpan(date(2022, 3, 16), date(2022, 3, 16))


def days(*numbers: int, month: int = 1) -> tuple[date, ...]:
    return tuple(date(2022, month, number) for number in numbers)


def resolved(
    text: str,
    published: DateSpan | None,
    directions: Sequence[Direction],
    language: str = "nb",
    **options: object,
) -> Resolution:
    return resolve_dates(find_dates(text, language), published, directions=directions, **options)  # type: ignore[arg-type]


def candidates(resolution: Resolution) -> list[tuple[date, ...]]:
    return [value.candidates if value else () for value in resolution.values]


def test_past_weekday_of_an_unknown_day_is_each_such_day_of_the_month() -> None:
    resolution = resolved("De møttes tirsdag.", JANUARY, [PAST])
    value = resolution.values[0]
    assert value is not None
    assert (value.start, value.end, value.candidates) == (date(2022, 1, 4), date(2022, 1, 25), days(4, 11, 18, 25))


def test_future_weekday_follows_the_report_days_that_remain() -> None:
    resolution = resolved(
        "De møttes i dag, sa han tirsdag. Onsdag skal de møtes igjen, torsdag reiser han.",
        JANUARY,
        [PAST, PAST, FUTURE, FUTURE],
        same_day_pairs=[(0, 1)],
    )
    assert candidates(resolution) == [
        days(4, 11, 18, 25),
        days(4, 11, 18, 25),
        days(5, 12, 19, 26),
        days(6, 13, 20, 27),
    ]
    assert resolution.report_day == DateValue(date(2022, 1, 4), date(2022, 1, 25), days(4, 11, 18, 25), rule="report")


def test_weekday_beside_today_fixes_the_report_day() -> None:
    resolution = resolved("De møttes i dag, tirsdag.", JANUARY, [PAST])
    assert resolution.report_day is not None
    assert resolution.report_day.candidates == days(4, 11, 18, 25)


def test_distance_between_monday_and_tuesday_is_kept() -> None:
    text = "I dag, tirsdag, møttes de. Dagen før lovet Storbritannia våpen."
    assert candidates(resolved(text, JANUARY, [PAST, PAST])) == [days(4, 11, 18, 25), days(3, 10, 17, 24)]


def test_relative_week_of_an_unknown_day_spans_what_is_possible() -> None:
    value = resolved("De møttes forrige uke.", JANUARY, [PAST]).values[0]
    assert value is not None
    assert (value.start, value.end, value.candidates) == (date(2021, 12, 20), date(2022, 1, 30), ())


def test_absolute_date_is_the_same_for_every_report_day() -> None:
    value = resolved("De møttes 3. januar 2022.", JANUARY, [PAST]).values[0]
    assert value is not None
    assert value.candidates == days(3)


def test_year_of_publication_alone() -> None:
    year = DateSpan(date(2022, 1, 1), date(2022, 12, 31))
    value = resolved("De møttes 3. mars.", year, [PAST]).values[0]
    assert value is not None
    assert date(2022, 3, 3) in value.candidates


def test_contradicting_pair_is_dropped_rather_than_everything() -> None:
    resolution = resolved("De møttes i går og i dag.", JANUARY, [PAST, PAST], same_day_pairs=[(0, 1)])
    assert all(resolution.values)


def test_without_publication_only_absolute_dates_resolve() -> None:
    resolution = resolved("De møttes 3. mars 2022 og tirsdag, og siden 2014.", None, [PAST, PAST, PAST])
    assert [value.start if value else None for value in resolution.values] == [date(2022, 3, 3), None, None]
    assert resolution.report_day is None


def test_report_day_is_publication_when_that_is_a_day() -> None:
    report = resolve_dates((), WEDNESDAY).report_day
    assert report == DateValue(date(2022, 3, 16), date(2022, 3, 16), (date(2022, 3, 16),), rule="report")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nb", "De møttes mandag. Dagen etter reiste han.", days(14, 15, month=3)),
        ("nb", "De møttes mandag. To dager senere reiste han.", days(14, 16, month=3)),
        ("nb", "De møttes mandag. Samme dag reiste han.", days(14, 14, month=3)),
        ("nb", "De møttes 1. mars. Påfølgende fredag reiste han.", days(1, 4, month=3)),
        ("nb", "De møttes 8. mars. En uke tidligere kom advarselen.", days(8, 1, month=3)),
        ("nn", "Dei møttest måndag. Dagen etter reiste han.", days(14, 15, month=3)),
        ("sv", "De möttes i måndags. Två dagar senare reste han.", days(14, 16, month=3)),
        ("sv", "De möttes i måndags. Dagen därpå reste han.", days(14, 15, month=3)),
        ("da", "De mødtes mandag. Dagen efter rejste han.", days(14, 15, month=3)),
        ("en", "They met on Monday. The following day he left.", days(14, 15, month=3)),
        ("en", "They met on Monday. Two days later he left.", days(14, 16, month=3)),
        ("en", "They met on Monday. He left the same day.", days(14, 14, month=3)),
        ("en", "They met on 8 March. A week earlier he had left.", days(8, 1, month=3)),
        ("en", "They met on 1 March. The following Friday he left.", days(1, 4, month=3)),
        ("de", "Sie trafen sich am Montag. Am Tag darauf reiste er ab.", days(14, 15, month=3)),
        ("de", "Sie trafen sich am Montag. Zwei Tage später reiste er ab.", days(14, 16, month=3)),
        ("fr", "Ils se sont vus lundi. Le lendemain, il est parti.", days(14, 15, month=3)),
        ("fr", "Ils se sont vus lundi. Deux jours plus tard, il est parti.", days(14, 16, month=3)),
        ("fr", "Ils se sont vus lundi. La veille, il était parti.", days(14, 13, month=3)),
        ("es", "Se vieron el lunes. Al día siguiente se fue.", days(14, 15, month=3)),
        ("es", "Se vieron el lunes. Dos días después se fue.", days(14, 16, month=3)),
        ("uk", "Вони бачилися у понеділок. Наступного дня він поїхав.", days(14, 15, month=3)),
        ("uk", "Вони бачилися у понеділок. Напередодні він приїхав.", days(14, 13, month=3)),
        ("ru", "Они виделись в понедельник. На следующий день он уехал.", days(14, 15, month=3)),
        ("ru", "Они виделись в понедельник. Спустя два дня он уехал.", days(14, 16, month=3)),
    ],
)
def test_anaphora_counts_from_the_date_before(language: str, text: str, expected: tuple[date, ...]) -> None:
    resolution = resolved(text, WEDNESDAY, [PAST, PAST], language)
    assert tuple(value.start for value in resolution.values if value) == expected


def test_anchor_that_is_given_wins_over_the_date_before() -> None:
    resolution = resolved("Mandag. Onsdag. To dager senere.", WEDNESDAY, [PAST] * 3, anchors={2: 0})
    assert candidates(resolution)[2] == days(16, month=3)


def test_day_after_an_act_stands_beside_its_own_date() -> None:
    text = "Scholz avviste det tirsdag, dagen etter at Storbritannia varslet eksport."
    expressions = find_dates(text, "nb")
    resolution = resolve_dates(expressions, WEDNESDAY, directions=[PAST, PAST])
    assert candidates(resolution)[1] == days(15, month=3)
    value = resolution.values[1]
    assert value is not None
    britain = counted_from(expressions[1], value)
    assert britain is not None
    assert britain.candidates == days(14, month=3)


def test_day_after_an_act_without_a_date_is_the_report_day() -> None:
    text = "Scholz avviste det – dagen etter at Storbritannia varslet eksport."
    resolution = resolved(text, WEDNESDAY, [PAST])
    assert candidates(resolution) == [days(16, month=3)]


def test_day_before_without_an_earlier_date_counts_from_the_report() -> None:
    assert candidates(resolved("Накануне он уехал.", WEDNESDAY, [PAST], "ru")) == [days(15, month=3)]


def test_plain_date_does_not_count_from_anything() -> None:
    expressions = find_dates("De møttes tirsdag.", "nb")
    value = resolve_dates(expressions, WEDNESDAY).values[0]
    assert value is not None
    assert counted_from(expressions[0], value) is None


def test_unknown_language_has_no_dates() -> None:
    assert find_dates("Kokous pidettiin tiistaina.", "fi") == ()


def test_date_beyond_the_calendar_has_no_value() -> None:
    assert resolved("Det skjedde for 3000 år siden.", WEDNESDAY, [PAST]).values == (None,)


@pytest.mark.parametrize(
    ("direction", "expected"),
    [(PAST, date(2022, 3, 16)), (FUTURE, date(2022, 3, 16)), (UNKNOWN, date(2022, 3, 16))],
)
def test_weekday_of_publication_is_publication(direction: Direction, expected: date) -> None:
    value = resolved("Onsdag.", WEDNESDAY, [direction]).values[0]
    assert value is not None
    assert value.start == expected


def test_today_of_a_quotation_is_the_day_it_was_said() -> None:
    text = "– Jeg har i dag invitert dem, sa han tirsdag."
    resolution = resolved(text, WEDNESDAY, [PAST, PAST], same_day_pairs=[(0, 1)])
    assert candidates(resolution) == [days(15, month=3), days(15, month=3)]


@pytest.mark.parametrize(
    ("language", "text", "direction", "start", "end"),
    [
        ("nb", "Fra torsdag til lørdag i neste uke.", FUTURE, date(2022, 3, 24), date(2022, 3, 26)),
        ("en", "From Thursday to Saturday next week.", FUTURE, date(2022, 3, 24), date(2022, 3, 26)),
        ("en", "Eight years after 2014.", PAST, date(2022, 1, 1), date(2022, 12, 31)),
        ("nb", "To dager etter 3. mars.", PAST, date(2022, 3, 5), date(2022, 3, 5)),
        ("en", "On 14 and Tuesday 15 March.", FUTURE, date(2022, 3, 14), date(2022, 3, 15)),
        ("en", "The week of March 7.", PAST, date(2022, 3, 7), date(2022, 3, 13)),
        ("en", "The first visit in five years.", PAST, date(2017, 3, 16), date(2022, 3, 16)),
        ("nb", "Før utgangen av mai.", FUTURE, date(2022, 3, 16), date(2022, 5, 31)),
        ("nb", "Etter mandag.", PAST, date(2022, 3, 15), date(2022, 3, 16)),
        ("nb", "Neste jul.", FUTURE, date(2022, 12, 24), date(2022, 12, 26)),
        ("fr", "Noël dernier.", PAST, date(2021, 12, 25), date(2021, 12, 25)),
        ("en", "Tuesday 1 March.", UNKNOWN, date(2022, 3, 1), date(2022, 3, 1)),
        ("nb", "Natten mellom fredag og lørdag.", PAST, date(2022, 3, 11), date(2022, 3, 12)),
    ],
)
def test_words_that_combine(language: str, text: str, direction: Direction, start: date, end: date) -> None:
    resolution = resolved(text, WEDNESDAY, [direction], language)
    (value,) = resolution.values
    assert value is not None
    assert (value.start, value.end) == (start, end)


def test_day_after_counts_from_a_day_not_from_a_year_in_passing() -> None:
    text = "De møttes mandag. Avtalen er fra 2014. Dagen etter reiste han."
    assert candidates(resolved(text, WEDNESDAY, [PAST, PAST, PAST]))[2] == days(15, month=3)
