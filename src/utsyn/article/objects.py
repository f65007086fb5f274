"""JSON objects: utsyn's own fields and ninjs 1 to 3, the news exchange format of the IPTC."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from utsyn.article import letters
from utsyn.article.build import Known
from utsyn.article.page import fragment_text
from utsyn.errors import ArticleError


class Number(str):
    """A JSON number as written: an `id` may be one, and no number is too large to keep."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """The text of one object and what the object says about it."""

    id: str | None
    text: str
    known: Known


def parse(text: str) -> Any:
    """Parse JSON; raises ArticleError with the place of the mistake."""
    try:
        return json.loads(
            text.lstrip("\ufeff"), parse_int=Number, parse_float=Number, parse_constant=Number, strict=False
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ArticleError(f"broken JSON: {error.msg} at {where}: correct or remove it") from None
    except RecursionError:
        raise ArticleError("broken JSON: nested too deeply to be an article") from None


def read_object(value: object) -> Entry:
    """Read one JSON object as an article; raises ArticleError when it has no text."""
    if not isinstance(value, Mapping):
        raise ArticleError(f"{_kind(value)} where an object was expected: write one object per article")
    fields = {_normal(key): item for key, item in value.items()}
    return _read_ninjs(fields) if _is_ninjs(fields) else _read_plain(fields)


def _normal(key: str) -> str:
    """Bring `versionCreated`, `version_created` and NTB's `versioncreated` to one form."""
    return re.sub(r"[_\-\s]", "", key).lower()


def _kind(value: object) -> str:
    if value is None:
        return "null"
    kinds = ((bool, "a truth value"), (Number, "a number"), (str, "a string"), (list, "a list"), (Mapping, "an object"))
    return next((name for kind, name in kinds if isinstance(value, kind)), type(value).__name__)


# utsyn's own fields ---------------------------------------------------------------------------------------------------


def _read_plain(fields: Mapping[str, Any]) -> Entry:
    text = fields.get("text")
    if not isinstance(text, str) or isinstance(text, Number):
        problem = f"`text` is {_kind(text)}, not a string" if "text" in fields else "no `text`"
        raise ArticleError(f"{problem}: give the article's text as a string")
    warnings: list[str] = []
    known = Known(
        published=_string(fields, ("published", "date"), warnings),
        language=_string(fields, ("language", "lang"), warnings),
        title=_string(fields, ("title", "headline"), warnings),
        publisher=_string(fields, ("publisher", "source"), warnings),
        url=_string(fields, ("url", "link"), warnings),
        warnings=tuple(warnings),
    )
    return Entry(_identifier(fields, ("id",)), text, known)


def _string(fields: Mapping[str, Any], names: tuple[str, ...], warnings: list[str]) -> str | None:
    """Take the first of the fields that is there; warn of one that is no string."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, Mapping):
            value = value.get("name", value)
        if isinstance(value, str):
            if value.strip():
                return str(value)
        elif value is not None:
            warnings.append(f"`{name}` is {_kind(value)}, not a string: ignored")
    return None


def _identifier(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    values = (fields.get(name) for name in names)
    return next((str(value) for value in values if isinstance(value, str) and value.strip()), None)


# ninjs ----------------------------------------------------------------------------------------------------------------

_NINJS_KEYS = frozenset(("bodies", "headlines", "versioncreated", "firstcreated", "contentcreated", "pubstatus"))
_BODY_ORDER = ("bodytext", "bodyhtml", "bodyxhtml", "bodyhtml5", "bodyrichhtml5")


def _is_ninjs(fields: Mapping[str, Any]) -> bool:
    return "text" not in fields and any(key in _NINJS_KEYS or key.startswith("body") for key in fields)


def _read_ninjs(fields: Mapping[str, Any]) -> Entry:
    text = next((text for text in _ninjs_texts(fields) if not letters.is_blank(text)), None)
    if text is None:
        raise ArticleError("ninjs without a body: `body_text`, `body_html` or `bodies` must hold the text")
    warnings: list[str] = []
    known = Known(
        published=_string(fields, ("versioncreated", "contentcreated", "firstcreated"), warnings),
        language=_string(fields, ("language",), warnings),
        title=_ninjs_title(fields, warnings),
        publisher=_ninjs_publisher(fields),
        url=_ninjs_url(fields),
        warnings=tuple(warnings),
    )
    return Entry(_identifier(fields, ("uri", "id")), text, known)


def _ninjs_texts(fields: Mapping[str, Any]) -> Iterator[str]:
    for name in (*_BODY_ORDER, *sorted(key for key in fields if key.startswith("body") and key not in _BODY_ORDER)):
        value = fields.get(name)
        if isinstance(value, str) and name != "bodies":
            yield value if name == "bodytext" else _as_text(value)
    for body in sorted(_parts(fields.get("bodies")), key=lambda body: not _is_main(body)):
        value = body.get("value")
        if isinstance(value, str):
            yield value if "plain" in str(body.get("contenttype", "")) else _as_text(value)


def _as_text(value: str) -> str:
    return fragment_text(value) if re.search(r"<[a-zA-Z!/]|&[#\w]+;", value) else value


def _is_main(body: Mapping[str, Any]) -> bool:
    """Whether a body is plain text, or the main one of several by its role."""
    role = str(body.get("role", "")).lower()
    return "plain" in str(body.get("contenttype", "")) or role in ("", "main", "text", "body")


def _parts(value: object) -> list[dict[str, Any]]:
    """Read a list of objects with normalised keys; ninjs 3 also allows an object of objects by role."""
    if isinstance(value, Mapping):
        value = [{"role": role, **part} for role, part in value.items() if isinstance(part, Mapping)]
    parts = value if isinstance(value, list) else []
    return [{_normal(key): item for key, item in part.items()} for part in parts if isinstance(part, Mapping)]


def _ninjs_title(fields: Mapping[str, Any], warnings: list[str]) -> str | None:
    parts = _parts(fields.get("headlines"))
    named = sorted(parts, key=lambda part: str(part.get("role", "")).lower() not in ("", "main"))
    values = [part["value"] for part in named if isinstance(part.get("value"), str)]
    title = next((value for value in values if value.strip()), None) or _string(fields, ("headline", "title"), warnings)
    return _as_text(title) if title else None


def _ninjs_publisher(fields: Mapping[str, Any]) -> str | None:
    sources = [part.get("name") for name in ("infosources", "infosource") for part in _parts(fields.get(name))]
    found = (*sources, fields.get("copyrightholder"), fields.get("publisher"), fields.get("source"))
    return next((str(name) for name in found if isinstance(name, str) and name.strip()), None)


def _ninjs_url(fields: Mapping[str, Any]) -> str | None:
    candidates = (fields.get("url"), fields.get("uri"))
    return next((str(c) for c in candidates if isinstance(c, str) and re.match(r"https?://", c)), None)
