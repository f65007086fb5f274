"""The ontology: which types and modes of events there are, how they score, and how PLOVER folds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from utsyn.coding.event import Folded
from utsyn.errors import UtsynError

STATUSES = ("actual", "future", "hypothetical", "negated")
PARTS = ("actor", "recipient", "object", "none")


class OntologyError(UtsynError):
    """An ontology file breaks the schema; the message names the file and the place in it."""


@dataclass(frozen=True, slots=True)
class Mode:
    """A sharper kind of a type, e.g. ASSAULT by drone."""

    name: str
    intensity: float
    labels: Mapping[str, str]
    subject: str | None = None
    object: str | None = None
    authority: bool = False


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event with its modes; the fields are explained at the head of `ontology/plover.yaml`."""

    name: str
    quad: int
    intensity: float
    labels: Mapping[str, str]
    modes: Mapping[str, Mode]
    speech: bool = False
    reciprocal: bool = False
    subject: str = "none"
    object: str = "none"
    inner: str = "none"

    def mode(self, name: str | None) -> Mode | None:
        """The mode of that name, None when the type has none such."""
        return None if name is None else self.modes.get(name)

    def part_of_subject(self, mode: str | None) -> str:
        """What the subject of a passive clause is in this act: recipient, object, actor or none."""
        sharper = self.mode(mode)
        return (sharper and sharper.subject) or self.subject

    def part_of_object(self, mode: str | None) -> str:
        """What a named direct object is in this act: recipient, object, actor or none."""
        sharper = self.mode(mode)
        return (sharper and sharper.object) or self.object


@dataclass(frozen=True, slots=True)
class FoldRule:
    """What a type becomes under a status; `type` None drops it, `modes` maps the mode, `mode` is the rest."""

    type: str | None
    mode: str | None = None
    modes: Mapping[str, str | None] | None = None
    same: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    """The event types that coding knows."""

    name: str
    types: Mapping[str, EventType]
    statuses: Mapping[str, Mapping[str, str]]
    folds: Mapping[str, Mapping[str, FoldRule]]

    @classmethod
    def load(cls, path: Path | None = None) -> "Ontology":
        """The ontology in a YAML file, or the one that comes with utsyn (PLOVER 2.0).

        Raises OntologyError when the file cannot be read or breaks the schema.

        >>> Ontology.load().fold("CONSULT", "visit", "future")
        Folded(type='AGREE', mode=None)
        """
        return _shipped() if path is None else _parse(_read(path), str(path))

    def valid_mode(self, event_type: str, mode: str | None) -> str | None:
        """The mode when the type has it, else None."""
        return mode if mode in self.types[event_type].modes else None

    def fold(self, event_type: str, mode: str | None, status: str) -> Folded | None:
        """Type and mode in PLOVER's own terms, None where PLOVER drops the event."""
        rules = self.folds[status]
        rule = rules.get(event_type) or rules["default"]
        if rule.same:
            return Folded(event_type, mode)
        if rule.type is None:
            return None
        mapped = (rule.modes or {}).get(mode, rule.mode) if mode else rule.mode
        return Folded(rule.type, mapped)

    def quad(self, event_type: str) -> int:
        """Quad class 1-4: verbal and material cooperation, verbal and material conflict."""
        return self.types[event_type].quad

    def intensity(self, event_type: str, mode: str | None) -> float:
        """Score from -10 (conflict) to 10 (cooperation) of the type, or of its mode where it has one."""
        return (self.types[event_type].mode(mode) or self.types[event_type]).intensity

    def label(self, event_type: str, mode: str | None = None, language: str = "en") -> str:
        """The name of a type, or of its mode, in English (`en`) or Norwegian (`nb`)."""
        labels = (self.types[event_type].mode(mode) or self.types[event_type]).labels
        return labels.get(language, labels["en"])


@cache
def _shipped() -> Ontology:
    file = resources.files("utsyn.coding") / "ontology" / "plover.yaml"
    return _parse(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader), "plover.yaml")


