"""The training configuration, readable without torch."""

from pathlib import Path
from typing import Any

import yaml

Config = dict[str, Any]


def read_config(path: Path = Path("training/config.yaml")) -> Config:
    """The configuration file."""
    loaded: Config = yaml.safe_load(path.read_text("utf-8"))
    return loaded
