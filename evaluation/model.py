"""Figures of the exported language model on test data (docs/model.md holds the last results).

    python -m evaluation.model [syntax|raw|events|gsr|links|all] [--part test|dev] [--model model.int8.onnx]

Needs the training data of training/config.yaml; nothing here is part of the package.
"""

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from training.corpus import Item, gold_events
from training.sentences import Sentence, read_iob2
from training.settings import read_config
from training.sources import corpus_items, narc_documents, syntax_sentences, unpacked

from utsyn.actors.knowledge import knowledge
from utsyn.article.model import Article
from utsyn.reading.decode import Decoded, arguments, decode
from utsyn.reading.model import Reader, load_weights
from utsyn.reading.structure import Reading
from utsyn.reading.tokens import Word, words
from utsyn.reading.windows import cut

SYNTAX = {
    "nb": "nb", "nn": "nn", "en": "en_ewt", "sv": "sv_talbanken", "da": "da_ddt",
    "de": "de_gsd", "fr": "fr_gsd", "es": "es_gsd", "uk": "uk_parlamint", "ru": "ru_gsd",
}  # fmt: skip
NAMES = {"nb": None, "nn": None, "en": None, "sv": "sv_talbanken", "da": "da_ddt"}
OWN_NAMES = ("uk", "ru")
"""Languages whose names are tested on sentences of ours (evaluation/names), with NorNE's types."""


def gold_words(sentences: Sequence[Sentence]) -> tuple[list[Word], list[int]]:
    """The words of treebank sentences as tokens of one running text, and where each sentence starts."""
    found: list[Word] = []
    starts, at = [], 0
    for sentence in sentences:
        starts.append(len(found))
        for word, spaced in zip(sentence.words, sentence.spaced, strict=True):
            at += 1 if spaced and found else 0
            found.append(Word(at, at + len(word), word, 0, spaced))
            at += len(word)
    return found, starts


def parse_gold(reader: Reader, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Decoded, int]]:
    """Read running groups of sentences with gold tokens and boundaries: (sentence, its window's decoding, offset in it)."""
    weights = reader.weights
    for low in range(0, len(sentences), 8):
        group = sentences[low : low + 8]
        tokens, starts = gold_words(group)
        begins = set(starts)
        parts = []
        for window in cut(0, tokens, weights.encoder):
            scores = reader.scores(window)
            scores["starts"] = np.array(
                [1.0 if i in begins else -1.0 for i in range(window.low, window.high)], dtype=np.float32
            )
            parts.append(decode(window, tokens, scores, weights.relation, weights.labels, group[0].language))
        merged = Decoded([t for p in parts for t in p.tokens], starts, [n for p in parts for n in p.names], [], [])
        for sentence, start in zip(group, starts, strict=True):
            yield sentence, merged, start


def syntax_row(reader: Reader, sentences: Sequence[Sentence]) -> dict[str, float]:
    """LAS, UPOS and lemma accuracy with gold tokens and sentences; name F1 where the file has names."""
    counts: Counter[str] = Counter()
    for sentence, found, start in parse_gold(reader, sentences):
        size = len(sentence.words)
        tokens = found.tokens[start : start + size]
        for i, token in enumerate(tokens):
            counts["words"] += 1
            head = token.head - start if token.head >= 0 else -1
            if sentence.heads and sentence.relations:
                counts["uas"] += head == sentence.heads[i]
                counts["las"] += head == sentence.heads[i] and token.relation == sentence.relations[i]
            counts["upos"] += bool(sentence.upos) and token.upos == sentence.upos[i]
            # Norwegian treebanks write the lemma of a full stop as "$."; punctuation has none here.
            if sentence.lemmas and sentence.upos and sentence.upos[i] != "PUNCT":
                counts["lemmas"] += 1
                counts["lemma"] += token.lemma.casefold() == sentence.lemmas[i].casefold()
        if sentence.names:
            _count_names(counts, sentence, [n for n in found.names if start <= n.first < start + size], start)
    figures = {name: counts[name] / counts["words"] for name in ("uas", "las", "upos")}
    figures["lemma"] = counts["lemma"] / max(1, counts["lemmas"])
    if counts["gold_names"]:
        figures["names_f1"] = 2 * counts["right_names"] / (counts["gold_names"] + counts["found_names"])
    return figures


def _spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    found, begin = set(), -1
    for i, tag in enumerate([*tags, "O"]):
        if begin >= 0 and not tag.startswith("I-"):
            found.add((begin, i, tags[begin][2:]))
            begin = -1
        if tag.startswith("B-"):
            begin = i
    return found


_COARSE = {"GPE_ORG": "LOC", "GPE_LOC": "LOC", "PROD": "OTH", "EVT": "OTH", "MISC": "OTH"}


