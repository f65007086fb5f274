"""Which program version codes: readings of another one are replaced in the record."""

import hashlib
from functools import cache
from importlib import resources

from utsyn import __version__


@cache
def coder_version() -> str:
    """Name of what codes: the program's version and a fingerprint of the weights, such as `0.1.0+3f9ac1d2`."""
    weights = resources.files("utsyn.reading").joinpath("weights")
    digest = hashlib.blake2b(digest_size=4)
    files = sorted(weights.iterdir(), key=lambda file: file.name) if weights.is_dir() else []
    for file in files:
        if file.is_file():
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return f"{__version__}+{digest.hexdigest()}" if files else __version__
