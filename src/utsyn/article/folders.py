"""The article files in a folder and below it: sorted, each real folder once, only suffixes that utsyn knows."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from utsyn.article import letters
from utsyn.article.problem import ArticleProblem

SUFFIXES = frozenset((".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".ndjson"))


def article_files(source: Path) -> Iterator[Path | ArticleProblem]:
    """Yield the file that `source` names, or the article files in that folder and below.

    In folders, names that start with a dot, other suffixes and special files are passed over; links are followed, but
    each real folder is visited once. A file named outright is taken whatever its suffix.
    """
    try:
        is_folder = stat.S_ISDIR(source.stat().st_mode)
    except (OSError, ValueError) as error:
        yield _problem(source, error)
        return
    if not is_folder:
        yield source
        return
    found = False
    for path in _walk(source, set()):
        found = True
        yield path
    if not found:
        yield ArticleProblem(shown(source), f"no article files in this folder: it needs {', '.join(sorted(SUFFIXES))}")


def _walk(folder: Path, visited: set[tuple[int, int]]) -> Iterator[Path | ArticleProblem]:
    """Walk without recursion, so that no depth of folders is too deep."""
    waiting: list[Path] = [folder]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                if (status.st_dev, status.st_ino) not in visited:
                    visited.add((status.st_dev, status.st_ino))
                    waiting.extend(sorted(_entries(path), reverse=True))
            elif stat.S_ISREG(status.st_mode) and path.suffix.lower() in SUFFIXES:
                yield path
        except (OSError, ValueError) as error:
            # A dangling link to something that is no article is no loss.
            if path.suffix.lower() in SUFFIXES or not path.is_symlink():
                yield _problem(path, error)


def _entries(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if not path.name.startswith(".")]


def _problem(path: Path, error: Exception) -> ArticleProblem:
    return ArticleProblem(shown(path), reason(error))


def shown(path: str | Path) -> str:
    """Write a path so that it can be printed and stored, whatever bytes its name holds."""
    return letters.fit(os.fsencode(path).decode("utf-8", "replace"))[0]


def reason(error: Exception) -> str:
    """Say why a file could not be read and what to do."""
    if isinstance(error, PermissionError):
        return "no permission to read it: change its rights, or leave it out"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder: check the name"
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}"
    return str(error)
