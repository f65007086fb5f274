"""What utsyn knows about states, organisations, groups and office holders: an index of name forms per language.

The forms lie compiled under `data/compiled/` (`tools/compile_actors.py` writes them) and stay text until a word of an
article asks for them, so that a process starts fast.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import zip_longest

from utsyn.actors.spelling import words
from utsyn.actors.vocabulary import LANGUAGES

CYRILLIC = frozenset({"uk", "ru"})
"""Languages whose articles are in Cyrillic letters."""
REMEMBERED = 100_000
"""Words after which an index remembers no more that begin nothing."""
SHAPES = {"u": "upper", "t": "title", "a": "any"}
LENT, LENT_EVERYWHERE, CAUTION = "+", "*", "!"
"""Marks of a form: articles in other languages of its script, or of any script, may use it; take it with caution."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of a name and what it stands for; `words` are its folded words."""

    kind: str
    """state, adjective, national, capital, organisation, group, unique, description or person (a family name)."""
    code: str | None
    name: str
    sector: str | None
    words: tuple[str, ...]
    shape: str
    """How the text must write it: "upper" (an acronym), "title" or "any"."""
    caution: bool = False
    """The form is also an ordinary word or another name."""
    detail: str = ""
    """Kind of organisation, or key of a person."""
    exact: str = ""
    """A family name's own letters in lower case where it looks like an ordinary word: it counts with these only."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office somebody held from the first to the last day."""

    title: str
    sector: str
    code: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Person:
    """An office holder; `given` holds the folded words of given names."""

    name: str
    code: str
    gender: str
    given: frozenset[str]
    offices: tuple[Office, ...]
    safe: tuple[tuple[date, date], ...]

    def office(self, day: date | None) -> Office | None:
        """The office held on the day, else the last before it, else the first; without a day the latest."""
        if not self.offices:
            return None
        if day is None:
            return max(self.offices, key=lambda o: (o.last, o.first))
        held = [o for o in self.offices if o.first <= day <= o.last]
        if held:
            return max(held, key=lambda o: o.first)
        past = [o for o in self.offices if o.last < day]
        return max(past, key=lambda o: o.last) if past else min(self.offices, key=lambda o: o.first)

    def serves(self, day: date | None) -> bool:
        """Whether the person holds an office on the day; without a day, whether they ever did."""
        office = self.office(day)
        return office is not None and (day is None or office.first <= day <= office.last)

    def is_safe(self, day: date | None) -> bool:
        """Whether the bare family name nearly always means this person in articles of that day."""
        return bool(self.safe) if day is None else any(first <= day <= last for first, last in self.safe)


@dataclass(frozen=True, slots=True)
class Forms:
    """Entries that begin with one word: those of one word, and longer ones by their second word, longest first."""

    single: tuple[Entry, ...]
    longer: Mapping[str, tuple[Entry, ...]]


class FormIndex(dict[str, Forms | None]):
    """First folded word → the forms of one article language that begin with it; None for a word that begins none."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self._is_cyrillic = language in CYRILLIC

    def __missing__(self, word: str) -> Forms | None:
        cyrillic = "а" <= word[:1] <= "ӿ"
        row = _form_rows(cyrillic).get(word) if self._is_cyrillic or not cyrillic else None
        forms = self._forms(word, row, own_script=cyrillic == self._is_cyrillic) if row is not None else None
        if row is not None or len(self) < REMEMBERED:
            self[word] = forms
        return forms

    def _forms(self, word: str, row: str, *, own_script: bool) -> Forms | None:
        """The language's own forms, then those that others lend it and it has no other meaning for."""
        cells = [cell.split(",") for cell in row.split("\t")]
        own = [_entry(word, cell) for cell in cells if cell[2] == "*" or self.language in cell[2]]
        lent = [_entry(word, cell) for cell in cells if self._is_lent(cell, own_script)]
        return _grouped((*own, *_without_rivals(lent, {entry.words for entry in own})))

    def _is_lent(self, cell: list[str], own_script: bool) -> bool:
        lendable = LENT_EVERYWHERE in cell[1] or (LENT in cell[1] and own_script)
        return lendable and cell[2] != "*" and self.language not in cell[2]


def _without_rivals(lent: list[Entry], taken: set[tuple[str, ...]]) -> Iterator[Entry]:
    """Lent forms that stand for nothing else yet; places after what sits in them ("White House" before its state)."""
    found = [entry for entry in lent if entry.words not in taken]
    yield from (entry for entry in found if entry.kind not in ("state", "capital"))
    taken = {entry.words for entry in found if entry.kind not in ("state", "capital")}
    for entry in found:
        if entry.kind in ("state", "capital") and entry.words not in taken:
            taken.add(entry.words)
            yield entry


def _entry(first: str, cell: list[str]) -> Entry:
    number, marks, _, rest, exact = cell
    kind, code, name, sector, detail = _subjects()[int(number)].split("\t")
    key = (first, *rest.split()) if rest else (first,)
    return Entry(kind, code, name, sector or None, key, SHAPES[marks[0]], CAUTION in marks, detail, exact)


