"""Write the compiled name forms of src/utsyn/actors/data/compiled from the tables and YAML files beside them.

Run from the project's root after every change to those files: `python tools/compile_actors.py`. The output is committed;
a test compares it. Each line of `forms-<script>.tsv` is a first word and, separated by tabs, the forms that begin with
it: number of the line in `subjects.tsv`, marks, languages (`*` for all), the further words, exact letters.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from utsyn.actors.knowledge import CAUTION, LENT, LENT_EVERYWHERE, cells, rows
from utsyn.actors.spelling import WORD, is_cyrillic, words
from utsyn.actors.vocabulary import LANGUAGES, listed, vocabulary

DATA = Path(__file__).parents[1] / "src/utsyn/actors/data"
HEADER = "# Written by tools/compile_actors.py from the files beside this folder; change those, not this.\n"
ALL = "*"
ANY_LANGUAGE = "mul"
Subject = tuple[str, str, str, str, str]
"""kind, code, name, sector, detail: as in Entry."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a name in some languages."""

    subject: Subject
    words: tuple[str, ...]
    shape: str
    languages: frozenset[str]
    caution: bool = False
    lent: str = ""
    exact: str = ""
    order: str = ""
    """The language whose order of meanings is kept, where the form has several."""


@dataclass
class Merged:
    """A form that several languages have alike."""

    languages: set[str] = field(default_factory=set)
    lent: set[str] = field(default_factory=set)


def shape_of(form: str) -> str:
    """How a text must write the form for it to be this name: u(pper), t(itle) or a(ny)."""
    letters = [c for c in form if c.isalpha()]
    if not letters or not letters[0].isupper():
        return "a"
    return "u" if 1 < len(letters) <= 6 and all(c.isupper() for c in letters) else "t"


def may_be_lent(form: str) -> bool:
    """Whether a form is distinctive enough for articles in languages that do not list it."""
    return form[0].isupper() and (len(form) > 3 or (len(form) == 3 and form.isupper()))


def forms() -> Iterator[Form]:
    """Every form of every language, in the order in which they are taken where several fit."""
    names = state_names()
    for language in LANGUAGES:
        yield from states(language, names)
    for language in LANGUAGES:
        yield from unique(language)
    yield from bodies()
    yield from people()


def states(language: str, names: Mapping[str, str]) -> Iterator[Form]:
    """State names, capitals and demonyms; English ones are lent unless they are anything else as well."""
    for folder, kind in (("state_names", "state"), ("capitals", "capital"), ("demonyms", "")):
        for row in rows(f"{folder}/{language}.tsv"):
            form, code, detail = row["form"], row["code"], row.get("kind", "")
            kind_here = kind or ("national" if "noun" in detail else "adjective")
            subject = (kind_here, code, names.get(code, code), "", detail)
            lent = kind and language == "en" and len(form) > 3 and form[0].isupper() and not row.get("caution")
            marks = row.get("caution", "")
            order = language if "ambiguous" in marks else ""
            yield Form(
                subject,
                words(form),
                shape_of(form),
                frozenset({language}),
                "word" in marks,
                LENT if lent else "",
                order=order,
            )


def unique(language: str) -> Iterator[Form]:
    """Names that fix a state by themselves; English ones are lent."""
    for one in vocabulary(language).unique:
        lent = LENT_EVERYWHERE if language == "en" and shape_of(one.form) != "a" else ""
        subject = ("unique", one.code, one.name, one.sector, "")
        yield Form(subject, words(one.form), shape_of(one.form), frozenset({language}), False, lent)


