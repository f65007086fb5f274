"""Feed mutated and random inputs to the program and count what breaks; nothing may but with an error that utsyn raises on purpose.

    python -m evaluation.fuzz [COUNT] [SEED]

Every input goes as bytes through the article station, what becomes an article through tokens and dates, and every fiftieth through the
model and coding. Offsets must slice the text. Prints counts and the first findings; exits with 1 if there were any.
"""

import io
import random
import sys
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from utsyn.article import Article, articles_from
from utsyn.coding import code
from utsyn.dates import find_dates
from utsyn.reading import Reader
from utsyn.reading.tokens import words

ODD = [
    "\x00",
    "\u202e",
    "\ufeff",
    "\u200d",
    "😀",
    "\x1b[31m",
    "<script>",
    "{{",
    "%s",
    "\ud83d",
    "«",
    "…",
    "\r",
    "\u2028",
    "ﷺ",
    "1" * 40,
    "(" * 30,
]
ENCODINGS = ["utf-8", "utf-16", "utf-16-le", "cp1252", "latin-1", "cp1251", "koi8-r"]


def seeds() -> list[str]:
    """The example articles, and the shapes of the other formats around a piece of them."""
    texts = [path.read_text("utf-8") for path in sorted(Path("examples/articles").glob("*.txt"))]
    shapes = [
        '{"id": "a", "text": "%s", "published": "2022-02-31"}',
        "<html><body><p>%s</p></body></html>",
        "---\npublished: 2022\n---\n%s",
    ]
    return texts + [shape % text[:300].replace('"', "'") for shape in shapes for text in texts[:3]]


def mutate(text: str, rng: random.Random) -> str:
    """A short piece of a text with a few random wounds."""
    start = rng.randrange(len(text))
    piece = list(text[start : start + rng.choice([0, 1, 7, 40, 150, 400])])
    for _ in range(rng.randrange(6)):
        at = rng.randrange(len(piece) + 1)
        action = rng.randrange(4)
        if action == 0:
            piece.insert(at, rng.choice(ODD))
        elif action == 1:
            piece.insert(
                at,
                chr(
                    rng.choice(
                        [rng.randrange(32), rng.randrange(128), rng.randrange(0xD800), rng.randrange(0xE000, 0x110000)]
                    )
                ),
            )
        elif action == 2:
            del piece[at : at + rng.randrange(20)]
        else:
            piece[at:at] = piece[: rng.randrange(30)]
    return "".join(piece)


def as_bytes(text: str, rng: random.Random) -> bytes:
    """The text in some encoding, now and then cut or with random bytes in it."""
    data = text.encode(rng.choice(ENCODINGS), "replace" if rng.random() < 0.9 else "ignore")
    if rng.random() < 0.2:
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.randbytes(rng.randrange(12)) + data[at + rng.randrange(3) :]
    return data


def check(article: Article, reader: Reader | None) -> None:
    """Raise AssertionError when some offset does not slice the text."""
    for word in words(article.text, article.language, article.start):
        assert article.text[word.start : word.end] == word.text, "token offsets"
    for expression in find_dates(article.text, article.language):
        assert article.text[expression.start : expression.end] == expression.text, "date offsets"
    if reader is not None:
        for event in code(article, reader.read(article)).events:
            for phrase in (event.trigger, *event.actor, *event.recipient, *event.source):
                assert article.text[phrase.start : phrase.end] == phrase.text, "event offsets"


def main(arguments: Sequence[str]) -> int:
    """Command line of this module."""
    count = int(arguments[0]) if arguments else 100_000
    rng = random.Random(int(arguments[1]) if len(arguments) > 1 else 20261127)
    reader, pool = Reader.load(threads=1), seeds()
    tally: Counter[str] = Counter()
    findings: list[str] = []
    for number in range(count):
        data = as_bytes(mutate(rng.choice(pool), rng), rng)
        try:
            for found in articles_from(["-"], stdin=io.BytesIO(data)):
                tally["articles" if isinstance(found, Article) else "refused with a message"] += 1
                if isinstance(found, Article):
                    check(found, reader if number % 50 == 0 else None)
        except Exception:  # a finding, whatever it is: counted and shown
            tally["findings"] += 1
            findings.append(f"input {number}: {data[:80]!r}\n{traceback.format_exc(limit=-2)}")
    print(f"{count} inputs: " + ", ".join(f"{n} {name}" for name, n in sorted(tally.items())))
    print("\n".join(findings[:10]))
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
