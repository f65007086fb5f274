"""The same articles in another order, in batches of another size, in two processes: the records must be byte-identical.

    python -m evaluation.determinism [COUNT]

The articles are passages of training/corpus. Exits with 1 when any line of the record differs.
"""

import hashlib
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from training.corpus import read_items

from utsyn.pipeline import batches

BATCH_STEP = 4
"""Every fourth of the small batches is read: each costs a process."""


def write_input(path: Path, items: Sequence[dict[str, object]]) -> None:
    """Articles as JSON lines."""
    keys = ("id", "text", "published", "language")
    path.write_text(
        "".join(json.dumps({k: item[k] for k in keys}, ensure_ascii=False) + "\n" for item in items), "utf-8"
    )


def lines(path: Path) -> list[bytes]:
    """The NDJSON records of a file of articles, read in a process of its own."""
    command = [sys.executable, "-m", "utsyn.cli", "read", str(path), "--no-store", "--format", "ndjson"]
    return subprocess.run(command, check=True, capture_output=True).stdout.splitlines()


def digest(found: Sequence[bytes]) -> str:
    """A hash over lines in a fixed order."""
    return hashlib.sha256(b"\n".join(sorted(found))).hexdigest()[:16]


def without_path(line: bytes) -> bytes:
    """A record without the file it was read from, which differs by intention."""
    record = json.loads(line)
    record["article"].pop("path", None)
    return json.dumps(record, ensure_ascii=False).encode()


def main(arguments: Sequence[str]) -> int:
    """Command line of this module."""
    count = int(arguments[0]) if arguments else 200
    items = list(read_items(sorted(Path("training/corpus").glob("*-[aef].jsonl"))))
    chosen = random.Random(7).sample(items, min(count, len(items)))
    shuffled = random.Random(8).sample(chosen, len(chosen))
    with tempfile.TemporaryDirectory() as folder:
        runs = {}
        for name, order in (
            ("in order", [chosen]),
            ("another order", [shuffled]),
            ("batches of 7", list(batches(chosen, 7))[::BATCH_STEP]),
        ):
            found: list[bytes] = []
            for number, part in enumerate(order):
                path = Path(folder) / f"{name.replace(' ', '-')}-{number}.jsonl"
                write_input(path, part)
                found += map(without_path, lines(path))
            runs[name] = found
    whole = set(runs["in order"])
    same = digest(runs["in order"]) == digest(runs["another order"]) and set(runs["batches of 7"]) <= whole
    for name, found in runs.items():
        print(f"{name}: {len(found)} records, digest {digest(found)}")
    print("identical" if same else "DIFFERENT")
    return not same


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