def body_rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Organisations and groups."""
    for path, kind in (("organisations.yaml", "organisation"), ("groups.yaml", "group")):
        resource = files("utsyn.actors") / "data" / path
        yield from ((kind, row) for row in yaml.load(resource.read_bytes(), yaml.CSafeLoader))


def bodies() -> Iterator[Form]:
    """Organisations and groups under all their names, and their descriptions.

    A name that is also an ordinary word or another name belongs to the languages that list it and is never lent.
    """
    for kind, row in body_rows():
        caution = set(listed(row.get("caution")))
        facts = (str(row["code"]), body_name(row), str(row.get("sector") or "IGO"))
        detail = str(row.get("kind") or row.get("sector") or "")
        for language, form in body_forms(row):
            everywhere = LENT if is_cyrillic(form) else LENT_EVERYWHERE
            lent = everywhere if form not in caution and may_be_lent(form) else ""
            where = frozenset({ALL if language == ANY_LANGUAGE else language})
            yield Form((kind, *facts, detail), words(form), shape_of(form), where, form in caution, lent)
        for language, phrases in (row.get("descriptions") or {}).items():
            for phrase in listed(phrases):
                key = without_article(phrase, language)
                yield Form(("description", *facts, detail), key, "a", frozenset({language}), True)


def body_forms(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Language and form of each name."""
    for section in ("names", "forms"):
        for language, found in (row.get(section) or {}).items():
            yield from ((language, form) for form in listed(found))


def body_name(row: Mapping[str, Any]) -> str:
    """The canonical English name of an organisation or group."""
    names = row.get("names") or {}
    return (listed(names.get("en")) or listed(names.get(ANY_LANGUAGE)) or [str(row["code"])])[0]


def without_article(phrase: str, language: str) -> tuple[str, ...]:
    """The words of a description; in languages with an article the text must show one, so the form goes without."""
    key = words(phrase)
    return key[1:] if len(key) > 1 and vocabulary(language).has("definite", key[0]) else key


def people() -> Iterator[Form]:
    """Family names, with exact letters where they look like ordinary words, and names that are complete."""
    for row in rows("people.tsv"):
        subject = ("person", row["code"], row["name"], "", row["name"])
        guarded = set(cells(row, "caution"))
        for column in ("family", "cases", "aliases"):
            for form in cells(row, column):
                exact = " ".join(WORD.findall(form.casefold())) if form in guarded else ""
                yield Form(subject, words(form), shape_of(form), frozenset({ALL}), column != "aliases", "", exact)


def state_names() -> dict[str, str]:
    """Code to English name, of states and of organisations that are no agencies of another."""
    found = {row["code"]: row.get("name") or row["code"] for row in rows("states.tsv")}
    for _, body in body_rows():
        if not body.get("agency"):
            found.setdefault(str(body["code"]), body_name(body))
    return found


def compiled() -> dict[str, str]:
    """The text of every compiled file by its name."""
    numbers: dict[Subject, int] = {}
    merged: dict[str, dict[tuple[Any, ...], Merged]] = {}
    for form in forms():
        if form.words:
            number = numbers.setdefault(form.subject, len(numbers))
            key = (number, form.shape, form.caution, form.words[1:], form.exact, form.order)
            found = merged.setdefault(form.words[0], {}).setdefault(key, Merged())
            found.languages |= form.languages
            found.lent.add(form.lent)
    written = {first: "\t".join((first, *map(cell, found.items()))) for first, found in sorted(merged.items())}
    return {
        "subjects.tsv": text("\t".join(subject) for subject in numbers),
        "names.tsv": text(f"{code}\t{name}" for code, name in sorted(state_names().items())),
        "forms-latin.tsv": text(line for first, line in written.items() if not is_own_cyrillic(first)),
        "forms-cyrillic.tsv": text(line for first, line in written.items() if is_own_cyrillic(first)),
    }


def is_own_cyrillic(first: str) -> bool:
    """The test by which the index chooses the file."""
    return "а" <= first[:1] <= "ӿ"


def cell(item: tuple[tuple[Any, ...], Merged]) -> str:
    """One form as the index reads it."""
    (number, shape, caution, rest, exact, _), found = item
    everywhere = ALL in found.languages or found.languages == set(LANGUAGES)
    languages = ALL if everywhere else " ".join(one for one in LANGUAGES if one in found.languages)
    lent = "" if everywhere or caution else max(found.lent, key=("", LENT, LENT_EVERYWHERE).index)
    marks = shape + (CAUTION if caution else "") + lent
    return ",".join((str(number), marks, languages, " ".join(rest), exact))


def text(lines: Iterator[str]) -> str:
    """A file's text with its heading."""
    return HEADER + "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Write all compiled files."""
    folder = DATA / "compiled"
    folder.mkdir(exist_ok=True)
    for name, content in compiled().items():
        (folder / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
