"""Amounts in a text: a number, what it counts or what befell those it counts, and whose they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from utsyn.amounts.lexicon import FATES, Hit, Lexicon, crown_words, currency_signs, lexicon, lowered
from utsyn.amounts.numerals import Numeral, NumeralFinder, exactly, may_begin
from utsyn.amounts.value import Amount
from utsyn.reading.structure import ROOT, Reading, Sentence

PEOPLE: Final = frozenset({"persons", "soldiers", "protesters", "displaced", "captured", "casualties"})
"""What can be killed, wounded or captured: such a fate names the amount instead."""
NOUN_REACH, NEAR, FAR, ASIDE, TOLL = 6, 4, 12, 10, 9
_QUOTING: Final = frozenset("«»\"“”„‘’'-–")
_CLOSING: Final = frozenset(".;:!?,")
_OWN_CROWNS: Final = frozenset({"nb", "nn", "sv", "da"})
_PARTING: Final = frozenset(":.,-–/")
_BREAKING: Final = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "PRON"})
_THROUGH_NAMES: Final = frozenset({"DRV", "GPE_ORG", "GPE_LOC", "ORG", "LOC", "PROD"})


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a number counts: the head token and, when a fate stands there already, that fate."""

    head: int
    last: int
    hit: Hit
    fate: Hit | None = None