def _grouped(entries: tuple[Entry, ...]) -> Forms | None:
    if not entries:
        return None
    longer: dict[str, list[Entry]] = {}
    for entry in entries:
        if len(entry.words) > 1:
            longer.setdefault(entry.words[1], []).append(entry)
    return Forms(
        tuple(entry for entry in entries if len(entry.words) == 1),
        {second: tuple(sorted(found, key=lambda e: -len(e.words))) for second, found in longer.items()},
    )


ARMED = frozenset({"DNR", "LNR"})
"""De-facto states that news names as armed parties; they keep their own code."""


class People(dict[str, Person | None]):
    """Office holders by canonical name; None for a name that is nobody's."""

    def __missing__(self, name: str) -> Person | None:
        row = _people_rows().get(name)
        if row is None:
            return None
        person = self[name] = _person(dict(zip_longest(_people_header(), row.split("\t"), fillvalue="")))
        return person


@dataclass(frozen=True)
class Knowledge:
    """What is known for one article language."""

    language: str
    entries: FormIndex
    people: People
    states: Mapping[str, str]
    """Code to English name, organisations as well."""
    countries: frozenset[str]

    def is_state(self, code: str | None) -> bool:
        """Whether the code is a state's, a territory's or a de-facto state's."""
        return code in self.countries

    def counted(self, code: str | None) -> str | None:
        """The code that somebody counts for: a de-facto state's are of the state in which they live (coding guide, section 4)."""
        return _counted_as().get(code, code) if code else code

    def members(self, organisation: str, day: date | None) -> frozenset[str]:
        """Codes of the states that are members on the day; without a day those that are members still."""
        found = _memberships().get(organisation, ())
        return frozenset(state for state, first, last in found if first <= (day or date.max) <= last)


@cache
def knowledge(language: str) -> Knowledge:
    """Everything known, under the forms that an article in the language may use."""
    language = language if language in LANGUAGES else "en"
    return Knowledge(language, FormIndex(language), _people(), _names(), _countries())


def _lines(path: str) -> list[str]:
    """Lines of a file under `data/`; those with # are comments."""
    text = (files("utsyn.actors") / "data" / path).read_text("utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


def rows(path: str) -> Iterator[dict[str, str]]:
    """Rows of a TSV under `data/`, whose first line that is no comment names the columns."""
    header, *lines = (line.split("\t") for line in _lines(path))
    for line in lines:
        yield dict(zip_longest(header, line[: len(header)], fillvalue=""))


@cache
def _form_rows(cyrillic: bool) -> dict[str, str]:
    """First word → its forms as text; one file for each script, because most articles need one of the two."""
    lines = _lines(f"compiled/forms-{'cyrillic' if cyrillic else 'latin'}.tsv")
    return dict(line.split("\t", 1) for line in lines)


@cache
def _subjects() -> list[str]:
    return _lines("compiled/subjects.tsv")


@cache
def _names() -> dict[str, str]:
    return dict(line.split("\t") for line in _lines("compiled/names.tsv"))


@cache
def _counted_as() -> Mapping[str, str]:
    """De-facto states that are no armed party, with the state they are counted for."""
    listed = (row for row in rows("states.tsv") if row["status"] == "de-facto" and row["code"] not in ARMED)
    return {row["code"]: row["counted_as"] for row in listed}


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["code"] for row in rows("states.tsv"))


@cache
def _memberships() -> dict[str, list[tuple[str, date, date]]]:
    grouped: dict[str, list[tuple[str, date, date]]] = {}
    for row in rows("memberships.tsv"):
        span = day(row["first"]), day(row["last"], last=True)
        grouped.setdefault(row["organisation"], []).append((row["state"], *span))
    return grouped


def day(text: str, *, last: bool = False) -> date:
    """The first or last day of `YYYY[-MM[-DD]]`; far away when empty."""
    parts = [int(part) for part in text.strip().split("-") if part.strip().isdigit()]
    if not parts:
        return date(9999, 12, 31) if last else date(1, 1, 1)
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) > 2:
        return date(year, month, min(parts[2], 31 if month in (1, 3, 5, 7, 8, 10, 12) else 28 if month == 2 else 30))
    if not last:
        return date(year, month, 1)
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


@cache
def _people() -> People:
    return People()


@cache
def _people_header() -> list[str]:
    return _lines("people.tsv")[0].split("\t")


@cache
def _people_rows() -> dict[str, str]:
    """Canonical name → the row as text."""
    return {line[: line.index("\t")]: line for line in _lines("people.tsv")[1:]}


def cells(row: Mapping[str, str], column: str) -> list[str]:
    """The values of a cell that holds several."""
    return [part.strip() for part in row.get(column, "").split("|") if part.strip()]


def _person(row: Mapping[str, str]) -> Person:
    given = frozenset(word for name in (*cells(row, "given"), *cells(row, "given_cases")) for word in words(name))
    offices = tuple(_office(text) for text in cells(row, "offices") if text.count(";") >= 4)
    safe = tuple(
        (day(first), day(last, last=True)) for first, _, last in (span.partition("..") for span in cells(row, "safe"))
    )
    return Person(row["name"], row["code"], row.get("gender", ""), given, offices, safe)


def _office(text: str) -> Office:
    title, sector, code, first, last = (part.strip() for part in text.split(";")[:5])
    return Office(title, sector, code, day(first), day(last, last=True))
