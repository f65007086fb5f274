"""What utsyn knows about states, organisations, groups and office holders: an index of name forms per language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from typing import Any

import yaml

from utsyn.actors.spelling import words
from utsyn.actors.vocabulary import LANGUAGES, listed, vocabulary

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ANY_SCRIPT = "mul"


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

    def is_safe(self, day: date | None) -> bool:
        """Whether the bare family name nearly always means this person in articles of that day."""
        return bool(self.safe) if day is None else any(first <= day <= last for first, last in self.safe)


@dataclass(frozen=True, slots=True)
class Forms:
    """Entries that begin with one word: those of one word, and longer ones by their second word, longest first."""

    single: tuple[Entry, ...]
    longer: Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True)
class Knowledge:
    """The index of one article language: first folded word to forms."""

    language: str
    entries: Mapping[str, Forms]
    people: Mapping[str, Person]
    states: Mapping[str, str]
    """Code to English name, organisations as well."""
    members: Mapping[str, frozenset[str]]
    countries: frozenset[str]

    def is_state(self, code: str | None) -> bool:
        """Whether the code is a state's, a territory's or a de-facto state's."""
        return code in self.countries


def rows(path: str) -> Iterator[dict[str, str]]:
    """Rows of a TSV under `data/`; lines with # are comments, a header names the columns. No file, no rows."""
    resource = files("utsyn.actors") / "data" / path
    if not resource.is_file():
        return
    lines = (line for line in resource.read_text("utf-8").splitlines() if line and line[0] != "#")
    header = next(lines, "").split("\t")
    for line in lines:
        yield dict(zip_longest(header, line.split("\t")[: len(header)], fillvalue=""))


def shape_of(form: str, *, lower: bool = False) -> str:
    """How a text must write the form for it to be this name."""
    letters = [c for c in form if c.isalpha()]
    if lower or not letters or not letters[0].isupper():
        return "any"
    return "upper" if len(letters) > 1 and len(letters) <= 6 and all(c.isupper() for c in letters) else "title"


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
def knowledge(language: str) -> Knowledge:
    """Everything known, under the forms that an article in the language may use."""
    language = language if language in LANGUAGES else "en"
    found: dict[tuple[str, ...], list[Entry]] = {}
    for entry in (*_states(language, own=True), *_unique(language), *_bodies(language), *_people_entries()):
        _add(found, entry)
    if language != "en":
        for entry in _states("en", own=False):
            if entry.words not in found:
                _add(found, entry)
    return Knowledge(language, _by_first_word(found), people(), _names(), _members(), _countries())


def _by_first_word(found: Mapping[tuple[str, ...], list[Entry]]) -> dict[str, Forms]:
    single: dict[str, list[Entry]] = {}
    longer: dict[str, dict[str, list[Entry]]] = {}
    for key, entries in found.items():
        if len(key) == 1:
            single.setdefault(key[0], []).extend(entries)
        else:
            longer.setdefault(key[0], {}).setdefault(key[1], []).extend(entries)
    return {
        first: Forms(
            tuple(single.get(first, ())),
            {
                second: tuple(sorted(entries, key=lambda e: -len(e.words)))
                for second, entries in longer.get(first, {}).items()
            },
        )
        for first in {*single, *longer}
    }


def _add(found: dict[tuple[str, ...], list[Entry]], entry: Entry) -> None:
    if not entry.words:
        return
    same = found.setdefault(entry.words, [])
    if entry not in same:
        same.append(entry)


def _states(language: str, *, own: bool) -> Iterator[Entry]:
    """State names, and in the own language demonyms; others lend capitalised names of four letters or more."""
    names = _names()
    for row in rows(f"state_names/{language}.tsv"):
        if own or _may_be_lent(row):
            yield _state_entry("state", row, names)
    for row in rows(f"capitals/{language}.tsv"):
        if own or _may_be_lent(row):
            yield _state_entry("capital", row, names)
    if own:
        for row in rows(f"demonyms/{language}.tsv"):
            kind = "national" if "noun" in row.get("kind", "") else "adjective"
            yield _state_entry(kind, row, names)


def _may_be_lent(row: Mapping[str, str]) -> bool:
    """Whether articles in other languages may use the form."""
    return len(row["form"]) > 3 and row["form"][0].isupper() and not row.get("caution")


def _state_entry(kind: str, row: Mapping[str, str], names: Mapping[str, str]) -> Entry:
    form, code = row["form"], row["code"]
    caution = "word" in row.get("caution", "")
    return Entry(kind, code, names.get(code, code), None, words(form), shape_of(form), caution, row.get("kind", ""))