def _count_names(counts: Counter[str], sentence: Sentence, names: Sequence[Any], start: int) -> None:
    gold = _spans(sentence.names or [])
    found = {(n.first - start, n.last - start, n.kind) for n in names}
    if sentence.language not in ("nb", "nn", *OWN_NAMES):
        # Their annotation has four types and no derived names.
        found = {(a, b, _COARSE.get(kind, kind)) for a, b, kind in found if kind != "DRV"}
        gold = {(a, b, "OTH" if kind == "MISC" else kind) for a, b, kind in gold}
    counts["gold_names"] += len(gold)
    counts["found_names"] += len(found)
    counts["right_names"] += len(gold & found)


def syntax(reader: Reader, config: Any, part: str) -> None:
    """A row per language; fr and ru also on their second treebanks."""
    files = [*SYNTAX.items(), ("fr", "fr_sequoia"), ("ru", "ru_taiga")]
    for language, stem in files:
        sentences = syntax_sentences(config, f"{stem}-{part}", language)
        figures = syntax_row(reader, sentences)
        if NAMES.get(language):
            names = list(read_iob2(unpacked(config, "names", f"{stem}-{part}"), language))
            figures["names_f1"] = syntax_row(reader, names)["names_f1"]
        file = Path(f"evaluation/names/{language}.iob2")
        if part == "test" and "taiga" not in stem and file.exists():
            own = list(read_iob2(file, language))
            figures["names_f1"] = syntax_row(reader, own)["names_f1"]
        if part == "test" and language == "de":
            figures.pop("names_f1", None)
        print(f"{stem:14} " + "  ".join(f"{k} {100 * v:.2f}" for k, v in figures.items()), flush=True)
    both = [s for lang in ("nb", "nn") for s in syntax_sentences(config, f"{lang}-{part}", lang)]
    print(f"NorNE nb+nn, 9 types: F1 {100 * syntax_row(reader, both)['names_f1']:.2f}")


def raw(reader: Reader, config: Any, part: str) -> None:
    """Token and sentence F1 from raw text, ten sentences to a paragraph."""
    for language in ("nb", "nn", "en"):
        sentences = syntax_sentences(config, f"{SYNTAX[language]}-{part}", language)
        counts: Counter[str] = Counter()
        for low in range(0, len(sentences), 10):
            _count_raw(counts, reader, sentences[low : low + 10], language)
        figures = {
            kind: 2 * counts[f"{kind}_right"] / (counts[f"{kind}_gold"] + counts[f"{kind}_found"])
            for kind in ("token", "sentence")
        }
        print(
            f"{language}: tokens F1 {100 * figures['token']:.2f}  sentences F1 {100 * figures['sentence']:.2f}",
            flush=True,
        )


def _count_raw(counts: Counter[str], reader: Reader, sentences: Sequence[Sentence], language: str) -> None:
    text, gold_tokens, gold_sentences = "", set(), set()
    for sentence in sentences:
        text += " " if text else ""
        at = begin = len(text)
        text += sentence.text
        for word in sentence.words:
            at = max(at, text.find(word, at))
            gold_tokens.add((at, at + len(word)))
            at += len(word)
        gold_sentences.add((begin, len(text)))
    reading = reader.read_text(text, language)
    found = {(t.start, t.end) for t in reading.tokens}
    spans = {(s.start, s.end) for s in reading.sentences}
    for kind, gold, guess in (("token", gold_tokens, found), ("sentence", gold_sentences, spans)):
        counts[f"{kind}_gold"] += len(gold)
        counts[f"{kind}_found"] += len(guess)
        counts[f"{kind}_right"] += len(gold & guess)


def _trigger_of(reading: Reading, span: tuple[int, int]) -> int | None:
    """The token that stands for a gold trigger: the found trigger inside the span, else its syntactic head."""
    inside = list(reading.tokens_between(*span))
    found = [t.token for t in reading.triggers if t.token in inside]
    outward = [i for i in inside if reading.tokens[i].head not in inside]
    return (found or outward or inside or [None])[0]


