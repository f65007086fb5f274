"""Who says so: the source of an act, where the event graph names none, by the syntax of reporting.

Five patterns carry attribution in news prose of all ten languages: the act stands in the clause of a speech verb
("sa at …"), a speech verb is put in or after it ("…, sa Lavrov"), a phrase names the origin ("ifølge NTB"), a
headline opens with the speaker and a colon, and a quotation of several sentences names its speaker once.
"""

from collections.abc import Callable, Iterator

from utsyn.actors.quotations import quotation_at
from utsyn.coding.syntax import NOMINAL, Syntax

REPORTED = frozenset({"ccomp", "xcomp", "parataxis", "obj", "csubj"})
SPEAKERS = frozenset({"PER", "ORG", "GPE_ORG"})
LEAST_QUOTED = 5
"""Fewer words in quotation marks are a name or a wording, not somebody speaking."""
COLON_WITHIN = 8
"""A speaker before a colon stands within so many words of the sentence's start."""


def sources(syntax: Syntax, index: int, is_report: Callable[[int], bool]) -> Iterator[tuple[int, str]]:
    """Head words of those who report the act at `index`, each with the pattern that found it.

    `is_report` says of other triggers whether they vouch for what stands inside them (an accusation does).
    """
    seen: set[int] = set()
    for finder in (_speech_verbs, _phrases, _colon):
        for token, rule in finder(syntax, index, is_report):
            if token not in seen:
                seen.add(token)
                yield token, rule
    if not seen:
        yield from _quotation(syntax, index)


def is_speech(syntax: Syntax, index: int) -> bool:
    """Whether the token is a verb of saying."""
    return syntax.is_one_of(index, syntax.words.speech_verbs) and syntax.token(index).upos in ("VERB", "AUX")


def _speech_verbs(syntax: Syntax, index: int, is_report: Callable[[int], bool]) -> Iterator[tuple[int, str]]:
    below = index
    for node in (index, *syntax.reading.ancestors(index)):
        if node != index and _reports(syntax, node, below, is_report):
            yield from _speaker(syntax, node)
            return
        for aside in syntax.children(node, "parataxis", "advcl"):
            if aside != below and _is_aside(syntax, aside) and not _holds(syntax, aside, index):
                yield from _speaker(syntax, aside)
                return
        below = node


def _is_aside(syntax: Syntax, verb: int) -> bool:
    """A verb of saying put into the sentence: "…, sa Lavrov", "as Reuters reported"."""
    if not is_speech(syntax, verb):
        return False
    if syntax.base(verb) == "parataxis":
        return True
    return any(syntax.is_one_of(c, syntax.words.openers) for c in syntax.children(verb, "mark", "advmod", "obj"))


def _reports(syntax: Syntax, verb: int, below: int, is_report: Callable[[int], bool]) -> bool:
    """Whether the dependent `below` is what the verb reports."""
    base = syntax.base(below)
    if base not in REPORTED:
        return False
    if verb in syntax.triggers:
        return base not in ("obj", "xcomp") and is_report(verb)
    return is_speech(syntax, verb)


def _holds(syntax: Syntax, top: int, index: int) -> bool:
    return top == index or top in syntax.reading.ancestors(index)


def _speaker(syntax: Syntax, verb: int) -> Iterator[tuple[int, str]]:
    lemma = syntax.token(verb).lemma
    subject = syntax.subject(verb)
    if subject is None and (first := syntax.first_conjunct(verb)) is not None:
        subject = syntax.subject(first)
    if subject is not None and syntax.is_passive(verb):
        subject = next(syntax.oblique(verb, syntax.words.agent), None)
    if subject is not None:
        yield _beyond_relative(syntax, subject), f"speech verb {lemma}"


def _beyond_relative(syntax: Syntax, index: int) -> int:
    """The noun that a relative pronoun stands for, the token itself otherwise."""
    if not syntax.is_relative(index):
        return index
    clause = syntax.clause(index)
    return syntax.token(clause).head if syntax.base(clause) == "acl" else index


def _phrases(syntax: Syntax, index: int, _: object) -> Iterator[tuple[int, str]]:
    sentence = syntax.reading.sentence_of(index)
    for first, last in syntax.attributions.get(sentence.first, ()):
        head = _phrase_head(syntax, first, last, sentence.last)
        if head is not None and head != index and _in_scope(syntax, head, index):
            yield head, f"phrase {' '.join(token.text for token in syntax.tokens[first:last])}"


def _phrase_head(syntax: Syntax, first: int, after: int, last: int) -> int | None:
    """The noun that follows the marker; for a marker that follows its noun ("… zufolge"), the noun before it."""
    for index in range(after, min(after + 6, last)):
        token = syntax.token(index)
        if token.upos == "PUNCT" or token.upos in ("VERB", "AUX"):
            break
        if token.upos in NOMINAL and token.upos not in ("DET", "ADJ", "NUM"):
            return _top_of_phrase(syntax, index, after, last)
    head = syntax.token(first).head
    return head if 0 <= head < first and syntax.token(head).upos in NOMINAL else None


def _top_of_phrase(syntax: Syntax, index: int, first: int, last: int) -> int:
    top = index
    for head in syntax.reading.ancestors(index):
        if not first <= head < last or syntax.token(head).upos not in ("NOUN", "PROPN", "PRON"):
            break
        top = head
    return top


def _in_scope(syntax: Syntax, head: int, index: int) -> bool:
    """Whether the phrase hangs on the act, on its clause or on one around it."""
    if _holds(syntax, head, index):
        return False
    top = next((a for a in syntax.reading.ancestors(head) if syntax.is_verbal(a) or a in syntax.triggers), None)
    if top is None or _holds(syntax, top, index):
        return True
    return syntax.clause(top) == syntax.clause(index)


def _colon(syntax: Syntax, index: int, _: object) -> Iterator[tuple[int, str]]:
    sentence = syntax.reading.sentence_of(index)
    name = syntax.names.get(sentence.first)
    if name is None or name.kind not in SPEAKERS or name.last >= index or name.last - sentence.first > COLON_WITHIN:
        return
    if syntax.token(name.last).text == ":":
        yield _head_of(syntax, name.first, name.last), "speaker before a colon"


def _quotation(syntax: Syntax, index: int) -> Iterator[tuple[int, str]]:
    """The speaker of the quotation that the act stands in: the nearest verb of saying after it, else before it."""
    span = quotation_at(syntax.quotations, syntax.token(index).start)
    if span is None:
        return
    within = syntax.covered(*span)
    if len(within) < LEAST_QUOTED:
        return
    line = syntax.covered(*_line(syntax.reading.text, span))
    framing = [i for i in line if is_speech(syntax, i) and _frames(syntax, i, within)]
    after = [i for i in framing if i > index]
    for verb in after[:1] or framing[-1:]:
        yield from _speaker(syntax, verb)


def _line(text: str, span: tuple[int, int]) -> tuple[int, int]:
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end


def _frames(syntax: Syntax, verb: int, quoted: range) -> bool:
    """Whether the verb names the speaker: outside the marks with any subject; inside, as in a line that only opens with
    a dash, when it is put in with its subject behind it ("– …, sier hun")."""
    subject = syntax.subject(verb)
    if subject is None:
        return False
    return verb not in quoted or (subject > verb and syntax.base(verb) in ("parataxis", "root"))


def _head_of(syntax: Syntax, first: int, last: int) -> int:
    """The word of a stretch whose own head lies outside it."""
    return next((i for i in range(first, last) if not first <= syntax.token(i).head < last), first)