def _unique(language: str) -> Iterator[Entry]:
    own = {unique.form for unique in vocabulary(language).unique}
    for source in dict.fromkeys((language, "en")):
        for unique in vocabulary(source).unique:
            if source == language or (unique.form not in own and shape_of(unique.form) != "any"):
                yield Entry(
                    "unique", unique.code, unique.name, unique.sector, words(unique.form), shape_of(unique.form), False,
                    "" if source == language else source,
                )  # fmt: skip


def _body_rows() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, kind in (("organisations.yaml", "organisation"), ("groups.yaml", "group")):
        resource = files("utsyn.actors") / "data" / path
        loaded = yaml.load(resource.read_bytes(), _LOADER) if resource.is_file() else []
        yield from ((kind, row) for row in loaded or [])


@cache
def _bodies_all() -> tuple[tuple[str, dict[str, Any]], ...]:
    return tuple(_body_rows())


def _bodies(language: str) -> Iterator[Entry]:
    """Organisations and groups under all their names, and the descriptions of the article's language."""
    for kind, row in _bodies_all():
        code, sector, caution = str(row["code"]), str(row.get("sector") or "IGO"), set(listed(row.get("caution")))
        canonical = body_name(row)
        detail = str(row.get("kind") or row.get("sector") or "")
        for form in _body_forms(row):
            yield Entry(kind, code, canonical, sector, words(form), shape_of(form), form in caution, detail)
        for phrase in listed((row.get("descriptions") or {}).get(language)):
            yield Entry("description", code, canonical, sector, _without_article(phrase, language), "any", True, detail)


def _without_article(phrase: str, language: str) -> tuple[str, ...]:
    """The words of a description; in languages with an article the text must show one, so the form goes without."""
    key = words(phrase)
    return key[1:] if len(key) > 1 and vocabulary(language).has("definite", key[0]) else key


def _body_forms(row: Mapping[str, Any]) -> Iterator[str]:
    for section in ("names", "forms"):
        for forms in (row.get(section) or {}).values():
            yield from listed(forms)


def body_name(row: Mapping[str, Any]) -> str:
    """The canonical English name of an organisation or group."""
    names = row.get("names") or {}
    candidates = listed(names.get("en")) or listed(names.get(ANY_SCRIPT)) or [str(row["code"])]
    return candidates[0]


@cache
def _names() -> dict[str, str]:
    found = {
        row["code"]: row.get("name") or row.get("name_en") or row.get("english") or row["code"]
        for row in rows("states.tsv")
    }
    for _, body in _bodies_all():
        if not body.get("agency"):
            found.setdefault(str(body["code"]), body_name(body))
    return found


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["code"] for row in rows("states.tsv"))


@cache
def _members() -> dict[str, frozenset[str]]:
    grouped: dict[str, set[str]] = {}
    for row in rows("memberships.tsv"):
        grouped.setdefault(row["organisation"], set()).add(row["state"])
    return {organisation: frozenset(states) for organisation, states in grouped.items()}


@cache
def _people_rows() -> tuple[dict[str, str], ...]:
    return tuple(rows("people.tsv"))


def _cell(row: Mapping[str, str], column: str) -> list[str]:
    return [part.strip() for part in row.get(column, "").split("|") if part.strip()]


@cache
def people() -> dict[str, Person]:
    """Office holders by canonical name."""
    return {row["name"]: _person(row) for row in _people_rows()}


def _person(row: Mapping[str, str]) -> Person:
    given = frozenset(word for name in (*_cell(row, "given"), *_cell(row, "given_cases")) for word in words(name))
    offices = tuple(_office(text) for text in _cell(row, "offices") if text.count(";") >= 4)
    safe = tuple(
        (day(first), day(last, last=True)) for first, _, last in (span.partition("..") for span in _cell(row, "safe"))
    )
    return Person(row["name"], row["code"], row.get("gender", ""), given, offices, safe)


def _office(text: str) -> Office:
    title, sector, code, first, last = (part.strip() for part in text.split(";")[:5])
    return Office(title, sector, code, day(first), day(last, last=True))


def _people_entries() -> Iterator[Entry]:
    for row in _people_rows():
        for column in ("family", "cases"):
            for form in _cell(row, column):
                yield Entry("person", row["code"], row["name"], None, words(form), shape_of(form), True, row["name"])
        for form in _cell(row, "aliases"):
            yield Entry("person", row["code"], row["name"], None, words(form), shape_of(form), False, row["name"])
