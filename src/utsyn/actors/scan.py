"""One pass over an article that finds every known name, office, institution and group of people."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from utsyn.actors.knowledge import Entry, Forms, Knowledge, Person, knowledge
from utsyn.actors.spelling import WORD, fold, is_cyrillic, skeleton, stem
from utsyn.actors.vocabulary import Noun, Vocabulary, vocabulary
from utsyn.reading.structure import Name, Reading

_GAP = re.compile(r"[ \u00a0\u202f]|[-\u2010\u2011'’ʼ.]?[ \u00a0]?|\.|\n")
_HYPHENS = "-\u2010\u2011"
_APOSTROPHES = "'’ʼ:"
_NOT_NOUNS = frozenset({"VERB", "AUX", "ADV", "ADP", "PRON", "DET", "SCONJ", "CCONJ", "PART", "INTJ"})
_NAME_PARTICLES = frozenset(
    {
        *("al", "af", "ben", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la"),
        *("le", "ter", "van", "von"),
    }
)
_ADJECTIVAL = frozenset({"ADJ", "VERB"})


class Word(NamedTuple):
    """A word as names are matched: several may lie in one token ("Nato-sjefen"), or one in several."""

    start: int
    end: int
    text: str
    folded: str
    token: int


@dataclass(frozen=True, slots=True)
class Item:
    """A known name or noun at characters `[start, end)`, tokens `[first, last)`."""

    start: int
    end: int
    first: int
    last: int
    kind: str
    """A kind of Entry or of Noun."""
    entries: tuple[Entry, ...] = ()
    nouns: tuple[Noun, ...] = ()
    genitive: bool = False
    prefix: bool = False
    """The first part of a compound ("Nato-sjefen")."""
    full: bool = False
    """A person with a given name."""
    lexeme: str = ""

    @property
    def entry(self) -> Entry:
        return self.entries[0]

    @property
    def noun(self) -> Noun:
        return self.nouns[0]


NOUN_KINDS = frozenset({"title", "institution", "people"})
STATE_KINDS = frozenset({"state", "adjective", "national", "capital"})
BODY_KINDS = frozenset({"organisation", "group", "unique"})


_Nouns = tuple[tuple[tuple[str, ...], tuple[Noun, ...]], ...]


@cache
def _noun_index(language: str) -> dict[str, _Nouns]:
    """First word to nouns that begin with it, longest first."""
    grouped: dict[str, list[tuple[tuple[str, ...], tuple[Noun, ...]]]] = {}
    for key, nouns in vocabulary(language).nouns.items():
        if key:
            grouped.setdefault(key[0], []).append((key, nouns))
    return {first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in grouped.items()}


@lru_cache(maxsize=32768)
def _compound(language: str, folded: str) -> tuple[str, str, tuple[Noun, ...]] | None:
    """Split of a closed compound into what stands before, and a listed noun it ends in; the longest noun wins."""
    suffixes = vocabulary(language).suffixes
    for cut in range(2, len(folded) - 3):
        nouns = suffixes.get(folded[cut:])
        if nouns:
            return folded[:cut], folded[cut:], nouns
    return None


class Scanner:
    """Finds items in one Reading; made once per article."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.vocabulary: Vocabulary = vocabulary(reading.language)
        self.knowledge: Knowledge = knowledge(reading.language)
        self._nouns = _noun_index(self.vocabulary.language)
        self._genitive_s = self.vocabulary.genitive_s
        self._lemmas = self.vocabulary.language in ("uk", "ru")
        self.words = self._words()
        self._keys = [self._word_keys(word) for word in self.words]
        self._person_words = {
            index for name in reading.names if name.kind == "PER" for index in range(name.first, name.last)
        }
        self._named = {index for name in reading.names for index in range(name.first, name.last)}
        self._items: list[Item] | None = None
        self._covered: set[int] = set()
        self._noun_items: list[Item] = []
        self._sentence_starts = {sentence.first for sentence in reading.sentences}

    def _words(self) -> list[Word]:
        found, index = [], 0
        ends = [token.end for token in self.reading.tokens]
        for match in WORD.finditer(self.reading.text):
            start, end = match.span()
            while index < len(ends) and ends[index] <= start:
                index += 1
            if index == len(ends):
                break
            text = match.group()
            found.append(Word(start, end, text, fold(text), index))
        return found

    def items(self) -> list[Item]:
        """Items in text order; a compound gives its first part, then its noun."""
        if self._items is None:
            self._items = self._scan()
            self._covered = {index for item in self._items for index in range(item.first, item.last)}
        return self._items

    def _scan(self) -> list[Item]:
        found: list[Item] = []
        position = 0
        while position < len(self.words):
            if self._is_unlisted(position):
                position += 1
                continue
            step, items = self._at(position)
            for item in items:
                while found and found[-1].end > item.start and found[-1].start >= item.start and not found[-1].prefix:
                    found.pop()
                found.append(item)
            position += max(step, 1)
        self._noun_items = [item for item in found if item.kind in NOUN_KINDS]
        return self._without_names_of_people(found)

    def _is_unlisted(self, position: int) -> bool:
        """Whether no form begins with the word and the words after it, and it is no compound; holds for most words."""
        entries, nouns = self.knowledge.entries, self._nouns
        for key, _ in self._keys[position]:
            if key in nouns:
                return False
            forms = entries[key]
            if forms is not None and (forms.single or self._goes_on(position, forms)):
                return False
        folded = self.words[position].folded
        return not self.vocabulary.suffixes or len(folded) < 6 or _compound(self.vocabulary.language, folded) is None

    def _goes_on(self, position: int, forms: Forms) -> bool:
        return position + 1 < len(self.words) and any(key in forms.longer for key, _ in self._keys[position + 1])

    def names(self) -> list[Name]:
        """The model's names, and capitalised words right after a title that it missed."""
        found = list(self.reading.names)
        for item in self.items():
            if item.kind in ("title", "people") and not item.noun.plural:
                name = self._name_after(item)
                if name is not None:
                    found.append(name)
        return sorted(found, key=lambda name: name.first)

    def _name_after(self, item: Item) -> Name | None:
        tokens, first = self.reading.tokens, self._after_owner(item)
        last = first
        while last < min(len(tokens), first + 5) and self._continues_name(last, first):
            last += 1
        while last > first and not tokens[last - 1].text[0].isupper() and "-" not in tokens[last - 1].text:
            last -= 1
        if last - first < (1 if self.vocabulary.before_noun else 2) or tokens[item.last - 1].end == tokens[first].start:
            return None
        return Name(first, last, tokens[first].start, tokens[last - 1].end, "PER", 0.6)

    def _after_owner(self, item: Item) -> int:
        """The token after the title, or after the state that follows it ("президент України Петро …")."""
        if self.vocabulary.before_noun:
            return item.last
        following = next(
            (i for i in self._scanned() if i.first == item.last and i.kind in STATE_KINDS | BODY_KINDS), None
        )
        return following.last if following is not None else item.last

    def _scanned(self) -> list[Item]:
        return self._items or []

    def _continues_name(self, index: int, first: int) -> bool:
        token = self.reading.tokens[index]
        if index in self._named or index in self._covered or index in self._sentence_starts:
            return False
        if self.vocabulary.language == "de" and token.upos == "NOUN":
            return False
        if token.text[0].isupper():
            return token.text[:1].isalpha() and token.upos not in _NOT_NOUNS
        return self._is_particle(token.text) and (index > first or "-" in token.text)

    def _is_particle(self, text: str) -> bool:
        """A small word within names ("al-Ubaidi", "van der Berg") that is no article or preposition of the language."""
        word, hyphen, rest = fold(text).partition("-")
        if hyphen:
            return word in _NAME_PARTICLES and rest != "" and text[-len(rest)].isupper()
        return word in _NAME_PARTICLES and not any(
            self.vocabulary.has(role, word) for role in ("of", "to", "particles")
        )

    def _at(self, position: int) -> tuple[int, list[Item]]:
        length, entries, genitive = self._entries(position)
        noun_length, nouns = self._noun(position)
        if nouns and (noun_length > length or (noun_length == length and self._noun_wins(entries, position))):
            return noun_length, [self._item(position, noun_length, nouns[0].kind, nouns=nouns)]
        if entries:
            return self._named_item(position, length, entries, genitive)
        return 1, self._compound_items(position)

    def _noun_wins(self, entries: tuple[Entry, ...], position: int) -> bool:
        return all(e.kind in ("person", "description") or e.caution for e in entries) and not self._is_person(position)

    def _is_person(self, position: int) -> bool:
        return self.words[position].token in self._person_words

    def _word_keys(self, word: Word) -> tuple[tuple[str, bool], ...]:
        """Folded forms under which the word may be listed, and whether a genitive s was taken off."""
        folded = word.folded
        if self._lemmas:
            lemma = fold(self.reading.tokens[word.token].lemma)
            if lemma and lemma != folded and lemma[:2] == folded[:2]:
                return (folded, False), (lemma, False)
        elif self._genitive_s and folded[-1] == "s" and len(folded) > 2 and word.text[-1] == "s":
            return (folded, False), (folded[:-1], True)
        return ((folded, False),)

    def _entries(self, position: int) -> tuple[int, tuple[Entry, ...], bool]:
        best: tuple[int, tuple[Entry, ...], bool] = (0, (), False)
        for key, genitive in self._keys[position]:
            forms = self.knowledge.entries[key]
            if forms is not None:
                best = self._longest(position, self._candidates(position, forms), genitive, best)
        return best

    def _candidates(self, position: int, forms: Forms) -> tuple[Entry, ...]:
        """Entries whose second word follows, then those of one word."""
        if not forms.longer or position + 1 == len(self.words):
            return forms.single
        found = forms.single
        for key, _ in self._keys[position + 1]:
            longer = forms.longer.get(key)
            if longer:
                found = longer + found
        return found

    def _longest(
        self, position: int, found: tuple[Entry, ...], genitive: bool, best: tuple[int, tuple[Entry, ...], bool]
    ) -> tuple[int, tuple[Entry, ...], bool]:
        kept: list[Entry] = []
        length, flag = best[0], genitive
        for entry in found:
            size = len(entry.words)
            if size < length or (size == length and best[0] == size):
                continue
            tail = self._tail(position, entry, genitive)
            if tail is not None and self._shaped(position, entry, tail) and self._allowed(position, entry):
                if size > length:
                    kept, length = [], size
                kept.append(entry)
                flag = tail
        return (length, tuple(kept), flag) if kept else best

    def _tail(self, position: int, entry: Entry, genitive: bool) -> bool | None:
        """Whether the last word has a genitive s; None when the words do not follow."""
        size = len(entry.words)
        if size == 1:
            return genitive
        if genitive or position + size > len(self.words):
            return None
        for offset in range(1, size):
            if not self._adjacent(position + offset - 1):
                return None
            wanted = entry.words[offset]
            stripped = next((cut for key, cut in self._keys[position + offset] if key == wanted), None)
            if stripped is None or (stripped and offset < size - 1):
                return None
        return stripped

    def _adjacent(self, position: int) -> bool:
        gap = self.reading.text[self.words[position].end : self.words[position + 1].start]
        return len(gap) <= 2 and _GAP.fullmatch(gap) is not None

    def _shaped(self, position: int, entry: Entry, genitive: bool) -> bool:
        text = self.words[position].text
        if entry.shape == "any":
            return True
        if not text[0].isupper():
            return False
        if entry.shape == "title" or len(entry.words) > 1:
            return True
        body = text[:-1] if genitive else text
        return body.isupper() or (len(body) >= 4 and body[1:].islower())

    def _allowed(self, position: int, entry: Entry) -> bool:
        """Names that are also ordinary words count inside the sentence or where the model saw a name."""
        if entry.detail == "prefix":
            return self._hyphen_follows(position)
        if entry.kind == "description":
            return self._is_definite(position)
        if not entry.caution or entry.kind == "person":
            return True
        word = self.words[position]
        if entry.kind in STATE_KINDS:
            return self.reading.tokens[word.token].upos in ("NOUN", "PROPN", "ADJ")
        if word.token in self._named:
            return word.token not in self._person_words
        if not word.text[0].isupper() or word.token in self._sentence_starts:
            return False
        end = position + len(entry.words)
        return not (self._is_capitalised(position - 1, position - 1) or self._is_capitalised(end, end - 1))

    def _is_capitalised(self, position: int, gap: int) -> bool:
        """Whether the neighbour is a capitalised word too: then the form is part of some longer name."""
        if not 0 <= position < len(self.words) or not gap >= 0 or not self._adjacent(gap):
            return False
        word = self.words[position]
        return word.text[0].isupper() and word.token not in self._sentence_starts and self.vocabulary.language != "de"

    def _hyphen_follows(self, position: int) -> bool:
        word = self.words[position]
        after = self.reading.text[word.end : word.end + 1]
        return after != "" and after in _HYPHENS

    def _is_definite(self, position: int) -> bool:
        """Whether an article stands before, in languages that have one."""
        if "definite" not in self.vocabulary.roles:
            return True
        return position > 0 and self.vocabulary.has("definite", self.words[position - 1].folded)

    def _noun(self, position: int) -> tuple[int, tuple[Noun, ...]]:
        word = self.words[position]
        if self.reading.tokens[word.token].upos in _NOT_NOUNS:
            return 0, ()
        adjective = self.reading.tokens[word.token].upos == "ADJ"
        for key, _ in self._keys[position]:
            for form, nouns in self._nouns.get(key, ()):
                if self._follows(position, form) and not (adjective and len(form) == 1 and nouns[0].kind == "title"):
                    return len(form), nouns
        return 0, ()

    def _follows(self, position: int, form: tuple[str, ...]) -> bool:
        if len(form) == 1:
            return True
        if position + len(form) > len(self.words):
            return False
        return all(
            any(key == form[offset] for key, _ in self._keys[position + offset])
            and self._adjacent(position + offset - 1)
            for offset in range(1, len(form))
        )

    def _named_item(
        self, position: int, length: int, entries: tuple[Entry, ...], genitive: bool
    ) -> tuple[int, list[Item]]:
        kinds = [entry.kind for entry in entries]
        if "person" in kinds and not any(kind in STATE_KINDS | BODY_KINDS for kind in kinds):
            return self._person_item(position, length, entries, genitive)
        entries = tuple(e for e in entries if e.kind != "person")
        end = position + length - 1
        compound = self._compound_role(end)
        if compound == "blocked" or self._has_prefix(position):
            return length, []
        marked = genitive or self._has_apostrophe_s(end)
        item = self._item(
            position, length, entries[0].kind, entries=entries, genitive=marked, prefix=compound == "prefix"
        )
        return length, [item]

    def _item(
        self,
        position: int,
        length: int,
        kind: str,
        *,
        entries: tuple[Entry, ...] = (),
        nouns: tuple[Noun, ...] = (),
        genitive: bool = False,
        prefix: bool = False,
        full: bool = False,
    ) -> Item:
        first, last = self.words[position], self.words[position + length - 1]
        lexeme = nouns[0].lexeme if nouns else ""
        return Item(
            first.start, last.end, first.token, last.token + 1, kind, entries, nouns, genitive, prefix, full, lexeme
        )

    def _compound_role(self, end: int) -> str:
        """What a hyphen after the name makes of it: "prefix" of a noun, "blocked" by an adjective, or nothing."""
        text, word = self.reading.text, self.words[end]
        if end + 1 == len(self.words) or text[word.end : word.end + 1] not in _HYPHENS or word.end == len(text):
            return ""
        after = self.words[end + 1]
        if after.start != word.end + 1:
            return ""
        if self._noun(end + 1)[1]:
            return "prefix"
        forms = self.knowledge.entries[after.folded]
        if forms is not None and any(e.kind in STATE_KINDS or e.kind in BODY_KINDS for e in forms.single):
            return ""
        return "blocked" if self._is_adjectival(after) else "prefix"

    def _is_adjectival(self, after: Word) -> bool:
        listed = self.vocabulary.roles.get("not_actor", frozenset())
        token = self.reading.tokens[after.token]
        return (
            after.folded in listed
            or any(len(ending) > 4 and after.folded.endswith(ending) for ending in listed)
            or (token.upos in _ADJECTIVAL and not self.vocabulary.has("members", after.folded))
        )

    def _has_prefix(self, position: int) -> bool:
        if position == 0:
            return False
        before = self.words[position - 1]
        gap = self.reading.text[before.end : self.words[position].start]
        return gap != "" and gap in _HYPHENS and self.vocabulary.has("prefixes", before.folded)

    def _has_apostrophe_s(self, end: int) -> bool:
        word, text = self.words[end], self.reading.text
        if text[word.end : word.end + 1] not in _APOSTROPHES or not self.vocabulary.genitive_s:
            return False
        following = self.words[end + 1] if end + 1 < len(self.words) else None
        if following and following.start == word.end + 1:
            return following.folded == "s"
        return word.folded.endswith(("s", "x", "z")) and text[word.end : word.end + 1] in "'’"

    def _person_item(
        self, position: int, length: int, entries: tuple[Entry, ...], genitive: bool
    ) -> tuple[int, list[Item]]:
        people = tuple(e for e in entries if e.kind == "person")
        complete = tuple(e for e in people if not e.caution)
        start, named = self._with_given(position, people)
        stop, after = self._with_given_after(position + length, people)
        full = complete or named or after
        if not full:
            people = tuple(e for e in people if not e.exact or self._stands_alone(position, length, e, genitive))
            if not people:
                return length, []
        end = position + length - 1
        if not full and (self._other_given(position) or self._other_family(position + length, people)):
            return length, []
        if self._compound_role(end) == "blocked":
            return length, []
        item = self._item(
            start if named else position,
            (stop if after and not named else position + length) - (start if named else position),
            "person",
            entries=full or people,
            genitive=genitive or self._has_apostrophe_s(end),
            prefix=self._compound_role(end) == "prefix",
            full=bool(full),
        )
        return (stop if after and not named else position + length) - position, [item]

    def _stands_alone(self, position: int, length: int, entry: Entry, genitive: bool) -> bool:
        """Whether a family name that looks like an ordinary word has its own letters, and is a name by the model or
        stands after a title."""
        written = " ".join(word.text for word in self.words[position : position + length]).casefold()
        if written != entry.exact and not (genitive and written == entry.exact + "s"):
            return False
        if self._is_person(position):
            return True
        return position > 0 and self._adjacent(position - 1) and self._is_after_title(position)

    def _is_after_title(self, position: int) -> bool:
        nouns = self._noun(position - 1)[1] or tuple(
            noun for item in self._compound_items(position - 1) for noun in item.nouns
        )
        return any(noun.kind == "title" for noun in nouns)

    def _with_given(self, position: int, people: tuple[Entry, ...]) -> tuple[int, tuple[Entry, ...]]:
        start, matching = position, people
        while start > 0 and start > position - 4 and self._adjacent(start - 1):
            fits = tuple(e for e in matching if self._is_given(start - 1, self.knowledge.people[e.detail]))
            if not fits:
                break
            start, matching = start - 1, fits
        return start, matching if start < position else ()

    def _with_given_after(self, stop: int, people: tuple[Entry, ...]) -> tuple[int, tuple[Entry, ...]]:
        """Names whose family name comes first ("Xi Jinping")."""
        if stop >= len(self.words) or not self._adjacent(stop - 1):
            return stop, ()
        eastern = tuple(e for e in people if _family_first(e))
        fits = tuple(e for e in eastern if self._is_given(stop, self.knowledge.people[e.detail]))
        while fits and stop + 1 < len(self.words) and self._adjacent(stop):
            if not any(self._is_given(stop + 1, self.knowledge.people[e.detail]) for e in fits):
                break
            stop += 1
        return (stop + 1, fits) if fits else (stop, ())

    def _is_given(self, position: int, person: Person | None) -> bool:
        if person is None:
            return False
        if any(key in person.given for key, _ in self._keys[position]):
            return True
        word = self.words[position].folded
        if is_cyrillic(word):
            return stem(word) in {stem(given) for given in person.given}
        return len(word) > 3 and skeleton(word) in {skeleton(given) for given in person.given}

    def _other_given(self, position: int) -> bool:
        """Whether another capitalised name stands right before: then the family name is somebody else's."""
        if position == 0 or not self._adjacent(position - 1):
            return False
        before = self.words[position - 1]
        if (
            not before.text[0].isupper()
            or before.folded in self._nouns
            or self.knowledge.entries[before.folded] is not None
        ):
            return False
        if before.text.isupper() and len(before.text) > 1:
            return False
        token = self.reading.tokens[before.token]
        if before.token in self._person_words:
            return True
        if self.vocabulary.language == "de" or before.token in self._sentence_starts:
            return token.upos == "PROPN" and _compound(self.vocabulary.language, before.folded) is None
        return token.upos in ("PROPN", "X", "") and _compound(self.vocabulary.language, before.folded) is None

    def _other_family(self, position: int, people: tuple[Entry, ...]) -> bool:
        """Whether a capitalised word follows that makes the name somebody else's given name ("Omar Hassan")."""
        if position >= len(self.words) or not self._adjacent(position - 1) or self.vocabulary.language == "de":
            return False
        if any(person.safe for e in people if (person := self.knowledge.people[e.detail]) is not None):
            return False
        after = self.words[position]
        token = self.reading.tokens[after.token]
        known = after.folded in self._nouns or any(e.kind != "person" for e in self._single(after.folded))
        return after.text[0].isupper() and token.upos in ("PROPN", "X", "") and not known

    def _compound_items(self, position: int) -> list[Item]:
        word = self.words[position]
        if len(word.folded) < 6 or not self.vocabulary.suffixes:
            return []
        if self.reading.tokens[word.token].upos in _NOT_NOUNS:
            return []
        split = _compound(self.vocabulary.language, word.folded)
        if split is None:
            return []
        before, _, nouns = split
        found = [self._modifier(word, before)] if word.text[0].isupper() else []
        lexeme = before + nouns[0].lexeme
        noun = Item(
            word.start, word.end, word.token, word.token + 1, nouns[0].kind, (), nouns, False, False, False, lexeme
        )
        return [*(item for item in found if item), noun]

    def _modifier(self, word: Word, before: str) -> Item | None:
        for key in (before, before[:-1] if before.endswith("s") else before):
            entries = tuple(
                e for e in self._single(key) if e.kind in ("state", "organisation", "group") and e.shape != "any"
            )
            if entries:
                end = word.start + len(key)
                return Item(word.start, end, word.token, word.token + 1, entries[0].kind, entries, (), True, True)
        return None

    def _single(self, key: str) -> tuple[Entry, ...]:
        forms = self.knowledge.entries[key]
        return forms.single if forms is not None else ()

    def _without_names_of_people(self, items: list[Item]) -> list[Item]:
        """A place or body that is part of a longer name of a person is none ("Paris Hilton")."""
        spans = [(n.start, n.end) for n in self.reading.names if n.kind == "PER"]
        if not spans:
            return items
        return [
            item
            for item in items
            if (not self._is_part_of_name(item) if item.kind == "person" else not _strictly_inside(item, spans))
        ]

    def _is_part_of_name(self, item: Item) -> bool:
        """A bare family name inside a longer name of somebody else ("Ali" in "Ali Wolski")."""
        if item.full or item.genitive:
            return False
        after = self.reading.tokens[item.last : item.last + 1]
        if item.last in self._person_words and after and after[0].text[:1].isalpha() and after[0].text not in ("s",):
            return True
        return item.first - 1 in self._person_words and not any(i.last == item.first for i in self._noun_items)


def _strictly_inside(item: Item, spans: list[tuple[int, int]]) -> bool:
    if item.kind in NOUN_KINDS:
        return False
    return any(
        start <= item.start and item.end <= end and (item.end - item.start) < (end - start) - 2 and not item.genitive
        for start, end in spans
    )


def _family_first(entry: Entry) -> bool:
    first = fold(entry.name.split()[0])
    return first == entry.words[0] or is_cyrillic(entry.words[0])