class _AmountFinder:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        lower = lowered if any(quote in reading.text for quote in "’ʼ`´") else str.lower
        self._words = [lower(token.text) or " " for token in reading.tokens]
        if reading.language == "fr":
            self._words = [_unelided(word) for word in self._words]
        self._lexicon: Lexicon = lexicon(reading.language)
        self._numerals = NumeralFinder(reading.tokens, self._words, reading.language)
        self._owners = {
            index for name in reading.names if name.kind in _THROUGH_NAMES for index in range(name.first, name.last)
        }

    def amounts(self) -> Iterator[Amount]:
        words, language = self._words, self._reading.language
        for sentence in self._reading.sentences:
            index = sentence.first
            while index < sentence.last:
                if not may_begin(words[index], language):
                    index += 1
                    continue
                numeral = self._numerals.at(index, sentence.last)
                if numeral is None:
                    index += 1
                    continue
                amount = self._amount(numeral, sentence)
                index = numeral.last
                if amount is not None:
                    yield amount
                    # "åtte Leopard 2-stridsvogner" holds no second number
                    index = max(index, amount.head + 1 if amount.unit is None else index)

    def _amount(self, numeral: Numeral, sentence: Sentence) -> Amount | None:
        if self._is_fraction(numeral):
            return None
        if money := self._money(numeral, sentence):
            return money
        if numeral.value < 1 or self._is_year(numeral, sentence) or self._is_ordinal(numeral, sentence):
            return None
        counted, blocked = self._counted(numeral, sentence)
        if blocked:
            return None
        if counted is None:
            return self._bare(numeral, sentence)
        fate = counted.fate or self._fate_of(numeral, counted, sentence)
        if counted.hit.category == "persons" and fate is None:
            return None
        if numeral.article and not (fate and counted.head - numeral.last <= 1):
            return None
        return self._value(numeral, fate or counted.hit, counted.head, counted.last, counted.hit)

    # money

    def _money(self, numeral: Numeral, sentence: Sentence) -> Amount | None:
        if numeral.sign:
            return self._paid(numeral, numeral.sign, numeral.last)
        at = numeral.last
        if numeral.article:
            return None
        for width in (2, 1):
            start = numeral.first - width
            before = self._joined(start, numeral.first) if start >= sentence.first else ""
            if sign := currency_signs().get(before):
                return self._paid(numeral, sign, at, first=start)
        if at < sentence.last and (sign := currency_signs().get(self._tokens[at].text)):
            return self._paid(numeral, sign, at + 1)
        while at < sentence.last and self._words[at] in self._lexicon.passed and at - numeral.last < 2:
            at += 1
        hit = self._lexicon.money.match(self._words, at) if at < sentence.last else None
        if hit is None:
            return None
        code = self._crowns(hit.category) if hit.length == 1 else hit.category
        return self._paid(numeral, code, at + hit.length)

    def _crowns(self, code: str) -> str:
        """Whose crowns, by the states the text speaks of; Scandinavian texts mean their own."""
        if code != "NOK" or self._reading.language in _OWN_CROWNS:
            return code
        spoken = {
            crown: sum(word.startswith(starts) for word in self._words) for crown, starts in crown_words().items()
        }
        return max(spoken, key=lambda crown: spoken[crown]) if any(spoken.values()) else code

    def _joined(self, first: int, last: int) -> str:
        return "".join(token.text for token in self._tokens[first:last])

    def _paid(self, numeral: Numeral, code: str, last: int, *, first: int | None = None) -> Amount:
        hit = Hit("money", 1, code, "money")
        return self._value(numeral, hit, last - 1, last, hit, unit=code, first=first)

    # what is counted

    def _counted(self, numeral: Numeral, sentence: Sentence) -> tuple[_Counted | None, bool]:
        """What the number counts, and whether a word says that it counts something else."""
        fate: tuple[int, Hit] | None = None
        end = min(sentence.last, numeral.last + NOUN_REACH)
        index = numeral.last
        while index < end:
            hit = self._lexicon.counted.match(self._words, index)
            adjective = self._words[index] in self._lexicon.nations and self._noun_at(index + 1, end)
            if hit is not None and hit.source in ("kinds", "persons") and not adjective:
                if hit.category in FATES and fate is None and self._goes_on(index + hit.length, end):
                    fate = index, hit
                    index += hit.length
                    continue
                head = index + hit.length - 1
                return _Counted(self._head(index, head), head + 1, hit, fate[1] if fate else None), False
            if self._words[index] in self._lexicon.blockers or self._words[index][0] == "%":
                return None, fate is None
            if not self._passes(index, end):
                noun = self._tokens[index].upos in ("NOUN", "PROPN", "SYM")
                return self._alone(fate), noun and fate is None and self._fate_at(index) is None
            index += 1
        return self._alone(fate), False

    def _noun_at(self, index: int, end: int) -> bool:
        """Whether a counted noun stands there, so that "Russian" before it is no Russian."""
        hit = self._lexicon.counted.match(self._words, index) if index < end else None
        return hit is not None and hit.source in ("kinds", "persons")

    def _alone(self, fate: tuple[int, Hit] | None) -> _Counted | None:
        """A fate without a noun: "12 drepte", "12 morts"."""
        if fate is None:
            return None
        return _Counted(fate[0] + fate[1].length - 1, fate[0] + fate[1].length, fate[1])

    def _head(self, first: int, last: int) -> int:
        """In "tanques de combate" and "missiles de croisière" the first word is the head."""
        return first if self._reading.language in ("fr", "es") else last

    def _goes_on(self, index: int, end: int) -> bool:
        """Whether a noun for people follows a fate that is an adjective: "12 drepte soldater"."""
        for at in range(index, min(index + 3, end)):
            hit = self._lexicon.counted.match(self._words, at)
            if hit is not None and hit.category in PEOPLE:
                return hit.source in ("kinds", "persons") and (hit.category not in FATES or at == index)
            if not (self._words[at] in self._lexicon.nations or self._tokens[at].upos == "ADJ" or at in self._owners):
                return False
        return False

    def _passes(self, index: int, end: int) -> bool:
        """Whether the search for the counted noun goes on past this token."""
        word, token = self._words[index], self._tokens[index]
        if word in self._lexicon.passed or word in self._lexicon.nations or index in self._owners or word in _QUOTING:
            return True
        if word[0].isdigit():
            return len(word) < 4 and self._tokens[index - 1].upos == "PROPN"
        if word in _CLOSING or token.upos in _BREAKING:
            return False
        if token.upos == "ADP" or word in self._lexicon.joiners:
            return False
        if token.upos == "NOUN":
            return self._reading.language == "en" and index + 1 < end and self._tokens[index + 1].upos == "NOUN"
        return True

    # what befell them

    def _fate_of(self, numeral: Numeral, counted: _Counted, sentence: Sentence) -> Hit | None:
        """Fate of the people counted, from the words beside them or the verb above them."""
        if counted.hit.category not in PEOPLE:
            return None
        people = counted.hit.category == "persons"
        found = (
            self._before(numeral.first, sentence, NEAR)
            or self._after(counted.last, sentence, NEAR)
            or self._after_aside(counted.last, sentence)
            or self._shared(counted.last, sentence)
            or self._above(counted.head)
            or (self._after(counted.last, sentence, FAR) if people else None)
            or (self._before(numeral.first, sentence, FAR // 2) if people else None)
        )
        if found is not None and not people and found.category in ("displaced", "protesters", "casualties"):
            return None
        return found

    def _fate_at(self, index: int) -> Hit | None:
        hit = self._lexicon.counted.match(self._words, index)
        return hit if hit is not None and hit.category in FATES and not self._is_noun_of_people(index, hit) else None

    def _is_noun_of_people(self, index: int, hit: Hit) -> bool:
        """ "flyktninger", "demonstranter" beside a number are other people, not a fate."""
        return (
            hit.source == "kinds" and self._tokens[index].upos == "NOUN" and hit.category in ("displaced", "protesters")
        )

    def _before(self, first: int, sentence: Sentence, reach: int) -> Hit | None:
        for index in range(first - 1, max(first - 1 - reach, sentence.first - 1), -1):
            word = self._words[index]
            if (word in _CLOSING and word != ":") or word in self._lexicon.and_ or self._numeric(index):
                return None
            hit = self._fate_at(index)
            if hit is not None and index + hit.length <= first:
                return hit
            if reach <= NEAR and self._tokens[index].upos in ("NOUN", "PROPN", "PRON"):
                return None
        return None

    def _after(self, last: int, sentence: Sentence, reach: int) -> Hit | None:
        for index in range(last, min(last + reach, sentence.last)):
            word = self._words[index]
            if word in _CLOSING or self._numeric(index):
                return None
            if word in self._lexicon.and_ and reach <= NEAR:
                return None
            if hit := self._fate_at(index):
                return hit
            if reach <= NEAR and self._tokens[index].upos in ("NOUN", "PROPN", "PRON", "ADP", "DET"):
                return None
        return None

    def _after_aside(self, last: int, sentence: Sentence) -> Hit | None:
        """Fate past an insertion: "tre personer, blant dem to barn, ble drept"."""
        if last >= sentence.last or self._words[last] != ",":
            return None
        for index in range(last + 2, min(last + ASIDE, sentence.last - 1)):
            if self._words[index] == ",":
                return self._after(index + 1, sentence, NEAR)
        return None

    def _shared(self, last: int, sentence: Sentence) -> Hit | None:
        """Fate shared with others: "to soldater og tre sivile ble drept"."""
        if last + 1 >= sentence.last or self._words[last] not in self._lexicon.and_ | self._lexicon.joiners:
            return None
        numeral = self._numerals.at(last + 1, sentence.last)
        other = self._counted(numeral, sentence)[0] if numeral is not None else None
        if other is None or other.fate is not None or other.hit.category not in PEOPLE:
            return None
        return self._after(other.last, sentence, NEAR)

    def _numeric(self, index: int) -> bool:
        return self._words[index][0].isdigit()

    def _above(self, head: int) -> Hit | None:
        above = self._tokens[head].head
        return self._fate_at(above) if above != ROOT and self._tokens[head].relation != "dep" else None

    # bare numbers

    def _bare(self, numeral: Numeral, sentence: Sentence) -> Amount | None:
        """A number beside a fate: "killing 12", "12 er drept", "Drept: 12"."""
        if numeral.article or (numeral.figures and self._after_dash(numeral, sentence)):
            return None
        if toll := self._toll(numeral, sentence):
            exact = self._numerals.at(numeral.last - 1, numeral.last) if numeral.modifier == "under" else None
            numeral = exactly(exact.first + 1, exact.last, exact.value) if exact else numeral
            return self._value(numeral, toll, numeral.last - 1, numeral.last, toll)
        hit = self._before(numeral.first, sentence, 2) or self._after(numeral.last, sentence, 3)
        if hit is None or (hit.category in ("displaced", "protesters") and hit.source == "kinds"):
            return None
        return self._value(numeral, hit, numeral.last - 1, numeral.last, hit)

    def _toll(self, numeral: Numeral, sentence: Sentence) -> Hit | None:
        """ "Dødstallet er steget til 45", "the number of dead rose to 45"."""
        for index in range(numeral.first - 1, max(numeral.first - 1 - TOLL, sentence.first - 1), -1):
            if self._numeric(index) or self._words[index] in ",;:":
                return None
            if hit := self._lexicon.tolls.match(self._words, index):
                return hit
            if self._words[index] in self._lexicon.number_nouns:
                fates = (self._fate_at(at) for at in range(index + 1, min(index + 4, numeral.first)))
                return next((fate for fate in fates if fate is not None), None)
        return None

    def _after_dash(self, numeral: Numeral, sentence: Sentence) -> bool:
        following = self._words[numeral.last] if numeral.last < sentence.last else ""
        return following in ("%", "-", "/", ".") and numeral.last + 1 < sentence.last

    def _is_year(self, numeral: Numeral, sentence: Sentence) -> bool:
        """Four figures between 1800 and 2100 without a modifier, after a preposition or the day of a month."""
        text = self._tokens[numeral.last - 1].text
        if not (numeral.figures and len(text) == 4 and text.isdigit() and 1800 <= numeral.value <= 2100):
            return False
        if numeral.modifier or numeral.last - numeral.first > 1:
            return False
        before = numeral.first - 1
        return before >= sentence.first and (
            self._words[before] in self._lexicon.before_year
            or self._tokens[before].upos == "ADP"
            or self._numeric(before)
        )

    def _is_fraction(self, numeral: Numeral) -> bool:
        """Later part of "3:50", "14.30" or "3-1" when the tokens part there."""
        first = numeral.first
        if first < 2 or not numeral.figures or self._words[first - 1] not in _PARTING:
            return False
        touching = self._tokens[first - 2].end == self._tokens[first - 1].start
        return touching and self._tokens[first - 1].end == self._tokens[first].start and self._numeric(first - 2)

    def _is_ordinal(self, numeral: Numeral, sentence: Sentence) -> bool:
        """ "den 3. brigade", "20. juni": a full stop right after the figure and the sentence goes on."""
        at = numeral.last
        if not numeral.figures or at + 1 >= sentence.last or self._words[at] != ".":
            return False
        return self._tokens[at].start == self._tokens[at - 1].end

    # owner

    def _owner(self, numeral: Numeral, counted: int, last: int) -> int | None:
        """Token that says whose they are: between number and noun, before the number, or after the noun."""
        for index in range(numeral.last, last):
            if index != counted and self._owns(index):
                return index
        before = numeral.first - 1
        if before >= 0 and self._is_genitive(before):
            return before
        return self._owner_after(last)

    def _owner_after(self, last: int) -> int | None:
        for index in range(last, min(last + 3, len(self._tokens))):
            if self._owns(index):
                return index
            if self._words[index] not in self._lexicon.linking:
                return None
        return None

    def _owns(self, index: int) -> bool:
        return self._words[index] in self._lexicon.nations or index in self._owners

    def _is_genitive(self, index: int) -> bool:
        token = self._tokens[index]
        if self._words[index] in ("'s", "'") and index and index - 1 in self._owners:
            return True
        return index in self._owners and (token.features.get("Case") == "Gen" or token.text[-1:] in "sS'’")

    def _value(
        self,
        numeral: Numeral,
        hit: Hit,
        head: int,
        last: int,
        noun: Hit,
        *,
        unit: str | None = None,
        first: int | None = None,
    ) -> Amount:
        start = self._tokens[numeral.first if first is None else first].start
        end = self._tokens[last - 1].end
        rule = f"{hit.source}: {hit.form}" + (f" ({noun.form})" if noun is not hit else "")
        return Amount(
            kind=hit.category,
            value=numeral.value,
            low=numeral.low,
            high=numeral.high,
            approximate=numeral.approximate,
            unit=unit,
            text=self._reading.text[start:end],
            start=start,
            end=end,
            head=head,
            owner=self._owner(numeral, head, last) if unit is None else None,
            rule=rule + (f"; {numeral.modifier}" if numeral.modifier else ""),
        )


def _unelided(word: str) -> str:
    """ "d'euros" as one token is "euros"."""
    return word[2:] if len(word) > 2 and word[1] == "'" and word[0] in "dl" else word


def find_amounts(reading: Reading) -> tuple[Amount, ...]:
    """Every amount of soldiers, weapons, victims, protesters or money in the text, in text order.

    >>> find_amounts(Reading("", "nb", (), ()))
    ()
    """
    return tuple(_AmountFinder(reading).amounts())
