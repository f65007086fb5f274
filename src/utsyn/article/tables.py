"""The station's data files, each read once when first needed."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# The base loader leaves every scalar a string: "no" and "on" are words here, not truth values.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def load(name: str) -> Any:
    """Load `article/data/NAME.yaml`; callers must not change what they get."""
    text = files("utsyn.article").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)
