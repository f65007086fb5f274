"""What a language calls offices, institutions and groups of people, and its function words (`data/*/<lang>.yaml`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from utsyn.actors.spelling import fold, words

LANGUAGES = ("nb", "nn", "sv", "da", "en", "de", "fr", "es", "uk", "ru")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun for an office ("title"), a body ("institution") or a kind of people ("people")."""

    kind: str
    lexeme: str
    sector: str | None
    plural: bool
    envoy: bool = False
    counterpart: bool = False


@dataclass(frozen=True, slots=True)
class Unique:
    """A name that fixes the state by itself: "Bundestag", "Pentagon"."""

    form: str
    code: str
    sector: str
    name: str


@dataclass(frozen=True)
class Vocabulary:
    """The nouns and function words of one language; every key is a tuple of folded words or one folded word."""

    language: str
    home: str | None
    compounds: bool
    genitive_s: bool
    before_noun: bool
    gendered: bool
    """Whether "he" and "she" also stand for states and organisations, by the gender of their names."""
    nouns: Mapping[tuple[str, ...], tuple[Noun, ...]]
    unique: Sequence[Unique]
    before: frozenset[str]
    after: Mapping[str, tuple[tuple[str, ...], ...]]
    pronouns: Mapping[str, str]
    possessives: Mapping[str, str]
    numbers: Mapping[str, int]
    roles: Mapping[str, frozenset[str]]
    """Word lists by name: both_countries, country, alliance, members, of, to, conjunctions, speech, not_actor, …"""
    descriptions: Mapping[tuple[str, ...], str]
    suffixes: Mapping[str, tuple[Noun, ...]] = field(default_factory=dict)
    """One-word nouns that may end a longer compound."""
    collectives: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """Codes of the states for which one name stands ("baltiske landene")."""
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Codes of the states that a word for a kind of state may mean ("emiratet")."""

    def possessive(self, word: str, category: str) -> str | None:
        """Whose the word says it is; Slavic "його" is a possessive where it is a determiner, Spanish "el" an article."""
        if word in self.possessives:
            return self.possessives[word]
        is_article = self.has("definite", word)
        return self.pronouns.get(word) if category == "DET" and not (self.genitive_s or is_article) else None

    def has(self, role: str, word: str) -> bool:
        """Whether the folded word is in the list of that name."""
        return word in self.roles.get(role, frozenset())


def read_yaml(folder: str, language: str) -> dict[str, Any]:
    """The data file `data/<folder>/<language>.yaml`; empty when there is none."""
    resource = files("utsyn.actors") / "data" / folder / f"{language}.yaml"
    return dict(yaml.load(resource.read_bytes(), _LOADER) or {}) if resource.is_file() else {}


def listed(value: Any) -> list[str]:
    """The entries of a list that the file gives as YAML list or as text with commas."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [("no" if item is False else "on" if item is True else str(item)) for item in value or ()]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language; one without data files gets that of English."""
    language = language if language in LANGUAGES else "en"
    titles, bodies, words_ = (read_yaml(folder, language) for folder in ("titles", "institutions", "descriptions"))
    nouns: dict[tuple[str, ...], list[Noun]] = {}
    for key, noun in _nouns(titles, bodies):
        if noun not in nouns.setdefault(key, []):
            nouns[key].append(noun)
    frozen = {key: tuple(found) for key, found in nouns.items()}
    compounds = bool(titles.get("compounds"))
    return Vocabulary(
        language=language,
        home=words_.get("home"),
        compounds=compounds,
        genitive_s=bool(words_.get("genitive_s")),
        before_noun=bool(words_.get("before_noun")),
        gendered=bool(words_.get("gendered")),
        nouns=frozen,
        unique=tuple(_unique(bodies)),
        before=frozenset(fold(word) for word in listed(titles.get("before"))),
        after=_after(titles),
        pronouns=_by_word(words_.get("pronouns")),
        possessives=_by_word(words_.get("possessives")),
        numbers={fold(str(word)): number for word, number in (words_.get("numbers") or {}).items()},
        roles={
            name: frozenset(" ".join(words(word)) for word in listed(value))
            for name, value in words_.items()
            if isinstance(value, str | list)
        },
        descriptions={
            words(phrase): role
            for role in ("organisation", "alliance", "country")
            for phrase in listed(words_.get(role))
        },
        suffixes={key[0]: found for key, found in frozen.items() if len(key) == 1 and len(key[0]) > 3}
        if compounds
        else {},
        collectives=_collectives(language),
        kinds=_kinds(language),
    )


def _collectives(language: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    rows = _rows("collectives")
    return {words(form): tuple(row["codes"]) for row in rows for form in row.get(language, ())}


def _kinds(language: str) -> dict[str, frozenset[str]]:
    rows = _rows("state_kinds")
    return {fold(form): frozenset(row["codes"]) for row in rows for form in row.get(language, ())}


def _rows(name: str) -> list[dict[str, Any]]:
    """The list in `data/<name>.yaml`, which stands under the file's own name."""
    resource = files("utsyn.actors") / "data" / f"{name}.yaml"
    return list(yaml.load(resource.read_bytes(), _LOADER)[name])


def _nouns(titles: dict[str, Any], bodies: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], Noun]]:
    paradigms = {**(titles.get("paradigms") or {}), **(bodies.get("paradigms") or {})}
    envoys = {fold(word) for word in listed(titles.get("envoys"))}
    counterparts = {fold(word) for word in listed(titles.get("counterparts"))}
    sections = ((titles, "titles", "title"), (bodies, "institutions", "institution"), (bodies, "people", "people"))
    for source, section, kind in sections:
        for sector, groups in (source.get(section) or {}).items():
            for paradigm, entries in groups.items():
                for word in listed(entries):
                    for form, plural in _forms(word, paradigms.get(paradigm)):
                        lexeme = fold(word.split("|")[0])
                        yield (
                            words(form),
                            Noun(
                                kind,
                                lexeme,
                                None if sector == "ANY" else str(sector),
                                plural,
                                lexeme in envoys or fold(form) in envoys,
                                lexeme in counterparts or fold(form) in counterparts,
                            ),
                        )


def _forms(word: str, paradigm: Any) -> Iterator[tuple[str, bool]]:
    """Forms of `word`, or of the part before "|", with what follows kept ("ministre|des affaires étrangères")."""
    base, _, rest = word.partition("|")
    base = "" if base == "-" else base
    for number, plural in (("sg", False), ("pl", True)):
        for ending in str((paradigm or {"sg": "-"}).get(number) or "").split():
            form = base + ("" if ending == "-" else ending)
            yield (f"{form} {rest}" if rest else form), plural


def _unique(bodies: dict[str, Any]) -> Iterator[Unique]:
    for entry in bodies.get("unique") or ():
        for form in listed(entry["forms"]):
            yield Unique(form, str(entry["code"]), str(entry["sector"]), str(entry["name"]))


def _after(titles: dict[str, Any]) -> dict[str, tuple[tuple[str, ...], ...]]:
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed(titles.get("after")):
        key = words(phrase)
        grouped.setdefault(key[0], []).append(key)
    return {first: tuple(sorted(keys, key=len, reverse=True)) for first, keys in grouped.items()}


def _by_word(groups: Any) -> dict[str, str]:
    return {fold(word): role for role, entries in (groups or {}).items() for word in listed(entries)}