def events(reader: Reader, config: Any, part: str, threshold: float = 0.5) -> None:
    """Triggers with type, status and mode on them, roles with gold triggers, by language; then passages against whole articles."""
    items = corpus_items(config, part)
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    confusion: Counter[tuple[str, str]] = Counter()
    articles = [Article(text=i["text"], key=i["id"], id=i["id"], language=i["language"]) for i in items]
    for item, reading in zip(items, reader.read_many(articles), strict=True):
        counts = _event_counts(item, reading, reader, threshold, confusion)
        length = "article" if len(reading.tokens) > 120 else "passage"
        for name in (item["language"], "all", length):
            tallies[name] += counts
    for name, c in sorted(tallies.items()):
        print(
            f"{name:8} gold {c['gold']:5} trigger F1 {_f1(c, 'hit'):.3f} typed F1 {_f1(c, 'typed'):.3f} "
            f"(p {c['typed'] / max(1, c['found']):.3f} r {c['typed'] / max(1, c['gold']):.3f}) "
            f"status {c['status'] / max(1, c['typed']):.3f} mode {c['mode'] / max(1, c['typed']):.3f} "
            f"roles F1 {2 * c['role_right'] / max(1, c['role_gold'] + c['role_found']):.3f}"
        )
    print("confusions (gold, found):", [(pair, n) for pair, n in confusion.most_common(20) if pair[0] != pair[1]])


def _f1(counts: Counter[str], name: str) -> float:
    return 2 * counts[name] / max(1, counts["gold"] + counts["found"])


def _event_counts(
    item: Item, reading: Reading, reader: Reader, threshold: float, confusion: Counter[tuple[str, str]]
) -> Counter[str]:
    counts: Counter[str] = Counter()
    found = {t.token: t for t in reading.triggers if t.score >= threshold}
    counts["found"] = len(found)
    gold = gold_events(item)
    counts["gold"] = len(gold)
    roles = _gold_trigger_roles(item, reading, reader)
    for event in gold:
        inside = list(reading.tokens_between(*event.trigger))
        hit = next((found[i] for i in inside if i in found), None)
        _count_roles(counts, event, reading, roles)
        if hit is None:
            confusion[event.type, "-"] += 1
            continue
        confusion[event.type, hit.type] += 1
        counts["hit"] += 1
        if hit.type == event.type:
            counts["typed"] += 1
            counts["status"] += hit.status == event.status
            counts["mode"] += hit.mode == event.mode
    return counts


def _gold_trigger_roles(item: Item, reading: Reading, reader: Reader) -> dict[int, set[tuple[str, int]]]:
    """Edges above one half from every gold trigger's token, whether or not the model took it for a trigger."""
    weights = reader.weights
    tokens = words(item["text"], item["language"])
    wanted = {_trigger_of(reading, e.trigger) for e in gold_events(item)}
    edges: dict[int, set[tuple[str, int]]] = {}
    for window in cut(0, tokens, weights.encoder):
        here = [t for t in wanted if t is not None and window.own <= t < window.high]
        if here:
            roles = reader.scores(window)["roles"]
            for token in here:
                edges_here = arguments(window, token - window.low, roles, weights.labels)
                edges[token] = {(a.role, a.token) for a in edges_here if a.score >= 0.5}
    return edges


def _count_roles(counts: Counter[str], event: Any, reading: Reading, roles: dict[int, set[tuple[str, int]]]) -> None:
    """An edge is right when its word lies in the gold phrase; each gold phrase is found at most once."""
    trigger = _trigger_of(reading, event.trigger)
    edges = roles.get(trigger, set()) if trigger is not None else set()
    spans = [(role, set(reading.tokens_between(*span))) for role, span in event.arguments]
    counts["role_gold"] += len(spans)
    counts["role_found"] += len(edges)
    counts["role_right"] += sum(any(role == r and word in inside for r, word in edges) for role, inside in spans)


_OLD_TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}


def gsr_sentences(config: Any) -> list[dict[str, Any]]:
    """The PLOVER gold standard records with a text and a type of ours."""
    path = Path(config["data"]["treebanks"]).parent / "events" / "PLOVER_GSR_CAMEO.txt"
    body = path.read_text("utf-8").strip().rstrip(",")
    records = json.loads(body if body.startswith("[") else f"[{body}]", strict=False)
    return [r for r in records if r.get("text") and r.get("event") != "DOCUMENT"]


def gsr(reader: Reader, config: Any, _: str) -> None:
    """Best category per sentence against PLOVER's gold standard records: accuracy and macro-F1."""
    from utsyn.article import article_from_text
    from utsyn.coding import code

    records = gsr_sentences(config)
    articles = [article_from_text(r["text"], published=r.get("date"), language="en") for r in records]
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    sides: Counter[str] = Counter()
    for record, article, reading in zip(records, articles, reader.read_many(articles), strict=True):
        wanted = _OLD_TYPES.get(record["event"], record["event"])
        best = max(reading.triggers, key=lambda t: t.score, default=None)
        kind = best.type if best else "-"
        gold[wanted] += 1
        guessed[kind] += 1
        right[wanted] += kind == wanted
        _count_sides(sides, record, code(article, reading).events)
    f1 = {k: 2 * right[k] / max(1, gold[k] + guessed[k]) for k in gold}
    print(
        f"GSR: {sum(gold.values())} sentences, accuracy {sum(right.values()) / sum(gold.values()):.3f}, macro-F1 {sum(f1.values()) / len(f1):.3f}"
    )
    print("  by type:", {k: round(v, 2) for k, v in sorted(f1.items())})
    for side in ("source", "target"):
        print(
            f"  {side} country codes F1 {2 * sides[side + '_right'] / max(1, sides[side + '_gold'] + sides[side + '_found']):.3f}"
        )


