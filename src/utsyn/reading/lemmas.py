"""Lemmas as edit scripts: which letters to take off and put on a word, in which case to write it."""

from functools import lru_cache


def script_between(word: str, lemma: str) -> str:
    """The edit script that turns `word` into `lemma`, as "case|cut front|add front|cut back|add back".

    >>> script_between("Husene", "hus")
    'l|0||3|'
    """
    low_word, low_lemma = word.lower(), lemma.lower()
    if len(low_word) != len(word) or len(low_lemma) != len(lemma) or "|" in lemma:
        return "k|0||0|"
    case = _case(word, lemma)
    start, length, at = _longest_common(low_word, low_lemma)
    if not length:
        return f"{case}|0||{len(word)}|{low_lemma}" if len(low_lemma) < 6 else "k|0||0|"
    back = len(word) - start - length
    return f"{case}|{start}|{low_lemma[:at]}|{back}|{low_lemma[at + length :]}"


def apply_script(word: str, script: str) -> str:
    """Turn a word into its lemma; a script that does not fit gives the word in its own case.

    >>> apply_script("Avtalene", "l|0||3|e")
    'avtale'
    """
    case, front, put_front, back, put_back = script.split("|")
    cut_front, cut_back = int(front), int(back)
    if cut_front + cut_back > len(word):
        return word if case == "k" else word.lower()
    if case == "k" and not (cut_front or put_front or cut_back or put_back):
        return word
    core = word.lower()[cut_front : len(word) - cut_back]
    lemma = put_front + core + put_back
    if case == "u":
        return lemma.upper()
    if case == "t":
        return lemma[:1].upper() + lemma[1:]
    if case == "k":
        return put_front + word[cut_front : len(word) - cut_back] + put_back
    return lemma


def _case(word: str, lemma: str) -> str:
    if lemma == lemma.lower():
        return "l"
    if len(lemma) > 1 and lemma == lemma.upper():
        return "u" if word != word.upper() else "k"
    if lemma[:1].isupper() and lemma[1:] == lemma[1:].lower() and word[:1].islower():
        return "t"
    return "k"


@lru_cache(maxsize=200_000)
def _longest_common(first: str, second: str) -> tuple[int, int, int]:
    """(start in first, length, start in second) of the longest common substring, leftmost."""
    best = (0, 0, 0)
    for start in range(len(first)):
        for at in range(len(second)):
            length = 0
            while (
                start + length < len(first)
                and at + length < len(second)
                and first[start + length] == second[at + length]
            ):
                length += 1
            if length > best[1]:
                best = (start, length, at)
    return best
