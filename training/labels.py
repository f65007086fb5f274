"""The label inventories that the model's heads share with the runtime (`labels.json`)."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from training.sentences import Sentence
from utsyn.reading.lemmas import script_between

UPOS = [
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
]
NAME_KINDS = ["PER", "ORG", "GPE_ORG", "GPE_LOC", "LOC", "PROD", "EVT", "DRV", "MISC"]
NAME_TAGS = ["O", *(f"{edge}-{kind}" for kind in NAME_KINDS for edge in "BI")]
STATUSES = ["actual", "future", "hypothetical", "negated"]
ROLES = ["actor", "recipient", "object", "place", "date", "source"]
FEATURES = {
    "Tense": ["Past", "Pres", "Fut", "Imp", "Pqp"],
    "VerbForm": ["Fin", "Inf", "Part", "Ger", "Conv", "Sup"],
    "Mood": ["Ind", "Imp", "Cnd", "Sub"],
    "Voice": ["Pass", "Act", "Mid"],
    "Number": ["Sing", "Plur"],
    "Person": ["1", "2", "3"],
    "Case": ["Nom", "Gen", "Dat", "Acc", "Ins", "Loc"],
    "Gender": ["Masc", "Fem", "Neut", "Com"],
    "Definite": ["Def", "Ind"],
    "PronType": ["Prs", "Dem", "Rel", "Int", "Art", "Ind", "Neg", "Tot"],
    "Poss": ["Yes"],
    "Polarity": ["Neg"],
    "NumType": ["Card", "Ord"],
    "Aspect": ["Imp", "Perf"],
}

# What a coarse name annotation (PER, ORG, LOC, OTH) allows in NorNE's finer types.
COARSE = {
    "PER": ["PER"],
    "ORG": ["ORG"],
    "LOC": ["LOC", "GPE_LOC", "GPE_ORG"],
    "OTH": ["PROD", "EVT", "MISC", "DRV"],
    "MISC": ["PROD", "EVT", "MISC", "DRV"],
}


@dataclass
class Labels:
    """Every inventory, in the order of the heads' outputs."""

    upos: list[str]
    features: dict[str, list[str]]
    relations: list[str]
    lemma_scripts: list[str]
    name_tags: list[str]
    types: list[str]
    modes: list[str]
    statuses: list[str]
    roles: list[str]

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, path: Path) -> "Labels":
        """Read what `save` wrote."""
        return cls(**json.loads(path.read_text("utf-8")))


def collect(sentences: Iterable[Sentence], events: Iterable[dict[str, str | None]], limit: int = 4000) -> Labels:
    """Relations and lemma scripts as the treebanks have them (scripts seen at least twice), types and modes as the corpus has them."""
    relations: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    for sentence in sentences:
        relations.update(sentence.relations or ())
        if sentence.lemmas and sentence.upos:
            for word, lemma in zip(sentence.words, sentence.lemmas, strict=True):
                scripts[script_between(word, lemma)] += 1
    kinds = sorted({(event["type"], event["mode"]) for event in events}, key=str)
    return Labels(
        upos=UPOS,
        features=FEATURES,
        relations=sorted(relation for relation, n in relations.items() if n >= 5),
        lemma_scripts=[script for script, n in scripts.most_common(limit) if n >= 2],
        name_tags=NAME_TAGS,
        types=sorted({str(kind) for kind, _ in kinds}),
        modes=sorted({f"{kind}/{mode}" for kind, mode in kinds}),
        statuses=STATUSES,
        roles=ROLES,
    )