def _read(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OntologyError(f"{path}: the ontology cannot be read ({error}); give a YAML file in UTF-8") from error


@dataclass(frozen=True, slots=True)
class _At:
    """A place in the file, for messages."""

    file: str
    path: str = ""

    def __truediv__(self, key: object) -> "_At":
        return _At(self.file, f"{self.path}.{key}" if self.path else str(key))

    def error(self, what: str) -> OntologyError:
        return OntologyError(f"{self.file}: {self.path or 'top level'}: {what}")


def _parse(raw: object, file: str) -> Ontology:
    at = _At(file)
    top = _mapping(raw, at, required=("types", "statuses", "fold"), allowed=("version", "name"))
    types = {name: _type(str(name), body, at / "types" / name) for name, body in _items(top["types"], at / "types")}
    if not types:
        raise (at / "types").error("an ontology needs at least one type")
    statuses = {n: _labels(v, at / "statuses" / n) for n, v in _items(top["statuses"], at / "statuses")}
    if sorted(statuses) != sorted(STATUSES):
        raise (at / "statuses").error(f"must be exactly {', '.join(STATUSES)}, not {', '.join(map(str, statuses))}")
    folds = {s: _fold(body, types, at / "fold" / s) for s, body in _items(top["fold"], at / "fold")}
    if missing := sorted(set(STATUSES) - set(folds)):
        raise (at / "fold").error(f"no rule for {', '.join(missing)}")
    return Ontology(str(top.get("name", file)), types, statuses, folds)


def _type(name: str, raw: object, at: _At) -> EventType:
    optional = ("speech", "reciprocal", "subject", "object", "inner", "modes")
    body = _mapping(raw, at, required=("quad", "intensity", "label"), allowed=optional)
    if body["quad"] not in (1, 2, 3, 4):
        raise (at / "quad").error(f"must be 1, 2, 3 or 4, not {body['quad']!r}")
    modes = {m: _mode(str(m), b, at / "modes" / m) for m, b in _items(body.get("modes") or {}, at / "modes")}
    return EventType(
        name=name,
        quad=body["quad"],
        intensity=_intensity(body["intensity"], at / "intensity"),
        labels=_labels(body["label"], at / "label"),
        modes=modes,
        speech=_flag(body.get("speech", False), at / "speech"),
        reciprocal=_flag(body.get("reciprocal", False), at / "reciprocal"),
        subject=_part(body.get("subject", "none"), at / "subject"),
        object=_part(body.get("object", "none"), at / "object"),
        inner=_part(body.get("inner", "none"), at / "inner"),
    )


def _mode(name: str, raw: object, at: _At) -> Mode:
    body = _mapping(raw, at, required=("intensity", "label"), allowed=("subject", "object", "authority"))
    return Mode(
        name=name,
        intensity=_intensity(body["intensity"], at / "intensity"),
        labels=_labels(body["label"], at / "label"),
        subject=_part(body["subject"], at / "subject") if "subject" in body else None,
        object=_part(body["object"], at / "object") if "object" in body else None,
        authority=_flag(body.get("authority", False), at / "authority"),
    )


def _fold(raw: object, types: Mapping[str, EventType], at: _At) -> dict[str, FoldRule]:
    rules = {str(name): _rule(body, types, at / name) for name, body in _items(raw, at)}
    if unknown := sorted(set(rules) - set(types) - {"default"}):
        raise at.error(f"unknown type {', '.join(unknown)}; add it under types")
    rules.setdefault("default", FoldRule(None))
    return rules


def _rule(raw: object, types: Mapping[str, EventType], at: _At) -> FoldRule:
    if raw == "same":
        return FoldRule(None, same=True)
    if raw == "drop":
        return FoldRule(None)
    if not isinstance(raw, dict):
        raise at.error("must be `same`, `drop` or {type, mode, modes}")
    body = _mapping(raw, at, required=("type",), allowed=("mode", "modes"))
    if body["type"] not in types:
        raise (at / "type").error(f"unknown type {body['type']!r}; add it under types")
    modes = dict(_items(body.get("modes") or {}, at / "modes"))
    for mode in (body.get("mode"), *modes.values()):
        if mode is not None and mode not in types[body["type"]].modes:
            raise (at / "mode").error(f"{body['type']} has no mode {mode!r}")
    return FoldRule(body["type"], body.get("mode"), modes)


def _mapping(raw: object, at: _At, *, required: tuple[str, ...], allowed: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise at.error(f"must be a mapping, not {type(raw).__name__}")
    if missing := [key for key in required if key not in raw]:
        raise at.error(f"lacks {', '.join(missing)}")
    if unknown := [str(key) for key in raw if key not in required + allowed]:
        raise at.error(f"unknown key {', '.join(unknown)}; known are {', '.join(sorted(required + allowed))}")
    return raw


def _items(raw: object, at: _At) -> list[tuple[str, Any]]:
    if not isinstance(raw, dict):
        raise at.error(f"must be a mapping, not {type(raw).__name__}")
    return [(str(key), value) for key, value in raw.items()]


def _labels(raw: object, at: _At) -> Mapping[str, str]:
    labels = dict(_items(raw, at))
    if "en" not in labels or not all(isinstance(v, str) for v in labels.values()):
        raise at.error("labels are texts by language, English (`en`) at least; quote words such as `true`")
    return labels


def _intensity(raw: object, at: _At) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not -10 <= raw <= 10:
        raise at.error(f"must be a number from -10 to 10, not {raw!r}")
    return float(raw)


def _flag(raw: object, at: _At) -> bool:
    if not isinstance(raw, bool):
        raise at.error(f"must be true or false, not {raw!r}")
    return raw


def _part(raw: object, at: _At) -> str:
    if raw not in PARTS:
        raise at.error(f"must be one of {', '.join(PARTS)}, not {raw!r}")
    return str(raw)