_MISSPELT = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "IMG": "IGO"}
"""Country codes of the records that are no ISO codes, and what they stand for."""


@cache
def _homes() -> dict[str, str]:
    """By the code of a body or group of ours, what PLOVER codes it with: its country, or its kind (IGO, NGO)."""
    homes: dict[str, str] = {}
    folder = Path("src/utsyn/actors/data")
    for name in ("organisations.yaml", "groups.yaml"):
        for entry in yaml.load((folder / name).read_text("utf-8"), yaml.CSafeLoader):
            home = entry.get("country")
            home = home[0] if isinstance(home, list) else home
            homes[entry["code"]] = entry["sector"] if entry["sector"] in ("IGO", "NGO") or not home else home
    return homes


def _plover(code: str) -> str:
    homes = _homes()
    # A state's own code is also that of its parties and movements.
    return homes.get(code, code) if len(code) != 3 or not knowledge("en").is_state(code) else code


def _count_sides(counts: Counter[str], record: dict[str, Any], found: Sequence[Any]) -> None:
    """Country codes of a sentence's event of the best score; PLOVER's source is our actor, its target our recipient."""
    best = max(found, key=lambda e: e.confidence, default=None)
    for side, ours in (("source", "actor"), ("target", "recipient")):
        listed = record.get(side) or []
        listed = [listed] if isinstance(listed, dict) else listed
        gold = {_MISSPELT.get(a["code"][:3], a["code"][:3]) for a in listed if isinstance(a, dict) and a.get("code")}
        codes = {_plover(p.code) for p in getattr(best, ours) if p.code} if best else set()
        counts[side + "_gold"] += len(gold)
        counts[side + "_found"] += len(codes)
        counts[side + "_right"] += len(gold & codes)


_PRONOUNS = {"han", "hun", "ho", "ham", "henne", "de", "dem", "dei"}


def links(reader: Reader, config: Any, part: str) -> None:
    """NARC: third person pronouns linked to an earlier mention of their cluster; baseline: the nearest noun or name before."""
    counts: Counter[str] = Counter()
    for _, sentences in narc_documents(config, part):
        _count_links(counts, reader, sentences)
    total = max(1, counts["asked"])
    print(
        f"links: {counts['asked']} pronouns, accuracy {counts['right'] / total:.3f}, nearest noun {counts['nearest'] / total:.3f}"
    )


def _count_links(counts: Counter[str], reader: Reader, sentences: Sequence[Sentence]) -> None:
    tokens, starts = gold_words(sentences)
    mentions: list[tuple[int, int, int]] = []
    for start, sentence in zip(starts, sentences, strict=True):
        mentions += [(start + a, start + b, cluster) for a, b, cluster in sentence.clusters]
    weights = reader.weights
    linked: dict[int, int] = {}
    upos: list[str] = []
    for window in cut(0, tokens, weights.encoder):
        part = decode(window, tokens, reader.scores(window), weights.relation, weights.labels, sentences[0].language)
        linked |= {link.token: link.antecedent for link in part.links}
        upos += [t.upos for t in part.tokens]
    for first, last, cluster in mentions:
        if last - first == 1 and tokens[first].text.casefold() in _PRONOUNS:
            earlier = [set(range(a, b)) for a, b, c in mentions if c == cluster and b <= first]
            if earlier:
                counts["asked"] += 1
                answer = linked.get(first)
                counts["right"] += any(answer in span for span in earlier)
                noun = next((i for i in range(first - 1, -1, -1) if upos[i] in ("NOUN", "PROPN")), None)
                counts["nearest"] += any(noun in span for span in earlier)


def main(arguments: Sequence[str]) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["all"])
    parser.add_argument("--part", default="test")
    parser.add_argument("--model", default="model.int8.onnx")
    chosen = parser.parse_args(arguments)
    random.seed(0)
    reader = Reader(load_weights(chosen.model))
    config = read_config()
    for name, job in {"syntax": syntax, "raw": raw, "events": events, "gsr": gsr, "links": links}.items():
        if name in chosen.what or "all" in chosen.what:
            job(reader, config, chosen.part)


if __name__ == "__main__":
    main(sys.argv[1:])
